"""What a notebook shows of a definition or theorem: its formulas, each step with its reason and its verdict.

Showing it proves it, once.
"""

from __future__ import annotations

from functools import lru_cache

from ..expr.faces import LATEX, prints
from ..statements.statement import Definition, Theorem
from ..statements.typeset import statement_display
from .model import LinkOutcome
from .settle import settle_link

REMEMBERED = 1 << 10
"""Statements whose verdicts are kept: a notebook shows a value each time that its cell runs."""


@prints(Definition, LATEX)
@prints(Theorem, LATEX)
def verdicts_display(statement: Definition | Theorem) -> str:
    """The formulas of the report, with the verdict behind each reason."""
    found = _settled(statement)
    return statement_display(statement, lambda link: _said(found[link.name]))


@lru_cache(maxsize=REMEMBERED)
def _settled(statement: Definition | Theorem) -> dict[str, LinkOutcome]:
    return {each.name: settle_link(each) for each in statement.links}


def _said(outcome: LinkOutcome) -> str:
    why = outcome.proof.method or outcome.proof.detail
    return f"[{outcome.said}: {why}]" if why else f"[{outcome.said}]"
