"""Lint finds each fault that it knows, and says where and how to mend it."""

import pytest

from qala.standard.lint import lint
from qala.texts import LANGUAGES, texts_of
from tests.packs_by_hand import standard

BAD = standard(
    "id,parent,weight,missing,min_coverage,title_kk,title_ru,title_en\n"
    "whole,,,zero,0.5,Бүтін қала үстінде,Бүтін қала үстінде,Whole\n"
    "empty,whole,,,,k,r,\n"
    "lost,whole,,,,k,r,e\n",
    "id,parent,weight,direction,unit,kind,low,high,normalise,influence,owner,characteristics,basis,"
    "title_kk,title_ru,title_en\n"
    "a,whole,,higher,,quantity,0,1,,mayor,,comfort,,k,r,e\n"
    "b,whole,,higher,%,share,,,,,,,,k,r,e\n"
    "c,whole,,higher,,level,,,levels:0;50;100,city,,comfort,,k,r,e\n"
    "d,lost,0,higher,%,share,0,1,,city,,,x,k,r,e\n",
    """[scale]
bands = [
  { id = "1", from = 10, title = { kk = "k", ru = "r", en = "e" } },
  { id = "2", from = 10, title = { kk = "k", ru = "r", en = "e" }, colour = "#000000" },
]
""",
    passports_csv="",
)
FOUND = {fault.code for fault in lint(BAD)}
OTHERWISE = {"lint_passport", "lint_edition"}
"""Found in the packs of the tests below."""


@pytest.mark.parametrize("code", sorted({name for name in texts_of("standard", "en") if name.startswith("lint_")}))
def test_every_fault_that_has_a_text_is_found(code: str) -> None:
    assert code in FOUND | OTHERWISE


def test_every_fault_is_one_line_in_every_language() -> None:
    for fault in lint(BAD):
        for language in LANGUAGES:
            assert "\n" not in fault.text(language)
            assert fault.place.file in fault.text(language)


def test_a_missing_passport_and_edition() -> None:
    files = dict(BAD.files)
    files["passports/a.md"] = "text"
    files["standard.toml"] = files["standard.toml"].replace('edition = "1"\n', "")
    from qala.standard import parse_standard

    codes = [fault.code for fault in lint(parse_standard(files))]
    assert codes.count("lint_passport") == 3
    assert "lint_edition" in codes
