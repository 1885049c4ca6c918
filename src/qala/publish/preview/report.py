"""The report on a new edition: what stands out, what of the method moves degrees, and then every area."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from qala.insight.explain import standard_of
from qala.insight.preview import Effect, Preview
from qala.insight.reasons import Reason
from qala.publish.coherence.view import Cell, CoherenceView, Row, Section, Table
from qala.publish.effect_preview import WAYS, way_of
from qala.publish.naming import named
from qala.publish.preview.words import STEP, Words
from qala.texts import Language, number, text

NAMED = 4
"""So many reasons are told of a degree."""
TOLD = 12
"""So many reasons are told of all."""


def preview_view(found: Preview, old: Mapping[str, Any], new: Mapping[str, Any], language: Language) -> CoherenceView:
    """The report on two assessments of the same values."""
    names = {row["id"]: row["name"][language] or row["id"] for row in new["areas"]["rows"]}
    words = Words(found, (standard_of(old), standard_of(new)), names, language)
    sides = [f"{side.standard}@{side.edition}" for side in (found.before, found.after)]
    shown = {area: [one for one in found.effects if one.change.area == area] for area in names}
    shown = {area: effects for area, effects in shown.items() if effects}
    areas = [section for area, effects in shown.items() for section in _area(words, area, effects)]
    return CoherenceView(
        language=language,
        title=words.say("title", before=sides[0], after=sides[1]),
        lead=words.say(
            "lead",
            standard=named(words.standards[1], language),
            periods=", ".join(found.periods),
            basis=text(f"map.basis_{found.before.basis}", language),
            areas=len(shown),
        ),
        cautions=(words.say("same_values"),),
        standing_out=tuple(_standing_out(words)),
        sections=(_winners(words, shown), *_movers(words), *areas),
        imprint=words.say("imprint", before=found.before.digest, after=found.after.digest),
        digest="",
    )


def _standing_out(words: Words) -> Iterator[str]:
    """How many go which way, in the last period and in all; who gains and who loses most; which bands change."""
    found = words.found
    if not any(_moved(one) for one in found.effects):
        yield words.say("nothing")
        return
    root = words.standards[1].root.id
    top = {root, *(node.id for node in words.standards[1].industries)}
    shown = [one for one in found.effects if one.change.node in top]
    for key, some in (
        ("whole", [one for one in shown if one.change.node == root]),
        ("industries", [one for one in shown if one.change.node != root]),
    ):
        ways = [way_of(one.change.before, one.change.after) for one in some]
        counts = [text(f"effect.count_{way}", words.language, count=ways.count(way)) for way in WAYS if way in ways]
        if counts:
            yield f"{words.say(key)}: {' · '.join(counts)}"
    bands = sum(_band_moved(one) for one in shown)
    yield words.say("bands", count=bands, all=len(shown))
    ranked = sorted(
        (one for one in shown if abs(one.change.change or 0.0) >= STEP), key=lambda one: one.change.change or 0.0
    )
    for key, one in (("gains", ranked[-1:]), ("loses", ranked[:1])):
        for each in one:
            if ((each.change.change or 0.0) > 0) == (key == "gains"):
                yield _named(words, key, each)


def _named(words: Words, key: str, one: Effect) -> str:
    change = one.change
    why = words.reasons(one.reasons, 1)
    fields = {
        "area": words.areas[change.area],
        "node": words.titles[change.node],
        "period": one.period,
        "change": words.signed(change.change),
        "before": words.degree(change.before),
        "after": words.degree(change.after),
    }
    return " ".join((words.say(key, **fields), *(words.say("above_all", why=said) for said in why[:1])))


def _movers(words: Words) -> Iterator[Section]:
    """What of the method moves the industries, over all areas and periods: the mean, the least and the greatest."""
    top = {node.id for node in words.standards[1].industries} or {words.standards[1].root.id}
    found: dict[tuple[str, str, str], list[float]] = {}
    for one in words.found.effects:
        if one.change.node in top:
            for reason in one.reasons:
                found.setdefault((one.change.node, reason.kind, reason.id), []).append(reason.points)
    ranked = sorted(found.items(), key=lambda item: (-math.fsum(map(abs, item[1])), item[0]))
    rows = tuple(_mover(words, *key, points) for key, points in ranked[:TOLD])
    if rows:
        columns = tuple(words.say(key) for key in ("reason", "in_node", "cases", "mean", "least", "greatest"))
        more = (words.say("more", count=len(ranked) - TOLD),) if len(ranked) > TOLD else ()
        yield Section(words.say("movers"), (words.say("movers_said"), *more), (Table("", columns, rows),))


def _mover(words: Words, node: str, kind: str, id_: str, points: list[float]) -> Row:
    numbers = (math.fsum(points) / len(points), min(points), max(points))
    said = words.reason(Reason(kind, id_, 0.0))
    head = said[:1].upper() + said[1:]
    count = number(len(points), words.language)
    return Row(head, (Cell(words.titles[node]), Cell(count), *(Cell(words.signed(each)) for each in numbers)))


def _winners(words: Words, shown: Mapping[str, list[Effect]]) -> Section:
    """Who gains and who loses, in the last period: the whole, its band, and how many industries go which way."""
    last, standard = words.found.periods[-1], words.standards[1]
    industries = {node.id for node in standard.industries}
    rows = []
    for area, effects in shown.items():
        now = [one for one in effects if one.period == last]
        whole = next(one for one in now if one.change.node == standard.root.id)
        ways = [way_of(one.change.before, one.change.after) for one in now if one.change.node in industries]
        degrees = f"{words.degree(whole.change.before)} → {words.degree(whole.change.after)}"
        counts = (Cell(number(ways.count(way), words.language)) for way in ("rises", "falls"))
        cells = (Cell(degrees), Cell(words.signed(whole.change.change)), _bands(words, whole), *counts)
        rows.append(((whole.change.change or 0.0, words.areas[area]), Row(words.areas[area], cells)))
    columns = tuple(words.say(key) for key in ("area", "degrees", "change", "band", "rise", "fall"))
    ranked = tuple(row for _, row in sorted(rows, key=lambda one: (-one[0][0], one[0][1])))
    return Section(words.say("winners", period=last), (words.say("winners_said"),), (Table("", columns, ranked),))


def _area(words: Words, area: str, effects: list[Effect]) -> Iterator[Section]:
    """Every node of an area, old and new in each period; then why those that moved did, in the last period."""
    by_node: dict[str, dict[str, Effect]] = {}
    for one in effects:
        by_node.setdefault(one.change.node, {})[one.period] = one
    told = [node for node, found in by_node.items() if any(_known(one) for one in found.values())]
    if not told:
        yield Section(words.areas[area], (words.say("no_degree"),))
        return
    rows = tuple(_course(words, node, by_node[node]) for node in told)
    columns = (words.say("node"), *words.found.periods)
    yield Section(words.areas[area], (words.say("degrees_said"),), (Table("", columns, rows),))
    last = words.found.periods[-1]
    moved = tuple(_why(words, one) for one in effects if one.period == last and _moved(one))
    if moved:
        heads = tuple(words.say(key) for key in ("node", "change", "band"))
        title = words.say("why", area=words.areas[area], period=last)
        yield Section(title, (), (Table("", heads, moved),), level=3)


def _course(words: Words, node: str, found: Mapping[str, Effect]) -> Row:
    cells = []
    for period in words.found.periods:
        one = found[period].change if period in found else None
        if one is None or (one.before is None and one.after is None):
            cells.append(Cell("–"))
        else:
            cells.append(Cell(f"{words.degree(one.before)} → {words.degree(one.after)}", strong=_moved(found[period])))
    return Row(words.titles[node], tuple(cells))


def _why(words: Words, one: Effect) -> Row:
    change = one.change
    notes = words.reasons(one.reasons, NAMED)
    if change.change is None:
        counts = {"known": one.known[0], "asked": one.asked[0], "known_now": one.known[1], "asked_now": one.asked[1]}
        ruled = (words.reason(Reason("rule", change.node, 0.0)),) if change.node in words.changed else ()
        notes = (words.say(way_of(change.before, change.after), **counts), *ruled)
    elif not notes:
        notes = (words.say("stays"),)
    return Row(words.titles[change.node], (Cell(words.signed(change.change)), _bands(words, one)), notes)


def _bands(words: Words, one: Effect) -> Cell:
    """The band before and after; strong where it is another."""
    change = one.change
    bands = [words.band(side, change.node, band) for side, band in enumerate((change.band_before, change.band_after))]
    return Cell(bands[0]) if bands[0] == bands[1] else Cell(f"{bands[0]} → {bands[1]}", strong=True)


def _known(one: Effect) -> bool:
    return one.change.before is not None or one.change.after is not None


def _moved(one: Effect) -> bool:
    """Whether a degree moves, comes or goes, or stands in another band."""
    change = one.change
    return way_of(change.before, change.after) not in ("stays", "none") or _band_moved(one)


def _band_moved(one: Effect) -> bool:
    return one.change.change is not None and one.change.band_before != one.change.band_after
