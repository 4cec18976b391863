"""What the report rests on: the outcomes, and the certificates and benchmarks where there are any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..certifying import CoqMark
from ..statements.catalogue import Catalogue
from ..statements.claims import Table
from ..statements.statement import Statement
from ..verdicts.model import Outcome
from ..verdicts.settle import Progress, settle_all, unchecked
from .benchmarks import Benchmarks


@dataclass(frozen=True, eq=False)
class Evidence:
    """outcomes by the ids of statements.  What is not here was not checked, and the report says so.

    benchmarks: what `make bench` measured.  certificates: what Coq has accepted, by the names of links.
    """

    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    benchmarks: Benchmarks | None = None
    certificates: Mapping[str, CoqMark] = field(default_factory=dict)

    def on(self, statement: Statement) -> Outcome:
        """What is known about a statement."""
        return self.outcomes.get(statement.id) or unchecked(statement)

    @property
    def tables(self) -> dict[str, Table]:
        """What was measured, by the ids of statements."""
        return {id: each.table for id, each in self.outcomes.items() if each.table is not None}


def gather(catalogue: Catalogue, progress: Progress) -> Evidence:
    """Prove everything, try it without each hypothesis, and measure.  progress(id, done, total) after each step."""
    return Evidence(settle_all(catalogue, progress))
