"""Relations as Python source that builds them in SymPy, for readers who want to compute with a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from keyword import iskeyword
from typing import Any

from ..expr.errors import NotationError
from ..expr.functions import ROWS
from ..expr.nodes import Cases, Expr, Prod, Relation, Sum, free_indices, map_sides, walk
from ..expr.signs import SIGNS
from .sympy_writing import SympyWriter, unfolded

ADDITIVE, MULTIPLICATIVE, POWER, ATOM = 1, 2, 3, 4
CALLED = {
    "Derivative", "Idx", "IndexedBase", "KroneckerDelta", "Limit", "Piecewise", "Product", "Rational", "Sum", "Symbol",
    "And", "oo", "pi", *(sign.sympy for sign in SIGNS.values()), *(row.sympy for row in ROWS),
}  # fmt: skip
"""What a program may import.  No variable is called so."""


def sympy_source(
    claims: Sequence[Relation], assuming: Sequence[Relation] = (), defined: Mapping[str, Expr] | None = None
) -> str:
    """A program: `defined` are variables with their values, the list `claims` what is claimed, `assuming` under which
    hypotheses.

    NotationError for what SymPy has no expression for.
    """
    writer = _Source()
    lists = {"assuming": [map_sides(each, unfolded) for each in assuming]}
    lists["claims"] = [map_sides(each, unfolded) for each in claims]
    values = {name: unfolded(body) for name, body in (defined or {}).items()}
    sides = [*(e for found in lists.values() for each in found for e in (each.left, each.right)), *values.values()]
    for e in sides:
        _check_folding(e)
        writer.reserve(e)
    ends = [f"{name} = {writer.write(body)[0]}\n" for name, body in values.items()]
    for name, found in lists.items():
        lines = "".join(f"    {writer.relation(each)[0]},\n" for each in found)
        ends += [f"{name} = [\n{lines}]\n"] if found else []
    imports = ", ".join(sorted(writer.imports))
    return "\n".join((f"from sympy import {imports}", "", *writer.declarations(), "", *ends))


def _check_folding(e: Expr) -> None:
    """SymPy's constructor of a sum takes cases out of the sums inside it, which frees their indices."""
    for outer in walk(e):
        if isinstance(outer, (Sum, Prod)):
            body = outer.body
            while isinstance(body, type(outer)):  # such sums it joins before
                body = body.body
            for inner in walk(body):
                if isinstance(inner, (Sum, Prod)) and any(
                    isinstance(each, Cases) and {outer.index, inner.index} <= free_indices(each)
                    for each in walk(inner.body)
                ):
                    raise NotationError(f"{e}: SymPy has no expression for cases in a sum inside another one")


Text = tuple[str, int]
"""An expression and how it binds."""


def _at_least(level: int, text: Text) -> str:
    """In brackets if it binds less than it has to."""
    return text[0] if text[1] >= level else f"({text[0]})"


class _Source(SympyWriter[Text]):
    def __init__(self) -> None:
        super().__init__()
        self.imports: set[str] = set()
        self.lines: dict[str, str] = {}

    def declarations(self) -> Iterator[str]:
        """A line for each variable; shapes and ranges mention dimensions, which come first."""
        for function in ("Symbol", "Idx", "IndexedBase"):
            yield from (line for line in self.lines.values() if f" = {function}(" in line)

    def number(self, value: Fraction) -> Text:
        if value.denominator == 1:
            return str(value), ATOM if value >= 0 else ADDITIVE
        return self.call("Rational", (str(value.numerator), ATOM), (str(value.denominator), ATOM))

    def imported(self, name: str) -> Text:
        self.imports.add(name)
        return name, ATOM

    def call(self, function: str, *arguments: Text, **options: Any) -> Text:
        self.imports.add(function)
        named = (f"{name}={value[0] if isinstance(value, tuple) else repr(value)}" for name, value in options.items())
        return f"{function}({', '.join([*(text for text, _ in arguments), *named])})", ATOM

    def add(self, terms: Sequence[Text]) -> Text:
        return " + ".join(_at_least(ADDITIVE, each) for each in terms).replace("+ -", "- "), ADDITIVE

    def neg(self, arg: Text) -> Text:
        return f"-{_at_least(MULTIPLICATIVE, arg)}", ADDITIVE

    def mul(self, factors: Sequence[Text]) -> Text:
        return "*".join(_at_least(MULTIPLICATIVE, each) for each in factors), MULTIPLICATIVE

    def div(self, num: Text, den: Text) -> Text:
        return f"{_at_least(MULTIPLICATIVE, num)}/{_at_least(POWER, den)}", MULTIPLICATIVE

    def pow(self, base: Text, exponent: Text) -> Text:
        return f"{_at_least(ATOM, base)}**{_at_least(ATOM, exponent)}", POWER

    def entry(self, tensor: Text, places: Sequence[Text]) -> Text:
        return f"{tensor[0]}[{', '.join(text for text, _ in places)}]", ATOM

    def row(self, parts: Sequence[Text]) -> Text:
        return f"({', '.join(text for text, _ in parts)}{',' * (len(parts) == 1)})", ATOM

    def truth(self) -> Text:
        return "True", ATOM

    def declare(self, function: str, name: str, *arguments: Text, **options: Any) -> Text:
        self.lines[name] = f"{name} = {self.call(function, (repr(name), ATOM), *arguments, **options)[0]}"
        return name, ATOM

    def spelled(self, wanted: str) -> str:
        """A name of Python's."""
        if iskeyword(wanted) or wanted in CALLED:
            return f"{wanted}_"
        return wanted if wanted.isidentifier() else "v"
