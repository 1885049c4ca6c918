"""Uploads are bounded while they come in."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from qala.web.proposals.checking import LIMIT


class Bounded(FileUploadHandler):
    """Lets no more through to the handlers after it than one file may have, over all files of a request."""

    def handle_raw_input(self, *parts: Any, **named: Any) -> None:
        """Called once a request."""
        self.had = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Called for each piece; what is given back goes on, nothing where it is None."""
        self.had += len(raw_data)
        return raw_data if self.had <= LIMIT + self.chunk_size else None

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the handlers after it."""
