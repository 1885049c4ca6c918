"""An assessment computed anew from what it holds, so that nothing but its inputs is taken on trust."""

from collections.abc import Mapping
from typing import Any

from qala.engine import assess
from qala.engine.verify import areas_in, settings_in, values_in
from qala.robust import assess_robustly
from qala.standard import parse_standard


def recomputed(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same assessment, every row and its robustness computed from its standard, areas, values and settings.

    Raises ValueError where it has another digest than the one it says.
    """
    standard = parse_standard(document["standard"]["pack"])
    inputs = (standard, values_in(document), settings_in(document), areas_in(document))
    robustness = document["robustness"]
    made = assess_robustly(*inputs, robustness["asked"]) if robustness else assess(*inputs)
    if made["digest"] != document["digest"]:
        raise ValueError(document["digest"])
    return made
