"""`qala collect`: answering in a round of a site from the command line."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qala.cli.options import JsonOption, LanguageOption
from qala.errors import BadFile, BadUse, Place
from qala.texts import Language, number, text

if TYPE_CHECKING:
    from qala.remote import Site

app = typer.Typer(no_args_is_help=True, help="Answering in rounds of a site: rounds, form, send.")
KEY = "QALA_KEY"
"""Where the environment has the key of the site."""
LARGEST = 20 * 2**20
"""Bytes of what is sent."""
Url = Annotated[str, typer.Argument(metavar="URL", help=f"The address of the site; its key is read from {KEY}.")]
RoundName = Annotated[str, typer.Argument(metavar="ROUND", help="The name of a round: see qala collect rounds.")]
AreaId = Annotated[str, typer.Argument(metavar="AREA", help="The id of a place of the round.")]


@app.command(epilog="Example: qala collect rounds https://qala.example")
def rounds(url: Url, language: LanguageOption = None, as_json: JsonOption = False) -> None:
    """The rounds and places in which you answer, and how much waits for you."""
    from qala.cli import inputs

    found, said = _site(url).rounds(), inputs.language(language)
    if as_json:
        _print(found)
        return
    for one in found:
        typer.echo(f"{one['name']}  {one['title'][said]}  {text('rounds.stage_' + one['stage'], said)}")
        for area in one["areas"]:
            counts = {name: area[name] for name in ("asked", "waiting", "minutes")}
            typer.echo("  " + text("sending.area", said, id=area["area"], name=area["name"][said], **counts))
    if not found:
        typer.echo(text("sending.no_rounds", said))


@app.command(epilog="Example: qala collect form https://qala.example kz-2026 710000000 --out form.xlsx")
def form(
    url: Url,
    name: RoundName,
    area: AreaId,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write: .xlsx to fill in, or .json.")],
    language: LanguageOption = None,
) -> None:
    """What is asked of you: the workbook to fill in, or all of it as JSON."""
    from qala.cli import inputs

    site, said = _site(url), inputs.language(language)
    if _kind(out) == ".xlsx":
        content = site.workbook(name, area, said)
    else:
        content = json.dumps(site.form(name, area), ensure_ascii=False, indent=1).encode() + b"\n"
    inputs.write(content, out)
    typer.echo(text("sending.fetched", said, file=out))


@app.command(epilog="Example: qala collect send https://qala.example kz-2026 710000000 form.xlsx --dry-run")
def send(
    url: Url,
    name: RoundName,
    area: AreaId,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The filled workbook, or a list of answers as .json.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send answers: all of them are taken, or none; every problem is told with its row and cell."""
    from qala.cli import inputs

    said, answers = inputs.language(language), _answers(file)
    try:
        made = _site(url).answer(name, area, answers, dry_run=dry_run, language=said)
    except BadFile as error:
        for problem in error.fields.get("problems", ()):  # type: ignore[attr-defined]
            sys.stderr.write(f"{file}: {problem}\n")
        raise
    if as_json:
        _print(made)
    else:
        _show(made, said)


def _site(url: str) -> "Site":
    from qala.remote import connect

    key = os.environ.get(KEY, "").strip()
    if not key:
        raise BadUse("sending.no_key", variable=KEY)
    return connect(url, key=key)


def _kind(file: Path) -> str:
    """Whether it is a workbook or JSON, by its name. Raises BadUse where it is neither."""
    kind = file.suffix.lower()
    if kind not in (".xlsx", ".json"):
        raise BadUse("sending.not_kind", file=file)
    return kind


def _answers(file: Path) -> bytes | Sequence[Mapping[str, Any]]:
    from qala.files.text import read_bytes

    kind, content = _kind(file), read_bytes(file, LARGEST)
    if kind == ".xlsx":
        return content
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadFile("sending.not_list", Place(str(file))) from error
    if not isinstance(told, list):
        raise BadFile("sending.not_list", Place(str(file)))
    return told


def _show(made: Mapping[str, Any], language: Language) -> None:
    for row in made["rows"]:
        typer.echo(f"{row['title']}: {row['before']} → {row['after']}")
        for check in row["checks"]:
            key = "sending.explain" if check["explain"] else "sending.struck"
            typer.echo("  " + text(key, language, said=check["said"], fact=row["fact"]))
        for lack in row["lacks"]:
            typer.echo("  " + text(f"entry.lacks_{lack}", language))
    counts = {"count": number(len(made["rows"]), language), "unchanged": number(made["unchanged"], language)}
    typer.echo(text("sending.would_change" if made["dry_run"] else "sending.taken", language, **counts))


def _print(told: object) -> None:
    typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
