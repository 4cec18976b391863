"""How the numbers of a point are drawn: without a pattern, and with every pattern that false statements hide behind.

A style fills one tensor, or one scalar.  In the first rounds everything has the same style; in those after them every
name has its own, so that any two meet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import sympy


@dataclass(frozen=True)
class Spot:
    """A scalar, or an entry at these places of a tensor with axes that long, and the symbol that it is here."""

    symbol: sympy.Symbol
    name: str
    positive: bool = False
    places: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()

    @property
    def diagonal(self) -> bool:
        """Whether two of the places are equal; of a vector, whether it is the first."""
        return self.places[:1] == (1,) if len(self.places) < 2 else len(set(self.places)) < len(self.places)


Fill = Callable[[Spot], Fraction]
Style = Callable[[Random], Fill]


def _any(rng: Random) -> Fraction:
    return Fraction(rng.choice((1, -1)) * rng.randint(1, 60), rng.choice((7, 11, 13, 17)))


def _generic(rng: Random) -> Fill:
    return lambda spot: _any(rng)


def _positive(rng: Random) -> Fill:
    return lambda spot: abs(_any(rng))


def _negative(rng: Random) -> Fill:
    return lambda spot: -abs(_any(rng))


def _share(rng: Random) -> Fill:
    return lambda spot: Fraction(rng.randint(1, 99), 300)


def _nothing(rng: Random) -> Fill:
    return lambda spot: Fraction(0)


def _flat(rng: Random) -> Fill:
    value = Fraction(rng.randint(-3, 3))
    return lambda spot: value


def _signs(rng: Random) -> Fill:
    return lambda spot: Fraction(rng.choice((1, -1)))


def _integers(rng: Random) -> Fill:
    """Ties, zeros, and the corners of kinks."""
    return lambda spot: Fraction(rng.randint(-2, 2))


def _permutation(rng: Random) -> Fill:
    """A matrix that moves every place on, by none or more: the one with nothing on its diagonal first."""
    by = rng.choice((1, 1, 2, 0))

    def fill(spot: Spot) -> Fraction:
        if len(spot.places) < 2:
            return Fraction(not spot.places or (spot.places[0] - 1 - by) % spot.lengths[0] == 0)
        return Fraction((spot.places[1] - spot.places[0] - by) % spot.lengths[1] == 0)

    return fill


def _one_hot(rng: Random) -> Fill:
    """One number, and nothing else."""
    chosen, value = rng.random(), rng.choice((Fraction(1), _any(rng)))

    def fill(spot: Spot) -> Fraction:
        return value * all(place == 1 + int(chosen * of) for place, of in zip(spot.places, spot.lengths, strict=True))

    return fill


def _off_diagonal(rng: Random) -> Fill:
    return lambda spot: Fraction(0) if spot.diagonal else _any(rng)


def _diagonal(rng: Random) -> Fill:
    return lambda spot: _any(rng) if spot.diagonal else Fraction(0)


def _against(own: int) -> Style:
    """The diagonal of one sign and larger numbers beside it of the other."""

    def style(rng: Random) -> Fill:
        return lambda spot: Fraction(own * rng.randint(1, 4) if spot.diagonal else -own * rng.randint(5, 9))

    return style


def _large(rng: Random) -> Fill:
    sign = rng.choice((1, 1, -1))
    return lambda spot: sign * abs(_any(rng)) * 10 ** rng.randint(3, 6) + sign * 1000


def _spread(rng: Random) -> Fill:
    """Of very different sizes."""
    return lambda spot: _any(rng) * Fraction(10) ** rng.randint(-4, 3)


def _near(numbers: Sequence[Fraction], turn: int) -> Style:
    """The numbers that are written in the statement, and what is next to them: the farthest first, one each turn."""
    far = sorted(numbers, key=abs, reverse=True)
    found = [sign * number + by for number in far for sign in (1, -1) for by in (0, Fraction(1, 9), Fraction(-1, 9))]

    def style(rng: Random) -> Fill:
        return lambda spot: rng.choice(found) if spot.places else found[turn % len(found)]

    return style


GENERIC: tuple[Style, ...] = (_generic, _share)
"""At these an identity is decided."""

PATTERNS: tuple[Style, ...] = (
    _positive, _negative, _nothing, _flat, _signs, _permutation, _against(-1), _off_diagonal, _large, _integers,
    _against(1), _one_hot, _spread, _diagonal,
)  # fmt: skip
"""At these it also has to have a value, and an inequality has to hold."""

PURE = len(GENERIC) + len(PATTERNS) + 1
SCALARS = 4
"""How many styles a scalar goes through in the rounds after those."""


Name = tuple[str, bool]
"""And whether it is a tensor's: a scalar may be called the same."""


def fills(names: Sequence[Name], numbers: Sequence[Fraction], turn: int, rng: Random) -> dict[Name, Fill]:
    """What fills each name in this round.

    A tensor's style moves on with the rounds, another one's at another pace; so does a scalar's, in a shorter circle.
    """
    near = _near(numbers, max(turn - PURE, 0) // SCALARS) if numbers else _integers
    if turn < PURE:
        style = (*GENERIC, *PATTERNS, near)[turn]
        return {name: style(rng) for name in names}
    found: dict[Name, Fill] = {}
    ranks = {True: 0, False: 0}
    for name in names:
        tensor = name[1]
        circle: tuple[Style, ...] = (*PATTERNS, _generic) if tensor else (_large, near, _generic, _integers)
        rank, turns = ranks[tensor], turn - PURE
        found[name] = circle[(turns + rank * (1 + turns // len(circle))) % len(circle)](rng)
        ranks[tensor] += 1
    return found
