"""The coherence report in the terminal and as a page."""

from qala.publish.coherence.page import render_coherence_page
from qala.publish.coherence.terminal import render_coherence

__all__ = ["render_coherence", "render_coherence_page"]
