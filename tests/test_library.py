"""What `import qala` gives."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import qala
from qala.errors import BadFile, BadTable, BadUse
from qala.texts import LANGUAGES
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import standard

PUBLIC = {
    "Assessment", "__version__", "assess", "benchmark", "codebook", "compare", "connect", "explain", "figures",
    "forecast", "frame", "read_assessment", "read_standard", "read_values",
}  # fmt: skip
METHOD = standard("id,parent\nwhole,\n", "id,parent,low,high,kind\na,whole,0,10,quantity\nb,whole,0,100,share\n")


def said(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_public_names_are_these_and_all_are_there() -> None:
    assert set(qala.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(qala, name) is not None
    assert callable(qala.assess)
    with pytest.raises(AttributeError, match="no attribute 'asses'"):
        qala.asses  # noqa: B018


def test_assess_stays_a_function_whatever_was_imported_before() -> None:
    code = "import qala.engine.run, qala.insight, qala.publish, qala; print(callable(qala.assess))"
    assert said(code) == "True"


def test_the_command_does_not_load_the_library() -> None:
    code = "import qala.cli, sys; print({'polars', 'numpy'} & set(sys.modules))"
    assert said(code) == "set()"


def test_it_gives_what_the_command_gives() -> None:
    kz = qala.read_standard("kz-2017")
    made = qala.assess(kz, qala.read_values(qala.figures("kz"), kz), "2019")
    assert made.digest == demo_assessment()["digest"]
    assert made.degrees.height == 5
    assert made.degrees.filter(area="750000000")["name"].item() == "Almaty"
    assert "srcdoc=" in made._repr_html_()
    assert "Almaty" in made.map()


def test_frames_in_long_and_wide() -> None:
    wide = pl.DataFrame({"area": ["x", "y"], "a": [1.0, 2.5], "b": [50, None]})
    long = pl.DataFrame({"area": ["x", "x", "y"], "fact": ["a", "b", "a"], "period": "2020", "value": [1.0, 50.0, 2.5]})
    one = qala.assess(METHOD, qala.read_values(wide, METHOD, "2020"), "2020")
    other = qala.assess(METHOD, qala.read_values([long], METHOD), "2020")
    assert one.digest == other.digest
    assert one.degrees["whole"].to_list() == [30.0, 25.0]
    assert one.document["settings"]["bases"] == ["declared"]


def test_a_bad_frame_is_refused_with_its_row() -> None:
    wide = pl.DataFrame({"area": ["x", "y"], "b": [50, 120]})
    with pytest.raises(BadTable, match=r"frame 1, row 3, column b|frame 1, row 3"):
        qala.read_values(wide, METHOD, "2020")


def test_own_weights_count_and_unknown_ones_are_refused() -> None:
    values = qala.read_values(pl.DataFrame({"area": ["x"], "a": [1.0], "b": [50.0]}), METHOD, "2020")
    assert qala.assess(METHOD, values, "2020", weights={"b": 3}).degrees["whole"].item() == (10 + 3 * 50) / 4
    assert qala.assess(METHOD, values, "2020", weights={"b": 0}).degrees["whole"].item() == 10
    with pytest.raises(BadUse, match='"c"'):
        qala.assess(METHOD, values, "2020", weights={"c": 3})
    with pytest.raises(BadUse, match="0 or more"):
        qala.assess(METHOD, values, "2020", weights={"b": -1})


def test_own_weights_and_kind_survive_keeping_and_verifying(tmp_path: Path) -> None:
    kz = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures("kz"), kz)
    made = qala.assess(kz, values, "2018..2019", weights={"ev-pm25": 4}, kind="region")
    kinds = {row["kind"] for row in made.document["areas"]["rows"]}
    assert kinds == {"region"}
    made.write(tmp_path / "panel")
    assert qala.read_assessment(tmp_path / "panel").digest == made.digest
    done = subprocess.run([sys.executable, "-m", "qala", "verify", str(tmp_path / "panel")], check=False)
    assert done.returncode == 0
    with pytest.raises(BadFile):
        made.write(tmp_path / "panel")


def test_frames_of_insights() -> None:
    kz = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures("kz"), kz)
    one, other = (qala.assess(kz, values, year) for year in ("2018", "2019"))
    why = qala.frame(qala.explain(other, "750000000", "environment"))
    top = why.filter(parent="environment")
    assert top["contribution"].sum() == pytest.approx(other.degrees.filter(area="750000000")["environment"].item())
    assert qala.frame(qala.compare(one, other)).columns[-4:] == ["value", "coverage", "boundary", "method"]
    assert "ev-pm25" in qala.frame(other.gap("351010000", "environment"))["indicator"].to_list()
    with pytest.raises(TypeError, match="no frame"):
        qala.frame(3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_codebook_has_every_flag_that_stands_in_a_table(language: str) -> None:
    book = qala.codebook(language)  # type: ignore[arg-type]
    assert all(book["meaning"].str.len_chars() > 10)
    known = {(row["table"], row["column"], row["code"]) for row in book.iter_rows(named=True)}
    document = demo_assessment()
    for table, column in (
        ("nodes", "state"),
        ("indicators", "state"),
        ("indicators", "status"),
        ("findings", "severity"),
    ):
        for row in document[table]:
            assert not row[column] or (table, column, row[column]) in known
