"""Of what a proof was made of nothing is kept for ever: a process that proves for hours does not grow by it."""

import gc

from proofnotes import Dim, Tensor, Verdict, exp, log, prove, total
from proofnotes.prover.normal_form.factoring import factored
from proofnotes.prover.normal_form.selections import selector
from proofnotes.prover.normal_form.terms import Atom


def test_atoms_live_as_long_as_somebody_holds_them() -> None:
    """What is held for a while are the last so many results, whatever they are about."""
    K = Dim("K")
    k = K.index("k")
    fleeting = Tensor("fleeting", K)
    proof = prove(log(total(exp(fleeting[k] + 1), k)), 1 + log(total(exp(fleeting[k]), k)))
    assert proof.verdict is Verdict.PROVED
    for remembered in (factored, selector):
        remembered.cache_clear()
    gc.collect()
    assert [atom for atom in list(Atom._interned.values()) if "fleeting" in atom.key] == []
