"""Arguments that are more than arrays: those that take a call over, those that mask entries, those that wrap results.

Functions of numbers do what NumPy's ufuncs do with such arguments: one with an __array_ufunc__ of its own decides what
comes of the call, a masked array keeps its mask, and a subclass of ndarray wraps the result.  A kernel that works along
an axis does nothing behind the back of its caller: it would have to compute what is lazy, to drop a unit or a label, or
to count what is masked.  It says what it got.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
ORDINARY = np.ndarray.__array_ufunc__
PLAIN = frozenset({np.ndarray, list, tuple, int, float, bool, complex, str, bytes, type(None)})
"""Types that have no say."""


def is_plain(value: Any) -> bool:
    """Whether it is one of Python's or NumPy's own, or a list of these."""
    if type(value) in (list, tuple):
        return all(type(each) in PLAIN or isinstance(each, np.generic) for each in value)
    return type(value) in PLAIN or isinstance(value, np.generic)


def taking_over(kernel: str, named: Mapping[str, Any]) -> list[Any]:
    """The arguments that decide themselves what comes of a call, in the order in which they are asked."""
    found: dict[type, Any] = {}
    for name, value in named.items():
        own = getattr(type(value), "__array_ufunc__", ORDINARY)
        if own is None:
            raise TypeError(
                f"{kernel}: {name} is of type {_told(value)}, which takes no ufuncs (__array_ufunc__ = None)"
            )
        if own is not ORDINARY:
            found.setdefault(type(value), value)
    types = list(found)
    for each in list(types):  # a subclass is asked before its superclass, else from left to right
        before = next(
            (place for place, other in enumerate(types) if other is not each and issubclass(each, other)), None
        )
        if before is not None and before < types.index(each):
            types.remove(each)
            types.insert(before, each)
    return [found[each] for each in types]


def taken_over(
    ufunc: Callable[..., Any], candidates: Sequence[Any], inputs: Sequence[Any], keywords: Mapping[str, Any]
) -> Any:
    """What the first of them makes of the call that does not pass."""
    for each in candidates:
        made = type(each).__array_ufunc__(each, ufunc, "__call__", *inputs, **keywords)
        if made is not NotImplemented:
            return made
    types = ", ".join(dict.fromkeys(_told(each) for each in candidates))
    raise TypeError(f"{ufunc.__name__}: no argument knows what comes of it: {types} returned NotImplemented")


def refuse(kernel: str, named: Mapping[str, Any]) -> None:
    """TypeError for what a kernel along an axis would have to convert in silence."""
    for name, value in named.items():
        kind = type(value)
        if isinstance(value, np.ma.MaskedArray):
            raise TypeError(
                f"{kernel}: {name} is a masked array, whose masked entries would count along the axis; "
                f"{name}.filled(...) with the number that they stand for, or {name}.compressed(), says what is meant"
            )
        own = getattr(kind, "__array_ufunc__", ORDINARY), getattr(kind, "__array_function__", FUNCTION)
        if own != (ORDINARY, FUNCTION):
            raise TypeError(
                f"{kernel}: {name} is of type {_told(value)}, which stands for more than its numbers (it may be "
                f"lazy, or carry units or labels); expected an array, which np.asarray({name}) "
                "makes of it where that is meant"
            )


FUNCTION = np.ndarray.__array_function__


def check_items(kernel: str, named: Mapping[str, Any]) -> None:
    """TypeError for a list of what is more than numbers: the array made of it would be less."""
    for name, value in named.items():
        for each in value if type(value) in (list, tuple) else ():
            own = getattr(type(each), "__array_ufunc__", ORDINARY)
            if own is not ORDINARY or isinstance(each, np.ma.MaskedArray):
                raise TypeError(
                    f"{kernel}: {name} is a {type(value).__name__} that holds {_told(each)}; expected numbers"
                )


def has_mask(values: Sequence[Any]) -> bool:
    """Whether a masked array is among them."""
    return any(isinstance(each, np.ma.MaskedArray) for each in values)


def wrapped(
    ufunc: Callable[..., Any], inputs: Sequence[Any], outs: Sequence[Any], made: tuple[Any, ...]
) -> tuple[Any, ...]:
    """The results as the arguments wrap them: of those that can, the one with the highest priority does."""
    able = [each for each in inputs if not is_plain(each) and hasattr(type(each), "__array_wrap__")]
    chosen = max(able, key=lambda each: getattr(each, "__array_priority__", 0.0), default=None)
    done = []
    for place, (result, out) in enumerate(zip(made, outs, strict=True)):
        wraps = chosen if out is None else out if not is_plain(out) else None
        array = np.asarray(result) if out is None else result
        context = (ufunc, tuple(inputs), place)
        done.append(result if wraps is None else wraps.__array_wrap__(array, context, out is None and not array.ndim))
    return tuple(done)


def _told(value: Any) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__}"
