"""Signatures that people make with their own certificates: CMS (RFC 5652) over a document, checked and told."""

from qala.publish.cms.signed import ROLES, Signed
from qala.publish.cms.verify import verify

__all__ = ["ROLES", "Signed", "verify"]
