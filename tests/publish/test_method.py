"""The page of a method says what the standard says, and nothing that it does not."""

import pytest

from qala.publish.case import Case
from qala.publish.method import Method, example_of, method_of, promising
from qala.publish.method.whole import meanings_of
from qala.standard import Standard
from qala.texts import LANGUAGES
from tests import packs_by_hand as hand
from tests.kz_demo import demo_assessment, demo_inputs

TREE = """id,parent,weight,min_coverage,aggregate,weights,missing,title_en
root,,,,,,,Whole
a,root,2,{gate},{mean},{weights},{missing},Part
"""


def said(method: Method, section: str) -> str:
    return " ".join(next((one.said for one in method.sections if one.id == section), ()))


def by_hand(indicators: str, settings: str = "", **cells: str) -> Standard:
    blank = {"gate": "", "mean": "", "weights": "", "missing": ""} | cells
    head = "id,parent,direction,normalise,low,high,target,steps,carry,title_en\n"
    return hand.standard(TREE.format(**blank), head + indicators, settings)


def test_the_programme_of_2017_in_words() -> None:
    standard, _, _ = demo_inputs()
    found = method_of(standard, "en")
    assert "80 indicators; industries: 7" in said(found, "asked")
    assert "By levels (45 of 80)" in said(found, "degree")
    assert "Between goalposts (35 of 80)" in said(found, "degree")
    assert "counts as at them" in said(found, "degree")
    assert "at least 30 % in “Outcomes”" in said(found, "gaps")
    assert "all of them in “The whole city”" in said(found, "gaps")
    assert "1 (20 of 80 indicators), 2 (3 of 80 indicators)" in said(found, "gaps")
    assert [one.degree for one in found.levels] == ["0", "5", "15", "35", "75", "100"]
    assert found.levels[4].meaning.startswith("in use on")
    assert found.tree.leaves == 80
    assert [one.share for one in found.tree.items] == ["14.3 %"] * 7
    assert len(found.checks) == 31
    assert next(one.about for one in found.checks if one.id == "population-change") == "Population"
    assert "does not tell how firm" in said(found, "firm")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_section_and_no_open_field(language: str) -> None:
    standard, _, _ = demo_inputs()
    robustness = {"replications": 1000, "level": 0.9, "seed": 1}
    found = {each: method_of(standard, each, robustness) for each in LANGUAGES}
    assert [one.id for one in found[language].sections] == [one.id for one in found["en"].sections]  # type: ignore[index]
    for one in found[language].sections:  # type: ignore[index]
        assert "{" not in one.title + "".join(one.said)
        assert len(one.said) == len(next(other.said for other in found["en"].sections if other.id == one.id))


@pytest.mark.parametrize(
    ("normalise", "words"),
    [
        ("minmax", "the worst and the best value observed"), ("percentile", "place among the others"),
        ("zscore", "standard deviations"), ("rank", "By rank"), ("borda", "leaves behind"), ("none", "As it is"),
        ("distance-to-target", "to the target"), ("fraction-of-target", "part of the target"),
        ("distance-to-max", "to the best one"), ("fraction-of-max", "greatest value observed"),
        ("distance-to-reference", "reference area"), ("steps", "By steps"), ("minmax:1:7:open", "from 1 to 7"),
    ],
)  # fmt: skip
def test_other_normalisations_have_words_of_their_own(normalise: str, words: str) -> None:
    standard = by_hand(f"x,a,higher,{normalise},,,5,0;5:100,,Thing\n")
    for language in LANGUAGES:
        assert "{" not in said(method_of(standard, language), "degree")
    assert words in said(method_of(standard, "en"), "degree")


def test_open_and_inner_goalposts_are_told_apart() -> None:
    standard = by_hand("x,a,higher,,,,,,,One\ny,a,target,,0,10,4,,,Two\nz,a,lower,,0,10,,,,Three\n")
    found = method_of(standard, "en")
    for words in ("observed goalposts (1 of 3)", "best value in the middle (1 of 3)", "Between goalposts (1 of 3)"):
        assert words in said(found, "degree")
    assert [one.rule for one in found.tree.items[0].items] == ["observed → observed", "0 → 4 ← 10", "10 → 0"]


@pytest.mark.parametrize("mean", ["geometric", "harmonic", "power:2", "median", "minimum", "copeland", "sum", "count"])
def test_other_means_have_words_of_their_own(mean: str) -> None:
    standard = by_hand("x,a,higher,,0,10,,,,One\n", mean=mean)
    for language in LANGUAGES:
        assert "{" not in said(method_of(standard, language), "together")
    assert "In “Part”" in said(method_of(standard, "en"), "together")


