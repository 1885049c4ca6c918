"""What can be found of a publication: its cities, its standard, its method, the pages about it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from qala.publish.method import Method, method_of
from qala.publish.method.model import Item
from qala.publish.naming import named, titles_of
from qala.publish.prose import PAGES, plain_of, prose_of
from qala.publish.reasons import owner_of
from qala.publish.search.index import Entry
from qala.standard import Indicator, Standard
from qala.texts import LANGUAGES, Language, text

GROUPS = ("cities", "industries", "branches", "indicators", "findings", "method", "pages", "news")
OTHER, DETAIL, BODY = 6.0, 3.0, 1.0
"""How much a title in another language weighs, what an indicator is made of, and running text."""


def entries_of(frame: Mapping[str, Any], standard: Standard, language: Language) -> Iterator[Entry]:
    """The entries of a publication; frame: the assessment without its rows."""
    method = method_of(standard, language, frame["robustness"])
    yield from _cities(frame["areas"], language)
    yield from _nodes(standard, method, language)
    yield from _indicators(standard, method, language)
    for check in method.checks:
        yield Entry("findings", check.id, check.title, check.said, ((check.said, DETAIL), (check.about, BODY)))
    for section in method.sections:
        said = " ".join(section.said)
        yield Entry("method", section.id, section.title, next(iter(section.said), ""), ((said, BODY),))
    yield from _pages(language)


def _cities(areas: Mapping[str, Any], language: Language) -> Iterator[Entry]:
    """Every assessed area with all the names that it has had."""
    records: dict[str, list[Mapping[str, Any]]] = {}
    for record in areas["records"]:
        records.setdefault(record["id"], []).append(record)
    for row in areas["rows"]:
        dated = [row, *records.get(row["id"], ())]
        title = row["name"][language] or row["id"]
        others = list(dict.fromkeys(_dated(one, language) for one in dated if one["name"][language] != title))
        names = " · ".join({one["name"][each] or "" for one in dated for each in LANGUAGES})
        line = text("search.also", language, names="; ".join(others)) if others else ""
        yield Entry("cities", row["id"], title, line, ((names, OTHER),), row["id"])


def _dated(record: Mapping[str, Any], language: Language) -> str:
    """A name with the years in which it held."""
    name, start, end = record["name"][language] or "", record["valid_from"][:4], record["valid_to"][:4]
    return f"{name} ({start}–{end})" if start or end else name


def _nodes(standard: Standard, method: Method, language: Language) -> Iterator[Entry]:
    titles = titles_of(standard, language)
    items = {one.id: one for one in _every(method.tree)}
    for node in standard.nodes:
        item = items[node.id]
        group = "industries" if node in standard.industries or node is standard.root else "branches"
        weighs = text("method.weighs", language, share=item.share)
        line = f"{weighs} · {text('method.counted', language, count=item.leaves)}"
        others = " · ".join(named(node, each) for each in LANGUAGES)
        yield Entry(group, node.id, titles[node.id], line, ((others, OTHER),))


def _every(item: Item) -> Iterator[Item]:
    yield item
    for one in item.items:
        yield from _every(one)


def _indicators(standard: Standard, method: Method, language: Language) -> Iterator[Entry]:
    titles = titles_of(standard, language)
    items = {one.id: one for one in _every(method.tree)}
    for one in standard.indicators:
        item = items[one.id]
        line = " · ".join(part for part in (titles[one.parent], item.unit, item.rule) if part)
        others = " · ".join(named(one, each) for each in LANGUAGES)
        made_of = " · ".join((item.unit, one.numerator, one.denominator, owner_of(one, language)))
        passport = _passport(standard, one, language)
        fields = ((passport, BODY), (made_of, DETAIL), (others, OTHER), (titles[one.parent], BODY))
        yield Entry("indicators", one.id, named(one, language), line, fields, f"{one.id} {one.fact}")


def _passport(standard: Standard, one: Indicator, language: Language) -> str:
    """What the passport of an indicator says in a language."""
    source = standard.files.get(f"passports/{one.id}.md", "")
    part = re.split(rf"^## {language}$", source, maxsplit=1, flags=re.MULTILINE)
    return plain_of(re.split("^## ", part[1], maxsplit=1, flags=re.MULTILINE)[0]) if len(part) > 1 else ""


def _pages(language: Language) -> Iterator[Entry]:
    for page in PAGES:
        prose = prose_of(page, language)
        yield Entry("pages", page, prose.title, prose.lead, ((prose.lead, BODY),))
        for part in prose.parts:
            title = f"{prose.title} · {part.title}"
            yield Entry("pages", f"{page}#{part.id}", title, part.plain[:160], ((part.plain, BODY),))
    title = text("site.design", language)
    yield Entry("pages", "design", title, text("design.lead", language), ((text("design.lead", language), BODY),))
