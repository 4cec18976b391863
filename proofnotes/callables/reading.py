"""What can be made a function of, read as a definition: an expression, a quantity, a side of a statement, SymPy's.

The free indices of an expression are the axes of the value, and the scalars and tensors in it are the inputs, both in
the order in which they are met when it is read from left to right, names unfolded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from ..expr.arrays import Array
from ..expr.calculus import unfold_all
from ..expr.errors import LoweringError, NotationError
from ..expr.faces import reader_of
from ..expr.indices import Index, Size, variables
from ..expr.misuse import sequence_of
from ..expr.nodes import (
    Applied,
    Delta,
    Dim,
    Entry,
    Expr,
    Input,
    Number,
    Quantity,
    Relation,
    Scalar,
    Tensor,
    children,
    free_indices,
    wrap,
)
from ..expr.spelling import shortened
from ..interchange import read_together, unused
from ..statements.chains import IDENTIFIER, Chain, Term
from ..statements.split_axes import Counts, is_split
from ..statements.statement import Definition, Theorem

UNNAMED = "expression"
"""What a function is called where nothing has a name."""

EXPECTED = "an expression, a Definition, a let, a Theorem or chain (whose last expression is taken), or one of SymPy's"


@dataclass(frozen=True)
class Readable:
    """An expression and what is known of it.

    indices: the axes in their order, None for that of appearance; inputs: those that come before others; parameters
    are held fixed.
    """

    body: Expr
    name: str = UNNAMED
    indices: tuple[Index, ...] | None = None
    inputs: tuple[Input, ...] = ()
    parameters: tuple[tuple[Scalar, float], ...] = ()
    assuming: tuple[Relation, ...] = ()
    source: str = ""
    sizes: tuple[tuple[Dim, int], ...] = ()


def definition_of(
    what: object,
    arguments: Sequence[object] | None = None,
    indices: Sequence[object] | None = None,
    assuming: Sequence[object] = (),
) -> Definition:
    """A definition of what was given; NotationError, naming what came and what was expected, if there is none.

    arguments: the inputs in another order, each itself or its name; (x, 0.1) makes it a parameter with this default.
    indices: the axes of the value in another order.
    """
    shown = f"lambdify({shortened(what)})"
    if isinstance(what, Definition) and arguments is None and indices is None and not assuming:
        return _callable(shown, what)
    given_hypotheses = sequence_of(shown, "assuming", assuming, "assuming=[x > 0]")
    found = read(what, given_hypotheses)
    held = {each for each, _ in found.parameters}
    met = dict.fromkeys([*found.inputs, *_inputs_in_order(found.body)])
    known = _named(shown, (each for each in met if each not in held))
    given = tuple(known.values()) if arguments is None else _as_listed(shown, arguments, known)
    axes = _indices_in_order(found.body) if found.indices is None else found.indices
    more = () if reader_of(what) is not None else read_together((), given_hypotheses)[1]
    made = Definition(
        found.name,
        found.body,
        inputs=[each for each in given if not isinstance(each, tuple)],
        indices=axes if indices is None else _reordered(shown, indices, axes),
        parameters=[*found.parameters, *(each for each in given if isinstance(each, tuple))],
        assuming=(*found.assuming, *more),
        source=found.source,
        sizes=found.sizes,
    )
    return _callable(shown, made)


def _callable(shown: str, definition: Definition) -> Definition:
    """The definition, if there is something to call it with, and that says how large every dimension is."""
    if not definition.inputs:
        raise NotationError(f"{shown}: expected a number or a tensor in it, to be an argument; there is none")
    every = (over for each in definition.inputs if isinstance(each, Tensor) for over in each.over)
    known = {over.base for over in every if not is_split(over)}
    try:
        known |= Counts.of(definition).known
    except LoweringError as error:
        raise NotationError(f"{shown}: {error}") from None
    missing = sorted({over.name for over in _sizes_in(definition) if over not in known})
    if missing:
        raise NotationError(
            f"{shown}: expected an argument with an axis over {', '.join(missing)}, which would say how large that is; "
            "for a number write a Scalar"
        )
    return definition


def _sizes_in(definition: Definition) -> Iterator[Size]:
    """What the value depends on, one block each."""
    yield from (size for index in definition.indices for size in index.over.factors)
    for node, bound in _from_left_to_right(unfold_all(definition.body)):
        yield from (size for index in bound for size in index.over.factors)
        if isinstance(node, Dim):
            yield from node.over.factors


def read(what: object, assuming: Sequence[object] = ()) -> Readable:
    """What was given as an expression with what is known of it; only SymPy's is read together with hypotheses."""
    for kind, reading in READINGS.items():
        if isinstance(what, kind):
            return reading(what)
    if reader_of(what) is not None:
        return _of_foreign(what, assuming)
    _refuse(what)


