"""The site's design system: one style sheet, one frame, one way to show a page."""
