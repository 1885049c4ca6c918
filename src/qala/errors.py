"""The tree of errors, and when each is raised.

    QalaError
    ├── BadInput          what was given cannot be used as it is; the command ends with exit code 2
    │   ├── BadFile       a file is missing, unreadable, too large or not of its kind
    │   │   └── BadSignature  a signature of a person is none, is of something else, or is not to be believed
    │   ├── BadTable      a table's header or cell is wrong; says row and column
    │   ├── BadPack       a standard contradicts itself or asks for what does not exist
    │   └── BadUse        options that do not go together, an unknown area, node or period
    ├── CannotAssess      the figures and the method do not go together (a zero under a geometric mean)
    └── CheckFailed       a check did not hold (lint, verify); the command ends with exit code 1

Every error has a `code`, the key of its text in `qala/texts`, and the fields that fill it: what is wrong, and the
mend. Where it happened is its `place`. `str(error)` is the English sentence, `error.text(language)` any language's.
"""

from dataclasses import dataclass

from qala.texts import Language, text


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input: a file or sheet, a row counted as a spreadsheet counts it (the header is 1), a column."""

    file: str = ""
    row: int | None = None
    column: str = ""

    def text(self, language: Language = "en") -> str:
        """`figures.csv, row 214, column value`, as far as known."""
        parts = [self.file] if self.file else []
        if self.row is not None:
            parts.append(text("errors.row", language, row=self.row))
        if self.column:
            parts.append(text("errors.column", language, column=self.column))
        return ", ".join(parts)


class QalaError(Exception):
    """The parent of every error that the project raises on purpose.

    code: key of the sentence, `subject.name`; place: where; fields: what fills the sentence.
    """

    exit_code = 2

    def __init__(self, code: str, place: Place | None = None, /, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.place = place or Place()
        self.fields = fields

    def text(self, language: Language = "en") -> str:
        """One plain sentence: where, what is wrong, what would be right."""
        where = self.place.text(language)
        what = text(self.code, language, **self.fields)
        return f"{where}: {what}" if where else what

    def __str__(self) -> str:
        return self.text()


class BadInput(QalaError):
    """What was given cannot be used as it is."""


class BadFile(BadInput):
    """A file is missing, unreadable, too large or not of its kind."""


class BadSignature(BadFile):
    """A signature of a person is none, is of something else, or is not to be believed."""


class BadTable(BadInput):
    """A table's header or a cell is wrong."""


class BadPack(BadInput):
    """A standard contradicts itself or asks for what does not exist."""


class BadUse(BadInput):
    """Options that do not go together, an unknown area, node or period."""


class CannotAssess(QalaError):
    """The figures and the method do not go together."""


class CheckFailed(QalaError):
    """A check did not hold."""

    exit_code = 1
