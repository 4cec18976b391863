"""prove: the one door for equations and inequalities.

PROVED only by the normal form, by signs, or by rigorous bounds in one variable, which hold for every dimension, with
every condition discharged; REFUTED only with a witness; else UNKNOWN.  A proof is confirmed at points that satisfy the
hypotheses, by an evaluation that shares no code with the normal form: a disagreement is an error in this library and is
raised.  Points refute and confirm; they prove nothing, and that none was found shows nothing either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from time import monotonic, perf_counter

from ..expr.arrays import Array, same_entries
from ..expr.calculus import inputs_of
from ..expr.errors import HypothesisError, NotationError, OutOfTimeError, TooHardError, UndefinedError
from ..expr.indices import Index, plain
from ..expr.misuse import positive, sequence_of, vocabulary
from ..expr.names import names_in
from ..expr.nodes import Expr, Lim, Operand, Relation, bound_indices, free_indices, walk, wrap
from ..expr.restriction import restricted
from ..interchange import read_together, relation_of
from .bounds.function import leaves_an_interval
from .bounds.whole_line import bounded, tends_elsewhere, tends_to
from .decision import DecidedCase, decide
from .evaluation.clock import until
from .extremes import Increasing
from .fewer import choices
from .induction import asked_for, inductions
from .inequalities.engine import CITED
from .limits import Infinite, UnknownLimitError, limit_values
from .normal_form.readable import factored_tree
from .outside import read_outside
from .proof import Point, Proof, Tried, Verdict, Witness
from .repair import missing_equations
from .signs.assumptions import context
from .witnesses.refute import SLICE, confirm, find_value, find_witness
from .witnesses.search import find_point, points

STOPS = (OutOfTimeError, TooHardError, UndefinedError, RecursionError)
"""What ends an attempt as UNKNOWN."""

SHARE = 0.15
"""What part of the time of a proof its confirmation may take, where that is more than a slice."""

CONFIRM, EXAMPLE = 0.4, 1.0
"""Seconds for the confirmation of a proof, even where the proof has used up the time, and for finding an example."""

GLANCE, ROWS_SHARE = 0.05, 0.6
"""Seconds for a witness before the rows of inequalities are asked, and their part of the time that is left."""

SAMPLED, SAMPLES, LARGEST_SAMPLE = 40, 6, 4

FEWER_SHARE = 0.5
"""What part of the time that is left is spent with fewer hypotheses."""

NOTHING = "does not settle it"
ROWS_TRIED = f"no combination settles it of {', '.join(CITED)}"
INDUCTION_SHARE = 0.4
"""The part of the time that is left which one way to prove by induction may take."""

NO_EXAMPLE = "no point that satisfies the hypotheses was found"


@vocabulary
def prove(
    left: Operand | Relation | Array,
    right: Operand | Array | None = None,
    *,
    assuming: Sequence[Relation] = (),
    seconds: float = 10.0,
    by: str | None = None,
) -> Proof:
    """Prove left = right, or a relation such as a <= b, under hypotheses, for all dimensions.

    Vectors and matrices (Whole, Jacobian, Diagonal, ...) are equal entry by entry.  PROVED means: wherever the
    hypotheses hold, both sides are defined and the relation is true.  The answer comes within `seconds`, and one more
    for the confirmation.  Raises NotationError for an expression that is not well formed, and HypothesisError for
    hypotheses that are shown to contradict each other; where merely no point is found that satisfies them, the proof
    goes on, and its detail says so.  by="induction on t" asks for induction over an index that is free in the
    statement, or over a dimension; without it, induction is tried where a statement that counts an index is not settled
    otherwise, or one with a hypothesis about m[t - 1].
    """
    started = perf_counter()
    deadline = monotonic() + positive("prove", "seconds", seconds)
    assuming = sequence_of("prove", "assuming", assuming, "assuming=[x > 0]")
    sides, hypotheses = read_together([left] if right is None else [left, right], assuming)
    statement, hypotheses = restricted(_statement(*sides), hypotheses)
    unknown = Proof(statement, hypotheses, Verdict.UNKNOWN, "")
    try:
        proof = _checked(statement, hypotheses, deadline, by)
    except (RecursionError, MemoryError) as stopped:
        proof = replace(unknown, detail=f"{type(stopped).__name__}: too large, or nested too deeply")
    except OutOfTimeError as stopped:
        proof = replace(unknown, detail=f"OutOfTimeError: {stopped}")
    return replace(proof, seconds=perf_counter() - started)


def _statement(left: object, right: object | None = None) -> Relation:
    if right is None:
        if isinstance(left, (Expr, Array)):
            raise NotationError(f"prove({left}): expected a relation such as {left} >= 0, or two expressions")
        return relation_of(left)
    if isinstance(left, Relation):
        raise NotationError(f"prove({left}, {right}): expected one relation, or two expressions")
    if isinstance(left, Array) or isinstance(right, Array):
        sides = [side if isinstance(side, (Expr, Array)) else wrap(side) for side in (left, right)]
        first, second = same_entries(*sides)
        return Relation(first, "=", second)
    return Relation(wrap(left), "=", wrap(right))


def _checked(statement: Relation, hypotheses: tuple[Relation, ...], deadline: float, by: str | None) -> Proof:
    """The answer for what is well formed, confirmed or refuted."""
    _check_indices(statement)
    _check_limits(statement, hypotheses)
    _check_names((statement, *hypotheses))
    if by is not None:
        asked_for(statement, by)
    started = monotonic()
    with until(deadline):
        if by is None:
            proof = _attempt(statement, hypotheses, deadline)
        else:
            proof = Proof(statement, hypotheses, Verdict.UNKNOWN, by, detail=f"{by} did not settle it")
    if isinstance(statement.left, Lim):
        return proof  # no single point confirms or refutes a limit
    if proof.verdict is not Verdict.PROVED and not _witness(proof, GLANCE):
        proof = _attempt_further(proof, by, deadline)
    if proof.verdict is Verdict.PROVED:
        return _confirmed(proof, deadline, max(SLICE, SHARE * (monotonic() - started)))
    return _refuted(proof, deadline)


def _attempt_further(proof: Proof, by: str | None, deadline: float) -> Proof:
    """By induction, by the rows of inequalities, and then with fewer hypotheses, which is as good."""
    if not isinstance(proof.statement, Increasing):
        with until(deadline):
            proof = _and(proof, _attempt_by_induction(proof, by, deadline), "induction")
            if proof.verdict is not Verdict.PROVED and by is None:
                proof = _and(proof, _attempt_by_rows(proof, deadline), "rows of inequalities", ROWS_TRIED)
    if proof.verdict is Verdict.PROVED or by is not None:
        return proof
    given = list(choices(proof.statement, proof.assuming))
    for number, some in enumerate(given, start=1):
        then = min(deadline, monotonic() + FEWER_SHARE * max(0.0, deadline - monotonic()) / (len(given) - number + 1))
        with suppress(HypothesisError, OutOfTimeError), until(then):
            fewer = _attempt(proof.statement, some, then)
            if fewer.verdict is not Verdict.PROVED:
                fewer = _attempt_by_rows(fewer, then)
            if fewer.verdict is Verdict.PROVED:
                return replace(fewer, assuming=proof.assuming)
    tried = Tried("fewer hypotheses", f"{len(given)} choices, none of which settles it")
    return replace(proof, tried=(*proof.tried, tried)) if given else proof


def _and(before: Proof, after: Proof, way: str, outcome: str = NOTHING) -> Proof:
    """The proof after a further attempt, which tells of it where it came to nothing."""
    return after if after.verdict is Verdict.PROVED else replace(before, tried=(*before.tried, Tried(way, outcome)))


def _confirmed(proof: Proof, deadline: float, seconds: float) -> Proof:
    """The proof, held against as many points as the seconds allow; where there are none, it says so."""
    statement, end = proof.statement, max(deadline, monotonic() + CONFIRM)
    with until(end):
        example = confirm(statement.left, statement.sign, statement.right, proof.assuming, seconds)
    if example is None and not _has_example(proof, end):
        proof = replace(proof, detail=_joined(proof.detail, NO_EXAMPLE))
    return replace(proof, detail=_joined(proof.detail, _read_outside(proof, max(end, monotonic() + GLANCE))))


def _read_outside(proof: Proof, deadline: float) -> str:
    """What the hypotheses say of entries that are not there, where that is found in time."""
    with suppress(*STOPS):
        return read_outside(context((), deadline), proof.assuming)
    return ""


def _has_example(proof: Proof, deadline: float) -> bool:
    """Whether a point that satisfies the hypotheses is found; that none is found shows nothing."""
    if not proof.assuming:
        return True
    with suppress(OutOfTimeError), until(min(deadline, monotonic() + EXAMPLE)):
        return find_point((proof.statement.left, proof.statement.right), proof.assuming) is not None
    return False


def _joined(*details: str) -> str:
    return "; ".join(detail for detail in details if detail)


def _check_indices(statement: Relation) -> None:
    """An index that is summed over on one side and free only on the other is a slip of the pen."""
    for one, other in ((statement.left, statement.right), (statement.right, statement.left)):
        stray = (free_indices(one) - free_indices(other)) & bound_indices(other)
        if stray:
            names = ", ".join(sorted(map(str, stray)))
            raise NotationError(f"{statement}: the index {names} is free on one side and bound on the other")


def _check_limits(statement: Relation, assuming: Sequence[Relation]) -> None:
    """A limit stands alone on the left, and its variable means nothing outside it."""
    left = statement.left
    inside = (left.body, left.variable) if isinstance(left, Lim) else (left,)
    others = (*inside, statement.right, *(side for relation in assuming for side in (relation.left, relation.right)))
    if any(isinstance(node, Lim) for e in others for node in walk(e)):
        raise NotationError(f"{statement}: expected a limit only as the left side of an equation")
    if isinstance(left, Lim) and left.variable in inputs_of(statement.right):
        raise NotationError(f"{statement}: the variable {left.variable} of the limit stands outside it")


def _check_names(relations: Sequence[Relation]) -> None:
    """One name, one meaning: K cannot be any integer here and 3 there, nor c one index and another."""
    meanings: dict[object, object] = {}
    for relation in relations:
        for key, meaning in _meanings(relation):
            before = meanings.setdefault(key, meaning)
            if before != meaning:
                name = key[0] if isinstance(key, tuple) else key
                raise NotationError(f"{relation}: {name} means {_described(before)} and {_described(meaning)}")


def _meanings(relation: Relation) -> Iterator[tuple[object, object]]:
    """Each name with what it means; that of an index is one for each dimension."""
    for side in (relation.left, relation.right):
        for name, meaning in names_in(side):
            plain(name)
            yield name, meaning
        for index in free_indices(side) | bound_indices(side):
            yield (index.name, index.over), index


def _described(meaning: object) -> str:
    if isinstance(meaning, Index):
        return f"one value of an index over {meaning.over}" if meaning.fixed else f"every index over {meaning.over}"
    return f"{type(meaning).__name__.lower()} {meaning!r}"


def _attempt(statement: Relation, assuming: tuple[Relation, ...], deadline: float) -> Proof:
    """PROVED or UNKNOWN, with the reason; what is left over is factored, and what is missing is named."""
    unknown = Proof(statement, assuming, Verdict.UNKNOWN, "normal form", tried=(_way(statement),))
    try:
        if isinstance(statement.left, Lim):
            return _limit(unknown, statement.left, deadline)
        look = context((), deadline).check_time
        if isinstance(statement, Increasing) and not leaves_an_interval(statement.x, assuming, look):
            return replace(unknown, detail=f"the hypotheses are not known to leave one interval for {statement.x}")
        return _decided(unknown, decide(statement, assuming, deadline), deadline)
    except STOPS as stopped:
        return replace(unknown, detail=f"{type(stopped).__name__}: {stopped}")


def _way(statement: Relation) -> Tried:
    """What is tried first."""
    if isinstance(statement.left, Lim):
        return Tried("growth of both sides", NOTHING)
    alone = len(inputs_of(statement.left) | inputs_of(statement.right)) == 1
    ways = ["normal form" if statement.sign == "=" else "normal form, signs and lemmas"]
    return Tried(" and ".join([*ways, *(["bounds in one variable"] if alone else [])]), NOTHING)


def _attempt_by_induction(before: Proof, by: str | None, deadline: float) -> Proof:
    """The proof by induction, where there is one; else what there was before."""
    for way in inductions(before.statement, before.assuming, by):
        until_then = monotonic() + INDUCTION_SHARE * max(0.0, deadline - monotonic())
        start = _settled(*way.base, until_then)
        steps = (_settled(*step, until_then) for step in way.steps) if start else ()
        step = next(filter(None, steps), None)
        if step is not None:
            proved = _decided(replace(before, residual=None, missing=(), detail=""), [*start, *step], deadline)
            return replace(proved, method=f"{way.method}: {proved.method}")
    return before


def _settled(statement: Relation, assuming: tuple[Relation, ...], deadline: float) -> list[DecidedCase]:
    """The cases of a statement that holds, without the rows of inequalities or with them; else none."""
    for samples in (None, ()):
        with suppress(*STOPS, HypothesisError):
            decided = decide(statement, assuming, deadline, samples)
            if all(case.settled for case in decided):
                return decided
    return []


def _attempt_by_rows(before: Proof, deadline: float) -> Proof:
    """The proof with the rows of inequalities, where there is one; else what there was before."""
    if isinstance(before.statement, Increasing):
        return before
    until_then = monotonic() + ROWS_SHARE * max(0.0, deadline - monotonic())
    try:
        decided = decide(before.statement, before.assuming, until_then, samples=_samples(before))
    except (*STOPS, HypothesisError):
        return before
    if not all(case.settled for case in decided):
        return before
    return _decided(replace(before, residual=None, missing=(), detail=""), decided, deadline)


def _samples(proof: Proof) -> tuple[Point, ...]:
    """A few points that satisfy the hypotheses, of small dimensions, at which no false goal need be looked into."""
    found: list[Point] = []
    with suppress(OutOfTimeError), until(monotonic() + GLANCE):
        for point in points((proof.statement.left, proof.statement.right), proof.assuming, tries=SAMPLED):
            if max(point.sizes.values(), default=1) <= LARGEST_SAMPLE:
                found.append(point)
            if len(found) >= SAMPLES:
                break
    return tuple(found)


def _decided(unknown: Proof, decided: list[DecidedCase], deadline: float) -> Proof:
    """What the cases come to."""
    statement, assuming = unknown.statement, unknown.assuming
    conditions = tuple(dict.fromkeys(condition for case in decided for condition in case.conditions))
    unknown = replace(unknown, method=_method(decided), conditions=conditions)
    open_ones = [condition for condition in conditions if not condition.discharged]
    failed = [case for case in decided if not case.holds]
    unused = _joined(*(f"{relation} was not used: {why}" for relation, why in decided[0].ctx.unused)) if decided else ""
    if failed and not open_ones and bounded(statement, assuming, decided[0].ctx.check_time):
        return replace(unknown, verdict=Verdict.PROVED, method="ball arithmetic, growth at infinity")
    relations = tuple(each.relation for each in open_ones)
    if failed and not (open_ones and _holds(statement, (*assuming, *relations), deadline)):
        left_over = factored_tree(failed[0].ctx, failed[0].difference)
        equation = statement.sign == "=" and len(decided) == 1
        missing = _missing(statement, assuming, decided[0], deadline) if equation else ()
        detail = _joined("the two sides differ by the residual", unused)
        return replace(unknown, detail=detail, residual=left_over, missing=missing)
    if open_ones:
        whys = dict.fromkeys(each.why for each in open_ones)
        detail = _joined("holds where both sides are defined", *whys, unused)
        return replace(unknown, detail=detail, missing=relations)
    return replace(unknown, verdict=Verdict.PROVED, tried=())


def _limit(unknown: Proof, limit: Lim, deadline: float) -> Proof:
    """A limit of a function of one variable that is defined as far out as the limit looks."""
    statement = unknown.statement
    if statement.sign != "=":
        return replace(unknown, detail="of a limit only its value can be proved")
    look = context(unknown.assuming, deadline).check_time
    if limit.point is None and tends_to(limit, statement.right, unknown.assuming, look):
        return replace(unknown, verdict=Verdict.PROVED, method="growth at infinity", tried=())
    try:
        return _limit_by_parts(unknown, limit, deadline)
    except UnknownLimitError:
        pass
    stays_off = limit.point is None and tends_elsewhere(limit, statement.right, unknown.assuming, look)
    if stays_off:
        return _limit_refuted(unknown, limit, "growth at infinity", stays_off)
    return replace(unknown, detail="the growth of left − right is not known to fall to 0")


def _limit_by_parts(unknown: Proof, limit: Lim, deadline: float) -> Proof:
    """By the limit that the parts give, from each side that is asked for, against the one that is claimed."""
    statement, method = unknown.statement, "limits of the parts"
    for found in limit_values(limit, unknown.assuming, deadline):
        if isinstance(found, Infinite):
            told = "∞" if found.sign > 0 else "−∞"
            return _limit_refuted(unknown, limit, method, told)
        claim = Relation(found, "=", statement.right)
        if not _holds(claim, unknown.assuming, deadline):
            witness = _witness(replace(unknown, statement=claim), 1.0)
            left_over = found - statement.right
            if witness is None:
                return replace(unknown, detail=f"the limit is {found}", residual=left_over, method=method)
            return replace(unknown, verdict=Verdict.REFUTED, method=method, witness=witness, residual=left_over)
    return replace(unknown, verdict=Verdict.PROVED, method=method, tried=())


def _limit_refuted(unknown: Proof, limit: Lim, method: str, left: str) -> Proof:
    """Refuted at any point that satisfies the hypotheses, for there is no such limit at any.

    The point says nothing of the variable of the limit, which is nowhere.
    """
    with suppress(OutOfTimeError), until(monotonic() + EXAMPLE):
        found = find_value(unknown.statement.right, unknown.assuming)
        if found is not None:
            point, right = found
            scalars = {name: x for name, x in point.scalars.items() if name != limit.variable.name}
            witness = Witness(replace(point, scalars=scalars), left, right)
            return replace(unknown, verdict=Verdict.REFUTED, method=method, witness=witness)
    return unknown


def _method(decided: list[DecidedCase]) -> str:
    name = decided[0].method if decided else "signs"
    return name if len(decided) == 1 else f"{name}, {len(decided)} cases"


def _missing(
    statement: Relation, assuming: tuple[Relation, ...], case: DecidedCase, deadline: float
) -> tuple[Relation, ...]:
    """The equations that would make an identity hold."""
    try:
        return missing_equations(
            statement, assuming, case.ctx, case.difference, lambda extended: _all_hold(statement, extended, deadline)
        )
    except STOPS:
        return ()


def _holds(statement: Relation, assuming: tuple[Relation, ...], deadline: float) -> bool:
    try:
        return _all_hold(statement, assuming, deadline)
    except (*STOPS, HypothesisError):
        return False


def _all_hold(statement: Relation, assuming: tuple[Relation, ...], deadline: float) -> bool:
    return all(case.settled for case in decide(statement, assuming, deadline))


def _witness(proof: Proof, seconds: float) -> Witness | None:
    """A counterexample that is found in so many seconds."""
    statement = proof.statement
    with suppress(OutOfTimeError), until(monotonic() + seconds):
        return find_witness(statement.left, statement.sign, statement.right, proof.assuming, seconds=seconds)
    return None


def _refuted(proof: Proof, deadline: float) -> Proof:
    """A counterexample, where one is found."""
    witness = _witness(proof, max(0.2, min(2.0, deadline - monotonic())))
    if witness is None:
        proof = replace(proof, tried=(*proof.tried, Tried("points that satisfy the hypotheses", "none violates it")))
        return proof if _has_example(proof, deadline) else replace(proof, detail=_joined(proof.detail, NO_EXAMPLE))
    detail = proof.detail if proof.residual is not None else ""
    return replace(proof, verdict=Verdict.REFUTED, method="witness", witness=witness, detail=detail)
