"""A function in front of what it is of: elementary ones, those of the document, of the catalogue, and open ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ...expr.functions import Max, cos, cosh, exp, log, sin, sinh, sqrt, tanh
from ...expr.functions import sign as sign_of
from ...expr.indices import Place
from ...expr.nodes import Delta, Diff, Div, Expr, Mul, Neg, Quantity, Scalar, wrap
from ..codes import NotUnderstood, Span
from ..grammar.nodes import TexConditional, TexGroup, TexList, TexName, TexNode, TexScripted, walk
from ..lexicon.functions import catalogued, known_function
from .arithmetic import determinant, is_minus_one, raised, trace
from .conditions import indicator
from .definitions import applied, quantity
from .elaborate import Bindings, Elaboration, reads
from .expectations import is_mean, mean
from .model import ArrayValue, NoteDefinition, Origin, Parameter, Symbol, Use
from .named import finished, free_input, input_axes, whole_symbol
from .open_functions import opened
from .places import indexed, place
from .products import inner
from .scripts import Parts
from .values import described, joined, mapped, number, same_shape

ELEMENTARY: dict[str, Callable[[Expr], Expr]] = {
    "log": log,
    "ln": log,
    "exp": exp,
    "sin": sin,
    "cos": cos,
    "tan": lambda x: Div(sin(x), cos(x)),
    "tanh": tanh,
    "sinh": sinh,
    "cosh": cosh,
    "sqrt": sqrt,
    "sign": sign_of,
    "sgn": sign_of,
    "cot": lambda x: Div(cos(x), sin(x)),
    "sec": lambda x: Div(wrap(1), cos(x)),
    "csc": lambda x: Div(wrap(1), sin(x)),
    "sech": lambda x: Div(wrap(1), cosh(x)),
    "csch": lambda x: Div(wrap(1), sinh(x)),
    "coth": lambda x: Div(cosh(x), sinh(x)),
}
"""Functions by their commands, or by the same word in upright letters."""

EXTREME = {"max": False, "min": True}
"""Whether the largest is of the negatives."""

WITH_BASE = {"lg": 10}
"""Logarithms to a base."""

UNKNOWN = ("arctan", "arcsin", "arccos", "arccot", "gcd", "hom", "ker", "dim", "deg", "arg", "Pr")
"""Commands for functions that the language has not."""

OF_MATRIX: dict[str, Callable[[Elaboration, ArrayValue, Span], ArrayValue]] = {
    "det": determinant,
    "tr": trace,
    "Tr": trace,
    "trace": trace,
}

WORDS_WITHOUT_RULE = (
    "E", "Var", "Cov", "Pr", "std", "mean", "KL", "split", "chunk", "concat", "prod", "rank", "sum", "var", "cov",
    "corr", "Corr", "median", "mode", "vec", "span", "dim",
)  # fmt: skip
"""Names in front of brackets that stand for more than a function of numbers."""


def is_elementary(name: TexName) -> bool:
    """Whether a name is a function that is always there, with or without brackets behind it."""
    known = (*ELEMENTARY, *EXTREME, *WITH_BASE, *UNKNOWN)
    if name.font == "operator":
        return name.base in known or name.base in OF_MATRIX
    return name.base in ELEMENTARY and len(name.base) > 1 and name.font == "roman" or name.base in EXTREME


def group_of(node: TexNode) -> TexGroup | TexList | TexConditional | None:
    """The brackets that hold arguments, scripts behind them left aside."""
    while isinstance(node, TexScripted):
        node = node.base
    held = isinstance(node, (TexGroup, TexList, TexConditional)) and node.opening in ("(", "[", "\\{", "{")
    return node if held and isinstance(node, (TexGroup, TexList, TexConditional)) else None


def arguments_of(node: TexGroup | TexList | TexConditional) -> tuple[TexNode, ...]:
    """What stands between the brackets."""
    if isinstance(node, TexGroup):
        return (node.inner,)
    return node.items if isinstance(node, TexList) else (*node.items, *node.given)


def base_name(node: TexNode) -> TexName | None:
    """The name that carries the scripts, if it is one."""
    while isinstance(node, TexScripted):
        node = node.base
    return node if isinstance(node, TexName) else None


def behind(e: Elaboration, value: ArrayValue, group: TexNode, env: Bindings) -> ArrayValue:
    """The value with the scripts that stand behind the brackets: softmax(z)_j, f(x)^2."""
    if not isinstance(group, TexScripted):
        return value
    parts = e.scope.parts(group, env.indices)
    if parts.primes:
        raise NotUnderstood("S09", "a prime behind an application", group.span)
    if parts.label:
        raise NotUnderstood("S01", f"the script {parts.label} behind an application", group.span)
    return finished(e, indexed(e, value, parts.indices, env, "the value"), parts, env)


# -- functions that are always there


def elementary(e: Elaboration, head: TexNode, arguments: tuple[TexNode, ...], env: Bindings) -> ArrayValue:
    """log, exp, max …, with the scripts of the head: log_2 x, sin² x."""
    name = base_name(head)
    assert name is not None
    values = [e.value(each, env) for each in arguments]
    sub, power, primes = _scripts(head)
    if primes and (sub is not None or power is not None or len(values) != 1 or name.base not in ELEMENTARY):
        raise NotUnderstood("F05", "a prime on an elementary function", head.span)
    if primes:
        return _elementary_slope(name.base, primes, values[0])
    if power is not None and is_minus_one(power):
        raise NotUnderstood("F05", f"{name.base}^{{-1}}: the inverse function, or 1/{name.base}?", head.span)
    found = _elementary(e, name.base, sub, values, head.span, env)
    return found if power is None else raised(e, found, power, env)


def _elementary_slope(name: str, primes: int, value: ArrayValue) -> ArrayValue:
    """tanh′(x): the derivative at a name for x."""
    at = Scalar("x~")

    def slope(argument: Expr) -> Expr:
        found = ELEMENTARY[name](at)
        for _ in range(primes):
            found = Diff(found, at)
        result: Expr = Quantity(name + "'" * primes, found, (), (at,), applied=True).of(argument)
        return result

    return mapped(slope, value)


def _scripts(head: TexNode) -> tuple[TexNode | None, TexNode | None, int]:
    """The base below, the power above, and the primes."""
    sub, power, primes = None, None, 0
    while isinstance(head, TexScripted):
        primes += head.primes
        for script in (head.sub, head.sup):
            if script is not None and script.tree is None:
                raise NotUnderstood("S03", f"the script {script.text} of a function", head.span)
        sub = head.sub.tree if head.sub else sub
        power = head.sup.tree if head.sup else power
        head = head.base
    return sub, power, primes


def _elementary(
    e: Elaboration, name: str, sub: TexNode | None, values: list[ArrayValue], span: Span, env: Bindings
) -> ArrayValue:
    if name in EXTREME:
        return _extreme(e, name, values, span)
    if len(values) != 1:
        raise NotUnderstood("F03", f"{name} takes one argument, not {len(values)}", span)
    (value,) = values
    if name in OF_MATRIX:
        return OF_MATRIX[name](e, value, span)
    if name in UNKNOWN:
        raise NotUnderstood("F08", f"\\{name} is not known to the prover", span)
    if name in WITH_BASE:
        return mapped(lambda x: Div(log(x), log(WITH_BASE[name])), value)
    if sub is not None:
        base = e.number(sub, env)
        return mapped(lambda x: Div(log(x), log(base.entry())), value)
    return mapped(ELEMENTARY[name], value)


def _extreme(e: Elaboration, name: str, values: list[ArrayValue], span: Span) -> ArrayValue:
    if len(values) == 1 and values[0].rank == 1:
        return largest(e, values[0], EXTREME[name])
    if len(values) < 2:
        raise NotUnderstood("E21", f"{name} of {described(values[0])}", span)
    arrays = [each for each in values if each.rank]
    for other in arrays[1:]:
        same_shape(e.sizes, arrays[0], other, name, span)
    if EXTREME[name]:
        return joined(lambda *each: Neg(Max(*map(Neg, each))), values)
    return joined(lambda *each: Max(*each), values)


def largest(e: Elaboration, value: ArrayValue, least: bool) -> ArrayValue:
    """The largest entry of a vector, or the least."""

    def entry() -> Expr:
        k = e.fresh("k", value.axes[0])
        x = value.entry(k)
        return Neg(Max(Neg(x), k)) if least else Max(x, k)

    return number(entry)


# -- functions of the document and of the catalogue


def application(e: Elaboration, head: TexNode, group: TexNode, env: Bindings) -> ArrayValue:
    """f(x), with what the scripts of f and of the brackets say."""
    held, name = group_of(group), base_name(head)
    assert held is not None
    assert name is not None
    given = arguments_of(held)
    if name.base in ("1", "I") and name.font in ("blackboard", "bold"):
        return indicator(e, given[0], env)
    parts = e.scope.parts(head, env.indices)
    if parts.power is not None and is_minus_one(parts.power):
        raise NotUnderstood("F05", f"{name.base}^{{-1}}(…): the inverse function, or 1/{name.base}(…)?", head.span)
    if isinstance(held, TexConditional) and (found := _conditional(e, parts, held, env)) is not None:
        return behind(e, found, group, env)
    return behind(e, _applied(e, parts, name, given, env), group, env)


def _conditional(e: Elaboration, parts: Parts, brackets: TexConditional, env: Bindings) -> ArrayValue | None:
    """P(y^{(i)} | x^{(i)}) where no such function is defined: a number for each i, that is only known by its name."""
    keyed = e.scope.conditional(parts, brackets)
    if keyed is None:
        return None
    symbol, indices = keyed
    count = len(brackets.items) + len(brackets.given)
    function = e.lookup(e.scope.symbol(parts), arguments=count)
    found = e.lookup(symbol)
    if found.definition is None and function.definition is not None:
        names = [base_name(each) for each in (*brackets.items, *brackets.given)]
        alike = [each.symbol.base for each in function.definition.parameters] == [each and each.base for each in names]
        if alike or function.origin is not Origin.SIBLING:
            return None
    span = parts.node.span
    if found.definition is not None:
        e.use(found)
        return indexed(e, quantity(e, found.definition, span), indices, env, symbol.identifier)
    e.note(f"{symbol.base}(…|…): a number, known by what it is of")
    value = free_input(e, symbol, replace(found, origin=Origin.OPEN), len(indices))
    return indexed(e, value, indices, env, symbol.identifier)


@dataclass(frozen=True)
class _Call:
    """One application: the symbol, its scripts, and what it is of."""

    symbol: Symbol
    parts: Parts
    given: tuple[TexNode, ...]

    @property
    def span(self) -> Span:
        return self.parts.node.span


def _applied(e: Elaboration, parts: Parts, name: TexName, given: tuple[TexNode, ...], env: Bindings) -> ArrayValue:
    call = _Call(e.scope.symbol(parts), parts, given)
    if call.symbol.base == "diag" and call.symbol.font == "roman":
        return _diagonal(e, call, env)
    found = e.lookup(call.symbol, arguments=len(given))
    if found.definition is not None:
        return _of_document(e, call, found, env)
    if name.base in OF_MATRIX and name.font == "roman":
        return finished(e, OF_MATRIX[name.base](e, _only(e, call, env), call.span), parts, env)
    if is_mean(name) and not parts.label and not parts.indices:
        return finished(e, mean(e, name, given, call.span, env), parts, env)
    if name.base in WORDS_WITHOUT_RULE and (name.font in ("roman", "blackboard", "operator") or len(name.base) > 1):
        raise NotUnderstood("F06", f"{name.base}(…) is more than a function of numbers", call.span)
    by_id = found.origin is Origin.CATALOGUE
    known = catalogued(found.declared) if by_id else known_function(call.symbol, e.scope.section)
    if known is not None:
        e.use(found if by_id else Use(call.symbol, Origin.CATALOGUE, declared=known.id))
        values = tuple(e.value(each, env) for each in given)
        value = known.of(values, e.sizes, call.span)
        if parts.primes:
            return _slope(e, call, values, lambda x: known.of((x,), e.sizes, call.span))
        return finished(e, indexed(e, value, parts.indices, env, known.id), parts, env)
    likely = e.scope.likely_function(call.symbol)
    if likely is not None and not parts.primes and not parts.indices and len(given) == 1:
        e.use(Use(call.symbol, Origin.WORDS, declared=f"{likely.function.id}, by the words «{likely.words}»"))
        value = likely.function.of((e.value(given[0], env),), e.sizes, call.span)
        return finished(e, value, parts, env)
    return finished(e, _open(e, call, env), parts, env)


def _only(e: Elaboration, call: _Call, env: Bindings) -> ArrayValue:
    if len(call.given) != 1:
        raise NotUnderstood("F03", f"{call.symbol.base} takes one argument, not {len(call.given)}", call.span)
    return e.value(call.given[0], env)


def _diagonal(e: Elaboration, call: _Call, env: Bindings) -> ArrayValue:
    """diag(y)."""
    value = _only(e, call, env)
    if value.rank != 1:
        raise NotUnderstood("T03", f"diag of {described(value)}", call.span)
    axes = (value.axes[0], value.axes[0])
    found = ArrayValue(axes, lambda i, j: Mul((Delta(i, j), value.entry(i))))
    return finished(e, found, call.parts, env)


NEVER_OPEN = ("P", "p", "Pr", "E", "Var", "H", "D", "KL", "I", "N", "O", "Cov", "T")
"""Letters that name something in particular, although nobody defined it: probabilities, distances, laws."""


PARAMETERS = ("theta", "vartheta", "phi", "psi", "omega", "w", "W", "Theta")
"""Letters below a function that are what it depends on as well: h_θ(x)."""


def parameters_below(node: TexNode) -> TexNode | None:
    """θ of h_θ: what the subscript of a function says that it depends on."""
    while isinstance(node, TexScripted):
        tree = node.sub.tree if node.sub is not None else None
        if isinstance(tree, TexName) and not tree.accents and tree.base in PARAMETERS:
            return tree
        node = node.base
    return None


def _of_parameters(e: Elaboration, call: _Call, env: Bindings) -> ArrayValue | None:
    """h_θ(x): h(x) as it is defined; or any function of θ and x."""
    below = parameters_below(call.parts.node)
    if below is None or call.symbol.base in NEVER_OPEN[2:]:
        return None
    plain = e.lookup(replace(call.symbol, label=""), arguments=len(call.given))
    if plain.definition is not None:
        return _of_document(e, call, plain, env)
    given = [e.value(each, env) for each in (below, *call.given)]
    return opened(e, call.symbol, given, call.parts.primes, call.span)


def _open(e: Elaboration, call: _Call, env: Bindings) -> ArrayValue:
    symbol, scope = call.symbol, e.scope
    with_parameters = _of_parameters(e, call, env)
    if with_parameters is not None:
        return with_parameters
    named = symbol.base in NEVER_OPEN or symbol.font in ("blackboard", "calligraphic")
    word = symbol.font == "roman" and len(symbol.base) > 1
    spoken = scope.called_function(symbol.base) or len(call.given) > 1
    annotated = symbol in scope.functions
    if call.parts.indices or not annotated and (named or word or not spoken):
        raise NotUnderstood("F01", f"{symbol.base}(…): a function that is not defined", call.span)
    return opened(e, symbol, [e.value(each, env) for each in call.given], call.parts.primes, call.span)


def _of_document(e: Elaboration, call: _Call, found: Use, env: Bindings) -> ArrayValue:
    definition = found.definition
    assert definition is not None
    if definition.kind != "function":
        raise NotUnderstood("F07", f"{call.symbol.base} is not a function", call.span)
    e.use(found)
    if len(definition.parameters) != len(call.given):
        wanted = len(definition.parameters)
        message = f"{call.symbol.base} takes {wanted} arguments, not {len(call.given)}"
        raise NotUnderstood("F03", message, call.span)
    if definition.component:
        return finished(e, _component(e, call, definition, env), call.parts, env)
    values = [_given(e, *each, env) for each in zip(definition.parameters, call.given, strict=True)]
    if call.parts.primes:
        single = definition.parameters[0]
        return _slope(e, call, tuple(values), lambda x: _bound(e, definition, [x], [single], call.span))
    if len(values) == 1 and values[0].rank and parameter_rank(e, definition, definition.parameters[0]) == 0:
        found_value = _entry_by_entry(e, call, definition, values[0])
    else:
        found_value = _bound(e, definition, values, list(definition.parameters), call.span)
    return finished(e, indexed(e, found_value, call.parts.indices, env, call.symbol.identifier), call.parts, env)


def _given(e: Elaboration, parameter: Parameter, node: TexNode, env: Bindings) -> ArrayValue:
    """An argument; where σ² is the parameter, the σ whose square is given."""
    if not parameter.squared:
        return e.value(node, env)
    squared = isinstance(node, TexScripted) and node.sup is not None and node.sup.text == "2" and not node.primes
    if isinstance(node, TexScripted) and squared:
        return e.value(node.base if node.sub is None else replace(node, sup=None), env)
    return mapped(sqrt, e.value(node, env))


def parameter_rank(e: Elaboration, definition: NoteDefinition, parameter: Parameter) -> int | None:
    """How many axes a parameter has where the function is defined; None if it is defined there itself."""
    inner = e.of_definition(definition)
    found = inner.lookup(parameter.symbol)
    if found.definition is not None and found.definition is not definition:
        return None
    return len(input_axes(inner, parameter.symbol))


def _bound(
    e: Elaboration, definition: NoteDefinition, values: list[ArrayValue], parameters: list[Parameter], span: Span
) -> ArrayValue:
    """The body with the parameters bound.  A parameter that is defined there may only stand for itself."""
    inner = e.of_definition(definition)
    arguments: dict[Symbol, ArrayValue] = {}
    for parameter, value in zip(parameters, values, strict=True):
        known = inner.lookup(parameter.symbol).definition
        defined = known is not None and known is not definition and known.kind == "quantity"
        if value.origin == parameter.symbol and (defined or inner.scope is e.scope):
            continue
        if defined and known is not None and _depends_on(e, definition, known):
            base = definition.symbol.base
            message = f"{base} of something else than {parameter.symbol.base}, which is defined"
            raise NotUnderstood("F04", message, span)
        rank = parameter_rank(e, definition, parameter)
        fewer = rank is not None and value.rank < rank and definition.symbol.base not in NEVER_OPEN
        if rank is not None and rank != value.rank and not parameter.indices and not fewer:
            message = f"{definition.symbol.base}: an argument is {described(value)}, expected {rank} axes"
            raise NotUnderstood("T10", message, span)
        arguments[parameter.symbol] = value
    return applied(e, definition, arguments, span)


def _depends_on(e: Elaboration, definition: NoteDefinition, known: NoteDefinition) -> bool:
    """Whether the body of a function names other quantities in which a defined parameter may stand."""
    scope = e.state.paper.scope(definition.section)
    if definition.body is None:
        return True
    names = [each for each in walk(definition.body) if isinstance(each, (TexName, TexScripted))]
    for node in names:
        parts = scope.parts(node, ())
        found = e.lookup(scope.symbol(parts)).definition if parts.name is not None else None
        if found is not None and found is not known and found.kind == "quantity":
            return True
    return False


def _entry_by_entry(e: Elaboration, call: _Call, definition: NoteDefinition, value: ArrayValue) -> ArrayValue:
    """A function of a number, of an array: the body is read once, and built for each entry."""
    e.note(f"{call.symbol.base} entry by entry")
    current: list[Expr] = []
    body = _bound(e, definition, [number(lambda: current[-1])], list(definition.parameters), call.span)
    if body.rank:
        raise NotUnderstood("T10", f"{call.symbol.base} of an array", call.span)

    def entry(*places: Place) -> Expr:
        current.append(value.entry(*places))
        try:
            return body.entry()
        finally:
            current.pop()

    return ArrayValue(value.axes, entry, value.row)


def _component(e: Elaboration, call: _Call, definition: NoteDefinition, env: Bindings) -> ArrayValue:
    """softmax(z_k) is component k of softmax(z); softmax(z) the whole of it."""
    (argument,), span = call.given, call.span
    value = e.value(argument, env)
    parameters = list(definition.parameters)
    if value.rank == 0 and (inside := _component_argument(e, argument, env)) is not None:
        whole, index = inside
        found = _bound(e, definition, [whole], [Parameter(parameters[0].symbol, ("",))], span)
        e.sizes.unify(found.axes[0], whole.axes[0], call.symbol.base, span)
        own, axis = place(e, index, env)
        e.sizes.unify(axis, whole.axes[0], call.symbol.base, span)
        return number(lambda: found.entry(own()))
    if value.rank != 1:
        raise NotUnderstood("T03", f"{call.symbol.base} of {described(value)}", span)
    found = _bound(e, definition, [value], [Parameter(parameters[0].symbol, ("",))], span)
    e.sizes.unify(found.axes[0], value.axes[0], call.symbol.base, span)
    return indexed(e, found, call.parts.indices, env, call.symbol.identifier)


def _component_argument(e: Elaboration, node: TexNode, env: Bindings) -> tuple[ArrayValue, TexNode] | None:
    if not isinstance(node, TexScripted):
        return None
    parts = e.scope.parts(node, env.indices)
    if parts.name is None or len(parts.indices) != 1 or parts.power is not None or parts.transposed:
        return None
    symbol = e.scope.symbol(parts)
    whole = env.values.get(symbol) or whole_symbol(e, symbol, node, 1)
    return (whole, parts.indices[0]) if whole.rank == 1 else None


def _slope(
    e: Elaboration, call: _Call, values: tuple[ArrayValue, ...], function: Callable[[ArrayValue], ArrayValue]
) -> ArrayValue:
    """f′(a): the derivative at a name for a."""
    if call.parts.primes > 2 or len(values) != 1:
        raise NotUnderstood("F05", f"{call.symbol.base} with {call.parts.primes} primes", call.span)
    at = Scalar(f"{call.symbol.identifier}~")
    body = function(number(lambda: at))
    if body.rank:
        raise NotUnderstood("F05", f"{call.symbol.base}′ of a function with several values", call.span)
    name = call.symbol.identifier + "'" * call.parts.primes

    def slope(argument: Expr) -> Expr:
        found = body.entry()
        for _ in range(call.parts.primes):
            found = Diff(found, at)
        quantity = e.state.quantities.applied((call.symbol, "slope"), name, found, (), (at,))
        result: Expr = quantity.of(argument)
        return result

    return mapped(slope, values[0])


# -- lists of values


@reads(TexList)
def read_list(e: Elaboration, node: TexList, env: Bindings) -> ArrayValue:
    """⟨x, y⟩ is the inner product; no other list has a value."""
    if node.opening not in ("⟨", "\\langle") or len(node.items) != 2:
        raise NotUnderstood("E06", "a list of values", node.span)
    left, right = (e.value(each, env) for each in node.items)
    if left.rank != 1 or right.rank != 1:
        raise NotUnderstood("T11", f"⟨…⟩ of {described(left)} and {described(right)}", node.span)
    return inner(e, left, right, node.span)
