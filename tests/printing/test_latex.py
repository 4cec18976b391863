"""LaTeX: one row for each kind of node, brackets where they are needed, indices that cannot be confused."""

import pytest

import proofnotes.expr.arrays as arrays
import proofnotes.expr.nodes as tree
from proofnotes import (
    Abs,
    And,
    Definition,
    Diagonal,
    Dim,
    E,
    Eq,
    Hessian,
    Inverse,
    Jacobian,
    Max,
    Ne,
    Normal,
    NotationError,
    Rational,
    Scalar,
    Tensor,
    Whole,
    cases,
    delta,
    det,
    diff,
    dot,
    erf,
    exp,
    let,
    let_scalar,
    limit,
    log,
    logdet,
    paren,
    pi,
    product,
    same,
    sqrt,
    tanh,
    total,
)
from proofnotes.expr.calculus import unfold
from proofnotes.expr.indices import fresh
from proofnotes.expr.nodes import Expr, walk
from proofnotes.printing.glyphs import Notation, parse
from proofnotes.printing.latex import latex
from proofnotes.printing.lettering import glyph_of

K, N, d = Dim("K"), Dim("N"), Dim("d")
i, j, k = K.indices("i j k")
n, m = N.indices("n m")
r = (2 * d).index("r")
a = d.index("a")
x, y, g = Scalar("x"), Scalar("y"), Scalar("g")
ε = Scalar("eps", positive=True, latex=r"\epsilon")
z, w, u = Tensor("z", K), Tensor("w", N, K), Tensor("h", 2 * d)
S = Tensor("S", K, K)
X = Normal("X", x, y)
s = Definition("sig", 1 / (1 + exp(-x)), inputs=(x,), symbol=r"\sigma")
soft = Definition("soft", exp(z[i]) / total(exp(z[j]), j), inputs=(z,), indices=(i,))
σ2 = let("sigma2", total(w[n, k] ** 2, k), n, latex=r"\sigma^2")
p = let("p", soft.of(z)[i], i)
loss = let_scalar("loss", -log(s(x)), latex=r"\mathcal{L}")
Y, Z = Whole(p), Whole(z)

