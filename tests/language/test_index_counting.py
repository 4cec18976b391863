"""An index as a number: sums of its powers, geometric series, positions, telescoping sums."""

import pytest

from proofnotes import Dim, Ne, Scalar, Tensor, Verdict, cos, exp, prove, sin, total

T, d = Dim("T"), Dim("d")
t, s = T.indices("t s")
i = d.index("i")
x, y = Tensor("x", T), Tensor("y", T)
a, b, c, e, θ = (Tensor(name, d) for name in ("a", "b", "c", "e", "theta"))
β, r, λ = Scalar("beta", positive=True), Scalar("r"), Scalar("lambda")


def turned(first: Tensor, second: Tensor, by: object) -> tuple:  # type: ignore[type-arg]
    """A pair of coordinates turned by an angle that grows with the position."""
    angle = by * θ[i]
    return first[i] * cos(angle) - second[i] * sin(angle), first[i] * sin(angle) + second[i] * cos(angle)


q, k = turned(a, b, t), turned(c, e, s)
relative = turned(a, b, t - s)
HELD = {
    "Σ t": (total(t, t), T * (T + 1) / 2),
    "Σ t²": (total(t**2, t), T * (T + 1) * (2 * T + 1) / 6),
    "Σ_{s≤t} s³": (total(s**3, s, where=s <= t), (t * (t + 1) / 2) ** 2),
    "how many pairs": (total(total(1, s, where=s < t), t), T * (T - 1) / 2),
    "differences telescope": (total(x[t] - x[t - 1], t), x[T]),
    "differences up to t telescope": (total(x[s] - x[s - 1], s, where=s <= t), x[t]),
    "summation by parts": (
        total(x[t] * (y[t] - y[t - 1]), t),
        x[T] * y[T] - total((x[t] - x[t - 1]) * y[t - 1], t),
    ),
    "a linear bias is a quotient": (exp(-λ * (t - s)), exp(-λ * t) / exp(-λ * s)),
    "rotary positions are relative": (
        total(q[0] * k[0] + q[1] * k[1], i),
        total(relative[0] * c[i] + relative[1] * e[i], i),
    ),
    "(r²)^t is (r^t)²": ((r**2) ** t, (r**t) ** 2),
}


@pytest.mark.parametrize("name", HELD)
def test_what_holds_is_proved(name: str) -> None:
    assert prove(*HELD[name]).verdict is Verdict.PROVED


def test_a_geometric_series_has_a_closed_form() -> None:
    assert prove(total(r ** (t - 1), t), (1 - r**T) / (1 - r), assuming=[Ne(r, 1)]).verdict is Verdict.PROVED


def test_the_bias_of_adam_is_corrected() -> None:
    assert prove((1 - β) * total(β ** (t - 1), t), 1 - β**T, assuming=[β < 1]).verdict is Verdict.PROVED
    assert prove((1 - β) * total(β ** (t - s), s, where=s <= t), 1 - β**t, assuming=[β < 1]).verdict is Verdict.PROVED


def test_a_wrong_exponent_is_refuted() -> None:
    assert prove((1 - β) * total(β**t, t), 1 - β**T, assuming=[β < 1]).verdict is Verdict.REFUTED
    assert prove(total(t, t), T * (T - 1) / 2).verdict is Verdict.REFUTED
