"""Compiled kernels behind the same checks: straight to the ufunc where nothing has to be checked, else as rows."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from .backend import CompiledKernel, with_memory

Array = np.ndarray[Any, Any]
Call = Callable[[tuple[Any, ...], dict[str, Any]], Any]
LARGE = 1 << 20
"""Bytes of an array from which on results get memory that is kept when they are freed: new memory is slow there."""
LABELS = "bBhHiIlq"
"""Types of class labels that no number is lost of when they become places: all integers, uint64 excepted."""


def body_of(compiled: CompiledKernel) -> Callable[..., Any]:
    """The compiled kernel in the form of a generated one: blocks of rows, parameters, and out."""
    ufunc = compiled.ufunc

    def body(*arrays: Array, out: Any, **parameters: float) -> None:
        ufunc(*arrays, *parameters.values(), out=out)

    return body


def straight(
    compiled: CompiledKernel,
    checked: Call,
    defaults: Sequence[float],
    *,
    same_shapes: bool,
    by_label: Callable[..., Any] | None = None,
) -> Callable[..., Any]:
    """call(arrays, out=None) where all are float32 or all float64 and fit each other; `checked` does the rest.

    same_shapes: nothing may be broadcast, because a gradient has the shape of its input.  by_label takes the call where
    an array holds integers.
    """
    number = compiled.inputs - len(defaults)
    classes = compiled.classes[:number]
    run = partial(_on_rows, compiled, tuple(defaults)) if compiled.all_rows else compiled.ufunc
    fits = (
        _fits if set(classes) != {"f"} or compiled.ufunc.signature else _alike if same_shapes and number > 1 else None
    )
    rest = () if compiled.all_rows else tuple(defaults)

    def call(*arrays: Any, **keywords: Any) -> Any:
        if len(arrays) == number and (not keywords or tuple(keywords) == ("out",)):
            kind = ""
            for each, letter in zip(arrays, classes, strict=True):
                if type(each) is not np.ndarray:
                    return checked(arrays, keywords)
                char = each.dtype.char
                if letter == "l" and char in LABELS:
                    continue
                if char not in "fd" or kind not in ("", char):
                    return by_label(*arrays, **keywords) if by_label and char in LABELS else checked(arrays, keywords)
                kind = char
            if keywords and not _are_arrays(keywords["out"], kind):
                return checked(arrays, keywords)
            if fits is None or fits(arrays, classes):
                try:
                    if arrays[0].nbytes >= LARGE and not keywords:
                        return with_memory(run, *arrays, *rest)
                    return run(*arrays, *rest, **keywords)
                except (TypeError, ValueError):
                    pass  # the error is told in terms of the kernel
        return checked(arrays, keywords)

    return call


def _are_arrays(out: Any, kind: str) -> bool:
    """Whether results may go there as they are."""
    return all(type(each) is np.ndarray and each.dtype.char == kind for each in (out if type(out) is tuple else (out,)))


def _alike(arrays: tuple[Array, ...], classes: str) -> bool:
    shape = arrays[0].shape
    return all(each.shape == shape for each in arrays)


def _fits(arrays: tuple[Array, ...], classes: str) -> bool:
    """Whether the shapes are (..., D) for f, (...) for r and l and (D) for c, with at least one entry."""
    full = arrays[classes.index("f")].shape
    if not full or 0 in full:
        return False
    wanted = {"f": full, "r": full[:-1], "l": full[:-1], "c": full[-1:]}
    return all(each.shape == wanted[letter] for each, letter in zip(arrays, classes, strict=True))


def _on_rows(compiled: CompiledKernel, defaults: tuple[float, ...], *arrays: Array, **keywords: Any) -> Any:
    """The ufunc on all leading axes as one.  Results are returned in the shapes of the arguments."""
    shape = arrays[compiled.classes.index("f")].shape
    results = compiled.classes[compiled.inputs :]
    if len(shape) == 2:
        return compiled.ufunc(*arrays, *defaults, **keywords)
    if keywords:
        raise ValueError("the leading axes have to be made one")
    shapes = {"f": (-1, shape[-1]), "r": (-1,), "l": (-1,), "c": shape[-1:]}
    made = compiled.ufunc(*(a.reshape(shapes[k]) for a, k in zip(arrays, compiled.classes, strict=False)), *defaults)
    wanted = {"f": shape, "r": shape[:-1], "c": shape[-1:]}
    if len(results) == 1:
        return made.reshape(wanted[results])
    return tuple([each.reshape(wanted[letter]) for each, letter in zip(made, results, strict=True)])
