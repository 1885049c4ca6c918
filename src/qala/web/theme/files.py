"""The site's own files: style sheets, scripts, pictures."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Files(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Under the digest of their content, compressed; by their plain names where they were not yet collected."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name with the digest; as it is where there is no such file."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name
