"""From the trees of the page to those of the search: every name unfolded, as the statement is once Coq has unfolded it.

One row a node, the same as in `claims/terms.py`, which prints the statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce
from typing import Any

from ...expr import nodes
from ...expr.indices import Computed, Index, Position, Shifted, Size
from ...expr.indices import Place as Spot
from ...expr.spelling import shortened
from ..claims.means import FINITE, LAWS, entry_indices, parameters, sample_space
from ..claims.names import Names
from ..claims.opening import opened_by_name
from ..claims.relations import of_indices
from ..claims.terms import FUNCTIONS
from .integers import Integer, Literal, Many, Nominal, Reckoned
from .places import NONE, Block, Extent, Free, Nth, Place
from .rational import Stuck
from .trees import (
    ONE,
    ZERO,
    At,
    AtNumber,
    AtVariable,
    Big,
    Card,
    Compare,
    CompareWhole,
    CountedPow,
    Decidable,
    EntryLaw,
    Fun,
    IfElse,
    IntPow,
    Inv,
    Kron,
    KronOf,
    Lam,
    Larger,
    MaxOver,
    MeanOver,
    Minus,
    Num,
    Opp,
    Ordinal,
    Over,
    Pi,
    Plus,
    ProdOver,
    ReadAt,
    RealPow,
    Same,
    Site,
    Slope,
    SumOver,
    Times,
    Tree,
    Var,
    canonical,
    reindexed,
    slope_name,
    substituted,
    subterms,
)


@dataclass(frozen=True)
class Around:
    """What indices, scalars and tensors mean where a node stands; those of the statement mean themselves."""

    indices: Mapping[Index, Place] = field(default_factory=dict)
    given: Mapping[nodes.Input, Site] = field(default_factory=dict)


OUTSIDE = Around()

BIG: Mapping[type[nodes.Expr], Callable[[str, Extent, Tree], Big]] = {
    nodes.Sum: SumOver,
    nodes.Prod: ProdOver,
    nodes.Largest: MaxOver,
}


class TreeReader:
    """The trees of one statement, and how many values its indices have.

    sizes: dimensions that are known to be so large; positions: free indices that are known to be that place, from 0.
    """

    def __init__(
        self, names: Names, sizes: Mapping[str, int] | None = None, positions: Mapping[str, int] | None = None
    ) -> None:
        self.names = names
        self.sizes = sizes or {}
        self.positions = positions or {}
        self.extents: dict[str, Extent] = {}
        self._marks = 0

    def __call__(self, e: nodes.Expr) -> Tree:
        """The expression with every name unfolded and canonical bound indices."""
        tree = canonical(self.tree(e, OUTSIDE))
        self.register(tree)
        return tree

    def register(self, tree: Tree) -> None:
        """The bound indices of a tree have extents, too."""
        for each in subterms(tree):
            if isinstance(each, Big):
                self.extents[each.binder] = each.extent

    # ---- places and whole numbers ----

    def extent(self, size: Size) -> Extent:
        """How many values an index over it has."""
        base = size.size if size.size is not None else self.sizes.get(size.name) or self.names.dim(size.name)
        return Extent(base, self.extent(size.blocks) if isinstance(size.blocks, Size) else size.blocks)

    def place(self, place: Spot, around: Around = OUTSIDE) -> Place:
        """A place that is not computed."""
        match place:
            case Index():
                if place in around.indices:
                    return around.indices[place]
                name = self.names.index(place)
                if name in self.positions:
                    return Nth(self.positions[name])
                self.extents[name] = self.extent(place.over)
                return Free(name)
            case Position(value, _):
                return Nth(value - 1)
            case Shifted(inner, 0, _):
                return self.place(inner, around)
            case Shifted(inner, block, over):
                before = block if isinstance(block, int) else self.place(block, around)
                return Block(self.extent(over.base), before, self.place(inner, around))
        raise Stuck(f"the computed place {place}")

    def integer(self, e: nodes.Expr, around: Around) -> Integer:
        """A whole number of indices and dimensions."""

        def combined(sign: str, parts: tuple[nodes.Expr, ...]) -> Integer:
            return Reckoned(sign, tuple(self.integer(part, around) for part in parts))

        match e:
            case nodes.Number(value, _):
                return Literal(int(value))
            case nodes.Dim():
                return Many(self.extent(e.over))
            case nodes.Counter(place):
                return Nominal(self.place(place, around))
            case nodes.Group(arg, _):
                return self.integer(arg, around)
            case nodes.Neg(arg):
                return combined("-", (arg,))
            case nodes.Add((first, *rest)):
                out = self.integer(first, around)
                for each in rest:
                    sign, part = ("-", each.arg) if isinstance(each, nodes.Neg) else ("+", each)
                    out = Reckoned(sign, (out, self.integer(part, around)))
                return out
            case nodes.Mul(factors, _):
                return combined("*", factors)
            case nodes.Pow(base, exponent):
                return combined("^", (base, exponent))
        raise Stuck(f"{e} as a whole number")

    def place_number(self, place: Spot, around: Around) -> Integer:
        """The number of a place, from 1."""
        return self.integer(place.number if isinstance(place, Computed) else nodes.Counter(place), around)

    def at(self, places: tuple[Spot, ...], around: Around, value: Callable[[tuple[Place, ...]], Tree]) -> Tree:
        """A value at places; 0 where one of them is computed and lies outside its axis."""
        inside = {axis: self.mark() for axis, place in enumerate(places) if isinstance(place, Computed)}
        tree = value(
            tuple(Free(inside[n]) if n in inside else self.place(place, around) for n, place in enumerate(places))
        )
        for axis in sorted(inside, reverse=True):
            place = places[axis]
            tree = ReadAt(self.place_number(place, around), inside[axis], self.extent(place.over), tree)
        return tree

    def mark(self) -> str:
        """A name that nothing else has, until names are canonical."""
        self._marks += 1
        return f"@{self._marks}"

    # ---- nodes ----

    def tree(self, e: nodes.Expr, around: Around) -> Tree:
        """The expression where indices and variables mean this."""
        row = ROWS.get(type(e))
        if row is None:
            raise Stuck(f"{shortened(str(e))}: a {type(e).__name__} is not read")
        return row(self, e, around)

    def _dim(self, e: nodes.Dim, around: Around) -> Tree:
        extent = self.extent(e.over)
        return Card(extent) if extent.total is None else Num(Fraction(extent.total))

    def _constant(self, e: nodes.Constant, around: Around) -> Tree:
        if e.name != "pi":
            raise Stuck(f"the constant {e.name}")
        return Pi()

    def _scalar(self, e: nodes.Scalar, around: Around) -> Tree:
        name = self.names.variable(e)
        return substituted(Var(name), name, around.given.get(e, AtVariable(name)))

    def _entry(self, e: nodes.Entry, around: Around) -> Tree:
        name = self.names.variable(e.tensor)
        site = around.given.get(e.tensor, AtVariable(name))
        return self.at(e.places, around, lambda places: substituted(At(name, places), name, site))

    def _delta(self, e: nodes.Delta, around: Around) -> Tree:
        if isinstance(e.left, Computed) or isinstance(e.right, Computed):
            return KronOf(self.place_number(e.left, around), self.place_number(e.right, around))
        return Kron(self.place(e.left, around), self.place(e.right, around))

    def _add(self, e: nodes.Add, around: Around) -> Tree:
        first, *rest = e.terms
        out = self.tree(first, around)
        for each in rest:
            negative = isinstance(each, nodes.Neg)
            term = self.tree(each.arg if isinstance(each, nodes.Neg) else each, around)
            out = Minus(out, term) if negative else Plus(out, term)
        return out

    def _pow(self, e: nodes.Pow, around: Around) -> Tree:
        base = self.tree(e.base, around)
        match e.exponent:
            case nodes.Number(value, _) if value.denominator == 1:
                return IntPow(base, int(value)) if value >= 0 else Inv(IntPow(base, -int(value)))
            case exponent if nodes.is_whole(exponent):
                return CountedPow(base, self.integer(exponent, around), not is_natural(exponent))
        return RealPow(base, self.tree(e.exponent, around))

    def _apply(self, e: nodes.Apply, around: Around) -> Tree:
        if e.fn not in FUNCTIONS:
            raise Stuck(f"the function {e.fn}")
        arguments = [self.tree(each, around) for each in e.args]
        return reduce(Larger, arguments) if e.fn == "max" else Fun(FUNCTIONS[e.fn].name, arguments[0])

    def _big(self, e: nodes.Binder, around: Around) -> Tree:
        mark = self.mark()
        inside = replace(around, indices={**around.indices, e.index: Free(mark)})
        return BIG[type(e)](mark, self.extent(e.index.over), self.tree(e.body, inside))

    def _cases(self, e: nodes.Cases, around: Around) -> Tree:
        value, condition, rest = e.first
        then, otherwise = self.tree(value, around), self.tree(rest, around)
        if isinstance(condition, nodes.Relation) and condition.sign == "!=":
            condition = replace(condition, sign="=")
            then, otherwise = otherwise, then
        return IfElse(self.condition(condition, around), then, otherwise)

    def condition(self, condition: nodes.Relation | nodes.SameIndex, around: Around) -> Decidable:
        """What `if` asks."""
        left, right = condition.left, condition.right
        if isinstance(condition, nodes.Relation):
            if of_indices(condition):
                return CompareWhole(
                    self.integer(condition.left, around), condition.sign, self.integer(condition.right, around)
                )
            return Compare(self.tree(condition.left, around), condition.sign, self.tree(condition.right, around))
        if isinstance(left, Computed) or isinstance(right, Computed):
            return CompareWhole(
                self.place_number(condition.left, around), "=", self.place_number(condition.right, around)
            )
        return Same(self.place(condition.left, around), self.place(condition.right, around))

    def _named(self, e: nodes.Named, around: Around) -> Tree:
        quantity = e.quantity
        given = dict(around.given)
        for variable, argument in zip(quantity.inputs, e.arguments, strict=False):
            given[variable] = self.site(argument, around)

        def value(places: tuple[Place, ...]) -> Tree:
            return self.tree(quantity.body, Around(dict(zip(quantity.indices, places, strict=True)), given))

        return self.at(e.places, around, value)

    def site(self, argument: nodes.Expr | nodes.Lambda, around: Around) -> Site:
        """What stands in the place of a scalar or a tensor."""
        if not isinstance(argument, nodes.Lambda):
            tree = self.tree(argument, around)
            return AtVariable(tree.name) if isinstance(tree, Var) else AtNumber(tree)
        marks = tuple(self.mark() for _ in argument.indices)
        there: dict[Index, Place] = {own: Free(mark) for own, mark in zip(argument.indices, marks, strict=True)}
        body = self.tree(argument.body, replace(around, indices={**around.indices, **there}))
        if isinstance(body, At) and body.places == tuple(map(Free, marks)):
            return AtVariable(body.name)
        return lam(marks, body)

    def _diff(self, e: nodes.Diff, around: Around) -> Tree:
        body, by = e.body, e.wrt.places if isinstance(e.wrt, (nodes.Entry, nodes.Named)) else ()
        places = tuple(self.place(place, around) for place in by)
        match e.wrt:
            case nodes.Scalar():
                variable: nodes.Input = e.wrt
                point = around.given.get(e.wrt, AtVariable(self.names.variable(e.wrt)))
            case nodes.Entry(tensor, _):
                variable = tensor
                point = around.given.get(tensor, AtVariable(self.names.variable(tensor)))
            case nodes.Named(quantity, _, arguments):
                body, variable = opened_by_name(e)
                here = nodes.Named(quantity, quantity.indices, arguments)
                point = self.site(nodes.Lambda(quantity.indices, here) if quantity.indices else here, around)
            case _:
                raise Stuck(f"a derivative by {e.wrt}")
        mark = self.mark()
        inside = self.tree(body, replace(around, given={**around.given, variable: AtVariable(mark)}))
        # What holds near the point is about this variable alone, so that its name is of this point alone.
        named = inside.order and isinstance(point, AtVariable) and point.name.isidentifier()
        binder = slope_name(inside, len(places), about=f"_{point.text}" if named else "")
        return Slope(binder, substituted(inside, mark, AtVariable(binder)), point, places)

    def _expectation(self, e: nodes.Expectation, around: Around) -> Tree:
        """The sum over finitely many values, or a mean."""

        def at(value: Site, around: Around) -> Tree:
            return self.tree(e.body, replace(around, given={**around.given, e.variable: value}))

        if e.law == FINITE:
            outcome, weight, value = sample_space(e)
            mark = self.mark()
            inside = replace(around, indices={**around.indices, outcome: Free(mark)})
            term = Times(self.tree(weight, inside), at(self.site(value, inside), inside))
            return SumOver(mark, self.extent(outcome.over), term)
        if e.law == "bernoulli" and isinstance(e.variable, nodes.Scalar):
            p = self.tree(parameters(e)[0], around)
            none, one = (at(AtNumber(value), around) for value in (ZERO, ONE))
            return Plus(Times(Minus(ONE, p), none), Times(p, one))
        own = entry_indices(e)
        marks = tuple(self.mark() for _ in own)
        there: dict[Index, Place] = {index: Free(mark) for index, mark in zip(own, marks, strict=True)}
        around_entry = replace(around, indices={**around.indices, **there})
        given = tuple(self.tree(each, around_entry) for each in parameters(e))
        taken = NONE.union(*(each.names | each.bound for each in given))
        params = tuple([name for n in range(len(marks) + len(taken)) if (name := f"p{n}") not in taken][: len(marks)])
        names: dict[str, Place] = {mark: Free(name) for mark, name in zip(marks, params, strict=True)}
        law = EntryLaw(LAWS[e.law].mean, params, tuple(reindexed(each, names) for each in given))
        mark = self.mark()
        body = at(AtVariable(mark), around)
        binder = slope_name(body, len(own))
        extents = tuple(self.extent(index.over) for index in own)
        return MeanOver(law, extents, binder, substituted(body, mark, AtVariable(binder)))


def lam(params: tuple[str, ...], body: Tree) -> Lam:
    """A function of places, with names of its own for them."""
    taken = body.names | body.bound
    own = [name for n in range(len(params) + len(taken)) if (name := f"p{n}") not in taken]
    there: dict[str, Place] = {old: Free(new) for old, new in zip(params, own, strict=False)}
    return Lam(tuple(own[: len(params)]), reindexed(body, there))


def is_natural(e: nodes.Expr) -> bool:
    """Whether a whole number is written without a minus."""
    match e:
        case nodes.Number(value, _):
            return value >= 0
        case nodes.Dim() | nodes.Counter():
            return True
        case nodes.Group(arg, _):
            return is_natural(arg)
        case nodes.Add(parts) | nodes.Mul(parts, _):
            return all(map(is_natural, parts))
    return False


ROWS: dict[type[nodes.Expr], Callable[[TreeReader, Any, Around], Tree]] = {
    nodes.Number: lambda reader, e, around: Num(e.value),
    nodes.Constant: TreeReader._constant,
    nodes.Dim: TreeReader._dim,
    nodes.Scalar: TreeReader._scalar,
    nodes.Entry: TreeReader._entry,
    nodes.Delta: TreeReader._delta,
    nodes.Counter: lambda reader, e, around: Ordinal(reader.place(e.place, around)),
    nodes.Add: TreeReader._add,
    nodes.Mul: lambda reader, e, around: reduce(Times, [reader.tree(each, around) for each in e.factors]),
    nodes.Neg: lambda reader, e, around: Opp(reader.tree(e.arg, around)),
    nodes.Div: lambda reader, e, around: Over(reader.tree(e.num, around), reader.tree(e.den, around)),
    nodes.Pow: TreeReader._pow,
    nodes.Apply: TreeReader._apply,
    nodes.Sum: TreeReader._big,
    nodes.Prod: TreeReader._big,
    nodes.Largest: TreeReader._big,
    nodes.Cases: TreeReader._cases,
    nodes.Named: TreeReader._named,
    nodes.Diff: TreeReader._diff,
    nodes.Expectation: TreeReader._expectation,
    nodes.Group: lambda reader, e, around: reader.tree(e.arg, around),
}
"""What every node is read as."""
