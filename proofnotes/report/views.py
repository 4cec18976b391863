"""What the templates see: outcomes, and beside them every formula, printed from the statement or the proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..certifying import CoqMark
from ..expr.calculus import inputs_of
from ..expr.nodes import Dim, Entry, Named, Quantity, Relation, Scalar, walk, wrap
from ..expr.signs import SIGNS
from ..printing.displays import equation
from ..printing.latex import latex
from ..printing.latex_names import names_in
from ..printing.sentences import assignments, plain_point
from ..prover.proof import Condition, Proof
from ..statements.chains import Chain, Link
from ..statements.claims import Measurement, Opinion, Table
from ..statements.statement import Definition, Statement
from ..statements.typeset import definition_formula, steps_aligned, written
from ..verdicts.model import PROVED, REFUTED, LinkOutcome, Need, Outcome, Without
from .formulas import entries, expressions

DISPROVED = "DISPROVED"
"""Said of a counterexample whose witness was found: the claim is false, as the statement says."""

CONTRADICTED = "CONTRADICTED"
"""Said of a counterexample that is proved: the claim is true, and the statement says that it is false."""


NOTHING: Mapping[str, CoqMark] = {}

UNDEFINED = "UNDEFINED"
"""Said of a step without a hypothesis where a point shows that a side has no value there."""


def mark(verdict: str, settled: bool) -> str:
    """How the report marks a verdict: by whether the statement is right, and for which reason."""
    if settled:
        return DISPROVED if verdict == REFUTED else verdict
    return CONTRADICTED if verdict == PROVED else verdict


@dataclass(frozen=True)
class CertificateTally:
    """How many steps there are, how many of them Coq has accepted, and which Coq that was: 8.16."""

    number: int
    total: int
    release: str

    @property
    def complete(self) -> bool:
        """Whether there are any, and Coq has accepted them all."""
        return 0 < self.number == self.total


def certificate_tally(marks: Iterable[CoqMark], total: int) -> CertificateTally:
    """Of all steps, and the certificates among them."""
    found = tuple(marks)
    return CertificateTally(len(found), total, ", ".join(dict.fromkeys(each.release for each in found)))


@dataclass(frozen=True)
class ConditionView:
    """What a rule needed, and whether it follows from the hypotheses."""

    formula: str
    discharged: bool


@dataclass(frozen=True)
class LinkView:
    """One step of a chain and what the prover says of it.

    sign and right are what the step adds to the chain, point the names and values that speak against it; missing are
    hypotheses that would make it hold, conditions what its proof needed, certificate that Coq has accepted it.
    """

    link: Link
    proof: Proof
    mark: str
    sign: str
    right: str
    point: tuple[tuple[str, str], ...]
    residual: str
    missing: tuple[str, ...]
    conditions: tuple[ConditionView, ...]
    certificate: CoqMark | None = None


@dataclass(frozen=True)
class WithoutView:
    """A hypothesis, what becomes of a step without it, and whether it is needed."""

    hypothesis: str
    step: LinkView
    need: Need


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

    mark is empty where there is nothing to prove.  claims are the formulas in short, one for each chain.  names say
    what the quantities in it stand for, as far as the definition of the same function does not; says is the sentence of
    an opinion or a measurement, finding what the statement shows about the notes.  What comes from a clock is in
    the outcome's seconds and in timings, the whole table if it has such columns, and nowhere else.
    """

    statement: Statement
    outcome: Outcome
    mark: str
    formula: str
    claims: tuple[str, ...]
    says: str
    names: tuple[str, ...]
    chains: tuple[ChainView, ...]
    hypotheses: tuple[str, ...]
    conditions: tuple[ConditionView, ...]
    tries: tuple[WithoutView, ...]
    parameters: tuple[tuple[str, str], ...]
    table: Table | None
    timings: Table | None
    finding: str

    @property
    def id(self) -> str:
        """Its permanent name."""
        return self.statement.id

    @property
    def certificates(self) -> tuple[CoqMark, ...]:
        """Those of its links."""
        return tuple(each.certificate for chain in self.chains for each in chain.links if each.certificate)

    @property
    def certified(self) -> CertificateTally:
        """How many of its links have one."""
        return certificate_tally(self.certificates, len(self.outcome.links))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The letters of its kinds."""
        return tuple(each.value for each in self.statement.kinds)


def statement_view(
    statement: Statement,
    outcome: Outcome,
    explained: Iterable[Quantity] = (),
    certificates: Mapping[str, CoqMark] = NOTHING,
) -> StatementView:
    """Everything that the report says about a statement.  explained: quantities that need no explanation.

    certificates: by the names of links; a link that is not settled shows none.
    """
    chains, table = _chains(statement, outcome, certificates), outcome.table
    return StatementView(
        statement=statement,
        outcome=outcome,
        mark=mark(outcome.verdict, outcome.settled) if outcome.links else "",
        formula=definition_formula(statement) if isinstance(statement, Definition) else "",
        claims=_claims(statement, chains),
        says=statement.says if isinstance(statement, (Opinion, Measurement)) else "",
        names=tuple(map(equation, _unexplained(statement, explained))),
        chains=chains,
        hypotheses=tuple(map(latex, (*_positive(statement), *statement.assuming))),
        conditions=_conditions(each.proof for each in outcome.links if each.link.expected == PROVED),
        tries=tuple(map(_without, outcome.without)),
        parameters=_parameters(statement),
        table=None if table is None else table.lasting(),
        timings=table if table is not None and table.timed else None,
        finding="" if isinstance(statement, Definition) else statement.finding,
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


def _chains(statement: Statement, outcome: Outcome, certificates: Mapping[str, CoqMark]) -> tuple[ChainView, ...]:
    links = iter(outcome.links)
    return tuple(_chain(chain, tuple(next(links) for _ in chain.reasons), certificates) for chain in statement.chains)


def _chain(chain: Chain, links: tuple[LinkOutcome, ...], certificates: Mapping[str, CoqMark]) -> ChainView:
    """One writer for the whole chain: an index has the same letter in each of its expressions."""
    first, steps = written(chain)
    return ChainView(
        label=chain.label,
        formula=steps_aligned(first, steps),
        first=first,
        claim=steps_aligned(first, steps[-1:] if len(set(chain.signs)) == 1 else steps),
        hypotheses=tuple(map(latex, chain.assuming)),
        false=any(each.link.expected == REFUTED for each in links),
        links=tuple(
            replace(_link(each, *step), certificate=certificates.get(each.name) if each.settled else None)
            for each, step in zip(links, steps, strict=True)
        ),
    )


def _link(outcome: LinkOutcome, sign: str, right: str) -> LinkView:
    proof = outcome.proof
    return LinkView(
        link=outcome.link,
        proof=proof,
        mark=mark(outcome.verdict, outcome.settled),
        sign=sign,
        right=right,
        point=() if proof.witness is None else assignments(plain_point(proof.witness.point)),
        residual="" if proof.residual is None else latex(proof.residual),
        missing=tuple(map(latex, proof.missing)),
        conditions=_conditions((proof,)),
    )


def _without(without: Without) -> WithoutView:
    link = without.outcome.link
    step = _link(without.outcome, SIGNS[link.sign].latex, latex(link.right))
    if without.undefined is not None:
        step = replace(step, mark=UNDEFINED, point=assignments(plain_point(without.undefined.point)))
    return WithoutView(latex(without.hypothesis), step, without.need)
