"""What every flag in an assessment's tables means."""

from qala.texts import Language, text

CODES: dict[tuple[str, str], tuple[str, ...]] = {
    ("nodes", "state"): ("assessed", "withheld", "imputed", "screened", "unscored"),
    ("nodes", "partial"): ("true",),
    ("nodes", "comparable"): ("true",),
    ("indicators", "state"): (
        "reported", "carried", "imputed", "missing", "unscored", "undefined", "not-applicable", "questioned",
        "withheld",
    ),
    ("indicators", "status"): ("official", "declared", "measured", "verified", "questioned", "rejected"),
    ("indicators", "quality"): ("1", "2", "3", "4", "5", "6"),
    ("indicators", "overshoot"): ("true",),
    ("indicators", "basis"): ("verified", "declared"),
    ("findings", "severity"): ("serious", "ask", "note"),
}  # fmt: skip
"""Every flag: table and column, and the codes that may stand there."""


def rows(language: Language) -> list[dict[str, str]]:
    """Table, column, code and meaning of each, in a language."""
    return [
        {"table": table, "column": column, "code": code, "meaning": _meaning(table, column, code, language)}
        for (table, column), codes in CODES.items()
        for code in codes
    ]


def _meaning(table: str, column: str, code: str, language: Language) -> str:
    return text(f"codebook.{table}_{column}_{code.replace('-', '_')}", language)
