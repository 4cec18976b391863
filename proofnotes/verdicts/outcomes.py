"""What became of a statement's obligations, as plain data: for the terminal, for JSON, and for worker processes.

Expressions compare by the identity of the quantities in them and so do not survive a trip between processes; an
`Outcome` holds only text and numbers, and does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from ..expr.errors import HypothesisError, NotationError, UndefinedError
from ..printing.sentences import plain_point, tidy
from ..prover.proof import Proof, Witness
from ..statements.catalogue import load_catalogue
from ..statements.chains import Kind, Link
from ..statements.statement import Statement

WITHOUT_LINKS = {Kind.DEFINITION: "DEFINED", Kind.OPINION: "OPINION", Kind.MEASURED: "MEASURED"}
"""The verdict where there is nothing to prove: the report measures, and nothing settles an opinion."""

WORST_FIRST = ("ERROR", "REFUTED", "UNKNOWN", "PROVED")


@dataclass(frozen=True)
class LinkOutcome:
    """One obligation: what was to be shown, and the prover's answer.

    verdict is PROVED, REFUTED, UNKNOWN, or ERROR where the prover rejected the link; detail then says why.
    expected is the verdict that settles it: REFUTED for a counterexample.  conditions are what rules needed, witness
    the values at which the two sides differ, missing the hypotheses that would make it hold.
    """

    name: str
    chain: str
    place: int
    left: str
    sign: str
    right: str
    reason: str
    assuming: tuple[str, ...]
    verdict: str
    method: str
    seconds: float
    conditions: tuple[dict[str, Any], ...] = ()
    witness: dict[str, Any] | None = None
    residual: str | None = None
    missing: tuple[str, ...] = ()
    detail: str = ""
    kind: str = Kind.IDENTITY.value
    expected: str = "PROVED"

    @property
    def settled(self) -> bool:
        """Whether the verdict is the one expected."""
        return self.verdict == self.expected


@dataclass(frozen=True)
class Outcome:
    """A statement with the outcome of each of its links."""

    id: str
    kinds: tuple[str, ...]
    links: tuple[LinkOutcome, ...]
    nothing_to_prove: str = WITHOUT_LINKS[Kind.DEFINITION]

    @property
    def verdict(self) -> str:
        """The worst among the links that are not settled; else the expected ones, PROVED before REFUTED."""
        found = {link.verdict for link in self.broken or self.links}
        order = WORST_FIRST if self.broken else WORST_FIRST[::-1]
        return next((each for each in order if each in found), self.nothing_to_prove)

    @property
    def settled(self) -> bool:
        """Whether every link is."""
        return not self.broken

    @property
    def broken(self) -> tuple[LinkOutcome, ...]:
        """The links that are not settled."""
        return tuple(link for link in self.links if not link.settled)

    @property
    def counterexamples(self) -> tuple[LinkOutcome, ...]:
        """The links that are false, as claimed."""
        return tuple(link for link in self.links if link.settled and link.expected == "REFUTED")

    @property
    def method(self) -> str:
        """The methods of the links, each once."""
        return "; ".join(dict.fromkeys(link.method for link in self.links if link.method))

    @property
    def seconds(self) -> float:
        """The time that all links took."""
        return sum((link.seconds for link in self.links), 0.0)

    def as_json(self) -> dict[str, Any]:
        """The record that `proofnotes prove --json` prints."""
        summary = {"id": self.id, "kinds": self.kinds, "verdict": self.verdict, "settled": self.settled}
        return summary | {
            "method": self.method, "seconds": self.seconds, "links": [asdict(link) for link in self.links],
        }  # fmt: skip


def settle(statement: Statement) -> Outcome:
    """Every link of a statement, to the prover."""
    kinds = tuple(each.value for each in statement.kinds)
    links = tuple(settle_link(link) for link in statement.links)
    return Outcome(statement.id, kinds, links, WITHOUT_LINKS.get(statement.kind, ""))


def settle_link(link: Link) -> LinkOutcome:
    """One link.  A link that the prover rejects is an ERROR with its message."""
    from ..prover.prover import prove_link

    try:
        return answered(link, prove_link(link))
    except (NotationError, HypothesisError, UndefinedError) as error:
        return _known(link)(verdict="ERROR", method="", seconds=0.0, detail=f"{type(error).__name__}: {error}")


def _known(link: Link) -> partial[LinkOutcome]:
    left, right, *assuming = tidy(str(link.left), str(link.right), *map(str, link.assuming))
    return partial(
        LinkOutcome, link.name, link.chain, link.place, left, link.sign, right, link.reason, tuple(assuming),
        kind=link.kind.value, expected=link.expected,
    )  # fmt: skip


def answered(link: Link, proof: Proof) -> LinkOutcome:
    """A proof attempt as plain data."""
    conditions = tuple({"relation": str(each.relation), "discharged": each.discharged} for each in proof.conditions)
    return _known(link)(
        verdict=proof.verdict.value,
        method=proof.method,
        seconds=proof.seconds,
        conditions=conditions,
        witness=_witness(proof.witness) if proof.witness else None,
        residual=None if proof.residual is None else tidy(str(proof.residual))[0],
        missing=tuple(tidy(*map(str, proof.missing))),
        detail=proof.detail,
    )


def _witness(witness: Witness) -> dict[str, Any]:
    return {**plain_point(witness.point), "left": witness.left, "right": witness.right}


@contextmanager
def settling(statements: Sequence[Statement], jobs: int, folder: Path | None = None) -> Iterator[Iterator[Outcome]]:
    """The outcomes in the order of the statements, as they arrive, from that many processes."""
    if jobs == 1 or len(statements) < 2:
        yield map(settle, statements)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield pool.map(partial(_settle_id, folder), [each.id for each in statements])


def _settle_id(folder: Path | None, id: str) -> Outcome:
    return settle(_loaded(folder).by_id(id))


_loaded = cache(load_catalogue)
"""One catalogue for each worker process."""
