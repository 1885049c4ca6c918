"""What a browser does for people of a year's round, many times over."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qala.texts import text
from tests.e2e.year import (
    DEPARTMENT,
    FACTS,
    FIRST,
    OTHER,
    PERIOD,
    POWER,
    POWERS,
    ROUND,
    SCHOOLS,
    ULGI,
    Year,
    links_of,
    saved,
    values_of,
)
from tests.keys import BIN, Holder, Keys


def assign(year: Year, area: str) -> None:
    """Has a city's questions answered by two organisations, and signed by the akimat."""
    page = year.page("officer", f"reports/{year.reports[area]}/assignments/")
    for group, to in (("free", SCHOOLS), *((f"industry:{one}", POWER) for one in POWERS)):
        page.locator("#group").select_option(group)
        page.locator("#for-group").select_option(to)
        page.locator("#assign-group").click()
    page.locator("#akimat").select_option(BIN)
    page.locator("#name-akimat").click()
    assert page.locator("#akimat").input_value() == BIN
    assert page.get_by_text(text("rounds.nobody_answers", "en")).count() == 0


def another_round(year: Year) -> str:
    """The number of the first city's report in a round that is copied from this one."""
    page = year.page("officer", f"rounds/new/?copy={ROUND}")
    page.locator("#name").fill(OTHER)
    page.locator("#period").fill(PERIOD)
    page.locator("#prepare").click()
    found = links_of(page.locator("table.data a"))
    page.locator("#open").click()
    page.locator("#remind").wait_for()
    return found[ULGI.name(FIRST, PERIOD).en]


def hand_over(year: Year, fact: str, to: str) -> None:
    """Has a question of the first city answered by another organisation."""
    page = year.page("officer", f"reports/{year.reports[FIRST]}/assignments/")
    page.locator(f"input[name=facts][value='{fact}']").check()
    page.locator("#for-ticked").select_option(to)
    page.locator("#assign").click()
    page.wait_for_load_state()


def value_of(area: str, fact: str) -> float | None:
    """The value that a workbook says: of a share by its parts, all of it."""
    row = values_of(area)[fact]
    value: float | None = row["value"]
    return value if row["denominator"] is None else 100 * float(row["numerator"]) / float(row["denominator"])


def explain(year: Year, area: str) -> None:
    """Explains what checks ask about, each by who answered it."""
    page = year.page("akim", f"reports/{year.reports[area]}/sign/")
    assert text("signing.fictional", "en") in page.locator(".kicker").inner_text()
    titles = page.locator(".warn a").all_inner_texts()
    for fact in (FACTS[title] for title in titles):
        page = year.question("aigul" if DEPARTMENT[fact] == SCHOOLS else "bolat", area, fact)
        page.locator("#explanation").fill("The year was an unusual one.")
        saved(page)


def sign(year: Year, area: str, keys: Keys, akim: Holder) -> Page:
    """Fetches the statement, signs it outside the browser, gives the signature back."""
    page = year.page("akim", f"reports/{year.reports[area]}/")
    page.locator("#to-sign").click()
    assert page.locator("#effect tbody tr").count() == 8
    with page.expect_download() as waited:
        page.locator("#statement").click()
    told = Path(waited.value.path()).read_bytes()
    page.locator("#signature").set_input_files(
        {"name": "statement.p7s", "mimeType": "application/pkcs7-signature", "buffer": keys.sign(told, akim)}
    )
    with page.expect_navigation():
        page.locator("#sign").click()
    assert page.locator(".warn[role=alert]").count() == 0
    return page


def rated(year: Year) -> None:
    """Asks for the rating and waits until nothing of it is to be done."""
    with year.page("verifier", f"rounds/{ROUND}/verification/").expect_navigation():
        year.page("verifier").locator("#rate").click()
    for _ in range(120):
        page = year.page("method", "jobs/")
        jobs = page.locator("#jobs tbody tr", has_text=text("verification.job", "en", name=ROUND))
        states = jobs.locator("td:nth-child(2)").all_inner_texts()
        if states and all(text("jobs.done", "en") in one for one in states):
            return
        page.wait_for_timeout(1000)
    pytest.fail("the rating was not done")


def verdict(year: Year, fact: str, act: str, corrected: str = "") -> None:
    """Decides about a value of the first city on its page."""
    page = year.page("verifier", f"desk/{year.questions[FIRST, fact]}/")
    if act != "accept":
        page.locator("#reason").fill("The register says something else.")
    if corrected:
        page.locator("#corrected").fill(corrected)
    with page.expect_navigation():
        page.locator(f"#{act}").click()
    assert page.locator("#back").count() == 0, page.locator("h1").inner_text()
    page = year.page("verifier", f"desk/{year.questions[FIRST, fact]}/")
    expect(page.locator(".records")).to_contain_text(text(f"verification.did_{act}", "en", name="Verifier"))


ACCEPT = """async ([language, numbers]) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value, refused = [];
  for (const number of numbers) {
    const told = { csrfmiddlewaretoken: token, act: "accept", seen: 1, reason: "", value: "", opened: "" };
    const body = new URLSearchParams(told);
    const address = `/${language}/work/desk/${number}/verdict/`;
    const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect") refused.push(number);
  }
  return refused;
}"""
"""Accepts many values as the button of each page does; gives those that were refused."""


def accept(year: Year, who: str, asked: list[tuple[str, str]]) -> None:
    """Accepts values: most as they came first, those that were explained on their pages."""
    page = year.page(who, f"desk/{year.questions[asked[0]]}/")
    refused = page.evaluate(ACCEPT, ["en", [year.questions[key] for key in asked]])
    for question in refused:
        page = year.page(who, f"desk/{question}/")
        with page.expect_navigation():
            page.locator("#accept").click()
        assert page.locator("#back").count() == 0, page.locator("h1").inner_text()
    year.judged |= {key: year.said[key] for key in asked}


def to_check(year: Year, area: str) -> set[str]:
    """The facts of a city that are material or drawn."""
    page, found = year.page("verifier", f"rounds/{ROUND}/desk/?area={area}"), set[str]()
    while True:
        found |= {FACTS[said] for said in links_of(page.locator("table.queue tr:has(.chip) th a"))}
        if not page.locator("#more").count():
            return found
        with page.expect_navigation():
            page.locator("#more").click()
