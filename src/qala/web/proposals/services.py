"""What other parts of the site may do with proposals and ask of them."""

from qala.web.proposals.queries import open_proposals, records_of
from qala.web.proposals.signing import public_keys, sign, withdraw_key

__all__ = ["open_proposals", "public_keys", "records_of", "sign", "withdraw_key"]
