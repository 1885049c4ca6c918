"""An area beside its like and the best, in the terminal."""

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qala.insight.benchmark import Abroad, Benchmark, Compared, Figure, Frontier
from qala.publish.naming import named, titles_of
from qala.publish.reasons import unit_of
from qala.texts import Language, number, text, texts_of
from qala.texts.countries import country


def render_benchmark(found: Benchmark, language: Language, console: Console) -> None:
    """Prints the peers, best practice at home, the distance to the frontier, and the place in the world."""
    node = named(found.panel.standard.node[found.node], language)
    console.print(Text(f"{_name(found, found.area, language)} · {node} · {found.period}", style="bold"))
    _print_peers(found, language, console)
    _print_home(found, language, console)
    if found.frontiers:
        _head("frontier_head", language, console)
        for one in found.frontiers:
            console.print(Text(_frontier(found, one, language)))
    if found.abroad:
        _head("abroad_head", language, console)
        for place in found.abroad:
            console.print(Text(_abroad(place, language)))
            console.print(Text(place.measure.note.text(language), style="dim"))
            console.print(Text(text("benchmark.source", language, source=place.measure.source), style="dim"))


def _head(key: str, language: Language, console: Console, **fields: object) -> None:
    console.print(Text(f"\n{text(f'benchmark.{key}', language, **fields)}", style="bold"))


def _name(found: Benchmark, place: str, language: Language) -> str:
    return found.panel.name(place).text(language) or place


def _names(found: Benchmark, places: Iterable[str], language: Language) -> str:
    return ", ".join(_name(found, place, language) for place in places)


def _column(found: Benchmark, name: str, language: Language) -> str:
    known = texts_of("benchmark", language).get(f"column_{name}")
    titles = {one.fact: named(one, language) for one in found.panel.standard.indicators}
    titles |= {one.id: named(one, language) for one in found.panel.standard.indicators}
    return known or titles.get(name, name)


def _print_peers(found: Benchmark, language: Language, console: Console) -> None:
    group = found.group
    if not group.columns:
        console.print(Text(text("benchmark.no_peers", language), style="dim"))
        return
    columns = [_column(found, name, language) for name in group.columns]
    if group.peers:
        _head("peers_head", language, console, columns=", ".join(columns))
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
        table.add_column(text("benchmark.peer", language))
        for title in (text("benchmark.distance", language), *columns):
            table.add_column(title, justify="right")
        for peer in group.peers:
            parts = (_signed(peer.parts[name], language, 2) for name in group.columns)
            distance = number(peer.distance, language, 2, fixed=True)
            table.add_row(_name(found, peer.area, language), distance, *parts)
        console.print(table)
    else:
        console.print(Text(text("benchmark.nobody", language, columns=", ".join(columns)), style="dim"))
    if group.unknown:
        names = _names(found, group.unknown, language)
        console.print(Text(text("benchmark.unknown", language, names=names), style="dim"))


def _print_home(found: Benchmark, language: Language, console: Console) -> None:
    if not found.indicators:
        console.print(Text(text("benchmark.none_known", language), style="dim"))
        return
    _head("home_head", language, console)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(text("map.indicator", language), ratio=3)
    table.add_column(text("benchmark.own", language), justify="right")
    table.add_column(text("benchmark.best", language), ratio=3)
    for key in ("by_how_much", "degrees", "position"):
        table.add_column(text(f"benchmark.{key}", language), justify="right")
    table.add_column(text("benchmark.best_peer", language), ratio=2)
    for one in found.indicators:
        table.add_row(*_cells(found, one, language))
    console.print(table)
    if any(one.best and not one.best.alike for one in found.indicators):
        console.print(Text(text("benchmark.legend_mix", language), style="dim"))
    borrowed = sorted({one.boundary for one in found.indicators if one.boundary != found.area})
    if borrowed:
        names = _names(found, borrowed, language)
        console.print(Text(text("benchmark.legend_borrowed", language, places=names), style="dim"))


def _cells(found: Benchmark, one: Compared, language: Language) -> Iterable[str]:
    best = one.best
    yield named(found.panel.standard.indicator[one.indicator], language)
    own = "–" if one.value is None else _value(found, one, one.value, language)
    yield f"{own} ◇" if one.boundary != found.area and one.value is not None else own
    yield "–" if best is None else _best(found, one, best, language)
    yield "–" if best is None or best.ahead is None else _signed(best.ahead, language, 2)
    yield "–" if best is None or best.points is None else _signed(best.points, language, 1)
    known = {"position": one.position, "known": one.known}
    yield "–" if one.position is None else text("benchmark.position_of", language, **known)
    yield "–" if one.peer is None else _figure(found, one, one.peer, language)


def _best(found: Benchmark, one: Compared, best: Figure, language: Language) -> str:
    """The best figure; what it used, where that is known; and the best of the same kind, where that is another."""
    lines = [_figure(found, one, best, language)]
    if best.solutions:
        titles = ", ".join(title.text(language) for title in best.solutions)
        lines.append(text("benchmark.solutions", language, titles=titles))
    if not best.alike and one.alike is not None:
        lines.append(text("benchmark.alike", language, figure=_figure(found, one, one.alike, language)))
    return "\n".join(lines)


def _figure(found: Benchmark, one: Compared, figure: Figure, language: Language) -> str:
    value, place = _value(found, one, figure.value, language), _name(found, figure.place, language)
    said = text("benchmark.figure_of", language, value=value, place=place)
    return said if figure.alike else f"{said} {text('benchmark.not_alike', language)}"


def _value(found: Benchmark, one: Compared, value: float, language: Language) -> str:
    unit = unit_of(found.panel.standard.indicator[one.indicator], language)
    return f"{number(value, language, 2)} {unit}".strip()


def _frontier(found: Benchmark, one: Frontier, language: Language) -> str:
    node = titles_of(found.panel.standard, language)[one.node]
    if one.compared < 2 or one.reached is None or one.distance is None:
        return text("benchmark.frontier_alone", language, node=node)
    if one.distance < 0.005:
        said = text("benchmark.frontier_on", language, node=node, count=one.compared)
    else:
        sizes = {"reached": one.reached, "top": one.top, "distance": one.distance}
        shown = {name: number(size, language, 1) for name, size in sizes.items()}
        places = _names(found, one.set_by, language)
        said = text("benchmark.frontier", language, node=node, places=places, count=one.compared, **shown)
    if not one.borrowed:
        return said
    places = _names(found, one.borrowed, language)
    return f"{said} ({text('benchmark.borrowed', language, places=places)})"


def _abroad(one: Abroad, language: Language) -> str:
    sizes = {"value": one.value, "middle": one.middle, "tenth": one.tenth, "best_value": one.best_value}
    shown = {name: number(size, language, 2) for name, size in sizes.items()}
    shown |= {"title": one.measure.title.text(language), "unit": one.measure.unit.text(language)}
    shown |= {"period": one.measure.period, "position": str(one.position), "all": str(one.compared + 1)}
    if one.own.kind == "city":
        home = country(one.best.country, language)
        return text("benchmark.abroad_city", language, best=one.best.name, country=home, count=one.compared, **shown)
    own, best = (country(place.country, language) for place in (one.own, one.best))
    return text("benchmark.abroad_country", language, own=own, best=best, **shown)


def _signed(size: float, language: Language, decimals: int) -> str:
    shown = number(abs(size), language, decimals, fixed=True)
    return shown if not round(size, decimals) else f"{'+' if size > 0 else '−'}{shown}"
