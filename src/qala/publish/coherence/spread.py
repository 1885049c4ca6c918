"""The values of each indicator and what is missing, as tables."""

from qala.insight.coherence import Coverage, Distribution
from qala.publish.coherence.view import DASH, Cell, Row, Section, Shown, Table
from qala.texts import number

LARGE = 0.5
"""A share of zeros or of alike values is told from here on."""
BETWEEN = "\u00a0·\u00a0"
"""What stands between numbers of one cell, which must not be torn apart."""


def values(shown: Shown) -> list[Section]:
    """Every indicator of which anything is known."""
    known = [one for one in shown.found.distributions if one.known]
    columns = tuple(shown.say(key) for key in ("indicator", "known", "missing", "mean", "range", "shape", "histogram"))
    table = Table("", columns, tuple(_row(one, shown) for one in known))
    return [Section(shown.say("values"), (shown.say("values_note"),), (table,))] if known else []


def unknown(shown: Shown) -> tuple[str, ...]:
    """How many indicators nothing is known of, by industry."""
    nothing = [one for one in shown.found.distributions if not one.known]
    if len(nothing) == len(shown.found.distributions):
        return (shown.say("nothing_known"),)
    if not nothing:
        return ()
    counts: dict[str, int] = {}
    industry = {one.indicator: one.industry for one in shown.found.fits}
    for one in nothing:
        node = industry[one.indicator] or shown.standard.root.id
        counts[node] = counts.get(node, 0) + 1
    where = ", ".join(f"{shown.titles[node]} {count}" for node, count in counts.items())
    return (shown.say("unknown", count=len(nothing), of=len(shown.found.distributions), where=where),)


def _row(one: Distribution, shown: Shown) -> Row:
    spread = DASH if one.deviation is None else shown.figure(one.deviation)
    cells = (
        Cell(f"{number(one.known, shown.language)}/{number(one.asked, shown.language)}"),
        Cell(shown.share(one.missing), strong=one.missing >= LARGE),
        Cell(f"{shown.figure(one.mean)}\u00a0±\u00a0{spread}"),
        Cell(BETWEEN.join(map(shown.figure, (one.minimum, one.median, one.maximum)))),
        Cell(BETWEEN.join(map(shown.two, (one.skewness, one.kurtosis))), strong=bool(one.outlying)),
        Cell("", bars=one.histogram),
    )
    return Row(shown.titles[one.indicator], cells, tuple(_notes(one, shown)))


def _notes(one: Distribution, shown: Shown) -> list[str]:
    found = [shown.say("note_failed")] if one.outlying else []
    if one.outliers:
        far = [f"{shown.areas.get(out.area, out.area)} {out.period}: {shown.figure(out.value)}" for out in one.outliers]
        found.append(shown.say("note_outlier", values=", ".join(far)))
    if one.zeros is not None and one.zeros >= LARGE:
        found.append(shown.say("note_zeros", share=shown.share(one.zeros)))
    elif one.same is not None and one.same >= LARGE:
        found.append(shown.say("note_same", share=shown.share(one.same)))
    return found


def coverage(shown: Shown) -> Section:
    """What is known of each area, in the whole and in each industry."""
    by_area: dict[str, list[Coverage]] = {}
    for one in shown.found.coverage:
        by_area.setdefault(one.area, []).append(one)
    nodes = [one.node for one in next(iter(by_area.values()), [])]
    columns = (shown.say("area"), *(shown.titles[node] for node in nodes))
    rows = tuple(
        Row(shown.areas.get(area, area), tuple(_known(one, shown) for one in found)) for area, found in by_area.items()
    )
    return Section(shown.say("coverage"), (shown.say("coverage_note"),), (Table("", columns, rows),) if rows else ())


def _known(one: Coverage, shown: Shown) -> Cell:
    counts = f"{number(one.known, shown.language)}/{number(one.asked, shown.language)}"
    return Cell(counts, one.known / one.asked if one.asked else 0.0)
