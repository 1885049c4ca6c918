"""What a Map is titled: by what it rests on."""

from collections.abc import Mapping

from qala.publish import readiness
from qala.publish.case import Case
from qala.publish.naming import named
from qala.standard import Standard
from qala.texts import Language, text


def known_in(standard: Standard, cases: list[Case]) -> dict[str, int]:
    """How many figures are known in each second-level branch, over all cases."""
    branches = [child for one in standard.industries for child in standard.children[one.id] if child in standard.node]
    return {child: sum(case.rows[child]["known"] for case in cases) for child in branches}


def title_of(standard: Standard, counts: Mapping[str, int], language: Language, period: str) -> str:
    """What the Map is titled: which second-level branches it rests on, and which are not yet collected. counts: as of
    known_in.
    """
    if not standard.scores:
        return readiness.title_of(standard, language, period)
    known: dict[str, int] = {}
    for industry in standard.industries:
        for child in standard.children[industry.id]:
            if child in standard.node:
                title = named(standard.node[child], language)
                known[title] = known.get(title, 0) + counts[child]
    have = [title for title, count in known.items() if count]
    none = [title.lower() for title, count in known.items() if not count]
    if not have or not none:
        return text("map.title", language, period=period)
    return text("map.title_part", language, have=", ".join(have), none=", ".join(none), period=period)
