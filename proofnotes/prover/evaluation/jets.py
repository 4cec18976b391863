"""Numbers with infinitesimals: rigorous values and derivatives at a point, without symbolic differentiation.

A `Value` is an exact rational (`fmpq`), a ball that contains the number (`arb`), or a `Jet`: a polynomial in
infinitesimals ε₀, ε₁, … with ε_b² = 0.  The coefficient of ε_b is the derivative in the direction that ε_b was added
to, that of ε_a ε_b a mixed second derivative.  A term with coefficient 0 is kept: it records that the value depends on
the infinitesimal, so that √(x²) at 0 is seen to have no derivative there.

At a kink a derivative is taken from either side, by a positive infinitesimal added and subtracted (`bit_of`, `side`).
"""

from __future__ import annotations

from flint import arb, fmpq

from ...expr.errors import UndefinedError
from .clock import check_time

Number = fmpq | arb
Terms = dict[int, Number]

ZERO, ONE = fmpq(0), fmpq(1)


class DomainError(ArithmeticError):
    """The operation has no value there, or it cannot be told.  certain says which."""

    def __init__(self, reason: str, certain: bool = False) -> None:
        super().__init__(reason)
        self.certain = certain


class SeamError(UndefinedError):
    """Which side of a kink is meant hangs on the infinitesimal of this bit, which may have either sign."""

    def __init__(self, bit: int) -> None:
        super().__init__("there is no derivative at the kink")
        self.bit = bit


class Jet:
    """Σ coefficient · Π ε_b over the bits b of each mask.  Mask 0, the value itself, is always there."""

    __slots__ = ("terms",)

    def __init__(self, terms: Terms) -> None:
        self.terms = terms

    def __add__(self, other: Value) -> Jet:
        terms = dict(self.terms)
        for mask, c in terms_of(other).items():
            terms[mask] = terms[mask] + c if mask in terms else c
        return Jet(terms)

    __radd__ = __add__

    def __neg__(self) -> Jet:
        return Jet({mask: -c for mask, c in self.terms.items()})

    def __mul__(self, other: Value) -> Value:
        if not isinstance(other, Jet):
            return ZERO if sign(other) == 0 else Jet({mask: c * other for mask, c in self.terms.items()})
        return Jet(_product(self.terms, other.terms))

    __rmul__ = __mul__

    @property
    def head(self) -> Number:
        """The value without its infinitesimals."""
        return self.terms[0]

    @property
    def order(self) -> int:
        """The largest power of the infinitesimal part that can be other than 0."""
        union = 0
        for mask in self.terms:
            union |= mask
        return union.bit_count()

    def composed(self, taylor: list[Number]) -> Jet:
        """Σ taylor[k] · nᵏ with n the infinitesimal part, by Horner."""
        nilpotent = {mask: c for mask, c in self.terms.items() if mask}
        result: Terms = {0: taylor[-1]}
        for c in reversed(taylor[:-1]):
            result = _product(result, nilpotent)
            result[0] = c
        return Jet(result)

    def rounded(self) -> Jet:
        """The same with balls for exact numbers."""
        return Jet({mask: arb(c) for mask, c in self.terms.items()})


Value = Number | Jet


def terms_of(x: Value) -> Terms:
    """The terms of a jet; of a number, the number."""
    return x.terms if isinstance(x, Jet) else {0: x}


def infinitesimal(bit: int, sign: int = 1) -> Jet:
    """ε_bit, or −ε_bit."""
    return Jet({0: ZERO, 1 << bit: fmpq(sign)})


def bit_of(depth: int, one_sided: bool = False) -> int:
    """The bit of the infinitesimal of a derivative that stands inside `depth` others.

    What is smaller has a higher bit: x + ε is fixed before the next infinitesimal is added.  An odd bit is that of one
    that is known to be positive.
    """
    return 2 * depth + one_sided


def side(x: Value) -> int:
    """The sign of a number that is 0 but for its infinitesimals: of the largest of them, if that one is one-sided."""
    for bit in range(max(terms_of(x)).bit_length()):
        if not any(mask >> bit & 1 for mask in terms_of(x)):
            continue
        if bit % 2 == 0:
            raise SeamError(bit)
        found = sign(terms_of(x).get(1 << bit, ZERO))
        if not found:  # what it is to second order is not known
            raise DomainError("which case holds beside the kink is not certain")
        return found
    return 0


def certainly_equal(x: Value, y: Value) -> bool:
    """Whether two numbers are equal, with all infinitesimals; an error where it is not certain."""
    signs = [sign(c) for c in terms_of(x + -y).values()]
    if any(signs):
        return False
    if None in signs:
        raise DomainError("whether both sides of a kink agree is not certain")
    return True


def coefficient(x: Value, bit: int) -> Value:
    """What stands beside ε_bit: the derivative in its direction."""
    here = 1 << bit
    terms = {mask ^ here: c for mask, c in terms_of(x).items() if mask & here}
    value = terms.setdefault(0, ZERO)
    return value if len(terms) == 1 else Jet(terms)


def head(x: Value) -> Number:
    """The value without its infinitesimals."""
    return x.head if isinstance(x, Jet) else x


def sign(x: Number) -> int | None:
    """1, −1 or 0 where that is certain; None where the ball holds 0 and more."""
    if x > 0:
        return 1
    if x < 0:
        return -1
    return 0 if x == 0 else None


def _product(a: Terms, b: Terms) -> Terms:
    terms: Terms = {}
    for left, c in a.items():
        check_time()
        for right, d in b.items():
            if not left & right:
                mask = left | right
                terms[mask] = terms[mask] + c * d if mask in terms else c * d
    return terms
