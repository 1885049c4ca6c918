"""What other parts of the site may do with publications and ask of them."""

import gzip
import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from qala.engine import verify
from qala.web.publications.models import Publication


def publish(document: Mapping[str, Any], at: datetime) -> Publication:
    """Publishes an assessment; one that is published already stays as it is.

    Raises ValueError where the digest is not that of the assessment when it is computed anew.
    """
    if not verify(document).same:
        raise ValueError(document["digest"])
    content = gzip.compress(json.dumps(document, ensure_ascii=False).encode(), mtime=0)
    about = {"standard": document["standard"]["id"], "edition": document["standard"]["edition"]}
    made, _ = Publication.objects.get_or_create(
        digest=document["digest"], defaults={**about, "published_at": at, "document": content}
    )
    return made


def latest() -> Publication | None:
    """The newest publication, without its document."""
    return Publication.objects.defer("document").first()


def is_published(digest: str) -> bool:
    """Whether there is a publication with this digest."""
    return Publication.objects.filter(digest=digest).exists()


def content_of(digest: str) -> bytes:
    """The assessment's JSON. Raises Publication.DoesNotExist."""
    return gzip.decompress(Publication.objects.only("document").get(digest=digest).document)


@lru_cache(maxsize=8)
def document_of(digest: str) -> Mapping[str, Any]:
    """The assessment: what is published never changes. Raises Publication.DoesNotExist."""
    found: Mapping[str, Any] = json.loads(content_of(digest))
    return found
