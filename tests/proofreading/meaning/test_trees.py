"""What formulas mean as trees: a row for each rule of reading, and one for each refusal."""

import re
from pathlib import Path

import pytest

from proofnotes.proofreading.grammar import nodes
from proofnotes.proofreading.meaning.elaborate import RULES
from proofnotes.proofreading.meaning.model import Readings
from proofnotes.proofreading.meaning.readings import readings
from proofnotes.proofreading.meaning.understand import understand
from proofnotes.proofreading.meaning.without_value import PARTS
from proofnotes.proofreading.sources.read import read

DECLARED = r"""Let $x \in \mathbb{R}^{n}$, $y \in \mathbb{R}^n$, $A \in \mathbb{R}^{m \times n}$,
$B \in \mathbb{R}^{n \times n}$, $X \in \mathbb{R}^{m \times n}$, $a, c \in \mathbb{R}$.

"""


def read_formula(formula: str, before: str = DECLARED) -> Readings:
    """All readings of the last link of a formula behind declarations."""
    paper = understand(read(Path("notes.md"), f"{before}$${formula}$$\n"))
    statement = [each for each in paper.statements if each.links][-1]
    return readings(paper, statement, statement.links[-1])


def trees(found: Readings) -> list[str]:
    """Both sides as text, with the plain names of bound indices."""
    return [re.sub(r"~\d+", "", f"{each.left} {each.sign} {each.right}") for each in found.readings]


ONE_READING = {
    # sums and products
    r"\sum_{i \neq j} x_i x_j = a": "total(total(x[i]*x[j], j, where=i != j), i) = a",
    r"\sum_{i \neq j} x_i = a - x_j": "total(x[i], i, where=i != j) = a - x[j]",
    r"\sum_{i < j} x_i x_j = a": "total(total(x[i]*x[j], j, where=i < j), i) = a",
    r"\sum_{1 \le i < j \le n} x_i x_j = a": "total(total(x[i]*x[j], j, where=i < j), i) = a",
    r"\sum_{i,j} B_{ij} = a": "total(total(B[i, j], j), i) = a",
    r"\sum_{i=1}^{n-1} (x_{i+1} - x_i) = a": "total(x[i + 1] - x[i], i, where=i <= n - 1) = a",
    r"\sum_{i=2}^{n} (x_i - x_{i-1}) = a": "total(x[i] - x[i - 1], i, where=i >= 2) = a",
    r"\sum_{i=1}^{n} \sum_{j=1}^{i} x_j = a": "total(total(x[j], j, where=j <= i), i) = a",
    r"\sum_{i=1}^{n} \sum_{j=i+1}^{n} x_j = a": "total(total(x[j], j, where=j >= i + 1), i) = a",
    r"\sum_{k=0}^{n} c^k = a": "c**0 + total(c**k, k) = a",
    r"\sum_{i=1}^{n} i = a": "total(i, i) = a",
    r"\sum_{i \in S} x_i = a": "total(in_S[i]*x[i], i) = a",
    r"\prod_{i=1}^n x_i^2 = a": "product(x[i]**2, i) = a",
    r"x_1 y_1 + x_2 y_2 + \cdots + x_n y_n = a": "total(x[i]*y[i], i) = a",
    r"\sum_i x_i + y_i = a": "total(x[i] + y[i], i) = a",
    # the largest, limits
    r"\max_i x_i = a": "max(x[i], i) = a",
    r"\min_i x_i = a": "min(x[i], i) = a",
    r"\max(a, c, 0) = a": "max(a, c, 0) = a",
    r"\lim_{c \to \infty} \frac{1}{c} = 0": "limit(1/c, c, '+oo') = 0",
    r"0 = \lim_{c \to 0^+} c": "limit(c, c, 0, side='+') = 0",
    # norms, bars, powers of matrices
    r"\|x\|_1 = a": "total(abs(x[k]), k) = a",
    r"\|x\| = a": "sqrt(total(x[k]**2, k)) = a",
    r"\|x\|_2^2 = a": "total(x[k]**2, k) = a",
    r"\|x\|_\infty = a": "max(abs(x[k]), k) = a",
    r"\|x\|_3 = a": "total(abs(x[k])**3, k)**(1/3) = a",
    r"\|A\|_F^2 = a": "total(total(A[k, k]**2, k), k) = a",
    r"|c| = a": "abs(c) = a",
    r"|B| = a": "det(B) = a",
    r"B^{-1} x = y": "total(Inverse(B)[i, k]*x[k], k) = y[i]",
    r"2 \operatorname{tr}(B) = a": "2*total(B[k, k], k) = a",
    r"\det(B) = a": "det(B) = a",
    r"B x y^T = I": "total(B[i, k]*x[k], k)*y[j] = delta(i, j)",
    # products of arrays
    r"x^T B y = a": "total(total(x[k]*B[k, k], k)*y[k], k) = a",
    r"x y^\top = B": "x[i]*y[j] = B[i, j]",
    r"x \odot y = x": "x[i]*y[i] = x[i]",
    r"\text{diag}(x) y = x": "total(delta(i, k)*x[i]*y[k], k) = x[i]",
    r"\mathbf{1}^T x = a": "total(1*x[k], k) = a",
    r"x / y = x": "x[i]/y[i] = x[i]",
    r"c / x = y": "c/x[i] = y[i]",
    r"\sum_{i=0}^{m-1} z_i i = c": "total(z[i]*(i - 1), i) = c",
    r"\sum z_j = c": "total(z[j], j) = c",
    r"w_0 + w_1 x_1 + \cdots + w_n x_n = c": "total(w[i]*x[i], i) + w_0 = c",
    r"w_0 + w_1 x_i = c": "w_0 + w_1*x[i] = c",
    r"x_0 + x_i = c": "x_0 + x[i] = c",
    r"x + a = x": "x[i] + a = x[i]",
    r"(x_i + y_i)_i = x": "x[i] + y[i] = x[i]",
    r"x_2 + x_i = a": "x[2] + x[i] = a",
    # functions
    r"\log_2 c = a": "log(c)/log(2) = a",
    r"\sin^2 c = a": "sin(c)**2 = a",
    r"2 B_{ij} = b_{ij}": "2*B[i, j] = B[i, j]",
    r"\mathbb{E}[c Z^2] = a": "E(c*Z**2, Z) = a",
    r"\alpha(a + c) = a": "alpha*(a + c) = a",
    r"e^{-c} = a": "exp(-c) = a",
    r"\sqrt[3]{c} = a": "c**(1/3) = a",
    r"3! = a": "6 = a",
    r"\mathbb{1}(c > 0) = a": "cases((1, c > 0), 0) = a",
    r"a \delta_{ij} = B_{ij}": "a*delta(i, j) = B[i, j]",
    r"\begin{cases} c & c > 0 \\ 0 & \text{otherwise} \end{cases} = a": "cases((c, c > 0), 0) = a",
    r"\begin{cases} c & c \le 0 \\ a & c > 0 \end{cases} = a": "cases((c, c <= 0), a) = a",
    # derivatives
    r"\frac{d^2}{dc^2} c^3 = a": "diff(diff(c**3, c), c) = a",
    r"\nabla_x (x^T x) = y": "diff(total(x[k]*x[k], k), x[i]) = y[i]",
    r"\frac{\partial}{\partial x_i} (x^T y) = y_i": "diff(total(x[k]*y[k], k), x[i]) = y[i]",
}
"""Formulas with one well-formed reading."""


