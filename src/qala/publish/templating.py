"""The templates of pages."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def templates() -> Environment:
    """What makes pages: everything is escaped, and a name that is not there is an error."""
    return Environment(
        loader=PackageLoader("qala.publish"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
