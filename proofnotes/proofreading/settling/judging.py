"""The links of a document in order: each with its verdict, and what holds from there on.

A substitution and a redefinition are in force for what follows; what is not understood of a symbol that has a meaning
takes it away.  When all links have their verdicts, those that rest on doubtful meanings are lowered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from time import monotonic

from ...expr.calculus import inputs_of
from ...expr.nodes import Input, Scalar
from ..codes import NotUnderstood, Severity, Span
from ..grammar.nodes import (
    TexDerivative,
    TexGroup,
    TexName,
    TexNode,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexScripted,
    bare,
    walk,
)
from ..lexicon.cues import Cue
from ..lexicon.words import in_section, says
from ..meaning.model import Joined, NoteDefinition, NoteLink, NoteStatement, Origin, Reading, StatementRole, Symbol, Use
from ..meaning.readings import readings
from ..meaning.scopes import Paper
from ..outcomes import NoteOutcome, NoteVerdict
from .bridging import BridgedLink, bridged
from .certain import doubts, is_atom, left_aside, supposed
from .compare import compare
from .notation import symbol_text
from .proofs import Prover
from .settle import ORDER, Look, Settlement, defined, refusal, settle_link
from .substitution import substituted
from .telling import told

PLAIN = {
    StatementRole.MENTION: NoteVerdict.MENTION,
    StatementRole.DECLARATION: NoteVerdict.DECLARATION,
    StatementRole.RANGE: NoteVerdict.DECLARATION,
    StatementRole.DISTRIBUTION: NoteVerdict.DECLARATION,
    StatementRole.CONDITION: NoteVerdict.CONDITION,
    StatementRole.VALUE: NoteVerdict.VALUE,
    StatementRole.SPLIT: NoteVerdict.DEFINITION,
}
"""Statements that claim nothing."""

REWRITTEN_WITHIN = 800
"""So many characters after a condition a formula may be what it comes to."""

FINAL = (NoteVerdict.PROVED, NoteVerdict.GIVEN, NoteVerdict.APPROXIMATE, NoteVerdict.CONDITION)
"""With these verdicts nobody looks any further."""

FALSE = (NoteVerdict.REFUTED, NoteVerdict.MISSING)
PROVED = (NoteVerdict.PROVED, NoteVerdict.WHERE, NoteVerdict.GIVEN)
FAILING = (*FALSE, NoteVerdict.NEEDS, NoteVerdict.UNKNOWN)


@dataclass
class Judgement:
    """A link of a statement with what became of it."""

    statement: NoteStatement
    link: NoteLink | None
    settlement: Settlement
    span: Span
    was: NoteVerdict | None = None
    seconds: float = 0.0

    def lower(self, verdict: NoteVerdict, code: str, why: str) -> None:
        """A lesser verdict, with the reason before the message."""
        old = self.settlement
        message = f"{why}: {old.message}" if old.message else why
        self.was = self.was or old.verdict
        self.settlement = replace(old, verdict=verdict, code=code, message=message)


@dataclass
class Judge:
    """Goes through a paper once.  alone: a single statement is tried, and nothing of it is in force afterwards."""

    paper: Paper
    prover: Prover
    alone: bool = False
    judged: list[Judgement] = field(default_factory=list)
    agreeing: set[NoteDefinition] = field(default_factory=set)
    older: set[NoteDefinition] = field(default_factory=set)
    """Definitions without which, by the older one, a claim was proved."""
    contested: dict[NoteDefinition, NoteDefinition] = field(default_factory=dict)
    """Definitions that say something else than the one before them, and that one: what rests on one is not false."""

    def outcomes(self) -> dict[int, list[NoteOutcome]]:
        """For each formula, by number, what is said of its statements."""
        for statement in self.paper.statements:
            self.judged += self.statement(statement)
        self._wrong_restatements()
        self._lower()
        found: dict[int, list[NoteOutcome]] = {}
        for each in self.judged:
            outcome = told(each.statement, each.link, each.settlement, each.span, self.prover)
            outcome = replace(outcome, was=each.was, seconds=each.seconds)
            if outcome.verdict is NoteVerdict.MISSING and self._is_convention(each.statement):
                message = f"{outcome.message}, as it does by convention of labels; the text does not say so"
                outcome = replace(outcome, severity=Severity.WARNING, message=message)
            found.setdefault(each.statement.formula.number, []).append(outcome)
        return found

    def _is_convention(self, statement: NoteStatement) -> bool:
        """Whether readers take for granted what is missing: that labels of a cross entropy sum to one."""
        scope = self.paper.scope(statement.section)
        return scope.words and in_section(Cue.CROSS_ENTROPY, statement.section) is not None

    def statement(self, statement: NoteStatement) -> list[Judgement]:
        """What is said of a statement.  An error of ours on it ends here."""
        judged: list[Judgement] = []
        started = monotonic()
        try:
            for each in self._links(statement):
                each.seconds = monotonic() - started
                judged.append(each)
                started = monotonic()
        except NotUnderstood as reason:
            settled = Settlement(NoteVerdict.NOT_UNDERSTOOD, reason.code, reason.message, reason.span)
            judged.append(Judgement(statement, None, settled, reason.span))
        except Exception as error:  # one formula must not hide what holds of the others
            message = f"{type(error).__name__}: {error}"
            settled = Settlement(NoteVerdict.NOT_UNDERSTOOD, "PN499", message)
            judged.append(Judgement(statement, None, settled, statement.node.span))
        return judged

    def _links(self, statement: NoteStatement) -> Iterator[Judgement]:
        if statement.refused is not None:
            raise statement.refused
        plain = PLAIN.get(statement.role)
        if plain is not None or not statement.links:
            yield Judgement(statement, None, Settlement(plain or NoteVerdict.MENTION), statement.node.span)
            return
        for each in bridged(self.paper, statement):
            if each.over is not None:
                code, message, span = each.over
                yield Judgement(statement, None, Settlement(NoteVerdict.NOT_UNDERSTOOD, code, message, span), span)
            yield self._link(statement, each)

    def _link(self, statement: NoteStatement, each: BridgedLink) -> Judgement:
        link = each.link
        if link.kind == "alias":
            settled = Settlement(NoteVerdict.DEFINITION, message="names the value")
        elif link.kind == "definition":
            settled = self._definition(statement, link)
        else:
            settled = self._claim(statement, link)
        judgement = Judgement(statement, link, settled, link.span)
        if each.weak and settled.verdict in (*FALSE, NoteVerdict.NEEDS):
            judgement.lower(NoteVerdict.UNKNOWN, "W02", "across a term that is not understood")
        return judgement

    def _definition(self, statement: NoteStatement, link: NoteLink) -> Settlement:
        """A definition: whether it is understood, and whether it is the catalogue's."""
        found = readings(self.paper, statement, link, below=True)
        if not found.readings:
            return refusal(found, link)
        plain = Settlement(NoteVerdict.DEFINITION, reading=found.readings[0])
        compared = compare(statement.defines, found.readings[0], self.prover) if statement.defines else None
        if compared is None:
            return plain
        if compared.verdict is NoteVerdict.AGREES and not compared.by_form and statement.defines is not None:
            self.agreeing.add(statement.defines)
        code = "PN102" if compared.verdict is NoteVerdict.DIFFERS else ""
        message = compared.message or compared.name
        return replace(plain, verdict=compared.verdict, code=code, message=message, witness=compared.answer)

    def _claim(self, statement: NoteStatement, link: NoteLink) -> Settlement:
        """The first look, and those that may see more."""
        settled = settle_link(self.paper, statement, link, self.prover, Look())
        if settled.verdict not in FINAL:
            settled = self._looking_below(statement, link, settled)
        if settled.verdict in FAILING:
            settled = self._without_inheritance(statement, link, settled)
        if settled.verdict in FAILING and link.sign == "=":
            settled = self._substitution(statement, link, settled)
        if settled.verdict in FAILING and statement.restates is None:
            settled = self._with_older(statement, link, settled)
        if statement.restates is not None and link is statement.links[0]:
            settled = self._restated(statement, link, settled)
        return settled

    def _looking_below(self, statement: NoteStatement, link: NoteLink, first: Settlement) -> Settlement:
        """With definitions that stand further down."""
        second = settle_link(self.paper, statement, link, self.prover, Look(below=True))
        if second.reading is not None and not _uses(second, Origin.BELOW):
            return first
        solved = isinstance(bare(link.right), TexNumeral) or statement.solved
        if second.holds and solved and second.reading is not None:
            line = next(use.line for use in second.reading.uses if use.origin is Origin.BELOW)
            return replace(second, verdict=NoteVerdict.CONDITION, code="", message=f"true by line {line}", asked=None)
        if ORDER[second.verdict] < ORDER[first.verdict]:
            return second
        if first.verdict in (*FALSE, NoteVerdict.NEEDS) and second.verdict is not first.verdict:
            return replace(first, verdict=NoteVerdict.UNKNOWN, code="PN203")
        return first

    def _without_inheritance(self, statement: NoteStatement, link: NoteLink, first: Settlement) -> Settlement:
        """With the symbols of other sections free: d/dx (a x²) = 2 a x does not use the a of another example."""
        if not _uses(first, Origin.SIBLING):
            return first
        second = settle_link(self.paper, statement, link, self.prover, Look(inherit=False))
        return second if second.holds else first

    def _with_older(self, statement: NoteStatement, link: NoteLink, first: Settlement) -> Settlement:
        """Where a definition says something else than one before it: with the older one, which may be the one meant."""
        uses = first.reading.uses if first.reading is not None else ()
        newer = {use.definition for use in uses if use.definition is not None and use.definition in self.contested}
        second = self._without(newer, statement, link) if newer else first
        if not second.holds:
            return first
        self.older |= newer
        return second

    def _without(self, some: set[NoteDefinition], statement: NoteStatement, link: NoteLink) -> Settlement:
        """The first look, without these definitions."""
        scopes = [self.paper.scope(each.section) for each in some]
        for scope in scopes:
            scope.withheld |= some
        try:
            return settle_link(self.paper, statement, link, self.prover, Look())
        finally:
            for scope in scopes:
                scope.withheld -= some

    def _substitution(self, statement: NoteStatement, link: NoteLink, first: Settlement) -> Settlement:
        """X(ŷ) = X(softmax(z)), where the words say so: from here on ŷ is softmax(z)."""
        pair = substituted(link.left, link.right) if says(Cue.SUBSTITUTED, statement.formula) else None
        scope = self.paper.scope(statement.section)
        head = scope.head(pair.name) if pair else None
        if pair is None or head is None or not _is_input(first, head.symbol):
            return first
        how = f"substituted on line {statement.formula.line}"
        if not self.alone:
            scope.adopt(replace(head, body=pair.by, section=statement.section, statement=statement, how=how))
        body = statement.formula.body
        said = f"{body[slice(*pair.name.span)]} = {body[slice(*pair.by.span)]}"
        return replace(first, verdict=NoteVerdict.SUBSTITUTION, code="PN301", message=said, asked=None)

    def _restated(self, statement: NoteStatement, link: NoteLink, settled: Settlement) -> Settlement:
        """A symbol that has a definition is defined once more: the same, in other words; or another from here on."""
        before = statement.restates
        assert before is not None
        scope = self.paper.scope(statement.section)
        if settled.verdict is NoteVerdict.NOT_UNDERSTOOD:
            return self._defined_anew(statement, link, settled)
        if settled.verdict not in FAILING or link.sign not in ("=", "≡", ":="):
            return settled
        if settled.reading is not None and not inputs_of(settled.reading.right) and settled.verdict not in FALSE:
            return replace(settled, verdict=NoteVerdict.VALUE, code="", message="")
        if statement.conditional and says(Cue.ONLY_HERE, statement.formula) is not None:
            return replace(settled, verdict=NoteVerdict.CONDITION, code="", message="under a condition")
        if before.body is not None and bare(before.body) == bare(link.right):
            if statement.again is not None and not self.alone:
                scope.adopt(statement.again)
            return replace(settled, verdict=NoteVerdict.DEFINITION, code="", message=f"as on line {before.line}")
        if statement.joined is Joined.CONDITIONED:  # σ(x) = 1/2 where x = 0
            return settled
        differs = f"differs from the definition on line {before.line}"
        message = f"{differs}: {settled.message}" if settled.message else differs
        claimed = _explains(statement, before) or says(Cue.REWRITTEN, statement.formula) is not None
        if claimed or settled.verdict in (NoteVerdict.UNKNOWN, NoteVerdict.MISSING):
            return replace(settled, message=message)
        if statement.again is not None and not self.alone:
            scope.adopt(statement.again)
            if says(Cue.LET, statement.formula) is None:
                self.contested[statement.again] = before
        return replace(settled, verdict=NoteVerdict.REDEFINED, code="PN201", message=message)

    def _defined_anew(self, statement: NoteStatement, link: NoteLink, settled: Settlement) -> Settlement:
        """What makes no sense with the old meaning may be a new one: f(x, y) after f(x), or y over other sizes."""
        before, again = statement.restates, statement.again
        assert before is not None
        scope = self.paper.scope(statement.section)
        if again is not None and link.sign in ("=", "≡", ":="):
            as_definition = NoteLink(link.left, link.sign, link.right, "definition")
            found = readings(self.paper, replace(statement, defines=again), as_definition)
            if found.readings and not inputs_of(found.readings[0].left):
                return Settlement(NoteVerdict.VALUE, reading=found.readings[0])
            if found.readings:
                if not self.alone:
                    scope.adopt(again)
                message = f"defines anew what line {before.line} defines"
                return Settlement(NoteVerdict.DEFINITION, message=message, reading=found.readings[0])
        if not self.alone:
            scope.poison(before.symbol, statement)
        return settled

    def _lower(self) -> None:
        """What is false under doubtful meanings, under a condition, or of an unknown that is solved for, is not."""
        confirmed = set(self._confirmed())
        for each in self.judged:
            settled = each.settlement
            if each.statement.conditional and settled.verdict in (*FALSE, NoteVerdict.NEEDS):
                each.lower(NoteVerdict.CONDITION, "", "in a sentence with a condition")
            elif settled.verdict in FALSE and settled.reading is not None:
                self._lower_if_doubtful(each, confirmed)

    def _lower_if_doubtful(self, each: Judgement, confirmed: set[tuple[int, Symbol | str, int]]) -> None:
        reading, link, section = each.settlement.reading, each.link, each.statement.section.number
        assert reading is not None
        assert link is not None
        answer = each.settlement.answer
        whatever = answer is not None and answer.whatever
        why = next(doubts(reading, confirmed, section, self.agreeing, whatever), None)
        why = why or next(supposed(self.paper, each.statement, reading), None)
        why = why or next(self._rests_on_contested(reading), None)
        why = why or next(left_aside(self.paper, each.statement, reading, confirmed), None)
        unmade = next(
            (held.basis for held in (each.settlement.asked.held if each.settlement.asked else ()) if held.unmade), None
        )
        if self._follows_from_condition(each):
            each.lower(NoteVerdict.CONDITION, "", "a condition, rewritten")
            return
        law = None if answer is not None and answer.never and link.sign == "=" else _law(each.statement, link, reading)
        if each.statement.solved or _is_zero(link):
            each.lower(NoteVerdict.CONDITION, "", "an equation to be solved")
        elif law is not None:
            each.lower(law[0], "PN203" if law[0] is NoteVerdict.UNKNOWN else "", law[1])
        elif why is not None:
            each.lower(NoteVerdict.UNKNOWN, "W01", why)
        elif unmade is not None:
            each.lower(NoteVerdict.UNKNOWN, "W01", f"line {unmade.line} says more of it: {unmade.words}")

    def _follows_from_condition(self, each: Judgement) -> bool:
        """Whether it is what an equation to be solved, a little before, comes to: 2 Σ u − 2 λ u = 0, so Σ u = λ u."""
        asked = each.settlement.asked
        for before in self.judged:
            condition = before.settlement.asked
            distance = each.statement.formula.start - before.statement.formula.start
            solved = before.settlement.verdict is NoteVerdict.CONDITION and condition is not None
            near = before.statement.section is each.statement.section and 0 <= distance < REWRITTEN_WITHIN
            if asked is None or condition is None or not solved or not near or before is each:
                continue
            if self.prover.ask(asked.relation, (*asked.assuming, condition.relation)).holds:
                return True
        return False

    def _wrong_restatements(self) -> None:
        """A second definition that proves nothing which the older one does not, and less than that, is an error."""
        for each in self.judged:
            again = each.statement.again
            if says(Cue.ALTERNATIVE, each.statement.formula) is not None:
                continue
            if each.settlement.verdict is NoteVerdict.REDEFINED and again in self.older and not self._needed(again):
                each.settlement = replace(each.settlement, verdict=NoteVerdict.REFUTED, code="PN101")

    def _needed(self, again: NoteDefinition | None) -> bool:
        """Whether a claim was proved that does not hold without this definition."""
        return again is not None and any(
            any(use.definition is again for use in _proved_with(each))
            and each.link is not None
            and not self._without({again}, each.statement, each.link).holds
            for each in self.judged
        )

    def _rests_on_contested(self, reading: Reading) -> Iterator[str]:
        """Of two contradicting definitions of a name it is not known which one is meant."""
        for use in reading.uses:
            before = self.contested.get(use.definition) if use.definition is not None else None
            if before is not None:
                yield f"{symbol_text(use.symbol)} is defined on line {before.line} and differently on line {use.line}"

    def _confirmed(self) -> Iterator[tuple[int, Symbol | str, int]]:
        """Meanings and doubts with which a claim was proved, by section."""
        for each in self.judged:
            settled = each.settlement
            if settled.verdict in PROVED and not settled.trivial and settled.reading is not None:
                section = each.statement.section.number
                yield from ((section, use.symbol, use.line) for use in settled.reading.uses)
                yield from ((section, doubt, 0) for doubt in settled.reading.doubts)


