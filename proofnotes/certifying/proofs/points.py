"""Points of the prover as Coq has them: numbers, and tensors as functions that look at their places one by one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ...prover.proof import Point
from ..claims import Claim
from .rational import Stuck
from .trees import number_text

Entries = Mapping[tuple[int, ...], Fraction]


def point_texts(claim: Claim, point: Point) -> list[str]:
    """The values of everything that the claim binds, in its order."""
    if point.equations or point.root is not None:
        raise Stuck("the point has numbers that no fraction is")
    values = [f"{point.sizes[name]}%nat" for name in claim.dims]
    values += [number_text(Fraction(point.scalars[scalar.name])) for scalar in claim.scalars]
    values += [f"({_function(point.tensors[each.name], len(each.over), ())})" for each in claim.tensors]
    return [*values, *(f"{point.indices[index.name] - 1}%nat" for index in claim.free)]


def _function(entries: Entries, rank: int, done: tuple[int, ...]) -> str:
    axis = len(done)
    if axis == rank:
        return number_text(Fraction(entries[done]))
    places = sorted({key[axis] for key in entries if key[:axis] == done})
    cases = [f"{place - 1}%nat => {_function(entries, rank, (*done, place))}" for place in places]
    otherwise = f"_ => {'fun _ => ' * (rank - axis - 1)}0"
    return f"fun i'{axis} : nat => match i'{axis} with {' | '.join([*cases, otherwise])} end"
