"""What a kernel has to compute: the definition, and for each input the product of upstream gradient and Jacobian.

The gradient is the last expression of the theorem `name.vjp`; else, for a function of numbers, g times the last
expression of `name.derivative`; else it is derived from the definition.  A definition with an id of its own, such as
batch_norm.inference, has its theorems beside it: batch_norm.inference_vjp.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...expr.arrays import Array
from ...expr.calculus import inputs_of
from ...expr.errors import LoweringError
from ...expr.indices import Index, Place, fresh
from ...expr.nodes import Diff, Entry, Expr, Input, Scalar, Sum, Tensor, walk
from ...expr.rewrite import rename
from ...statements.chains import Chain
from ...statements.statement import Definition, Theorem
from ..program.contraction import contracted
from ..stable.logarithms import stable_derivative
from .names import UPSTREAM as UPSTREAM
from .names import tangent_names, upstream_name


@dataclass(frozen=True)
class Target:
    """of[indices] := expression.  source is the id that it was taken from."""

    of: str
    expression: Expr
    indices: tuple[Index, ...]
    source: str


def forward(definition: Definition) -> Target:
    """The definition itself."""
    return Target(definition.name, definition.body, definition.indices, definition.id)


def gradients(definition: Definition, theorems: Iterable[Theorem] = ()) -> tuple[Target, ...]:
    """One target for each input, in the order of the arguments."""
    by_id = {each.id: each for each in theorems}
    return tuple(_gradient(definition, each, by_id) for each in definition.arguments)


def _gradient(definition: Definition, by: Input, by_id: dict[str, Theorem]) -> Target:
    for what, times in (("vjp", False), ("derivative", True)):
        theorem = stated(definition, what, by_id)
        if theorem is None or (times and not isinstance(by, Scalar)):
            continue
        if not times and upstream_name(definition) != UPSTREAM:
            continue  # its g is the input of that name
        for each in theorem.chains:
            found = _last(each, by, definition)
            if found is not None and not strangers(found[0], definition):
                expression, indices = found
                return Target(by.name, upstream(definition) * expression if times else expression, indices, theorem.id)
    return _derived(definition, by)


def stated(definition: Definition, what: str, by_id: Mapping[str, Theorem]) -> Theorem | None:
    """The theorem called softmax.vjp, or batch_norm.inference_vjp, if it holds wherever the function is meant."""
    own = f"{definition.name}.{what}"
    theorem = by_id.get(own if definition.id == f"{definition.name}.definition" else f"{definition.id}_{what}")
    return theorem if theorem is not None and _holds_everywhere(theorem, definition) else None


def _holds_everywhere(theorem: Theorem, definition: Definition) -> bool:
    """Whether its hypotheses exclude at most a kink; an equation that the definition lacks excludes nearly all."""
    return all(each.sign != "=" or each in definition.assuming for each in theorem.assuming)


def _last(chain: Chain, by: Input, definition: Definition) -> tuple[Expr, tuple[Index, ...]] | None:
    """The last expression of a chain about this input, and the indices of the gradient."""
    first, last = chain.terms[0], chain.terms[-1]
    if isinstance(first, Array) or isinstance(last, Array) or chain.label not in ("", by.name):
        return None
    places = differentiated(first, by)
    if places is None:
        return None
    indices = tuple(fresh(Index(str(place), place.over)) for place in places)
    renamed = {old: new for old, new in zip(places, indices, strict=True) if isinstance(old, Index)}
    return (rename(last, dict(renamed)), indices) if len(renamed) == len(places) else None


def differentiated(e: Expr, by: Input) -> Sequence[Place] | None:
    """The places of the input that the expression is differentiated by."""
    for node in walk(e):
        if isinstance(node, Diff) and node.wrt == by:
            return ()
        if isinstance(node, Diff) and isinstance(node.wrt, Entry) and node.wrt.tensor == by:
            return node.wrt.places
    return None


def upstream(definition: Definition) -> Expr:
    """The upstream gradient at the indices of the value."""
    name = upstream_name(definition)
    if not definition.indices:
        return Scalar(name)
    return Entry(Tensor(name, *(index.over for index in definition.indices)), definition.indices)


def _derived(definition: Definition, by: Input) -> Target:
    """Σ g ∂f/∂x from the definition, its deltas contracted."""
    wrt, indices = generic(by)
    slope = upstream(definition) * stable_derivative(definition, wrt)
    for index in reversed(definition.indices):
        slope = Sum(slope, index)
    return Target(by.name, contracted(slope), indices, definition.id)


def generic(by: Input) -> tuple[Expr, tuple[Index, ...]]:
    """The input at indices that nothing else uses, and these."""
    if isinstance(by, Scalar):
        return by, ()
    letters = ("jklmnopq"[place % 8] for place in range(len(by.over)))
    indices = tuple(fresh(Index(name, over)) for name, over in zip(letters, by.over, strict=True))
    return Entry(by, indices), indices


def strangers(e: Expr, definition: Definition) -> list[str]:
    """What an expression mentions besides inputs, parameters, the upstream gradient and tangents."""
    own = {*(each.name for each in definition.inputs), *(each.name for each, _ in definition.parameters)}
    allowed = {*own, upstream_name(definition), *tangent_names(definition).values()}
    return sorted(each.name for each in inputs_of(e) if each.name not in allowed)


def check(definition: Definition, targets: Iterable[Target]) -> None:
    """A kernel may mention its inputs, its parameters, the upstream gradient and tangents, nothing else."""
    own = [*(each.name for each in definition.inputs), *(each.name for each, _ in definition.parameters)]
    twice = sorted({name for name in own if own.count(name) > 1})
    if twice:
        raise LoweringError(f"{definition.name}: two of its arguments are called {', '.join(twice)}; rename one")
    for target in targets:
        unknown = strangers(target.expression, definition)
        if unknown:
            raise LoweringError(
                f"{target.source}: {target.expression} mentions {', '.join(unknown)}, "
                f"which is no input of {definition.name}"
            )
