"""What a standard expects of a file of values."""

from collections.abc import Collection, Mapping
from dataclasses import replace

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


def expected_of_both(one: Expected, other: Expected) -> Expected:
    """What two editions expect of the same file; where they see a fact differently, as the first does."""

    def joined(mine: Collection[str], theirs: Collection[str]) -> set[str]:
        return {*mine, *(fact for fact in theirs if fact not in (one.facts or ()))}

    facts = {*(one.facts or ()), *(other.facts or ())}
    return replace(
        one,
        facts=facts,
        others={*one.others, *other.others} - facts,
        aliases={**other.aliases, **one.aliases},
        shares=joined(one.shares, other.shares),
        levels=joined(one.levels, other.levels),
        yes_no=joined(one.yes_no, other.yes_no),
    )
