"""derive, gradient, jacobian, hessian, vjp and simplify: the form a person would write, with its proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from ..expr.calculus import add
from ..expr.errors import NotationError
from ..expr.faces import ShownAsFormula
from ..expr.indices import Index, fresh
from ..expr.misuse import NoNumber, positive, sequence_of, vocabulary
from ..expr.nodes import (
    Applied,
    Diff,
    Entry,
    Expr,
    Mul,
    Named,
    Operand,
    Quantity,
    Relation,
    Scalar,
    Sum,
    Tensor,
    free_indices,
    wrap,
)
from ..expr.spelling import shortened
from ..interchange import read_together
from ..prover.proof import Proof, Verdict
from ..prover.prover import prove
from .simplifying import Simplifier

MOST_PROVED = 4
"""So many of the shortest forms are tried, until one is proved."""

SEARCH = 0.5
"""What part of the time the search may take; the rest is for the proof."""

Variable = Scalar | Entry | Named
Name = Named | Quantity


@dataclass(frozen=True)
class Reasoned:
    """One step of a derivation: what is equal to the step before, and why."""

    expr: Expr
    reason: str


@dataclass(frozen=True, repr=False)
class Derivation(ShownAsFormula):
    """What was asked, what was found for it, and the proof that they are equal.

    steps lead there, each equal to the one before, the last one being expr.  conditions are what has to be assumed
    besides the hypotheses for both sides to be defined, such as x ≠ 0 at a kink.  Where proof.verdict is not PROVED,
    expr is what was asked, and nothing is claimed.
    """

    asked: Expr
    expr: Expr
    steps: tuple[Reasoned, ...]
    proof: Proof
    conditions: tuple[Relation, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is something to show: a form that is proved."""
        return self.proof.verdict is Verdict.PROVED


@vocabulary
def derive(
    body: Operand,
    *wrt: Expr,
    assuming: Sequence[Relation] = (),
    names: Sequence[Name] = (),
    seconds: float = 10.0,
) -> Derivation:
    """The derivative of an expression by x, z[j] or a named quantity, as short as it can be found, with its proof.

    derive(softmax.of(z)[i], z[j]).expr is softmax(z)[i]*(delta(i, j) - softmax(z)[j]).  Every quantity with a name in
    the expression may stand in the result, and those in names.
    """
    whole = wrap(body)
    if not wrt:
        raise NotationError(f"derive({whole}): expected what to differentiate by, such as derive({whole}, x)")
    for each in wrt:
        if not isinstance(each, (Scalar, Entry, Named)):
            helps = each.instead() if isinstance(each, NoNumber) else "expected x, z[j] or a named quantity"
            raise NotationError(f"derive({whole}, ...): cannot differentiate by {shortened(each)}; {helps}")
        whole = Diff(whole, each)
    return _found("derive", whole, assuming, names, seconds)


@vocabulary
def simplify(
    body: Operand, *, assuming: Sequence[Relation] = (), names: Sequence[Name] = (), seconds: float = 10.0
) -> Derivation:
    """The expression as short as it can be found, with its proof; conditions say where both are defined."""
    return _found("simplify", wrap(body), assuming, names, seconds)


@vocabulary
def gradient(
    loss: Operand,
    z: Tensor | Expr,
    *,
    assuming: Sequence[Relation] = (),
    names: Sequence[Name] = (),
    seconds: float = 10.0,
) -> Derivation:
    """∂ loss / ∂ z, entry by entry: gradient(loss, z[j]), or gradient(loss, z) with indices of its own."""
    whole = wrap(loss)
    return derive(whole, _variable("gradient", z, whole), assuming=assuming, names=names, seconds=seconds)


@vocabulary
def jacobian(
    y: Expr | Quantity | Applied,
    z: Tensor | Expr,
    *,
    assuming: Sequence[Relation] = (),
    names: Sequence[Name] = (),
    seconds: float = 10.0,
) -> Derivation:
    """∂y_i/∂z_j: jacobian(y, z), or jacobian(y[i], z[j]) with the indices that one likes."""
    whole = _entry("jacobian", y)
    return derive(whole, _variable("jacobian", z, whole), assuming=assuming, names=names, seconds=seconds)


