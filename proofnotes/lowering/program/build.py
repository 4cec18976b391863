"""From index notation to array-level values: a free index is an axis, Σ a reduction, a name is unfolded and kept.

A summation index shares the axis of a free index over the same dimension wherever the summand does not mention both, so
that e^{z_i} and Σ_j e^{z_j} are made from one array.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, reduce
from typing import cast

from ...expr.calculus import ZERO, carry_out, unfold
from ...expr.calculus import mul as product_of
from ...expr.errors import LoweringError
from ...expr.indices import Computed, Index, Place, Position, Shifted, Size, fresh, variables
from ...expr.nodes import (
    Add,
    Apply,
    Cases,
    Constant,
    Counter,
    Delta,
    Diff,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Largest,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Quantity,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    counter_of,
    free_indices,
    is_whole,
    walk,
)
from ...expr.rewrite import rename
from . import entries
from . import values as v
from .array_functions import FUNCTIONS
from .axes import LEAD, Axis
from .contraction import contracted, rest_of
from .nodes import Hint, Value, made
from .traverse import walk as values_of

Env = Mapping[Index, Axis]


@dataclass
class Builder:
    """Builds the values of one kernel.

    batch is the dimension that stands for all leading axes, leads the inputs that have leading axes without an index;
    primitives are names that are not unfolded, largest are indices of the largest entry of the tensor that they stand
    in.  hints remember which value was called what.
    """

    batch: Size | None = None
    leads: frozenset[str] = frozenset()
    primitives: Mapping[int, str] = field(default_factory=dict)
    largest: frozenset[Index] = frozenset()
    hints: dict[Value, Hint] = field(default_factory=dict)

    def axis(self, over: Size, copy: int = 0) -> Axis:
        """The axis of an index over this dimension."""
        if isinstance(over.blocks, Size):
            raise LoweringError(f"an axis over {over} is split into groups, and arrays of kernels have no such axes")
        if over != self.batch:
            return Axis(over, copy)
        if copy:
            raise LoweringError(f"two indices over {over}, which stands for all leading axes, meet in one array")
        return LEAD

    def build(self, e: Expr, env: Env) -> Value:
        """The value of an expression whose free indices stand for these axes."""
        match e:
            case Number(value, _):
                return v.number(value)
            case Constant(name):
                return v.constant(name)
            case Dim():
                sizes = [v.size(self.axis(each)) for each in e.over.factors]
                return reduce(v.mul, sizes, v.number(e.over.copies))
            case Scalar(name):
                return entries.argument(name, (LEAD,) if name in self.leads else ())
            case Group(arg, _):
                return self.build(arg, env)
            case Entry():
                return self._entry(e, env)
            case Counter(place):
                return self._counter(place, env)
            case Named():
                return self._named(e, env)
            case Sum(body, index):
                return self._sum(body, index, env)
            case Delta(left, right):
                return self._delta(left, right, env)
            case Diff():
                return self.build(contracted(carry_out(e)), env)
            case Cases():
                return self._cases(e, env)
            case _:
                return self._elementwise(e, env)

    def _elementwise(self, e: Expr, env: Env) -> Value:
        done: Callable[[Expr], Value] = lambda child: self.build(child, env)  # noqa: E731 - shorter than a method
        match e:
            case Add(terms):
                return v.add(*map(done, terms))
            case Mul(factors, _):
                return v.mul(*map(done, factors))
            case Neg(arg):
                return v.neg(done(arg))
            case Div(num, den):
                return v.div(done(num), done(den))
            case Pow(base, exponent):
                return v.power(done(base), done(exponent))
            case Apply("max", args):
                return reduce(partial(v.apply, "maximum"), map(done, args))
            case Apply(fn, (arg,)) if fn in FUNCTIONS:
                return v.apply(fn, done(arg))
            case Prod(body, index):
                axis = self._bound(body, index, env)
                factor = self.build(body, {**env, index: axis})
                found = v.reduction("product", factor, (axis,)) if axis in factor.axes else None
                return found or v.power(factor, v.size(axis))
            case Largest(body, index):
                axis = self._bound(body, index, env)
                value = self.build(body, {**env, index: axis})
                return v.reduction("largest", value, (axis,)) if axis in value.axes else value
        raise LoweringError(f"no array program computes {e}; write it with sums, products and elementary functions")

    def _delta(self, left: Place, right: Place, env: Env) -> Value:
        """1 where the places are the same, else 0."""
        if isinstance(left, Computed) or isinstance(right, Computed):
            one, other = (self.build(counter_of(place), env) for place in (left, right))
            return v.apply("where", v.compare(one, "=", other), v.ONE, v.ZERO)
        match left, right:
            case (Position() as fixed, Index() as index) | (Index() as index, Position() as fixed):
                return entries.indicator(env[index], fixed.value - 1)
        if left == right:
            return v.ONE
        return self._at((left, right), env, lambda axes: entries.identity(*axes))

    def _bound(self, body: Expr, index: Index, env: Env) -> Axis:
        """The axis for a bound index: the first over its dimension that the body does not use otherwise."""
        used = {env[other] for other in free_indices(body) - self.largest if other != index}
        copy = 0
        while self.axis(index.over, copy) in used:
            copy += 1
        return self.axis(index.over, copy)

    def _sum(self, body: Expr, index: Index, env: Env) -> Value:
        simpler = contracted(Sum(body, index))
        if not isinstance(simpler, Sum):
            return self.build(simpler, env)
        body, index = simpler.body, simpler.index
        factors = body.factors if isinstance(body, Mul) else (body,)
        for factor in factors:
            place = rest_of(factor, index)
            others = product_of(*(each for each in factors if each is not factor))
            if place in self.largest or (isinstance(place, Index) and place not in free_indices(others)):
                return self._rest(others, index, place, env)
        axis = self._bound(body, index, env)
        return v.total(self.build(body, {**env, index: axis}), axis)

    def _rest(self, body: Expr, index: Index, place: Index, env: Env) -> Value:
        """Σ_k (1 − δ_ik) f(k), which keeps the axis of i; without an axis where i is the place of the largest."""
        if place in self.largest:
            axis = self.axis(index.over)
            return self._runners_up(self.build(body, {**env, index: axis}), axis)
        axis = env[place]
        return made("rest", self.build(body, {**env, index: axis}), data=axis)

    @staticmethod
    def _runners_up(body: Value, axis: Axis) -> Value:
        key = next(each for each in values_of(body) if each.op == "largest")
        return v.runners_up(body, key.args[0], axis)

    def _cases(self, e: Cases, env: Env) -> Value:
        value, condition, rest = e.first
        if rest == ZERO and _is_mask(condition) and (masked := self._masked(value, condition, env)) is not None:
            return masked
        return v.apply("where", self._condition(condition, env), self.build(value, env), self.build(rest, env))

    def _masked(self, e: Expr, condition: Relation | SameIndex, env: Env) -> Value | None:
        """e^u f where the condition holds, else 0: the mask goes under the exponential, so that what is subtracted
        there to keep it from overflowing leaves out what is masked.  None where e is nothing of that kind.
        """
        match e:
            case Group(arg, _):
                return self._masked(arg, condition, env)
            case Neg(arg):
                inner = self._masked(arg, condition, env)
                return None if inner is None else v.neg(inner)
            case Apply("exp", (arg,)):
                where = v.apply("where", self._condition(condition, env), self.build(arg, env), v.LOWEST)
                return v.apply("exp", where)
            case Mul(factors, _):
                for place, factor in enumerate(factors):
                    if isinstance(factor, Apply) and (masked := self._masked(factor, condition, env)) is not None:
                        others = [self.build(each, env) for each in (*factors[:place], *factors[place + 1 :])]
                        return v.mul(*others[:place], masked, *others[place:])
        return None

    def _condition(self, condition: Relation | SameIndex, env: Env) -> Value:
        if isinstance(condition, SameIndex):
            return v.compare(self._delta(condition.left, condition.right, env), ">", v.ZERO)
        return v.compare(self.build(condition.left, env), condition.sign, self.build(condition.right, env))

    def _entry(self, e: Entry, env: Env) -> Value:
        if len(e.places) == 1 and e.places[0] in self.largest:
            axis = self.axis(e.places[0].over)
            return v.reduction("largest", self._input(e.tensor.name, (axis,)), (axis,))
        return self._at(e.places, env, lambda axes: self._input(e.tensor.name, axes))

    def _input(self, name: str, axes: tuple[Axis, ...]) -> Value:
        return entries.argument(name, (LEAD, *axes) if name in self.leads else axes)

    def _named(self, e: Named, env: Env) -> Value:
        if id(e.quantity) in self.primitives:
            arguments = tuple(self.build(cast(Expr, each), env) for each in e.arguments or e.quantity.inputs)
            return v.apply(self.primitives[id(e.quantity)], *arguments)
        at = {place: fresh(Index(str(place), place.over)) for place in e.places}
        generic = tuple(at[place] if isinstance(place, Index) else fresh(at[place]) for place in e.places)
        inside = unfold(Named(e.quantity, generic, e.arguments))
        if any(isinstance(node, Diff) for node in walk(inside)):
            inside = carry_out(inside)
        return self._at(e.places, env, lambda axes: self._noted(e.quantity, self._unfolded(inside, generic, axes, env)))

    def _noted(self, quantity: Quantity, value: Value) -> Value:
        """Remember what the value is called; the outermost name wins, and a name of its own over that of a function."""
        if not quantity.applied or value not in self.hints:
            self.hints[value] = Hint(quantity.name, quantity.applied)
        return value

    def _unfolded(self, body: Expr, generic: tuple[Index, ...], axes: tuple[Axis, ...], env: Env) -> Value:
        """The body of a name at generic places; a stacked axis that deltas choose by is made block by block."""
        around = {**env, **dict(zip(reversed(generic), reversed(axes), strict=True))}  # of a diagonal the first
        for index in generic:
            if index.over.blocks != 1 and _chosen_by_delta(body, index):
                return self.stacked(body, index, around)
        return self.build(body, around)

    def stacked(self, body: Expr, index: Index, env: Env) -> Value:
        """The value over a stacked dimension, one block after the other."""
        inner = fresh(Index(index.name, index.over.base))
        big, others = env[index], [env[each] for each in free_indices(body) - self.largest if each != index]
        copies = (big.copy, *range(len(others) + 1))
        small = next(axis for copy in copies if (axis := Axis(inner.over, copy)) not in others)
        parts = []
        assert isinstance(index.over.blocks, int)
        for block in range(index.over.blocks):
            part = contracted(rename(body, {index: Shifted(inner, block, index.over)}))
            parts.append(self.build(part, {**env, inner: small}))
        return entries.stack(tuple(parts), small, big)

    def _at(self, places: tuple[Place, ...], env: Env, make: Callable[[tuple[Axis, ...]], Value]) -> Value:
        """The value made at axes of its own, restricted to these places; the same index twice is a diagonal."""
        numbers = {place: self.build(place.number, env) for place in places if isinstance(place, Computed)}
        taken = {axis for number in numbers.values() for axis in number.axes}
        own = [env[place] if isinstance(place, Index) and env[place] not in taken else None for place in places]
        axes: list[Axis] = []
        for number, (place, axis) in enumerate(zip(places, own, strict=True)):
            inside = free_indices(place.number) if isinstance(place, Computed) else variables(place)
            copy = max((env[index].copy for index in inside), default=0) if axis is None else 0
            while axis is None or axis in axes:
                other = self.axis(place.over, copy)
                axis, copy = (None if other in (*axes, *own[number:], *taken) else other), copy + 1
            axes.append(axis)
        found = make(tuple(axes))
        for place, axis in zip(places, axes, strict=True):
            if isinstance(place, Computed) and axis in found.axes:
                found = entries.read(found, numbers[place], axis)
            elif isinstance(place, Computed):
                found = self._only_inside(found, place, env)
        for place, axis in zip(places, axes, strict=True):
            if not isinstance(place, Computed):
                found = self._restricted(found, place, axis, env)
        return found

    def _only_inside(self, value: Value, place: Computed, env: Env) -> Value:
        """What is the same at every place, and 0 where a computed one lies outside."""
        number = self.build(place.number, env)
        last = v.compare(number, "<=", self.build(Dim(place.over.name, place.over.size), env))
        inside = v.apply("where", v.compare(number, ">=", v.ONE), value, v.ZERO)
        return v.apply("where", last, inside, v.ZERO)

    def _counter(self, place: Place, env: Env) -> Value:
        """A place as its number."""
        match place:
            case Index():
                if env[place] == LEAD:
                    raise LoweringError(f"{place} is counted, and stands for all leading axes")
                return entries.counted(env[place])
            case Position(value):
                return v.number(value)
            case Shifted(inner, int(block), over):
                before = v.mul(v.number(block), v.size(self.axis(over.base)))
                return v.add(before, self._counter(inner, env))
        raise LoweringError(f"no array program counts {place}, a place in groups")

    def _restricted(self, value: Value, place: Place, axis: Axis, env: Env) -> Value:
        if isinstance(place, Position):
            return entries.item(value, axis, place.value - 1)
        if isinstance(place, Shifted) and isinstance(place.inner, Position):
            assert isinstance(place.block, int)
            small = self._unused(place.over.base, value)
            return entries.item(entries.block(value, axis, place.block, small), small, place.inner.value - 1)
        wanted = env[next(iter(variables(place)))]
        if isinstance(place, Shifted):
            assert isinstance(place.block, int)
            small = wanted if wanted not in value.axes else self._unused(place.over.base, value)
            value, axis = entries.block(value, axis, place.block, small), small
        return value if axis == wanted else entries.diagonal(value, wanted, axis)

    def _unused(self, over: Size, value: Value) -> Axis:
        copy = 0
        while self.axis(over, copy) in value.axes:
            copy += 1
        return self.axis(over, copy)


def _is_mask(condition: Relation | SameIndex) -> bool:
    """Whether it is about indices alone."""
    return isinstance(condition, SameIndex) or (is_whole(condition.left) and is_whole(condition.right))


def _chosen_by_delta(body: Expr, index: Index) -> bool:
    return any(isinstance(node, Delta) and index in (node.left, node.right) for node in walk(body))
