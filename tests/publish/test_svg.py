import os
import re
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from typing import get_args
from xml.etree import ElementTree

import pytest

from qala.publish import Cell, MapView, map_view, render_png, render_svg
from qala.publish.lettering import FAMILIES, width, wrap
from qala.publish.png import SCALE, pixels
from qala.texts import Language
from tests.kz_demo import demo_assessment
from tests.publish.test_map_model import cell, made

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = get_args(Language)
KAZAKH = "әіңғүұқөһӘІҢҒҮҰҚӨҺ"


def drawn(view: MapView) -> ElementTree.Element:
    return ElementTree.fromstring(render_svg(view))  # noqa: S314 - it is our own


def of_class(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if one.get("class") == kind]


def said(root: ElementTree.Element) -> str:
    """All that can be read in a part, its lines joined."""
    return " ".join(one.text or "" for one in root.iter(f"{SVG}text"))


def part(root: ElementTree.Element, kind: str) -> str:
    return "".join(one.text or "" for one in of_class(root, kind))


def bar(root: ElementTree.Element) -> float:
    """The share of the bar that is filled."""
    (known,) = of_class(root, "known")
    (track,) = [one for one in root.iter(f"{SVG}rect") if one.get("fill") == "none"]
    return float(known.get("width", "")) / float(track.get("width", ""))


def check_cell(found: ElementTree.Element, shown: Cell, language: Language) -> None:
    assert (found.get("data-area"), found.get("data-node")) == (shown.area, shown.node)
    assert part(found, "degree") == ("" if shown.withheld else shown.degree_text)
    assert part(found, "coverage") == f"{shown.known}/{shown.asked}"
    assert bar(found) == pytest.approx(shown.coverage, abs=0.001)
    assert bool(of_class(found, "unknown")) == shown.partial
    assert part(found, "change") == (shown.arrow.degrees if shown.arrow else "")
    assert part(found, "rank") == shown.rank
    assert part(found, "mark") == ("?" if shown.questioned else "")
    body = found.find(f"{SVG}rect")
    assert body is not None
    assert body.get("fill") == (shown.band.colour if shown.band else "#ffffff")
    assert (shown.band.title if shown.band else shown.short) in said(found)
    inks = {one.get("fill") for one in found.iter(f"{SVG}text")}
    assert inks == {shown.band.text_colour if shown.band else "#566871"}


class TestPicture:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_shows_the_figures_of_every_cell(self, language: Language) -> None:
        view = map_view(demo_assessment(), language)
        cells = [one for row in view.rows for one in row.cells]
        found = of_class(drawn(view), "cell")
        assert len(found) == len(cells) == 40
        for one, shown in zip(found, cells, strict=True):
            check_cell(one, shown, language)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_names_areas_columns_scale_notes_standard_and_digest(self, language: Language) -> None:
        view = map_view(demo_assessment(), language)
        root = drawn(view)
        assert [said(one) for one in of_class(root, "name")] == [row.name for row in view.rows]
        titles = ["".join(said(one).split()) for one in of_class(root, "column")]
        assert titles == ["".join(column.title.split()) for column in view.columns]
        assert all(band.span in said(root) and band.title in said(root) for band in view.scale)
        notes = said(of_class(root, "notes")[0])
        assert all(note.lstrip("◇▲▼? ") in notes for note in view.notes)
        for expected in (view.title, view.standard, view.edition, view.status, view.standard_id, view.digest):
            assert expected in said(root)

    def test_says_to_those_who_do_not_see_it_what_it_shows(self) -> None:
        view = map_view(demo_assessment(), "kk")
        root = drawn(view)
        assert (root.get("role"), root.get("lang")) == ("img", "kk")
        named = [one.text or "" for one in root[:2]]
        assert named[0] == view.title
        for row in view.rows:
            assert all(one.coverage_text in named[1] for one in row.cells)
            assert all(reason in named[1] for one in row.cells for reason in one.reasons)

    def test_loads_nothing_and_runs_nothing(self) -> None:
        svg = render_svg(map_view(demo_assessment(), "en"))
        assert not re.search(r"<script|href|@import|<image|<foreignObject|\son\w+=", svg)
        assert set(re.findall(r"url\((.)", svg)) == {"#"}
        assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]

    def test_escapes_what_a_standard_says(self) -> None:
        view = map_view(made(dust=20, smoke=45), "en")
        assert "<script>alert(1)" in said(drawn(view)).replace(" ", "").replace("-", "")
        assert "<script" not in render_svg(view)

    def test_leaves_out_what_xml_cannot_hold(self) -> None:
        view = replace(map_view(made(dust=20), "en"), title="one\x0btwo\ud800")
        assert (drawn(view)[0].text or "") == "one two "

    def test_is_as_tall_as_its_areas_need(self) -> None:
        view = map_view(demo_assessment(), "ru")
        five, many = drawn(view), drawn(replace(view, rows=view.rows * 5))
        assert five.get("width") == many.get("width")
        assert float(many.get("height", "")) > 3 * float(five.get("height", "")) - 1000