@pytest.mark.parametrize("weights", ["equal", "pca", "entropy", "critic", "ahp", "equal-influence"])
def test_other_weights_have_words_of_their_own(weights: str) -> None:
    files = {"ahp_csv": "node,a,b,ratio\na,x,y,2\n"} if weights == "ahp" else {}
    table = "id,parent,low,high,title_en\nx,a,0,1,One\ny,a,0,1,Two\n"
    tree = TREE.format(gate="", mean="", weights=weights, missing="")
    standard = hand.standard(tree, table, **files)
    assert all("{" not in said(method_of(standard, language), "together") for language in LANGUAGES)


@pytest.mark.parametrize("missing", ["zero", "withhold", "fail"])
def test_other_rules_for_gaps_have_words_of_their_own(missing: str) -> None:
    standard = by_hand("x,a,higher,,0,10,,,,One\n", missing=missing)
    assert "In “Part”" in said(method_of(standard, "en"), "gaps")
    assert "no least share" in said(method_of(standard, "en"), "gaps")


def test_the_example_is_the_publication_s_own_arithmetic() -> None:
    standard, _, _ = demo_inputs()
    document = demo_assessment()
    sheet: dict[str, dict[str, list[object]]] = {row["area"]: {} for row in document["nodes"]}
    for row in document["nodes"]:
        sheet[row["area"]][row["node"]] = [row["degree"], row["rank"], row["known"], None]
    area = promising(sheet, standard)
    assert area is not None
    found = example_of(Case.of(document, standard, area, "2019", "verified", "en"))
    assert found is not None
    assert found.steps[1][1] == "(84.1 − 50) ÷ (100 − 50) × 100 = 68.20"
    assert found.steps[2][1] == "68.20 × 50 % = 34.10"
    assert [one.points for one in found.sums[0].parts] == ["34.10", "50.00"]
    assert found.sums[0].degree == "84.10"
    assert found.sums[-1].degree == "–"
    assert found.sums[-1].reasons == ("5 of 7 industries have a degree; 7 needed.",)


@pytest.mark.parametrize(
    ("row", "value", "formula"),
    [
        ("x,a,lower,,10,30,,,,One\n", 15.0, "(15 − 30) ÷ (10 − 30) × 100 = 75.00"),
        ("x,a,target,,0,10,4,,,One\n", 1.0, "(1 − 0) ÷ (4 − 0) × 100 = 25.00"),
        ("x,a,target,,0,10,4,,,One\n", 7.0, "(7 − 10) ÷ (4 − 10) × 100 = 50.00"),
        ("x,a,higher,goalposts:1:11,-10,10,,,,One\n", 0.0, "1 + (0 − (-10)) ÷ (10 − (-10)) × 10 = 6.00"),
        ("x,a,higher,percentile,,,,,,One\n", 7.0, ""),
    ],
)
def test_the_formula_goes_with_the_direction_and_the_range(row: str, value: float, formula: str) -> None:
    standard = by_hand(row)
    table = hand.long(p={"x": value}, q={"x": 2.0}, r={"x": 9.0})
    document = hand.assessed(standard, table).document
    found = example_of(Case.of(document, standard, "p", "2020", "verified", "en"))
    assert found is not None
    assert found.steps[1][1] == formula


def test_without_a_degree_there_is_no_example() -> None:
    standard = by_hand("x,a,higher,,0,10,,,,One\ny,a,higher,,0,10,,,,Two\n", gate="1")
    document = hand.assessed(standard, hand.long(p={"x": 5.0})).document
    assert example_of(Case.of(document, standard, "p", "2020", "verified", "en")) is None
    assert promising({"p": {"root": [None, None, 1, None]}}, standard) is None
    assert promising({}, standard) is None


def test_meanings_are_read_where_a_passport_has_them() -> None:
    english = "## en\n\n- **Levels:** 0 — nothing; 1 — a plan; 2 — in use. Degrees: 0, 5, 15.\n"
    line = f"{english}\n## ru\n\n- 0 — нет; 1 — план.\n"
    assert meanings_of(line, "en") == {"0": "nothing", "1": "a plan", "2": "in use"}
    assert meanings_of(line, "ru") == {"0": "нет", "1": "план"}
    assert meanings_of("", "kk") == {}


