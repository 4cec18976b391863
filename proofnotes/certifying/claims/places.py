"""Dimensions, places and whole numbers in Coq, to be trusted.

An index over K values is a natural number from 0 to K − 1.  `number i` is the whole number, from 1 to K, that it is in
arithmetic; a place that is computed by such arithmetic may lie outside its axis, where what is read is 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...expr.indices import Computed, Index, Place, Position, Shifted, Size
from ...expr.nodes import Add, Counter, Dim, Expr, Group, Mul, Neg, Number, Pow
from .names import Names
from .refusal import Unsupported


def conjunction(conditions: Sequence[str]) -> str:
    """All of them together, in brackets."""
    if len(conditions) == 1 and _in_brackets(conditions[0]):
        return conditions[0]
    return "(" + " /\\ ".join(conditions) + ")" if conditions else "True"


def _in_brackets(text: str) -> bool:
    """Whether the first bracket is closed by the last, which may be that of a scope: (…)%Z."""
    text, depth = text.removesuffix("%Z").removesuffix("%nat"), 0
    for place, letter in enumerate(text, start=1):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place == len(text)
    return False


def added(terms: Sequence[Expr], written: Callable[[Expr], str]) -> str:
    """Terms with the signs between them."""
    first, *rest = terms
    signed = (f" - {written(e.arg)}" if isinstance(e, Neg) else f" + {written(e)}" for e in rest)
    return written(first) + "".join(signed)


class CoqPlaces:
    """The places of one file."""

    def __init__(self) -> None:
        self.names = Names()
        self._inside: dict[Computed, Index] = {}

    def size(self, over: Size) -> str:
        """The number of values of an index."""
        base = self.names.dim(over.name) if over.size is None else str(over.size)
        if over.blocks == 1:
            return base
        blocks = self.size(over.blocks) if isinstance(over.blocks, Size) else str(over.blocks)
        return f"({blocks} * {base})%nat"

    def place(self, place: Place) -> str:
        """A place on an axis, counted from 0."""
        match place:
            case Index():
                return self.names.index(place)
            case Position(value, _):
                return f"{value - 1}%nat"
            case Shifted(inner, 0, _):
                return self.place(inner)
            case Shifted(inner, 1, over):
                return f"({self.size(over.base)} + {self.place(inner)})%nat"
            case Shifted(inner, block, over):
                before = str(block) if isinstance(block, int) else self.place(block)
                return f"({before} * {self.size(over.base)} + {self.place(inner)})%nat"
        raise Unsupported(f"{place}: a computed place stands only between the brackets of an entry or a quantity")

    def whole(self, e: Expr) -> str:
        """A whole number of indices and dimensions, in the scope of Z."""
        match e:
            case Number(value, _):
                return str(value.numerator) if value >= 0 else f"({value.numerator})"
            case Dim():
                return f"(Z.of_nat {self.size(e.over)})"
            case Counter(place):
                return f"(number {self.place(place)})"
            case Group(arg, _):
                return self.whole(arg)
            case Neg(arg):
                return f"(- {self.whole(arg)})"
            case Add(terms):
                return f"({added(terms, self.whole)})"
            case Mul(factors, _):
                return f"({' * '.join(map(self.whole, factors))})"
            case Pow(base, Number(value, _)):
                return f"({self.whole(base)} ^ {value.numerator})"
        raise Unsupported(f"{e}: expected a whole number of indices and dimensions")

    def place_number(self, place: Place) -> str:
        """The number of a place, counted from 1, in the scope of Z."""
        return self.whole(place.number if isinstance(place, Computed) else Counter(place))

    def natural(self, e: Expr) -> str | None:
        """A whole number that is written without a minus, in the scope of nat; None for any other."""
        match e:
            case Number(value, _) if value.denominator == 1 and value >= 0:
                return str(value.numerator)
            case Dim():
                return self.size(e.over)
            case Counter(place):
                return f"(S {self.place(place)})"
            case Group(arg, _):
                return self.natural(arg)
            case Add(parts) | Mul(parts, _):
                found = [self.natural(each) for each in parts]
                sign = " + " if isinstance(e, Add) else " * "
                return None if None in found else f"({sign.join(map(str, found))})"
        return None

    def at(self, places: Sequence[Place], over: Sequence[Size], value: Callable[[Sequence[str]], str]) -> str:
        """A value at places; 0 where one of them is computed and lies outside its axis."""
        computed = {axis: self.inside(place) for axis, place in enumerate(places) if isinstance(place, Computed)}
        given = [
            self.place(computed[axis]) if axis in computed else self.place(place) for axis, place in enumerate(places)
        ]
        written = value(given)
        for axis in sorted(computed, reverse=True):
            asked = f"{self.place_number(places[axis])}%Z {self.size(over[axis])}"
            written = f"(read_at {asked} (fun {self.place(computed[axis])} => {written}))"
        return written

    def inside(self, place: Computed) -> Index:
        """An index that stands for the place where it lies inside its axis: places written alike may be two."""
        return self._inside.setdefault(place, Index(f"n~{len(self._inside) + 1}", place.over))

    def every(self, indices: Sequence[Index], conditions: Sequence[str]) -> list[str]:
        """The conditions for every value of the indices."""
        if not indices or not conditions:
            return list(conditions)
        names = " ".join(map(self.names.index, indices))
        ranges = "".join(f"({self.names.index(each)} < {self.size(each.over)})%nat -> " for each in indices)
        return [f"(forall {names}, {ranges}{conjunction(conditions)})"]
