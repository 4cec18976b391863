"""Entries outside an axis count as 0, in hypotheses, too; a proof that rests on it says so."""

from proofnotes import Dim, Eq, Scalar, Tensor, Verdict, prove

T = Dim("T")
t = T.index("t")
a, b = Tensor("a", T), Tensor("b", T)
x = Scalar("x")


def test_a_proof_names_the_entries_that_lie_outside() -> None:
    proof = prove(a[t], 0, assuming=[Eq(a[t], a[t + 1])])
    assert proof.verdict is Verdict.PROVED
    assert "a[t + 1] counts as 0 where t + 1 is outside 1..T" in proof.detail


def test_entries_inside_are_not_spoken_of() -> None:
    proof = prove(a[t], b[t], assuming=[Eq(a[t], b[t])])
    assert proof.verdict is Verdict.PROVED
    assert not proof.detail