ROWS = [
    (Max(z[k], k), r"\max_{k} z_k"),
    (2 * Max(z[k] + 1, k), r"2 \max_{k} (z_k + 1)"),
    (Rational(2), "2"),
    (Rational(-2), "-2"),
    (Rational(1, 3), r"\frac{1}{3}"),
    (0.5 * x, "0.5 x"),
    (1e-05 * x, "10^{-5} x"),
    (2.5e-07 * x, r"2.5 \cdot 10^{-7} x"),
    (pi, r"\pi"),
    (K + x, "K + x"),
    (1 / Dim("K", 3), r"\frac{1}{3}"),
    (ε, r"\epsilon"),
    (z[i], "z_i"),
    (w[n, k], "w_{nk}"),
    (z[1], "z_1"),
    (w[n, 1], "w_{n, 1}"),
    (u[a], "h_a"),
    (u[d + a], "h_{d + a}"),
    (delta(i, j), r"\delta_{ij}"),
    (delta(i + 1, j), r"\delta_{i + 1, j}"),
    (z[i - 1], "z_{i - 1}"),
    (w[n, 2 * k - 1], "w_{n, 2 k - 1}"),
    (x ** (i - 1), "x^{i - 1}"),
    (i / K, r"\frac{i}{K}"),
    ((d + a) * x, "(d + a) x"),
    (total(z[i], i, where=i <= j), r"\sum_{i \leq j} z_i"),
    (product(z[i], i, where=And(i < j, Ne(i, k))), r"\prod_{i < j,\, i \ne k} z_i"),
    (total(z[i], i, where=same(i, j + 1)), r"\sum_{i = j + 1} z_i"),
    (x - (y - 1), "x - (y - 1)"),
    (x + (y + 1), "x + (y + 1)"),
    (x - y * 2, r"x - y \cdot 2"),
    (-(x + y), "-(x + y)"),
    (tree.Neg(-x), "-(-x)"),
    (x * -y, "x (-y)"),
    (x + (-y) * x, "x + (-y x)"),
    (Rational(1, 2) * Rational(1, 3), r"\frac{1}{2} \cdot \frac{1}{3}"),
    (2 * (3 * x), r"2 \cdot 3 x"),
    (dot(x, y), r"x \cdot y"),
    ((x + 1) * (y - 1), "(x + 1) (y - 1)"),
    ((x + 1) / (y - 1), r"\frac{x + 1}{y - 1}"),
    ((x / y) ** 2, r"\left( \frac{x}{y} \right)^2"),
    ((-x) ** 2, "(-x)^2"),
    ((x * y) ** 2, "(x y)^2"),
    (x ** (-y), "x^{-y}"),
    ((x**2) ** 3, "(x^2)^3"),
    (z[i] ** 2, "z_i^2"),
    (σ2[n] ** 2, r"(\sigma_n^2)^2"),
    (exp(-x), "e^{-x}"),
    (exp(x) ** 2, "(e^x)^2"),
    (sqrt(x + 1) * y, r"\sqrt{x + 1} y"),
    (log(x) * y, r"(\log x) y"),
    (y * log(x), r"y \log x"),
    (log(1 - x), r"\log (1 - x)"),
    (log(x / y), r"\log \left( \frac{x}{y} \right)"),
    (log(total(z[i], i)), r"\log \sum_{i=1}^{K} z_i"),
    (log(paren(x)), r"\log (x)"),
    (tanh(x) * erf(x), r"\tanh(x) \text{erf}(x)"),
    (Abs(x), r"\left\lvert x \right\rvert"),
    (Max(0, x), r"\max(0, x)"),
    (total(z[i] + 1, i), r"\sum_{i=1}^{K} (z_i + 1)"),
    (total(z[i], i) * x, r"\left( \sum_{i=1}^{K} z_i \right) x"),
    (total(-z[i], i), r"\sum_{i=1}^{K} (-z_i)"),
    (total(w[n, k], n, k), r"\sum_{n=1}^{N} \sum_{k=1}^{K} w_{nk}"),
    (total(u[r], r), r"\sum_{r=1}^{2d} h_r"),
    (product(z[i], i), r"\prod_{i=1}^{K} z_i"),
    (cases((x, x > 0), -x), r"\begin{cases} x, & x > 0 \\ -x, & x \leq 0 \end{cases}"),
    (cases((x, same(i, j)), y), r"\begin{cases} x, & \text{if } i = j \\ y, & \text{if } i \ne j \end{cases}"),
    (
        cases((x, x > 0), (y, x < 0), 0),
        r"\begin{cases} x, & x > 0 \\ y, & x < 0 \\ 0, & \text{otherwise} \end{cases}",
    ),
    (diff(loss, x), r"\frac{d \mathcal{L}}{d x}"),
    (diff(loss, x, x), r"\frac{d^2 \mathcal{L}}{d x^2}"),
    (diff(s(x), x), r"\frac{d}{d x} \sigma(x)"),
    (diff(s(x), x) * y, r"\left( \frac{d}{d x} \sigma(x) \right) y"),
    (diff(x * y, x), r"\frac{d}{d x} (x y)"),
    (diff(p[i], z[j]), r"\frac{\partial p_i}{\partial z_j}"),
    (diff(p[i], z[j], z[k]), r"\frac{\partial^2 p_i}{\partial z_j \partial z_k}"),
    (diff(p[i], z[j], z[j]), r"\frac{\partial^2 p_i}{\partial z_j^2}"),
    (s(x + y), r"\sigma(x + y)"),
    (soft.of(z)[i], r"\text{soft}(z)_i"),
    (soft.of(lambda k: z[k] + x)[i], r"\text{soft}(z + x)_i"),
    (soft.of(lambda k: z[k] ** 2)[i], r"\text{soft}((z_k^2)_k)_i"),
    (soft.of(lambda k: w[n, k])[i], r"\text{soft}((w_{nk})_k)_i"),
    (p[j], "p_j"),
    (paren(x + y, "[]"), "[x + y]"),
    (paren(x, "{}"), r"\lbrace x \rbrace"),
    (Y, r"\mathbf{p}"),
    (Whole(z, bold=False), "z"),
    (Whole(soft.of(z)), r"\text{soft}(z)"),
    (Y - Z, r"\mathbf{p} - \mathbf{z}"),
    (Y - (Y + Z), r"\mathbf{p} - (\mathbf{p} + \mathbf{z})"),
    (Diagonal(Y), r"\text{diag}(\mathbf{p})"),
    (Y @ Z.T, r"\mathbf{p} \mathbf{z}^T"),
    (Diagonal(Y) - Y @ Y.T, r"\text{diag}(\mathbf{p}) - \mathbf{p} \mathbf{p}^T"),
    ((Y + Z).T, r"(\mathbf{p} + \mathbf{z})^T"),
    (Jacobian(Y, Z), r"\frac{\partial \mathbf{p}}{\partial \mathbf{z}}"),
    (det(S), r"\det S"),
    (x * det(S), r"x \det S"),
    (det(S) * x, r"(\det S) x"),
    (logdet(S), r"\log (\det S)"),
    (det(Whole(S) @ Whole(S)), r"\det \left[ \sum_{k=1}^{K} S_{ik} S_{kj} \right]_{ij}"),
    (Inverse(S)[i, j], "(S^{-1})_{ij}"),
    (Inverse(Whole(S).T)[i, j], "((S^T)^{-1})_{ij}"),
    (Inverse(S), r"\mathbf{S}^{-1}"),
    (Inverse(Whole(S) @ Whole(S)), r"(\mathbf{S} \mathbf{S})^{-1}"),
    (Hessian(x**2, Z), r"\nabla^2_{\mathbf{z}} (x^2)"),
    (E(x**2, X), r"\mathbb{E}_{X \sim \mathcal{N}(x, y^2)} [x^2]"),
    (limit(1 / x, x), r"\lim_{x \to \infty} \frac{1}{x}"),
    (limit(x, x, "-oo"), r"\lim_{x \to -\infty} x"),
    (Eq(x, y), "x = y"),
    (Ne(x, y), r"x \ne y"),
    (x <= y, r"x \leq y"),
    (x < y, "x < y"),
]


