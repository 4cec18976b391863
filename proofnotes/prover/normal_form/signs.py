"""The signs that a polynomial may have: term by term, from its factors, from facts, and from lemmas.

Everything here is interval reasoning on three values, so it is sound under any binding of indices; what is not known is
ANY.  The body of a sum is judged after the sum has been opened, with indices that nobody has used: a fact that holds
for every index can then be used at them, and never at a label.
"""

from __future__ import annotations

from fractions import Fraction

from ...expr.indices import Index
from ...expr.signs import SIGNS
from .algebra import instance, multiply, power
from .content import common_denominator, split_content
from .factoring import factored
from .masks import (
    ANY,
    DECIDED,
    NEGATIVE,
    NONNEGATIVE,
    POSITIVE,
    TRUE_MASKS,
    ZERO,
    negated,
    plus,
    raised,
    sign_of,
    times,
)
from .terms import KINDS, STEPS, Atom, Context, Exponent, Fact, Late, Mono, Poly, bindings, places_of, total_of

MOST_FACTS = 5  # with more facts only those are added that leave fewer terms: combinations grow as a factorial
MOST_CASES = 6  # of more brackets the sign is looked for term by term


def atom_sign(ctx: Context, atom: Atom) -> int:
    """What the kind of an atom says about its sign."""
    return KINDS[atom.kind].sign(ctx, atom)


def mono_sign(ctx: Context, mono: Mono) -> int:
    """The sign of a product; beside a bracket that of the rest where the bracket is 1."""
    steps = [atom for atom, exponent in mono if atom.kind in STEPS and exponent > 0]
    if steps and len(mono) > 1:
        rest, within = tuple(pair for pair in mono if pair[0] not in steps), ctx
        for step in steps:
            within = within.where(*_says(step))
        return times(NONNEGATIVE, mono_sign(within, rest))
    mask = POSITIVE
    for atom, exponent in mono:
        mask = times(mask, raised(_known_atom_sign(ctx, atom), exponent))
    return mask


def _known_atom_sign(ctx: Context, atom: Atom) -> int:
    """By its kind and by the facts, looked up once."""
    alone = Poly({((atom, 1),): Fraction(1)})
    known = ctx.signs.get(alone)
    if known is None:
        known = atom_sign(ctx, atom)
        if known not in DECIDED:
            known &= fact_sign(ctx, alone)
        if known in DECIDED or not KINDS[atom.kind].compound:  # of a compound more may be shown later
            ctx.signs[alone] = known
    return known


def poly_sign(ctx: Context, poly: Poly) -> int:
    """The sign of a polynomial: of its content, and of what is left term by term and against the facts."""
    if len(poly.terms) <= 1:
        return termwise(ctx, poly)
    steps = steps_of(poly)
    if steps:
        return _step_sign(ctx, poly, steps)
    outside, primitive = primitive_part(ctx, poly)
    mask = times(outside, _primitive_sign(ctx, primitive))
    if mask not in DECIDED and poly != primitive:
        mask &= lemma_sign(ctx, poly)
        if outside not in DECIDED:
            mask &= fact_sign(ctx, poly)
    return mask


def steps_of(poly: Poly) -> list[Atom]:
    """The brackets in the terms of a polynomial, in order."""
    found = {atom for mono in poly.terms for atom, exponent in mono if atom.kind in STEPS and exponent > 0}
    return sorted(found, key=lambda atom: atom.key) if found else []


def _says(step: Atom) -> tuple[Poly, int]:
    says = KINDS[step.kind].says
    assert says is not None
    return says(step)


def _step_sign(ctx: Context, poly: Poly, steps: list[Atom]) -> int:
    """Case by case.  No denominator is cleared before: where a bracket is 0, what stands beside it may be undefined."""
    mask = termwise(ctx, poly)
    if mask in DECIDED or len(steps) > MOST_CASES:
        return mask
    known = [(step, poly_sign(ctx, deciding), sign) for step in steps for deciding, sign in (_says(step),)]
    for step, own, sign in known:
        if own & ~sign == 0:
            return mask & poly_sign(ctx, taken(ctx, poly, step))
        if not own & sign:
            return mask & poly_sign(ctx, without(poly, step))
    step, _, sign = known[0]
    deciding, _ = _says(step)
    found = poly_sign(ctx.where(deciding, sign), taken(ctx, poly, step))
    if mask & ~found:
        found |= poly_sign(ctx.where(deciding, ANY & ~sign), without(poly, step))
    return mask & found


def taken(ctx: Context, poly: Poly, step: Atom) -> Poly:
    """The polynomial where the bracket is 1."""
    product = multiply(ctx, poly, Poly({((step, 1),): Fraction(1)}))
    return total_of(Poly({tuple(pair for pair in mono if pair[0] is not step): c}) for mono, c in product)


