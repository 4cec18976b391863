"""Inequalities that are given, restated for the factor of their normal form that decides.

r < 1 + ε with r = e^{a - b} says 0 < (1 + ε) e^b - e^a: it is this polynomial whose sign a proof asks for.
"""

from __future__ import annotations

from fractions import Fraction

from .engine import second_go
from .known import Undecided
from .lemmas import inline
from .places import Free, Place
from .rational import Rational, Stuck
from .signs import NONNEGATIVE, NONZERO, POSITIVE, is_positive, visible
from .trees import Minus, Tree, reindexed
from .workings import Workings

CLAIMS = {"<": POSITIVE, ">": POSITIVE, "<=": NONNEGATIVE, ">=": NONNEGATIVE, "!=": NONZERO}
"""What a relation says of the difference of its sides."""

FINISHED = {
    POSITIVE: ("0 < {0}", "apply Rmult_lt_0_compat; [positive | lra]"),
    NONNEGATIVE: ("0 <= {0}", "apply Rmult_le_pos; [nonnegative | lra]"),
    NONZERO: (
        "{0} <> 0",
        "apply Rmult_integral_contrapositive_currified; [nonzero | "
        "let h := fresh in intro h; match goal with H : _ <> _ |- _ => apply H; lra end]",
    ),
}
"""Of the polynomial: the claim, and its proof once it is a factor times the difference."""


def restated(
    w: Workings, lemma: str, hypothesis: str, left: Tree, sign: str, right: Tree, indices: tuple[str, ...]
) -> list[str]:
    """The lemma about the polynomial, proved in itself; none where linear arithmetic sees that it is the difference.

    The workings are its own: what they state stands inside the proof of the lemma."""
    what = CLAIMS[sign]
    own = _own_names(w, indices)
    difference = reindexed(Minus(left, right) if sign[0] in ">!" else Minus(right, left), own)
    try:
        w.normal_form(difference)
        second_go(w)
        q, below = w.ring.over_common(w.normal_form(difference))
        if q.constant is not None or visible(w, difference) or w.roots:
            return []
        (mono, c), primitive = w.ring.content(q)
        if primitive.constant is not None:
            (mono, c), primitive = ((), Fraction(1)), q
        factor = w.ring.mul(Rational({tuple((atom, -n) for atom, n in mono): 1 / abs(c)}), below)
    except (Stuck, Undecided):
        return []
    plain = primitive.single is not None or factor.constant == 1
    if (plain and not (what == NONZERO and w.lemmas.lines)) or not (what == NONZERO or is_positive(w, factor)):
        return []
    primitive = primitive if c > 0 else -primitive
    claim, proof = FINISHED[what]
    over = w.lemmas.over(place.text for place in own.values())
    use = " ".join([hypothesis, *over.arguments.split()])
    inside = "\n".join(w.lemmas.lines)
    return [
        f"assert ({lemma} : {over.statement}{claim.format(primitive.text)}).\n  {{ {over.start}{inside} "
        f"replace {primitive.text} with ({factor.text} * {difference.text}) "
        f"by ({inline(w.rewriting(difference))}by_field). pose proof ({use}). {proof}. }}"
    ]


def _own_names(w: Workings, indices: tuple[str, ...]) -> dict[str, Place]:
    """The indices of a hypothesis by other names than those of the theorem, which may be the same."""
    own: dict[str, Place] = {}
    for index in indices:
        name = f"{index}'"
        w.extents[name] = w.extents[index]
        w.bound.add(name)
        own[index] = Free(name)
    return own
