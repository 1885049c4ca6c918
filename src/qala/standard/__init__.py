"""Standards: packs as data, read and checked."""

from qala.standard.model import Band, Indicator, Node, Normalise, Scale, Standard
from qala.standard.read import parse_standard, read_standard

__all__ = ["Band", "Indicator", "Node", "Normalise", "Scale", "Standard", "parse_standard", "read_standard"]