@pytest.mark.parametrize(("e", "expected"), ROWS, ids=[row[1] for row in ROWS])
def test_row(e, expected: str) -> None:
    assert latex(e) == expected


def test_every_kind_of_node_has_a_row() -> None:
    written = {type(node) for e, _ in ROWS if isinstance(e, Expr) for node in walk(e)}
    kinds = {kind for kind in vars(tree).values() if isinstance(kind, type) and issubclass(kind, Expr) and kind != Expr}
    assert kinds - written == set()
    shapes = {kind for kind in vars(arrays).values() if isinstance(kind, type) and issubclass(kind, arrays.Array)}
    assert shapes - {type(e) for e, _ in ROWS} == {arrays.Array}


def test_what_is_no_expression_has_no_latex() -> None:
    with pytest.raises(TypeError, match="no LaTeX"):
        latex(object())  # type: ignore[arg-type]


def test_made_up_indices_get_their_letters_back() -> None:
    other = fresh(i)
    assert latex(total(z[other], other)) == r"\sum_{i=1}^{K} z_i"
    assert latex(total(z[other], other) * z[i]) == r"\left( \sum_{i'=1}^{K} z_{i'} \right) z_i"
    assert latex(z[other] * z[fresh(i)] * z[i]).count("'") == 3


def test_an_unfolded_sum_inside_a_sum_is_told_apart() -> None:
    mean = let("mean", total(w[n, k], n) / N, k)
    spread = total((w[n, k] - unfold(mean[k])) ** 2, n)
    assert latex(spread) == r"\sum_{n=1}^{N} \left( w_{nk} - \frac{\sum_{n'=1}^{N} w_{n'k}}{N} \right)^2"


def test_renamed_index_does_not_run_into_another() -> None:
    assert latex(total(w[n, i], n), Notation(renamed={"n": "i"})) == r"\sum_{i'=1}^{N} w_{i'i}"
    assert latex(w[n, i], Notation(renamed={"n": "i"})) in ("w_{i'i}", "w_{ii'}")


@pytest.mark.parametrize(
    ("e", "notation", "expected"),
    [
        (w[n, k], Notation(hidden=("n",)), "w_k"),
        (total(w[n, k], n), Notation(hidden=("n",)), r"\sum_{n=1}^{N} w_{nk}"),
        (w[n, k], Notation(hidden=("k",), renamed={"n": "i"}, raised=("n",)), "w^{(i)}"),
        (w[n, k] ** 2, Notation(raised=("n",)), "(w_k^{(n)})^2"),
        (σ2[n], Notation(labels={"sigma2": "BN"}), r"\sigma_{BN,n}^2"),
        (s(x), Notation(glyphs={"sig": r"\mathcal{L}_{\text{BCE}}"}), r"\mathcal{L}_{\text{BCE}}(x)"),
        (loss, Notation(arguments={"loss": ("x",)}), r"\mathcal{L}(x)"),
        (diff(loss, x), Notation(arguments={"loss": ("x",)}), r"\frac{d \mathcal{L}}{d x}"),
        (soft.of(z)[i], Notation(entrywise=("soft",)), r"\text{soft}(z_i)"),
        (soft.of(z)[i], Notation(bold=True), r"\text{soft}(\mathbf{z})_i"),
    ],
)
def test_notation(e: Expr, notation: Notation, expected: str) -> None:
    assert latex(e, notation) == expected


def test_conditional_needs_a_bar() -> None:
    likelihood = let_scalar("P", x**y)
    notation = Notation(arguments={"P": ("x", "y")}, conditional=("P",))
    assert latex(log(likelihood), notation) == r"\log P(x|y)"


def test_arguments_must_be_inputs() -> None:
    with pytest.raises(NotationError, match="does not depend on nothing"):
        latex(loss, Notation(arguments={"loss": ("nothing",)}))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gamma", r"\gamma"),
        ("xhat", r"\hat{x}"),
        ("y_hat", r"\hat{y}"),
        ("x1", "x_1"),
        ("x_max", r"x_{\text{max}}"),
        ("RMS", r"\text{RMS}"),
        ("W", "W"),
    ],
)
def test_glyph_of_a_plain_name(name: str, expected: str) -> None:
    assert str(glyph_of(name)) == expected


def test_index_goes_below_what_stands_above() -> None:
    assert str(parse(r"\sigma_{BN}^2").with_below("n")) == r"\sigma_{BN,n}^2"
    assert str(parse(r"\text{layer_norm}")) == r"\text{layer norm}"
    assert str(parse(r"\hat{\beta}").in_bold()) == r"\boldsymbol{\hat{\beta}}"
