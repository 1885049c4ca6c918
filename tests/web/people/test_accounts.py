"""Accounts: made and ended from the command, passwords held to rules told in each language."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

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


ALL_IN_ONE = """
import json, sys
from typer.testing import CliRunner
from qala.cli.app import app
said = [CliRunner().invoke(app, words) for words in json.load(sys.stdin)]
print(json.dumps([[one.exit_code, one.output + str(one.exception or "")] for one in said]))
"""


def run_all(home: Path, database: str, *commands: str, **settings: str) -> list[tuple[int, str]]:
    """Exit code and output of each command, one after the other in one process."""
    words = json.dumps([shlex.split(one) for one in commands])
    told = environment(home, database) | settings
    done = subprocess.run(
        [sys.executable, "-c", ALL_IN_ONE],
        input=words,
        env=told,
        capture_output=True,
        text=True,
        timeout=250,
        check=True,
    )
    return [(code, said) for code, said in json.loads(done.stdout.splitlines()[-1])]


def test_rights_from_the_command(database: str, tmp_path: Path) -> None:
    assert run(tmp_path, database, "add", "bolat", "--name", "Болат", "--role", "verifier", "--password-stdin",
               given=PASSWORD).returncode == 0  # fmt: skip
    said = run_all(
        tmp_path,
        database,
        "organisation add 000140002217 --kind company --kk Қазпошта --ru Казпочта --en Kazpost",
        "organisation list",
        "person grant bolat --role company --organisation 000140002217",
        "person grant bolat --role approver --area 351010000 --until 2099-01-31",
        "person take-second-factor bolat",
        "person list",
    )
    assert [code for code, _ in said] == [0] * 6
    assert "000140002217\tKazpost\tcompany" in said[1][1]
    rights = re.search(
        r"^bolat\t.*\tverifier #(\d+), company #\d+, approver@351010000 until 2099-01-31 #\d+\t",
        said[5][1],
        re.MULTILINE,
    )
    assert rights is not None, said[5][1]
    taken = rights[1]
    said = run_all(
        tmp_path,
        database,
        f"person take-back {taken}",
        "person list",
        f"person take-back {taken}",
        "person grant bolat --role king",
    )
    assert [code for code, _ in said] == [0, 0, 1, 1]
    assert re.search(r"^bolat\t.*\tcompany #\d+, approver", said[1][1], re.MULTILINE)
    assert f"There is no right no. {taken}" in said[2][1]
    assert 'There is no role "king"' in said[3][1]


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({}, "http://localhost:8000"),
        ({"QALA_HOSTS": "qala.kz,b.kz", "QALA_HTTPS": "1", "QALA_BEHIND_PROXY": "1"}, "https://qala.kz"),
        ({"QALA_HOSTS": "10.0.0.7"}, "http://10.0.0.7:8000"),
        ({"QALA_HOSTS": "0.0.0.0,localhost", "QALA_PORT": "9000"}, "http://localhost:9000"),
    ],
)
def test_the_link_of_an_invitation_leads_to_the_site(tmp_path: Path, settings: dict[str, str], where: str) -> None:
    words = "person invite guest@akimat.kz --name Guest --role verifier"
    (one, first), (two, second) = run_all(tmp_path, "", words, f"{words} --site https://elsewhere.kz/", **settings)
    assert (one, two) == (0, 0), first + second
    assert re.search(rf"{where}/kk/work/invitation/[\w-]{{43}}/", first)
    assert "https://elsewhere.kz/kk/work/invitation/" in second


def test_a_changed_password_is_told_by_letter(tables: str) -> None:
    from django.core import mail

    mail.outbox = []
    one = person_with("told_of_it", ("method_team",))
    one.email = "told@akimat.kz"
    one.save()
    client = Client(REMOTE_ADDR="10.7.7.7")
    client.post("/ru/work/sign-in/", {"username": "told_of_it", "password": PASSWORD})
    given = {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER}
    with override_settings(EMAIL_HOST="localhost", EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        assert client.post("/ru/work/me/", given | {"old_password": "wrong"}).status_code == 400
        assert mail.outbox == []
        assert client.post("/ru/work/me/", given).status_code == 200
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["told@akimat.kz"], text("letters.password_changed", "ru"))
    assert OTHER not in letter.body


def test_kazakh_of_django_is_made_whole(tables: str) -> None:
    from django.utils import timesince, translation
    from django.utils.dates import WEEKDAYS_ABBR

    from tests.web.conftest import AT

    with translation.override("kk"):
        assert str(WEEKDAYS_ABBR[1]) == "Сс"
        assert "күн" in timesince.timesince(AT.replace(day=1), AT)
