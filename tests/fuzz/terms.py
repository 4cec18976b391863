"""Random terms over a vocabulary, and their derivatives by the rules of a textbook."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .language import Arr, Axis, Bind, Case, Del, Ent, Extent, Idx, Num, Op, Place, Rel, Same, Term, Var, num, op, total
from .rewriting import apart, put
from .walk import free


@dataclass(frozen=True)
class Vocabulary:
    """What terms are made of; smooth: without kinks."""

    scalars: tuple[Var, ...]
    arrays: tuple[Arr, ...]
    indices: tuple[Idx, ...]
    smooth: bool = False

    def over(self, axis: Axis) -> tuple[Idx, ...]:
        """The indices over an axis."""
        return tuple(each for each in self.indices if each.over == axis)


def term(words: Vocabulary, depth: int, rng: Random, scope: tuple[Idx, ...] = ()) -> Term:
    """A term; its free indices are of the scope, if that has one over the axis."""
    if depth == 0:
        return leaf(words, rng, scope)

    def smaller() -> Term:
        return term(words, depth - 1 - (rng.random() < 0.3) * (depth > 1), rng, scope)

    match rng.choice(KINDS):
        case "total" | "product" as name:
            index = rng.choice(words.indices)
            body = term(words, depth - 1, rng, (*scope, index))
            return Bind(name if name == "total" or depth < 2 else "total", body, index)
        case "div":
            return op("div", smaller(), positive(smaller(), rng))
        case "log" | "sqrt" as name:
            return op(name, positive(smaller(), rng))
        case "pow":
            return op("pow", smaller(), 2)
        case "max" | "abs" | "case" as name if not words.smooth:
            return _kink(name, smaller(), smaller(), words, rng, scope)
        case "exp" | "tanh" | "neg" as name:
            return op(name, smaller())
        case "sub":
            return op("sub", smaller(), smaller())
        case "mul":
            return op("mul", smaller(), smaller())
    return op("add", smaller(), smaller())


KINDS = [
    "total",
    "total",
    "total",
    "product",
    "div",
    "log",
    "sqrt",
    "pow",
    "max",
    "abs",
    "case",
    "exp",
    "tanh",
    "neg",
    "sub",
    "mul",
    "mul",
    "mul",
    "add",
    "add",
]


def _kink(name: str, one: Term, other: Term, words: Vocabulary, rng: Random, scope: tuple[Idx, ...]) -> Term:
    if name == "abs":
        return op("abs", one)
    if name == "max":
        return op("max", one, other)
    index = rng.choice(scope or words.indices)
    condition = rng.choice((Rel(leaf(words, rng, scope), ">", num(0)), Same(index, rng.choice(words.over(index.over)))))
    return Case(one, condition, other)


def positive(e: Term, rng: Random) -> Term:
    """Something visibly positive."""
    return rng.choice((op("add", 1, op("exp", e)), op("add", 1, op("pow", e, 2)), op("exp", e)))


def leaf(words: Vocabulary, rng: Random, scope: tuple[Idx, ...]) -> Term:
    """A number, a scalar, an entry, a delta, a dimension."""

    def place(axis: Axis) -> Place:
        inside = [each for each in scope if each.over == axis]
        return rng.choice(inside) if inside and rng.random() < 0.85 else rng.choice(words.over(axis))

    array, index = rng.choice(words.arrays), rng.choice(words.indices)
    entry = Ent(array, tuple(map(place, array.axes)))
    return rng.choice((
        entry, entry, entry, entry, rng.choice(words.scalars), num(rng.choice((-2, -1, 1, 2, 3))), Extent(index.over),
        Del(place(index.over), place(index.over)),
    ))  # fmt: skip


def slope(e: Term, by: Var | Ent) -> Term:
    """The derivative, by rules; kinks are cut at the branch that > chooses."""
    match e:
        case Num() | Extent() | Del():
            return num(0)
        case Var():
            return num(int(e == by))
        case Ent(array, places):
            if not isinstance(by, Ent) or array != by.array:
                return num(0)
            factors = [Del(p, q) for p, q in zip(places, by.places, strict=True)]
            return factors[0] if len(factors) == 1 else op("mul", *factors)
        case Bind(name, body, index):
            if index in free(by):
                other = apart(index, free(body), free(by))
                body, index = put(body, index, other), other
            if name == "total":
                return total(slope(body, by), index)
            if name == "largest":
                return total(Case(slope(body, by), Rel(body, "=", e), num(0)), index)
            return op("mul", Bind("product", body, index), total(op("div", slope(body, by), body), index))
        case Case(first, condition, second):
            return Case(slope(first, by), condition, slope(second, by))
        case Op():
            return _slope_of_operation(e, by)
    raise TypeError(e)


def _slope_of_operation(e: Op, by: Var | Ent) -> Term:
    inner = [slope(each, by) for each in e.args]
    match e:
        case Op("add" | "sub" | "neg" | "paren" as name):
            return Op(name, tuple(inner))
        case Op("mul", args):
            return (
                op("add", *(op("mul", *args[:n], inner[n], *args[n + 1 :]) for n in range(len(args))))
                if len(args) > 1
                else inner[0]
            )
        case Op("div", (a, b)):
            return op("div", op("sub", op("mul", inner[0], b), op("mul", a, inner[1])), op("pow", b, 2))
        case Op("pow", (a, Num(value))):
            return op("mul", Num(value), op("pow", a, Num(value - 1)) if value != 2 else a, inner[0])
        case Op("max", (a, b)):
            return Case(inner[0], Rel(a, ">", b), inner[1])
        case Op("abs", (a,)):
            return Case(inner[0], Rel(a, ">", num(0)), op("neg", inner[0]))
        case Op(name, (a,)):
            return op("mul", OUTER[name](a), inner[0])
    raise TypeError(e)


OUTER = {
    "exp": lambda a: op("exp", a),
    "log": lambda a: op("div", 1, a),
    "sqrt": lambda a: op("div", 1, op("mul", 2, op("sqrt", a))),
    "tanh": lambda a: op("sub", 1, op("pow", op("tanh", a), 2)),
}
