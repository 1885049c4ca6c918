"""What was checked, and what the random sample says of the rest."""

from collections.abc import Iterator

from qala.insight.sampling import projected
from qala.publish.papers.blocks import Cell, Column, Table
from qala.publish.papers.report.model import Counted, Report, Sample
from qala.publish.papers.standing import NONE
from qala.texts import Language, number, percent, text


def checks_table(report: Report, language: Language) -> Table:
    """The material values, the random sample and the doubtful ones: how many, how many checked, how many wrong."""
    columns = (("group", 3.0), ("to_check", 1.2), ("checked_count", 1.2), ("errors", 1.0), ("error_rate", 1.2))
    groups = (("material", report.material), ("sample", report.sample.drawn), ("doubt", report.doubt))
    return Table(
        tuple(
            Column(text(f"papers.{name}", language), width, "start" if name == "group" else "end")
            for name, width in columns
        ),
        tuple(_row(text(f"papers.why_{why}", language), counted, language) for why, counted in groups),
    )


def _row(title: str, counted: Counted, language: Language) -> tuple[Cell, ...]:
    rate = percent(counted.errors / counted.checked, language, 1) if counted.checked else NONE
    counts = (counted.values, counted.checked, counted.errors)
    return (Cell(title), *(Cell(number(one, language)) for one in counts), Cell(rate))


def sample_words(sample: Sample, language: Language) -> Iterator[str]:
    """How the sample was drawn, and its error rate carried to all that it was drawn from, where all of it is checked.

    Raises ValueError for counts that do not fit together.
    """
    drawn = sample.drawn
    told = {"drawn": number(drawn.values, language), "population": number(sample.population, language)}
    if not sample.population or not drawn.values:
        yield text("papers.sample_none", language)
        return
    yield text("papers.sample_drawn", language, seed=sample.seed, **told)
    if drawn.checked < drawn.values:
        yield text("papers.sample_open", language, checked=number(drawn.checked, language), **told)
        return
    found = projected(drawn.errors, drawn.checked, sample.population, sample.confidence)
    yield text(
        "papers.sample_projected",
        language,
        rate=percent(found.rate, language, 1),
        expected=number(found.expected, language, 1),
        confidence=percent(sample.confidence, language),
        upper=number(found.upper, language),
        share=percent(found.upper / sample.population, language, 1),
        **told,
    )
