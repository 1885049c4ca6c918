"""Rows of a concept's tables: ids that must be known, money that is exact, effects and costs."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from qala.areas.model import Text
from qala.concept.model import EFFECT_KINDS, EVIDENCE, Amount, Cost, Effect, Range
from qala.errors import BadPack
from qala.standard.cells import Cells, choice

MONEY_LIMIT = Decimal(10) ** 15
"""More than this is a slip of the pen."""
YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Row(Cells):
    """One row of a table of a concept. Raises BadTable or BadPack with the file, row and column."""

    @property
    def number_in_file(self) -> int:
        """The row as a spreadsheet counts it."""
        return self.table.numbers[self.index]

    def words(self, column: str) -> Text:
        """A text in the three languages, from COLUMN_kk, COLUMN_ru and COLUMN_en."""
        return Text(*(self.text(f"{column}_{language}") for language in ("kk", "ru", "en")))

    def one_of(self, column: str, known: Collection[str]) -> str:
        """The cell, which must be one of `known`."""
        return choice(self.needed(column), known, self.place(column))

    def named(self, column: str, known: Collection[str]) -> tuple[str, ...]:
        """The parts of a cell between semicolons, each of which must be one of `known`, and no two alike."""
        found = self.list(column)
        for one in found:
            choice(one, known, self.place(column))
            if found.count(one) > 1:
                raise BadPack("concept.twice", self.place(column), id=one)
        return found

    def figure(self, column: str) -> float:
        """The cell as a number, which must not be blank."""
        self.needed(column)
        return self.number(column) or 0.0

    def years(self, column: str) -> float:
        """The cell as a number that is not negative; 0 where blank."""
        value = self.number(column) or 0.0
        if value < 0:
            raise BadPack("concept.negative", self.place(column), value=self.text(column))
        return value

    def money(self, column: str) -> Decimal:
        """The cell as an exact number that is not negative; 0 where blank."""
        value = Decimal(self.text(column)) if self.number(column) is not None else Decimal(0)
        if value < 0:
            raise BadPack("concept.negative", self.place(column), value=self.text(column))
        if value > MONEY_LIMIT:
            raise BadPack("concept.too_much", self.place(column), value=self.text(column))
        return value

    def amount(self, column: str) -> Amount:
        """An amount from COLUMN_low, COLUMN_mode and COLUMN_high; the likeliest stands in for what is blank."""
        self.needed(f"{column}_mode")
        mode = self.money(f"{column}_mode")
        low, high = (self.money(name) if self.text(name) else mode for name in (f"{column}_low", f"{column}_high"))
        return Amount(low, mode, high)


def effect_of(row: Row) -> Effect:
    """An effect from its row."""
    decay = row.years("decay")
    if decay > 1:
        raise BadPack("standard.share", row.place("decay"), value=row.text("decay"))
    return Effect(
        indicator=row.needed("indicator"),
        kind=choice(row.needed("kind"), EFFECT_KINDS, row.place("kind")),
        change=Range(row.figure("low"), row.figure("mode"), row.figure("high")),
        delay=row.years("delay_years"),
        ramp=row.years("ramp_years"),
        lifetime=row.years("lifetime_years"),
        decay=decay,
        evidence=row.choice("evidence", ("", *EVIDENCE), ""),
        source=row.text("source"),
        note=row.text("note"),
        row=row.number_in_file,
    )


def cost_of(row: Row, drivers: Collection[str]) -> Cost:
    """A cost from its row."""
    year = row.figure("price_year")
    if year not in YEARS:
        raise BadPack("concept.year", row.place("price_year"), value=row.text("price_year"))
    return Cost(
        driver=row.one_of("driver", drivers),
        capital=row.amount("capital"),
        yearly=row.amount("yearly"),
        currency=row.needed("currency"),
        price_year=int(year),
        basis=row.text("basis"),
        row=row.number_in_file,
    )
