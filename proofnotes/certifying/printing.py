"""A derivation file printed for Coq: each link that the prover settles is stated, and a proof is searched for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..statements.catalogue import Catalogue
from ..statements.chains import Link
from ..statements.statement import Statement
from ..verdicts.settle import settle_link
from .checking.files import Printed, PrintedFile
from .claims import Claim, Claims, Form, Unsupported
from .proofs import Stuck, proof_of

Verdicts = Callable[[Link], str]
"""What speaks against printing a link: that the prover does not settle it; else nothing."""


def file_names(catalogue: Catalogue) -> tuple[str, ...]:
    """A name for each file of the catalogue, made of letters that Coq takes, no two alike on any disk."""
    names: list[str] = []
    for module in catalogue.modules:
        plain = re.sub(r"[^A-Za-z0-9]+", "_", module.name).strip("_") or "file"
        tries = (plain, *(f"{plain}_{number}" for number in range(2, len(catalogue.modules) + 2)))
        taken = {each.casefold() for each in names}
        names.append(next(each for each in tries if each.casefold() not in taken))
    return tuple(names)


def print_file(catalogue: Catalogue, place: int) -> PrintedFile:
    """The file at that place of the catalogue, with proofs.  The prover is asked first."""
    name = file_names(catalogue)[place]
    return with_proofs(*_stated(name, catalogue.modules[place].statements, _unsettled))


def stated_file(name: str, statements: Sequence[Statement], verdicts: Verdicts) -> PrintedFile:
    """The statements alone, which is quick."""
    printed, _ = _stated(name, statements, verdicts)
    return printed


def _unsettled(link: Link) -> str:
    found = settle_link(link)
    return "" if found.settled else f"the prover does not settle it: {found.verdict}"


Stated = dict[str, tuple[Link, Claims, Claim]]
"""By name: a link with its claim, or a link whose hypotheses are claimed to be possible."""


def _stated(name: str, statements: Sequence[Statement], verdicts: Verdicts) -> tuple[PrintedFile, Stated]:
    """Each set of hypotheses is claimed to be possible where it is met first."""
    claims = Claims()
    links: list[Printed] = []
    stated: Stated = {}
    defined = 0
    for link in (link for statement in statements for link in statement.links):
        why = verdicts(link)
        try:
            found = [] if why else [claims.possible(link), claims.claim(link)]
        except Unsupported as error:
            found, why = [], str(error)
        if not found:
            links.append(Printed(link.name, why=why))
        for claim in found:
            if claim is not None and claim.name not in stated:
                stated[claim.name] = link, claims, claim
                text = "\n".join([*claims.definitions[defined:], claim.definition])
                defined = len(claims.definitions)
                about = claim.form is Form.POSSIBLE
                links.append(Printed(claim.name, claim.identifier, text, hypotheses=about))
    return PrintedFile(name, tuple(links)), stated


def with_proofs(printed: PrintedFile, stated: Stated) -> PrintedFile:
    """With a proof for each claim that one is found for."""
    links = tuple(_proved(each, *stated[each.link]) if each.link in stated else each for each in printed.links)
    return replace(printed, links=links)


def _proved(printed: Printed, link: Link, claims: Claims, claim: Claim) -> Printed:
    try:
        script = proof_of(link, claims, claim)
    except Stuck as error:
        return replace(printed, why=f"no proof was found: {error}")
    except Exception as error:  # nobody trusts the search: where it breaks, this link has no proof, and says so
        return replace(printed, why=f"the search for a proof broke: {type(error).__name__}: {error}")
    return replace(printed, proof=script.lines, theory=script.imports)
