"""Calls with arguments that are more than arrays: functions of numbers ask them, as ufuncs do; others refuse them."""

from functools import partial, update_wrapper
from typing import Any

import numpy as np

from .arguments import Arguments
from .protocols import check_items, has_mask, is_plain, refuse, taken_over, taking_over, wrapped
from .ufunc_face import dress


def as_ufunc(kernel: Any, values: dict[str, Any], key: Any = None) -> Any:
    """The function of numbers of these arguments, or what an argument makes of it; masks and subclasses are kept."""
    inputs, places = [values[name] for name in kernel.arrays], _places(values["out"])
    if all(map(is_plain, inputs)) and all(map(is_plain, places)):
        return kernel.computed(values, key)
    check_items(kernel.name, _named(kernel, values))
    candidates = taking_over(kernel.name, _named(kernel, values))
    if candidates:
        more = {name: values[name] for name, usual in kernel.options.items() if values[name] is not usual}
        more |= {"out": places} if any(each is not None for each in places) else {}
        return taken_over(_with_numbers(kernel, values), candidates, inputs, more)
    plain = tuple(each.view(np.ndarray) if isinstance(each, np.ndarray) else each for each in places)
    made = kernel.computed({**values, "out": plain if type(values["out"]) is tuple else plain[0]})
    results = made if type(made) is tuple else (made,)
    if has_mask(inputs) and any(np.shape(each) != np.broadcast_shapes(*map(np.shape, inputs)) for each in results):
        told = "the gradient by what was broadcast is a sum, in which masked entries would count"
        raise TypeError(f"{kernel.name}: got a masked array; {told}; give all arguments one shape")
    outs = places if len(places) == len(results) else (None,) * len(results)
    own = tuple(each if out is None else out for each, out in zip(results, outs, strict=True))
    done = wrapped(kernel.exported, inputs, outs, own)
    return done if len(done) > 1 else done[0]


def _with_numbers(kernel: Any, values: dict[str, Any]) -> Any:
    """The function for these parameters, which takes arrays only: what others know to do with ufuncs."""
    numbers = {name: values[name] for name in kernel.numbers if values[name] is not kernel.defaults[name]}
    if not numbers:
        return kernel.exported
    made = update_wrapper(partial(kernel.exported, **numbers), kernel.exported, updated=())
    dress(made, len(kernel.arrays), len(kernel.results))
    return made


def check_plain(kernel: Arguments, values: dict[str, Any]) -> None:
    """TypeError for what a kernel along an axis would have to convert in silence."""
    if all(is_plain(values[name]) for name in kernel.arrays) and all(map(is_plain, _places(values["out"]))):
        return
    named = {name: each for name, each in _named(kernel, values).items() if not is_plain(each)}
    check_items(kernel.name, named)
    taking_over(kernel.name, named)
    refuse(kernel.name, named)


def _places(out: Any) -> tuple[Any, ...]:
    return out if type(out) is tuple else (out,)


def _named(kernel: Arguments, values: dict[str, Any]) -> dict[str, Any]:
    outs = {f"out[{number}]" if number else "out": each for number, each in enumerate(_places(values["out"]))}
    return {**{name: values[name] for name in kernel.arrays}, **outs}
