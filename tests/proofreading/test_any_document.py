"""Whatever stands in a document, checking it ends with an answer of which every part lies in the document."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofnotes.proofreading.check import check
from proofnotes.proofreading.output.findings import report_of
from proofnotes.proofreading.output.html.page import html_page
from proofnotes.proofreading.sources.read import read

PIECES = (
    r"\sigma",
    "(x)",
    "=",
    r"\frac{1}{1+e^{-x}}",
    r"\sum_{i=1}^{n}",
    "x_i",
    "^2",
    r"\hat{y}",
    "+",
    "-",
    r"\mathbf{w}",
    r"^\top",
    "x",
    r"\frac{\partial L}{\partial z_j}",
    r"\in",
    r"\mathbb{R}^n",
    r"\log",
    "p",
    "_j",
    r"\\",
    "&",
    ",",
    r"\quad",
    "<",
    r"\max",
    "(",
    ")",
    r"\|",
    "|",
    "[",
    "]",
    r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
    "A",
    "W^{(1)}",
    r"\odot",
    r"\text{softmax}(z)",
    "z",
    r"\delta_{ij}",
    "i",
    "j",
    "0",
    "2",
    "n",
    "!",
    "'",
    r"\int",
    r"\to",
    r"\infty",
    r"\mathbb{E}",
    r"\exp",
    r"\nabla",
    "f",
    "/",
    r"\dots",
)
WORDS = (
    "Let ",
    "If ",
    "then ",
    "where ",
    "so ",
    "设",
    "因此",
    "# Heading\n\n",
    "The symmetric matrix ",
    "for all ",
    "",
)

formulas = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map(" ".join)
sentences = st.tuples(st.sampled_from(WORDS), formulas).map(lambda pair: f"{pair[0]}$${pair[1]}$$")
documents = st.lists(sentences, min_size=1, max_size=5).map("\n\n".join)


@given(text=documents)
@settings(max_examples=40, deadline=None)
def test_nothing_makes_checking_fail(text: str) -> None:
    checked = check(read(Path("notes.md"), text), seconds=0.3, budget=2)
    assert len(checked.formulas) == len(checked.document.formulas)
    for formula in checked.formulas:
        for outcome in formula.outcomes:
            start, end = outcome.span
            assert 0 <= start <= end <= len(formula.formula.body)
            assert outcome.code != "PN499", outcome.message
    assert html_page(checked, report_of(checked, lambda _code, _verdict: None))


@pytest.mark.parametrize(
    "formula",
    [
        "10^{10^{10}} = 1",
        "e^{100000000} = 1",
        r"\sum_{i=1}^{1000000000} i = 5",
        "(x + y + z)^{200} = (z + y + x)^{200} + 1",
        "+".join(["x"] * 3000) + " = 3000 x",
        r"\left(" * 300 + "x" + r"\right)" * 300 + " = x",
        ", ".join(["x = 1"] * 200),
        "=".join(["x"] * 200),
        r"\frac{d^{50}}{dx^{50}} e^{x^2} = 0",
    ],
)
def test_nothing_takes_longer_than_its_time(formula: str) -> None:
    checked = check(read(Path("notes.md"), f"$$\n{formula}\n$$"), seconds=0.5, budget=2)
    assert checked.seconds < 15
