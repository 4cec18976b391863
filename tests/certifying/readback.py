"""What a printed statement says at a point, beside what the page says there by our own evaluator.

`complaints` is the whole guard: at points that satisfy the hypotheses every printed premise and the printed domain
hold, both sides have the values that the evaluator finds, and the relation is the one on the page; at points that
ignore them, premises and domain hold exactly where the page's hypotheses do and where the evaluator has values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

from flint import arb, fmpq

from proofnotes import NotationError, UndefinedError, Verdict, prove
from proofnotes.certifying.claims import Claims
from proofnotes.expr.calculus import unfold_all
from proofnotes.expr.errors import NoValueError
from proofnotes.expr.indices import Index
from proofnotes.expr.nodes import Counter, Entry, Expectation, Expr, Lim, Relation, Scalar, free_indices, walk
from proofnotes.expr.restriction import restricted
from proofnotes.prover.evaluation.evaluate import numbers_of, values
from proofnotes.prover.evaluation.vocabulary import vocabulary
from proofnotes.prover.proof import Point
from proofnotes.prover.witnesses.search import points
from proofnotes.statements.chains import Kind, Link

from .numbers_of_coq import DOWN, UP, Unclear, accurately, around, beside, compared
from .reader import Application, Binder, Name, Operator, Quantified, Term, term
from .values import Theory, vocabulary_of_statements

SIGNS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": "<", ">=": "<="}
"""What Coq has for the signs of the page; the last two are turned round."""

CLOSE = arb(2) ** -45
LARGEST = 3


@dataclass(frozen=True)
class Printed:
    """A statement as it was printed, taken apart."""

    link: Link
    claim: Any
    names: Any
    theory: Theory
    binders: tuple[Binder, ...]
    premises: tuple[Term, ...]
    domain: Term | None
    conclusion: Term


def printed(link: Link, make: Callable[[], Any] = Claims) -> Printed:
    """The text of the statement alone, read."""
    claims = make()
    claim = claims.claim(link)
    theory = Theory("\n".join(claims.definitions), upon=vocabulary_of_statements())
    return taken_apart(link, claim, claims.names, theory, term(claim.text))


def taken_apart(link: Link, claim: Any, names: Any, theory: Theory, whole: Term) -> Printed:
    """forall x, premises -> domain /\\ conclusion; or exists x, premises /\\ domain /\\ ~ conclusion."""
    binders: tuple[Binder, ...] = ()
    body, word = whole, "exists" if link.kind is Kind.COUNTEREXAMPLE else "forall"
    while isinstance(body, Quantified) and body.word == word and len(binders) < len(claim.binders):
        binders, body = (*binders, *body.binders), body.body
    if word == "exists":
        *premises, last = _parted(body)
        if not (isinstance(last, Operator) and last.symbol == "~"):
            raise SyntaxError("a counterexample does not end with ~")
        return Printed(link, claim, names, theory, binders, tuple(premises), None, last.right)
    premises = []
    while isinstance(body, Operator) and body.symbol == "->" and body.left is not None:
        premises.append(body.left)
        body = body.right
    domain = None
    if isinstance(body, Operator) and body.symbol == "/\\":
        domain, body = body.left, body.right
    return Printed(link, claim, names, theory, binders, tuple(premises), domain, body)


def _parted(body: Term) -> list[Term]:
    if isinstance(body, Operator) and body.symbol == "/\\" and body.left is not None:
        return [*_parted(body.left), *_parted(body.right)]
    return [body]


def possible(link: Link) -> Printed | None:
    """That its hypotheses can be satisfied; None where it has none."""
    claims = Claims()
    claim = claims.possible(link)
    if claim is None:
        return None
    theory = Theory("\n".join(claims.definitions), upon=vocabulary_of_statements())
    body, binders = term(claim.text), ()
    if isinstance(body, Quantified):
        binders, body = body.binders, body.body
    return Printed(link, claim, claims.names, theory, binders, tuple(_parted(body)), None, body)


# ---- points ----


def environment(statement: Printed, point: Point) -> dict[str, Any]:
    """The values of what the statement binds; numbers that no point gives are odd, so that nobody may read them."""
    names, claim = statement.names, statement.claim
    numbers = numbers_of(point)
    for equation in point.equations:
        _carry_out(equation, point, numbers)
    env: dict[str, Any] = {names.dim(dim): point.sizes[dim] for dim in claim.dims}
    for scalar in claim.scalars:
        env[names.variable(scalar)] = numbers[scalar.name][()]
    for tensor in claim.tensors:
        env[names.variable(tensor)] = _tensor(numbers.get(f"{tensor.name}[]", {}), len(tensor.over))
    for index in claim.free:
        env[names.index(index)] = point.indices[_standing_for(index, statement.link, point)] - 1
    for binder in statement.binders:
        if binder.name not in env:
            raise SyntaxError(f"{binder.name} is bound, and nothing on the page")
        _of_type(env[binder.name], binder)
    if len(statement.binders) != len(env):
        raise SyntaxError("something on the page is not bound, or bound twice")
    return env


def _standing_for(index: Index, link: Link, point: Point) -> str:
    """The name of the index, or of that which the hypothesis i = j puts in its place."""
    if index.name in point.indices:
        return index.name
    for relation in link.assuming:
        letters = [side.place.name for side in (relation.left, relation.right) if isinstance(side, Counter)]
        if relation.sign == "=" and index.name in letters:
            letters.remove(index.name)
            return letters[0]
    raise KeyError(index.name)


def _of_type(value: object, binder: Binder) -> None:
    arrows = binder.type.count("->")
    fits = isinstance(value, int) if binder.type == "nat" else isinstance(value, (fmpq, arb)) if not arrows else True
    if not fits or (arrows and binder.type != "nat -> " * arrows + "R"):
        raise SyntaxError(f"({binder.name} : {binder.type}) is {value!r}")


def _carry_out(equation: Relation, point: Point, numbers: dict[str, dict[tuple[int, ...], Any]]) -> None:
    target = equation.left
    if isinstance(target, Scalar):
        numbers[target.name] = {(): values((equation.right,), point)[0]}
        return
    assert isinstance(target, Entry)
    places = [place for place in target.places if isinstance(place, Index)]
    for where in product(*(range(1, place.over.count(point.sizes) + 1) for place in places)):
        here = replace(
            point, indices={**point.indices, **{p.name: at for p, at in zip(places, where, strict=True)}}, equations=()
        )
        numbers.setdefault(f"{target.tensor.name}[]", {})[where] = values((equation.right,), here)[0]


def _tensor(entries: Mapping[tuple[int, ...], Any], rank: int) -> Any:
    def at(*before: int) -> Any:
        if len(before) == rank:
            return entries.get(tuple(n + 1 for n in before), fmpq(7, 3) + 11 * sum(before))
        return lambda n: at(*before, n)

    return at()


def satisfying(link: Link, most: int = 2) -> Iterator[Point]:
    """Small points at which the hypotheses hold."""
    if link.kind is Kind.COUNTEREXAMPLE:
        proof = prove(link.relation, assuming=link.assuming)
        assert proof.verdict is Verdict.REFUTED, link.name
        assert proof.witness is not None
        yield proof.witness.point
        return
    found, largest = 0, _largest(link)
    for point in points(expressions(link), _fixed(link)[1]):
        if max(point.sizes.values(), default=1) <= largest + 1:
            yield point
            found += 1
        if found == most:
            return


def _largest(link: Link) -> int:
    """How large a dimension may be; a mean over an array is a sum over a power of that."""
    random = any(isinstance(node, Expectation) for side in expressions(link) for node in walk(unfold_all(side)))
    return 1 if random else LARGEST


def expressions(link: Link) -> tuple[Expr, ...]:
    """Of a limit, what is limited, so that points have a value for its variable."""
    statement, _ = _fixed(link)
    return (link.left.body, link.right) if isinstance(link.left, Lim) else (statement.left, statement.right)


def _fixed(link: Link) -> tuple[Relation, tuple[Relation, ...]]:
    """With those indices fixed that a hypothesis s <= t is about."""
    return restricted(link.relation, link.assuming)


POOLS = tuple(
    tuple(map(Fraction, numbers.split()))
    for numbers in ("0", "1", "-1", "0 1", "0 -1 2", "1 1/2 3", "0 1 -1 1/2 2 -3/2 3 -2")
)


def arbitrary(link: Link, count: int, seed: int = 0) -> Iterator[Point]:
    """Small points that know nothing of the hypotheses: all numbers 0, 1 or −1, some of each, any, in turn."""
    words, rng = vocabulary(expressions(link), _fixed(link)[1]), Random(f"{link.name} {seed}")
    largest = _largest(link)
    for number in range(count):
        pool = POOLS[number % len(POOLS)]
        sizes = {name: given or rng.randint(1, largest) for name, given in words.sizes.items()}
        scalars = {name: rng.choice(pool) for name in words.scalars}
        tensors = {
            name: {place: rng.choice(pool) for place in product(*(range(1, size.count(sizes) + 1) for size in over))}
            for name, over in words.tensors.items()
        }
        indices = {
            name: rng.randint(1, min(size.count(sizes) for size in overs)) for name, overs in words.indices.items()
        }
        yield Point(sizes, scalars, tensors, indices)


KNOWN: dict[str, tuple[tuple[dict[str, int], bool], ...]] = {
    "a derivative where a root ends": (({"x": 0}, False), ({"x": 1}, True)),
    "a derivative of a root": (({"x": 0}, False),),
}
"""Where our evaluator cannot tell, but the page can: the reason of a link, numbers, and whether there is a value."""

EXPLAINED = {
    "a real power": "0 to a positive power is 0 on the page; printed, such a power wants a base above 0",
    "root as a power": "the same",
    "in an unused argument": "what a quantity does not use need not have a value on the page; printed, it has to",
}
"""Where the printed domain asks for more than the page does, which makes the statement stronger.  By the reason."""


# ---- what is said there ----


def complaints(link: Link, statement: Printed, *, sampled: int = 6, ignoring: int = 8) -> Iterator[str]:
    """Everything in which the printed statement differs from the page, as far as points show it."""
    yield from _form(statement)
    with accurately():
        seen = 0
        for point in satisfying(link, 6 * sampled):
            with suppress(Unclear, UndefinedError):
                yield from _at(statement, point)
                seen += 1
            if seen == sampled:
                break
        if not seen:
            yield "no point shows anything"
        if link.kind is not Kind.COUNTEREXAMPLE:
            for point in arbitrary(link, ignoring):
                yield from _anywhere(statement, point)
        for numbers, defined in KNOWN.get(link.reason, ()):
            point = Point({}, {name: Fraction(number) for name, number in numbers.items()}, {}, {})
            if _domain_holds(statement, environment(statement, point)) is not defined:
                yield f"the domain is not {defined} at {point}"


def _form(statement: Printed) -> Iterator[str]:
    """The text is what its parts say that it is, and the sign is that of the page."""
    claim, link = statement.claim, statement.link
    if term(claim.conclusion) != statement.conclusion:
        yield f"the conclusion is {claim.conclusion}, but another in the text"
    if not isinstance(link.left, Lim):
        match statement.conclusion:
            case Operator(symbol) if symbol == SIGNS[link.sign]:
                pass
            case _:
                yield f"the sign {link.sign} is printed otherwise: {claim.conclusion}"


def _sides(statement: Printed) -> tuple[Term, Term]:
    conclusion = statement.conclusion
    assert isinstance(conclusion, Operator)
    assert conclusion.left is not None
    turned = statement.link.sign in (">", ">=")
    return (conclusion.right, conclusion.left) if turned else (conclusion.left, conclusion.right)


def _at(statement: Printed, point: Point) -> Iterator[str]:
    """At a point that satisfies the hypotheses."""
    link, theory, env = statement.link, statement.theory, environment(statement, point)
    for premise in statement.premises:
        if not theory.value(premise, env):
            yield f"a premise does not hold, but the hypotheses do, at {point}: {_short(premise)}"
    for index in statement.claim.free:
        outside = {**env, statement.names.index(index): index.over.count(point.sizes)}
        if all(_holds(theory, premise, outside) for premise in statement.premises):
            yield f"{index} may lie outside, at {point}"
    if isinstance(link.left, Lim):
        yield from _limit(statement, point, env)
        return
    ours = values(expressions(link), point)
    if not _domain_holds(statement, env):
        if link.reason not in EXPLAINED:
            yield f"the domain does not hold at {point}"
        return
    yield from _values_differ(statement, point, env, ours)
    true = theory.value(statement.conclusion, env)
    if true is not (link.kind is not Kind.COUNTEREXAMPLE):
        yield f"the printed relation is {true} at {point}"


def _same(mine: Any, theirs: Any) -> bool:
    difference = abs(arb(mine) - arb(theirs))
    return bool(arb(difference.mid()) < CLOSE * (1 + abs(arb(mine))))


def _decimal(x: Any) -> str:
    return str(arb(x).str(12, radius=False))


def _short(part: Term) -> str:
    return str(part)[:200]


def _limit(statement: Printed, point: Point, env: Mapping[str, Any]) -> Iterator[str]:
    """What is limited has our values; the place and the limit are those of the page; and it is the limit."""
    link, theory = statement.link, statement.theory
    limit = link.left
    assert isinstance(limit, Lim)
    body, place, value = _limit_parts(statement.conclusion)
    x = limit.variable.name
    ours = values((limit.body, link.right), point)
    function = theory.value(body, env)
    here = fmpq(point.scalars[x].numerator, point.scalars[x].denominator)
    if not _same(ours[0], function(here)):
        yield f"what is limited is {_decimal(ours[0])}, printed {_decimal(function(here))}, at {point}"
    if not _same(ours[1], theory.value(value, env)):
        yield f"the limit is {_decimal(ours[1])}, printed {_decimal(theory.value(value, env))}, at {point}"
    wanted: Any = UP if limit.upward else DOWN
    if limit.point is not None:
        at = values((limit.point,), point)[0]
        wanted = beside(at, limit.side) if limit.side else at
    found = theory.value(place, env)
    if found != wanted and not (limit.point is not None and not limit.side and found == around(wanted)):
        yield f"the place of the limit is {wanted}, printed {found}"
    if not _domain_holds(statement, env):
        yield f"the domain does not hold at {point}"
    if not theory.value(statement.conclusion, env):
        yield f"this is not the limit at {point}"


def _limit_parts(conclusion: Term) -> tuple[Term, Term, Term]:
    """Function, place and value of is_lim f x l, or of filterlim f (at_right x) (locally l)."""
    match conclusion:
        case Application(Name("is_lim"), (body, place, value)):
            return body, place, value
        case Application(Name("filterlim"), (body, place, Application(Name("locally"), (value,)))):
            return body, place, value
    raise SyntaxError(f"not a limit: {_short(conclusion)}")


def _anywhere(statement: Printed, point: Point) -> Iterator[str]:
    """At a point that may satisfy nothing."""
    link, theory = statement.link, statement.theory
    env = environment(statement, point)
    given = hypotheses_hold(link, point)
    if given is not None:
        with suppress(Unclear):
            own = all(theory.value(premise, env) for premise in statement.premises)
            if own is not given:
                yield f"the hypotheses are {given}, the premises {own} at {point}"
    if isinstance(link.left, Lim):
        return
    ours = _values(expressions(link), point)
    if ours is None:
        return
    with suppress(Unclear):
        own = _domain_holds(statement, env)
        if own is not bool(ours) and (own or link.reason not in EXPLAINED):
            yield f"there {'are' if ours else 'are no'} values, and the domain says {own}, at {point}"
    if ours and link.reason not in EXPLAINED:
        yield from _values_differ(statement, point, env, ours)


def _domain_holds(statement: Printed, env: Mapping[str, Any]) -> bool:
    return statement.domain is None or statement.theory.value(statement.domain, env) is True


def _holds(theory: Theory, premise: Term, env: Mapping[str, Any]) -> bool:
    """Whether it does; nothing is said where something is read that is not there."""
    try:
        return bool(theory.value(premise, env))
    except (Unclear, KeyError):
        return True


def _values_differ(statement: Printed, point: Point, env: Mapping[str, Any], ours: Sequence[Any]) -> Iterator[str]:
    for which, mine, side in zip(("left", "right"), ours, _sides(statement), strict=True):
        theirs = statement.theory.value(side, env)
        if not _same(mine, theirs):
            yield f"the {which} side is {_decimal(mine)}, printed {_decimal(theirs)}, at {point}"


def _values(sides: Sequence[Expr], point: Point) -> list[Any] | None:
    """What the evaluator has there: nothing where there is no value; None where it does not know."""
    try:
        return values(sides, point)
    except NoValueError:
        return []
    except (UndefinedError, NotationError):
        return None


def positive_where_said(link: Link, point: Point) -> bool:
    """Whether the scalars that are positive are; of a limit, all but its variable."""
    words = vocabulary(expressions(link), _fixed(link)[1])
    bound = link.left.variable.name if isinstance(link.left, Lim) else ""
    return all(point.scalars[name] > 0 for name, positive in words.scalars.items() if positive and name != bound)


def hypotheses_hold(link: Link, point: Point) -> bool | None:
    """Whether every hypothesis holds there, for all values of its free indices; None where nobody knows."""
    if not positive_where_said(link, point):
        return False
    for relation in _fixed(link)[1]:
        own = sorted(
            (i for side in (relation.left, relation.right) for i in free_indices(side) if not i.fixed), key=str
        )
        own = list(dict.fromkeys(own))
        for where in product(*(range(1, i.over.count(point.sizes) + 1) for i in own)):
            here = replace(point, indices={**point.indices, **{i.name: n for i, n in zip(own, where, strict=True)}})
            try:
                left, right = values((relation.left, relation.right), here)
            except NoValueError:
                return False
            except (UndefinedError, NotationError):
                return None
            try:
                order = compared(left, right)
            except Unclear:
                return None
            if not _HOLDS[relation.sign](order):
                return False
    return True


_HOLDS: dict[str, Callable[[int], bool]] = {
    "=": lambda s: s == 0,
    "!=": lambda s: s != 0,
    "<": lambda s: s < 0,
    "<=": lambda s: s <= 0,
    ">": lambda s: s > 0,
    ">=": lambda s: s >= 0,
}
