"""Hypotheses are satisfiable: the prover's point has all of them."""

from __future__ import annotations

from ...prover.witnesses.search import points
from ...statements.chains import Link
from ..claims import Claim
from .points import point_texts
from .rational import Stuck

MOST_POINTS = 40
"""So many points are looked at for one whose numbers are all rational."""


def satisfiable(link: Link, unfolds: tuple[str, ...], claim: Claim) -> list[str]:
    """Sentences that show that something satisfies the hypotheses of a link."""
    for point in points([], link.assuming, tries=MOST_POINTS):
        if not point.equations and point.root is None:
            values = point_texts(claim, point)
            lines = [f"unfold {claim.identifier}."]
            lines += [f"cbv beta delta [{' '.join(unfolds)}]."] if unfolds else []
            lines += [f"exists {', '.join(values)}."] if values else []
            return [*lines, "at_point."]
    raise Stuck("no point with rational numbers satisfies the hypotheses")
