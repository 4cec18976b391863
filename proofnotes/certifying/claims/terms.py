"""Trees as terms of Coq: one row a node, nothing is simplified, everything is bracketed.  To be trusted.

A quantity is a `Definition`, and its name the application of that to what its body depends on.  An index over K values
is a natural number from 0 to K − 1; where it counts it is `INR (S i)`, and `number i` in arithmetic of whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...expr.indices import Computed, Index, Place
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
)
from ...expr.spelling import shortened
from .comments import commented
from .opening import opened_by_name
from .places import CoqPlaces, added, conjunction
from .refusal import Unsupported
from .relations import DECISIONS, PROPOSITIONS, WHOLE_DECISIONS, of_indices


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


def number(value: Fraction) -> str:
    """An exact rational."""
    size = abs(value)
    written = str(size.numerator) if size.denominator == 1 else f"({size.numerator}/{size.denominator})"
    return written if value >= 0 else f"(-{written})"


@dataclass(frozen=True)
class CoqDefinition:
    """A definition of the file: its name, and the dimensions and variables that stand before the indices."""

    name: str
    dims: tuple[str, ...]
    variables: tuple[Scalar | Tensor, ...]


KINDS = {
    "f": ("R", " := {}"),
    "dom": ("Prop", " has a value"),
    "odom": ("Prop", " has a value here and near here, as a derivative needs it: a root is not at its edge"),
}
"""The kinds of definitions by the word before the name: their type, and what the comment says."""


def _written(indices: Sequence[Index]) -> str:
    return f"[{', '.join(map(str, indices))}]" if indices else ""


def type_of(variable: Scalar | Tensor) -> str:
    """Numbers, and functions of indices."""
    return "nat -> " * len(variable.over) + "R" if isinstance(variable, Tensor) else "R"


def _kind(variable: Scalar | Tensor) -> tuple[bool, str]:
    return isinstance(variable, Tensor), variable.name


def ordered(variables: Sequence[Scalar | Tensor]) -> tuple[Scalar | Tensor, ...]:
    """Scalars before tensors, each by name."""
    return tuple(sorted(variables, key=_kind))


class CoqTerms(CoqPlaces):
    """The terms of one file, and the definitions that they need, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.definitions: list[str] = []
        self.unfolds: list[str] = []
        self._defined: dict[Quantity, CoqDefinition] = {}

    # Nodes

    def term(self, e: Expr) -> str:
        """The expression as a real number."""
        row = TERMS.get(type(e))
        if row is None:
            raise Unsupported(f"{shortened(str(e))}: {REFUSED.get(type(e), 'has no meaning in the vocabulary')}")
        return row(self, e)

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
            self._defined[quantity] = self.define("f", quantity, lambda: self.term(quantity.body))
        return self._defined[quantity]

    def define(self, word: str, quantity: Quantity, written: Callable[[], str]) -> CoqDefinition:
        """A definition of this kind, of all that it depends on."""
        kind, said = KINDS[word]
        name = self.names.quantity(quantity, word)
        with self.names.scope() as scope:
            own = [f"({self.names.index(index)} : nat)" for index in quantity.indices]
            body = written()
            found = CoqDefinition(name, tuple(sorted(scope.dims)), ordered(tuple(scope.variables.values())))
            binders = " ".join([*self.binders(found.dims, found.variables), *own])
        comment = commented(f"{quantity.name}{_written(quantity.indices)}{said.format(quantity.body)}")
        about = f"Definition {name}{' ' * bool(binders)}{binders} : {kind}"
        self.definitions.append(f"{comment}\n{about} :=\n  {body}.")
        self.unfolds.append(name)
        return found

    def binders(self, dims: Sequence[str], variables: Sequence[Scalar | Tensor]) -> list[str]:
        """What a definition or a statement is about."""
        found = [f"({self.names.dim(name)} : nat)" for name in dims]
        found += [f"({self.names.variable(each)} : {type_of(each)})" for each in variables]
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
    Add: lambda terms, e: f"({added(e.terms, terms.term)})",
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
