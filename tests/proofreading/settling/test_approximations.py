"""a ≈ b: numbers by their digits, functions by their largest error."""

import pytest

from derivations.gelu import gelu
from derivations.gelu_tanh import gelu_tanh
from proofnotes import Dim, Expr, Scalar, log, sin, tanh
from proofnotes.expr.nodes import wrap
from proofnotes.proofreading.grammar.nodes import (
    TexFactor,
    TexName,
    TexNode,
    TexNumeral,
    TexProduct,
    TexScript,
    TexScripted,
    TexSum,
    TexTerm,
    Token,
)
from proofnotes.proofreading.meaning.model import NoteLink, Reading
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.settling.approximations import Approximation, approximate, last_digit, rounded_up

x, y = Scalar("x"), Scalar("y")


def about(left: Expr, right: Expr | float, written: TexNode | str = "") -> Approximation:
    node = TexNumeral(written) if isinstance(written, str) else written
    return approximate(Reading(left, wrap(right), "≈"), NoteLink(TexName("a"), "≈", node), 2.0)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("0.693", NoteVerdict.APPROXIMATE),
        ("0.69", NoteVerdict.APPROXIMATE),
        ("0.694", NoteVerdict.APPROXIMATE),  # one in the last digit
        ("0.70", NoteVerdict.APPROXIMATE),
        ("0.695", NoteVerdict.REFUTED),
        ("0.72", NoteVerdict.REFUTED),
        ("2", NoteVerdict.UNKNOWN),  # one digit refutes nothing
    ],
)
def test_numbers_round(text: str, verdict: NoteVerdict) -> None:
    assert about(log(2), float(text), text).verdict is verdict


def test_the_largest_error_is_enclosed() -> None:
    found = about(gelu(x), gelu_tanh(x), TexName("b"))
    assert (found.verdict, found.bound) == (NoteVerdict.APPROXIMATE, "0.000474")


def test_what_is_far_off_is_no_approximation() -> None:
    assert about(tanh(x), tanh(2 * x), TexName("b")).verdict is NoteVerdict.UNKNOWN
    assert about(sin(x), x, TexName("b")).verdict is NoteVerdict.UNKNOWN


def test_several_variables_and_sizes_are_left() -> None:
    assert about(x + y, x, TexName("b")).verdict is NoteVerdict.UNKNOWN
    assert about(wrap(1) + Dim("n"), 1, "1.00").verdict is NoteVerdict.UNKNOWN


@pytest.mark.parametrize(
    ("node", "unit", "digits"),
    [
        (TexNumeral("0.0450"), "1/10000", 2),
        (TexNumeral("120"), "10", 2),
        (TexNumeral("12"), "1", 2),
        (TexSum((TexTerm("-", TexNumeral("3.14")),)), "1/100", 3),
    ],
)
def test_last_digit(node: TexNode, unit: str, digits: int) -> None:
    found = last_digit(node)
    assert found is not None
    assert (str(found.unit), found.digits) == (unit, digits)


def test_last_digit_of_a_power_of_ten() -> None:
    power = TexScripted(TexNumeral("10"), sup=TexScript((Token("sign", "-"), Token("number", "5"))))
    found = last_digit(TexProduct((TexFactor("", TexNumeral("3.1")), TexFactor("×", power))))
    assert found is not None
    assert (str(found.unit), found.digits) == ("1/1000000", 2)
    assert last_digit(TexName("x")) is None


def test_a_bound_is_rounded_up() -> None:
    assert rounded_up(0.00047398904) == "0.000474"
    assert rounded_up(0.0004730001) == "0.000474"
