"""What somebody tries who wants in, or wants more than is theirs: each tried as they would."""

import itertools
import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client, override_settings
from django.utils import timezone

from qala.texts import text
from tests.web.addresses import addresses
from tests.web.people.conftest import PASSWORD, person_with
from tests.web.people.test_inviting import ASTANA, KARAGANDA, administrator, invited, link_in
from tests.web.people.test_second_factor import FACTORS, recovery_codes, with_codes

SIGN_IN = "/en/work/sign-in/"
ADDRESSES = itertools.count(1)
PASSING = {"people.Attempt", "people.Shared", "sessions.Session", "usersessions.UserSession"}
"""What a visit may leave behind."""


def browser(**options: Any) -> Client:
    """A browser somewhere of its own: tries are counted by address too."""
    return Client(REMOTE_ADDR=f"10.9.0.{next(ADDRESSES)}", **options)


def signed_in(username: str, password: str = PASSWORD, **options: Any) -> Client:
    client = browser(**options)
    assert client.post(SIGN_IN, {"username": username, "password": password}).status_code == 302
    return client


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {one._meta.label: one._default_manager.count() for one in apps.get_models() if one._meta.managed}


# brute force


def test_the_password_that_is_asked_for_once_more_cannot_be_tried_through(tables: str) -> None:
    person_with("guessed", ("verifier",))
    client = signed_in("guessed")
    asked = client.get(f"{FACTORS}codes/")["Location"]
    answers = [client.post(asked, {"password": f"guess {number}"}).status_code for number in range(12)]
    assert set(answers) == {400, 429}
    assert client.post(asked, {"password": PASSWORD}).status_code == 429, "the right one comes too late"


def test_the_old_password_cannot_be_tried_through_by_who_found_a_session(tables: str) -> None:
    from qala.web.people.models import Person

    person_with("left_open", ("verifier",))
    client = signed_in("left_open")
    fresh = "another walk in the steppe"
    form = {"new_password1": fresh, "new_password2": fresh}
    for number in range(12):
        client.post("/en/work/me/", form | {"old_password": f"guess {number}"})
    late = client.post("/en/work/me/", form | {"old_password": PASSWORD})
    assert late.status_code == 429
    assert text("people.too_often", "en") in late.content.decode()
    assert Person.objects.get(username="left_open").check_password(PASSWORD)


def test_recovery_codes_cannot_be_tried_through(tables: str) -> None:
    person_with("codes_tried", ("verifier",))
    owner, _ = with_codes("codes_tried")
    right = recovery_codes(owner)[0]
    thief = signed_in("codes_tried")
    for number in range(30):
        thief.post(f"{FACTORS}second-factor/asked/", {"code": f"{number:08}"})
    assert thief.post(f"{FACTORS}second-factor/asked/", {"code": right}).status_code == 400, "comes too late"
    assert thief.get("/en/work/me/").status_code == 302


def test_secrets_of_links_are_too_long_to_be_tried(tables: str) -> None:
    first, second = (link_in(invited(administrator("head"), f"long{n}@akimat.kz")).split("/")[-2] for n in (1, 2))
    assert first != second
    assert min(len(first), len(second)) >= 43, "256 bits"


# enumeration


