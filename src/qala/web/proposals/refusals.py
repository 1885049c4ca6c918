"""Why an action is refused; every other BadInput is about what was given."""

from qala.errors import BadUse


class NotAllowed(BadUse):
    """It is not this person's to do."""


class Conflict(BadUse):
    """Something has changed since the person looked."""
