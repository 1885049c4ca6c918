"""How ready a city is for international ratings, in the terminal."""

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qala.insight import Lack, Level, Rating
from qala.publish.naming import named
from qala.publish.reasons import owner_of, reason_named, unit_named, unit_of
from qala.standard import Standard
from qala.texts import Language, number, percent, text

COLUMNS = ("asked", "reported", "verified", "missing")


def render_ratings(
    found: Sequence[Rating], standards: Mapping[str, Standard], area: str, language: Language, console: Console
) -> None:
    """Prints a row for each rating of a city: what it reports, what is missing, where it stands and what is next."""
    console.print(Text(text("rating.heading", language, area=area, period=found[0].period), style="bold"))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(text("rating.rating", language))
    for name in COLUMNS:
        table.add_column(text(f"rating.{name}", language), justify="right")
    for name in ("now", "next"):
        table.add_column(text(f"rating.{name}", language), ratio=1)
    for one in found:
        verified = "–" if one.verified is None else number(one.verified, language)
        counts = (number(one.asked, language), number(one.reported, language), verified, str(len(one.lacks)))
        table.add_row(
            one.standard, *counts, _now(one, standards[one.standard], language), _next(one, standards, language)
        )
    console.print(table)
    console.print(Text(text("rating.basis", language, basis=text(f"map.basis_{found[0].basis}", language))))
    console.print(Text(text("rating.not_certification", language)))


def render_rating(found: Rating, standard: Standard, area: str, language: Language, console: Console) -> None:
    """Prints what a city lacks for one rating, what earns most first."""
    console.print(Text(f"{area} · {named(standard, language)} · {found.period}", style="bold"))
    for line in _head(found, standard, language):
        console.print(Text(line))
    if found.lacks:
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
        for name, ratio in (("indicator", 4), ("unit", 2), ("owner", 2), ("earns", 2), ("helps", 4)):
            table.add_column(text(f"rating.{name}", language), ratio=ratio)
        for lack in found.lacks:
            table.add_row(*_lack(lack, found, standard, language))
        console.print(table)
    console.print(Text(text("rating.basis", language, basis=text(f"map.basis_{found.basis}", language))))
    console.print(Text(text("rating.not_certification", language)))


def _now(one: Rating, standard: Standard, language: Language) -> str:
    if one.kind == "reported":
        return percent((one.asked - len(one.lacks)) / one.asked if one.asked else 0.0, language)
    if one.now.degree is None:
        return text("rating.no_degree", language)
    decimals = 1 if one.kind == "scored" else 0
    shown = number(one.now.degree, language, decimals)
    bands = {band.id: named(band, language) for band in standard.scale_of(standard.root).bands}
    return f"{shown} ({bands[one.now.band]})" if one.now.band in bands else shown


def _next(one: Rating, standards: Mapping[str, Standard], language: Language) -> str:
    standard = standards[one.standard]
    if not one.lacks:
        return text("rating.nothing_missing", language)
    if one.kind == "reported":
        return text("rating.next_reported", language, count=number(len(one.lacks), language))
    if one.answers:
        return text("rating.next_answers", language, count=number(one.answers, language))
    said = []
    if one.levels and one.levels[0].more is not None:
        level = one.levels[0]
        name = "next_level" if one.kind == "counted" else "next_degree"
        more = number(one.levels[0].more, language, 1)
        said.append(text(f"rating.{name}", language, more=more, band=level.title.text(language)))
        said += [
            text("rating.next_need", language, **_need(level, at, standard, language)) for at in range(len(level.needs))
        ]
    if one.kind == "scored" and one.highest.degree is not None:
        said.append(text("rating.next_bounds", language, **_bounds(one, language)))
    return "; ".join(said)


def _need(level: Level, at: int, standard: Standard, language: Language) -> dict[str, str]:
    need = level.needs[at]
    return {
        "node": named(standard.node[need.node], language),
        "more": number(need.least - (need.now or 0.0), language, 1),
    }


