"""A standard as frozen types: what a pack says, with defaults filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from qala.areas.model import Text
from qala.standard.uncertain import Robust
from qala.standard.units import conversion

METHODS = (
    "goalposts", "minmax", "distance-to-max", "percentile", "distance-to-target", "distance-to-reference",
    "fraction-of-target", "fraction-of-max", "levels", "steps", "zscore", "rank", "borda", "none",
)  # fmt: skip
FINAL_METHODS = frozenset({"steps", "levels", "zscore", "rank", "borda", "none"})
"""Normalisations whose result is not stretched over `range`."""
TARGET_METHODS = frozenset({"distance-to-target", "fraction-of-target"})
"""Normalisations that need a target."""
TREATMENTS = ("none", "winsorise", "log-ct", "log-ct-plus", "log-ct-orig", "box-cox")
PEER_IMPUTATIONS = ("mean", "median", "group-mean", "group-median")
IMPUTATIONS = ("none", *PEER_IMPUTATIONS, "node-mean", "carry-forward", "linear")
AGGREGATIONS = ("arithmetic", "geometric", "harmonic", "median", "minimum", "copeland", "sum", "count")
WEIGHTINGS = ("given", "equal", "pca", "entropy", "critic", "ahp", "equal-influence", "benefit-of-the-doubt")
MISSING_RULES = ("exclude", "zero", "withhold", "fail")
DIRECTIONS = ("higher", "lower", "target", "context")
KINDS = ("quantity", "share", "count", "rate", "level", "yes-no")
CLASSES = ("input", "output", "outcome")
CHARACTERISTICS = ("comfort", "safety", "efficiency", "ecology")
BOUNDARY_RULES = ("city", "urban-part", "region-marked", "withheld")
INFLUENCES = ("city", "region", "central", "monopolist", "market")
Judged = Mapping[tuple[str, str], float]
"""By pair: how many times as important the first is as the second."""
STATUSES = ("draft", "discussion", "registered", "in-force", "repealed", "proposal")


@dataclass(frozen=True, slots=True)
class Band:
    """One step of a scale, from `start` (or up to it, see Scale.closed), with what it asks beyond the degree."""

    id: str
    start: float
    points: float | None
    title: Text
    colour: str
    needs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale:
    """Bands from the lowest to the highest.

    round: decimals before banding and ranking, half away from zero. closed: which edge belongs to a band, `lower`
    (from inclusive) or `upper` (from exclusive). outside: `nearest` band, or `none`.
    """

    bands: tuple[Band, ...] = ()
    round: int = 9
    closed: str = "lower"
    outside: str = "nearest"


@dataclass(frozen=True, slots=True)
class Normalise:
    """How values become degrees: method, the range that degrees fill, whether what overshoots is cut."""

    method: str = "goalposts"
    low: float = 0.0
    high: float = 100.0
    clip: bool = True
    levels: tuple[float, ...] = ()
    parameters: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Treat:
    """How outliers are treated: only where both |skewness| >= skew and excess kurtosis >= kurtosis.

    max_points: the most steps of winsorising, None without limit; otherwise: what is done to the original where
    winsorising does not pass the test within them.
    """

    max_points: int | None = 5
    skew: float = 2.0
    kurtosis: float = 3.5
    otherwise: str = "log-ct"


@dataclass(frozen=True, slots=True)
class Impute:
    """How gaps are filled: methods in turn, over values or degrees.

    group: the column of areas.csv for group means; scope: the node whose indicators a node mean takes (`parent`, `root`
    or an id); max_age: periods to the neighbours that carrying forward and interpolating use.
    """

    methods: tuple[str, ...] = ()
    stage: str = "values"
    group: str = ""
    scope: str = "parent"
    max_age: int = 1


@dataclass(frozen=True, slots=True)
class Transform:
    """First divided by other indicators of the same area and period, each times a factor, then the logarithm."""

    per: tuple[tuple[str, float], ...] = ()
    log: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the tree; what its row left blank is the standard's own setting."""

    id: str
    parent: str
    weight: float
    aggregate: str
    weights: str
    over: str
    add: float
    floor: float | None
    missing: str
    min_coverage: float
    impute: tuple[str, ...]
    points: str
    scale: str
    title: Text


