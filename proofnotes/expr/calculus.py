"""Substitution without capture, unfolding of names, and differentiation: they need each other.

(∂f/∂x)(x := a) takes a derivative apart, and a derivative unfolds names.  Every rule is one function; only zeros and
ones are dropped, so that a derivative stays readable.  ∂z_i/∂z_j = δ_ij, and a bound index that would capture the
variable is renamed first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from .chance import LAWS
from .errors import NotationError
from .functions import KINKED, row_of
from .indices import Index, Place, fresh
from .nodes import (
    Add,
    Apply,
    Binder,
    Cases,
    Delta,
    Determinant,
    Diff,
    Div,
    Entry,
    Expectation,
    Expr,
    Group,
    Inverted,
    Lambda,
    Largest,
    Lim,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Quantity,
    Relation,
    SameIndex,
    Scalar,
    Step,
    Sum,
    Tensor,
    children,
    free_indices,
    map_children,
    once_each,
    wrap,
)
from .rewrite import canonical, read_at, rename

ZERO, ONE = wrap(0), wrap(1)

Replacement = Mapping[Scalar | Tensor, Expr | Lambda]


def substitute(e: Expr, replacement: Replacement) -> Expr:
    """Scalars and tensors replaced by expressions and by functions of indices, without capture."""
    return once_each(partial(_substituted, replacement))(e) if replacement else e


def _substituted(replacement: Replacement, again: Step, e: Expr) -> Expr:
    match e:
        case Scalar():
            value = replacement.get(e, e)
            return value if isinstance(value, Expr) else e
        case Entry(tensor, places):
            function = replacement.get(tensor)
            return beta(function, places) if isinstance(function, Lambda) else e
        case Sum(body, index) | Prod(body, index) | Largest(body, index):
            if any(index in free_indices(value) for value in replacement.values()):
                apart = fresh(index)
                body, index = rename(body, {index: apart}), apart
            return type(e)(again(body), index)
        case Inverted(matrix) | Determinant(matrix):
            apart_from = frozenset().union(*map(free_indices, replacement.values()))
            safe = matrix if apart_from.isdisjoint(matrix.indices) else renamed_apart(matrix)
            return replace(e, matrix=Lambda(safe.indices, again(safe.body)))
        case Expectation():
            return _averaged(e, replacement)
        case Named():
            return again(unfold(e)) if _mentions(e, replacement) else e
        case Lim(body, variable, upward, point, side):
            inside = {key: value for key, value in replacement.items() if key != variable}
            where = None if point is None else substitute(point, inside)
            return Lim(substitute(body, inside), variable, upward, where, side)
        case Diff(body, wrt):
            return _derivative_at(body, wrt, replacement)
        case _:
            return map_children(e, again)


def _averaged(e: Expectation, replacement: Replacement) -> Expr:
    """The parameters belong outside, where the variable is not bound."""
    inside = {key: value for key, value in replacement.items() if key != e.variable}
    if any(e.variable in inputs_of(_body(value)) for value in inside.values()):
        e = variable_apart(e, frozenset().union(*(inputs_of(_body(value)) for value in inside.values())))
    parameters = tuple(_inside(parameter, partial(substitute, replacement=replacement)) for parameter in e.parameters)
    return Expectation(substitute(e.body, inside), e.variable, e.law, parameters)


def _inside(value: Expr | Lambda, step: Step) -> Expr | Lambda:
    """A step on a value, or inside a function of indices, whose indices are renamed so that they capture nothing."""
    if not isinstance(value, Lambda):
        return step(value)
    apart = renamed_apart(value)
    return Lambda(apart.indices, step(apart.body))


def variable_apart(e: Expectation, taken: frozenset[Scalar | Tensor]) -> Expectation:
    """The same expectation over a variable of another name, which is neither taken nor used in the body."""
    names = {each.name for each in taken | inputs_of(e.body)}
    name = f"{e.variable.name}~"
    while name in names:
        name += "~"
    if isinstance(e.variable, Scalar):
        other: Scalar | Tensor = Scalar(name)
        return Expectation(substitute(e.body, {e.variable: Scalar(name)}), other, e.law, e.parameters)
    own = tuple(fresh(Index("k", over)) for over in e.variable.over)
    other = Tensor(name, *e.variable.over)
    return Expectation(substitute(e.body, {e.variable: Lambda(own, Entry(other, own))}), other, e.law, e.parameters)


def _derivative_at(body: Expr, wrt: Expr, replacement: Replacement) -> Diff:
    """(∂f/∂x)(x := a) is not ∂f(a)/∂x but ∂f(x′)/∂x′ for a name x′ := a, and asks for all that ∂f/∂x asks for."""
    if isinstance(wrt, Named):
        own = wrt.quantity.indices
        value = substitute(Named(wrt.quantity, own, wrt.arguments), replacement)
        body, wrt, _ = opened(body, wrt)
        replacement = {**replacement, _variable(wrt): Lambda(own, value) if own else value}
    key = _variable(wrt)
    if key not in replacement and not any(key in inputs_of(_body(value)) for value in replacement.values()):
        return Diff(substitute(body, replacement), wrt)
    name, argument = _passing(key, replacement.get(key), wrt.places if isinstance(wrt, Entry) else ())
    return Diff(substitute(body, {**replacement, key: argument}), name)


def _variable(wrt: Expr) -> Scalar | Tensor:
    assert isinstance(wrt, (Scalar, Entry))
    return wrt.tensor if isinstance(wrt, Entry) else wrt


def _body(value: Expr | Lambda) -> Expr:
    return value.body if isinstance(value, Lambda) else value


def _passing(
    key: Scalar | Tensor, value: Expr | Lambda | None, places: tuple[Place, ...]
) -> tuple[Named, Expr | Lambda]:
    """A name for the value at these places, and as a function; the indices free in the value are indices of it."""
    if value is None:
        own = tuple(fresh(Index("k", over)) for over in key.over) if isinstance(key, Tensor) else ()
        value = Lambda(own, Entry(key, own)) if isinstance(key, Tensor) else key
    own = value.indices if isinstance(value, Lambda) else ()
    free = tuple(sorted(free_indices(value), key=str))
    quantity = Quantity(key.name.rstrip("~"), _body(value), (*own, *free), passing=True)  # of a stand-in, too
    whole = Named(quantity, (*own, *free))
    return Named(quantity, (*places, *free)), Lambda(own, whole) if own else whole


def _mentions(e: Named, replacement: Replacement) -> bool:
    return not inputs_of(e).isdisjoint(replacement)


def beta(function: Lambda, places: tuple[Place, ...]) -> Expr:
    """The function of indices at these places."""
    return read_at(function.body, function.indices, places)


def renamed_apart(function: Lambda) -> Lambda:
    """The same function of indices that nobody has used."""
    apart = tuple(map(fresh, function.indices))
    return Lambda(apart, beta(function, apart))


def unfold(e: Named) -> Expr:
    """One name replaced by its body; the names inside the body stay names."""
    quantity = e.quantity
    apart = {index: fresh(index) for index in quantity.indices}
    body = rename(quantity.body, dict(apart))
    if e.arguments:
        body = substitute(body, dict(zip(quantity.inputs, e.arguments, strict=True)))
    return read_at(body, tuple(apart.values()), e.places)


def unfold_all(e: Expr, keep: Callable[[Named], bool] = lambda _: False) -> Expr:
    """Every name replaced by its body, except those to keep."""
    return once_each(partial(_unfolded, keep))(e)


def _unfolded(keep: Callable[[Named], bool], again: Step, e: Expr) -> Expr:
    if isinstance(e, Named) and not keep(e):
        return again(unfold(e))
    if isinstance(e, Diff):
        return Diff(unfold_all(e.body, lambda name: keep(name) or name.quantity is _wrt_quantity(e)), e.wrt)
    return map_children(e, again)


def _wrt_quantity(e: Diff) -> Quantity | None:
    return e.wrt.quantity if isinstance(e.wrt, Named) else None


@lru_cache(maxsize=1 << 14)
def inputs_of(e: Expr) -> frozenset[Scalar | Tensor]:
    """The scalars and tensors that the expression depends on, with every name unfolded."""
    if isinstance(e, Scalar):
        return frozenset({e})
    if isinstance(e, Named):
        return inputs_of(unfold(e))
    if isinstance(e, Expectation):
        outside = (inputs_of(_body(parameter)) for parameter in e.parameters)
        return (inputs_of(e.body) - {e.variable}).union(*outside)
    found: set[Scalar | Tensor] = {e.tensor} if isinstance(e, Entry) else set()
    for child in children(e):
        found |= inputs_of(child)
    return frozenset(found)


def add(*terms: Expr) -> Expr:
    """A sum without its zeros."""
    kept = tuple(term for term in terms if term != ZERO)
    return ZERO if not kept else kept[0] if len(kept) == 1 else Add(kept)


def mul(*factors: Expr) -> Expr:
    """A product without its ones; zero if a factor is."""
    if any(factor == ZERO for factor in factors):
        return ZERO
    kept = tuple(factor for factor in factors if factor != ONE)
    return ONE if not kept else kept[0] if len(kept) == 1 else Mul(kept)


def neg(x: Expr) -> Expr:
    """−x."""
    return ZERO if x == ZERO else Neg(x)


@lru_cache(maxsize=1 << 14)
def derivative(e: Expr, wrt: Expr) -> Expr:
    """∂e/∂wrt carried out."""
    if isinstance(wrt, Named):
        return _by_name(e, wrt)
    if not depends(e, wrt):
        return ZERO
    return _rule(e, wrt)


def depends(e: Expr, wrt: Expr) -> bool:
    """Whether the expression mentions the variable, with every name unfolded."""
    return (wrt if isinstance(wrt, Scalar) else _tensor(wrt)) in inputs_of(e)


def _tensor(wrt: Expr) -> Tensor:
    if not isinstance(wrt, Entry):
        raise NotationError(f"cannot differentiate by {wrt}")
    return wrt.tensor


def _rule(e: Expr, wrt: Expr) -> Expr:
    match e:
        case Scalar():
            return ONE
        case Entry(_, places):
            assert isinstance(wrt, Entry)
            return mul(*(same_place(a, b) for a, b in zip(places, wrt.places, strict=True)))
        case Add(terms):
            return add(*(derivative(term, wrt) for term in terms))
        case Neg(arg):
            return neg(derivative(arg, wrt))
        case Group(arg, _):
            return derivative(arg, wrt)
        case Named():
            return derivative(unfold(e), wrt)
        case Mul(factors, _):
            return _product(factors, wrt)
        case Div(num, den):
            return _quotient(num, den, wrt)
        case Pow(base, exponent):
            return _power(base, exponent, wrt)
        case Sum() | Prod() | Largest():
            return _binder(e, wrt)
        case Apply(fn, _) if fn in KINKED:
            return derivative(as_cases(e), wrt)
        case Apply(fn, (arg,)) if (slope := row_of(fn).derivative) is not None:
            return mul(slope(arg), derivative(arg, wrt))
        case Cases(branches, otherwise, last):
            done = tuple((derivative(value, wrt), condition) for value, condition in branches)
            return Cases(done, derivative(otherwise, wrt), last)
        case Inverted() | Determinant():
            return _of_matrix(e, wrt)
        case Expectation():
            return _of_expectation(e, wrt)
        case Diff(body, inner):
            return derivative(derivative(body, inner), wrt)
    raise NotationError(f"no rule for the derivative of {e}")


def same_place(a: Place, b: Place) -> Expr:
    """δ between two places; 1 where they are the same."""
    return ONE if a == b else Delta(a, b)


def _product(factors: tuple[Expr, ...], wrt: Expr) -> Expr:
    terms = []
    for position, factor in enumerate(factors):
        slope = derivative(factor, wrt)
        terms.append(mul(*factors[:position], slope, *factors[position + 1 :]))
    return add(*terms)


def _quotient(num: Expr, den: Expr, wrt: Expr) -> Expr:
    """(u/v)′ = u′/v − (u/v) v′/v: the fraction stays whole, which keeps e.g. a softmax recognisable."""
    above, below = derivative(num, wrt), derivative(den, wrt)
    first = ZERO if above == ZERO else Div(above, den)
    second = ZERO if below == ZERO else mul(Div(num, den), Div(below, den))
    return add(first, neg(second))


def _power(base: Expr, exponent: Expr, wrt: Expr) -> Expr:
    if not depends(exponent, wrt):
        lowered = _lower(exponent)
        down = ONE if lowered == ZERO else base if lowered == ONE else Pow(base, lowered)
        return mul(exponent, down, derivative(base, wrt))
    whole = Pow(base, exponent)
    slope = mul(derivative(exponent, wrt), Apply("log", (base,)))
    return mul(whole, add(slope, mul(exponent, Div(derivative(base, wrt), base)) if depends(base, wrt) else ZERO))


def _lower(exponent: Expr) -> Expr:
    return wrap(exponent.value - 1) if isinstance(exponent, Number) else exponent - 1


def _binder(e: Binder, wrt: Expr) -> Expr:
    body, index = e.body, e.index
    if index in free_indices(wrt):
        apart = fresh(index)
        body, index = rename(body, {index: apart}), apart
    slope = derivative(body, wrt)
    if isinstance(e, Sum):
        return ZERO if slope == ZERO else Sum(slope, index)
    if slope == ZERO:
        return ZERO
    if isinstance(e, Prod):
        return Sum(mul(slope, _others(body, index)), index)
    return Sum(Cases(((slope, Relation(body, "=", e)),), ZERO), index)  # where the largest value is reached once


def _others(body: Expr, index: Index) -> Prod:
    """Π without the factor at the index, which may be 0."""
    other = fresh(index)
    return Prod(Cases(((ONE, SameIndex(other, index)),), rename(body, {index: other})), other)


def _of_expectation(e: Expectation, wrt: Expr) -> Expr:
    """The expectation of the derivative, where the law does not depend on the variable.

    Where it does, x = μ + σu, and the law of u does not.
    """
    if e.variable in inputs_of(wrt) or any(e.variable in inputs_of(_body(each)) for each in e.parameters):
        e = variable_apart(e, inputs_of(wrt).union(*(inputs_of(_body(each)) for each in e.parameters)))
    if not any(depends(_body(parameter), wrt) for parameter in e.parameters):
        slope = derivative(e.body, wrt)
        return ZERO if slope == ZERO else Expectation(slope, e.variable, e.law, e.parameters)
    return derivative(standardized(e), wrt)


def standardized(e: Expectation) -> Expr:
    """The same by a law that has no parameters, or without an expectation: (1 − p) f(0) + p f(1)."""
    law, variable = LAWS[e.law], e.variable
    if law.image is None:
        if e.law != "bernoulli" or isinstance(variable, Tensor):
            raise NotationError(f"no rule for the derivative of {e} by a parameter of its law")
        (p,) = map(_body, e.parameters)
        none, one = (substitute(e.body, {variable: wrap(value)}) for value in (0, 1))
        return (1 - p) * none + p * one
    if isinstance(variable, Scalar):
        standard: tuple[Expr | Lambda, ...] = tuple(map(wrap, law.standard))
        image: Expr | Lambda = law.image(variable, *e.parameters)
    else:
        own = tuple(fresh(Index("k", over)) for over in variable.over)
        standard = tuple(Lambda(own, wrap(value)) for value in law.standard)
        given = [beta(each, own) for each in e.parameters if isinstance(each, Lambda)]
        image = Lambda(own, law.image(Entry(variable, own), *given))
    return Expectation(substitute(e.body, {variable: image}), variable, e.law, standard)


def _of_matrix(e: Inverted | Determinant, wrt: Expr) -> Expr:
    """∂(M⁻¹)_rc = −Σ_a Σ_b (M⁻¹)_ra ∂M_ab (M⁻¹)_bc, and Jacobi's ∂ det M = det M Σ_a Σ_b (M⁻¹)_ba ∂M_ab."""
    a, b = map(fresh, e.matrix.indices)
    slope = derivative(beta(e.matrix, (a, b)), wrt)
    if slope == ZERO:
        return ZERO
    if isinstance(e, Determinant):
        return mul(e, Sum(Sum(mul(Inverted(e.matrix, (b, a)), slope), b), a))
    row, column = e.places
    return Neg(Sum(Sum(mul(Inverted(e.matrix, (row, a)), slope, Inverted(e.matrix, (b, column))), b), a))


