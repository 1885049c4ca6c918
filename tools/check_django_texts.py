"""Checks that what Django and allauth say on our pages is there in Kazakh and Russian, from them or from us."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import allauth
import django
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

Key = tuple[str | None, str | tuple[str, ...]]
DJANGO = Path(django.__file__).parent
ADMIN = DJANGO / "contrib" / "admin" / "locale"
ALLAUTH = Path(allauth.__file__).parent
OURS = Path(__file__).resolve().parent.parent / "src" / "qala" / "web"
SHOWN = (
    "contrib/auth/forms.py",
    "contrib/auth/password_validation.py",
    "core/validators.py",
    "forms/fields.py",
    "forms/forms.py",
    "utils/dates.py",
    "utils/ipv6.py",
    "utils/timesince.py",
)
"""The modules of Django whose words can come onto a page."""
SHOWN_OF_ALLAUTH = (
    "account/adapter.py",
    "account/fields.py",
    "account/forms.py",
    "mfa/adapter.py",
    "mfa/base/forms.py",
    "mfa/recovery_codes/forms.py",
    "mfa/totp/forms.py",
    "mfa/webauthn/forms.py",
    "socialaccount/adapter.py",
    "socialaccount/forms.py",
)
"""Those of allauth."""
OF_ACCOUNTS = re.compile("password|email|users?\\b|credentials|log ?in|quality time|account|forgotten")
"""Words of Django's admin about accounts: this site has pages of its own for them."""
ONE = ("gettext", "gettext_lazy", "_")
MANY = ("ngettext", "ngettext_lazy")
IN_CONTEXT = ("pgettext", "pgettext_lazy")
KEYWORDS = {
    **dict.fromkeys(ONE),
    **dict.fromkeys(MANY, (1, 2)),
    **dict.fromkeys(IN_CONTEXT, ((1, "c"), 2)),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def asked_for(files: Iterable[Path]) -> set[Key]:
    """The texts that modules have translated, each with its context."""
    found: set[Key] = set()
    for file in files:
        for _, said, _, context in extract_from_file("python", file, keywords=KEYWORDS):
            found.add((context, said if isinstance(said, str) else tuple(part for part in said if part)))
    return found


def carried(language: str) -> set[Key]:
    """The texts that are there in a language, from Django, allauth and us."""
    folders = (
        DJANGO / "conf" / "locale",
        ADMIN,
        DJANGO / "contrib" / "auth" / "locale",
        ALLAUTH / "locale",
        OURS / "locale",
    )
    files = [folder / language / "LC_MESSAGES" / "django.po" for folder in folders]
    return {key for file in files if file.is_file() for key in said_in(file)}


def said_in(file: Path) -> Iterator[Key]:
    """The texts of a catalogue that are translated whole, and not by guess."""
    with file.open("rb") as source:
        for one in read_po(source):
            if one.id and not one.fuzzy and _whole(one):
                yield one.context, one.id if isinstance(one.id, str) else tuple(one.id)


def of_the_admin() -> set[Key]:
    """What the pages of Django's admin say, but for those about accounts."""
    with (ADMIN / "en" / "LC_MESSAGES" / "django.po").open("rb") as source:
        every = [
            (one.context, one.id if isinstance(one.id, str) else tuple(one.id)) for one in read_po(source) if one.id
        ]
    return {key for key in every if not OF_ACCOUNTS.search(str(key[1]).lower())}


def faults() -> list[str]:
    """Every text that is missing."""
    shown = [*(DJANGO / name for name in SHOWN), *(ALLAUTH / name for name in SHOWN_OF_ALLAUTH)]
    wanted = asked_for([*shown, *sorted(OURS.rglob("*.py"))]) | of_the_admin()
    return [
        f"Django: {key[1]!r}: missing in {language}"
        for language in ("kk", "ru")
        for key in sorted(wanted - carried(language), key=str)
    ]


def _whole(one: Message) -> bool:
    return all(one.string) if isinstance(one.string, (tuple, list)) else bool(one.string)


if __name__ == "__main__":
    problems = faults()
    print("\n".join(problems) or "texts of Django: complete in kk and ru")
    sys.exit(1 if problems else 0)
