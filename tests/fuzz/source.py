"""The language as Python source of the public vocabulary: what is proved is what the snippet in an alarm says."""

from __future__ import annotations

from fractions import Fraction
from keyword import iskeyword

from .language import (
    All,
    Arr,
    At,
    Axis,
    Bind,
    Calc,
    Case,
    Chance,
    Count,
    Del,
    Der,
    Det,
    Ent,
    Extent,
    Idx,
    Inv,
    Lam,
    Let,
    Mean,
    Named,
    Num,
    Op,
    Out,
    Place,
    Rel,
    Same,
    Shift,
    Statement,
    Term,
    Var,
    Within,
)
from .walk import free

INFIX = {"add": " + ", "sub": " - ", "mul": "*", "div": "/", "pow": "**"}
CALLS = {"abs": "Abs", "max": "Max"}
VOCABULARY = {
    "Abs", "And", "Max", "Rational", "Tensor", "at", "cases", "delta", "diff", "dot", "erf", "exp", "limit", "log",
    "paren", "pi", "product", "same", "sqrt", "tanh", "total", "let", "let_scalar", "Eq", "Ne", "Relation", "Dim",
    "Expr", "Scalar", "Definition", "prove", "chain", "show", "E", "det",
}  # fmt: skip
Declared = Axis | Idx | Var | Arr | Let | Chance


