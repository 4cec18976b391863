"""What Coq says that proofs assume is read whole, or not at all; and held against the list."""

import pytest

from proofnotes.certifying.checking.assumptions import AnswerError, assumptions, trusted_too_much, unlisted

CLOSED = "Closed under the global context\n"
AXIOMS = """Axioms:
ClassicalDedekindReals.sig_forall_dec
  : forall P : nat -> Prop,
    (forall n : nat, {P n} + {~ P n}) ->
    {n : nat | ~ P n} + {forall n : nat, P n}
Classical_Prop.classic : forall P : Prop, P \\/ ~ P
"""
REALS = ("ClassicalDedekindReals.sig_forall_dec", "Classical_Prop.classic")


def test_reads_lists() -> None:
    assert assumptions(AXIOMS + CLOSED, 2) == (REALS, ())
    assert assumptions(f"Chars 0 - 3 [Print] 0.1 secs (0.1u,0.s)\n{AXIOMS}", 1) == (REALS,)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("", 1),
        (AXIOMS, 2),
        (AXIOMS + CLOSED, 1),
        ("Axioms:\n", 1),
        (f"odd\n{AXIOMS}", 1),
        (f"{AXIOMS}loop is assumed to be guarded.\n", 1),
        (f"{CLOSED}a : False\n", 1),
    ],
)
def test_reads_nothing_else(printed: str, number: int) -> None:
    with pytest.raises(AnswerError):
        assumptions(printed, number)


def test_list_of_what_may_be_assumed() -> None:
    assert unlisted(REALS, intervals=False) == ()
    assert unlisted(["PrimInt63.add"], intervals=True) == ()
    assert unlisted(["PrimInt63.add"], intervals=False) == ("PrimInt63.add",)
    for strange in ("PrimFloat.add", "P_some.classic", "classic", "My.PrimInt63.add", "FloatAxioms.add_spec"):
        assert unlisted([strange], intervals=True) == (strange,)


SUMMARY = """
CONTEXT SUMMARY
===============

* Theory: Set is predicative

* Axioms:
    Coq.Logic.FunctionalExtensionality.functional_extensionality_dep
    Coq.Logic.Classical_Prop.classic

* Constants/Inductives relying on type-in-type: <none>

* Constants/Inductives relying on unsafe (co)fixpoints: <none>

* Inductives whose positivity is assumed: <none>
"""


def test_summary_of_coqchk() -> None:
    assert trusted_too_much(SUMMARY, intervals=False) == ""
    assert "a.b" in trusted_too_much(SUMMARY.replace("Classical_Prop.classic", "some.a.b"), intervals=False)
    assert "unsafe" in trusted_too_much(SUMMARY.replace("fixpoints: <none>", "fixpoints: loop"), intervals=False)
    assert trusted_too_much("", intervals=False) != ""
    assert trusted_too_much(SUMMARY.replace("predicative", "impredicative"), intervals=False) != ""
