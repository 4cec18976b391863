"""Small calls: what was checked for some shapes once is not checked again."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from .blocks import BLOCK, exchanged
from .scratch import Borrowed

Array = np.ndarray[Any, Any]
DTYPES = (np.dtype(np.float32), np.dtype(np.float64))
MOST = 256
"""So many plans are kept for one kernel."""


class ShapePlan(NamedTuple):
    """The shapes that the body of a kernel sees, and those that are returned."""

    inputs: tuple[tuple[int, ...], ...]
    results: tuple[tuple[int, ...], ...]
    returned: tuple[tuple[int, ...], ...]
    rows: int


def shapes_of(args: tuple[Any, ...], number: int) -> tuple[tuple[int, ...], ...] | None:
    """The shapes of the arguments, if they are arrays that need no conversion."""
    if len(args) != number or type(args[0]) is not np.ndarray:
        return None
    dtype = args[0].dtype
    if dtype not in DTYPES:
        return None
    for each in args:
        if type(each) is not np.ndarray or each.dtype != dtype or not each.flags.carray or each.size > BLOCK:
            return None
    return tuple([each.shape for each in args])


def run_plan(plan: ShapePlan, body: Callable[..., Any], args: tuple[Array, ...], staged: bool) -> Any:
    """The kernel in one piece."""
    dtype = args[0].dtype
    made = [np.empty(shape, dtype) for shape in plan.results]
    out = made[0] if len(made) == 1 else tuple(made)
    flat = [each.reshape(shape) for each, shape in zip(args, plan.inputs, strict=True)]
    with np.errstate(all="ignore"), Borrowed():
        running = body(*flat, out=out)
        if staged:
            part = next(running)
            while part is not None:
                try:
                    part = running.send(exchanged([part], plan.rows))
                except StopIteration:
                    part = None
    done = tuple([each.reshape(shape)[()] for each, shape in zip(made, plan.returned, strict=True)])
    return done if len(done) > 1 else done[0]
