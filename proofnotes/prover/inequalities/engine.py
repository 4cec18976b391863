"""The rows of the table of inequalities, in the order in which they are asked, and the one who asks.

A row may ask about another polynomial, and so comes back here.  The search deepens step by step, so that short proofs
are found first; a polynomial that is being asked about says nothing.  What a row concludes holds wherever the
polynomial has a value: that its logarithms and roots are defined is asked elsewhere.
"""

from __future__ import annotations

from fractions import Fraction

from ...expr.errors import TooHardError, UndefinedError
from ..normal_form.content import common_denominator, split_content
from ..normal_form.masks import ANY, DECIDED, NEGATIVE, NONNEGATIVE, POSITIVE, negated, raised, sign_of, times
from ..normal_form.normal import NeedSplit
from ..normal_form.signs import mono_sign, note_sign, poly_sign, steps_of, taken, without
from ..normal_form.terms import KINDS, ONE, Atom, Context, Poly, power_of
from .combined import combined, one_taken_away
from .instances import NAMES
from .linear import at_the_ends, by_factors, by_multiplier, by_one_factor, discriminant, in_logarithms
from .monotone import exponentials_compared, logarithms_compared, squares_compared
from .row import Row, ask_both, define_ask, is_tame
from .screen import fails
from .slopes import grows
from .sums import symmetrized, termwise_in_a_sum

MOST_DEPTH, MOST_TERMS, MOST_CASES = 5, 40, 6

SLOPE = "a derivative of one sign"

ROWS = (
    Row("the signs of factors", by_factors),
    Row("log increases", exponentials_compared),
    Row("exp increases", logarithms_compared),
    Row("each logarithm with its factor", in_logarithms),
    Row("each factor with its logarithms", by_multiplier),
    Row("squares of both sides", squares_compared),
    Row("term by term in one sum", termwise_in_a_sum, wild=True),
    Row("", combined),
    Row("affine between its ends", at_the_ends),
    Row("a discriminant", discriminant),
    Row("Σ (f(i, j) + f(j, i)) ≥ 0", symmetrized),
    Row("one factor at a time", by_one_factor),
    Row(SLOPE, grows),
    Row("", one_taken_away, 2),
)

CITED = (*(row.name for row in ROWS if row.name), *NAMES)
"""What a proof may cite."""


def deeper(ctx: Context, poly: Poly, strict: bool) -> int:
    """The signs that the rows leave, when they are asked whether it is nonnegative, or positive where strict."""
    mask = ANY
    for depth in range(1, MOST_DEPTH + 1):
        ctx.left = depth
        try:
            mask = ask(ctx, poly, strict)
        finally:
            ctx.left = 0
        if not mask & (~POSITIVE if strict else NEGATIVE):
            break
    return mask


@define_ask
def ask(ctx: Context, poly: Poly, strict: bool) -> int:
    """By its signs, and where they are not enough by the rows."""
    mask = poly_sign(ctx, poly)
    if mask in DECIDED or not mask & (~POSITIVE if strict else NEGATIVE) or ctx.left <= 0:
        return mask
    steps = steps_of(poly)
    if steps:
        return mask & _by_cases(ctx, poly, steps, strict)
    outside, primitive = _parted(ctx, poly, strict)
    if outside == ANY or not primitive:
        return mask
    side = primitive if not outside & NEGATIVE else primitive.scaled(Fraction(-1))
    own = _of_one_side(ctx, side, strict)
    mask &= times(outside, own if side is primitive else negated(own))
    if mask & (~POSITIVE if strict else NEGATIVE) and any(
        atom.kind == "base" for mono in poly.terms for atom, _ in mono
    ):
        mask &= _by_its_slope(ctx, poly, strict)
    return mask


def _by_its_slope(ctx: Context, poly: Poly, strict: bool) -> int:
    """A derivative is shorter with its denominators."""
    left = ctx.left
    ctx.left = left - 1
    try:
        mask = grows(ctx, poly, strict)
    except (NeedSplit, TooHardError, UndefinedError):
        mask = ANY
    finally:
        ctx.left = left
    if mask != ANY:
        ctx.cited.append(SLOPE)
    return mask


def _by_cases(ctx: Context, poly: Poly, steps: list[Atom], strict: bool) -> int:
    """Case by case.  No row is asked before: where a bracket is 0, what stands beside it may be undefined."""
    says = KINDS[steps[0].kind].says
    if says is None or len(steps) > MOST_CASES:
        return ANY
    deciding, sign = says(steps[0])
    mask = 0
    for known, part in ((sign, taken(ctx, poly, steps[0])), (ANY & ~sign, without(poly, steps[0]))):
        within = ctx.where(deciding, known)
        within.left, within.cited = ctx.left, ctx.cited
        mask |= ask(within, part, strict)
    return mask


def _of_one_side(ctx: Context, side: Poly, strict: bool) -> int:
    """The same of what has no factor that is a product, and is remembered."""
    key = (side, strict)
    if side.constant is not None or len(side.terms) > MOST_TERMS or ctx.asked.get(key, 0) >= ctx.left:
        return poly_sign(ctx, side)
    before, ctx.asked[key] = ctx.asked.get(key, 0), ctx.left
    if not before and fails(ctx, side, strict):
        ctx.asked[key] = MOST_DEPTH
        return poly_sign(ctx, side)
    mask = poly_sign(ctx, side) & _by_rows(ctx, side, strict)
    if len(side.terms) > 1:
        note_sign(ctx, side, mask)
    return mask


def _parted(ctx: Context, poly: Poly, strict: bool) -> tuple[int, Poly]:
    """The sign of denominator and content, the rows asked about what is in it, and what is left."""
    below, numerator = common_denominator(ctx, poly)
    (shared, c), primitive = split_content(numerator)
    outside = sign_of(c)
    for atom, exponent in (*below, *shared):
        outside = times(outside, raised(_of_an_atom(ctx, atom, strict), exponent))
    return outside, primitive


def _of_an_atom(ctx: Context, atom: Atom, strict: bool) -> int:
    """Of a logarithm by its argument, of a sum by its terms, of a variable by what is given: c ≥ 0 where |x| ≤ c."""
    mask = mono_sign(ctx, ((atom, 1),))
    if mask in DECIDED or atom.kind not in ("log", "sum", "entry", "scalar"):
        return mask
    if atom.kind == "log":
        return mask & ask_both(ctx, atom.data - ONE, strict)
    for side in (1, -1) if atom.kind == "sum" or ctx.facts else ():
        own = _of_one_side(ctx, power_of(atom).scaled(Fraction(side)), strict)
        mask &= own if side > 0 else negated(own)
    return mask


def _by_rows(ctx: Context, goal: Poly, strict: bool) -> int:
    mask, left = ANY, ctx.left
    tame = is_tame(ctx, goal)
    for row in ROWS:
        if row.cost > left or not (tame or row.wild):
            continue
        ctx.check_time()
        before = len(ctx.cited)
        ctx.left = left - row.cost
        try:
            found = row.shows(ctx, goal, strict)
        except (NeedSplit, TooHardError, UndefinedError):
            found = ANY
        finally:
            ctx.left = left
        if found & ~NONNEGATIVE:
            del ctx.cited[before:]
            continue
        if row.name:
            ctx.cited.append(row.name)
        mask &= found
        if not strict or mask in DECIDED:
            break
    return mask
