"""How tests are spread over the cores: a file at a time, and first what takes long, so that no core is left with it."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

PUBLIC = "tests/e2e/public/"
"""Its tests read one site; it is made on one core alone."""
ON_ONE_DATABASE = (
    "tests/e2e/",
    "tests/web/collection/test_signing.py",
    "tests/web/jobs/test_beside.py",
    "tests/web/jobs/test_workers.py",
    "tests/web/people/test_accounts.py",
    "tests/web/proposals/",
    "tests/web/running/test_backup.py",
    "tests/web/running/test_check.py",
    "tests/web/running/test_full_disk.py",
    "tests/web/running/test_watching.py",
    "tests/web/test_matrix.py",
    "tests/web/verification/",
)
"""What takes minutes runs on PostgreSQL; the long lane runs it on SQLite too, as all that is quick always is."""
FIRST = (PUBLIC, "tests/e2e/", "tests/deploy/", "tests/docs/", "tests/web/")
"""Where sites and browsers are started; the others compute at most."""


class Spread(LoadFileScheduling):
    """A file at a time, but what reads the public site together."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return PUBLIC if nodeid.startswith(PUBLIC) else super()._split_scope(nodeid)


def long_first(items: list[pytest.Item]) -> None:
    """Puts the tests in order by where they are; those of a file stay as they are."""

    def place(item: pytest.Item) -> int:
        return next((place for place, folder in enumerate(FIRST) if item.nodeid.startswith(folder)), len(FIRST))

    items.sort(key=place)


def long_on_sqlite(items: list[pytest.Item]) -> None:
    """Marks as long what runs on SQLite once more; what runs there alone stays in the ordinary lane."""
    known = {item.nodeid for item in items}
    for item in items:
        call = getattr(item, "callspec", None)
        if item.nodeid.startswith(ON_ONE_DATABASE) and call is not None and call.params.get("database") == "sqlite":
            name, bracket, parameters = item.nodeid.partition("[")
            if name + bracket + parameters.replace("sqlite", "postgresql", 1) in known:
                item.add_marker(pytest.mark.long)
