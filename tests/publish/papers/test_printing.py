"""What holds of every paper."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest

from qala.publish.papers import render_attestation, render_certificate, render_report, render_snapshot
from qala.publish.papers.blocks import Cell, Column, Heading, Paper, Table, Words
from qala.publish.papers.printing import printed
from qala.texts import LANGUAGES, Language, text
from tests.publish.papers import samples
from tests.publish.papers.reading import fonts, pages, reader, squeezed

RENDERED: dict[str, Callable[[Language], bytes]] = {
    "snapshot": lambda language: render_snapshot(samples.snapshot(language), language),
    "attestation": lambda language: render_attestation(samples.attestation(language), language),
    "report": lambda language: render_report(samples.report(language), language),
    "certificate": lambda language: render_certificate(samples.certificate(language), language),
}
EVERY = [(kind, language) for kind in RENDERED for language in LANGUAGES]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_page_says_what_it_is_of_and_which_page_it_is(kind: str, language: Language) -> None:
    found = pages(RENDERED[kind](language))
    digest = samples.STATEMENT if kind == "attestation" else samples.DIGEST
    for number, said in enumerate(found, 1):
        told = text("papers.page_of", language).format(page=number, pages=len(found))
        for part in (samples.CITY.text(language), samples.ROUND.text(language), digest, told):
            assert squeezed(part) in said
        assert squeezed(text(f"papers.{kind}_title", language)) in said


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_is_tagged_titled_in_its_language_and_made_to_be_kept(kind: str, language: Language) -> None:
    found = reader(RENDERED[kind](language))
    root: Any = found.root_object
    title = f"{text(f'papers.{kind}_title', language)}: {samples.CITY.text(language)}"
    assert found.metadata is not None
    assert found.metadata.title == title
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    about = root["/Metadata"].get_data().decode()
    for said in ("pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert said in about


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_families_that_come_with_typst_are_used(language: Language) -> None:
    for made in RENDERED.values():
        names = set(fonts(made(language)))
        assert {name for name in names if not name.startswith(("LibertinusSerif-", "DejaVuSansMono"))} == set()
        assert any(name.startswith("Libertinus") for name in names)


@pytest.mark.parametrize("kind", RENDERED)
def test_the_same_paper_is_the_same_bytes_in_another_process(kind: str) -> None:
    here = RENDERED[kind]("kk")
    assert RENDERED[kind]("kk") == here
    code = (
        "import sys, hashlib; from tests.publish.papers.test_printing import RENDERED\n"
        f"sys.stdout.write(hashlib.sha256(RENDERED[{kind!r}]('kk')).hexdigest())"
    )
    changed = {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LANG": "C", "PYTHONPATH": os.pathsep.join(sys.path)}
    elsewhere = {**os.environ, **changed}
    told = subprocess.run([sys.executable, "-c", code], env=elsewhere, capture_output=True, text=True, check=True)
    assert told.stdout == sha256(here).hexdigest()


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_demonstration_is_told_on_every_page_and_at_its_head(kind: str, language: Language) -> None:
    word = squeezed(text("papers.demonstration", language))
    found = pages(RENDERED[kind](language))
    assert all(word in said for said in found)
    assert squeezed(text("papers.demonstration_said", language)) in found[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_demonstration_does_not_say_so(language: Language) -> None:
    told = samples.certificate(language)
    real = render_certificate(replace(told, subject=replace(told.subject, demonstration=False)), language)
    assert squeezed(text("papers.demonstration", language)) not in "".join(pages(real))


def blank(**more: Any) -> Paper:
    return Paper("ru", "kind", "title", "about", ("left", "right"), "foot", samples.AT, (), **more)


def test_a_paper_without_anything_in_it_is_a_page() -> None:
    assert len(pages(printed(blank()))) == 1
    assert len(pages(printed(blank(one_page=True)))) == 1


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2026"):
        printed(replace(blank(), at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_a_comment_longer_than_a_page_goes_on_and_nothing_of_it_is_lost() -> None:
    words = " ".join(f"слово{number}" for number in range(3000))
    table = Table((Column("Первый"), Column("Второй", 3)), ((Cell("x"), Cell(words)),))
    found = pages(printed(replace(blank(), blocks=(table,))))
    assert len(found) > 3
    assert all("Первый" in said for said in found)
    assert [number for number in range(3000) if f"слово{number}" not in "".join(found)] == []


def test_words_wider_than_their_column_stay_in_it() -> None:
    table = Table((Column("one"), Column("two"), Column("three", 4)), ((Cell("W" * 300), Cell("ok"), Cell("")),))
    seen: list[tuple[float, float, str]] = []

    def see(said: str, page: list[float], line: list[float], _: object, size: float) -> None:
        if said.strip():
            seen.append((page[4] + line[4], size, said.strip()))

    reader(printed(replace(blank(), blocks=(Heading("x"), Words("x"), table)))).pages[0].extract_text(visitor_text=see)
    second = next(at for at, _, said in seen if said.startswith("two"))
    runs = [(at, size, said) for at, size, said in seen if set(said) <= {"W", "\u200b"}]
    assert sum(said.count("W") for _, _, said in runs) == 300
    assert all(at + said.count("W") * 0.8 * size < second for at, size, said in runs)


def test_typst_and_scipy_are_loaded_when_something_is_printed() -> None:
    code = "import sys, qala.publish.papers; sys.exit('typst' in sys.modules or 'scipy.stats' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
