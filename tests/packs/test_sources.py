"""Every figure that ships has a licence."""

from collections import Counter

from qala import packs
from qala.packs.sources import Source, licensed, shipped
from qala.packs.world import world
from tests.kz_demo import demo_inputs


def test_every_shipped_figure_has_a_licence() -> None:
    counts = Counter(demo_inputs()[1].frame["source"].to_list())
    known, others = licensed(counts)
    assert not others
    assert sum(count for _, count in known) == len(demo_inputs()[1])
    rest = [source for source in shipped() if source not in [one for one, _ in known]]
    assert rest == [made_up(), *of_the_world()]


def made_up() -> Source:
    """The source of the fictional cities' values, of which no file ships."""
    return next(source for source in shipped() if source.begins.startswith("fictional:"))


def of_the_world() -> list[Source]:
    """The sources of the figures of the world, which are no values."""
    texts = {measure.source for measure in world().measures}
    return [source for source in shipped() if any(said.startswith(source.begins) for said in texts)]


def test_the_licences_are_those_that_the_sources_are_written_down_with() -> None:
    for source in shipped():
        table = "ulgi" if source == made_up() else "world" if source in of_the_world() else "kz"
        written = (packs.figures(table).parent / "SOURCES.md").read_text(encoding="utf-8")
        for name, address in source.licences:
            assert name in written
            assert address.startswith("https://")


def test_a_source_that_nothing_is_known_of_is_told_apart() -> None:
    assert licensed({"a city": 3}) == ([], [("a city", 3)])
