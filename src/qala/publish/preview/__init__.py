"""The effect of a new edition on past Maps, in words: in the terminal and as a page."""

from qala.publish.preview.page import render_preview, render_preview_page

__all__ = ["render_preview", "render_preview_page"]
