"""Lint finds each fault that it knows, in a pack that is good but for it, and says where and how to mend it."""

from collections.abc import Mapping

import pytest

from qala.errors import BadTable
from qala.standard import Standard, parse_standard
from qala.standard.facts import parse_facts
from qala.standard.lint import lint
from qala.texts import LANGUAGES, texts_of

TITLE = '{ kk = "Қазақша", ru = "По-русски", en = "In English" }'
TOML = f"""[standard]
id = "good"
edition = "2026-11"
status = "proposal"
valid_from = 2026-11-23
title = {TITLE}
basis = ["a decree"]
[missing]
min_coverage = 0.5
[scale]
bands = [
  {{ id = "1", from = 0, points = 1, title = {TITLE}, colour = "#b2182b" }},
  {{ id = "2", from = 50, points = 2, title = {TITLE}, colour = "#cccccc" }},
  {{ id = "3", from = 80, points = 3, title = {TITLE}, colour = "#2166ac" }},
]
"""
TREE = """id,parent,weight,aggregate,weights,missing,impute,min_coverage,points,scale,title_kk,title_ru,title_en
whole,,,,,,,,,,Бүтін,Целое,Whole
water,whole,1,,,,,,,,Су,Вода,Water
air,whole,1,,,,,,,,Ауа,Воздух,Air
"""
COLUMNS = (
    "id", "fact", "parent", "weight", "direction", "unit", "kind", "class", "transform", "treat", "impute", "normalise",
    "low", "high", "target", "steps", "bands", "points", "window", "min_events", "numerator", "basis", "owner",
    "characteristics", "title_kk", "title_ru", "title_en",
)  # fmt: skip
PLAIN = {
    "direction": "higher", "unit": "t", "kind": "quantity", "low": "1", "high": "9", "numerator": "tonnes",
    "basis": "proposal", "owner": "akimat", "characteristics": "comfort", "title_kk": "К", "title_ru": "Р",
}  # fmt: skip
ROWS = {
    "a": {"parent": "water"},
    "b": {"parent": "water", "direction": "lower"},
    "c": {"parent": "air", "kind": "share", "unit": "%", "low": "0", "high": "100"},
    "d": {"parent": "air", "kind": "level", "unit": "", "low": "", "high": "", "numerator": "", "basis": ""},
    "e": {"parent": "air", "direction": "context", "low": "", "high": "", "characteristics": ""},
}
PASSPORT = "# a\n\n## kk\n\nм\n\n## ru\n\nт\n\n## en\n\nt\n"


def table(changes: Mapping[str, Mapping[str, str]]) -> str:
    lines = [",".join(COLUMNS)]
    for id_, row in ROWS.items():
        cells = {**PLAIN, "id": id_, "title_en": id_.upper(), **row, **changes.get(id_, {})}
        lines.append(",".join(cells.get(name, "") for name in COLUMNS))
    return "\n".join(lines) + "\n"