class Writer:
    """Collects the declarations that the terms need."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.identifiers: dict[Declared, str] = {}

    def term(self, e: Term) -> str:
        """An expression, in brackets where needed."""
        match e:
            case Num(value):
                return _number(value)
            case Extent(axis):
                return self.axis(axis)
            case Var():
                return self.declared(e, e.name, f'Scalar("{e.name}"{", positive=True" if e.positive else ""})')
            case Ent(array, places):
                return f"{self.array(array)}[{self.places(places)}]"
            case Del(left, right):
                return f"delta({self.place(left)}, {self.place(right)})"
            case Op():
                return self._operation(e)
            case Bind("largest", body, index):  # which has to mention the index
                return f"Max({self.term(body)}, {self.place(index)})" if index in free(body) else self.term(body)
            case Count(index):
                return f"(1*{self.place(index)})"
            case Bind(name, body, index, where) if where is not None:
                return f"{name}({self.term(body)}, {self.place(index)}, where={self.condition(where)})"
            case Bind(name, body, index):
                return f"{name}({self.term(body)}, {self.place(index)})"
            case Case(value, condition, otherwise):
                return f"cases(({self.term(value)}, {self.condition(condition)}), {self.term(otherwise)})"
            case Der(body, wrt):
                return f"diff({self.term(body)}, {self.term(wrt)})"
            case At(body, index, place):
                return f"at({self.term(body)}, {self.place(index)}, {self.place(place)})"
            case Named():
                return self._named(e)
            case Inv(matrix, places):
                return f"Inverse({self.let(matrix)})[{self.places(places)}]"
            case Det(matrix):
                return f"det({self.let(matrix)})"
            case Out(chance, places):
                return f"{self.chance(chance)}[{self.places(places)}]" if places else self.chance(chance)
            case Mean(body, chance):
                return f"E({self.term(body)}, {self.chance(chance)})"
        raise TypeError(e)

    def _operation(self, e: Op) -> str:
        args = [self.term(each) for each in e.args]
        if e.op in ("div", "pow", "neg") or all(isinstance(each, Num) for each in e.args):
            args[0] = _wrapped(e.args[0], self)  # or Python would compute with floats
        if e.op == "neg":
            return f"(-{args[0]})"
        if e.op in INFIX:
            return f"({INFIX[e.op].join(args)})"
        return f"{CALLS.get(e.op, e.op)}({', '.join(args)})"

    def _named(self, e: Named) -> str:
        name = self.let(e.let)
        if e.let.door == "scalar":
            return name
        if e.arguments:
            name += f".of({', '.join(map(self._argument, e.arguments))})"
        elif e.let.door == "definition" or not e.let.indices:
            name += f".of({', '.join(map(self._argument, e.let.inputs))})"
        return f"{name}[{self.places(e.places)}]" if e.let.indices else name

    def _argument(self, e: Term | Lam | Arr) -> str:
        if isinstance(e, Arr):
            return self.array(e)
        if isinstance(e, Lam):
            return f"lambda {', '.join(map(self.place, e.indices))}: {self.term(e.body)}"
        return self.term(e)

    def condition(self, e: Rel | Same | All) -> str:
        """What stands in a case."""
        if isinstance(e, All):
            return f"And({', '.join(map(self.condition, e.conditions))})"
        if isinstance(e, Same):
            return f"same({self.place(e.left)}, {self.place(e.right)})"
        return self.relation(e)

    def relation(self, e: Rel) -> str:
        """A relation."""
        return f'Relation({_wrapped(e.left, self)}, "{e.sign}", {_wrapped(e.right, self)})'

    def place(self, e: Place) -> str:
        """What stands between brackets."""
        if isinstance(e, int):
            return str(e)
        if isinstance(e, Within):
            return f"{self.axis(e.over)}.at({', '.join(map(self.place, _levels(e)))})"
        if isinstance(e, Calc):
            return _wrapped(e.number, self)
        if isinstance(e, Shift):
            axis = self.axis((e.mistaken or e.inner.over).base)
            return f"{axis if e.block == 1 else f'{e.block}*{axis}'} + {self.place(e.inner)}"
        call = f'fixed("{e.name}")[0]' if e.fixed and not e.implied else f'index("{e.name}")'
        return self.declared(
            e, e.name, f"{self.axis(e.over)}.{call}" if e.over.blocks == 1 else f"({self.axis(e.over)}).{call}"
        )

    def places(self, places: tuple[Place, ...]) -> str:
        """Several, with commas."""
        return ", ".join(map(self.place, places))

    def axis(self, e: Axis) -> str:
        """A dimension, or a multiple of one."""
        base = self.declared(e.base, e.name, f'Dim("{e.name}"{"" if e.size is None else f", {e.size}"})')
        groups = self.axis(e.blocks) if isinstance(e.blocks, Axis) else e.blocks
        return base if groups == 1 else f"({groups}*{base})"

    def array(self, e: Arr) -> str:
        """A tensor."""
        return self.declared(e, e.name, f'Tensor("{e.name}", {", ".join(map(self.axis, e.axes))})')

    def chance(self, e: Chance) -> str:
        """A random quantity."""
        given = [f'"{e.name}"', *(_wrapped(each, self) for each in e.parameters)]
        if e.axes:
            given.append(f"over=({', '.join(map(self.axis, e.axes))},)")
        return self.declared(e, e.name, f"{e.law.capitalize()}({', '.join(given)})")

    def let(self, e: Let) -> str:
        """A quantity."""
        body = _wrapped(e.body, self)
        indices, inputs = self.places(e.indices), ", ".join(map(self._input, e.inputs))
        comma = "," if len(e.inputs) == 1 else ""
        if e.door == "scalar":
            return self.declared(e, e.name, f'let_scalar("{e.name}", {body})')
        if e.door == "definition":
            tail = f", indices=({indices},)" if indices else ""
            return self.declared(e, e.name, f'Definition("{e.name}", {body}, inputs=({inputs}{comma}){tail})')
        tail = f", inputs=({inputs}{comma})" if e.inputs else ""
        return self.declared(e, e.name, f'let("{e.name}", {body}{f", {indices}" if indices else ""}{tail})')

    def _input(self, e: Arr | Var) -> str:
        return self.array(e) if isinstance(e, Arr) else self.term(e)

    def declared(self, what: Declared, wanted: str, value: str) -> str:
        """Its identifier in the snippet: the name itself, if it is still free."""
        if what not in self.identifiers:
            name = wanted if wanted.isidentifier() and not iskeyword(wanted) else "v"
            taken = VOCABULARY | set(self.identifiers.values())
            while name in taken:
                name += "_"
            self.identifiers[what] = name
            self.lines.append(f"{name} = {value}")
        return self.identifiers[what]


def _levels(e: Within) -> tuple[Place, ...]:
    """The places that it is made of, the outermost group first."""
    return (*(_levels(e.group) if isinstance(e.group, Within) else (e.group,)), e.inner)


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value) if value >= 0 else f"({value})"
    return f"Rational({value.numerator}, {value.denominator})"


def _wrapped(e: Term, writer: Writer) -> str:
    """What must be an expression even where it is a number."""
    if isinstance(e, Num):
        return f"Rational({e.value.numerator}, {e.value.denominator})"
    return writer.term(e)


def snippet(statement: Statement) -> tuple[list[str], str, list[str]]:
    """The declarations, the claim and the hypotheses as source."""
    writer = Writer()
    claim = writer.relation(statement.claim)
    return writer.lines, claim, [writer.relation(each) for each in statement.assuming]
