"""From statements to outcomes: every link to the prover, once more without each hypothesis, and what is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count

from ..expr.errors import HypothesisError, NotationError, UndefinedError
from ..expr.nodes import Relation
from ..prover.proof import Proof, Verdict
from ..prover.prover import prove
from ..prover.witnesses.refute import find_undefined
from ..statements.catalogue import Catalogue
from ..statements.chains import Link
from ..statements.claims import Measurement
from ..statements.statement import Statement
from .model import ERROR, PROVED, REFUTED, UNCHECKED, UNKNOWN, LinkOutcome, Outcome, Undefined, Without

SECONDS, SECONDS_WITHOUT = 10.0, 2.0
"""How long a link may take, and how long without one of its hypotheses."""

Progress = Callable[[str, int, int], None]


class MeasuringError(Exception):
    """The code that measures has failed; the message names the statement."""


def prove_link(link: Link, seconds: float = SECONDS) -> Proof:
    """One obligation of a definition or theorem."""
    return prove(link.relation, assuming=link.assuming, seconds=seconds)


def settle_link(link: Link, seconds: float = SECONDS) -> LinkOutcome:
    """One link.  A link that the prover rejects is an ERROR with its message."""
    try:
        return answered(link, prove_link(link, seconds))
    except (NotationError, HypothesisError, UndefinedError) as error:
        detail = f"{type(error).__name__}: {error}"
        return LinkOutcome(link, ERROR, replace(_nothing(link), detail=detail))


def answered(link: Link, proof: Proof) -> LinkOutcome:
    """A link with the proof that somebody has."""
    return LinkOutcome(link, proof.verdict.value, proof)


def _nothing(link: Link) -> Proof:
    return Proof(link.relation, link.assuming, Verdict.UNKNOWN, "")


def unchecked(statement: Statement) -> Outcome:
    """A statement that nobody has asked the prover about."""
    links = tuple(LinkOutcome(each, UNCHECKED, _nothing(each)) for each in statement.links)
    return Outcome(statement.id, statement.kinds, links)


def settle(
    statement: Statement, *, measure: bool = False, necessity: bool = True, told: Callable[[], None] = lambda: None
) -> Outcome:
    """Everything about a statement.  told is called after each of its `steps`.

    measure: run the code of a measurement too.  Raises MeasuringError if it fails.   necessity: try it again without
    each of its hypotheses, which takes many times as long as the proofs.
    """
    links, tries = [], []
    for link in statement.links:
        links.append(settle_link(link))
        told()
    settled = all(each.settled for each in links)
    for hypothesis in hypotheses(statement):
        tries += [without(statement, hypothesis)] if settled and necessity else []
        told()
    table = None
    if measure and isinstance(statement, Measurement):
        try:
            table = statement.measure()
        except Exception as error:
            raise MeasuringError(f"{statement.id} cannot be measured: {type(error).__name__}: {error}") from error
        told()
    return Outcome(statement.id, statement.kinds, tuple(links), tuple(tries), table)


def steps(statement: Statement) -> int:
    """How many steps it takes to settle and measure a statement."""
    return len(statement.links) + len(hypotheses(statement)) + isinstance(statement, Measurement)


def settle_all(catalogue: Catalogue, progress: Progress) -> dict[str, Outcome]:
    """The outcomes by id, with everything measured.  progress(id, done, total) is called after each step."""
    total, done = sum(map(steps, catalogue.statements)), count(1)

    def told(id: str) -> None:
        progress(id, next(done), total)

    return {each.id: settle(each, measure=True, told=partial(told, each.id)) for each in catalogue.statements}


def hypotheses(statement: Statement) -> tuple[Relation, ...]:
    """Each hypothesis of a link that is to be proved; a counterexample only gains by having more of them."""
    links = (link for link in statement.links if link.expected == PROVED)
    return tuple(dict.fromkeys(each for link in links for each in link.assuming))


def without(statement: Statement, hypothesis: Relation) -> Without:
    """The statement's links without one hypothesis: the first that is refuted, else the one that says most.

    Of what the prover leaves open it is the first that has no value somewhere.
    """
    best, *others = sorted(_tries(statement, hypothesis), key=_rank)
    if best.verdict == UNKNOWN:
        for each in (best, *others):
            if (found := _undefined(each.link)) is not None:
                return Without(hypothesis, each, found)
    return Without(hypothesis, best)


def _undefined(link: Link) -> Undefined | None:
    found = find_undefined(link.left, link.right, link.assuming, seconds=SECONDS_WITHOUT)
    return None if found is None else Undefined(*found)


def _tries(statement: Statement, hypothesis: Relation) -> Iterator[LinkOutcome]:
    """Up to the first link that is refuted."""
    for link in statement.links:
        if hypothesis in link.assuming and link.expected == PROVED:
            rest = tuple(each for each in link.assuming if each != hypothesis)
            found = settle_link(replace(link, assuming=rest), SECONDS_WITHOUT)
            yield found
            if found.verdict == REFUTED:
                return


def _rank(outcome: LinkOutcome) -> int:
    if outcome.verdict in (REFUTED, PROVED):
        return 0 if outcome.verdict == REFUTED else 3
    return 1 if outcome.proof.missing else 2
