"""The exchange algorithm of E. Ya. Remez, for polynomials and for quotients of polynomials, with weights.

W. Fraser and J. F. Hart, "On the computation of rational approximations to continuous functions", 1962, Comm. ACM 5,
401–403.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import mpmath
from mpmath import mpf

ROUNDS, TOLERANCE = 30, mpf("1e-3")


@dataclass(frozen=True)
class Sampled:
    """The function and its weight at the points that the exchange works with."""

    points: list[mpf]
    values: list[mpf]
    weights: list[mpf]


@dataclass(frozen=True)
class Quotient:
    """The coefficients of numerator and denominator, the constant first."""

    over: list[mpf]
    under: list[mpf]

    def __call__(self, x: mpf) -> mpf:
        return at(self.over, x) / at(self.under, x)


def at(coefficients: Sequence[mpf], x: mpf) -> mpf:
    return mpmath.polyval(list(reversed(coefficients)), x)


def exchange(sampled: Sampled, degrees: tuple[int, int]) -> Quotient:
    """The minimax quotient of these degrees."""
    count, n = sum(degrees) + 2, len(sampled.points)
    chosen = [(2 * k + 1) * n // (2 * count) for k in range(count)]
    found = Quotient([], [mpf(1)])
    for _ in range(ROUNDS):
        found = levelled(sampled, chosen, degrees, found)
        errors = errors_of(found, sampled)
        following = extrema(errors, count)
        largest = max(map(abs, errors))
        if largest - min(abs(errors[k]) for k in following) < TOLERANCE * largest:
            return found
        chosen = following
    raise ArithmeticError(f"no minimax fit of degrees {degrees} after {ROUNDS} rounds")


def errors_of(quotient: Quotient, sampled: Sampled) -> list[mpf]:
    rows = zip(sampled.points, sampled.values, sampled.weights, strict=True)
    return [(quotient(x) - value) * weight for x, value, weight in rows]


def levelled(sampled: Sampled, chosen: Sequence[int], degrees: tuple[int, int], found: Quotient) -> Quotient:
    """The quotient whose weighted error is ±e, in turn, at the chosen points; linear when e · denominator is known."""
    size, previous = mpf(0), mpf(1)
    while abs(size - previous) > TOLERANCE * abs(size):
        previous = size
        found, size = solved(sampled, chosen, degrees, found.under)
    return found


def solved(
    sampled: Sampled, chosen: Sequence[int], degrees: tuple[int, int], under: Sequence[mpf]
) -> tuple[Quotient, mpf]:
    over_degree, under_degree = degrees
    left, right = mpmath.matrix(len(chosen), len(chosen)), mpmath.matrix(len(chosen), 1)
    for row, k in enumerate(chosen):
        x, value = sampled.points[k], sampled.values[k]
        powers = [x**power for power in range(max(degrees) + 1)]
        entries = powers[: over_degree + 1] + [-value * power for power in powers[1 : under_degree + 1]]
        for column, entry in enumerate([*entries, (-1) ** row * at(under, x) / sampled.weights[k]]):
            left[row, column] = entry
        right[row] = value
    *coefficients, size = mpmath.lu_solve(left, right)
    return Quotient(coefficients[: over_degree + 1], [mpf(1), *coefficients[over_degree + 1 :]]), size


def extrema(errors: Sequence[mpf], count: int) -> list[int]:
    """Where ∣error∣ is largest between two changes of sign; `count` of these, with signs that alternate."""
    best: list[int] = []
    for k, each in enumerate(errors):
        if best and errors[best[-1]] * each > 0:
            if abs(each) > abs(errors[best[-1]]):
                best[-1] = k
        else:
            best.append(k)
    while len(best) > count:
        drop_smallest(best, [abs(errors[k]) for k in best], only_one=len(best) == count + 1)
    if len(best) < count:
        raise ArithmeticError(f"the error changes its sign {len(best) - 1} times, not {count - 1}")
    return best


def drop_smallest(best: list[int], sizes: Sequence[mpf], only_one: bool) -> None:
    """One at an end, or two neighbours, so that the signs still alternate."""
    end = 0 if sizes[0] < sizes[-1] else len(best) - 1
    smallest = min(range(len(best)), key=sizes.__getitem__)
    if only_one or smallest == end:
        del best[end]
    else:
        first = smallest if sizes[smallest + 1] < sizes[smallest - 1] else smallest - 1
        del best[first : first + 2]