def test_a_forgotten_password_tells_nobody_who_has_an_account(tables: str) -> None:
    from qala.web.people import services

    link = link_in(invited(administrator("head"), "known@akimat.kz"))
    browser().post(link, {"name": "Known", "password": PASSWORD, "again": PASSWORD})
    with override_settings(EMAIL_HOST="localhost", EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        answers = [
            browser().post(f"{FACTORS}password/reset/", {"email": email}, follow=True)
            for email in ("known@akimat.kz", "unknown@akimat.kz")
        ]
    said = [re.sub(r'value="[^"]+"', "", one.content.decode()) for one in answers]
    assert said[0] == said[1]
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert services.named("known").name


@pytest.mark.parametrize("path", ["people/{}/", "rights/{}/take-back/", "invitations/{}/withdraw/"])
def test_what_is_not_ones_own_and_what_is_not_there_answer_alike(tables: str, path: str) -> None:
    mine, theirs = administrator("of_karaganda", KARAGANDA), numbers_of_astana()
    for number in theirs[path], 10**9:
        answer = getattr(mine, "get" if path.startswith("people") else "post")("/en/work/" + path.format(number))
        assert answer.status_code == 404
        assert text("site.not_found", "en") in answer.content.decode()


def numbers_of_astana() -> dict[str, int]:
    """A person, a right and an invitation of a place, by the addresses that act on them."""
    from qala.web.people import services

    now, one = timezone.now(), person_with("of_astana", ())
    held = services.rights_of(one).held
    if not held:
        services.grant(None, one, services.Asked("contributor", ASTANA), now)
    right = one.grants.get(ended_at=None)
    guest = services.Guest(f"guest{next(ADDRESSES)}@astana.kz", "Guest", "kk")
    asked, _ = services.invite(None, guest, services.Asked("contributor", ASTANA), now)
    return {"people/{}/": one.pk, "rights/{}/take-back/": right.pk, "invitations/{}/withdraw/": asked.pk}


# session fixation


def planted() -> tuple[Client, str]:
    """A browser in which somebody else put a session before."""
    client = browser()
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by another"
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return client, session.session_key or ""


def test_a_planted_session_does_not_become_that_of_who_signs_in_with_a_second_factor(tables: str) -> None:
    person_with("planted_on", ("verifier",))
    code = recovery_codes(with_codes("planted_on")[0])[0]
    client, key = planted()
    client.post(SIGN_IN, {"username": "planted_on", "password": PASSWORD})
    done = client.post(f"{FACTORS}second-factor/asked/", {"code": code})
    assert done.status_code == 302
    assert client.get("/en/work/me/").status_code == 200
    thief = browser()
    thief.cookies["sessionid"] = key
    assert thief.get("/en/work/me/").status_code == 302


def test_a_planted_session_does_not_become_that_of_who_accepts_an_invitation(tables: str) -> None:
    link = link_in(invited(administrator("head"), "planted@akimat.kz"))
    client, key = planted()
    assert client.post(link, {"name": "Guest", "password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert client.get("/kk/work/me/").status_code == 200
    thief = browser()
    thief.cookies["sessionid"] = key
    assert thief.get("/kk/work/me/").status_code == 302


def test_nothing_of_one_person_stays_for_the_next_in_the_same_browser(tables: str) -> None:
    person_with("first_here", ("verifier",))
    person_with("second_here", ("verifier",))
    client = signed_in("first_here")
    session = client.session
    session["of_the_first"] = "kept"
    session.save()
    client.post("/en/work/sign-out/")
    client.post(SIGN_IN, {"username": "second_here", "password": PASSWORD})
    assert "of_the_first" not in client.session
    assert "First Here" not in client.get("/en/work/me/").content.decode()


# replay


def test_a_cookie_is_of_no_use_after_signing_out_changing_the_password_or_the_end(tables: str) -> None:
    from qala.web.people import services

    for number, act in enumerate(("out", "password", "end")):
        name = f"replayed_{act}"
        person_with(name, ("verifier",))
        owner = signed_in(name)
        thief = browser()
        thief.cookies["sessionid"] = owner.cookies["sessionid"].value
        assert thief.get("/en/work/me/").status_code == 200
        if act == "out":
            owner.post("/en/work/sign-out/")
        elif act == "password":
            services.set_password(name, f"another walk in the steppe {number}")
        else:
            services.end(name)
        assert thief.get("/en/work/me/").status_code == 302, act


def test_a_recovery_code_works_once(tables: str) -> None:
    person_with("once_only", ("verifier",))
    owner, _ = with_codes("once_only")
    code = recovery_codes(owner)[0]
    assert signed_in("once_only").post(f"{FACTORS}second-factor/asked/", {"code": code}).status_code == 302
    assert signed_in("once_only").post(f"{FACTORS}second-factor/asked/", {"code": code}).status_code == 400


def test_a_form_that_is_sent_twice_does_it_once(tables: str) -> None:
    from qala.web.people.models import Grant

    client, one = administrator("head"), person_with("given_twice", ())
    form = {"role": "contributor", "area": KARAGANDA}
    answers = [client.post(f"/en/work/people/{one.pk}/give/", form).status_code for _ in range(2)]
    assert answers == [302, 400]
    assert Grant.objects.filter(person=one).count() == 1


def test_the_token_of_another_person_is_none(tables: str) -> None:
    person_with("own_token", ("verifier",))
    thief, victim = browser(enforce_csrf_checks=True), browser(enforce_csrf_checks=True)
    thief.get(SIGN_IN)
    victim.force_login(person_with("own_token", ()))
    victim.get("/en/work/me/")
    form = {"csrfmiddlewaretoken": thief.cookies["csrftoken"].value}
    assert victim.post("/en/work/me/sessions/end-others/", form).status_code == 403
    form = {"csrfmiddlewaretoken": victim.cookies["csrftoken"].value}
    assert victim.post("/en/work/me/sessions/end-others/", form).status_code == 302


# forged requests of other sites


def test_no_address_takes_a_form_without_its_token(published: Any) -> None:
    client = browser(enforce_csrf_checks=True)
    client.force_login(person_with("everything", ("administrator", "publisher", "method_team")))
    client.get("/en/work/people/")
    before = rows()
    answers = {}
    for one in addresses():
        path = "/" + one.replace("LANGUAGE", "en").replace("ID", "1").replace("DIGEST", "0" * 64)
        answers[path] = client.post(path, {"role": "administrator", "email": "x@akimat.kz"}).status_code
    api = {path: status for path, status in answers.items() if path.startswith("/api/")}
    assert api
    assert set(api.values()) <= {401, 403, 404, 405}, "no session opens an operation that writes"
    assert {path: status for path, status in answers.items() if "/work/" in path and status != 403} == {}
    assert {status for path, status in answers.items() if path not in api} <= {403, 404}
    changed = {name for name, count in rows().items() if count != before[name]} - PASSING
    assert changed == set()


# what is not theirs


def test_an_administrator_of_a_place_gives_and_takes_nothing_elsewhere(tables: str) -> None:
    from qala.web.people.models import Grant, Invitation

    mine, theirs = administrator("of_karaganda", KARAGANDA), numbers_of_astana()
    own = person_with("of_karaganda_too", ())
    if not own.grants.exists():
        from qala.web.people import services

        services.grant(None, own, services.Asked("contributor", KARAGANDA), timezone.now())
    before = rows()
    for path in ("people/{}/give/", "people/{}/end/", "people/{}/second-factor/"):
        number = theirs["people/{}/"]
        assert mine.post("/en/work/" + path.format(number), {"role": "verifier"}).status_code == 404
    for form in ({"role": "contributor", "area": ASTANA}, {"role": "administrator"}, {"role": "publisher"}):
        refused = mine.post(f"/en/work/people/{own.pk}/give/", form)
        assert refused.status_code == 403, form
        assert invited(mine, "elsewhere@akimat.kz", **{"area": "", **form}).status_code == 403
    assert {name for name, count in rows().items() if count != before[name]} <= PASSING
    assert Grant.objects.get(pk=theirs["rights/{}/take-back/"]).ended_at is None
    assert Invitation.objects.get(pk=theirs["invitations/{}/withdraw/"]).withdrawn_at is None


def test_sessions_and_data_are_ones_own_alone(tables: str) -> None:
    from allauth.usersessions.models import UserSession

    person_with("watched", ("verifier",))
    person_with("watcher", ("verifier",))
    victim, thief = signed_in("watched"), signed_in("watcher")
    victim.get("/en/work/me/sessions/")
    number = UserSession.objects.filter(user__username="watched").latest("pk").pk
    assert thief.post(f"/en/work/me/sessions/{number}/end/").status_code == 404
    assert victim.get("/en/work/me/").status_code == 200
    own = thief.get("/en/work/me/data.json?username=watched&id=1").content.decode()
    assert "watched" not in own.replace("watcher", "")
    assert timedelta(0) < timezone.now() - UserSession.objects.get(pk=number).created_at
