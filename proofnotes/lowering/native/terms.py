"""Array-level values as C statements: every value is a vector, whether it varies along vectors or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import mpmath

from ...expr.signs import SIGNS
from ..program import values as v
from ..program.array_functions import FUNCTIONS
from ..program.axes import LEAD
from ..program.brackets import Binds, Text, call
from ..program.nodes import Value
from ..program.values import ONE
from ..schedule.decay import choice, decays, is_below_0, quotient_of
from ..schedule.stages import uses_of
from .constants import constant, literal
from .identifiers import Identifiers, ascii_name
from .patterns import is_moderate, is_positive, is_product, without_scale
from .plan import LoopPlan, UnsupportedError, axis_of, is_statistic

COMPARED = {name: f"v_{sign.c}" for name, sign in SIGNS.items()}
SHORT = {"largest": "m", "scale": "s", "total": "sum", "first": "c", "mean": "mean", "exp": "e"}


class Terms:
    """The statements for values.

    written: what each value is called; leaf gives the expression of what is loaded rather than computed, or None;
    outer: the statements before the loop, where everything that does not vary along vectors is written.
    """

    def __init__(
        self,
        plan: LoopPlan,
        names: Identifiers,
        written: dict[Value, str],
        leaf: Callable[[Value], str | None],
        outer: Terms | None = None,
    ) -> None:
        self.plan, self.names, self.written, self.leaf, self.outer = plan, names, written, leaf, outer
        self.lines: list[str] = []
        self.uses: Counter[Value] = uses_of(plan.outputs)

    def __call__(self, value: Value) -> str:
        """What the value is called; the statements for it are made if they are not yet there."""
        number = literal(value)
        if number is not None:
            return constant(number)
        if value in self.written:
            return self.written[value]
        if self.outer is not None and not self.plan.is_vector(value):
            return self.outer(value)
        text = self.leaf(value)
        if text is None:
            text = self._expression(value)
        return self._declare(value, text)

    def _declare(self, value: Value, text: str) -> str:
        kind = "M" if value.op == "compare" else "V"
        name = self.names.fresh(self.wanted(value))
        self.lines.append(f"const {kind} {name} = {text};")
        self.written[value] = name
        return name

    def wanted(self, value: Value) -> str:
        """What it is called where that is free; accumulators have names that end with _0."""
        hint = self.plan.program.hints.get(value)
        wanted = hint.name if hint else str(value.data) if value.op == "input" else SHORT.get(value.op, "v")
        return re.sub(r"_+(\d*)$", r"\1", ascii_name(wanted))

    def _expression(self, value: Value) -> str:
        if is_statistic(value):
            raise UnsupportedError(f"{value.op} in the middle of a pass")
        if value.op not in WRITTEN:
            raise UnsupportedError(f"{value.op} in the middle of a pass")
        return WRITTEN[value.op](self, value)

    def _product(self, value: Value) -> str:
        """What decays is made larger before it is rounded to a subnormal number."""
        if len(value.args) == 2 and value.args[0].op == "number" and abs(value.args[0].data) > 1:
            number, decaying = value.args
            lowered = literal(number)
            if lowered is not None and decays(quotient_of(decaying)[0]):
                return f"{self._raised(decaying).text} * {constant(mpmath.ldexp(lowered, -64))}"
        return " * ".join(self(arg) for arg in value.args)

    def _negative(self, value: Value) -> str:
        return f"-{self(value.args[0])}"

    def _comparison(self, value: Value) -> str:
        return f"{COMPARED[value.data]}({self(value.args[0])}, {self(value.args[1])})"

    def _choice(self, value: Value) -> str:
        return f"v_select({', '.join(map(self, value.args))})"

    def _size(self, value: Value) -> str:
        return f"v_set((T){self._length(value)})"

    def _scaled(self, value: Value) -> str:
        data, scale = map(self, value.args)
        return f"v_if({self._flag(value.args[1])}, {data} / {scale}, {data})"

    def _over_square(self, value: Value) -> str:
        parameter, scale = map(self, value.args)
        return f"v_if({self._flag(value.args[1])}, v_over_square({parameter}, {scale}), {parameter})"

    def _reciprocal_rest(self, value: Value) -> str:
        den, reciprocal = map(self, value.args)
        return f"v_fnma({den}, {reciprocal}, v_set(1)) * {reciprocal}"

    def _flag(self, scale: Value) -> str:
        """What says whether a scale is in use: for this row, or for all."""
        return "careful" if axis_of(scale) == self.plan.along else "scaled"

    def _length(self, value: Value) -> str:
        (axis,) = value.data
        return "count" if axis == self.plan.along else "rows" if axis == LEAD else str(axis.over.total)

    def _function(self, value: Value) -> str:
        return f"{FUNCTIONS[value.op].c}({', '.join(map(self, value.args))})"

    def _maximum(self, value: Value) -> str:
        if (found := choice(value)) is not None:
            condition, below = found
            return f"v_select({self(condition)}, v_set(C(1)), {self(below)})"
        return self._function(value)

    def _log1p(self, value: Value) -> str:
        return f"v_log1p_to_1({self(value.args[0])})" if decays(value.args[0]) else self._function(value)

    def _vanishing(self, value: Value) -> str:
        """A number above 1 beside the factor that decays must not hide that it has vanished."""
        decay, growing = value.args
        num, den = quotient_of(decay)
        if decays(num):
            return f"v_vanishing_exp({self(num.args[0])}, {self(growing)}, {self(den)})"
        if num.op == "maximum" and (found := choice(num)) is not None and decays(found[1]):
            return f"v_vanishing_share({self(found[0])}, {self(found[1].args[0])}, {self(growing)}, {self(den)})"
        raised, signed = self._raised(decay), not is_positive(decay)
        if (factor := _enlarged(decay)) is not None:
            size = call("v_at_most", call("v_abs", raised) if signed else raised, self._raised(factor))
            return f"v_vanishing_of({size.text}, {raised.text}, {self(growing)})"
        function = "v_vanishing_signed" if signed else "v_vanishing"
        return f"{function}({raised.text}, {self(growing)})"

    def _annihilated(self, value: Value) -> str:
        x, weight, growing = map(self, value.args)
        is_number = f"v_select(v_eq({growing}, {growing}), v_set(0), {x})"
        return f"v_select(v_eq({weight}, v_set(0)), {is_number}, {x})"

    def _carried(self, value: Value) -> str:
        x, by = map(self, value.args)
        return f"v_select(v_eq({by}, {by}), {x}, {by})"

    def _exponential(self, value: Value) -> str:
        """e^{a + b} with the rounding error of the sum put right; it would be multiplied by the size of the result."""
        (argument,) = value.args
        if argument.op == "add" and len(argument.args) == 2:
            one, other = argument.args
            if other.op == "neg" and other.args[0].op == "largest":
                return f"v_exp_below({self(one)}, {self(other.args[0])})"
            return f"v_exp_sum({self(one)}, {self(other)})"
        return f"{'v_exp_nonpositive' if is_below_0(argument) else 'v_exp'}({self(argument)})"

    def _raised(self, value: Value) -> Text:
        """2^64 times a value that decays: it has all its digits where the value is subnormal."""
        if _has_raised(value) and (value.op != "exp" or is_below_0(value.args[0])):
            return call(FUNCTIONS[value.op].raised, self(value.args[0]))
        if value.op == "maximum" and (found := choice(value)) is not None:
            condition, below = found
            return call("v_select", self(condition), "v_set(C(0x1p64))", self._raised(below))
        if value.op == "div":
            num, den = self._raised(value.args[0]).within(Binds.PRODUCT), self(value.args[1])
            return Text(f"{num} / {den}", Binds.PRODUCT)
        if value.op == "mul":
            decaying = max(value.args, key=_has_raised)
            others = [self(arg) for arg in value.args if arg is not decaying]
            return Text(" * ".join([self._raised(decaying).within(Binds.PRODUCT), *others]), Binds.PRODUCT)
        return Text(f"{self(value)} * v_set(C(0x1p64))", Binds.PRODUCT)

    def _power(self, value: Value) -> str:
        base, exponent = value.args
        if exponent.op == "number" and exponent.data == 2:
            return f"{self(base)} * {self(base)}"
        return f"v_pow({self(base)}, {self(exponent)})"

    def _quotient(self, value: Value) -> str:
        """Division by a number that is known is multiplication by its reciprocal, which is rounded once more."""
        num, den = value.args
        number = literal(den)
        if number is not None:
            with mpmath.workdps(40):
                return f"{self(num)} * {constant(1 / number)}"
        if self._is_divided_often(num, den):
            moderate, scale = without_scale(den)
            if is_moderate(moderate):
                times = self._times_reciprocal(num, moderate)
                return times if scale is None else f"v_if({self._flag(scale)}, {self(num)} / {self(den)}, {times})"
        return f"{self(num)} / {self(den)}"

    def _times_reciprocal(self, num: Value, den: Value) -> str:
        """One division serves many numbers; where every digit counts, with what rounding took from it."""
        reciprocal = v.div(ONE, den)
        if den.op == "sqrt":
            return f"{self(num)} * {self(reciprocal)}"
        rest = v.apply("reciprocal_rest", den, reciprocal)
        return f"v_over({self(num)}, {self(den)}, {self(reciprocal)}, {self(rest)})"

    def _is_divided_often(self, num: Value, den: Value) -> bool:
        """Whether many numbers are divided by the same one."""
        return self.plan.is_full(num) and not self.plan.is_full(den)

    def _sum(self, value: Value) -> str:
        """Left to right.  A product is added without being rounded, unless two are: a b − b a has to be 0."""
        first, *others = value.args
        if first.op == "neg" and others[0].op != "neg":
            first, others = others[0], [first, *others[1:]]
        fusible = sum(map(is_product, value.args)) == 1
        if fusible and self._is_fused(first) and others[0].op != "neg":
            first, others = others[0], [first, *others[1:]]
        text = self(first)
        for term in others:
            minus = term.op == "neg"
            inner = term.args[0] if minus else term
            if fusible and self._is_fused(inner):
                *front, last = map(self, inner.args)
                text = f"{'v_fnma' if minus else 'v_fma'}({' * '.join(front)}, {last}, {text})"
            else:
                text = f"{text} {'-' if minus else '+'} {self(inner)}"
        return text

    def _is_fused(self, value: Value) -> bool:
        """Whether it is a product that nothing else needs."""
        return value.op == "mul" and value not in self.written and self.uses[value] == 1


def _enlarged(value: Value) -> Value | None:
    """The factor of a product or quotient that decays, where a number above 1 stands beside it."""
    if value.op == "div":
        return _enlarged(value.args[0])
    if value.op != "mul":
        return None
    decaying = max(value.args, key=_has_raised)
    numbers = [arg.data for arg in value.args if arg.op == "number"]
    if _has_raised(decaying) and any(abs(number) > 1 for number in numbers):
        return decaying
    return _enlarged(decaying)


def _has_raised(value: Value) -> bool:
    """Whether there is a function for 2^64 times the value."""
    return value.op in FUNCTIONS and bool(FUNCTIONS[value.op].raised)


WRITTEN: dict[str, Callable[[Terms, Value], str]] = {
    "add": Terms._sum,
    "mul": Terms._product,
    "neg": Terms._negative,
    "div": Terms._quotient,
    "pow": Terms._power,
    **dict.fromkeys(FUNCTIONS, Terms._function),
    "exp": Terms._exponential,
    "log1p": Terms._log1p,
    "maximum": Terms._maximum,
    "vanishing": Terms._vanishing,
    "annihilated": Terms._annihilated,
    "carried": Terms._carried,
    "compare": Terms._comparison,
    "where": Terms._choice,
    "size": Terms._size,
    "scaled": Terms._scaled,
    "over_square": Terms._over_square,
    "reciprocal_rest": Terms._reciprocal_rest,
}
"""What each operation is as an expression of C whose operands are names, or calls: they need no brackets."""

BESIDE = ("input", "number", "constant")
"""What is loaded, or a literal."""
