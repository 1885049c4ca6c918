"""What commands and other parts of the site ask about running it."""

from collections.abc import Iterator
from pathlib import Path

import qala.texts
from qala.files.home import home
from qala.web.running import settings_of, tables, upgrading, words, work
from qala.web.running.backup import make as back_up
from qala.web.running.figures import figures
from qala.web.running.restore import restore
from qala.web.running.said import Outcome, Said, outcome

TEXTS = Path(qala.texts.__file__).parent

__all__ = ["Outcome", "Said", "back_up", "figures", "look", "outcome", "ready", "restore", "upgrading"]


def look() -> Iterator[Said]:
    """Everything but the folder, which is looked at before Django is set up."""
    yield from settings_of.look(home())
    database = list(tables.look())
    yield from database
    if all(one.state != "problem" for one in database):
        yield from work.worker()
        yield from work.key()
        yield from work.backup()
    yield from words.look(TEXTS)


def ready() -> bool:
    """Whether the tables are those of this version. Raises DatabaseError where the database does not answer."""
    return not upgrading.pending().now
