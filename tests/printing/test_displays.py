"""The notes' display formulas, symbol for symbol, each printed from the statement that carries it."""

import re

import pytest

from proofnotes import Definition, Dim, NotationError, Scalar, Tensor, Theorem, exp, let, total
from proofnotes.printing.glyphs import Notation
from proofnotes.report.formulas import formula
from proofnotes.statements.catalogue import Catalogue
from proofnotes.statements.display import Components, Display, Equation, Members, Range, Split
from tests.report.notes_formulas import FORMULAS

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\S")
LAYOUT = {r"\left", r"\right", r"\quad"}

K, d = Dim("K"), Dim("d")
i, j = K.indices("i j")
a = d.index("a")
z, w = Tensor("z", K), Tensor("w", 2 * d)
x = Scalar("x")
ratio = Definition("ratio", exp(z[i]) / total(exp(z[j]), j), inputs=(z,), indices=(i,))
upper, lower = let("upper", w[a], a), let("lower", w[d + a], a)


def symbols(latex: str) -> list[str]:
    """The symbols of a formula without spaces, bracket sizes, line breaks of aligned equations and needless braces."""
    if (whole := re.fullmatch(r"\s*\\begin\{align(?:ed)?\}(.*)\\end\{align(?:ed)?\}\s*", latex, re.S)) is not None:
        latex = whole[1].replace(r"\\", " ").replace("&", " ")
    latex = re.sub(r"([_^])\{(\w|\\[A-Za-z]+)\}", r"\1\2 ", latex)
    return [token for token in TOKEN.findall(latex) if token not in LAYOUT]


def numbered(catalogue: Catalogue) -> dict[int, str]:
    return {each.number: formula(each, owner) for owner in catalogue.statements for each in owner.shows}


@pytest.mark.parametrize("number", range(1, len(FORMULAS) + 1))
def test_formula_is_that_of_the_notes(catalogue: Catalogue, number: int) -> None:
    assert symbols(numbered(catalogue)[number]) == symbols(FORMULAS[number - 1])


def test_every_formula_is_shown_by_exactly_one_statement(catalogue: Catalogue) -> None:
    shown = [each.number for owner in catalogue.statements for each in owner.shows]
    assert sorted(shown) == list(range(1, 39))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"a - b", r"a + b"),
        (r"\frac{1}{N} x", r"\frac{1}{D} x"),
        (r"x_i^2", r"x_j^2"),
        (r"\begin{cases} a, & b \\ c, & d \end{cases}", r"\begin{cases} a, & b, & c, & d \end{cases}"),
        (r"\alpha x", r"\alphax"),
        (r"x_{ij}", r"x_ij"),
    ],
)
def test_comparison_tells_formulas_apart(one: str, other: str) -> None:
    assert symbols(one) != symbols(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\left( a \right)", "(a)"),
        (r"e^{x}", "e^x"),
        (r"a, \quad b", "a,b"),
        (r"\begin{align} a &= b \\ &= c \end{align}", "a = b = c"),
    ],
)
def test_comparison_passes_over_layout(one: str, other: str) -> None:
    assert symbols(one) == symbols(other)


def test_display_follows_the_statement() -> None:
    display = Display(1)
    assert formula(display, Theorem("a.b", x + 1, "r", 2 * x)) == "x + 1 = 2 x"
    assert formula(display, Theorem("a.b", x - 1, "r", 2 * x)) == "x - 1 = 2 x"


def test_range_members_and_components_come_from_the_sizes() -> None:
    assert formula(Display(1, Range("j"), notation=Notation(renamed={"j": "k"})), ratio) == "k = 1, ..., K"
    assert formula(Display(1, Components("z")), ratio) == r"\mathbf{z} = (z_1, z_2, \dots, z_K)"
    both = Definition("both", upper[a] + lower[a], inputs=(w,), indices=(a,), where=(upper, lower))
    assert formula(Display(1, Members(("upper", "lower"))), both) == r"\text{upper}, \text{lower} \in \mathbb{R}^{d}"


def test_split_is_checked() -> None:
    r = (2 * d).index("r")
    h = let("h", w[r], r)
    first, second = let("first", h[a], a), let("second", h[d + a], a)
    good = Definition("good", first[a] * second[a], inputs=(w,), indices=(a,), where=(h, first, second))
    assert formula(Display(1, Split(("first", "second"))), good) == r"[\text{first}, \text{second}] = \text{split}(h)"
    for wrong in (("second", "first"), ("first",), ("first", "first")):
        with pytest.raises(NotationError, match="blocks"):
            formula(Display(1, Split(wrong)), good)


@pytest.mark.parametrize(
    ("display", "message"),
    [
        (Display(1, Equation(at=(0, 7))), "no number 7"),
        (Display(1, Equation("nothing")), "'nothing'"),
        (Display(1, Components("nothing")), "'nothing'"),
        (Display(1, Range("nothing")), "'nothing'"),
        (Display(1, notation=Notation(arguments={"ratio": ("nothing",)})), "does not depend on nothing"),
    ],
)
def test_display_of_what_does_not_exist_is_an_error(display: Display, message: str) -> None:
    with pytest.raises(NotationError, match=message):
        formula(display, ratio)


def test_malformed_display_is_an_error() -> None:
    with pytest.raises(NotationError, match="≈"):
        Equation(sign="<<")
    with pytest.raises(NotationError, match="implies"):
        Display(1, join="or")
    with pytest.raises(NotationError, match="line breaks"):
        Display(1, Equation(), Equation(), breaks=(1,))