def _of_foreign(what: object, assuming: Sequence[object]) -> Readable:
    """One of SymPy's, with what it assumes of its symbols; a matrix has a row and a column."""
    try:
        (found,), hypotheses = read_together([what], assuming)
    except NotationError as error:
        raise NotationError(f"lambdify({shortened(what)}): {error}") from None
    if isinstance(found, Array):
        axes = tuple(map(Index, unused(what, ("i", "j")), found.over))
        entry = found.entry(*axes)
        lengths = {size for each in _inputs_in_order(entry) if isinstance(each, Tensor) for size in each.over}
        if not lengths.issuperset(found.over):
            _refuse(what)  # entries written one by one: no argument has their axes
        return Readable(entry, indices=axes, assuming=hypotheses)
    return Readable(wrap(found), assuming=hypotheses) if isinstance(found, Expr) else _of_relation(found)


def _of_definition(what: Definition) -> Readable:
    return Readable(
        what.body, what.name, what.indices, what.inputs, what.parameters, what.assuming, what.source, what.sizes
    )  # fmt: skip


def _of_quantity(what: Quantity) -> Readable:
    return Readable(what.body, _function_name(what.name), what.indices, what.inputs)


def _of_applied(what: Applied) -> Readable:
    quantity = what.quantity
    return Readable(what[quantity.indices], _function_name(quantity.name), quantity.indices)


def _of_theorem(what: Theorem) -> Readable:
    if len(what.chains) != 1:
        raise NotationError(
            f"lambdify({what.id}): expected a theorem of one chain, which ends with what is computed; this one has "
            f"{len(what.chains)}: choose one of them, lambdify(theorem.chains[0])"
        )
    found = _of_chain(what.chains[0])
    return replace(found, name=_function_name(what.id), assuming=(*what.assuming, *found.assuming))


def _of_chain(what: Chain) -> Readable:
    if set(what.signs) != {"="}:
        raise NotationError(f"lambdify: expected equations, whose sides are one function; got {_written(what)}")
    return replace(_of_term(what.terms[-1]), assuming=what.assuming)


def _of_term(what: Term) -> Readable:
    if isinstance(what, Array):
        raise NotationError(f"lambdify: expected entries, an expression with indices; got {what.instead()}")
    return Readable(what)


def _of_relation(what: Relation) -> NoReturn:
    raise NotationError(f"lambdify({what}): expected one expression; this has two sides, .left and .right")


def _of_tensor(what: Tensor) -> NoReturn:
    raise NotationError(f"lambdify({what.name}): expected an expression; {what.instead()}")


def _of_text(what: str) -> NoReturn:
    raise NotationError(f"lambdify({shortened(what)}): expected {EXPECTED}; got text, which is not evaluated")


def _of_list(what: Sequence[object]) -> NoReturn:
    raise NotationError(
        f"lambdify({shortened(what)}, ...): expected {EXPECTED} first; got a list: where SymPy has "
        "lambdify([x, y], expression), here it is lambdify(expression, arguments=[x, y])"
    )


READINGS: Mapping[type | tuple[type, ...], Callable[[Any], Readable]] = {
    Definition: _of_definition,
    Theorem: _of_theorem,
    Chain: _of_chain,
    Quantity: _of_quantity,
    Applied: _of_applied,
    Expr: _of_term,
    Array: _of_term,
    Relation: _of_relation,
    Tensor: _of_tensor,
    str: _of_text,
    (list, tuple): _of_list,
}
"""What each kind of thing is read as, or why it is not."""


def _refuse(what: object) -> NoReturn:
    raise NotationError(f"lambdify: expected {EXPECTED}; got {type(what).__name__}: {shortened(what)}")


def _written(chain: Chain) -> str:
    first, *rest = map(str, chain.terms)
    return " ".join([first, *(f"{sign} {term}" for sign, term in zip(chain.signs, rest, strict=True))])


def _function_name(name: str) -> str:
    """softmax_vjp for softmax.vjp; a name that no function of Python can have is left."""
    plain = name.replace(".", "_")
    return plain if IDENTIFIER.match(plain) and plain.isascii() else UNNAMED


