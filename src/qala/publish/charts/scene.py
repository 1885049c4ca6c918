"""What a chart of robustness shows: the areas of one node in a period on a basis, in order, and what is said of all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qala.errors import BadUse
from qala.insight import chosen_of, standard_of
from qala.publish.drawing import clean
from qala.publish.map_model import BandLook, looks_of
from qala.publish.naming import named
from qala.standard import Standard
from qala.texts import Language, number, text


@dataclass(frozen=True)
class Asked:
    """What is asked for: by default the root, the last period, the first basis."""

    language: Language
    node: str | None = None
    period: str | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Outlook:
    """An area: its rank and band in the assessment, and its row of the robustness."""

    id: str
    name: str
    rank: int | None
    band: str | None
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Scene:
    """The areas that have a degree, from the first rank to the last; the names of the others; what is said of all."""

    language: Language
    node: str
    title: str
    period: str
    basis: str
    areas: tuple[Outlook, ...]
    scale: tuple[BandLook, ...]
    level: float
    notes: tuple[str, ...]

    def heading(self, key: str) -> str:
        """The title of a chart."""
        return text(key, self.language, node=self.title, period=self.period)

    def need_two(self) -> None:
        """Raises BadUse where there is nobody to compare with."""
        if len(self.areas) < 2:
            raise BadUse("charts.one_area", node=self.node)


def robustness_of(assessment: Mapping[str, Any]) -> Mapping[str, Any]:
    """The robustness that an assessment holds. Raises BadUse where it has none."""
    found: Mapping[str, Any] | None = assessment.get("robustness")
    if not found:
        raise BadUse("charts.no_robustness")
    return found


def scene_of(assessment: Mapping[str, Any], asked: Asked) -> Scene:
    """What is asked for. Raises BadUse for an unknown node, period or basis, and where no area has a degree."""
    robustness, standard = robustness_of(assessment), standard_of(assessment)
    period, basis = chosen_of(assessment, asked.period, asked.basis)
    node = asked.node or standard.root.id
    if node not in standard.node:
        raise BadUse("explain.no_node", value=node, known=", ".join(standard.node))
    known = {(row["node"], row["area"]): row for row in _in_case(robustness["nodes"], period, basis) if _ranked(row)}
    judged = {row["area"]: row for row in _in_case(assessment["nodes"], period, basis) if row["node"] == node}
    names = {row["id"]: clean(row["name"][asked.language]).strip() or row["id"] for row in assessment["areas"]["rows"]}
    shown = [
        Outlook(area, name, judged[area]["rank"], judged[area]["band"], known[node, area])
        for area, name in names.items()
        if (node, area) in known
    ]
    if not shown:
        have = dict.fromkeys(one for one, _ in known)
        raise BadUse("charts.nothing", node=node, period=period, basis=basis, known=", ".join(have) or "–")
    without = [name for area, name in names.items() if (node, area) not in known]
    alike = all(judged[one.id]["comparable"] for one in shown)
    return Scene(
        asked.language,
        node,
        clean(named(standard.node[node], asked.language)),
        period,
        basis,
        tuple(sorted(shown, key=_place)),
        _scale(standard, node, asked.language),
        robustness["level"],
        (_made(robustness, basis, asked.language), *_caveats(alike, without, asked.language)),
    )


def _made(robustness: Mapping[str, Any], basis: str, language: Language) -> str:
    count, on = number(robustness["replications"], language), text(f"map.basis_{basis}", language)
    return text("charts.made", language, count=count, seed=robustness["seed"], basis=on)


def _caveats(alike: bool, without: Sequence[str], language: Language) -> Iterator[str]:
    if not alike:
        yield text("charts.not_alike", language)
    if without:
        yield text("charts.without", language, names=", ".join(without))


def _in_case(rows: Sequence[Mapping[str, Any]], period: str, basis: str) -> list[Mapping[str, Any]]:
    return [row for row in rows if (row["period"], row["basis"]) == (period, basis)]


def _ranked(row: Mapping[str, Any]) -> bool:
    return row.get("rank_mid") is not None


def _place(one: Outlook) -> tuple[bool, int, float, str]:
    """Where an area stands: by its rank, those without one after them by their median."""
    return one.rank is None, one.rank or 0, one.row["rank_mid"], one.name


def _scale(standard: Standard, node: str, language: Language) -> tuple[BandLook, ...]:
    return looks_of(standard.scale_of(standard.node[node]).bands, standard.normalise.high, language)
