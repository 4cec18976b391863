"""Numbers to try a kernel with: dimensions, leading axes and entries, as the hypotheses of its definition allow.

Few and telling: unequal, equal and unit sizes; ordinary numbers, large and small ones, kinks, 0 and 1.  All numbers are
float32, so that one exact value serves both types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, islice, repeat
from math import prod
from random import Random
from typing import Any

import numpy as np
from flint import arb

from ..expr.indices import Index, fresh
from ..expr.nodes import Entry, Expr, Input, Scalar, Tensor
from ..lowering.program.traverse import walk
from ..lowering.tasks.kernel import Kernel
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
Deck = tuple[Draw, ...]


def ordinary(rng: Random) -> float:
    """Of either sign, neither large nor small, and none like another."""
    return rng.choice((-1, 1)) * rng.randint(1 << 14, 9 << 14) / (1 << 16)


def near(x: float) -> Draw:
    """A number like this one."""
    return lambda rng: x * (1 + rng.randint(0, 1 << 10) / (1 << 14))


def at(x: float) -> Draw:
    """This one."""
    return lambda rng: x


LARGE: Deck = tuple(near(sign * size) for size in (800, 800, 90, 20, 1) for sign in (1, -1))
"""Exponentials of some of them overflow, in either type or in one."""

SMALL: Deck = (*(near(sign * 2.0**-size) for size in (3, 9, 16, 30) for sign in (1, -1)), at(0), at(1), at(-1))
"""Near 0, and where definitions like to have a kink or an edge."""


def drawn(deck: Deck, rng: Random) -> Iterator[float]:
    """Numbers without end, each sort of the deck as often as any other."""
    while True:
        yield from (draw(rng) for draw in rng.sample(deck, len(deck)))


@dataclass(frozen=True)
class Plan:
    """How a call is drawn.   sizes: one for each dimension in turn, the last for all others; lead: leading axes.

    scalars: the deck of inputs without axes, if they have one of their own;
    exponent: the inputs that the kernel scales are multiplied by this power of two; dtypes: what it is called with;
    hint: what an author may do about a difference.
    """

    name: str
    sizes: tuple[int, ...]
    lead: Shape
    deck: Deck = (ordinary,)
    scalars: Deck = ()
    broadcast: bool = False
    exponent: int = 0
    hint: str = ""
    dtypes: tuple[type[np.floating[Any]], ...] = (np.float64, np.float32)


HINT = "where the definition is not meant for such numbers, a hypothesis says so: assuming=[x < 50, x > -50]"

PLANS = (
    Plan("unequal sizes", (3, 2, 4, 2, 3), (2,)),
    Plan("equal sizes", (2,), (2, 1), broadcast=True),
    Plan("unit sizes", (1,), ()),
    Plan("large numbers", (2, 3, 2), (4,), LARGE, hint=HINT),
    Plan("large entries beside ordinary numbers", (3, 2, 2), (4,), LARGE, scalars=(ordinary, at(1)), hint=HINT),
    Plan("large numbers beside ordinary entries", (2, 3, 2), (4,), scalars=LARGE, hint=HINT),
    Plan("small numbers and edges", (3, 2, 2), (4,), SMALL, hint=HINT),
)
"""A call each."""

RANGE = tuple(
    Plan(f"{name} numbers", (3,), (3,), exponent=sign * exponent, dtypes=(dtype,))
    for dtype, exponent in ((np.float64, 520), (np.float32, 70))
    for name, sign in (("huge", 1), ("tiny", -1))
)
"""Where squares overflow or vanish: what a kernel scales so that they do not."""

TRIES = 20
"""So often numbers are drawn until the hypotheses hold."""

MOST_SLOPES = 3000
FEWER = ((3, 2, 2, 1, 2, 1, 2, 1), (2, 1))
"""Sizes instead of those of a plan, where entries of the value and of inputs would have more derivatives."""

NUMBERS = (16,)
"""The leading axes where a definition takes numbers only."""


@dataclass(frozen=True)
class Drawer:
    """Draws calls of one definition."""

    definition: Definition
    layout: ArrayLayout
    words: Vocabulary
    hypotheses: Hypotheses
    scaled: frozenset[str]

    @staticmethod
    def of(kernel: Kernel) -> Drawer:
        """What the definition speaks about, and what it assumes."""
        definition = kernel.definition
        inputs = [_generic(each) for each in definition.inputs]
        words = vocabulary([definition.body, *inputs], definition.assuming)
        scalars = [*(each for each, _ in definition.parameters), *definition.inputs]
        positive = [each > 0 for each in scalars if isinstance(each, Scalar) and each.positive]
        hypotheses = Hypotheses.of([*definition.assuming, *positive], words)
        return Drawer(definition, ArrayLayout.of(kernel), words, hypotheses, scaled(kernel))

    def calls(self) -> Iterator[tuple[Plan, Call]]:
        """One for each plan for which numbers are found that satisfy the hypotheses."""
        kinds = {isinstance(each, Tensor) for each in self.definition.inputs}
        for plan in (*PLANS, *(RANGE if self.scaled else ())):
            if plan.scalars and len(kinds) == 1:
                continue
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
        """The sizes of the plan, smaller where there are many axes, larger where the hypotheses ask for it."""
        for wanted in (plan.sizes, *FEWER):
            for more in range(4):
                each = chain(wanted, repeat(wanted[-1]))
                sizes = {name: size or next(each) + more for name, size in self.words.sizes.items()}
                if hold(self.hypotheses.about_sizes, Point(sizes, {}, {})):
                    break
            else:
                return None
            if self._slopes(sizes) <= MOST_SLOPES or wanted == FEWER[-1]:
                break
        return sizes

    def _slopes(self, sizes: Sizes) -> int:
        """How many derivatives the value has."""
        value = prod(index.over.count(sizes) for index in self.definition.indices)
        return value * sum(prod(_shape(by, sizes)) for by in self.definition.inputs)

    def _lead(self, plan: Plan, sizes: Sizes) -> Shape:
        rows = sizes.get(self.layout.rows or "")
        if rows is None and plan.lead and not any(isinstance(each, Tensor) for each in self.definition.inputs):
            return NUMBERS if not plan.broadcast else plan.lead
        if rows is None and not self.layout.leading:
            return ()
        return plan.lead if rows in (None, prod(plan.lead)) else (rows,)

    def _drawn(self, plan: Plan, sizes: Sizes, rng: Random) -> Call | None:
        """Every number by itself, in the range that the hypotheses leave it; None if they do not hold then."""
        lead = self._lead(plan, sizes)
        broadcast = plan.broadcast and not self.definition.targets  # these have the shape of their prediction
        inputs, place = dict[str, Array](), 0
        for by in self.definition.inputs:
            own = _shape(by, sizes)
            if by.name in self.layout.leading and not self.layout.rows:
                own, place = own if broadcast and place % 2 else lead + own, place + 1
            elif isinstance(by, Tensor) and by.over and by.over[0].name == self.layout.rows:
                own = lead + own[1:]
            within = self.hypotheses.ranges.get(input_key(by), ANYTHING)
            array = _array(list(islice(_inside(within, _deck(plan, by), rng), prod(own))), own)
            inputs[by.name] = array * 2.0**plan.exponent if by.name in self.scaled else array
        call = self._made(lead, sizes, inputs, plan, rng)
        return call if all(self._holds(call, at) for at in call.places) else None

    def _settled(self, plan: Plan, sizes: Sizes, rng: Random) -> Call | None:
        """One call whose numbers satisfy equations, up to rounding."""
        scalars, tensors = dict[str, Fraction](), dict[str, dict[tuple[int, ...], Fraction]]()
        for key, over in (*((n, None) for n in self.words.scalars), *self.words.tensors.items()):
            within = self.hypotheses.ranges.get(key if over is None else f"{key}[]", ANYTHING)
            proposed = map(Fraction, _inside(within, plan.deck if over else plan.scalars or plan.deck, rng))
            if over is None:
                scalars[key] = next(proposed)
            else:
                tensors[key] = dict(zip(every_place(over, sizes), proposed, strict=False))
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


def _deck(plan: Plan, by: Input) -> Deck:
    return plan.deck if isinstance(by, Tensor) or not plan.scalars else plan.scalars


def scaled(kernel: Kernel) -> frozenset[str]:
    """The inputs that a kernel divides by a power of two."""
    divided = (each for each in walk(*kernel.program.outputs) if each.op == "scaled")
    read = {leaf.data for each in divided for leaf in walk(each) if leaf.op == "input"}
    return frozenset(each.name for each in kernel.definition.inputs if each.name in read)


def _shape(by: Input, sizes: Sizes) -> Shape:
    return tuple(size.count(sizes) for size in by.over) if isinstance(by, Tensor) else ()


def _generic(by: Input) -> Expr:
    return Entry(by, tuple(fresh(Index("i", over)) for over in by.over)) if isinstance(by, Tensor) else by


def _inside(within: ValueRange, deck: Deck, rng: Random) -> Iterator[float]:
    """Numbers of the range: as drawn, or as far inside as they were from 0."""
    return (x if Fraction(x) in within else _into(within, x, rng) for x in drawn(deck, rng))


def _into(within: ValueRange, x: float, rng: Random) -> float:
    low, high = within.low, within.high
    if low is not None and high is not None:
        part = min(abs(x), 1 / abs(x)) if x else 0.5
        inside = float(low) + float(high - low) * (part / 2 if rng.randrange(2) else 1 - part / 2)
    else:
        edge = float(low if low is not None else high)  # type: ignore[arg-type]
        inside = edge + (abs(x - edge) if low is not None else -abs(x - edge))
    return float(np.float32(inside))


def _array(values: Sequence[float], shape: Shape) -> Array:
    return np.array(values, np.float32).astype(np.float64).reshape(shape)
