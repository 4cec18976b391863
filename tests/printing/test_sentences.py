"""What print says of a proof attempt and its parts; a point is told in the same way everywhere."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.gelu import gelu
from derivations.gelu_tanh import gelu_tanh
from proofnotes import (
    Abs,
    Condition,
    Dim,
    Eq,
    Point,
    Proof,
    Rational,
    Relation,
    Scalar,
    Tensor,
    Theorem,
    Verdict,
    Witness,
    enclose_max,
    enclose_min,
    limit,
    log,
    prove,
    sin,
    sqrt,
    total,
)
from proofnotes.printing.sentences import assignments, interval_told, place_of, plain_point
from proofnotes.prover.bounds.intervals import WHOLE
from proofnotes.report.views import statement_view
from proofnotes.shell.terminal import broken_lines
from proofnotes.verdicts.model import Outcome
from proofnotes.verdicts.settle import answered, settle

K = Dim("K")
k = K.index("k")
t, x, y = Tensor("t", K), Scalar("x"), Scalar("y")
SECONDS = re.compile(r" \(\d+\.\d{3} s\)$")
DETERMINED = Point({}, {"x": Fraction(-7, 5), "y": Fraction(4, 7)}, {}, equations=(Eq(x, sqrt(y)),))

SENTENCES = {
    "PROVED: x**2 >= 0, by signs": lambda: prove(x**2 >= 0),
    "PROVED: x/x = 1, assuming x > 0, by normal form; needs x != 0, which follows": lambda: prove(
        x / x, 1, assuming=[x > 0]
    ),
    "PROVED: log(x) + log(y) = log(x*y), assuming x > 0, y > 0, by normal form; needs x > 0, y > 0, x*y > 0, which "
    "follow": lambda: prove(log(x) + log(y), log(x * y), assuming=[x > 0, y > 0]),
    "REFUTED: x**2 >= x fails at x = 1/10 (1/100 against 1/10)": lambda: prove(x**2 >= x),
    "REFUTED: 1 = 2 fails at every point (1 against 2); left over: -1": lambda: prove(Rational(1), 2),
    "REFUTED: x = 1, assuming x = sqrt(y), fails at y = 4/7, x = sqrt(y) ([0.75592894601845445443 +/- 9.68e-22] against"
    " 1); left over: sqrt(y) - 1; would hold with sqrt(y) = 1; what holds is x = sqrt(y), assuming x = sqrt(y) (the"
    " right side is what is found for the left)": lambda: prove(x, 1, assuming=[Eq(x, sqrt(y))]),
    "UNKNOWN: x/x = 1; not shown: x != 0": lambda: prove(x / x, 1),
    "UNKNOWN: limit(sin(x), x, '+oo') = 0; the growth of left − right is not known to fall to 0": lambda: prove(
        limit(sin(x), x), 0
    ),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_proof_is_a_sentence(sentence: str) -> None:
    proof = SENTENCES[sentence]()
    assert SECONDS.sub("", str(proof)) == sentence
    assert repr(proof) == str(proof)
    assert bool(SECONDS.search(str(proof))) is (proof.verdict is Verdict.PROVED)


def test_what_is_missing_is_told_and_made_up_names_are_short() -> None:
    told = str(prove(x * total(t[k], k), x))
    assert re.fullmatch(
        r"REFUTED: x\*total\(t\[k\], k\) = x fails at K = 2, x = .*, t\[1\] = .*, t\[2\] = .* \(.* against .*\); "
        r"left over: x\*\(total\(t\[k\], k\) - 1\); would hold with total\(t\[k\], k\) = 1",
        told,
    )


def test_a_reason_that_is_nothing_but_words() -> None:
    proof = Proof(Relation(x, "=", y), (), Verdict.UNKNOWN, "", detail="OutOfTimeError: more than 1 s")
    assert str(proof) == "UNKNOWN: x = y; OutOfTimeError: more than 1 s"
    assert str(replace(proof, detail="")) == "UNKNOWN: x = y"


def test_a_point_and_a_witness() -> None:
    point = Point({"K": 2}, {"x": Fraction(1, 3)}, {"w": {(1, 2): Fraction(-3, 2)}}, {"k": 1})
    assert str(point) == repr(point) == "K = 2, k = 1, x = 1/3, w[1, 2] = -3/2"
    witness = Witness(point, "1", "2")
    assert str(witness) == repr(witness) == f"{point}: 1 against 2"
    assert str(Witness(Point({}, {}, {}), "1", "2")) == "every point: 1 against 2"


def test_a_condition() -> None:
    assert repr(Condition(x > 0, True)) == str(Condition(x > 0, True)) == "x > 0"
    assert repr(Condition(x > 0, False)) == "x > 0 (not shown)"


def test_an_equation_stands_in_place_of_the_number_in_every_rendering() -> None:
    wanted = [("y", "4/7"), ("x", "sqrt(y)")]
    assert list(assignments(plain_point(DETERMINED))) == wanted
    assert str(DETERMINED) == place_of(plain_point(DETERMINED)) == "y = 4/7, x = sqrt(y)"
    claim = Theorem("root.is_one", x, "it is not", 1, assuming=[Eq(x, sqrt(y))])
    (link,) = claim.links
    refuted = Proof(link.relation, (), Verdict.REFUTED, "witness", witness=Witness(DETERMINED, "1", "2"))
    (chain,) = statement_view(claim, Outcome(claim.id, claim.kinds, (answered(link, refuted),))).chains
    assert list(chain.links[0].point) == wanted
    terminal = "\n".join(broken_lines(settle(claim).links[0]))
    notebook = prove(x, 1, assuming=[Eq(x, sqrt(y))])._repr_latex_()
    assert "differs at y = 4/7, x = sqrt(y): " in terminal
    assert r"\text{y = 4/7},\; \text{x = sqrt(y)}" in notebook
    assert "-7/5" not in terminal + notebook


def test_an_extreme_value_and_its_places() -> None:
    error = enclose_max(Abs(gelu(x) - gelu_tanh(x)), x)
    assert str(error) == repr(error)
    assert re.fullmatch(
        r"\[0\.00047\d+, 0\.00047\d+\], reached only in \[-2\.7\d*, -2\.6\d*\] or \[2\.6\d*, 2\.7\d*\]", str(error)
    )
    assert str(enclose_max(x * (1 - x), x)).startswith("0.25, reached only in ")
    assert str(enclose_min(gelu(x), x)).startswith("[-0.1699")
    assert str(WHOLE) == repr(WHOLE) == "the whole line"


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (Fraction(1, 3), Fraction(2, 3), "[0.333, 0.667]"),
        (Fraction(-1, 3), Fraction(-333, 1000), "[-0.3334, -0.333]"),
        (Fraction(0), Fraction(0), "0"),
        (Fraction(100), Fraction(200), "[100, 200]"),
        (Fraction(1, 2**40), Fraction(1, 2**39), "[9.09E-13, 1.82E-12]"),
        (Fraction(0), Fraction(1), "[0, 1]"),
    ],
)
def test_an_interval_is_rounded_outward(low: Fraction, high: Fraction, told: str) -> None:
    assert interval_told(low, high) == told


@given(st.fractions(), st.fractions(min_value=0, max_value=10**6))
def test_an_interval_holds_its_ends(low: Fraction, width: Fraction) -> None:
    ends = [Fraction(end) for end in interval_told(low, low + width).strip("[]").split(", ")]
    assert ends[0] <= low <= low + width <= ends[-1]
