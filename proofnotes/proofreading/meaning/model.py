"""What the words and symbols of a document mean: statements, definitions, symbols, values, readings.

Everything here is data; `scopes` makes papers out of documents, `elaborate` makes readings out of statements.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from ...expr.indices import Place
from ...expr.nodes import Expr, Relation
from ..codes import NotUnderstood, Span
from ..grammar.nodes import TexNode
from ..sources.model import Formula, Section


@dataclass(frozen=True)
class Symbol:
    """A name with everything that tells it from another: accents, font, label (`x_{\\text{new}}`), variant letter.

    font is "", bold, roman, calligraphic or blackboard; an italic entry x_i of a bold **x** is the bold symbol.
    family: a symbol with a raised sample index, x^{(i)}, is another one than x.
    """

    base: str
    accents: tuple[str, ...] = ()
    font: str = ""
    label: str = ""
    family: bool = False

    @property
    def identifier(self) -> str:
        """What its input is called in trees: hat_y_new^{bold}, W^{(1)}.  One for one with the symbol, and a name that
        the language takes.
        """
        word = "_".join([*reversed(self.accents), self.base if self.base[:1].isalpha() else f"n{self.base}"])
        below, above = (self.label, []) if self.label.isalnum() else ("", [_spelled(self.label)] if self.label else [])
        above += [self.font] if self.font not in ("", "roman") else []
        above += ["()"] if self.family else []
        return word + (f"_{below}" if below else "") + (f"^{{{','.join(above)}}}" if above else "")


def _spelled(label: str) -> str:
    """The text of a label with nothing in it that a name may not have."""
    return "".join(each if each.isalnum() or each in "*+-()[]:;=<>/!|_ " else f"u{ord(each):x}" for each in label)


@dataclass(frozen=True)
class AxisExtent:
    """How long an axis is, as the text says it: the letter D, the number 3, 2d (times 2 of d), or nothing but a hint.

    The letter of d_{\\text{in}} is `d_in`.  With neither letter nor number it is an axis of any size, for which hint is
    a good name.
    """

    letter: str = ""
    number: int | None = None
    times: int = 1
    hint: str = ""


class StatementRole(Enum):
    """What a statement does in the text."""

    DEFINITION = "definition"
    CLAIM = "claim"
    DECLARATION = "declaration"
    RANGE = "range"
    DISTRIBUTION = "distribution"
    SPLIT = "split"
    CONDITION = "condition"
    VALUE = "value"
    UPDATE = "update"
    MENTION = "mention"


class Joined(Enum):
    """What a statement is to its neighbours in one formula, by the signs and words between them."""

    NOT = "nothing"
    CONDITION = "a condition of its neighbours"
    CONDITIONED = "said under the condition of a neighbour"
    CONCLUSION = "concluded from the one before"
    ALTERNATIVE = "one of several, or the same as another"


@dataclass(frozen=True)
class NoteLink:
    """One `a = b` of a chain.  kind: claim, definition (left is the head that right defines), alias (a name)."""

    left: TexNode
    sign: str
    right: TexNode
    kind: str = "claim"

    @property
    def span(self) -> Span:
        """In the body of the formula."""
        return (min(self.left.span[0], self.right.span[0]), max(self.left.span[1], self.right.span[1]))


@dataclass(eq=False)
class NoteStatement:
    """One equation, inequality or membership; number counts through the document.

    conditional: it stands in a sentence with if, for example, suppose: it may be proved, never refuted.
    solved: an equation to be solved (`= 0`, "setting … to zero"): never refuted.
    restates: the definition in force whose head stands on the left once more; again is the definition that the
    statement makes if it turns out to say something else (`SectionScope.adopt`).
    refused: why the statement as a whole has no meaning (a range that does not begin at 1).
    joined: what it is to its neighbours in the formula.
    """

    number: int
    formula: Formula
    node: TexNode
    role: StatementRole = StatementRole.MENTION
    links: tuple[NoteLink, ...] = ()
    defines: NoteDefinition | None = None
    conditional: bool = False
    solved: bool = False
    restates: NoteDefinition | None = None
    again: NoteDefinition | None = None
    refused: NotUnderstood | None = None
    joined: Joined = Joined.NOT

    @property
    def section(self) -> Section:
        return self.formula.section


@dataclass(frozen=True)
class Parameter:
    """A parameter of a function: f(x), softmax(z_i) (indices ("i",)); squared: N(x; μ, σ²), whose σ² is given."""

    symbol: Symbol
    indices: tuple[str, ...] = ()
    squared: bool = False


@dataclass(eq=False)
class NoteDefinition:
    """What a symbol stands for from a statement on.

    kind is quantity or function.  heads are the index letters of the left side (ŷ_i := …).  squared: it is σ² that is
    defined, as a whole.  component: in softmax(z_i) := …, which means the whole of z, the letter i.  build makes the
    value where there is no body (a Bernoulli distribution, a part of a split).  how says in words where it comes from,
    if not from an equation of its own ("annotation", "Bernoulli", "substituted").
    """

    symbol: Symbol
    kind: str
    body: TexNode | None
    section: Section
    statement: NoteStatement | None
    parameters: tuple[Parameter, ...] = ()
    heads: tuple[str, ...] = ()
    squared: bool = False
    component: str = ""
    build: Callable[..., ArrayValue] | None = None
    how: str = ""
    part: tuple[int, int] | None = None
    alias: bool = False

    @property
    def line(self) -> int:
        return self.statement.formula.line if self.statement else 0


class Origin(Enum):
    """From where a symbol has its meaning.  What is only likely proves, and never refutes."""

    HERE = "here"  # defined above in this section
    DECLARED = "declared"  # declared in this section or an enclosing one
    ANNOTATED = "annotated"
    ENCLOSING = "enclosing"  # defined in an enclosing section
    CATALOGUE = "catalogue"
    INPUT = "input"  # nothing says anything: free
    SIBLING = "sibling"  # inherited from an earlier section that does not enclose this one
    BELOW = "below"  # defined further down
    LIFTED = "lifted"  # ŷ^{(i)} by the definition of ŷ
    OPEN = "open"  # an open function
    WORDS = "words"  # what words elsewhere in the document make likely

    @property
    def certain(self) -> bool:
        return self not in (Origin.SIBLING, Origin.BELOW, Origin.OPEN, Origin.WORDS)


@dataclass(frozen=True)
class Use:
    """A symbol that a reading used, and the meaning that it had there."""

    symbol: Symbol
    origin: Origin
    definition: NoteDefinition | None = None
    line: int = 0
    declared: str = ""
    """The catalogue's id, or the words of the declaration."""


