"""Trees as terms of Coq: one row a node, nothing is simplified, everything is bracketed.  To be trusted.

A quantity is a `Definition`, and its name the application of that to what its body depends on.  An index over K values
is a natural number from 0 to K − 1; where it counts it is `INR (S i)`, and `number i` in arithmetic of whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...expr.indices import Computed, Index, Place, Position, Shifted, Size
from ...expr.nodes import (
    Add,
    Apply,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Determinant,
    Diff,
    Dim,
    Div,
    Entry,
    Expectation,
    Expr,
    Group,
    Inverted,
    Lambda,
    Largest,
    Lim,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Quantity,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    When,
    is_whole,
    walk,
)
from ...expr.spelling import shortened
from .names import Names
from .opening import opened_by_name
from .refusal import Unsupported


@dataclass(frozen=True)
class Function:
    """A function of Coq, and what the argument has to be: for a value, and for a value everywhere near it."""

    name: str
    defined: str = ""
    nearby: str = ""


FUNCTIONS = {
    "exp": Function("exp"),
    "log": Function("ln", "0 <", "0 <"),
    "sqrt": Function("sqrt", "0 <=", "0 <"),
    "tanh": Function("tanh"),
    "erf": Function("erf"),
    "sin": Function("sin"),
    "cos": Function("cos"),
    "abs": Function("Rabs"),
    "max": Function("Rmax"),
}
"""Every function that may stand in an `Apply` node."""

CONSTANTS = {"pi": "PI"}

BIG = {Sum: "sum", Prod: "prod", Largest: "largest"}

AXES = 4
"""The vocabulary has derivatives with respect to entries of tensors with so many axes."""

PROPOSITIONS: Mapping[str, Callable[[str, str], str]] = {
    "=": lambda a, b: f"{a} = {b}",
    "!=": lambda a, b: f"{a} <> {b}",
    "<": lambda a, b: f"{a} < {b}",
    "<=": lambda a, b: f"{a} <= {b}",
    ">": lambda a, b: f"{b} < {a}",
    ">=": lambda a, b: f"{b} <= {a}",
}
"""A relation as a proposition."""

Decision = Callable[[str, str], tuple[str, bool]]
DECISIONS: Mapping[str, Decision] = {
    "=": lambda a, b: (f"Req_EM_T {a} {b}", True),
    "!=": lambda a, b: (f"Req_EM_T {a} {b}", False),
    "<": lambda a, b: (f"Rlt_dec {a} {b}", True),
    "<=": lambda a, b: (f"Rle_dec {a} {b}", True),
    ">": lambda a, b: (f"Rlt_dec {b} {a}", True),
    ">=": lambda a, b: (f"Rle_dec {b} {a}", True),
}
"""What `if` asks about two real numbers, and the answer where the relation holds."""

WHOLE_DECISIONS: Mapping[str, Decision] = {
    "=": lambda a, b: (f"Z.eqb {a}%Z {b}%Z", True),
    "!=": lambda a, b: (f"Z.eqb {a}%Z {b}%Z", False),
    "<": lambda a, b: (f"Z.ltb {a}%Z {b}%Z", True),
    "<=": lambda a, b: (f"Z.leb {a}%Z {b}%Z", True),
    ">": lambda a, b: (f"Z.ltb {b}%Z {a}%Z", True),
    ">=": lambda a, b: (f"Z.leb {b}%Z {a}%Z", True),
}
"""The same about two whole numbers."""


def number(value: Fraction) -> str:
    """An exact rational."""
    size = abs(value)
    written = str(size.numerator) if size.denominator == 1 else f"({size.numerator}/{size.denominator})"
    return written if value >= 0 else f"(-{written})"


def of_indices(relation: Relation) -> bool:
    """Whether it compares whole numbers in which indices count."""
    sides = (relation.left, relation.right)
    return all(map(is_whole, sides)) and any(isinstance(node, Counter) for side in sides for node in walk(side))


def conjunction(conditions: Sequence[str]) -> str:
    """All of them together, in brackets."""
    if len(conditions) == 1 and _in_brackets(conditions[0]):
        return conditions[0]
    return "(" + " /\\ ".join(conditions) + ")" if conditions else "True"


def _in_brackets(text: str) -> bool:
    """Whether the first bracket is closed by the last."""
    depth = 0
    for place, letter in enumerate(text, start=1):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place == len(text)
    return False


@dataclass(frozen=True)
class CoqDefinition:
    """A definition of the file: its name, and the dimensions and variables that stand before the indices."""

    name: str
    dims: tuple[str, ...]
    variables: tuple[Scalar | Tensor, ...]


def _kind(variable: Scalar | Tensor) -> tuple[bool, str]:
    return isinstance(variable, Tensor), variable.name


def ordered(variables: Sequence[Scalar | Tensor]) -> tuple[Scalar | Tensor, ...]:
    """Scalars before tensors, each by name."""
    return tuple(sorted(variables, key=_kind))


class CoqTerms:
    """The terms of one file, and the definitions that they need, in order."""

    def __init__(self) -> None:
        self.names = Names()
        self.definitions: list[str] = []
        self.unfolds: list[str] = []
        self._defined: dict[Quantity, CoqDefinition] = {}

    # Dimensions and places

    def size(self, over: Size) -> str:
        """The number of values of an index."""
        base = self.names.dim(over.name) if over.size is None else str(over.size)
        if over.blocks == 1:
            return base
        blocks = self.size(over.blocks) if isinstance(over.blocks, Size) else str(over.blocks)
        return f"({blocks} * {base})%nat"

    def place(self, place: Place) -> str:
        """A place on an axis, counted from 0."""
        match place:
            case Index():
                return self.names.index(place)
            case Position(value, _):
                return f"{value - 1}%nat"
            case Shifted(inner, 0, _):
                return self.place(inner)
            case Shifted(inner, 1, over):
                return f"({self.size(over.base)} + {self.place(inner)})%nat"
            case Shifted(inner, block, over):
                before = str(block) if isinstance(block, int) else self.place(block)
                return f"({before} * {self.size(over.base)} + {self.place(inner)})%nat"
        raise Unsupported(f"{place}: a computed place stands only between the brackets of an entry or a quantity")

    def whole(self, e: Expr) -> str:
        """A whole number of indices and dimensions, in the scope of Z."""
        match e:
            case Number(value, _):
                return str(value.numerator) if value >= 0 else f"({value.numerator})"
            case Dim():
                return f"(Z.of_nat {self.size(e.over)})"
            case Counter(place):
                return f"(number {self.place(place)})"
            case Group(arg, _):
                return self.whole(arg)
            case Neg(arg):
                return f"(- {self.whole(arg)})"
            case Add(terms):
                return f"({self._added(terms, self.whole)})"
            case Mul(factors, _):
                return f"({' * '.join(map(self.whole, factors))})"
            case Pow(base, Number(value, _)):
                return f"({self.whole(base)} ^ {value.numerator})"
        raise Unsupported(f"{e}: expected a whole number of indices and dimensions")

    def place_number(self, place: Place) -> str:
        """The number of a place, counted from 1, in the scope of Z."""
        return self.whole(place.number if isinstance(place, Computed) else Counter(place))

    def natural(self, e: Expr) -> str | None:
        """A whole number that is written without a minus, in the scope of nat; None for any other."""
        match e:
            case Number(value, _) if value.denominator == 1 and value >= 0:
                return str(value.numerator)
            case Dim():
                return self.size(e.over)
            case Counter(place):
                return f"(S {self.place(place)})"
            case Group(arg, _):
                return self.natural(arg)
            case Add(parts) | Mul(parts, _):
                found = [self.natural(each) for each in parts]
                sign = " + " if isinstance(e, Add) else " * "
                return None if None in found else f"({sign.join(map(str, found))})"
        return None

    def at(self, places: Sequence[Place], over: Sequence[Size], value: Callable[[Sequence[str]], str]) -> str:
        """A value at places; 0 where one of them is computed and lies outside its axis."""
        computed = {axis: self.inside(place) for axis, place in enumerate(places) if isinstance(place, Computed)}
        given = [
            self.place(computed[axis]) if axis in computed else self.place(place) for axis, place in enumerate(places)
        ]
        written = value(given)
        for axis in sorted(computed, reverse=True):
            asked = f"{self.place_number(places[axis])}%Z {self.size(over[axis])}"
            written = f"(read_at {asked} (fun {self.place(computed[axis])} => {written}))"
        return written

    def inside(self, place: Computed) -> Index:
        """An index that stands for the place, where it lies inside its axis."""
        return Index(f"n~{place}", place.over)

    # CoqTerms

    def term(self, e: Expr) -> str:
        """The expression as a real number."""
        row = TERMS.get(type(e))
        if row is None:
            raise Unsupported(f"{shortened(str(e))}: {REFUSED.get(type(e), 'has no meaning in the vocabulary')}")
        return row(self, e)

    def _added(self, terms: Sequence[Expr], written: Callable[[Expr], str]) -> str:
        first, *rest = terms
        signed = (f" - {written(e.arg)}" if isinstance(e, Neg) else f" + {written(e)}" for e in rest)
        return written(first) + "".join(signed)

    def _dim(self, e: Dim) -> str:
        return f"(INR {self.size(e.over)})" if e.over.total is None else number(Fraction(e.over.total))

    def _constant(self, e: Constant) -> str:
        if e.name not in CONSTANTS:
            raise Unsupported(f"{e}: the vocabulary has no such constant")
        return CONSTANTS[e.name]

    def _entry(self, e: Entry) -> str:
        name = self.names.variable(e.tensor)
        return self.at(e.places, e.tensor.over, lambda places: f"({name} {' '.join(places)})")

    def _delta(self, e: Delta) -> str:
        if isinstance(e.left, Computed) or isinstance(e.right, Computed):
            return f"(delta_Z {self.place_number(e.left)}%Z {self.place_number(e.right)}%Z)"
        return f"(delta {self.place(e.left)} {self.place(e.right)})"

    def _neg(self, e: Neg) -> str:
        inside = self.term(e.arg)
        return f"(- ({inside}))" if isinstance(e.arg, Number) else f"(- {inside})"  # - 1 would be read as one numeral

    def _pow(self, e: Pow) -> str:
        base = self.term(e.base)
        match e.exponent:
            case Number(value, _) if value.denominator == 1:
                return f"({base} ^ {value})" if value >= 0 else f"(/ {base} ^ {-value})"
            case exponent if is_whole(exponent):
                natural = self.natural(exponent)
                return f"({base} ^ {natural})" if natural else f"(powerRZ {base} {self.whole(exponent)}%Z)"
        return f"(Rpower {base} {self.term(e.exponent)})"

    def _apply(self, e: Apply) -> str:
        if e.fn not in FUNCTIONS:
            raise Unsupported(f"{shortened(str(e))}: the vocabulary has no function {e.fn}")
        name = FUNCTIONS[e.fn].name
        found, *rest = map(self.term, e.args)
        if e.fn != "max":
            return f"({name} {found})"
        for other in rest:
            found = f"({name} {found} {other})"
        return found

    def _big(self, e: Sum | Prod | Largest) -> str:
        return f"({BIG[type(e)]} (fun {self.names.index(e.index)} => {self.term(e.body)}) {self.size(e.index.over)})"

    def _cases(self, e: Cases) -> str:
        value, condition, rest = e.first
        asked, answer = self.decision(condition)
        holds, fails = self.term(value), self.term(rest)
        yes, no = (holds, fails) if answer else (fails, holds)
        return f"(if {asked} then {yes} else {no})"

    def _named(self, e: Named) -> str:
        defined = self.definition(e.quantity)
        return self.applied(defined, e)

    def _diff(self, e: Diff) -> str:
        return self.derivative("pd", e, self.term)

    # Conditions

    def decision(self, condition: Relation | SameIndex) -> tuple[str, bool]:
        """What `if` asks, and the answer where the condition holds."""
        if isinstance(condition, SameIndex):
            if isinstance(condition.left, Computed) or isinstance(condition.right, Computed):
                return f"Z.eqb {self.place_number(condition.left)}%Z {self.place_number(condition.right)}%Z", True
            return f"Nat.eqb {self.place(condition.left)} {self.place(condition.right)}", True
        written, rows = (self.whole, WHOLE_DECISIONS) if of_indices(condition) else (self.term, DECISIONS)
        return rows[condition.sign](written(condition.left), written(condition.right))

    def proposition(self, condition: When) -> str:
        """The condition as a statement."""
        match condition:
            case Both(parts):
                return conjunction([self.proposition(each) for each in parts])
            case SameIndex(left, right) if isinstance(left, Computed) or isinstance(right, Computed):
                return f"({self.place_number(left)} = {self.place_number(right)})%Z"
            case SameIndex(left, right):
                return f"{self.place(left)} = {self.place(right)}"
        written = PROPOSITIONS[condition.sign]
        if of_indices(condition):
            return f"({written(self.whole(condition.left), self.whole(condition.right))})%Z"
        return written(self.term(condition.left), self.term(condition.right))

    def every(self, indices: Sequence[Index], conditions: Sequence[str]) -> list[str]:
        """The conditions for every value of the indices."""
        if not indices or not conditions:
            return list(conditions)
        names = " ".join(map(self.names.index, indices))
        ranges = "".join(f"({self.names.index(each)} < {self.size(each.over)})%nat -> " for each in indices)
        return [f"(forall {names}, {ranges}{conjunction(conditions)})"]

    # Derivatives

    def derivative(self, word: str, e: Diff, inside: Callable[[Expr], str]) -> str:
        """A word of derivatives (pd, ex, near) on the body as a function of the variable, at the point."""
        match e.wrt:
            case Scalar():
                return self._slope(word, e.wrt, inside, e.body, self.names.variable(e.wrt), ())
            case Entry(tensor, places):
                return self._slope(word, tensor, inside, e.body, self.names.variable(tensor), places)
            case Named(quantity, places, arguments):
                tree, stand_in = opened_by_name(e)
                own = quantity.indices
                here = self.term(Named(quantity, own, arguments))
                point = f"(fun {' '.join(map(self.names.index, own))} => {here})" if own else here
                return self._slope(word, stand_in, inside, tree, point, places)
        raise Unsupported(f"{shortened(str(e))}: a derivative is by a scalar, an entry or a named quantity")

    def _slope(
        self,
        word: str,
        variable: Scalar | Tensor,
        inside: Callable[[Expr], str],
        body: Expr,
        point: str,
        places: Sequence[Place],
    ) -> str:
        if len(places) > AXES:
            raise Unsupported(f"{variable.name}: the vocabulary has derivatives by entries with up to {AXES} axes")
        function = self.bound(variable, lambda: inside(body))
        return f"({' '.join([f'{word}{len(places)}', function, point, *map(self.place, places)])})"

    def bound(self, variable: Scalar | Tensor, written: Callable[[], str]) -> str:
        """A function of the variable."""
        with self.names.binding(variable) as name:
            return f"(fun {name} => {written()})"

    # Quantities

    def definition(self, quantity: Quantity) -> CoqDefinition:
        """The definition of a quantity, which is printed before what needs it."""
        if quantity not in self._defined:
            self._defined[quantity] = self.define("f", quantity, "R", lambda: self.term(quantity.body))
        return self._defined[quantity]

    def define(self, word: str, quantity: Quantity, kind: str, written: Callable[[], str]) -> CoqDefinition:
        """A definition of this kind, of all that it depends on."""
        name = self.names.quantity(quantity, word)
        with self.names.scope() as scope:
            own = [f"({self.names.index(index)} : nat)" for index in quantity.indices]
            body = written()
            found = CoqDefinition(name, tuple(sorted(scope.dims)), ordered(tuple(scope.variables.values())))
            binders = " ".join([*self.binders(found.dims, found.variables), *own])
        self.definitions.append(f"Definition {name}{' ' * bool(binders)}{binders} : {kind} :=\n  {body}.")
        self.unfolds.append(name)
        return found

    def binders(self, dims: Sequence[str], variables: Sequence[Scalar | Tensor]) -> list[str]:
        """What a definition or a statement is about."""
        found = [f"({self.names.dim(name)} : nat)" for name in dims]
        for each in variables:
            axes = len(each.over) if isinstance(each, Tensor) else 0
            found.append(f"({self.names.variable(each)} : {'nat -> ' * axes}R)")
        return found

    def applied(self, defined: CoqDefinition, e: Named) -> str:
        """A definition applied to what the named quantity is of."""
        quantity = e.quantity
        given = {_kind(each): argument for each, argument in zip(quantity.inputs, e.arguments, strict=False)}
        words = [defined.name, *map(self.names.dim, defined.dims)]
        for each in defined.variables:
            own = given.get(_kind(each))
            words.append(self.names.variable(each) if own is None else self.argument(own))
        over = [index.over for index in quantity.indices]
        return self.at(e.places, over, lambda places: f"({' '.join([*words, *places])})")

    def argument(self, argument: Expr | Lambda) -> str:
        """A number, or a function of indices."""
        if isinstance(argument, Lambda):
            return f"(fun {' '.join(map(self.names.index, argument.indices))} => {self.term(argument.body)})"
        return self.term(argument)


REFUSED: dict[type[Expr], str] = {
    Lim: "a limit stands alone on the left of an equation",
    Inverted: "the vocabulary has no inverse of a matrix",
    Determinant: "the vocabulary has no determinant",
    Expectation: "the vocabulary has no mean by a law",
}
"""What has no row, and why."""

TERMS: dict[type[Expr], Callable[[CoqTerms, Any], str]] = {
    Number: lambda terms, e: number(e.value),
    Constant: CoqTerms._constant,
    Dim: CoqTerms._dim,
    Scalar: lambda terms, e: terms.names.variable(e),
    Entry: CoqTerms._entry,
    Delta: CoqTerms._delta,
    Counter: lambda terms, e: f"(INR (S {terms.place(e.place)}))",
    Add: lambda terms, e: f"({terms._added(e.terms, terms.term)})",
    Mul: lambda terms, e: f"({' * '.join(map(terms.term, e.factors))})",
    Neg: CoqTerms._neg,
    Div: lambda terms, e: f"({terms.term(e.num)} / {terms.term(e.den)})",
    Pow: CoqTerms._pow,
    Apply: CoqTerms._apply,
    Sum: CoqTerms._big,
    Prod: CoqTerms._big,
    Largest: CoqTerms._big,
    Cases: CoqTerms._cases,
    Named: CoqTerms._named,
    Diff: CoqTerms._diff,
    Group: lambda terms, e: terms.term(e.arg),
}
"""What every node is in Coq."""
