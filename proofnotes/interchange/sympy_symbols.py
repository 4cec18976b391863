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


class Role(Enum):
    """What a name is used for."""

    INDEX = "an index"
    NUMBER = "a number"
    LIMIT = "the limit of a sum or the length of an axis"
    BASE = "an indexed base"
    COMPARED = "a side of a condition"  # an index where it is one elsewhere, else a number

    def beside(self, other: Role) -> bool:
        """Whether one name may be both: a dimension is an ordinary number, too."""
        return self is other or {self, other} == {Role.NUMBER, Role.LIMIT}


Use = tuple[Any, Role]


def check_names(values: Iterable[Any]) -> None:
    """NotationError where one name means two things in the values, which are read together."""
    known: dict[str, Use] = {}
    for value in values:
        for symbol, role in _settled(set(uses(value))):
            name = _name(symbol, value)
            other, otherwise = known.setdefault(name, (symbol, role))
            if other != symbol:
                raise NotationError(f"{name} in {value}: expected one meaning for a name, {_differing(other, symbol)}")
            if not role.beside(otherwise):
                raise NotationError(f"{name} in {value}: expected {_one_role(name, {role, otherwise})}")


def _settled(uses: set[Use]) -> Iterator[Use]:
    """With what is only compared made an index or a number, in an order that is the same every time."""
    indices = {symbol for symbol, role in uses if role is Role.INDEX}
    for symbol, role in sorted(uses, key=lambda use: (str(use[0]), use[1].value)):
        if role is Role.COMPARED:
            yield symbol, Role.INDEX if symbol in indices else Role.NUMBER
        else:
            yield symbol, role


def _name(symbol: Any, value: Any) -> str:
    """The name of a plain symbol."""
    if isinstance(symbol, sympy.Symbol) and type(symbol) is not sympy.Symbol:
        kind = type(symbol).__name__
        expected = f"expected a Symbol: SymPy tells a {kind} from others by more than its name"
        raise NotationError(f"{symbol} in {value}: {expected}")
    return plain(str(symbol))


def _differing(one: Any, other: Any) -> str:
    kinds = sorted({type(each).__name__ for each in (one, other)})
    if len(kinds) > 1:
        return f"got one of type {' and one of type '.join(kinds)}"
    more = {sympy.Symbol: "assumptions", Idx: "ranges", IndexedBase: "shapes or assumptions"}[type(one)]
    return f"got two of type {kinds[0]} with different {more}, which SymPy tells apart"


def _one_role(name: str, roles: set[Role]) -> str:
    if roles == {Role.INDEX, Role.LIMIT}:
        return f"sums over a whole dimension, (k, 1, K); {name} is an index, so it cannot be a limit"
    if roles == {Role.INDEX, Role.NUMBER}:
        return f"an index between brackets only; {name} is a number, too"
    return f"one meaning for a name; {name} is {' and '.join(sorted(role.value for role in roles))}"


def uses(value: Any) -> Iterator[Use]:
    """Every symbol with what it is used for; what is shared is looked at once."""
    waiting: list[Use] = [(value, Role.NUMBER)]
    seen: set[Use] = set()
    while waiting:
        use = waiting.pop()
        if use not in seen:
            seen.add(use)
            own, inside = _taken_apart(*use)
            yield from own
            waiting += inside


def _taken_apart(e: Any, role: Role) -> tuple[list[Use], list[Use]]:
    """The symbols that the node is or binds, and what is inside it."""
    if isinstance(e, sympy.Symbol):
        return [(e, role)], []
    if isinstance(e, Idx):
        ends = [] if e.lower is None else [(e.lower, Role.LIMIT), (e.upper, Role.LIMIT)]
        return [(e, Role.INDEX)], ends
    if isinstance(e, IndexedBase):
        return [(e, Role.BASE)], [(each, Role.LIMIT) for each in e.shape or ()]
    if isinstance(e, Indexed):
        return [], [(e.base, Role.BASE), *((each, Role.INDEX) for each in e.indices)]
    if isinstance(e, sympy.KroneckerDelta):
        return [], [*((each, Role.INDEX) for each in e.args[:2]), *((each, Role.LIMIT) for each in e.args[2:])]
    if isinstance(e, (sympy.Sum, sympy.Product)):
        ends = [(each, Role.LIMIT) for limit in e.limits for each in limit[1:]]
        return [], [(e.function, role), *((limit[0], Role.INDEX) for limit in e.limits), *ends]
    if isinstance(e, (sympy.Eq, sympy.Ne)) and all(isinstance(each, sympy.Symbol) for each in e.args):
        return [], [(each, Role.COMPARED) for each in e.args]
    return [], [(each, role) for each in getattr(e, "args", ())]
