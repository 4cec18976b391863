"""Factors side by side: which are applications, how far a function and d/dx reach, what is no product at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..codes import NotUnderstood
from ..grammar.nodes import (
    TexChain,
    TexConditional,
    TexDerivative,
    TexFactor,
    TexFraction,
    TexGroup,
    TexName,
    TexNode,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexScripted,
    TexSum,
    walk,
)
from .arithmetic import trace
from .calls import (
    application,
    arguments_of,
    base_name,
    behind,
    elementary,
    group_of,
    is_elementary,
    parameters_below,
)
from .conditions import indicator
from .derivatives import argument_of, derived, is_function_name, variables_of
from .elaborate import Bindings, Elaboration, reads
from .evidence import differentials_in
from .letters import letter_of
from .model import ArrayValue, Symbol
from .named import input_key, set_axes, untyped
from .places import indexed
from .products import Item, multiplied
from .scripts import ALWAYS_INDICES
from .sums import one_product

Factors = Sequence[TexFactor]


@reads(TexProduct)
def read_product(e: Elaboration, node: TexProduct, env: Bindings) -> ArrayValue:
    """Factors side by side, applications among them."""
    _check_names(e, node.factors)
    slashed = _slashed_derivative(e, node)
    if slashed is not None:
        return derived(e, slashed[0], (slashed[1],), "1", node.span, env)
    for one, other in zip(node.factors, node.factors[1:], strict=False):
        if other.joint == "" and _is_vector(e, other.value, env):
            symbol = untyped(e, one.value, True, env)
            if symbol is not None:
                set_axes(e, symbol, 2)
                e.note(f"{symbol.base} beside a vector: a matrix")
    items = _items(e, _averaged(e, node), env)
    return multiplied(e, items, node.span)


def _averaged(e: Elaboration, node: TexProduct) -> TexProduct:
    """1/N Σ_i without an upper limit: up to N, if that fits."""
    for place, (one, other) in enumerate(zip(node.factors, node.factors[1:], strict=False)):
        size, operator = one.value, other.value
        letter = letter_of(size.below) if isinstance(size, TexFraction) and size.above == TexNumeral("1") else ""
        if not letter or not isinstance(operator, TexOperator) or operator.name != "sum" or operator.upper is not None:
            continue
        index = letter_of(operator.lower) if operator.lower is not None else ""
        if not index or e.scope.range_of(index) is not None or e.letter_axis(letter) is None:
            continue
        if e.choose(f"the sum behind 1/{letter}: up to {letter}, or over another range", 2) == 0:
            e.note(f"the sum behind 1/{letter} is up to {letter}")
            assert isinstance(size, TexFraction)
            whole = replace(other, value=replace(operator, upper=size.below))
            return replace(node, factors=(*node.factors[: place + 1], whole, *node.factors[place + 2 :]))
    return node


def _items(e: Elaboration, node: TexProduct, env: Bindings) -> list[Item]:
    found: list[Item] = []
    rest: Factors = node.factors
    while rest:
        value, taken = _item(e, rest, env)
        found.append((rest[0].joint, value))
        rest = rest[taken:]
    return found


def _item(e: Elaboration, rest: Factors, env: Bindings) -> tuple[ArrayValue, int]:
    """The value of what comes next, and how many factors it takes."""
    first, following = rest[0].value, _beside(rest)
    if first == TexNumeral("1") and isinstance(following, TexGroup) and isinstance(following.inner, TexChain):
        return indicator(e, following.inner, env), 2
    name = base_name(first)
    if name is not None and name.base in ("nabla", "partial"):
        return _gradient(e, first, rest, env)
    if name is not None and is_elementary(name):
        return _elementary(e, name, rest, env)
    if name is not None and following is not None and group_of(following) is not None:
        if _is_application(e, first, name, following, env):
            return application(e, first, following, env), 2
        if _holds_a_name(following) and not _is_number(e, first, env):
            return _entry(e, first, name, following, env), 2
        if name.font == "roman" and len(name.base) > 1:
            raise NotUnderstood("F09", f"{name.base} in front of something: an operator?", first.span)
    if isinstance(first, TexDerivative):
        return _derivative(e, first, rest, env)
    if name is not None and name.font == "roman" and len(name.base) > 1 and following is not None:
        raise NotUnderstood("F09", f"{name.base} in front of something: an operator?", first.span)
    return e.value(first, env), 1


def _beside(rest: Factors) -> TexNode | None:
    """What stands right behind the first factor."""
    return rest[1].value if len(rest) > 1 and rest[1].joint == "" else None


def _is_application(e: Elaboration, head: TexNode, name: TexName, group: TexNode, env: Bindings) -> bool:
    held = group_of(group)
    assert held is not None
    if name.font == "roman" and len(name.base) > 1 or name.font == "blackboard":
        return True
    if name.base in ("1", "I") and name.font == "bold" and isinstance(held, TexGroup):
        return isinstance(held.inner, TexChain)
    if isinstance(held, TexConditional):
        return True
    parts = e.scope.parts(head, env.indices)
    symbol = e.scope.symbol(parts)
    if symbol in env.values:
        return False
    if parameters_below(head) is not None and _holds_a_name(group) and e.scope.declared(symbol) is None:
        return True
    return e.scope.is_function(parts, held, e.at, env.values)


def _holds_a_name(group: TexNode) -> bool:
    """Whether brackets hold one name alone: nobody writes a product so."""
    return isinstance(group, TexGroup) and group.opening == "(" and isinstance(group.inner, (TexName, TexScripted))


def _is_number(e: Elaboration, head: TexNode, env: Bindings) -> bool:
    """Whether the text declares the name to be a number."""
    symbol = e.scope.symbol(e.scope.parts(head, env.indices))
    return symbol not in env.values and e.scope.declared(symbol) == ()


def _entry(e: Elaboration, head: TexNode, name: TexName, group: TexNode, env: Bindings) -> ArrayValue:
    """P(j) for the entry of an array P, where j is an index; of a number it is no product."""
    assert isinstance(group, TexGroup)
    letter = letter_of(group.inner)
    of_index = letter is not None and (letter in env.indices or letter in ALWAYS_INDICES)
    silent = untyped(e, head, name.base.isupper(), env) if of_index else None
    if silent is not None:
        set_axes(e, silent, 1)
    value = e.value(head, env)
    if of_index and value.rank:
        e.note(f"{name.base}(…) of an index: its entry")
        return indexed(e, value, (group.inner,), env, name.base)
    raise NotUnderstood("F01", f"{name.base}(…): a function that is not defined, or a product?", head.span)


# -- how far a function, d/dx and ∇ reach


def _elementary(e: Elaboration, name: TexName, rest: Factors, env: Bindings) -> tuple[ArrayValue, int]:
    r"""\log x: the brackets behind it, or one item; with more beside it there are two readings."""
    head, group = rest[0].value, _beside(rest)
    if group is None:
        raise NotUnderstood("F02", f"\\{name.base} without an argument", head.span)
    held = group_of(group)
    if held is not None:
        found = elementary(e, head, arguments_of(held), env)
        return behind(e, found, group, env), 2
    behind_head = rest[1:]
    count = _reach(e, name, behind_head, env)
    return elementary(e, head, (one_product(tuple(behind_head[:count]), group.span),), env), 1 + count


def _reach(e: Elaboration, name: TexName, rest: Factors, env: Bindings) -> int:
    first = rest[0].value
    own = base_name(first)
    side_by_side = next((place for place, each in enumerate(rest) if place and each.joint != ""), len(rest))
    if (own is not None and is_elementary(own)) or isinstance(first, TexDerivative):
        return side_by_side
    count = _application_length(e, rest, env)
    if isinstance(first, TexNumeral) and not isinstance(_beside(rest), (TexOperator, type(None))):
        raise NotUnderstood("A01", f"how far \\{name.base} reaches", first.span)
    more = rest[count:]
    if more and more[0].joint == "":
        function = base_name(more[0].value)
        if (function is None or not is_elementary(function)) and e.choose(f"how far \\{name.base} reaches", 2):
            return side_by_side
    return count


def _application_length(e: Elaboration, rest: Factors, env: Bindings) -> int:
    """f (x) is one item."""
    name, following = base_name(rest[0].value), _beside(rest)
    if name is None or following is None or group_of(following) is None:
        return 1
    if _holds_a_name(following):
        return 2
    return 2 if _is_application(e, rest[0].value, name, following, env) else 1


def _gradient(e: Elaboration, head: TexNode, rest: Factors, env: Bindings) -> tuple[ArrayValue, int]:
    """∇_w f, ∇f(x) by what f is of; ∇²f is the matrix of second derivatives, or its trace."""
    if len(rest) < 2:
        raise NotUnderstood("E13", "∇ without what it acts on", head.span)
    sub = head.sub if isinstance(head, TexScripted) else None
    sup = head.sup if isinstance(head, TexScripted) else None
    if sup is not None and sup.tree != TexNumeral("2"):
        raise NotUnderstood("E32", f"∇ with the superscript {sup.text}", head.span)
    count = _operator_reach(e, "∇", rest[1:], env)
    body = one_product(tuple(rest[1 : 1 + count]), head.span)
    variable = sub.tree if sub is not None else argument_of(e, body)
    if variable is None:
        raise NotUnderstood("E35", "∇ without its variable", head.span)
    if sup is None:
        return derived(e, body, (variable,), "1", head.span, env, gradient=True), 1 + count
    found = derived(e, body, (variable, variable), "2", head.span, env)
    if found.rank == 2 and e.choose("∇²: the matrix of second derivatives, or its trace", 2):
        return trace(e, found, head.span), 1 + count
    return found, 1 + count


def _operator_reach(e: Elaboration, what: str, rest: Factors, env: Bindings) -> int:
    """How many factors ∇ and d/dx act on: all that stand side by side, or the first alone."""
    count = next((place for place, each in enumerate(rest) if place and each.joint != ""), len(rest))
    first = _application_length(e, rest, env)
    return first if first < count and e.choose(f"how far {what} reaches", 2) else count


def _derivative(e: Elaboration, node: TexDerivative, rest: Factors, env: Bindings) -> tuple[ArrayValue, int]:
    """d/dx of what follows; df/dx (x) is df/dx."""
    following = _beside(rest)
    if node.body is not None:
        if isinstance(following, TexGroup) and _is_point(e, node, following):
            return _derivative_at(e, node, following, env), 2
        return e.value(node, env), 1
    if len(rest) < 2:
        raise NotUnderstood("E31", "d/dx without what it acts on", node.span)
    count = _operator_reach(e, "d/dx", rest[1:], env)
    body = one_product(tuple(rest[1 : 1 + count]), node.span)
    return derived(e, body, node.by, node.order, node.span, env), 1 + count


def _is_point(e: Elaboration, node: TexDerivative, group: TexGroup) -> bool:
    """Whether brackets behind a derivative say where it is taken: (x), (x_0), (3), (h(x)); and no sum is a factor."""
    if isinstance(group.inner, (TexName, TexScripted, TexNumeral)):
        return True
    return node.body is not None and is_function_name(e, node.body) and not isinstance(group.inner, TexSum)


def _derivative_at(e: Elaboration, node: TexDerivative, group: TexGroup, env: Bindings) -> ArrayValue:
    """df/dx (a), as f′(a)."""
    assert node.body is not None
    variables = variables_of(node.by, node.order, node.span)
    if group.inner == variables[0]:
        return e.value(node, env)
    if not is_function_name(e, node.body) or any(each != variables[0] for each in variables):
        raise NotUnderstood("E38", "a derivative at a point", group.span)
    return application(e, TexScripted(node.body, primes=len(variables), span=node.span), group, env)


def _slashed_derivative(e: Elaboration, node: TexProduct) -> tuple[TexNode, TexNode] | None:
    """∂L/∂x written with a slash."""
    factors = node.factors
    slash = next((place for place, each in enumerate(factors) if each.joint == "/"), None)
    if slash is None or slash < 2 or len(factors) != slash + 2:
        return None
    if not (_is_d(e, factors[0].value) and _is_d(e, factors[slash].value)):
        return None
    return one_product(tuple(factors[1:slash]), node.span), factors[slash + 1].value


def _is_d(e: Elaboration, node: TexNode) -> bool:
    if isinstance(node, TexName) and node.base == "partial":
        return True
    return letter_of(node) == "d" and e.scope.size("d") is None and not e.scope.known("d", strong=True)


# -- what is no product: cost, TP, w1, Δx


def _check_names(e: Elaboration, factors: Factors) -> None:
    """Letters without space between them may be one name: refused, unless each is used by itself."""
    run: list[TexFactor] = []
    for factor in factors:
        letter = _italic(factor.value)
        glued = bool(run) and factor.joint == "" and run[-1].value.span[1] == factor.value.span[0]
        if not letter:
            run = []
            continue
        run = [*run, factor] if glued and isinstance(run[-1].value, TexName) else [factor]
        letters = [_italic(each.value) for each in run]
        if len(run) >= 3 and not all(e.scope.known(each, strong=True) for each in letters):
            raise NotUnderstood("A02", f"{''.join(letters)}: a name, or a product?", run[0].value.span)
    for one, other in zip(factors, factors[1:], strict=False):
        if other.joint == "" and isinstance(one.value, TexName):
            _check_pair(e, one.value, other.value)


def _italic(node: TexNode) -> str:
    name = base_name(node)
    plain = name is not None and name.font == "" and not name.accents and len(name.base) == 1
    return name.base if name is not None and plain else ""


def _check_pair(e: Elaboration, one: TexName, other: TexNode) -> None:
    if one.base == "d" and one.font == "roman" and isinstance(other, (TexName, TexScripted)):
        raise NotUnderstood("A05", "an upright d in front of a symbol: a differential, or a name?", one.span)
    if one.base == "Delta" and not one.accents and isinstance(other, (TexName, TexScripted)):
        raise NotUnderstood("A05", "Δ in front of a symbol: a difference?", one.span)
    start = other.span[0] if not isinstance(other, TexScripted) else _start(other)
    first = _italic(one)
    glued = one.span[1] == start and one.span != (0, 0)
    if first == "d" and isinstance(other, (TexName, TexScripted)) and _is_differential(e, glued):
        raise NotUnderstood("A05", "d in front of a symbol: a differential, which is not read, or a factor?", one.span)
    if not first or not glued or first == "d" and e.scope.size("d") is None:
        return
    if isinstance(other, TexNumeral):
        raise NotUnderstood("A03", f"{first}{other.text}: a name, or a product?", one.span)
    second = _italic(other)
    if second and first.isalpha():
        known = [each for each in (first, second) if e.scope.known(each)]
        if not known or (first.isupper() and second.isupper() and len(known) < 2):
            raise NotUnderstood("A02", f"{first}{second}: a name, or a product?", one.span)


def _is_differential(e: Elaboration, glued: bool) -> bool:
    """Whether d before a symbol may be its differential.

    Not if d is a variable, nor in d x if d is used alone.  A size d leaves dσ² a product; dy = 2x dx, with one on both
    sides, is none.
    """
    scopes = (e.scope, *e.scope.inherits)
    if any(scope.size("d") is not None for scope in scopes):
        node = e.at.node
        sides = node.parts if isinstance(node, TexChain) else ()
        return glued and sum(_holds_differential(side) for side in sides) > 1
    return not any(scope.known("d", strong=True) or not glued and scope.known("d") for scope in scopes)


def _holds_differential(side: TexNode) -> bool:
    return any(isinstance(each, TexProduct) and differentials_in(each.factors) for each in walk(side))


def _start(node: TexNode) -> int:
    while isinstance(node, TexScripted):
        node = node.base
    return node.span[0]


def _is_vector(e: Elaboration, node: TexNode, env: Bindings) -> bool:
    """Whether a name is a vector by its declaration, its font or its uses."""
    if not isinstance(node, (TexName, TexScripted)):
        return False
    try:
        parts = e.scope.parts(node, env.indices)
    except NotUnderstood:
        return False
    if parts.name is None or parts.power is not None or parts.transposed:
        return False
    symbol = e.scope.symbol(parts)
    return _rank(e, symbol, env) == len(parts.indices) + 1


def _rank(e: Elaboration, symbol: Symbol, env: Bindings) -> int | None:
    if symbol in env.values:
        return env.values[symbol].rank
    declared = e.scope.declared(symbol)
    if declared is not None:
        return len(declared)
    known = e.sizes.inputs.get(input_key(e, symbol))
    return e.scope.rank(symbol) if known is None else len(known)
