"""Exact values of expressions of the catalogue, and how far computed ones are off, in units in the last place.

The expression is evaluated by balls, at a precision that is raised until the ball is far smaller than such a unit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import numpy as np
from flint import arb, fmpq

from benchmarks.accuracy.sharing import shared
from proofnotes.expr.errors import NoValueError, UndefinedError
from proofnotes.expr.indices import Index
from proofnotes.expr.nodes import Expr, Tensor
from proofnotes.prover.evaluation.evaluate import positions, root_frame
from proofnotes.prover.evaluation.frames import index_key
from proofnotes.prover.evaluation.semantics import compiled
from proofnotes.prover.proof import Point
from proofnotes.statements.statement import Definition

Array = np.ndarray[Any, Any]
FEWEST_BITS, MOST_BITS = 128, 1 << 13
SPARE = 12
"""The radius of a ball is at most 2^−SPARE units in the last place."""


@dataclass(frozen=True)
class Format:
    """A floating-point type: digits in binary, the exponents of its smallest number and of what is too large."""

    digits: int
    smallest: int
    top: int

    @staticmethod
    def of(dtype: Any) -> "Format":
        """Of a NumPy type."""
        info = np.finfo(dtype)
        return Format(info.nmant + 1, info.minexp - info.nmant, info.maxexp)

    def unit(self, size: int) -> int:
        """The exponent of a unit in the last place of a number below 2^size and not below 2^(size − 1)."""
        return max(size - self.digits, self.smallest)


@dataclass(frozen=True)
class Exact:
    """(whole + rest) · 2^unit, which is the exact value: whole an integer, 0 ≤ rest < 1.  Too large: whole = ±inf."""

    unit: int
    whole: float
    rest: float

    def __float__(self) -> float:
        return float(np.ldexp(self.whole + self.rest, self.unit))


def point(definition: Definition, arrays: Mapping[str, Array]) -> Point:
    """The arrays as exact numbers, with the defaults of the parameters; every dimension has the size that it has."""
    scalars = {name: Fraction(float(each)) for name, each in arrays.items() if not each.ndim}
    scalars |= {each.name: Fraction(default) for each, default in definition.parameters}
    tensors = {
        name: {tuple(i + 1 for i in place): Fraction(float(value)) for place, value in np.ndenumerate(each)}
        for name, each in arrays.items()
        if each.ndim
    }
    sizes = {
        over.name: length // over.blocks
        for each in definition.inputs
        if isinstance(each, Tensor)
        for over, length in zip(each.over, arrays[each.name].shape, strict=True)
    }
    return Point(sizes, scalars, tensors)


def exact(
    e: Expr, at: Point, form: Format, indices: Sequence[Index] = (), cells: Sequence[tuple[int, ...]] = ((),)
) -> list[Exact | None]:
    """The values at these positions of the indices; None where there is none, or none can be told."""
    found: dict[int, Exact | None] = {}
    bits = FEWEST_BITS
    open_ones = list(range(len(cells)))
    while open_ones and bits <= MOST_BITS:
        with flint.ctx.workprec(bits):
            for number, value in _evaluated(e, at, indices, cells, open_ones):
                if value is None:
                    found[number] = None
                elif _is_sharp(value, form):
                    found[number] = _rounded(value, form)
        open_ones = [number for number in open_ones if number not in found]
        bits *= 2
    return [found.get(number) for number in range(len(cells))]


def _evaluated(
    e: Expr, at: Point, indices: Sequence[Index], cells: Sequence[tuple[int, ...]], wanted: Sequence[int]
) -> Iterator[tuple[int, arb | None]]:
    """What can be evaluated at this precision; None for what has no value at any."""
    frame, run, keys = root_frame(at), compiled(shared(e)), [index_key(index) for index in indices]
    held = positions(e, Point(at.sizes, {}, {}, {i.name: 1 for i in indices}), frame)
    for number in wanted:
        try:
            value = run(frame, {**held, **dict(zip(keys, cells[number], strict=True))})
        except NoValueError:
            yield number, None
        except (UndefinedError, ValueError):  # FLINT's power series divide only by what is certainly not 0
            continue
        else:
            if isinstance(value, (arb, fmpq)):
                yield number, arb(value)


def _size(x: arb) -> int | None:
    """The number of binary digits of a midpoint; None for 0."""
    mantissa, exponent = x.man_exp()
    return None if mantissa == 0 else int(abs(mantissa)).bit_length() + int(exponent)


def _is_sharp(x: arb, form: Format) -> bool:
    if not x.is_finite():
        return False
    size, radius = _size(x.mid()), _size(x.rad())
    unit = form.smallest if size is None else form.unit(size)
    return radius is None or radius <= unit - SPARE


def _rounded(x: arb, form: Format) -> Exact:
    mantissa, exponent = (int(each) for each in x.mid().man_exp())
    size = _size(x.mid())
    if size is None or size < form.smallest - 64:
        return Exact(form.smallest, 0.0, 0.0)
    if size > form.top:
        return Exact(0, float(np.copysign(np.inf, mantissa)), 0.0)
    unit = form.unit(size)
    shift = exponent - unit
    if shift >= 0:
        return Exact(unit, float(mantissa << shift), 0.0)
    whole = mantissa >> -shift
    return Exact(unit, float(whole), (mantissa - (whole << -shift)) / (1 << -shift))


def ulps(computed: Array, wanted: Sequence[Exact]) -> Array:
    """∣found − exact∣ in units in the last place of the exact value; inf where one is finite and the other is not."""
    unit, whole, rest = (np.array([getattr(each, name) for each in wanted]) for name in ("unit", "whole", "rest"))
    with np.errstate(all="ignore"):
        scaled = np.ldexp(computed.astype(np.float64), -unit)
        off = np.abs((scaled - whole) - rest)
    is_large = np.isinf(whole)
    off[is_large] = np.where(computed[is_large] == whole[is_large], 0, np.inf)
    off[~is_large & ~np.isfinite(computed)] = np.inf
    return off
