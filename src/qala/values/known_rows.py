"""What is known beside an answer: of each value the row that counts, by fact, and the measured ones."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from qala.values.finding_figures import Key, Row, rows_of
from qala.values.findings import counting
from qala.values.model import Values


@dataclass(frozen=True)
class KnownRows:
    """counting: the rows that count, by fact; measured: those measured, by fact too, whether they count or not."""

    counting: Mapping[str, tuple[Row, ...]]
    measured: Mapping[str, tuple[Row, ...]]

    @staticmethod
    def of(values: Values) -> "KnownRows":
        """All that is known."""
        return KnownRows(_by_fact(rows_of(counting(values))), _by_fact(rows_of(counting(values, ("measured",)))))

    def of_facts(self, facts: Collection[str]) -> "KnownRows":
        """What is known of some facts."""
        chosen = ({fact: rows[fact] for fact in facts if fact in rows} for rows in (self.counting, self.measured))
        return KnownRows(*chosen)

    def declared(self, rows: Iterable[Row]) -> "KnownRows":
        """With values declared later than all that is known: each counts where no better one is known."""
        found: dict[Key, Row] = {row.key: row for every in self.counting.values() for row in every}
        for row in rows:
            if row.key not in found or found[row.key].status == "declared":
                found[row.key] = row
        return KnownRows(_by_fact(found.values()), self.measured)


def _by_fact(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.fact, []).append(row)
    return {fact: tuple(every) for fact, every in found.items()}
