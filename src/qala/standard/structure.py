"""What a standard must hold to be read at all: one tree, without cycles, in which all ids are known once."""

from qala.errors import BadPack, Place
from qala.standard.model import Indicator, Node, Standard


def check_structure(standard: Standard) -> None:
    """Raises BadPack at the first id that stands twice, unknown parent, cycle, second root or upside-down goalpost."""
    seen: set[str] = set()
    for row, child, file in _children(standard):
        if child.id in seen:
            raise BadPack("standard.twice", Place(file, row, "id"), id=child.id)
        seen.add(child.id)
    roots = [node.id for node in standard.nodes if not node.parent]
    if len(roots) != 1:
        raise BadPack("standard.roots", Place("tree.csv", None, "parent"), roots=", ".join(roots) or "-")
    for row, child, file in _children(standard):
        if child.parent and child.parent not in standard.node:
            raise BadPack("standard.no_parent", Place(file, row, "parent"), id=child.id, parent=child.parent)
    _refuse_cycles(standard)
    for row, indicator in enumerate(standard.indicators, 2):
        _check_goalposts(indicator, row)


def _children(standard: Standard) -> list[tuple[int, Node | Indicator, str]]:
    nodes: list[tuple[int, Node | Indicator, str]] = [
        (row, node, "tree.csv") for row, node in enumerate(standard.nodes, 2)
    ]
    return nodes + [(row, indicator, "indicators.csv") for row, indicator in enumerate(standard.indicators, 2)]


def _refuse_cycles(standard: Standard) -> None:
    whole: set[str] = {standard.root.id}
    for row, node in enumerate(standard.nodes, 2):
        path = [node.id]
        while path[-1] not in whole:
            parent = standard.node[path[-1]].parent
            if parent in path:
                raise BadPack("standard.cycle", Place("tree.csv", row, "parent"), path=" → ".join([*path, parent]))
            path.append(parent)
        whole.update(path)


def _check_goalposts(indicator: Indicator, row: int) -> None:
    low, high = indicator.low, indicator.high
    if low is not None and high is not None and low >= high:
        place = Place("indicators.csv", row, "low")
        raise BadPack("standard.goalposts", place, id=indicator.id, low=f"{low:g}", high=f"{high:g}")
    aimless = indicator.direction == "target" and indicator.target is None
    if indicator.scored and aimless and indicator.normalise.method == "goalposts":
        raise BadPack("standard.no_target", Place("indicators.csv", row, "target"), id=indicator.id)
