"""A value entered once counts in every standard that asks for it, in the unit of each."""

import io

import pytest
from rich.console import Console

from qala.engine import Settings, assess, verify
from qala.errors import BadPack
from qala.files import parse_table
from qala.publish import render_explanation
from qala.robust import assess_robustly
from qala.standard import Standard, parse_standard
from qala.standard.facts import parse_facts
from qala.values.expected import expected_of
from qala.values.model import Values
from qala.values.read import values_of
from tests.packs_by_hand import areas, assessed, standard, values

TREE = "id,parent\nwhole,\n"
HEAD = "id,fact,fact_unit,parent,direction,unit,low,high,resolution,window\n"
KWH = standard(TREE, HEAD + "heat,energy,,whole,lower,kWh/m² a year,0,400,,\n")
GJ = standard(TREE, HEAD + "e1,energy,kWh/m² a year,whole,lower,GJ/m2/yr,0,1.44,,\n")
ROWS = "area,fact,period,value,numerator,denominator,lower,upper,resolution,status\n"
FACTS = parse_facts("id,kind,unit,title_en\nenergy,quantity,kWh/m² a year,Energy\nnoise,share,%,Noise\n")
PLACES = areas("x", "y")


def entered(method: Standard, *lines: str) -> Values:
    """One file of values as a standard reads it."""
    return values_of([parse_table(ROWS + "\n".join(lines) + "\n", "once.csv")], expected_of(method, PLACES, FACTS))


def test_one_file_counts_under_two_packs_in_other_units() -> None:
    lines = "x,energy,2020,100,5000,50,90,120,1,official", "y,noise,2020,7,,,,,,official"
    plain, converted = (assessed(one, entered(one, *lines), PLACES) for one in (KWH, GJ))
    assert plain.indicator("x", "heat")["value"] == 100
    cell = converted.indicator("x", "e1")
    assert cell["value"] == pytest.approx(0.36)
    assert cell["resolution"] == pytest.approx(0.0036)
    assert cell["degree"] == pytest.approx(plain.indicator("x", "heat")["degree"]) == 75
    assert plain.document["parameters"]["conversions"] == []
    assert converted.document["parameters"]["conversions"] == [
        {"indicator": "e1", "fact": "energy", "from": "kWh/m² a year", "to": "GJ/m2/yr", "factor": 0.0036}
    ]


def test_values_stay_as_they_were_entered() -> None:
    found = assessed(GJ, entered(GJ, "x,energy,2020,100,5000,50,90,120,1,official"), PLACES).document
    table = found["values"]["table"]
    assert [table[name] for name in ("value", "numerator", "denominator", "lower", "upper")] == [
        [100.0], [5000.0], [50.0], [90.0], [120.0]
    ]  # fmt: skip
    assert verify(found).same


def test_explain_says_from_what() -> None:
    found = assessed(GJ, entered(GJ, "x,energy,2020,100,,,,,,official"), PLACES).document
    out = io.StringIO()
    render_explanation(found, "x", "whole", "en", Console(file=out, width=160))
    assert "0.36 GJ/m2/yr" in out.getvalue()
    assert "converted from 100 kWh/m² a year: × 0.0036" in out.getvalue()


def test_what_is_near_is_told_and_not_counted() -> None:
    notes = "indicator,fact,relation,factor,note_kk,note_ru,note_en\ne1,noise,broader,,к,р,It counts more.\n"
    rows = HEAD + "e1,energy,,whole,lower,%,0,100,,\n"
    method = standard(TREE, rows, crosswalk_csv=notes)
    lines = [{"area": "x", "fact": "noise", "period": "2020", "value": 7.0}]
    found = assessed(method, values(lines), PLACES)
    assert found.indicator("x", "e1")["state"] == "missing"
    out = io.StringIO()
    render_explanation(found.document, "x", "whole", "en", Console(file=out, width=160))
    assert "a broader figure comes near, and is not counted here: noise. It counts more." in out.getvalue()


def test_pooled_values_are_converted_each() -> None:
    pooled = standard(TREE, HEAD + "e1,energy,kWh/m² a year,whole,lower,GJ/m2/yr,0,1.44,,2\n")
    rows = [
        {"area": "x", "fact": "energy", "period": year, "value": value}
        for year, value in (("2019", 100.0), ("2020", 200.0))
    ]
    cell = assessed(pooled, values(rows), PLACES).indicator("x", "e1")
    assert cell["value"] == pytest.approx(0.54)
    assert [one["value"] for one in cell["pool"]] == pytest.approx([0.72, 0.36])


def test_the_order_of_rows_makes_no_difference() -> None:
    lines = [f"{area},energy,{year},{value},,,,,,official" for area, year, value in
             (("x", "2019", 100.1), ("x", "2020", 33.3), ("y", "2020", 71.7))]  # fmt: skip
    digests = {assessed(GJ, entered(GJ, *order), PLACES).document["digest"] for order in (lines, lines[::-1])}
    assert len(digests) == 1


def test_errors_of_figures_are_converted_too() -> None:
    """The same file gives the same spread of degrees, whatever the unit of the pack."""
    line = "x,energy,2020,100,,,90,110,,official", "y,energy,2020,300,,,250,350,,official"
    settings = Settings(("2020",), ("verified",))
    made = [assess_robustly(one, entered(one, *line), settings, PLACES, 200) for one in (KWH, GJ)]
    kwh, gj = ([(row["mean"], row["sd"]) for row in one["robustness"]["nodes"]] for one in made)
    assert kwh[0][1] > 0
    assert [*map(pytest.approx, kwh)] == gj


def test_a_unit_that_cannot_be_converted_is_refused_with_its_place() -> None:
    with pytest.raises(BadPack, match=r"indicators\.csv, row 2, column fact_unit.*nothing converts"):
        standard(TREE, HEAD + "e1,energy,%,whole,lower,GJ,0,1,,\n")


def test_values_are_not_read_where_pack_and_facts_say_other_units() -> None:
    silent = standard(TREE, HEAD + "e1,energy,,whole,lower,GJ/m2/yr,0,1.44,,\n")
    with pytest.raises(BadPack, match="Write kWh/m² a year in the column fact_unit"):
        entered(silent, "x,energy,2020,100,,,,,,official")


def test_a_pack_without_shared_facts_is_as_before() -> None:
    alone = standard(TREE, "id,parent,direction,unit,low,high\na,whole,higher,parsecs,0,100\n")
    found = assess(
        alone, values([{"area": "x", "fact": "a", "period": "2020", "value": 40.0}]), Settings(("2020",)), PLACES
    )
    assert found["parameters"]["conversions"] == []
    assert parse_standard(found["standard"]["pack"]).indicators[0].factor == 1
