"""E[X], Var(X) and Cov(X, X): of one random quantity, by the law that the text gives it, or by any law.

Of two random quantities nothing is said: whether they depend on each other decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...expr.chance import Bernoulli, Cov, E, Normal, Random, Uniform, Var
from ...expr.nodes import Expr, Scalar
from ..codes import NotUnderstood, Span
from ..grammar.nodes import TexChain, TexGroup, TexList, TexName, TexNode, TexProduct, TexScripted, walk
from .elaborate import NOTHING_BOUND, Bindings, Elaboration
from .model import ArrayValue, StatementRole, Symbol
from .values import number

MEANS: dict[str, tuple[int, Callable[..., Expr]]] = {
    "E": (1, E),
    "Var": (1, Var),
    "var": (1, Var),
    "Cov": (2, Cov),
    "cov": (2, Cov),
}
"""Operators of random quantities: how many arguments they have, and what they are."""

LAWS: dict[str, tuple[str, int]] = {
    "N": ("normal", 2),
    "Normal": ("normal", 2),
    "Bernoulli": ("bernoulli", 1),
    "Bern": ("bernoulli", 1),
    "U": ("uniform", 2),
    "Uniform": ("uniform", 2),
}
"""Names of laws behind ∼, and how many parameters they have; of the normal one the second is the variance."""


def is_mean(name: TexName) -> bool:
    """Whether a name is one of these operators: 𝔼, E upright, Var."""
    return name.base in MEANS and (name.font in ("blackboard", "roman", "operator") or len(name.base) > 1)


def mean(e: Elaboration, name: TexName, given: tuple[TexNode, ...], span: Span, env: Bindings) -> ArrayValue:
    """E[…] of the one random quantity in it."""
    count, operator = MEANS[name.base]
    if len(given) != count:
        raise NotUnderstood("F03", f"{name.base} takes {count} arguments, not {len(given)}", span)
    values = [e.number(each, env) for each in given]
    variables = {symbol for each in given for symbol in _random(e, each, env)}
    if len(variables) != 1:
        raise NotUnderstood("F06", f"{name.base} of {len(variables)} random quantities", span)
    (symbol,) = variables
    variable = _variable(e, symbol, span)

    def entry() -> Expr:
        return operator(*(each.entry() for each in values), variable())

    return number(entry)


def _random(e: Elaboration, node: TexNode, env: Bindings) -> Iterator[Symbol]:
    """The names in it that have a law, or are capital letters of which nothing else is said."""
    for each in walk(node):
        if isinstance(each, TexName):
            parts = e.scope.parts(each, env.indices)
            symbol = e.scope.symbol(parts)
            if symbol not in env.values and each.base not in env.indices and _is_random(e, symbol):
                yield symbol


def _is_random(e: Elaboration, symbol: Symbol) -> bool:
    if _law(e, symbol) is not None:
        return True
    plain = len(symbol.base) == 1 and symbol.base.isupper() and symbol.font == "" and not symbol.label
    free = e.lookup(symbol).definition is None and e.scope.declared(symbol) is None
    return plain and free and e.letter_axis(symbol.base) is None


def _law(e: Elaboration, symbol: Symbol) -> tuple[str, tuple[TexNode, ...]] | None:
    """The law that a statement x ∼ N(μ, σ²) of the section, or of an earlier one, gives the symbol."""
    for scope in (e.scope, *e.scope.earlier):
        for statement in scope.statements:
            node = statement.node
            if statement.role is StatementRole.DISTRIBUTION and isinstance(node, TexChain):
                own = node.parts[0]
                if isinstance(own, (TexName, TexScripted)) and scope.symbol(scope.parts(own)) == symbol:
                    return _written_law(node.parts[1])
    return None


def _written_law(node: TexNode) -> tuple[str, tuple[TexNode, ...]] | None:
    if not isinstance(node, TexProduct) or len(node.factors) != 2:
        return ("", ())
    name, held = (each.value for each in node.factors)
    known = LAWS.get(name.base) if isinstance(name, TexName) else None
    given = held.items if isinstance(held, TexList) else (held.inner,) if isinstance(held, TexGroup) else ()
    return (known[0], given) if known is not None and len(given) == known[1] else ("", ())


def _variable(e: Elaboration, symbol: Symbol, span: Span) -> Callable[[], Scalar]:
    """The random quantity of that name."""
    name = symbol.identifier
    if not name.replace("_", "").isalnum():
        raise NotUnderstood("F06", f"the random quantity {name}", span)
    law, given = _law(e, symbol) or ("", ())
    values = [e.number(each, NOTHING_BOUND) for each in given]

    def made() -> Scalar:
        entries = [each.entry() for each in values]
        found = {
            "": lambda: Random(name),
            "normal": lambda: Normal(name, entries[0], variance=entries[1]),
            "bernoulli": lambda: Bernoulli(name, entries[0]),
            "uniform": lambda: Uniform(name, entries[0], entries[1]),
        }[law]()
        assert isinstance(found, Scalar)
        return found

    e.note(f"{symbol.base}: random" + ("" if law else ", by any law"))
    return made
