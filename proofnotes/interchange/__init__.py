"""Other languages for the same expressions: SymPy in and out.

SymPy takes longer to load than all the rest, so it is loaded when the first of its objects comes.
"""

from __future__ import annotations

from ..expr.errors import NotationError
from ..expr.faces import reader_of, reads
from ..expr.nodes import Expr, Relation


@reads("sympy")
def _of_sympy(value: object) -> Expr:
    from .from_sympy import from_sympy

    return from_sympy(value)


def check_symbols(*values: object) -> None:
    """NotationError where one name means two things in what is read as one statement: both sides, all hypotheses.

    Only SymPy's objects are looked at: their sides are read one by one, and a tree knows no more than a name.
    """
    foreign = [value for value in values if reader_of(value) is not None]
    if foreign:
        from .sympy_symbols import check_names

        check_names(foreign)


def relation_of(value: object) -> Relation:
    """A relation of ours, or one of SymPy's.  NotationError for anything else."""
    if isinstance(value, Relation):
        return value
    if reader_of(value) is None:
        raise NotationError(f"expected an equation or an inequality, got {value!r}")
    from .from_sympy import relation_from_sympy

    return relation_from_sympy(value)
