"""Where the indicators of an area will be, in the terminal."""

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qala.areas.model import Areas
from qala.insight.forecast import Forecast, Foreseen, Refusal
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.standard import Standard
from qala.standard.finding_rules import rules_of
from qala.texts import Language, number, percent, text


def render_forecast(found: Forecast, standard: Standard, areas: Areas, language: Language, console: Console) -> None:
    """Prints what is foreseen, then why of the others nothing is."""
    name = areas.name(found.area, f"{found.year}").text(language) or found.area
    console.print(Text(text("forecast.head", language, area=name, year=found.year), style="bold"))
    known = [one for one in found.indicators if one.refusal is None]
    if known:
        console.print(Text(text("forecast.lead", language, level=percent(found.level, language)), style="dim"))
        console.print(_table(found, known, standard, language))
        for line in _legends(found, known, areas, language):
            console.print(Text(line, style="dim"))
    else:
        console.print(Text(text("forecast.none_foreseen", language)))
    _print_refused(found, standard, language, console)


def _table(found: Forecast, known: list[Foreseen], standard: Standard, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(text("map.indicator", language), ratio=3)
    for key in ("last", "foreseen", "interval", "degree"):
        table.add_column(text(f"forecast.{key}", language), justify="right")
    aimed = found.aim.target is not None or found.aim.band is not None
    if aimed:
        table.add_column(_aim(found, standard, language), justify="right")
    table.add_column(text("forecast.way", language), ratio=2)
    for one in known:
        chance = ["–" if one.chance is None else percent(one.chance, language)] if aimed else []
        table.add_row(*_cells(found, one, standard, language), *chance, _way(one, language))
    return table


def _aim(found: Forecast, standard: Standard, language: Language) -> str:
    if found.aim.target is not None:
        return text("forecast.chance_target", language, target=number(found.aim.target, language))
    bands = {band.id: named(band, language) for scale in standard.scales.values() for band in scale.bands}
    return text("forecast.chance_band", language, band=bands[found.aim.band or ""])


def _cells(found: Forecast, one: Foreseen, standard: Standard, language: Language) -> Iterator[str]:
    indicator = standard.indicator[one.indicator]
    unit = unit_of(indicator, language)

    def shown(value: float | None) -> str:
        return "–" if value is None else number(value, language, 2)

    yield named(indicator, language)
    last = text("forecast.last_in", language, value=f"{shown(one.last_value)} {unit}".strip(), year=one.last_year)
    yield f"{last} ◇" if one.boundary != found.area else last
    yield shown(one.value)
    ends = text("forecast.from_to", language, low=shown(one.low), high=shown(one.high))
    yield ends if one.tested else f"{ends} *"
    yield "–" if one.degree is None else number(one.degree, language, 1)


def _way(one: Foreseen, language: Language) -> str:
    return text(f"forecast.way_{one.method.replace('-', '_')}", language)


def _legends(found: Forecast, known: list[Foreseen], areas: Areas, language: Language) -> Iterator[str]:
    others = sorted({one.boundary for one in known if one.boundary != found.area})
    if others:
        names = ", ".join(areas.name(place, f"{found.year}").text(language) for place in others)
        yield text("forecast.other_place", language, places=names)
    if any(not one.tested for one in known):
        yield text("forecast.untested", language)


def _print_refused(found: Forecast, standard: Standard, language: Language, console: Console) -> None:
    refused = [(one, one.refusal) for one in found.indicators if one.refusal is not None]
    if not refused:
        return
    console.print(Text(f"\n{text('forecast.refused_head', language)}", style="bold"))
    said: dict[str, list[str]] = {}
    counted = dict.fromkeys(("no_history", "decided"), 0)
    for one, why in refused:
        if why.code in counted and len(found.indicators) > 1:
            counted[why.code] += 1
        else:
            said.setdefault(reason(why, standard, language), []).append(
                named(standard.indicator[one.indicator], language)
            )
    for sentence, titles in said.items():
        console.print(Text(sentence))
        console.print(Padding(Text("; ".join(titles), style="dim"), (0, 0, 0, 2)))
    for code, count in counted.items():
        if count:
            console.print(Text(text(f"forecast.{code}_of", language, count=count), style="dim"))


def reason(why: Refusal, standard: Standard, language: Language) -> str:
    """Why nothing is foreseen, in one sentence."""
    titles = {rule.id: rule.title.text(language) for rule in rules_of(standard)}
    rule = str(why.fields.get("rule", ""))
    return text(f"forecast.{why.code}", language, **{**why.fields, "rule": titles.get(rule, rule)})
