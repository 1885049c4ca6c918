"""Why an action is refused; every other BadInput is about what was given."""

from qala.errors import BadUse, QalaError


class NotAllowed(BadUse):
    """It is not this person's to do."""


class Conflict(BadUse):
    """Something has changed since the person looked."""


def status_of(error: QalaError) -> int:
    """The status of a refusal."""
    return 403 if isinstance(error, NotAllowed) else 409 if isinstance(error, Conflict) else 400
