"""Reference data in Django's admin: organisations, by the policy, in three languages, told in the ledger."""

import json
from typing import Any

import pytest
from django.test import Client, override_settings

from qala.texts import LANGUAGES, text
from tests.web.people.conftest import person_with

PAGES = "/en/work/reference/people/organisation/"
KAZPOST = "000140002217"
GIVEN = {
    "bin": KAZPOST,
    "name_kk": "Қазпошта",
    "name_ru": "Казпочта",
    "name_en": "Kazpost",
    "kind": "company",
    "area": "",
    "is_active": "on",
}


@pytest.fixture
def hand(tables: str) -> Client:
    """The browser of an administrator of the country, that refuses forms without their token."""
    client = Client()
    client.force_login(person_with("keeper", ("administrator",)))
    return client


@pytest.fixture
def kazpost(hand: Client) -> Any:
    from qala.web.people.models import Organisation

    if not Organisation.objects.filter(bin=KAZPOST).exists():
        assert hand.post(f"{PAGES}add/", GIVEN).status_code == 302
    return Organisation.objects.get(bin=KAZPOST)


def test_an_organisation_is_added_and_changed_and_the_ledger_tells_it(kazpost: Any, hand: Client) -> None:
    from qala.web.ledger import services as ledger

    named = GIVEN | {"name_en": "Kazakhstan Post", "area": "351010000"}
    assert hand.post(f"{PAGES}{kazpost.pk}/change/", named)["Location"] == PAGES
    kazpost.refresh_from_db()
    assert kazpost.name == {"kk": "Қазпошта", "ru": "Казпочта", "en": "Kazakhstan Post"}
    assert (kazpost.area, kazpost.is_active) == ("351010000", True)
    retired = {name: value for name, value in named.items() if name != "is_active"}
    hand.post(f"{PAGES}{kazpost.pk}/change/", retired)
    kazpost.refresh_from_db()
    assert not kazpost.is_active
    told = ledger.Entry.objects.filter(chain="organisations", subject=f"organisation:{kazpost.pk}").order_by("version")
    assert [one.kind for one in told][:1] == ["added"]
    last = told.last()
    assert last is not None
    said = json.loads(last.said)["payload"]
    assert (last.kind, said["name"]["en"], said["active"]) == ("changed", "Kazakhstan Post", False)
    assert last.by is not None
    assert last.by.username == "keeper"
    assert list(ledger.audit()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"bin": "123456789012"}, "people.not_bin"),
        ({"name_kk": "turned \u202eround"}, "people.organisation_name"),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(hand: Client, language: Any, wrong: dict[str, str], key: str) -> None:
    from qala.web.people.models import Organisation

    before = Organisation.objects.count()
    answer = hand.post(PAGES.replace("/en/", f"/{language}/") + "add/", GIVEN | wrong)
    said = text(key, language, value=wrong.get("bin", ""))
    assert answer.status_code == 200
    assert said.replace('"', "&quot;") in answer.content.decode()
    assert Organisation.objects.count() == before


def test_a_number_is_taken_once(kazpost: Any, hand: Client) -> None:
    assert hand.post(f"{PAGES}add/", GIVEN).status_code == 200
    from qala.web.people.models import Organisation

    assert Organisation.objects.filter(bin=KAZPOST).count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_pages_speak_the_language_of_the_address(kazpost: Any, hand: Client, language: Any) -> None:
    pages = PAGES.replace("/en/", f"/{language}/")
    for path in ("", "add/", f"{kazpost.pk}/change/", f"{kazpost.pk}/history/"):
        page = hand.get(pages + path)
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()
        assert page["Cache-Control"] == "no-store, private"
    form = hand.get(f"{pages}add/").content.decode()
    for key in ("people.bin", "people.name_kk", "people.takes_part", "people.kind_akimat", "people.everywhere"):
        assert text(key, language) in form
    listed = hand.get(pages).content.decode()
    assert text("people.organisations", language) in listed
    assert kazpost.name[language] in listed


@pytest.mark.parametrize(
    ("words", "found"), [("Қазпошта", True), ("КАЗПОЧТА", True), (KAZPOST[:6], True), ("жоқ", False)]
)
def test_it_is_found_by_number_and_by_name_in_any_language(kazpost: Any, hand: Client, words: str, found: bool) -> None:
    page = hand.get(PAGES, {"q": words})
    assert page.status_code == 200
    assert (f"{PAGES}{kazpost.pk}/change/" in page.content.decode()) == found


def test_nothing_is_deleted(kazpost: Any, hand: Client) -> None:
    from qala.web.people.models import Organisation

    assert hand.post(f"{PAGES}{kazpost.pk}/delete/", {"post": "yes"}).status_code == 403
    assert hand.post(PAGES, {"action": "delete_selected", "_selected_action": kazpost.pk}).status_code in (200, 302)
    assert Organisation.objects.filter(pk=kazpost.pk).exists()
    assert "delete" not in hand.get(f"{PAGES}{kazpost.pk}/change/").content.decode().lower()


def test_there_is_nothing_else_in_it(hand: Client) -> None:
    from qala.web.people.models import Organisation
    from qala.web.reference.site import reference

    assert list(reference._registry) == [Organisation]
    for path in ("login/", "logout/", "password_change/", "auth/", "r/1/1/"):
        assert hand.get(f"/en/work/reference/{path}").status_code == 404


def test_who_needs_a_second_factor_is_led_to_it(hand: Client) -> None:
    with override_settings(SECOND_FACTOR_ROLES={"administrator"}):
        assert "/second-factor/?needed=1" in hand.get(PAGES)["Location"]


def test_who_is_not_signed_in_is_asked_to_where_everybody_is(tables: str) -> None:
    assert Client().get(PAGES)["Location"].startswith("/en/work/sign-in/?next=")


def test_a_form_without_its_token_changes_nothing(tables: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person_with("keeper", ("administrator",)))
    assert strict.post(f"{PAGES}add/", GIVEN | {"bin": "990140000483"}).status_code == 403
