"""One name, one meaning, in everything of SymPy's that makes up a statement.

SymPy tells symbols apart by their assumptions, and a Dummy from every other; trees know a name only.  So two symbols of
one name are refused, before the sides of a statement are read one by one; and a name that is an index here and a number
there, too: SymPy's Σ_{l=1}^{k} inside Σ_{k=1}^{K} is no sum over a whole dimension.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

import sympy
from sympy.tensor.indexed import Idx, Indexed, IndexedBase

from ..expr.errors import NotationError
from ..expr.indices import plain
from .sympy_indices import is_element


class Role(Enum):
    """What a name is used for."""

    BOUND = "the index of a sum"  # which is a name of its own, whatever has it elsewhere
    INDEX = "an index"
    PLACE = (
        "a place"  # of a positive integer, which is an index unless it is a dimension elsewhere: x[K] is the last one
    )
    NUMBER = "a number"
    LIMIT = "the limit of a sum or the length of an axis"
    BASE = "an indexed base"
    COMPARED = "a side of a condition"  # an index where it is one elsewhere, else a number

    def beside(self, other: Role) -> bool:
        """Whether one name may be both: a dimension is an ordinary number, too."""
        if Role.PLACE in (self, other):
            return Role.BASE not in (self, other)
        return self is other or {self, other} in ({Role.NUMBER, Role.LIMIT}, {Role.BOUND, Role.INDEX})


Use = tuple[Any, Role]
Bound = frozenset[Any]


def check_names(values: Iterable[Any]) -> None:
    """NotationError where one name means two things in the values, which are read together."""
    known: dict[str, Use] = {}
    for value in values:
        for symbol, role in _settled(set(uses(value))):
            name = _name(symbol, role, value)
            other, otherwise = known.get(name, (symbol, role))
            if other != symbol and Role.BOUND not in (role, otherwise):
                raise NotationError(f"{name} in {value}: expected one meaning for a name, {_differing(other, symbol)}")
            if not (role.beside(otherwise) or _counts(symbol, role, otherwise)):
                raise NotationError(f"{name} in {value}: expected {_one_role(name, {role, otherwise})}")
            if name not in known or otherwise in (Role.BOUND, Role.PLACE):
                known[name] = symbol, role


def _counts(symbol: Any, *roles: Role) -> bool:
    """Whether it is an index that is used as the number that it counts."""
    is_number = isinstance(symbol, Idx) or (Role.LIMIT not in roles and not symbol.is_positive)
    return Role.INDEX in roles and Role.BOUND not in roles and Role.BASE not in roles and is_number


def _settled(uses: set[Use]) -> Iterator[Use]:
    """With what is only compared made an index or a number, in an order that is the same every time."""
    indices = {symbol for symbol, role in uses if role in (Role.INDEX, Role.PLACE, Role.BOUND)}
    for symbol, role in sorted(uses, key=lambda use: (str(use[0]), use[1].value)):
        if role is Role.COMPARED:
            yield symbol, Role.INDEX if symbol in indices else Role.NUMBER
        else:
            yield symbol, role


def _name(symbol: Any, role: Role, value: Any) -> str:
    """The name of a plain symbol.  A sum may run over a Dummy, whose number tells it from all others."""
    if isinstance(symbol, sympy.Dummy) and role is Role.BOUND:
        return f"{symbol} {symbol.dummy_index}"
    if isinstance(symbol, sympy.Symbol) and type(symbol) is not sympy.Symbol:
        kind = type(symbol).__name__
        expected = f"expected a Symbol: SymPy tells a {kind} from others by more than its name"
        raise NotationError(f"{symbol} in {value}: {expected}")
    return plain(str(symbol) if not isinstance(symbol, sympy.MatrixSymbol) else symbol.name)


def _differing(one: Any, other: Any) -> str:
    kinds = sorted({type(each).__name__ for each in (one, other)})
    if len(kinds) > 1:
        return f"got one of type {' and one of type '.join(kinds)}"
    more = {
        sympy.Symbol: "assumptions", Idx: "ranges", IndexedBase: "shapes or assumptions", sympy.MatrixSymbol: "shapes"
    }[type(one)]  # fmt: skip
    return f"got two of type {kinds[0]} with different {more}, which SymPy tells apart"


def _one_role(name: str, roles: set[Role]) -> str:
    indices = roles & {Role.INDEX, Role.BOUND}
    if indices and Role.LIMIT in roles:
        return f"sums over a whole dimension, (k, 1, K); {name} is an index, so it cannot be a limit"
    if indices and Role.NUMBER in roles:
        return f"an index between brackets only; {name} is a number, too"
    return f"one meaning for a name; {name} is {' and '.join(sorted(role.value for role in roles))}"


def uses(value: Any) -> Iterator[Use]:
    """Every symbol with what it is used for; what is shared is looked at once."""
    whole = value.as_immutable() if isinstance(value, sympy.MatrixBase) else value
    waiting: list[tuple[Any, Role, Bound]] = [(whole, Role.NUMBER, frozenset())]
    seen: set[tuple[Any, Role, Bound]] = set()
    while waiting:
        use = waiting.pop()
        if use not in seen:
            seen.add(use)
            e, role, bound = use
            own, inside, binds = _taken_apart(e, role)
            for symbol, purpose in own:
                if (symbol,) in bound:
                    continue
                _check_capture(symbol, bound, value)
                if symbol not in bound or purpose is Role.BOUND:
                    yield symbol, purpose
            for symbol in binds:  # those of a Lambda stand in a row of one: they are nothing outside it
                _check_capture(symbol, bound, value)
            waiting += [(each, purpose, bound | binds) for each, purpose in inside]
            if isinstance(e, (sympy.Sum, sympy.Product)):
                for place, limit in enumerate(e.limits):  # whose ends may depend on the indices further out
                    around = bound | {each[0] for each in e.limits[place + 1 :]}
                    waiting += [(each, Role.LIMIT, around) for each in limit[1:]]


def _check_capture(symbol: Any, bound: Bound, value: Any) -> None:
    """SymPy's Idx holds the Symbol of its name, so that a sum over the one binds the other."""
    for other in bound:
        if other != symbol and str(other) == str(symbol) and not isinstance(symbol, sympy.Dummy):
            name = str(symbol)
            raise NotationError(f"{name} in {value}: expected one meaning for a name, {_differing(other, symbol)}")