@pytest.mark.parametrize(("formula", "tree"), ONE_READING.items())
def test_one_reading(formula: str, tree: str) -> None:
    found = read_formula(formula)
    assert trees(found) == [tree], found.refused


SEVERAL = {
    r"\log c x_i = a": {"log(c)*x[i] = a", "log(c*x[i]) = a"},
    r"1/2 c = a": {"1/2*c = a", "1/(2*c) = a"},
    r"a - \sum_i x_i + y_i = c": {
        "a + total(-x[i] - y[i], i) = c",
        "a + total(-x[i] + y[i], i) = c",
    },
    r"\frac{d}{dc} c^2 a = c": {"diff(c**2*a, c) = c", "diff(c**2, c)*a = c"},
    r"B^2 = B": {"total(B[i, k]*B[k, j], k) = B[i, j]", "B[i, j]**2 = B[i, j]"},
    r"\frac{\partial (A x)}{\partial x} = X": {
        "diff(total(A[i, k]*x[k], k), x[j]) = X[i, j]",
    },
}
"""Ambiguous formulas, and all that they may mean."""


@pytest.mark.parametrize("formula", SEVERAL)
def test_every_reading_is_found(formula: str) -> None:
    assert set(trees(read_formula(formula))) == SEVERAL[formula]


BESIDE_INDEX = {
    r"\sum_{n=1}^{N} v_{nd} = m_d": "total(v[n, d], n) = m[d]",
    r"\sum_{j=1}^{K} w_j v_{jb} = m_b": "total(w[j]*v[j, b], j) = m[b]",
    r"\sum_{n=1}^{N} v_{n, d} = m_d": "total(v[n, d], n) = m[d]",
    r"\frac{e^{r_{ts}}}{\sum_{l=1}^{T} e^{r_{tl}}} = u_{ts}": "exp(r[t, s])/total(exp(r[t, l]), l) = u[t, s]",
    r"\max_j v_{je} = m_e": "max(v[j, e], j) = m[e]",
    r"\frac{\partial \sum_{n=1}^{N} v_{nd}}{\partial v_{nd}} = m_d": "diff(total(v[n, d], n), v[n, d]) = m[d]",
    r"\sum_{i=1}^{N} w_{1i} = m": "total(w[1, i], i) = m",
    r"\sum_{t=1}^{T} w_{out} h_t = m": "total(w_out*h[t], t) = m",
    r"\sum_{j=1}^{K} v_{tj} h_{t-1} = m_t": "total(v_t[j]*(h^{t-1}), j) = m_t",
}
"""A letter beside one that a sum runs over is an index, too; a word, and a time, is a name."""


