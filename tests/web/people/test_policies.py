"""Who sees and does what with accounts and rights: administrators of the country, those of a place, nobody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from qala.errors import BadUse
from qala.texts import text
from tests.web.people.conftest import PASSWORD, person_with
from tests.web.people.test_inviting import ASTANA, KARAGANDA, KARAGANDA_REGION, administrator, invited, link_in

KAZAKHSTAN, LOCAL = "", KARAGANDA_REGION


def given(username: str, role: str = "contributor", area: str = KARAGANDA) -> Any:
    """A right that stands, of a person of that name."""
    from qala.web.people import services

    one = person_with(username, ())
    return one.grants.filter(role=role, area=area, ended_at=None).first() or services.grant(
        None, one, services.Asked(role, area), timezone.now()
    )


def choices(page: str, name: str) -> set[str]:
    """What a form offers to choose from."""
    return set(re.findall(r'<option value="([^"]*)"', page.partition(f'name="{name}"')[2].partition("</select>")[0]))


@pytest.mark.parametrize("area", [KAZAKHSTAN, LOCAL])
def test_a_right_is_taken_back_on_the_page(tables: str, area: str) -> None:
    from qala.web.people import services

    client = administrator(f"taker_{area}", area)
    right = given("taken_from")
    page = client.get(f"/en/work/people/{right.person.pk}/").content.decode()
    assert f"/en/work/rights/{right.pk}/take-back/" in page
    done = client.post(f"/en/work/rights/{right.pk}/take-back/", follow=True)
    assert done.status_code == 200, "and leads where whoever took it back may look"
    assert not services.rights_of(right.person).held
    assert client.post(f"/en/work/rights/{right.pk}/take-back/").status_code in (400, 404), "once"


def test_what_another_place_gave_is_not_seen(tables: str) -> None:
    given("of_two_places", "contributor", ASTANA)
    right = given("of_two_places")
    client = administrator("of_the_region", LOCAL)
    for path in ("people/", f"people/{right.person.pk}/"):
        page = client.get(f"/en/work/{path}").content.decode()
        assert "Karaganda" in page
        assert "Astana" not in page, path
    page = administrator("head").get(f"/en/work/people/{right.person.pk}/").content.decode()
    assert "Astana" in page.partition(text("people.give", "en"))[0]


def test_a_button_is_there_for_what_one_may_take_back_alone(tables: str) -> None:
    from qala.web.people import services

    right = given("verifying", "verifier")
    guest = services.Guest("verifier@karaganda.kz", "Guest", "kk")
    asked, _ = services.invite(None, guest, services.Asked("verifier", KARAGANDA), timezone.now())
    client = administrator("of_the_region", LOCAL)
    assert f"rights/{right.pk}/" not in client.get(f"/en/work/people/{right.person.pk}/").content.decode()
    assert client.post(f"/en/work/rights/{right.pk}/take-back/").status_code == 403
    page = client.get("/en/work/people/").content.decode()
    assert guest.email in page
    assert f"invitations/{asked.pk}/" not in page
    assert client.post(f"/en/work/invitations/{asked.pk}/withdraw/").status_code == 403
    assert f"invitations/{asked.pk}/" in administrator("head").get("/en/work/people/").content.decode()


def test_a_form_offers_what_one_may_give(tables: str) -> None:
    local = administrator("of_the_region", LOCAL).get("/en/work/invitations/").content.decode()
    assert choices(local, "role") - {""} == {"contributor", "approver", "dispatcher", "company"}
    assert {KARAGANDA, KARAGANDA_REGION} <= choices(local, "area")
    assert not {"", ASTANA} & choices(local, "area")
    whole = administrator("head").get("/en/work/invitations/").content.decode()
    assert {"publisher", "administrator"} < choices(whole, "role")
    assert {"", ASTANA, KARAGANDA} < choices(whole, "area")


def test_an_invitation_of_another_place_stays(tables: str) -> None:
    """Two places may invite one address: neither undoes what the other did."""
    first = link_in(invited(administrator("head"), "wanted@akimat.kz", "publisher", ""))
    second = link_in(invited(administrator("of_the_region", LOCAL), "wanted@akimat.kz"))
    assert [Client().get(link).status_code for link in (first, second)] == [200, 200]
    told = {"name": "Wanted", "password": PASSWORD, "again": PASSWORD}
    assert Client().post(first, told).status_code == 302
    assert Client().get(second).status_code == 200
    assert Client().post(second, told).status_code == 400, "they have an account by now"


def test_an_address_that_somebody_only_claims_can_be_invited(tables: str) -> None:
    from allauth.account.models import EmailAddress

    from qala.web.people.models import Person

    EmailAddress.objects.create(user=person_with("claiming", ()), email="claimed@akimat.kz", verified=False)
    link = link_in(invited(administrator("head"), "claimed@akimat.kz"))
    told = {"name": "The Owner", "password": PASSWORD, "again": PASSWORD}
    assert Client().post(link, told).status_code == 302
    assert Person.objects.get(email="claimed@akimat.kz").name == "The Owner"


def test_a_right_that_is_over_is_given_anew(tables: str) -> None:
    from qala.web.people import services
    from qala.web.people.models import Grant
    from qala.web.people.rights import today

    former = given("coming_back")
    with pytest.raises(BadUse) as twice:
        services.grant(None, former.person, services.Asked("contributor", KARAGANDA), timezone.now())
    assert twice.value.code == "people.has_it_already"
    Grant.objects.filter(pk=former.pk).update(until=today() - timedelta(days=1))
    assert not services.rights_of(former.person).held
    services.grant(None, former.person, services.Asked("contributor", KARAGANDA), timezone.now())
    assert services.rights_of(former.person).has("contributor", area=KARAGANDA)
    assert Grant.objects.filter(person=former.person, ended_at=None).count() == 1
