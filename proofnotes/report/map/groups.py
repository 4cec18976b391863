"""The map as lists: for each file its statements, and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...statements.catalogue import Catalogue
from ...statements.chains import Kind
from ...statements.statement import Definition, Statement
from ...verdicts.model import ERROR, NOTHING_TO_PROVE, PROVED, REFUTED, UNCHECKED, UNKNOWN
from ..dependencies import Dependencies
from ..views import CONTRADICTED, DISPROVED, StatementView

DEFINED, MEASURED, OPINION = (NOTHING_TO_PROVE[each] for each in (Kind.DEFINITION, Kind.MEASURED, Kind.OPINION))

MARKS = {
    PROVED: "✓", DISPROVED: "✗", DEFINED: "≔", OPINION: "◇", MEASURED: "≈", UNKNOWN: "?", UNCHECKED: "·",
    REFUTED: "!", CONTRADICTED: "‼", ERROR: "⊘",
}  # fmt: skip
"""What stands beside the name, so that nothing is said by colour alone."""


@dataclass(frozen=True)
class MapEntry:
    """A statement on the map.  verdict is a key of MARKS, uses what it rests on, without what follows from the rest."""

    id: str
    name: str
    defines: bool
    verdict: str
    uses: tuple[str, ...]

    @property
    def mark(self) -> str:
        """One character for the verdict."""
        return MARKS[self.verdict]

    @property
    def label(self) -> str:
        """What is written on the map."""
        return f"{self.mark} {self.name}"


@dataclass(frozen=True)
class MapGroup:
    """One file."""

    name: str
    entries: tuple[MapEntry, ...]


def map_groups(catalogue: Catalogue, graph: Dependencies, views: Mapping[str, StatementView]) -> tuple[MapGroup, ...]:
    """The files in the order of the notes; those of the same name, of what is proved and what is measured, together."""
    found: dict[str, list[MapEntry]] = {}
    for module in catalogue.modules:
        for statement in module.statements:
            name, defines = _name(statement, module.name), isinstance(statement, Definition)
            entry = MapEntry(statement.id, name, defines, _verdict(views[statement.id]), graph.reduced[statement.id])
            found.setdefault(module.name, []).append(entry)
    return tuple(MapGroup(name, tuple(entries)) for name, entries in found.items())


def _name(statement: Statement, module: str) -> str:
    """A definition by its function; a theorem without the name of its file."""
    if isinstance(statement, Definition):
        return statement.name
    return statement.id.removeprefix(f"{module}.")


def _verdict(view: StatementView) -> str:
    """That of its proofs; of a definition only what went wrong with its further forms."""
    if isinstance(view.statement, Definition) and view.outcome.settled:
        return DEFINED
    return view.mark or view.outcome.verdict
