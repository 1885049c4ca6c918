"""From a paper to PDF, by typst. What papers say goes in as data and never as typst's code."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from qala.publish.papers.blocks import Paper
from qala.publish.papers.plain import plain
from qala.texts import text

if TYPE_CHECKING:
    from typst import Fonts

STANDARDS: list[Any] = ["a-2a", "ua-1"]
"""PDF/A-2a, to be kept, and PDF/UA-1, to be read aloud."""


def printed(paper: Paper) -> bytes:
    """The paper as PDF: the same paper gives the same bytes."""
    return b"".join(typeset(paper, "pdf", STANDARDS))


def typeset(paper: Paper, form: Literal["pdf", "png"], standards: list[Any] | None = None) -> list[bytes]:
    """The paper as one PDF, or as a picture of each page. Raises ValueError for a time without its zone."""
    from typst import compile as compiled  # noqa: PLC0415 - 84 MB that only this needs

    if paper.at.tzinfo is None:
        raise ValueError(paper.at)
    made: bytes | list[bytes] = compiled(
        _layout(), format=form, font_paths=_fonts(), pdf_standards=standards or [], timestamp=int(paper.at.timestamp()),
        sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
    )  # fmt: skip
    return [made] if isinstance(made, bytes) else made


def _data(paper: Paper) -> Any:
    told = asdict(paper)
    del told["at"]
    page_of = text("papers.page_of", paper.language)
    return _plain(told | {"page_of": page_of})


def _plain(told: Any) -> Any:
    if isinstance(told, str):
        return plain(told)
    if isinstance(told, dict):
        return {name: _plain(one) for name, one in told.items()}
    if isinstance(told, list | tuple):
        return [_plain(one) for one in told]
    return told


@cache
def _layout() -> bytes:
    return files("qala.publish.papers").joinpath("layout.typ").read_bytes()


@cache
def _fonts() -> "Fonts":
    """The families that typst carries and none of the machine's, so that a paper looks the same everywhere."""
    from typst import Fonts  # noqa: PLC0415

    return Fonts(include_system_fonts=False)
