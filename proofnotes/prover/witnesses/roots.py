"""Numbers that no fraction is: approached by Newton's method, and certified to be the solution of equations in a box.

The certificate is Krawczyk's.  With m the middle of the box B, J the derivatives of the equations f, enclosed over all
of B, and any matrix Y: if m − Y f(m) + (1 − Y J)(B − m) lies inside B, then f has exactly one zero in B.  That f is
smooth on B is shown by evaluating the derivatives there: a pole, a kink or a jump would have no value.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import flint
from flint import arb, arb_mat

from ..evaluation.clock import check_time
from ..evaluation.evaluate import ball, exact
from ..evaluation.jets import coefficient, head
from ..proof import Point, Root
from .solving import Instance, Trial, Variable, difference, with_infinitesimal

ROOT_BITS, WORK_BITS = 250, 400
"""A root is known to about so many binary digits; it is computed with so many."""

STEPS = 14
"""Steps of Newton's method, from a few correct digits."""


def solve_root(trial: Trial, equations: Sequence[Instance], unknowns: Sequence[Variable]) -> Root | None:
    """The solution of so many equations for so many unknowns near the numbers of the trial, which becomes that."""
    with flint.ctx.workprec(WORK_BITS):
        middles = _approached(trial, equations, unknowns)
    if middles is None:
        return None
    radius = max(Fraction(1), *map(abs, middles)) / 2**ROOT_BITS
    root = Root(tuple(unknowns), tuple(middles), radius, tuple(equations))
    if not certified(trial, root):
        return None
    for variable, middle in zip(unknowns, middles, strict=True):
        trial.set(variable, ball(middle, radius))
    return root


def _approached(trial: Trial, equations: Sequence[Instance], unknowns: Sequence[Variable]) -> list[Fraction] | None:
    for _ in range(STEPS):
        residuals, slopes = _residuals(trial, equations), _slopes(trial, equations, unknowns)
        if residuals is None or slopes is None:
            return None
        try:
            steps = slopes.mid().solve(residuals.mid())
        except (ZeroDivisionError, ValueError):
            return None
        small = True
        for row, variable in enumerate(unknowns):
            now, step = arb(head(trial.get(variable))), steps[row, 0].mid()
            trial.set(variable, (now - step).mid())
            small = small and bool(abs(step) < (1 + abs(now)) * arb(2) ** (-ROOT_BITS - 20))
        if small:
            return [_dyadic(arb(head(trial.get(variable)))) for variable in unknowns]
    return None


def _dyadic(x: arb) -> Fraction:
    """The middle of a ball."""
    mantissa, exponent = x.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def certified(trial: Trial, root: Root) -> bool:
    """Whether the equations have exactly one solution in the box; the other numbers are those of the trial."""
    size, radius = len(root.numbers), arb(exact(root.radius))
    with flint.ctx.workprec(WORK_BITS), trial.restoring(root.numbers):
        for variable, middle in zip(root.numbers, root.middles, strict=True):
            trial.set(variable, arb(exact(middle)))
        residuals = _residuals(trial, root.equations)
        for variable, middle in zip(root.numbers, root.middles, strict=True):
            trial.set(variable, ball(middle, root.radius))
        slopes = _slopes(trial, root.equations, root.numbers)
        if residuals is None or slopes is None or len(root.equations) != size:
            return False
        try:
            inverse = slopes.mid().inv().mid()
        except (ZeroDivisionError, ValueError):
            return False
        off = arb_mat(size, size, [int(row == column) for row in range(size) for column in range(size)])
        off = off - inverse * slopes
        edges = arb_mat(size, 1, [arb(0, radius.abs_upper())] * size)
        moved = off * edges - inverse * residuals
        return all(bool(abs(moved[row, 0]) < radius) for row in range(size))


def _residuals(trial: Trial, equations: Sequence[Instance]) -> arb_mat | None:
    frame = trial.frame()
    column = [difference(relation, frame, at) for relation, at in equations]
    numbers = [arb(head(value)) for value in column if value is not None]
    complete = len(numbers) == len(column) and all(map(arb.is_finite, numbers))
    return arb_mat(len(numbers), 1, numbers) if complete else None


def _slopes(trial: Trial, equations: Sequence[Instance], unknowns: Sequence[Variable]) -> arb_mat | None:
    """The derivatives of the residuals, enclosed over the balls in the trial: a row for each equation."""
    columns: list[list[arb]] = []
    for unknown in unknowns:
        check_time()
        before = trial.get(unknown)
        trial.set(unknown, with_infinitesimal(before))
        frame = trial.frame(depth=1)
        values = [difference(relation, frame, at) for relation, at in equations]
        trial.set(unknown, before)
        column = [arb(head(coefficient(value, 0))) for value in values if value is not None]
        if len(column) < len(values) or not all(map(arb.is_finite, column)):
            return None
        columns.append(column)
    return arb_mat([[column[row] for column in columns] for row in range(len(equations))])


def certified_point(point: Point) -> bool:
    """Whether the numbers of the point that are roots are there, computed anew."""
    if point.root is None:
        return True
    return certified(Trial(point, point.equations), point.root)
