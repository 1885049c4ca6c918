"""Periods: `2022`, `2022-Q3`, `2022-07`, `2022-07-15`, and the ones before them."""

from datetime import date, timedelta

from qala.errors import BadUse


def before(period: str, steps: int) -> str:
    """The period that lies `steps` periods of its own kind earlier."""
    if len(period) == 4:
        return f"{int(period) - steps:04d}"
    if "Q" in period:
        index = int(period[:4]) * 4 + int(period[-1]) - 1 - steps
        return f"{index // 4:04d}-Q{index % 4 + 1}"
    if len(period) == 7:
        index = int(period[:4]) * 12 + int(period[5:]) - 1 - steps
        return f"{index // 12:04d}-{index % 12 + 1:02d}"
    return (date.fromisoformat(period) - timedelta(days=steps)).isoformat()


def parse_periods(text: str) -> tuple[str, ...]:
    """`2019`, `2018,2019` or `2015..2019`, earliest first. Raises BadUse for anything else."""
    found: set[str] = set()
    for part in text.split(","):
        first, dots, last = part.strip().partition("..")
        _check(first, text)
        if not dots:
            found.add(first)
            continue
        _check(last, text)
        period = last
        for _ in range(10_000):
            found.add(period)
            if period <= first:
                break
            period = before(period, 1)
        if period != first:
            raise BadUse("assess.period", value=text)
    return tuple(sorted(found))


def _check(period: str, text: str) -> None:
    try:
        if "Q" in period:
            good = len(period) == 7 and period[4:6] == "-Q" and period[6] in "1234" and period[:4].isdigit()
        else:
            date.fromisoformat(period + {4: "-01-01", 7: "-01"}.get(len(period), ""))
            good = len(period) in (4, 7, 10)
    except ValueError:
        good = False
    if not good:
        raise BadUse("assess.period", value=text)