def as_cases(e: Expr) -> Expr:
    """Max and Abs by cases.  At the kink the value is right whichever branch is taken; a derivative needs it
    excluded.
    """
    assert isinstance(e, Apply)
    if e.fn == "abs":
        (arg,) = e.args
        return Cases(((arg, Relation(arg, ">", ZERO)),), Neg(arg), "complement")
    best, *rest = e.args
    for other in rest:
        best = Cases(((best, Relation(best, ">", other)),), other, "complement")
    return best


def _by_name(e: Expr, wrt: Named) -> Expr:
    tree, variable, close = opened(e, wrt)
    return close(derivative(tree, variable))


def opened(e: Expr, wrt: Named) -> tuple[Expr, Scalar | Entry, Callable[[Expr], Expr]]:
    """e with a variable in the place of a named quantity, the variable, and the way back to the name.

    Every occurrence of the name is one variable, everything else is held fixed.  An index in an argument would make
    it many variables, which a sum over that index would capture.
    """
    if any(free_indices(argument) for argument in wrt.arguments):
        raise NotationError(f"cannot differentiate by {wrt}: give it a name with an index of its own, s = let(...)")
    taken = {each.name for each in inputs_of(e) | inputs_of(wrt)}
    name = f"{wrt.quantity.name}~"
    while name in taken:
        name += "~"
    over = tuple(index.over for index in wrt.quantity.indices)
    stand_in = Tensor(name, *over) if over else Scalar(name)

    def entry(places: tuple[Place, ...]) -> Scalar | Entry:
        return Entry(stand_in, places) if isinstance(stand_in, Tensor) else stand_in

    tree = _open(e, wrt.quantity, tuple(map(canonical, wrt.arguments)), entry)
    return tree, entry(wrt.places), lambda found: _close(found, {stand_in: wrt})


