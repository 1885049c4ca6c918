"""Accounts: made and ended from the command, passwords held to rules told in each language."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from qala.errors import BadUse
from qala.texts import LANGUAGES, text
from tests.served import environment
from tests.web.people.conftest import PASSWORD, hand_of, person_with

OTHER = "seven mountains and a lake"


def test_a_password_is_changed(tables: str) -> None:
    person_with("changing", ("method_team",))
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.post("/en/work/sign-in/", {"username": "changing", "password": PASSWORD})
    told = {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER}
    assert text("people.changed", "en") in here.post("/en/work/me/", told).content.decode()
    assert here.get("/en/work/me/").status_code == 200
    assert elsewhere.get("/en/work/me/").status_code == 302, "signed out elsewhere"
    again = Client().post("/en/work/sign-in/", {"username": "changing", "password": OTHER})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", {"en": "too short", "ru": "короткий", "kk": "тым қысқа"}),
        ("123456789012345", "123456789012345", {"en": "numeric", "ru": "цифр", "kk": "тек цифрлардан тұрады"}),
        ("proposer1234", "proposer1234", {"en": "username", "ru": "похож", "kk": "тым ұқсас"}),
        (OTHER, OTHER + "x", {"en": "match", "ru": "не совпадают", "kk": "Екі құпиясөз бірдей емес"}),
        ("qwertyqwerty", "qwertyqwerty", {"en": "common", "ru": "распростран", "kk": "тым көп таралған"}),
    ],
)
def test_a_weak_password_is_refused_in_the_language_of_the_page(
    tables: str, password: str, again: str, said: dict[str, str]
) -> None:
    client = hand_of("proposer")
    told = {"old_password": PASSWORD, "new_password1": password, "new_password2": again}
    for language in LANGUAGES:
        answer = client.post(f"/{language}/work/me/", told)
        assert answer.status_code == 400
        assert said[language] in answer.content.decode()


def test_the_old_password_is_asked_for(tables: str) -> None:
    told = {"old_password": "not it", "new_password1": OTHER, "new_password2": OTHER}
    assert hand_of("proposer").post("/kk/work/me/", told).status_code == 400


def test_duties(tables: str) -> None:
    from qala.web.people import services

    both = person_with("both", ("method_team", "publisher"))
    assert services.duties_of(both) == {"method_team", "publisher"}
    assert services.duties_of(person_with("no_duty", ())) == frozenset()
    both.is_active = False
    assert services.duties_of(both) == frozenset()


@pytest.mark.parametrize(
    ("username", "name", "password", "code"),
    [
        ("A B", "A", PASSWORD, "people.not_username"),
        ("a", "A", PASSWORD, "people.not_username"),
        ("x" * 61, "A", PASSWORD, "people.not_username"),
        ("ok\n", "A", PASSWORD, "people.not_username"),
        ("айгерім", "A", PASSWORD, "people.not_username"),
        ("taken", "A", PASSWORD, "people.taken"),
        ("new.one", " ", PASSWORD, "people.not_name"),
        ("new.one", "A\nB", PASSWORD, "people.not_name"),
        ("new.one", "A", "short", "people.weak"),
    ],
)
def test_bad_accounts_are_refused_in_a_sentence(
    tables: str, username: str, name: str, password: str, code: str
) -> None:
    from qala.web.people import services
    from qala.web.people.models import Person

    person_with("taken", ())
    with pytest.raises(BadUse) as refused:
        services.add(username, name, (), password)
    assert refused.value.code == code
    assert not Person.objects.filter(username="new.one").exists()


def run(home: Path, database: str, *words: str, given: str = "") -> Any:
    command = [sys.executable, "-m", "qala", "person", *words]
    told = environment(home, database)
    return subprocess.run(command, input=given, env=told, capture_output=True, text=True, timeout=60, check=False)


def test_from_the_command(database: str, tmp_path: Path) -> None:
    words = ("add", "aigerim", "--name", "Айгерім Серік", "--role", "method_team", "--role", "publisher")
    made = run(tmp_path, database, *words, "--password-stdin", given=PASSWORD + "\n")
    assert made.returncode == 0, made.stderr
    assert "Айгерім Серік can sign in as aigerim" in made.stdout
    assert PASSWORD not in made.stdout
    weak = run(tmp_path, database, "password", "aigerim", "--password-stdin", given="short\n")
    assert (weak.returncode, "too short" in weak.stderr) == (2, True)
    assert run(tmp_path, database, "password", "aigerim", "--password-stdin", given=OTHER + "\n").returncode == 0
    assert run(tmp_path, database, "end", "aigerim").returncode == 0
    listed = run(tmp_path, database, "list").stdout
    assert re.search(r"^aigerim\tАйгерім Серік\tmethod_team #\d+, publisher #\d+\tended$", listed, re.MULTILINE)
    nobody = run(tmp_path, database, "end", "nobody-here")
    assert (nobody.returncode, 'There is no account "nobody-here"' in nobody.stderr) == (2, True)
    assert run(tmp_path, database, "password", "aigerim", "--password-stdin").returncode == 2


def test_kazakh_of_django_is_made_whole(tables: str) -> None:
    from django.utils import timesince, translation
    from django.utils.dates import WEEKDAYS_ABBR

    from tests.web.conftest import AT

    with translation.override("kk"):
        assert str(WEEKDAYS_ABBR[1]) == "Сс"
        assert "күн" in timesince.timesince(AT.replace(day=1), AT)
