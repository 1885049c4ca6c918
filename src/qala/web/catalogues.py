"""What Django says on our pages and has no Kazakh for, made ready for it."""

import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parent / "locale"

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Said in place of now, so that the same catalogue is the same file, and is not written again."""


def compiled(folder: Path) -> Path:
    """The folder, with every catalogue in it as Django reads it; each file is there whole or not at all."""
    for file in SOURCE.glob("*/LC_MESSAGES/django.po"):
        made = BytesIO()
        with file.open("rb") as source:
            catalogue = read_po(source)
        catalogue.creation_date = catalogue.revision_date = LONG_AGO
        write_mo(made, catalogue)
        target = folder / file.relative_to(SOURCE).with_suffix(".mo")
        if not target.is_file() or target.read_bytes() != made.getvalue():
            _put(target, made.getvalue())
    return folder


def _put(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(target)