@dataclass(frozen=True, slots=True)
class Step:
    """From `threshold` on (a share of target in per cent where `share`), the degree is `degree`."""

    threshold: float
    share: bool
    degree: float


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing asked of a city; goalposts in the unit of the value, always low < high.

    scored: whether it has a degree, not of context only; asked: whether coverage counts it, as all that is scored, and
    under a standard that scores nothing all that has a weight.
    fact_unit: the unit in which values of its fact are kept, blank where that is its own.
    """

    id: str
    fact: str
    parent: str
    weight: float
    direction: str
    unit: str
    kind: str
    class_: str
    core: str
    characteristics: tuple[str, ...]
    transform: Transform
    treat: str
    impute: tuple[str, ...]
    normalise: Normalise
    low: float | None
    high: float | None
    target: float | None
    steps_from: float
    steps: tuple[Step, ...]
    bands: tuple[float, ...]
    points: str
    scale: str
    window: int
    carry: int
    min_events: float
    resolution: float | None
    boundary_rule: str
    numerator: str
    denominator: str
    basis: str
    owner: str
    influence: str
    sdg: str
    evidence: str
    measure: str
    title: Text
    scored: bool
    asked: bool
    fact_unit: str = ""

    @property
    def kept_unit(self) -> str:
        """The unit in which values of its fact are kept."""
        return self.fact_unit or self.unit

    @property
    def factor(self) -> float:
        """What a value of its fact is multiplied by to be in its own unit."""
        return float(conversion(self.fact_unit, self.unit) or 1) if self.fact_unit else 1.0

    @property
    def as_kept(self) -> "Indicator":
        """The indicator as its fact is asked and kept: in the unit of that; what is not in % there has no 100 %."""
        if not self.fact_unit:
            return self
        rate = self.kind == "share" and conversion(self.fact_unit, "%") != 1
        return replace(self, unit=self.fact_unit, kind="rate" if rate else self.kind, fact_unit="")


@dataclass(frozen=True, slots=True)
class Act:
    """The legal act that put an edition in force, or registered or repealed it: number, date (ISO), title."""

    number: str = ""
    date: str = ""
    title: Text = field(default_factory=lambda: Text("", "", ""))


@dataclass(frozen=True)
class Standard:
    """A whole method as data. `files` are the texts of the pack that it was read from, by name.

    scores: whether indicators have degrees; a standard without only tells what is reported, and what it counts.
    judgements: by node, how many times as important the first of a pair is; where several experts judged, the
    geometric mean of them (`experts`, by node and name).
    rating: whether it is an international rating that cities report to.
    """

    id: str
    edition: str
    status: str
    valid_from: str
    title: Text
    act: Act
    basis: tuple[str, ...]
    scores: bool
    rating: bool
    area_kind: str
    area_table: str
    reference: str
    screen: float
    treat: str
    treatment: Treat
    impute: Impute
    normalise: Normalise
    over: str
    reference_area: str
    aggregate: str
    weights: str
    zeros: str
    missing: str
    min_coverage: float
    scales: Mapping[str, Scale]
    weight_sets: Mapping[str, Mapping[str, float]]
    judgements: Mapping[str, Judged]
    experts: Mapping[str, Mapping[str, Judged]]
    consistency: float
    doubt: float
    robust: Robust
    nodes: tuple[Node, ...]
    indicators: tuple[Indicator, ...]
    files: Mapping[str, str]
    sha256: str

    @cached_property
    def root(self) -> Node:
        """The one node without a parent."""
        return next(node for node in self.nodes if not node.parent)

    @cached_property
    def node(self) -> Mapping[str, Node]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def indicator(self) -> Mapping[str, Indicator]:
        """The indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the children of each node, nodes first, each in the order of its file."""
        found: dict[str, list[str]] = {node.id: [] for node in self.nodes}
        children: list[Node | Indicator] = [*self.nodes, *self.indicators]
        for child in children:
            if child.parent:
                found[child.parent].append(child.id)
        return {id_: tuple(ids) for id_, ids in found.items()}

    @cached_property
    def asked_below(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The indicators under each node that are asked, at any depth, in the order of the tree."""
        found: dict[str, tuple[Indicator, ...]] = {}

        def below(node: str) -> tuple[Indicator, ...]:
            own: list[Indicator] = []
            for child in self.children[node]:
                one = self.indicator.get(child)
                own += below(child) if one is None else (one,) * one.asked
            found[node] = tuple(own)
            return found[node]

        below(self.root.id)
        return found

    @cached_property
    def reports_only(self) -> bool:
        """Whether it neither scores nor counts: its Map is a table of what is reported."""
        return not self.scores and all(node.aggregate != "count" for node in self.nodes)

    @cached_property
    def industries(self) -> tuple[Node, ...]:
        """The children of the root that are nodes."""
        return tuple(node for node in self.nodes if node.parent == self.root.id)

    @cached_property
    def scale(self) -> Scale:
        """The scale of all that names no other."""
        return self.scales.get("", Scale())

    def scale_of(self, child: Node | Indicator) -> Scale:
        """The scale of a node or indicator."""
        return self.scales[child.scale] if child.scale else self.scale

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that its indicators ask for."""
        return frozenset(indicator.fact for indicator in self.indicators)
