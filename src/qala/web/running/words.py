"""The translations: every text in every language."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from qala.texts import LANGUAGES
from qala.web.running.said import Said


def look(folder: Path) -> Iterator[Said]:
    """What is to be said of a folder of texts."""
    gaps = [gap for subject in sorted(folder.iterdir()) if subject.is_dir() for gap in _gaps(subject)]
    if gaps:
        yield Said("translations", "texts_missing", "problem", count=len(gaps), names=", ".join(gaps[:5]))
    else:
        yield Said("translations", "texts_ok")


def _gaps(subject: Path) -> Iterator[str]:
    if not any(subject.glob("*.toml")):
        return
    found = {language: _texts(subject / f"{language}.toml") for language in LANGUAGES}
    for name in sorted(set().union(*found.values())):
        yield from (f"{subject.name}.{name} ({language})" for language in LANGUAGES if not found[language].get(name))


def _texts(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        return {name: str(value).strip() for name, value in tomllib.loads(file.read_text(encoding="utf-8")).items()}
    except tomllib.TOMLDecodeError:
        return {}
