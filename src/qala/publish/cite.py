"""How a publication is cited: as a line, as BibTeX, as CSL-JSON."""

import json
import re
from dataclasses import dataclass
from datetime import date

from qala.texts import Language, day, text

MIME = {"bib": "application/x-bibtex; charset=utf-8", "json": "application/vnd.citationstyles.csl+json"}
SHORT = 12
"""So many digits of a digest stand in a citation: enough to find it, and to tell it from all others."""
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """What is cited. title: of the page; standard: its title; edition: ID@EDITION; period: with the basis, where there
    are several; digest: whole, `sha256:...`; address: the permanent one; withdrawn: when it was, None where it stands.
    """

    language: Language
    title: str
    standard: str
    edition: str
    period: str
    published: date
    digest: str
    address: str
    withdrawn: date | None = None

    @property
    def author(self) -> str:
        """Who publishes."""
        return text("cite.author", self.language)

    @property
    def short(self) -> str:
        """The first digits of the digest."""
        kind, _, digits = self.digest.partition(":")
        return f"{kind}:{digits[:SHORT]}"


def line_of(one: Citation) -> str:
    """Everything in one line: who, what, which edition and period, when, which digest, where."""
    fields = {name: getattr(one, name) for name in ("author", "title", "standard", "edition", "period", "address")}
    said = text("cite.line", one.language, **fields, day=day(one.published, one.language), digest=one.short)
    return f"{said} {_withdrawn(one)}" if one.withdrawn else said


def bibtex_of(one: Citation) -> bytes:
    """One entry of BibTeX."""
    note = ", ".join(part for part in (one.standard, one.edition, one.short, _withdrawn(one)) if part)
    fields = {
        "author": f"{{{_tex(one.author)}}}",
        "title": f"{{{_tex(f'{one.title}: {one.period}')}}}",
        "year": str(one.published.year),
        "month": str(one.published.month),
        "edition": _tex(one.edition),
        "note": _tex(note),
        "url": one.address,
        "language": {"kk": "kazakh", "ru": "russian", "en": "english"}[one.language],
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(one)},\n{body}\n}}\n".encode()


def csl_of(one: Citation) -> bytes:
    """A list of one item of CSL-JSON, which Zotero and others read."""
    item = {
        "id": _key(one),
        "type": "dataset",
        "author": [{"literal": one.author}],
        "title": f"{one.title}: {one.period}",
        "container-title": one.standard,
        "edition": one.edition,
        "version": one.short,
        "issued": {"date-parts": [[one.published.year, one.published.month, one.published.day]]},
        "URL": one.address,
        "language": one.language,
    }
    if one.withdrawn:
        item["note"] = _withdrawn(one)
    return json.dumps([item], ensure_ascii=False, indent=2).encode() + b"\n"


def _withdrawn(one: Citation) -> str:
    return text("cite.withdrawn", one.language, day=day(one.withdrawn, one.language)) if one.withdrawn else ""


def _key(one: Citation) -> str:
    """The same page of the same publication has always the same key."""
    path = one.address.partition(one.digest.partition(":")[2])[2]
    said = re.sub("[^a-z0-9]+", "-", path.casefold()).strip("-")
    return "-".join(part for part in ("qala", one.short.partition(":")[2], said, one.language) if part)


def _tex(said: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in said)
