"""What the site says of how a round is verified."""

from qala.web.collection.services import Assured, Round, says_assurance
from qala.web.verification.models import Plan
from qala.web.verification.result import result_of


@says_assurance
def assured(one: Round) -> Assured | None:
    """The assurance of its plan with what the sample says of the rest; None where there is no plan."""
    level = Plan.objects.filter(round=one).values_list("assurance", flat=True).first()
    if level is None:
        return None
    found = result_of(one)
    said = found.projection
    projected = (said.rate, said.expected, said.upper) if said else (None, None, None)
    return Assured(level, found.given, found.population, found.sample.checked, *projected)