def _proved_with(each: Judgement) -> tuple[Use, ...]:
    """The meanings with which a claim was proved."""
    reading = each.settlement.reading
    return reading.uses if reading is not None and each.settlement.verdict in PROVED else ()


def _explains(statement: NoteStatement, before: NoteDefinition) -> bool:
    """ŷ = softmax(o), where ŷ_j = …: the entries of what the same formula defines as a whole."""
    same = before.statement is not None and before.statement.formula is statement.formula
    return same and not before.heads and statement.again is not None and bool(statement.again.heads)


def _uses(settled: Settlement, origin: Origin) -> bool:
    return settled.reading is not None and any(use.origin is origin for use in settled.reading.uses)


def _is_input(settled: Settlement, symbol: Symbol) -> bool:
    """Whether the reading has it free."""
    uses = settled.reading.uses if settled.reading else ()
    return any(use.symbol == symbol and use.origin in (Origin.INPUT, Origin.DECLARED) for use in uses)


def _law(statement: NoteStatement, link: NoteLink, reading: Reading) -> tuple[NoteVerdict, str] | None:
    """Why what is false of some numbers may be meant: a law or a condition that the numbers have to satisfy.

    x² + y² = 1, A v = λ v, Uᵀ U = I, σ(x) = 1/2, A B ≠ B A in general.  What has the shape of an identity is none.
    """
    left, right = inputs_of(reading.left), inputs_of(reading.right)
    display = statement.formula.display
    compound = not any(is_atom(side) for side in (link.left, link.right))
    if link.sign in ("≠", "≡"):
        return NoteVerdict.CONDITION, "it is not said that it holds everywhere"
    if not left and not right:
        return None
    if link.sign in ORDERED:
        said = defined(reading) or (compound and left == right)
        return None if defined(reading) and display else _perhaps(said, "a condition on inputs")
    if not left or not right:
        summed = any(isinstance(part, TexOperator) for part in walk(link.left))
        return _perhaps(defined(reading) and (display or summed), "one side is a number: an equation for the other")
    if defined(reading):
        return None
    closed = compound and _are_numbers(left) and any(isinstance(part, TexOperator) for part in walk(statement.node))
    several = display and compound and _are_numbers(left) and len(left) > 1
    if left == right and (_is_identity(statement, link) or closed or several):
        return None
    return _perhaps(compound and left == right, "nothing in it is defined")


