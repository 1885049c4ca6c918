"""Invitations: the only way in; rights by place, given by administrators, ended by their day."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from qala.errors import BadUse
from qala.texts import LANGUAGES, text
from tests.web.people.conftest import PASSWORD, person_with
from tests.web.publications.test_publications import in_threads

ASTANA, KARAGANDA, KARAGANDA_REGION = "710000000", "351010000", "350000000"
KAZPOST = "000140002217"


def administrator(username: str, area: str = "") -> Client:
    """The browser of an administrator of a place."""
    from qala.web.people import services

    one = person_with(username, ())
    if not services.rights_of(one).held:
        services.grant(None, one, services.Asked("administrator", area), timezone.now())
    client = Client()
    client.force_login(one)
    return client


def invited(client: Client, email: str, role: str = "contributor", area: str = KARAGANDA, **more: str) -> Any:
    form = {"email": email, "name": "Болат Омаров", "role": role, "area": area, "language": "kk", **more}
    return client.post("/en/work/invitations/", form)


def link_in(page: Any) -> str:
    found = re.search(r'value="http://testserver(/kk/work/invitation/[A-Za-z0-9_-]+/)"', page.content.decode())
    assert found is not None
    return found[1]


def test_from_the_invitation_to_work(tables: str) -> None:
    from qala.web.people import services
    from qala.web.people.models import Person

    link = link_in(invited(administrator("head"), "Bolat@Akimat.kz"))
    guest = Client()
    page = guest.get(link).content.decode()
    assert "bolat@akimat.kz" in page
    assert text("people.contributor", "kk") in page
    told = {"name": "Болат Омаров", "password": PASSWORD, "again": PASSWORD}
    assert guest.post(link, told | {"again": "another"}).status_code == 400
    assert guest.post(link, told | {"password": "short", "again": "short"}).status_code == 400
    assert guest.post(link, told)["Location"] == "/kk/work/"
    assert guest.get("/kk/work/me/").status_code == 200, "signed in at once"
    person = Person.objects.get(username="bolat")
    assert services.rights_of(person).has("contributor", area=KARAGANDA)
    assert not services.rights_of(person).has("contributor", area=ASTANA)
    assert Client().get(link).status_code == 410, "a link works once"
    assert Client().post(link, told).status_code == 410
    by_mail = {"username": "BOLAT@akimat.kz", "password": PASSWORD}
    assert Client().post("/kk/work/sign-in/", by_mail)["Location"] == "/kk/work/", "and they sign in by the address"
    again = invited(administrator("head"), "bolat@akimat.kz")
    assert again.status_code == 400, "who has an account is given rights, not invited"


def test_an_invitation_ends(tables: str) -> None:
    from qala.web.people import inviting
    from qala.web.people.models import Invitation

    client, now = administrator("head"), timezone.now()
    first = link_in(invited(client, "late@akimat.kz"))
    second = link_in(invited(client, "late@akimat.kz"))
    assert Client().get(first).status_code == 410, "another one to the same address takes its place"
    assert inviting.open_with(second.split("/")[-2], now) is not None
    assert inviting.open_with(second.split("/")[-2], now + inviting.LASTS + timedelta(seconds=1)) is None
    number = Invitation.objects.get(withdrawn_at=None, email="late@akimat.kz").pk
    assert client.post(f"/en/work/invitations/{number}/withdraw/")["Location"] == "/en/work/people/"
    assert Client().get(second).status_code == 410
    kept = str(list(Invitation.objects.values()))
    assert second.split("/")[-2] not in kept, "the secret is kept nowhere"


def test_a_link_that_is_followed_twice_at_once_makes_one_account(tables: str) -> None:
    from qala.web.people.models import Grant, Person

    link = link_in(invited(administrator("head"), "twice@akimat.kz"))
    told = {"name": "Twice", "password": PASSWORD, "again": PASSWORD}
    answers = in_threads(*[lambda: Client().post(link, told).status_code] * 4)
    assert answers.count(302) == 1, answers
    assert set(answers) <= {302, 400, 410}
    assert Person.objects.filter(email="twice@akimat.kz").count() == 1
    assert Grant.objects.filter(person__email="twice@akimat.kz").count() == 1


def test_who_lost_the_right_to_invite_lets_nobody_in(tables: str) -> None:
    from qala.web.people.models import Grant, Person

    link = link_in(invited(administrator("short_lived"), "friend@akimat.kz"))
    Grant.objects.filter(person__username="short_lived").update(ended_at=timezone.now())
    told = {"name": "A Friend", "password": PASSWORD, "again": PASSWORD}
    assert Client().post(link, told).status_code == 400
    assert not Person.objects.filter(username="friend").exists()


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        ("contributor", KARAGANDA, 200),
        ("approver", KARAGANDA_REGION, 200),
        ("contributor", ASTANA, 403),
        ("administrator", KARAGANDA, 403),
        ("verifier", KARAGANDA, 403),
        ("publisher", "", 403),
        ("company", "", 400),
    ],
)
def test_an_administrator_of_a_region_gives_what_counts_within_it(
    tables: str, role: str, area: str, status: int
) -> None:
    client = administrator("of_the_region", KARAGANDA_REGION)
    assert invited(client, f"one.{role}@akimat.kz", role, area).status_code == status
    page = client.get("/en/work/people/").content.decode()
    assert "Head" not in page, "and does not see the others"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("king", "", "", None), "people.not_role"),
        (("publisher", KARAGANDA, "", None), "people.role_is_national"),
        (("contributor", "", "", None), "people.role_needs_area"),
        (("contributor", "999", "", None), "people.not_area"),
        (("company", "", "", None), "people.role_needs_organisation"),
        (("company", "", KAZPOST, None), "people.no_organisation"),
    ],
)
def test_rights_that_do_not_fit_are_refused_in_a_sentence(tables: str, asked: Any, code: str) -> None:
    from qala.web.people import services

    with pytest.raises(BadUse) as refused:
        services.grant(None, person_with("somebody", ()), services.Asked(*asked), timezone.now())
    assert refused.value.code == code


def test_nobody_gives_a_right_to_themselves(tables: str) -> None:
    from qala.web.people import services
    from qala.web.people.models import Person

    client = administrator("head")
    me = Person.objects.get(username="head")
    answer = client.post(f"/en/work/people/{me.pk}/give/", {"role": "publisher"})
    assert answer.status_code == 403
    assert services.rights_of(me).roles == {"administrator"}
    assert client.post(f"/en/work/people/{me.pk}/end/").status_code == 403


def test_a_right_ends_after_its_last_day(tables: str) -> None:
    from qala.web.people import services
    from qala.web.people.models import Grant
    from qala.web.people.rights import today

    one = person_with("for_a_while", ())
    given = services.grant(None, one, services.Asked("publisher", until=today()), timezone.now())
    assert services.rights_of(one).has("publisher"), "the last day counts"
    client = Client()
    client.force_login(one)
    assert client.get("/en/work/jobs/").status_code == 200
    Grant.objects.filter(pk=given.pk).update(until=today() - timedelta(days=1))
    assert client.get("/en/work/jobs/").status_code == 403
    with pytest.raises(BadUse, match="past"):
        services.grant(None, one, services.Asked("publisher", until=today() - timedelta(days=1)), timezone.now())


def test_the_ledger_tells_who_gave_what(tables: str) -> None:
    from qala.web.ledger import services as ledger
    from qala.web.people import services

    one, now = person_with("watched", ()), timezone.now()
    given = services.grant(None, one, services.Asked("verifier"), now)
    services.take_back(None, given.pk, now)
    services.end("watched")
    told = ledger.history(f"person:{one.pk}")
    assert [entry.kind for entry in told] == ["granted", "taken-back", "account-ended"]
    assert told[0].payload == {"role": "verifier", "area": "", "organisation": "", "until": ""}
    assert told[0].private == {"name": "Watched"}, "the name can be forgotten"
    assert list(ledger.audit()) == []


def test_everything_about_oneself(tables: str) -> None:
    client = Client()
    person_with("curious", ("method_team",))
    client.post("/en/work/sign-in/", {"username": "curious", "password": PASSWORD})
    answer = client.get("/en/work/me/data.json")
    told = json.loads(answer.content)
    assert told["account"]["username"] == "curious"
    assert [one["role"] for one in told["rights"]] == ["method_team"]
    assert len(told["sessions"]) == 1
    assert {"api_keys", "proposals", "ledger", "second_factors", "elsewhere", "invitations"} <= set(told)
    assert "md5$" not in answer.content.decode(), "and no secret"


def test_no_table_that_names_people_is_left_out(tables: str) -> None:
    """Every column of every table that leads to an account is looked through for it."""
    from qala.web.people.models import Person
    from qala.web.people.own_data import everything_about

    with CaptureQueriesContext(connection) as asked:
        everything_about(person_with("curious", ("method_team",)))
    said = [query["sql"].partition(" WHERE ")[2] for query in asked.captured_queries]
    columns = [
        f'"{model._meta.db_table}"."{field.column}"'
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person
    ]
    assert len(columns) > 10
    assert [one for one in columns if not any(one in where for where in said)] == []


def test_sessions_are_listed_and_ended(tables: str) -> None:
    from allauth.usersessions.models import UserSession

    person_with("travelling", ())
    here, there, third = Client(), Client(HTTP_USER_AGENT="Phone/1"), Client()
    for client in (here, there, third):
        client.post("/en/work/sign-in/", {"username": "travelling", "password": PASSWORD})
    page = here.get("/en/work/me/sessions/").content.decode()
    assert "Phone/1" in page
    phone = UserSession.objects.get(user__username="travelling", user_agent="Phone/1")
    person_with("stranger", ())
    stranger = Client()
    stranger.post("/en/work/sign-in/", {"username": "stranger", "password": PASSWORD})
    assert stranger.post(f"/en/work/me/sessions/{phone.pk}/end/").status_code == 404, "another's is not there"
    assert there.get("/en/work/me/").status_code == 200
    assert here.post(f"/en/work/me/sessions/{phone.pk}/end/").status_code == 302
    assert there.get("/en/work/me/").status_code == 302
    assert here.post("/en/work/me/sessions/end-others/").status_code == 302
    assert third.get("/en/work/me/").status_code == 302
    assert here.get("/en/work/me/").status_code == 200


def test_organisations_have_a_number_that_is_checked(tables: str) -> None:
    client = administrator("head")
    form = {"bin": "000140002218", "kind": "company", **{f"name_{one}": f"Kazpost {one}" for one in LANGUAGES}}
    wrong = client.post("/en/work/organisations/", form)
    assert wrong.status_code == 400
    assert text("people.not_bin", "en", value="000140002218").replace('"', "&#34;") in wrong.content.decode()
    assert client.post("/en/work/organisations/", form | {"bin": KAZPOST}).status_code == 302
    assert "Kazpost kk" in client.get("/kk/work/organisations/").content.decode()
    assert client.post("/en/work/organisations/", form | {"bin": KAZPOST}).status_code == 400


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("000140002217", True),
        ("941240000193", True),
        ("020240000555", True),
        ("941240000194", False),
        ("941340000193", False),
        ("94124000019", False),
        ("९४१२४००००१९३", False),
        ("", False),
    ],
)
def test_bin(number: str, right: bool) -> None:
    from qala.web.people.bin import is_bin

    assert is_bin(number) == right
