"""All variants of the reference engine (COINr 1.1.14 on the ASEM data) out of packs alone, to 1e-9.

Where its own record says that a variant is a fault or a quirk, the right answer is asserted instead, with the reason.
"""

import math

import pytest

from qala.errors import CannotAssess
from qala.values.model import Values
from tests.peers import asem
from tests.peers.asem import Pack

TREATED, IMPUTED, RAW = "steps/Treated.csv", "steps/Imputed.csv", "steps/Raw.csv"
MINMAX = '[normalise]\nmethod = "minmax"\n'
FROM_1 = MINMAX + "range = [1, 100]\n"
OPEN = '[normalise]\nmethod = "{}"\nrange = [0, 1]\nclip = false\n'


def each(cell: str, value: str) -> dict[str, dict[str, str]]:
    return {row["iCode"]: {cell: value} for row in asem.indicators()} if asem.FOLDER.is_dir() else {}


def gate(share: float) -> Pack:
    return Pack(f"{MINMAX}[missing]\nmin_coverage = {share}\n")


def impute(method: str, more: str = "") -> Pack:
    return Pack(f'{MINMAX}[impute]\nmethod = "{method}"\n{more}\n')


def treat(*lines: str) -> Pack:
    return Pack("\n".join([MINMAX + "[treat]", *lines, ""]))


def mean(method: str) -> Pack:
    return Pack(f'{FROM_1}[aggregate]\nmethod = "{method}"\n')


def random_weights(method: str, range_: str) -> Pack:
    rows = asem.table("variants/weights_random.csv")
    sets = "set,id,weight\n" + "".join(f"random,{row['iCode']},{row['Weight']}\n" for row in rows)
    return Pack(f'{range_}[aggregate]\nweights = "set:random"\nmethod = "{method}"\n', files={"weights.csv": sets})


