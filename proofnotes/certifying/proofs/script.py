"""From a link to the script of its proof: the strategy by the kind of the statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...expr.nodes import Lim
from ...statements.chains import Kind, Link
from ..claims import Claim, Claims, Form
from .bounds import bound
from .counterexamples import counterexample
from .identities import identity
from .known import Undecided
from .limits import limit
from .one_variable import has_decimals, is_of_one_variable, one_variable
from .rational import Stuck
from .satisfiable import is_rational, satisfiable
from .setting import Setting, setting_of

ALGEBRA, INTERVALS = "Tactics", "OneVariable"
"""What of the library a script needs."""

POINTS = "at_rational_point", "Points"
"""The tactic for points with fractions, and its theory."""


@dataclass(frozen=True)
class Script:
    """The sentences of a proof, from the statement's name to the end, and the theory of the library that they need."""

    lines: tuple[str, ...]
    imports: str = ALGEBRA


Strategy = Callable[[Link, Setting, Claims], Script]


def proof_of(link: Link, claims: Claims, claim: Claim) -> Script:
    """The script that proves a claim.  Stuck, with a sentence that says where, if there is none."""
    if claim.form is Form.POSSIBLE:
        tactic, theory = POINTS if is_rational(claim, claims.definitions) else ("at_point", INTERVALS)
        return Script(tuple(satisfiable(link, claims.unfolds, claim, tactic)), theory)
    try:
        with claims.names.within(claim.indices):
            return STRATEGIES[_way(link)](link, setting_of(link, claims, claim), claims)
    except Undecided as undecided:
        raise Stuck(f"{undecided} decides, and no case says it") from None


def _way(link: Link) -> str:
    """What a statement is proved as: one of a kind may be an equation, an inequality or a limit."""
    if link.kind is Kind.COUNTEREXAMPLE:
        return "counterexample"
    if isinstance(link.left, Lim):
        return "limit"
    return "identity" if link.sign == "=" else "inequality"


def _equation(link: Link, setting: Setting, claims: Claims) -> Script:
    return _begun(setting, identity(setting))


def _inequality(link: Link, setting: Setting, claims: Claims) -> Script:
    """By algebra, where there is no number that only a computation could give."""
    alone = is_of_one_variable(link, setting)
    if alone and has_decimals(link):
        return _in_one_variable(setting)
    try:
        return _begun(setting, bound(setting))
    except (Stuck, Undecided):
        if not alone:
            raise
        return _in_one_variable(setting)


def _in_one_variable(setting: Setting) -> Script:
    lines, theory = one_variable(setting)
    return _begun(setting, lines, theory)


def _limit(link: Link, setting: Setting, claims: Claims) -> Script:
    return _begun(setting, limit(link, setting, claims))


def _counterexample(link: Link, setting: Setting, claims: Claims) -> Script:
    return Script(tuple(counterexample(link, setting)), INTERVALS)


def _begun(setting: Setting, lines: list[str], imports: str = ALGEBRA) -> Script:
    return Script((f"unfold {setting.claim.identifier}.", *setting.opening, *lines), imports)


STRATEGIES: dict[str, Strategy] = {
    "identity": _equation,
    "inequality": _inequality,
    "limit": _limit,
    "counterexample": _counterexample,
}
