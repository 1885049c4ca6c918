"""The ledger is added to alone, one by one, and tells who has not seen the newest."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.web.conftest import AT
from tests.web.people.conftest import person_with
from tests.web.publications.test_publications import in_threads


def test_entries_come_one_after_the_other(tables: str) -> None:
    from qala.web.ledger import services as ledger

    person = person_with("clerk", ())
    for number in range(3):
        event = ledger.Event("said", "value: a", {"value": number / 3}, {"name": "Aigerim"})
        made = ledger.add("round/one", event, person, AT + timedelta(seconds=number, microseconds=7))
        assert (made.number, made.version) == (number + 1, number + 1)
    found = ledger.history("value: a")
    assert [one.payload["value"] for one in found] == [0, 1 / 3, 2 / 3]
    assert {(one.by, one.private["name"], one.kind) for one in found} == {(person.pk, "Aigerim", "said")}
    assert found[2].at == AT + timedelta(seconds=2, microseconds=7)
    assert [one.number for one in ledger.all_in("round/one")] == [1, 2, 3]
    assert list(ledger.audit()) == []
    assert "Aigerim" not in "".join(ledger.Entry.objects.values_list("said", flat=True))


def test_who_has_not_seen_the_newest_is_told(tables: str) -> None:
    from qala.web.ledger import services as ledger

    one, other = (ledger.Event("said", "value: b", {"value": value}) for value in (1, 2))
    ledger.add("round/two", one, None, AT, seen=0)
    with pytest.raises(ledger.Stale):
        ledger.add("round/two", other, None, AT, seen=0)
    ledger.add("round/two", other, None, AT, seen=1)
    assert [each.version for each in ledger.history("value: b")] == [1, 2]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_numbers_are_finite(tables: str, value: float) -> None:
    from qala.web.ledger import services as ledger

    before = ledger.heads()
    with pytest.raises(ValueError, match="not representable"):
        ledger.add("round/three", ledger.Event("said", "value: c", {"value": value}), None, AT)
    assert ledger.heads() == before


def test_many_at_once_make_one_chain(tables: str) -> None:
    from qala.web.ledger import services as ledger

    def add(place: int) -> Any:
        return ledger.add("round/four", ledger.Event("said", f"value: {place % 2}"), None, AT)

    found = in_threads(*(lambda place=place: add(place) for place in range(12)))
    assert sorted(one.number for one in found) == list(range(1, 13))
    seen = in_threads(
        *(lambda: ledger.add("round/four", ledger.Event("said", "value: 0"), None, AT, seen=6) for _ in range(4))
    )
    assert sum(isinstance(one, ledger.Stale) for one in seen) == 3
    assert list(ledger.audit()) == []


def test_what_was_said_can_be_forgotten_but_not_that_it_was_said(tables: str) -> None:
    from qala.web.ledger import services as ledger

    made = ledger.add("round/five", ledger.Event("said", "value: d", {"value": 1}, {"name": "Marat"}), None, AT)
    ledger.forget(made, None, AT)
    first, second = ledger.history("value: d")
    assert (first.payload, first.private) == ({"value": 1}, {})
    assert (second.kind, second.payload) == ("forgotten", {"number": made.number})
    assert list(ledger.audit()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET said = '{}' WHERE number = 1",
        "DELETE FROM ledger_entry WHERE number = 1",
        "UPDATE ledger_private SET said = '{}'",
        "UPDATE ledger_chain SET length = length - 1",
        "UPDATE ledger_chain SET length = length",
        "DELETE FROM ledger_chain",
    ],
)
def test_the_database_refuses_to_change_it(tables: str, sql: str) -> None:
    from qala.web.ledger import services as ledger

    ledger.add("round/six", ledger.Event("said", "value: e", {}, {"name": "Dana"}), None, AT)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(ledger.audit()) == []