@vocabulary
def hessian(
    loss: Operand,
    z: Tensor | Expr,
    *,
    assuming: Sequence[Relation] = (),
    names: Sequence[Name] = (),
    seconds: float = 10.0,
) -> Derivation:
    """∂² loss / ∂z_i ∂z_j, by hessian(loss, z); by one number, hessian(loss, x), the second derivative."""
    whole = wrap(loss)
    first = _variable("hessian", z, whole)
    if isinstance(first, (Entry, Named)) and isinstance(z, (Entry, Named)) and first.places:
        letters = free_indices(whole) | free_indices(first)
        second: Expr = _at_new_places(first, {index.name for index in letters})
    else:
        second = _variable("hessian", z, Mul((whole, first)))
    return derive(whole, first, second, assuming=assuming, names=names, seconds=seconds)


@vocabulary
def vjp(
    y: Expr | Quantity | Applied,
    z: Tensor | Expr,
    g: Tensor | Expr,
    *,
    assuming: Sequence[Relation] = (),
    names: Sequence[Name] = (),
    seconds: float = 10.0,
) -> Derivation:
    """Σ_i g_i ∂y_i/∂z_j, for the gradient g that comes from above: vjp(y, z, g), or vjp(y[i], z[j], g[i])."""
    whole = _entry("vjp", y)
    own = tuple(_order(whole))
    upstream = _upstream(g, own)
    wrt = _variable("vjp", z, whole)
    product: Expr = Mul((upstream, Diff(whole, wrt)))
    for index in reversed(own):
        product = Sum(product, index)
    return _found("vjp", product, assuming, names, seconds)


def _order(e: Expr) -> list[Index]:
    """The free indices in the order of the places of what has them, else by name."""
    places = [place for place in getattr(e, "places", ()) if isinstance(place, Index)]
    return places or sorted(free_indices(e), key=str)


def _upstream(g: Tensor | Expr, own: tuple[Index, ...]) -> Expr:
    if isinstance(g, Tensor):
        return g[own]
    whole = wrap(g)
    if free_indices(whole) != set(own):
        wanted = ", ".join(map(str, own)) or "no index"
        raise NotationError(f"vjp(..., {whole}): expected the gradient from above with the indices of y, {wanted}")
    return whole


LETTERS = ("jlmpqrst", "iklmpqrs")


def _entry(name: str, y: Expr | Quantity | Applied) -> Expr:
    """The quantity at indices of its own."""
    if isinstance(y, Quantity):
        return y[y.indices] if y.indices else Named(y)
    if isinstance(y, Applied):
        return y[y.quantity.indices]
    quantity = getattr(y, "quantity", None)
    if isinstance(quantity, Quantity) and not isinstance(y, Expr):  # a definition, at its own inputs
        return Named(quantity, quantity.indices)
    if isinstance(y, Tensor):
        raise NotationError(f"{name}({y.name}, ...): {y.instead()}")
    return wrap(y)


def _variable(name: str, z: Tensor | Expr, beside: Expr) -> Expr:
    """What is differentiated by: as it was given, or the tensor at indices that nothing beside it uses."""
    if isinstance(z, (Tensor, Quantity)):
        taken = {index.name for index in free_indices(beside)}
        over = z.over if isinstance(z, Tensor) else tuple(index.over for index in z.indices)
        letters = iter([letter for letter in LETTERS[0] if letter not in taken])
        places = tuple(Index(next(letters), each) for each in over)
        return z[places] if places or isinstance(z, Tensor) else Named(z)
    if not isinstance(z, (Scalar, Entry, Named)):
        helps = z.instead() if isinstance(z, NoNumber) else "expected x, z, z[j] or a named quantity"
        raise NotationError(f"{name}(..., {shortened(z)}): cannot differentiate by {shortened(z)}; {helps}")
    return z


def _at_new_places(e: Entry | Named, taken: set[str]) -> Expr:
    """The same tensor at other indices."""
    letters = iter([letter for letter in LETTERS[1] if letter not in taken])
    places = tuple(Index(next(letters), place.over) for place in e.places)
    return Entry(e.tensor, places) if isinstance(e, Entry) else Named(e.quantity, places, e.arguments)


def _found(name: str, asked: Expr, assuming: Sequence[Relation], names: Sequence[Name], seconds: float) -> Derivation:
    """The shortest form that is proved."""
    deadline = monotonic() + positive(name, "seconds", seconds)
    given = sequence_of(name, "assuming", assuming, "assuming=[x > 0]")
    _, hypotheses = read_together([asked], given)
    known = tuple(_name(name, each) for each in sequence_of(name, "names", names, "names=[y]"))
    simplifier = Simplifier(hypotheses, known, monotonic() + SEARCH * seconds)
    proof = None
    for form in simplifier.ranked(asked)[:MOST_PROVED]:
        found, conditions = proved(asked, form, hypotheses, deadline)
        proof = proof or found
        if found.verdict is Verdict.PROVED:
            steps = _steps(simplifier, asked, form, found.assuming, deadline)
            return Derivation(asked, form, steps, found, conditions)
        if monotonic() > deadline:
            break
    if proof is None:
        proof = Proof(Relation(asked, "=", asked), hypotheses, Verdict.UNKNOWN, "", detail="no form was found")
    return Derivation(asked, asked, (), proof)


