"""a ≈ b: a number that rounds, or a largest error that is enclosed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction

from ...expr.calculus import inputs_of, unfold_all
from ...expr.errors import NotationError, OutOfTimeError, TooHardError, UndefinedError
from ...expr.functions import Abs
from ...expr.nodes import Dim, Expr, Relation, Scalar, free_indices, walk, wrap
from ...prover.extremes import enclose_max
from ...prover.proof import Verdict
from ...prover.prover import prove
from ..grammar.nodes import TexFactor, TexGroup, TexNode, TexNumeral, TexProduct, TexScripted, TexSum, TexTerm
from ..meaning.model import NoteLink, Reading
from ..outcomes import NoteVerdict

ACCURACY = Fraction(1, 10**6)
"""The largest error is enclosed this closely."""

CLOSE = 0.05
"""An approximation whose largest error is above this is not called one."""

HARD = (NotationError, OutOfTimeError, TooHardError, UndefinedError, ArithmeticError, RecursionError)


@dataclass(frozen=True)
class Approximation:
    """APPROXIMATE with the largest error, REFUTED, or UNKNOWN with the reason."""

    verdict: NoteVerdict
    message: str = ""
    bound: str = ""


@dataclass(frozen=True)
class LastDigit:
    """A numeral as it is written: unit is that of its last digit, digits is how many count."""

    unit: Fraction
    digits: int


def approximate(reading: Reading, link: NoteLink, seconds: float) -> Approximation:
    """Whether the right side approximates the left one.

    Of numbers, one must be written out, and the other may be one in its last digit away.  With a single digit nothing
    is refuted: 2.4 ≈ 3 is how people write.  Of functions of one variable the largest error is enclosed.
    """
    left, right = unfold_all(reading.left), unfold_all(reading.right)
    inputs = inputs_of(left) | inputs_of(right)
    if free_indices(left) or free_indices(right) or _has_size(left) or _has_size(right):
        return Approximation(NoteVerdict.UNKNOWN, "an approximation for any number of entries")
    if not inputs:
        return _rounded(left, right, link, seconds)
    variable = next(iter(inputs))
    if len(inputs) > 1 or not isinstance(variable, Scalar):
        return Approximation(NoteVerdict.UNKNOWN, "an approximation in several variables")
    return _largest_error(left, right, variable, seconds)


def _has_size(e: Expr) -> bool:
    return any(isinstance(part, Dim) for part in walk(e))


def _rounded(left: Expr, right: Expr, link: NoteLink, seconds: float) -> Approximation:
    """A number and its digits."""
    written = [digit for side in (link.left, link.right) if (digit := last_digit(side)) is not None]
    if not written:
        return Approximation(NoteVerdict.UNKNOWN, "an approximation without digits")
    coarsest = max(written, key=lambda each: each.unit)
    try:
        verdict = prove(Relation(Abs(left - right), "<=", wrap(coarsest.unit)), seconds=seconds).verdict
    except HARD as error:
        return Approximation(NoteVerdict.UNKNOWN, f"the number was not computed: {error}")
    if verdict is Verdict.PROVED:
        return Approximation(NoteVerdict.APPROXIMATE, "rounds to the digits written", f"{float(coarsest.unit):.3g}")
    if verdict is Verdict.REFUTED and coarsest.digits > 1:
        return Approximation(NoteVerdict.REFUTED, "does not round to the digits written")
    return Approximation(NoteVerdict.UNKNOWN, "does not round to the digits written")


def _largest_error(left: Expr, right: Expr, variable: Scalar, seconds: float) -> Approximation:
    """Functions of one variable, on the whole line."""
    try:
        error = enclose_max(Abs(left - right), variable, accuracy=ACCURACY, seconds=seconds).value.high
    except HARD:
        return Approximation(NoteVerdict.UNKNOWN, "the largest error was not enclosed")
    bound = rounded_up(float(error.upper()))
    message = f"|left − right| ≤ {bound} for every {variable}"
    if not float(bound) <= CLOSE:
        return Approximation(NoteVerdict.UNKNOWN, message, bound)
    return Approximation(NoteVerdict.APPROXIMATE, message, bound)


def rounded_up(number: float) -> str:
    """Three digits, none of them less than the number: what is printed is proved too."""
    context = Context(prec=3, rounding=ROUND_CEILING)
    return f"{context.create_decimal(Decimal(number)):g}"


def last_digit(node: TexNode) -> LastDigit | None:
    """The last digit of a numeral: of 0.693, −3.14, 3 × 10^{-5}, 120 (whose zero may be a placeholder)."""
    match node:
        case TexNumeral(text):
            whole, _, decimals = text.replace(",", "").partition(".")
            count = len((whole + decimals).strip("0"))
            zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
            return LastDigit(Fraction(10) ** (zeros - len(decimals)), count)
        case TexGroup(inner) | TexSum((TexTerm(value=inner),)):
            return last_digit(inner)
        case TexProduct((TexFactor(value=mantissa), TexFactor(value=power))):
            digit, scale = last_digit(mantissa), _power_of_ten(power)
            return LastDigit(digit.unit * scale, digit.digits) if digit and scale else None
        case _:
            return None


def _power_of_ten(node: TexNode) -> Fraction | None:
    """10^{-5}."""
    match node:
        case TexScripted(base=TexNumeral("10"), sub=None, sup=script) if script is not None:
            text = script.text.replace("−", "-")
            return Fraction(10) ** int(text) if text.removeprefix("-").isdigit() and len(text) < 5 else None
        case _:
            return None
