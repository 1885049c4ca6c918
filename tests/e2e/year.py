"""A year's round on the fictional cities: who takes part, what they answer, what a browser does for them.

Run as a program in the environment of a site, it makes the people.
"""

import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Locator, Page, expect

from qala import packs
from qala.areas.model import Areas
from qala.areas.read import read_areas
from qala.cli import inputs
from qala.texts import text
from qala.values.fictional import fictional_values
from qala.values.form_layout import OPEN, column_of
from tests.keys import BIN

PERIOD, SEED = "2026", 7
PATIENCE = 60_000
"""Milliseconds that a page may take on a machine that does much else."""
PASSWORD = "a long walk in the steppe"  # noqa: S105 - of accounts that live as long as the test
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROUND, OTHER = "year-2026", "another-2026"
STANDARD = inputs.standard("kz-2017")
ULGI = read_areas(packs.find_places("ulgi"))
CITIES = tuple(one.id for one in ULGI.records)
FIRST, SECOND, THIRD = CITIES[:3]
POWER, SCHOOLS = "990140001114", "000140001114"
"""The organisations that answer for the first three industries, and for the others."""
INDUSTRIES = tuple(one.id for one in STANDARD.industries)
POWERS = INDUSTRIES[:3]
INDICATORS = {one.fact: one for node in STANDARD.industries for one in STANDARD.asked_below[node.id]}
DEPARTMENT = {
    one.fact: POWER if node.id in POWERS else SCHOOLS
    for node in STANDARD.industries
    for one in STANDARD.asked_below[node.id]
}
FACTS = {one.title.en: fact for fact, one in INDICATORS.items()}
CONTRIBUTORS = {"aigul": SCHOOLS, "dana": SCHOOLS, "bolat": POWER, "erlan": POWER}
"""Who answers, for whom: Dana and Erlan in the first city alone."""
EVERYWHERE = {
    "officer": "programme_officer",
    "method": "method_team",
    "publisher": "publisher",
    "verifier": "verifier",
    "second": "verifier",
}


@cache
def values_of(area: str) -> Mapping[str, Mapping[str, Any]]:
    """What a city answers, by fact."""
    places = Areas(tuple(one for one in ULGI.records if one.id == area))
    return {row["fact"]: row for row in fictional_values(STANDARD, places, PERIOD, SEED).frame.to_dicts()}


def main(password: str, count: str) -> None:
    """Makes the people and their organisations."""
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
    import django

    django.setup()
    from django.utils import timezone

    from qala.web.people import services

    now = timezone.now()
    for number, name, kind in ((BIN, "Akimat", "akimat"), (POWER, "Power", "operator"), (SCHOOLS, "Schools", "akimat")):
        services.organisations.add(number, dict.fromkeys(("kk", "ru", "en"), name), kind, at=now)
    for name, role in EVERYWHERE.items():
        services.add(name, name.title(), (role,), password)
    local = {name: ("contributor", of) for name, of in CONTRIBUTORS.items()} | {"akim": ("approver", BIN)}
    for name, (role, of) in local.items():
        one = services.add(name, name.title(), (), password)
        for area in CITIES[: 1 if name in ("dana", "erlan") else int(count)]:
            services.grant(None, one, services.Asked(role, area, of), now)


@dataclass
class Year:
    """The round as it goes. reports: the number of each city's; questions: of each fact; hand: the facts of the first
    city that are answered by hand, by a name of ours; said: the values that were answered; judged: those that
    verification left, None where it left none; digest: of what is published.
    """

    site: str
    home: Path
    cities: tuple[str, ...]
    contexts: dict[str, BrowserContext] = field(default_factory=dict)
    reports: dict[str, str] = field(default_factory=dict)
    questions: dict[tuple[str, str], str] = field(default_factory=dict)
    hand: dict[str, str] = field(default_factory=dict)
    said: dict[tuple[str, str], float | None] = field(default_factory=dict)
    judged: dict[tuple[str, str], float | None] = field(default_factory=dict)
    digest: str = ""

    def page(self, who: str, path: str = "", language: str = "en") -> Page:
        """The page of somebody, at an address of work where one is given."""
        page = self.contexts[who].pages[0]
        if path:
            page.goto(f"{self.site}/{language}/work/{path}")
        return page

    def question(self, who: str, area: str, fact: str) -> Page:
        """A question before somebody."""
        return self.page(who, f"questions/{self.questions[area, fact]}/")

    def take(self, name: str, kind: str, of: str) -> str:
        """The next fact of a kind that an organisation answers with a value and that is not answered by hand yet."""
        for fact, one in INDICATORS.items():
            fits = one.kind == kind and DEPARTMENT[fact] == of
            if fits and fact not in self.hand.values() and values_of(FIRST)[fact]["value"] is not None:
                self.hand[name] = fact
                return fact
        raise LookupError(kind)

    def by_workbook(self, area: str, of: str) -> list[str]:
        """The facts of a city that an organisation answers by its workbook."""
        hand = self.hand.values() if area == CITIES[0] else ()
        return [fact for fact, each in DEPARTMENT.items() if each == of and fact not in hand]


def sign_in(page: Page, site: str, username: str) -> None:
    """Signs in where the page asks for it."""
    if "sign-in" not in page.url:
        page.goto(f"{site}/en/work/sign-in/")
    page.locator("#username").fill(username)
    page.locator("#password").fill(PASSWORD)
    page.locator("#sign-in").click()
    page.wait_for_url(lambda address: "sign-in" not in address)


def saved(page: Page, state: str = "saved") -> None:
    """Waits until the server has told what became of what is typed."""
    expect(page.locator("form#answer")).to_have_attribute("data-state", state, timeout=PATIENCE)


def number_of(address: str) -> str:
    """The number in an address of a report or a question."""
    return str(re.findall(r"/(\d+)/", urlsplit(address).path)[0])


def links_of(rows: Locator) -> dict[str, str]:
    """The numbers that links lead to, by what they say."""
    found = rows.evaluate_all("all => all.map(one => [one.textContent.trim(), one.href])")
    return {said: number_of(address) for said, address in found}


def fetched(page: Page) -> bytes:
    """The workbook of the report that is shown."""
    with page.expect_download() as waited:
        page.get_by_role("link", name=text("entry.fetch_workbook", "en")).click()
    return Path(waited.value.path()).read_bytes()


def filled(content: bytes, area: str, facts: Collection[str]) -> bytes:
    """A workbook with the fictional values of a city for some facts, as somebody types them into the open cells."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[1]
    for number in range(2, sheet.max_row + 1):
        fact = str(sheet.cell(number, column_of("fact") + 1).value)
        if fact not in facts:
            continue
        row = values_of(area)[fact]
        typed = {name: row[name] for name in OPEN if row.get(name) not in (None, "")}
        if row["numerator"] is not None:
            del typed["value"]
        if "quality" in typed:
            typed["quality"] = int(typed["quality"])
        for name, cell in typed.items():
            sheet.cell(number, column_of(name) + 1).value = cell
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def uploaded(page: Page, content: bytes) -> None:
    """Gives a workbook to the page that looks at it."""
    page.locator("#file").set_input_files({"name": "filled.xlsx", "mimeType": XLSX, "buffer": content})
    page.locator("#look").click()


if __name__ == "__main__":
    main(*sys.argv[1:])
