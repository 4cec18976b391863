"""The reader of Coq text and what it makes of it: Coq's grammar, and Coq's values."""

from __future__ import annotations

from typing import Any

import pytest
from flint import arb, fmpq

from .numbers_of_coq import Unclear, accurately
from .reader import definitions, term, without_comments
from .values import FAST, Theory, vocabulary_of_statements, vocabulary_text

Z = [fmpq(2), fmpq(-1, 2), fmpq(3)]
ENV: dict[str, Any] = {
    "K": 3, "i": 0, "j": 2, "x": fmpq(1, 2), "y": fmpq(-2), "z": lambda k: Z[k], "o": fmpq(0),
}  # fmt: skip


@pytest.fixture(scope="module")
def theory() -> Theory:
    return vocabulary_of_statements()


EXACT = {
    "2 + 3 * 4 ^ 2": 50, "- 2 ^ 2": -4, "(- (2)) ^ 2": 4, "6 / 2 / 3": 1, "1 - 2 - 3": -4, "2 ^ 2 ^ 3": 256,
    "/ 2 ^ 2": fmpq(1, 4), "- x + 1": fmpq(1, 2), "x * - y": 1, "2 ^ (5 - 7)": 1, "INR (2 - 5)": 0, "INR (S i)": 1,
    "x / o": 0, "/ o": 0, "ln y": 0, "sqrt y": 0, "o ^ 0": 1, "sqrt (9 / 4)": fmpq(3, 2), "Rabs y": 2,
    "Rmax x y": fmpq(1, 2), "(fun u => u * u) y": 4, "let u := y in u + u": -4,
    "if Rlt_dec x y then 1 else 2": 2, "if Nat.eqb i j then 1 else 2 + 3": 5, "z 2%nat": 3,
    "z (i + 1)%nat": fmpq(-1, 2),
    "match K with O => 0 | S k => INR k end": 2, "match K with O => 0 | S O => 1 | S k => INR k end": 2,
    "IZR (Z.of_nat i - 5)": -5,
    "sum (fun k => z k) K": fmpq(9, 2), "prod (fun k => z k) K": -3,
    "sum (fun k => sum (fun i => z i) 2) K": fmpq(9, 2),
    "delta i j": 0, "delta j 2": 1, "sum z (2 * K - 4)": fmpq(3, 2),
}  # fmt: skip


@pytest.mark.parametrize("text", EXACT)
def test_terms(theory: Theory, text: str) -> None:
    with accurately():
        assert theory.value(term(text), ENV) == EXACT[text]


NEARLY = {
    "Derive (fun u => u ^ 3) x": fmpq(3, 4), "Derive (fun u => Derive (fun v => exp (v * u)) u) o": fmpq(1),
    "Derive Rabs o": fmpq(1), "Derive (fun u => Derive (fun u => u ^ 4) u) y": fmpq(48),
    "pd1 (fun z => (z i) ^ 2 * z j) z i": fmpq(12), "pd1 (fun z => sum z K ^ 2) z j": fmpq(9),
    "RInt (fun t => t ^ 2) 0 3": fmpq(9), "tanh 0": fmpq(0), "erf 0": fmpq(0), "Rpower 2 3": fmpq(8),
    "RInt_gen (fun t => exp (- t ^ 2 / 2) / sqrt (2 * PI)) (Rbar_locally m_infty) (Rbar_locally p_infty)": fmpq(1),
}  # fmt: skip


@pytest.mark.parametrize("text", NEARLY)
def test_limits_of_terms(theory: Theory, text: str) -> None:
    with accurately():
        assert abs(arb(theory.value(term(text), ENV)) - NEARLY[text]) < arb(10) ** -12


