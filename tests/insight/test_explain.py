"""Every point of a degree, down to the value, adding up."""

import pytest

from qala.errors import BadUse
from qala.insight import explain
from qala.insight.explain import Part
from tests.kz_demo import demo_assessment

CITIES = ["710000000", "750000000", "790000000", "351010000", "151010000"]
INDUSTRIES = ["energy", "hcs", "transport", "education", "health", "environment", "it"]


def leaves(part: Part) -> list[Part]:
    """The parts without children."""
    return [leaf for child in part.children for leaf in leaves(child)] or [part]


def check_sums(degree: float | None, parts: tuple[Part, ...]) -> None:
    """The points of the parts add up to the degree, and so below each of them."""
    if degree is not None and parts:
        assert sum(part.contribution or 0 for part in parts) == pytest.approx(degree, abs=1e-9)
        assert sum(part.weight_share for part in parts) == pytest.approx(1, abs=1e-12)
    for part in parts:
        check_sums(part.degree, part.children)


@pytest.mark.parametrize("area", CITIES)
@pytest.mark.parametrize("node", INDUSTRIES)
def test_contributions_add_up_at_every_level(area: str, node: str) -> None:
    found = explain(demo_assessment(), area, node)
    assert (found.degree is None) == (found.row["state"] == "withheld")
    check_sums(found.degree, found.parts)


def test_every_scored_figure_leads_to_its_source() -> None:
    found = explain(demo_assessment(), "710000000", "health")
    known = [leaf for part in found.parts for leaf in leaves(part) if leaf.degree is not None]
    assert {leaf.id for leaf in known} == {"he-under5", "he-poisoning"}
    for leaf in known:
        assert "Bureau of National Statistics" in leaf.row["source"]
        assert [entry["period"] for entry in leaf.row["pool"]] == ["2019", "2018", "2017"]


def test_unknown_names_are_refused_with_what_is_known() -> None:
    with pytest.raises(BadUse, match="nowhere"):
        explain(demo_assessment(), "nowhere", "city")
    with pytest.raises(BadUse, match="2018"):
        explain(demo_assessment(), "710000000", "city", "2018")
