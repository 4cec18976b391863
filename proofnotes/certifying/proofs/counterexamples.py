"""Counterexamples: the prover's point as numbers and literal functions, at which the statement fails.

The script shows first, for everything that satisfies the hypotheses, what left − right comes to, and that both sides
are defined; then the numbers are put in, and intervals say the sign.
"""

from __future__ import annotations

from ...prover.evaluation.evaluate import evaluate
from ...prover.proof import Point
from ...statements.chains import Link
from ...verdicts.settle import prove_link
from ..claims.places import conjunction
from .cases import DEFINED
from .points import point_texts
from .rational import Stuck
from .roots import written_out
from .setting import Setting, prepare, workings_of
from .trees import Minus


def counterexample(link: Link, setting: Setting) -> list[str]:
    """Sentences that show that the statement fails somewhere."""
    witness = prove_link(link).witness
    if witness is None:
        raise Stuck("the prover has no counterexample")
    values = point_texts(setting.claim, witness.point)
    w = workings_of(setting)
    prepare(w, setting, setting.left, setting.right)
    difference = Minus(setting.left, setting.right)
    back = w.built(written_out(w, w.normal_form(difference)))
    w.normal_form(back)
    claim = setting.claim
    given = "".join(f"{text} -> " for _, text in claim.hypotheses)
    binders = f"forall {' '.join(claim.binders)}, " if claim.binders else ""
    general = f"{binders}{given}{conjunction(claim.domain)} /\\ {difference.text} = {back.text}"
    shown = [*setting.opening, *w.lemmas.lines, DEFINED]
    shown.append(f"change ({difference.text} = {back.text}). {w.rewriting(difference, back)}equation.")
    at = " ".join(values)
    return [
        f"unfold {claim.identifier}.",
        f"assert (general' : {general}).",
        "{ " + "\n".join(shown) + " }",
        f"exists {', '.join(values)}." if values else "",
        f"destruct (general' {at}) as [defined' value']; [first [lia | lra | numbers] ..|].",
        *("split; [first [lia | lra | numbers] |]." for _ in claim.hypotheses),
        f"split; [exact defined' |]. {_contrary(link, witness.point)}",
    ]


CLAIMS = {"=": "l = r", "<": "l < r", "<=": "l <= r", ">": "r < l", ">=": "r <= l"}
"""The statement of l and r as it is printed, by its sign."""


def _contrary(link: Link, point: Point) -> str:
    """The value of left − right has a sign that the statement denies."""
    if link.sign not in CLAIMS:
        raise Stuck(f"a counterexample to {link.sign}")
    relation = "0 < v" if evaluate(link.left, point) > evaluate(link.right, point) else "v < 0"
    computed = "cbv beta iota zeta delta [sum delta Nat.eqb Nat.add INR]; numbers"
    return (
        "intro claimed'. match type of value' with ?l - ?r = ?v => "
        f"assert (sign' : {relation}) by ({computed}); change ({CLAIMS[link.sign]}) in claimed'; lra end."
    )
