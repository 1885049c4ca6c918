"""Under which licences the figures that ship may be used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from tomllib import loads

from qala.packs import HERE
from qala.texts import Language


@dataclass(frozen=True)
class Source:
    """A source of figures; begins: how the source text of its figures begins: name and address of each."""

    title: Mapping[Language, str]
    begins: str
    address: str
    licences: tuple[tuple[str, str], ...]


@cache
def shipped() -> tuple[Source, ...]:
    """The sources of all figures that ship, as sources.toml beside them says."""
    files = sorted((HERE / "figures").glob("*/sources.toml"))
    return tuple(_source(row) for file in files for row in loads(file.read_text(encoding="utf-8"))["source"])


def licensed(counts: Mapping[str, int]) -> tuple[list[tuple[Source, int]], list[tuple[str, int]]]:
    """The sources that figures come from, by how many figures have each source text; and the texts of no source known
    here, whose licence nothing is known of.
    """
    found: dict[int, int] = {}
    others: list[tuple[str, int]] = []
    for said, count in counts.items():
        number = _number(said, shipped())
        if number is None:
            others.append((said, count))
        else:
            found[number] = found.get(number, 0) + count
    return [(shipped()[number], count) for number, count in sorted(found.items())], others


def _number(said: str, sources: Iterable[Source]) -> int | None:
    return next((number for number, one in enumerate(sources) if said.startswith(one.begins)), None)


def _source(row: Mapping[str, object]) -> Source:
    titles: Mapping[Language, str] = {
        "kk": str(row["title_kk"]),
        "ru": str(row["title_ru"]),
        "en": str(row["title_en"]),
    }
    licences = row["licences"]
    assert isinstance(licences, list)  # noqa: S101 - a file of ours
    return Source(
        titles,
        str(row["begins"]),
        str(row.get("address", "")),
        tuple((one["name"], one["address"]) for one in licences),
    )
