"""What a question finds: ranked, in groups, with what was hit marked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from qala.publish.search.folding import WORD, composed, fold
from qala.publish.search.index import Entry, Index, asked_words

ON_A_PAGE = 10
"""So many of each group are shown."""
ASKED = 8
"""So many words of a question are looked at."""
LINE = 170
"""So many letters of a text are shown."""
Marked = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it was hit."""


@dataclass(frozen=True)
class Hit:
    """An entry that was found."""

    entry: Entry
    title: Marked
    line: Marked
    score: float


@dataclass(frozen=True)
class Group:
    """What was found of one kind, the best first; more: how many are not shown."""

    name: str
    hits: tuple[Hit, ...]
    more: int


@dataclass(frozen=True)
class Found:
    """The groups, the best first. count: of all that was found; whole: whether it has every word that was asked."""

    groups: tuple[Group, ...] = ()
    count: int = 0
    whole: bool = True


def find(index: Index, query: str) -> Found:
    """What a question finds: entries with all of its words; where there are none, those with any of them."""
    meant = [index.meant(word) for word in asked_words(query)[:ASKED]]
    by_word = [_scores(index, words) for words in meant]
    whole = set.intersection(*(set(scores) for scores in by_word)) if by_word else set()
    places = whole or {place for scores in by_word for place in scores}
    scored = {place: sum(scores.get(place, 0.0) for scores in by_word) for place in places}
    hit = {word for words in meant for word in words}
    return Found(tuple(_groups(index, scored, hit)), len(scored), bool(whole) or not scored)


def _scores(index: Index, words: dict[str, float]) -> dict[int, float]:
    """How much each entry counts for one asked word: by its best word in its heaviest field."""
    found: dict[int, float] = {}
    for word, worth in words.items():
        for place, weight in index.postings[word].items():
            score = worth * weight
            if found.get(place, 0.0) < score:
                found[place] = score
    return found


def _groups(index: Index, scored: dict[int, float], hit: Collection[str]) -> Iterator[Group]:
    by_group: dict[str, list[int]] = {}
    for place in sorted(scored, key=lambda place: (-scored[place], -_share(index.entries[place], hit), place)):
        by_group.setdefault(index.entries[place].group, []).append(place)
    for name, places in by_group.items():
        shown = tuple(_hit(index.entries[place], scored[place], hit) for place in places[:ON_A_PAGE])
        yield Group(name, shown, max(0, len(places) - ON_A_PAGE))


def _share(entry: Entry, hit: Collection[str]) -> float:
    """What part of a title was hit: of two that have a word, the shorter title is meant rather."""
    words = [fold(found[0]) for found in WORD.finditer(composed(entry.title))]
    return sum(word in hit for word in words) / len(words) if words else 0.0


def _hit(entry: Entry, score: float, hit: Collection[str]) -> Hit:
    title = marked(entry.title, hit)
    line = marked(entry.line, hit)
    if not any(on for _, on in (*title, *line)):
        excerpts = (_excerpt(said, hit) for said, _ in entry.fields)
        line = next((said for said in excerpts if any(on for _, on in said)), line)
    return Hit(entry, title, line, score)


def marked(said: str, hit: Collection[str]) -> Marked:
    """A text with the words that were hit."""
    pieces: list[tuple[str, bool]] = []
    last, said = 0, composed(said)
    for found in WORD.finditer(said):
        if fold(found[0]) in hit:
            pieces += [(said[last : found.start()], False), (found[0], True)]
            last = found.end()
    return tuple(piece for piece in (*pieces, (said[last:], False)) if piece[0])


def _excerpt(said: str, hit: Collection[str]) -> Marked:
    """The surroundings of the first hit."""
    said = composed(said)
    first = next((found.start() for found in WORD.finditer(said) if fold(found[0]) in hit), 0)
    start = said.rfind(" ", 0, max(0, first - LINE // 3)) + 1 if first > LINE // 3 else 0
    end = len(said) if len(said) <= start + LINE else max(said.rfind(" ", start, start + LINE), start + LINE // 2)
    cut = ("… " if start else "") + said[start:end] + (" …" if end < len(said) else "")
    return marked(cut, hit)