@pytest.mark.parametrize("mean", ["geometric", "harmonic", "power:2", "median", "minimum", "sum", "count", "copeland"])
@pytest.mark.parametrize("normalise", ["goalposts:1:100", "minmax:1:100", "zscore:10:2", "rank", "steps", "levels"])
def test_an_example_is_found_under_every_mean_and_normalisation(mean: str, normalise: str) -> None:
    rows = f"x,a,higher,{normalise},0,10,9,1;3:50;6:90,,One\ny,a,higher,{normalise},0,10,9,1;3:50;6:90,,Two\n"
    standard = by_hand(rows, mean=mean)
    table = hand.long(p={"x": 3.0, "y": 4.0}, q={"x": 2.0, "y": 1.0}, r={"x": 4.0, "y": 2.0})
    document = hand.assessed(standard, table).document
    for language in LANGUAGES:
        found = example_of(Case.of(document, standard, "p", "2020", "verified", language))
        if found is None:
            assert mean in ("count", "copeland")
            continue
        assert len(found.sums) == 2
        assert all("{" not in said for said, _ in found.steps)
        assert not found.steps[2][1] or mean == "sum"


@pytest.mark.parametrize(
    ("settings", "section", "words"),
    [
        ('[treat]\nmethod = "winsorise"\n', "degree", "drawn in to the next value"),
        ('[treat]\nmethod = "log-ct"\n', "degree", "softened by a transformation"),
        ('[impute]\nmethod = ["mean", "carry-forward"]\n', "gaps", "mean of the others, the last known value"),
        ('[normalise]\nmethod = "minmax"\nover = "panel"\n', "degree", "over all periods together"),
        ('[normalise]\nmethod = "minmax"\nover = "2018"\n', "degree", "are those of 2018"),
        ('[normalise]\nmethod = "minmax"\n[areas]\nreference = "all"\n', "degree", "among all areas with a figure"),
        ("[areas]\nscreen = 0.4\n[missing]\nmin_coverage = 0.5\n", "gaps", "less than 40 %"),
        ('[aggregate]\nmethod = "geometric"\nzeros = "keep"\n', "together", "makes such a mean 0"),
        ('[aggregate]\nweights = "benefit-of-the-doubt"\n', "together", "within 50 %"),
        ('[aggregate]\nweights = "equal"\n', "together", "Everywhere all that lies right below weighs the same"),
    ],
)
def test_settings_have_words_of_their_own(settings: str, section: str, words: str) -> None:
    table = "id,parent,title_en\nx,a,One\ny,a,Two\n"
    standard = hand.standard("id,parent,title_en\nroot,,Whole\na,root,Part\n", table, settings)
    for language in LANGUAGES:
        assert all("{" not in one for part in method_of(standard, language).sections for one in part.said)
    assert words in said(method_of(standard, "en"), section)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('[robust.weights]\nmethod = "uniform"\nspread = 0.3\n', "up to 30 % above and below"),
        (
            '[robust.weights]\nmethod = "sets"\nsets = ["equal", "given"]\n',
            "one of these weight sets is taken: equal, given",
        ),
        ('[robust.weights]\nmethod = "between"\nsets = ["equal", "given"]\n', "a mixture of these weight sets"),
        ("[robust.goalposts]\nshare = 0.1\n", "by up to 10 % of their span"),
        ("[robust.goalposts.bounds]\nx = { low = [0, 1], high = [5, 9] }\n", "between bounds of their own: “One”"),
        ('[robust.choices]\naggregate = ["arithmetic", "geometric"]\n', "aggregation (2)"),
    ],
)
def test_what_is_uncertain_has_words_of_its_own(settings: str, words: str) -> None:
    standard = hand.standard("id,parent\nroot,\n", "id,parent,low,high,title_en\nx,root,0,9,One\n", settings)
    robustness = {"replications": 500, "level": 0.9, "seed": 7}
    for language in LANGUAGES:
        assert all("{" not in one for part in method_of(standard, language, robustness).sections for one in part.said)
    found = said(method_of(standard, "en", robustness), "firm")
    assert words in found
    assert "repeated 500 times" in found
    assert "Seed 7" in found


def test_the_notes_of_the_standard_are_told_and_html_in_them_is_shown_as_text() -> None:
    notes = "## kk\n\nҚ\n\n## ru\n\nР\n\n## en\n\n### Settled\n\n1. **20.5 %** <script>\n"
    indicators = "id,parent,title_en\nx,a,X\n"
    standard = hand.standard(TREE.format(gate="", mean="", weights="", missing=""), indicators, **{"notes.md": notes})
    assert method_of(standard, "kk").notes == "<p>Қ</p>\n"
    shown = method_of(standard, "en").notes
    assert "<h3>Settled</h3>" in shown
    assert "<strong>20.5 %</strong> &lt;script&gt;" in shown
    assert method_of(by_hand("x,a,,,,,,,,X\n"), "en").notes == ""


def test_a_screen_is_told_where_there_are_no_gates() -> None:
    found = said(method_of(by_hand("x,a,,,,,,,,X\n", "[areas]\nscreen = 0.5\n"), "en"), "gaps")
    assert "less than 50 % of its indicators known is not assessed" in found
    assert "no least share" not in found
