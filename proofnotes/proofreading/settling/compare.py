"""Definitions against the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ...expr.calculus import unfold, unfold_all
from ...expr.indices import Index
from ...expr.nodes import Apply, Expr, Named, Relation, Scalar, walk
from ...expr.rewrite import canonical
from ...statements.statement import Definition
from ..grammar.nodes import TexFactor, TexGroup, TexList, TexName, TexNode, TexProduct, TexScripted
from ..lexicon.expected import expected
from ..lexicon.functions import derivations
from ..meaning.model import NoteDefinition, Reading
from ..outcomes import NoteVerdict
from .matching import Matched, NotedFunction, matches
from .proofs import Answer, Prover

SECONDS = 0.5
"""For one comparison: definitions are equal at a glance, or are not the same formula."""


@dataclass(frozen=True)
class Comparison:
    """Whether a definition is the catalogue's: agrees, differs (with a witness), or could not be compared.

    by_form: nothing said what it should be, and it is the same formula as the catalogue's.
    """

    verdict: NoteVerdict
    name: str
    message: str = ""
    answer: Answer | None = None
    by_form: bool = False


def compare(definition: NoteDefinition, reading: Reading, prover: Prover) -> Comparison | None:
    """What the catalogue says of a definition as it is read; None where nothing of it has that name or form.

    It differs only where its name can mean nothing else, and every input of the catalogue's is there by its name: a
    symbol of the same letter that depends on other things is another thing.
    """
    order = tuple(parameter.symbol.identifier for parameter in definition.parameters)
    places = tuple(place for place in reading.places if isinstance(place, Index))
    noted = NotedFunction(_body(definition, reading.right), places, order)
    found = _by_name(definition, noted, prover)
    if found is None or found.verdict is NoteVerdict.DEFINITION:
        return (None if _is_application(definition.body) else _by_form(noted, prover)) or found
    return found


def _body(definition: NoteDefinition, value: Expr) -> Expr:
    """What stands on the right side, where the value is the name that is defined."""
    own = isinstance(value, Named) and value.quantity.name == definition.symbol.identifier
    return unfold(value) if own and isinstance(value, Named) else value


def _by_name(definition: NoteDefinition, noted: NotedFunction, prover: Prover) -> Comparison | None:
    """What its name says that it should be."""
    claims = expected(definition, derivations())
    false: Comparison | None = None
    for claim in claims:
        for match in matches(noted, claim.quantity, _parameters(claim.definition)):
            answer = _same(match, prover)
            if answer is None or answer.holds:
                return Comparison(NoteVerdict.AGREES, claim.name, _agreement(claim.name, match))
            if answer.refuted and match.by_name and claim.alone and false is None:
                message = f"differs from {claim.name} in the catalogue"
                false = Comparison(NoteVerdict.DIFFERS, claim.name, message, answer)
    if not claims:
        return None
    return false or Comparison(NoteVerdict.DEFINITION, claims[0].name, f"not compared with {claims[0].name}")


def _by_form(noted: NotedFunction, prover: Prover) -> Comparison | None:
    """A function of the catalogue under another name: p_k = e^{f_k}/Σ_j e^{f_j} is softmax."""
    wanted = functions_in(noted.body)
    for each in derivations().definitions:
        if wanted <= {"sqrt"} or functions_in(each.body) != wanted:
            continue
        for match in matches(noted, each.quantity, _parameters(each), everything=True):
            answer = _same(match, prover)
            if answer is None or answer.holds:
                message = f"{_agreement(each.name, match)}, by its form"
                return Comparison(NoteVerdict.AGREES, each.name, message, by_form=True)
    return None


def _is_application(node: TexNode | None) -> bool:
    """Whether it is a function of something, and no form of its own: ŷ = softmax(o), not max(0, x)."""
    match node:
        case TexProduct((TexFactor(value=TexName(base="max" | "min")), _)):
            return False
        case TexProduct((TexFactor(value=TexName() | TexScripted()), TexFactor(joint="", value=argument))):
            return isinstance(argument, TexGroup | TexList)
        case _:
            return False


def _same(match: Matched, prover: Prover) -> Answer | None:
    """None where both are one tree."""
    if canonical(match.body) == canonical(match.value):
        return None
    return prover.ask(Relation(match.body, "=", match.value), seconds=SECONDS)


@lru_cache(maxsize=1024)
def functions_in(e: Expr) -> frozenset[str]:
    """The elementary functions in a formula, its definitions written out: a look that tells most formulas apart."""
    return frozenset(part.fn for part in walk(unfold_all(e)) if isinstance(part, Apply))


def _parameters(definition: Definition) -> tuple[Scalar, ...]:
    return tuple(scalar for scalar, _ in definition.parameters)


def _agreement(name: str, match: Matched) -> str:
    left_out = "".join(f", with {each} = 0" for each in match.left_out)
    return f"as in the catalogue: {name}{left_out}"
