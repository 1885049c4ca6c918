"""What the site says of how a round is verified."""

from qala.web.collection.services import Round, says_assurance
from qala.web.verification.models import Plan


@says_assurance
def planned(one: Round) -> str:
    """The assurance of its plan, blank where there is none."""
    return Plan.objects.filter(round=one).values_list("assurance", flat=True).first() or ""
