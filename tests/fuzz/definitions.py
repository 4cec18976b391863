"""Random definitions, as people write them in index notation: layers, losses, norms, scores, and their combinations.

Vectors, matrices and tensors of up to four axes, several dimensions and equal ones, diagonals, transposed and repeated
uses, deltas, nested sums, names for parts, cases and maxima, and names that mean something in Python, C or NumPy.
Everything is defined everywhere: what goes into a logarithm, a root or a denominator is made positive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from .language import (
    Arr,
    Axis,
    Bind,
    Case,
    Del,
    Ent,
    Extent,
    Idx,
    Lam,
    Let,
    Named,
    Num,
    Rel,
    Same,
    Term,
    Var,
    num,
    op,
    total,
)
from .rewriting import put
from .walk import free, nodes

AXES = tuple(Axis(name) for name in "KNDM")
PLAIN = ("x", "y", "z", "u", "w", "A", "B", "q", "r", "h")
ODD = (
    "i", "end", "lambda", "g", "dc", "c", "np", "axis", "out", "rt", "lead", "math", "β", "λ", "int", "double",
    "register", "sum", "exp", "e", "n", "dx", "dz", "t", "s", "m", "rows", "self", "in", "for", "K", "shape", "x_",
)  # fmt: skip
LETTERS = ("i", "j", "k", "l", "a", "b", "c", "end", "lambda", "n", "m")
CALLED = ("f", "score", "layer", "loss", "end", "out", "int", "softmax", "axis", "g")
FEW = (Fraction(1, 2), Fraction(2), Fraction(1), Fraction(3), Fraction(1, 10), Fraction(-1))


@dataclass(frozen=True)
class Defined:
    """A definition: name(inputs)[indices] := body."""

    name: str
    body: Term
    inputs: tuple[Arr | Var, ...]
    indices: tuple[Idx, ...]


@dataclass
class Author:
    """Writes one definition.   axes: the dimensions in use, few, so that they meet; inputs: what there is by now."""

    rng: Random
    axes: tuple[Axis, ...] = ()
    inputs: dict[str, Arr | Var] = field(default_factory=dict)
    lets: list[Let] = field(default_factory=list)
    odd: float = 0.0

    def definition(self) -> Defined:
        """A definition of up to three indices."""
        rng = self.rng
        self.axes, self.odd = tuple(rng.sample(AXES, rng.choice((1, 1, 2, 2, 3)))), rng.choice((0.0, 0.0, 0.1, 0.5))
        letters = rng.sample(LETTERS, 3)
        count = rng.choice((0, 0, 1, 1, 1, 1, 2, 2, 2, 3))
        indices = tuple(Idx(letter, rng.choice(self.axes)) for letter in letters[:count])
        body = self.body(indices, rng.choice((1, 1, 2, 2, 3)))
        for index in sorted(set(indices) - free(body), key=repr):
            body = op(rng.choice(("mul", "add")), body, self.entry((index,), True))
        met = (each for each in nodes(body) if isinstance(each, (Arr, Var)) and self.inputs.get(each.name) == each)
        inputs = list(dict.fromkeys(met))
        if not inputs:
            inputs.append(Var("x"))
            body = op("mul", body, Var("x"))
        rng.shuffle(inputs)
        return Defined(rng.choice(CALLED), body, tuple(inputs), indices)

    # What a body is made of.

    def body(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """An expression whose free indices are of the scope."""
        rng = self.rng
        if depth <= 0:
            return self.leaf(scope)
        return rng.choice(KINDS)(self, scope, depth)

    def leaf(self, scope: tuple[Idx, ...]) -> Term:
        """An entry, a scalar, a delta or a number."""
        lot = self.rng.random()
        if lot < 0.75 and (scope or lot < 0.3):
            return self.entry(scope)
        if lot < 0.8 and len(scope) > 1:
            return self.delta(scope)
        if lot < 0.83 and scope:
            return op("div", 1, Extent(self.rng.choice(scope).over))
        return self.scalar() if lot < 0.95 else Num(self.rng.choice(FEW))

    def entry(self, scope: tuple[Idx, ...], needed: bool = False) -> Term:
        """An entry of a tensor, one that there is or a new one: diagonals, transposed uses, fixed places."""
        rng = self.rng
        if not scope:
            return self.scalar()
        if needed:
            places = scope
        else:
            places = tuple(rng.choice(scope) for _ in range(rng.choice((1, 1, 1, 2, 2, 2, 3, 4))))
            if rng.random() < 0.85:
                places = tuple(dict.fromkeys(places))
        over = tuple(place.over for place in places)
        there = [each for each in self.inputs.values() if isinstance(each, Arr) and each.axes == over]
        array = rng.choice(there) if there and rng.random() < 0.5 else Arr(self.new_name(), over)
        self.inputs.setdefault(array.name, array)
        if rng.random() < 0.02:
            return Ent(array, (1, *places[1:]))
        return Ent(array, places)

    def scalar(self) -> Term:
        """A scalar input."""
        there = [each for each in self.inputs.values() if isinstance(each, Var)]
        found = self.rng.choice(there) if there and self.rng.random() < 0.6 else Var(self.new_name())
        self.inputs.setdefault(found.name, found)
        return found

    def new_name(self) -> str:
        """One that no other input has."""
        names = ODD if self.rng.random() < self.odd else PLAIN
        left = [name for name in names if name not in self.inputs] or [f"v{len(self.inputs)}"]
        return self.rng.choice(left)

    def delta(self, scope: tuple[Idx, ...]) -> Term:
        """δ of two indices over one dimension, if there are two."""
        pairs = [(a, b) for a in scope for b in scope if a != b and a.over == b.over]
        return Del(*self.rng.choice(pairs)) if pairs else self.entry(scope)

    def bound(self, scope: tuple[Idx, ...]) -> Idx:
        """An index to sum over, which may shadow nothing of the scope."""
        taken = {index.name for index in scope}
        return Idx(self.rng.choice([each for each in LETTERS if each not in taken]), self.rng.choice(self.axes))

    # Kinds of expressions.

    def contraction(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """A sum of products over one index or two."""
        rng = self.rng
        bound = self.bound(scope)
        inner = (*scope, bound)
        bounds = [bound]
        if rng.random() < 0.3:
            bounds.append(self.bound(inner))
            inner = (*inner, bounds[-1])
        factors = [self.entry((*bounds, *rng.sample(scope, min(len(scope), 1))), True)]
        factors += [self.body(inner, depth - 2) for _ in range(rng.choice((1, 1, 2, 3)))]
        rng.shuffle(factors)
        return total(op("mul", *factors), *bounds)

    def elementwise(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """A function of an expression."""
        x = self.body(scope, depth - 1)
        return self.rng.choice(ELEMENTWISE)(x)

    def combined(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """A sum, difference or product."""
        parts = [self.body(scope, depth - 1), self.body(scope, depth - self.rng.choice((1, 2)))]
        return op(self.rng.choice(("add", "sub", "mul", "mul")), *parts)

    def kink(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """A maximum, a case or an absolute value."""
        x, y = self.body(scope, depth - 1), self.body(scope, depth - 2)
        pairs = [(a, b) for a in scope for b in scope if a != b and a.over == b.over]
        match self.rng.choice(("max", "relu", "abs", "case", "same")):
            case "max":
                return op("max", x, y)
            case "relu":
                return op("max", x, 0)
            case "abs":
                return op("abs", x)
            case "same" if pairs:
                return Case(x, Same(*self.rng.choice(pairs)), y)
        return Case(x, Rel(self.entry(scope), self.rng.choice(("<", ">", ">=")), num(0)), y)

    def softmax(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """Shares along one of the indices, or the logarithm of what they are shares of."""
        if not scope:
            bound = self.bound(scope)
            return op("log", total(op("exp", self.body((bound,), depth - 1)), bound))
        along = self.rng.choice(scope)
        other = Idx(self.bound(scope).name, along.over)
        x = self.body(scope, depth - 1)
        if along not in free(x):
            x = op("mul", x, self.entry((along,), True))
        above, below = op("exp", x), total(op("exp", _at(x, along, other)), other)
        return op("div", above, below) if self.rng.random() < 0.7 else op("sub", x, op("log", below))

    def norm(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """What has been divided by a root of a mean or a sum of squares, maybe after subtraction of the mean."""
        along = self.rng.choice(scope) if scope else self.bound(scope)
        other = Idx(self.bound((*scope, along)).name, along.over)
        x = self.entry(tuple(dict.fromkeys((*self.rng.sample(scope, min(len(scope), 2)), along))), True)
        y = _at(x, along, other)
        squares = total(op("mul", y, y), other)
        root = op("sqrt", op("add", op("div", squares, Extent(along.over)), Num(Fraction(1, 10))))
        if not scope:
            return root
        if self.rng.random() < 0.5:
            x = op("sub", x, op("div", total(y, other), Extent(along.over)))
        return op("div", x, root)

    def product(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """A product over an index."""
        bound = self.bound(scope)
        factor = op("add", self.entry((bound, *scope[:1]), True), self.body((*scope, bound), min(depth - 1, 1)))
        return Bind("product", factor, bound)

    def named(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """A name for a part, used at other indices over the same dimensions too."""
        rng = self.rng
        if self.lets and rng.random() < 0.5:
            let = rng.choice(self.lets)
        else:
            x = self.body(scope, depth - 1)
            own = tuple(sorted(free(x), key=repr))
            let = Let(self.new_name(), x, own, (), "let" if own else "scalar")
            self.lets.append(let)
        if any(not [each for each in scope if each.over == index.over] for index in let.indices):
            return self.body(scope, depth - 1)
        return Named(let, tuple(rng.choice([each for each in scope if each.over == i.over]) for i in let.indices))

    def function(self, scope: tuple[Idx, ...], depth: int) -> Term:
        """A function of a vector, defined apart, of another vector."""
        rng = self.rng
        if not scope:
            return self.contraction(scope, depth)
        at = rng.choice(scope)
        z, i, j = Arr("z", (at.over,)), Idx("i", at.over), Idx("j", at.over)
        shares = op("div", op("exp", Ent(z, (i,))), total(op("exp", Ent(z, (j,))), j))
        let = Let("shares", shares, (i,), (z,), "let")
        parameter = Idx(self.bound(scope).name, at.over)
        return Named(let, (at,), (Lam((parameter,), self.entry((parameter, *scope[:1]), True)),))


def _at(e: Term, index: Idx, other: Idx) -> Term:
    """The expression at another index."""
    found = put(e, index, other)
    assert isinstance(found, Term)
    return found


def _square(x: Term) -> Term:
    return op("mul", x, x)


ELEMENTWISE = (
    lambda x: op("exp", op("tanh", x)),
    lambda x: op("tanh", x),
    lambda x: op("div", 1, op("add", 1, op("exp", op("neg", x)))),
    lambda x: op("log", op("add", 1, op("exp", x))),
    lambda x: op("sqrt", op("add", 1, _square(x))),
    lambda x: op("log", op("add", 1, op("pow", x, 2))),
    lambda x: op("div", x, op("add", 1, op("abs", x))),
    lambda x: op("erf", x),
    lambda x: op("pow", x, 2),
    lambda x: op("pow", x, 3),
    lambda x: op("neg", x),
    lambda x: op("div", 1, op("add", 2, op("pow", x, 2))),
)

KINDS = (
    Author.contraction, Author.contraction, Author.contraction, Author.elementwise, Author.elementwise, Author.combined,
    Author.combined, Author.kink, Author.softmax, Author.norm, Author.named, Author.named, Author.product,
    Author.function,
)  # fmt: skip


def definition(rng: Random) -> Defined:
    """A random definition."""
    return Author(rng).definition()
