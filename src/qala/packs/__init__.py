"""What ships, as data: standards, facts, places, figures, the typical concept; and where a standard is found."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from qala.errors import BadFile, BadUse, Place
from qala.files import read_text
from qala.standard.facts import FACTS, Fact, parse_facts
from qala.standard.lint.fault import PLAIN_ID

HERE = Path(__file__).parent


def standards() -> Iterator[Path]:
    """The folders of the standards that ship, by name."""
    return (file.parent for file in sorted((HERE / "standards").glob("*/standard.toml")))


def find_standard(name: str) -> Path:
    """The folder of a standard: a path, or ID[@EDITION] of one that ships. Raises BadUse with the nearest name."""
    path = Path(name)
    if path.is_dir():
        return path
    known = {folder.name: folder for folder in standards()}
    for wanted in (name, name.partition("@")[0]):
        if wanted in known:
            return known[wanted]
    near = get_close_matches(name, known, 1) or sorted(known)
    raise BadUse("standard.unknown", value=name, known=", ".join(near))


def places(table: str) -> Path:
    """The folder with areas.csv and area_events.csv of a shipped table of places."""
    return HERE / "places" / table


def find_places(name: str) -> Path:
    """The areas.csv of a table of places: a file, or the name of a table that ships. Raises BadUse with the nearest."""
    path = Path(name)
    known = {file.parent.name: file for file in sorted((HERE / "places").glob("*/areas.csv"))}
    if not path.is_file() and name in known:
        return known[name]
    if path.exists() or path.suffix or path.parent.name:
        return path
    raise BadUse("areas.no_table", value=name, known=", ".join(get_close_matches(name, known, 1) or known))


def concept() -> Path:
    """The folder of the typical concept that ships."""
    return HERE / "concept"


def figures(table: str) -> Path:
    """The file of the figures that ship for a table of places."""
    return HERE / "figures" / table / "figures.csv"


def facts() -> Mapping[str, Fact]:
    """The facts that several of the standards that ship ask for, by id."""
    return parse_facts(read_text(HERE / "facts" / FACTS))


def new_standard(folder: Path, id_: str) -> None:
    """Writes a small standard that lints without a fault into a new folder.

    Raises BadUse where the id cannot be one, BadFile where something is there or nothing can be written.
    """
    if not PLAIN_ID.fullmatch(id_):
        raise BadUse("standard.new_id", id=id_)
    _copy(HERE / "skeleton", folder, {"new-standard": id_})


def new_concept(folder: Path) -> None:
    """Writes the typical concept that ships into a new folder, to be made one's own.

    Raises BadFile where something is there or nothing can be written.
    """
    _copy(concept(), folder, {})


def _copy(source: Path, folder: Path, changes: Mapping[str, str]) -> None:
    """Copies texts into a new folder, with words changed."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadFile("assess.not_empty", Place(str(folder)))
    try:
        for file in sorted(source.rglob("*.*")):
            target = folder / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            content = file.read_text(encoding="utf-8")
            for word, other in changes.items():
                content = content.replace(word, other)
            target.write_text(content, encoding="utf-8")
    except OSError as error:
        raise BadFile("cli.cannot_write", Place(str(folder)), problem=error.strerror or str(error)) from error
