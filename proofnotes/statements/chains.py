"""Chains: expression, reason, expression, reason, expression; and their links, the obligations to the prover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ..expr.arrays import Array, same_entries
from ..expr.errors import NotationError
from ..expr.faces import WithSympy
from ..expr.nodes import Expr, Operand, Relation, wrap

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?\Z")

Term = Expr | Array


class Kind(Enum):
    """What sort of statement it is, and so what can settle it."""

    DEFINITION = "D"
    IDENTITY = "T"
    BOUND = "B"
    LIMIT = "L"
    COUNTEREXAMPLE = "C"
    MEASURED = "M"
    OPINION = "O"


@dataclass(frozen=True)
class Link:
    """One obligation: left sign right, under hypotheses.  place counts the links of a chain from 1."""

    id: str
    chain: str
    place: int
    left: Expr
    sign: str
    right: Expr
    reason: str
    assuming: tuple[Relation, ...]
    kind: Kind = Kind.IDENTITY

    @property
    def name(self) -> str:
        """softmax.vjp[2], or batch_norm.vjp[dx.2] where there are several chains."""
        return f"{self.id}[{self.chain}.{self.place}]" if self.chain else f"{self.id}[{self.place}]"

    @property
    def relation(self) -> Relation:
        """What is to be shown, under the hypotheses."""
        return Relation(self.left, self.sign, self.right)

    @property
    def expected(self) -> str:
        """The verdict that settles it: a counterexample states what is false, and the witness shows it."""
        return "REFUTED" if self.kind is Kind.COUNTEREXAMPLE else "PROVED"


@dataclass(frozen=True)
class Chain(WithSympy):
    """expression, reason, expression, reason, expression.  signs are what stands between the expressions.

    assuming are hypotheses of this chain, besides those of its theorem; kind is that of its theorem where it is None.
    """

    terms: tuple[Term, ...]
    reasons: tuple[str, ...]
    signs: tuple[str, ...]
    label: str = ""
    assuming: tuple[Relation, ...] = ()
    kind: Kind | None = None

    def links(self, id: str, assuming: tuple[Relation, ...], kind: Kind = Kind.IDENTITY) -> tuple[Link, ...]:
        """The obligations, in order."""
        found = []
        hypotheses, own = (*assuming, *self.assuming), self.kind or kind
        for place, (left, right) in enumerate(zip(self.terms, self.terms[1:], strict=False), start=1):
            left_entry, right_entry = same_entries(left, right)
            sign, reason = self.signs[place - 1], self.reasons[place - 1]
            found.append(Link(id, self.label, place, left_entry, sign, right_entry, reason, hypotheses, own))
        return tuple(found)


def chain(
    *steps: Term | Operand | Relation | str,
    label: str = "",
    assuming: Sequence[Relation] = (),
    kind: Kind | None = None,
) -> Chain:
    """chain(e0, "reason", e1, "reason", e2): equations.  chain(relation, "reason"): one inequality.

    kind where a theorem has several: chain(..., kind=Kind.COUNTEREXAMPLE) states what is false.
    """
    if steps and isinstance(steps[0], Relation):
        terms, reasons, signs = _inequality(steps)
    else:
        terms, reasons, signs = _equations(steps)
    return Chain(terms, reasons, signs, label, tuple(assuming), kind)


Parts = tuple[tuple[Term, ...], tuple[str, ...], tuple[str, ...]]


def _equations(steps: Sequence[object]) -> Parts:
    terms, reasons = steps[0::2], steps[1::2]
    written = ", ".join(map(str, steps))
    if len(terms) < 2 or len(reasons) != len(terms) - 1 or not all(isinstance(each, str) for each in reasons):
        raise NotationError(f"expected expression, reason, expression, ...; got {written}")
    if any(isinstance(each, (str, Relation)) for each in terms):
        raise NotationError(f"expected an expression in every other place; got {written}")
    kept = tuple(each if isinstance(each, (Expr, Array)) else wrap(each) for each in terms)
    return kept, tuple(map(str, reasons)), ("=",) * len(reasons)


def _inequality(steps: Sequence[object]) -> Parts:
    relation, *rest = steps
    assert isinstance(relation, Relation)
    if len(rest) != 1 or not isinstance(rest[0], str):
        raise NotationError(f"expected a relation and its reason; got {', '.join(map(str, steps))}")
    return (relation.left, relation.right), (rest[0],), (relation.sign,)
