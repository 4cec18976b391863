"""Outcomes as if the prover had been asked."""

from collections.abc import Mapping
from dataclasses import replace

from proofnotes import Proof, Verdict
from proofnotes.report import Evidence
from proofnotes.statements.catalogue import Catalogue
from proofnotes.statements.statement import Link, Statement
from proofnotes.verdicts.model import Outcome
from proofnotes.verdicts.settle import answered, unchecked


def proof_of(link: Link, verdict: Verdict = Verdict.PROVED, seconds: float = 0.5, method: str = "normal form") -> Proof:
    return Proof(link.relation, link.assuming, verdict, method, seconds=seconds)


def made(
    statement: Statement,
    verdict: Verdict = Verdict.PROVED,
    seconds: float = 0.5,
    proofs: Mapping[str, Proof] = {},
) -> Outcome:
    """The same verdict on every link, but for the proofs given by the names of links."""
    links = tuple(answered(each, proofs.get(each.name, proof_of(each, verdict, seconds))) for each in statement.links)
    return replace(unchecked(statement), links=links)


def evidence_on(*statements: Statement, verdict: Verdict = Verdict.PROVED, seconds: float = 0.5) -> Evidence:
    return Evidence({each.id: made(each, verdict, seconds) for each in statements})


def evidence_on_all(catalogue: Catalogue, verdict: Verdict = Verdict.PROVED, seconds: float = 0.5) -> Evidence:
    return evidence_on(*catalogue.statements, verdict=verdict, seconds=seconds)
