"""The whole year's round, played in a browser by its six roles at once, on fictional cities and PostgreSQL."""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from qala.texts import LANGUAGES, Language, number, text
from tests.copies import Copies
from tests.e2e.playing import (
    accept,
    another_round,
    assign,
    explain,
    hand_over,
    rated,
    sign,
    to_check,
    value_of,
    verdict,
)
from tests.e2e.year import (
    CITIES,
    CONTRIBUTORS,
    DEPARTMENT,
    EVERYWHERE,
    FACTS,
    FIRST,
    INDICATORS,
    PASSWORD,
    PATIENCE,
    PERIOD,
    POWER,
    ROUND,
    SCHOOLS,
    SECOND,
    STANDARD,
    THIRD,
    ULGI,
    Year,
    fetched,
    filled,
    links_of,
    number_of,
    saved,
    sign_in,
    uploaded,
    values_of,
)
from tests.files.evidence.samples import PDF
from tests.keys import AKIM, HEAD, Holder, Keys, for_signing
from tests.served import ask, environment, serving

pytestmark = [
    pytest.mark.parametrize("database", ["postgresql"], indirect=True, scope="module"),
    pytest.mark.timeout(1800),
    pytest.mark.long,
]


@pytest.fixture(scope="module", params=[3, 20], ids=["three", "twenty"])
def cities(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return CITIES[: request.param]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def akim(keys: Keys) -> Holder:
    """The key of who signs, with a certificate of an authority that the site trusts."""
    return keys.holder(AKIM, keys.authority("Root"), for_signing(*HEAD))


@pytest.fixture(scope="module")
def year(
    database: str, copies: Copies, cities: tuple[str, ...], akim: Holder, browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Year]:  # fmt: skip
    """A site with the five cities' Map, and everybody signed in, each in a browser of their own."""
    home = tmp_path_factory.mktemp("year")
    copies.idle_five_cities(home, database)
    (home / "authorities.pem").write_bytes(akim.above[0].read_bytes())
    run(home, database, "tests.e2e.year", PASSWORD, str(len(cities)))
    with serving(home, database) as site:
        made, faults = Year(site, home, cities), list[str]()
        for name in (*EVERYWHERE, *CONTRIBUTORS, "akim"):
            context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
            context.set_default_timeout(PATIENCE)
            made.contexts[name] = context
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda one: faults.append(one.text) if "Content Security" in one.text else None)
            sign_in(page, site, name)
        yield made
        for context in made.contexts.values():
            context.close()
    assert not faults


