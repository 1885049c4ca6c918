"""Every figure of an indicator as CSV, in the order of its table."""

from collections.abc import Collection, Iterator, Mapping

from qala.publish.csv_file import csv_of
from qala.publish.indicators.series import Series
from qala.publish.tables import Record
from qala.standard import Indicator

_AS_THEY_ARE = (
    "value", "numerator", "denominator", "lower", "upper", "resolution", "status", "quality", "reason", "source",
    "evidence", "recorded_at", "known_until",
)  # fmt: skip
COLUMNS = (
    "indicator_id", "indicator", "unit", "area_id", "area", "assessed_area", "period", "assessed_period",
    "boundary_id", "boundary", *_AS_THEY_ARE,
)  # fmt: skip
"""Names for programs, the same in every language."""


def series_csv(
    series: Series, indicator: Indicator, said: tuple[str, str], names: Mapping[str, str], assessed: Collection[str]
) -> bytes:
    """One row for each figure; said: the title and the unit; as csv_of writes it."""
    return csv_of(COLUMNS, _records(series, indicator, said, names, assessed))


def _records(
    series: Series, indicator: Indicator, said: tuple[str, str], names: Mapping[str, str], assessed: Collection[str]
) -> Iterator[Record]:
    periods = dict(series.periods)
    for row in series.rows:
        boundary = row["boundary"] or row["area"]
        yield {
            "indicator_id": indicator.id,
            "indicator": said[0],
            "unit": said[1],
            "area_id": row["area"],
            "area": names.get(row["area"], row["area"]),
            "assessed_area": row["area"] in assessed,
            "period": row["period"],
            "assessed_period": periods[row["period"]],
            "boundary_id": boundary,
            "boundary": names.get(boundary, boundary),
            **{name: row[name] for name in _AS_THEY_ARE},
        }