def without(poly: Poly, step: Atom) -> Poly:
    """The polynomial where the bracket is 0."""
    return Poly({mono: c for mono, c in poly if all(atom is not step for atom, _ in mono)})


def primitive_part(ctx: Context, poly: Poly) -> tuple[int, Poly]:
    """The sign of denominator and content, and the primitive polynomial that is left."""
    ctx.check_time()
    below, numerator = common_denominator(ctx, poly)
    if not numerator:
        return ZERO, numerator
    (shared, coefficient), primitive = split_content(numerator)
    return times(times(mono_sign(ctx, below), mono_sign(ctx, shared)), sign_of(coefficient)), primitive


def _primitive_sign(ctx: Context, primitive: Poly) -> int:
    if not primitive:
        return ZERO
    cached = ctx.signs.get(primitive)
    if cached is not None:
        return cached
    ctx.signs[primitive] = ANY  # a recursive question about the same polynomial learns nothing
    mask = termwise(ctx, primitive)
    for look in (fact_sign, _range_sign, _factor_sign, _dimension_sign, lemma_sign):
        if mask not in DECIDED:
            mask &= look(ctx, primitive)
    ctx.signs[primitive] = mask
    return mask


_whole_sign = Late("whole_sign")
"""order.py says what the ranges of indices leave."""
define_whole_sign = _whole_sign.define


def _range_sign(ctx: Context, primitive: Poly) -> int:
    """What the ranges of the indices that are counted in it leave."""
    found: int = _whole_sign(ctx, primitive)
    return found


def _factor_sign(ctx: Context, primitive: Poly) -> int:
    """The product of the signs of the factors: a square is never negative."""
    factors = factored(primitive)
    if len(factors) == 1 and factors[0][1] == 1:
        return ANY
    mask = POSITIVE
    for factor, multiplicity in factors:
        mask = times(mask, raised(poly_sign(ctx, factor), multiplicity))
    return mask


def _dimension_sign(ctx: Context, primitive: Poly) -> int:
    """Term by term in N − 1, which is never negative."""
    mask, shifted = ANY, primitive
    for atom in {atom for mono in primitive.terms for atom, _ in mono if atom.kind == "dim"}:
        shifted = _replaced(
            ctx, shifted, atom, Poly({((Atom("surplus", atom.data), 1),): Fraction(1), (): Fraction(1)})
        )
    return termwise(ctx, shifted) if shifted is not primitive else mask


def _replaced(ctx: Context, poly: Poly, atom: Atom, value: Poly) -> Poly:
    """The polynomial with an atom replaced where it stands by itself to a natural power."""
    result = Poly({})
    for mono, c in poly:
        exponent = dict(mono).get(atom, 0)
        if not isinstance(exponent, int) or exponent < 0:
            result = result + Poly({mono: c})
        else:
            rest = Poly({tuple(pair for pair in mono if pair[0] is not atom): c})
            result = result + multiply(ctx, rest, power(ctx, value, Fraction(exponent)))
    return result


def lemma_sign(ctx: Context, poly: Poly) -> int:
    """The signs that all lemmas leave."""
    mask = ANY
    for lemma in ctx.lemmas:
        if mask == ANY:
            ctx.check_time()
            mask &= lemma.recognize(ctx, poly)
            mask &= negated(lemma.recognize(ctx, poly.scaled(Fraction(-1))))
    return mask


def by_rows(ctx: Context, poly: Poly, sign: str) -> int:
    """The signs that the rows of inequalities leave, where they are asked: whether poly sign 0."""
    if ctx.deeper is None or sign == "=":
        return ANY
    true, strict = SIGNS[sign].true_at, 0 not in SIGNS[sign].true_at
    mask = ctx.deeper(ctx, poly, strict) if 1 in true else ANY
    if -1 in true and mask & ~TRUE_MASKS[sign]:
        mask &= negated(ctx.deeper(ctx, poly.scaled(Fraction(-1)), strict))
    return mask


def note_sign(ctx: Context, poly: Poly, mask: int) -> None:
    """Remember a sign that was shown from the expression as written."""
    if len(poly.terms) > 1:
        outside, primitive = primitive_part(ctx, poly)
        if outside in (NEGATIVE, POSITIVE):
            ctx.signs[primitive] = ctx.signs.get(primitive, ANY) & times(mask, outside)


def termwise(ctx: Context, poly: Poly) -> int:
    """The signs of the terms, added up."""
    mask = ZERO
    for mono, c in poly:
        mask = plus(mask, times(mono_sign(ctx, mono), sign_of(c)))
        if mask == ANY:
            break
    return mask


def undecided(ctx: Context, poly: Poly) -> Poly:
    """What a sign really hangs on: a factor whose sign is not known, before the polynomial as a whole."""
    shared, primitive = ((), poly) if not poly else split_content(common_denominator(ctx, poly)[1])
    for atom, _ in shared[0] if shared else ():
        if mono_sign(ctx, ((atom, 1),)) not in (NEGATIVE, ZERO, POSITIVE):
            return Poly({((atom, 1),): Fraction(1)})
    return primitive


