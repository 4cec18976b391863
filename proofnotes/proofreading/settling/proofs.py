"""The door to the prover: it never raises, keeps to the time that a document may take, and may remember.

What comes back is plain data, so that somebody can keep it between runs: nothing in it is a tree.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum
from time import monotonic
from typing import Any, Protocol

from ...expr.calculus import inputs_of
from ...expr.errors import HypothesisError, NotationError, OutOfTimeError, SoundnessError, TooHardError, UndefinedError
from ...expr.nodes import Expr, Pow, Relation, wrap
from ...printing.sentences import plain_point
from ...prover.proof import Proof, Verdict
from ...prover.prover import prove
from ...prover.witnesses.refute import find_witness
from ..meaning.model import NoteLink, Reading
from ..outcomes import NoteVerdict
from .approximations import Approximation, approximate, last_digit
from .missing import proper_factor
from .notation import MACHINERY, with_letters
from .questions import key_of
from .witnesses import Accepts, simplest

LEAST_SECONDS = 0.05
"""With less time left the prover is not asked."""

FEW, GLANCE, HOPELESS = 8, 0.1, 0.5
"""So many points, in so many seconds, are looked at first; what is false there is no longer proved than HOPELESS,
which is for what is missing."""

TOO_LATE = "the time for the document is used up"
WHERE_DEFINED = "holds where both sides are defined"


class AnswerKind(Enum):
    """What the prover has said.  WHERE: it holds where both sides are defined.  REFUSED: not a well-formed question."""

    PROVED = "proved"
    WHERE = "where"
    REFUTED = "refuted"
    UNKNOWN = "unknown"
    CONTRADICTORY = "contradictory"  # the hypotheses
    REFUSED = "refused"


@dataclass(frozen=True)
class Answer:
    """What the prover says of a relation under hypotheses.

    conditions are those under which both sides are defined.  missing is the equation that would make it hold, where it
    is one that people assume (`proper_factor`).  point is where it fails, as `plain_point` writes it.
    """

    kind: AnswerKind
    method: str = ""
    conditions: tuple[str, ...] = ()
    missing: str = ""
    point: Mapping[str, Mapping[str, Any]] | None = None
    sides: tuple[str, str] = ("", "")
    detail: str = ""
    never: bool = False
    """Whether both sides differ by a constant: then it holds for no numbers at all."""
    whatever: bool = False
    """Whether both sides differ by the same, whatever an open function is."""

    @property
    def holds(self) -> bool:
        """Wherever both sides are defined."""
        return self.kind in (AnswerKind.PROVED, AnswerKind.WHERE)

    @property
    def refuted(self) -> bool:
        return self.kind is AnswerKind.REFUTED

    def plain(self) -> dict[str, Any]:
        """For whoever keeps it."""
        return {**asdict(self), "kind": self.kind.value}

    @staticmethod
    def of(plain: Mapping[str, Any]) -> Answer:
        """What was kept; raises ValueError, TypeError or KeyError where it was none."""
        texts = {name: str(plain[name]) for name in ("method", "missing", "detail")}
        left, right = plain["sides"]
        conditions = tuple(map(str, plain["conditions"]))
        point = plain["point"]
        if point is not None and set(point) != {"sizes", "indices", "scalars", "tensors", "equations"}:
            raise ValueError(f"expected a point, got {point!r}")
        kind = AnswerKind(plain["kind"])
        sides = str(left), str(right)
        return Answer(
            kind,
            conditions=conditions,
            point=point,
            sides=sides,
            never=bool(plain["never"]),
            whatever=bool(plain["whatever"]),
            **texts,
        )


class ProofStore(Protocol):
    """What remembers answers: by the text of the question, everything on which the answer depends."""

    def get(self, key: str) -> Mapping[str, Any] | None: ...

    def put(self, key: str, answer: Mapping[str, Any]) -> None: ...


@dataclass
class Prover:
    """Asks the prover: so many seconds for a question, and no more than the budget for all of them."""

    seconds: float = 2.0
    budget: float = 60.0
    memory: ProofStore | None = None
    spent: float = 0.0
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def exhausted(self) -> bool:
        return self.budget - self.spent < LEAST_SECONDS

    def ask(self, relation: Relation, assuming: Sequence[Relation] = (), *, seconds: float | None = None) -> Answer:
        """Whether the relation holds for every dimension, under the hypotheses."""
        started = monotonic()
        try:
            key = key_of(relation, assuming)
        except NotationError as error:  # one name for two things
            return Answer(AnswerKind.REFUSED, detail=str(error))
        answer = self.answers.get(key) or self._remembered(key)
        if answer is None:
            if self.exhausted:
                return Answer(AnswerKind.UNKNOWN, detail=TOO_LATE)
            limit = min(seconds or self.seconds, self.budget - self.spent)
            answer = _asked(relation, assuming, limit)
            in_time = monotonic() - started < limit
            if self.memory is not None and (in_time or answer.kind is not AnswerKind.UNKNOWN):
                self.memory.put(key, answer.plain())
        self.answers[key] = answer
        self.spent += monotonic() - started
        return answer

    def approximated(self, reading: Reading, link: NoteLink) -> Approximation:
        """Whether a side is about the other, and how far it is off at most."""
        digits = [last_digit(side) for side in (link.left, link.right)]
        key = f"approximate\n{key_of(Relation(reading.left, '=', reading.right))}\n{digits}"
        kept = self.memory.get(key) if self.memory is not None else None
        if kept is not None and set(kept) == {"verdict", "message", "bound"}:
            return Approximation(NoteVerdict(kept["verdict"]), str(kept["message"]), str(kept["bound"]))
        started = monotonic()
        found = approximate(reading, link, self.seconds)
        self.spent += monotonic() - started
        if self.memory is not None and found.verdict is not NoteVerdict.UNKNOWN:
            self.memory.put(key, {**asdict(found), "verdict": found.verdict.value})
        return found

    def simplest(
        self, relation: Relation, assuming: Sequence[Relation], accepts: Accepts | None
    ) -> tuple[Mapping[str, Mapping[str, Any]], tuple[str, str]] | None:
        """The witness that is easiest to read, as plain data, and both sides there."""
        key = f"simplest\n{key_of(relation, assuming)}"
        kept = self._remembered(key) if accepts is None else None
        if kept is None:
            started = monotonic()
            witness = simplest(relation, assuming, accepts) if not self.exhausted else None
            self.spent += monotonic() - started
            if witness is None:
                return None
            sides = (witness.left, witness.right)
            kept = Answer(AnswerKind.REFUTED, point=plain_point(witness.point), sides=sides)
            if self.memory is not None and accepts is None:
                self.memory.put(key, kept.plain())
        return (kept.point, kept.sides) if kept.point is not None else None

    def _remembered(self, key: str) -> Answer | None:
        found = self.memory.get(key) if self.memory is not None else None
        try:
            return Answer.of(found) if found is not None else None
        except (ValueError, TypeError, KeyError):
            return None


def _asked(relation: Relation, assuming: Sequence[Relation], seconds: float) -> Answer:
    """The answer, whatever the engine raises."""
    try:
        if _is_false_somewhere(relation, assuming):
            seconds = min(seconds, HOPELESS)
        return _answer(prove(relation, assuming=list(assuming), seconds=seconds))
    except HypothesisError as error:
        return Answer(AnswerKind.CONTRADICTORY, detail=str(error))
    except NotationError as error:
        return Answer(AnswerKind.REFUSED, detail=str(error))
    except (OutOfTimeError, TooHardError, UndefinedError, RecursionError, MemoryError) as error:
        return Answer(AnswerKind.UNKNOWN, detail=f"{type(error).__name__}: {error}")
    except (SoundnessError, ArithmeticError, LookupError, TypeError, ValueError, AssertionError) as error:
        # An error of the engine on a formula of somebody is no reason to say nothing about the others.
        return Answer(AnswerKind.UNKNOWN, detail=f"{type(error).__name__}: {error}")


def _is_false_somewhere(relation: Relation, assuming: Sequence[Relation]) -> bool:
    """Whether a glance finds a point where it is false; a limit has no value at any."""
    try:
        found = find_witness(relation.left, relation.sign, relation.right, assuming, tries=FEW, seconds=GLANCE)
    except NotationError:
        return False
    return found is not None


def _answer(proof: Proof) -> Answer:
    """The proof as plain data."""
    if proof.verdict is Verdict.PROVED:
        return Answer(AnswerKind.PROVED, proof.method, detail=proof.detail)
    if proof.verdict is Verdict.UNKNOWN and proof.detail.startswith(WHERE_DEFINED):
        return Answer(AnswerKind.WHERE, proof.method, _without_repetition(proof.missing))
    missing = with_letters(str(proof.missing[0])) if proper_factor(proof) else ""
    if proof.witness is None:
        return Answer(AnswerKind.UNKNOWN, proof.method, missing=missing, detail=proof.detail)
    point, sides = plain_point(proof.witness.point), (proof.witness.left, proof.witness.right)
    equation = proof.statement.sign == "=" and proof.residual is not None
    left_over = {each.name for each in inputs_of(proof.residual)} if equation and proof.residual is not None else set()
    return Answer(
        AnswerKind.REFUTED,
        proof.method,
        missing=missing,
        point=point,
        sides=sides,
        never=equation and not left_over,
        whatever=equation and not any(name.startswith(MACHINERY) for name in left_over),
    )


def _without_repetition(conditions: Sequence[Relation]) -> tuple[str, ...]:
    """x > 0 says x ≠ 0, and x ≠ 0 says x² ≠ 0."""
    positive = {each.left for each in conditions if each.sign == ">" and each.right == wrap(0)}
    other = positive | {each.left for each in conditions if each.sign == "!=" and each.right == wrap(0)}
    said = (each for each in conditions if each.sign != "!=" or not _said_by(each.left, positive, other))
    return tuple(dict.fromkeys(with_letters(str(each)) for each in said))


def _said_by(e: Expr, positive: Container[Expr], other: Container[Expr]) -> bool:
    """Whether that it is not 0 follows from what is positive, or is a power of what is not 0."""
    return e in positive or (isinstance(e, Pow) and e.base in other)
