"""One link: its readings to the prover, with what the text says where that is needed, and what comes of them.

REFUTED needs every reading refuted, under everything that the text says of the symbols; whether their meanings are
certain is asked afterwards (`certain`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, pairwise

from ...expr.calculus import inputs_of
from ...expr.functions import Abs
from ...expr.nodes import Dim, Eq, Expr, Relation, Sum, free_indices, walk, wrap
from ..codes import Span
from ..grammar.nodes import TexChain, TexNumeral, bare
from ..meaning.model import Hypothesis, NoteLink, NoteStatement, Origin, Reading, Readings
from ..meaning.readings import readings
from ..meaning.scopes import Paper
from ..outcomes import Basis, NoteVerdict
from .approximations import approximate
from .certain import is_atom, letter_of, one_sided
from .hypotheses import ABOUT_INDICES, SIGNS, Stated, stated, where_indices
from .notation import symbol_text, with_letters
from .proofs import Answer, AnswerKind, Prover

GLANCE = 0.5
"""Seconds for whether a hypothesis holds anyway, and for whether hypotheses contradict each other."""

HALF_OF_A_TENTH = Fraction(1, 20)

NEAR = 250
"""How many characters before a formula j ≠ i holds for it."""

OF_DEFINITIONS = (
    Origin.HERE,
    Origin.ENCLOSING,
    Origin.SIBLING,
    Origin.BELOW,
    Origin.CATALOGUE,
    Origin.LIFTED,
    Origin.WORDS,
)
"""Whence a symbol has more than a name and axes."""

ORDERED = ("<", "<=", ">", ">=", "!=")


@dataclass(frozen=True)
class Look:
    """How far symbols are looked up: below the statement as well, and in other sections."""

    below: bool = False
    inherit: bool = True


@dataclass(frozen=True)
class Asked:
    """The question that was asked of one reading, and its answer; held is what the text says of its symbols."""

    reading: Reading
    relation: Relation
    assuming: tuple[Relation, ...]
    answer: Answer
    held: tuple[Stated, ...] = ()

    @property
    def detail(self) -> str:
        return self.answer.detail


@dataclass(frozen=True)
class Settlement:
    """What became of a link; reading and asked are None where nothing was read or asked.

    trivial: both sides are the same as written, which confirms no meaning.  witness is the answer that shows how a
    definition differs from the catalogue's.
    """

    verdict: NoteVerdict
    code: str = ""
    message: str = ""
    span: Span | None = None
    reading: Reading | None = None
    asked: Asked | None = None
    given: tuple[Basis, ...] = ()
    bound: str = ""
    trivial: bool = False
    witness: Answer | None = None
    count: int = 0
    """How many readings there were."""

    @property
    def holds(self) -> bool:
        return self.verdict.holds

    @property
    def answer(self) -> Answer | None:
        return self.asked.answer if self.asked else self.witness


ORDER = {
    verdict: number
    for number, verdict in enumerate(
        (
            NoteVerdict.PROVED,
            NoteVerdict.WHERE,
            NoteVerdict.GIVEN,
            NoteVerdict.APPROXIMATE,
            NoteVerdict.SUBSTITUTION,
            NoteVerdict.CONDITION,
            NoteVerdict.MISSING,
            NoteVerdict.UNKNOWN,
            NoteVerdict.NEEDS,
            NoteVerdict.REFUTED,
            NoteVerdict.NOT_UNDERSTOOD,
        )
    )
}
"""Of several readings the first verdict in this order is the link's: it is refuted only where all of them are."""


def settle_link(paper: Paper, statement: NoteStatement, link: NoteLink, prover: Prover, look: Look) -> Settlement:
    """What holds for a link, as far as one look goes."""
    if link.sign not in SIGNS and link.sign != "≈":
        return Settlement(NoteVerdict.NOT_UNDERSTOOD, "E40", f"the relation {link.sign}", link.span)
    found = readings(paper, statement, link, below=look.below, inherit=look.inherit)
    if not found.readings:
        return refusal(found, link)
    if link.sign == "≈":
        return _approximated(found, link, prover)
    special = _without_proof(link, found, prover)
    if special is not None:
        return special
    best: Settlement | None = None
    for reading in found.readings:
        settled = settle_reading(paper, statement, reading, prover)
        if best is None or ORDER[settled.verdict] < ORDER[best.verdict]:
            best = settled
        if best.verdict is NoteVerdict.PROVED:
            break
    assert best is not None
    return replace(_as_condition(statement, link, best), count=len(found.readings))


def refusal(found: Readings, link: NoteLink) -> Settlement:
    """Why there is no reading: the first reason."""
    code, message, span = found.refused[0] if found.refused else ("N01", "no reading is well formed", link.span)
    return Settlement(NoteVerdict.NOT_UNDERSTOOD, code, message, span)


