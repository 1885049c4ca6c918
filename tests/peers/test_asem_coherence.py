"""The coherence report on the ASEM data: moments against the reference engine's record, the rest against NumPy."""

from functools import cache

import numpy as np
import pytest

from qala.insight.coherence import Coherence, coherence
from tests.peers import asem
from tests.peers.asem import Answer, Pack


@cache
def answer() -> Answer:
    return Pack('[normalise]\nmethod = "minmax"\n[treat]\nskew = 2\nkurtosis = 3.5\n').assess(
        asem.step("steps/Imputed.csv")
    )


@cache
def report() -> Coherence:
    return coherence(answer().document)


def degrees(name: str) -> list[float]:
    found = answer().degrees()
    return [found[area, name] or 0.0 for area in sorted({area for area, _ in found})]


def test_skewness_kurtosis_and_the_outlier_test_are_the_reference_engines() -> None:
    wanted = {row["iCode"]: row for row in asem.table("steps/treat_details.csv")}
    found = {one.indicator: one for one in report().distributions}
    assert set(found) == set(wanted)
    assert len(found) == 49
    for name, row in wanted.items():
        assert found[name].skewness == pytest.approx(float(row["check_SkewKurt0.Skew"]), rel=1e-9)
        assert found[name].kurtosis == pytest.approx(float(row["check_SkewKurt0.Kurt"]), rel=1e-9)
        assert found[name].outlying == (row["check_SkewKurt0.Pass"] == "FALSE")


def test_eigenvalues_alphas_and_influences_are_numpys() -> None:
    assert len(report().families) == 8 + 2 + 1
    for one in report().families:
        table = np.array([degrees(child) for child in one.children])
        related = np.corrcoef(table)
        assert (one.complete, one.cases) == (one.children, 51)
        assert one.components
        assert one.components.eigenvalues == pytest.approx(np.linalg.eigvalsh(related)[::-1], abs=1e-9)
        size, mean = len(table), (related.sum() - len(table)) / (len(table) * (len(table) - 1))
        assert one.reliability
        assert one.reliability.alpha == pytest.approx(size * mean / (1 + (size - 1) * mean))
        squares = [np.corrcoef(row, degrees(one.node))[0, 1] ** 2 for row in table]
        assert [child.effective for child in one.influences] == pytest.approx([cell / sum(squares) for cell in squares])
        upper = related[np.triu_indices(size, 1)]
        assert [pair.correlation for pair in one.pairs] == pytest.approx(upper)


def test_what_is_silent_has_a_weak_correlation_with_the_whole() -> None:
    whole = degrees("Index")
    for one in report().bearings:
        correlation = np.corrcoef(degrees(one.indicator), whole)[0, 1]
        assert one.correlation == pytest.approx(correlation)
        assert (one.silent != "") == (abs(correlation) < 0.3)
    assert sum(one.silent != "" for one in report().bearings) > 5
