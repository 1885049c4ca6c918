"""What the settings of an indicator mean, in words."""

from qala.publish.naming import named
from qala.standard import Indicator, Standard
from qala.texts import Language, number, text


def direction_of(indicator: Indicator, language: Language) -> str:
    """Which values are better."""
    aim = "–" if indicator.target is None else number(indicator.target, language)
    fields = {"target": aim} if indicator.direction == "target" else {}
    return text(f"indicator.direction_{indicator.direction}", language, **fields)


def boundary_of(indicator: Indicator, language: Language) -> str:
    """Whose figures it takes; blank where the standard says nothing."""
    rule = indicator.boundary_rule.replace("-", "_")
    return text(f"indicator.boundary_{rule}", language) if rule else ""


def branch_of(standard: Standard, indicator: Indicator) -> tuple[str, ...]:
    """The ids of the nodes above an indicator, from the one below the root downwards; the root's alone where it hangs
    there.
    """
    found, at = [], indicator.parent
    while at and at != standard.root.id:
        found.append(at)
        at = standard.node[at].parent
    return tuple(reversed(found)) or (standard.root.id,)


def path_of(standard: Standard, indicator: Indicator, language: Language) -> str:
    """The titles of the nodes above an indicator."""
    return " · ".join(named(standard.node[id_], language) for id_ in branch_of(standard, indicator))
