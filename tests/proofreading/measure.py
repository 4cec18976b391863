"""What the proofreader makes of documents: python -m tests.proofreading.measure NOTES… [--parse] [--against FILE].

For each document: formulas, how many parse, definitions understood, claims and how many of them are settled, verdicts,
codes of refusals, seconds.  --against compares with what --save kept, formula by formula, and says what is worse now.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from proofnotes.proofreading.codes import NotUnderstood
from proofnotes.proofreading.grammar.statements import parse
from proofnotes.proofreading.meaning.model import StatementRole
from proofnotes.proofreading.outcomes import Checked, NoteOutcome, NoteVerdict
from proofnotes.proofreading.sources.model import Document, Formula
from proofnotes.proofreading.sources.read import read

GOALS = (
    ("formulas that parse", "parsed", 0.98),
    ("claims settled", "settled", 0.30),
)
"""Of all documents together; documents of special interest have their own, which --goal states."""

OPEN = (NoteVerdict.UNKNOWN, NoteVerdict.NEEDS)
HARD = (NoteVerdict.REFUTED, NoteVerdict.MISSING, NoteVerdict.DIFFERS)
DEFINED = (NoteVerdict.DEFINITION, NoteVerdict.AGREES, NoteVerdict.REDEFINED, NoteVerdict.DIFFERS)

STANDING = {
    **{each.value: 0 for each in HARD},
    NoteVerdict.NOT_UNDERSTOOD.value: 1,
    **{each.value: 2 for each in OPEN},
    **{each.value: 3 for each in DEFINED if each is not NoteVerdict.DIFFERS},
    **{each.value: 4 for each in NoteVerdict if each.holds},
    NoteVerdict.AGREES.value: 4,
    NoteVerdict.PROVED.value: 5,
}
"""How good a verdict is for the reader; those that are not here are neither good nor bad."""


@dataclass(frozen=True)
class MeasuredLink:
    """What is said of one link: claim tells whether it is one."""

    line: int
    text: str
    verdict: str
    code: str
    claim: bool
    message: str = ""
    seconds: float = 0.0

    @property
    def key(self) -> str:
        """The same in another run, also where lines have moved; without blanks and alignment."""
        return "".join(self.text.replace("&", "").replace("\\\\", "").split())[:60]

    def __str__(self) -> str:
        text = " ".join(self.text.split())
        return f"{self.line:5d} {self.verdict:16.16s} {self.code:5s} {text[:120]}  | {self.message[:140]}"


@dataclass(frozen=True)
class MeasuredDocument:
    """What became of one document."""

    name: str
    formulas: int
    unparsed: tuple[MeasuredLink, ...]
    links: tuple[MeasuredLink, ...] = ()
    seconds: float = 0.0
    problems: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[MeasuredLink, ...]:
        return tuple(each for each in self.links if each.claim)

    @property
    def settled(self) -> int:
        return sum(NoteVerdict(each.verdict).settled for each in self.claims)

    @property
    def definitions(self) -> tuple[int, int]:
        """Understood, and all."""
        good = sum(NoteVerdict(each.verdict) in DEFINED for each in self.links)
        bad = sum(each.verdict == NoteVerdict.NOT_UNDERSTOOD.value and not each.claim for each in self.links)
        return good, good + bad


@dataclass
class MeasuredTotal:
    """The sums over documents."""

    documents: list[MeasuredDocument] = field(default_factory=list)

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(each.verdict for document in self.documents for each in document.links)

    @property
    def codes(self) -> Counter[str]:
        refused = (each for document in self.documents for each in (*document.unparsed, *document.links))
        return Counter(each.code for each in refused if each.verdict == NoteVerdict.NOT_UNDERSTOOD.value)

    @property
    def rates(self) -> dict[str, float]:
        formulas = sum(each.formulas for each in self.documents)
        claims = sum(len(each.claims) for each in self.documents)
        return {
            "parsed": 1 - sum(len(each.unparsed) for each in self.documents) / max(formulas, 1),
            "settled": sum(each.settled for each in self.documents) / max(claims, 1),
        }


def parsed_only(document: Document, name: str) -> MeasuredDocument:
    """The formulas that do not parse, and nothing else."""
    begun = perf_counter()
    refused = tuple(_refusals(document))
    problems = tuple(f"{each.line}:{each.column}: {each.code} {each.message}" for each in document.problems)
    return MeasuredDocument(name, len(document.formulas), refused, (), perf_counter() - begun, problems)


def _refusals(document: Document) -> Iterator[MeasuredLink]:
    for formula in document.formulas:
        try:
            parse(formula.body, document.macros)
        except NotUnderstood as reason:
            yield _refused(formula, reason.code, f"{reason.message} {formula.body[slice(*reason.span)]!r}")
        except Exception as crash:
            yield _refused(formula, "CRASH", repr(crash))


def _refused(formula: Formula, code: str, message: str) -> MeasuredLink:
    return MeasuredLink(formula.line, formula.body, NoteVerdict.NOT_UNDERSTOOD.value, code, False, message)


def measured(checked: Checked, name: str) -> MeasuredDocument:
    """What a check says, link by link."""
    unparsed, links = [], []
    for formula in checked.formulas:
        for outcome in formula.outcomes:
            (unparsed if outcome.statement is None else links).append(link_of(formula.formula, outcome))
    problems = tuple(f"{each.line}:{each.column}: {each.code} {each.message}" for each in checked.document.problems)
    return MeasuredDocument(
        name, len(checked.document.formulas), tuple(unparsed), tuple(links), checked.seconds, problems
    )


def link_of(formula: Formula, outcome: NoteOutcome) -> MeasuredLink:
    """What is said of a link, as plain data."""
    start, end = outcome.link.span if outcome.link else outcome.span
    return MeasuredLink(
        formula.line,
        formula.body[start:end] or formula.body,
        outcome.verdict.value,
        outcome.code,
        is_claim(outcome),
        _message(outcome),
        round(outcome.seconds, 3),
    )


def _message(outcome: NoteOutcome) -> str:
    parts = [outcome.message, *(f"where {each}" for each in outcome.where)]
    parts += [f"given {each.words} (line {each.line})" for each in outcome.given]
    parts += [f"missing {each}" for each in outcome.missing]
    if outcome.witness:
        parts.append(", ".join(f"{name} = {value}" for name, value in outcome.witness.items()))
    if outcome.values:
        parts.append(" against ".join(outcome.values))
    return "; ".join(filter(None, parts))


def is_claim(outcome: NoteOutcome) -> bool:
    """Whether it is something that holds or not: a link that defines nothing, declares nothing and is no mention."""
    if outcome.verdict.settled or outcome.verdict in OPEN:
        return True
    statement, link = outcome.statement, outcome.link
    if outcome.verdict is not NoteVerdict.NOT_UNDERSTOOD or statement is None or link is None:
        return False
    roles = (StatementRole.CLAIM, StatementRole.DEFINITION, StatementRole.UPDATE)
    return link.kind == "claim" and statement.role in roles


def checked_file(path: Path, seconds: float = 2.0) -> MeasuredDocument:
    """Everything about a file."""
    from proofnotes.proofreading.check import check

    begun = perf_counter()
    checked = check(read(path), seconds=seconds)
    found = measured(checked, path.name)
    return MeasuredDocument(**{**vars(found), "seconds": perf_counter() - begun})


def worse(old: MeasuredDocument, new: MeasuredDocument) -> Iterator[tuple[MeasuredLink, MeasuredLink]]:
    """Links whose verdict is worse in the new run; a link that is gone is no worse."""
    yield from ((was, now) for was, now in _pairs(old, new) if standing(now) < standing(was))


def better(old: MeasuredDocument, new: MeasuredDocument) -> Iterator[tuple[MeasuredLink, MeasuredLink]]:
    yield from ((was, now) for was, now in _pairs(old, new) if standing(now) > standing(was))


def standing(link: MeasuredLink) -> float:
    """How good its verdict is for the reader: the higher the better."""
    return STANDING.get(link.verdict, 2.5)


def _pairs(old: MeasuredDocument, new: MeasuredDocument) -> Iterator[tuple[MeasuredLink, MeasuredLink]]:
    before: dict[str, list[MeasuredLink]] = {}
    for each in (*old.unparsed, *old.links):
        before.setdefault(each.key, []).append(each)
    for each in (*new.unparsed, *new.links):
        if before.get(each.key):
            yield before[each.key].pop(0), each


def table(documents: Iterable[MeasuredDocument]) -> str:
    """One line for each document."""
    total = MeasuredTotal(list(documents))
    lines = [
        f"{'document':50s}{'formulas':>9}{'parsed':>9}{'defined':>10}{'claims':>8}{'settled':>14}{'hard':>6}{'open':>6}{'s':>7}"
    ]
    lines += [_row(each) for each in total.documents]
    if len(total.documents) > 1:
        lines.append(_row(_sum(total.documents)))
    lines.append("verdicts: " + ", ".join(f"{name} {count}" for name, count in total.verdicts.most_common()))
    lines.append("refused: " + ", ".join(f"{name} {count}" for name, count in total.codes.most_common()))
    rates = total.rates
    lines += [f"{what}: {rates[key]:.1%} (goal {goal:.1%})" for what, key, goal in GOALS]
    return "\n".join(lines)


def _row(each: MeasuredDocument) -> str:
    good, definitions = each.definitions
    hard = sum(NoteVerdict(link.verdict) in HARD for link in each.links)
    unsettled = sum(NoteVerdict(link.verdict) in OPEN for link in each.links)
    settled = f"{each.settled} ({each.settled / max(len(each.claims), 1):.0%})"
    parsed = f"{1 - len(each.unparsed) / max(each.formulas, 1):.1%}"
    name = each.name if len(each.name) < 50 else each.name[:12] + "…" + each.name[-35:]
    return (
        f"{name:50s}{each.formulas:9d}{parsed:>9}{f'{good}/{definitions}':>10}{len(each.claims):8d}{settled:>14}"
        f"{hard:6d}{unsettled:6d}{each.seconds:7.1f}"
    )


def _sum(documents: Sequence[MeasuredDocument]) -> MeasuredDocument:
    return MeasuredDocument(
        f"all {len(documents)}",
        sum(each.formulas for each in documents),
        tuple(link for each in documents for link in each.unparsed),
        tuple(link for each in documents for link in each.links),
        sum(each.seconds for each in documents),
    )


def saved(documents: Iterable[MeasuredDocument]) -> str:
    return json.dumps([asdict(each) for each in documents], ensure_ascii=False, indent=0)


def loaded(text: str) -> dict[str, MeasuredDocument]:
    def made(row: dict[str, Any]) -> MeasuredDocument:
        links = {key: tuple(MeasuredLink(**each) for each in row[key]) for key in ("unparsed", "links")}
        return MeasuredDocument(**{**row, **links, "problems": tuple(row["problems"])})

    return {row["name"]: made(row) for row in json.loads(text)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 if something is worse than in the file of --against."""
    parser = ArgumentParser(prog="python -m tests.proofreading.measure", description=__doc__.split("\n")[0])
    parser.add_argument("notes", nargs="+", type=Path)
    parser.add_argument("--parse", action="store_true", help="only whether formulas parse")
    parser.add_argument("--list", action="store_true", help="every link with its verdict")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    given = parser.parse_args(arguments)
    documents = []
    for path in given.notes:
        documents.append(parsed_only(read(path), path.name) if given.parse else checked_file(path))
        if given.list or given.parse:
            _list(documents[-1])
    print(table(documents))
    if given.save:
        given.save.write_text(saved(documents), encoding="utf-8")
    return _compared(documents, loaded(given.against.read_text(encoding="utf-8"))) if given.against else 0


def _list(document: MeasuredDocument) -> None:
    print(f"== {document.name}")
    for problem in document.problems:
        print("problem", problem)
    for link in sorted((*document.unparsed, *document.links), key=lambda each: each.line):
        print(link)


def _compared(documents: Iterable[MeasuredDocument], old: dict[str, MeasuredDocument]) -> int:
    found = 0
    for each in documents:
        if each.name not in old:
            continue
        gained = list(better(old[each.name], each))
        print(f"== {each.name}: {len(gained)} better")
        for was, now in worse(old[each.name], each):
            found += 1
            print(f"WORSE (was {was.verdict} {was.code}) {now}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
