"""The whole report: what stands out first, then every section."""

from collections.abc import Iterator, Mapping
from typing import Any

from qala.insight.coherence import Coherence
from qala.insight.coherence.family import RELIABLE
from qala.publish.coherence.relations import bearings, doubles, families, fits
from qala.publish.coherence.spread import coverage, unknown, values
from qala.publish.coherence.view import CoherenceView, Shown, standard_line
from qala.publish.opinions import opinion_section
from qala.publish.reasons import NAMED
from qala.texts import Language, number, text

FEW = 30
"""With fewer cases a caution stands at the head."""


def coherence_view(found: Coherence, assessment: Mapping[str, Any], language: Language) -> CoherenceView:
    """The report on an assessment in a language."""
    shown = Shown.of(found, assessment, language)
    sections = [*values(shown), coverage(shown), *families(shown), *doubles(shown), *fits(shown), *bearings(shown)]
    judged = opinion_section(shown.standard, language)
    sections += [judged] if judged else []
    return CoherenceView(
        language=language,
        title=shown.say("title", periods=_periods(found.periods)),
        lead=standard_line(shown),
        cautions=tuple(_cautions(shown)),
        standing_out=tuple(_standing_out(shown)) or (shown.say("nothing_stands_out"),),
        sections=tuple(sections),
        imprint=shown.say("imprint", id=found.standard, edition=found.edition),
        digest=assessment["digest"],
    )


def _periods(periods: tuple[str, ...]) -> str:
    """The periods by name; the first and the last of more than three."""
    return ", ".join(periods) if len(periods) < 4 else f"{periods[0]}–{periods[-1]}"


def _cautions(shown: Shown) -> Iterator[str]:
    if len(shown.found.periods) > 1:
        yield shown.say("pooled")
    if shown.found.cases < FEW:
        yield shown.say("few", cases=FEW)


def _standing_out(shown: Shown) -> Iterator[str]:
    """One sentence for each kind of thing that a method team should look at."""
    found, root = shown.found, shown.standard.root.id
    whole = [one for one in found.coverage if one.node == root]
    known, asked = sum(one.known for one in whole), sum(one.asked for one in whole)
    if asked and known < asked:
        yield shown.say("missing_whole", share=shown.share(known / asked))
    yield from unknown(shown)
    low = [
        one.node for one in found.families
        if one.reliability and one.reliability.alpha is not None and one.reliability.alpha < RELIABLE
    ]  # fmt: skip
    named = {
        "failed": [one.indicator for one in found.distributions if one.outlying],
        "against_found": [one.indicator for one in found.fits if one.against],
        "elsewhere_found": [one.indicator for one in found.fits if one.elsewhere],
        "silent_found": [one.indicator for one in found.bearings if one.silent],
    }
    for key, ids in named.items():
        if ids:
            yield shown.say(key, names=shown.names(ids))
    if low:
        yield shown.say("low_alpha", bound=number(RELIABLE, shown.language), names=shown.names(low))
    if found.doubles:
        pairs = [f"{shown.names([pair.one])} – {shown.names([pair.other])}" for pair in found.doubles[:NAMED]]
        more = text("map.and_more", shown.language, count=len(found.doubles) - NAMED)
        yield shown.say("doubles_found", names=", ".join(pairs) + (more if len(found.doubles) > NAMED else ""))
    if found.bearings and all(one.correlation is None and not one.silent for one in found.bearings):
        yield shown.say("untold_whole")
