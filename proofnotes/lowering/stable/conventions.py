"""What a kernel makes of the edges, where the formula as written is 0 · ∞ or compares with nan.

0 log 0 = 0: a weight 0 makes 0 of its logarithm, and of what its derivative divides by.  That is the limit for every
weight that is 0 throughout, and what losses mean by it: a class of weight 0 costs nothing, whatever its probability.
A number that is no number stays none: nan is in no case of a case distinction, and a derivative at nan is nan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache, partial, reduce

from ..program import values as v
from ..program.nodes import Value, operation
from ..program.program import Program
from ..program.rules import ALL
from ..program.traverse import walk
from ..program.values import ONE

LOGARITHMS = ("log", "log1p", "logaddexp")
HIDING = ("where", "compare", "vanishing", "annihilated", "unless_nan")
"""Elementwise operations that may give a number where an operand is none."""

Weights = Mapping[Value, Collection[Value]]


def weights_of(value: Value) -> Weights:
    """What stands under a logarithm, to the factors in front of it."""
    found: dict[Value, set[Value]] = {}
    for each in walk(value):
        if each.op == "mul":
            for factor in each.args:
                others = {other for other in each.args if other is not factor and other.axes}
                for inside in _arguments(factor):
                    found.setdefault(inside, set()).update(others)
    return found


def _arguments(value: Value) -> Iterator[Value]:
    """What the logarithms in a sum are taken of; of a quotient, both sides.  e^x is never 0."""
    if value.op in ("add", "neg"):
        for arg in value.args:
            yield from _arguments(arg)
    elif value.op == "log":
        (inside,) = value.args
        for each in inside.args if inside.op in ("div", "mul") else (inside,):
            if each.axes and not any(part.op == "exp" for part in walk(each)):
                yield each


def without_weight(program: Program, weights: Weights) -> Program:
    """w/u is 0 where w is, if the function has w log u."""
    return program.map(partial(_quotient_without_weight, weights)) if weights else program


def _quotient_without_weight(weights: Weights, value: Value) -> Value:
    if value.op == "div":
        num, den = value.args
        factors = num.args if num.op == "mul" else (num,)
    elif value.op == "mul":
        den = next((each.args[1] for each in value.args if each.op == "div" and each.args[1] in weights), ONE)
        factors = value.args
    else:
        return value
    weight = next((each for each in factors if each in weights.get(den, ())), None)
    return value if weight is None else v.apply("annihilated", value, weight, den)


def weighted_logarithm(value: Value) -> Value:
    """A product with a logarithm is 0 where another factor is."""
    if value.op != "mul":
        return value
    logarithm = next((each for each in value.args if _is_logarithm(each)), None)
    others = [each for each in value.args if each is not logarithm]
    if logarithm is None or not any(each.axes for each in others):
        return value
    weight = v.mul(*others)
    return v.apply("annihilated", v.mul(weight, logarithm), weight, _never_hidden(logarithm))


def _is_logarithm(value: Value) -> bool:
    """Whether it is a sum with a logarithm in it, which is infinite where that is, or where the others are."""
    match value.op:
        case "neg" | "unless_nan":
            return _is_logarithm(value.args[0])
        case "add":
            return any(each.op in LOGARITHMS or _is_logarithm(each) for each in map(_size, value.args))
        case "log" | "logaddexp":
            return bool(value.axes)
        case "log1p":
            return not _is_bounded(value.args[0])
        case _:
            return False


def _size(value: Value) -> Value:
    return value.args[0] if value.op == "neg" else value


def _is_bounded(value: Value) -> bool:
    """e^{−∣x∣}, and sums of such: a logarithm of 1 more is at most log 2, or log K."""
    return value.op in ("exp", "runners_up", "total")


def _never_hidden(logarithm: Value) -> Value:
    """What is nan only where an argument is: the difference of two infinite logarithms is nan, the larger is not."""
    inner = _size(logarithm)
    infinite = [term for term in map(_size, inner.args) if not (term.op == "log1p" and _is_bounded(term.args[0]))]
    if inner.op == "add" and len(infinite) > 1:
        return reduce(partial(v.apply, "maximum"), infinite)
    if inner.op == "log" and inner.args[0].op == "div":
        return v.apply("maximum", *inner.args[0].args)
    return logarithm


def carrying(program: Program) -> Program:
    """The program with nan where something is compared that is nan."""
    marked = _hiding(program.outputs)
    return program.map(partial(_carried, marked)) if marked else program


def _carried(marked: Mapping[Value, tuple[Value, ...]], value: Value) -> Value:
    return reduce(partial(v.apply, "carried"), marked.get(value, ()), value)


def _hiding(outputs: tuple[Value, ...]) -> dict[Value, tuple[Value, ...]]:
    """Every choice that may hide that a side of its condition is nan, to these sides.

    It hides nothing if the branch that is taken there is nan itself, or something that it is combined with is.
    """
    found: dict[Value, tuple[Value, ...]] = {}
    seen: set[tuple[Value, frozenset[Value]]] = set()
    stack = [(each, frozenset[Value]()) for each in outputs]
    while stack:
        value, covered = stack.pop()
        if (value, covered) in seen:
            continue
        seen.add((value, covered))
        if value.op == "where":
            condition, *branches = value.args
            taken = branches[0 if condition.data == "!=" else 1]
            hidden = tuple(
                side for side in condition.args if side.axes and not _leaves(side) <= covered | nan_with(taken)
            )
            if hidden:
                found[value] = tuple(dict.fromkeys((*found.get(value, ()), *hidden)))
            stack += [(each, covered) for each in branches]
        else:
            combines = operation(value.op).axes is ALL and value.op not in HIDING
            for arg in value.args:
                others = [nan_with(other) for other in value.args if other is not arg] if combines else []
                stack.append((arg, covered.union(*others)))
    return found


@cache
def _leaves(value: Value) -> frozenset[Value]:
    """The arguments of the kernel that it is computed from."""
    return frozenset(each for each in walk(value) if each.op == "input" and each.axes)


@cache
def nan_with(value: Value) -> frozenset[Value]:
    """The arguments of the kernel where one nan is enough to make the value nan."""
    if value.op == "input":
        return frozenset({value}) if value.axes else frozenset()
    if value.op == "where":
        condition, *branches = value.args
        taken = nan_with(branches[0 if condition.data == "!=" else 1])
        both = nan_with(branches[0]) & nan_with(branches[1])
        return both | (taken & frozenset().union(*map(nan_with, condition.args)))
    if value.op == "carried":
        return nan_with(value.args[0]) | nan_with(value.args[1])
    if value.op in ("vanishing", "annihilated", "unless_nan"):
        return nan_with(value.args[1]) if value.op == "vanishing" else nan_with(value.args[-1])
    if value.op in ("indicator", "counted", "compare", "read"):
        return frozenset()
    return frozenset().union(*map(nan_with, value.args))
