"""Which values an assessment took in another unit than they are kept in."""

from collections.abc import Iterator
from typing import Any

from qala.standard import Standard


def conversion_rows(standard: Standard) -> Iterator[dict[str, Any]]:
    """The indicators whose facts are kept in other units, with what their values were multiplied by."""
    for one in standard.indicators:
        if one.fact_unit and one.factor != 1:
            about = {"indicator": one.id, "fact": one.fact, "from": one.kept_unit, "to": one.unit}
            yield about | {"factor": one.factor}
