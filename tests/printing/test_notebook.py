"""What a notebook shows of definitions, theorems and proofs."""

import re

import pytest
from math_core import LatexToMathML

from proofnotes import (
    Definition,
    Dim,
    Eq,
    Proof,
    Scalar,
    Tensor,
    Theorem,
    Verdict,
    chain,
    diff,
    prove,
    total,
)
from proofnotes.expr.nodes import Relation
from proofnotes.printing.displays import text
from proofnotes.printing.latex import latex
from proofnotes.report.views import statement_view
from proofnotes.verdicts.settle import unchecked
from tests.catalogue import CATALOGUE

SHOWN = [each for each in CATALOGUE.statements if isinstance(each, (Definition, Theorem))]
K = Dim("K")
k = K.index("k")
t, x = Tensor("t", K), Scalar("x")
CONVERTER = LatexToMathML(fancy_error=False)


def formulas(shown: object) -> list[str]:
    """What stands between $$ and $$, each accepted by a converter; nothing stands outside."""
    written = shown._repr_latex_()
    found = re.findall(r"\$\$\n(.*?)\n\$\$", written, re.S)
    assert written == "\n\n".join(f"$$\n{each}\n$$" for each in found)
    for each in found:
        assert CONVERTER.convert_with_local_state(each, displaystyle=True)
    return found


@pytest.mark.parametrize("statement", SHOWN, ids=lambda each: each.id)
def test_a_statement_shows_the_formulas_of_the_report(statement: Definition | Theorem) -> None:
    view, shown = statement_view(statement, unchecked(statement)), formulas(statement)
    assert len(shown) == bool(view.formula) + len(view.chains) + bool(statement.assuming)
    if view.formula:
        assert shown[0] == view.formula
    steps = [(link, place) for place, each in enumerate(view.chains) for link in each.links]
    for link, place in steps:
        said = rf"& {link.sign} {link.right} && {text(f'{link.link.reason} [{link.link.expected}')[:-1]}"
        assert said in shown[place + bool(view.formula)]
    assert all(latex(each) in shown[-1] for each in statement.assuming)


def test_a_proof_shows_its_verdict_and_method() -> None:
    proof = prove(diff(x**2, x), 2 * x)
    (shown,) = formulas(proof)
    assert latex(proof.statement) in shown
    assert r"\text{PROVED: normal form}" in shown


def test_a_refuted_claim_shows_its_witness() -> None:
    (shown,) = formulas(prove(x**2 >= x))
    assert r"\text{REFUTED: witness}" in shown
    assert r"\text{x = 1/10}" in shown
    assert r"\text{1/100 against 1/10}" in shown


def test_a_witness_with_indices() -> None:
    (shown,) = formulas(prove(t[k] * 2, t[k]))
    assert re.search(r"K = \d.*k = \d.*t\[1\] = ", shown)


def test_what_is_left_over_and_what_is_missing_are_formulas() -> None:
    proof = prove(x * total(t[k], k), x)
    (shown,) = formulas(proof)
    assert rf"\text{{left over: }}{latex(proof.residual)}" in shown
    assert rf"\text{{would hold with: }}{latex(proof.missing[0])}" in shown


def test_hypotheses_and_conditions_are_shown() -> None:
    (shown,) = formulas(prove(x / x, 1))
    assert r"\text{not shown: }x \ne 0" in shown
    (shown,) = formulas(prove(x / x, 1, assuming=[x > 0]))
    assert r"\text{for }x > 0" in shown
    assert r"\text{needs, which follows: }x \ne 0" in shown


def test_a_chain_has_its_label_and_its_own_hypotheses() -> None:
    theorem = Theorem(
        "a.b", chain(x, "so it is", 1, label="one", assuming=[Eq(x, 1)]), chain(x, "again", x, label="two")
    )
    one, two = formulas(theorem)
    assert one.startswith(r"\text{one: }\quad")
    assert r"\text{for }x = 1" in one
    assert two.startswith(r"\text{two: }\quad")


@pytest.mark.parametrize("words", [r"a_b {c} $d$ \e & 5 % of #1 ~ x^2", "Σ_i ≤ 1", "<b>", r"\end{aligned}", "", "}{"])
def test_any_words_can_stand_in_a_formula(words: str) -> None:
    theorem = Theorem("a.b", x, words or "-", x)
    (shown,) = formulas(theorem)
    assert shown.count(r"\begin{aligned}") == shown.count(r"\end{aligned}") == 1
    detail = Proof(Relation(x, "=", x), (), Verdict.UNKNOWN, "", detail=words)
    assert len(formulas(detail)) == 1


def test_the_display_of_notebooks_takes_it() -> None:
    from IPython.core.formatters import DisplayFormatter

    data, _ = DisplayFormatter().format(CATALOGUE.by_id("softmax.vjp"))
    assert data["text/latex"] == CATALOGUE.by_id("softmax.vjp")._repr_latex_()
    assert set(data) == {"text/plain", "text/latex"}
