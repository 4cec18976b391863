"""The time that evaluating at points may take: a budget that every slow step looks at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import monotonic

from ...expr.errors import OutOfTimeError

_DEADLINE: ContextVar[float] = ContextVar("deadline", default=inf)


@contextmanager
def until(deadline: float) -> Iterator[None]:
    """Evaluation inside ends with OutOfTimeError at the deadline, or at an earlier one around it."""
    token = _DEADLINE.set(min(deadline, _DEADLINE.get()))
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def check_time() -> None:
    """OutOfTimeError after the deadline."""
    if monotonic() > _DEADLINE.get():
        raise OutOfTimeError("the time for values at points is used up")
