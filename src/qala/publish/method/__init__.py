"""How a standard makes degrees, as a page says it: every word from the standard's own data."""

from qala.publish.method.example import Example, example_of, promising
from qala.publish.method.model import Method, Section
from qala.publish.method.whole import method_of

__all__ = ["Example", "Method", "Section", "example_of", "method_of", "promising"]
