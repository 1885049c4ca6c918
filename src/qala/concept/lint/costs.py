"""Faults of costs: their order, currency and basis."""

from collections.abc import Iterator

from qala.concept.lint.fault import fault
from qala.concept.model import Amount, Concept, Cost
from qala.standard.lint.fault import Fault

FILE = "costs.csv"


def costs(concept: Concept) -> Iterator[Fault]:
    """All costs."""
    years = {cost.price_year for one in concept.solutions for cost in one.costs}
    if len(years) > 1:
        yield fault("price_years", FILE, None, "price_year", years=", ".join(map(str, sorted(years))))
    for solution in concept.solutions:
        told: set[str] = set()
        for cost in solution.costs:
            if cost.driver in told:
                yield fault("cost_twice", FILE, cost.row, "driver", id=solution.id, driver=cost.driver)
            told.add(cost.driver)
            yield from _one(cost, concept.currency)


def _one(cost: Cost, currency: str) -> Iterator[Fault]:
    if cost.currency != currency:
        yield fault("other_currency", FILE, cost.row, "currency", found=cost.currency, currency=currency)
    if not cost.basis:
        yield fault("no_basis", FILE, cost.row, "basis", driver=cost.driver)
    yield from _ordered(cost.capital, cost, "capital_mode")
    yield from _ordered(cost.yearly, cost, "yearly_mode")
    if not cost.capital.high and not cost.yearly.high:
        yield fault("free", FILE, cost.row, "capital_mode", driver=cost.driver)


def _ordered(amount: Amount, cost: Cost, column: str) -> Iterator[Fault]:
    if not amount.low <= amount.mode <= amount.high:
        yield fault("order", FILE, cost.row, column, low=amount.low, mode=amount.mode, high=amount.high)
