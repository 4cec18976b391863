"""Σ, Π, max and lim: what they run over, and their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...expr.functions import Max
from ...expr.indices import Place
from ...expr.nodes import (
    Cases,
    Expr,
    Mul,
    Neg,
    Prod,
    Relation,
    Scalar,
    Sum,
    When,
    wrap,
)
from ...expr.notation import limit
from ..codes import NotUnderstood
from ..grammar.nodes import (
    TexBars,
    TexChain,
    TexDots,
    TexEnumeration,
    TexGroup,
    TexList,
    TexName,
    TexNode,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexScript,
    TexScripted,
    TexSum,
    TexTerm,
    walk,
)
from .calls import arguments_of, elementary, group_of
from .conditions import Condition, together
from .elaborate import Bindings, Elaboration, RunningIndex, reads
from .letters import indexes_letter, letter_of, scripts_of, uses_letter
from .model import ArrayValue, AxisExtent
from .places import as_index, running_index
from .sets import assume_bits, member, set_axis, set_name
from .sums import MINUS
from .values import described, number

REFUSED = {
    "argmax": ("E20", "argmax"),
    "argmin": ("E20", "argmin"),
    "int": ("E22", "an integral"),
    "cup": ("E23", "a union of sets"),
    "cap": ("E23", "an intersection of sets"),
    "sup": ("E21", "a supremum over a set"),
    "inf": ("E21", "an infimum over a set"),
}
"""Operators without a meaning in the language, and their codes."""


ONE = TexNumeral("1")


@dataclass
class OperatorRange:
    """What an operator runs over: its indices, the condition on them, and a mask."""

    indices: list[RunningIndex] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    sets: list[tuple[str, RunningIndex]] = field(default_factory=list)
    from_zero: RunningIndex | None = None


@reads(TexOperator)
def read_operator(e: Elaboration, node: TexOperator, env: Bindings) -> ArrayValue:
    """Σ and Π over indices, the largest and the least over one, limits."""
    if node.name in REFUSED:
        raise NotUnderstood(*REFUSED[node.name], node.span)
    if node.name == "lim":
        return _limit(e, node, env)
    if node.name in ("max", "min"):
        return _extreme(e, node, env)
    over = _over(e, node, env)
    body = e.value(node.body, env.with_indices(*over.indices))
    if body.rank:
        e.note("a sum of arrays, entry by entry")
    zero = _at_zero(e, node, over, env) if over.from_zero is not None else None

    def entry(*places: Place) -> Expr:
        found = _bound(e, over, body.entry(*places), Prod if node.name == "prod" else Sum)
        if zero is None:
            return found
        return Mul((zero.entry(*places), found)) if node.name == "prod" else zero.entry(*places) + found

    return ArrayValue(body.axes, entry, body.row)


def _bound(e: Elaboration, over: OperatorRange, body: Expr, node: type[Sum] | type[Prod]) -> Expr:
    for name, running in over.sets:
        body = Mul((member(e, name, e.index(running)), body))
    if over.conditions:
        empty = wrap(0 if node is Sum else 1)
        body = Cases(((body, together([each() for each in over.conditions])),), empty, "where")
    for running in reversed(over.indices):
        body = node(body, e.index(running))
    return body


def _at_zero(e: Elaboration, node: TexOperator, over: OperatorRange, env: Bindings) -> ArrayValue:
    """The term for 0, of a sum that begins there: the index is a number in it, and no place."""
    assert over.from_zero is not None
    letter = over.from_zero.letter
    inside = replace(env, indices={each: index for each, index in env.indices.items() if each != letter})
    zero = number(lambda: wrap(0))
    symbol = e.scope.symbol(e.scope.parts(TexName(letter), ()))
    e.note(f"the sum over {letter} from 0: the term for 0, and those from 1")
    return e.value(node.body, inside.with_values({symbol: zero}))


# -- limits of Σ and Π


def _over(e: Elaboration, node: TexOperator, env: Bindings) -> OperatorRange:
    over = OperatorRange()
    if node.lower is None:
        _add(over, _silent(e, node, env))
        return over
    for part in _conjuncts(node.lower):
        _lower(e, over, part, node, env)
    if not over.indices:
        raise NotUnderstood("E26", f"the limits of {node.name}", node.lower.span)
    return over


def _silent(e: Elaboration, node: TexOperator, env: Bindings) -> RunningIndex:
    """Σ e^{x_j} without limits: over the one index in it that stands nowhere else."""
    scripts = [script for script in scripts_of(node.body) if script.tree is not None]
    letters = dict.fromkeys(letter for each in scripts for letter in _letters_in(each) if _is_new(e, letter, env))
    indices = [letter for letter in letters if e.scope.is_index(letter, env.indices)]
    found = [letter for letter in indices if indexes_letter(node.body, letter)]
    if node.upper is not None or len(found) != 1:
        raise NotUnderstood("E24", f"{node.name} without an index", node.span)
    e.note(f"{node.name} without limits: over {found[0]}, which stands nowhere else")
    return _running(e, found[0], node, env)


def _letters_in(script: TexScript) -> list[str]:
    return [token.text for token in script.tokens if token.kind == "letter"]


def _conjuncts(node: TexNode) -> Sequence[TexNode]:
    """i, j; i = 1, j ≠ k: one after the other."""
    if isinstance(node, TexList):
        return node.items
    if isinstance(node, TexProduct) and all(letter_of(each.value) for each in node.factors):
        return [each.value for each in node.factors]
    return (node,)


def _lower(e: Elaboration, over: OperatorRange, part: TexNode, node: TexOperator, env: Bindings) -> None:
    if letter := letter_of(part):
        _add(over, _running(e, letter, node, env))
        return
    if isinstance(part, TexEnumeration) and letter_of(part.letter):
        _between(e, over, letter_of(part.letter), part.first, part.last, node, env)
        return
    if not isinstance(part, TexChain):
        raise NotUnderstood("E26", f"the limits of {node.name}", part.span)
    first, sign = part.parts[0], part.signs[0]
    letter = letter_of(first)
    if sign == "=" and letter and len(part.signs) == 1:
        _between(e, over, letter, part.parts[1], node.upper, node, env)
    elif sign == "≠" and letter and len(part.signs) == 1:
        _apart(e, over, letter, part.parts[1], node, env)
    elif sign == "∈" and letter and len(part.signs) == 1:
        _members(e, over, letter, part.parts[1], node, env)
    elif all(each in ("<", "≤") for each in part.signs):
        _ordered(e, over, part, node, env)
    else:
        raise NotUnderstood("E26", f"the limits of {node.name}", part.span)


def _add(over: OperatorRange, running: RunningIndex) -> None:
    if all(each.letter != running.letter for each in over.indices):
        over.indices.append(running)


def _find(over: OperatorRange, letter: str) -> RunningIndex | None:
    return next((each for each in over.indices if each.letter == letter), None)


def _running(e: Elaboration, letter: str, node: TexOperator, env: Bindings) -> RunningIndex:
    """The index over the whole range that the upper limit or the text gives it."""
    if node.upper is not None:
        return RunningIndex(letter, _size(e, node.upper, node, env), bound=True)
    extent = e.scope.range_of(letter)
    if extent is None and not _shows_size(node.body, letter):
        e.doubt(f"nothing says what {letter} runs over")
        return RunningIndex(letter, e.state.shared.setdefault(letter, e.sizes.new(letter)), bound=True)
    axis = e.sizes.new(letter) if extent is None or e.generic is not None else e.sizes.axis(extent)
    return RunningIndex(letter, axis, bound=True)


def _shows_size(body: TexNode, letter: str) -> bool:
    """Whether entries of something say how far a letter runs: δ_kk, which is 1, says nothing."""
    return uses_letter(body, letter) and any(
        token.text == letter
        for each in walk(body)
        if isinstance(each, TexScripted) and not _is_diagonal(each, letter)
        for script in (each.sub, each.sup)
        for token in (script.tokens if script is not None else ())
    )


def _is_diagonal(node: TexScripted, letter: str) -> bool:
    """δ_kk."""
    delta = isinstance(node.base, TexName) and node.base.base == "delta" and node.sup is None
    return delta and node.sub is not None and {token.text for token in node.sub.tokens} <= {letter, ","}


def _size(e: Elaboration, upper: TexNode, node: TexOperator, env: Bindings) -> int:
    """The axis of which an upper limit is the size."""
    if isinstance(upper, TexGroup):
        return _size(e, upper.inner, node, env)
    if isinstance(upper, TexBars) and (name := set_name(e, upper.argument)):
        return set_axis(e, name)
    if isinstance(upper, TexNumeral) and upper.text.isdigit() and int(upper.text) > 0:
        return e.sizes.axis(AxisExtent(number=int(upper.text)))
    letter = size_letter(upper)
    axis = e.letter_axis(letter) if letter and letter not in env.indices else None
    if axis is None:
        if isinstance(upper, TexName) and upper.base == "infty":
            raise NotUnderstood("E12", f"{node.name} up to infinity", upper.span)
        raise NotUnderstood("E28", f"the upper limit of {node.name}", upper.span)
    return axis


def size_letter(node: TexNode) -> str:
    r"""The letter of a size: K, d_{\text{in}} as d_in."""
    if isinstance(node, TexScripted) and node.sub is not None and node.sup is None and letter_of(node.base):
        return f"{letter_of(node.base)}_{''.join(each for each in node.sub.text if each.isalnum())}"
    return letter_of(node)


def _between(
    e: Elaboration,
    over: OperatorRange,
    letter: str,
    first: TexNode,
    last: TexNode | None,
    node: TexOperator,
    env: Bindings,
) -> None:
    """i = a, …, b: the whole axis, cut by conditions where a is not 1 or b is not its size."""
    start = _whole_number(first)
    if isinstance(last, TexName) and last.base == "infty":
        raise NotUnderstood("E12", f"{node.name} up to infinity", last.span)
    if start == 0 and indexes_letter(node.body, letter):
        _add(over, _from_zero(e, letter, last, node))
        return
    axis, upper, short = _upper(e, over, last, node, env)
    index = RunningIndex(letter, axis, bound=True, first=max(1, start or 1), short=short)
    _add(over, index)
    if start == 0:
        over.from_zero = index
    elif start is not None and start > 1:
        over.conditions.append(lambda: Relation(wrap(e.index(index)), ">=", wrap(start)))
    elif start is None:
        bound, offset = _index_and_offset(e, over, first, node, env)
        e.sizes.unify(bound.axis, axis, f"the lower limit of {node.name}", first.span)
        over.conditions.append(lambda: Relation(wrap(e.index(index)), ">=", _plus(wrap(e.index(bound)), offset)))
    elif start < 0:
        raise NotUnderstood("E27", f"{node.name} that begins at {start}", first.span)
    if upper is not None:
        over.conditions.append(lambda: Relation(wrap(e.index(index)), "<=", upper()))


def _from_zero(e: Elaboration, letter: str, last: TexNode | None, node: TexOperator) -> RunningIndex:
    """The index of entries that are counted from 0, as they are all through the section."""
    size, more = _size_and_more(last)
    if not size or e.letter_axis(size) is None or _counts_from_one(e, size):
        raise NotUnderstood("E27", f"{node.name} from 0 over entries that are counted from 1", node.span)
    axis = e.letter_axis(size) if more < 0 else e.sizes.letter(f"{size}_plus_1")
    assert axis is not None
    e.note(f"entries are counted from 0: {letter} = 0 is the first")
    return RunningIndex(letter, axis, bound=True, before=1)


def _size_and_more(last: TexNode | None) -> tuple[str, int]:
    """The letter of an upper limit n or n − 1, and what is added to it."""
    if isinstance(last, TexSum) and len(last.terms) == 2 and last.terms[1] == TexTerm("-", ONE):
        return size_letter(last.terms[0].value), -1
    return (size_letter(last), 0) if last is not None else ("", 0)


def _counts_from_one(e: Elaboration, size: str) -> bool:
    """Whether some Σ of the section runs from 1 to the size."""
    operators = (each for each in _operators(e) if each.upper is not None and size_letter(each.upper) == size)
    return any(isinstance(each.lower, TexChain) and each.lower.parts[-1] == ONE for each in operators)


def _operators(e: Elaboration) -> Iterator[TexOperator]:
    for statement in e.scope.statements:
        yield from (each for each in walk(statement.node) if isinstance(each, TexOperator))


def _upper(
    e: Elaboration, over: OperatorRange, last: TexNode | None, node: TexOperator, env: Bindings
) -> tuple[int, Callable[[], Expr] | None, int]:
    """The axis, the last value where it is not the size, and how far that is below the size."""
    if last is None:
        return e.sizes.new(""), None, 0
    if isinstance(last, TexSum) and len(last.terms) == 2 and isinstance(last.terms[1].value, TexNumeral):
        term, base = last.terms[1], last.terms[0].value
        sign = -1 if term.sign in MINUS else 1
        offset = sign * int(term.value.text) if isinstance(term.value, TexNumeral) and term.value.text.isdigit() else 0
        bound = _index_of(e, over, base, env)
        if bound is not None:
            return bound.axis, lambda: _plus(wrap(e.index(bound)), offset), 0
        if offset < 0 and (axis := e.letter_axis(size_letter(base))) is not None:
            return axis, lambda: _plus(e.sizes.count(axis), offset), -offset
        raise NotUnderstood("E28", f"the upper limit of {node.name}", last.span)
    bound = _index_of(e, over, last, env)
    if bound is not None:
        return bound.axis, lambda: wrap(e.index(bound)), 0
    return _size(e, last, node, env), None, 0


def _plus(e: Expr, offset: int) -> Expr:
    return e if offset == 0 else e + offset if offset > 0 else e - -offset


def _whole_number(node: TexNode) -> int | None:
    return int(node.text) if isinstance(node, TexNumeral) and node.text.isdigit() else None


def _index_of(e: Elaboration, over: OperatorRange, node: TexNode, env: Bindings) -> RunningIndex | None:
    """The index that a limit names: one of the operator's own, or one around it."""
    letter = letter_of(node)
    if letter and (own := _find(over, letter)) is not None:
        return own
    if letter and e.scope.size(letter) is not None and letter not in env.indices:
        return None
    return as_index(e, node, env)


