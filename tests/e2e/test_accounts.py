"""Accounts in a browser: invited, with a passkey, on pages that everybody can use."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from qala.texts import LANGUAGES, Language, text
from tests.copies import Copies
from tests.served import environment, serving

PASSWORD = "a long walk in the steppe"  # noqa: S105 - of accounts that live as long as the test


@pytest.fixture(scope="module")
def site(copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("accounts")
    copies.five_cities(home)
    words = ("person", "add", "head", "--name", "Head One", "--role", "administrator", "--password-stdin")
    run(home, *words, given=PASSWORD)
    with serving(home, "", "--no-worker") as address:
        yield address.replace("127.0.0.1", "localhost")


def run(home: Path, *words: str, given: str = "") -> str:
    command = [sys.executable, "-m", "qala", *words]
    done = subprocess.run(
        command, input=given, text=True, env=environment(home), check=True, capture_output=True, timeout=60
    )
    return done.stdout


@pytest.fixture
def hand(browser: Browser) -> Iterator[Page]:
    """A browser with an authenticator that knows its user."""
    context: BrowserContext = browser.new_context(reduced_motion="reduce")
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda one: faults.append(one.text) if "Content Security Policy" in one.text else None)
    control = context.new_cdp_session(made)
    control.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    control.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield made
    context.close()
    assert not faults


def accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def sign_in(page: Page, site: str, username: str) -> None:
    page.goto(f"{site}/en/work/sign-in/")
    accessible(page)
    page.locator("#username").fill(username)
    page.locator("#password").fill(PASSWORD)
    page.locator("#sign-in").click()
    assert page.url == f"{site}/en/work/"


def test_invited_then_in_with_a_passkey(site: str, hand: Page, browser: Browser) -> None:
    sign_in(hand, site, "head")
    hand.goto(f"{site}/en/work/invitations/")
    accessible(hand)
    hand.locator("#email").fill("bolat@akimat.kz")
    hand.locator("#name").fill("Болат Омаров")
    hand.locator("#language").select_option("en")
    hand.locator("#role").select_option("contributor")
    hand.locator("#area").select_option("351010000")
    hand.locator("#invite").click()
    link = hand.locator("#link").input_value()
    accessible(hand)
    hand.goto(f"{site}/en/work/people/")
    assert "Болат Омаров" in hand.content()
    accessible(hand)
    hand.locator("#sign-out").click()
    hand.goto(link)
    accessible(hand)
    hand.locator("#password").fill(PASSWORD)
    hand.locator("#again").fill(PASSWORD)
    hand.locator("#accept").click()
    assert hand.url == f"{site}/en/work/"
    hand.goto(f"{site}/en/work/account/passkeys/new/")
    accessible(hand)
    hand.locator("[name=password]").fill(PASSWORD)
    hand.locator("#do").click()
    assert hand.url.endswith("/account/passkeys/new/")
    accessible(hand)
    hand.locator("[name=passwordless]").check()
    hand.locator("#passkey").click()
    hand.wait_for_url("**/account/recovery-codes/")
    assert hand.locator(".codes code").count() == 10
    accessible(hand)
    for path in ("account/second-factor/", "account/passkeys/", "me/", "me/sessions/", "account/email/"):
        hand.goto(f"{site}/en/work/{path}")
        accessible(hand)
    hand.locator("#sign-out").click()
    hand.goto(f"{site}/en/work/sign-in/")
    hand.locator("#passkey").click()
    hand.wait_for_url(f"{site}/en/work/")
    assert text("people.contributor", "en") in hand.content()
    hand.locator("#sign-out").click()
    hand.locator("#username").fill("bolat@akimat.kz")
    hand.locator("#password").fill(PASSWORD)
    hand.locator("#sign-in").click()
    assert hand.url.endswith("/account/second-factor/asked/"), "the password alone opens nothing now"
    accessible(hand)
    hand.locator("#passkey").click()
    hand.wait_for_url("**/work/")


def test_a_passkey_that_is_not_given_is_told(site: str, hand: Page) -> None:
    hand.goto(f"{site}/en/work/sign-in/")
    said = hand.get_by_role("alert").get_by_text(text("account.passkey_wrong", "en"))
    assert said.count() == 0
    hand.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    hand.locator("#passkey").click()
    said.wait_for()
    assert hand.url == f"{site}/en/work/sign-in/"
    accessible(hand)
    hand.goto(f"{site}/en/work/sign-in/?passkey=wrong")
    assert said.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_the_password_does(site: str, browser: Browser, language: Language) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site}/{language}/work/sign-in/")
    assert page.locator("noscript p").is_visible()
    assert page.locator("noscript p").inner_text() == text("account.needs_script", language)
    page.locator("#username").fill("head")
    page.locator("#password").fill(PASSWORD)
    page.locator("#sign-in").click()
    assert page.url == f"{site}/{language}/work/"
    page.goto(f"{site}/{language}/work/people/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_reference_data_is_kept_in_a_page_of_its_own(site: str, hand: Page) -> None:
    faults: list[str] = []
    hand.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    hand.on("pageerror", lambda error: faults.append(str(error)))
    sign_in(hand, site, "head")
    hand.goto(f"{site}/en/work/organisations/")
    hand.get_by_role("link", name=text("people.reference", "en")).click()
    hand.locator(".addlink").click()
    for name, given in (("bin", "000140002217"), ("name_kk", "Қазпошта"), ("name_ru", "Казпочта"), ("name_en", "Post")):
        hand.locator(f"#id_{name}").fill(given)
    hand.locator("#id_kind").select_option("company")
    hand.locator("[name=_save]").click()
    hand.get_by_role("link", name="000140002217", exact=True).click()
    hand.locator("#id_name_en").fill("Kazpost")
    hand.locator("[name=_save]").click()
    assert hand.locator("#result_list").get_by_text("Kazpost").is_visible()
    assert faults == [], "its pages keep to the policy for scripts and styles"
