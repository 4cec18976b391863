"""proofnotes: machine-checked mathematics of machine learning."""

from .chains import Chain, Kind, Link, chain
from .claims import Measurement, Opinion, Table
from .display import Components, Display, Equation, Members, Range, Split
from .show import show_when_run
from .statements import Definition, Theorem
from .symbolic.arrays import Array, Diagonal, Jacobian, Whole
from .symbolic.errors import HypothesisError, NotationError, SoundnessError, UndefinedError
from .symbolic.extremes import enclose_max, enclose_min, increasing
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
from .symbolic.proof import Proof, Verdict
from .symbolic.prover import prove
from .symbolic.quantities import Quantity, let, let_scalar
from .symbolic.relations import Eq, Ne, Relation
from .symbolic.tree import Dim, Expr, Scalar

show_when_run()
