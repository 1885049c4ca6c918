"""Files that a page makes at the moment it is asked."""

from django.http import HttpResponse


def saved(content: bytes, name: str) -> HttpResponse:
    """A CSV file to be saved under a name."""
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer
