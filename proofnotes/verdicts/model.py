"""What became of a statement: its links with their proofs, the same without each hypothesis, and what was measured.

Everything that shows a verdict reads it from here and decides nothing by itself: the terminal, JSON, notebooks and the
report.  An outcome holds the proof objects, so that each of them prints the formulas in its own way.  It may come from
another process; its quantities then are copies, which compare by identity: they are to be read, not to be proved with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ..expr.nodes import Relation
from ..prover.proof import Point, Proof, Verdict
from ..statements.chains import Kind, Link
from ..statements.claims import Table

PROVED, REFUTED, UNKNOWN = (each.value for each in (Verdict.PROVED, Verdict.REFUTED, Verdict.UNKNOWN))
"""What the prover says of a link."""

ERROR = "ERROR"
"""The verdict on a link that the prover rejects: hypotheses that contradict each other, say."""

UNCHECKED = "UNCHECKED"
"""The verdict where nobody has asked the prover."""

NOTHING_TO_PROVE = {Kind.DEFINITION: "DEFINED", Kind.OPINION: "OPINION", Kind.MEASURED: "MEASURED"}
"""The verdict on a statement without links."""

BROKEN_WORST_FIRST = (ERROR, REFUTED, PROVED, UNKNOWN, UNCHECKED)
"""A broken link that is PROVED is worse than one that is open: what was claimed to be false is true."""


@dataclass(frozen=True)
class LinkOutcome:
    """One obligation and the prover's answer.

    verdict: that of the proof, or ERROR, in which case the proof's detail says why, or UNCHECKED, in which case nothing
    in the proof says anything.
    """

    link: Link
    verdict: str
    proof: Proof

    @property
    def name(self) -> str:
        """softmax.vjp[2]."""
        return self.link.name

    @property
    def settled(self) -> bool:
        """Whether the verdict is the one that the statement claims: REFUTED for a counterexample."""
        return self.verdict == self.link.expected

    @property
    def said(self) -> str:
        """The verdict, and what was claimed if that is not PROVED: REFUTED as claimed."""
        if self.link.expected == PROVED:
            return self.verdict
        return f"{self.verdict} as claimed" if self.settled else f"{self.verdict}, {self.link.expected} was claimed"


class Need(Enum):
    """Whether a statement needs a hypothesis, as far as the prover can say."""

    NEEDED = "needed"
    NOT_NEEDED = "not needed"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Undefined:
    """A point at which the hypotheses hold and a side of a link has no value; why names the part that has none."""

    point: Point
    why: str


@dataclass(frozen=True)
class Without:
    """A hypothesis, and the link that shows best what becomes of the statement without it."""

    hypothesis: Relation
    outcome: LinkOutcome
    undefined: Undefined | None = None

    @property
    def need(self) -> Need:
        """Needed if the link is refuted without it or has no value somewhere: PROVED says that both sides are defined.

        Not needed if it is proved all the same.
        """
        if self.undefined is not None:
            return Need.NEEDED
        return {REFUTED: Need.NEEDED, PROVED: Need.NOT_NEEDED}.get(self.outcome.verdict, Need.UNDECIDED)


@dataclass(frozen=True)
class Outcome:
    """A statement's links, what becomes of it without each of its hypotheses, and what was measured.

    without is empty unless every link is settled: what does not hold anyway tells nothing about its hypotheses.  table
    is None where there is nothing to measure, or nobody has.
    """

    id: str
    kinds: tuple[Kind, ...]
    links: tuple[LinkOutcome, ...]
    without: tuple[Without, ...] = ()
    table: Table | None = None

    @property
    def verdict(self) -> str:
        """The worst among the links that are not settled; else the expected ones, PROVED before REFUTED."""
        if not self.links:
            return NOTHING_TO_PROVE[self.kinds[-1]]
        found = {each.verdict for each in self.broken or self.links}
        order = BROKEN_WORST_FIRST if self.broken else (PROVED, REFUTED)
        return next(each for each in order if each in found)

    @property
    def settled(self) -> bool:
        """Whether every link is."""
        return not self.broken

    @property
    def broken(self) -> tuple[LinkOutcome, ...]:
        """The links that are not settled."""
        return tuple(each for each in self.links if not each.settled)

    @property
    def counterexamples(self) -> tuple[LinkOutcome, ...]:
        """The links that are false, as claimed."""
        return tuple(each for each in self.links if each.settled and each.verdict == REFUTED)

    @property
    def method(self) -> str:
        """The methods of the links, each once."""
        return "; ".join(dict.fromkeys(each.proof.method for each in self.links if each.proof.method))

    @property
    def seconds(self) -> float:
        """The time that all links took."""
        return sum((each.proof.seconds for each in self.links), 0.0)


def needs(outcomes: Iterable[Outcome]) -> Counter[Need]:
    """How many hypotheses are needed, are not, or might be."""
    return Counter(each.need for outcome in outcomes for each in outcome.without)


@dataclass(frozen=True)
class LinkRecheck:
    """One link, by the second engine: its answer, how many dimensions and positions it looked at, and whether the
    answer is the one expected.
    """

    name: str
    answer: str
    expected: bool
    places: int
    detail: str
    seconds: float


@dataclass(frozen=True)
class Recheck:
    """A statement with the second engine's answer for each of its links."""

    id: str
    links: tuple[LinkRecheck, ...]

    @property
    def unexpected(self) -> tuple[LinkRecheck, ...]:
        """The links on which the engines do not agree, or about which this one says nothing."""
        return tuple(each for each in self.links if not each.expected)

    @property
    def answer(self) -> str:
        """The answers, each once."""
        return ", ".join(dict.fromkeys(each.answer for each in self.links))

    @property
    def places(self) -> int:
        """At how many dimensions and positions it looked."""
        return sum(each.places for each in self.links)

    @property
    def seconds(self) -> float:
        """The time that all links took."""
        return sum((each.seconds for each in self.links), 0.0)
