"""Corrections of documents: shown where they are proved, certain where no other one is."""

from __future__ import annotations

from pathlib import Path

from proofnotes.proofreading.check import check
from proofnotes.proofreading.outcomes import Edit
from proofnotes.proofreading.sources.read import read


def corrected(text: str) -> list[tuple[str, Edit]]:
    """The text with each of the edits that are offered, and the edit."""
    checked = check(read(Path("notes.md"), text))
    edits = [edit for formula in checked.formulas for outcome in formula.outcomes for edit in outcome.edits]
    return [(text[: edit.span[0]] + edit.text + text[edit.span[1] :], edit) for edit in edits]


DERIVATIVE = """# A loss

Let $z \\in \\mathbb{R}$ and $L(z) = z^3 + 2 z$. Its derivative is

$$\\frac{dL}{dz} = 3 z^2 SIGN 2$$
"""


def test_a_wrong_sign_is_put_right() -> None:
    found = corrected(DERIVATIVE.replace("SIGN", "-"))
    assert DERIVATIVE.replace("SIGN", "+") in [text for text, _ in found]
    assert all("[proved]" in edit.why for _, edit in found)


def test_what_holds_is_left_alone() -> None:
    assert corrected(DERIVATIVE.replace("SIGN", "+")) == []


TWICE = """# Completing the square

Let $A \\in \\mathbb{R}^{n \\times n}$ and $u, x \\in \\mathbb{R}^n$. Define

$$h(x) = x^\\top A x + x^\\top A u + u^\\top A x + u^\\top A u.$$

This can be rewritten as

$$h(x) = (x - u)^\\top A (x - u).$$
"""


def test_the_same_mistake_at_two_places() -> None:
    texts = [text for text, _ in corrected(TWICE)]
    assert TWICE.replace("(x - u)^\\top A (x - u)", "(x + u)^\\top A (x + u)") in texts


TWO_WAYS = """# Two ways

Let $a, b \\in \\mathbb{R}$ and let $p = a b$. Then

$$a + p = a - a b.$$
"""


def test_an_edit_is_certain_only_if_no_other_statement_is_near() -> None:
    found = corrected(TWO_WAYS)
    assert len(found) > 1
    assert not any(edit.certain for _, edit in found)


CONFIRMED = """# A loss

Let $z \\in \\mathbb{R}$ and $L(z) = z^3 + 2 z$. Its derivative is

$$\\frac{dL}{dz} = 3 z^2 + 2$$

and the second one is

$$\\frac{d^2L}{dz^2} = 5 z$$
"""


def test_the_only_edit_is_certain_where_the_definition_is_confirmed() -> None:
    found = corrected(CONFIRMED)
    assert [text for text, edit in found if edit.certain] == [CONFIRMED.replace("5 z", "6 z")]
    alone = CONFIRMED.replace("3 z^2 + 2", "z")
    assert not any(edit.certain for _, edit in corrected(alone))


RESTS = """# Sigmoid

The sigmoid is

$$\\sigma(x) = \\frac{1}{1 - e^{-x}}$$

and its derivative is

$$\\frac{d}{dx} \\sigma(x) = \\sigma(x) (1 - \\sigma(x))$$
"""


def test_what_rests_on_a_wrong_definition_is_not_edited() -> None:
    found = corrected(RESTS)
    assert [text for text, _ in found] == [RESTS.replace("1 - e^{-x}", "1 + e^{-x}")]
    assert not any(edit.certain for _, edit in found)


CONTESTED = """# A loss

Let $z \\in \\mathbb{R}$ and

$$L = z^3 + 2 z.$$

Its derivative is

$$\\frac{dL}{dz} = 3 z^2 + 2.$$

In another form

$$L = z (z^2 - 2),$$

and so

$$\\frac{d^2L}{dz^2} = 6 z, \\qquad \\frac{dL}{dz} - 2 = 3 z^2.$$
"""


def test_what_rests_on_a_definition_of_which_there_are_two_is_not_edited() -> None:
    """What holds by the older definition alone tells that the restatement is wrong: only that is edited."""
    changed = [text for text, _ in corrected(CONTESTED)]
    assert changed == [CONTESTED.replace("z^2 - 2", "z^2 + 2")]


ANEW = """# A loss

Let $z \\in \\mathbb{R}$ and

$$L = z^3.$$

Now let

$$L = z^2 + 1.$$

Then

$$\\frac{d^2L}{dz^2} = 2, \\qquad \\frac{dL}{dz} = 3 z.$$
"""


def test_where_a_symbol_is_defined_anew_nothing_that_rests_on_it_is_edited() -> None:
    """Which of the two the author meant is not certain enough to write into a file."""
    assert corrected(ANEW) == []
    assert corrected(ANEW.replace("z^3.", "z^2 + 1.")) != []


FAR_OFF = """# A loss

Let $y, z \\in \\mathbb{R}$ and

$$\\hat{y} = \\frac{1}{1 + e^{-z}}$$

Then

$$\\frac{d\\hat{y}}{dz} = y + \\hat{y} z^5$$
"""


def test_where_no_single_edit_helps_the_side_is_computed() -> None:
    (found,) = corrected(FAR_OFF)
    text, edit = found
    assert text == FAR_OFF.replace("y + \\hat{y} z^5", "\\hat{y} (1 - \\hat{y})")
    assert not edit.certain
