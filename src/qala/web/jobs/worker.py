"""The worker: takes jobs from the table and has its hand run them, one at a time."""

import logging
import os
import signal
import socket
import time
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections

from qala.web.jobs import daily, kinds, lease, old, signs
from qala.web.jobs.hand import Hand

LOG = logging.getLogger(__name__)
SHORTEST, LONGEST = 0.2, 2.0
"""Seconds between two looks at the table: after a job, and when nothing has come for a while."""
STEP = 0.2
"""Seconds in which a signal is noticed."""
GRACE = 5.0
"""Seconds that a job has to end by itself when it is cancelled, or the worker is stopped."""
IDLE = 60.0
"""Seconds after which a hand without work is let go."""


class Worker:
    """Runs jobs until it is stopped. parent: the process that it ends with, where there is one."""

    def __init__(self, parent: int | None = None) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.parent = parent
        self.asked_to_stop = False
        self.hand: Hand | None = None
        self.next_sign = 0.0
        self.next_look = 0.0

    def work(self, once: bool = False) -> None:
        """Until SIGTERM or SIGINT; once: until nothing waits."""
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self._stop)
        try:
            self._loop(once)
        finally:
            self._drop_hand()
            with suppress(DatabaseError, InterfaceError):
                signs.end(self.name)
            connections.close_all()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop, or is left alone."""
        return self.asked_to_stop or (self.parent is not None and os.getppid() != self.parent)

    def _stop(self, *_: object) -> None:
        self.asked_to_stop = True

    def _loop(self, once: bool) -> None:
        pause, idle = SHORTEST, 0.0
        while not self.stopping:
            try:
                found = self._one()
            except (DatabaseError, InterfaceError):
                LOG.exception("the database does not answer; trying again in %s s", LONGEST)
                connections.close_all()
                found, pause = False, LONGEST
            if found:
                pause, idle = SHORTEST, 0.0
                continue
            if once:
                return
            self._rest(pause)
            idle += pause
            pause = min(pause * 2, LONGEST)
            if idle > IDLE:
                self._drop_hand()

    def _one(self) -> bool:
        """Takes a job and sees it through; False where none is free."""
        self._sign()
        for id_ in lease.end_abandoned():
            LOG.warning("job %s ended: its worker died", id_)
        held = lease.claim(self.name, kinds.names())
        if held is None:
            self._tidy()
            return False
        with suppress(lease.Lost):
            self._see_through(held)
        return True

    def _see_through(self, held: lease.Claim) -> None:
        hand = self.hand = self.hand or Hand()
        hand.give(held)
        watch = Watch(held)
        while not hand.ended(STEP):
            with suppress(DatabaseError, InterfaceError):
                self._sign()
            if watch.over(self.stopping):
                self._drop_hand()
                watch.settle()
                return
        if not hand.stays():
            self.hand = None
        # Nothing where the job wrote down its end, as it does unless its process died.
        lease.died(held)

    def _sign(self) -> None:
        now = time.monotonic()
        if now >= self.next_sign:
            self.next_sign = now + min(settings.JOB_LEASE / 4, signs.EVERY)
            signs.give(self.name)

    def _tidy(self) -> None:
        now = time.monotonic()
        if now >= self.next_look and old.delete_some() < old.STEP:
            old.delete_sessions()
            daily.enqueue_due()
            self.next_look = now + old.EVERY

    def _drop_hand(self) -> None:
        if self.hand is not None:
            self.hand.stop()
            self.hand = None

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, STEP))


class Watch:
    """Keeps the lease of a job while it runs, and knows when it has to be ended by force."""

    def __init__(self, held: lease.Claim) -> None:
        self.held = held
        self.lost = self.cancel = False
        self.next_beat = 0.0
        self.asked_at: float | None = None

    def over(self, stopping: bool) -> bool:
        """Whether its time is over: it is lost, or was asked to end and did not within its grace."""
        now = time.monotonic()
        if now >= self.next_beat:
            self.next_beat = now + min(settings.JOB_LEASE / 4, 2.0)
            self._beat()
        if self.asked_at is None and (self.cancel or stopping):
            self.asked_at = now
        return self.lost or (self.asked_at is not None and now - self.asked_at > GRACE)

    def settle(self) -> None:
        """After its end by force: cancelled where that was asked for, else it waits again. Raises Lost."""
        if self.cancel:
            lease.cancelled(self.held)
        else:
            lease.give_back(self.held)

    def _beat(self) -> None:
        try:
            self.cancel = lease.beat(self.held)
        except lease.Lost:
            self.lost = True
        except (DatabaseError, InterfaceError):
            LOG.exception("job %s: the lease could not be moved on", self.held.id)
            connections.close_all()