def _taken_apart(e: Any, role: Role) -> tuple[list[Use], list[Use], Bound]:
    """The symbols that the node is, what is inside it, and what it binds there."""
    if isinstance(e, sympy.Symbol):
        return [(e, role)], [], frozenset()
    if isinstance(e, Idx):
        ends = [] if e.lower is None else [(e.lower, Role.LIMIT), (e.upper, Role.LIMIT)]
        return [(e, Role.INDEX)], ends, frozenset()
    if isinstance(e, IndexedBase):
        return [(e, Role.BASE)], [(each, Role.LIMIT) for each in e.shape or ()], frozenset()
    if isinstance(e, sympy.MatrixSymbol):
        return [(e, Role.BASE)], [(each, Role.LIMIT) for each in e.shape], frozenset()
    if isinstance(e, Indexed):
        return [], [(e.base, Role.BASE), *map(_between_brackets, e.indices)], frozenset()
    if is_element(e):
        return [], [(e.parent, Role.BASE), *map(_between_brackets, e.indices)], frozenset()
    if isinstance(e, sympy.KroneckerDelta):
        pair = [(each, Role.INDEX) for each in e.args[:2]]
        return [], [*pair, *((each, Role.LIMIT) for each in e.args[2:])], frozenset()
    if isinstance(e, (sympy.Sum, sympy.Product)):
        own = [(limit[0], Role.BOUND) for limit in e.limits]
        return own, [(e.function, role)], frozenset(limit[0] for limit in e.limits)
    if isinstance(e, sympy.Limit):  # which holds its direction as a symbol
        return [], [(each, role) for each in e.args[:3]], frozenset()
    if isinstance(e, sympy.Lambda):
        return [], [(e.expr, role)], frozenset((each,) for each in e.variables)
    if isinstance(e, (sympy.Eq, sympy.Ne)) and all(isinstance(each, (sympy.Symbol, Idx)) for each in e.args):
        return [], [(each, Role.COMPARED) for each in e.args], frozenset()
    return [], [(each, role) for each in getattr(e, "args", ())], frozenset()


def _between_brackets(place: Any) -> Use:
    """In d + i either may be the index."""
    if isinstance(place, sympy.Symbol) and place.is_positive:
        return place, Role.PLACE
    return place, Role.INDEX if isinstance(place, (sympy.Symbol, Idx)) else Role.COMPARED


def names_of(value: Any) -> set[str]:
    """Every name in it."""
    return {str(symbol) for symbol, _ in uses(value)}
