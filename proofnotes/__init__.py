"""proofnotes: machine-checked mathematics of machine learning."""

from .callables import KernelFunction, lambdify
from .deriving.asking import derive, gradient, hessian, jacobian, simplify, vjp
from .deriving.derivation import Derivation, Reasoned
from .expr.arrays import Array, Diagonal, Hessian, Inverse, Jacobian, Whole, det, logdet, trace
from .expr.chance import Bernoulli, Categorical, Cov, E, Normal, Random, Uniform, Var
from .expr.errors import (
    HypothesisError,
    LoweringError,
    NotationError,
    OutOfTimeError,
    SoundnessError,
    TooHardError,
    UndefinedError,
)
from .expr.functions import (
    Abs,
    Max,
    Min,
    clip,
    cos,
    cosh,
    erf,
    exp,
    expm1,
    log,
    log1p,
    sign,
    sin,
    sinh,
    softplus,
    sqrt,
    tanh,
    xlogy,
)
from .expr.indices import Index, Size
from .expr.nodes import (
    And,
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
    Rational,
    at,
    cases,
    delta,
    diff,
    dot,
    is_argmax,
    let,
    let_scalar,
    limit,
    paren,
    pi,
    product,
    same,
    total,
)
from .printing.glyphs import Notation
from .prover.bounds.intervals import Interval
from .prover.bounds.search import Enclosed
from .prover.extremes import enclose_max, enclose_min, increasing
from .prover.proof import Condition, Point, Proof, Repaired, Root, Tried, Verdict, Witness
from .prover.prover import prove
from .shell.show import show_when_run
from .statements.chains import Chain, Kind, Link, chain
from .statements.claims import Measurement, Opinion, Table
from .statements.display import Components, Display, Equation, Members, Range, Split
from .statements.statement import Definition, Statement, Theorem

__all__ = [
    "Abs", "And", "Applied", "Array", "Bernoulli", "Categorical", "Chain", "Components", "Condition", "Cov",
    "Definition", "Derivation", "Diagonal", "Dim", "Display", "E", "Enclosed", "Eq", "Equation", "Expr", "Hessian",
    "HypothesisError", "Index", "Input", "Interval", "Inverse", "Jacobian", "KernelFunction", "Kind", "Link",
    "LoweringError", "Max", "Measurement", "Members", "Min", "Named", "Ne", "Normal", "Notation", "NotationError",
    "Operand", "Opinion", "OutOfTimeError", "Point", "Proof", "Quantity", "Random", "Range", "Rational", "Reasoned",
    "Relation", "Repaired", "Root", "SameIndex", "Scalar", "Size", "SoundnessError", "Split", "Statement", "Table",
    "Tensor", "Theorem", "TooHardError", "Tried", "UndefinedError", "Uniform", "Var", "Verdict", "Whole", "Witness",
    "at", "cases", "chain", "clip", "cos", "cosh", "delta", "derive", "det", "diff", "dot", "enclose_max",
    "enclose_min", "erf", "exp", "expm1", "gradient", "hessian", "increasing", "is_argmax", "jacobian", "lambdify",
    "let", "let_scalar", "limit", "log", "log1p", "logdet", "paren", "pi", "product", "prove", "same", "sign",
    "simplify", "sin", "sinh", "softplus", "sqrt", "tanh", "total", "trace", "vjp", "xlogy",
]  # fmt: skip

show_when_run()
