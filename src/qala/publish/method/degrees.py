"""How values become degrees: transforms, outliers, normalisation."""

from collections.abc import Iterator

from qala.publish.method.words import Words
from qala.standard import Indicator
from qala.standard.model import FINAL_METHODS

RELATIVE = frozenset(
    {"observed", "minmax", "distance-to-max", "distance-to-reference", "distance-to-target", "fraction-of-max"}
    | {"percentile", "zscore", "rank", "borda"}
)
"""Ways in which a degree depends on who else is measured."""
Way = tuple[str, float, float, bool]


def degrees_said(words: Words) -> tuple[str, ...]:
    """The sentences, from the value to the degree."""
    return (*_before(words), *_ways(words), *_others(words))


def way_of(one: Indicator) -> str:
    """How an indicator is normalised: its method; `observed` and `aim` are goalposts that are not both fixed, or that
    have a best value between them.
    """
    if one.normalise.method != "goalposts":
        return one.normalise.method
    if one.direction == "target":
        return "aim"
    return "observed" if one.low is None or one.high is None else "goalposts"


def _before(words: Words) -> Iterator[str]:
    yield from words.maybe("per", (one for one in words.scored if one.transform.per))
    yield from words.maybe("log", (one for one in words.scored if one.transform.log))
    treated = [one for one in words.scored if one.treat != "none"]
    for method in dict.fromkeys(one.treat for one in treated):
        limits = {"skew": words.standard.treatment.skew, "kurtosis": words.standard.treatment.kurtosis}
        fields = {name: words.number(limit) for name, limit in limits.items()}
        how = words.say("winsorised" if method == "winsorise" else "logged")
        yield from words.maybe("treated", (one for one in treated if one.treat == method), how=how, **fields)
    if not treated:
        yield words.say("untreated")


def _ways(words: Words) -> Iterator[str]:
    found: dict[Way, list[Indicator]] = {}
    for one in words.scored:
        rule = one.normalise
        final = rule.method in FINAL_METHODS
        key = (way_of(one), *((0.0, 0.0, True) if final else (rule.low, rule.high, rule.clip)))
        found.setdefault(key, []).append(one)
    for (way, low, high, clip), about in sorted(found.items(), key=lambda item: -len(item[1])):
        ends = {"low": words.number(low), "high": words.number(high)}
        said = "".join(words.maybe(f"by_{way}", about, **ends))
        cut = " " + words.say("clipped" if clip else "open") if way not in FINAL_METHODS else ""
        yield said + cut


def _others(words: Words) -> Iterator[str]:
    """Over whom and when minima, means and ranks are taken, where any degree depends on it."""
    if not any(way_of(one) in RELATIVE for one in words.scored):
        yield words.say("alone")
        return
    over, reference = words.standard.over, words.standard.reference
    yield words.say(f"over_{over}" if over in ("period", "panel") else "over_fixed", period=over)
    known = reference if reference in ("assessed", "all") else "some"
    yield words.say(f"among_{known}", some=reference)
