"""Random expressions of SymPy as functions, against their own trees, symbols substituted and sums written out."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

from proofnotes import NotationError, lambdify
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


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=pytest.mark.one_in(4)) for seed in range(120)])
def test_value(seed: int) -> None:
    rng = Random(seed)
    e = _term(rng.choice((2, 3)), rng) + Z[I]
    arrays = {str(base): drawn(rng, *(SIZES[size] for size in shape)) for base, shape in SHAPES.items()}
    arrays |= {str(each): drawn(rng, *()) for each in (X, Y)} | {str(T): abs(drawn(rng))}
    try:
        function = lambdify(e, check=False)
    except (NotationError, LoweringError) as error:
        pytest.skip(str(error))
    with np.errstate(all="ignore"):
        found = function(*(arrays[each.name] for each in function.definition.inputs))
    axes = function.definition.indices
    letters = {str(index): index.label for index in (I, J, M)}
    sizes = [SIZES[N] if str(index.over) == "N" else SIZES[K] for index in axes]
    assert np.shape(found) == tuple(sizes)
    bases = {
        base: lambda at, name=str(base): Fraction(float(arrays[name][tuple(k - 1 for k in at)])) for base in SHAPES
    }
    numbers = {each: Fraction(float(arrays[str(each)])) for each in (X, Y, T)} | {
        k: Fraction(n) for k, n in SIZES.items()
    }
    for place in np.ndindex(*sizes):
        here = {letters[str(index)]: Fraction(k + 1) for index, k in zip(axes, place, strict=True)}
        wanted = exact(e, Meaning({**numbers, **here}, bases))
        if wanted is not None:
            assert float(np.asarray(found)[place]) == pytest.approx(wanted, rel=CLOSE, abs=CLOSE), (e, place)


def exact(e: Any, meaning: Meaning) -> float | None:
    """The value, None where there is none."""
    try:
        return float(ar.head(value(e, meaning)))
    except (ar.Undefined, ar.Unclear, OverflowError):
        return None


def test_every_base_is_drawn() -> None:
    assert {Z, A, B} <= SHAPES.keys()
