"""Expectations: the mean word of each law, and what has to hold for there to be a mean.  To be trusted.

A mean is an operator on functions of the random number; of an array of independent numbers it is iterated, entry by
entry.  There is one where the parameters are some, the body has a value wherever the law looks, and what is integrated
is integrable, as is its absolute value, so that the order of the entries does not matter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...expr.calculus import beta, inputs_of
from ...expr.indices import Index
from ...expr.nodes import Expectation, Expr, Lambda, Scalar, Tensor
from ...expr.rewrite import rename
from ...expr.spelling import shortened
from .places import conjunction
from .refusal import Unsupported
from .terms import TERMS, CoqTerms, type_of

Conditions = Callable[[Expr], list[str]]

MOST_AXES = 2
"""The vocabulary has means over arrays of so many axes."""


@dataclass(frozen=True)
class LawWords:
    """What a law is called.  exists: the word for integrability, where the law has infinitely many values.

    parameters: what has to hold of them, {0} and {1}.  values: what holds of a number that the law looks at, {x}; it
    may be any if there is nothing.
    """

    mean: str
    exists: str = ""
    parameters: tuple[str, ...] = ()
    values: str = ""


LAWS = {
    "bernoulli": LawWords("mean_bernoulli", "", ("0 <= {0}", "{0} <= 1"), "({x} = 0 \\/ {x} = 1)"),
    "uniform": LawWords("mean_uniform", "has_mean_uniform", (), "(Rmin {0} {1} <= {x} <= Rmax {0} {1})"),
    "normal": LawWords("mean_normal", "has_mean_normal"),
}
FINITE = "finite"
"""Every law; the parameters of a finite one are weights and values on a sample space."""


def mean(terms: CoqTerms, e: Expectation) -> str:
    """The mean as a term; where there are finitely many values, the sum over them."""
    if e.law == FINITE:
        outcome, weight, value = sample_space(e)
        at = _at(terms, e, terms.term(weight), terms.argument(value))
        return f"(sum (fun {terms.names.index(outcome)} => {at}) {terms.size(outcome.over)})"
    if e.law == "bernoulli" and isinstance(e.variable, Scalar):
        p = _given(terms, e)
        return f"({_at(terms, e, f'(1 - {p})', '0')} + {_at(terms, e, p, '1')})"
    body = terms.bound(e.variable, lambda: terms.term(e.body))
    words, own = _words(e), entry_indices(e)
    return f"({_over(terms, 'mean', own, [f'{words.mean} {_given(terms, e)}'])} {body})"


def _at(terms: CoqTerms, e: Expectation, weight: str, value: str) -> str:
    """The body at a value, with its weight."""
    with terms.names.binding(e.variable) as variable:
        return f"({weight} * ((fun {variable} : {type_of(e.variable)} => {terms.term(e.body)}) {value}))"


def sample_space(e: Expectation) -> tuple[Index, Expr, Expr | Lambda]:
    """An outcome, its weight, and the value there, which is a number or a function of indices."""
    weight, value = e.parameters
    assert isinstance(weight, Lambda)
    assert isinstance(value, Lambda)
    (outcome,) = weight.indices
    (own, *others) = value.indices
    at = rename(value.body, {own: outcome})
    return outcome, weight.body, Lambda(tuple(others), at) if others else at


def mean_conditions(terms: CoqTerms, e: Expectation, conditions: Conditions) -> list[str]:
    """What has to hold for there to be a mean."""
    found: list[str] = []
    for each in e.parameters:
        body, indices = (each.body, each.indices) if isinstance(each, Lambda) else (each, ())
        found += terms.every(indices, conditions(body))
        if e.variable in inputs_of(body):
            raise Unsupported(f"{shortened(str(e))}: {e.variable.name} stands in its own law, where it is another")
    with terms.names.binding(e.variable) as name:
        inside = conditions(e.body)
    there = f"(fun {name} : {type_of(e.variable)} => {conjunction(inside)})"
    if e.law == FINITE:
        outcome, _, value = sample_space(e)
        return found + terms.every((outcome,), [f"({there} {terms.argument(value)})"] if inside else [])
    words, own = _words(e), entry_indices(e)
    given = [terms.term(each) for each in parameters(e)]
    found += terms.every(own, [each.format(*given) for each in words.parameters])
    if inside and e.law == "bernoulli" and not own:
        found += [f"({there} 0)", f"({there} 1)"]
    elif inside:
        found.append(
            f"(forall {name} : {type_of(e.variable)}, {_looked_at(terms, e, name, given)}{conjunction(inside)})"
        )
    if words.exists:
        function = terms.bound(e.variable, lambda: terms.term(e.body))
        asked = [f"{word} {_given(terms, e)}" for word in ((words.exists, words.mean) if own else (words.exists,))]
        found.append(f"({_over(terms, 'has_mean', own, asked)} {function})")
    return found


def _words(e: Expectation) -> LawWords:
    axes = len(e.variable.over) if isinstance(e.variable, Tensor) else 0
    if e.law not in LAWS:
        raise Unsupported(f"{shortened(str(e))}: the vocabulary has no law {e.law}")
    if axes > MOST_AXES:
        raise Unsupported(f"{shortened(str(e))}: the vocabulary has means over arrays with up to {MOST_AXES} axes")
    return LAWS[e.law]


def entry_indices(e: Expectation) -> tuple[Index, ...]:
    """The indices of the entries of a random array."""
    first = e.parameters[0]
    return first.indices if isinstance(first, Lambda) else ()


def parameters(e: Expectation) -> list[Expr]:
    """The parameters of an entry, all of the same indices."""
    return [beta(each, entry_indices(e)) if isinstance(each, Lambda) else each for each in e.parameters]


def _given(terms: CoqTerms, e: Expectation) -> str:
    return " ".join(map(terms.term, parameters(e)))


def _over(terms: CoqTerms, word: str, own: tuple[Index, ...], each: list[str]) -> str:
    """A word of a law, or the iterated one for what it is at every entry."""
    if not own:
        return each[0]
    names = " ".join(map(terms.names.index, own))
    sizes = [terms.size(index.over) for index in own]
    return " ".join([f"{word}{len(own)}", *(f"(fun {names} => {one})" for one in each), *sizes])


def _looked_at(terms: CoqTerms, e: Expectation, name: str, given: list[str]) -> str:
    """What holds of the values that the law looks at, of an array for every entry."""
    values, own = _words(e).values, entry_indices(e)
    if not values:
        return ""
    entry = f"({name} {' '.join(map(terms.names.index, own))})" if own else name
    return f"{conjunction(terms.every(own, [values.format(*given, x=entry)]))} -> "


TERMS[Expectation] = mean