class TestPng:
    def test_is_the_picture_at_twice_its_size(self) -> None:
        view = map_view(demo_assessment(), "kk")
        root, png = drawn(view), render_png(view)
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        wide, high = struct.unpack(">II", png[16:24])
        assert (wide, high) == tuple(round(float(root.get(side, "")) * SCALE) for side in ("width", "height"))
        assert len(set(bytes_of(png)[:: 4 * 97])) > 20

    def test_is_drawn_in_one_family_whatever_the_machine_has(self) -> None:
        letter = '<svg xmlns="{}" width="40" height="40" font-family="{{}}"><text y="30">{{}}</text></svg>'
        letter = letter.format("http://www.w3.org/2000/svg")
        blank = pixels(letter.format(FAMILIES, ""))
        for one in KAZAKH:
            ours = pixels(letter.format(FAMILIES, one))
            assert ours == pixels(letter.format("Liberation Sans", one)) != blank
            assert pixels(letter.format("DejaVu Sans", one)) == blank

    def test_leaves_the_environment_as_it_was(self) -> None:
        before = dict(os.environ)
        render_png(map_view(made(dust=20), "en"))
        assert dict(os.environ) == before

    def test_what_draws_is_loaded_only_when_asked(self) -> None:
        code = "import sys, qala.publish, qala.cli.show; print({'vl_convert', 'xlsxwriter'} & set(sys.modules))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "set()"


def bytes_of(png: bytes) -> bytes:
    """The unpacked pixels."""
    packed, at = b"", 8
    while at < len(png):
        size = struct.unpack(">I", png[at : at + 4])[0]
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + size]
        at += size + 12
    return zlib.decompress(packed)


class TestLettering:
    @pytest.mark.parametrize("bold", [False, True])
    @pytest.mark.parametrize("room", [60, 120, 400])
    def test_no_line_is_wider_than_its_room(self, room: float, bold: bool) -> None:
        long = "Тұрғын үй-коммуналдық шаруашылық Электрокардиостимуляторлар 2019/2020-жылдардағы a b"
        lines = wrap(long, room, 12, bold)
        assert all(width(line, 12, bold) <= room + 1e-9 for line in lines)
        letters = "".join(long.split()).replace("-", "")
        assert "".join(lines).replace(" ", "").replace("-", "") == letters

    def test_breaks_after_a_hyphen_that_is_there(self) -> None:
        assert wrap("Жилищно-коммунальное", 130, 12, bold=True) == ("Жилищно-", "коммунальное")

    def test_of_nothing_is_nothing(self) -> None:
        assert wrap(" ", 100, 12) == ()

    def test_comes_to_an_end_in_no_room(self) -> None:
        assert "".join(wrap("Шымкент", 1, 12)).replace("-", "") == "Шымкент"


def test_a_cell_without_a_degree_says_why_where_one_points() -> None:
    document = made(dust=20)
    group = next(one for one in of_class(drawn(map_view(document, "en")), "cell") if one.get("data-node") == "air")
    assert all(reason in (group[0].text or "") for reason in cell(document, "air").reasons)
