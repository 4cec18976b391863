"""Scripts: whether a sub- or superscript is an index, a label, a power or a transpose.

The rules, in order, are the functions of `SUBSCRIPTS` and `SUPERSCRIPTS`.  Each looks at one script and either says
what it is, or leaves it to the next, or refuses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace

from ..codes import NotUnderstood
from ..grammar.nodes import (
    TexChain,
    TexGroup,
    TexList,
    TexMark,
    TexName,
    TexNode,
    TexNumeral,
    TexScript,
    TexScripted,
    TexSum,
    TexTerm,
    Token,
    walk,
)
from .evidence import LetterEvidence
from .names import (
    Base,
    base_of,
    has_words,
    index_letter,
    is_transpose,
    letter_of,
    name_of,
    raised_letter,
    script_words,
    written_letters,
    written_places,
)
from .spread import is_word

ALWAYS_INDICES = frozenset("ijk")
LIKELY_INDICES = frozenset("ijklmnpqrstuc")
"""Letters that are indices if some sum of the document binds them, or if they stand in x^{(n)}."""

BESIDE_INDICES = frozenset("lm")
"""Letters that are indices where they stand side by side with one: δ_{jl}."""

MARKS = {"*": "star", "+": "plus", "-": "minus", "−": "minus", "∘": "deg", "†": "dagger", "\\ast": "star"}
MARKS |= {"\\star": "star", "\\dagger": "dagger", "\\circ": "deg"}

_LABEL_WORD = re.compile(r"[A-Z]{2,}|[a-z]{3,}|[A-Z][a-z]+")
_CLASS = re.compile(r"[a-z]_[a-z]")


@dataclass(frozen=True)
class Parts:
    """A name with its scripts taken apart; name is None if what carries the scripts is no name: (Wx)_i, softmax(z)_j.

    indices are the places in order, raised ones (x^{(i)}) first: TexName of one letter, TexNumeral, a class `y_i`
    (a TexScripted), or index arithmetic (a TexSum).  raised says that there is a raised one.  power is what the base is
    raised to, -1 included; label has the text of all labels.
    """

    node: TexNode
    base: TexNode
    name: TexName | None = None
    label: str = ""
    indices: tuple[TexNode, ...] = ()
    power: TexNode | None = None
    transposed: bool = False
    primes: int = 0
    raised: bool = False
    rules: tuple[str, ...] = ()

    @property
    def letters(self) -> tuple[str, ...] | None:
        """The index letters, if all places are letters."""
        letters = tuple(letter for place in self.indices if (letter := letter_of(place)))
        return letters if len(letters) == len(self.indices) else None

    @property
    def bare(self) -> bool:
        """Nothing but the name, its label and its primes."""
        return self.name is not None and not self.indices and self.power is None and not self.transposed


@dataclass(frozen=True)
class ScriptMeaning:
    """What one script is."""

    label: str = ""
    indices: tuple[TexNode, ...] = ()
    power: TexNode | None = None
    transposed: bool = False
    rule: str = ""


@dataclass(frozen=True)
class ScriptReader:
    """Reads the scripts of one section.

    elsewhere are letters that some sum of the document binds; index and label are letters that an annotation settles.
    numbers are bases that are plain numbers by declaration or words: β^t is a power.  entries are letters that are
    indices below one base only; axes how many axes a base without labels is declared with.
    """

    evidence: LetterEvidence
    elsewhere: frozenset[str] = frozenset()
    index: frozenset[str] = frozenset()
    label: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    entries: frozenset[tuple[Base, str]] = frozenset()
    axes: Mapping[Base, int] = field(default_factory=dict)

    def is_index(self, letter: str, bound: Container[str] = ()) -> bool:
        """Whether a letter in a script is an index."""
        evidence = self.evidence
        if letter in bound or letter in self.index:
            return True
        if letter in evidence.times or letter in self.label:
            return False
        if letter in evidence.bound or letter in evidence.ranges:
            return True
        if letter in evidence.sizes:
            return False
        if letter in ALWAYS_INDICES:
            return True
        if letter in evidence.values or letter not in LIKELY_INDICES:
            return False
        if letter in evidence.paired:
            return True
        return letter in self.elsewhere or letter in evidence.raised_letters or self._stands_beside(letter)

    def _stands_beside(self, letter: str) -> bool:
        """Whether the letter stands in a subscript with i, j, k or a bound letter."""
        if letter not in BESIDE_INDICES:
            return False
        sure = ALWAYS_INDICES | self.evidence.bound
        groups = (group for groups in self.evidence.subscripts.values() for group in groups)
        return any(letter in group and sure.intersection(group) - {letter} for group in groups)

    def index_count(self, name: TexName) -> int:
        """How many index letters the subscripts of a name have, at most; a list z = [z_1, …, z_K] has one."""
        written = self.evidence.subscripts.get(base_of(name), frozenset())
        counts = [len(letters) for letters in written if all(map(self.is_index, letters))]
        return max(counts, default=1 if base_of(name) in self.evidence.listed else 0)

    def places_below(self, name: TexName | None, script: TexScript) -> int:
        """How many numbers below a name would be places of it; none if x_1 has a meaning of its own."""
        if name is None:
            return 1
        if (base_of(name), script.text) in self.evidence.named:
            return 0
        spread = self.evidence.spread.get(base_of(name), ())
        return self.index_count(name) or self.axes.get(base_of(name), 0) or max(spread, default=0)

    def is_spread(
        self, name: TexName | None, script: TexScript, letters: tuple[str, ...], bound: Container[str]
    ) -> bool:
        """Whether an operator runs over one of several letters below a name, here or elsewhere: none is a label."""
        if len(letters) < 2 or is_word(script) or name is None:
            return False
        if any(letter in bound for letter in letters):
            return True
        counts = self.evidence.spread.get(base_of(name), ())
        return len(letters) in counts and any(self.is_index(letter, bound) for letter in letters)

    def is_entry(self, name: TexName | None, letter: str) -> bool:
        """Whether a letter is an index below this name; behind brackets, below any."""
        if name is None:
            return any(letter == each for _, each in self.entries)
        return (base_of(name), letter) in self.entries

    def has_raised_index(self, name: TexName) -> bool:
        """Whether x^{(i)} occurs."""
        return any(map(self.is_index, self.evidence.raised.get(base_of(name), ())))

    def parts(self, node: TexNode, bound: Container[str] = ()) -> Parts:
        """A name with scripts, or anything else with scripts, taken apart."""
        under, primes = node, 0
        subs: list[TexScript] = []
        sups: list[TexScript] = []
        while isinstance(under, TexScripted):
            if under.sub is not None:
                subs.insert(0, under.sub)
            if under.sup is not None:
                sups.insert(0, under.sup)
            primes += under.primes
            under = under.base
        parts = Parts(node, under, under if isinstance(under, TexName) else None, primes=primes)
        for script in subs:
            parts = self._with_sub(parts, self._subscript(script, parts, bound))
        for script in sups:
            parts = self._with_sup(parts, script, self._superscript(script, parts, bound))
        return parts

    def _with_sub(self, parts: Parts, meaning: ScriptMeaning) -> Parts:
        return replace(
            parts,
            label=parts.label + meaning.label,
            indices=parts.indices + meaning.indices,
            rules=parts.rules + ((meaning.rule,) if meaning.rule else ()),
        )

    def _with_sup(self, parts: Parts, script: TexScript, meaning: ScriptMeaning) -> Parts:
        if meaning.power is not None and parts.power is not None:
            raise NotUnderstood("S02", "two powers", script.span)
        return replace(
            parts,
            label=parts.label + meaning.label,
            indices=meaning.indices + parts.indices,
            raised=parts.raised or bool(meaning.indices),
            power=parts.power if meaning.power is None else meaning.power,
            transposed=parts.transposed or meaning.transposed,
        )

    def _subscript(self, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning:
        for rule in SUBSCRIPTS:
            if (meaning := rule(self, script, parts, bound)) is not None:
                if parts.name is None and meaning.label:
                    raise NotUnderstood("S01", f"the subscript {script.text} on an expression", script.span)
                return meaning
        raise NotUnderstood("S03", f"the subscript {script.text}", script.span)

    def _superscript(self, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning:
        for rule in SUPERSCRIPTS:
            if (meaning := rule(self, script, parts, bound)) is not None:
                if parts.name is None and (meaning.label or meaning.indices):
                    raise NotUnderstood("S01", f"the superscript {script.text} on an expression", script.span)
                return meaning
        raise NotUnderstood("S03", f"the superscript {script.text}", script.span)


Rule = Callable[[ScriptReader, TexScript, Parts, Container[str]], ScriptMeaning | None]


def label_text(text: str) -> str:
    """A label as part of a name: words with _ between them."""
    return re.sub(r"\W+", "_", text).strip("_")


# ---------------------------------------------------------------------- subscripts
def _words_below(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    words = script_words(script)
    if words is not None:
        if len(words) == 1 and reader.is_index(words, bound):
            return ScriptMeaning(indices=(TexName(words, span=script.span),))
        return ScriptMeaning(label_text(words))
    if has_words(script) and not isinstance(script.tree, TexList):
        return ScriptMeaning(label_text(script.text))
    return None


def _letters_below(
    reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]
) -> ScriptMeaning | None:
    """Letters side by side: indices if all of them are; a word; one letter that may be either is refused."""
    letters = written_letters(script)
    if letters is None:
        return None
    text = "".join(letters)
    if text in reader.evidence.worded:
        return ScriptMeaning(text)
    if all(reader.is_index(letter, bound) or reader.is_entry(parts.name, letter) for letter in letters):
        return ScriptMeaning(indices=written_places(script) or ())
    if reader.is_spread(parts.name, script, letters, bound):
        return _beside_index(reader, script, parts, letters, bound)
    if len(letters) == 1 and not _LABEL_WORD.fullmatch(text):
        _refuse_doubtful_letter(reader, script, parts, text)
    return ScriptMeaning(text)


def _beside_index(
    reader: ScriptReader, script: TexScript, parts: Parts, letters: tuple[str, ...], bound: Container[str]
) -> ScriptMeaning:
    """An index beside letters that are none: a time is a name of its own, x_{ti}; anything else is refused."""
    evidence = reader.evidence
    others = [
        letter for letter in letters if not reader.is_index(letter, bound) and not reader.is_entry(parts.name, letter)
    ]
    doubtful = next((each for each in others if each not in evidence.times and each not in reader.label), None)
    if doubtful is None:
        places = tuple(place for place in written_places(script) or () if index_letter(place) not in others)
        return ScriptMeaning("".join(others), places)
    code = "S05" if doubtful in evidence.sizes else "S10"
    raise NotUnderstood(code, f"the subscript {script.text}: one letter is an index; is {doubtful} one?", script.span)


def _refuse_doubtful_letter(reader: ScriptReader, script: TexScript, parts: Parts, letter: str) -> None:
    evidence = reader.evidence
    if letter in evidence.times or letter in reader.label or parts.name is None or not reader.index_count(parts.name):
        return
    if letter in evidence.sizes:
        raise NotUnderstood("S05", f"the subscript {letter}: the last place of an axis, or a label?", script.span)
    if letter in LIKELY_INDICES:
        raise NotUnderstood("S10", f"the subscript {letter}: an index or a label?", script.span)


def _places_below(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    """1, 12, i1, 1j: places if the base has letter indices or a list, else a label."""
    places = written_places(script)
    if places is None:
        return None
    letters = [letter for place in places if (letter := letter_of(place))]
    runs = len(places) > 1 and any(letter in bound for letter in letters)
    wanted = reader.places_below(parts.name, script) or (len(places) if runs else 0)
    if not wanted or not all(reader.is_index(letter, bound) for letter in letters):
        return ScriptMeaning(label_text(script.text))
    if len(places) == 1 and isinstance(places[0], TexNumeral) and len(places[0].text) == wanted > 1:
        return ScriptMeaning(indices=tuple(TexNumeral(digit, span=script.span) for digit in places[0].text))
    return ScriptMeaning(indices=places)


def _list_below(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    """i, j: each item for itself; in x_{1, i} the 1 is a place only if x has two indices elsewhere."""
    if not isinstance(script.tree, TexList):
        return None
    label: list[str] = []
    places: list[TexNode] = []
    few = parts.name is None or reader.index_count(parts.name) < len(script.tree.items)
    for item in script.tree.items:
        if few and isinstance(item, TexNumeral) and parts.name is not None:
            label.append(item.text)
            continue
        meaning = reader._subscript(TexScript(_tokens_of(script, item), item, span=item.span), parts, bound)
        label.append(meaning.label)
        places.extend(meaning.indices)
    return ScriptMeaning("_".join(filter(None, label)), tuple(places))


def _tokens_of(script: TexScript, item: TexNode) -> tuple[Token, ...]:
    low, high = item.span
    return tuple(token for token in script.tokens if low <= token.span[0] and token.span[1] <= high)


def _mark_below(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    return _mark(script)


def _mark(script: TexScript) -> ScriptMeaning | None:
    marks = [MARKS.get(token.text) for token in script.tokens if token.kind != "space"]
    if marks and all(marks):
        return ScriptMeaning("".join(mark for mark in marks if mark))
    return None


def _shift_below(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    """x_{t-1}: a name of its own if no sum binds t; index arithmetic if one does."""
    if not isinstance(script.tree, TexSum):
        return None
    letters = {letter for each in walk(script.tree) if (letter := letter_of(each))}
    times = {letter for letter in letters if letter in reader.evidence.times and letter not in bound}
    if times and times == letters:
        return ScriptMeaning(_shift_label(script), rule=f"{script.text} in a script: a name of its own")
    if letters and all(reader.is_index(letter, bound) or letter in reader.evidence.sizes for letter in letters):
        return ScriptMeaning(indices=(script.tree,))
    raise NotUnderstood("S04", f"index arithmetic: the subscript {script.text}", script.span)


def _shift_label(script: TexScript) -> str:
    return script.text.replace("−", "-").replace(" ", "")


def _class_below(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    """p_{y_i}: the class of sample i, which may be any index."""
    if not isinstance(script.tree, TexScripted):
        return None
    if _CLASS.fullmatch(script.text) and script.tree.sup is None:
        return ScriptMeaning(indices=(script.tree,), rule=f"{script.text} as a subscript: a class, any index")
    name = name_of(script.tree)
    if name is not None and not any(_indices_in(reader, script.tree, bound)):
        return ScriptMeaning(label_text(script.text))
    raise NotUnderstood("S06", f"an index that is itself indexed: the subscript {script.text}", script.span)


def _indices_in(reader: ScriptReader, node: TexScripted, bound: Container[str]) -> list[str]:
    return [
        letter
        for script in (node.sub, node.sup)
        if script is not None
        for letter in written_letters(script) or ()
        if reader.is_index(letter, bound)
    ]


def _name_below(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    """p_θ, σ_{\\mathcal B}, w_{\\hat y}: a label."""
    if isinstance(script.tree, TexName):
        accents = "".join(script.tree.accents)
        return ScriptMeaning(label_text(f"{accents}{script.tree.base}"))
    return None


SUBSCRIPTS: tuple[Rule, ...] = (
    _words_below,
    _letters_below,
    _places_below,
    _list_below,
    _mark_below,
    _shift_below,
    _class_below,
    _name_below,
)


# ---------------------------------------------------------------------- superscripts
def _transpose_above(
    reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]
) -> ScriptMeaning | None:
    """^⊤, ^T; ^{-⊤} of the inverse; an italic T that is also a size or a value is refused."""
    if is_transpose(script):
        sized = letter_of(script.tree) == "T" and ("T" in reader.evidence.sizes or "T" in reader.evidence.values)
        if sized and _is_number(reader, parts, "T"):
            return ScriptMeaning(power=script.tree)
        if sized:
            raise NotUnderstood("S07", "T is a size here: a power or a transpose?", script.span)
        return ScriptMeaning(transposed=True)
    if re.fullmatch(r"[-−](\\top|T|⊤)", script.text):
        minus_one = TexSum((TexTerm("-", TexNumeral("1", span=script.span)),), span=script.span)
        return ScriptMeaning(transposed=True, power=minus_one)
    return None


def _words_above(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    words = script_words(script)
    return ScriptMeaning(label_text(words)) if words is not None else None


def _mark_above(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    return ScriptMeaning("deg") if isinstance(script.tree, TexMark) and script.tree.text == "∘" else _mark(script)


def _brackets_above(
    reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]
) -> ScriptMeaning | None:
    """x^{(i)} an index, W^{(1)} and z^{[l]} a label, x^{(t+1)} a name of its own."""
    if not isinstance(script.tree, TexGroup):
        return None
    inner = script.tree.inner
    if (letter := raised_letter(script)) and reader.is_index(letter, bound):
        return ScriptMeaning(indices=(inner,))
    if isinstance(inner, TexNumeral) and parts.name is not None and reader.has_raised_index(parts.name):
        return ScriptMeaning(indices=(inner,))
    if isinstance(inner, TexSum):
        letters = {letter for each in walk(inner) if (letter := letter_of(each))}
        if letters and all(letter in reader.evidence.times and letter not in bound for letter in letters):
            return ScriptMeaning(_shift_label(script), rule=f"{script.text} in a script: a name of its own")
        if letters and all(reader.is_index(letter, bound) for letter in letters):
            return ScriptMeaning(indices=(inner,))
        raise NotUnderstood("S04", f"index arithmetic: the superscript {script.text}", script.span)
    if isinstance(inner, TexName | TexNumeral):
        return ScriptMeaning(f"({label_text(script.text)})")
    raise NotUnderstood("S03", f"the superscript {script.text}", script.span)


def _power(reader: ScriptReader, script: TexScript, parts: Parts, bound: Container[str]) -> ScriptMeaning | None:
    """Everything else; a letter that may be an index or a time only above a number; y^{ε=0} has a label."""
    if script.tree is None:
        return None
    if isinstance(script.tree, TexChain):
        return ScriptMeaning(label_text(script.text))
    letter = letter_of(script.tree)
    if letter and parts.name is not None and not _is_number(reader, parts, letter):
        if letter == "t" and letter not in reader.evidence.values | reader.evidence.sizes.keys():
            raise NotUnderstood("S08", "the superscript t: a power, a time or a transpose?", script.span)
        if reader.is_index(letter, bound):
            raise NotUnderstood("S08", f"the superscript {letter}: a power or an index?", script.span)
    return ScriptMeaning(power=script.tree)


def _is_number(reader: ScriptReader, parts: Parts, letter: str) -> bool:
    """Whether the base is a plain number by declaration, words or other powers, so that β^t can only be a power."""
    name = parts.name
    if name is None or name.accents:
        return False
    if name.base in reader.numbers or name.base == "e":
        return True
    return _is_series(reader, parts, name, letter) or base_of(name) in reader.evidence.powers


def _is_series(reader: ScriptReader, parts: Parts, name: TexName, letter: str) -> bool:
    """r^i under a sum from i = 0."""
    return letter in reader.evidence.series and not parts.indices and not reader.index_count(name)


SUPERSCRIPTS: tuple[Rule, ...] = (_transpose_above, _words_above, _mark_above, _brackets_above, _power)
