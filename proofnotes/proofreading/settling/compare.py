"""Definitions against the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...expr.indices import Index
from ...expr.nodes import Relation, Scalar
from ...expr.rewrite import canonical
from ...statements.statement import Definition
from ..lexicon.expected import ExpectedFunction, expected
from ..lexicon.functions import derivations
from ..meaning.model import NoteDefinition, Reading
from ..outcomes import NoteVerdict
from .matching import Matched, NotedFunction, matches
from .proofs import Answer, Prover

SECONDS = 0.5
"""For one comparison: definitions are equal at a glance, or are not the same formula."""


@dataclass(frozen=True)
class Comparison:
    """Whether a definition is the catalogue's: agrees, differs (with a witness), or could not be compared."""

    verdict: NoteVerdict
    name: str
    message: str = ""
    answer: Answer | None = None


def compare(definition: NoteDefinition, reading: Reading, prover: Prover) -> Comparison | None:
    """What the catalogue says of a definition as it is read; None where nothing of it has that name.

    It differs only where there is one function that its name can mean, and every input is called as there: a symbol of
    the same letter that depends on something else is another thing.
    """
    claims = expected(definition, derivations())
    if not claims:
        return None
    order = tuple(parameter.symbol.identifier for parameter in definition.parameters)
    places = tuple(place for place in reading.places if isinstance(place, Index))
    noted = NotedFunction(reading.right, places, order)
    false: Comparison | None = None
    for claim in claims:
        for match in _matches(noted, claim):
            if canonical(match.body) == canonical(match.value):
                return Comparison(NoteVerdict.AGREES, claim.name, _agreement(claim, match))
            answer = prover.ask(Relation(match.body, "=", match.value), seconds=SECONDS)
            if answer.holds:
                return Comparison(NoteVerdict.AGREES, claim.name, _agreement(claim, match))
            if answer.refuted and match.by_name and claim.alone and false is None:
                message = f"differs from {claim.name} in the catalogue"
                false = Comparison(NoteVerdict.DIFFERS, claim.name, message, answer)
    return false or Comparison(NoteVerdict.DEFINITION, claims[0].name, f"not compared with {claims[0].name}")


def _matches(noted: NotedFunction, claim: ExpectedFunction) -> Iterator[Matched]:
    yield from matches(noted, claim.quantity, _parameters(claim.definition))


def _parameters(definition: Definition) -> tuple[Scalar, ...]:
    return tuple(scalar for scalar, _ in definition.parameters)


def _agreement(claim: ExpectedFunction, match: Matched) -> str:
    left_out = "".join(f", with {name} = 0" for name in match.left_out)
    return f"as in the catalogue: {claim.name}{left_out}"