def _inputs_in_order(e: Expr) -> Iterator[Input]:
    """The scalars and tensors, each as it is met first."""
    for node, _ in _from_left_to_right(unfold_all(e)):
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Entry):
            yield node.tensor


def _indices_in_order(e: Expr) -> tuple[Index, ...]:
    """The free indices, each as it is met first; those that stand in conditions alone come last."""
    met = dict.fromkeys(
        index
        for node, bound in _from_left_to_right(unfold_all(e))
        for index in _own_indices(node)
        if index not in bound
    )
    return tuple(dict.fromkeys([*met, *sorted(free_indices(e), key=lambda index: index.name)]))


def _own_indices(node: Expr) -> Iterator[Index]:
    places = node.places if isinstance(node, Entry) else (node.left, node.right) if isinstance(node, Delta) else ()
    yield from (index for place in places for index in sorted(variables(place), key=str))


def _from_left_to_right(e: Expr) -> Iterator[tuple[Expr, frozenset[Index]]]:
    """Every node with the indices that are bound around it, once, in the order written."""
    waiting: list[tuple[Expr, frozenset[Index]]] = [(e, frozenset())]
    seen = set()
    while waiting:
        node, bound = waiting.pop()
        if (node, bound) in seen:
            continue
        seen.add((node, bound))
        yield node, bound
        inside = bound | {getattr(node, node._binder)} if node._binder else bound
        waiting += [(child, inside) for child in reversed(children(node))]


def _named(shown: str, inputs: Iterable[Input]) -> dict[str, Input]:
    """By name, which has to mean one thing."""
    found: dict[str, Input] = {}
    for each in inputs:
        other = found.setdefault(each.name, each)
        if other != each:
            raise NotationError(
                f"{shown}: expected one meaning for a name; {each.name} is {_kind(other)}, and {_kind(each)}"
            )
    return found


def _kind(value: Input) -> str:
    if isinstance(value, Scalar):
        return "a positive number" if value.positive else "a number"
    return f"a tensor over {', '.join(map(str, value.over))}"


Listed = Input | tuple[Scalar, float]


def _as_listed(shown: str, arguments: object, known: Mapping[str, Input]) -> tuple[Listed, ...]:
    """The inputs as the caller lists them: every one that stands in the expression, and perhaps others."""
    listed = [_listed(shown, each, known) for each in sequence_of(shown, "arguments", arguments, "arguments=(x, y)")]
    names = [each[0].name if isinstance(each, tuple) else each.name for each in listed]
    double = sorted({name for name in names if names.count(name) > 1})
    missing = [name for name in known if name not in names]
    if double or missing:
        said = f"{', '.join(double)} is given twice" if double else f"{', '.join(missing)} is missing"
        raise NotationError(f"{shown}: arguments: expected {', '.join(known)} once each, in any order; {said}")
    return tuple(listed)


def _listed(shown: str, given: object, known: Mapping[str, Input]) -> Listed:
    if isinstance(given, tuple) and len(given) == 2:
        found = _listed(shown, given[0], known)
        default = wrap(given[1])
        if not isinstance(found, Scalar) or not isinstance(default, Number):
            raise NotationError(
                f"{shown}: arguments: expected (x, 0.1), a number and its default, got {shortened(given)}"
            )
        return found, float(default.value)
    name = given.name if isinstance(given, (Scalar, Tensor)) else _name_of(given)
    if isinstance(given, (Scalar, Tensor)) and known.get(name, given) == given:
        return given
    if name not in known or isinstance(given, (Scalar, Tensor)):
        said = f"the {name} in it is {_kind(known[name])}" if name in known else f"{name} does not stand in it"
        expected = f"expected {', '.join(known)} in any order" if known else "expected none"
        raise NotationError(f"{shown}: arguments: {expected}; {said}")
    return known[name]


def _name_of(given: object) -> str:
    """The name of something that stands for an input or an index."""
    return given if isinstance(given, str) else str(given) if reader_of(given) is not None else shortened(given)


def _reordered(shown: str, indices: object, known: Sequence[Index]) -> tuple[Index, ...]:
    by_name = {each.name: each for each in known}
    given = sequence_of(shown, "indices", indices, "indices=(i, j)")
    names = [each.name if isinstance(each, Index) else _name_of(each) for each in given]
    if sorted(names) != sorted(by_name):
        expected = f"{', '.join(by_name)} in any order" if by_name else "none"
        raise NotationError(f"{shown}: indices: expected {expected}; got {', '.join(names) or 'none'}")
    return tuple(by_name[name] for name in names)
