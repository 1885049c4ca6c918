"""Standards: packs as data, read and checked."""

from qala.standard.model import Band, Impute, Indicator, Node, Normalise, Scale, Standard, Treat
from qala.standard.read import parse_standard, read_standard

__all__ = [
    "Band", "Impute", "Indicator", "Node", "Normalise", "Scale", "Standard", "Treat", "parse_standard", "read_standard",
]  # fmt: skip
