"""Qala: the system of a national smart-city programme.

In a notebook: `import qala`, then read_standard, read_values, assess, explain, compare, benchmark, forecast, or connect
to a site. The names are loaded when first used, so that the command starts quickly.
"""

from typing import TYPE_CHECKING

from qala.version import __version__

if TYPE_CHECKING:
    from qala.library import (
        Assessment,
        assess,
        benchmark,
        codebook,
        compare,
        explain,
        figures,
        forecast,
        frame,
        read_assessment,
        read_standard,
        read_values,
    )
    from qala.remote import connect

__all__ = [
    "Assessment", "__version__", "assess", "benchmark", "codebook", "compare", "connect", "explain", "figures",
    "forecast", "frame", "read_assessment", "read_standard", "read_values",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'qala' has no attribute '{name}'")
    from qala import library, remote  # noqa: PLC0415 - only when a name is used

    found: object = getattr(remote if name == "connect" else library, name)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
