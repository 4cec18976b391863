"""Derivatives of expanded trees: SymPy's own, by one Symbol at a time."""

from __future__ import annotations

from dataclasses import replace

import sympy

from ..expr.indices import Position
from ..expr.nodes import Entry, Expr, Named, Quantity, Scalar
from .expand import Where
from .meaning import Held, Meaning, Places, Read, StandIn
from .memory import Noted
from .named_expansion import NamedExpansion
from .reading import UncheckedError, UndefinedHereError, symbol_of


class Scalars(NamedExpansion):
    """Trees as scalar expressions, derivatives included."""

    def _diff(self, body: Expr, wrt: Expr, at: Where, meaning: Meaning) -> sympy.Expr:
        """The derivative by one symbol; where inputs are replaced it is carried out first, by a stand-in."""
        if isinstance(wrt, Named):
            return self._by_name(body, wrt, at, meaning)
        if not isinstance(wrt, (Scalar, Entry)):
            raise UncheckedError(f"cannot differentiate by {wrt}")
        key = wrt.tensor if isinstance(wrt, Entry) else wrt
        places = self.positions(wrt.places, at) if isinstance(wrt, Entry) else ()
        if not meaning.given:
            return self._slope(body, symbol_of(key, places), at, meaning)
        stand_in = self._stand_in(key.name, lambda where: self._input(key, where, meaning))
        inner = replace(meaning, given={**meaning.given, key: stand_in})
        return self._slope(body, stand_in(places), at, inner).xreplace(stand_in.values)

    def _by_name(self, body: Expr, wrt: Named, at: Where, meaning: Meaning) -> sympy.Expr:
        """The derivative by a name: its occurrences vary, everything else is held fixed."""
        quantity = wrt.quantity

        def value(where: Places) -> sympy.Expr:
            return self._named(Named(quantity, _fixed(quantity, where), wrt.arguments), at, meaning)

        symbol = self._stand_in(quantity.name, value)
        arguments = self.arguments(wrt, at, replace(meaning, held=()))
        inner = replace(meaning, held=(*meaning.held, Held(quantity, arguments, meaning.given, symbol)))
        return self._slope(body, symbol(self.positions(wrt.places, at)), at, inner).xreplace(symbol.values)

    def _stand_in(self, name: str, value: Read) -> StandIn:
        return StandIn(f"{name}~{next(self._names)}", value, self._values)

    def _slope(self, body: Expr, symbol: sympy.Symbol, at: Where, meaning: Meaning) -> sympy.Expr:
        """∂body/∂symbol, where every name that an outer derivative holds depends on the symbol through its value."""
        e, noted = self._noting(lambda: self.read(body, at, meaning))
        self._noted.add(noted)
        through = {each for held in meaning.held for each in held.symbol.values}
        if any(symbol in kink.free_symbols | self.closed(kink).free_symbols for kink in noted.kinks):
            return self._from_both_sides(body, e, symbol, at, meaning)
        self._check_roots(e, noted, symbol)
        return self._total(e, symbol, through)

    def _from_both_sides(
        self, body: Expr, here: sympy.Expr, symbol: sympy.Symbol, at: Where, meaning: Meaning
    ) -> sympy.Expr:
        """The slope at a kink, where both sides meet and have one slope, also beside the point of outer derivatives."""
        outer, known = self._sides, self._memory
        through = {each for held in meaning.held for each in held.symbol.values}
        slopes: list[sympy.Expr] = []
        for side in (1, -1):
            self._sides, self._memory = (*outer, (symbol, side)), {}
            try:
                beside, noted = self._noting(lambda: self.read(body, at, meaning))
                self._check_roots(beside, noted, symbol)
            finally:
                self._sides, self._memory = outer, known
            slopes.append(self._total(beside, symbol, through))
            self._equal(beside - here, outer, f"∂({body})/∂{symbol} at a jump")
        self._equal(slopes[0] - slopes[1], outer, f"∂({body})/∂{symbol} at a kink")
        return slopes[0]

    def _equal(self, difference: sympy.Expr, outer: tuple[tuple[sympy.Symbol, int], ...], where: str) -> None:
        """Zero at the point, and so are its slopes by which an outer derivative would see more."""
        assert self._sign is not None
        for each in (difference, *(sympy.diff(difference, symbol) for symbol, _ in outer)):
            if self._sign(self.closed(each)) != 0:
                raise UndefinedHereError(where)

    def _check_roots(self, e: sympy.Expr, noted: Noted, symbol: sympy.Symbol) -> None:
        powers = {power.base for power in e.atoms(sympy.Pow) if not power.exp.is_Integer}
        for base in sorted({base for base in {*powers, *noted.radicands} if symbol in base.free_symbols}, key=str):
            self._guarded(base, ">")

    def _total(self, e: sympy.Expr, symbol: sympy.Symbol, through: set[sympy.Symbol]) -> sympy.Expr:
        found = sympy.diff(e, symbol)
        for each in sorted((e.free_symbols & through) - {symbol}, key=str) if through else ():
            found += sympy.diff(e, each) * self._total(self._values[each], symbol, through)
        return found


def _fixed(quantity: Quantity, places: Places) -> tuple[Position, ...]:
    return tuple(Position(place, index.over) for place, index in zip(places, quantity.indices, strict=True))
