"""The check of Django's texts finds what it should."""

from pathlib import Path

from tools.check_django_texts import asked_for, faults, said_in

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "whole"
msgstr "бүтін"

msgid "empty"
msgstr ""

#, fuzzy
msgid "guessed"
msgstr "шамамен"

msgid "%d day"
msgid_plural "%d days"
msgstr[0] "%d күн"
msgstr[1] ""
"""


def test_the_project_is_complete() -> None:
    assert faults() == []


def test_only_what_is_translated_whole_counts(tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    file.write_text(CATALOGUE, encoding="utf-8")
    assert set(said_in(file)) == {(None, "whole")}
    file.write_text(CATALOGUE.replace('msgstr[1] ""', 'msgstr[1] "%d күн"'), encoding="utf-8")
    assert set(said_in(file)) == {(None, "whole"), (None, ("%d day", "%d days"))}


def test_what_modules_say_is_found(tmp_path: Path) -> None:
    file = tmp_path / "said.py"
    file.write_text('_("one")\nngettext_lazy("%d day", "%d days", "d")\npgettext("of a month", "May")\n')
    assert asked_for([file]) == {(None, "one"), (None, ("%d day", "%d days")), ("of a month", "May")}
