"""What might be annotated where something is refused, missing or not introduced: one row for a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from ..grammar.nodes import TexName, TexScripted, walk
from ..meaning.model import NoteDefinition
from ..outcomes import Checked, NoteOutcome
from ..sources.model import Formula

Rows = Mapping[str, Callable[[Checked, Formula, NoteOutcome], Iterator[str]]]

_LETTER = re.compile(r"\\?[A-Za-z]+")


def candidates(checked: Checked, formula: Formula, outcome: NoteOutcome) -> tuple[str, ...]:
    """Annotations that may help, without doubles, the likeliest first."""
    row = CANDIDATES.get(outcome.code)
    return tuple(dict.fromkeys(row(checked, formula, outcome))) if row else ()


def _assume(_checked: Checked, _formula: Formula, outcome: NoteOutcome) -> Iterator[str]:
    """The hypothesis under which it holds."""
    if len(outcome.missing) == 1:
        yield f"assume {outcome.missing[0]}"


def _define(checked: Checked, formula: Formula, outcome: NoteOutcome) -> Iterator[str]:
    """The definitions of other sections whose names stand in this formula, the nearest first."""
    if outcome.statement is None:
        return
    names = {node for node in walk(outcome.statement.node) if isinstance(node, TexName)}
    for definition, text in reversed(_definitions_before(checked, formula)):
        if definition.section is not formula.section and any(name.base in definition.symbol.base for name in names):
            yield f"define {text}"


def _definitions_before(checked: Checked, formula: Formula) -> list[tuple[NoteDefinition, str]]:
    """Definitions above a formula, as they are written."""
    found: list[tuple[NoteDefinition, str]] = []
    for each in checked.formulas[: formula.number]:
        for outcome in each.outcomes:
            statement, link = outcome.statement, outcome.link
            if statement is None or statement.defines is None or link is None or link.kind != "definition":
                continue
            if link.left.span[0] <= link.right.span[0]:
                left, right = (each.formula.body[slice(*side.span)] for side in (link.left, link.right))
                found.append((statement.defines, _on_one_line(f"{left} = {right}")))
    return found


def _on_one_line(text: str) -> str:
    return " ".join(text.replace("&", " ").split())


def _function_or_value(_checked: Checked, formula: Formula, outcome: NoteOutcome) -> Iterator[str]:
    """f(x): f is a function, or a number that is multiplied."""
    name = re.match(r"\s*(\\[A-Za-z]+(?:\s*\{[^{}]*\})?|[A-Za-z])", formula.body[slice(*outcome.span)])
    if name:
        yield f"let {name[1]}: function"
        yield f"let {name[1]}: scalar"


def _index_or_label(_checked: Checked, formula: Formula, outcome: NoteOutcome) -> Iterator[str]:
    """x_r: r is an index, or a part of the name."""
    letter = _LETTER.fullmatch(formula.body[slice(*outcome.span)].strip(" {}_^"))
    if letter:
        yield f"index {letter.group()}"
        yield f"label {letter.group()}"


def _length(checked: Checked, formula: Formula, outcome: NoteOutcome) -> Iterator[str]:
    """x_2: the axis of x has as many places as the largest that is written in the section."""
    if outcome.statement is None:
        return
    within = outcome.span
    for node in walk(outcome.statement.node):
        if not isinstance(node, TexScripted) or node.sub is None or not node.sub.text.isdigit():
            continue
        if node.span[0] <= within[0] and within[1] <= node.span[1]:
            base = formula.body[slice(*node.base.span)]
            written = re.findall(re.escape(base) + r"_\{?(\d+)\}?", formula.section.prose)
            yield f"let {base}: {max(map(int, written), default=int(node.sub.text))}"


MOST_AXES = 8
"""Combinations of a name and a size that are worth a try."""

_SIZE = re.compile(r"=\s*1\s*\}\s*\^\s*\{?\s*([A-Za-z])\b|\\mathbb\s*\{?\s*R\s*\}?\s*\^\s*\{?\s*([A-Za-z])\b")


def _axes(_checked: Checked, formula: Formula, outcome: NoteOutcome) -> Iterator[str]:
    """Sizes that do not fit: one of the names may be another one here, with an axis as long as a sum of the section."""
    if outcome.statement is None:
        return
    sizes = dict.fromkeys(first or second for first, second in _SIZE.findall(formula.section.prose))
    indexed = (node for node in walk(outcome.statement.node) if isinstance(node, TexScripted) and node.sub is not None)
    bases = dict.fromkeys(formula.body[slice(*node.base.span)] for node in indexed if isinstance(node.base, TexName))
    options = [f"let {base}: {size}" for size in sizes for base in bases if base.isprintable()]
    yield from options[:MOST_AXES]


CANDIDATES: Rows = {
    "PN103": _assume,
    "PN202": _define,
    "PN203": _assume,
    "M06": _define,
    "F01": _function_or_value,
    "S05": _index_or_label,
    "S08": _index_or_label,
    "S10": _index_or_label,
    "T01": _axes,
    "T05": _axes,
    "T06": _length,
    "T11": _axes,
}
"""Who knows what may help, by the code of an outcome."""