def _bounds(one: Rating, language: Language) -> dict[str, str]:
    ends = {"low": one.lowest.degree, "high": one.highest.degree}
    return {name: "–" if end is None else number(end, language, 1) for name, end in ends.items()}


def _head(one: Rating, standard: Standard, language: Language) -> Iterator[str]:
    counts = {"asked": one.asked, "reported": one.reported, "missing": len(one.lacks)}
    yield text("rating.head_counts", language, **{name: number(count, language) for name, count in counts.items()})
    if one.verified is not None and one.declared is not None:
        told = {"verified": number(one.verified, language), "declared": number(one.declared, language)}
        yield text("rating.head_verified", language, **told)
    if one.elsewhere:
        yield text("rating.head_elsewhere", language, count=number(one.elsewhere, language))
    yield text("rating.head_now", language, now=_now(one, standard, language))
    if one.answers:
        yield text("rating.next_answers", language, count=number(one.answers, language))
    if one.kind == "scored" and one.lacks and one.highest.degree is not None:
        yield text("rating.head_bounds", language, **_bounds(one, language))
    for level in one.levels:
        yield "  " + _level(level, one.kind, standard, language)


def _level(level: Level, kind: str, standard: Standard, language: Language) -> str:
    said = {"band": level.title.text(language), "start": number(level.start, language, 1)}
    if level.more is None:
        parts = [text("rating.level_from", language, **said)]
    else:
        name = "level" if kind == "counted" else "level_points"
        parts = [text(f"rating.{name}", language, more=number(level.more, language, 1), **said)]
    parts += [
        text("rating.level_need", language, **_need(level, at, standard, language)) for at in range(len(level.needs))
    ]
    if not level.within:
        parts.append(text("rating.level_beyond", language))
    return "; ".join(parts)


def _lack(lack: Lack, one: Rating, standard: Standard, language: Language) -> tuple[str, ...]:
    indicator = standard.indicator[lack.indicator]
    return (
        f"{named(indicator, language)} ({lack.indicator})",
        unit_of(indicator, language),
        owner_of(indicator, language),
        _earns(lack, one, standard, language),
        "\n".join(_helps(lack, language)),
    )


def _earns(lack: Lack, one: Rating, standard: Standard, language: Language) -> str:
    if not lack.earning.counts:
        return text("rating.earns_nothing", language)
    column = named(standard.node[lack.column], language)
    if one.kind != "scored":
        needed = {need.node for level in one.levels[:1] for need in level.needs}
        name = "earns_need" if lack.column in needed else "earns_one"
        return text(f"rating.{name}", language, node=column)
    whole, part = lack.earning.whole.degree, lack.earning.column.degree
    if whole is not None and one.now.degree is None:
        return text("rating.earns_first", language, degree=number(whole, language, 1))
    if whole is not None and one.now.degree is not None:
        gain = round(whole - one.now.degree, 1) or 0.0
        points = ("+" if gain >= 0 else "") + number(gain, language, 1)
        return f"{number(whole, language, 1)} ({points})"
    if part is None:
        return text("rating.earns_with_others", language)
    return f"{column}: {number(part, language, 1)}"


def _helps(lack: Lack, language: Language) -> Iterator[str]:
    if lack.state != "missing":
        yield text(f"rating.state_{lack.state}", language)
    if lack.reason:
        yield reason_named(lack.reason, language)
    for hint in lack.hints:
        value = f"{number(hint.value, language, 2)} {unit_named(hint.unit, language)}".strip()
        if hint.kind == "period":
            yield f"{hint.period}: {value}"
            continue
        fact, note = hint.title.text(language) or hint.fact, hint.note.text(language)
        said = text(f"rating.hint_{hint.kind}", language, period=hint.period, value=value, fact=fact)
        yield f"{said.rstrip('.')}. {note}" if note else said
    if lack.kept_unit:
        yield text("rating.converted", language, unit=lack.kept_unit)
    if lack.also:
        yield text("rating.also", language, standards=", ".join(lack.also))
