"""proofnotes: machine-checked mathematics of machine learning."""

from . import interchange as _interchange
from .expr.arrays import Array, Diagonal, Jacobian, Whole
from .expr.errors import HypothesisError, NotationError, SoundnessError, UndefinedError
from .expr.nodes import Dim, Eq, Expr, Ne, Quantity, Relation, Scalar
from .expr.notation import (
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
from .prover.extremes import enclose_max, enclose_min, increasing
from .prover.proof import Proof, Verdict
from .prover.prover import prove
from .shell.show import show_when_run
from .statements.chains import Chain, Kind, Link, chain
from .statements.claims import Measurement, Opinion, Table
from .statements.display import Components, Display, Equation, Members, Range, Split
from .statements.statement import Definition, Theorem
from .verdicts import notebook as _notebook

show_when_run()
