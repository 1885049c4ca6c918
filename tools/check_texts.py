"""Checks that every text is there in Kazakh, Russian and English: catalogues, pages, titles of the packs."""

import csv
import re
import string
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

LANGUAGES = ("kk", "ru", "en")
SAME_ALLOWED_BELOW = 16
"""Kazakh and Russian texts may be alike where they are short: names, units."""


def fields(template: str) -> set[str]:
    """The names of the fields in a text."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def catalogue_faults(folder: Path) -> Iterator[str]:
    """What is missing or does not fit in one subject."""
    texts = {}
    for language in LANGUAGES:
        file = folder / f"{language}.toml"
        if not file.is_file():
            yield f"{file}: missing"
            return
        texts[language] = tomllib.loads(file.read_text(encoding="utf-8"))
    for name in sorted(set().union(*texts.values())):
        having = [language for language in LANGUAGES if str(texts[language].get(name, "")).strip()]
        for language in set(LANGUAGES) - set(having):
            yield f"{folder.name}.{name}: missing in {language}"
        if len({frozenset(fields(texts[language][name])) for language in having}) > 1:
            yield f"{folder.name}.{name}: the fields differ between languages"
        kk, ru = texts["kk"].get(name, ""), texts["ru"].get(name, "")
        if kk == ru and len(kk) >= SAME_ALLOWED_BELOW:
            yield f"{folder.name}.{name}: Kazakh is a copy of Russian"


def page_faults(folder: Path) -> Iterator[str]:
    """What is missing in one page of prose, or built otherwise: the same headings and lists in the same order."""
    built = {}
    for language in LANGUAGES:
        file = folder / f"{language}.md"
        if not file.is_file() or not file.read_text(encoding="utf-8").strip():
            yield f"{file}: missing"
            return
        lines = file.read_text(encoding="utf-8").splitlines()
        built[language] = [found[0] for line in lines if (found := re.match(r"#+ |- |\d+\. | {4}", line))]
    for language in ("ru", "en"):
        if built[language] != built["kk"]:
            yield f"{folder.name}: headings and lists differ between kk and {language}"


def table_faults(file: Path) -> Iterator[str]:
    """Blank cells in columns that end in a language."""
    with file.open(encoding="utf-8", newline="") as source:
        for row, cells in enumerate(csv.DictReader(source), 2):
            for column, cell in cells.items():
                if column.endswith(tuple(f"_{language}" for language in LANGUAGES)) and not cell.strip():
                    yield f"{file}, row {row}: {column} is blank"


def faults(source: Path) -> list[str]:
    """All faults below src/qala."""
    found: list[str] = []
    for folder in sorted((source / "texts").iterdir()):
        if folder.is_dir() and folder.name not in ("__pycache__", "pages"):
            found += catalogue_faults(folder)
    for folder in sorted((source / "texts" / "pages").glob("*")):
        found += page_faults(folder)
    for file in sorted((source / "packs").rglob("*.csv")):
        found += table_faults(file)
    return found


if __name__ == "__main__":
    problems = faults(Path(__file__).resolve().parent.parent / "src" / "qala")
    print("\n".join(problems) or "texts: complete in kk, ru, en")
    sys.exit(1 if problems else 0)
