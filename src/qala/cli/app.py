"""The commands and their options. What they need is imported when they run, so that `qala --help` is quick."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from qala.cli import beyond, collect, concept, key, organisation, person, rating, running, standard
from qala.cli.options import (
    AsKnownOption,
    AssessmentPath,
    BasisOption,
    CommaOption,
    JsonOption,
    LanguageOption,
    PlacesOption,
    StandardName,
    ValueFiles,
    WeightsOption,
)
from qala.version import __version__

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Qala: from a standard and a city's figures to the Map of the Implementation Degree, explained to the source.",
    epilog="Example: qala demo.  Errors are one sentence; --debug adds where in the code.",
)
app.add_typer(beyond.app)
app.add_typer(standard.app, name="standard")
app.add_typer(concept.app, name="concept")
app.add_typer(rating.app, name="rating")
app.add_typer(key.app, name="key")
app.add_typer(person.app, name="person")
app.add_typer(organisation.app, name="organisation")
app.add_typer(running.app, name="site")
app.add_typer(collect.app, name="collect")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"qala {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")] = False,
) -> None:
    """Options of the command itself."""


@app.command(epilog="Example: qala demo --language ru")
def demo(
    language: LanguageOption = None,
    as_json: JsonOption = False,
    period: Annotated[str, typer.Option(help="A year of the shipped figures.")] = "2019",
) -> None:
    """The five cities' Map from the shipped official figures."""
    from qala.cli import demo as command

    command.run(language, as_json, period)


@app.command(epilog="Example: qala assess kz-2017 figures.csv --period 2019 --out map-2019")
def assess(
    name: StandardName,
    values: ValueFiles,
    period: Annotated[str, typer.Option(help="2019, several as 2018,2019 or 2015..2019.")],
    out: Annotated[Path, typer.Option(help="The new folder of the assessment.")],
    areas: PlacesOption = None,
    as_known: AsKnownOption = None,
    basis: BasisOption = [],  # noqa: B006 - typer copies it
    weights: WeightsOption = None,
    robustness: Annotated[
        int | None, typer.Option(help="Say how firm each degree is, from so many replications.")
    ] = None,
    seed: Annotated[int, typer.Option(help="For random draws.")] = 1,
    decimal_comma: CommaOption = False,
    as_json: JsonOption = False,
) -> None:
    """Assess areas by a standard: degrees, bands, coverage, and the digest that proves them."""
    from qala.cli import assess as command

    asked = command.Asked(period, areas, as_known, tuple(basis), weights, decimal_comma, seed)
    command.run(name, values, asked, robustness, command.Output(out, as_json))


