"""Small calls without compiled kernels: what was checked for some shapes and keywords once is not checked again."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from .blocks import BLOCK, exchanged
from .scratch import Borrowed
from .shapes import is_short

Array = np.ndarray[Any, Any]
Key = tuple[tuple[tuple[int, ...], ...], tuple[tuple[str, Any], ...]]
"""The shapes of the arguments, and the keywords but for out."""

SINGLE = np.dtype(np.float32)
DTYPES = (SINGLE, np.dtype(np.float64))
SEQUENCES = (list, tuple, float)
MOST = 256
"""So many plans are kept for one kernel."""


class ShapePlan(NamedTuple):
    """What the body of a kernel sees: shapes and parameters; and the shapes that are returned.

    orders: the axes of each argument and result in the order that the body sees them in; None where that is theirs.
    """

    inputs: tuple[tuple[int, ...], ...]
    results: tuple[tuple[int, ...], ...]
    returned: tuple[tuple[int, ...], ...]
    rows: int
    parameters: dict[str, float]
    orders: tuple[tuple[int, ...] | None, ...]
    result_orders: tuple[tuple[int, ...] | None, ...]


class SmallCall(NamedTuple):
    """A call that may be as one before.  dtype: of the results, if another; out: an array or None for each."""

    arrays: list[Array]
    key: Key
    dtype: np.dtype[Any] | None
    out: tuple[Any, ...]


def small_call(
    args: tuple[Any, ...], keywords: Mapping[str, Any], number: int, quick: Mapping[str, Any]
) -> SmallCall | None:
    """The call, if its arguments need no thought.   quick: keywords, and which types they may have."""
    if len(args) != number:
        return None
    arrays, dtype = list(args), None
    out: tuple[Any, ...] = ()
    if type(args[0]) is not np.ndarray or args[0].dtype not in DTYPES:
        found = _converted(arrays)
        if found is None:
            return None
        arrays, dtype = found
    inside = arrays[0].dtype
    for each in arrays:
        if type(each) is not np.ndarray or each.dtype != inside or not each.flags.carray or each.size > BLOCK:
            return None
    key: tuple[tuple[str, Any], ...] = ()
    if keywords:
        for name, value in keywords.items():
            if name == "out":
                out = value if type(value) is tuple else (value,)
            elif type(value) not in quick.get(name, ()):
                return None
        key = tuple([each for each in keywords.items() if each[0] != "out"])
        if dtype is not None and any(each is not None for each in out):
            return None
    return SmallCall(arrays, (tuple([each.shape for each in arrays]), key), dtype, out)


def _converted(given: list[Any]) -> tuple[list[Array], np.dtype[Any] | None] | None:
    """Lists and Python's numbers as float64, arrays of a short type as float32, with the type of the results."""
    if all(type(each) in SEQUENCES for each in given):
        try:
            arrays = [np.asarray(each) for each in given]
        except (TypeError, ValueError):
            return None  # it is told elsewhere what is wrong
        return (arrays, None) if all(each.dtype.char == "d" for each in arrays) else None
    first = given[0].dtype if type(given[0]) is np.ndarray else None
    if first is None or not is_short(first) or any(type(e) is not np.ndarray or e.dtype != first for e in given):
        return None
    return [np.ascontiguousarray(each, SINGLE) for each in given], first


def axis_last(ndim: int, axis: int) -> tuple[int, ...] | None:
    """The order of axes with this one last; None where it is the last."""
    place = axis % ndim if ndim else -1
    return None if place in (-1, ndim - 1) else (*(each for each in range(ndim) if each != place), place)


def run_plan(plan: ShapePlan, body: Callable[..., Any], call: SmallCall, staged: bool) -> Any:
    """The kernel in one piece; None if out does not fit."""
    dtype = call.arrays[0].dtype
    outs = call.out or (None,) * len(plan.results)
    if call.out and not _fit(plan, call, dtype):
        return None
    made = [
        np.empty(shape, dtype) if out is None or order else out.reshape(shape)
        for shape, out, order in zip(plan.results, outs, plan.result_orders, strict=True)
    ]
    target = made[0] if len(made) == 1 else tuple(made)
    flat = [
        (each if order is None else np.ascontiguousarray(each.transpose(order))).reshape(shape)
        for each, shape, order in zip(call.arrays, plan.inputs, plan.orders, strict=True)
    ]
    with np.errstate(all="ignore"), Borrowed():
        running = body(*flat, **plan.parameters, out=target)
        if staged:
            part = next(running)
            while part is not None:
                try:
                    part = running.send(exchanged([part], plan.rows))
                except StopIteration:
                    part = None
        done = tuple(
            [
                _returned(each, shape, order, out, call.dtype)
                for each, shape, order, out in zip(made, plan.returned, plan.result_orders, outs, strict=True)
            ]
        )
    return done if len(done) > 1 else done[0]


def _returned(made: Array, shape: tuple[int, ...], order: Sequence[int] | None, out: Any, dtype: Any) -> Any:
    if order is not None:
        found = np.empty([shape[order.index(axis)] for axis in range(len(order))], made.dtype) if out is None else out
        found.transpose(order)[...] = made.reshape(shape)
        made = found
    if out is not None:
        return out
    made = made if order is not None else made.reshape(shape)
    return (made if dtype is None else made.astype(dtype))[()]


def _fit(plan: ShapePlan, call: SmallCall, dtype: np.dtype[Any]) -> bool:
    """Whether results may go to these arrays as they are."""
    if len(call.out) != len(plan.returned):
        return False
    for out, shape, order in zip(call.out, plan.returned, plan.result_orders, strict=True):
        if out is None:
            continue
        if type(out) is not np.ndarray or out.dtype != dtype or not out.flags.carray:
            return False
        if order is not None and len(order) != out.ndim:
            return False
        if (out.shape if order is None else tuple([out.shape[axis] for axis in order])) != shape:
            return False
        others = [*call.arrays, *(each for each in call.out if each is not out and each is not None)]
        if any(np.may_share_memory(out, each) for each in others):
            return False
    return True
