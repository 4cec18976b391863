"""Branch and bound on a compact interval: the sign of a function everywhere, and its largest value.

An interval is enclosed three ways, by its value, by the mean value theorem and by Taylor's theorem, whichever is
sharpest. Where a bound is touched (1/4 − σ′ at 0) no enclosure of an interval around the point can decide; there the
value has to be known to be zero exactly, and a derivative of one sign does the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from typing import Protocol, Self

from flint import arb

from ...expr.faces import Shown
from .boxes import Box
from .compiled import OneVariable
from .intervals import Interval, ball, hull, joined

Place = tuple[Fraction, Fraction]
SMALLEST = Fraction(1, 2**20)
MOST_BOXES, MOST_CONTACT = 20_000, 8


@dataclass(frozen=True, repr=False)
class Enclosed(Shown):
    """The largest value lies in value, and every place where it is reached in one of the intervals."""

    value: Interval
    places: tuple[Place, ...]


def enclosure(f: OneVariable, low: Fraction, high: Fraction, box: Box) -> tuple[Interval, Interval]:
    """The sharpest enclosure of f on [low, high], given its box there, and the value in the middle."""
    middle, half = (low + high) / 2, (high - low) / 2
    centre, step = f(middle, middle), hull(ball(-half), ball(half))
    slope = box.first.meet(centre.first + box.second * step)
    if not slope.has_zero:  # monotone: the ends have the extremes
        return joined(f(low, low).value, f(high, high).value), centre.value
    bend = box.second * hull(ball(Fraction(0)), ball(half * half / 2))
    value = box.value.meet(centre.value + slope * step)
    return value.meet(centre.value + centre.first * step + bend), centre.value


class Smooth(Protocol):
    """What is asked of a function whose sign is looked for."""

    @property
    def analytic(self) -> bool:
        """Whether no corner can hide in it."""

    @property
    def check_time(self) -> Callable[[], None]:
        """The clock."""

    def compiled(self) -> OneVariable:
        """The function on intervals."""

    def vanishes(self, at: Fraction, order: int) -> bool:
        """Whether a derivative (0: the function itself) is exactly zero at a rational point."""

    def slope(self) -> Self | None:
        """The derivative, where it is known to have one."""


class SignSearch:
    """Whether f > 0 on all of an interval, or f ≥ 0 where zero is allowed."""

    def __init__(self, function: Smooth, strict: bool) -> None:
        self.function, self.strict = function, strict
        self.f, self.vanishes, self.check_time = function.compiled(), function.vanishes, function.check_time
        self.analytic = function.analytic
        self._slopes: list[Smooth] = [function]
        self._compiled: list[OneVariable] = [self.f]
        self._contacts: dict[Fraction, int | None] = {}

    def holds(self, low: Fraction, high: Fraction, touch: tuple[Fraction, ...] = ()) -> bool:
        """Decided on the whole interval.  touch are open ends where the function may vanish even if strict."""
        work = [(low, high)]
        for _ in range(MOST_BOXES):
            if not work:
                return True
            self.check_time()
            left, right = work.pop()
            box = self.f(left, right)
            if box.value.above_zero(self.strict):
                continue
            value, _ = enclosure(self.f, left, right, box)
            if value.above_zero(self.strict):
                continue
            if value.negative or right - left < SMALLEST:
                return False
            if self._touches(left, right, box, touch):
                continue
            middle = (left + right) / 2
            work += [(left, middle), (middle, right)]
        return False

    def _touches(self, left: Fraction, right: Fraction, box: Box, touch: tuple[Fraction, ...]) -> bool:
        """The function vanishes exactly at one end of the interval and rises away from it.

        Where it must not vanish again, it has to be positive at the other end and analytic: a function that does not
        fall and is zero on an interval would then be zero everywhere.
        """
        for end, other, rising in ((left, right, box.first.not_negative), (right, left, box.first.not_positive)):
            if self.strict and not (end in touch and self.analytic and self.f(other, other).value.positive):
                continue
            convex = box.second.not_negative
            if (rising or convex) and self.vanishes(end, 0) and (rising or self.vanishes(end, 1)):
                return True
        return self._touches_deeply(left, right, touch)

    def _touches_deeply(self, left: Fraction, right: Fraction, touch: tuple[Fraction, ...]) -> bool:
        """The first derivative that does not vanish at an end has the sign on the whole interval that Taylor's theorem
        needs: f(x) = f⁽ᵐ⁾(ξ)(x − end)ᵐ/m!.
        """
        for end in (left, right):
            if (self.strict and end not in touch) or (order := self._contact(end)) is None:
                continue
            value = self._compiled[order](left, right).value
            if (value if end == left or order % 2 == 0 else -value).positive:
                return True
        return False

    def _contact(self, end: Fraction) -> int | None:
        """The order of the first derivative that does not vanish there, where the function itself does."""
        if end not in self._contacts:
            self._contacts[end] = None
            value = self.f(end, end).value  # in balls first: most ends are no zeros, and exact zeros cost more
            if self.analytic and not (value.positive or value.negative) and self.vanishes(end, 0):
                for order in range(1, MOST_CONTACT + 1):
                    slope = self._slope(order)
                    if slope is None:
                        break
                    if not slope.vanishes(end, 0):
                        self._contacts[end] = order
                        break
        return self._contacts[end]

    def _slope(self, order: int) -> Smooth | None:
        while len(self._slopes) <= order:
            self.check_time()
            slope = self._slopes[-1].slope()
            if slope is None:
                return None
            self._slopes.append(slope)
            self._compiled.append(slope.compiled())
        return self._slopes[order]


def largest(
    f: OneVariable,
    low: Fraction,
    high: Fraction,
    accuracy: Fraction,
    defined: Callable[[Fraction], bool],
    check_time: Callable[[], None],
) -> Enclosed:
    """The largest value on [low, high], to the accuracy; and where.

    defined says whether there is a value at a point: enclosures also enclose what has none, such as sin(log(−1)).
    """
    heap: list[tuple[float, Fraction, Fraction, arb]] = []
    best = arb.neg_inf()

    def push(left: Fraction, right: Fraction) -> None:
        nonlocal best
        value, centre = enclosure(f, left, right, f(left, right))
        if centre.low > best and defined((left + right) / 2):
            best = centre.low
        if not value.high < best:
            heappush(heap, (-float(value.high), left, right, value.high))  # the float only orders the work

    push(low, high)
    for _ in range(MOST_BOXES):
        check_time()
        if not heap or heap[0][3] <= best + ball(accuracy):
            break
        _, left, right, _ = heappop(heap)
        middle = (left + right) / 2
        push(left, middle)
        push(middle, right)
    kept = [(left, right) for _, left, right, upper in heap if not upper < best]
    ceiling = best
    for *_, upper in heap:
        ceiling = ceiling.max(upper)
    return Enclosed(Interval(best, ceiling), _joined(kept))


def _joined(intervals: list[Place]) -> tuple[Place, ...]:
    """Touching intervals as one."""
    found: list[Place] = []
    for left, right in sorted(intervals):
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return tuple(found)
