"""proofnotes: machine-checked mathematics of machine learning."""

from .expr.arrays import Array, Diagonal, Jacobian, Whole
from .expr.errors import (
    HypothesisError,
    NotationError,
    OutOfTimeError,
    SoundnessError,
    TooHardError,
    UndefinedError,
)
from .expr.indices import Index, Size
from .expr.nodes import (
    Applied,
    Dim,
    Eq,
    Expr,
    Input,
    Named,
    Ne,
    Operand,
    Quantity,
    Relation,
    SameIndex,
    Scalar,
    Tensor,
)
from .expr.notation import (
    Abs,
    Max,
    Rational,
    at,
    cases,
    delta,
    diff,
    dot,
    erf,
    exp,
    let,
    let_scalar,
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
from .printing.glyphs import Notation
from .prover.bounds.intervals import Interval
from .prover.bounds.search import Enclosed
from .prover.extremes import enclose_max, enclose_min, increasing
from .prover.proof import Condition, Point, Proof, Verdict, Witness
from .prover.prover import prove
from .shell.show import show_when_run
from .statements.chains import Chain, Kind, Link, chain
from .statements.claims import Measurement, Opinion, Table
from .statements.display import Components, Display, Equation, Members, Range, Split
from .statements.statement import Definition, Statement, Theorem

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
