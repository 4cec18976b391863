"""What makes functions of numbers ufuncs to their users: attributes that NumPy and others ask for, and methods.

Both back ends have the same.  Reductions, outer products and the like of such a function mean nothing: they raise.
"""

from collections.abc import Callable
from functools import partial
from inspect import Parameter, signature
from typing import Any

import numpy as np

MEANINGLESS = ("reduce", "accumulate", "reduceat", "outer")
OPTIONS: dict[str, Any] = {"where": True, "casting": "same_kind", "dtype": None}
"""Keywords of every function of numbers, as ufuncs have them."""

CASTING = ("no", "equiv", "safe", "same_kind", "unsafe")


def dress(call: Any, inputs: int, results: int) -> None:
    """Give the function what a ufunc has."""
    call.nin, call.nout, call.nargs = inputs, results, inputs + results
    call.types = [f"{char * inputs}->{char * results}" for char in "efd"]
    call.ntypes, call.identity, call.signature = len(call.types), None, None
    for name in MEANINGLESS:
        setattr(call, name, partial(_meaningless, f"{call.__name__}.{name}"))
    call.at = partial(_at, call)
    own = signature(call)
    more = {name: Parameter(name, Parameter.KEYWORD_ONLY, default=default) for name, default in OPTIONS.items()}
    call.__signature__ = own.replace(parameters=list({**own.parameters, **more}.values()))


def _meaningless(name: str, *args: Any, **keywords: Any) -> Any:
    raise ValueError(f"{name}: is nothing; only functions such as np.add and np.maximum can be applied again and again")


def _at(call: Callable[..., Any], a: Any, indices: Any, *others: Any) -> None:
    """a[indices] = f(a[indices]) in place; what is chosen several times is changed several times."""
    name = f"{call.__name__}.at"
    if call.nout != 1 or len(others) != call.nin - 1:  # type: ignore[attr-defined]
        raise ValueError(f"{name}: expected an array, indices and {call.nin - 1} other arguments")  # type: ignore[attr-defined]
    if not isinstance(a, np.ndarray) or not a.flags.writeable:
        raise TypeError(f"{name}: a is {a!r:.60}; expected an array to write to")
    chosen = np.arange(a.size).reshape(a.shape)[indices]
    given = [np.broadcast_to(each, chosen.shape).ravel() for each in others]
    places = np.ravel(chosen)
    order = np.argsort(places, kind="stable")
    ranks = np.empty(places.size, np.intp)  # how often the place was chosen before
    starts = np.flatnonzero(np.r_[True, np.diff(places[order]) != 0]) if places.size else np.empty(0, np.intp)
    ranks[order] = np.arange(places.size) - np.repeat(starts, np.diff(np.r_[starts, places.size]))
    for turn in range(int(ranks.max(initial=-1)) + 1):
        now = ranks == turn
        made = call(a.flat[places[now]], *(each[now] for each in given))
        if not np.can_cast(made.dtype, a.dtype, "same_kind"):
            raise TypeError(f"{name}: a has dtype {a.dtype}, which holds no {made.dtype}")
        a.flat[places[now]] = made
