"""Arguments and axes come in the order in which they are read: held against the printed text of random expressions."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from proofnotes import Abs, Dim, Expr, Max, Scalar, Tensor, cases, delta, exp, let, log, total
from proofnotes.callables.reading import definition_of
from proofnotes.expr.calculus import unfold_all

K, N = Dim("K"), Dim("N")
FREE = (*K.indices("i j"), *N.indices("m n"))
BOUND = (*K.indices("r s"), *N.indices("t u"))
SCALARS = [Scalar(name) for name in ("a", "b", "c", "p")]
TENSORS = [Tensor("x", K), Tensor("y", N), Tensor("z", K, N), Tensor("w", K, K), Tensor("v", N, K, N)]


def expression(rng: Random, depth: int, bound: tuple[Any, ...] = ()) -> Expr:
    """Of scalars and entries at free and bound indices, whose names differ."""
    if depth == 0:
        if rng.random() < 0.4:
            return rng.choice(SCALARS)
        tensor = rng.choice(TENSORS)
        return tensor[
            tuple(rng.choice([each for each in (*FREE, *bound) if each.over == over]) for over in tensor.over)
        ]
    if rng.random() < 0.25 and len(bound) < len(BOUND):
        index = BOUND[len(bound)]
        return total(expression(rng, depth - 1, (*bound, index)), index)
    one, two = (expression(rng, rng.randrange(depth), bound) for _ in range(2))
    return rng.choice([
        lambda: one + two, lambda: one * two, lambda: one / two, lambda: exp(one) - two, lambda: log(one) ** two,
        lambda: Max(one, two), lambda: cases((one, two > 0), Abs(two)), lambda: one * delta(*rng.sample(FREE[:2], 2)),
        lambda: let("q", one, *(free := sorted(free_of(one, bound), key=str)))[tuple(free)] * two if not bound else one,
    ])()  # fmt: skip


def free_of(e: Expr, bound: tuple[Any, ...]) -> list[Any]:
    text = str(unfold_all(e))
    return [each for each in (*FREE, *bound) if re.search(rf"\b{each}\b", text)]


def in_text(text: str, names: list[str]) -> list[str]:
    """Those that occur, by the place where they do first."""
    found = {name: place.start() for name in names if (place := re.search(rf"\b{name}\b", text))}
    return sorted(found, key=lambda name: found[name])


@pytest.mark.parametrize("seed", range(200))
def test_order(seed: int) -> None:
    rng = Random(seed)
    e = expression(rng, 4) + SCALARS[0] * TENSORS[2][FREE[0], FREE[3]]  # K and N are known
    text = str(unfold_all(e))
    found = definition_of(e)
    assert [each.name for each in found.inputs] == in_text(text, [each.name for each in (*SCALARS, *TENSORS)])
    assert [str(each) for each in found.indices] == in_text(text, [str(each) for each in FREE])
