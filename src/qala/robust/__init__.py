"""How firm an assessment is: uncertainty and sensitivity."""

from collections.abc import Mapping
from typing import Any

from qala.areas.model import Areas
from qala.engine.document import Settings, document
from qala.engine.run import compute
from qala.robust.runs import Progress
from qala.robust.uncertainty import Asked, robustness
from qala.standard import Standard
from qala.values.model import Values


def assess_robustly(
    standard: Standard, values: Values, settings: Settings, areas: Areas | None, replications: int,
    progress: Progress | None = None,
) -> Mapping[str, Any]:  # fmt: skip
    """The assessment with its robustness, from so many replications. Raises as engine.assess, and BadUse."""
    made = compute(standard, values, settings, areas)
    return document(made, robustness(made, Asked(replications, settings.seed), progress))


__all__ = ["Asked", "Progress", "assess_robustly", "robustness"]