def _index_and_offset(
    e: Elaboration, over: OperatorRange, node: TexNode, operator: TexOperator, env: Bindings
) -> tuple[RunningIndex, int]:
    offset = 0
    if isinstance(node, TexSum) and len(node.terms) == 2 and isinstance(node.terms[1].value, TexNumeral):
        sign = -1 if node.terms[1].sign in MINUS else 1
        offset, node = sign * int(float(node.terms[1].value.text)), node.terms[0].value
    found = _index_of(e, over, node, env)
    if found is None:
        raise NotUnderstood("E27", f"where {operator.name} begins", node.span)
    return found, offset


def _apart(e: Elaboration, over: OperatorRange, letter: str, other: TexNode, node: TexOperator, env: Bindings) -> None:
    """j ≠ i: over j, where i is free or bound around it; over both where it stands nowhere else."""
    index = _find(over, letter)
    if index is None:
        index = _running(e, letter, node, env)
        _add(over, index)
    second = _find(over, letter_of(other)) if letter_of(other) else None
    if second is None and letter_of(other) and _is_new(e, letter_of(other), env):
        second = _running(e, letter_of(other), node, env)
        _add(over, second)
    second = second or as_index(e, other, env) or running_index(e, other, env)
    if second is None:
        raise NotUnderstood("E26", f"the limits of {node.name}", other.span)
    own, apart = index, second
    e.sizes.unify(own.axis, apart.axis, f"{letter} and what it differs from", other.span)
    over.conditions.append(lambda: _apart_condition(e, own, apart))


