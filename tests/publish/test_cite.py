"""Citations: complete, the same for ever, readable by the programs that they are for."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.publish.cite import Citation, bibtex_of, csl_of, line_of
from qala.texts import LANGUAGES, Language

DIGEST = "sha256:" + "0123456789abcdef" * 4
ONE = Citation(
    "en", "Almaty · Transport", "The programme of 2017", "kz-2017@2017-12", "2019 (verified)", date(2026, 11, 23),
    DIGEST, f"https://qala.kz/en/map/{DIGEST[7:]}/why/750000000/transport/?period=2018",
)  # fmt: skip


def test_the_line_has_all_that_is_asked_of_a_citation() -> None:
    assert line_of(ONE) == (
        "Qala. Almaty · Transport: 2019 (verified). The programme of 2017, kz-2017@2017-12. "
        "Published 23 November 2026. "
        f"sha256:0123456789ab. {ONE.address}"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_withdrawn_is_cited_as_withdrawn(language: Language) -> None:
    one = replace(ONE, language=language, withdrawn=date(2027, 1, 2))
    assert "2027" not in line_of(replace(one, withdrawn=None))
    for said in (line_of(one), bibtex_of(one).decode(), csl_of(one).decode()):
        assert "2027" in said
    assert not re.search(r"\.\.|\{|\}", line_of(one))


def test_csl_is_an_item_of_its_schema() -> None:
    (item,) = json.loads(csl_of(ONE))
    assert item["type"] == "dataset"
    assert item["issued"] == {"date-parts": [[2026, 11, 23]]}
    assert item["author"] == [{"literal": "Qala"}]
    assert (item["URL"], item["version"]) == (ONE.address, "sha256:0123456789ab")
    assert item["id"] == "qala-0123456789ab-why-750000000-transport-period-2018-en"


@given(st.text(max_size=60))
def test_any_title_leaves_one_entry_with_its_braces_in_balance(title: str) -> None:
    made = bibtex_of(replace(ONE, title=title)).decode()
    plain = re.sub(r"\\[{}]", "", made)
    depth = [0]
    for letter in plain:
        depth.append(depth[-1] + {"{": 1, "}": -1}.get(letter, 0))
    assert min(depth) == 0
    assert depth[-1] == 0
    assert depth.index(0, 1 + plain.index("{")) == len(plain.rstrip()), "nothing closes it before its end"
    assert not re.search(r"(?<!\\)[%&#$_]", "\n".join(one for one in plain.splitlines() if "url" not in one)[70:])
