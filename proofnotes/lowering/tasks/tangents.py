"""The Jacobian times tangents, and the derivative of a function of one number.

The tangent of z is called dz, if the definition has no dz.  A term of the product is the last expression of a chain of
the theorem `name.jvp`, whose first expression says by which inputs it differentiates.  The gradient of a number is its
Jacobian, so that what is known of `name.vjp` serves with the upstream gradient 1.  Everything else is derived from the
definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...expr.arrays import Array
from ...expr.calculus import ONE, add, inputs_of, mul, neg, substitute
from ...expr.indices import Index, Place
from ...expr.nodes import Diff, Entry, Expr, Input, Mul, Named, Neg, Sum, Tensor, map_children, walk
from ...expr.rewrite import rename
from ...statements.chains import Chain
from ...statements.statement import Definition, Theorem
from ..program.contraction import contracted
from ..stable.logarithms import stable_derivative
from .gradients import Target, differentiated, generic, gradients, stated, strangers
from .names import tangent as tangent
from .names import tangent_names, tangents, upstream_name


def directional(definition: Definition, theorems: Iterable[Theorem] = ()) -> Target:
    """Σ ∂f/∂x dx over all inputs."""
    by_id = {each.id: each for each in theorems}
    left = dict.fromkeys(definition.arguments)
    terms, sources = list[Expr](), list[str]()
    for covered, term, source in _stated(definition, by_id):
        if covered <= set(left):
            left = {each: None for each in left if each not in covered}
            terms.append(term)
            sources.append(source)
    for by in left:
        term, source = _term(definition, by, by_id)
        terms.append(term)
        sources.append(source)
    return Target(definition.name, add(*terms), definition.indices, "; ".join(dict.fromkeys(sources)))


def slope(definition: Definition, theorems: Iterable[Theorem] = ()) -> Target:
    """f′ for a function of one number: the gradient for the upstream gradient 1."""
    (found,) = gradients(definition, theorems)
    return Target(definition.name, _of_one(found.expression, definition), (), found.source)


def _stated(definition: Definition, by_id: Mapping[str, Theorem]) -> Iterator[tuple[set[Input], Expr, str]]:
    """What `name.jvp` says: the inputs that each of its chains is about, and its last expression."""
    theorem, names = stated(definition, "jvp", by_id), tangent_names(definition)
    for each in theorem.chains if theorem else ():
        first, last = each.terms[0], each.terms[-1]
        if theorem is None or isinstance(first, Array) or isinstance(last, Array):
            continue
        covered = {by for by in definition.inputs if differentiated(first, by) is not None}
        places = _places_of_value(each, definition)
        own = all(names[by.name] == f"d{by.name}" for by in covered)  # else its dz is the input of that name
        if covered and own and places is not None and not strangers(last, definition):
            yield covered, rename(last, places), theorem.id


def _places_of_value(chain: Chain, definition: Definition) -> dict[Index, Place] | None:
    """The indices of the value as the chain has them, to those of the definition."""
    for node in walk(chain.terms[0]):  # type: ignore[arg-type]
        if isinstance(node, Diff) and isinstance(node.body, Named):
            own = [place for place in node.body.places if isinstance(place, Index)]
            if len(own) == len(definition.indices):
                return dict(zip(own, definition.indices, strict=True))
    return None


def _term(definition: Definition, by: Input, by_id: Mapping[str, Theorem]) -> tuple[Expr, str]:
    """Σ ∂f/∂x dx for one input."""
    way = tangents(definition)[by]
    if not definition.indices:
        found = next(each for each in gradients(definition, by_id.values()) if each.of == by.name)
        return _summed(_of_one(found.expression, definition), way, found.indices), found.source
    wrt, indices = generic(by)
    return contracted(_summed(stable_derivative(definition, wrt), way, indices)), definition.id


def _summed(slope: Expr, way: Input, indices: tuple[Index, ...]) -> Expr:
    found = mul(slope, Entry(way, indices) if isinstance(way, Tensor) else way)
    for index in reversed(indices):
        found = Sum(found, index)
    return found


def _of_one(e: Expr, definition: Definition) -> Expr:
    """The expression for the upstream gradient 1."""
    name = upstream_name(definition)
    return _without_ones(substitute(e, {each: ONE for each in inputs_of(e) if each.name == name}))


def _without_ones(e: Expr) -> Expr:
    done = map_children(e, _without_ones)
    if not isinstance(done, Mul):
        return done
    signs = sum(isinstance(factor, Neg) for factor in done.factors)
    found = mul(*(factor.arg if isinstance(factor, Neg) else factor for factor in done.factors))
    return neg(found) if signs % 2 else found
