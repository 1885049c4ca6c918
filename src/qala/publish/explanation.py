"""The explanation of a degree as a tree in the terminal."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from qala.insight import Part, explain, standard_of
from qala.publish.case import Case
from qala.publish.firmness import firmness_of
from qala.publish.leaf import Leaf, leaf_of, listed
from qala.publish.naming import named
from qala.publish.readiness import reported, told
from qala.publish.reasons import reasons_of
from qala.publish.rounding import adding_up
from qala.texts import Language, number, percent, text


def render_explanation(
    assessment: Mapping[str, Any],
    area: str,
    node: str,
    language: Language,
    console: Console,
    period: str | None = None,
    basis: str | None = None,
) -> None:
    """Prints the points of a node's degree. Raises BadUse for what the assessment does not have."""
    found = explain(assessment, area, node, period, basis)
    standard = standard_of(assessment)
    case = Case.of(assessment, standard, area, found.period, found.basis, language)
    head = Text.assemble(
        (f"{case.name} · {named(standard.node[found.node], language)} · {found.period}  ", "bold"),
        _degree(found.row, case),
    )
    tree = Tree(head)
    if found.degree is None:
        for reason in reasons_of(case, standard.node[node]):
            tree.add(Text(reason))
    scale = standard.scale_of(standard.node[found.node])
    firmness = firmness_of(case.robust.get(found.node), found.row, scale, language)
    if firmness is not None:
        firm = tree.add(Text(firmness.label, style="dim"))
        for said in firmness.details[1:]:
            firm.add(Text(said, style="dim"))
    _grow_all(tree, found.parts, found.degree, case, found.own)
    console.print(tree)


def _grow_all(tree: Tree, parts: tuple[Part, ...], degree: float | None, case: Case, own: float) -> None:
    """Adds the parts of a degree, their points rounded to add up to it, and the points that a sum has by itself."""
    *shown, base = adding_up([*(part.contribution for part in parts), own], degree)
    for part, points in zip(parts, shown, strict=True):
        _grow(tree, part, None if degree is None else points, case)
    if base and degree is not None:
        tree.add(Text(text("explain.own", case.language, points=number(base, case.language, 2, fixed=True))))


def _grow(tree: Tree, part: Part, points: float | None, case: Case) -> None:
    language = case.language
    line = Text.assemble((named(part, language), "bold"), "  ")
    if part.kind == "node" or case.standard.scores:
        line.append(_degree(part.row, case))
    if points is not None and case.standard.scores:
        share = percent(part.weight_share, language)
        line.append(
            "  " + text("explain.points", language, share=share, points=number(points, language, 2, fixed=True))
        )
    if part.kind == "node":
        branch = tree.add(line)
        if part.degree is None:
            for reason in reasons_of(case, case.standard.node[part.id]):
                branch.add(Text(reason, style="dim"))
        if part.row["known"]:
            _grow_all(branch, part.children, part.degree, case, part.own)
        return
    _leaf(tree, line, part, case)


def _leaf(tree: Tree, line: Text, part: Part, case: Case) -> None:
    indicator = case.standard.indicator[part.id]
    if not listed(case, indicator):
        return
    language, leaf = case.language, leaf_of(case, indicator)
    if leaf.value is None:
        _missing(tree, line, leaf)
        return
    branch = tree.add(line)
    branch.add(Text(text("explain.value", language, value=leaf.value, period=leaf.period, state=leaf.state_text)))
    if leaf.converted:
        branch.add(Text(leaf.converted, style="dim"))
    if leaf.goalposts != "–":
        branch.add(Text(text("explain.goalposts", language, goalposts=leaf.goalposts)))
    if leaf.overshoot:
        branch.add(Text(leaf.overshoot, style="yellow"))
    if leaf.goalposts != "–" and leaf.basis:
        branch.add(Text(text("explain.basis", language, basis=leaf.basis), style="dim"))
    if leaf.boundary:
        branch.add(Text(text("explain.boundary", language, place=leaf.boundary)))
    if leaf.source:
        branch.add(Text(text("explain.source", language, source=leaf.source), style="dim"))
    for title, said in leaf.findings:
        branch.add(Text(f"{title}: {said}", style="yellow"))


def _missing(tree: Tree, line: Text, leaf: Leaf) -> None:
    """An indicator without a value: who should publish it, and which figures are near it."""
    line.append(f"  {leaf.state_text}" + (f" · {leaf.owner}" if leaf.owner else ""), style="dim")
    branch = tree.add(line)
    for said in leaf.near:
        branch.add(Text(said, style="dim"))


def _degree(row: Mapping[str, Any], case: Case) -> Text:
    """The degree of a row; of a node that has none because nothing is scored, how much is reported."""
    if told(case.standard, row):
        return Text(reported(row, case.language), style="bold")
    if row["degree"] is None:
        return Text(text("map.withheld", case.language), style="dim")
    return Text(number(row["degree"], case.language, 2 if case.standard.scores else 0, fixed=True), style="bold cyan")
