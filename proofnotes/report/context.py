"""What the templates see: plain data, with every formula already printed from its statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..statements import Chain, Definition, Statement
from ..symbolic.printing.latex import SIGNS, latex, writer_for
from ..symbolic.printing.latex_names import names_in
from ..symbolic.proof import Condition, Proof, Verdict, Witness
from ..symbolic.quantities import Quantity
from ..symbolic.relations import Relation
from ..symbolic.rewrite import walk
from ..symbolic.substitution import inputs_of
from ..symbolic.tree import Dim, Entry, Named, Scalar, wrap
from .formulas import aligned, entries, expressions

UNCHECKED = "UNCHECKED"
"""The verdict where there is no proof object."""

WORST_FIRST = (Verdict.REFUTED.value, Verdict.UNKNOWN.value, UNCHECKED, Verdict.PROVED.value)


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
    """One step of a chain and what the prover says of it."""

    place: int
    reason: str
    verdict: str
    method: str
    detail: str
    seconds: float
    residual: str | None
    witness: WitnessView | None


@dataclass(frozen=True)
class ChainView:
    """A chain: its formula and its links.  label is empty where the statement has one chain only."""

    label: str
    formula: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True)
class StatementView:
    """A definition or theorem.  formula is that of a definition; a theorem has its chains.

    names say what the quantities in it stand for, as far as the definition of the same function does not.
    """

    id: str
    kind: str
    formula: str
    names: tuple[str, ...]
    chains: tuple[ChainView, ...]
    hypotheses: tuple[str, ...]
    conditions: tuple[ConditionView, ...]
    parameters: tuple[tuple[str, str], ...]
    note: str
    source: str
    verdict: str
    method: str
    seconds: float


def statement_view(
    statement: Statement, proofs: Mapping[str, Proof], explained: Iterable[Quantity] = ()
) -> StatementView:
    """Everything that the report says about a statement.  explained: quantities that need no explanation."""
    parameters = statement.parameters if isinstance(statement, Definition) else ()
    views = _chains(statement, proofs)
    links = [link for view in views for link in view.links]
    return StatementView(
        id=statement.id,
        kind=statement.kind.value,
        formula=_definition(statement) if isinstance(statement, Definition) else "",
        names=tuple(map(_equation, _unexplained(statement, explained))),
        chains=views,
        hypotheses=tuple(map(latex, (*_positive(statement), *statement.assuming))),
        conditions=_conditions(each for link in statement.links if (each := proofs.get(link.name)) is not None),
        parameters=tuple((latex(name), number(value)) for name, value in parameters),
        note=statement.note,
        source=statement.source,
        verdict=worst(link.verdict for link in links),
        method="; ".join(dict.fromkeys(link.method for link in links if link.method)),
        seconds=sum(link.seconds for link in links),
    )


def _positive(statement: Statement) -> tuple[Relation, ...]:
    """What the declarations of its scalars assume: Scalar("eps", positive=True) says ε > 0."""
    scalars = {
        each for e in expressions(statement) for each in inputs_of(e) if isinstance(each, Scalar) and each.positive
    }
    return tuple(each > 0 for each in sorted(scalars, key=lambda each: each.name))


def _conditions(proofs: Iterable[Proof]) -> tuple[ConditionView, ...]:
    """Everything that the proofs of a statement needed, each once; facts about numbers, 2 ≠ 0, are left out."""
    needed = (each for proof in proofs for each in proof.conditions if _says_something(each))
    return tuple(dict.fromkeys(ConditionView(latex(each.relation), each.discharged) for each in needed))


def _says_something(condition: Condition) -> bool:
    sides = (condition.relation.left, condition.relation.right)
    about = any(isinstance(node, (Scalar, Entry, Named, Dim)) for side in sides for node in walk(side))
    return about or not condition.discharged


def worst(verdicts: Iterable[str]) -> str:
    """The verdict on several links; empty where there is nothing to prove."""
    found = set(verdicts)
    return next((each for each in WORST_FIRST if each in found), "")


def number(value: float) -> str:
    """A parameter's value: 10^{-5}, 0.01."""
    return latex(wrap(value))


def _equation(quantity: Quantity, sign: str = "=") -> str:
    head = Named(quantity, quantity.indices)
    writer = writer_for((head, quantity.body))
    return f"{writer.latex(head)} {sign} {writer.latex(quantity.body)}"


def _definition(definition: Definition) -> str:
    """The quantities that it uses and then the function, one equation a line, with all indices."""
    return aligned(_equation(each, "& =") for each in (*definition.where, definition.quantity))


def _unexplained(statement: Statement, explained: Iterable[Quantity]) -> list[Quantity]:
    """The quantities that a statement mentions, those of their bodies too, in the order in which they come up."""
    known = {id(each) for each in explained}
    terms = [term for chain in statement.chains for term in chain.terms]
    sides = [node for term in terms for node in entries(term)] + [
        each for e in statement.assuming for each in (e.left, e.right)
    ]
    found: dict[int, Quantity] = {}
    for e in sides:
        found |= {id(node.quantity): node.quantity for node in names_in(e)}
    return [each for key, each in found.items() if key not in known]


def _chains(statement: Statement, proofs: Mapping[str, Proof]) -> tuple[ChainView, ...]:
    links = iter(statement.links)
    views = []
    for chain in statement.chains:
        own = tuple(next(links) for _ in chain.reasons)
        answers = tuple(_link(link.place, link.reason, proofs.get(link.name)) for link in own)
        views.append(ChainView(chain.label, _chain_formula(chain), answers))
    return tuple(views)


def _chain_formula(chain: Chain) -> str:
    writer = writer_for(chain.terms)
    first, *rest = map(writer.latex, chain.terms)
    signs = [SIGNS[sign] for sign in chain.signs]
    return aligned(f"{first if place == 0 else ''} & {signs[place]} {each}" for place, each in enumerate(rest))


def _link(place: int, reason: str, proof: Proof | None) -> LinkView:
    if proof is None:
        return LinkView(place, reason, UNCHECKED, "", "", 0.0, None, None)
    return LinkView(
        place=place,
        reason=reason,
        verdict=proof.verdict.value,
        method=proof.method,
        detail=proof.detail,
        seconds=proof.seconds,
        residual=None if proof.residual is None else latex(proof.residual),
        witness=None if proof.witness is None else _witness(proof.witness),
    )


def _witness(witness: Witness) -> WitnessView:
    point = witness.point
    pairs = [(name, str(value)) for name, value in (*point.sizes.items(), *point.indices.items())]
    pairs += [(name, str(value)) for name, value in point.scalars.items()]
    for name, values in point.tensors.items():
        pairs += [(f"{name}[{', '.join(map(str, place))}]", str(value)) for place, value in values.items()]
    return WitnessView(tuple(pairs), witness.left, witness.right)
