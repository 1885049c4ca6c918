"""The scale on which a fact is continued: shares by their logit, so that they stay within 0 and 100."""

from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import Floats

MARGIN = 0.5
"""By so many points the ends of the logit lie beyond 0 and 100, so that both have a place on it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """share: 0 to 100; positive: never below 0. The sizes of steps are compared as parts of the level, but for shares,
    whose logit is comparable as it is.
    """

    share: bool
    positive: bool

    def forward(self, values: Floats) -> Floats:
        """From values to the scale: ln((x + margin) / (100 - x + margin)) for shares, else as they are."""
        if not self.share:
            return values
        within = np.clip(values, 0.0, 100.0)
        found: Floats = np.log((within + MARGIN) / (100.0 - within + MARGIN))
        return found

    def back(self, scaled: Floats) -> Floats:
        """From the scale to values that can be: shares within 0 and 100, counts not below 0."""
        if self.share:
            odds = np.exp(-np.clip(scaled, -50.0, 50.0))
            return np.clip((100.0 + 2 * MARGIN) / (1.0 + odds) - MARGIN, 0.0, 100.0)
        return np.maximum(scaled, 0.0) if self.positive else scaled

    def level(self, scaled: Floats) -> float:
        """What sizes of steps are parts of."""
        return 1.0 if self.share else float(np.abs(scaled).mean())