@app.command(epilog="Example: qala sensitivity kz-2017 figures.csv --period 2019 --node transport")
def sensitivity(
    name: StandardName,
    values: ValueFiles,
    period: Annotated[str, typer.Option(help="2019, several as 2018,2019: the last is looked at.")],
    node: Annotated[str | None, typer.Option(help="A node of the standard; by default the whole.")] = None,
    area: Annotated[str | None, typer.Option(help="The id of an area; by default the whole Map.")] = None,
    of: Annotated[Literal["rank", "degree"], typer.Option(help="What is moved.")] = "rank",
    samples: Annotated[
        int, typer.Option(help="Sampled points, a power of two, where not all choices are tried.")
    ] = 1024,
    by_node: Annotated[bool, typer.Option("--by-node", help="Weights node by node.")] = False,
    chart_file: Annotated[Path | None, typer.Option("--chart", help="Draw them into a .svg or .png file.")] = None,
    by_fact: Annotated[bool, typer.Option("--by-fact", help="Errors of figures fact by fact.")] = False,
    areas: PlacesOption = None,
    as_known: AsKnownOption = None,
    basis: BasisOption = [],  # noqa: B006 - typer copies it
    weights: WeightsOption = None,
    seed: Annotated[int, typer.Option(help="For random draws.")] = 1,
    decimal_comma: CommaOption = False,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Which choice of the method, which weights, which figures move the result: Sobol effects."""
    from qala.cli import assess as command
    from qala.cli import sensitivity as shown
    from qala.robust.sensitivity import Question

    asked = command.Asked(period, areas, as_known, tuple(basis), weights, decimal_comma, seed)
    question = Question(node or "", area or "", of, samples, by_node, by_fact, seed)
    shown.run(command.given(name, values, asked), question, shown.Shown(language, as_json, chart_file))


@app.command("map", epilog="Example: qala map map-2019 --format html --language kk --out map.html")
def map_(
    path: AssessmentPath,
    form: Annotated[
        Literal["table", "html", "svg", "png", "xlsx", "csv"],
        typer.Option("--format", help="table, html (one page), svg, png, xlsx (with all values), or csv."),
    ] = "table",
    language: LanguageOption = None,
    period: Annotated[str | None, typer.Option(help="Which period; by default the last.")] = None,
    basis: Annotated[str | None, typer.Option(help="Which basis; by default the first.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; by default standard output.")] = None,
) -> None:
    """The Map of the Implementation Degree: in the terminal, or as a page, a picture, a workbook, a table."""
    from qala.cli import show

    show.show_map(path, form, show.Chosen(language, period, basis), out)


@app.command(epilog="Example: qala chart map-2019 ranks --node transport --out ranks.svg")
def chart(
    path: AssessmentPath,
    kind: Annotated[
        Literal["ranks", "bands", "ahead"],
        typer.Argument(metavar="ranks|bands|ahead", help="Ranks, bands, or who is ahead of whom."),
    ],
    node: Annotated[str | None, typer.Option(help="A node of the standard; by default the whole.")] = None,
    language: LanguageOption = None,
    period: Annotated[str | None, typer.Option(help="Which period; by default the last.")] = None,
    basis: Annotated[str | None, typer.Option(help="Which basis; by default the first.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="The .svg or .png file to write; by default SVG to standard output.")
    ] = None,
) -> None:
    """How firm the ranks and bands of an assessment with robustness are, as a picture."""
    from qala.cli import chart as command
    from qala.cli import show

    command.show_chart(path, kind, node, show.Chosen(language, period, basis), out)


@app.command(epilog="Example: qala explain map-2019 710000000 environment")
def explain(
    path: AssessmentPath,
    area: Annotated[str, typer.Argument(help="The id of an area.")],
    node: Annotated[str | None, typer.Argument(help="A node of the standard; by default the whole.")] = None,
    language: LanguageOption = None,
    period: Annotated[str | None, typer.Option(help="Which period; by default the last.")] = None,
    basis: Annotated[str | None, typer.Option(help="Which basis; by default the first.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Every point of a degree, down to the value and its source."""
    from qala.cli import show

    show.show_explanation(path, area, node, show.Chosen(language, period, basis), as_json)


@app.command(epilog="Example: qala compare map-2018 map-2019 --area 710000000")
def compare(
    before: AssessmentPath,
    after: Annotated[Path, typer.Argument(metavar="ASSESSMENT", help="Another folder or file made by qala assess.")],
    area: Annotated[str | None, typer.Option(help="Only this area.")] = None,
    node: Annotated[str | None, typer.Option(help="Only this node and what is below it.")] = None,
    period_before: Annotated[str | None, typer.Option(help="Which period of the first; by default its last.")] = None,
    period_after: Annotated[str | None, typer.Option(help="Which period of the second; by default its last.")] = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """What changed between two assessments, and why: value, coverage, boundary or method."""
    from qala.cli import insights

    insights.show_comparison((before, after), (period_before, period_after), (area, node), language, as_json)


@app.command(epilog="Example: qala gap map-2019 351010000 environment")
def gap(
    path: AssessmentPath,
    area: Annotated[str, typer.Argument(help="The id of an area.")],
    node: Annotated[str, typer.Argument(help="A node of the standard.")],
    band: Annotated[str | None, typer.Option(help="The id of a band; by default the next one.")] = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """What is missing to the next band, indicator by indicator, and who can change it."""
    from qala.cli import insights

    insights.show_gap(path, area, node, band, language, as_json)


@app.command(epilog="Example: qala whatif map-2019 750000000 environment")
def whatif(
    path: AssessmentPath,
    area: Annotated[str, typer.Argument(help="The id of an area.")],
    node: Annotated[str | None, typer.Argument(help="A node of the standard; by default the whole.")] = None,
    bound: Annotated[float, typer.Option(help="Pairs correlated at least so much are told.")] = 0.9,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """What leaving out an indicator, keeping silent on it, or another weight would change."""
    from qala.cli import insights

    insights.show_what_if(path, area, node, bound, language, as_json)


@app.command(epilog="Example: qala verify map-2019")
def verify(
    path: AssessmentPath,
    values: Annotated[list[Path], typer.Option("--values", help="Recompute from these values instead.")] = [],  # noqa: B006
    name: Annotated[str | None, typer.Option("--standard", help="Recompute by this standard instead.")] = None,
    signature: Annotated[Path | None, typer.Option(help="Its signature, by default assessment.sig beside it.")] = None,
    keys: Annotated[Path | None, typer.Option(help="The public keys of the site, its keys.json.")] = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Recompute an assessment, compare its digest, check its signature; exit code 1 where they do not agree."""
    from qala.cli import verify as command

    command.run(path, (values, name), (signature, keys), language, as_json)


@app.command(epilog="Example: qala ledger ledger.jsonl --signature assessment.sig --keys keys.json")
def ledger(
    path: Annotated[Path, typer.Argument(metavar="LEDGER", help="The file ledger.jsonl of a site, under /data/.")],
    signature: Annotated[
        list[Path] | None, typer.Option(help="A signature that you kept when it was published; may be repeated.")
    ] = None,
    keys: Annotated[Path | None, typer.Option(help="The public keys of the site, its keys.json.")] = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check a site's ledger from outside: was anything changed, taken out or put in? Exit code 1 where it was."""
    from qala.cli import ledger as command

    command.run(path, signature or (), keys, language, as_json)


@app.command(epilog="Example: qala serve --port 8000")
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on: 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    worker: Annotated[bool, typer.Option(help="Run a worker beside it, for its long work.")] = True,
) -> None:
    """The site: the published Map under /kk/, /ru/ and /en/; the five cities where nothing is published yet."""
    from qala.cli import serve as command

    command.run(host, port, worker)


@app.command(epilog="Example: qala worker")
def worker(
    once: Annotated[bool, typer.Option("--once", help="End when nothing waits.")] = False,
    parent: Annotated[int | None, typer.Option(hidden=True, help="The process that it ends with.")] = None,
) -> None:
    """Runs the long work of the site, one job at a time; start as many as the machine has room for."""
    from qala.cli import worker as command

    command.run(once, parent)


@app.command(
    epilog="Example: qala boundaries regions.geojson --names KATO --source geokz --licence 'CC BY 4.0'",
)
def boundaries(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="GeoJSON in WGS84: Polygons and MultiPolygons.")],
    names: Annotated[str, typer.Option(help="The property with the name or the code of each place.")],
    source: Annotated[str, typer.Option(help="Whose boundaries they are; shown under the map.")],
    licence: Annotated[str, typer.Option(help="What they may be used for; shown under the map.")],
    table: Annotated[str, typer.Option(help="The table of places that they are of.")] = "kz",
) -> None:
    """Import the boundaries that the site draws the country with, in place of the former ones."""
    from qala.cli import boundaries as command

    command.run(file, names, source, licence, table)
