"""What a coherence report holds. None stands wherever the figures are too few, or too much alike, to tell."""

from dataclasses import dataclass

from qala.insight.pairs import Pair


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value far from the others, in the unit of the indicator after its transforms."""

    area: str
    period: str
    value: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """The own values of one indicator, after its transforms and before treatment.

    known: how many values; asked: in how many areas and periods it applies; missing: the share of these (0..1) without
    a value. skewness is G1, kurtosis the excess kurtosis G2. outlying: whether the standard's outlier test says that it
    would need treatment. histogram: how many values lie in each of equal steps from minimum to maximum. zeros, same:
    the share of values (0..1) that are 0, that equal the commonest one.
    """

    indicator: str
    known: int
    asked: int
    missing: float
    mean: float | None
    deviation: float | None
    minimum: float | None
    median: float | None
    maximum: float | None
    skewness: float | None
    kurtosis: float | None
    outlying: bool | None
    outliers: tuple[Outlier, ...]
    histogram: tuple[int, ...]
    zeros: float | None
    same: float | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many indicators of a node are known of an area, over all periods."""

    area: str
    node: str
    known: int
    asked: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether an indicator goes with what it stands among.

    siblings: the mean of its correlations with the children of the same node; negative: how many of `told` such
    correlations are below 0; own: its correlation with its industry; nearest: the other industry with which it
    correlates most strongly, either way. against: it runs against its siblings on average; elsewhere: it correlates
    more strongly with another industry than with its own, and significantly (5 %).
    """

    indicator: str
    siblings: float | None
    negative: int
    told: int
    industry: str | None
    own: float | None
    nearest: str | None
    nearest_correlation: float | None
    against: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Bearing:
    """How an indicator's degree goes with the whole.

    chance: the probability of so strong a correlation where there is none. silent: why it hardly shows in the result:
    `constant`, `weak` (below 0.3 either way), `chance` (not significant at 5 %); blank where it shows, or where that
    cannot be told.
    """

    indicator: str
    correlation: float | None
    cases: int
    chance: float | None
    silent: str


@dataclass(frozen=True, slots=True)
class Influence:
    """A child's nominal share of its parent's weight, beside its share of the squared correlations with the parent.

    Both are shares (0..1) among the siblings that can be told; the nominal one among all where none can.
    """

    child: str
    cases: int
    correlation: float | None
    nominal: float | None
    effective: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha of standardised children, and what it would be without each."""

    alpha: float | None
    without: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True, slots=True)
class Components:
    """The principal components of the children's correlations.

    eigenvalues, greatest first; explained: the share (0..1) of all variance of each; above_one: how many eigenvalues
    exceed 1; loadings: the correlation of each child with the first component, its sign chosen so that their sum is not
    negative; one_sign: whether all loadings have the same sign.
    """

    eigenvalues: tuple[float, ...]
    explained: tuple[float, ...]
    above_one: int
    loadings: tuple[tuple[str, float], ...]
    one_sign: bool


@dataclass(frozen=True, slots=True)
class Family:
    """The children of one node together.

    pairs: their correlations, each over the cases in which both are known. reliability and components rest on `cases`
    in which all of `complete` are known; left_out: children too little known, or constant, to take part.
    """

    node: str
    children: tuple[str, ...]
    pairs: tuple[Pair, ...]
    influences: tuple[Influence, ...]
    complete: tuple[str, ...]
    left_out: tuple[str, ...]
    cases: int
    reliability: Reliability | None
    components: Components | None


@dataclass(frozen=True)
class Coherence:
    """How a standard's indicators behave and hang together on a set of values: all of it for one basis.

    doubles: pairs of indicators that correlate at 0.9 or more either way, wherever they stand in the tree.
    industries: the correlations of the industries among themselves.
    """

    standard: str
    edition: str
    basis: str
    periods: tuple[str, ...]
    areas: int
    cases: int
    distributions: tuple[Distribution, ...]
    coverage: tuple[Coverage, ...]
    families: tuple[Family, ...]
    industries: tuple[Pair, ...]
    doubles: tuple[Pair, ...]
    fits: tuple[Fit, ...]
    bearings: tuple[Bearing, ...]
