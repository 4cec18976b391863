"""What the formulas of a section show of its letters, before anything is looked up: indices, sizes, values, fonts.

A statement that is only a name shows nothing of what it is: in «for all $j$» the letter is no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..grammar.nodes import (
    TexChain,
    TexConditional,
    TexDerivative,
    TexDots,
    TexEnumeration,
    TexFactor,
    TexGroup,
    TexList,
    TexName,
    TexNode,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexScript,
    TexScripted,
    TexSum,
    children,
    walk,
)
from .declarations import axes_of_list, axes_of_membership, axes_of_space
from .model import AxisExtent
from .names import (
    Base,
    base_of,
    bound_in,
    is_transpose,
    is_zero,
    letter_of,
    name_of,
    operator_letters,
    raised_letter,
    stripped,
    written_letters,
    written_places,
)
from .spread import BINDERS, CHOOSERS, is_word, script_places, scripts_with_bound

INDEX_LETTERS = frozenset("ijklmnpqrst")
"""Letters of which 1 ≤ i ≤ n says what they run over."""

_SHIFTED = re.compile(r"([a-z])[+\-−]\d")
_CLASS = re.compile(r"[a-z]_[a-z]")


@dataclass(frozen=True)
class LetterEvidence:
    """What a section shows; every field has letters or bases, without a meaning."""

    bound: frozenset[str] = frozenset()
    """Letters under ∑ and ∏, and of enumerations i = 1, …, K."""
    ranges: Mapping[str, AxisExtent] = field(default_factory=dict)
    sizes: Mapping[str, AxisExtent] = field(default_factory=dict)
    """Letters of ℝ^{N×D} and upper limits."""
    times: frozenset[str] = frozenset()
    """Letters that a script shifts where no sum binds them: x_{t-1} is a name of its own."""
    raised_letters: frozenset[str] = frozenset()
    """The i of any x^{(i)}."""
    bold: frozenset[Base] = frozenset()
    bare: frozenset[Base] = frozenset()
    """Italic, without a subscript, as a value."""
    unsquared: frozenset[Base] = frozenset()
    """Of the bare ones those that stand without a square somewhere."""
    series: frozenset[str] = frozenset()
    """Letters under ∑ that begin at 0: r^i is a power."""
    powers: frozenset[Base] = frozenset()
    """Bases without subscripts, raised to a number above 2, a size or a sum: r^n, β^{t-i}."""
    bold_bare: frozenset[Base] = frozenset()
    """The same in bold."""
    differentiated: frozenset[Base] = frozenset()
    """Italic names that are applied to a variable, f(x), and differentiated by it, or with a prime: df/dx, f'(x)."""
    script_letters: frozenset[str] = frozenset()
    """Every letter of a script."""
    alone: frozenset[str] = frozenset()
    """Letters that are a term or a factor of their own, not glued to another letter."""
    subscripts: Mapping[Base, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    """The letters side by side, or between commas, in subscripts of a base."""
    named: frozenset[tuple[Base, str]] = frozenset()
    """Bases with the text of a subscript that a declaration or definition names: W_q ∈ …, x_1 = …, [x_1, x_2] = …"""
    listed: frozenset[Base] = frozenset()
    """Bases of z = [z_1, …, z_K]."""
    raised: Mapping[Base, frozenset[str]] = field(default_factory=dict)
    """The letters in brackets above a base."""
    classes: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    heads: frozenset[Base] = frozenset()
    """Names that an equation applies on its left: f(x) = …"""
    exponential: bool = True
    """Whether e stands with a power: Euler's number."""
    samples: frozenset[tuple[Base, str]] = frozenset()
    """The x_i of wᵀx_i where a bare x stands as well: one sample of many, and no entry of x."""
    paired: frozenset[str] = frozenset()
    """The m of a_m = z_m + ∑_k z_k: on both sides, and on a base that a bound letter is on."""
    spread: Mapping[Base, frozenset[int]] = field(default_factory=dict)
    """How many places the subscripts of a base have of which an operator around them binds one: v_{nd} under ∑_n."""
    worded: frozenset[str] = frozenset()
    """Scripts of several small letters that are words, since their counterpart occurs: in, out."""

    @property
    def values(self) -> frozenset[str]:
        """Letters that are values."""
        return frozenset(
            base for base, accents in self.bare if not accents and base not in self.bound and base not in self.sizes
        )


WORD_SCRIPTS = {"in": "out", "on": "off"}
"""Scripts that read as two letters, and the script beside which they are words."""


class _Gathering:
    """Evidence while it is gathered."""

    def __init__(self) -> None:
        self.bound: set[str] = set()
        self.ranges: dict[str, AxisExtent] = {}
        self.sizes: dict[str, AxisExtent] = {}
        self.times: set[str] = set()
        self.raised_letters: set[str] = set()
        self.bold: set[Base] = set()
        self.bare: set[Base] = set()
        self.bold_bare: set[Base] = set()
        self.unsquared: set[Base] = set()
        self.series: set[str] = set()
        self.powers: set[Base] = set()
        self.script_letters: set[str] = set()
        self.applications: dict[Base, set[TexNode]] = {}
        self.derivatives: dict[Base, set[TexNode]] = {}
        self.primed: set[Base] = set()
        self.paired: set[str] = set()
        self.samples: set[tuple[Base, str]] = set()
        self.spread: dict[Base, set[int]] = {}
        self.whole_vectors: set[Base] = set()
        self.rows: set[Base] = set()
        self.exponential = False
        self.spaced: set[Base] = set()
        self.alone: set[str] = set()
        self.subscripts: dict[Base, set[tuple[str, ...]]] = {}
        self.listed: set[Base] = set()
        self.named: set[tuple[Base, str]] = set()
        self.raised: dict[Base, set[str]] = {}
        self.classes: set[str] = set()
        self.sets: set[str] = set()
        self.heads: set[Base] = set()

    def statement(self, node: TexNode) -> None:
        bound = bound_in(node)
        for each in walk(node):
            self._binder(each)
            self._scripts(each, bound)
            self._function(each)
            if isinstance(each, TexName) and each.font == "bold":
                self.bold.add(base_of(each))
        self._spread(node)
        if isinstance(node, TexChain):
            self._inequalities(node)
            self._pairs(node, bound)
            self._chain(node)
        self._alone(node)
        if not isinstance(node, TexName | TexScripted):
            self._bare(node)

    # ------------------------------------------------------------------ indices and sizes
    def _binder(self, node: TexNode) -> None:
        if isinstance(node, TexOperator):
            letters = operator_letters(node)
            if node.name in BINDERS:
                self.bound.update(letters)
            elif node.name in CHOOSERS:
                written = {letter for script in _scripts_of(node.body) for letter in written_letters(script) or ()}
                self.bound.update(written.intersection(letters))
            if node.name in BINDERS:
                self._limit(node.upper)
                self._set(node.lower)
                if isinstance(node.lower, TexChain) and is_zero(node.lower.parts[-1]):
                    self.series.update(letters)
        elif isinstance(node, TexEnumeration) and (letter := letter_of(node.letter)):
            self.bound.add(letter)
            size = self._limit(node.last)
            if size is not None and isinstance(node.first, TexNumeral) and node.first.text == "1":
                self.ranges[letter] = size

    def _inequalities(self, chain: TexChain) -> None:
        """1 ≤ i ≤ n, i ∈ {1, …, n}: i runs from 1 to n."""
        letters = index_range(chain)
        if letters is None:
            return
        first, last = (chain.parts[0], chain.parts[-1])
        if chain.signs[0] == "∈" and isinstance(last, TexList):
            first, last = last.items[0], last.items[-1]
        size = self._limit(last)
        self.bound.update(letters)
        from_one = isinstance(first, TexNumeral) and first.text == "1" and set(chain.signs) <= {"≤", "∈"}
        if len(letters) == 1 and size is not None and from_one:
            self.ranges[letters[0]] = size

    def _limit(self, upper: TexNode | None) -> AxisExtent | None:
        """The size that an upper limit is: K, 10, d_{\\text{in}}; in n − 1 the letter is one."""
        if isinstance(upper, TexSum):
            for term in upper.terms:
                if letter := letter_of(term.value):
                    self.sizes[letter] = AxisExtent(letter)
            return None
        axes = axes_of_space(upper) if upper is not None else ()
        if len(axes) != 1:
            return None
        if axes[0].letter:
            self.sizes[axes[0].letter] = AxisExtent(axes[0].letter)
        return axes[0]

    def _set(self, lower: TexNode | None) -> None:
        """B, where a sum runs over i ∈ B."""
        if isinstance(lower, TexChain) and lower.signs[0] == "∈":
            letter = letter_of(lower.parts[1])
            if letter and letter.isupper():
                self.sets.add(letter)

    # ------------------------------------------------------------------ scripts
    def _scripts(self, node: TexNode, bound: set[str]) -> None:
        if not isinstance(node, TexScripted):
            return
        name = name_of(node)
        for script in (node.sub, node.sup):
            if script is None:
                continue
            text = script.text.strip("()[]")
            self.script_letters.update(token.text for token in script.tokens if token.kind == "letter")
            named = script is node.sub or script.text[:1] in ("(", "[")
            if named and (shift := _SHIFTED.fullmatch(text)) and shift.group(1) not in bound:
                self.times.add(shift.group(1))
            if _CLASS.fullmatch(script.text) and isinstance(script.tree, TexScripted):
                self.classes.add(script.text)
        if name is None:
            return
        if is_transpose(node.sup):
            self.rows.add(base_of(name))
        elif node.sup is not None and name.base == "e" and raised_group(node.sup) is None:
            self.exponential = True
        if node.sub is not None:
            self._subscript(name, node.sub)
        elif node.sup is not None and isinstance(node.base, TexName) and self._is_plain_power(node.sup):
            self.powers.add(base_of(name))
        if letter := raised_letter(node.sup):
            self.raised_letters.add(letter)
            self.raised.setdefault(base_of(name), set()).add(letter)

    def _is_plain_power(self, script: TexScript) -> bool:
        """3, t - i; a letter counts where it is a limit of a sum."""
        tree = script.tree
        if isinstance(tree, TexNumeral):
            return tree.text not in ("1", "2")
        letter = letter_of(tree)
        if letter == "T":  # it may be a transpose
            return False
        return isinstance(tree, TexSum) and len(tree.terms) > 1 or letter is not None and letter in self.sizes

    def _subscript(self, name: TexName, script: TexScript) -> None:
        letters = written_letters(script)
        if isinstance(script.tree, TexList):
            letters = tuple(letter for item in script.tree.items if (letter := letter_of(item)))
        if letters:
            self.subscripts.setdefault(base_of(name), set()).add(letters)

    def _spread(self, node: TexNode) -> None:
        """Subscripts of several places of which an operator around them binds one: no labels."""
        for each in scripts_with_bound(node):
            name = name_of(each)
            if name is not None and each.sub is not None and not is_word(each.sub):
                self.spread.setdefault(base_of(name), set()).add(len(script_places(each.sub)))

    # ------------------------------------------------------------------ chains
    def _chain(self, chain: TexChain) -> None:
        self._names(chain)
        if chain.signs[-1] == "∈":
            name = name_of(chain.parts[0])
            if name is not None and isinstance(chain.parts[0], TexName) and axes_of_membership(chain.parts[-1]):
                self.spaced.add(base_of(name))
            for extent in axes_of_membership(chain.parts[-1]) or ():
                if extent.letter:
                    self.sizes[extent.letter] = AxisExtent(extent.letter)
        if chain.signs[0] in ("=", ":=") and (axes := axes_of_list(chain.parts[1])) is not None:
            name = name_of(chain.parts[0])
            for extent in axes:
                if extent.letter:
                    self.sizes[extent.letter] = extent
            if name is not None:
                self.listed.add(base_of(name))
        if chain.signs[0] in ("=", ":=", "≈", "≡") and (head := applied_name(chain.parts[0])) is not None:
            self.heads.add(base_of(head))

    def _names(self, chain: TexChain) -> None:
        """Names with a subscript that are declared or defined for themselves."""
        first = chain.parts[0]
        listed = first.items if isinstance(first, TexList) else ()
        for node in (*listed, first):
            name = name_of(node)
            if not isinstance(node, TexScripted) or name is None or node.sub is None:
                continue
            places = written_places(node.sub) or (node.sub.tree,)
            numbered = any(isinstance(place, TexNumeral) for place in places)
            if chain.signs[0] in ("∈", ":=", "∼") or listed or numbered and chain.signs[0] == "=":
                self.named.add((base_of(name), node.sub.text))

    def _pairs(self, chain: TexChain, bound: set[str]) -> None:
        """The letter of a head that its right side carries where it also carries a bound one."""
        first = chain.parts[0]
        letters = written_letters(first.sub) if isinstance(first, TexScripted) and first.sub is not None else None
        if chain.signs[0] not in ("=", ":=") or letters is None or len(letters) != 1:
            return
        carried: dict[Base, set[tuple[str, ...]]] = {}
        for each in walk(chain.parts[1]):
            name = name_of(each) if isinstance(each, TexScripted) and each.sub is not None else None
            if isinstance(each, TexScripted) and each.sub is not None and name is not None:
                carried.setdefault(base_of(name), set()).add(written_letters(each.sub) or ())
        if any(letters in groups and any((each,) in groups for each in bound) for groups in carried.values()):
            self.paired.update(letters)

    # ------------------------------------------------------------------ functions
    def _function(self, node: TexNode) -> None:
        """What is applied to what, and differentiated by what."""
        if isinstance(node, TexProduct):
            for place, factor in enumerate(node.factors):
                if stands_before_brackets(node.factors, place):
                    self._application(factor.value, node.factors[place + 1].value)
                if place and factor.joint == "" and _is_row(node.factors[place - 1].value):
                    self._beside_row(factor.value)
        elif isinstance(node, TexDerivative) and node.body is not None:
            head = applied_name(node.body) or node.body
            if isinstance(head, TexName) and head.font == "":
                variables = {stripped(each) for each in node.by} | set(node.by)
                self.derivatives.setdefault(base_of(head), set()).update(variables)

    def _beside_row(self, node: TexNode) -> None:
        """What stands behind wᵀ is a vector: x, or one of many, x_i."""
        name = name_of(node)
        if name is None or name.font:
            return
        if isinstance(node, TexName):
            self.whole_vectors.add(base_of(name))
        elif isinstance(node, TexScripted) and node.sub is not None and node.sup is None:
            letters = written_letters(node.sub)
            if letters and len(letters) == 1:
                self.samples.add((base_of(name), letters[0]))

    def _application(self, function: TexNode, brackets: TexNode) -> None:
        name = name_of(function)
        if name is None or name.font:
            return
        held = stripped(brackets)
        arguments = (held.inner,) if isinstance(held, TexGroup) else held.items if isinstance(held, TexList) else ()
        self.applications.setdefault(base_of(name), set()).update(arguments)
        if isinstance(function, TexScripted) and function.primes and function.sub is None and function.sup is None:
            self.primed.add(base_of(name))

    def _differentiated(self) -> frozenset[Base]:
        both = {base for base, by in self.derivatives.items() if by & self.applications.get(base, set())}
        return frozenset(both | self.primed)

    # ------------------------------------------------------------------ letters by themselves
    def _alone(self, node: TexNode, glued: bool = False) -> None:
        if isinstance(node, TexName):
            if len(node.base) == 1 and not glued:
                self.alone.add(node.base)
        elif isinstance(node, TexScripted):
            self._alone(stripped(node), glued)
            if node.sup is not None and node.sup.tree is not None:
                self._alone(node.sup.tree)
        elif isinstance(node, TexProduct):
            differentials = set(differentials_in(node.factors))
            for place, factor in enumerate(node.factors):
                self._alone(factor.value, place in differentials or is_glued(node.factors, place))
        else:
            for child in children(node):
                if not isinstance(child, TexScript):
                    self._alone(child)

    def _bare(self, node: TexNode) -> None:
        if isinstance(node, TexName):
            if node.font in ("", "bold"):
                (self.bold_bare if node.font else self.bare).add(base_of(node))
                self.unsquared.add(base_of(node))
        elif isinstance(node, TexScripted):
            self._bare_scripted(node)
        elif isinstance(node, TexOperator):
            self._bare_operator(node)
        elif isinstance(node, TexProduct):
            for place, factor in enumerate(node.factors):
                if not (isinstance(factor.value, TexName) and stands_before_brackets(node.factors, place)):
                    self._bare(factor.value)
        elif not isinstance(node, TexEnumeration):
            for child in children(node):
                self._bare(child)

    def _bare_scripted(self, node: TexScripted) -> None:
        bracketed = raised_group(node.sup) is not None
        squared = node.sup is not None and node.sup.text == "2"
        if isinstance(node.base, TexName) and node.sub is None and squared and node.base.font == "":
            self.bare.add(base_of(node.base))
        elif not isinstance(node.base, TexName) or node.sub is None and not bracketed:
            self._bare(node.base)
        if node.sup is not None and node.sup.tree is not None and not bracketed and not is_transpose(node.sup):
            self._bare(node.sup.tree)

    def _bare_operator(self, node: TexOperator) -> None:
        if node.upper is not None:
            self._bare(node.upper)
        self._bare(node.body)
        if isinstance(node.lower, TexChain) and node.lower.signs[0] == "=":
            self._bare(node.lower.parts[1])

    def _samples(self) -> frozenset[tuple[Base, str]]:
        """x_i of wᵀx_i beside a bare x; with it y_i and p_i, where y and p stand bare as well, and no axes are said."""
        sure = {pair for pair in self.samples if pair[0] in self.whole_vectors}
        letters = {letter for _, letter in sure}
        other = self.bare - self.rows - self.listed - self.spaced
        return frozenset(
            sure | {(base, each) for base in other for each in letters if (each,) in self.subscripts.get(base, ())}
        )

    def evidence(self, document_scripts: frozenset[str]) -> LetterEvidence:
        sizes = {letter: size for letter, size in self.sizes.items() if letter not in self.bound}
        worded = {word for word, other in WORD_SCRIPTS.items() if other in document_scripts}
        return LetterEvidence(
            bound=frozenset(self.bound),
            ranges=dict(self.ranges),
            sizes=sizes,
            times=frozenset(self.times),
            raised_letters=frozenset(self.raised_letters),
            bold=frozenset(self.bold),
            bare=frozenset(self.bare),
            bold_bare=frozenset(self.bold_bare),
            unsquared=frozenset(self.unsquared),
            series=frozenset(self.series),
            powers=frozenset(base for base in self.powers if base not in self.raised),
            differentiated=self._differentiated(),
            script_letters=frozenset(self.script_letters),
            alone=frozenset(self.alone),
            subscripts={base: frozenset(letters) for base, letters in self.subscripts.items()},
            named=frozenset(self.named),
            listed=frozenset(self.listed),
            raised={base: frozenset(letters) for base, letters in self.raised.items()},
            classes=frozenset(self.classes),
            sets=frozenset(self.sets),
            heads=frozenset(self.heads),
            exponential=self.exponential,
            samples=self._samples(),
            paired=frozenset(self.paired),
            worded=frozenset(worded),
            spread={base: frozenset(counts) for base, counts in self.spread.items()},
        )


def gather(nodes: Iterable[TexNode], document_scripts: frozenset[str] = frozenset()) -> LetterEvidence:
    """What the statements of one section show."""
    gathering = _Gathering()
    for node in nodes:
        gathering.statement(node)
    return gathering.evidence(document_scripts)


def index_range(node: TexNode) -> tuple[str, ...] | None:
    """The indices of 1 ≤ i < j ≤ n, i ∈ {1, …, n}; None if it is something else."""
    if not isinstance(node, TexChain):
        return None
    if node.signs == ("∈",):
        places = node.parts[1]
        dotted = isinstance(places, TexList) and any(isinstance(item, TexDots) for item in places.items)
        letter = letter_of(node.parts[0])
        return (letter,) if letter and dotted and letter in INDEX_LETTERS else None
    if len(node.parts) < 3 or not set(node.signs) <= {"≤", "<"} or not isinstance(node.parts[0], TexNumeral):
        return None
    letters = tuple(letter for part in node.parts[1:-1] if (letter := letter_of(part)) and letter in INDEX_LETTERS)
    return letters if len(letters) == len(node.parts) - 2 and axes_of_space(node.parts[-1]) != (AxisExtent(),) else None


def _is_row(node: TexNode) -> bool:
    """A transposed name, w_kᵀ too."""
    return isinstance(node, TexScripted) and is_transpose(node.sup) and name_of(node) is not None


def scripts_in(nodes: Iterable[TexNode]) -> frozenset[str]:
    """The text of every script."""
    return frozenset(script.text for node in nodes for script in _scripts_of(node))


def _scripts_of(node: TexNode) -> Iterable[TexScript]:
    for each in walk(node):
        if isinstance(each, TexScripted):
            yield from (script for script in (each.sub, each.sup) if script is not None)


def raised_group(script: TexScript | None) -> TexNode | None:
    """What stands in the brackets of x^{(i)}, x^{[l]}, x^{(t-1)}."""
    return script.tree.inner if script is not None and isinstance(script.tree, TexGroup) else None


def differentials_in(factors: tuple[TexFactor, ...]) -> tuple[int, ...]:
    """The places of a d right in front of a symbol: it may be the differential of that symbol."""
    return tuple(
        place
        for place, (one, other) in enumerate(zip(factors, factors[1:], strict=False))
        if isinstance(one.value, TexName)
        and one.value.base == "d"
        and one.value.font == ""
        and not one.value.accents
        and other.joint == ""
        and isinstance(other.value, TexName | TexScripted)
    )


def is_glued(factors: tuple[TexFactor, ...], place: int) -> bool:
    """Whether a factor is written without a space beside another letter or number: the t of cost, the 1 of w1."""
    for left, right in ((place - 1, place), (place, place + 1)):
        if left < 0 or right >= len(factors) or factors[right].joint:
            continue
        both = (factors[left].value, factors[right].value)
        named = isinstance(both[0], TexName | TexScripted) and isinstance(both[1], TexName | TexScripted | TexNumeral)
        if named and both[0].span[1] == both[1].span[0]:
            return True
    return False


def stands_before_brackets(factors: tuple[TexFactor, ...], place: int) -> bool:
    """Whether brackets follow a factor: it may be a function."""
    if place + 1 >= len(factors) or factors[place + 1].joint:
        return False
    return isinstance(stripped(factors[place + 1].value), TexGroup | TexList | TexConditional)


def applied_name(node: TexNode) -> TexName | None:
    """The name of f(x), f(x, y), f(y | x), softmax(z)_j, if the node is nothing else."""
    if not isinstance(node, TexProduct) or len(node.factors) != 2 or not stands_before_brackets(node.factors, 0):
        return None
    brackets = stripped(node.factors[1].value)
    if not isinstance(brackets, TexGroup | TexList | TexConditional) or brackets.opening not in ("(", "["):
        return None
    return name_of(node.factors[0].value)
