"""From a grid of values to the degrees of the indicators: transform, screen, impute, treat, normalise, impute again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from qala.areas.model import Area
from qala.engine.arrays import CARRIED, NOT_APPLICABLE, REPORTED, UNDEFINED, UNSCORED, USABLE, Bools, Floats, States
from qala.engine.grid import Cases, Grid
from qala.engine.impute import Peers, impute
from qala.engine.normalise import Ends, needs_target, normalise, stands_alone
from qala.engine.peers import Block, blocks, by_period, groups, reference_areas
from qala.engine.rollup import Graded
from qala.engine.transform import transform
from qala.engine.treat import Treatment, treat
from qala.engine.tree import Tree
from qala.standard import Standard

Moved = Callable[[Floats], Floats]
"""What is done to treated values (indicators, cases) before they become degrees, as where goalposts move."""


@dataclass(frozen=True)
class Scores:
    """degrees: (items, cases), the rows of the nodes still empty; transformed, treated: (indicators, cases), NaN where
    nothing may be scored; states: (indicators, cases); ends: of each indicator in each block; screened: (cases,).
    """

    degrees: Floats
    transformed: Floats
    treated: Floats
    states: States
    ends: tuple[tuple[Ends, ...], ...]
    blocks: tuple[Block, ...]
    treatments: tuple[Treatment, ...]
    screened: Bools
    peers: Peers

    @property
    def graded(self) -> Graded:
        """What the tree is rolled up from."""
        return Graded(self.degrees, self.transformed, self.states, self.peers)

    def ends_at(self, indicator: int, column: int) -> Ends | None:
        """The ends of an indicator in a case; None where it is not scored."""
        for block, ends in zip(self.blocks, self.ends[indicator], strict=False):
            if block.inside.start <= column < block.inside.stop:
                return ends
        return None


def score(
    standard: Standard,
    tree: Tree,
    grid: Grid,
    areas: Mapping[str, Area],
    moved: Callable[[Floats], Floats] | None = None,
) -> Scores:
    """The degrees of all indicators. Raises CannotAssess where method and figures do not go together."""
    return measure(standard, tree, grid, cure(standard, tree, grid, areas), moved)


@dataclass(frozen=True)
class Cured:
    """What there is before anything is normalised: as in Scores."""

    transformed: Floats
    treated: Floats
    states: States
    blocks: tuple[Block, ...]
    treatments: tuple[Treatment, ...]
    screened: Bools
    peers: Peers


def cure(standard: Standard, tree: Tree, grid: Grid, areas: Mapping[str, Area]) -> Cured:
    """Transforms, screens, fills gaps of values and treats outliers."""
    cases = grid.cases
    values, states = transform(standard, grid.values, grid.states)
    screened = screen(standard, states, cases)
    one = reference_areas(standard, cases, areas)
    peers = Peers(by_period(cases, one, screened), groups(cases, areas, standard.impute.group))
    measured_by = blocks(standard, cases, one, screened)
    impute(standard, tree, grid, values, states, peers, "values")
    treated, treatments = treat(standard, values, measured_by)
    return Cured(values, treated, states, measured_by, treatments, screened, peers)


def measure(standard: Standard, tree: Tree, grid: Grid, cured: Cured, moved: Moved | None = None) -> Scores:
    """Normalises what is cured, and fills gaps of degrees."""
    states = cured.states.copy()
    degrees = np.full((tree.nodes + len(standard.indicators), grid.cases.size), np.nan)
    measured = cured.treated if moved is None else moved(cured.treated)
    ends = degrees_of(standard, measured, cured.blocks, degrees[tree.nodes :])
    _mark(standard, cured.treated, degrees[tree.nodes :], states)
    impute(standard, tree, grid, degrees[tree.nodes :], states, cured.peers, "degrees")
    degrees[:, cured.screened] = np.nan
    return Scores(
        degrees,
        cured.transformed,
        cured.treated,
        states,
        ends,
        cured.blocks,
        cured.treatments,
        cured.screened,
        cured.peers,
    )


def degrees_of(
    standard: Standard, values: Floats, measured_by: tuple[Block, ...], out: Floats
) -> tuple[tuple[Ends, ...], ...]:
    """Writes the degrees of (indicators, cases) values into `out` and gives the ends of each indicator and block."""
    everywhere = (Block(slice(0, values.shape[1]), np.empty(0, dtype=np.int64)),)
    found: list[tuple[Ends, ...]] = []
    for index, indicator in enumerate(standard.indicators):
        if not indicator.scored or needs_target(indicator):
            found.append(())
        elif stands_alone(indicator):
            found.append(normalise(indicator, values[index], everywhere, out[index]) * len(measured_by))
        else:
            found.append(normalise(indicator, values[index], measured_by, out[index]))
    return tuple(found)


def screen(standard: Standard, states: States, cases: Cases) -> Bools:
    """(cases,): which have too small a share of the indicators asked known to be assessed."""
    if standard.screen <= 0:
        return np.zeros(cases.size, dtype=np.bool_)
    known, asked = np.zeros((2, cases.size), dtype=np.int64)
    for index, indicator in enumerate(standard.indicators):
        if indicator.asked and indicator.weight > 0:
            known += np.isin(states[index], (REPORTED, CARRIED, UNSCORED))
            asked += states[index] != NOT_APPLICABLE
    return np.asarray(known < standard.screen * asked - 1e-9)


def _mark(standard: Standard, values: Floats, degrees: Floats, states: States) -> None:
    """Marks what is known and has no degree: unscored by the standard or for want of a target, else undefined."""
    if not standard.scores:
        states[states == REPORTED] = UNSCORED
        return
    for index, indicator in enumerate(standard.indicators):
        if indicator.scored and not indicator.bands:
            bare = (states[index] <= max(USABLE)) & np.isnan(degrees[index])
            states[index, bare] = UNSCORED if needs_target(indicator) else UNDEFINED