def _open(
    e: Expr, quantity: Quantity, arguments: tuple[Expr | Lambda, ...], entry: Callable[[tuple[Place, ...]], Expr]
) -> Expr:
    def opened_node(again: Step, e: Expr) -> Expr:
        if isinstance(e, Named):
            if e.quantity is quantity and tuple(map(canonical, e.arguments)) == arguments:
                return entry(e.places)
            return again(unfold(e))
        if isinstance(e, Diff):
            return again(derivative(e.body, e.wrt))
        return map_children(e, again)

    return once_each(opened_node)(e)


def _close(e: Expr, names: dict[Scalar | Tensor, Named]) -> Expr:
    def closed_node(again: Step, e: Expr) -> Expr:
        key = e.tensor if isinstance(e, Entry) else e
        if isinstance(key, (Scalar, Tensor)) and key in names:
            name = names[key]
            whole = Named(name.quantity, e.places if isinstance(e, Entry) else (), name.arguments)
            return unfold(whole) if name.quantity.passing else whole
        return map_children(e, again)

    return once_each(closed_node)(e)


def carry_out(e: Expr) -> Expr:
    """The expression with every derivative carried out; names stay names where they hold none."""
    return once_each(_carried_out)(e)


def _carried_out(again: Step, e: Expr) -> Expr:
    if isinstance(e, Diff):
        return again(derivative(e.body, e.wrt))
    return map_children(e, again)
