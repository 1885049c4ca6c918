"""A site of Qala, read by a program: what comes is of the same types as what lies in files."""

from qala.remote.site import Publication, Site, connect

__all__ = ["Publication", "Site", "connect"]
