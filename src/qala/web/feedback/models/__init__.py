"""The tables of promises and of errors reported."""

from qala.web.feedback.models.change import Change
from qala.web.feedback.models.promise import Promise, Standing
from qala.web.feedback.models.reported import Reply, Reported, State

__all__ = ["Change", "Promise", "Reply", "Reported", "Standing", "State"]
