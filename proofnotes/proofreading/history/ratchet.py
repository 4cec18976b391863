"""The ratchet: a document may not become worse than it was.

What was settled or understood at the base, and is worse now, is an error; so is what fails now and did not fail then.
What was wrong at the base already is a note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..codes import Severity
from ..outcomes import NoteVerdict
from ..output.findings import Finding, NotesReport
from .matching import matched, normalized

SETTLED = frozenset({v for v in NoteVerdict if v.holds} | {NoteVerdict.AGREES})
WRONG = frozenset({NoteVerdict.REFUTED, NoteVerdict.MISSING, NoteVerdict.DIFFERS})
LOST = frozenset({NoteVerdict.NOT_UNDERSTOOD, NoteVerdict.MENTION})
DOUBTED = frozenset({NoteVerdict.UNKNOWN, NoteVerdict.NEEDS, NoteVerdict.REDEFINED})
CONDITIONAL = frozenset({NoteVerdict.WHERE, NoteVerdict.GIVEN})
WEIGHTY = (Severity.ERROR, Severity.WARNING)
GROWN = 1.01
"""By which factor the bound of an approximation may grow, as it is rounded."""


def ratcheted(now: NotesReport, base: NotesReport | None, ref: str) -> NotesReport:
    """The report with the severities that hold against the base; where the file was not there, everything is new."""
    if base is None:
        return now
    found = tuple(_against(each, before, ref) for each, before in _paired(now.findings, base.findings))
    return replace(now, findings=found)


def _paired(now: Sequence[Finding], base: Sequence[Finding]) -> Iterator[tuple[Finding, Finding | None]]:
    """Each finding with the one before: formulas are matched first, and then the links of each."""
    formulas_now, formulas_base = _by_formula(now), _by_formula(base)
    keys_now, keys_base = list(formulas_now), list(formulas_base)
    bodies = [[group[key][0].body or group[key][0].message for key in keys] for group, keys in
              ((formulas_base, keys_base), (formulas_now, keys_now))]  # fmt: skip
    places = matched(*bodies)
    earlier: dict[int, Finding] = {}
    for place, key in enumerate(keys_now):
        if place in places:
            earlier |= _links(formulas_now[key], formulas_base[keys_base[places[place]]])
    yield from ((each, earlier.get(id(each))) for each in now)


def _by_formula(findings: Sequence[Finding]) -> dict[object, list[Finding]]:
    """Problems of reading have no formula, and are each one of their own."""
    groups: dict[object, list[Finding]] = defaultdict(list)
    for each in findings:
        groups[each.formula if each.formula >= 0 else (each.start, each.message)].append(each)
    return groups


def _links(now: Sequence[Finding], base: Sequence[Finding]) -> dict[int, Finding]:
    """Links of one formula: those of equal text, and what is left in order.

    Where the formula is refused as a whole there are fewer links than before: the last one stands for all that is
    missing, with the best that was said of them.
    """
    places = matched([each.text for each in base], [each.text for each in now])
    rest_now = [place for place in range(len(now)) if place not in places]
    rest_base = [place for place in range(len(base)) if place not in set(places.values())]
    for count, place in enumerate(rest_now):
        mine = rest_base[count:] if count == len(rest_now) - 1 else rest_base[count : count + 1]
        if mine:
            places[place] = min(mine, key=lambda old: (base[old].verdict not in SETTLED, old))
    return {id(now[place]): base[old] for place, old in places.items()}


def _against(now: Finding, base: Finding | None, ref: str) -> Finding:
    if base is None:
        return now
    was = f"was {base.verdict.value} at {ref} (line {base.start.line})"
    if worse(now, base):
        return replace(now, severity=Severity.ERROR, since=was)
    if now.severity in WEIGHTY and (now.verdict, now.code) == (base.verdict, base.code):
        return replace(now, severity=Severity.NOTE, since=f"the same at {ref} (line {base.start.line})")
    if now.verdict in CONDITIONAL and base.verdict is NoteVerdict.PROVED:
        return replace(now, since=was)
    return now


def worse(now: Finding, base: Finding) -> bool:
    """Whether less holds than before, or less is understood."""
    if base.verdict in SETTLED:
        return now.verdict not in SETTLED or _looser(now.bound, base.bound) or _agrees_otherwise(now, base)
    if base.verdict in WRONG | LOST:
        return False
    if base.verdict is NoteVerdict.DEFINITION and now.verdict in DOUBTED:
        return True
    same = normalized(now.body) == normalized(base.body)
    return now.verdict is NoteVerdict.NOT_UNDERSTOOD or (same and now.verdict is NoteVerdict.MENTION)


def _agrees_otherwise(now: Finding, base: Finding) -> bool:
    """Whether a definition is now the catalogue's under another convention: without the ε that it had."""
    agree = now.verdict is base.verdict is NoteVerdict.AGREES
    return agree and now.message != base.message


def _looser(now: str, base: str) -> bool:
    """Whether the bound of an approximation has grown."""
    try:
        return float(now) > GROWN * float(base)
    except ValueError:
        return False
