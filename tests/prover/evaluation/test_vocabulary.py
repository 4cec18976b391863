"""What a point has to give values to."""

from proofnotes import Dim, Tensor, Verdict, let, prove
from proofnotes.prover.evaluation.vocabulary import vocabulary

S, T = Dim("S"), Dim("T")
s, t = T.indices("s t")
r = S.index("r")
x = Tensor("x", T)
u = let("u", x[t] * x[s], t, s)


def test_an_index_in_the_place_of_a_quantity_has_a_size() -> None:
    """The index stands nowhere else, so its dimension stands nowhere else."""
    assert vocabulary((u[t - s, t - r],), ()).sizes == vocabulary((x[t - s] * x[t - r],), ()).sizes
    assert prove(u[t - s, t - r], 0).verdict is Verdict.REFUTED
    assert prove(u[t - s, t - r], x[t - s] * x[t - r]).verdict is Verdict.PROVED
