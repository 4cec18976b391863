"""What no proof settles: opinions, which nothing settles, and measurements, which the report makes anew each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..expr.errors import NotationError
from ..expr.nodes import Relation
from .chains import IDENTIFIER, Chain, Kind, Link
from .display import Display

Cell = str | int | float


@dataclass(frozen=True)
class Table:
    """What was measured: a name with its unit for each column, rows of numbers, and on what they were measured.

    timed are the columns that are different each time, because they come from a clock.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    timed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"Table: expected {len(self.columns)} numbers in each row, got {row}")
        if unknown := set(self.timed) - set(self.columns):
            raise ValueError(f"Table: timed names {sorted(unknown)}, expected some of the columns {self.columns}")

    def lasting(self) -> Table:
        """The table without what comes from a clock."""
        kept = [place for place, name in enumerate(self.columns) if name not in self.timed]
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return Table(tuple(self.columns[place] for place in kept), rows, self.note)


def readable(cell: Cell) -> str:
    """A number as a reader wants it: four figures of what is measured, all of what is counted."""
    return f"{cell:.4g}" if isinstance(cell, float) else str(cell)


class _Claim:
    """What opinions and measurements have in common with theorems."""

    id: str

    @property
    def family(self) -> str:
        """The function that it is about."""
        return self.id.split(".")[0]

    @property
    def shows(self) -> tuple[Display, ...]:
        """No formula of the notes."""
        return ()

    @property
    def assuming(self) -> tuple[Relation, ...]:
        """No hypotheses."""
        return ()

    def _check(self) -> None:
        if not IDENTIFIER.match(self.id) or "." not in self.id:
            raise NotationError(f"{type(self).__name__}({self.id!r}): expected an id such as swish.quality")


@dataclass(frozen=True, eq=False)
class Opinion(_Claim):
    """A sentence that no mathematics can settle.  says is the sentence, source whoever holds it."""

    id: str
    says: str
    source: str = ""
    note: str = ""
    finding: str = ""

    def __post_init__(self) -> None:
        self._check()

    @property
    def kind(self) -> Kind:
        """Always an opinion."""
        return Kind.OPINION

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The same."""
        return (Kind.OPINION,)

    @property
    def chains(self) -> tuple[Chain, ...]:
        """None."""
        return ()

    @property
    def links(self) -> tuple[Link, ...]:
        """None: nothing is proved."""
        return ()


@dataclass(frozen=True, eq=False)
class Measurement(_Claim):
    """Numbers that are measured when the report is built.

    says what is measured and on what; measure makes the table.  chains hold what is proved about the same thing, such
    as how many operations there are.
    """

    id: str
    says: str
    measure: Callable[[], Table]
    chains: tuple[Chain, ...] = ()
    source: str = ""
    note: str = ""
    finding: str = ""

    def __post_init__(self) -> None:
        self._check()

    @property
    def kind(self) -> Kind:
        """Always a measurement, whatever else is proved."""
        return Kind.MEASURED

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Those of its chains, and measured."""
        return (*dict.fromkeys(each.kind or Kind.IDENTITY for each in self.chains), Kind.MEASURED)

    @property
    def links(self) -> tuple[Link, ...]:
        """The obligations of its chains."""
        return tuple(link for each in self.chains for link in each.links(self.id, ()))
