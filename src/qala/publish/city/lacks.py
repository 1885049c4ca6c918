"""What is not known of a city, by who should publish it."""

from dataclasses import dataclass

from qala.publish.case import Case
from qala.publish.naming import named
from qala.publish.reasons import owner_of
from qala.texts import text


@dataclass(frozen=True)
class Lack:
    """What one owner has not published. indicators: ids and titles of quantities; levels: how many levels."""

    owner: str
    indicators: tuple[tuple[str, str], ...]
    levels: int

    @property
    def count(self) -> int:
        """All of it."""
        return len(self.indicators) + self.levels


def lacks_of(case: Case) -> tuple[Lack, ...]:
    """The scored indicators without a value, by owner, the most first."""
    found: dict[str, tuple[list[tuple[str, str]], int]] = {}
    for one in case.in_state(case.standard.root, "missing"):
        owner = owner_of(one, case.language) or text("city.nobody_named", case.language)
        titles, levels = found.get(owner, ([], 0))
        if one.kind == "level":
            levels += 1
        else:
            titles.append((one.id, named(one, case.language)))
        found[owner] = (titles, levels)
    lacks = [Lack(owner, tuple(titles), levels) for owner, (titles, levels) in found.items()]
    return tuple(sorted(lacks, key=lambda lack: (-lack.count, lack.owner)))
