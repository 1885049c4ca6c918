"""What a standard expects of a file of values."""

from collections.abc import Mapping, Sequence

from qala.areas.model import Areas
from qala.standard import Standard
from qala.standard.facts import Fact, refuse_other_units
from qala.standard.finding_rules import rules_of
from qala.values.model import POPULATION
from qala.values.read import Expected


def expected_of(
    standard: Standard, areas: Areas | None, shared: Mapping[str, Fact], decimal_comma: bool = False
) -> Expected:
    """The facts that a standard and its findings ask for, by fact or by the id of an indicator; places of `areas`.

    shared: the facts that several standards ask for: values of those that this one does not ask are for others, and
    left out. An indicator of another unit than its fact's is named by its fact alone. Raises BadPack where the standard
    and the shared facts say different units.
    """
    refuse_other_units(standard, shared)
    of = {
        kind: {item.fact for item in standard.indicators if item.as_kept.kind == kind}
        for kind in ("share", "level", "yes-no")
    }
    facts = standard.facts | {POPULATION, *(fact for rule in rules_of(standard) for fact in rule.facts)}
    return Expected(
        facts=facts,
        areas=areas.ids if areas else None,
        aliases={item.id: item.fact for item in standard.indicators if item.factor == 1},
        others=shared.keys() - facts,
        shares=of["share"],
        levels=of["level"],
        yes_no=of["yes-no"],
        decimal_comma=decimal_comma,
    )


def expected_of_all(
    standards: Sequence[Standard], areas: Areas | None, shared: Mapping[str, Fact], decimal_comma: bool = False
) -> Expected:
    """What several standards ask for together, for a file that serves them all. An id that means different facts in
    them names none.
    """
    each = [expected_of(one, areas, shared, decimal_comma) for one in standards]
    facts = {fact for one in each for fact in one.facts or ()}
    named: dict[str, set[str]] = {}
    for one in each:
        for id_, fact in one.aliases.items():
            named.setdefault(id_, set()).add(fact)
    aliases = {id_: min(found) for id_, found in named.items() if len(found) == 1}
    return Expected(
        facts=facts,
        areas=areas.ids if areas else None,
        aliases={id_: fact for id_, fact in aliases.items() if id_ == fact or id_ not in facts},
        others=shared.keys() - facts,
        shares={fact for one in each for fact in one.shares},
        levels={fact for one in each for fact in one.levels},
        yes_no={fact for one in each for fact in one.yes_no},
        decimal_comma=decimal_comma,
    )
