"""What special pictures are drawn from: the expressions, bounds and tables of statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from ...expr.errors import NotationError
from ...statements.catalogue import Catalogue
from ...statements.chains import Link
from ...statements.claims import Measurement, Table
from ...statements.statement import Definition
from .picture import Drawing, Picture


@dataclass(frozen=True)
class PictureSource:
    """The catalogue, and the tables that have been measured already, by the ids of measurements."""

    catalogue: Catalogue
    tables: Mapping[str, Table]

    def link(self, id: str, chain: str = "") -> Link:
        """The first link of a chain of a statement."""
        for link in self.catalogue.by_id(id).links:
            if link.chain == chain:
                return link
        raise NotationError(f"{id}: a picture is drawn from its chain {chain!r}, and there is none of that name")

    def definition(self, id: str) -> Definition:
        """A definition by its id."""
        found = self.catalogue.by_id(id)
        if not isinstance(found, Definition):
            raise NotationError(f"{id}: a picture is drawn from it; expected a definition, got {type(found).__name__}")
        return found

    def columns(self, id: str) -> dict[str, tuple[float, ...]]:
        """What was measured, by the names of the columns; columns of words are left out."""
        table = self.tables[id] if id in self.tables else self._measured(id)
        columns = zip(table.columns, zip(*table.rows, strict=True), strict=True)
        return {
            name: tuple(float(cell) for cell in cells)
            for name, cells in columns
            if not any(isinstance(cell, str) for cell in cells)
        }

    def _measured(self, id: str) -> Table:
        found = self.catalogue.by_id(id)
        if not isinstance(found, Measurement):
            raise NotationError(f"{id}: a picture is drawn from it; expected a measurement, got {type(found).__name__}")
        return found.measure()


@dataclass(frozen=True)
class Exhibit:
    """A picture of one statement; its words are filed under the id of the statement."""

    statement: str
    draw: Callable[[PictureSource, str], Drawing]

    def picture(self, source: PictureSource) -> Picture:
        """Not drawn before it is asked for."""
        return Picture(self.statement, self.statement, partial(self.draw, source, self.statement))
