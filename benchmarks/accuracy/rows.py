"""Rows of every length up to 4096, of kinds on which sums go wrong: the largest errors of functions of vectors."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from benchmarks.accuracy.exhaustive import Worst, units

Array = np.ndarray[Any, Any]
LONGEST = 4096


def scores(length: int, dtype: Any) -> dict[str, Array]:
    """Rows of any real numbers."""
    rng, place = np.random.default_rng(length), np.arange(length)
    made = {
        "equal": np.full(length, -5.3),
        "one dominant": np.where(place == length // 2, 9.7, 0.0),
        "geometric": -0.01 * place,
        "even": np.linspace(0, -1, length),
        "alternating": np.where(place % 2, -0.3567, 0.0),
        "alternating blocks": np.where(place // 16 % 2, -0.3567, 0.0),
        "nearly equal": rng.normal(size=length) * 1e-4,
        "normal": rng.normal(size=length),
        "heavy tails": rng.standard_t(1.5, size=length),
        "heavy tails, far": rng.standard_cauchy(size=length) * 1e3,
    }
    return {name: each.astype(dtype) for name, each in made.items()}


VALUE, AT_LEAST_1, TERMS, LARGEST = "the value", "the value, or 1", "the terms", "the largest entry"
"""What errors are measured in units in the last place of: 1 where the value, a logarithm, is nearer to 0; the terms
where they cancel; the largest entry of a row of norms."""


class Rows(NamedTuple):
    """arguments: of the kernel, by name, for these rows.   wanted: the exact values, and what units are taken of."""

    arguments: Callable[[Array], dict[str, Array]]
    wanted: Callable[..., tuple[Array, Array]]
    of: str


def _exponentials(z: Array) -> tuple[Array, Array, Array]:
    m = z.max(axis=-1, keepdims=True)
    e = np.exp(z - m)
    return m, e, e.sum(axis=-1, keepdims=True)


def _softmax(z: Array) -> tuple[Array, Array]:
    _, e, total = _exponentials(z)
    return e / total, e / total


def _logsumexp(z: Array) -> tuple[Array, Array]:
    m, _, total = _exponentials(z)
    return (m + np.log(total))[..., 0], np.maximum(np.abs(m), np.log(total))[..., 0]


def _log_softmax(z: Array) -> tuple[Array, Array]:
    m, _, total = _exponentials(z)
    found = (z - m) - np.log(total)
    return found, np.maximum(np.abs(found), 1)


def _cross_entropy(z: Array, y: Array) -> tuple[Array, Array]:
    found = -(y * _log_softmax(z)[0]).sum(axis=-1)
    return found, found


def _softmax_vjp(g: Array, z: Array) -> tuple[Array, Array]:
    y = _softmax(z)[0]
    return y * (g - (g * y).sum(axis=-1, keepdims=True)), y * (np.abs(g) + (np.abs(g) * y).sum(axis=-1, keepdims=True))


def _layer_norm(x: Array, gamma: Array, beta: Array) -> tuple[Array, Array]:
    centred = x - x[..., :1]
    centred = centred - centred.mean(axis=-1, keepdims=True)
    found = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + x.dtype.type(1e-5)) * gamma + beta
    return found, _largest(found)


def _rms_norm(x: Array, gamma: Array) -> tuple[Array, Array]:
    found = x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + x.dtype.type(1e-6)) * gamma
    return found, _largest(found)


def _largest(x: Array) -> Array:
    return np.broadcast_to(np.abs(x).max(axis=-1, keepdims=True), x.shape)


def _targets(z: Array) -> dict[str, Array]:
    return {"z": z, "y": np.full_like(z, 1 / z.shape[-1])}


def _upstream(z: Array) -> dict[str, Array]:
    return {"g": np.cos(np.arange(z.size)).reshape(z.shape).astype(z.dtype), "z": z}


def _one_gain(x: Array) -> dict[str, Array]:
    return {"x": x, "gamma": np.ones(x.shape[-1], x.dtype)}


FUNCTIONS = {
    "softmax": Rows(lambda z: {"z": z}, _softmax, VALUE),
    "log_softmax": Rows(lambda z: {"z": z}, _log_softmax, AT_LEAST_1),
    "cross_entropy_with_logits": Rows(_targets, _cross_entropy, VALUE),
    "logsumexp": Rows(lambda z: {"z": z}, _logsumexp, TERMS),
    "softmax_vjp": Rows(_upstream, _softmax_vjp, TERMS),
    "layer_norm": Rows(lambda x: {**_one_gain(x), "beta": np.zeros(x.shape[-1], x.dtype)}, _layer_norm, LARGEST),
    "rms_norm": Rows(_one_gain, _rms_norm, LARGEST),
}


def sweep(function: str, kernels: Sequence[Callable[..., Any]], dtype: Any, lengths: Iterable[int]) -> list[Worst]:
    """The worst errors of several kernels of the same function; `at` is the length of the row."""
    found, rows = [Worst() for _ in kernels], FUNCTIONS[function]
    wider = np.float64 if dtype == np.float32 else np.longdouble
    with np.errstate(all="ignore"):
        for length in lengths:
            arguments = rows.arguments(np.stack(list(scores(length, dtype).values())))
            wanted, of = rows.wanted(**{name: each.astype(wider) for name, each in arguments.items()})
            per_unit = 1 / units(of, dtype)
            for kernel, worst in zip(kernels, found, strict=True):
                off = np.abs((kernel(**arguments) - wanted) * per_unit).ravel()
                worst.note(np.full(off.shape, length), off, None)
    return found
