"""From statements and the evidence on them to what the templates see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..expr.calculus import inputs_of
from ..expr.nodes import Dim, Entry, Named, Quantity, Relation, Scalar, walk, wrap
from ..expr.signs import SIGNS
from ..printing.displays import equation
from ..printing.latex import latex
from ..printing.latex_names import names_in
from ..printing.sentences import assignments, plain_point
from ..prover.proof import Condition, Proof, Verdict, Witness
from ..statements.chains import Chain, Link
from ..statements.claims import Measurement, Opinion
from ..statements.statement import Definition, Statement
from ..statements.typeset import definition_formula, steps_aligned, written
from ..verdicts.necessity import Without
from .evidence import Evidence
from .formulas import entries, expressions
from .views import (
    DISPROVED,
    UNCHECKED,
    WORST_FIRST,
    ChainView,
    ConditionView,
    LinkView,
    StatementView,
    WithoutView,
    WitnessView,
)


def statement_view(statement: Statement, evidence: Evidence, explained: Iterable[Quantity] = ()) -> StatementView:
    """Everything that the report says about a statement.  explained: quantities that need no explanation."""
    proofs = evidence.proofs
    views = _chains(statement, proofs)
    links = [link for view in views for link in view.links]
    table = evidence.tables.get(statement.id)
    proved = (link for link in statement.links if link.expected == Verdict.PROVED.value)
    return StatementView(
        id=statement.id,
        kinds=tuple(each.value for each in statement.kinds),
        formula=definition_formula(statement) if isinstance(statement, Definition) else "",
        claims=_claims(statement, views),
        says=statement.says if isinstance(statement, (Opinion, Measurement)) else "",
        names=tuple(map(equation, _unexplained(statement, explained))),
        chains=views,
        hypotheses=tuple(map(latex, (*_positive(statement), *statement.assuming))),
        conditions=_conditions(proofs[link.name] for link in proved if link.name in proofs),
        attempts=tuple(map(_without, evidence.attempts.get(statement.id, ()))),
        parameters=_parameters(statement),
        table=None if table is None else table.lasting(),
        timings=table if table is not None and table.timed else None,
        note=statement.note,
        finding="" if isinstance(statement, Definition) else statement.finding,
        source=statement.source,
        verdict=worst(link.verdict for link in links),
        method="; ".join(dict.fromkeys(link.method for link in links if link.method)),
        seconds=sum(link.seconds for link in links),
    )


def _parameters(statement: Statement) -> tuple[tuple[str, str], ...]:
    parameters = statement.parameters if isinstance(statement, Definition) else ()
    return tuple((latex(name), number(value)) for name, value in parameters)


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


def _claims(statement: Statement, chains: Iterable[ChainView]) -> tuple[str, ...]:
    """A definition, or each chain, on one line."""
    if isinstance(statement, Definition):
        return (equation(statement.quantity),)
    return tuple(_on_one_line(each) for each in chains)


def _on_one_line(chain: ChainView) -> str:
    steps = chain.links if "aligned" in chain.claim else chain.links[-1:]
    return " ".join((chain.first, *(f"{each.sign} {each.right}" for each in steps)))


def _unexplained(statement: Statement, explained: Iterable[Quantity]) -> list[Quantity]:
    """The quantities that a statement mentions, those of their bodies too, in the order in which they come up."""
    known = {id(each) for each in explained}
    terms = [term for chain in statement.chains for term in chain.terms]
    assumed = (*statement.assuming, *(each for chain in statement.chains for each in chain.assuming))
    sides = [node for term in terms for node in entries(term)] + [each for e in assumed for each in (e.left, e.right)]
    found: dict[int, Quantity] = {}
    for e in sides:
        found |= {id(node.quantity): node.quantity for node in names_in(e)}
    return [each for key, each in found.items() if key not in known]


def _chains(statement: Statement, proofs: Mapping[str, Proof]) -> tuple[ChainView, ...]:
    links = iter(statement.links)
    views = []
    for chain in statement.chains:
        own = tuple(next(links) for _ in chain.reasons)
        views.append(_chain(chain, own, proofs))
    return tuple(views)


def _chain(chain: Chain, links: tuple[Link, ...], proofs: Mapping[str, Proof]) -> ChainView:
    """One writer for the whole chain: an index has the same letter in each of its expressions."""
    first, steps = written(chain)
    return ChainView(
        label=chain.label,
        formula=steps_aligned(first, steps),
        first=first,
        claim=steps_aligned(first, steps[-1:] if len(set(chain.signs)) == 1 else steps),
        hypotheses=tuple(map(latex, chain.assuming)),
        false=any(link.expected == Verdict.REFUTED.value for link in links),
        links=tuple(_link(link, step, proofs.get(link.name)) for link, step in zip(links, steps, strict=True)),
    )


def _link(link: Link, step: tuple[str, str], proof: Proof | None) -> LinkView:
    sign, right = step
    if proof is None:
        return LinkView(link.name, link.place, sign, right, link.reason, UNCHECKED, "", "", 0.0, None, (), None)
    as_claimed = proof.verdict.value == link.expected == Verdict.REFUTED.value
    return LinkView(
        name=link.name,
        place=link.place,
        sign=sign,
        right=right,
        reason=link.reason,
        verdict=DISPROVED if as_claimed else proof.verdict.value,
        method=proof.method,
        detail=proof.detail,
        seconds=proof.seconds,
        residual=None if proof.residual is None else latex(proof.residual),
        missing=tuple(map(latex, proof.missing)),
        witness=None if proof.witness is None else _witness(proof.witness),
        conditions=_conditions((proof,)),
    )


def _without(attempt: Without) -> WithoutView:
    link = attempt.link
    return WithoutView(
        latex(attempt.hypothesis), _link(link, (SIGNS[link.sign].latex, latex(link.right)), attempt.proof)
    )


def _witness(witness: Witness) -> WitnessView:
    return WitnessView(assignments(plain_point(witness.point)), witness.left, witness.right)
