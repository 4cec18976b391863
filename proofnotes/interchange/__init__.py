"""Other languages for the same expressions: SymPy in and out.

SymPy takes longer to load than all the rest, so it is loaded when the first of its objects comes, or is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..expr.arrays import Array
from ..expr.errors import NotationError
from ..expr.faces import exports, reader_of, reads
from ..expr.indices import Index
from ..expr.nodes import Expr, Relation, Scalar, Tensor
from ..expr.spelling import shortened


@reads("sympy")
def _of_sympy(value: object) -> Expr:
    from .from_sympy import from_sympy

    return from_sympy(value)


@exports(Expr)
def expression_to_sympy(e: Expr) -> Any:
    """The expression as SymPy's."""
    from . import to_sympy

    return to_sympy.expression_to_sympy(e)


@exports(Relation)
def relation_to_sympy(relation: Relation) -> Any:
    """An equation or inequality that SymPy does not decide."""
    return relations_to_sympy([relation])[0]


@exports(Array)
def array_to_sympy(array: Array) -> Any:
    """The entry of a vector or matrix at free indices i, j, …"""
    from . import to_sympy

    return to_sympy.array_to_sympy(array)


def relations_to_sympy(relations: Sequence[Relation]) -> list[Any]:
    """Several relations, with one variable for each name in them."""
    from . import to_sympy

    return to_sympy.relations_to_sympy(relations)


def function_to_sympy(inputs: Sequence[Scalar | Tensor], body: Expr) -> tuple[tuple[Any, ...], Any]:
    """The inputs of a function and its value."""
    from . import to_sympy

    return to_sympy.function_to_sympy(inputs, body)


def read_together(sides: Sequence[object], assuming: Sequence[object]) -> tuple[list[Any], tuple[Relation, ...]]:
    """What makes up one statement: the sides, with SymPy's as trees, and the hypotheses as relations.

    SymPy's objects are read together, since a name means one thing in all of them, and an axis that one of them counts
    from 0 is counted so in every other.  What SymPy assumes of its symbols comes behind the hypotheses.
    NotationError where one name means two things.
    """
    foreign = [each for each in sides if reader_of(each) is not None]
    theirs = [each for each in assuming if reader_of(each) is not None]
    if not foreign and not theirs:
        return list(sides), tuple(map(_relation, assuming))
    from .from_sympy import read_statement

    read, hypotheses = read_statement(foreign, theirs)
    found, said = iter(read), iter(hypotheses)
    ours = [next(found) if reader_of(each) is not None else each for each in sides]
    return ours, (*(_relation(each) for each in assuming if reader_of(each) is None), *said)


def read_definition(
    body: object, inputs: Sequence[object], indices: Sequence[object], assuming: Sequence[object]
) -> tuple[Any, tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    """The parts of a definition, with SymPy's read together; what is ours is handed back."""
    if reader_of(body) is None:
        return body, tuple(inputs), tuple(indices), tuple(assuming)
    from .from_sympy import read_definition

    theirs = [[each for each in part if reader_of(each) is not None] for part in (inputs, indices, assuming)]
    found, formal, places, hypotheses = read_definition(body, *theirs)
    return (
        found,
        _filled(inputs, formal),
        _filled(indices, places),
        (*(each for each in assuming if reader_of(each) is None), *hypotheses),
    )


def _filled(given: Sequence[object], read: Sequence[Scalar | Tensor] | Sequence[Index]) -> tuple[Any, ...]:
    """The row with SymPy's objects replaced by what they were read as."""
    found: Iterator[object] = iter(read)
    return tuple(next(found) if reader_of(each) is not None else each for each in given)


def unused(value: object, names: Sequence[str]) -> tuple[str, ...]:
    """Names like these that nothing in the SymPy object has."""
    from .sympy_symbols import names_of

    taken = names_of(value)
    return tuple(
        next(each for each in (name, *(f"{name}_{n}" for n in range(len(taken) + 1))) if each not in taken)
        for name in names
    )


def _relation(value: object) -> Relation:
    if not isinstance(value, Relation):
        raise NotationError(f"expected an equation or an inequality, got {value!r}")
    return value


def relation_of(value: object) -> Relation:
    """A relation of ours, or one of SymPy's.  NotationError for anything else."""
    (found,), _ = read_together([value], ())
    if isinstance(found, (Expr, Array)):
        raise NotationError(f"expected an equation or an inequality, got {shortened(value)}")
    return _relation(found)
