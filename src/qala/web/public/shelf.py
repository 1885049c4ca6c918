"""All publications, as they are read at their own addresses."""

from django.http import HttpRequest

from qala.texts import Language
from qala.web.public.reading import Reading
from qala.web.publications import services


class Shelf:
    """Asks for the list of publications once, and for each no more than a page needs."""

    def __init__(self, request: HttpRequest, language: Language) -> None:
        self.request = request
        self.language = language
        self._published = {one.digest: one for one in services.all_published()}
        self._readings: dict[tuple[str, str], Reading] = {}

    def reading(self, digest: str, period: str = "") -> Reading:
        """A publication in a period, in its last one where it has not that one. Raises KeyError for no publication."""
        if (digest, period) not in self._readings:
            one = self._published[digest]
            known = period if period in one.periods else one.periods[-1]
            self._readings[digest, period] = Reading(self.request, self.language, one, True, known, one.bases[0])
        return self._readings[digest, period]