def fact(ctx: Context, poly: Poly, mask: int, every: tuple[Index, ...] = ()) -> Fact:
    """A fact about the primitive part, where the sign of the rest is known."""
    if poly.single is not None:
        (mono, c) = poly.single
        known = tuple(pair for pair in mono if mono_sign(ctx, (pair,)) in (NEGATIVE, POSITIVE))
        outside = times(mono_sign(ctx, known), sign_of(c))
        rest = tuple(pair for pair in mono if pair not in known)
        return _of_root(ctx, rest, times(mask, outside), every)
    if poly:
        outside, primitive = primitive_part(ctx, poly)
        if outside in (NEGATIVE, POSITIVE):
            return Fact(primitive, times(mask, outside), every)
    return Fact(poly, mask, every)


def _of_root(ctx: Context, mono: Mono, mask: int, every: tuple[Index, ...]) -> Fact:
    """What the sign of a power of one atom says of the atom: √a > 0 says a > 0, and a² ≠ 0 says a ≠ 0."""
    if len(mono) != 1 or (mono[0][1] == 1 and mono[0][0].kind != "base"):
        return Fact(Poly({mono: Fraction(1)}), mask, every)
    atom, exponent = mono[0]
    below = sum(sign for sign in DECIDED if raised(sign, exponent) & mask and _is_possible(sign, exponent))
    if atom.kind == "base":
        return fact(ctx, atom.data, below, every)
    return Fact(Poly({((atom, 1),): Fraction(1)}), below, every)


def _is_possible(sign: int, exponent: Exponent) -> bool:
    """Whether a number of this sign has this power."""
    return not (sign == ZERO and exponent < 0) and not (sign == NEGATIVE and Fraction(exponent).denominator != 1)


def fact_sign(ctx: Context, poly: Poly) -> int:
    """What the facts say: the polynomial is a multiple of one, or facts added up plus something of known sign."""
    known = [(each, fact.mask) for fact in ctx.facts for each in instances(ctx, fact, poly)]
    mask = ANY
    for each, own in known:
        ratio = _ratio(poly, each)
        if ratio is not None:
            mask &= times(own, sign_of(ratio))
    if known and mask not in DECIDED:
        mask &= _added_up(ctx, poly, known)
    return mask


def _added_up(ctx: Context, poly: Poly, known: list[tuple[Poly, int]]) -> int:
    """poly = ±fact ± fact … + rest, each fact used at most once: x > y and y > z give x > z."""
    ctx.check_time()
    mask = _termwise_plain(ctx, poly)
    for place, (each, own) in enumerate(known):
        if mask in (NEGATIVE, ZERO, POSITIVE):
            break
        others = known[:place] + known[place + 1 :]
        for signed, added in ((own, poly - each), (negated(own), poly + each)):
            if len(added.terms) < len(poly.terms) + (len(known) <= MOST_FACTS):
                mask &= plus(signed, _added_up(ctx, added, others))
    return mask


def instances(ctx: Context, fact: Fact, poly: Poly) -> list[Poly]:
    """The fact for each value of its indices that occurs in the polynomial."""
    if not fact.every:
        return [fact.poly]
    if fact.poly in ctx.using:
        return []  # its brackets ask for the signs that it is asked for
    ctx.using.add(fact.poly)
    try:
        return [instance(ctx, fact.poly, binding) for binding in bindings(fact.every, places_of(poly))]
    finally:
        ctx.using.discard(fact.poly)


def _termwise_plain(ctx: Context, poly: Poly) -> int:
    """Term by term from the atoms alone: no facts, so that facts do not call each other for ever."""
    mask = ZERO
    for mono, c in poly:
        own = POSITIVE
        for atom, exponent in mono:
            own = times(own, raised(_plain_atom(ctx, atom), exponent))
        mask = plus(mask, times(own, sign_of(c)))
    return mask


def _plain_atom(ctx: Context, atom: Atom) -> int:
    own = ANY if KINDS[atom.kind].compound else atom_sign(ctx, atom)
    for fact in ctx.facts:
        if own == ANY and fact.poly.single is not None:
            for known in instances(ctx, fact, Poly({((atom, 1),): Fraction(1)})):
                ratio = _ratio(Poly({((atom, 1),): Fraction(1)}), known)
                own &= times(fact.mask, sign_of(ratio)) if ratio is not None else ANY
    return own


def _ratio(poly: Poly, known: Poly) -> Fraction | None:
    """c with poly = c · known."""
    if not known or poly.terms.keys() != known.terms.keys():
        return None
    ratios = {c / known.terms[mono] for mono, c in poly}
    return ratios.pop() if len(ratios) == 1 else None
