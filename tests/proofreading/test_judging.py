"""Small notes from end to end: what is proved, refuted, missing; and what must never be said."""

from pathlib import Path

import pytest

from proofnotes.proofreading.check import check
from proofnotes.proofreading.codes import Severity
from proofnotes.proofreading.outcomes import NoteOutcome, NoteVerdict
from proofnotes.proofreading.sources.read import read

V = NoteVerdict
BAD = (V.REFUTED, V.MISSING, V.DIFFERS)


def outcomes(text: str) -> list[NoteOutcome]:
    checked = check(read(Path("notes.md"), text))
    return [outcome for each in checked.formulas for outcome in each.outcomes]


def verdicts(text: str) -> list[NoteVerdict]:
    """Of everything that is a link."""
    return [each.verdict for each in outcomes(text) if each.link is not None]


def last(text: str) -> NoteOutcome:
    return [each for each in outcomes(text) if each.link is not None or each.verdict is V.NOT_UNDERSTOOD][-1]


SIGMOID = "The logistic function is\n$$\\sigma(x) = \\frac{1}{1+e^{-x}}$$\n"
CROSS_ENTROPY = (
    "Let $\\mathbf{z} \\in \\mathbb{R}^K$ and $y \\in \\mathbb{R}^K$.WORDS\n\n"
    "$$L = -\\sum_{i=1}^K y_i \\left(z_i - \\log \\sum_{j=1}^K e^{z_j}\\right)$$\n"
    "and therefore\n"
    "$$L = -\\sum_{i=1}^K y_i z_i + \\log \\sum_{j=1}^K e^{z_j}$$\n"
)


def test_a_derivative_is_proved() -> None:
    text = SIGMOID + "Its derivative:\n$$\\frac{d}{dx}\\sigma(x) = \\sigma(x)(1-\\sigma(x))$$"
    assert last(text).verdict is V.PROVED


def test_a_wrong_sign_is_refuted_with_the_simplest_witness() -> None:
    found = last(SIGMOID + "Its derivative:\n$$\\frac{d}{dx}\\sigma(x) = \\sigma(x)(1+\\sigma(x))$$")
    assert (found.verdict, found.code) == (V.REFUTED, "PN101")
    assert found.witness == {"x": "0"}
    assert found.values == ("1/4", "3/4")
    assert any(basis.line == 2 for basis in found.used)


def test_the_words_give_what_is_needed() -> None:
    found = last(CROSS_ENTROPY.replace("WORDS", " Here $y$ is a one-hot vector."))
    assert found.verdict is V.GIVEN
    assert found.given[0].line == 1


def test_without_the_words_it_is_missing() -> None:
    """Trap 9: a normalization is named."""
    found = last(CROSS_ENTROPY.replace("WORDS", ""))
    assert (found.verdict, found.code) == (V.MISSING, "PN103")
    assert found.missing == (r"\sum_{k} y_{k} = 1",)


def test_what_labels_do_by_convention_is_a_warning() -> None:
    found = last("The cross-entropy loss. " + CROSS_ENTROPY.replace("WORDS", ""))
    assert (found.verdict, found.severity) == (V.MISSING, Severity.WARNING)


@pytest.mark.parametrize(
    "text",
    [
        "Let $w, x \\in \\mathbb{R}^n$. The plane is $$w^T x + b = 0$$",
        "The unit circle is $$x^2 + y^2 = 1$$",
        "For an eigenvector $$A v = \\lambda v$$",
        SIGMOID + "If $\\sigma(x) = 1/2$, then we stop.",
        SIGMOID + "Setting the derivative to zero, $$\\frac{d}{dx}\\sigma(x) = 0$$",
        SIGMOID + "For example, if $x$ is large, $\\sigma(x) = 1 - x$.",
        SIGMOID + "In general $\\sigma(x + y) \\ne \\sigma(x) + \\sigma(y)$.",
        "Solve $$0 = 2x - 3$$",
    ],
)
def test_laws_conditions_and_equations_are_no_errors(text: str) -> None:
    """Traps 9, 14, 15."""
    assert not [each for each in outcomes(text) if each.verdict in BAD]


