"""The formulas of an annex: in words, and as formulas."""

from collections.abc import Iterator

from qala.publish.annex.blocks import Formula, Fraction, Said
from qala.publish.annex.words import Writer
from qala.publish.method.degrees import degrees_said, way_of
from qala.publish.method.together import means_said

BETWEEN = Fraction("x − a", "b − a")
DEGREES: dict[str, tuple[str | Fraction, ...]] = {
    "goalposts": ("d = L + (H − L) · ", BETWEEN),
    "observed": ("d = L + (H − L) · ", BETWEEN),
    "minmax": ("d = L + (H − L) · ", BETWEEN),
    "distance-to-max": ("d = L + (H − L) · ", BETWEEN),
    "aim": ("d = L + (H − L) · min( ", Fraction("x − a", "t − a"), " ; ", Fraction("b − x", "b − t"), " )"),
    "percentile": ("d = L + (H − L) · ", Fraction("r − 1", "n − 1")),
    "distance-to-target": ("d = L + (H − L) · ", Fraction("x − a", "t − a")),
    "distance-to-reference": ("d = L + (H − L) · ", Fraction("x − a", "s − a")),
    "fraction-of-target": ("d = L + (H − L) · ", Fraction("x", "t")),
    "fraction-of-max": ("d = L + (H − L) · ", Fraction("x", "b")),
    "zscore": ("d = ", Fraction("x − m", "σ")),
    "rank": ("d = r",),
    "borda": ("d = r − 1",),
    "none": ("d = x",),
}
"""A degree from a value, by the way in which an indicator is read; levels and steps go by their tables."""
MEANS: dict[str, tuple[str | Fraction, ...]] = {
    "arithmetic": ("D = ", Fraction("Σ wᵢ · dᵢ", "Σ wᵢ")),
    "geometric": ("D = exp( ", Fraction("Σ wᵢ · ln dᵢ", "Σ wᵢ"), " )"),
    "harmonic": ("D = ", Fraction("Σ wᵢ", "Σ wᵢ / dᵢ")),
    "power": ("D = ( ", Fraction("Σ wᵢ · dᵢᵖ", "Σ wᵢ"), " )¹ᐟᵖ"),
    "minimum": ("D = min dᵢ",),
    "sum": ("D = c + Σ wᵢ · dᵢ",),
}
"""The degree of a node from what is below it; medians, counts and comparisons are told in words."""


def degree_formulas(writer: Writer) -> Iterator[Said | Formula]:
    """From the value to the degree."""
    words = writer.words
    yield from (Said(one) for one in degrees_said(words))
    ways = dict.fromkeys(way_of(one) for one in words.scored)
    shown = [way for way in ways if way in DEGREES]
    for way in shown:
        yield writer.formula(writer.say(f"by_{way.replace('-', '_')}"), *DEGREES[way])
    if shown:
        ends = words.standard.normalise
        yield Said(writer.say("where_degree", low=words.number(ends.low), high=words.number(ends.high)))
        yield Said(writer.say("lower"))


def mean_formulas(writer: Writer) -> Iterator[Said | Formula]:
    """From degrees to the whole."""
    words = writer.words
    yield from (Said(one) for one in means_said(words))
    means = dict.fromkeys(node.aggregate.partition(":")[0] for node in words.counting)
    shown = [mean for mean in means if mean in MEANS]
    for mean in shown:
        yield writer.formula(writer.say(f"mean_{mean}"), *MEANS[mean])
    if shown:
        yield Said(writer.say("where_mean"))
