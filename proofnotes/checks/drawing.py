"""Numbers to try a kernel with: dimensions, leading axes and entries, as the hypotheses of its definition allow.

Few and telling: unequal, equal and unit sizes; ordinary numbers, large and small ones, kinks, 0 and 1.  All numbers are
float32, so that one exact value serves both types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, repeat
from math import prod
from random import Random

import numpy as np
from flint import arb

from ..expr.indices import Index, fresh
from ..expr.nodes import Entry, Expr, Input, Scalar, Tensor
from ..prover.evaluation.evaluate import root_frame
from ..prover.evaluation.frames import input_key
from ..prover.evaluation.jets import head
from ..prover.evaluation.vocabulary import Vocabulary, every_place, vocabulary
from ..prover.proof import Point
from ..prover.witnesses.hypotheses import Hypotheses, ValueRange
from ..prover.witnesses.solving import hold
from ..statements.statement import Definition
from .calls import ArrayLayout, Call, Shape
from .exact import Array, every

Sizes = dict[str, int]
Draw = Callable[[Random], float]


def ordinary(rng: Random) -> float:
    """Of either sign, neither large nor small, and none like another."""
    return rng.choice((-1, 1)) * rng.randint(1 << 14, 9 << 14) / (1 << 16)


def large(rng: Random) -> float:
    """Exponentials of some of them overflow, in either type or in one."""
    return rng.choice((-1, 1)) * (rng.choice((800, 90, 20, 1)) + rng.randint(0, 1 << 10) / (1 << 10))


def small(rng: Random) -> float:
    """Near 0, or at a place where definitions like to have a kink or an edge."""
    tiny = rng.choice((-1, 1)) * 2.0 ** -rng.choice((3, 9, 16, 30)) * (1 + rng.randint(0, 1 << 10) / (1 << 11))
    return rng.choice((tiny, tiny, tiny, 0.0, 1.0, -1.0))


@dataclass(frozen=True)
class Plan:
    """How a call is drawn.   sizes: one for each dimension in turn, the last for all others; lead: leading axes."""

    name: str
    sizes: tuple[int, ...]
    lead: Shape
    draw: Draw
    broadcast: bool = False


PLANS = (
    Plan("unequal sizes", (3, 2, 4, 2, 3), (2,), ordinary),
    Plan("equal sizes", (2,), (2, 1), ordinary, broadcast=True),
    Plan("unit sizes", (1,), (), ordinary),
    Plan("large numbers", (2, 3, 2), (3,), large),
    Plan("small numbers and edges", (3, 2, 2), (3,), small),
)
"""A call each."""

TRIES = 20
"""So often numbers are drawn until the hypotheses hold."""

MOST_ENTRIES = 200
"""Sizes are made smaller until no input has more."""


@dataclass(frozen=True)
class Drawer:
    """Draws calls of one definition."""

    definition: Definition
    layout: ArrayLayout
    words: Vocabulary
    hypotheses: Hypotheses

    @staticmethod
    def of(definition: Definition, layout: ArrayLayout) -> Drawer:
        """What the definition speaks about, and what it assumes."""
        inputs = [_generic(each) for each in definition.inputs]
        words = vocabulary([definition.body, *inputs], definition.assuming)
        scalars = [*(each for each, _ in definition.parameters), *definition.inputs]
        positive = [each > 0 for each in scalars if isinstance(each, Scalar) and each.positive]
        return Drawer(definition, layout, words, Hypotheses.of([*definition.assuming, *positive], words))

    def calls(self) -> Iterator[tuple[Plan, Call]]:
        """One for each plan for which numbers are found that satisfy the hypotheses."""
        for plan in PLANS:
            found = self._call(plan, Random(f"{plan.name} {self.definition.id}"))
            if found is not None:
                yield plan, found

    def _call(self, plan: Plan, rng: Random) -> Call | None:
        sizes = self._sizes(plan)
        if sizes is None:
            return None
        solve = bool(self.hypotheses.equations or self.hypotheses.given)
        for attempt in range(TRIES):
            make = self._settled if solve or attempt % 4 == 3 else self._drawn
            found = make(plan, sizes, rng)
            if found is not None:
                return found
        return None

    def _sizes(self, plan: Plan) -> Sizes | None:
        """The sizes of the plan, made larger until what the hypotheses say of them holds."""
        for more in range(4):
            wanted = chain(plan.sizes, repeat(plan.sizes[-1]))
            sizes = {name: size or next(wanted) + more for name, size in self.words.sizes.items()}
            if hold(self.hypotheses.about_sizes, Point(sizes, {}, {})):
                return sizes
        return None

    def _lead(self, plan: Plan, sizes: Sizes) -> Shape:
        rows = sizes.get(self.layout.rows or "")
        return plan.lead if rows in (None, prod(plan.lead)) else (rows,)

    def _drawn(self, plan: Plan, sizes: Sizes, rng: Random) -> Call | None:
        """Every number by itself, in the range that the hypotheses leave it; None if they do not hold then."""
        lead = self._lead(plan, sizes)
        inputs, place = dict[str, Array](), 0
        for by in self.definition.inputs:
            own = _shape(by, sizes)
            if by.name in self.layout.leading and not self.layout.rows:
                own, place = own if plan.broadcast and place % 2 else lead + own, place + 1
            elif isinstance(by, Tensor) and by.over and by.over[0].name == self.layout.rows:
                own = lead + own[1:]
            within = self.hypotheses.ranges.get(input_key(by), ANYTHING)
            inputs[by.name] = _array([_into(within, plan.draw, rng) for _ in range(prod(own))], own)
        call = self._made(lead, sizes, inputs, plan, rng)
        return call if all(self._holds(call, at) for at in call.places) else None

    def _settled(self, plan: Plan, sizes: Sizes, rng: Random) -> Call | None:
        """One call whose numbers satisfy equations, up to rounding."""
        scalars, tensors = dict[str, Fraction](), dict[str, dict[tuple[int, ...], Fraction]]()
        for key, over in (*((n, None) for n in self.words.scalars), *self.words.tensors.items()):
            within = self.hypotheses.ranges.get(key if over is None else f"{key}[]", ANYTHING)
            if over is None:
                scalars[key] = Fraction(_into(within, plan.draw, rng))
            else:
                tensors[key] = {at: Fraction(_into(within, plan.draw, rng)) for at in every_place(over, sizes)}
        point = self.hypotheses.settle(Point(sizes, scalars, tensors), rng)
        if point is None:
            return None
        frame, inputs = root_frame(point), dict[str, Array]()
        for by in self.definition.inputs:
            own = _shape(by, sizes)
            numbers = [arb(head(frame.read(input_key(by), at))) for at in every(own)]
            inputs[by.name] = _array([float(each.mid()) for each in numbers], own)
        lead = self._lead(plan, sizes) if self.layout.rows else ()
        if self.layout.rows:
            inputs = {
                each.name: inputs[each.name].reshape(lead + inputs[each.name].shape[1:])
                if isinstance(each, Tensor) and each.over and each.over[0].name == self.layout.rows
                else inputs[each.name]
                for each in self.definition.inputs
            }
        call = self._made(lead, sizes, inputs, plan, rng)
        return call if self._holds(call, (), equations=False) else None

    def _made(self, lead: Shape, sizes: Sizes, inputs: dict[str, Array], plan: Plan, rng: Random) -> Call:
        parameters = {each.name: value * (1.5 if plan.broadcast else 1) for each, value in self.definition.parameters}
        bare = Call(self.definition, self.layout, lead, sizes, inputs, parameters, np.zeros(()), {})
        upstream = _array([ordinary(rng) for _ in range(prod(bare.result_shape))], bare.result_shape)
        tangents = {name: _array([ordinary(rng) for _ in range(x.size)], x.shape) for name, x in inputs.items()}
        return replace(bare, upstream=upstream, tangents=tangents)

    def _holds(self, call: Call, at: Shape, equations: bool = True) -> bool:
        """Whether the hypotheses hold at one call; with equations left out, those that rounding breaks."""
        scalars = {name: Fraction(value) for name, value in call.parameters.items()}
        tensors = dict[str, dict[tuple[int, ...], Fraction]]()
        for by in self.definition.inputs:
            numbers = call.core(by.name, call.inputs[by.name])[at]
            if isinstance(by, Tensor):
                tensors[by.name] = {tuple(k + 1 for k in place): Fraction(x) for place, x in np.ndenumerate(numbers)}
            else:
                scalars[by.name] = Fraction(float(numbers))
        checked = [each for each in self.hypotheses.checked if equations or each.sign != "="]
        return hold(checked, Point(call.sizes, scalars, tensors))


ANYTHING = ValueRange()


def _shape(by: Input, sizes: Sizes) -> Shape:
    return tuple(sizes[size.name] * size.blocks for size in by.over) if isinstance(by, Tensor) else ()


def _generic(by: Input) -> Expr:
    return Entry(by, tuple(fresh(Index("i", over)) for over in by.over)) if isinstance(by, Tensor) else by


def _into(within: ValueRange, draw: Draw, rng: Random) -> float:
    """A number of the range: as drawn, or as far inside as it was from 0."""
    x, low, high = draw(rng), within.low, within.high
    if Fraction(x) in within:
        return x
    if low is not None and high is not None:
        part = min(abs(x), 1 / abs(x)) if x else 0.5
        inside = float(low) + float(high - low) * (part / 2 if rng.randrange(2) else 1 - part / 2)
    else:
        edge = float(low if low is not None else high)  # type: ignore[arg-type]
        inside = edge + (abs(x - edge) if low is not None else -abs(x - edge))
    return float(np.float32(inside))


def _array(values: Sequence[float], shape: Shape) -> Array:
    return np.array(values, np.float32).astype(np.float64).reshape(shape)
