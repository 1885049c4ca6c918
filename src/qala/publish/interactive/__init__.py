"""What makes a drawn chart of a page live when somebody asks for it: a script, its style, and Vega, loaded only then.

A page shows a picture in a figure and loads `chart.js` and `chart.css` (see docs/developers/charts.md). This package
loads neither Altair nor vl-convert but for `bundle`.
"""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

FILES = Path(__file__).parent / "files"
"""The script and the style of pages with charts."""
_EXPORTED = "window.vegaEmbed = vegaEmbed;"


@cache
def bundle() -> bytes:
    """Vega, Vega-Lite, Vega-Embed and Vega's interpreter as one plain script that sets `window.vegaEmbed`."""
    from vl_convert import javascript_bundle  # noqa: PLC0415 - 30 MB that only this needs

    return javascript_bundle(_EXPORTED).encode()


@cache
def bundle_name() -> str:
    """The name under which the bundle may be kept for ever: it changes with what is in it."""
    return f"vega-{version('vl-convert-python')}-{sha256(bundle()).hexdigest()[:12]}.js"


def script() -> bytes:
    """The script of pages with charts."""
    return _read("chart.js")


def style() -> bytes:
    """The style of pages with charts."""
    return _read("chart.css")


def _read(name: str) -> bytes:
    return (FILES / name).read_bytes()
