"""Reading a concept: a folder, or its files as texts."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from qala.areas.model import Text
from qala.concept import model
from qala.concept.model import Concept, Driver, Solution, Statement, Term
from qala.concept.rows import Row, cost_of, effect_of
from qala.errors import BadFile, BadPack, Place
from qala.files import parse_table, read_text
from qala.standard.model import STATUSES
from qala.standard.settings import TomlTable

TOML = "concept.toml"
COLUMNS = {
    "terms.csv": ("kind", "id"),
    "drivers.csv": ("id", "per_city", "per_thousand"),
    "solutions.csv": ("id", "industry", "technologies", "requires", "conditions", "financing", "risks"),
    "acceptance.csv": ("solution",),
    "effects.csv": ("solution", "indicator", "kind", "low", "mode", "high", "evidence"),
    "costs.csv": ("solution", "driver", "capital_mode", "yearly_mode", "currency", "price_year", "basis"),
}
"""The tables of a concept, and the columns that each must have."""


def read_concept(folder: Path) -> Concept:
    """The concept in a folder. Raises BadFile, BadTable or BadPack with the file, row and column."""
    if not folder.is_dir():
        raise BadFile("concept.no_folder", Place(str(folder)))
    return parse_concept({name: read_text(folder / name) for name in (TOML, *COLUMNS)})


def parse_concept(files: Mapping[str, str]) -> Concept:
    """The concept that the texts of a folder say, by the names of its files."""
    for name in (TOML, *COLUMNS):
        if name not in files:
            raise BadFile("concept.no_file", Place(name), name=name)
    settings = TomlTable(files[TOML], file=TOML)
    about = settings.table("concept")
    terms = tuple(_terms(files))
    drivers = tuple(_drivers(files))
    return Concept(
        id=about.needed("id"),
        edition=about.text("edition"),
        status=about.choice("status", STATUSES, "draft"),
        standard=about.needed("standard"),
        currency=about.needed("currency"),
        title=about.title("title"),
        note=about.title("note"),
        sections={name: tuple(_statements(settings, name)) for name in model.SECTIONS},
        terms=terms,
        drivers=drivers,
        solutions=tuple(_solutions(files, terms, drivers)),
    )


def _statements(settings: TomlTable, section: str) -> Iterator[Statement]:
    known: set[str] = set()
    for table in settings.tables(section):
        id_ = table.needed("id")
        if id_ in known:
            raise BadPack("concept.twice", table.place("id"), id=id_)
        known.add(id_)
        yield Statement(id_, Text(table.text("kk"), table.text("ru"), table.text("en")))


def _rows(files: Mapping[str, str], name: str) -> Iterator[Row]:
    table = parse_table(files[name], name)
    for column in COLUMNS[name]:
        if column not in table.header:
            raise BadPack("concept.no_column", Place(name, 1), column=column)
    return (Row(table, index) for index in range(len(table.rows)))


def _unique(row: Row, known: set[tuple[str, ...]], *key: str) -> None:
    if key in known:
        raise BadPack("concept.twice", row.place("id"), id=key[-1])
    known.add(key)


def _terms(files: Mapping[str, str]) -> Iterator[Term]:
    known: set[tuple[str, ...]] = set()
    for row in _rows(files, "terms.csv"):
        kind, id_ = row.choice("kind", model.TERM_KINDS, ""), row.needed("id")
        _unique(row, known, kind, id_)
        yield Term(kind, id_, row.words("title"), row.number_in_file)


def _drivers(files: Mapping[str, str]) -> Iterator[Driver]:
    known: set[tuple[str, ...]] = set()
    for row in _rows(files, "drivers.csv"):
        id_ = row.needed("id")
        _unique(row, known, id_)
        yield Driver(id_, row.money("per_city"), row.money("per_thousand"), row.words("title"), row.number_in_file)


def _solutions(files: Mapping[str, str], terms: tuple[Term, ...], drivers: tuple[Driver, ...]) -> Iterator[Solution]:
    found = list(_rows(files, "solutions.csv"))
    known: set[tuple[str, ...]] = set()
    for row in found:
        _unique(row, known, row.needed("id"))
    ids = {key[0] for key in known}
    acceptance, effects, costs = (
        _by_solution(files, name, ids) for name in ("acceptance.csv", "effects.csv", "costs.csv")
    )
    by_kind = {kind: {term.id for term in terms if term.kind == kind} for kind in model.TERM_KINDS}
    names = {driver.id for driver in drivers}
    for row in found:
        id_ = row.needed("id")
        yield Solution(
            id=id_,
            industry=row.needed("industry"),
            title=row.words("title"),
            summary=row.words("summary"),
            technologies=row.named("technologies", by_kind["technology"]),
            requires=row.named("requires", ids),
            conditions=row.named("conditions", by_kind["condition"]),
            financing=row.named("financing", model.FINANCING),
            risks=row.named("risks", by_kind["risk"]),
            acceptance=tuple(one.words("title") for one in acceptance.get(id_, ())),
            effects=tuple(effect_of(one) for one in effects.get(id_, ())),
            costs=tuple(cost_of(one, names) for one in costs.get(id_, ())),
            row=row.number_in_file,
        )


def _by_solution(files: Mapping[str, str], name: str, ids: set[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(files, name):
        found.setdefault(row.one_of("solution", ids), []).append(row)
    return found
