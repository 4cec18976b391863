"""Annotations that would help, each tried before it is suggested: the document is checked again with it.

A candidate helps if what it is for is settled or at least understood with it, nothing else gets worse, and no new
error appears.  The suggestion is certain, and may be written unasked, only if exactly one candidate makes the formula
hold.  Where a name may be two things both are named, and who wrote the notes decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import monotonic

from ..outcomes import Checked, Edit, NoteOutcome, NoteVerdict
from ..sources.model import Directive, Document, Formula
from .candidates import candidates
from .placing import place_before, written

MOST_TRIED, SECONDS = 40, 60.0
"""How often a document is checked again, and for how long, in search of annotations."""

Recheck = Callable[[Document], Checked]

REFUSED, UNDERSTOOD, HOLDS = range(3)
"""How much is known of a link."""

HELPED = (NoteVerdict.NOT_UNDERSTOOD, NoteVerdict.NEEDS, NoteVerdict.MISSING)
"""What an annotation may help."""


@dataclass(frozen=True)
class Suggestion:
    """An annotation for a formula, and others that would do as well.  certain: with it alone the formula holds."""

    formula: Formula
    text: str
    reason: str
    others: tuple[str, ...] = ()
    certain: bool = False


def suggested(checked: Checked, recheck: Recheck) -> tuple[Edit, ...]:
    """The lines that would help, as edits; those for one place come together, in one edit."""
    document = checked.document
    places: dict[tuple[int, int, bool], list[Suggestion]] = {}
    for suggestion in suggestions(checked, recheck):
        place = place_before(document, suggestion.formula)
        places.setdefault((place.source, place.offset, suggestion.certain), []).append(suggestion)
    edits = []
    for (source, offset, certain), group in places.items():
        place = place_before(document, group[0].formula)
        text = "".join(written(document, each.text, place) for each in group)
        why = "; ".join(_why(each) for each in group)
        edits.append(Edit(source, (offset, offset), text, why, certain))
    return tuple(edits)


def _why(suggestion: Suggestion) -> str:
    others = f" (or: {', or: '.join(suggestion.others)})" if suggestion.others else ""
    return suggestion.reason + others


def suggestions(checked: Checked, recheck: Recheck) -> Iterator[Suggestion]:
    """Annotations that help, in the order of the document; each one is in force when the next one is tried."""
    trial = _Trial(checked, recheck)
    for number in range(len(checked.formulas)):
        for index in range(len(checked.formulas[number].outcomes)):
            if (found := trial.help_for(number, index)) is not None:
                yield found


class _Trial:
    """The document with everything that was suggested so far."""

    def __init__(self, checked: Checked, recheck: Recheck) -> None:
        self.checked, self.recheck = checked, recheck
        self.tried: set[tuple[int, str]] = set()
        self.left, self.end = MOST_TRIED, monotonic() + SECONDS

    def help_for(self, number: int, index: int) -> Suggestion | None:
        outcome = _outcome(self.checked, number, index)
        if outcome is None or not _needs_help(outcome):
            return None
        formula = self.checked.formulas[number].formula
        helping: list[tuple[str, Checked]] = []
        options = candidates(self.checked, formula, outcome)
        for text in options:
            if (tried := self._with(formula, text)) is not None and _helps(self.checked, tried, number, index):
                helping.append((text, tried))
        if not helping:
            return None
        best = max(_rank(_outcome(tried, number, index)) for _, tried in helping)
        helping = [(text, tried) for text, tried in helping if _rank(_outcome(tried, number, index)) == best]
        (text, after), *_ = helping
        if best < HOLDS and text != options[0]:
            return None
        self.checked = after
        others = (
            tuple(other for other in options if other != text) if best < HOLDS else tuple(t for t, _ in helping[1:])
        )
        certain = best == HOLDS and len(helping) == 1
        return Suggestion(formula, text, f"{outcome.code}: {outcome.message}", others, certain)

    def _with(self, formula: Formula, text: str) -> Checked | None:
        """The document with an annotation more; None if it was tried in this section, or time is up."""
        key = (formula.section.number, text)
        if key in self.tried or self.left == 0 or monotonic() > self.end:
            return None
        self.tried.add(key)
        self.left -= 1
        document = self.checked.document
        added = Directive(text, formula.source, formula.line, formula.section, formula.number)
        directives = sorted((*document.directives, added), key=lambda each: (not each.whole, each.after))
        return self.recheck(replace(document, directives=tuple(directives)))


def _outcome(checked: Checked, number: int, index: int) -> NoteOutcome | None:
    outcomes = checked.formulas[number].outcomes
    return outcomes[index] if index < len(outcomes) else None


def _needs_help(outcome: NoteOutcome) -> bool:
    """Refused, not introduced, or without a hypothesis that the text does not state."""
    return outcome.verdict in HELPED or (outcome.verdict is NoteVerdict.UNKNOWN and bool(outcome.missing))


def _rank(outcome: NoteOutcome | None) -> int:
    """How much is known of a link: it holds, is understood, or is not."""
    if outcome is None or outcome.verdict in HELPED:
        return REFUSED
    return HOLDS if outcome.verdict.holds or outcome.verdict is NoteVerdict.AGREES else UNDERSTOOD


def _helps(before: Checked, after: Checked, number: int, index: int) -> bool:
    """Whether this link is better and none is worse."""
    old, new = _outcome(before, number, index), _outcome(after, number, index)
    if old is None or _rank(new) < (UNDERSTOOD if old.verdict is NoteVerdict.NOT_UNDERSTOOD else HOLDS):
        return False
    return _wrong(after) <= _wrong(before) and _held(after) >= _held(before)


def _wrong(checked: Checked) -> int:
    wrong = (NoteVerdict.REFUTED, NoteVerdict.DIFFERS, NoteVerdict.MISSING)
    return sum(each.verdict in wrong for formula in checked.formulas for each in formula.outcomes)


def _held(checked: Checked) -> int:
    return sum(each.verdict.holds for formula in checked.formulas for each in formula.outcomes)
