"""How an annex speaks: as the page of the method does, with every name told and tables and formulas numbered."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from qala.publish.annex.blocks import Formula, Fraction, Table
from qala.publish.method.words import Words
from qala.publish.naming import named
from qala.standard import Indicator, Node
from qala.texts import text


class WholeWords(Words):
    """Words that name all things, however many they are: a legal text leaves nothing to be looked up."""

    def names(self, items: Iterable[Indicator | Node]) -> str:
        """The titles, each once."""
        titles = dict.fromkeys(named(one, self.language) for one in items)
        return ", ".join(text("map.quoted", self.language, name=title) for title in titles)


@dataclass(frozen=True)
class Writer:
    """The words, and the numbers that tables and formulas come by."""

    words: WholeWords
    tables: "count[int]"
    formulas: "count[int]"

    def say(self, key: str, **fields: object) -> str:
        """A text of the subject `annex`."""
        return text(f"annex.{key}", self.words.language, **fields)

    def table(
        self, key: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]], widths: tuple[int, ...],
        strong: Iterable[int] = (), **fields: object,
    ) -> Table:  # fmt: skip
        """A numbered table; key: of its caption; columns: keys of their heads."""
        caption = self.say("table", number=next(self.tables), title=self.say(key, **fields))
        heads = tuple(self.say(f"column_{one}") for one in columns)
        return Table(caption, heads, tuple(rows), widths, frozenset(strong))

    def formula(self, title: str, *parts: str | Fraction) -> Formula:
        """A numbered formula."""
        return Formula(self.say("formula", number=next(self.formulas), title=title), parts)
