"""Functions that the text leaves open: what is proved holds for every such function, and nothing of them is refuted."""

from pathlib import Path

import pytest

from proofnotes.proofreading.check import check
from proofnotes.proofreading.outcomes import NoteOutcome, NoteVerdict
from proofnotes.proofreading.sources.read import read

WORDS = r"""Let $\phi$ be an activation function, applied entry by entry, $w, x, y \in \mathbb{R}$,
and $h = \phi(w x)$.

"""


def outcome(formula: str, before: str = WORDS) -> NoteOutcome:
    checked = check(read(Path("notes.md"), f"{before}$${formula}$$\n"))
    return checked.formulas[-1].outcomes[-1]


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{\partial h}{\partial x} = w \phi'(w x)",
        r"\frac{\partial^2 h}{\partial x^2} = w^2 \phi''(w x)",
        r"\frac{d}{dx} \phi'(x) = \phi''(x)",
        r"\frac{d}{dx} \phi(x)^2 = 2 \phi(x) \phi'(x)",
        r"\frac{d^2}{dx^2} \phi(x)^2 = 2 \phi'(x)^2 + 2 \phi(x) \phi''(x)",
        r"\frac{\partial}{\partial w} \phi(\phi(w x)) = \phi'(h) \phi'(w x) x",
    ],
)
def test_proved_for_every_function(formula: str) -> None:
    assert outcome(formula).verdict.holds


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{\partial^3 h}{\partial x^3} = 0",
        r"\frac{\partial}{\partial x} \phi''(x) = y",
        r"\frac{\partial^2}{\partial x^2} \phi'(x) = 0",
        r"\frac{\partial^3}{\partial x^2 \partial w} \phi(w x) = 0",
        r"\lim_{x \to \infty} \frac{\phi(x)}{x^3} = 0",
    ],
)
def test_beyond_the_second_order_is_refused(formula: str) -> None:
    assert outcome(formula).verdict is NoteVerdict.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "formula",
    [
        r"2 \phi(x + y) = 2 \phi(y + x)",
        r"\phi(2 x) + y = 2 \phi(x) + y",
        r"\frac{d}{dx} \phi(x) = \phi(x)",
        r"\phi(x) \phi(y) = \phi(x y)",
        r"\phi(x) + 1 > 0",
    ],
)
def test_what_need_not_hold_is_neither_proved_nor_refuted(formula: str) -> None:
    verdict = outcome(formula).verdict
    assert not verdict.holds
    assert verdict is not NoteVerdict.REFUTED


def test_the_same_argument_is_the_same_value() -> None:
    assert outcome(r"\sum_{i=1}^{n} \phi(a_i) = \sum_{j=1}^{n} \phi(a_j)").verdict is NoteVerdict.PROVED
    assert not outcome(r"\sum_{i=1}^{n} \phi(a_i) = \sum_{j=1}^{n} \phi(b_j)").verdict.holds


def test_entry_by_entry() -> None:
    before = WORDS + r"With $z \in \mathbb{R}^n$ and $W \in \mathbb{R}^{n \times n}$:" + "\n\n"
    formula = r"\frac{\partial}{\partial z_j} \sum_i \phi(z_i) = \phi'(z_j)"
    assert outcome(formula, before).verdict is NoteVerdict.PROVED


def test_several_arguments() -> None:
    before = r"The loss function is $l(o, y)$, where $o = w h$, and $w, h \in \mathbb{R}$." + "\n\n"
    formula = r"\frac{\partial l(o, y)}{\partial w} = \frac{\partial l(o, y)}{\partial o} h"
    assert outcome(formula, before).verdict is NoteVerdict.PROVED