def _apart_condition(e: Elaboration, one: RunningIndex, other: RunningIndex) -> When:
    return Relation(wrap(e.index(one)), "!=", wrap(e.index(other)))


def _is_new(e: Elaboration, letter: str, env: Bindings) -> bool:
    """Whether a letter stands nowhere around: then the operator binds it as well."""
    return letter not in env.indices and letter not in e.free and not e.is_elsewhere(letter)


def _ordered(e: Elaboration, over: OperatorRange, chain: TexChain, node: TexOperator, env: Bindings) -> None:
    """1 ≤ i < j ≤ n: the letters that are new are bound."""
    ends = (chain.parts[0], chain.parts[-1])
    letters = [letter_of(each) for each in chain.parts]
    size = letters[-1] if letters[-1] and e.letter_axis(letters[-1]) is not None else ""
    number_first = _whole_number(ends[0]) == 1
    middle = list(chain.parts[1 if number_first else 0 : -1 if size or _whole_number(ends[1]) else None])
    upper = node.upper if len(middle) == len(chain.parts) else (ends[1] if ends[1] not in middle else node.upper)
    limits = replace(node, upper=upper)
    found: list[RunningIndex] = []
    for each in middle:
        letter = letter_of(each)
        if not letter:
            raise NotUnderstood("E26", f"the limits of {node.name}", each.span)
        if letter in env.indices or not _is_new(e, letter, env) and each is not middle[0]:
            found.append(env.indices.get(letter) or e.free_index(letter))
            continue
        running = _find(over, letter) or _running(e, letter, limits, env)
        _add(over, running)
        found.append(running)
    for place, (one, other) in enumerate(zip(found, found[1:], strict=False)):
        e.sizes.unify(one.axis, other.axis, "indices in order", chain.span)
        sign = "<" if chain.signs[place + (1 if number_first else 0)] == "<" else "<="
        over.conditions.append(_in_order(e, one, sign, other))


