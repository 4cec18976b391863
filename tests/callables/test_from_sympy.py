"""Random expressions of SymPy as functions, against their own trees, symbols substituted and sums written out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

from proofnotes import KernelFunction, NotationError, lambdify
from proofnotes.lowering import LoweringError
from tests.fuzz import arithmetic as ar
from tests.fuzz.sympy_attack import SHAPES
from tests.fuzz.sympy_input import A, B, I, J, K, M, N, T, X, Y, Z, _term
from tests.fuzz.sympy_values import Meaning, value

SIZES = {K: 3, N: 2}
CLOSE = 1e-9


def drawn(rng: Random, *shape: int) -> np.ndarray:
    """Numbers that fractions are exactly."""
    entries = [rng.choice((-1, 1)) * rng.randint(16, 130) / 64 for _ in range(int(np.prod(shape)))]
    return np.array(entries).reshape(shape)


@pytest.mark.parametrize("block", [pytest.param(block, marks=pytest.mark.one_in(4)) for block in range(12)])
def test_values(block: int) -> None:
    """Of ten expressions, most of which are read."""
    made = 0
    for seed in range(10 * block, 10 * block + 10):
        rng = Random(seed)
        e = _term(rng.choice((2, 3)), rng) + Z[I]
        with suppress(NotationError, LoweringError):
            compare(e, lambdify(e, check=False), rng)
            made += 1
    assert made >= 5


def compare(e: Any, function: KernelFunction, rng: Random) -> None:
    """Every entry of the result."""
    arrays = {str(base): drawn(rng, *(SIZES[size] for size in shape)) for base, shape in SHAPES.items()}
    arrays |= {str(each): drawn(rng) for each in (X, Y)} | {str(T): abs(drawn(rng))}
    with np.errstate(all="ignore"):
        found = function(*(arrays[each.name] for each in function.definition.inputs))
    axes = function.definition.indices
    letters = {str(index): index.label for index in (I, J, M)}
    sizes = [SIZES[N] if str(index.over) == "N" else SIZES[K] for index in axes]
    assert np.shape(found) == tuple(sizes)
    bases = {each: entries(arrays[str(each)]) for each in SHAPES}
    numbers = {each: Fraction(float(arrays[str(each)])) for each in (X, Y, T)}
    numbers |= {size: Fraction(count) for size, count in SIZES.items()}
    for place in np.ndindex(*sizes):
        here = {letters[str(index)]: Fraction(k + 1) for index, k in zip(axes, place, strict=True)}
        wanted = exact(e, Meaning({**numbers, **here}, bases))
        if wanted is not None:
            assert float(np.asarray(found)[place]) == pytest.approx(wanted, rel=CLOSE, abs=CLOSE), (e, place)


def entries(array: np.ndarray) -> Callable[[tuple[int, ...]], Fraction]:
    """Counted from 1."""
    return lambda at: Fraction(float(array[tuple(k - 1 for k in at)]))


def exact(e: Any, meaning: Meaning) -> float | None:
    """The value, None where there is none."""
    try:
        return float(ar.head(value(e, meaning)))
    except (ar.Undefined, ar.Unclear, OverflowError):
        return None


def test_every_base_is_drawn() -> None:
    assert {Z, A, B} <= SHAPES.keys()
