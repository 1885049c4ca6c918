"""Experts' weights as they are shown: all together first, each by name, whoever contradicts set strong."""

import io

import pytest
from rich.console import Console

from qala.publish.opinions import opinion_section, render_opinions
from qala.texts import LANGUAGES, Language
from tests.standard.test_judgements import HEAD
from tests.standard.test_lint import AHP, pack

CALM = "water,a,b,2,Aida\nwater,b,c,2,Aida\nwater,a,c,4,Aida\n"
WILD = "water,a,b,9,Bolat\nwater,b,c,9,Bolat\nwater,c,a,9,Bolat\n"


def judged(rows: str) -> "tuple[tuple[str, bool], ...]":
    section = opinion_section(pack(tree=AHP, files={"ahp.csv": HEAD + rows}, c={"parent": "water"}), "en")
    assert section is not None
    return tuple((row.head, row.cells[0].strong) for row in section.tables[0].rows)


def test_without_judgements_there_is_nothing() -> None:
    assert opinion_section(pack(), "en") is None


def test_each_expert_by_name_and_whoever_contradicts_strong() -> None:
    assert judged(CALM) == (("Aida", False),)
    assert judged(CALM.replace("Aida", "")) == (("without a name", False),)
    assert judged(CALM + WILD) == (("all together", True), ("Aida", False), ("Bolat", True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_printed(language: Language) -> None:
    written = io.StringIO()
    standard = pack(tree=AHP, files={"ahp.csv": HEAD + CALM}, c={"parent": "water"})
    render_opinions(standard, language, Console(file=written, width=120))
    assert "Aida" in written.getvalue()
    assert "57" in written.getvalue(), "4 of 7 parts"
    render_opinions(pack(), language, Console(file=written))
