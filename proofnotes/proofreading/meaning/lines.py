"""x_i of a doubly indexed x: its row i, or its column i where the entries are written x_{ki}."""

from __future__ import annotations

from ..grammar.nodes import TexName
from .elaborate import Bindings, Elaboration
from .evidence import LetterEvidence
from .letters import letter_of
from .model import ArrayValue, Symbol
from .names import Base, base_of
from .places import place
from .scripts import Parts

ROW, COLUMN = 0, 1


def column(e: Elaboration, symbol: Symbol, value: ArrayValue, parts: Parts, env: Bindings) -> ArrayValue | None:
    """The column x_i of an input whose axes nothing declares; None for a row, and for all that is no such line.

    Where the letter is written behind another one only, x_{ki}, it may be either: the column first.
    """
    if value.rank != 2 or len(parts.indices) != 1 or parts.name is None or value.origin != symbol:
        return None
    if e.scope.declared(symbol) is not None or e.lookup(symbol).definition is not None:
        return None
    if not _is_second(e.scope.evidence, base_of(parts.name), letter_of(parts.indices[0])):
        return None
    if _line(e, symbol, parts.name) == ROW:
        return None
    found, own = place(e, parts.indices[0], env)
    e.sizes.unify(own, value.axes[1], f"an index of {symbol.identifier}", parts.node.span)
    return ArrayValue(value.axes[:1], lambda row: value.entry(row, found()))


def _is_second(evidence: LetterEvidence, base: Base, letter: str) -> bool:
    """Whether a letter stands second below a base, and none that stands there alone is ever the first."""
    groups = evidence.subscripts.get(base, frozenset())
    singles = {group[0] for group in groups if len(group) == 1}
    firsts, seconds = ({group[at] for group in groups if len(group) == 2} for at in (0, 1))
    return letter in seconds and not singles & firsts


def _line(e: Elaboration, symbol: Symbol, name: TexName) -> int:
    """The same throughout a reading."""
    if symbol not in e.state.lines:
        way = e.choose(f"{name.base} with one index: a column, or a row", 2)
        e.state.lines[symbol] = ROW if way else COLUMN
        e.note(f"{name.base} with one index: a {'row' if way else 'column'}")
    return e.state.lines[symbol]
