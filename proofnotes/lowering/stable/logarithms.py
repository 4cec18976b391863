"""Differentiation that does not divide by what underflows: logarithms are taken apart before they are differentiated.

Mechanically (log σ)′ is σ′/σ, which is 0/0 where σ underflows.  But log σ(x) = −log(1 + e⁻ˣ) holds everywhere, so that
both sides have one derivative, and that of the right side is e⁻ˣ/(1 + e⁻ˣ).  The rows are theorems like those of
`rewrites.py`; only what is differentiated is replaced, everything else stays as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, permutations

from ...expr.calculus import derivative, unfold
from ...expr.functions import exp, log, sqrt, tanh
from ...expr.nodes import (
    Add,
    Apply,
    Diff,
    Expr,
    Group,
    Mul,
    Named,
    Number,
    Pow,
    Quantity,
    Scalar,
    free_indices,
    map_children,
    once_each,
    walk,
    wrap,
)
from ...expr.rewrite import rename
from ...statements.statement import Definition
from .positivity import Positivity
from .rewrites import Rewrite
from .shares import with_shares

x, y = Scalar("x"), Scalar("y")
Holes = Mapping[str, Expr]

LOGARITHMS = (
    Rewrite("of_exp", log(exp(x)), x, "the logarithm is the inverse of eˣ"),
    Rewrite("of_quotient", log(x / y), log(x) - log(y), "u′/u − v′/v has no (u/v)′/(u/v)", positive=("x", "y")),
    Rewrite("of_product", log(x * y), log(x) + log(y), "u′/u + v′/v has no (u v)′/(u v)", positive=("x", "y")),
    Rewrite("of_power", log(x**y), y * log(x), "y u′/u does not raise u", positive=("x",)),
    Rewrite("of_root", log(sqrt(x)), log(x) / 2, "u′/(2u) takes no root", positive=("x",)),
    Rewrite("of_one_minus_sigmoid", log(1 - 1 / (1 + exp(x))), -log(1 + exp(-x)), "1 − σ cancels"),
    Rewrite("of_rest", log(1 - 1 / (1 + x)), log(x) - log(1 + x), "1 − 1/(1 + u) cancels", positive=("x",)),
    Rewrite("of_other_rest", log(1 - x / (1 + x)), -log(1 + x), "1 − u/(1 + u) cancels", positive=("x",)),
    Rewrite(
        "of_sech_squared", log(1 - tanh(x) ** 2), 2 * log(wrap(2)) - 2 * log(exp(x) + exp(-x)), "1 − tanh² cancels"
    ),
    Rewrite("of_one_plus_tanh", log(1 + tanh(x)), log(wrap(2)) + x - log(exp(x) + exp(-x)), "1 + tanh cancels"),
    Rewrite("of_one_minus_tanh", log(1 - tanh(x)), log(wrap(2)) - x - log(exp(x) + exp(-x)), "1 − tanh cancels"),
)
"""Of these, the first that fits is applied, as often as one does."""


def stable_derivative(definition: Definition, wrt: Expr) -> Expr:
    """∂f/∂wrt of the body of a definition."""
    apart = Apart(Positivity(definition.assuming))
    return with_shares(apart.together(derivative(apart(definition.body), wrt)))


@dataclass
class Apart:
    """Puts a name in the place of each logarithm, and of each power of what has one, whose body is taken apart.

    A derivative differentiates the bodies; where a name is left over, what it stood for is put back.
    """

    is_positive: Positivity
    numbers: Iterator[int] = field(default_factory=count)
    written: dict[int, tuple[Quantity, Expr]] = field(default_factory=dict)
    powers: dict[int, tuple[Quantity, Expr]] = field(default_factory=dict)

    def __call__(self, e: Expr) -> Expr:
        """The expression with names in it."""
        return once_each(self._node)(e)

    def _node(self, again: Callable[[Expr], Expr], e: Expr) -> Expr:
        match e:
            case Named():
                body = unfold(e)
                found = again(body)
                return e if found == body else found
            case Diff():
                return e
            case Apply("log", (arg,)):
                found = self.logarithm(arg)
                return map_children(e, again) if found == e else self._name(e, again(found))
            case Pow(base, exponent) if not _is_easy(exponent) and self._is_steep(base):
                name = self._name(Apply("log", (base,)), again(self.logarithm(base)))
                self.powers[id(name.quantity)] = name.quantity, e
                return Apply("exp", (Mul((again(exponent), name)),))
            case _:
                return map_children(e, again)

    def logarithm(self, arg: Expr) -> Expr:
        """log of the argument, taken apart."""
        whole = Apply("log", (arg,))
        for row in LOGARITHMS:
            for holes in _matched(row.left, whole, {}):
                if all(self.is_positive(holes[name]) for name in row.positive):
                    return self._filled(row.right, holes)
        return whole

    def _filled(self, template: Expr, holes: Holes) -> Expr:
        match template:
            case Scalar(name):
                return holes[name]
            case Apply("log", (arg,)):
                return self.logarithm(self._filled(arg, holes))
            case _:
                return map_children(template, lambda child: self._filled(child, holes))

    def _is_steep(self, base: Expr) -> bool:
        """Whether it is positive, and its logarithm is simpler than it is."""
        return self.is_positive(base) and any(
            isinstance(node, Apply) and node.fn in ("exp", "tanh") for node in _whole(self.logarithm(base))
        )

    def _name(self, written: Expr, body: Expr) -> Named:
        own = tuple(sorted(free_indices(written) | free_indices(body), key=str))
        quantity = Quantity(f"log{next(self.numbers)}", body, own, passing=True)
        self.written[id(quantity)] = quantity, written
        return Named(quantity, own)

    def together(self, e: Expr) -> Expr:
        """The expression without these names."""
        return once_each(self._put_back)(e)

    def _put_back(self, again: Callable[[Expr], Expr], e: Expr) -> Expr:
        match e:
            case Apply("exp", (Mul((_, Named(quantity, places))),)) if id(quantity) in self.powers:
                return again(_at(self.powers[id(quantity)], places))
            case Named(quantity, places) if id(quantity) in self.written:
                return again(_at(self.written[id(quantity)], places))
            case _:
                return map_children(e, again)


def _at(known: tuple[Quantity, Expr], places: Sequence[object]) -> Expr:
    quantity, written = known
    return rename(written, dict(zip(quantity.indices, places, strict=True)))  # type: ignore[arg-type]


def _is_easy(exponent: Expr) -> bool:
    """A power of 1 or more, whose derivative is one of 0 or more."""
    return isinstance(exponent, Number) and exponent.value >= 1


def _whole(e: Expr) -> Iterator[Expr]:
    """Every node, also of what names stand for."""
    for node in walk(e):
        yield node
        if isinstance(node, Named):
            yield from _whole(unfold(node))


def _matched(pattern: Expr, e: Expr, holes: Holes) -> Iterator[Holes]:
    """Every way to see the pattern in an expression.  The last hole of a sum or product may stand for several terms."""
    if isinstance(e, Group):
        yield from _matched(pattern, e.arg, holes)
    elif isinstance(pattern, Scalar):
        if holes.get(pattern.name, e) == e:
            yield {**holes, pattern.name: e}
    elif isinstance(e, Named):
        yield from _matched(pattern, unfold(e), holes)
    elif type(pattern) is not type(e) or (isinstance(pattern, Apply) and pattern.fn != e.fn):  # type: ignore[attr-defined]
        return
    elif isinstance(pattern, Number):
        if pattern.value == e.value:  # type: ignore[attr-defined]
            yield holes
    elif isinstance(pattern, (Add, Mul)):
        yield from _matched_in_any_order(pattern, e, holes)
    else:
        yield from _all(_parts(pattern), _parts(e), holes)


def _matched_in_any_order(pattern: Add | Mul, e: Expr, holes: Holes) -> Iterator[Holes]:
    wanted, found = _parts(pattern), _parts(e)
    first = wanted[:-1]
    for chosen in permutations(range(len(found)), len(first)):
        rest = [part for place, part in enumerate(found) if place not in chosen]
        if len(rest) > 1 and not isinstance(wanted[-1], Scalar):
            continue
        last = rest[0] if len(rest) == 1 else type(pattern)(tuple(rest)) if rest else None
        if last is not None:
            yield from _all(wanted, (*(found[place] for place in chosen), last), holes)


def _all(patterns: Sequence[Expr], found: Sequence[Expr], holes: Holes) -> Iterator[Holes]:
    if len(patterns) != len(found):
        return
    if not patterns:
        yield holes
        return
    for first in _matched(patterns[0], found[0], holes):
        yield from _all(patterns[1:], found[1:], first)


def _parts(e: Expr) -> tuple[Expr, ...]:
    match e:
        case Add(parts) | Mul(parts, _) | Apply(_, parts):
            return parts
        case _:
            return tuple(part for part in e._key() if isinstance(part, Expr))
