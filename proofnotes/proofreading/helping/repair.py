"""Which single edits make a statement hold: a quick look at a few points, then the proof; nothing else is offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from ...expr.errors import HypothesisError, NotationError, OutOfTimeError, SoundnessError, TooHardError, UndefinedError
from ...expr.nodes import Relation
from ...prover.witnesses.refute import find_witness
from ..codes import NotUnderstood
from ..grammar.nodes import TexChain
from ..grammar.statements import parse
from ..meaning.model import NoteLink, NoteStatement
from ..meaning.scopes import Paper
from ..outcomes import NoteVerdict
from ..settling.judging import Judgement
from ..settling.proofs import Answer, AnswerKind, Prover
from ..settling.rewriting import judged_again
from ..settling.witnesses import Accepts
from .edits import FormulaEdit, single_edits

FEW_POINTS, GLANCE = 3, 0.05
"""How many points a candidate is looked at, and the seconds for them."""

SECONDS, PROOF_SECONDS = 1.5, 1.0
"""For all the candidates of one statement, and for one proof."""

ENOUGH = 4
"""More repairs than these nobody reads."""

GOOD = (NoteVerdict.AGREES, NoteVerdict.DEFINITION, NoteVerdict.REDEFINED, NoteVerdict.CONDITION)
"""What may be said of the links that did not fail."""

ENGINE_ERRORS = (
    HypothesisError,
    NotationError,
    OutOfTimeError,
    SoundnessError,
    TooHardError,
    UndefinedError,
    RecursionError,
    MemoryError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AssertionError,
)
"""What an edited formula may make the engine raise: such an edit is none."""


@dataclass(frozen=True)
class Repair:
    """An edit under which the statement is proved, the body with it, and which parts of the chain it changes."""

    edit: FormulaEdit
    body: str
    parts: frozenset[int]


@dataclass(frozen=True)
class Repairs:
    """The repairs of a statement; complete: every edit was tried."""

    found: tuple[Repair, ...] = ()
    complete: bool = False

    @property
    def unique(self) -> bool:
        """Whether they are one and the same statement: the same part of the chain is changed, to an equal value."""
        return self.complete and len({repair.parts for repair in self.found}) == 1 == len(self.found[0].parts)


@dataclass
class PointsOnly(Prover):
    """Refutes at a few points, and proves only what is the same on both sides."""

    def ask(self, relation: Relation, assuming: Sequence[Relation] = (), *, seconds: float | None = None) -> Answer:
        if relation.sign == "=" and relation.left == relation.right:
            return Answer(AnswerKind.PROVED)
        try:
            found = find_witness(
                relation.left, relation.sign, relation.right, assuming, tries=FEW_POINTS, seconds=GLANCE
            )
        except ENGINE_ERRORS as error:
            return Answer(AnswerKind.REFUSED, detail=str(error))
        return Answer(AnswerKind.UNKNOWN if found is None else AnswerKind.REFUTED)

    def simplest(
        self, relation: Relation, assuming: Sequence[Relation], accepts: Accepts | None
    ) -> tuple[Mapping[str, Mapping[str, Any]], tuple[str, str]] | None:
        return None


@dataclass
class RepairSearch:
    """Tries the edits of one statement."""

    paper: Paper
    statement: NoteStatement
    failing: Mapping[int, NoteLink]
    prover: Prover
    until: float
    glance: PointsOnly = field(default_factory=PointsOnly)

    def repairs(self) -> Repairs:
        chain, body = self.statement.node, self.statement.formula.body
        place = self._place()
        if place is None or not isinstance(chain, TexChain):
            return Repairs()
        nodes, number = place
        found: list[Repair] = []
        seen: set[TexChain] = set()
        for edit in self._ranked(single_edits(body, chain), chain):
            if monotonic() > self.until or len(found) >= ENOUGH:
                return Repairs(tuple(found))
            other = self._edited(edit, body, nodes, number)
            if other is None or other in seen:
                continue
            seen.add(other)
            if self._holds(other):
                parts = frozenset(n for n, part in enumerate(chain.parts) if part != other.parts[n])
                found.append(Repair(edit, edit.applied(body), parts))
        return Repairs(tuple(found), complete=True)

    def _place(self) -> tuple[tuple[object, ...], int] | None:
        """The statements of the formula, and the number of this one among them."""
        try:
            nodes = parse(self.statement.formula.body, self.paper.document.macros)
        except NotUnderstood:
            return None
        own = self.statement.node
        numbers = [n for n, node in enumerate(nodes) if node == own and node.span == own.span]
        return (nodes, numbers[0]) if numbers else None

    def _ranked(self, edits: Sequence[FormulaEdit], chain: TexChain) -> list[FormulaEdit]:
        """Those that change a side of a link that fails; the right side first."""
        links = self.failing.values()
        sides = [link.right.span for link in links] + [link.left.span for link in links]
        ranked = []
        for number, edit in enumerate(edits):
            within = [n for n, span in enumerate(sides) if all(_inside(change[0], span) for change in edit.changes)]
            sign = all(_inside(change[0], chain.span) for change in edit.changes) and "relation" in edit.kind
            if within or sign:
                ranked.append((min(within, default=len(sides)), number, edit))
        return [edit for _, _, edit in sorted(ranked, key=lambda each: each[:2])]

    def _edited(self, edit: FormulaEdit, body: str, nodes: tuple[object, ...], number: int) -> TexChain | None:
        """The chain with the edit, if nothing else of the formula is changed by it."""
        try:
            after = parse(edit.applied(body), self.paper.document.macros)
        except NotUnderstood:
            return None
        if len(after) != len(nodes) or any(
            new != old for n, (new, old) in enumerate(zip(after, nodes, strict=True)) if n != number
        ):
            return None
        chain = after[number]
        old = self.statement.node
        if not isinstance(chain, TexChain) or not isinstance(old, TexChain) or chain == old:
            return None
        return chain if len(chain.parts) == len(old.parts) else None

    def _holds(self, chain: TexChain) -> bool:
        looked = judged_again(self.paper, self.statement, chain, self.glance)
        if not looked or not all(self._may_hold(n, each) for n, each in enumerate(looked)):
            return False
        left = self.until + PROOF_SECONDS - monotonic()
        prover = Prover(min(PROOF_SECONDS, self.prover.seconds), left, self.prover.memory)
        judged = judged_again(self.paper, self.statement, chain, prover)
        return bool(judged) and all(self._is_good(n, each) for n, each in enumerate(judged))

    def _may_hold(self, number: int, each: Judgement) -> bool:
        verdict = each.settlement.verdict
        return verdict in (NoteVerdict.UNKNOWN, NoteVerdict.DIFFERS) or self._is_good(number, each)

    def _is_good(self, number: int, each: Judgement) -> bool:
        """Whether a link holds; one that says nothing any more (a = a) does not."""
        verdict = each.settlement.verdict
        if number in self.failing:
            return not each.settlement.trivial and (verdict.holds or verdict is NoteVerdict.AGREES)
        return verdict.holds or verdict in GOOD


def repairs(
    paper: Paper,
    statement: NoteStatement,
    failing: Mapping[int, NoteLink],
    prover: Prover,
    seconds: float = SECONDS,
) -> Repairs:
    """The single edits of the statement that make it hold, where these links of it, by their numbers, do not."""
    return RepairSearch(paper, statement, failing, prover, monotonic() + seconds).repairs()


def _inside(span: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]
