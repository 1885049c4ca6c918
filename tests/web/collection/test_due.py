"""Who is told what on a day: nobody twice the same, nobody without a part, escalation exactly where it is late."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qala.web.collection.due import TO_OFFICERS, TO_SIGNERS, USUAL, Standing, Term, due

ANSWER, SIGN = date(2026, 12, 31), date(2027, 1, 14)
TERM = Term("kz-2026", ANSWER, SIGN)
OFFICERS = frozenset({90, 91})
PEOPLE = st.integers(1, 6)


@st.composite
def standings(draw: st.DrawFn) -> tuple[Standing, ...]:
    found = []
    for report in range(draw(st.integers(0, 4))):
        waiting = draw(st.integers(0, 5))
        answering = draw(st.dictionaries(PEOPLE, st.integers(1, waiting), max_size=3)) if waiting else {}
        returned = {person: ((report * 10 + person, 2),) for person in answering if draw(st.booleans())}
        signing = draw(st.frozensets(st.integers(10, 13), max_size=2))
        found.append(Standing(report, f"area-{report}", waiting, draw(st.integers(0, 5)), answering, returned, signing))
    return tuple(found)


DAYS = st.integers(-60, 60).map(lambda days: ANSWER + timedelta(days=days))
WISHES = st.dictionaries(st.integers(1, 13), st.integers(0, 30))


def on(day: date, *of: Standing) -> list[tuple[int, str]]:
    return sorted((one.person, one.said) for one in due(TERM, of, OFFICERS, {}, day))


@given(standings(), WISHES, DAYS)
def test_nobody_is_told_the_same_twice(of: tuple[Standing, ...], days: dict[int, int], today: date) -> None:
    told = [(one.person, one.key) for one in due(TERM, of, OFFICERS, days, today)]
    assert len(told) == len(set(told))


@given(standings(), WISHES, DAYS)
def test_nobody_is_told_who_has_no_part(of: tuple[Standing, ...], days: dict[int, int], today: date) -> None:
    answering = {person for one in of for person in one.answering}
    signing = {person for one in of if one.waiting or one.unsigned for person in one.signing}
    late = {one.report for one in of if one.waiting}
    for told in due(TERM, of, OFFICERS, days, today):
        assert told.person in answering | signing | OFFICERS
        if told.said in ("near_answer", "late_answer", "returned"):
            assert told.person in answering
        if told.said in ("near_sign", "late_sign"):
            assert told.person in signing
        if told.person in OFFICERS:
            assert told.said.startswith("late_areas")
            assert of
        if told.said == "late_area":
            assert int(told.key.split(":")[1]) in late


@given(standings(), WISHES, DAYS)
def test_who_signs_hears_of_an_area_exactly_where_it_is_late(
    of: tuple[Standing, ...], days: dict[int, int], today: date
) -> None:
    told = {(one.person, one.key) for one in due(TERM, of, OFFICERS, days, today) if one.said == "late_area"}
    late = (today - ANSWER).days >= TO_SIGNERS
    assert told == {
        (person, f"late-area:{one.report}:{ANSWER}") for one in of if late and one.waiting for person in one.signing
    }


@given(standings(), WISHES, DAYS)
def test_officers_hear_a_week_later_with_how_many_areas(
    of: tuple[Standing, ...], days: dict[int, int], today: date
) -> None:
    told = {one.said: one.fields["count"] for one in due(TERM, of, OFFICERS, days, today) if one.person in OFFICERS}
    waiting, unsigned = (sum(map(test, of)) for test in (lambda one: bool(one.waiting), _unsigned))
    expected = {}
    if waiting and today >= ANSWER + timedelta(days=TO_OFFICERS):
        expected["late_areas_answer"] = waiting
    if unsigned and today >= SIGN + timedelta(days=TO_OFFICERS):
        expected["late_areas_sign"] = unsigned
    assert told == expected


def _unsigned(one: Standing) -> bool:
    return bool(one.waiting or one.unsigned)


@given(standings(), WISHES, DAYS)
def test_near_and_late_never_meet_and_keep_to_the_days_one_asked_for(
    of: tuple[Standing, ...], days: dict[int, int], today: date
) -> None:
    told = due(TERM, of, OFFICERS, days, today)
    for step, last in (("answer", ANSWER), ("sign", SIGN)):
        near = {one.person for one in told if one.said == f"near_{step}"}
        late = {one.person for one in told if one.said == f"late_{step}"}
        assert not near & late
        assert all(0 <= (last - today).days <= days.get(person, USUAL) for person in near)
        assert not late or today > last


@given(standings(), DAYS)
def test_what_is_told_holds_no_value(of: tuple[Standing, ...], today: date) -> None:
    for told in due(TERM, of, OFFICERS, {}, today):
        assert set(told.fields) <= {"round", "area", "day", "count"}


def test_a_round_from_its_opening_to_the_officers() -> None:
    heat = Standing(1, "351010000", 3, 0, {1: 3}, {}, frozenset({10}))
    assert on(ANSWER - timedelta(days=30), heat) == [(1, "opened"), (10, "opened")]
    assert (1, "near_answer") in on(ANSWER - timedelta(days=7), heat)
    assert (1, "near_answer") in on(ANSWER, heat), "its last day is not past yet"
    assert (1, "late_answer") in on(ANSWER + timedelta(days=1), heat)
    assert (10, "late_area") not in on(ANSWER + timedelta(days=2), heat)
    assert (10, "late_area") in on(ANSWER + timedelta(days=3), heat)
    assert (90, "late_areas_answer") not in on(ANSWER + timedelta(days=6), heat)
    assert (90, "late_areas_answer") in on(ANSWER + timedelta(days=7), heat)


def test_another_last_day_is_told_anew() -> None:
    heat = Standing(1, "351010000", 3, 0, {1: 3})
    later = Term("kz-2026", ANSWER + timedelta(days=20), SIGN + timedelta(days=20))

    def keys(term: Term, day: date) -> set[str]:
        return {one.key for one in due(term, (heat,), OFFICERS, {}, day) if one.said == "near_answer"}

    assert not keys(TERM, ANSWER) & keys(later, later.answer_until)


def test_a_question_returned_again_is_told_again() -> None:
    def told(version: int) -> set[str]:
        back = Standing(1, "351010000", 1, 0, {1: 1}, {1: ((7, version),)})
        return {one.key for one in due(TERM, (back,), OFFICERS, {}, ANSWER) if one.said == "returned"}

    assert len(told(1) | told(2)) == 2
