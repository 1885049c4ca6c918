"""What is asked of proposals."""

import gzip
import json
from functools import lru_cache
from typing import Any

from qala.insight import Comparison
from qala.publish.effect_preview import EffectView, comparison_of, effect_view
from qala.texts import Language
from qala.web.ledger import services as ledger
from qala.web.proposals.models import Proposal, State, Withdrawal
from qala.web.publications import services as publications


def content_of(proposal: Proposal) -> bytes:
    """The assessment that is proposed, as JSON."""
    return gzip.decompress(bytes(proposal.document))


def document_of(proposal: Proposal) -> dict[str, Any]:
    """The assessment that is proposed."""
    found: dict[str, Any] = json.loads(content_of(proposal))
    return found


def base_of(proposal: Proposal) -> str:
    """The digest of what a proposal would take the place of: the newest standing publication of its standard that has
    its last period, else the newest of its standard; blank where nothing stands.
    """
    same = [one for one in publications.all_published() if one.standard == proposal.standard and not one.withdrawn_at]
    last = max(proposal.periods)
    found = next((one for one in same if last in one.periods), same[0] if same else None)
    return found.digest if found else ""


def preview_of(
    proposal: Proposal, base: str, language: Language, period: str | None = None, basis: str | None = None
) -> EffectView:
    """The effect of publishing, against the publication `base`; of the last period and the first basis where those that
    are asked for are not there.
    """
    after = document_of(proposal)
    chosen = (
        period if period and period in proposal.periods else str(max(proposal.periods)),
        basis if basis and basis in proposal.bases else str(proposal.bases[0]),
    )
    before = publications.document_of(base) if base else None
    return effect_view(after, before, _compared(proposal.digest, base, *chosen), chosen, language)


@lru_cache(maxsize=32)
def _compared(digest: str, base: str, period: str, basis: str) -> Comparison | None:
    """What is proposed and what is published never change: two digests, one comparison."""
    before = publications.document_of(base) if base else None
    proposal = Proposal.objects.filter(digest=digest)[0]
    return comparison_of(before, document_of(proposal), period, basis)


def open_proposals() -> list[Proposal]:
    """Those that wait for a decision."""
    return list(Proposal.objects.defer("document").filter(state=State.OPEN).select_related("proposed_by", "decided_by"))


def decided_proposals(count: int) -> list[Proposal]:
    """The newest that were decided."""
    found = Proposal.objects.defer("document").exclude(state=State.OPEN)
    return list(found.select_related("proposed_by", "decided_by")[:count])


def proposal_of(number: int) -> Proposal | None:
    """One proposal without its assessment; None where there is none."""
    found = Proposal.objects.defer("document").filter(pk=number)
    return found.select_related("proposed_by", "decided_by").first()


def open_withdrawals() -> list[Withdrawal]:
    """Those that wait for an answer."""
    return list(Withdrawal.objects.filter(state=State.OPEN).select_related("asked_by"))


def subject_of(digest: str) -> str:
    """What the ledger calls an assessment."""
    return f"assessment:{digest}"


def records_of(digest: str) -> list[ledger.Told]:
    """All that was done about an assessment."""
    return ledger.history(subject_of(digest))
