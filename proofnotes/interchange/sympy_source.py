"""Relations as Python source that builds them in SymPy, for readers who want to compute with a formula.

Names are unfolded, and nested sums bind different symbols, so that the source means the same wherever it is pasted.
Derivatives and limits stay unevaluated: SymPy captures indices when it differentiates sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from keyword import iskeyword

from ..expr.calculus import unfold_all
from ..expr.errors import NotationError
from ..expr.functions import DEFINED, ROWS, row_of
from ..expr.indices import Computed, Index, Place, Position, Shifted, Size
from ..expr.nodes import (
    Add,
    Apply,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Diff,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Lim,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    When,
    free_indices,
)
from ..expr.signs import SIGNS

ADDITIVE, MULTIPLICATIVE, POWER, ATOM = 1, 2, 3, 4
RELATIONS = {name: sign.sympy for name, sign in SIGNS.items()}
CALLED = {
    "Derivative", "Idx", "IndexedBase", "KroneckerDelta", "Limit", "Piecewise", "Product", "Rational", "Sum", "Symbol",
    "oo", "pi", *RELATIONS.values(), *(row.sympy for row in ROWS),
}  # fmt: skip
"""What a program may import.  No variable is called so."""

Key = Scalar | Tensor | Index | Size


def sympy_source(
    claims: Sequence[Relation], assuming: Sequence[Relation] = (), defined: Mapping[str, Expr] | None = None
) -> str:
    """A program: `defined` are variables with their values, the list `claims` what is claimed, `assuming` under which
    hypotheses.

    NotationError for what SymPy has no expression for.
    """
    writer = _Writer()
    lists = {"assuming": [*map(_unfolded, assuming)], "claims": [*map(_unfolded, claims)]}
    values = {name: unfold_all(body, _is_known) for name, body in (defined or {}).items()}
    for e in (*(e for found in lists.values() for each in found for e in (each.left, each.right)), *values.values()):
        writer.reserve(e)
    ends = [f"{name} = {writer.text(body)}\n" for name, body in values.items()]
    for name, found in lists.items():
        lines = "".join(f"    {writer.relation(each)},\n" for each in found)
        ends += [f"{name} = [\n{lines}]\n"] if found else []
    imports = ", ".join(sorted(writer.imports))
    return "\n".join((f"from sympy import {imports}", "", *writer.declarations(), "", *ends))


def _unfolded(relation: Relation) -> Relation:
    return Relation(unfold_all(relation.left, _is_known), relation.sign, unfold_all(relation.right, _is_known))


def _is_known(e: Named) -> bool:
    """Whether SymPy has a function of this name and meaning."""
    row = DEFINED.get(e.quantity.name)
    return row is not None and bool(row.sympy) and row.quantity(len(e.arguments)) is e.quantity


class _Writer:
    """names: what each variable is called.  bound: the symbols of the sums around the place that is being written."""

    def __init__(self) -> None:
        self.imports: set[str] = set()
        self.names: dict[Key, str] = {}
        self.bound: dict[Index, str] = {}
        self.lines: dict[str, str] = {}
        self.symbols: set[str] = set()

    def reserve(self, e: Expr) -> None:
        """Free indices have the first choice of a name."""
        for index in sorted(free_indices(e), key=str):
            self.place(index)

    def declarations(self) -> Iterator[str]:
        """A line for each variable; shapes and ranges mention dimensions, which come first."""
        for function in ("Symbol", "Idx", "IndexedBase"):
            yield from (line for line in self.lines.values() if f" = {function}(" in line)

    def call(self, function: str, *arguments: str) -> tuple[str, int]:
        self.imports.add(function)
        return f"{function}({', '.join(arguments)})", ATOM

    def relation(self, relation: Relation) -> str:
        return self.call(
            RELATIONS[relation.sign], self.text(relation.left), self.text(relation.right), "evaluate=False"
        )[0]

    def name(self, key: Key, wanted: str, function: str, *options: str) -> str:
        """The variable for a key, declared when it is first asked for."""
        if key not in self.names:
            self.names[key] = self._declare(next(self._candidates(wanted)), function, *options)
        return self.names[key]

    def _declare(self, name: str, function: str, *options: str) -> str:
        self.lines[name] = f"{name} = {self.call(function, repr(name), *options)[0]}"
        return name

    def _candidates(self, wanted: str) -> Iterator[str]:
        """Python names that nothing else has."""
        base = wanted.partition("~")[0]
        base = f"{base}_" if iskeyword(base) else base if base.isidentifier() else "v"
        every = [base, *(f"{base}_{number}" for number in range(1, len(self.lines) + 2))]
        return (each for each in every if each not in self.lines and each not in CALLED)

    def size(self, over: Size) -> str:
        if over.total is not None:
            return str(over.total)
        if isinstance(over.blocks, Size):
            return f"{self.size(over.blocks)}*{self.size(over.base)}"
        name = self.name(over.base, over.name, "Symbol", "integer=True", "positive=True")
        return name if over.blocks == 1 else f"{over.blocks}*{name}"

    def tensor(self, tensor: Tensor) -> str:
        shape = ", ".join(map(self.size, tensor.over)) + ("," if len(tensor.over) == 1 else "")
        return self.name(tensor, tensor.name, "IndexedBase", f"shape=({shape})", "real=True")

    def place(self, place: Place) -> str:
        match place:
            case Index(name, over):
                return self.bound.get(place) or self.name(place, name, "Idx", f"(1, {self.size(over)})")
            case Position(value):
                return str(value)
            case Shifted(inner, block, over):
                if not isinstance(block, int):
                    return f"{self.size(over.base)}*({self.place(block)} - 1) + {self.place(inner)}"
                start = ("", f"{self.size(over.base)} + ", f"{block}*{self.size(over.base)} + ")[min(block, 2)]
                return start + self.place(inner)
            case Computed(number, _):
                return self.text(number)

    def entry(self, written: str, places: Sequence[Place]) -> tuple[str, int]:
        """An entry, 0 where a computed place lies outside."""
        computed = [place for place in places if isinstance(place, Computed)]
        if not computed:
            return written, ATOM
        bounds: list[str] = []
        for place in computed:
            number = self.text(place.number)
            bounds += [self.call("Ge", number, "1")[0], self.call("Le", number, self.size(place.over))[0]]
        return self.call("Piecewise", f"({written}, {self.call('And', *bounds)[0]})", "(0, True)")

    def binder(self, function: str, body: Expr, index: Index) -> tuple[str, int]:
        """A sum or product.  Its symbol may serve another one beside it, and none inside it."""
        outer, over = self.bound, self.size(index.over)
        base = index.name.partition("~")[0]
        idle = sorted(each for each in self.symbols - set(outer.values()) if each.partition("_")[0] == base)
        symbol = idle[0] if idle else self._declare(next(self._candidates(base)), "Symbol", "integer=True")
        self.symbols.add(symbol)
        self.bound = {**outer, index: symbol}
        written = self.text(body)
        self.bound = outer
        return self.call(function, written, f"({symbol}, 1, {over})")

    def text(self, e: Expr, level: int = ADDITIVE) -> str:
        """The expression, in brackets if it binds less than it has to."""
        written, own = self.write(e)
        return written if own >= level else f"({written})"

    def write(self, e: Expr) -> tuple[str, int]:
        """The expression and how it binds."""
        match e:
            case Number(value) if value.denominator == 1:
                return str(value), ATOM if value >= 0 else ADDITIVE
            case Number(value):
                return self.call("Rational", str(value.numerator), str(value.denominator))
            case Constant(name):
                return self._imported(name), ATOM
            case Scalar(name, positive):
                return self.name(e, name, "Symbol", f"{'positive' if positive else 'real'}=True"), ATOM
            case Dim():
                return self.size(e.over), ATOM if e.blocks == 1 else MULTIPLICATIVE
            case Entry(tensor, places):
                return self.entry(f"{self.tensor(tensor)}[{', '.join(map(self.place, places))}]", places)
            case Counter(place):
                return self.place(place), ADDITIVE if isinstance(place, Shifted) else ATOM
            case Delta(left, right):
                return self.call("KroneckerDelta", self.place(left), self.place(right))
            case Add(terms):
                return " + ".join(self.text(each, ADDITIVE) for each in terms).replace("+ -", "- "), ADDITIVE
            case Neg(arg):
                return f"-{self.text(arg, MULTIPLICATIVE)}", ADDITIVE
            case Mul(factors, _):
                return "*".join(self.text(each, MULTIPLICATIVE) for each in factors), MULTIPLICATIVE
            case Div(num, den):
                return f"{self.text(num, MULTIPLICATIVE)}/{self.text(den, POWER)}", MULTIPLICATIVE
            case Pow(base, exponent):
                return f"{self.text(base, ATOM)}**{self.text(exponent, ATOM)}", POWER
            case Group(arg, _):
                return self.write(arg)
            case Apply(fn, args):
                return self.call(row_of(fn).sympy, *map(self.text, args))
            case Named(quantity, _, arguments):  # every other name has been unfolded
                return self.call(
                    DEFINED[quantity.name].sympy, *(self.text(each) for each in arguments if isinstance(each, Expr))
                )
            case Sum(body, index):
                return self.binder("Sum", body, index)
            case Prod(body, index):
                return self.binder("Product", body, index)
            case Diff(body, (Scalar() | Entry()) as wrt):
                return self.call("Derivative", self.text(body), self.text(wrt))
            case Lim(body, variable, upward):
                end = self._imported("oo")
                return self.call("Limit", self.text(body), self.text(variable), end if upward else f"-{end}")
            case Cases(branches, otherwise, _):
                pairs = [f"({self.text(value)}, {self.condition(when)})" for value, when in branches]
                return self.call("Piecewise", *pairs, f"({self.text(otherwise)}, True)")
        raise NotationError(f"{e}: SymPy has no expression for it")

    def _imported(self, name: str) -> str:
        self.imports.add(name)
        return name

    def condition(self, when: When) -> str:
        if isinstance(when, Both):
            return self.call("And", *map(self.condition, when.parts))[0]
        if isinstance(when, SameIndex):
            return self.call("Eq", self.place(when.left), self.place(when.right))[0]
        return self.call(RELATIONS[when.sign], self.text(when.left), self.text(when.right))[0]
