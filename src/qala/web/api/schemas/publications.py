"""Publications, their standards, the site's keys, problems."""

from datetime import datetime

from ninja import Schema

from qala.web.api.schemas.rows import Text


class Problem(Schema):
    """Why something is not answered (RFC 9457); code: stays the same, detail: a sentence in the language asked for."""

    type: str
    title: str
    status: int
    detail: str
    code: str


class Withdrawn(Schema):
    """When and why a publication was withdrawn."""

    at: datetime
    by: str
    reason: Text


class Links(Schema):
    """Addresses of what belongs to a publication."""

    self: str
    assessment: str
    signature: str | None
    page: str


class Publication(Schema):
    """A published assessment; withdrawn: null where it stands."""

    digest: str
    standard: str
    edition: str
    periods: list[str]
    bases: list[str]
    published_at: datetime
    proposed_by: str
    approved_by: str
    withdrawn: Withdrawn | None
    links: Links


class Publications(Schema):
    """Publications, the newest first."""

    rows: list[Publication]
    next: str | None


class Standard(Schema):
    """The standard of a publication."""

    digest: str
    id: str
    edition: str
    sha256: str
    title: Text
    status: str
    nodes: int
    indicators: int


class Signature(Schema):
    """The detached Ed25519 signature of a digest."""

    key: str
    digest: str
    signed_at: str
    signature: str


class PublicKey(Schema):
    """A key that signatures are checked by; state: in-use, retired or lost."""

    id: str
    public: str
    state: str
    reason: str


class PublicKeys(Schema):
    """All keys that the site ever signed with."""

    keys: list[PublicKey]
