"""What every template of the site can use."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from qala.publish.page import NAMES
from qala.texts import LANGUAGES


def environment(**options: Any) -> Environment:
    """Jinja2 as the pages of `publish` have it too: a name that is not there is an error."""
    made = Environment(**options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701 - Django asks for autoescape
    made.globals |= {"static": static, "url": reverse, "languages": LANGUAGES, "language_names": NAMES}
    return made
