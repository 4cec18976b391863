"""proofnotes: machine-checked mathematics of machine learning."""

from .chains import Chain, Kind, Link, chain
from .claims import Measurement, Opinion, Table
from .display import Components, Display, Equation, Members, Range, Split
from .show import show_when_run
from .statements import Definition, Statement, Theorem
from .symbolic.arrays import Array, Diagonal, Jacobian, Whole
from .symbolic.bounds.intervals import Interval
from .symbolic.bounds.search import Enclosed
from .symbolic.errors import (
    HypothesisError,
    NotationError,
    OutOfTimeError,
    SoundnessError,
    TooHardError,
    UndefinedError,
)
from .symbolic.extremes import enclose_max, enclose_min, increasing
from .symbolic.indices import Index, Size
from .symbolic.notation import (
    Abs,
    Max,
    Rational,
    Tensor,
    at,
    cases,
    delta,
    diff,
    dot,
    erf,
    exp,
    limit,
    log,
    paren,
    pi,
    product,
    same,
    sqrt,
    tanh,
    total,
)
from .symbolic.printing.glyphs import Notation
from .symbolic.proof import Condition, Point, Proof, Verdict, Witness
from .symbolic.prover import prove
from .symbolic.quantities import Applied, Input, Quantity, let, let_scalar
from .symbolic.relations import Eq, Ne, Relation
from .symbolic.tree import Dim, Expr, Named, Operand, SameIndex, Scalar

__all__ = [
    "Abs", "Applied", "Array", "Chain", "Components", "Condition", "Definition", "Diagonal", "Dim", "Display",
    "Enclosed", "Eq", "Equation", "Expr", "HypothesisError", "Index", "Input", "Interval", "Jacobian", "Kind",
    "Link", "Max", "Measurement", "Members", "Named", "Ne", "Notation", "NotationError", "Operand", "Opinion",
    "OutOfTimeError", "Point", "Proof", "Quantity", "Range", "Rational", "Relation", "SameIndex", "Scalar", "Size",
    "SoundnessError", "Split", "Statement", "Table", "Tensor", "Theorem", "TooHardError", "UndefinedError",
    "Verdict", "Whole", "Witness", "at", "cases", "chain", "delta", "diff", "dot", "enclose_max", "enclose_min",
    "erf", "exp", "increasing", "let", "let_scalar", "limit", "log", "paren", "pi", "product", "prove", "same",
    "sqrt", "tanh", "total",
]  # fmt: skip

show_when_run()
