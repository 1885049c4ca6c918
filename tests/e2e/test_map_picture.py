"""The picture of the Map in a browser: whatever family it takes, no text leaves its place."""

from dataclasses import replace
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser

from qala.publish import MapView, map_view, render_svg
from qala.publish.lettering import FAMILIES
from qala.publish.map_model import Arrow
from qala.texts import Language, text

LANGUAGES = get_args(Language)
LEAVING = """(wide) => {
  const found = [], root = document.querySelector("svg"), all = root.getBoundingClientRect();
  const out = (part, whole) => part.left < whole.left - .5 || part.right > whole.right + .5
    || part.top < whole.top - .5 || part.bottom > whole.bottom + .5;
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > .5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const box = one => one.getBoundingClientRect();
  for (const one of root.querySelectorAll("text")) if (out(box(one), all)) found.push("paper: " + one.textContent);
  for (const cell of root.querySelectorAll(".cell")) {
    const texts = [...cell.querySelectorAll("text")], shapes = [...cell.querySelectorAll("path")];
    for (const one of [...texts, ...shapes]) if (out(box(one), box(cell.querySelector("rect"))))
      found.push("cell: " + one.textContent);
    for (const one of texts) for (const other of [...texts, ...shapes])
      if (one !== other && meet(box(one), box(other))) found.push("over: " + one.textContent + " " + other.textContent);
  }
  for (const [kind, room] of Object.entries(wide)) for (const one of root.querySelectorAll("." + kind))
    if (box(one).width > room) found.push(kind + ": " + one.textContent);
  const steps = [...root.querySelectorAll(".legend rect")];
  for (const one of root.querySelectorAll(".legend text"))
    if (steps.every(step => out(box(one), box(step)))) found.push("legend: " + one.textContent);
  const parts = [...root.querySelectorAll(".heading, .column, .name, .cell, .legend, .notes, .imprint")];
  for (const one of parts) for (const other of parts)
    if (one !== other && meet(box(one), box(other))) found.push("parts: " + one.textContent + other.textContent);
  return found;
}"""
ROOM = {"column": 144, "name": 144}


def leaving(browser: Browser, svg: str, family: str = FAMILIES) -> list[str]:
    """What does not keep to its place."""
    page = browser.new_page()
    page.set_content(svg.partition("\n")[2].replace(FAMILIES, family))
    found: list[str] = page.evaluate(LEAVING, ROOM)
    page.close()
    return found


def crowded(view: MapView) -> MapView:
    """25 areas with long names, every mark in every cell, the widest figures."""
    arrow = Arrow(True, "100,0", "up")
    many = []
    for number, row in enumerate(view.rows * 5):
        more: dict[str, Any] = {
            "arrow": arrow,
            "rank": text("map.rank_between", view.language, rank=25, ranks="19–25"),
            "rank_alone": text("map.rank", view.language, rank=25),
            "boundaries": ("a",),
            "questioned": ("b",),
            "asked": 188,
        }
        cells = tuple(
            replace(cell, **more, degree_text="–" if cell.withheld else "100,0", known=118) for cell in row.cells
        )
        many.append(replace(row, id=str(number), name=f"{row.name} Өскемен-Петропавловск", cells=cells))
    return replace(view, rows=tuple(many))


@pytest.mark.parametrize("family", [FAMILIES, "'DejaVu Sans'", "'Liberation Sans'"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_leaves_its_place(
    browser: Browser, assessment: dict[str, Any], language: Language, family: str
) -> None:
    view = map_view(assessment, language)
    assert leaving(browser, render_svg(view), family) == []
    assert leaving(browser, render_svg(crowded(view)), family) == []


def test_finds_what_leaves_its_place(browser: Browser, assessment: dict[str, Any]) -> None:
    svg = render_svg(map_view(assessment, "ru"))
    found = {one.partition(":")[0] for one in leaving(browser, svg.replace("<text ", '<text letter-spacing="9" '))}
    assert found == {"paper", "cell", "over", "column", "name", "legend", "parts"}