def _name(name: str, given: object) -> Named:
    if isinstance(given, Quantity):
        return Named(given, given.indices)
    if not isinstance(given, Named):
        raise NotationError(f"{name}(..., names=[...]): expected quantities made by let(...), got {shortened(given)}")
    return given


def proved(
    left: Expr, right: Expr, assuming: tuple[Relation, ...], deadline: float
) -> tuple[Proof, tuple[Relation, ...]]:
    """The proof of left = right, and what had to be assumed besides for both sides to be defined."""
    proof = prove(left, right, assuming=assuming, seconds=max(0.1, deadline - monotonic()))
    if proof.verdict is Verdict.PROVED or proof.residual is not None or not proof.missing:
        return proof, ()
    conditions = proof.missing
    again = prove(left, right, assuming=(*assuming, *conditions), seconds=max(0.1, deadline - monotonic()))
    return (again, conditions) if again.verdict is Verdict.PROVED else (proof, ())


def _steps(
    simplifier: Simplifier, asked: Expr, form: Expr, assuming: tuple[Relation, ...], deadline: float
) -> tuple[Reasoned, ...]:
    """The way from what was asked to what was found; a step that is not proved is left out."""
    steps = []
    before = asked
    for expr, reason in (*_on_the_way(simplifier, asked), (form, simplifier.reason(form))):
        if expr in (before, asked):
            continue
        if expr == form and reason != simplifier.reason(form):
            continue
        if expr != form:
            proof = prove(expr, form, assuming=assuming, seconds=max(0.1, min(1.0, deadline - monotonic())))
            if proof.verdict is not Verdict.PROVED:
                continue
        steps.append(Reasoned(expr, reason))
        before = expr
    return tuple(steps)


def _on_the_way(simplifier: Simplifier, asked: Expr) -> list[tuple[Expr, str]]:
    """The chain rule as a person writes it, and then with what the inner derivatives come to."""
    inner = asked
    while isinstance(inner, (Sum, Mul)):
        inner = inner.body if isinstance(inner, Sum) else inner.factors[-1]
    if not isinstance(inner, Diff):
        return []
    body, wrt = inner.body, inner.wrt
    hidden = simplifier.letters.hidden(body)
    variable = simplifier.letters.hidden(wrt) if isinstance(wrt, Named) else wrt
    slopes = simplifier.slope_of(variable)
    through = [each for each in slopes.through(hidden) if each.named and each.letter != hidden]
    through = [each for each in through if simplifier.letters.shown(hidden) != each.pattern]
    if not through or hidden in simplifier.letters.of_symbol:
        return []
    terms: list[Expr] = []
    inserted: list[Expr] = []
    for each in through:
        indices = tuple(fresh(Index("k", index.over)) for index in each.formal)
        name = simplifier.letters.shown(each.at(indices))
        slope = simplifier.letters.shown(each.instance(slopes.slope(each), indices))
        outer = Diff(body, name)
        for product, kept in ((Mul((outer, Diff(name, wrt))), terms), (Mul((outer, slope)), inserted)):
            whole: Expr = product
            for index in reversed(indices):
                whole = Sum(whole, index)
            kept.append(whole)
    names = ", ".join(dict.fromkeys(str(each.pattern.quantity) for each in through if isinstance(each.pattern, Named)))

    def around(e: Expr) -> Expr:
        return _replaced(asked, inner, e)

    return [
        (around(add(*terms)), f"chain rule through {names}"),
        (around(add(*inserted)), f"the derivative of {names} inserted"),
    ]


def _replaced(whole: Expr, part: Expr, other: Expr) -> Expr:
    """The expression with another in the place of its innermost factor."""
    if whole is part:
        return other
    if isinstance(whole, Sum):
        return Sum(_replaced(whole.body, part, other), whole.index)
    assert isinstance(whole, Mul)
    return Mul((*whole.factors[:-1], _replaced(whole.factors[-1], part, other)))
