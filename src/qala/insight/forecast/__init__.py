"""Where indicators will be: by the way on that erred least in the past, never over a break, with an honest interval."""

from qala.insight.forecast.coverage import Held, held
from qala.insight.forecast.expected import Expected, expected
from qala.insight.forecast.forecast import Aim, Forecast, Foreseen, forecast, foresight_in, foresight_of
from qala.insight.forecast.outlook import FEWEST, Foresight, Outlook, Refusal

__all__ = [
    "FEWEST", "Aim", "Expected", "Forecast", "Foreseen", "Foresight", "Held", "Outlook", "Refusal", "expected",
    "forecast", "foresight_in", "foresight_of", "held",
]  # fmt: skip
