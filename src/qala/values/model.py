"""The table of values: what is known of an indicator, an area and a period, with source and evidence."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import polars as pl

NUMBERS = ("value", "numerator", "denominator", "lower", "upper", "resolution")
MEASURES = ("value", "lower", "upper", "resolution")
"""Those in the unit of the fact."""
COLUMNS: dict[str, type[pl.DataType]] = {
    "area": pl.String,
    "fact": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "resolution": pl.Float64,
    "status": pl.String,
    "quality": pl.String,
    "boundary": pl.String,
    "reason": pl.String,
    "source": pl.String,
    "evidence": pl.String,
    "recorded_at": pl.String,
    "known_until": pl.String,
}
KEY = ("area", "fact", "period", "status", "recorded_at")
POPULATION = "population"
"""The fact under which populations are kept."""
STATUSES = ("official", "declared", "measured", "verified", "questioned", "rejected")


@dataclass(frozen=True, eq=False)
class Values:
    """Rows of values in the columns of `COLUMNS`, sorted by `KEY`.

    Text cells are never null (blank is ""), except that a number that is not known is null. `status` is one of
    STATUSES, `boundary` is the area's own id where nothing else is said, dates are ISO or "".
    `frame` must not be changed.
    """

    frame: pl.DataFrame

    @staticmethod
    def of(frame: pl.DataFrame) -> "Values":
        """Values from a frame that has all columns of COLUMNS, in any order of rows and columns."""
        return Values(frame.select([pl.col(name).cast(kind) for name, kind in COLUMNS.items()]).sort(KEY))

    def __len__(self) -> int:
        """The number of rows."""
        return self.frame.height

    @cached_property
    def sha256(self) -> str:
        """The digest of what the rows say, whatever their order was.

        SHA-256 over each column in the order of COLUMNS: its name and a line feed, then for text each cell as UTF-8
        followed by a zero byte, for numbers each as a little-endian IEEE 754 double, a missing one as the quiet NaN
        0x7ff8000000000000.
        """
        digest = hashlib.sha256()
        for name in COLUMNS:
            digest.update(f"{name}\n".encode())
            column = self.frame[name]
            if name in NUMBERS:
                digest.update(column.fill_null(float("nan")).to_numpy().astype("<f8").tobytes())
            else:
                digest.update("".join(f"{cell}\0" for cell in column).encode())
        return digest.hexdigest()
