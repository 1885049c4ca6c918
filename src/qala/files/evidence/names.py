"""Names of files as they can be shown and saved anywhere."""

import re
import unicodedata

from qala.errors import BadFile

LONGEST = 180
"""Bytes in UTF-8 without the ending; file systems take 255 in all."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that show what follows in another direction: `xcod.exe` can be shown as `exe.docx`."""
_UNSAFE = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def clean_name(name: str) -> str:
    """The last part of a path, without what cannot be seen or saved; the ending in small letters.

    Raises BadFile where it would be shown in another order than it is written.
    """
    if _TURNING.search(name):
        raise BadFile("evidence.turned_name", name=_TURNING.sub("", _shown(name))[:LONGEST])
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = " ".join(_UNSAFE.sub("_", _shown(last)).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    if _DEVICE.fullmatch(stem):
        stem = f"_{stem}"
    short = stem.encode()[:LONGEST].decode(errors="ignore").rstrip(". ") or "_"
    return f"{short}.{ending.lower()[:20]}" if ending else short


def _shown(name: str) -> str:
    """Without control, format, private and surrogate characters; line breaks as blanks."""
    blanks = (" " if one.isspace() else one for one in name)
    return "".join(one for one in blanks if unicodedata.category(one)[0] != "C")