def _in_order(e: Elaboration, one: RunningIndex, sign: str, other: RunningIndex) -> Condition:
    return lambda: Relation(wrap(e.index(one)), sign, wrap(e.index(other)))


def _members(
    e: Elaboration, over: OperatorRange, letter: str, node: TexNode, operator: TexOperator, env: Bindings
) -> None:
    """i ∈ B as a mask; i ∈ {1, …, n} and i ∈ [n] as the whole range."""
    name = set_name(e, node)
    if name:
        if operator.name != "sum":
            raise NotUnderstood("E25", f"{operator.name} over a set", node.span)
        index = RunningIndex(letter, set_axis(e, name), bound=True)
        _add(over, index)
        over.sets.append((name, index))
        assume_bits(e, name)
        return
    if isinstance(node, TexGroup) and node.opening == "[":
        _add(over, RunningIndex(letter, _size(e, node.inner, operator, env), bound=True))
        return
    listed = isinstance(node, TexList) and len(node.items) >= 3
    if isinstance(node, TexList) and listed and isinstance(node.items[-2], TexDots) and node.items[0] == ONE:
        _add(over, RunningIndex(letter, _size(e, node.items[-1], operator, env), bound=True))
        return
    raise NotUnderstood("E25", f"{operator.name} over a set", node.span)