TRUE = (
    "True", "~ False", "y < x <= 1", "~ (y <= x < x)", "forall q : R, 0 <= q * q", "~ (forall q : R, 0 < q * q)",
    "exists q : nat -> R, q 0%nat = 1 /\\ q 1%nat = 0", "let f a := a + 1 in f x = 3 / 2",
    "x = 1 / 2", "x <> y", "y < x", "x <= x", "~ (x < x)", "(i < K)%nat", "y < x -> x > y",
    "False -> False -> False", "True \\/ False", "~ (True /\\ False)", "forall k, (k < K)%nat -> z k <= 3",
    "exists k, (k < K)%nat /\\ z k = 3", "~ (exists k, (k < K)%nat /\\ z k = 4)", "ex_derive exp y",
    "~ ex_derive Rabs o", "ex_derive (fun u => u * Rabs u) o", "~ ex_derive sqrt o", "~ ex_derive ln o",
    "~ ex_derive (fun u => Derive (fun u => u * Rabs u) u) o", "is_lim (fun u => / u) p_infty 0",
    "~ is_lim (fun u => 1 + / u) p_infty 0", "is_lim exp m_infty 0", "is_lim exp p_infty p_infty",
    "is_lim (fun u => (exp u - 1) / u) 0 1", "Rbar_locally p_infty (fun u => 100 < u)",
    "~ Rbar_locally p_infty (fun u => u < 0)", "filterlim (fun u => Rabs u / u) (at_left 0) (locally (- (1)))",
    "locally x (fun u => 0 < u)", "~ locally o (fun u => 0 <= u)",
)  # fmt: skip


@pytest.mark.parametrize("text", TRUE)
def test_propositions(theory: Theory, text: str) -> None:
    with accurately():
        assert theory.value(term(text), ENV) is True


REFUSED = (
    "1 +", "(1", "fun => 1", "x = y = x", "x < y = x", "1 2)", "β", "x ≤ y", "forall k, z k = 0 -> True", "a$b",
    "x := 1",
    "forall (q : bool), q = q", "K + 1", "z x", "INR 0 + K", "nobody", "if x then 1 else 2", "2 ^ - 1", "z i j",
)  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_read(theory: Theory, text: str) -> None:
    """Not Coq, or not well typed, or nothing that can be evaluated: never silently something else."""
    with accurately(), pytest.raises((SyntaxError, TypeError, Unclear)):
        theory.value(term(text), ENV)


def test_comments() -> None:
    assert without_comments("a (* b (* c *) d *) e").split() == ["a", "e"]
    assert without_comments('(* " *) " *) e').split() == ["e"]
    for text in ('(* " *) e', "(* a", "(* (* a *)"):
        with pytest.raises(SyntaxError):
            without_comments(text)


@pytest.mark.parametrize(
    "text",
    [
        "Definition f (x : R) : R := x.\nDefinition f (x : R) : R := 1.",
        "Definition exp (x : R) : R := x.",
        "Definition f (x : R) (x : R) : R := x.",
        "Definition f (x : R) : R := g x.\nDefinition g (x : R) : R := x.",
        "Axiom a : 0 = 1.",
        "Open Scope nat_scope.",
        "Definition f : R := 1",
    ],
)
def test_definitions_that_are_refused(text: str) -> None:
    with pytest.raises(SyntaxError):
        Theory(text)


def test_a_claim_is_kept_apart() -> None:
    found = Theory("Definition f (K : nat) : R := INR K.\nDefinition c : Prop := forall (K : nat), f K = 1.")
    assert set(found.claims) == {"c"}
    assert [each.name for each in definitions("Definition a : R := 1.")] == ["a"]


QUICK = {
    "erf": ((fmpq(1, 3),), (fmpq(-2),), (fmpq(0),)),
    "sum": ((lambda k: fmpq(k + 2, 3), 0), (lambda k: fmpq(k + 2, 3), 1), (lambda k: fmpq(k + 2, 3), 4)),
    "prod": ((lambda k: fmpq(k + 2, 3), 0), (lambda k: fmpq(k + 2, 3), 1), (lambda k: fmpq(k + 2, 3), 4)),
    "delta": ((0, 0), (0, 2), (2, 0), (2, 2)),
}


@pytest.mark.parametrize("name", QUICK)
def test_quick_names_mean_what_the_vocabulary_says(name: str) -> None:
    slow = Theory(vocabulary_text())
    with accurately():
        for given in QUICK[name]:
            quick, slowly = FAST[name], slow.values[name]
            for each in given:
                quick, slowly = quick(each), slowly(each)
            assert abs(arb(slowly) - quick) < arb(10) ** -40, given
