"""Every derivative of the catalogue, found anew: how long the form of its file is, how long ours, and in which time.

    python -m benchmarks.derive [id]

The length is counted as in `proofnotes/deriving/length.py`.  The names that may be put back are those that the theorem
mentions.  Exits with 1 where a form is not proved, or longer than that of the file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from time import process_time

from proofnotes.deriving.derivation import Derivation
from proofnotes.deriving.length import length
from proofnotes.deriving.search import found
from proofnotes.expr.arrays import same_entries
from proofnotes.expr.nodes import Diff, Expr, Named, Relation, walk
from proofnotes.statements.catalogue import load_catalogue
from proofnotes.statements.chains import Chain, Kind
from proofnotes.statements.statement import Theorem

SECONDS = 30.0
"""For one derivative, the proof included."""


@dataclass(frozen=True)
class Question:
    """A derivative of the catalogue and the form that its file ends with."""

    name: str
    asked: Expr
    answer: Expr
    assuming: tuple[Relation, ...]
    names: tuple[Named, ...]

    def found(self) -> Derivation:
        """Our form."""
        return found(self.asked, self.assuming, self.names, SECONDS)


def questions() -> Iterator[Question]:
    """The identities of the catalogue that begin with a derivative and end without one."""
    for theorem in load_catalogue(packages=("derivations",)).theorems:
        for each in theorem.chains:
            if (each.kind or theorem.kind) is Kind.IDENTITY:
                yield from _question(theorem, each)


def _question(theorem: Theorem, each: Chain) -> Iterator[Question]:
    asked, answer = same_entries(each.terms[0], each.terms[-1])
    if _is_derivative(asked) and not _is_derivative(answer):
        terms = [term for term in (*each.terms, answer) if isinstance(term, Expr)]
        names = dict.fromkeys(node for term in terms for node in walk(term) if isinstance(node, Named))
        name = f"{theorem.id}[{each.label}]" if each.label else theorem.id
        yield Question(name, asked, answer, (*theorem.assuming, *each.assuming), tuple(names))


def _is_derivative(e: Expr) -> bool:
    return any(isinstance(node, Diff) for node in walk(e))


def main(only: str = "") -> int:
    """Print the table; how many are longer than in their file, or not proved."""
    print(f"{'id':44} file  ours  seconds  form")
    failed = 0
    for question in questions():
        if only not in question.name:
            continue
        started = process_time()
        answer = question.found()
        seconds = process_time() - started
        theirs, ours = length(question.answer), length(answer.expr)
        good = answer.found and ours <= theirs
        failed += not good
        mark = "" if good else "  (longer)" if answer.found else "  (not proved)"
        print(f"{question.name:44} {theirs:4}  {ours:4}  {seconds:7.2f}  {answer.expr}{mark}")
    return failed


if __name__ == "__main__":
    sys.exit(min(1, main(*sys.argv[1:2])))
