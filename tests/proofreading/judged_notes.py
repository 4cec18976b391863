"""Documents in which a person has judged every claim: python -m tests.proofreading.judged_notes [FILE…].

Behind a formula stands what was judged of its links, in order: ⟦T F⟧.  T is true (given what the text says), F false,
D a definition, S something that is neither (a condition, an equation to be solved).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from proofnotes.proofreading.outcomes import Checked, FormulaOutcome, NoteOutcome, NoteVerdict
from proofnotes.proofreading.sources.read import read

from .measure import DEFINED, HARD, link_of

FOLDER = Path(__file__).parent / "judged"
MARK = re.compile(r"⟦([TFDS ]+)⟧")
SILENT = (NoteVerdict.MENTION, NoteVerdict.DECLARATION)


@dataclass(frozen=True)
class JudgedLink:
    """What was judged of a link, and what the proofreader says: right, open, or an alarm."""

    judged: str
    outcome: NoteOutcome
    formula: FormulaOutcome

    @property
    def alarm(self) -> str:
        """What is wrong with the answer; empty if nothing."""
        verdict = self.outcome.verdict
        if self.judged == "F":
            return "false, and accepted" if verdict.holds else ""
        return "true, and reported" if verdict in HARD else ""

    @property
    def settled(self) -> bool:
        """Whether it got the answer that it deserves."""
        verdict = self.outcome.verdict
        return {
            "T": verdict.holds,
            "F": verdict in HARD,
            "D": verdict.holds or verdict in DEFINED,
        }.get(self.judged, True)

    def __str__(self) -> str:
        what = self.alarm or ("" if self.settled else "open")
        return f"{self.judged} {what:20s} {link_of(self.formula.formula, self.outcome)}"


def clean(text: str) -> str:
    """Without what was judged."""
    return MARK.sub("", text)


def judgements(path: Path) -> dict[int, str]:
    """By the number of a formula: the letters behind it."""
    found = {}
    for formula in read(path, path.read_text(encoding="utf-8")).formulas:
        mark = MARK.match(formula.after.lstrip())
        if mark:
            found[formula.number] = mark[1].replace(" ", "")
    return found


def checked_notes(path: Path) -> Checked:
    """The document as its author wrote it."""
    from proofnotes.proofreading.check import check

    return check(read(path, clean(path.read_text(encoding="utf-8"))))


def judged(path: Path, checked: Checked) -> Iterator[JudgedLink]:
    """Every link beside what was judged of it; where their numbers differ, all of a formula count as its mildest."""
    letters = judgements(path)
    for formula in checked.formulas:
        expected = letters.get(formula.formula.number, "")
        said = [each for each in formula.outcomes if each.verdict not in SILENT]
        if not expected:
            yield from (JudgedLink("S", each, formula) for each in said)
        elif len(said) == len(expected):
            yield from (JudgedLink(*pair, formula) for pair in zip(expected, said, strict=True))
        else:
            mild = expected[0] if len(set(expected)) == 1 else "S"
            yield from (JudgedLink(mild, each, formula) for each in said)


def main(arguments: Sequence[str]) -> int:
    """Exit status 1 if there is an alarm."""
    paths = [Path(each) for each in arguments] or sorted(FOLDER.iterdir())
    alarms = 0
    for path in paths:
        checked = checked_notes(path)
        links = list(judged(path, checked))
        counts: Counter[tuple[str, bool]] = Counter((each.judged, each.settled) for each in links)
        print(f"== {path.name}: {checked.seconds:.1f} s")
        for each in links:
            if each.alarm or not each.settled:
                print(each)
        for letter, what in (
            ("D", "definitions understood"),
            ("T", "true claims proved"),
            ("F", "false ones reported"),
        ):
            print(f"{what}: {counts[letter, True]} of {counts[letter, True] + counts[letter, False]}")
        marks, found = sum(map(len, judgements(path).values())), sum(each.judged != "S" for each in links)
        print(f"links judged: {marks}, told apart: {found}")
        alarms += sum(bool(each.alarm) for each in links)
    print(f"alarms: {alarms}")
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
