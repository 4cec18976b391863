"""Operations counted on expressions."""

import pytest

from proofnotes import Dim, Expr, Scalar, Tensor, diff, exp, let, log, product, prove, sqrt, total
from proofnotes.expr.counting import Operations, operations
from proofnotes.expr.nodes import Mul

N, D = Dim("N"), Dim("D")
n = N.index("n")
d, e = D.indices("d e")
x, w = Tensor("x", N, D), Tensor("w", D)
t = Scalar("t")
mean = let("mean", 1 / D * total(x[n, d], d), n)


def written(found: Operations) -> dict[str, str]:
    counts = {name: str(getattr(found, name).expression) for name in Operations.__dataclass_fields__}
    return {name: count for name, count in counts.items() if count != "0"}


ROWS = [
    (w[d] + t, {"additions": "D"}),
    (w[d] - w[d], {"additions": "D"}),
    (-w[d], {}),
    (w[d] * t * 2, {"products": "2*D"}),
    (w[d] / t, {"quotients": "D"}),
    (t**3, {"products": "2"}),
    (t ** Scalar("p"), {"functions": "1"}),
    (sqrt(t), {"roots": "1"}),
    (log(w[d]), {"functions": "D"}),
    (1 / D * t, {"products": "1"}),
    (D + 1, {}),
    (total(w[d], d), {"reductions": "1", "additions": "D - 1"}),
    (product(w[d], d), {"reductions": "1", "products": "D - 1"}),
    (total(x[n, d] * w[d], d), {"reductions": "N", "products": "D*N", "additions": "D*N - N"}),
    (mean[n], {"reductions": "N", "additions": "D*N - N", "products": "N"}),
    (x[n, d] - mean[n], {"reductions": "N", "additions": "2*D*N - N", "products": "N"}),
    (exp(w[d]) / total(exp(w[e]), e), {"reductions": "1", "additions": "D - 1", "functions": "D", "quotients": "D"}),
    (w[d] * w[e], {"products": "D**2"}),
    (diff(t**5, t) * t, {"products": "1"}),
]


def as_set(counts: dict[str, str]) -> dict[str, set[str]]:
    """The terms of a polynomial in any order."""
    return {name: set(count.replace(" - ", " + -").split(" + ")) for name, count in counts.items()}


@pytest.mark.parametrize(("expression", "expected"), ROWS, ids=[str(expression) for expression, _ in ROWS])
def test_counts(expression: Expr, expected: dict[str, str]) -> None:
    assert as_set(written(operations(expression))) == as_set(expected)


def test_what_is_given_costs_nothing() -> None:
    assert written(operations(x[n, d] - mean[n], given=[mean])) == {"additions": "D*N"}


def test_what_two_places_need_is_computed_once() -> None:
    twice = operations(exp(w[d]), total(exp(w[e]), e))
    assert written(twice)["functions"] == "D"
    nested = operations(total(total(x[n, d] * w[d], d), n), total(x[n, e] * w[e], e))
    assert written(nested)["products"] == "D*N"


def test_numbers_at_sizes_are_those_of_the_polynomials() -> None:
    found = operations(x[n, d] - mean[n])
    assert found.additions.at(N=3, D=5) == 27
    assert found.at(N=3, D=5) == 27 + 3
    assert prove(found.additions.expression, 2 * N * D - N).verdict.value == "PROVED"


def test_signs_are_no_products() -> None:
    assert written(operations(Mul((-t, w[d])))) == {"products": "D"}
    assert written(operations(-1 * w[d])) == {}