def _approximated(found: Readings, link: NoteLink, prover: Prover) -> Settlement:
    """a ≈ b, in the first reading."""
    reading = found.readings[0]
    result = prover.approximated(reading, link)
    code = "PN203" if result.verdict is NoteVerdict.UNKNOWN else ""
    code = "PN101" if result.verdict is NoteVerdict.REFUTED else code
    return Settlement(result.verdict, code, result.message, reading=reading, bound=result.bound)


def _without_proof(link: NoteLink, found: Readings, prover: Prover) -> Settlement | None:
    """What is settled, or no claim, before the prover is asked."""
    first = found.readings[0]
    left, right = first.left, first.right
    if bare(link.left) == bare(link.right):
        return Settlement(NoteVerdict.PROVED, message="the same on both sides", reading=first, trivial=True)
    if SIGNS[link.sign] == "=" and _is_number(left) and _is_number(right) and _rounds(first, link, prover):
        return Settlement(NoteVerdict.APPROXIMATE, message="rounded", reading=first)
    if not inputs_of(left) | inputs_of(right) and _about_sizes(left, right):
        return Settlement(NoteVerdict.CONDITION, message="about sizes only", reading=first)
    plain = all(map(is_atom, (link.left, link.right)))
    if SIGNS[link.sign] in ORDERED and plain and not defined(first):
        return Settlement(NoteVerdict.CONDITION, message="a condition on inputs", reading=first)
    return None


def _rounds(reading: Reading, link: NoteLink, prover: Prover) -> bool:
    """Whether the right side is the left one rounded to the decimals that are written."""
    node = bare(link.right)
    decimals = len(node.text.partition(".")[2]) if isinstance(node, TexNumeral) else 0
    if decimals == 1:  # one unit in the last place would be too much: 1/3 = 0.4
        return prover.ask(Relation(Abs(reading.left - reading.right), "<=", wrap(HALF_OF_A_TENTH))).holds
    return decimals > 1 and approximate(reading, link, GLANCE).verdict is NoteVerdict.APPROXIMATE


def _is_number(e: Expr) -> bool:
    return not inputs_of(e) and not free_indices(e) and not any(isinstance(part, Dim) for part in walk(e))


def _about_sizes(left: Expr, right: Expr) -> bool:
    parts = list(chain(walk(left), walk(right)))
    return any(isinstance(part, Dim) for part in parts) and not any(isinstance(part, Sum) for part in parts)


def defined(reading: Reading) -> bool:
    """Whether anything in it has a meaning."""
    return any(use.origin in OF_DEFINITIONS for use in reading.uses)


def _as_condition(statement: NoteStatement, link: NoteLink, settled: Settlement) -> Settlement:
    """What does not hold of inputs of which nothing is said is no claim, but a condition on them."""
    if settled.holds or settled.reading is None or settled.verdict is NoteVerdict.NOT_UNDERSTOOD:
        return settled
    ordered, inline = SIGNS[link.sign] in ORDERED, not statement.formula.display
    named = all(map(is_atom, (link.left, link.right)))
    undefined = not defined(settled.reading)
    needs = settled.verdict is NoteVerdict.NEEDS and (ordered or inline)
    if (undefined and (needs or (ordered and named))) or (ordered and inline and named):
        return replace(settled, verdict=NoteVerdict.CONDITION, code="", message="a condition on inputs")
    return settled


def settle_reading(paper: Paper, statement: NoteStatement, reading: Reading, prover: Prover) -> Settlement:
    """What holds in one reading."""
    relation = Relation(reading.left, SIGNS.get(reading.sign, reading.sign), reading.right)
    asked = Asked(reading, relation, reading.assumed, prover.ask(relation, reading.assumed))
    if asked.answer.kind is AnswerKind.REFUSED:
        return Settlement(NoteVerdict.NOT_UNDERSTOOD, "N01", asked.detail, reading=reading, asked=asked)
    if asked.answer.holds:
        return _holding(asked)
    asked, needed = _under_what_is_said(replace(asked, held=stated(paper, statement, reading)), prover)
    if asked.answer.holds:
        return _holding(asked, [each.basis for each in needed])
    return _apart(paper, statement, asked, prover) or _failing(paper, statement, asked)


def _holding(asked: Asked, given: Sequence[Basis] = ()) -> Settlement:
    """Proved: under conditions, under what the text says, or without anything."""
    where = asked.answer.kind is AnswerKind.WHERE
    verdict = NoteVerdict.GIVEN if given else NoteVerdict.WHERE if where else NoteVerdict.PROVED
    code = {NoteVerdict.GIVEN: "PN302", NoteVerdict.WHERE: "PN303"}.get(verdict, "")
    return Settlement(verdict, code, reading=asked.reading, asked=asked, given=tuple(given))


