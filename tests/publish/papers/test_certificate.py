"""A certificate is one page, whatever it tells, and says what it is not."""

from dataclasses import replace

import pytest

from qala.publish.papers import Certificate, Standing, render_certificate
from qala.publish.papers.standing import Reached
from qala.publish.papers.words import Assurance
from qala.texts import LANGUAGES, Language, number, text
from tests.publish.papers.reading import pages, reader, squeezed, whole
from tests.publish.papers.samples import CITY, DIGEST, INDUSTRIES, STANDARD, certificate


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_what_was_reached_on_verified_values_and_where_to_verify_it(language: Language) -> None:
    told = certificate(language)
    said = whole(render_certificate(told, language))
    for part in (CITY.text(language), STANDARD.text(language), "2026-01", text("map.status_proposal", language), DIGEST,
                 told.head.chain, str(told.head.length), told.head.hash, told.address, told.issuer,
                 *(one.text(language) for one in INDUSTRIES)):  # fmt: skip
        assert squeezed(part) in said
    for one in told.standings:
        assert one.verified.degree is None or number(one.verified.degree, language, 1, fixed=True) in said
    assert number(88.8, language) not in said, "a declared degree has no place here"
    assert "8/12(67%)" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", ["limited", "reasonable"])
def test_it_says_how_sure_it_is_and_that_it_is_no_iso_certificate(level: Assurance, language: Language) -> None:
    told = certificate(language)
    said = whole(render_certificate(replace(told, assurance=level), language))
    for name in (level, f"{level}_means", "not_iso"):
        assert squeezed(text(f"papers.{name}", language)) in said
    assert "ISO" in text("papers.not_iso", language)


def crowded(language: Language, industries: int, words: int) -> Certificate:
    told = certificate(language)
    title = " ".join(f"{INDUSTRIES[1].text(language)}" for _ in range(words))
    reached = Reached(48.9, "Орташадан жоғары", "#7fa6b4", 8, 12)
    standings = tuple(Standing(f"{at} {title}", reached, reached) for at in range(industries))
    return replace(told, standings=standings, issuer=title, subject=replace(told.subject, place=title, standard=title))


@pytest.mark.parametrize(("industries", "words"), [(0, 1), (1, 1), (12, 1), (24, 2), (48, 2), (30, 8)])
def test_it_is_one_page_however_much_it_tells(industries: int, words: int) -> None:
    found = pages(render_certificate(crowded("kk", industries, words), "kk"))
    assert len(found) == 1
    assert all(f"{at}{squeezed(INDUSTRIES[1].kk)}" in found[0] for at in range(industries))
    assert squeezed(text("papers.verify_how", "kk")) in found[0], "nothing is cut off"


def test_the_address_can_be_followed_where_it_is_one_of_the_web() -> None:
    def links(address: str) -> list[str]:
        page = reader(render_certificate(replace(certificate("en"), address=address), "en")).pages[0]
        return [str(one.get_object()["/A"]["/URI"]) for one in page.get("/Annots", [])]

    assert set(links("https://qala.example/en/map/1/")) == {"https://qala.example/en/map/1/"}
    assert links("javascript:alert(1)") == []