VARIANTS: dict[str, tuple[Pack, str]] = {
    "n_minmax_0_100": (Pack(MINMAX), TREATED),
    "n_minmax_1_100": (Pack(FROM_1), TREATED),
    "n_zscore": (Pack('[normalise]\nmethod = "zscore"\n'), TREATED),
    "n_zscore_10_2": (Pack(cells=each("normalise", "zscore:10:2")), TREATED),
    "n_rank": (Pack('[normalise]\nmethod = "rank"\n'), TREATED),
    "n_borda": (Pack('[normalise]\nmethod = "borda"\n'), TREATED),
    "n_dist2max": (Pack(OPEN.format("distance-to-max")), TREATED),
    "n_dist2targ_raw": (Pack(OPEN.format("distance-to-target")), RAW),
    "n_indiv": (
        Pack(MINMAX, cells={"LPI": {"normalise": "zscore:50:10"}, "CO2": {"normalise": "percentile:0:1"}}),
        TREATED,
    ),
    "a_gmean": (mean("geometric"), TREATED),
    "a_genmean_p2": (mean("power:2"), TREATED),
    "a_genmean_p05": (mean("power:0.5"), TREATED),
    "a_mixed_am_am_gm": (Pack(FROM_1, nodes={"4": {"aggregate": "geometric"}}), TREATED),
    "a_copeland_l2": (Pack(FROM_1, nodes={"2": {"aggregate": "copeland"}}), TREATED),
    "m_none": (gate(0), RAW),
    "m_thresh_0.5": (gate(0.5), RAW),
    "m_thresh_0.65": (gate(0.65), RAW),
    "m_thresh_0.95": (gate(0.95), RAW),
    "m_thresh_1": (gate(1), RAW),
    "m_gmean": (mean("geometric"), RAW),
    "imp_i_mean": (impute("mean"), RAW),
    "imp_i_median": (impute("median"), RAW),
    "imp_i_mean_grp": (impute("group-mean", 'group = "EurAsia_group"'), RAW),
    "imp_i_row_pillar": (impute("node-mean"), RAW),
    "imp_i_row_all": (impute("node-mean", 'scope = "root"'), RAW),
    "treat_default": (treat('method = "winsorise"'), IMPUTED),
    "treat_win1": (treat('method = "winsorise"', "max_points = 1"), IMPUTED),
    "treat_win3": (treat('method = "winsorise"', "max_points = 3"), IMPUTED),
    "treat_win_nolimit": (treat('method = "winsorise"', 'max_points = ""'), IMPUTED),
    "treat_logCT_only": (treat('method = "log-ct"'), IMPUTED),
    "treat_logCT_orig": (treat('method = "winsorise"', 'otherwise = "log-ct-orig"'), IMPUTED),
    "treat_logGII": (treat('method = "winsorise"', 'otherwise = "none"'), IMPUTED),
    "treat_strict_combine": (treat('method = "winsorise"', "skew = 1", "kurtosis = 1.5"), IMPUTED),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_variant(name: str) -> None:
    pack, start = VARIANTS[name]
    answer = pack.assess(asem.step(start))
    assert asem.differences(answer.degrees(), asem.expected(f"variants/{name}.csv")) == []
    if name.startswith("treat"):
        treated = asem.expected(f"variants/{name}__treated.csv")
        assert asem.differences(answer.column("indicators", "treated"), treated) == []


def test_variants_of_random_weights() -> None:
    for name, pack in (
        ("w_random_am", random_weights("arithmetic", MINMAX)),
        ("w_random_hm", random_weights("harmonic", FROM_1)),
    ):
        answer = pack.assess(asem.step(TREATED))
        assert asem.differences(answer.degrees(), asem.expected(f"variants/{name}.csv")) == []


def test_the_whole_chain_from_raw_data() -> None:
    toml = f'{MINMAX}[impute]\nmethod = "group-mean"\ngroup = "EurAsia_group"\n[treat]\nmethod = "winsorise"\n'
    answer = Pack(toml, denominators=True).assess(asem.raw())
    for column, step in (("transformed", "Imputed"), ("treated", "Treated")):
        assert asem.differences(answer.column("indicators", column), asem.expected(f"steps/{step}.csv")) == []
    assert asem.differences(answer.degrees(), asem.expected("steps/Aggregated.csv")) == []
    ranks = answer.column("nodes", "rank")
    assert {key: ranks[key] for key in asem.expected("steps/results_ranks.csv")} == asem.expected(
        "steps/results_ranks.csv"
    )


def test_every_variant_of_the_record_is_tried() -> None:
    """w_pca and w_pca_abs derive weights from the data; the others are here or in a test of their own below."""
    recorded = {row["id"] for row in asem.table("variants.csv")}
    apart = {
        "n_fracmax", "n_dist2ref", "m_genmean_p2", "m_copeland_l2", "treat_logCT_only_silentfail", "screen_095",
        "w_random_am", "w_random_hm", "w_pca", "w_pca_abs",
    }  # fmt: skip
    assert recorded - set(VARIANTS) == apart


def test_screening_keeps_the_same_areas_and_takes_minima_over_them() -> None:
    kept = {row["uCode"]: row for row in asem.table("variants/screen_095__screened.csv")}
    answer = Pack(MINMAX.replace("[normalise]", "screen = 0.95\n[normalise]")).assess(asem.step(RAW))
    states = answer.states("nodes")
    assert {area for (area, _), state in states.items() if state != "screened"} == set(kept)
    column = {area: float(row["LPI"]) for area, row in kept.items()}
    low, high = min(column.values()), max(column.values())
    degrees = answer.column("indicators", "degree")
    for area, value in column.items():
        assert degrees[area, "LPI"] == pytest.approx(100 * (value - low) / (high - low), abs=1e-9)
    assert all(answer.column("nodes", "degree")[key] is None for key in states if key[0] not in kept)


def test_fraction_of_max_is_refused_where_lower_is_better() -> None:
    """The record turns the sign of what is better lower, so that its greatest value is the best and negative: the
    worst emitter comes out far above 1 and the root infinite. Only what is better higher has a fraction of its maximum.
    """
    pack = Pack(OPEN.format("fraction-of-max"))
    with pytest.raises(CannotAssess, match="only for higher"):
        pack.assess(asem.step(TREATED))
    falling = {row["iCode"] for row in asem.indicators() if row["Direction"] == "-1"}
    pack = Pack(OPEN.format("fraction-of-max"), cells={name: {"normalise": "minmax"} for name in falling})
    wanted = {
        key: value for key, value in asem.expected("variants/n_fracmax__norm.csv").items() if key[1] not in falling
    }
    assert asem.differences(pack.assess(asem.step(TREATED)).column("indicators", "degree"), wanted) == []


def test_distance_to_an_area_that_is_itself_the_worst_is_undefined() -> None:
    """The record divides 0 by 0 there, and caps the infinities that it gets at 1; the right answer is: undefined."""
    pack = Pack('[normalise]\nmethod = "distance-to-reference"\nrange = [0, 1]\nreference = "AUS"\n')
    answer = pack.assess(asem.step(TREATED))
    degrees, states = answer.column("indicators", "degree"), answer.states("indicators")
    treated = answer.column("indicators", "treated")
    sign = {row["iCode"]: float(row["Direction"]) for row in asem.indicators()}
    worst = {code for code in sign if degrees["AUS", code] is None}
    for code, way in sign.items():
        own = [way * value for (_, other), value in treated.items() if other == code and value is not None]
        assert (code in worst) == (way * (treated["AUS", code] or 0.0) == min(own))
    assert worst == {"Bord", "Elec", "TIRcon", "MatCon"}
    assert all(states[area, code] == "undefined" for area, code in states if code in worst)
    wanted = {
        key: value for key, value in asem.expected("variants/n_dist2ref__norm.csv").items() if key[1] not in worst
    }
    assert asem.differences(degrees, wanted) == []


def test_power_mean_survives_a_gap() -> None:
    """The record loses the whole mean where one child is missing; a mean skips what is not known."""
    answer = mean("power:2").assess(asem.step(RAW))
    wanted = asem.expected("variants/m_genmean_p2.csv")
    have = answer.degrees()
    assert asem.differences(have, {key: value for key, value in wanted.items() if value is not None}) == []
    lost = [key for key, value in wanted.items() if value is None and have[key] is not None]
    assert ("BGD", "Instit") in lost
    below = [row["iCode"] for row in asem.indicators() if row["Parent"] == "Instit"]
    known = [value for value in (have["BGD", code] for code in below) if value is not None]
    assert 0 < len(known) < len(below)
    square = math.fsum(value**2 for value in known) / len(known)
    assert have["BGD", "Instit"] == pytest.approx(math.sqrt(square), abs=1e-9)


def test_copeland_with_nothing_in_common_is_neither_won_nor_lost() -> None:
    """The record credits a pair without a child in common to the area further down; here it decides nothing, and a
    pair is decided by the children known to both.
    """
    answer = Pack(FROM_1, nodes={"2": {"aggregate": "copeland"}}).assess(asem.step(RAW))
    have = answer.degrees()
    areas = sorted({area for area, _ in have})
    for node in ("Instit", "Physical", "Social"):
        codes = [row["iCode"] for row in asem.indicators() if row["Parent"] == node]
        for area in areas:
            total = sum(duel([(have[area, code], have[other, code]) for code in codes]) for other in areas)
            assert have[area, node] == total, (area, node)


def duel(pairs: list[tuple[float | None, float | None]]) -> int:
    common = [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
    ahead = sum(1.0 if mine > theirs else 0.5 if mine == theirs else 0.0 for mine, theirs in common)
    share = ahead / len(common) if common else 0.5
    return 1 if share > 0.5 + 1e-9 else -1 if share < 0.5 - 1e-9 else 0


def test_a_logarithm_that_is_asked_for_is_taken() -> None:
    """The record of the silent failure equals no treatment at all; here log-ct does what it says (see log-ct above)."""
    untreated = treat('method = "none"').assess(asem.step(IMPUTED))
    assert asem.differences(untreated.degrees(), asem.expected("variants/treat_logCT_only_silentfail.csv")) == [], (
        "the record is that of no treatment"
    )
    logged = treat('method = "log-ct"').assess(asem.step(IMPUTED))
    assert asem.differences(logged.degrees(), asem.expected("variants/treat_logCT_only_silentfail.csv"))


def test_a_treatment_that_does_not_pass_is_said() -> None:
    answer = treat('method = "winsorise"', "max_points = 1").assess(asem.step(IMPUTED))
    treatments: list[dict[str, object]] = answer.document["parameters"]["treatments"]  # type: ignore[index]
    failing = {row["indicator"] for row in treatments if not row["passes"]}
    assert failing == {"ForPort", "CultServ"}
    assert {row["method"] for row in treatments if row["indicator"] in failing} == {"log-ct"}


def test_a_shuffled_table_gives_the_same_digest() -> None:
    table: Values = asem.step(RAW)
    shuffled = Values.of(table.frame.sample(fraction=1.0, shuffle=True, seed=4))
    pack = impute("group-mean", 'group = "EurAsia_group"\n[treat]\nmethod = "winsorise"')
    assert pack.assess(table).document["digest"] == pack.assess(shuffled).document["digest"]