def _under_what_is_said(asked: Asked, prover: Prover) -> tuple[Asked, list[Stated]]:
    """Under what the text says of the symbols; of what is needed no more than that is named."""
    always = asked.reading.assumed
    said = [each for each in _different(asked.held) if not _known(each, always, prover)]
    said = _consistent(said, always, prover)
    if not said:
        return asked, []
    asked = _asked_again(asked, said, prover)
    if asked.answer.holds:
        for each in said[:]:
            fewer = [other for other in said if other is not each]
            if (without := _asked_again(asked, fewer, prover)).answer.holds:
                said, asked = fewer, without
    return asked, said


def _different(held: Sequence[Stated]) -> list[Stated]:
    """What has relations, once each: where the text says the same again, what stands nearest is quoted."""
    return list({with_letters("\n".join(map(str, each.relations))): each for each in held if each.relations}.values())


def _asked_again(asked: Asked, said: Sequence[Stated], prover: Prover) -> Asked:
    """The same question under what is said."""
    assuming = (*asked.reading.assumed, *_relations(said))
    return replace(asked, assuming=assuming, answer=prover.ask(asked.relation, assuming))


def _relations(said: Iterable[Stated]) -> tuple[Relation, ...]:
    return tuple(dict.fromkeys(relation for each in said for relation in each.relations))


def _known(said: Stated, always: Sequence[Relation], prover: Prover) -> bool:
    """Whether it holds anyway, by the definitions: a softmax sums to one."""
    return all(prover.ask(relation, always, seconds=GLANCE).kind is AnswerKind.PROVED for relation in said.relations)


def _consistent(said: list[Stated], always: tuple[Relation, ...], prover: Prover) -> list[Stated]:
    """Without what contradicts what is said nearer to the statement, or cannot be used."""
    if _usable(said, always, prover):
        return said
    kept: list[Stated] = []
    for each in reversed(said):
        if _usable([each, *kept], always, prover):
            kept.insert(0, each)
    return kept


def _usable(said: Sequence[Stated], always: tuple[Relation, ...], prover: Prover) -> bool:
    """Whether the prover takes these hypotheses together."""
    return prover.ask(Eq(wrap(0), 0), (*always, *_relations(said)), seconds=GLANCE).kind is AnswerKind.PROVED


def _apart(paper: Paper, statement: NoteStatement, asked: Asked, prover: Prover) -> Settlement | None:
    """Where j ≠ i or j = i stands just before, or beside it: the claim for such j and i."""
    if asked.relation.sign != "=":
        return None
    for hypothesis in _about_indices(paper, statement):
        node = hypothesis.node
        if hypothesis.kind not in ABOUT_INDICES or not isinstance(node, TexChain) or len(node.parts) != 2:
            continue
        first, second = map(letter_of, node.parts)
        sides = where_indices(hypothesis.kind, asked.reading.left, asked.reading.right, (first, second))
        if sides is not None:
            relation = Eq(*sides)
            again = replace(asked, relation=relation, answer=prover.ask(relation, asked.assuming))
            if again.answer.holds:
                return _holding(again, [Basis(hypothesis.quote, hypothesis.line)])
            return _failing(paper, statement, again)
    return None


def _about_indices(paper: Paper, statement: NoteStatement) -> list[Hypothesis]:
    """Conditions on indices: those of its own formula; if it has none, what stands by itself a little before."""
    scope = paper.scope(statement.section)
    said = [each for each in scope.hypotheses if each.kind in ABOUT_INDICES and each.statement is not None]
    own = [each for each in said if each.statement is not None and each.statement.formula is statement.formula]
    crowded = {one.formula.number for one, other in pairwise(scope.statements) if one.formula is other.formula}
    return own or [
        each
        for each in said
        if (before := each.statement) is not None
        and before.number < statement.number
        and 0 <= statement.formula.start - before.formula.start < NEAR
        and before.formula.number not in crowded
    ]


def _failing(paper: Paper, statement: NoteStatement, asked: Asked) -> Settlement:
    """Not proved: one hypothesis is missing, or it is refuted, or not settled."""
    answer, reading = asked.answer, asked.reading
    if answer.missing:
        return Settlement(NoteVerdict.MISSING, "PN103", f"holds if {answer.missing}", reading=reading, asked=asked)
    if not answer.refuted:
        return Settlement(NoteVerdict.UNKNOWN, "PN203", answer.detail, reading=reading, asked=asked)
    weak = one_sided(paper, statement, reading)
    if weak:
        names = list(dict.fromkeys(symbol_text(symbol) for symbol in weak))
        said = "stands on one side only, and nothing says what it is"
        if len(names) > 1:
            said = "stand on one side only, and nothing says what they are"
        message = f"{', '.join(names)} {said}"
        return Settlement(NoteVerdict.NEEDS, "PN202", message, reading=reading, asked=asked)
    return Settlement(NoteVerdict.REFUTED, "PN101", reading=reading, asked=asked)
