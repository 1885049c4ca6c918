"""The words of many entries, and which of them a word that somebody typed may mean."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from qala.publish.search.folding import SMALL, common, composed, one_slip, words_in

EXACT, BEGINS, STEM, KIN, SLIP = 100.0, 80.0, 60.0, 45.0, 30.0
"""How much a word counts that is the asked one, begins with it, is its stem, shares its stem, is one letter off."""
LAST = "\U0010ffff"


@dataclass(frozen=True)
class Entry:
    """Something that can be found. group: what it is; line: what is said of it; fields: further texts and how much each
    weighs, the title weighing TITLE; keys: words that find it and are never shown.
    """

    group: str
    id: str
    title: str
    line: str
    fields: tuple[tuple[str, float], ...] = ()
    keys: str = ""


TITLE, KEYS = 10.0, 3.0


@dataclass(frozen=True)
class Index:
    """postings: by word, the entries that have it and the weight of the heaviest field that does."""

    entries: tuple[Entry, ...]
    postings: dict[str, dict[int, float]] = field(repr=False)
    forward: tuple[str, ...] = field(repr=False)
    backward: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Index":
        """The index of some entries."""
        every = tuple(entries)
        postings: dict[str, dict[int, float]] = {}
        for place, entry in enumerate(every):
            for said, weight in ((entry.title, TITLE), *entry.fields, (entry.keys, KEYS)):
                for word in words_in(composed(said)):
                    found = postings.setdefault(word, {})
                    if found.get(place, 0.0) < weight:
                        found[place] = weight
        return cls(every, postings, tuple(sorted(postings)), tuple(sorted(word[::-1] for word in postings)))

    def meant(self, asked: str) -> dict[str, float]:
        """The words that an asked one, folded, may mean, with how much each counts."""
        found = {word: BEGINS - min(20, len(word) - len(asked)) for word in self._beginning(asked)}
        if len(asked) == 1:
            found = {}
        found |= self._stems(asked) | self._kin(asked)
        if asked in self.postings:
            found[asked] = EXACT
        return found or self._slips(asked)

    def _beginning(self, start: str) -> tuple[str, ...]:
        return self.forward[bisect_left(self.forward, start) : bisect_left(self.forward, start + LAST)]

    def _stems(self, asked: str) -> dict[str, float]:
        """Words that the asked one begins with: `мектеп` of `мектептердің`."""
        least = max(3, round(0.4 * len(asked)))
        sizes = range(least, len(asked))
        return {asked[:size]: STEM - (len(asked) - size) for size in sizes if asked[:size] in self.postings}

    def _kin(self, asked: str) -> dict[str, float]:
        """Words with the same stem and another ending: `дороги` and `дорогам`, `вода` and `воды`."""
        short = len(asked) <= 5
        least = 3 if short else max(4, -(-11 * len(asked) // 20))
        ending = 2 if short else 5
        found = {}
        for word in self._beginning(asked[:least]) if len(asked) > least else ():
            size = common(asked, word)
            if size < min(len(asked), len(word)) and max(len(asked), len(word)) - size <= ending:
                found[word] = KIN - (len(asked) - size) - (len(word) - size)
        return found

    def _slips(self, asked: str) -> dict[str, float]:
        """Words one letter off; a slip leaves the first or the last third of a word as it is."""
        if len(asked) < 5:
            return {}
        third = (len(asked) - 2) // 2
        start, end = asked[:third], asked[::-1][:third]
        last = bisect_left(self.backward, end + LAST)
        ending = (word[::-1] for word in self.backward[bisect_left(self.backward, end) : last])
        return {word: SLIP for word in {*self._beginning(start), *ending} if one_slip(asked, word)}


def asked_words(query: str) -> list[str]:
    """The words of a question, folded, each once; small words only where there is nothing else."""
    every = list(dict.fromkeys(words_in(composed(query))))
    return [word for word in every if word not in SMALL] or every
