"""Names with their scripts: constants, indices as numbers, sizes, what is defined, and free inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...expr.calculus import inputs_of, substitute
from ...expr.functions import exp, sqrt
from ...expr.indices import Place
from ...expr.nodes import Delta, Entry, Expr, Lambda, Scalar, Tensor, wrap
from ...expr.notation import pi
from ...expr.rewrite import read_at
from ..codes import NotUnderstood
from ..grammar.nodes import TexGroup, TexName, TexNode, TexNorm, TexNumeral, TexScript, TexScripted, Token, walk
from .arithmetic import raised, scripted_norm
from .definitions import applied, quantity
from .elaborate import Bindings, Elaboration, RunningIndex, reads
from .letters import letter_of, rebuilt, uses_letter
from .lines import column
from .model import ArrayValue, Origin, Symbol, Use
from .places import indexed, place
from .scripts import Parts
from .sizes import Axes
from .values import constant, mapped, number, place_on, transposed

UNITS = ("i", "j")
"""Letters that are no number by themselves: an index, or the imaginary unit."""


@reads(TexName, TexScripted)
def read_name(e: Elaboration, node: TexName | TexScripted, env: Bindings) -> ArrayValue:
    """x, x_i, x^2, Aᵀ, ‖x‖², (Wx)_i."""
    if isinstance(node, TexScripted) and isinstance(node.base, TexNorm):
        return scripted_norm(e, node.base, node.sub, node.sup, env)
    parts = e.scope.parts(node, env.indices)
    for rule in parts.rules:
        e.note(rule)
    if parts.name is None:
        vector = _listed(e, parts, env)
        return _scripted(e, e.value(parts.base, env), parts, env) if vector is None else finished(e, vector, parts, env)
    return _named(e, parts, parts.name, env)


def _listed(e: Elaboration, parts: Parts, env: Bindings) -> ArrayValue | None:
    """(x_i)_i: the vector of the entries; (x_{ij})_{ij}: the matrix."""
    letters = [letter_of(each) for each in parts.indices]
    if not letters or parts.label or parts.primes or not isinstance(parts.base, TexGroup):
        return None
    if any(not each or each in env.indices or not uses_letter(parts.base, each) for each in letters):
        return None
    running = [RunningIndex(letter, e.sizes.new(letter), bound=True) for letter in letters]
    entry = e.value(parts.base, env.with_indices(*running))
    if entry.rank:
        return None
    return ArrayValue(
        tuple(each.axis for each in running),
        lambda *places: read_at(entry.entry(), tuple(map(e.index, running)), places),
    )


def _scripted(e: Elaboration, value: ArrayValue, parts: Parts, env: Bindings) -> ArrayValue:
    """Scripts around what is no name."""
    if parts.primes:
        raise NotUnderstood("S09", "a prime on an expression", parts.node.span)
    if parts.label:
        raise NotUnderstood("S01", f"the script {parts.label} on an expression", parts.node.span)
    found = indexed(e, value, parts.indices, env, "the expression")
    return finished(e, found, parts, env)


def finished(e: Elaboration, value: ArrayValue, parts: Parts, env: Bindings) -> ArrayValue:
    """The value with the transpose and the power that its scripts say."""
    found = transposed(value, parts.node.span) if parts.transposed else value
    return found if parts.power is None else raised(e, found, parts.power, env)


def _named(e: Elaboration, parts: Parts, name: TexName, env: Bindings) -> ArrayValue:
    bare = not (parts.label or parts.indices or parts.primes or name.accents)
    special = _special(e, parts, name, env) if bare else None
    special = _identity(e, parts, name, env) if special is None else special
    if special is not None:
        return special if name.base == "e" and parts.power is not None else finished(e, special, parts, env)
    _refuse_operators(parts, name)
    if parts.primes:
        raise NotUnderstood("F05", f"{name.base}′ without what it is of", parts.node.span)
    if name.base == "delta" and len(parts.indices) == 2 and not name.accents and not parts.label:
        return _delta(e, parts, env)
    return _symbol(e, parts, env)


def _refuse_operators(parts: Parts, name: TexName) -> None:
    if name.base in ("partial", "nabla"):
        raise NotUnderstood("E13", f"{name.base} without what it acts on", parts.node.span)
    if name.font == "operator":
        raise NotUnderstood("F02", f"\\{name.base} without an argument", parts.node.span)
    if name.base == "infty":
        raise NotUnderstood("E12", "infinity as a number", parts.node.span)
    if name.font == "blackboard" and not name.base.isdigit():
        raise NotUnderstood("E14", f"\\mathbb{{{name.base}}} as a value", parts.node.span)


def _special(e: Elaboration, parts: Parts, name: TexName, env: Bindings) -> ArrayValue | None:
    """Names that mean something without a definition: e, π, an index as a number, a size, I, the vector 1."""
    base, plain = name.base, name.font in ("", "roman")
    if plain and base in env.indices:
        return _counted(e, env.indices[base])
    symbol = e.scope.symbol(parts)
    if symbol in env.values or _known(e, symbol):
        return None
    if base == "e" and plain:
        return _exponential(e, parts, env)
    if base == "pi":
        return constant(pi)
    if plain and base in UNITS:
        raise NotUnderstood("A04", f"{base} as a number: an index, or the imaginary unit?", parts.node.span)
    if plain and (axis := e.letter_axis(_size_letter(base))) is not None:
        return number(lambda: e.sizes.count(axis))
    if plain and base in e.free and not e.scope.is_value(base):
        return _counted(e, e.free[base])
    if base in ("0", "1") and name.font in ("bold", "blackboard"):
        return _all(e, int(base))
    return None


def _identity(e: Elaboration, parts: Parts, name: TexName, env: Bindings) -> ArrayValue | None:
    """I, I_n: the identity matrix; where it is not bold it may be a number as well."""
    if name.base != "I" or name.font == "calligraphic" or name.accents or parts.indices or parts.primes:
        return None
    size = e.letter_axis(parts.label) if parts.label else None
    symbol = e.scope.symbol(parts)
    if (parts.label and size is None) or symbol in env.values or _known(e, symbol):
        return None
    sure = name.font == "bold" or size is not None or _among_matrices(e)
    if not sure and e.choose("I: the identity matrix, or a number", 2):
        return None
    e.note("I: the identity matrix")
    square = e.sizes.new("I") if size is None else size
    return ArrayValue((square, square), lambda i, j: Delta(place_on(i, j.over), j))


def _among_matrices(e: Elaboration) -> bool:
    """Whether the statement has a matrix in it."""
    names = [each for each in walk(e.at.node) if isinstance(each, TexName) and each.base[:1].isupper()]
    symbols = [e.scope.symbol(e.scope.parts(each)) for each in names if each.base != "I"]
    return any(len(e.scope.declared(each) or ()) == 2 or e.scope.rank(each) == 2 for each in symbols)


def _known(e: Elaboration, symbol: Symbol) -> bool:
    """Whether something says what the symbol is."""
    return e.lookup(symbol).definition is not None or e.scope.declared_here(symbol) is not None


def _size_letter(base: str) -> str:
    return base


def _counted(e: Elaboration, running: Any) -> ArrayValue:
    e.note(f"{running.letter} is an index, and here the number that it counts")
    if running.before:
        return number(lambda: wrap(e.index(running)) - running.before)
    return number(lambda: wrap(e.index(running)))


def _exponential(e: Elaboration, parts: Parts, env: Bindings) -> ArrayValue:
    """e, and e^x as the exponential function."""
    if parts.power is None:
        return constant(exp(1))
    return mapped(exp, e.value(parts.power, env))


def _all(e: Elaboration, value: int) -> ArrayValue:
    """The vector of ones; of zeros, a number that is added to anything."""
    if value == 0:
        return constant(0)
    axis = e.sizes.new("")
    e.note("𝟏: the vector of ones")
    return ArrayValue((axis,), lambda _: wrap(1))


def _delta(e: Elaboration, parts: Parts, env: Bindings) -> ArrayValue:
    (left, axis), (right, other) = (place(e, each, env) for each in parts.indices)
    e.sizes.unify(axis, other, "the two indices of δ", parts.node.span)
    e.note("δ: Kronecker's delta")
    return number(lambda: Delta(left(), right()))


def _symbol(e: Elaboration, parts: Parts, env: Bindings) -> ArrayValue:
    if parts.indices == (TexNumeral("0"),):
        return _zeroth(e, parts, env)
    symbol = _of_capital(e, e.scope.symbol(parts), parts)
    if symbol in env.values:
        return finished(e, indexed(e, env.values[symbol], parts.indices, env, symbol.identifier), parts, env)
    whole = _square(e, symbol, parts, env)
    if whole is not None:
        return whole
    if parts.raised and symbol not in env.values:
        sample = _of_sample(e, symbol, parts, env)
        if sample is not None:
            return finished(e, sample, parts, env)
    value = under(e, whole_symbol(e, symbol, parts.node, len(parts.indices)), env, parts)
    line = column(e, symbol, value, parts, env)
    return finished(e, line or indexed(e, value, parts.indices, env, symbol.identifier), parts, env)


def _of_capital(e: Elaboration, symbol: Symbol, parts: Parts) -> Symbol:
    """x_ij as an entry of the matrix X, where X is declared and nothing says what x is."""
    small = len(symbol.base) == 1 and symbol.base.islower() and symbol.font == ""
    if len(parts.indices) != 2 or parts.raised or not small or symbol.label or symbol.accents:
        return symbol
    if e.scope.declared(symbol) is not None or e.lookup(symbol).definition is not None:
        return symbol
    for font in ("", "bold"):
        capital = replace(symbol, base=symbol.base.upper(), font=font)
        if len(e.scope.declared(capital) or ()) == 2 and e.lookup(capital).definition is None:
            e.note(f"{symbol.base}_ij: the entries of {capital.base}")
            return capital
    return symbol


def _zeroth(e: Elaboration, parts: Parts, env: Bindings) -> ArrayValue:
    """w_0 beside w_1, …, w_n: a name of its own, as entries are counted from 1."""
    symbol = replace(e.scope.symbol(parts), label="0")
    e.doubt(f"{symbol.base}_0 is read as a name of its own")
    return finished(e, whole_symbol(e, symbol, parts.node), parts, env)


def _square(e: Elaboration, symbol: Symbol, parts: Parts, env: Bindings) -> ArrayValue | None:
    """σ² that is defined as a whole, and σ beside it as its root."""
    squared = parts.power == TexNumeral("2")
    if not squared and (parts.power is not None or e.lookup(symbol).definition is not None):
        return None
    found = e.lookup(symbol, squared=True)
    if found.definition is None or not found.definition.squared:
        return None
    if found.origin is Origin.SIBLING and e.scope.stands_unsquared(symbol):
        return None  # here σ is a number of its own
    e.use(found)
    value = indexed(e, quantity(e, found.definition, parts.node.span), parts.indices, env, symbol.identifier)
    return value if squared else mapped(sqrt, value)


def under(e: Elaboration, value: ArrayValue, env: Bindings, parts: Parts) -> ArrayValue:
    """A quantity in the body of a function, which may depend on its parameters: with these replaced as well."""
    if not env.values:
        return value

    def entry(*places: Place) -> Expr:
        found = value.entry(*places)
        names = {each.name: each for each in inputs_of(found)}
        replacement: dict[Scalar | Tensor, Expr | Lambda] = {}
        for symbol, given in env.values.items():
            known = names.get(symbol.identifier)
            if known is not None:
                replacement[known] = _replacing(e, known, given, parts)
        return substitute(found, replacement)

    return replace(value, entry=entry)


def _replacing(e: Elaboration, known: Scalar | Tensor, given: ArrayValue, parts: Parts) -> Expr | Lambda:
    own = tuple(e.fresh("k", axis) for axis in given.axes)
    if tuple(index.over for index in own) != (known.over if isinstance(known, Tensor) else ()):
        base = parts.name.base if parts.name else "this"
        raise NotUnderstood("F04", f"{base} depends on the parameter {known.name}, of another shape", parts.node.span)
    return Lambda(own, given.entry(*own)) if own else given.entry()


def whole_symbol(e: Elaboration, symbol: Symbol, node: TexNode, indices: int = 0) -> ArrayValue:
    """The value of a symbol without its indices: as defined, or a free input."""
    found = e.lookup(symbol)
    if found.definition is None:
        return free_input(e, symbol, found, indices)
    e.use(found)
    if found.definition.kind == "function":
        return applied(e, found.definition, None, node.span)
    return quantity(e, found.definition, node.span)


def free_input(e: Elaboration, symbol: Symbol, found: Use, indices: int = 0) -> ArrayValue:
    """A symbol that nothing defines: any number, or any array."""
    axes = input_axes(e, symbol, indices)
    here = e.scope.declared_here(symbol) is not None
    e.use(replace(found, origin=Origin.DECLARED) if here and found.origin is Origin.INPUT else found)
    name, positive = symbol.identifier, e.scope.positive(symbol)
    _same_everywhere(e, name, axes)
    if not axes:
        return number(lambda: Scalar(name, positive), symbol)

    def entry(*places: Place) -> Expr:
        over = tuple(map(e.sizes.size, axes))
        return Entry(Tensor(name, *over), tuple(map(place_on, places, over)))

    return ArrayValue(axes, entry, origin=symbol)


def _same_everywhere(e: Elaboration, name: str, axes: Axes) -> None:
    """An input has one shape in a reading, although several sections use it."""
    known = e.state.shapes.setdefault(name, axes)
    if len(known) != len(axes):
        raise NotUnderstood("T01", f"{name} has {len(known)} axes in one section and {len(axes)} in another")
    for one, other in zip(known, axes, strict=True):
        e.sizes.unify(one, other, f"{name} in two sections")


def input_key(e: Elaboration, symbol: Symbol) -> object:
    """Where the axes of an input are kept."""
    return (e.scope.section.number, symbol, e.state.aside)


def input_axes(e: Elaboration, symbol: Symbol, indices: int = 0) -> Axes:
    """The axes of an input: declared, or as many as its uses in the section show."""
    key = input_key(e, symbol)
    if key not in e.sizes.inputs:
        declared = e.scope.declared_here(symbol) if e.state.aside else e.scope.declared(symbol)
        if declared is not None:
            axes = tuple(map(e.sizes.axis, declared))
        else:
            rank = e.scope.rank(symbol)
            axes = tuple(e.sizes.new(symbol.base) for _ in range(indices if rank is None else max(rank, indices)))
        e.sizes.inputs[key] = axes
    return e.sizes.inputs[key]


def untyped(e: Elaboration, node: TexNode, capital: bool, env: Bindings) -> Symbol | None:
    """The symbol of a bare italic letter of which nothing says what it is."""
    letter = letter_of(node)
    if not letter or letter.isupper() != capital or letter in env.indices or e.letter_axis(letter) is not None:
        return None
    symbol = e.scope.symbol(e.scope.parts(node, env.indices))
    silent = symbol not in env.values and input_key(e, symbol) not in e.sizes.inputs
    if silent and e.lookup(symbol).definition is None and e.scope.declared(symbol) is None:
        return symbol if not e.scope.rank(symbol) else None
    return None


def set_axes(e: Elaboration, symbol: Symbol, rank: int) -> None:
    """What stands beside it shows how many axes it has."""
    e.sizes.inputs[input_key(e, symbol)] = tuple(e.sizes.new(symbol.base) for _ in range(rank))


def _of_sample(e: Elaboration, symbol: Symbol, parts: Parts, env: Bindings) -> ArrayValue | None:
    """ŷ^{(i)} where only ŷ is defined: entry i of it, or its definition with x^{(i)} for each x that has one."""
    if symbol.family and (e.lookup(symbol).definition is not None or e.scope.declared(symbol) is not None):
        return None
    plain = replace(symbol, family=False)
    for candidate in (plain, *([replace(plain, font="")] if plain.font == "bold" else [])):
        definition = e.lookup(candidate).definition
        if definition is None or definition.kind != "quantity" or id(definition) in e.state.busy:
            continue
        value = quantity(e, definition, parts.node.span)
        if value.rank >= len(parts.indices):
            e.use(e.lookup(candidate))
            return indexed(e, value, parts.indices, env, candidate.identifier)
        if value.rank == 0 and definition.body is not None and len(parts.indices) == 1:
            inner = e.of_definition(definition)
            inner.free = e.free
            index = parts.indices[0]
            e.use(Use(symbol, Origin.LIFTED, definition, definition.line))
            e.note(f"{symbol.base}^({letter_of(index)}): the definition on line {definition.line}, for each sample")
            return inner.value(with_sample(definition.body, index, inner.scope.families), Bindings(env.indices))
    return None


def with_sample(node: TexNode, index: TexNode, families: frozenset[Symbol]) -> TexNode:
    """The tree with x^{(i)} for each x of the families that has no raised index yet."""
    match node:
        case TexName(base, accents, font) if Symbol(base, accents, font) in families:
            return TexScripted(node, sup=_sample_script(index), span=node.span)
        case TexScripted(TexName(base, accents, font) as name, sub, sup, primes) if (
            Symbol(base, accents, font) in families
        ):
            if sup is not None and sup.text.startswith("("):
                return node
            inner = TexScripted(name, sub, _sample_script(index), primes, span=node.span)
            return inner if sup is None else TexScripted(inner, sup=sup, span=node.span)
    return rebuilt(node, lambda child: with_sample(child, index, families))


def _sample_script(index: TexNode) -> TexScript:
    tokens = (Token("sign", "("), Token("letter", letter_of(index)), Token("sign", ")"))
    return TexScript(tokens, TexGroup(index))
