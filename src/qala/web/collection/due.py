"""Who is told what about a round on a day; nothing here knows of tables, letters or the clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

USUAL = 7
"""Days before a last day from which somebody is told who has not said otherwise."""
TO_SIGNERS, TO_OFFICERS = 3, 7
"""Days after a last day from which those are told who sign for the area, and those who run the programme."""

Fields = Mapping[str, str | int]


@dataclass(frozen=True)
class Term:
    """A round and its last days for answering and signing."""

    name: str
    answer_until: date
    sign_until: date


@dataclass(frozen=True)
class Standing:
    """Where the report of an area stands.

    waiting: questions without an answer that stands; unsigned: answers that nobody has signed; answering: how many of
    the waiting questions each person could answer; returned: (question, version) of those that came back, by person;
    signing: who signs for the area.
    """

    report: int
    area: str
    waiting: int
    unsigned: int
    answering: Mapping[int, int] = field(default_factory=dict)
    returned: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    signing: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Telling:
    """What one person is told. key: what it is about, told once to each; said: a name in the texts of `rounds`, with
    its fields; path: where it leads, after the language and /work/.
    """

    person: int
    key: str
    said: str
    fields: Fields
    path: str


def due(
    term: Term, standings: tuple[Standing, ...], officers: frozenset[int], days: Mapping[int, int], today: date
) -> tuple[Telling, ...]:
    """All that stands to be told of an open round on a day, whether it was told before or not.

    days: how many days before a last day each person wants to be told, where that is not the usual.
    """
    return (
        *_opened(term, standings),
        *_to_answer(term, standings, days, today),
        *_returned(term, standings),
        *_to_sign(term, standings, days, today),
        *_escalated(term, standings, officers, today),
    )


def _opened(term: Term, standings: tuple[Standing, ...]) -> Iterator[Telling]:
    about: Fields = {"round": term.name, "day": term.answer_until.isoformat()}
    for person in sorted({*_summed(standings), *_signers(standings)}):
        yield Telling(person, f"opened:{term.name}", "opened", about, f"rounds/{term.name}/")


def _to_answer(term: Term, standings: tuple[Standing, ...], days: Mapping[int, int], today: date) -> Iterator[Telling]:
    for person, count in sorted(_summed(standings).items()):
        what = _when(term.answer_until, days.get(person, USUAL), today)
        if what:
            yield _told(term, person, f"{what}_answer", term.answer_until, count)


def _to_sign(term: Term, standings: tuple[Standing, ...], days: Mapping[int, int], today: date) -> Iterator[Telling]:
    for person, reports in sorted(_signers(standings).items()):
        count = len({one.report for one in reports})
        what = _when(term.sign_until, days.get(person, USUAL), today)
        if what:
            yield _told(term, person, f"{what}_sign", term.sign_until, count)


def _returned(term: Term, standings: tuple[Standing, ...]) -> Iterator[Telling]:
    for one in standings:
        for person, questions in sorted(one.returned.items()):
            for question, version in questions:
                about: Fields = {"round": term.name, "area": one.area}
                key, path = f"returned:{question}:{version}", f"reports/{one.report}/"
                yield Telling(person, key, "returned", about, path)


def _escalated(term: Term, standings: tuple[Standing, ...], officers: frozenset[int], today: date) -> Iterator[Telling]:
    """To who signs for each area that is late, and to the programme's officers once for all areas."""
    late = (today - term.answer_until).days
    for one in standings:
        if late >= TO_SIGNERS and one.waiting:
            about: Fields = {
                "round": term.name,
                "area": one.area,
                "count": one.waiting,
                "day": term.answer_until.isoformat(),
            }
            for person in sorted(one.signing):
                key = f"late-area:{one.report}:{term.answer_until}"
                yield Telling(person, key, "late_area", about, f"reports/{one.report}/assignments/")
    unanswered = sum(1 for one in standings if one.waiting)
    unsigned = sum(1 for one in standings if one.waiting or one.unsigned)
    ends = (("answer", term.answer_until, unanswered), ("sign", term.sign_until, unsigned))
    for step, day, count in ends:
        if (today - day).days >= TO_OFFICERS and count:
            whole: Fields = {"round": term.name, "count": count, "day": day.isoformat()}
            for person in sorted(officers):
                key, path = f"late-areas:{step}:{term.name}:{day}", f"rounds/{term.name}/progress/"
                yield Telling(person, key, f"late_areas_{step}", whole, path)


def _told(term: Term, person: int, said: str, day: date, count: int) -> Telling:
    about: Fields = {"round": term.name, "count": count, "day": day.isoformat()}
    return Telling(person, f"{said}:{term.name}:{day}", said, about, f"rounds/{term.name}/")


def _when(day: date, before: int, today: date) -> str:
    """Whether a last day is near, past, or neither."""
    if today > day:
        return "late"
    return "near" if (day - today).days <= before else ""


def _summed(standings: tuple[Standing, ...]) -> dict[int, int]:
    """How many questions wait for each person, over all areas."""
    found: dict[int, int] = {}
    for one in standings:
        for person, count in one.answering.items():
            if count:
                found[person] = found.get(person, 0) + count
    return found


def _signers(standings: tuple[Standing, ...]) -> dict[int, list[Standing]]:
    """The reports that wait for each person to sign them."""
    found: dict[int, list[Standing]] = {}
    for one in standings:
        if one.waiting or one.unsigned:
            for person in one.signing:
                found.setdefault(person, []).append(one)
    return found
