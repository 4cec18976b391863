"""Where an expression has a value: the conditions that Coq does not ask for, whose functions are total.  To be trusted.

x / 0 = 0, ln (−1) = 0 and the derivative of ∣x∣ at 0 are numbers in Coq.  So what has to hold for an expression to mean
something stands in every statement.  Under a derivative it has to hold near the point, too.  `nearby` are conditions at
the point from which that follows, since what they ask about is continuous; where it may jump, and where a derivative is
differentiated again, they are printed with `near`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ...expr.calculus import unfold
from ...expr.indices import Computed, Index
from ...expr.nodes import (
    Add,
    Apply,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Diff,
    Dim,
    Div,
    Entry,
    Expectation,
    Expr,
    Group,
    Lambda,
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
    children,
    is_whole,
)
from ...expr.signs import SIGNS
from .means import mean_conditions
from .opening import opened_by_name
from .places import conjunction
from .relations import of_indices
from .terms import FUNCTIONS, CoqDefinition, CoqTerms

CLOSED = {"<": "<=", ">": ">=", "<=": "<=", ">=": ">=", "=": "=", "!=": None}
"""What a relation between continuous sides says of the limits of points at which it holds; of ≠ that is nothing."""

WORDS = {False: "dom", True: "odom"}


class Domains:
    """The conditions of one file; predicates stand beside the definitions of quantities."""

    def __init__(self, terms: CoqTerms) -> None:
        self.terms = terms
        self._predicates: dict[tuple[Quantity, bool], CoqDefinition | None] = {}

    def conditions(self, e: Expr, nearby: bool = False) -> list[str]:
        """What has to hold for a value; nearby: for a value everywhere near the point as well."""
        row = CONDITIONS.get(type(e), Domains._of_children)
        return _once(row(self, e, nearby))

    def _of_children(self, e: Expr, nearby: bool) -> list[str]:
        return [found for child in children(e) for found in self.conditions(child, nearby)]

    def _nothing(self, e: Expr, nearby: bool) -> list[str]:
        """Places that are read and numbers that are counted ask for nothing."""
        return []

    def _asked(self, e: Expr, sign: str) -> list[str]:
        """0 < e, 0 <= e or e <> 0, unless it is a number that can be seen to satisfy it."""
        if isinstance(e, Number) and {"0 <": e.value > 0, "0 <=": e.value >= 0, "<> 0": e.value != 0}[sign]:
            return []
        term = self.terms.term(e)
        return [f"{term} {sign}" if sign == "<> 0" else f"{sign} {term}"]

    def _div(self, e: Div, nearby: bool) -> list[str]:
        return self._of_children(e, nearby) + self._asked(e.den, "<> 0")

    def _pow(self, e: Pow, nearby: bool) -> list[str]:
        found = self._of_children(e, nearby)
        match e.exponent:
            case Number(value, _) if value.denominator == 1:
                return found + (self._asked(e.base, "<> 0") if value < 0 else [])
            case exponent if is_whole(exponent):
                if self.terms.natural(exponent) is not None:
                    return found
                base = self._asked(e.base, "<> 0")
                return found + [f"(({self.terms.whole(exponent)} < 0)%Z -> {each})" for each in base]
        # The page has 0 ** (1/2) = 0, but Rpower 0 a is 1 in Coq: the statement asks for more, and so says more.
        return found + self._asked(e.base, "0 <")

    def _apply(self, e: Apply, nearby: bool) -> list[str]:
        found, function = self._of_children(e, nearby), FUNCTIONS.get(e.fn)
        sign = "" if function is None else function.nearby if nearby else function.defined
        return found + (self._asked(e.args[0], sign) if sign else [])

    def _big(self, e: Sum | Prod | Largest, nearby: bool) -> list[str]:
        return self.terms.every((e.index,), self.conditions(e.body, nearby))

    def _cases(self, e: Cases, nearby: bool) -> list[str]:
        """Only the branch that is taken has a value; near a seam every branch that meets there."""
        value, condition, rest = e.first
        sides = (condition.left, condition.right) if isinstance(condition, Relation) else ()
        found = [each for side in sides for each in self.conditions(side, nearby)]
        found += _guarded(self._holding(condition, nearby), self.conditions(value, nearby))
        return found + _guarded(self._failing(condition, nearby), self.conditions(rest, nearby))

    def _holding(self, condition: Relation | SameIndex, nearby: bool) -> str | None:
        """That a condition holds; nearby: that it may hold at points near."""
        if nearby and isinstance(condition, Relation) and not of_indices(condition):
            closed = CLOSED[condition.sign]
            return closed and self.terms.proposition(Relation(condition.left, closed, condition.right))
        return self.terms.proposition(condition)

    def _failing(self, condition: Relation | SameIndex, nearby: bool) -> str | None:
        if nearby and isinstance(condition, Relation) and not of_indices(condition):
            return self._holding(Relation(condition.left, SIGNS[condition.sign].negated, condition.right), nearby)
        return f"~ ({self.terms.proposition(condition)})"

    def _named(self, e: Named, nearby: bool) -> list[str]:
        found: list[str] = []
        for argument in e.arguments:
            if isinstance(argument, Lambda):
                found += self.terms.every(argument.indices, self.conditions(argument.body, nearby))
            else:
                found += self.conditions(argument, nearby)
        predicate = self._predicate(e.quantity, nearby)
        return found if predicate is None else found + self._at(predicate, e)

    def _at(self, predicate: CoqDefinition, e: Named) -> list[str]:
        """A predicate at the places of a named quantity: nothing is asked for where a computed one lies outside."""
        terms, computed = self.terms, [place for place in e.places if isinstance(place, Computed)]
        places = tuple([terms.inside(place) if isinstance(place, Computed) else place for place in e.places])
        written = terms.applied(predicate, Named(e.quantity, places, e.arguments))
        there = [f"({terms.place_number(terms.inside(each))} = {terms.place_number(each)})%Z" for each in computed]
        inside = [each for each in places if isinstance(each, Index) and each not in e.places]
        return terms.every(
            tuple(dict.fromkeys(inside)), [f"({' -> '.join([*there, written])})"] if there else [written]
        )

    def _predicate(self, quantity: Quantity, nearby: bool) -> CoqDefinition | None:
        """The predicate that says where a quantity has a value; None where it has one everywhere."""
        key = (quantity, nearby)
        if key not in self._predicates:
            self.terms.definition(quantity)
            with self.terms.names.scope():
                always = not self.conditions(quantity.body, nearby)
            self._predicates[key] = (
                None
                if always
                else self.terms.define(
                    WORDS[nearby], quantity, lambda: conjunction(self.conditions(quantity.body, nearby))
                )
            )
        return self._predicates[key]

    def _diff(self, e: Diff, nearby: bool) -> list[str]:
        """The derivative exists, and the body has a value at the point and near it."""
        tree = opened_by_name(e)[0] if isinstance(e.wrt, Named) else e.body
        if steady(tree):
            inside = self.conditions(e.body, nearby=True)
        else:
            inside = self.conditions(e.body) if isinstance(e.wrt, Named) else []
            if self._asks(tree):
                inside.append(self.terms.derivative("near", e, lambda body: conjunction(self.conditions(body))))
        return [*inside, self.terms.derivative("ex", e, self.terms.term)]

    def _expectation(self, e: Expectation, nearby: bool) -> list[str]:
        """There is a mean; it does not come here under a derivative, where `steady` does not know it."""
        return mean_conditions(self.terms, e, self.conditions)

    def _asks(self, e: Expr) -> bool:
        with self.terms.names.scope():
            return bool(self.conditions(e))


def _once(conditions: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(conditions))


def _guarded(condition: str | None, found: Sequence[str]) -> list[str]:
    """The conditions, where the other holds."""
    if not found or condition is None:
        return list(found)
    return [f"({condition} -> {conjunction(found)})"]


def steady(e: Expr) -> bool:
    """Whether conditions at a point that are strict, or about closed ranges, hold near it as well.

    They do where all that they ask about is continuous.  By cases, and by derivatives, it may not be.
    """
    nodes = list(_unfolded(e))
    if any(not isinstance(node, CONTINUOUS) for node in nodes):
        return False
    return not any(_jumps(part) for node in nodes for part in _asked_about(node))


def _unfolded(e: Expr) -> Iterator[Expr]:
    """Every node, also of the bodies of names and of what they are of; the names themselves are none."""
    seen: set[Expr] = set()
    waiting = [e]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, Named):
            waiting += [unfold(node), *(each.body if isinstance(each, Lambda) else each for each in node.arguments)]
        else:
            yield node
            waiting += children(node)


def _asked_about(e: Expr) -> tuple[Expr, ...]:
    """What conditions of the node itself are about."""
    match e:
        case Div(_, den):
            return (den,)
        case Pow(base, exponent):
            natural = isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value >= 0
            return () if natural else (base,)
        case Apply(fn, args) if fn in FUNCTIONS and FUNCTIONS[fn].nearby:
            return args
        case Cases():
            return tuple(side for part in _parts(e) if isinstance(part, Relation) for side in (part.left, part.right))
    return ()


def _jumps(e: Expr) -> bool:
    return any(isinstance(node, Cases) and not all(map(_of_places, _parts(node))) for node in _unfolded(e))


def _parts(e: Cases) -> list[Relation | SameIndex]:
    found = [condition for _, condition in e.branches]
    return [part for each in found for part in (each.parts if isinstance(each, Both) else (each,))]


def _of_places(condition: Relation | SameIndex) -> bool:
    return isinstance(condition, SameIndex) or of_indices(condition)


CONTINUOUS = (
    Number, Constant, Dim, Scalar, Entry, Delta, Counter, Add, Mul, Neg, Div, Pow, Apply, Sum, Prod, Largest, Cases,
    Group,
)  # fmt: skip
"""What is continuous in its variables wherever its conditions hold, but for the seams between cases."""

CONDITIONS: dict[type[Expr], Callable[[Domains, Any, bool], list[str]]] = {
    Entry: Domains._nothing,
    Counter: Domains._nothing,
    Delta: Domains._nothing,
    Div: Domains._div,
    Pow: Domains._pow,
    Apply: Domains._apply,
    Sum: Domains._big,
    Prod: Domains._big,
    Largest: Domains._big,
    Cases: Domains._cases,
    Named: Domains._named,
    Diff: Domains._diff,
    Expectation: Domains._expectation,
}
"""What a node asks for, where that is not only what its children ask for."""
