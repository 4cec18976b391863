"""From statements to the second engine's answers."""

from __future__ import annotations

from ..second_engine import Agreement, check
from ..statements.chains import Link
from ..statements.statement import Statement
from .model import REFUTED, LinkRecheck, Recheck

FALSE_AS_CLAIMED = "disagrees, as claimed"
"""The answer to a counterexample: the statement is false, and the second engine sees it."""


def recheck_link(link: Link) -> LinkRecheck:
    """One link, by the second engine."""
    found = check(link)
    refuted = link.expected == REFUTED
    expected = found.agreement is Agreement.DISAGREES if refuted else found.agrees
    answer = FALSE_AS_CLAIMED if refuted and expected else found.agreement.value
    return LinkRecheck(link.name, answer, expected, found.places, found.detail, found.seconds)


def recheck(statement: Statement) -> Recheck:
    """Every link of a statement."""
    return Recheck(statement.id, tuple(map(recheck_link, statement.links)))
