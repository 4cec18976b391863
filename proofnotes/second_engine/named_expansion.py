"""Names: a quantity is read where its arguments stand in the place of its inputs."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import sympy

from ..expr.nodes import Expr, Lambda, Named
from .expand import Expansion, Where
from .meaning import Held, Meaning, Read
from .reading import UncheckedError, mentioned, stray


class NamedExpansion(Expansion):
    """Trees with names in them."""

    def _named(self, e: Named, at: Where, meaning: Meaning) -> sympy.Expr:
        places, quantity = self.positions(e.places, at), e.quantity
        if not self.inside(e.places, places):
            return sympy.S.Zero
        for held in reversed(meaning.held):
            if held.quantity is quantity and self._occurs(held, e, at, meaning):
                return held.symbol(places)
        if stray(quantity):
            raise UncheckedError(f"{e}: an index is free in what it stands for")
        if e.arguments:  # each has a value, whether the body has a use for it or not; only what it uses can be rough
            self._noting(lambda: sympy.Tuple(*self.arguments(e, at, meaning)))
        own = dict(zip(quantity.indices, places, strict=True))
        return self.read(quantity.body, own, self._inside(e, at, meaning))

    def _inside(self, e: Named, at: Where, meaning: Meaning) -> Meaning:
        """The meaning with the arguments of a name in the place of its inputs."""
        if not e.arguments:
            return meaning
        reads = (self._argument(argument, at, meaning) for argument in e.arguments)
        return replace(meaning, given={**meaning.given, **dict(zip(e.quantity.inputs, reads, strict=True))})

    def _argument(self, argument: Expr | Lambda, at: Where, meaning: Meaning) -> Read:
        """An argument as a function of positions, read where the author wrote it."""
        if not isinstance(argument, Lambda):
            return lambda places: self.read(argument, at, meaning)
        indices, body = argument.indices, argument.body
        return cache(lambda places: self.read(body, {**at, **dict(zip(indices, places, strict=True))}, meaning))

    def arguments(self, e: Named, at: Where, meaning: Meaning) -> tuple[sympy.Expr, ...]:
        """The values of all arguments at all positions."""
        found: list[sympy.Expr] = []
        for argument in e.arguments:
            sizes = [self.size(index.over) for index in argument.indices] if isinstance(argument, Lambda) else []
            read = self._argument(argument, at, meaning)
            found.extend(read(places) for places in product(*(range(1, size + 1) for size in sizes)))
        return tuple(found)

    def _occurs(self, held: Held, e: Named, at: Where, meaning: Meaning) -> bool:
        """Whether this is the name that is held, of the same arguments and the same inputs."""
        same = all(held.given.get(key) is meaning.given.get(key) for key in mentioned(e.quantity))
        return same and self.arguments(e, at, replace(meaning, held=())) == held.arguments
