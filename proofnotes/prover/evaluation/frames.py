"""What every name means while a tree is evaluated.

A `Frame` says what each scalar and tensor is worth, and which of them (or which named quantities) carry an
infinitesimal.  Frames never change: a derivative or the arguments of a quantity make a new one.  So whatever was
computed in a frame can be remembered in it: `known` are the values of the quantity whose body the frame is for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from math import prod

from ...expr.errors import NotationError
from ...expr.indices import Computed, Index, Place, Position, Shifted, Size
from ...expr.nodes import (
    Add,
    Counter,
    Dim,
    Entry,
    Expectation,
    Expr,
    Group,
    Lambda,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Quantity,
    Scalar,
    Tensor,
    children,
)
from ...expr.rewrite import canonical
from .jets import Jet, Value, bit_of, infinitesimal

At = Mapping[str, int]
"""The position of every index that is in scope, by `index_key`."""

Positions = tuple[int, ...]
Read = Callable[[Positions], Value]
Shift = tuple["Name", frozenset[str], Positions, int, int]
Name = tuple[Quantity, tuple[Expr | Lambda, ...]]


def index_key(index: Index) -> str:
    """An index as a dictionary key."""
    return f"{index.name}|{index.over}|{index.over.size}"


def input_key(variable: Scalar | Tensor) -> str:
    """A scalar or a tensor as a dictionary key."""
    return variable.name if isinstance(variable, Scalar) else f"{variable.name}[]"


@lru_cache(maxsize=1 << 12)
def named_key(e: Named) -> Name:
    """The quantity and its arguments, whatever the author called the indices of a function of indices."""
    return e.quantity, tuple(map(canonical, e.arguments))


@lru_cache(maxsize=1 << 14)
def mentions(e: Expr) -> frozenset[str]:
    """The keys of the scalars and tensors that the expression depends on, with every name unfolded."""
    if isinstance(e, Scalar):
        return frozenset({input_key(e)})
    if isinstance(e, Named):
        return _of_named(e)
    if isinstance(e, Expectation):
        outside = (mentions(each.body if isinstance(each, Lambda) else each) for each in e.parameters)
        return (mentions(e.body) - {input_key(e.variable)}).union(*outside)
    found = {input_key(e.tensor)} if isinstance(e, Entry) else set()
    return frozenset(found.union(*map(mentions, children(e))))


def _of_named(e: Named) -> frozenset[str]:
    inside = mentions(e.quantity.body)
    if not e.arguments:
        return inside
    bodies = (argument.body if isinstance(argument, Lambda) else argument for argument in e.arguments)
    return (inside - set(map(input_key, e.quantity.inputs))).union(*map(mentions, bodies))


def remembered(read: Read) -> Read:
    """The same function, each value computed once."""
    known: dict[Positions, Value] = {}

    def once(places: Positions) -> Value:
        if places not in known:
            known[places] = read(places)
        return known[places]

    return once


class Frame:
    """sizes of the dimensions; bound: what each scalar and tensor is worth; shifts: which named quantities carry an
    infinitesimal, as (name, what it mentions, where, depth, side); depth: how many infinitesimals are in scope."""

    __slots__ = ("bound", "depth", "frames", "known", "shifts", "sizes")

    def __init__(
        self,
        sizes: Mapping[str, int],
        bound: dict[str, Read],
        shifts: tuple[Shift, ...] = (),
        depth: int = 0,
    ) -> None:
        self.sizes, self.bound, self.shifts, self.depth = sizes, bound, shifts, depth
        self.frames: dict[Hashable, Frame] = {}
        self.known: dict[Positions, Value] = {}

    def size(self, over: Size) -> int:
        """The number of values of an index."""
        given = self.sizes.get(over.name, over.size)
        if given is None or over.size not in (None, given):
            raise NotationError(f"the point has {over.name} = {given}, expected {over.size or 'a positive integer'}")
        return given * (self.size(over.blocks) if isinstance(over.blocks, Size) else over.blocks)

    def read(self, key: str, places: Positions) -> Value:
        """The value of a scalar or an entry."""
        if key not in self.bound:
            raise NotationError(f"the point has no value for {key}")
        return self.bound[key](places)

    def perturbed(self, key: str, places: Positions, side: int = 0) -> Frame:
        """The frame in which one scalar or entry carries a new infinitesimal, of either sign or on one side."""
        if (key, places, side) not in self.frames:
            plain, step = self.bound[key], self._step(side)
            bound = {**self.bound, key: lambda where: plain(where) + step if where == places else plain(where)}
            self.frames[key, places, side] = Frame(self.sizes, bound, self.shifts, self.depth + 1)
        return self.frames[key, places, side]

    def _step(self, side: int) -> Jet:
        return infinitesimal(bit_of(self.depth, side != 0), side or 1)

    def perturbed_name(self, e: Named, places: Positions, side: int = 0) -> Frame:
        """The frame in which a named quantity carries a new infinitesimal at these places."""
        shift = (named_key(e), mentions(e), places, self.depth, side)
        if shift not in self.frames:
            self.frames[shift] = Frame(self.sizes, self.bound, (*self.shifts, shift), self.depth + 1)
        return self.frames[shift]

    def shifted(self, name: Name, places: Positions, value: Value) -> Value:
        """The value of a named quantity with the infinitesimals that it carries."""
        for of, _, where, depth, side in self.shifts:
            if of == name and where == places:
                value = value + infinitesimal(bit_of(depth, side != 0), side or 1)
        return value

    def replaced(self, values: dict[str, Read]) -> Frame:
        """The frame in which some scalars and tensors are worth something else."""
        return self._applied(values)

    def inside(self, name: Name, held: Positions, arguments: Callable[[], dict[str, Read]]) -> Frame:
        """The frame of the body of a named quantity, one for each position of the indices in its arguments."""
        if (name, held) not in self.frames:
            self.frames[name, held] = self._applied(arguments())
        return self.frames[name, held]

    def _applied(self, arguments: dict[str, Read]) -> Frame:
        # A name that mentions an input means something else inside, so it does not carry the infinitesimal there.
        shifts = tuple(shift for shift in self.shifts if shift[1].isdisjoint(arguments))
        return Frame(self.sizes, {**self.bound, **arguments}, shifts, self.depth)


Run = Callable[[Frame, At], Value]
"""A tree as a function of a frame and of the positions of its free indices."""


def locate(place: Place) -> Callable[[Frame, At], int]:
    """How to find the position that a place stands for; that of a computed place may lie outside."""
    if isinstance(place, Computed):
        return whole(place.number)
    if isinstance(place, Position):
        return lambda frame, at: _checked(place, frame)
    if isinstance(place, Shifted):
        inner, block, base = locate(place.inner), place.block, place.over.base
        if isinstance(block, int):
            return lambda frame, at: block * frame.size(base) + inner(frame, at)
        group = locate(block)
        return lambda frame, at: (group(frame, at) - 1) * frame.size(base) + inner(frame, at)
    key = index_key(place)

    def find(frame: Frame, at: At) -> int:
        if key not in at:
            raise NotationError(f"the point has no position for the free index {place}")
        return at[key]

    return find


def whole(e: Expr) -> Callable[[Frame, At], int]:
    """The value of an expression of whole numbers: indices and dimensions."""
    match e:
        case Number(value) if value.denominator == 1:
            return lambda frame, at: int(value)
        case Dim():
            return lambda frame, at: frame.size(e.over)
        case Counter(place):
            return locate(place)
        case Group(arg):
            return whole(arg)
        case Neg(arg):
            inner = whole(arg)
            return lambda frame, at: -inner(frame, at)
        case Add(parts) | Mul(parts):
            runs, combine = tuple(map(whole, parts)), sum if isinstance(e, Add) else prod
            return lambda frame, at: combine(run(frame, at) for run in runs)
        case Pow(base, Number(value)) if value.denominator == 1 and value >= 0:
            inner = whole(base)
            return lambda frame, at: int(inner(frame, at) ** int(value))
    raise NotationError(f"{e}: expected a whole number of indices and dimensions")


def inside(frame: Frame, places: Positions, over: tuple[Size, ...]) -> bool:
    """Whether there is something at these positions."""
    return all(1 <= place <= frame.size(size) for place, size in zip(places, over, strict=True))


def _checked(place: Position, frame: Frame) -> int:
    if place.value > frame.size(place.over):
        raise NotationError(f"position {place} lies outside 1..{frame.size(place.over)} ({place.over})")
    return place.value
