"""Names are printed right wherever names are printed, or refused where they are given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from proofnotes import (
    Definition,
    Diagonal,
    Dim,
    Eq,
    Jacobian,
    NotationError,
    Scalar,
    Tensor,
    Whole,
    cases,
    delta,
    diff,
    exp,
    let,
    limit,
    log,
    product,
    prove,
    same,
    total,
)
from proofnotes.expr.indices import plain
from proofnotes.printing.latex import latex
from proofnotes.printing.lettering import glyph_of
from proofnotes.statements.typeset import definition_formula
from tests.printing.latex_tokens import problems

CONVERTER = LatexToMathML(fancy_error=False)

NAMES = [
    ("x^*", "x^*"),
    ("x'", "x'"),
    ("x''", "x''"),
    ("x^*'", r"x^{*\prime}"),
    ("x'_i", "x_i'"),
    ("W^{(1)}", "W^{(1)}"),
    ("x^(t+1)", "x^{(t+1)}"),
    ("x^{(k+alpha)}", r"x^{(k+\alpha)}"),
    ("x_{i}^T", "x_i^T"),
    ("sigma^2", r"\sigma^2"),
    ("x²", "x^2"),
    ("x₁", "x_1"),
    ("学习率", r"\text{学习率}"),
    ("学习率_2", r"\text{学习率}_2"),
    ("кириллица", r"\text{кириллица}"),
    ("x_学", r"x_{\text{学}}"),
    ("μ", r"\mu"),
    ("Δx", r"{\Delta x}"),
    ("φ", r"\varphi"),
    ("ẋ", r"\dot{x}"),
    ("x\u0302", r"\hat{x}"),
    ("naïve", r"\text{naïve}"),
    (r"\theta_1", r"\theta_1"),
    ("lambda_", r"\lambda"),
    ("a_b_1", "a_{b,1}"),
    ("x_2k", "x_{2k}"),
    ("learning rate", r"\text{learning rate}"),
    ("layer.0.weight", r"\text{layer.0.weight}"),
    ("frac", r"\text{frac}"),
    ("left", r"\text{left}"),
    ("local", r"\text{local}"),
    ("crowbar", r"\text{crowbar}"),
    ("betahat2", r"\hat{\beta}_2"),
    ("y_hat_1", r"\hat{y}_1"),
]

REFUSED = [
    ("", "a name is not empty"),
    (" ", "starts with a letter, and a space is none"),
    ("x ", "a space cannot stand there"),
    ("a  b", "a space cannot stand there"),
    ("2x", "starts with a letter, and 2 is none"),
    ("_x", "starts with a letter, and _ is none"),
    ("loss%", "% cannot stand there"),
    ("a&b", "& cannot stand there"),
    ("a$", "$ cannot stand there"),
    ("a#b", "none of # @ ~"),
    ("k~1", "none of # @ ~"),
    ("x\\frac", "\\ cannot stand in a name"),
    ("\\frac", "starts with a letter"),
    ("x{", "{ cannot stand in a name"),
    ("x}", "} cannot stand in a name"),
    ("x^", "nothing follows ^"),
    ("x^{}", "nothing follows ^"),
    ("^x", "starts with a letter"),
    ("x'y", "y cannot stand behind a script"),
    ("x-y", "- cannot stand there"),
    ("K+1", "+ cannot stand there"),
    ("x^%", "% cannot stand above"),
    ("x\n", "control character 0x0a cannot stand there"),
    ("x\u202ey", "right-to-left override cannot stand there"),
    ("x\u200b", "zero width space cannot stand there"),
    ("😀", "😀 is none that every formula can show"),
    ("שלום", "ש is none that every formula can show"),
    ("a" * 120, "at most 100 characters, this one has 120"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_a_name_is_printed(name: str, expected: str) -> None:
    assert str(glyph_of(name)) == expected == latex(Scalar(name))
    assert problems(expected) == []


@pytest.mark.parametrize(("name", "said"), REFUSED, ids=[ascii(name) for name, _ in REFUSED])
def test_a_name_is_refused_where_it_is_given(name: str, said: str) -> None:
    K, x = Dim("K"), Scalar("x")
    makers = {
        "Scalar": lambda: Scalar(name), "Tensor": lambda: Tensor(name, K), "Dim": lambda: Dim(name),
        "let": lambda: let(name, x), "index": lambda: K.index(name),
    }  # fmt: skip
    for kind, make in makers.items():
        with pytest.raises(NotationError) as found:
            make()
        if not (kind == "index" and len(name.split()) > 1):
            assert said in str(found.value)
            assert str(found.value).startswith(f"{kind}({repr(name)[:30]}")
            assert ("latex=" in str(found.value)) == (kind != "index")
    with pytest.raises(NotationError, match="expected a name such as|at most 100"):
        Definition(name, x, inputs=(x,))


def everything(name: str, given: str | None = None) -> list[object]:
    """Every kind of node in which a name is printed, with the name in each of its places."""
    K, N = Dim(name, latex=given), Dim("N")
    i, j = K.indices("i j") if given or len(name.split()) > 1 else (K.index(name), K.index("j"))
    n = N.index("n")
    x, z, w = Scalar(name, latex=given), Tensor(name, K, latex=given), Tensor(name, N, K, latex=given)
    y = Scalar("y")
    f = let(name, exp(z[i]), i, latex=given, inputs=(z,))
    g = let(name, y**2, latex=given, inputs=(y,))
    s = let(name, total(z[i], i), latex=given)
    blocks = Tensor(name, 2 * K, latex=given)
    return [
        x, x**2, x**x, exp(x), log(x), x / x, 2 * x, x - -x, (x**2) ** 2, K**2, 1 / K, (2 * K) * x,
        z[i] ** 2, w[n, i] ** 2, z[1] ** 2, blocks[K + i] ** 2, total(z[i] ** 2, i) ** 2, product(z[j], j), delta(i, j),
        diff(x**2, x), diff(x**2, x, x), diff(exp(z[i]), z[j], z[j]), diff(f[i] ** 2, f[i], f[i]),
        diff(y, s[()], s[()]), f[i] ** 2, f.of(lambda k: 2 * z[k])[i] ** 2, g.of(x) ** 2, s[()] ** 2, limit(1 / x, x),
        cases((x, same(i, j)), (x, x > 0), x**2), Whole(z), Whole(z).T, Whole(z).T.T, Whole(w) @ Whole(z), Whole(f).T,
        Diagonal(Whole(z)), Jacobian(Whole(f), Whole(z)), Whole(f.of(lambda k: 2 * z[k])), Eq(x, x**2),
        total(total(w[n, j] * w[n, i], n) * z[j], j),
    ]  # fmt: skip


@pytest.mark.parametrize("name", [name for name, _ in NAMES])
def test_a_name_is_printed_right_in_every_node(name: str) -> None:
    for e in everything(name):
        written = latex(e)  # type: ignore[arg-type]
        assert problems(written) == [], written
        assert CONVERTER.convert_with_local_state(written, displaystyle=True)


GIVEN = [r"\sigma^2", r"\text{Swish}'", r"\hat{x}^{\epsilon=0}", r"\text{d}x_1", r"x^{a^b}", "E''", r"\left(a\right)^2",
         r"\mathbf{W}^{(1)}_2", r"x'^2", r"a b", r"\begin{cases} a & b \end{cases}", r"\frac{a}{b}", r"\text{学习率}",
         r"x^\alpha", r"\sqrt[3]{x}", r"\text{layer_norm}", r"{x^2}"]  # fmt: skip


@pytest.mark.parametrize("given", GIVEN)
def test_latex_of_the_author_takes_indices_and_exponents(given: str) -> None:
    for e in everything("x", given):
        written = latex(e)  # type: ignore[arg-type]
        assert [each for each in problems(written) if "command" not in each] == [], written
        assert CONVERTER.convert_with_local_state(written, displaystyle=True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("x}", "} has no partner"),
        ("{x", "a } is missing"),
        (r"\left(a", r"a \right is missing"),
        ("50%", "% begins a comment"),
        (r"\text{50%}", "% begins a comment"),
        ("a&b", "& begins a column"),
        ("a#", "# is for macros"),
        ("$x$", "$ ends the formula"),
        ("x^", "nothing follows a script sign"),
        ("^2", "nothing stands before ^"),
        ("x^a^b", "two scripts on one letter"),
        ("{x_a_b}", "two scripts on one letter"),
        ("x\\", "nothing follows"),
        ("  ", "it is blank"),
        ("x\n\ny", "a blank line ends the formula"),
        (3, "expected latex= to be in quotes"),
    ],
)
def test_latex_that_would_break_a_formula_is_refused(given: str, said: str) -> None:
    for make in (Scalar, Dim, lambda name, latex: Tensor(name, Dim("K"), latex=latex)):
        with pytest.raises(NotationError) as found:
            make("x", latex=given)  # type: ignore[operator]
        assert said in str(found.value)


ALPHABET = "aXμ学й_^'{}()*+-12 .%&#$\\~²₁😀\n\u0302′"


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.one_of(st.text(ALPHABET, max_size=8), st.text(max_size=6)).map(lambda more: "a" + more))
def test_any_name_is_printed_right_or_refused(name: str) -> None:
    try:
        plain(name)
    except NotationError as error:
        assert repr(name)[:10] in str(error)  # noqa: PT017 - a name that passes is looked at below
        return
    for e in everything(name):
        assert problems(latex(e)) == [], latex(e)  # type: ignore[arg-type]


def test_a_definition_prints_its_inputs() -> None:
    x = Scalar("x^*")
    made = Definition("f", x**2, inputs=(x,))
    assert definition_formula(made) == r"\text{f}(x^*) = (x^*)^2"


def test_a_notebook_shows_them() -> None:
    assert (Scalar("x^*") ** 2)._repr_latex_() == r"$\displaystyle (x^*)^2$"


def test_plain_text_tells_names_from_signs() -> None:
    x, z = Scalar("x^*"), Tensor("x^*", Dim("K"))
    assert str(x**2 - 2 * x) == "(x^*)**2 - 2*(x^*)"
    assert str(z[1]) == "(x^*)[1]"
    assert str(Scalar("x'") ** 2) == "x'**2"


def test_a_witness_is_told_with_them() -> None:
    assert r"x^*\text{ = " in prove(Scalar("x^*") >= 1)._repr_latex_()
    assert r"\mu\text{ = " in prove(Scalar("μ") >= 1)._repr_latex_()