@pytest.mark.parametrize(("formula", "tree"), BESIDE_INDEX.items())
def test_no_label_beside_an_index(formula: str, tree: str) -> None:
    found = read_formula(formula, "")
    assert trees(found) == [tree], found.refused


@pytest.mark.parametrize(
    ("before", "formula", "code"),
    [
        (r"Let $q \in \mathbb{R}^d$.", r"m = \sum_{n=1}^{N} v_{nd}", "S05"),
        ("Let $b = 3$.", r"m_b = \sum_{j=1}^{K} v_{jb}", "S10"),
        ("", r"m = \sum_{n=1}^{N} v_{nD}", "S10"),
        ("", r"m = \sum_{s=1}^{N} v_{sab}", "S10"),
    ],
)
def test_doubtful_beside_an_index(before: str, formula: str, code: str) -> None:
    found = read_formula(formula, before + "\n\n")
    assert trees(found) == []
    assert code in {each[0] for each in found.refused}


REFUSED = {
    r"x^T = y": "T09",
    r"x y = a": "T11",
    r"A + x x^T = A": "T01",
    r"A y^T = x": "T13",
    r"x^c = y": "T07",
    r"\|c\| = a": "T08",
    r"\|A\| = a": "E17",
    r"c^T = a": "T14",
    r"\sum_{i=1}^{n} x_{i-1} = a": "S04",
    r"\sum_{i=1}^{n} x_{i+1} = a": "S04",
    r"\sum_{k=0}^{\infty} c^k = a": "E12",
    r"\sum_{s \in \mathbb{N}} s = a": "E25",
    r"\operatorname{argmax}_i x_i = a": "E20",
    r"\int_0^1 c\, dc = a": "E22",
    r"a \pm c = a": "E18",
    r"c! = a": "E09",
    r"\sin^{-1} c = a": "F05",
    r"\sin = a": "F02",
    r"\arctan c = a": "F08",
    r"\mathbb{E}[c] = a": "F06",
    r"\log 2 c = a": "A01",
    r"\frac{d}{d(2c)} c = a": "E34",
    r"\frac{d}{dc} a = 1": "M06",
    r"a + \dots = c": "E03",
    r"\begin{cases} c & c > 0 \\ a & c > 1 \end{cases} = a": "E29",
    r"\Delta c = a": "A05",
    r"dc = 2a\,da": "A05",
    r"d c = 2a\, d a": "A05",
    r"dc = 3\,da + d": "A05",
    r"d\hat{c}_i \cdot a = c": "A05",
    r"\mathrm{d}c = a": "A05",
    r"i + 1 = a": "A04",
}
"""Formulas without a reading, and the code of the reason."""


@pytest.mark.parametrize(("formula", "code"), REFUSED.items())
def test_refused(formula: str, code: str) -> None:
    found = read_formula(formula)
    assert trees(found) == []
    assert code in {each[0] for each in found.refused}


def test_every_kind_of_node_has_a_rule() -> None:
    kinds = {each for each in vars(nodes).values() if isinstance(each, type) and issubclass(each, nodes.TexNode)} - {
        nodes.TexScript
    }
    assert kinds - set(RULES) == set(PARTS)
    assert set(RULES) & set(PARTS) == set()


@pytest.mark.parametrize("sign", [r"\cup", r"\cap", r"\oplus", r"\bmod", r"\setminus", r"\star", r"\circ"])
def test_signs_that_are_no_product(sign: str) -> None:
    found = read_formula(rf"a {sign} c = a c")
    assert [code for code, _, _ in found.refused] == ["E36"]