@dataclass(frozen=True)
class ArrayValue:
    """An array while it is read: the sizes of its axes, and its entry as a function of places.

    Axes are keys of the reading's `Sizes`; entry is called once the sizes of the statement are unified.  row: a row
    vector.  origin: the symbol that it is, if it is one bare symbol.
    """

    axes: tuple[int, ...]
    entry: Callable[..., Expr]
    row: bool = False
    origin: Symbol | None = None

    @property
    def rank(self) -> int:
        return len(self.axes)


@dataclass(frozen=True)
class Reading:
    """One way to understand a link: both sides as trees at fixed hidden places, and everything that was used.

    rules are sentences for the reader ("dots read as a sum"); assumed are relations that the reading brings in,
    and of which it says so (c = Q u for Q⁻¹c; a mask of 0 and 1).  places are the hidden indices of array equations.
    """

    left: Expr
    right: Expr
    sign: str
    uses: tuple[Use, ...] = ()
    rules: tuple[str, ...] = ()
    assumed: tuple[Relation, ...] = ()
    places: tuple[Place, ...] = ()
    doubts: tuple[str, ...] = ()
    """Why it must not refute, beside uncertain meanings: two fonts of one letter, sizes elsewhere left aside."""

    @property
    def certain(self) -> bool:
        """Whether what is false in this reading is false in the document's."""
        return not self.doubts and all(use.origin.certain for use in self.uses)


@dataclass(frozen=True)
class Readings:
    """All well-formed readings of a link, at most six, and why the others were refused."""

    readings: tuple[Reading, ...] = ()
    refused: tuple[tuple[str, str, Span], ...] = ()


@dataclass(eq=False)
class Hypothesis:
    """What the text says of a symbol: y ∈ {0, 1}, "a probability distribution", "symmetric"; with its words and line.

    relation is made for a statement by `settling`; node or kind says what it is: membership, annotation, sums to one,
    symmetric, positive definite, orthonormal, invertible, positive; apart (of j ≠ y_i, for what stands just below).
    statement is the one beside which it stands.
    """

    kind: str
    symbol: Symbol | None
    node: TexNode | None
    section: Section
    line: int
    quote: str
    statement: NoteStatement | None = None