def run(home: Path, database: str, module: str, *words: str) -> None:
    told = environment(home, database)
    done = subprocess.run(
        [sys.executable, "-m", module, *words], env=told, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr


def accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_ministry_prepares_the_round(year: Year) -> None:
    page = year.page("officer", f"rounds/new/?table=ulgi&period={PERIOD}")
    assert text("rounds.fictional", "en") in page.locator("p.warn").all_inner_texts()
    for language in LANGUAGES:
        page.locator(f"#title-{language}").fill("The year 2026")
    page.locator("#name").fill(ROUND)
    boxes = page.locator("input[name=areas]")
    assert boxes.count() == 20
    for area in year.cities:
        page.locator(f"input[name=areas][value={area}]").check()
    accessible(page)
    page.locator("#prepare").click()
    assert page.url.endswith(f"/work/rounds/{ROUND}/")
    assert text("rounds.fictional", "en") in page.locator("p.warn").all_inner_texts()
    numbers = links_of(page.locator("table.data a"))
    year.reports = {area: numbers[ULGI.name(area, PERIOD).en] for area in year.cities}
    for area in year.cities:
        assign(year, area)
    page = year.page("officer", f"rounds/{ROUND}/")
    page.locator("#open").click()
    page.locator("#remind").wait_for()


def test_eighty_questions_of_each_city_come_to_who_answers(year: Year) -> None:
    for area in year.cities:
        page = year.page("akim", f"reports/{year.reports[area]}/?show=all")
        assert text("entry.fictional", "en") in page.locator(".kicker").inner_text()
        for title, question in links_of(page.locator(".ask a")).items():
            year.questions[area, FACTS[title]] = question
    assert len(year.questions) == 80 * len(year.cities)
    assert len(INDICATORS) == 80
    for who, of in (("aigul", SCHOOLS), ("bolat", POWER)):
        page = year.page(who)
        page.goto(f"{year.site}/en/work/")
        page.locator("#rounds").click()
        page.locator(".cards a.card").first.click()
        page.get_by_role("link", name=ULGI.name(FIRST, PERIOD).en).click()
        mine = links_of(page.locator(".ask a"))
        assert {FACTS[title] for title in mine} == {fact for fact, each in DEPARTMENT.items() if each == of}
    accessible(page)


def test_verification_is_planned_before_anything_is_signed(year: Year) -> None:
    page = year.page("verifier", f"rounds/{ROUND}/verification/")
    assert page.get_by_text(text("verification.fictional", "en")).is_visible()
    page.locator("input[name=assurance][value=limited]").check()
    page.locator("#share").fill("20")
    page.locator("#plan").click()
    expect(page.locator("dl.about code").first).to_have_text(re.compile("^[0-9a-f]{32}$"))


def test_a_few_answers_are_given_by_hand(year: Year) -> None:
    """A level with its proof and a file, a share by its parts, a reason, and one that a colleague gives."""
    level, share = year.take("level", "level", SCHOOLS), year.take("share", "share", SCHOOLS)
    page = year.question("aigul", FIRST, level)
    page.locator("input[name=value][value='3']").check()
    page.locator("#quality").select_option("2")
    page.locator("#proof_usage").fill("The register of thirty days")
    saved(page)
    assert page.locator("#stands").inner_text() == "3"
    page.locator("#evidence summary").first.click()
    page.locator("#file").set_input_files({"name": "act.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.locator("#attach").click()
    page.get_by_role("link", name="act.pdf").wait_for()
    year.said[FIRST, level] = 3

    row = values_of(FIRST)[share]
    page = year.question("aigul", FIRST, share)
    page.locator("#numerator").fill(f"{row['numerator']:.0f}")
    page.locator("#denominator").fill(f"{row['denominator']:.0f}")
    saved(page)
    assert page.locator("#stands").inner_text() == number(100 * row["numerator"] / row["denominator"], "en")
    year.said[FIRST, share] = 100 * row["numerator"] / row["denominator"]

    missing, given = year.take("missing", "level", SCHOOLS), year.take("given", "level", SCHOOLS)
    page = year.question("aigul", FIRST, missing)
    page.locator("input[name=given][value=missing]").check()
    page.locator("#reason").select_option("not-collected")
    saved(page)
    year.said[FIRST, missing] = None
    page = year.question("aigul", FIRST, given)
    page.get_by_text(text("entry.delegate", "en"), exact=True).click()
    page.locator("#to").select_option(label="Dana")
    page.locator("#delegate").click()
    page = year.question("dana", FIRST, given)
    page.locator("input[name=value][value='1']").check()
    saved(page)
    accessible(page)
    year.said[FIRST, given] = 1


def test_two_people_on_the_same_value(year: Year) -> None:
    fact = year.take("doubled", "rate", SCHOOLS)
    mine, theirs = year.question("aigul", FIRST, fact), year.question("dana", FIRST, fact)
    theirs.locator("#value").fill("66")
    saved(theirs)
    mine.locator("#note").fill("By the register")
    mine.locator("#value").fill("55")
    expect(mine.locator("#conflict")).to_be_visible(timeout=PATIENCE)
    assert text("collection.changed", "en") in mine.locator("#conflict-said").inner_text()
    assert "66" in mine.locator("#conflict-other").inner_text()
    assert (mine.locator("#value").input_value(), mine.locator("#note").input_value()) == ("55", "By the register")
    mine.locator("#keep-mine").click()
    saved(mine)
    year.said[FIRST, fact] = 55


def test_a_session_that_ends_while_typing(year: Year) -> None:
    fact = year.take("ended", "quantity", POWER)
    page = year.question("bolat", FIRST, fact)
    page.context.clear_cookies()
    page.locator("#value").fill("12,5")
    page.locator("#note").fill("Typed after the session")
    saved(page, "ended")
    page.locator("#saving a").click()
    sign_in(page, year.site, "bolat")
    assert page.url.endswith(f"/work/questions/{year.questions[FIRST, fact]}/"), "back on the same page"
    expect(page.locator("#note")).to_have_value("Typed after the session", timeout=PATIENCE)
    saved(page)
    assert page.locator("#stands").inner_text() == "12.5"
    year.said[FIRST, fact] = 12.5


def test_a_right_withdrawn_in_mid_edit(year: Year, database: str) -> None:
    fact = next(fact for fact, one in INDICATORS.items() if one.kind == "level" and DEPARTMENT[fact] == POWER)
    page = year.question("erlan", FIRST, fact)
    run(year.home, database, "tests.e2e.answering", "withdraw", "erlan")
    page.locator("#note").fill("Half a page of words")
    page.locator("input[name=value][value='4']").check()
    saved(page, "refused")
    assert text("collection.not_yours_to_answer", "en") in page.locator("#saving").inner_text()
    assert page.locator("#note").input_value() == "Half a page of words"


def test_workbooks_of_something_else_are_refused(year: Year) -> None:
    """Of another city, of another round, and fetched before the questions were changed."""
    older = fetched(year.page("aigul", f"reports/{year.reports[FIRST]}/"))
    city = fetched(year.page("aigul", f"reports/{year.reports[SECOND]}/"))
    other = fetched(year.page("aigul", f"reports/{another_round(year)}/"))
    moved = year.by_workbook(FIRST, SCHOOLS)[0]
    hand_over(year, moved, POWER)
    for content, area, code in ((city, SECOND, "area"), (other, FIRST, "round"), (older, FIRST, "version")):
        page = year.page("aigul", f"reports/{year.reports[FIRST]}/workbook/")
        uploaded(page, filled(content, area, year.by_workbook(area, SCHOOLS)))
        said = page.locator(".warn[role=alert]").inner_text()
        start = text(f"form.other_{code}", "en", found="@", wanted="@").split("@")[0]
        assert start in said
        assert page.locator("#take").count() == 0
    hand_over(year, moved, SCHOOLS)
    page = year.page("aigul", f"reports/{year.reports[FIRST]}/?show=all")
    mine = [fact for fact in year.hand.values() if DEPARTMENT[fact] == SCHOOLS]
    assert page.locator(".asks .figure").count() == len(mine), "only what was typed"


def test_all_other_answers_come_by_workbook(year: Year) -> None:
    for area in year.cities:
        for who, of in (("aigul", SCHOOLS), ("bolat", POWER)):
            facts = year.by_workbook(area, of)
            content = filled(fetched(year.page(who, f"reports/{year.reports[area]}/")), area, facts)
            page = year.page(who, f"reports/{year.reports[area]}/workbook/")
            uploaded(page, content)
            expect(page.get_by_text(text("entry.would_change", "en", count=len(facts)))).to_be_visible()
            page.locator("#take").click()
            page.wait_for_url(re.compile("show=all$"))
            year.said |= {(area, fact): value_of(area, fact) for fact in facts}
    assert year.said.keys() == year.questions.keys()


def test_the_akim_signs_with_a_real_key(year: Year, keys: Keys, akim: Holder) -> None:
    for area in year.cities:
        explain(year, area)
        page = sign(year, area, keys, akim)
        assert "ҮЛГІ ӘКІМ" in page.locator("table.data").last.inner_text()
    page = year.question("aigul", FIRST, year.hand["level"])
    assert page.locator("form#answer").count() == 0, "what is signed is not changed"


def test_the_desk_is_ordered_and_a_tie_bars(year: Year) -> None:
    page = year.page("second", "desk/interests/")
    page.locator("#area").select_option(THIRD)
    page.locator("#words").fill("My sister works there.")
    page.locator("#declare").click()
    page = year.page("second", f"desk/{year.questions[THIRD, next(iter(INDICATORS))]}/")
    assert page.locator("#barred").inner_text() == text("verification.interest", "en")
    rated(year)
    page = year.page("verifier", f"rounds/{ROUND}/desk/")
    accessible(page)
    chips = page.locator("table.queue tbody tr").evaluate_all("all => all.map(one => !!one.querySelector('.chip'))")
    assert chips == sorted(chips, reverse=True), "material and drawn ones first"


def test_verifiers_accept_correct_return_and_reject(year: Year, keys: Keys, akim: Holder) -> None:
    page = year.page("verifier", f"desk/{year.questions[FIRST, year.hand['level']]}/")
    accessible(page)
    assert page.get_by_role("link", name="act.pdf").is_visible()
    for name in ("level", "missing", "given"):
        verdict(year, year.hand[name], "accept")
        year.judged[FIRST, year.hand[name]] = year.said[FIRST, year.hand[name]]
    verdict(year, year.hand["share"], "correct", "41,5")
    year.judged[FIRST, year.hand["share"]] = 41.5
    verdict(year, year.hand["doubled"], "reject")
    year.judged[FIRST, year.hand["doubled"]] = None
    returned = year.hand["ended"]
    verdict(year, returned, "return")
    page = year.question("bolat", FIRST, returned)
    page.locator("#value").fill("13")
    saved(page)
    explain(year, FIRST)
    sign(year, FIRST, keys, akim)
    rated(year)
    verdict(year, returned, "accept")
    year.said[FIRST, returned] = year.judged[FIRST, returned] = 13


def test_the_others_are_accepted_and_one_city_is_left_unverified(year: Year) -> None:
    """All values of all cities but the third; of that one only what has to be checked."""
    shares = [
        ("second" if area == SECOND else "verifier", area, set(INDICATORS)) for area in year.cities if area != THIRD
    ]
    for who, area, facts in (*shares, ("verifier", THIRD, to_check(year, THIRD))):
        accept(year, who, [(area, fact) for fact in sorted(facts) if (area, fact) not in year.judged])
    left = [key for key in year.questions if key not in year.judged]
    assert left
    assert {area for area, _ in left} == {THIRD}
    page = year.page("second", f"rounds/{ROUND}/desk/?area={THIRD}")
    assert page.get_by_text(text("verification.nothing_waits", "en")).is_visible(), "a tie keeps it from their desk"


def test_an_appeal_is_decided_by_another(year: Year) -> None:
    fact = year.hand["doubled"]
    page = year.page("akim", "appeals/")
    page.get_by_role("link", name=INDICATORS[fact].title.en).first.click()
    page.locator("#value").fill("54")
    page.locator("#reason").fill("The register was read wrongly.")
    with page.expect_navigation():
        page.locator("#appeal").click()
    number = number_of(page.url)
    page = year.page("verifier", f"appeals/{number}/")
    assert page.locator("#barred").inner_text() == text("verification.own_verdict", "en")
    page = year.page("second", f"appeals/{number}/")
    assert page.locator("#effect tbody tr").count() >= 1
    accessible(page)
    page.locator("#words").fill("It stands in the register.")
    page.locator("#grant").click()
    page.get_by_text(text("verification.outcome_granted", "en")).first.wait_for()
    year.judged[FIRST, fact] = 54


def test_both_truths_stand_side_by_side(year: Year) -> None:
    page = year.page("verifier", f"rounds/{ROUND}/verification/")
    assert text("verification.assurance_limited", "en") in page.locator("#statement").inner_text()
    page = year.page("method", f"rounds/{ROUND}/map/")
    page.locator("table.truths").wait_for(timeout=2 * PATIENCE)
    assert text("rounds.fictional", "en") in page.locator("p.warn").all_inner_texts()
    bodies = page.locator("table.truths tbody")
    assert bodies.count() == len(year.cities)
    whole = {}
    for index in range(bodies.count()):
        city = bodies.nth(index).locator("th").inner_text()
        whole[city] = [bodies.nth(index).locator("tr").nth(row).locator("td").nth(1).inner_text() for row in range(2)]
    assert all(one.endswith(" (fictional)") for one in whole)
    assert all("–" not in declared for declared, _ in whole.values())
    assert "–" not in whole[ULGI.name(FIRST, PERIOD).en][1]
    accessible(page)


def test_it_is_proposed_by_one_and_published_by_another(year: Year) -> None:
    page = year.page("method", f"rounds/{ROUND}/map/")
    page.locator("#propose").click()
    page.get_by_role("link", name=text("jobs.open", "en")).click(timeout=4 * PATIENCE)
    address = page.url
    assert text("rounds.fictional", "en") in page.locator("main").inner_text()
    assert page.locator("#approve").count() == 0, "not by who proposed it"
    page = year.page("publisher")
    page.goto(f"{year.site}/en/work/")
    page.locator("a.card").first.click()
    assert page.url == address
    page.locator("#approve").click()
    page.get_by_role("link", name=text("proposals.to_publication", "en")).click()
    year.digest = page.url.split("/map/")[1].strip("/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_map_says_that_its_places_are_fictional(year: Year, language: Language) -> None:
    page = year.contexts["publisher"].pages[0]
    note = text("map.note_fictional", language)
    for path in ("", f"city/{FIRST}/", f"why/{FIRST}/city/", "cities/", "indicators/", "method/", "data/"):
        answer = page.goto(f"{year.site}/{language}/{path}")
        assert answer is not None
        assert answer.ok, path
        assert note in page.locator("p.fictional").inner_text(), path
    page.goto(f"{year.site}/{language}/")
    assert text("map.title_fictional", language, title="") in page.locator("h1").inner_text()
    said = page.locator("main").inner_text()
    assert all(ULGI.name(area, PERIOD).text(language) in said for area in year.cities)


def test_no_unverified_value_is_in_it(year: Year) -> None:
    """Each value that counts on the verified basis is one that verification left, and each of those is there."""
    with ask(f"{year.site}/data/{year.digest}/assessment.json") as answer:
        content = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    document: dict[str, Any] = json.loads(gzip.decompress(content) if packed else content)
    facts = {one.id: one.fact for one in STANDARD.indicators}
    rows = [
        row for row in document["indicators"] if row["basis"] == "verified" and facts[row["indicator"]] in INDICATORS
    ]
    assert {row["area"] for row in rows} == set(year.cities)
    counted = {
        (row["area"], facts[row["indicator"]]): row["value"] for row in rows if row["degree"] is not None
    }  # fmt: skip
    judged = {key: value for key, value in year.judged.items() if value is not None}
    assert counted == pytest.approx(judged)
    assert {row["status"] for row in rows if row["degree"] is not None} == {"verified"}
    whole = {
        row["area"]: row["degree"] for row in document["nodes"] if (row["basis"], row["node"]) == ("verified", "city")
    }
    assert whole[FIRST] is not None
    assert whole[SECOND] is not None
