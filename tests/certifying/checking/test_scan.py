"""What may not stand in a file is found, wherever it hides; what only looks like it is not."""

import pytest

from proofnotes.certifying.checking.files import STATED_IN
from proofnotes.certifying.checking.scan import forbidden, without_comments
from proofnotes.certifying.checking.theories import library

HEAD = "From Proofnotes Require Import Tactics.\nFrom Certificates Require Import S_some.\nOpen Scope R_scope.\n"


def theorem(*lines: str) -> str:
    return "\n".join([HEAD, "Theorem a_holds : a.", "Proof.", *lines, "Qed.", ""])


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("admit.", "admit"),
        ("intros; give_up.", "give_up"),
        ("Admitted.", "Admitted"),
        ("(* fine *) Axiom a : False.", "Axiom"),
        ("Qed. Parameter b : False.", "Parameter"),
        ("Unset Guard Checking.", "Unset"),
        ("#[bypass_check(guard)] Theorem b : a.", "#["),
        ('idtac "(*". admit. idtac "*)".', "admit"),
        ("{ Set Printing All. }", "Set"),
        ("- Notation x := y.", "Notation"),
        ("1: Module S_some.", "Module"),
        ("all: Coercion f : a >-> b.", "Coercion"),
        ("Local Definition b := 1.", "Local"),
    ],
)
def test_is_found_in_a_proof(line: str, word: str) -> None:
    assert word in forbidden(theorem(line), "P")


@pytest.mark.parametrize(
    "line",
    [
        "(* Axiom (* admit *) Parameter *) ring.",
        'idtac "Axiom. admit".',
        "apply admitted.",
        "assert (Axiom_1 : x = 0.5) by lra.",
        "{ split. - lra. + nra. * ring. }",
        "rewrite Rmult_comm; [| lra].",
    ],
)
def test_is_not_found_where_it_is_not(line: str) -> None:
    assert forbidden(theorem(line), "P") == ()


@pytest.mark.parametrize("line", ["Axiom a : False.", "Theorem a : b.", "Variable x : R.", "Fixpoint f := f.", "lra."])
def test_statements_are_definitions(line: str) -> None:
    assert forbidden(f"{STATED_IN}Definition a : Prop :=\n  0 = 0.\n", "S") == ()
    assert forbidden(f"{STATED_IN}Definition a : Prop :=\n  0 = 0.\n{line}\n", "S")


def test_a_question_prints_assumptions() -> None:
    assert forbidden("From Certificates Require S_a.\nDefinition b := (a).\nPrint Assumptions b.\n", "K") == ()
    assert forbidden("From Certificates Require S_a.\nRedirect b Print Assumptions b.\n", "K") == ("Redirect",)


def test_comments_nest_and_strings_hold_anything() -> None:
    assert without_comments('a (* b (* c *) "*)" d *) e "(*" f') == 'a  e "" f'


def test_library_assumes_nothing() -> None:
    assert library().forbidden() == ()
    assert forbidden("Lemma a : b. Proof. Admitted.") == ("Admitted",)
    assert forbidden("Lemma a : b. Proof. auto. Qed.\nAxiom c : b.") == ("Axiom",)
