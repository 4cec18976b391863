"""A derivation file printed for Coq: every link is stated, and a proof is searched for where the prover settles it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..statements.catalogue import Catalogue
from ..statements.chains import Link
from ..statements.statement import Statement
from ..verdicts.settle import settle_link
from .checking.files import Printed, PrintedFile
from .claims import Claim, Claims, Form, Unsupported
from .proofs import Stuck, proof_of

Claimed = Mapping[str, tuple[Link, Claim]]
"""By name: a link with its claim, or a link whose hypotheses are claimed to be possible."""


def file_names(catalogue: Catalogue) -> tuple[str, ...]:
    """A name for each file of the catalogue, made of letters that Coq takes, no two alike on any disk."""
    names: list[str] = []
    for module in catalogue.modules:
        plain = re.sub(r"[^A-Za-z0-9]+", "_", module.name).strip("_") or "file"
        folder = re.sub(r"[^A-Za-z0-9]+", "_", module.path.resolve().parent.name)
        others = (f"{plain}_{folder}_{number}" for number in range(2, len(catalogue.modules) + 2))
        tries = (plain, f"{plain}_{folder}", *others)
        taken = {each.casefold() for each in names}
        names.append(next(each for each in tries if each.casefold() not in taken))
    return tuple(names)


def print_file(catalogue: Catalogue, place: int) -> PrintedFile:
    """The file at that place of the catalogue, with proofs."""
    printed, claims, claimed = _stated(file_names(catalogue)[place], catalogue.modules[place].statements)
    links = tuple(_proved(each, claims, *claimed[each.link]) if each.stated else each for each in printed.links)
    return replace(printed, links=links)


def stated_file(name: str, statements: Sequence[Statement]) -> PrintedFile:
    """What is claimed, proved or not: this is quick, and depends on nothing but the statements."""
    printed, _, _ = _stated(name, statements)
    return printed


def _stated(name: str, statements: Sequence[Statement]) -> tuple[PrintedFile, Claims, Claimed]:
    """Each set of hypotheses is claimed to be possible where it is met first."""
    claims = Claims()
    links: list[Printed] = []
    claimed: dict[str, tuple[Link, Claim]] = {}
    defined = 0
    for link in (link for statement in statements for link in statement.links):
        try:
            found = [claims.possible(link), claims.claim(link)]
        except Unsupported as error:
            links.append(Printed(link.name, why=str(error)))
            continue
        for claim in found:
            if claim is not None and claim.name not in claimed:
                claimed[claim.name] = link, claim
                text = "\n".join([*claims.definitions[defined:], claim.definition])
                defined = len(claims.definitions)
                links.append(_printed(claim, text, found[0]))
    return PrintedFile(name, tuple(links)), claims, claimed


def _printed(claim: Claim, text: str, possible: Claim | None) -> Printed:
    """A statement for all values says nothing where no hypotheses hold; a counterexample satisfies its own."""
    hypotheses = claim.form is Form.POSSIBLE
    needed = possible.name if possible is not None and claim.form is Form.FORALL else ""
    return Printed(claim.name, claim.identifier, text, hypotheses=hypotheses, possible=needed)


def _proved(printed: Printed, claims: Claims, link: Link, claim: Claim) -> Printed:
    outcome = settle_link(link)
    if not outcome.settled:
        return replace(printed, why=f"the prover does not settle it: {outcome.verdict}")
    try:
        script = proof_of(link, claims, claim)
    except Stuck as error:
        return replace(printed, why=f"no proof was found: {error}")
    except Exception as error:  # nobody trusts the search: where it breaks, this link has no proof, and says so
        return replace(printed, why=f"the search for a proof broke: {type(error).__name__}: {error}")
    return replace(printed, proof=script.lines, theory=script.imports)
