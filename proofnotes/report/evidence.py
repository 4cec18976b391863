"""What the report rests on: proofs, attempts without a hypothesis, and measured tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..expr.nodes import Relation
from ..prover.proof import Proof
from ..statements.catalogue import Catalogue
from ..statements.claims import Table
from ..verdicts.necessity import Without, attempt, hypotheses, without
from .benchmarks import Benchmarks

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, eq=False)
class Evidence:
    """proofs by the names of links, attempts and tables by the ids of statements.  What is not here was not checked.

    benchmarks: what `make bench` measured, where it has been run.
    """

    proofs: Mapping[str, Proof] = field(default_factory=dict)
    attempts: Mapping[str, tuple[Without, ...]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    benchmarks: Benchmarks | None = None


def steps(catalogue: Catalogue) -> int:
    """How many steps it takes to gather the evidence."""
    tried = sum(len(hypotheses(each)) for each in catalogue.statements)
    return len(catalogue.links) + tried + len(catalogue.measurements)


def gather(catalogue: Catalogue, progress: Progress) -> Evidence:
    """Prove everything, try it without each hypothesis, and measure.

    progress(name, done, total) is called after each step, with the name of the link or the id of the statement.
    """
    tried = [(each, hypothesis) for each in catalogue.statements for hypothesis in hypotheses(each)]
    total = steps(catalogue)
    proofs: dict[str, Proof] = {}
    attempts: dict[str, tuple[Without, ...]] = {}
    tables: dict[str, Table] = {}

    def done(name: str) -> None:
        progress(name, len(proofs) + sum(map(len, attempts.values())) + len(tables), total)

    for link in catalogue.links:
        proofs[link.name] = attempt(Relation(link.left, link.sign, link.right), link.assuming)
        done(link.name)
    for statement, hypothesis in tried:
        attempts[statement.id] = (*attempts.get(statement.id, ()), without(statement, hypothesis))
        done(statement.id)
    for measurement in catalogue.measurements:
        tables[measurement.id] = measurement.measure()
        done(measurement.id)
    return Evidence(proofs, attempts, tables)
