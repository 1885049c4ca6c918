"""The site's own files: style sheets, scripts, pictures."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Files(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Under the digest of their content, compressed; by their plain names where they were not yet collected."""

    manifest_strict = False
