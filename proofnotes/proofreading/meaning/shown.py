"""Letters that are shown to be indices by declared axes: x_{nd} of an x ∈ ℝ^{N×D}, γ_d of a γ ∈ ℝ^D, y_a of a y ∈ ℝ^K;
or by a sum over one beside them: the d of ∑_n v_{nd}.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .evidence import LetterEvidence
from .model import AxisExtent
from .names import Base
from .spread import WORDS

SECTION_INDICES = frozenset("lmnpq")
"""Letters that, alone below a vector, are indices of the whole section."""

ENTRY_LETTERS = frozenset("abcders")
"""Letters that, alone below a declared vector, name an entry of it, and say nothing of other names."""

KRONECKER: Base = ("delta", ())


@dataclass(frozen=True)
class ShownIndices:
    """letters are indices of the section; entries only below their base."""

    letters: frozenset[str] = frozenset()
    entries: frozenset[tuple[Base, str]] = frozenset()


@dataclass
class _IndexSearch:
    """One search; axes are how many letters of a base are all indices somewhere."""

    evidence: LetterEvidence
    declared: Mapping[Base, tuple[AxisExtent, ...]]
    is_index: Callable[[str], bool]
    inherited: frozenset[tuple[Base, tuple[str, ...]]] = frozenset()
    axes: dict[Base, int] = field(default_factory=dict)
    letters: set[str] = field(default_factory=set)
    entries: set[tuple[Base, str]] = field(default_factory=set)

    def run(self) -> ShownIndices:
        self.axes = {base: len(axes) for base, axes in self.declared.items()}
        self._inherit()
        before = -1
        while before != (before := len(self.letters) + len(self.entries) + len(self.axes)):
            for base, groups in self.evidence.subscripts.items():
                for group in groups:
                    self._look(base, group)
        return ShownIndices(frozenset(self.letters), frozenset(self.entries))

    def _inherit(self) -> None:
        """What sections before read as indices: v_{nd} is no label here either, nor the d of its mean."""
        for base, group in self.inherited:
            if group not in self.evidence.subscripts.get(base, ()) or self._is_taken(base, group):
                continue
            if len(group) > 1:
                self.axes.setdefault(base, len(group))
            elif not self.is_index(group[0]):
                self.entries.add((base, group[0]))

    def _look(self, base: Base, group: tuple[str, ...]) -> None:
        if len(group) > 1 and all(self.is_index(each) or each in self.letters for each in group):
            self.axes.setdefault(base, len(group))
        if self._is_taken(base, group):
            return
        if self._is_spread(base, group):
            self.letters.update(group)
            return
        if base == KRONECKER and len(group) == 2:
            if any(self.is_index(each) or each in self.letters for each in group):
                self.letters.update(group)
            else:
                self.entries.update((base, each) for each in group)
        elif len(group) == self.axes.get(base):
            if len(group) > 1:
                self.letters.update(group)
            else:
                self._single(base, group[0])

    def _is_spread(self, base: Base, group: tuple[str, ...]) -> bool:
        """Whether a sum runs over one of the letters of a base; of more than two, all but one have to be indices."""
        others = [each for each in group if not self.is_index(each) and each not in self.letters]
        return 1 < len(group) in self.evidence.spread.get(base, ()) and len(others) == 1

    def _single(self, base: Base, letter: str) -> None:
        axes = self.declared.get(base, ())
        size = axes[0].letter if axes else ""
        if letter in SECTION_INDICES or size.isupper() and letter == size.lower():
            self.letters.add(letter)
        elif letter in ENTRY_LETTERS and axes:
            self.entries.add((base, letter))

    def _is_taken(self, base: Base, group: tuple[str, ...]) -> bool:
        """Whether the letters mean something else: a size, a value, a time, a word, a name with a label."""
        text, evidence = "".join(group), self.evidence
        spread = len(group) in evidence.spread.get(base, ())
        if not text.islower() or text in WORDS or not spread and (base, text) in evidence.named:
            return True
        return any(each in evidence.times or each in evidence.sizes or each in evidence.values for each in group)


def shown_indices(
    evidence: LetterEvidence,
    declared: Mapping[Base, tuple[AxisExtent, ...]],
    is_index: Callable[[str], bool],
    inherited: frozenset[tuple[Base, tuple[str, ...]]] = frozenset(),
) -> ShownIndices:
    """The indices that declared axes and sums show.  declared: the axes of bases without labels, here or before.

    inherited are bases with the letters below them that sections before have read as indices.
    """
    return _IndexSearch(evidence, declared, is_index, inherited).run()