ORDERED = ("<", ">", "≤", "≥")


def _perhaps(maybe: bool, why: str) -> tuple[NoteVerdict, str]:
    """It may be a claim, and the witness is shown; or it is a condition."""
    return (NoteVerdict.UNKNOWN if maybe else NoteVerdict.CONDITION), why


def _are_numbers(inputs: Collection[Input]) -> bool:
    """Whether all are numbers: an equation between vectors or matrices is more often a law."""
    return all(isinstance(each, Scalar) for each in inputs)


def _is_identity(statement: NoteStatement, link: NoteLink) -> bool:
    """Whether it has the shape of an identity: a step of a derivation, a derivative, what a known function is, or the
    transpose of more than a letter.
    """
    if len([each for each in statement.links if each.kind == "claim"]) > 1:
        return True
    if statement.formula.display and _is_of_function(link.left):
        return True
    return any(isinstance(part, TexDerivative) or _is_transposed_group(part) for part in walk(statement.node))


def _is_transposed_group(node: TexNode) -> bool:
    """(A B)ᵀ."""
    if not isinstance(node, TexScripted) or not isinstance(node.base, TexGroup) or node.sup is None:
        return False
    return node.sup.text.strip("\\") in ("T", "top", "intercal", "⊤")


def _is_of_function(node: TexNode) -> bool:
    """tanh(x) = …: what a function that everybody knows is said to be."""
    if not isinstance(node, TexProduct) or len(node.factors) != 2:
        return False
    function, argument = (factor.value for factor in node.factors)
    if isinstance(function, TexScripted) and function.primes and function.sub is None and function.sup is None:
        function = function.base
    return isinstance(function, TexName) and function.font == "operator" and isinstance(bare(argument), TexName)


def _is_zero(link: NoteLink) -> bool:
    """0 = …: whoever writes that looks for where it holds."""
    left = bare(link.left)
    return isinstance(left, TexNumeral) and left.text.strip("0.") == ""
