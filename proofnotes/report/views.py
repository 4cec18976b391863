"""What the templates see: plain data, with every formula already printed from its statement."""

from __future__ import annotations

from dataclasses import dataclass

from ..prover.proof import Verdict
from ..statements.claims import Table

UNCHECKED = "UNCHECKED"
"""The verdict where there is no proof object."""

DISPROVED = "DISPROVED"
"""The verdict on a counterexample whose witness was found: the claim is false, as the statement says."""

WORST_FIRST = (Verdict.REFUTED.value, Verdict.UNKNOWN.value, UNCHECKED, Verdict.PROVED.value, DISPROVED)


@dataclass(frozen=True)
class ConditionView:
    """What a rule needed, and whether it follows from the hypotheses."""

    formula: str
    discharged: bool


@dataclass(frozen=True)
class WitnessView:
    """A counterexample: (name, value) pairs, and the two sides there."""

    point: tuple[tuple[str, str], ...]
    left: str
    right: str


@dataclass(frozen=True)
class LinkView:
    """One step of a chain and what the prover says of it.  missing are hypotheses that would make it hold.

    sign and right are what the step adds to the chain; conditions are what its proof needed.
    """

    name: str
    place: int
    sign: str
    right: str
    reason: str
    verdict: str
    method: str
    detail: str
    seconds: float
    residual: str | None
    missing: tuple[str, ...]
    witness: WitnessView | None
    conditions: tuple[ConditionView, ...] = ()


@dataclass(frozen=True)
class WithoutView:
    """A hypothesis, and what becomes of a link without it."""

    hypothesis: str
    link: LinkView


@dataclass(frozen=True)
class ChainView:
    """A chain: its formula, the hypotheses that only it has, and its links; false where it is a claim to be refuted.

    label is empty where the statement has one chain only.  first is the expression that it starts from, claim what it
    comes to: first and last expression, without those in between.
    """

    label: str
    formula: str
    first: str
    claim: str
    hypotheses: tuple[str, ...]
    false: bool
    links: tuple[LinkView, ...]


@dataclass(frozen=True)
class StatementView:
    """A statement.  formula is that of a definition; theorems and some measurements have chains.

    claims are the formulas in short, one for each chain.  names say what the quantities in it stand for, as far as the
    definition of the same function does not; says is the sentence of an opinion or a measurement, finding what the
    statement shows about the notes.  What comes from a clock is in seconds and in timings, the whole table if it has
    such columns, and nowhere else.
    """

    id: str
    kinds: tuple[str, ...]
    formula: str
    claims: tuple[str, ...]
    says: str
    names: tuple[str, ...]
    chains: tuple[ChainView, ...]
    hypotheses: tuple[str, ...]
    conditions: tuple[ConditionView, ...]
    attempts: tuple[WithoutView, ...]
    parameters: tuple[tuple[str, str], ...]
    table: Table | None
    timings: Table | None
    note: str
    finding: str
    source: str
    verdict: str
    method: str
    seconds: float
