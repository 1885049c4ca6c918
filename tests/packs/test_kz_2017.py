"""The shipped standard: its size, its languages, its passports, its goalposts."""

import re

from qala.cli import inputs
from qala.standard.lint import lint
from qala.texts import LANGUAGES
from tests import kz_figures as kz

STANDARD = inputs.standard("kz-2017")


def test_structure() -> None:
    assert [node.id for node in STANDARD.industries] == [
        "energy", "hcs", "transport", "education", "health", "environment", "it",
    ]  # fmt: skip
    scored = [indicator for indicator in STANDARD.indicators if indicator.scored]
    assert (len(scored), len(STANDARD.indicators) - len(scored)) == (80, 15)
    assert sum(indicator.kind == "level" for indicator in scored) == 45
    for industry in STANDARD.industries:
        assert STANDARD.children[industry.id] == (f"{industry.id}-outcome", f"{industry.id}-implementation")


def test_gates_and_levels() -> None:
    assert STANDARD.root.min_coverage == 1
    assert {node.min_coverage for node in STANDARD.industries} == {0.5}
    assert all(STANDARD.node[f"{node.id}-outcome"].min_coverage == 0.3 for node in STANDARD.industries)
    assert list(STANDARD.normalise.levels) == [0, 5, 15, 35, 75, 100]
    assert [band.points for band in STANDARD.scale.bands] == [1, 2, 3, 4, 5]


def test_it_is_a_proposal_and_says_so() -> None:
    assert STANDARD.status == "proposal"
    assert "proposal" in STANDARD.title.en
    assert "не государственная" in STANDARD.title.ru
    assert "мемлекеттік редакция емес" in STANDARD.title.kk


def test_lint_finds_nothing() -> None:
    assert [fault.text("en") for fault in lint(STANDARD)] == []


def test_every_indicator_has_a_passport_in_three_languages() -> None:
    for indicator in STANDARD.indicators:
        passport = STANDARD.files[f"passports/{indicator.id}.md"]
        sections = passport.split("\n## ")[1:]
        assert [section[:2] for section in sections] == list(LANGUAGES)
        for language, section in zip(LANGUAGES, sections, strict=True):
            assert indicator.title.text(language) in section
            assert section.count("\n- **") >= 4, indicator.id


def test_passports_name_outcomes_that_exist() -> None:
    for indicator in STANDARD.indicators:
        if indicator.kind == "level":
            outcome = STANDARD.files[f"passports/{indicator.id}.md"].partition("**Outcome:**")[2].partition("(")[2]
            assert STANDARD.indicator[outcome.partition(")")[0]].parent.endswith("-outcome")


def test_every_scored_goalpost_rests_on_something() -> None:
    for indicator in STANDARD.indicators:
        assert indicator.basis
        assert indicator.influence or not indicator.scored


def test_goalposts_said_to_be_the_worst_or_best_region_are_that() -> None:
    names = {row["id"]: row["name_en"] for row in kz.table("places/kz/areas.csv")}
    claim = re.compile(r"(low|high): (?:worst|best) region of the official figures (\d{4}) \((.+?) ([\d.]+)\)")
    tried = 0
    for indicator in STANDARD.indicators:
        for end, year, name, value in claim.findall(indicator.basis):
            figures = {
                names[row["area"]]: float(row["value"])
                for row in kz.table("figures/kz/figures.csv")
                if (row["fact"], row["period"], row["status"]) == (indicator.fact, year, "official")
                and row["area"] == row["boundary"] != "KZ"
                and not row["area"].endswith("-urban")
            }
            wanted = min if (end == "low") == (indicator.direction == "higher") else max
            assert figures[name] == wanted(figures.values()), (indicator.id, figures)
            assert f"{figures[name]:.2f}".startswith(value), (indicator.id, figures[name])
            tried += 1
    assert tried == 11
