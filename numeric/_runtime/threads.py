"""Threads: independent tasks run side by side.  NumPy lets go of the interpreter lock while it computes.

What a task computes does not depend on who runs it, so results do not depend on the number of threads.  Where another
library has told the calling thread to flush subnormal numbers to zero, or to round otherwise, it computes alone: other
threads have a mode of their own.
"""

import os
from _thread import allocate_lock
from collections.abc import Callable
from itertools import count
from operator import index
from typing import Any

import numpy as np

from . import backend as _backend


def _available() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class _Threads:
    """The pool, made when it is needed first, and again in a child process."""

    def __init__(self) -> None:
        self.number = _available()
        self.forget()

    def forget(self) -> None:
        """Threads do not survive a fork, and a lock may have been held."""
        self.lock, self.pool, self.size = allocate_lock(), None, 0

    def submit(self, task: Callable[[], None], helpers: int, pending: list[Any]) -> None:
        """Add the task to what is pending, as often as there are helpers.

        Not at all while the interpreter shuts down, or while somebody else is here: that may be the caller, interrupted
        by a signal.
        """
        if not self.lock.acquire(blocking=False):
            return
        try:
            if self.pool is None or self.size != self.number - 1:
                from concurrent.futures import ThreadPoolExecutor

                if self.pool is not None:
                    self.pool.shutdown(wait=False)
                self.size = max(self.number - 1, helpers)
                self.pool = ThreadPoolExecutor(self.size, thread_name_prefix="numeric")
            for _ in range(helpers):
                pending.append(self.pool.submit(task))
        except RuntimeError:
            return
        finally:
            self.lock.release()


_threads = _Threads()
_backend.set_num_threads(_threads.number)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_threads.forget)


def set_num_threads(number: int) -> None:
    """How many threads a call may use, the calling one included.  Results do not depend on it."""
    if isinstance(number, bool):
        raise TypeError(f"set_num_threads: number is {number!r}; expected a positive integer")
    try:
        wanted = index(number)
    except TypeError:
        raise TypeError(f"set_num_threads: number is {number!r:.60}; expected a positive integer") from None
    if wanted < 1:
        raise ValueError(f"set_num_threads: number is {wanted}; expected a positive integer")
    _threads.number = wanted
    _backend.set_num_threads(wanted)


def get_num_threads() -> int:
    """How many threads a call may use; at first as many as there are processors for this process."""
    return _threads.number


SMALL, HALF, ONE, LITTLE = 2.0**-1022, 0.5, 1.0, 2.0**-60


def _is_usual() -> bool:
    """Whether this thread computes with subnormal numbers, and rounds to nearest."""
    subnormal = SMALL * HALF
    return subnormal + subnormal == SMALL and ONE + LITTLE == ONE and ONE - LITTLE == ONE


def run(task: Callable[[int], None], number: int) -> None:
    """task(0), …, task(number − 1), in any order.  An error, or Ctrl-C, ends it after the tasks that are under way."""
    helpers = min(_threads.number, number) - 1
    claims = count()

    def work() -> None:
        with np.errstate(all="ignore"):
            while (claimed := next(claims)) < number:
                task(claimed)

    if helpers < 1 or not _is_usual():
        return work()
    pending: list[Any] = []
    try:
        _threads.submit(work, helpers, pending)
        work()
    finally:
        number = 0
        running = [each for each in pending if not each.cancel()]
        errors = [each.exception() for each in running]
    for error in filter(None, errors):
        raise error
    return None
