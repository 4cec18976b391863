"""Single mistakes in a document, and whether they are seen: python -m tests.proofreading.mutants FILE --count 50.

Each mutant changes one token of one formula that was understood.  killed: something is refuted, misses a hypothesis or
differs from the catalogue that did not; flagged: something is worse than in the document as it was, which the ratchet
reports; survived: nothing is seen.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from proofnotes.proofreading.check import check
from proofnotes.proofreading.history.ratchet import WRONG, ratcheted
from proofnotes.proofreading.outcomes import Checked, FormulaOutcome, NoteVerdict
from proofnotes.proofreading.output.findings import Finding, report_of
from proofnotes.proofreading.sources.read import read
from proofnotes.shell.notes.work import severity_of

TOKEN = re.compile(
    r"(?P<word>\\(?:text|mathrm|operatorname|textbf|textrm|begin|end|label|tag|hspace|vspace|mathbb)\*?\{[^{}]*\})"
    r"|(?P<command>\\[A-Za-z]+\*?)|(?P<escape>\\.)|(?P<number>\d+(?:\.\d+)?)|(?P<letter>[A-Za-z])|(?P<space>\s+)|(?P<sign>.)",
    re.DOTALL,
)
RELATIONS = frozenset(
    (
        "=",
        "<",
        ">",
        r"\le",
        r"\leq",
        r"\ge",
        r"\geq",
        r"\ne",
        r"\neq",
        r"\approx",
        r"\equiv",
        ":=",
        r"\Rightarrow",
        r"\in",
        r"\sim",
        r"\to",
    )
)
OPENING, CLOSING = ("{", "(", "["), ("}", ")", "]")
INDICES = frozenset("ijklmn")
DIFFERENTIALS = ("d", r"\partial")
GOOD = tuple(each for each in NoteVerdict if each.holds) + (NoteVerdict.AGREES,)


@dataclass(frozen=True)
class MathToken:
    """A token of a formula, blanks left out; scripts: how many sub- and superscripts it stands in."""

    kind: str
    text: str
    start: int
    end: int
    scripts: int = 0


@dataclass(frozen=True)
class Change:
    """One mistake: what stands between start and end becomes text."""

    kind: str
    start: int
    end: int
    text: str

    def applied(self, body: str) -> str:
        return body[: self.start] + self.text + body[self.end :]


@dataclass(frozen=True)
class MutableFormula:
    """A formula as tokens, with the partner of every bracket."""

    body: str
    tokens: tuple[MathToken, ...]
    partner: dict[int, int]

    def at(self, place: int) -> str:
        """The text of a token; empty outside."""
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""

    def begins_term(self, place: int) -> bool:
        """Whether no term stands before the place."""
        return place == 0 or self.at(place - 1) in ("&", "\\\\", *OPENING, ",") or self.at(place - 1) in RELATIONS

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens[first].start, self.tokens[last].end


def tokens_of(body: str) -> MutableFormula:
    """The tokens of a formula; words are one token."""
    found = [m for m in TOKEN.finditer(body) if m.lastgroup != "space"]
    partner, opened = {}, []
    for place, match in enumerate(found):
        if match.group() in (*OPENING, r"\{"):
            opened.append(place)
        elif match.group() in (*CLOSING, r"\}") and opened:
            first = opened.pop()
            partner[first], partner[place] = place, first
    depth = [0] * (len(found) + 1)
    for place, match in enumerate(found[:-1]):
        if match.group() in ("^", "_"):
            for inside in range(place + 1, partner.get(place + 1, place + 1) + 1):
                depth[inside] += 1
    tokens = tuple(
        MathToken(str(m.lastgroup), m.group(), m.start(), m.end(), depth[place]) for place, m in enumerate(found)
    )
    return MutableFormula(body, tokens, partner)


Slip = Callable[[MutableFormula, int], Iterator[tuple[int, int, str]]]


def _sign(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    start, end = formula.span(place, place)
    if formula.at(place) == "+":
        yield start, end, "-"
    if formula.at(place) == "-" and formula.at(place - 1) != "_":
        yield start, end, "" if formula.begins_term(place) else "+"


def _exponent(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    if formula.at(place - 1) == "^" and formula.at(place).isdigit():
        yield *formula.span(place, place), str(int(formula.at(place)) + 1)
        if formula.at(place) == "2":
            yield *formula.span(place - 1, place), ""


def _index(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    token = formula.tokens[place]
    if token.kind == "letter" and token.scripts and token.text in INDICES:
        others = {each.text for each in formula.tokens if each.scripts and each.text in INDICES} - {token.text}
        if others:
            yield token.start, token.end, min(others)


def _factor(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    token = formula.tokens[place]
    if token.scripts:
        return
    if token.kind == "number" and token.text not in ("0",):
        yield token.start, token.end, str(int(token.text) + 1) if token.text.isdigit() else str(float(token.text) * 10)
    greek = (
        token.kind == "command" and (formula.at(place + 1) == "{" or token.text[1:].islower()) and len(token.text) > 3
    )
    named = token.text in (r"\hat", r"\sigma", r"\mathbf", r"\lambda", r"\gamma", r"\beta", r"\eta", r"\alpha", r"\mu")
    if (token.kind == "letter" or (greek and named)) and formula.at(place - 1) in ("+", "-", "=", "&"):
        yield token.start, token.start, "2 "


def _flip(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    if formula.at(place) not in (r"\frac", r"\dfrac", r"\tfrac") or place + 1 not in formula.partner:
        return
    above = place + 1, formula.partner[place + 1]
    below = above[1] + 1, formula.partner.get(above[1] + 1, -1)
    if formula.at(below[0]) == "{" and formula.at(above[0] + 1) not in DIFFERENTIALS:
        first, second = formula.span(*above), formula.span(*below)
        yield first[0], second[1], formula.body[slice(*second)] + formula.body[slice(*first)]


FUNCTIONS = {
    r"\log": r"\exp ", r"\ln": r"\exp ", r"\exp": r"\log ", r"\tanh": r"\exp ", r"\max": r"\min ", r"\min": r"\max ",
    r"\sum": r"\prod", r"\prod": r"\sum", r"\sqrt": "", r"\sin": r"\cos ", r"\cos": r"\sin ",
}  # fmt: skip
ORDERS = {"<": ">", ">": "<", r"\le": r"\ge ", r"\leq": r"\geq ", r"\ge": r"\le ", r"\geq": r"\leq "}


def _function(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    if formula.at(place) in FUNCTIONS:
        yield *formula.span(place, place), FUNCTIONS[formula.at(place)]


def _relation(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    if formula.at(place) in ORDERS:
        yield *formula.span(place, place), ORDERS[formula.at(place)]


def _transpose(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    if formula.at(place) == "^":
        if formula.at(place + 1) in ("T", r"\top"):
            yield *formula.span(place, place + 1), ""
        elif formula.at(place + 1) == "{" and formula.at(place + 2) in ("T", r"\top") and formula.at(place + 3) == "}":
            yield *formula.span(place, place + 3), ""


def _term(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    if formula.at(place) not in ("+", "-") or formula.tokens[place].scripts or formula.begins_term(place):
        return
    last = place + 1
    while last < len(formula.tokens):
        text = formula.at(last)
        if last in formula.partner and formula.partner[last] > last:
            last = formula.partner[last] + 1
            continue
        if (
            text in ("+", "-", ",", ";", "&", "\\\\", *CLOSING)
            or text in RELATIONS
            or text.startswith((r"\end", r"\right"))
        ):
            break
        last += 1
    if last > place + 1:
        yield *formula.span(place, last - 1), ""


def _dotted(formula: MutableFormula, place: int) -> Iterator[tuple[int, int, str]]:
    if formula.at(place) in (r"\cdot", r"\odot", r"\times") and place + 1 < len(formula.tokens):
        last = _end_of_factor(formula, place + 1)
        if last < len(formula.tokens):
            yield *formula.span(place, last), ""


def _end_of_factor(formula: MutableFormula, place: int) -> int:
    """The last token of the factor that begins there: a letter, a bracket, a command with its groups; and scripts."""
    if formula.at(place) == r"\left":
        place += 1
    last = formula.partner.get(place, place)
    while formula.tokens[place].kind == "command" and formula.at(last + 1) == "{":
        last = formula.partner.get(last + 1, len(formula.tokens))
    while formula.at(last + 1) in ("^", "_"):
        last = formula.partner.get(last + 2, last + 2)
    return last


SLIPS: dict[str, Slip] = {
    "sign": _sign,
    "exponent": _exponent,
    "index": _index,
    "factor": _factor,
    "flip": _flip,
    "function": _function,
    "relation": _relation,
    "transpose": _transpose,
    "dropped term": _term,
    "dropped factor": _dotted,
}
"""By name: what it makes of one place in a formula."""


def changes(body: str) -> list[Change]:
    """Every mutant of a formula, each once."""
    formula = tokens_of(body)
    found: dict[str, Change] = {}
    for place in range(len(formula.tokens)):
        for kind, slip in SLIPS.items():
            for start, end, text in slip(formula, place):
                change = Change(kind, start, end, text)
                found.setdefault(squeezed(change.applied(body)), change)
    return [change for new, change in found.items() if new != squeezed(body)]


def squeezed(body: str) -> str:
    """Without blanks."""
    return "".join(body.split())


@dataclass(frozen=True)
class Mutant:
    """One mistake in a document, and what became of it: killed, flagged, survived or crashed."""

    line: int
    change: Change
    before: str
    after: str
    fate: str
    said: str = ""
    seconds: float = 0.0

    def __str__(self) -> str:
        kind, fate = self.change.kind, self.fate
        return f"{self.line:5d} {kind:14s} {fate:9s} {self.before!r:70.70} -> {self.after!r:60.60} {self.said[:120]}"


def chosen(base: Checked, count: int, seed: int) -> list[tuple[FormulaOutcome, Change]]:
    """Spread over formulas that say something which holds, and over kinds."""
    rng, taken = Random(seed), Counter[object]()
    pool = [
        (formula, change)
        for formula in base.formulas
        if any(each.verdict in GOOD for each in formula.outcomes)
        for change in changes(formula.formula.body)
    ]
    rng.shuffle(pool)
    found = []
    for formula, change in pool:
        number = formula.formula.number
        if taken[number, change.kind] < 1 and taken[number] < 6 and len(found) < count:
            taken[number, change.kind] += 1
            taken[number] += 1
            found.append((formula, change))
    return found


class Remembered(dict[str, Mapping[str, Any]]):
    """Answers of the prover, which most mutants share."""

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        self[key] = answer


def mutated(
    path: Path, text: str, base: Checked, formula: FormulaOutcome, change: Change, memory: Remembered
) -> Mutant:
    """Read and check the document with the mistake."""
    where = formula.formula
    body = change.applied(where.body)
    around = slice(max(0, change.start - 25), change.end + 25)
    shown = where.body[around], body[max(0, change.start - 25) : change.start + len(change.text) + 25]
    begun = perf_counter()
    try:
        checked = check(read(path, text[: where.start] + body + text[where.end :]), memory=memory)
    except Exception as crash:
        return Mutant(where.line, change, *shown, "crashed", repr(crash))
    fate, said = _fate(base, checked)
    return Mutant(where.line, change, *shown, fate, said, perf_counter() - begun)


def _fate(base: Checked, checked: Checked) -> tuple[str, str]:
    """By what the command says, of the mutant alone and against the base."""
    was, now = (report_of(each, severity_of) for each in (base, checked))
    before = Counter(each.code for each in was.findings if each.verdict in WRONG)
    errors = [each for each in now.findings if each.verdict in WRONG]
    if Counter(each.code for each in errors) - before:
        return "killed", _said(errors[-1])
    worse = [each for each in ratcheted(now, was, "the base").findings if each.failing]
    return ("flagged", "; ".join(map(_said, worse))) if worse else ("survived", "")


def _said(finding: Finding) -> str:
    return f"{finding.start.line} {finding.code} {finding.verdict.value} {finding.since} {finding.message}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 if a mutant survives or crashes."""
    parser = ArgumentParser(prog="python -m tests.proofreading.mutants", description=__doc__.split("\n")[0])
    parser.add_argument("notes", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=50, help="mutants of each document")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    total = Counter[str]()
    for path in given.notes:
        text = path.read_text(encoding="utf-8")
        memory = Remembered()
        base = check(read(path, text), memory=memory)
        fates = Counter[str]()
        for formula, change in chosen(base, given.count, given.seed):
            mutant = mutated(path, text, base, formula, change, memory)
            fates[mutant.fate] += 1
            print(mutant, flush=True)
        print(path.name, _rates(fates))
        total += fates
    print("all", _rates(total))
    return 1 if total["survived"] or total["crashed"] else 0


def _rates(fates: Counter[str]) -> str:
    count = max(fates.total(), 1)
    killed, seen = fates["killed"] / count, (fates["killed"] + fates["flagged"]) / count
    return f"{fates.total()} mutants: killed {killed:.0%}, killed or flagged {seen:.0%}; {dict(fates)}"


if __name__ == "__main__":
    sys.exit(main())
