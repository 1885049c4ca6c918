"""Which of several rows about the same thing counts."""

import polars as pl

from qala.values.model import Values

_STANDING = {"verified": 0, "official": 1, "measured": 2, "declared": 3}
_BASES = {"verified": ("verified", "official", "measured"), "declared": tuple(_STANDING)}
_KEY = ("area", "fact", "period")


def choose(values: Values, basis: str, as_known: str | None) -> pl.DataFrame:
    """One row for each area, fact and period that is known, with a further column `state`, sorted by key.

    A row counts where recorded_at <= as_known < known_until, blank meaning always; without `as_known` the rows that
    nothing has replaced count, those with a blank known_until.
    On the basis `verified` the order is verified, official, measured, and then the latest recorded_at. On `declared`
    the latest of these or declared counts, and of one day the higher standing.
    A questioned or rejected row that is not older than the row that would count makes the state `questioned`; so does
    one that stands alone. Otherwise the state is `reported`.
    """
    frame = values.frame
    if as_known is None:
        frame = frame.filter(pl.col("known_until") == "")
    else:
        recorded = (pl.col("recorded_at") == "") | (pl.col("recorded_at") <= as_known)
        frame = frame.filter(recorded & ((pl.col("known_until") == "") | (pl.col("known_until") > as_known)))
    standing = pl.col("status").replace_strict(_STANDING, default=9, return_dtype=pl.Int8)
    order = ["standing", "recorded_at"] if basis == "verified" else ["recorded_at", "standing"]
    descending = [False, True] if basis == "verified" else [True, False]
    ranked = frame.with_columns(standing=standing)
    counted = (
        ranked.filter(pl.col("status").is_in(_BASES[basis]))
        .sort([*_KEY, *order], descending=[False] * len(_KEY) + descending)
        .unique(_KEY, keep="first", maintain_order=True)
    )
    doubted = (
        ranked.filter(pl.col("status").is_in(["questioned", "rejected"]))
        .sort([*_KEY, "recorded_at", "status"], descending=[False] * len(_KEY) + [True, False])
        .unique(_KEY, keep="first", maintain_order=True)
    )
    merged = counted.join(doubted.select(*_KEY, doubted_at="recorded_at"), on=_KEY, how="left")
    doubt = pl.col("doubted_at").is_not_null() & (pl.col("doubted_at") >= pl.col("recorded_at"))
    merged = merged.with_columns(state=pl.when(doubt).then(pl.lit("questioned")).otherwise(pl.lit("reported")))
    alone = doubted.join(counted, on=_KEY, how="anti").with_columns(state=pl.lit("questioned"))
    return pl.concat([merged.drop("standing", "doubted_at"), alone.drop("standing")]).sort(_KEY)