def pack(
    toml: tuple[str, str] | None = None,
    tree: tuple[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    **rows: Mapping[str, str],
) -> Standard:
    """The good pack with something replaced in standard.toml or tree.csv, cells of indicators, or further files."""
    texts = {"standard.toml": TOML, "tree.csv": TREE, "indicators.csv": table(rows), **(files or {})}
    for name, change in (("standard.toml", toml), ("tree.csv", tree)):
        if change:
            assert change[0] in texts[name]
            texts[name] = texts[name].replace(change[0], change[1], 1)
    return parse_standard(texts)


def passports(*ids: str) -> dict[str, str]:
    return {f"passports/{id_}.md": PASSPORT for id_ in ids}


AHP = ("water,whole,1,,", "water,whole,1,,ahp")


WILD = "node,a,b,ratio,expert\nwater,a,b,9,A\nwater,b,c,9,A\nwater,c,a,9,A\n"


def judged(*rows: str) -> dict[str, str]:
    return {"ahp.csv": "\n".join(["node,a,b,ratio", *rows]) + "\n"}


def ruled(row: str) -> dict[str, str]:
    titles = ",".join(f"{name}_{language}" for name in ("title", "explanation") for language in LANGUAGES)
    return {"findings.csv": f"id,rule,facts,severity,parameters,{titles}\nx,{row},Қ,Р,E,Қ,Р,E\n"}


def related(*rows: str) -> dict[str, str]:
    return {"crosswalk.csv": "\n".join(["indicator,fact,relation,factor,note_kk,note_ru,note_en", *rows]) + "\n"}


FACTS = parse_facts("id,kind,unit,title_kk,title_ru,title_en\nq,quantity,kg,М,Т,Mass\n")
"""What several standards ask for, in tests."""


def unscored(scale: str = "", tree: tuple[str, str] | None = None, **rows: Mapping[str, str]) -> Standard:
    """The good pack as a standard that scores nothing, with a scale, or something replaced."""
    bare = {id_: {"low": "", "high": "", "basis": "", "owner": "", "characteristics": ""} for id_ in ROWS}
    changed = {id_: {**cells, **rows.get(id_, {})} for id_, cells in bare.items()}
    nothing = (TOML[TOML.index("[missing]") :], f"scores = false\n{scale}")
    return pack(nothing, tree, **changed)


FAULTY: dict[str, Standard] = {
    "title": pack(tree=("Water", "")),
    "same_title": pack(tree=("Су,Вода", "Ауыз су мен ағын су,Ауыз су мен ағын су")),
    "edition": pack(toml=('edition = "2026-11"', "")),
    "valid_from": pack(toml=("2026-11-23", '"next year"')),
    "status_act": pack(toml=('status = "proposal"', 'status = "in-force"')),
    "act_date": pack(toml=("[missing]", '[standard.act]\nnumber = "1"\ndate = "in May"\n[missing]')),
    "no_scale": pack(toml=(TOML[TOML.index("[scale]") :], "")),
    "scale_unused": pack(toml=("[scale]", "[scales.other]\nbands = []\n[scale]")),
    "band_colour": pack(toml=(', colour = "#b2182b"', "")),
    "band_overlap": pack(toml=("from = 50", "from = 0")),
    "band_first": pack(toml=("from = 0", "from = 10")),
    "band_points": pack(toml=("points = 3", "points = 2")),
    "band_need": pack(toml=("points = 3", "points = 3, needs = { nobody = 5 }")),
    "band_twice": pack(toml=('id = "2"', 'id = "1"')),
    "no_gate": pack(toml=("min_coverage = 0.5", "")),
    "reference": pack(a={"normalise": "distance-to-reference"}),
    "impute_group": pack(a={"impute": "group-mean"}),
    "impute_scope": pack(toml=("[missing]", '[impute]\nscope = "nobody"\n[missing]'), a={"impute": "node-mean"}),
    "empty": pack(tree=("air,whole", "fire,whole,1,,,,,,,,О,О,Fire\nair,whole")),
    "weights": pack(a={"weight": "0"}, b={"weight": "0"}),
    "gate_zero": pack(tree=("water,whole,1,,,,", "water,whole,1,,,zero,")),
    "weight_set": pack(tree=("water,whole,1,,", "water,whole,1,,set:experts")),
    "zero_mean": pack(tree=("water,whole,1,", "water,whole,1,geometric")),
    "title_twice": pack(b={"title_en": "A"}),
    "id": pack(tree=("air,whole", "fire and water,whole,0,,,,,,,,О,О,Fire\nair,whole")),
    "points": pack(toml=("points = 3, ", ""), a={"points": "yes"}),
    "dominates": pack(a={"weight": "9"}, tree=("water,whole,1", "water,whole,9")),
    "class": pack(a={"class": "outcome"}),
    "unit": pack(a={"unit": ""}),
    "influence": pack(files={}),
    "passport": pack(files=passports("a", "b", "c")),
    "passport_stray": pack(files=passports(*ROWS, "z")),
    "passport_language": pack(files={**passports(*ROWS), "passports/a.md": PASSPORT.replace("## en", "")}),
    "passport_empty": pack(files={**passports(*ROWS), "passports/a.md": PASSPORT.replace("\nт\n", "")}),
    "notes_language": pack(files={"notes.md": PASSPORT.replace("## ru", "")}),
    "notes_empty": pack(files={"notes.md": PASSPORT.replace("\nт\n", "")}),
    "fact_twice": pack(b={"fact": "a"}),
    "owner": pack(a={"owner": ""}),
    "characteristics": pack(a={"characteristics": ""}),
    "unmeasured": pack(a={"numerator": ""}),
    "min_events": pack(c={"min_events": "5", "numerator": ""}),
    "window": pack(d={"window": "3"}),
    "context_goalposts": pack(e={"low": "1", "high": "2"}),
    "denominator": pack(a={"transform": "per:people:1000"}),
    "log_bound": pack(a={"transform": "log", "low": "0"}),
    "fraction_lower": pack(b={"normalise": "fraction-of-max"}),
    "levels": pack(d={"normalise": "levels:0;50;100"}),
    "treat_goalposts": pack(a={"treat": "winsorise"}),
    "observed": pack(a={"low": ""}),
    "basis": pack(a={"basis": ""}),
    "share_goalposts": pack(c={"high": "120"}),
    "needs_target": pack(a={"normalise": "fraction-of-target"}),
    "target_method": pack(a={"direction": "target", "target": "5", "normalise": "minmax"}),
    "target_outside": pack(a={"direction": "target", "target": "15"}),
    "no_steps": pack(a={"normalise": "steps"}),
    "steps_order": pack(a={"normalise": "steps", "steps": "0;2:50;4:40"}),
    "band_edges": pack(a={"bands": "4"}),
    "edges_order": pack(b={"bands": "2;4"}),
    "crosswalk": pack(files=related("z,q,broader,,м,т,t")),
    "fact_unit": pack(a={"fact": "q"}),
    "fact_kind": pack(d={"fact": "q"}),
    "crosswalk_fact": pack(files=related("a,unheard-of,broader,,м,т,t")),
    "crosswalk_same": pack(files=related("a,a,broader,,м,т,t")),
    "crosswalk_twice": pack(files=related("a,q,broader,,м,т,t", "a,q,narrower,,м,т,t")),
    "crosswalk_relation": pack(files=related("a,q,equal,,м,т,t")),
    "crosswalk_factor": pack(files=related("a,q,broader,0,м,т,t")),
    "crosswalk_note": pack(files=related("a,q,broader,,м,,t")),
    "weights_unknown": pack(files={"weights.csv": "set,id,weight\nexperts,z,1\n"}),
    "weights_partial": pack(files={"weights.csv": "set,id,weight\nexperts,a,1\n"}),
    "judged_node": pack(files=judged("fire,a,b,3")),
    "judged_unknown": pack(tree=AHP, files=judged("water,a,b,3", "water,a,c,3")),
    "judged_missing": pack(tree=AHP, files=judged()),
    "judged_unused": pack(files=judged("water,a,b,3")),
    "inconsistent": pack(tree=AHP, c={"parent": "water"}, files=judged(*("water,a,b,9", "water,b,c,9", "water,c,a,9"))),
    "expert_inconsistent": pack(tree=AHP, c={"parent": "water"}, files={"ahp.csv": WILD}),
    "expert_missing": pack(tree=AHP, c={"parent": "water"}, files={"ahp.csv": WILD + "water,a,b,1,B\n"}),
    "finding_fact": pack(files=ruled("jump,a;z,ask,points=3")),
    "finding_kind": pack(files=ruled("change,d,ask,base=1;share=0.5")),
    "finding_ratio": pack(files=ruled("ratio,c,ask,points=1")),
    "finding_limits": pack(files=ruled("outside,a,ask,low=5;high=5")),
    "finding_never": pack(files=ruled("outside,a;c,ask,low=0;high=100")),
    "scores_scale": unscored(TOML[TOML.index("[scale]") :]),
    "scores_rule": unscored(tree=("water,whole,1,,,,,,", "water,whole,1,,,,,0.5,")),
    "scores_goalposts": unscored(a={"low": "1", "high": "9"}),
    "finding_units": pack(files=ruled("at-most,a;c,ask,")),
}


def without_influence_check() -> Standard:
    """Influence is free text to the reader; lint knows the five kinds of actors."""
    texts = {"standard.toml": TOML, "tree.csv": TREE}
    rows = table({}).splitlines()
    head, first, *rest = rows
    lines = [f"{head},influence", f"{first},mayor", *(f"{line},city" for line in rest)]
    return parse_standard({**texts, "indicators.csv": "\n".join(lines) + "\n"})


FAULTY["influence"] = without_influence_check()


def test_the_id_of_the_standard_is_looked_at() -> None:
    assert [fault.place.column for fault in lint(pack(toml=('id = "good"', 'id = "not good"')))] == ["standard.id"]


def codes(standard: Standard) -> set[str]:
    return {fault.code.removeprefix("lint_") for fault in lint(standard, FACTS)}


def test_the_good_pack_has_no_fault() -> None:
    assert [fault.text("en") for fault in lint(pack(), FACTS)] == []
    assert lint(pack(files=related("a,q,narrower,1000,м,т,t", "b,q,complement,,м,т,t")), FACTS) == ()
    in_kilograms = {
        "indicators.csv": table({"a": {"fact": "q"}}).replace("\na,", ",fact_unit\na,", 1).replace(",A\n", ",A,kg\n")
    }
    assert lint(pack(files=in_kilograms), FACTS) == ()
    assert [fault.text("en") for fault in lint(pack(files=passports(*ROWS)))] == []
    assert lint(pack(files={"notes.md": PASSPORT})) == ()
    assert lint(pack(tree=AHP, files=judged("water,b,a,3"))) == ()


def test_what_is_answered_by_yes_or_no_for_context_has_no_goalposts_to_take_out() -> None:
    assert lint(pack(e={"kind": "yes-no"})) == ()


def test_a_target_that_nobody_has_published_is_no_fault_where_the_basis_says_so() -> None:
    row = {"normalise": "fraction-of-target", "basis": "no target: the programme publishes none"}
    assert lint(pack(a=row)) == ()


def test_a_standard_that_scores_nothing_is_asked_for_no_scale_owner_or_goalposts() -> None:
    assert [fault.text("en") for fault in lint(unscored())] == []
    counting = ("whole,,,,,", "whole,,,count,,")
    assert codes(unscored(tree=counting)) == {"no_scale"}
    assert lint(unscored(TOML[TOML.index("[scale]") :], counting)) == ()
    assert lint(unscored(a={"direction": "target"})) == ()


@pytest.mark.parametrize("cells", ["zero,,,", ",,,yes", ",median,,", "fail,,,", "withhold,,,"])
def test_rules_about_degrees_are_idle_where_nothing_is_scored(cells: str) -> None:
    assert "scores_rule" in codes(unscored(tree=("water,whole,1,,,,,,", f"water,whole,1,,,{cells}")))


def test_a_standard_that_scores_nothing_still_says_what_is_counted() -> None:
    assert codes(unscored(a={"numerator": ""}, b={"unit": ""}, c={"fact": "d"})) == {"unmeasured", "unit", "fact_twice"}


def test_good_rules_have_no_fault() -> None:
    for row in ("at-most,a;b,ask,", "outside,c,ask,low=5", "per-population,a,ask,high=5", "peers,a;b;c,ask,distance=5",
                "change,population,ask,base=1;share=0.1", "parts,a;b,note,whole=9"):  # fmt: skip
        assert lint(pack(files=ruled(row))) == ()


def test_rules_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(BadTable, match=r"findings\.csv, row 2, column parameters"):
        lint(pack(files=ruled("peers,a,ask,")))


@pytest.mark.parametrize("code", FAULTY)
def test_each_fault_is_found(code: str) -> None:
    assert code in codes(FAULTY[code])


def test_all_kinds_are_tried_and_have_texts() -> None:
    named = {name.removeprefix("lint_") for name in texts_of("standard", "en") if name.startswith("lint_")}
    assert set(FAULTY) == named
    assert len(named) >= 32


@pytest.mark.parametrize("code", FAULTY)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_is_one_line_with_its_place_and_a_mend(code: str, language: str) -> None:
    found = next(fault for fault in lint(FAULTY[code], FACTS) if fault.code == f"lint_{code}")
    said = found.text(language)  # type: ignore[arg-type]
    assert "\n" not in said
    assert said.startswith(found.place.file)
    assert found.place.file in ("standard.toml", "tree.csv", "indicators.csv", *FAULTY[code].files)
    assert said.rstrip().endswith((".", "100.", '"'))
    assert said.count(".") >= 2
