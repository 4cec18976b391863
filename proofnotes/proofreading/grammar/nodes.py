"""What a formula is before it means anything: scripts stay scripts, and f(x) stays `f next to (x)`.

A node compares by its parts; its span, in the formula as it was written, is no part.  Braces that only group leave no
node: {x_i}^2 is a TexScripted whose base is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from ..codes import Span


@dataclass(frozen=True)
class Token:
    """One token: its kind, its text in canonical spelling (`\\le`, `α` as `\\alpha`), and where it stands."""

    kind: str
    """One of number, letter, sign, command, word (the text of \\text, \\mathrm, ...), environment, row, dots, space."""
    text: str
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True)
class TexNode:
    """A piece of a formula."""

    span: Span = field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True)
class TexNumeral(TexNode):
    """A number as it was written: 3, 0.044715.  A numeral with a point is exact; `0.50` keeps its two digits."""

    text: str


@dataclass(frozen=True)
class TexName(TexNode):
    """A name without its scripts: base `x`, `alpha`, `softmax`; accents `("hat",)` from the inside out.

    font is one of "" (italic), bold, roman, calligraphic, blackboard, fraktur, operator (`\\log`, `\\exp`, ...).
    variant tells `\\varepsilon` from `\\epsilon`: both have the base `epsilon`.
    """

    base: str
    accents: tuple[str, ...] = ()
    font: str = ""
    variant: bool = False


@dataclass(frozen=True, eq=False)
class TexScript(TexNode):
    """A sub- or superscript: its tokens, and its tree where it has one (`None` for `+-`, `:,j`, ...).

    The tokens of a script with a tree are without braces.  Scripts are equal if their trees are.
    """

    tokens: tuple[Token, ...]
    tree: TexNode | None = None

    @property
    def text(self) -> str:
        """The tokens without anything between them: `ij`, `(i)`, `t-1`, `\\top`."""
        return "".join(token.text for token in self.tokens)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TexScript) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> object:
        return self.tokens if self.tree is None else self.tree


@dataclass(frozen=True)
class TexScripted(TexNode):
    """base_sub^sup with primes.  A second script of one side gives a TexScripted whose base is one."""

    base: TexNode
    sub: TexScript | None = None
    sup: TexScript | None = None
    primes: int = 0


@dataclass(frozen=True)
class TexGroup(TexNode):
    """(x), [x], \\{x\\}, ⌊x⌋, ⌈x⌉, ⟨x⟩; opening is one of ( [ { ⌊ ⌈ ⟨."""

    inner: TexNode
    opening: str = "("


@dataclass(frozen=True)
class TexList(TexNode):
    """(x, y), [z_1, …, z_K], \\{0, 1\\}: any number of items but one.

    Without a bracket, as in the script of x_{i, j} and the lower limit of a sum, opening is "".  closing is "" where it
    is the opening's own; of a half-open interval (0, 1] it is "]".
    """

    items: tuple[TexNode, ...]
    opening: str = "("
    closing: str = ""


@dataclass(frozen=True)
class TexConditional(TexNode):
    """(y | x), \\{x : x > 0\\}: what stands before and after a bar, `|`, `‖` or `:`."""

    items: tuple[TexNode, ...]
    given: tuple[TexNode, ...]
    bar: str = "|"
    opening: str = "("


@dataclass(frozen=True)
class TexTerm(TexNode):
    """A term of a sum with the sign before it: "+", "-", "±" or "∓"."""

    sign: str
    value: TexNode


@dataclass(frozen=True)
class TexSum(TexNode):
    """a + b - c, also -a alone: terms in order.  Two signs in a row are one: in a - -b both terms have "+"."""

    terms: tuple[TexTerm, ...]


@dataclass(frozen=True)
class TexFactor(TexNode):
    """A factor with what joins it to the one before: "" (nothing) · × * / ⊙ ∘ ⊗ ⊘ ⊕ ÷ ⊖ ⋆ ∪ ∩ ∖ mod.

    Of the first it is "".
    """

    joint: str
    value: TexNode


@dataclass(frozen=True)
class TexProduct(TexNode):
    """Factors side by side, applications included: `f(x)` is the factors f and (x)."""

    factors: tuple[TexFactor, ...]


@dataclass(frozen=True)
class TexFraction(TexNode):
    """\\frac{above}{below}."""

    above: TexNode
    below: TexNode


@dataclass(frozen=True)
class TexRoot(TexNode):
    """√argument, or its degree-th root."""

    argument: TexNode
    degree: TexNode | None = None


@dataclass(frozen=True)
class TexBars(TexNode):
    """|argument|."""

    argument: TexNode


@dataclass(frozen=True)
class TexNorm(TexNode):
    """‖argument‖; its scripts (‖x‖_2^2) are those of a TexScripted around it."""

    argument: TexNode


@dataclass(frozen=True)
class TexDerivative(TexNode):
    """\\frac{∂ body}{∂ by_1 ∂ by_2}, \\frac{d}{dx} (body None: it acts on what follows); order as written, or "1".

    by keeps its scripts: in \\frac{d^2 f}{dx^2} it is one TexScripted x^2.
    """

    body: TexNode | None
    by: tuple[TexNode, ...]
    order: str = "1"


@dataclass(frozen=True)
class TexOperator(TexNode):
    """∑, ∏, max, min, argmax, argmin, lim, ∫, sup, inf, ⋃, ⋂ with limits, and the body up to the next + or -.

    name is sum, prod, max, min, argmax, argmin, lim, int, sup, inf, cup, cap, limsup, liminf.  Several lower limits
    (i, j, or \\substack) are a TexList without brackets.  An operator that stands alone has a TexEmpty as its body.
    max, min, sup and inf without limits are names with the font operator.
    """

    name: str
    lower: TexNode | None
    upper: TexNode | None
    body: TexNode


@dataclass(frozen=True)
class TexBranch(TexNode):
    """A row of cases: the value, and its condition (None: otherwise).

    A condition in words is a TexWords; several that all hold are a TexList without brackets.
    """

    value: TexNode
    condition: TexNode | None


@dataclass(frozen=True)
class TexCases(TexNode):
    """\\begin{cases} … \\end{cases}, or an array behind a brace."""

    branches: tuple[TexBranch, ...]


@dataclass(frozen=True)
class TexRows(TexNode):
    """A matrix written out, row by row; opening is one of ( [ { | ‖ (a determinant, its norm) or "" (a bare array)."""

    rows: tuple[tuple[TexNode, ...], ...]
    opening: str = "["


@dataclass(frozen=True)
class TexChain(TexNode):
    """a = b ≤ c: one part more than signs.

    The signs: = ≈ < > ≤ ≥ ≠ ≡ := =: ∈ ∉ ∋ ∼ ∝ → ↦ ← ↔ ≪ ≫ ⊂ ⊆ ⊃ ⊇ ⊥ ≻ ≺ ⪰ ⪯ ≲ ≳ ∥ ∣.  A side that is missing is a
    TexEmpty.
    """

    parts: tuple[TexNode, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class TexEnumeration(TexNode):
    """i = 1, …, K: what an index runs over."""

    letter: TexNode
    first: TexNode
    last: TexNode


@dataclass(frozen=True)
class TexFactorial(TexNode):
    """n!"""

    argument: TexNode


@dataclass(frozen=True)
class TexBinomial(TexNode):
    """\\binom{n}{k}."""

    above: TexNode
    below: TexNode


@dataclass(frozen=True)
class TexEvaluated(TexNode):
    """body|_{sub}^{sup}: what the body is at a point, or between two."""

    body: TexNode
    sub: TexNode
    sup: TexNode | None = None


@dataclass(frozen=True)
class TexAccented(TexNode):
    """An accent over more than a name: \\overline{x y}, \\widehat{f(x)}."""

    argument: TexNode
    accent: str


@dataclass(frozen=True)
class TexDots(TexNode):
    """…, as a term, a factor or an item."""


@dataclass(frozen=True)
class TexEmpty(TexNode):
    """Nothing, where something might stand: the left side of a row `&= x`."""


@dataclass(frozen=True)
class TexWords(TexNode):
    """Prose inside a formula: \\text{ if }; also a sign that is no mathematics here, as in 10\\%."""

    text: str


@dataclass(frozen=True)
class TexMark(TexNode):
    """A sign by itself: * + - ∘ ⋆ † ‡ ⊤ ⊥ ± × in a script, ⊤ in A^{-⊤}, · in f(·)."""

    text: str


def children(node: TexNode) -> Iterator[TexNode]:
    """The nodes right below."""
    for name in _names(type(node)):
        part = getattr(node, name)
        if isinstance(part, TexNode):
            yield part
        elif isinstance(part, tuple):
            yield from _nodes_in(part)


def _names(kind: type[TexNode]) -> tuple[str, ...]:
    """The fields of a kind of node that may hold nodes."""
    found = NAMES.get(kind.__name__)
    if found is None:
        found = NAMES[kind.__name__] = tuple(each.name for each in fields(kind) if each.name != "span")
    return found


NAMES: dict[str, tuple[str, ...]] = {}
"""By kind of node; classes have names of their own."""


def _nodes_in(parts: tuple[object, ...]) -> Iterator[TexNode]:
    for part in parts:
        if isinstance(part, TexNode):
            yield part
        elif isinstance(part, tuple):
            yield from _nodes_in(part)


def walk(node: TexNode) -> Iterator[TexNode]:
    """The node and everything below it, from left to right."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(tuple(children(current))))


def bare(node: TexNode, openings: str = "([") -> TexNode:
    """Without the brackets of these kinds around all of it."""
    while isinstance(node, TexGroup) and node.opening in openings:
        node = node.inner
    return node
