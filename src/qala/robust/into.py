"""Where replications are written."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats, Ints


@dataclass(frozen=True)
class Into:
    """degrees, bands: (nodes, columns, replications) of all; here: which replications are written."""

    degrees: Floats
    bands: npt.NDArray[np.int8]
    here: slice | Ints

    def put(self, place: int, columns: slice, degrees: Floats, bands: npt.NDArray[np.int8]) -> None:
        """Writes (columns, replications) of a node, by its place, and some of the columns."""
        self.degrees[place][columns, self.here] = degrees
        self.bands[place][columns, self.here] = bands
