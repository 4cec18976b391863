"""Strangers' definitions over the whole range of logits: values and derived gradients against loops over the tree."""

from collections.abc import Iterator
from typing import Any

import mpmath
import numpy as np
import pytest

from proofnotes import Definition, exp, let, log, total
from proofnotes.expr.nodes import Scalar, Tensor
from proofnotes.lowering import lower
from tests.lowering.stable import oracle
from tests.lowering.stable.strangers import EVERY, OF_HEAT, OF_LENGTHS, OF_NUMBERS, OF_ROWS, Stranger, i, j, k, u, v

EPS = float(np.finfo(float).eps)
ALLOWED = 60
STEP = 2.0**-30
NUMBERS = (0.0, 1e-300, 1e-12, 1e-5, 0.5, 3.0, 30.0, 120.0, 800.0)
SCORES = (0.0, 1e-5, 1.0, 30.0, 800.0)
LENGTHS = (1.0, 1e200, 1e-200, 1e-160, 1e155)


def named(strangers: tuple[Stranger, ...]) -> list[Any]:
    return [pytest.param(each, id=each.definition.name) for each in strangers]


def arguments(stranger: Stranger, magnitude: float, sign: int) -> dict[str, np.ndarray[Any, Any]]:
    """The first number is the magnitude; all others are at most as large.  Labels are 0 or 1, probabilities small."""
    rng = np.random.default_rng(1)
    definition, found = stranger.definition, {}
    limited = {_name(each.left) for each in definition.assuming}
    for place, each in enumerate(definition.inputs):
        shape = (4,) if isinstance(each, Tensor) else ()
        draw = rng.uniform(-1, 1, shape)
        if each.name in stranger.labels:
            made = (draw > 0).astype(float)
        elif each.name in limited:
            made = np.abs(draw) * (min(magnitude, 0.9) or 0.5)
        elif isinstance(each, Scalar) and each.positive:
            made = np.abs(draw)
        else:
            made = magnitude * sign * (draw if shape or place else 1.0)
        found[each.name] = np.asarray(made)
    return found


def _name(e: Any) -> str:
    return str(e.tensor.name if hasattr(e, "tensor") else getattr(e, "name", ""))


def assert_right(stranger: Stranger, at: dict[str, Any], digits: int) -> None:
    definition = stranger.definition
    moved = {name: each * (1 + STEP) for name, each in at.items()}
    g = np.ones((4,) * len(definition.indices)) if definition.indices else np.asarray(0.75)
    try:
        wanted = [
            (oracle.value(definition, where, digits), *gradients(definition, g, where, digits)) for where in (at, moved)
        ]
    except ZeroDivisionError:
        return  # at a kink, where there is no gradient
    found = [np.asarray(lower(definition)(*at.values()))]
    made = lower(definition, vjp=True)(g, *at.values())
    found += list(made) if isinstance(made, tuple) else [made]
    for what, got, exact, near in zip(("value", *at), found, *wanted, strict=True):
        for place in np.ndindex(exact.shape):
            assert_near(stranger, f"{what}{list(place) or ''} at {at}", got[place], exact[place], near[place])


def gradients(definition: Definition, g: Any, at: dict[str, Any], digits: int) -> Iterator[Any]:
    for each in definition.inputs:
        yield oracle.gradient(definition, each.name, g, at, digits)


def assert_near(stranger: Stranger, where: str, got: float, exact: Any, near: Any) -> None:
    """Up to what a change of the inputs in the last place does to it, and to what cancels in it."""
    with mpmath.workdps(40):
        exact, near = mpmath.re(exact), mpmath.re(near)
        if abs(exact) > np.finfo(float).max:
            assert got == np.sign(exact) * np.inf, where
            return
        allowed = ALLOWED * EPS * (abs(exact) + abs(near - exact) / STEP + stranger.absolute) + 1e-300
        assert abs(mpmath.mpf(float(got)) - exact) <= allowed, f"{where}: {got!r}, expected {mpmath.nstr(exact, 17)}"


def digits(stranger: Stranger, magnitude: float) -> int:
    """So many that nothing cancels: e^{magnitude} has 0.43 magnitude of them, and 1 + magnitude all before it."""
    before = -np.log10(magnitude) if magnitude else 0
    return int(60 + 0.4343 * magnitude * stranger.steep * 2 + max(before, 0) * 2)


@pytest.mark.parametrize("stranger", named(OF_NUMBERS))
def test_numbers(stranger: Stranger) -> None:
    for magnitude in NUMBERS:
        for sign in (1, -1):
            assert_right(stranger, arguments(stranger, magnitude, sign), digits(stranger, magnitude))


@pytest.mark.parametrize("stranger", named(OF_HEAT))
def test_heat(stranger: Stranger) -> None:
    for magnitude in (0.5, 3.0, 30.0, 91.7, 300.0, 800.0, 1e4):
        assert_right(stranger, {"x": np.asarray(magnitude)}, digits(stranger, magnitude))


@pytest.mark.parametrize("stranger", named(OF_ROWS))
def test_rows(stranger: Stranger) -> None:
    for magnitude in SCORES:
        for sign in (1, -1):
            assert_right(stranger, arguments(stranger, magnitude, sign), digits(stranger, magnitude))


@pytest.mark.parametrize("stranger", named(OF_LENGTHS))
def test_lengths(stranger: Stranger) -> None:
    for magnitude in LENGTHS:
        assert_right(stranger, arguments(stranger, magnitude, 1), 60)


@pytest.mark.parametrize("stranger", named(EVERY))
def test_gradients_are_finite_where_values_are(stranger: Stranger) -> None:
    """Also for logits of 10⁴ and more, in both types."""
    for dtype in (np.float32, np.float64):
        for magnitude in (0.5, 90.0, 800.0, 1e4, 1e5):
            for sign in (1, -1):
                at = [each.astype(dtype) for each in arguments(stranger, magnitude, sign).values()]
                value = np.asarray(lower(stranger.definition)(*at))
                made = lower(stranger.definition, vjp=True)(np.ones(value.shape, dtype), *at)
                finite = all(np.isfinite(each).all() for each in (made if isinstance(made, tuple) else (made,)))
                assert finite or not np.isfinite(value).all(), (magnitude * sign, dtype, at, value, made)


def test_a_ratio_of_shares_that_underflow() -> None:
    """p (log(p/q) − Σ p log(p/q)), where q is 0 in single precision; p of the other class is 5e-5."""
    p, q = (let(name, exp(of[i] / 2) / total(exp(of[j] / 2), j), i) for name, of in (("p", u), ("q", v)))
    slope = Definition(
        "slope", p[i] * (log(p[i] / q[i]) - total(p[k] * log(p[k] / q[k]), k)), inputs=(u, v), indices=(i,)
    )
    one, other = [-800.5371, 21.079102], [20.826416, 1.0361938]
    for dtype, error in ((np.float32, 1e-4), (np.float64, 1e-12)):
        for rows in ((one, other), (other, one)):
            at = dict(zip("uv", np.array(rows, np.float32).astype(dtype), strict=True))
            got = np.asarray(lower(slope)(*at.values()))
            assert got.dtype == dtype
            assert np.allclose(got, oracle.value(slope, at, 500).astype(float), rtol=error, atol=error), got