def test_a_redefinition_wins() -> None:
    """Traps 10, 16."""
    text = (
        "First, with $x \\in \\mathbb{R}$,\n$$h = 2 x$$\nNow we take instead\n$$h = x^2$$\n"
        "so that\n$$\\frac{dh}{dx} = 2 x$$"
    )
    found = outcomes(text)
    assert V.REDEFINED in [each.verdict for each in found]
    assert found[-1].verdict is V.PROVED


def test_a_definition_further_down_is_said() -> None:
    """Trap 11."""
    text = "We have\n$$u + 1 = 3 x + 1$$\nwhere we let\n$$u = 3 x$$"
    found = [each for each in outcomes(text) if each.link is not None]
    assert not [each for each in found if each.verdict in BAD]


def test_a_term_that_is_not_understood_is_passed_over_without_refuting() -> None:
    """Trap 12."""
    text = SIGMOID + "$$\\frac{d}{dx}\\sigma(x) = \\oint \\sigma = \\sigma(x)(1+\\sigma(x))$$"
    assert not [each for each in outcomes(text) if each.verdict in BAD]


def test_rounded_decimals() -> None:
    """Trap 20."""
    assert last("We get\n$$\\frac{1}{3} = 0.333$$").verdict not in BAD


def test_substitution_is_in_force_afterwards() -> None:
    text = (
        "The vectors $y = [y_1, \\ldots, y_K]$, $z = [z_1, \\ldots, z_K]$ and "
        "$\\hat y = [\\hat y_1, \\ldots, \\hat y_K]$. We substitute the softmax:\n"
        "$$L = -\\sum_{i=1}^K y_i \\log(\\hat y_i)"
        " = -\\sum_{i=1}^K y_i \\log\\left(\\frac{e^{z_i}}{\\sum_{j=1}^K e^{z_j}}\\right)$$\n"
        "and get\n$$\\frac{e^{z_i}}{\\sum_{j=1}^K e^{z_j}} - y_i = \\hat y_i - y_i$$"
    )
    found = verdicts(text)
    assert V.SUBSTITUTION in found
    assert found[-1] is V.PROVED


def test_a_bound_holds_in_its_section() -> None:
    text = (
        "For $x \\in \\mathbb{R}^d$ let\n$$s = \\frac{1}{d}\\sum_{i=1}^d x_i^2 + \\epsilon$$\n"
        "with a constant $\\epsilon > 0$. Then\n$$s > 0$$"
    )
    found = last(text)
    assert found.verdict is V.GIVEN
    assert found.given[0].words == r"\epsilon > 0"


def test_an_equation_that_is_supposed_is_a_hypothesis() -> None:
    text = (
        "Let $\\mathbf{z} \\in \\mathbb{R}^K$ and $p_k = \\frac{e^{z_k}}{\\sum_j e^{z_j}}$. With "
        "$L = -\\sum_k y_k \\log p_k$ and $\\sum_k y_k = 1$ we get $\\frac{\\partial L}{\\partial z_k} = p_k - y_k$."
    )
    found = last(text)
    assert found.verdict is V.GIVEN
    assert found.given[0].words == r"\sum_k y_k = 1"


def test_what_is_false_whatever_a_function_is_is_refuted() -> None:
    text = (
        "Let $\\phi$ be an activation function.\n$$J = \\phi(x) + \\frac{\\lambda}{2} w^2$$\nThen\n"
        "$$\\frac{\\partial J}{\\partial w} = 2 \\lambda w$$"
    )
    assert last(text).verdict is V.REFUTED
    assert last(text.replace("2 \\lambda", "\\lambda")).verdict is V.PROVED
    assert last(text + "\nand\n$$\\phi(2 x) = 2 \\phi(x)$$").verdict not in BAD


def test_of_two_definitions_the_one_that_proves_is_meant() -> None:
    text = SIGMOID + (
        "Now\n$$\\sigma(x) = \\frac{e^x}{1+e^{-x}}$$\nis used. Its derivative:\n"
        "$$\\frac{d}{dx}\\sigma(x) = \\sigma(x)(1-\\sigma(x))$$"
    )
    assert verdicts(text)[1:] == [V.REFUTED, V.PROVED]


def test_a_network_with_an_activation_is_another_one() -> None:
    """Trap 10: what is defined by the new meaning as it was by the old one is no proof by the old one."""
    text = (
        "With $x, w, v \\in \\mathbb{R}$,\n$$h = w x$$\n$$o = v h$$\nWith an activation\n"
        "$$h = \\max(0, w x)$$\n$$o = v h$$"
    )
    assert not [each for each in outcomes(text) if each.verdict in BAD]


