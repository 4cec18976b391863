"""Which single edits make a statement hold: a quick look at a few points, then the proof; nothing else is offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from ...expr.errors import HypothesisError, NotationError, OutOfTimeError, SoundnessError, TooHardError, UndefinedError
from ...expr.nodes import Relation
from ..codes import NotUnderstood
from ..grammar.nodes import TexChain
from ..grammar.statements import parse
from ..meaning.model import NoteLink, NoteStatement
from ..meaning.readings import readings
from ..meaning.scopes import Paper
from ..outcomes import NoteVerdict
from ..settling.hypotheses import SIGNS, stated
from ..settling.judging import Judgement
from ..settling.proofs import Answer, AnswerKind, Prover
from ..settling.rewriting import judged_again, rewritten
from ..settling.witnesses import Accepts, fails_at_a_point
from .computed import computed_side
from .edits import FormulaEdit, single_edits

FEW_POINTS, GLANCE = 3, 0.05
"""How many points a candidate is looked at, and the seconds for them."""

SECONDS, PROOF_SECONDS, COMPUTING = 2.0, 1.0, 1.0
"""For all the candidates of one statement, for one proof, and for computing a side where nothing else is found."""

ENOUGH = 4
"""More repairs than these nobody reads."""

GOOD = (NoteVerdict.AGREES, NoteVerdict.DEFINITION, NoteVerdict.REDEFINED, NoteVerdict.CONDITION)
"""What may be said of the links that did not fail."""

UNDECIDED = (NoteVerdict.AGREES, NoteVerdict.DEFINITION, NoteVerdict.UNKNOWN)
"""What a glance says of a definition that may be the catalogue's."""

ENGINE_ERRORS = (
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
    computed: bool = False
    """Whether a whole side is put there: no single edit was found."""


@dataclass(frozen=True)
class Repairs:
    """The repairs of a statement; complete: every edit was tried."""

    found: tuple[Repair, ...] = ()
    complete: bool = False

    @property
    def unique(self) -> bool:
        """Whether they are one and the same statement: the same part of the chain is changed, to an equal value."""
        if any(repair.computed for repair in self.found):
            return False
        return self.complete and len({repair.parts for repair in self.found}) == 1 == len(self.found[0].parts)


@dataclass
class PointsOnly(Prover):
    """Refutes at a few points, and proves only what is the same on both sides."""

    def ask(self, relation: Relation, assuming: Sequence[Relation] = (), *, seconds: float | None = None) -> Answer:
        if relation.sign == "=" and relation.left == relation.right:
            return Answer(AnswerKind.PROVED)
        return Answer(AnswerKind.REFUTED if _fails(relation, assuming) else AnswerKind.UNKNOWN)

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
                return Repairs(tuple(found or self._computed(body, chain, nodes, number)))
            other = self._edited(edit, body, nodes, number)
            if other is None or other in seen:
                continue
            seen.add(other)
            parts = frozenset(n for n, part in enumerate(chain.parts) if part != other.parts[n])
            known = len(parts) == 1 and any(repair.parts == parts for repair in found)
            if not known and self._holds(other):  # the same part with an equal value is the same statement
                found.append(Repair(edit, edit.applied(body), parts))
        return Repairs(tuple(found or self._computed(body, chain, nodes, number)), complete=True)

    def _computed(self, body: str, chain: TexChain, nodes: tuple[object, ...], number: int) -> Iterator[Repair]:
        """The right side of the first link that fails, computed from the left one."""
        link = next(iter(self.failing.values()))
        found = readings(self.paper, self.statement, link).readings
        start, end = link.right.span
        asked = len(found) == 1 and link.sign == "=" and link.kind == "claim"
        text = computed_side(found[0], end - start, COMPUTING) if asked else None
        if text is None:
            return
        edit = FormulaEdit(((link.right.span, text),), "the whole side, computed")
        self.until = monotonic()
        other = self._edited(edit, body, nodes, number)
        if other is not None and self._holds(other):
            parts = frozenset(n for n, part in enumerate(chain.parts) if part != other.parts[n])
            yield Repair(edit, edit.applied(body), parts, computed=True)

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
        if not self._may_hold(chain):
            return False
        left = self.until + PROOF_SECONDS - monotonic()
        prover = Prover(min(PROOF_SECONDS, self.prover.seconds), left, self.prover.memory)
        judged = judged_again(self.paper, self.statement, chain, prover)
        return bool(judged) and all(self._is_good(n, each) for n, each in enumerate(judged))

    def _may_hold(self, chain: TexChain) -> bool:
        """Whether nothing fails at a few points; a definition is held against the catalogue in the same way."""
        changed = rewritten(self.statement, chain)
        if changed is None:
            return False
        for old, new in zip(self.statement.links, changed.links, strict=True):
            same = (old.left, old.sign, old.right) == (new.left, new.sign, new.right)
            if same and old in self.failing.values():
                return False
            if not same and new.kind == "claim" and not self._survives(changed, new):
                return False
        if all(link.kind == "claim" for link in self.failing.values()):
            return True
        looked = judged_again(self.paper, self.statement, chain, self.glance)
        return all(looked[n].settlement.verdict in UNDECIDED for n in self.failing if n < len(looked))

    def _survives(self, changed: NoteStatement, link: NoteLink) -> bool:
        """Whether a link has a reading that does not fail at one of a few points."""
        found = readings(self.paper, changed, link).readings or readings(self.paper, changed, link, below=True).readings
        for reading in found:
            if reading.sign not in SIGNS:  # ≈: points say nothing
                return True
            said = (relation for each in stated(self.paper, changed, reading) for relation in each.relations)
            relation = Relation(reading.left, SIGNS[reading.sign], reading.right)
            if not _fails(relation, (*reading.assumed, *said)):
                return True
        return False

    def _is_good(self, number: int, each: Judgement) -> bool:
        """Whether a link holds; one that says nothing any more (a = a) does not."""
        verdict = each.settlement.verdict
        if number in self.failing:
            return not each.settlement.trivial and (verdict.holds or verdict is NoteVerdict.AGREES)
        return verdict.holds or verdict in GOOD


def _fails(relation: Relation, assuming: Sequence[Relation]) -> bool:
    """Whether it fails at one of a few points, or is no question."""
    try:
        return fails_at_a_point(relation, assuming, tries=FEW_POINTS, seconds=GLANCE)
    except HypothesisError:
        return False
    except ENGINE_ERRORS:
        return True


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
