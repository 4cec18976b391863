"""Hypotheses are satisfiable: the prover's point has all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...prover.witnesses.search import points
from ...statements.chains import Link
from ..claims import Claim
from .points import point_texts
from .rational import Stuck

MOST_POINTS = 40
"""So many points are looked at for one whose numbers are all rational."""


COMPUTED = {"exp", "ln", "sqrt", "tanh", "erf", "sin", "cos", "PI", "Rpower", "Rmax", "Rmin", "Rabs", "largest"}
"""Where a hypothesis has one of these, intervals decide it; fractions decide themselves."""

WORD = re.compile(r"[A-Za-z_][\w']*")
DEFINED = re.compile(r"^Definition (\w+)(.*)", re.MULTILINE | re.DOTALL)


def is_rational(claim: Claim, definitions: Sequence[str]) -> bool:
    """Whether only fractions are in question, in the claim and in every definition that it reaches."""
    bodies = {found[1]: found[2] for each in definitions if (found := DEFINED.search(each))}
    waiting, reached = [claim.text], set[str]()
    while waiting:
        new = set(WORD.findall(waiting.pop())) - reached
        reached |= new
        waiting += [bodies[each] for each in new if each in bodies]
    return not reached & COMPUTED


def satisfiable(link: Link, unfolds: Sequence[str], claim: Claim, tactic: str) -> list[str]:
    """Sentences that show that something satisfies the hypotheses of a link; the tactic decides them."""
    for point in points([], link.assuming, tries=MOST_POINTS):
        if not point.equations and point.root is None:
            values = point_texts(claim, point)
            lines = [f"unfold {claim.identifier}."]
            lines += [f"cbv beta delta [{' '.join(unfolds)}]."] if unfolds else []
            lines += [f"exists {', '.join(values)}."] if values else []
            return [*lines, f"{tactic}."]
    raise Stuck("no point with rational numbers satisfies the hypotheses")
