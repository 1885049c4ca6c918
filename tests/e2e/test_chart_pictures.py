"""The pictures of pages in a browser: whatever family it takes, no text is cut or stands on another."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from qala.publish.charts import chart_files
from qala.publish.lettering import FAMILIES
from qala.texts import LANGUAGES, Language
from tests.publish.charts.sample import cities, regions, robust_cities

AWRY = """() => {
  const root = document.querySelector("svg"), paper = root.getBoundingClientRect(), found = [];
  const boxes = [...root.querySelectorAll("text")].filter((one) => !one.hasAttribute("stroke"))
    .map((one) => [one.textContent, one.getBoundingClientRect()]);
  for (const [said, box] of boxes)
    if (box.left < -.5 || box.top < -.5 || box.right > paper.right + .5 || box.bottom > paper.bottom + .5)
      found.push("cut: " + said);
  for (const [at, [said, box]] of boxes.entries()) for (const [other, beside] of boxes.slice(at + 1))
    if (Math.min(box.right, beside.right) - Math.max(box.left, beside.left) > 1
      && Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top) > 4) found.push(said + " on " + other);
  return found;
}"""
CASES = [
    (robust_cities, "kk"),
    *(pytest.param(robust_cities, language, marks=pytest.mark.long) for language in LANGUAGES if language != "kk"),
    pytest.param(cities, "kk", marks=pytest.mark.long),
    pytest.param(regions, "ru", marks=pytest.mark.long),
]
"""The longest words are Kazakh; the others, and twenty regions in one picture, are for the long lane."""


@pytest.mark.parametrize(("sample", "language"), CASES)
def test_no_text_is_cut_or_stands_on_another(
    browser: Browser, sample: Callable[[], dict[str, Any]], language: Language
) -> None:
    page = browser.new_page(viewport={"width": 800, "height": 900})
    awry: dict[str, Any] = {}
    for one in chart_files(sample(), languages=(language,), period="2019"):
        svg = one.svg.decode().partition("?>")[2]
        page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
        for family in (FAMILIES, "Liberation Sans"):
            page.evaluate("(family) => document.querySelector('svg').setAttribute('font-family', family)", family)
            if found := page.evaluate(AWRY):
                awry[f"{one.stem} in {family}"] = found
    page.close()
    assert not awry
