"""The effects of a sensitivity as a table in the terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from qala.publish.naming import named
from qala.robust.sensitivity import Sensitivity
from qala.robust.sobol import Effect
from qala.standard import Standard
from qala.texts import Language, number, text

LEAST = 0.0005
"""A total effect below this moves nothing."""


def render_effects(found: Sensitivity, standard: Standard, place: str, language: Language, console: Console) -> None:
    """Prints what was asked, and each factor with its effects, the greatest first. place: the name of the area, blank
    for the whole Map.
    """
    console.print(Text(question_of(found, standard, place, language), style="bold"))
    how = "robust.exact" if found.exact else "robust.sampled"
    console.print(Text(text(how, language, runs=number(found.runs, language, 0)), style="dim"))
    if not found.variance:
        console.print(text("robust.nothing_moves", language))
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("factor", "first", "total"):
        left = column == "factor"
        table.add_column(text(f"robust.{column}", language), justify="left" if left else "right", no_wrap=not left)
    table.add_column("", no_wrap=True)
    moving = [(factor, effect) for factor, effect in found.effects if effect.total >= LEAST]
    for factor, effect in sorted(moving, key=lambda item: -item[1].total):
        bar = "█" * round(10 * max(0.0, min(1.0, effect.total)))
        first, total = _with_interval(effect, "first", language), _with_interval(effect, "total", language)
        table.add_row(factor_title(factor, standard, language), first, total, bar)
    console.print(table)
    if len(moving) < len(found.effects):
        still = [factor_title(factor, standard, language) for factor, effect in found.effects if effect.total < LEAST]
        console.print(text("robust.still", language, factors="; ".join(still)))
    console.print(Text(text("robust.effects_note", language), style="dim"))


def question_of(found: Sensitivity, standard: Standard, place: str, language: Language) -> str:
    """What was asked, in words."""
    about = {"node": named(standard.node[found.node], language), "period": found.period}
    return text(f"robust.asked_{found.of}_{'area' if place else 'map'}", language, area=place, **about)


def factor_title(factor: str, standard: Standard, language: Language) -> str:
    """A factor's name in words: its source, or setting, and what of it."""
    source, _, about = factor.partition(":")
    if source == "method":
        return text(f"robust.factor_{about}", language)
    title = text(f"robust.source_{source}", language)
    if not about:
        return title
    if source == "weights":
        return f"{title}: {named(standard.node[about], language)}"
    mine = next(one for one in standard.indicators if one.fact == about)
    return f"{title}: {named(mine, language)}"


def _with_interval(effect: Effect, name: str, language: Language) -> str:
    value, low, high = (getattr(effect, name + end) for end in ("", "_low", "_high"))
    shown = number(value, language, 3, fixed=True)
    if low == high:
        return shown
    return f"{shown} ({number(low, language, 2, fixed=True)} … {number(high, language, 2, fixed=True)})"
