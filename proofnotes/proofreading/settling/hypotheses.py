"""What the text says of the symbols of a reading, as relations of its trees: used only where a claim needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from ...expr.calculus import inputs_of
from ...expr.errors import NotationError
from ...expr.indices import Index, fresh
from ...expr.nodes import Eq, Expr, Input, Named, Quantity, Relation, Scalar, Sum, Tensor, free_indices, walk, wrap
from ...expr.notation import delta
from ..grammar.nodes import (
    TexChain,
    TexConditional,
    TexFraction,
    TexList,
    TexName,
    TexNode,
    TexNumeral,
    TexOperator,
    TexScripted,
    TexSum,
    bare,
)
from ..lexicon.cues import Cue
from ..lexicon.words import says
from ..meaning.model import Hypothesis, NoteLink, NoteStatement, Reading, StatementRole
from ..meaning.readings import readings
from ..meaning.scopes import Paper
from ..outcomes import Basis
from .sentences import same_sentence
from .witnesses import Accepts, positive_definite, whole

SIGNS = {"=": "=", "≡": "=", ":=": "=", "<": "<", ">": ">", "≤": "<=", "≥": ">=", "≠": "!="}
"""The signs of notes that the prover knows."""


NEARBY = 400
"""So many characters around it a condition is still meant."""


@dataclass(frozen=True)
class Stated:
    """One thing that the text says: relations, and what no relation says and a witness has to satisfy.

    unmade: it is about a symbol of the reading, and no relation could be made of it; then nothing may be refuted.
    """

    relations: tuple[Relation, ...]
    basis: Basis
    accepts: Accepts | None = None
    unmade: bool = False


@dataclass(frozen=True)
class Subject:
    """What a hypothesis is about: an input of the reading, or a quantity that it names."""

    named: Input | Quantity

    @property
    def axes(self) -> tuple[Index, ...]:
        """A new index for each axis."""
        if isinstance(self.named, Scalar):
            return ()
        if isinstance(self.named, Quantity):
            return tuple(fresh(index) for index in self.named.indices)
        letters = "ijkl"
        return tuple(fresh(Index(letters[axis % 4], over)) for axis, over in enumerate(self.named.over))

    def at(self, places: tuple[Index, ...]) -> Expr:
        """The entry in these places."""
        if isinstance(self.named, Scalar):
            return self.named
        return Named(self.named, places) if isinstance(self.named, Quantity) else self.named[places]


def subjects(*sides: Expr) -> dict[str, Subject]:
    """By name: what the trees mention, the bodies of quantities included."""
    found: dict[str, Subject] = {}
    waiting, seen = list(sides), set[Quantity]()
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, Scalar):
                found.setdefault(part.name, Subject(part))
            elif isinstance(getattr(part, "tensor", None), Tensor):
                tensor: Tensor = part.tensor  # type: ignore[attr-defined]
                found.setdefault(tensor.name, Subject(tensor))
            elif isinstance(part, Named) and part.quantity not in seen:
                seen.add(part.quantity)
                waiting.append(part.quantity.body)
                if not part.quantity.inputs and not part.arguments:
                    found.setdefault(part.quantity.name, Subject(part.quantity))
    return found


def stated(paper: Paper, statement: NoteStatement, reading: Reading) -> tuple[Stated, ...]:
    """What the text says of the symbols of the reading, where it stands."""
    about = subjects(reading.left, reading.right)
    found = []
    for hypothesis in paper.scope(statement.section).hypotheses:
        if not _binds(paper, hypothesis, statement):
            continue
        if hypothesis.kind == "annotation":
            basis = Basis(hypothesis.quote, hypothesis.line)
            made = _read(paper, statement, hypothesis.node, basis, about)
        else:
            made = _said(hypothesis, about)
        found += [made] if made is not None else []
    for other in paper.scope(statement.section).statements:
        if _supposes(other, statement):
            basis = Basis(" ".join(other.formula.body.split()), other.formula.line)
            made = _read(paper, other, other.node, basis, about)
            found += [made] if made is not None and not made.unmade else []
    return tuple(found)


def _supposes(other: NoteStatement, statement: NoteStatement) -> bool:
    """Whether a sum that has a value, before the statement, is a condition for what follows: with Σ y_k = 1 we get …"""
    node = other.node
    if other.number >= statement.number or not isinstance(node, TexChain) or node.signs != ("=",):
        return False
    total = isinstance(bare(node.parts[0], "("), TexOperator) and isinstance(bare(node.parts[1], "("), TexNumeral)
    distance = statement.formula.start - other.formula.start
    near = other.formula.source == statement.formula.source and distance < NEARBY
    said = other.role in (StatementRole.CONDITION, StatementRole.CLAIM)
    return total and said and (near or not other.conditional)


def _binds(paper: Paper, hypothesis: Hypothesis, statement: NoteStatement) -> bool:
    """Whether it holds there: what stands in a sentence with if holds in that sentence, from there on."""
    beside = hypothesis.statement
    if beside is statement:
        return False
    if beside is None or says(Cue.ONLY_HERE, beside.formula) is None:
        return True
    return beside.number <= statement.number and same_sentence(paper, beside.formula, statement.formula)


def _said(hypothesis: Hypothesis, about: dict[str, Subject]) -> Stated | None:
    """Of a symbol, by words or signs beside it."""
    subject = about.get(hypothesis.symbol.identifier) if hypothesis.symbol is not None else None
    if subject is None or hypothesis.kind not in KINDS:
        return None
    node = hypothesis.node
    if isinstance(subject.named, Quantity) and isinstance(node, TexChain) and "∈" not in node.signs:
        return None  # a bound of what is defined is a claim
    basis = Basis(hypothesis.quote, hypothesis.line)
    try:
        return KINDS[hypothesis.kind](subject, hypothesis, basis)
    except NotationError:
        return Stated((), basis, unmade=True)


def _read(
    paper: Paper, statement: NoteStatement, node: TexNode | None, basis: Basis, about: dict[str, Subject]
) -> Stated | None:
    """A relation that is read where a statement stands; None where it is about something else."""
    if not isinstance(node, TexChain) or any(sign not in SIGNS for sign in node.signs):
        return None
    relations: list[Relation] = []
    for left, sign, right in zip(node.parts, node.signs, node.parts[1:], strict=False):
        found = readings(paper, statement, NoteLink(left, sign, right)).readings
        if not found:
            return Stated((), basis, unmade=True)
        relations.append(Relation(found[0].left, SIGNS[sign], found[0].right))
    mentioned = {each.name for relation in relations for each in _inputs(relation)}
    return Stated(tuple(relations), basis) if mentioned & set(about) else None


def _inputs(relation: Relation) -> frozenset[Input]:
    return inputs_of(relation.left) | inputs_of(relation.right)


def _with(relations: Callable[[Subject], Iterable[Relation]]) -> Callable[[Subject, Hypothesis, Basis], Stated]:
    """A kind of hypothesis that is nothing but relations."""
    return lambda subject, hypothesis, basis: Stated(tuple(relations(subject)), basis)


def _sums_to_one(subject: Subject) -> Iterator[Relation]:
    """Along the last axis."""
    axes = subject.axes
    if axes:
        yield Eq(Sum(subject.at(axes), axes[-1]), 1)


def _distribution(subject: Subject) -> Iterator[Relation]:
    yield from _sums_to_one(subject)
    if subject.axes:
        yield subject.at(subject.axes) >= 0


def _one_hot(subject: Subject) -> Iterator[Relation]:
    yield from _sums_to_one(subject)
    if subject.axes:
        entry = subject.at(subject.axes)
        yield Eq(entry * (entry - 1), 0)


def _positive(subject: Subject) -> Iterator[Relation]:
    yield subject.at(subject.axes) > 0


def _square(subject: Subject) -> tuple[Index, ...]:
    """Two indices over one dimension."""
    axes = subject.axes
    if len(axes) != 2 or axes[0].over != axes[1].over:
        raise NotationError(f"{subject.named}: expected a square matrix")
    return axes


def _symmetric(subject: Subject) -> Iterator[Relation]:
    i, j = _square(subject)
    yield Eq(subject.at((i, j)), subject.at((j, i)))


def _orthonormal(subject: Subject) -> Iterator[Relation]:
    """Its columns; and its rows, if it is square."""
    axes = subject.axes
    if len(axes) != 2:
        raise NotationError(f"{subject.named}: expected a matrix")
    row, column = axes
    other = fresh(column)
    yield Eq(Sum(subject.at((row, column)) * subject.at((row, other)), row), delta(column, other))
    if row.over == column.over:
        again = fresh(row)
        yield Eq(Sum(subject.at((row, column)) * subject.at((again, column)), column), delta(row, again))


def _definite(subject: Subject, _: Hypothesis, basis: Basis) -> Stated:
    name = subject.named.name
    return Stated(tuple(_symmetric(subject)), basis, positive_definite(name))


def _member(subject: Subject, hypothesis: Hypothesis, basis: Basis) -> Stated:
    """x ∈ (0, 1), y ∈ {0, 1}, x > 0."""
    node = hypothesis.node
    if not isinstance(node, TexChain):
        return Stated((), basis, unmade=True)
    entry = subject.at(subject.axes)
    relations: list[Relation] = []
    accepts: Accepts | None = None
    for left, sign, right in zip(node.parts, node.signs, node.parts[1:], strict=False):
        if sign == "∈":
            found = _in_set(entry, subject.named.name, bare(right, "("))
            if found is None:
                return Stated((), basis, unmade=not _is_space(bare(right, "(")))
            more, accepts = found
            relations += more
        elif sign in SIGNS:
            pair = [_rational(side) for side in (left, right)]
            if pair == [None, None] or None not in pair:
                return Stated((), basis, unmade=True)
            low, high = (entry if value is None else wrap(value) for value in pair)
            relations.append(Relation(low, SIGNS[sign], high))
    return Stated(tuple(relations), basis, accepts, unmade=not relations and accepts is None)


def _in_set(entry: Expr, name: str, node: TexNode) -> tuple[list[Relation], Accepts | None] | None:
    """What membership says of an entry; None where that is not understood."""
    if isinstance(node, TexList):
        ends = [_rational(item) for item in node.items]
        numbers = [end for end in ends if end is not None]
        if node.opening == "{" and len(numbers) == len(ends):
            product = entry - wrap(numbers[0])
            for number in numbers[1:]:
                product = product * (entry - wrap(number))
            return [Eq(product, 0)], None
        if node.opening in ("(", "[") and len(ends) == 2:
            closing = node.closing or {"(": ")", "[": "]"}[node.opening]
            above, below = "<" if node.opening == "(" else "<=", "<" if closing == ")" else "<="
            low = [Relation(wrap(ends[0]), above, entry)] if ends[0] is not None else []
            high = [Relation(entry, below, wrap(ends[1]))] if ends[1] is not None else []
            return (low + high, None) if low or high else None
    base, above, below = _scripts(node)
    if base == "R" and "+" in (above, below):
        return [entry > 0], None
    if base == "N":
        return [entry >= 0], whole(name)
    return None


def _is_space(node: TexNode) -> bool:
    """ℝ, ℝ^n, ℝ^{m×n}: sizes, which say nothing of the numbers."""
    if isinstance(node, TexConditional):
        return False
    return _scripts(node)[0] == "R" and "+" not in _scripts(node)[1:]


def _scripts(node: TexNode) -> tuple[str, str, str]:
    """The letter of a blackboard set, and what stands above and below."""
    above = below = ""
    while isinstance(node, TexScripted):
        above, below = node.sup.text if node.sup else above, node.sub.text if node.sub else below
        node = node.base
    return (node.base if isinstance(node, TexName) and node.font in ("blackboard", "bold") else ""), above, below


def _rational(node: TexNode) -> Fraction | None:
    """The number that is written out."""
    node = bare(node, "(")
    match node:
        case TexNumeral(text):
            try:
                return Fraction(text)
            except ValueError:
                return None
        case TexFraction(above, below):
            top, bottom = _rational(above), _rational(below)
            return top / bottom if top is not None and bottom else None
        case TexSum((term,)):
            value = _rational(term.value)
            return None if value is None else -value if term.sign == "−" or term.sign == "-" else value
    return None


KINDS: dict[str, Callable[[Subject, Hypothesis, Basis], Stated]] = {
    "membership": _member,
    "sums to one": _with(_sums_to_one),
    "distribution": _with(_distribution),
    "one-hot": _with(_one_hot),
    "symmetric": _with(_symmetric),
    "positive definite": _definite,
    "orthonormal": _with(_orthonormal),
    "positive": _with(_positive),
}
"""What the words or signs beside a symbol say, by kind."""


ABOUT_INDICES: dict[str, Callable[[Expr], Expr]] = {"apart": lambda there: 1 - there, "same": lambda there: there}
"""j ≠ i and j = i: what both sides are multiplied by, of Kronecker's δ."""


def where_indices(kind: str, left: Expr, right: Expr, pair: tuple[str, str]) -> tuple[Expr, Expr] | None:
    """Both sides, 0 where two free indices of these letters are not as the text says; None if they have none."""
    free = {index.name.partition("~")[0]: index for index in free_indices(left) | free_indices(right)}
    first, second = (free.get(letter) for letter in pair)
    if first is None or second is None or first.over != second.over:
        return None
    factor = ABOUT_INDICES[kind](delta(first, second))
    return factor * left, factor * right
