"""Mistakes that are put in and taken out again: python -m tests.proofreading.mended FILE --count 36.

Of the mutants that are killed: how many the proved edits bring back as they were, how many otherwise, and how many of
the edits that are certain (`--fix` writes them) are not what was there.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from proofnotes.proofreading.check import check
from proofnotes.proofreading.outcomes import Checked, Edit, FormulaOutcome, NoteVerdict
from proofnotes.proofreading.sources.read import read

from .mutants import Change, Remembered, chosen, squeezed

WRONG = (NoteVerdict.REFUTED, NoteVerdict.DIFFERS, NoteVerdict.MISSING)


def mended(text: str, wrong: str, checked: Checked) -> str:
    """original, original (certain), other, other (certain), none or not killed."""
    outcomes = [outcome for formula in checked.formulas for outcome in formula.outcomes]
    if not any(outcome.verdict in WRONG for outcome in outcomes):
        return "not killed"
    edits = [edit for outcome in outcomes for edit in outcome.edits]
    for edit in edits:
        if squeezed(_with(wrong, edit)) == squeezed(text):
            return "original (certain)" if edit.certain else "original"
    return "other (certain)" if any(edit.certain for edit in edits) else "other" if edits else "none"


def _with(text: str, edit: Edit) -> str:
    return text[: edit.span[0]] + edit.text + text[edit.span[1] :]


def fates(path: Path, count: int, seed: int) -> Iterator[tuple[FormulaOutcome, Change, str]]:
    """What becomes of every mistake."""
    text, memory = path.read_text(encoding="utf-8"), Remembered()
    base = check(read(path, text), helpful=False)
    for formula, change in chosen(base, count, seed):
        start = formula.formula.start
        wrong = text[: start + change.start] + change.text + text[start + change.end :]
        yield formula, change, mended(text, wrong, check(read(path, wrong), memory=memory))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = ArgumentParser(prog="mended", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=36)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    total = Counter[str]()
    for path in options.paths:
        for formula, change, fate in fates(path, options.count, options.seed):
            total[fate] += 1
            print(f"{path.name}:{formula.formula.line} {change.kind:14} {fate}", flush=True)
    killed = sum(total.values()) - total["not killed"]
    print(dict(total), f"of {killed} that are killed")
    return int(total["other (certain)"] > 0)


if __name__ == "__main__":
    sys.exit(main())