def test_another_loss_is_no_error() -> None:
    """Trap 16."""
    text = (
        "With $y, p \\in \\mathbb{R}$ the squared error is\n$$L = (y - p)^2$$\nThe absolute error is\n$$L = |y - p|$$\n"
        "Of the first,\n$$\\frac{\\partial L}{\\partial p} = 2 (p - y)$$"
    )
    assert not [each for each in outcomes(text) if each.verdict in BAD]


def test_of_two_definitions_neither_refutes() -> None:
    text = "With $x \\in \\mathbb{R}$,\n$$h = 2 x$$\nand\n$$h = x^2$$\nso that\n$$\\frac{dh}{dx} = 7 x$$"
    assert verdicts(text)[1:] == [V.REDEFINED, V.UNKNOWN]


def test_a_wrong_restatement_is_refuted() -> None:
    text = SIGMOID + "Another common form is\n$$\\sigma(x) = \\frac{e^x}{1+e^{-x}}$$"
    assert last(text).verdict is V.REFUTED


def test_a_condition_that_is_solved_below_is_none_that_holds() -> None:
    text = "Setting the derivative to zero,\n$$u - 3 x = 0$$\nwe find\n$$u = 3 x$$"
    assert V.PROVED not in verdicts(text)


def test_the_derivative_of_a_known_function() -> None:
    assert last("We have\n$$\\tanh'(x) = 1 - \\tanh(x)$$").verdict is V.REFUTED


@pytest.mark.parametrize("between", [" This simplifies to ", " So\n\n"])
def test_a_condition_that_is_rewritten_is_a_condition(between: str) -> None:
    text = (
        "Let $A \\in \\mathbb{R}^{n \\times n}$ and $u \\in \\mathbb{R}^n$, and $B = A + A^T$. "
        "We set the gradient to zero: "
        f"$2 B u - 2 \\lambda u = 0$.{between}$B u = \\lambda u$."
    )
    assert not [each for each in outcomes(text) if each.verdict in BAD]


def test_a_hypothesis_of_a_sentence_holds_in_it() -> None:
    text = (
        "For $A \\in \\mathbb{R}^{n \\times n}$, $x \\in \\mathbb{R}^n$ and $f(x) = x^T A x$,\n"
        "$$\\frac{\\partial f}{\\partial x} = 2 A x.$$\nIf $A$ is symmetric, then\n"
        "$$\\frac{\\partial f}{\\partial x} = 2 A x.$$"
    )
    assert verdicts(text)[1:] == [V.REFUTED, V.GIVEN]


def test_a_condition_holds_nearby() -> None:
    """Along y = x² the derivative is another one."""
    text = "Let\n$$z = x y$$\nAlong the curve $y = x^2$ we have\n$$\\frac{dz}{dx} = 3 x^2$$"
    assert not [each for each in outcomes(text) if each.verdict in BAD]


def test_nothing_raises() -> None:
    """Trap 18."""
    for text in ("$$\\frac{$$", "$x = $", "$$\\sum_{i} = \\sum$$", "$" * 99, "$$ = = $$", "$$x = x = x$$"):
        outcomes(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Let $f(x) = \\frac{a}{2} x^2 - b x$ with $a > 0$. Then\n$$f'(x) = a x - b.$$", "a x - b."),
        (
            "Let $L(w) = \\frac12 \\sum_{i=1}^n (w x_i - y_i)^2$.\n$$L'(w) = \\sum_{i=1}^n x_i (w x_i - y_i).$$",
            "(w x_i - y_i).$$",
        ),
    ],
)
def test_a_value_further_down_proves_no_derivative(text: str, right: str) -> None:
    """Where the derivative is zero, every multiple of it is right."""
    optimum = "\nThe minimiser is $x = \\frac{b}{a}$, $w = \\frac{\\sum_{i=1}^n x_i y_i}{\\sum_{i=1}^n x_i^2}$."
    wrong = text.replace(right, {"a x - b.": "b - a x."}.get(right, "(y_i - w x_i).$$"))
    assert any(each.verdict.holds for each in outcomes(text + optimum))
    assert not any(each.verdict.holds for each in outcomes(wrong + optimum))
