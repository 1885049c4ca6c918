"""What stands at the head of a comparison: that the method or a boundary is not the same on both sides."""

from collections.abc import Iterator, Mapping

from qala.insight import Comparison
from qala.texts import Language, text


def marks_of(found: Comparison, names: Mapping[str, str], language: Language) -> Iterator[str]:
    """What makes the two sides hard to compare: another method, other boundaries."""
    if found.other_method:
        sides = {"before": found.before, "after": found.after}
        said = {name: f"{side.standard}@{side.edition}" for name, side in sides.items()}
        yield text(
            "series.same_edition" if said["before"] == said["after"] else "series.other_method", language, **said
        )
    for area, events in found.breaks.items():
        if area in names:
            told = "; ".join(f"{one.date}, {one.basis}".rstrip(", ") for one in events)
            yield text("series.boundary_changed", language, area=names[area], events=told)
