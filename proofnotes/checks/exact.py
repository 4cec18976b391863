"""What a definition is worth at numbers that a computer holds, and its derivatives, certified.

The tree is evaluated by `prover/evaluation` in ball arithmetic, with more digits until the balls are small; nothing of
the lowering is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import flint
import numpy as np
from flint import arb, arb_mat

from ..expr.errors import NoValueError, UndefinedError
from ..prover.evaluation.evaluate import frame_of
from ..prover.evaluation.frames import Frame, index_key, input_key
from ..prover.evaluation.jets import Jet, Number, Value, coefficient, infinitesimal
from ..prover.evaluation.semantics import compiled
from ..statements.statement import Definition
from .slopes import Doubt, InnerDerivativeError, Slopes, along, constant, without_columns

Array = np.ndarray[Any, Any]
Places = tuple[int, ...]
Key = tuple[str, Places]

PRECISIONS = (128, 640, 3200)
"""Bits: 1 − σ(800) is told from 0 with the second, e^−2000 beside 1 with the last."""

GUARD = 72
"""Balls are to be smaller than what they are compared to by so many bits."""


@dataclass(frozen=True)
class Numbers:
    """What every dimension, input and parameter of a definition is: floating-point numbers, taken as exact."""

    sizes: Mapping[str, int]
    inputs: Mapping[str, Array]
    parameters: Mapping[str, float]


@dataclass(frozen=True)
class Entries:
    """The entries of the value in order, their slopes by every entry of every input, and how sharp they can be.

    values: balls, not finite where there is no value; spread, noise: see `slopes.Doubt`.   slopes: None where there is
    no derivative; doubts: what rounding does to them.  Columns are the entries of the inputs in order, then the
    parameters.
    """

    columns: tuple[Key, ...]
    values: list[arb]
    spread: list[arb]
    noise: list[arb]
    slopes: list[arb_mat | None]
    doubts: list[arb_mat]


NOTHING = arb("nan")


def entries(definition: Definition, at: Numbers, *, slopes: bool = True) -> Entries:
    """The value of a definition, entry by entry, with its slopes or without."""
    places = tuple(every(tuple(i.over.count(at.sizes) for i in definition.indices)))
    columns = tuple(_columns(definition, at))
    count = len(columns) if slopes else 0
    found: list[Slopes | arb | None] = [None] * len(places)
    for bits in PRECISIONS:
        left = [number for number, each in enumerate(found) if each is None]
        if not left:
            break
        with flint.ctx.workprec(bits):
            wanted = [places[number] for number in left]
            made = _evaluated(definition, at, columns, count, wanted, bits == PRECISIONS[-1])
            for number, each in zip(left, made, strict=True):
                found[number] = each
    return _gathered(columns[:count], list(_number(definition, at))[:count], found)


def every(shape: Sequence[int]) -> Iterator[Places]:
    """All places, counted from 1."""
    return product(*(range(1, length + 1) for length in shape))


def _columns(definition: Definition, at: Numbers) -> Iterator[Key]:
    for each in definition.inputs:
        yield from ((input_key(each), place) for place in every(at.inputs[each.name].shape))
    yield from ((input_key(each), ()) for each, _ in definition.parameters)


def _number(definition: Definition, at: Numbers) -> Iterator[arb]:
    for each in definition.inputs:
        yield from (arb(float(x)) for x in at.inputs[each.name].reshape(-1))
    yield from (arb(at.parameters[each.name]) for each, _ in definition.parameters)


def _evaluated(
    definition: Definition, at: Numbers, columns: tuple[Key, ...], count: int, places: Sequence[Places], last: bool
) -> Iterator[Slopes | arb | None]:
    """Each entry with its slopes; without, where there are none; None where more digits are needed."""
    numbers = list(_number(definition, at))
    frame = _frame(at, columns, [along(x, place, count) for place, x in enumerate(numbers)])
    plain = _frame(at, columns, numbers)
    run, keys = compiled(definition.body), [index_key(index) for index in definition.indices]
    for place in places:
        where = dict(zip(keys, place, strict=True))
        try:
            value = run(frame, where)
            found = value if isinstance(value, Slopes) else constant(_plain(value), count)
            yield found if last or _is_sharp(found) else None
        except InnerDerivativeError:
            other = _one_after_the_other(definition, at, columns, numbers, where)
            yield other if count or not isinstance(other, Slopes) else without_columns(other)
        except UndefinedError as error:
            yield _without_slopes(definition, plain, where) if last or _is_final(error) else None


def _is_final(error: UndefinedError) -> bool:
    """Whether more digits are of no use: there is no value, or a kink is hit exactly."""
    return isinstance(error, NoValueError) or "at the kink" in str(error)


def _without_slopes(definition: Definition, plain: Frame, where: dict[str, int]) -> arb | None:
    try:
        return arb(_plain(compiled(definition.body)(plain, where)))
    except NoValueError:
        return NOTHING
    except UndefinedError:
        return None


def _plain(value: Value) -> Number:
    assert not isinstance(value, Jet)
    return value


def _frame(at: Numbers, columns: Sequence[Key], values: Sequence[Value], depth: int = 0) -> Frame:
    numbers: dict[str, dict[Places, Value]] = {}
    for (key, place), value in zip(columns, values, strict=True):
        numbers.setdefault(key, {})[place] = value
    return frame_of(at.sizes, numbers, depth=depth)


def _one_after_the_other(
    definition: Definition, at: Numbers, columns: tuple[Key, ...], numbers: list[arb], where: dict[str, int]
) -> Slopes | arb | None:
    """The slopes of a definition that holds derivatives itself, by one infinitesimal for each input."""
    run, slopes = compiled(definition.body), arb_mat(1, len(columns))
    try:
        value = arb(_plain(run(_frame(at, columns, numbers), where)))
    except UndefinedError as error:
        return NOTHING if _is_final(error) else None
    try:
        for place, x in enumerate(numbers):
            moved: list[Value] = [*numbers]
            moved[place] = x + infinitesimal(0)
            slopes[0, place] = arb(_plain(coefficient(run(_frame(at, columns, moved, 1), where), 0)))
    except UndefinedError:
        return value
    paths = arb_mat(1, len(columns), [abs(slopes[0, place]) for place in range(len(columns))])
    spread = sum((abs(x) * paths[0, place] for place, x in enumerate(numbers)), arb(0))
    size = 1 + max((abs(x) for x in numbers), default=arb(0))  # how the slopes bend is not known
    bends = paths + arb_mat(1, len(columns), [size] * len(columns))
    return Slopes(value, slopes, Doubt(spread, size + spread, paths, bends))


def _is_sharp(found: Slopes) -> bool:
    """Whether the balls are small beside what they will be compared to."""
    value, doubt = arb(found.value), found.doubt
    small = arb(2) ** -GUARD
    if not value.is_finite() or not value.rad() <= small * _upper(abs(value) + doubt.spread + noise_of(doubt.noise)):
        return False
    both = zip(found.slopes.entries(), (doubt.paths + doubt.bends).entries(), strict=True)
    return all(slope.is_finite() and slope.rad() <= small * _upper(most) for slope, most in both)


def _upper(x: arb) -> arb:
    return x.abs_upper()


def noise_of(noise: arb) -> arb:
    """What a value may be off for constants beside which it is small: 1 + eᶻ forgets eᶻ, and log of it is 0."""
    return noise.min(arb(1))


def _gathered(columns: tuple[Key, ...], numbers: Sequence[arb], found: Sequence[Slopes | arb | None]) -> Entries:
    made = Entries(columns, [], [], [], [], [])
    sizes = [abs(x) for x in numbers]
    for each in found:
        if isinstance(each, Slopes):
            value, doubt = arb(each.value), each.doubt
            natural = abs(value) + noise_of(doubt.noise)
            made.values.append(value)
            made.spread.append(doubt.spread)
            made.noise.append(doubt.noise)
            made.slopes.append(each.slopes)
            made.doubts.append(doubt.paths + doubt.bends + _natural(natural, sizes))
        else:
            made.values.append(NOTHING if each is None else each)
            made.spread.append(arb(0))
            made.noise.append(arb(1))
            made.slopes.append(None)
            made.doubts.append(arb_mat(1, len(columns)))
    return made


def _natural(value: arb, sizes: Sequence[arb]) -> arb_mat:
    """What is small beside 1, and beside the value in proportion to the input, is small for a slope."""
    return arb_mat(1, len(sizes), [arb(1) if size == 0 else (value / size).min(arb(1)) for size in sizes])
