"""Normal forms with the lemmas that show them: every rule is registered once this file is imported.

An attempt goes over its trees in silence first; `second_go` puts what is then known of exponents and roots into the
script, and after it `normal_form` of a tree writes the lemmas that say so.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from . import angles, arithmetic, counting, deltas, functions, kinks, means, roots, slopes, sums
from .roots import name_roots
from .workings import Workings

RULE_FILES = (angles, arithmetic, counting, deltas, functions, kinks, means, roots, slopes, sums)
"""The files that register rules."""


def second_go(w: Workings) -> None:
    """From silence to writing: units of exponents, roots with their names, and nothing else that was found."""
    for pattern, numbers in w.exponents.items():
        w.units[pattern] = Fraction(gcd(*(c.numerator for c in numbers)), lcm(*(c.denominator for c in numbers)))
    name_roots(w)
