"""Roots in denominators, one inside the other and beside an ε: every proof of them ends, and the true ones succeed."""

import pytest

from proofnotes import Dim, Eq, Rational, Relation, Scalar, Tensor, Verdict, cos, delta, diff, prove, sin, sqrt, total

K = Dim("K")
i, j, k = K.indices("i j k")
z, y = Tensor("z", K), Tensor("y", K)
x, a, b = Scalar("x"), Scalar("a"), Scalar("b")
eps, v = Scalar("eps", positive=True), Scalar("v", positive=True)
mean = total(z[k], k) / K
var = total((z[k] - mean) ** 2, k) / K
sd = sqrt(var)
norm, other = sqrt(total(z[k] ** 2, k)), sqrt(total(y[k] ** 2, k))
dot = total(z[k] * y[k], k)
r = sqrt(x**2 + 1)

TRUE = {
    "layer norm that divides by σ + ε": (
        diff((z[i] - mean) / (sd + eps), z[j]),
        (delta(i, j) - 1 / K) / (sd + eps) - (z[i] - mean) * (z[j] - mean) / (K * sd * (sd + eps) ** 2),
        [var > 0],
    ),
    "cosine similarity with ε beside the product of norms": (
        diff(dot / (norm * other + eps), z[j]),
        y[j] / (norm * other + eps) - dot * other * z[j] / (norm * (norm * other + eps) ** 2),
        [norm > 0, other > 0],
    ),
    "cosine similarity with ε beside each norm": (
        diff(dot / ((norm + eps) * (other + eps)), z[j]),
        y[j] / ((norm + eps) * (other + eps)) - dot * z[j] / (norm * (norm + eps) ** 2 * (other + eps)),
        [norm > 0, other > 0],
    ),
    "weight norm with ε": (
        diff(a * z[i] / (norm + eps), z[j]),
        a * (delta(i, j) / (norm + eps) - z[i] * z[j] / (norm * (norm + eps) ** 2)),
        [norm > 0],
    ),
    "root mean square with ε outside": (
        diff(z[i] / (sqrt(total(z[k] ** 2, k) / K) + eps), z[j]),
        delta(i, j) / (norm / sqrt(K) + eps) - z[i] * z[j] / (sqrt(K) * norm * (norm / sqrt(K) + eps) ** 2),
        [norm > 0],
    ),
    "Adam's step with bias correction": (
        diff(x / (sqrt(v / (1 - b)) + eps), v),
        -x / (2 * (1 - b) * sqrt(v / (1 - b)) * (sqrt(v / (1 - b)) + eps) ** 2),
        [b < 1],
    ),
    "(√a + b)²": ((r + b) ** 2, x**2 + 1 + 2 * b * r + b**2, []),
    "1/(√a + ε)²": (1 / (r + eps) ** 2, 1 / (x**2 + 1 + 2 * eps * r + eps**2), []),
    "a root of a root": (diff(sqrt(1 + r), x), x / (2 * r * sqrt(1 + r)), []),
    "cube roots": (
        (x**2 + 1) ** Rational(1, 3) * (x**2 + 1) ** Rational(2, 3) / ((x**2 + 1) ** Rational(1, 3) + b),
        (x**2 + 1) / ((x**2 + 1) ** Rational(1, 3) + b),
        [b > 0],
    ),
    "sines and cosines over their sum": (
        diff(1 / (cos(x) + sin(x) + 2), x),
        -(cos(x) - sin(x)) / (cos(x) + sin(x) + 2) ** 2,
        [cos(x) + sin(x) + 2 > 0],
    ),
    "a² = 1 − b² leads upward": (
        a * b * b / (a + b + 2) * a / (a + b + 2),
        a**2 * b * b / (a + b + 2) ** 2,
        [Eq(b**2, 1 - a**2), a > 0, b > 0],
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_statement_about_roots_is_proved(name: str) -> None:
    left, right, given = TRUE[name]
    proof = prove(left, right, assuming=given)
    assert proof.verdict is Verdict.PROVED, str(proof)


@pytest.mark.parametrize("name", TRUE)
def test_the_same_with_another_number_is_refuted(name: str) -> None:
    left, right, given = TRUE[name]
    proof = prove(left, right + Rational(1, 1000) * x**2 + Rational(1, 1000), assuming=given)
    assert proof.verdict is Verdict.REFUTED, str(proof)


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        (sqrt(x) > 0, x > 0),
        (norm > 0, total(z[k] ** 2, k) > 0),
        (x**2 > 0, x**4 > 0),
        (Eq(norm, 0), total(z[k] ** 2, k) <= 0),
    ],
)
def test_the_sign_of_a_root_says_that_of_what_stands_under_it(said: Relation, follows: Relation) -> None:
    assert prove(follows, assuming=[said]).verdict is Verdict.PROVED


def test_the_sign_of_a_square_does_not_say_that_of_its_base() -> None:
    assert prove(x > 0, assuming=[x**2 > 0]).verdict is Verdict.REFUTED
