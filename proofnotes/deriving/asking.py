"""derive, gradient, jacobian, hessian, vjp and simplify: the form a person would write, with its proof.

The search is loaded when the first question comes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..expr.errors import NotationError
from ..expr.faces import makes
from ..expr.indices import Index
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
from ..prover.proof import Proof, Repaired
from .derivation import Derivation

Name = Named | Quantity


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


@makes("repaired")
def repaired(proof: Proof) -> Repaired | None:
    """`Proof.repaired`: a statement near the one that is not proved which is, or None where none is found."""
    from .repairs import repair

    return repair(proof)


def _found(name: str, asked: Expr, assuming: Sequence[Relation], names: Sequence[Name], seconds: float) -> Derivation:
    """The answer to what is well formed."""
    from .search import found

    given = sequence_of(name, "assuming", assuming, "assuming=[x > 0]")
    _, hypotheses = read_together([asked], given)
    known = tuple(_name(name, each) for each in sequence_of(name, "names", names, "names=[y]"))
    return found(asked, hypotheses, known, positive(name, "seconds", seconds))


def _name(name: str, given: object) -> Named:
    if isinstance(given, Quantity):
        return Named(given, given.indices)
    if not isinstance(given, Named):
        raise NotationError(f"{name}(..., names=[...]): expected quantities made by let(...), got {shortened(given)}")
    return given