# -- max, min, lim


def _extreme(e: Elaboration, node: TexOperator, env: Bindings) -> ArrayValue:
    """max_k z_k; max(a, b) without limits."""
    if node.lower is None and node.upper is None:
        held = group_of(node.body)
        given = arguments_of(held) if held is not None else (node.body,)
        return elementary(e, TexName(node.name, font="operator", span=node.span), given, env)
    if isinstance(node.lower, TexChain) and node.lower.signs[0] in ("∈", "≠"):
        raise NotUnderstood("E21", f"{node.name} over a set", node.span)
    over = _over(e, node, env)
    if over.conditions or over.sets or over.from_zero:
        raise NotUnderstood("E21", f"{node.name} over a part of the range", node.span)
    body = e.value(node.body, env.with_indices(*over.indices))
    if not _uses(e, node, over):
        raise NotUnderstood("E21", f"{node.name} over what is no index", node.span)
    indices = over.indices

    def entry(*places: Place) -> Expr:
        found = body.entry(*places)
        own = [e.index(each) for each in indices]
        return Neg(Max(Neg(found), *own)) if node.name == "min" else Max(found, *own)

    return ArrayValue(body.axes, entry, body.row)


def _uses(e: Elaboration, node: TexOperator, over: OperatorRange) -> bool:
    """Whether the letters below are indices in the body, and not what is optimized."""
    letters = {token.text for script in scripts_of(node.body) for token in script.tokens if token.kind == "letter"}
    return all(each.letter in letters for each in over.indices)


def _limit(e: Elaboration, node: TexOperator, env: Bindings) -> ArrayValue:
    """lim_{x → a}."""
    lower = node.lower
    if not isinstance(lower, TexChain) or lower.signs != ("→",):
        raise NotUnderstood("E19", "a limit without what goes where", node.span)
    variable, to = lower.parts
    x = e.number(variable, env)
    body = e.value(node.body, env)
    if body.rank:
        raise NotUnderstood("E19", f"a limit of {described(body)}", node.span)
    target = _target(e, to, env)

    def entry() -> Expr:
        found = x.entry()
        if not isinstance(found, Scalar):
            raise NotUnderstood("E19", "a limit as something else than a free number", node.span)
        return limit(body.entry(), found, *target())

    return number(entry)


def _target(e: Elaboration, to: TexNode, env: Bindings) -> Callable[[], tuple[Expr | str, str]]:
    side = ""
    if isinstance(to, TexScripted) and to.sup is not None and to.sup.text in ("+", "-"):
        side, to = to.sup.text, to.base
    sign = "+"
    inner = to
    if isinstance(to, TexSum) and len(to.terms) == 1:
        sign, inner = ("-" if to.terms[0].sign in MINUS else "+"), to.terms[0].value
    if isinstance(inner, TexName) and inner.base == "infty":
        return lambda: (f"{sign}oo", "+-")
    point = e.number(to, env)
    return lambda: (point.entry(), side or "+-")
