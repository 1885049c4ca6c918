"""How tests are spread over the cores: a file at a time, and first what takes long, so that no core is left with it."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

PUBLIC = "tests/e2e/public/"
"""Its tests read one site; it is made on one core alone."""
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
