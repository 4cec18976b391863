"""What the indices of a SymPy expression range over, as far as it says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.tensor.indexed import Idx, Indexed, IndexedBase

from ..expr.errors import NotationError
from ..expr.indices import Index, Place, Size, plain

Axis = tuple[str, int]


def distinct(e: Any) -> Iterator[Any]:
    """Every different node once, the outermost first: what is shared has many paths to it."""
    seen = {e}
    waiting = [e]
    while waiting:
        node = waiting.pop()
        yield node
        for each in reversed(node.args):
            if each not in seen:
                seen.add(each)
                waiting.append(each)


class Ranges:
    """sizes: what each index and each axis of each tensor ranges over, where the expression says so.

    NotationError where it says two things, or where a sum does not run over the whole of a dimension.
    """

    def __init__(self, whole: Any) -> None:
        self.whole = whole
        self.sizes: dict[str | Axis, Size] = {}
        found = list(distinct(whole))
        for each in found:
            self._note(each)
        for _ in range(2):  # from indices to axes, and from axes to indices
            for each in found:
                if isinstance(each, Indexed):
                    self._share(each)

    def error(self, e: object, expected: str) -> NotationError:
        """What to raise."""
        return NotationError(f"{e} in {self.whole}: expected {expected}")

    def over(self, symbol: Any) -> Size:
        """A positive integer symbol as a dimension."""
        if not (isinstance(symbol, sympy.Symbol) and symbol.is_integer and symbol.is_positive):
            expected = "a dimension, a Symbol with integer=True, positive=True: indices run over the whole of it, 1..K"
            raise self.error(symbol, expected)
        return Size(symbol.name)

    def _note(self, e: Any) -> None:
        if isinstance(e, (sympy.Sum, sympy.Product)):
            for index, over in self.limits(e):
                self._put(str(index), over, e)
        elif isinstance(e, Idx) and e.lower is not None:
            if e.lower != 1:
                raise self.error(e, f"an index that counts from 1: Idx({str(e)!r}, (1, {e.upper + 1}))")
            self._put(str(e), self.over(e.upper), e)
        elif isinstance(e, IndexedBase) and e.shape is not None:
            for axis, symbol in enumerate(e.shape):
                self._put((str(e), axis), self.over(symbol), e)

    def _put(self, key: str | Axis, over: Size, where: object) -> None:
        if self.sizes.setdefault(key, over) != over:
            name = key if isinstance(key, str) else f"axis {key[1] + 1} of {key[0]}"
            raise self.error(where, f"one dimension for {name}, got {self.sizes[key]} and {over}")

    def _share(self, e: Any) -> None:
        for axis, place in enumerate(e.indices):
            keys: tuple[str | Axis, ...] = (str(place), (str(e.base), axis))
            for here, there in (keys, keys[::-1]):
                if here in self.sizes and not place.is_number:
                    self._put(there, self.sizes[here], e)

    def limits(self, e: Any) -> Iterator[tuple[Any, Size]]:
        """The indices of a sum and what they range over, the innermost first."""
        for limit in e.limits:
            if len(limit) != 3 or limit[1] != 1:
                raise self.error(e, "limits (k, 1, K) with a dimension K: an index counts from 1 and runs to the end")
            yield limit[0], self.over(limit[2])

    def place(self, symbol: Any, over: Size | None = None) -> Place | int:
        """What stands between the brackets of an entry."""
        if isinstance(symbol, sympy.Integer):
            return int(symbol)
        size = self.sizes.get(str(symbol), over)
        if not isinstance(symbol, (sympy.Symbol, Idx)) or size is None:
            raise self.error(symbol, "an index with a known dimension, such as Idx('i', (1, K))")
        return Index(plain(str(symbol)), size)
