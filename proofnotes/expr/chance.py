"""Random quantities and their expectations: E(f(x), x) for x = Normal("x", mu, sigma).

A random quantity is written like a scalar or a tensor; outside an expectation it is a number like any other, inside
E(..., x) it is bound, and what is meant is the mean by its law.  Entries of an array are independent, and so are
quantities with different names; E(f, x, y) is E(E(f, x), y).  What has no end of moments is no law here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .errors import NotationError
from .indices import Index, Size, fresh
from .misuse import NoNumber, vocabulary
from .nodes import (
    Dim,
    Entry,
    Expectation,
    Expr,
    Lambda,
    Operand,
    Scalar,
    Sum,
    Tensor,
    free_indices,
    walk,
    wrap,
)
from .spelling import shortened


@dataclass(frozen=True)
class Law:
    """A family of laws by its parameters.

    conditions: what has to have which sign for them to be parameters.  image: the quantity as a function of one whose
    parameters are `standard`, where there is such a function.  latex is what stands behind x ∼.
    """

    name: str
    latex: str
    conditions: Callable[..., tuple[tuple[Expr, str], ...]] = lambda *parameters: ()
    image: Callable[..., Expr] | None = None
    standard: tuple[int, ...] = ()


LAWS = {
    law.name: law
    for law in (
        Law("normal", r"\mathcal{N}", image=lambda u, mean, deviation: mean + deviation * u, standard=(0, 1)),
        Law("uniform", r"\mathcal{U}", image=lambda u, low, high: low + (high - low) * u, standard=(0, 1)),
        Law("bernoulli", r"\mathcal{B}", conditions=lambda p: ((p, ">="), (1 - p, ">="))),
        Law("finite", ""),
    )
}
"""normal: mean and standard deviation (of any sign: the law is the same).  uniform: both ends, in any order.
bernoulli: the probability of 1.  finite: any law on finitely many values; its parameters are weights and values of a
sample space that nobody writes down, so that only what is true of every law is true of it."""


RandomQuantity = Scalar | Tensor
"""A scalar or a tensor that knows its law: `_lawful` says how.  In a tree it is like any other."""
Parameters = tuple[Expr | Lambda, ...]
Argument = Operand | Tensor | Callable[..., Operand]
"""A parameter: a number, of arrays also a tensor of the same shape or a function of the indices."""
Over = Dim | tuple[Dim, ...] | None


def _lawful(quantity: RandomQuantity, law: str, parameters: Parameters) -> RandomQuantity:
    """The quantity with its law beside it; an expectation holds the law itself, and needs no more than the name."""
    object.__setattr__(quantity, "law", (law, parameters))
    return quantity


def law_of(quantity: object) -> tuple[str, Parameters] | None:
    """The law and its parameters; None of what is not random."""
    law: tuple[str, Parameters] | None = (
        getattr(quantity, "law", None) if isinstance(quantity, (Scalar, Tensor)) else None
    )
    return law


@dataclass(frozen=True)
class Categorical(NoNumber):
    """An index that takes each value k with probability weight: E(f(k), Categorical(p[k], k)) is Σ_k p_k f(k).

    That the weights are probabilities is a hypothesis: Eq(total(p[k], k), 1).
    """

    weight: Expr
    index: Index

    def __post_init__(self) -> None:
        if not isinstance(self.index, Index) or self.index not in free_indices(wrap(self.weight)):
            raise NotationError(
                f"Categorical({self.weight}, {shortened(self.index)}): expected a weight and the index in it, p[k], k"
            )

    def instead(self) -> str:
        """It stands behind the body."""
        return (
            f"Categorical({self.weight}, {self.index}) is a law: write E(..., Categorical({self.weight}, {self.index}))"
        )


@vocabulary
def Normal(  # noqa: N802 - the field's name
    name: str,
    mean: Argument = 0,
    deviation: Argument | None = None,
    *,
    variance: Argument | None = None,
    over: Over = None,
    latex: str | None = None,
) -> RandomQuantity:
    """A Gaussian number, or independent ones over the dimensions `over`: Normal("x", mu, sigma).

    Normal("w", variance=v, over=K) has mean 0.  The parameters of an array are numbers, tensors of its shape, or
    functions of its indices.
    """
    if deviation is not None and variance is not None:
        raise NotationError(f"Normal({shortened(name)}, ...): expected a deviation or a variance, got both")
    if variance is not None:
        return _random("Normal", name, "normal", (mean, variance), over, latex, root=True)
    return _random("Normal", name, "normal", (mean, 1 if deviation is None else deviation), over, latex)


@vocabulary
def Bernoulli(name: str, p: Argument, *, over: Over = None, latex: str | None = None) -> RandomQuantity:  # noqa: N802
    """1 with probability p, else 0; or independent ones over the dimensions `over`."""
    return _random("Bernoulli", name, "bernoulli", (p,), over, latex)


@vocabulary
def Uniform(  # noqa: N802 - the field's name
    name: str, low: Argument = 0, high: Argument = 1, *, over: Over = None, latex: str | None = None
) -> RandomQuantity:
    """Uniform between two numbers, or independent ones over the dimensions `over`."""
    return _random("Uniform", name, "uniform", (low, high), over, latex)


@vocabulary
def Random(name: str, *, over: Over = None, latex: str | None = None) -> RandomQuantity:  # noqa: N802
    """A random number, or array, of any law with finitely many values: all that is known of it are hypotheses.

    Entries of such an array may depend on each other; Eq(E(w[i] * w[j], w), v * delta(i, j)) says how.
    """
    dims = _dims("Random", name, over)
    space = Dim(f"Omega_{{{name}}}")
    return quantity_of(Tensor(f"V_{{{name}}}", space, *dims), latex)


def quantity_of(values: Tensor, latex: str | None = None) -> RandomQuantity:
    """The random quantity that takes these values on its sample space."""
    name, space = values.name.removeprefix("V_{").removesuffix("}"), values.over[0]
    s, r = Index("s", space), Index("r", space)
    odds = Tensor(f"P_{{{name}}}", space)
    own = tuple(Index(f"k_{axis}", over) for axis, over in enumerate(values.over[1:]))
    weight = (1 + odds[s] ** 2) / Sum(1 + odds[r] ** 2, r)
    parameters = (Lambda((s,), weight), Lambda((s, *own), Entry(values, (s, *own))))
    return _lawful(_quantity(name, values.over[1:], latex), "finite", parameters)


def _quantity(name: str, dims: tuple[Dim | Size, ...], latex: str | None) -> RandomQuantity:
    return Tensor(name, *dims, latex=latex) if dims else Scalar(name, latex=latex)


def _dims(called: str, name: str, over: Over) -> tuple[Dim, ...]:
    dims = over if isinstance(over, tuple) else () if over is None else (over,)
    if not all(isinstance(dim, Dim) for dim in dims):
        raise NotationError(
            f"{called}({shortened(name)}, over={shortened(over)}): expected a Dim, or several in brackets"
        )
    return dims


def _random(
    called: str,
    name: str,
    law: str,
    given: tuple[Argument, ...],
    over: Over,
    latex: str | None,
    root: bool = False,
) -> RandomQuantity:
    """A random quantity; root says that the second parameter is given as its square."""
    dims = _dims(called, name, over)
    wanted = _quantity(name, dims, latex)
    found = [_parameter(f"{called}({shortened(name)}, ...)", wanted, each) for each in given]
    if root:
        from .functions import sqrt

        second = found[1]
        found[1] = Lambda(second.indices, sqrt(second.body)) if isinstance(second, Lambda) else sqrt(second)
    return _lawful(wanted, law, tuple(found))


def _parameter(called: str, wanted: Scalar | Tensor, given: Argument) -> Expr | Lambda:
    """A number, or a function of the indices of an array, from whatever may be given for it."""
    if isinstance(wanted, Scalar):
        return wrap(given)
    own = tuple(fresh(Index("k", size)) for size in wanted.over)
    if isinstance(given, Tensor):
        if given.over != wanted.over:
            over = ", ".join(map(str, wanted.over))
            raise NotationError(f"{called}: expected a tensor over ({over}), got {given.name}, which is over others")
        return Lambda(own, Entry(given, own))
    if isinstance(given, Expr) or not callable(given):
        return Lambda(own, wrap(given))
    try:
        return Lambda(own, wrap(given(*own)))
    except TypeError:
        raise NotationError(f"{called}: expected a function of {len(own)} indices, got {shortened(given)}") from None


@vocabulary
def E(body: Operand, *quantities: RandomQuantity | Categorical) -> Expr:  # noqa: N802 - the field's name
    """The expectation: E(x**2, x) for a random x; E(f, x, y) is E(E(f, x), y)."""
    found = wrap(body)
    if not quantities:
        raise NotationError(f"E({found}): expected random quantities behind the body, such as Normal('x', mu, sigma)")
    averaged: list[str] = []
    for each in quantities:
        if isinstance(each, Categorical):
            found = Sum(wrap(each.weight) * found, each.index)
            continue
        known = law_of(each)
        if known is None:
            helps = "; an index is random as Categorical(p[k], k)" if isinstance(each, Index) else ""
            wanted = "expected a random quantity, made by Normal, Bernoulli, Uniform or Random"
            raise NotationError(f"E({found}, {shortened(each)}): {wanted}{helps}")
        law, parameters = known
        for earlier in averaged:
            if any(earlier in _names(parameter) for parameter in parameters):
                order = f"the law of {each.name} depends on {earlier}; write it before {earlier}"
                raise NotationError(f"E({wrap(body)}, ...): {order}")
        averaged.append(each.name)
        found = Expectation(found, each, law, parameters)
    return found


def _names(e: Expr | Lambda) -> set[str]:
    nodes = walk(e.body if isinstance(e, Lambda) else e)
    inputs = [node.tensor if isinstance(node, Entry) else node for node in nodes if isinstance(node, (Scalar, Entry))]
    return {each.name for each in inputs}


@vocabulary
def Var(body: Operand, *quantities: RandomQuantity | Categorical) -> Expr:  # noqa: N802 - the field's name
    """The variance, E((f − E f)²)."""
    return E((wrap(body) - E(body, *quantities)) ** 2, *quantities)


@vocabulary
def Cov(left: Operand, right: Operand, *quantities: RandomQuantity | Categorical) -> Expr:  # noqa: N802
    """The covariance, E((f − E f)(g − E g))."""
    return E((wrap(left) - E(left, *quantities)) * (wrap(right) - E(right, *quantities)), *quantities)
