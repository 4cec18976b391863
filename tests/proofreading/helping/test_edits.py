"""Single edits: every kind puts right what an author may have got wrong."""

from __future__ import annotations

import pytest

from proofnotes.proofreading.grammar.statements import parse
from proofnotes.proofreading.helping.edits import KINDS, single_edits

WRONG_AND_RIGHT = [
    ("a sign", r"y = -\left( a + b \right)", r"y = -\left( a - b \right)"),
    ("a sign", r"y = -a", r"y = a"),
    ("a sign", r"y = a", r"y = -a"),
    ("a sign", r"y = \left[ a + b \right]", r"y = -\left[ a + b \right]"),
    ("a factor", r"y = \left( a + b \right)", r"y = 2 \left( a + b \right)"),
    ("a factor", "y = 3x", "y = 2x"),
    ("a factor", "y = 2x", "y = x"),
    ("a factor", "y = x^2", r"y = \frac{1}{2} x^2"),
    ("a factor", "y = a x", "y = a "),
    ("an index", r"y = \sum_i a_i b_j + c_k", r"y = \sum_i a_i b_i + c_k"),
    ("an index", r"y = \frac{1 - b^t}{1 - b}", r"y = \frac{1 - b^{t+1}}{1 - b}"),
    ("an index", r"y = \sum_{i=0}^{t} b^i", r"y = \sum_{i=0}^{t-1} b^i"),
    ("an index", r"y = x_{t-1} + x_t", r"y = x_t + x_t"),
    ("an exponent", r"y = x^2 + 1", r"y = x + 1"),
    ("an exponent", r"y = 1 + x_i", r"y = 1 + x_i^2"),
    ("an exponent", r"y = (1 - t)", r"y = (1 - t)^2"),
    ("a function", r"y = \log x", r"y = \exp x"),
    ("a function", r"y = \sqrt{x}", r"y = {x}"),
    ("a fraction turned over", r"y = \frac{a}{b + 1}", r"y = \frac{b + 1}{a}"),
    ("a relation turned round", r"x \le y", r"x \ge y"),
    ("a transpose", r"y = \mathbf{w}^\top \mathbf{x}", r"y = \mathbf{w} \mathbf{x}"),
    ("a transpose", r"y = A^T B", r"y = A^T B^T"),
    ("an accent", r"y - \hat{y}", r"y - y"),
    ("an accent", r"y - \hat{y} + y", r"y - \hat{y} + \hat{y}"),
    ("a bracket", "z = 1 - a + b", "z = 1 - (a + b)"),
    ("a term", r"y \log p + (1) \log q", r"y \log p + (1 - y) \log q"),
    ("a term", r"\frac{y}{p} - \frac{1}{1 - p}", r"\frac{y}{p} - \frac{1 - y}{1 - p}"),
    ("a root", r"y = \frac{a}{b}", r"y = \frac{a}{\sqrt{b}}"),
    ("a name", r"\eta a - \beta b", r"\eta a - \eta b"),
]


@pytest.mark.parametrize(("kind", "wrong", "right"), WRONG_AND_RIGHT)
def test_every_kind_of_edit(kind: str, wrong: str, right: str) -> None:
    found = {edit.applied(wrong): edit for edit in single_edits(wrong)}
    assert right in found
    assert found[right].kind == kind


def test_every_row_has_an_example() -> None:
    assert {kind for kind, _ in KINDS} == {kind for kind, _, _ in WRONG_AND_RIGHT}


def test_the_same_edit_at_all_equal_places() -> None:
    body = r"h = (\mathbf{x} - B \mathbf{c})^\top B (\mathbf{x} - B \mathbf{c})"
    right = r"h = (\mathbf{x} + B \mathbf{c})^\top B (\mathbf{x} + B \mathbf{c})"
    found = {edit.applied(body): edit.kind for edit in single_edits(body, parse(body)[0])}
    assert found[right] == "a sign, at all equal places"


def test_what_is_no_formula_has_no_edits() -> None:
    assert single_edits(r"\text{a") == []


def test_an_edit_leaves_everything_else_as_it_was_written() -> None:
    body = r"y  =  \left(   a +b\right) % a remark"
    assert r"y  =  \left(   a -b\right) % a remark" in {edit.applied(body) for edit in single_edits(body)}
