"""Why a cell has no degree, in words."""

import math
import re
from unicodedata import normalize

from qala.publish.case import Case
from qala.publish.naming import named
from qala.standard import Indicator, Node
from qala.texts import Language, text, texts_of
from qala.values.form import REASONS

NAMED = 3
"""So many indicators are named in a sentence; of the rest, the number is given."""


def reasons_of(case: Case, node: Node) -> tuple[str, ...]:
    """The sentences that say why a node has no degree: the gate, questioned figures, what nobody has published."""
    row = case.rows[node.id]
    if row["state"] == "screened":
        return (text("map.reason_screened", case.language, known=row["known"], asked=row["asked"]),)
    if not row["asked"]:
        return (text("map.reason_context", case.language),)
    if not row["known"]:
        return (*_questioned(case, node), *_nothing(case, node))
    if not case.standard.scores:
        return tuple(_questioned(case, node))
    if _without_target(case, node):
        return (text("map.reason_no_target", case.language),)
    found: list[str] = []
    nested = [case.standard.node[id_] for id_ in case.standard.children[node.id] if id_ in case.standard.node]
    lower = [one for one in nested if case.rows[one.id]["degree"] is None and case.rows[one.id]["known"]]
    if not lower or node is case.standard.root:
        found.append(_gate(case, node))
    elif lower:
        found += [_gate_of_branch(case, one) for one in lower]
    if node is not case.standard.root:
        found += _questioned(case, node)
    return tuple(found)


def short_of(case: Case, node: Node) -> str:
    """The reason in three words, for the cell itself."""
    if case.rows[node.id]["state"] == "screened":
        return text("map.short_screened", case.language)
    if not case.rows[node.id]["asked"]:
        return text("map.not_asked", case.language)
    if not case.rows[node.id]["known"]:
        return text("map.short_questioned" if case.in_state(node, "questioned") else "map.short_nothing", case.language)
    if _without_target(case, node):
        return text("map.short_no_target", case.language)
    nested = [case.standard.node[id_] for id_ in case.standard.children[node.id] if id_ in case.standard.node]
    lower = [one for one in nested if case.rows[one.id]["degree"] is None and case.rows[one.id]["known"]]
    asked = lower[0] if lower and node is not case.standard.root else node
    have, _, needed = _counted(case, asked)
    return text("map.short_gate", case.language, have=have, needed=needed)


def _without_target(case: Case, node: Node) -> bool:
    """Whether all that is known under a node is left unscored for want of a target."""
    rows = [case.rows[one.id] for one in case.below(node)]
    known = {row["state"] for row in rows if row["value"] is not None}
    return case.standard.scores and known == {"unscored"}


def missing_of(case: Case, node: Node) -> list[tuple[Indicator, str]]:
    """The indicators under a node that have no value, each with who should publish it."""
    return [(one, owner_of(one, case.language)) for one in case.in_state(node, "missing")]


def owner_of(indicator: Indicator, language: Language) -> str:
    """Who should publish an indicator: its owner, else who can change it."""
    said = _known(f"owner_{slug(indicator.owner)}", language) or indicator.owner
    return said or (text(f"map.influence_{indicator.influence}", language) if indicator.influence else "")


def unit_of(indicator: Indicator, language: Language) -> str:
    """The unit in a language; as the standard has it where no translation is kept."""
    return unit_named(indicator.unit, language)


def unit_named(unit: str, language: Language) -> str:
    """A unit of a standard in a language; as it stands there where no translation is kept."""
    return _known(f"unit_{slug(unit)}", language) or unit


def reason_named(reason: str, language: Language) -> str:
    """Why a value is missing, as somebody said: in words where it is one of the reasons that forms offer."""
    return text(f"form.reason_{reason.replace('-', '_')}", language) if reason in REASONS else reason


def slug(name: str) -> str:
    """A name as a key: its ASCII letters and digits, joined by low lines; `m²` is `m2` and `µg` is `ug`."""
    plain = normalize("NFKC", name).lower().replace("%", "percent").replace("\N{GREEK SMALL LETTER MU}", "u")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _known(name: str, language: Language) -> str | None:
    return texts_of("map", language).get(name)


def _gate(case: Case, node: Node) -> str:
    have, of, needed = _counted(case, node)
    if node is case.standard.root:
        key = "map.reason_gate_whole"
    else:
        nodes = any(id_ in case.standard.node for id_ in case.standard.children[node.id])
        key = "map.reason_gate_nodes" if nodes else "map.reason_gate_indicators"
    return text(key, case.language, have=have, of=of, needed=needed)


def _gate_of_branch(case: Case, node: Node) -> str:
    title = named(node, case.language)
    return text("map.reason_in", case.language, branch=title, reason=_gate(case, node))


def _counted(case: Case, node: Node) -> tuple[int, int, int]:
    """Of a node's children: how many have a degree, how many are asked for, and how many must have one."""
    children = [id_ for id_ in case.standard.children[node.id] if _counts(case, id_)]
    have = sum(case.rows[id_]["degree"] is not None for id_ in children)
    return have, len(children), max(1, math.ceil(node.min_coverage * len(children) - 1e-9))


def _counts(case: Case, id_: str) -> bool:
    row = case.rows[id_]
    return row["asked"] > 0 if id_ in case.standard.node else row["state"] not in {"unscored", "not-applicable"}


def _questioned(case: Case, node: Node) -> list[str]:
    asked = case.in_state(node, "questioned")
    if not asked:
        return []
    return [text("map.reason_questioned", case.language, names=_names(asked, case.language))]


def _nothing(case: Case, node: Node) -> list[str]:
    missing = missing_of(case, node)
    if not missing:
        return []
    quantities = [pair for pair in missing if pair[0].kind != "level"] or missing
    owners = list(dict.fromkeys(owner for _, owner in quantities if owner))
    names = _names([one for one, _ in quantities][:NAMED], case.language)
    return [
        text("map.reason_nothing", case.language, count=len(missing), names=names),
        *([text("map.reason_owners", case.language, owners="; ".join(owners))] if owners else []),
    ]


def _names(indicators: list[Indicator], language: Language) -> str:
    quote = [text("map.quoted", language, name=named(one, language)) for one in indicators[:NAMED]]
    rest = len(indicators) - NAMED
    return ", ".join(quote) + (text("map.and_more", language, count=rest) if rest > 0 else "")
