"""Quantities as letters: each named quantity, and each sum inside one, with a tensor or scalar that stands in for it.

A person who differentiates a loss does not look into ŷ_i until it is needed.  Here ŷ_i is an entry of a tensor of its
own, at any place; `shown` is the way back.  What is applied to something, swish(u_i), has the places of its argument.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..expr.calculus import inputs_of, substitute, unfold, unfold_all
from ..expr.indices import Computed, Index, Place, fresh, variables
from ..expr.nodes import (
    Add,
    Apply,
    Diff,
    Div,
    Entry,
    Expr,
    Input,
    Lambda,
    Lim,
    Mul,
    Named,
    Neg,
    Pow,
    Prod,
    Quantity,
    Relation,
    Scalar,
    Step,
    Sum,
    Tensor,
    free_indices,
    map_children,
    map_sides,
    once_each,
    walk,
)
from ..expr.rewrite import canonical, rename

TRANSPARENT = frozenset({"exp", "log", "sqrt"})
"""Functions that the normal form has identities for; others are letters, too."""


@dataclass(frozen=True, eq=False)
class Letter:
    """symbol[formal] stands for pattern, in which formal are the free indices; named where an author gave it a name.

    body is what it comes to, one name deep, with letters for everything in it that has one.
    """

    symbol: Scalar | Tensor
    pattern: Expr
    formal: tuple[Index, ...]
    body: Expr

    @property
    def varied(self) -> bool:
        """Whether it is a variable, of which nothing is known."""
        return self.named and self.body == self.pattern

    @property
    def named(self) -> bool:
        """Whether a reader sees a name in its place, and not a sum or a function."""
        return isinstance(self.pattern, Named)

    def at(self, places: tuple[Place, ...]) -> Expr:
        """Its letter at these places."""
        return Entry(self.symbol, places) if isinstance(self.symbol, Tensor) else self.symbol

    @property
    def letter(self) -> Expr:
        """Its letter at its own indices."""
        return self.at(self.formal)

    def instance(self, e: Expr, places: tuple[Place, ...]) -> Expr:
        """What holds at its own indices, at these places."""
        return rename(e, dict(zip(self.formal, places, strict=True)))


@dataclass
class Letters:
    """The stand-ins met so far, the inner ones first.  carried_out is what becomes of a derivative that is written."""

    carried_out: Callable[[Letters, Diff], Expr]
    known: dict[Expr, Letter] = field(default_factory=dict)
    of_symbol: dict[Scalar | Tensor, Letter] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    written_out: dict[Expr, tuple[Letter, tuple[Index, ...]]] = field(default_factory=dict)
    variables: tuple[Quantity, ...] = ()

    def hidden(self, e: Expr, inside: bool = False) -> Expr:
        """The expression with a letter for every quantity; inside one, and inside functions, for every sum as well."""
        self.taken |= {each.name for each in inputs_of(e)}
        return self._hide(e, inside)

    def _hide(self, e: Expr, inside: bool) -> Expr:
        if inside and self.written_out and isinstance(e, (Add, Apply, Div, Mul, Pow, Sum)):
            key, indices = _abstracted(e)
            if key in self.written_out:
                letter, order = self.written_out[key]
                places = dict(zip(order, indices, strict=True))
                return letter.at(tuple(places[index] for index in letter.formal))
        match e:
            case Named() if not any(isinstance(place, Computed) for place in e.places):
                return self._letter(e, tuple(variable_places(e)))
            case Diff():
                return self.carried_out(self, e)
            case Sum() if inside:
                return self._letter(e, in_order(e))
            case Sum(body, index):
                return Sum(self._hide(body, inside), index)
            case Apply(fn, _) if fn not in TRANSPARENT:
                return self._letter(e, in_order(e))
            case Div(num, den):
                return Div(self._hide(num, inside), self._hide(den, True))
            case Apply() | Pow() | Prod():
                return map_children(e, lambda child: self._hide(child, True))
            case Lim():
                return e
        return map_children(e, lambda child: self._hide(child, inside))

    def _letter(self, e: Expr, places: tuple[Place, ...]) -> Expr:
        """The letter of the quantity at its places, made where it is new."""
        formal = tuple(Index(f"#{axis}", place.over) for axis, place in enumerate(places))
        pattern = self._pattern(e, places, formal)
        body = None if isinstance(pattern, Named) else self._body(pattern)
        key = canonical(pattern if body is None else body)  # of a sum or a function, what it is with letters
        assert isinstance(key, Expr)
        if key not in self.known:
            symbol = self._symbol(pattern, formal)
            if body is None:
                body = self._body(pattern)
            else:
                pattern = self.shown(body)
            same = self._alias(pattern, formal, body)
            if same is not None:  # y_i = softmax(z)_i: one letter, by the name that was given last
                symbol, body = same.symbol, same.body
            self.known[key] = self.of_symbol[symbol] = Letter(symbol, pattern, formal, body)
            self._remember(self.known[key])
        return self.known[key].at(places)

    def _alias(self, pattern: Expr, formal: tuple[Index, ...], body: Expr) -> Letter | None:
        """The letter that the body is, at the same places, where it is nothing else."""
        symbol = body.tensor if isinstance(body, Entry) else body
        places = body.places if isinstance(body, Entry) else ()
        if not isinstance(pattern, Named) or not isinstance(symbol, (Scalar, Tensor)) or places != formal:
            return None
        found = self.of_symbol.get(symbol)
        return None if found is None or found.varied else found

    def _remember(self, letter: Letter) -> None:
        """A quantity is to be seen wherever its body is written out."""
        if isinstance(letter.pattern, Named) and not letter.varied:
            body = unfold(letter.pattern)
            key, order = _abstracted(body)
            if not isinstance(body, (Named, Entry, Scalar)) and set(order) == set(letter.formal):
                self.written_out.setdefault(key, (letter, order))

    def _pattern(self, e: Expr, places: tuple[Place, ...], formal: tuple[Index, ...]) -> Expr:
        """The quantity at formal indices: its own places, and then those free in its arguments."""
        if not isinstance(e, Named):
            return rename(e, dict(zip(in_order(e), formal, strict=True)))
        own = len(e.places)
        inner: dict[Index, Place] = {
            index: other for index, other in zip(places[own:], formal[own:], strict=True) if isinstance(index, Index)
        }
        arguments = tuple([
            rename(argument, inner) if isinstance(argument, Expr) else type(argument)(
                argument.indices, rename(argument.body, inner)
            )
            for argument in e.arguments
        ])  # fmt: skip
        return Named(e.quantity, formal[:own], arguments)

    def _body(self, pattern: Expr) -> Expr:
        if isinstance(pattern, Named):
            if pattern.quantity in self.variables:
                return pattern
            return self.hidden(opened(pattern), True)
        if isinstance(pattern, Sum):
            return Sum(self._hide(pattern.body, True), pattern.index)
        return map_children(pattern, lambda child: self._hide(child, True))

    def _symbol(self, pattern: Expr, formal: tuple[Index, ...]) -> Scalar | Tensor:
        name = pattern.quantity.name if isinstance(pattern, Named) else "S" if isinstance(pattern, Sum) else "f"
        name = name.rstrip("~") + "~"
        while name in self.taken:
            name += "~"
        self.taken.add(name)
        return Tensor(name, *(index.over for index in formal)) if formal else Scalar(name)

    def shown(self, e: Expr) -> Expr:
        """The expression with the quantities themselves in the place of their letters."""
        return once_each(self._show)(e)

    def _show(self, again: Step, e: Expr) -> Expr:
        symbol = e.tensor if isinstance(e, Entry) else e
        if isinstance(symbol, (Scalar, Tensor)) and symbol in self.of_symbol:
            found = self.of_symbol[symbol]
            return found.instance(found.pattern, e.places if isinstance(e, Entry) else ())
        return map_children(e, again)

    def hidden_relation(self, relation: Relation, inside: bool = False) -> Relation:
        """Both sides with letters."""
        return map_sides(relation, lambda side: self.hidden(side, inside))


def opened(e: Named) -> Expr:
    """The body of a quantity at its places and arguments; what is applied in it stays applied."""
    quantity = e.quantity
    apart = {index: fresh(index) for index in quantity.indices}
    body = rename(quantity.body, dict(apart))
    if e.arguments:
        given = dict(zip(quantity.inputs, e.arguments, strict=True))
        body = once_each(lambda again, node: _applied(given, again, node))(body)
    return rename(body, dict(zip(apart.values(), e.places, strict=True)))


def _applied(given: Mapping[Input, Expr | Lambda], again: Step, e: Expr) -> Expr:
    """Substitution that goes into the arguments of scalar functions."""
    if isinstance(e, Named) and _is_function(e.quantity):
        arguments = e.arguments or e.quantity.inputs
        return Named(e.quantity, e.places, tuple(again(each) for each in arguments if isinstance(each, Expr)))
    if isinstance(e, Scalar):
        value = given.get(e, e)
        return value if isinstance(value, Expr) else e
    if isinstance(e, (Add, Apply, Div, Mul, Neg, Pow)):
        return map_children(e, again)
    return substitute(e, given)


def _is_function(quantity: Quantity) -> bool:
    """Whether it is a function of numbers, and of nothing else."""
    return (
        bool(quantity.inputs)
        and not quantity.indices
        and inputs_of(quantity.body) <= set(quantity.inputs)
        and all(isinstance(each, Scalar) for each in quantity.inputs)
    )


def _abstracted(e: Expr) -> tuple[Expr, tuple[Index, ...]]:
    """The expression with every name unfolded and its indices named by their order, and these indices."""
    whole = unfold_all(e)
    order = in_order(whole)
    plain = rename(whole, {index: Index(f"#{axis}", index.over) for axis, index in enumerate(order)})
    key = canonical(plain)
    assert isinstance(key, Expr)
    return key, order


def in_order(e: Expr) -> tuple[Index, ...]:
    """The free indices, in the order of their first appearance."""
    free = free_indices(e)
    found: dict[Index, None] = {}
    for node in walk(e):
        for place in getattr(node, "places", ()):
            found |= dict.fromkeys(sorted(variables(place) & free, key=str))
    return (*found, *sorted(free - set(found), key=str))


def variable_places(e: Named) -> list[Place]:
    """The places of a quantity, and then the indices that are free in its arguments."""
    inside: dict[Place, None] = {}
    for argument in e.arguments:
        body = argument if isinstance(argument, Expr) else argument.body
        bound = () if isinstance(argument, Expr) else argument.indices
        inside |= {index: None for index in in_order(body) if index not in bound}
    return [*e.places, *inside]
