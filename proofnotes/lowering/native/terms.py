"""Array-level values as C statements: every value is a vector, whether it varies along vectors or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import mpmath

from ...expr.signs import SIGNS
from ..program import values as v
from ..program.nodes import Value
from ..program.values import ONE
from ..schedule.stages import uses_of
from .constants import constant, literal
from .names import Names
from .patterns import choice, decays, is_below_0, is_moderate, is_positive, is_product, without_scale
from .plan import Plan, UnsupportedError, axis_of, is_statistic

COMPARED = {name: f"v_{sign.c}" for name, sign in SIGNS.items()}
FUNCTIONS = {
    "abs": "v_abs", "erf": "v_erf", "exp": "v_exp", "gaussian": "v_gaussian", "log": "v_log", "log1p": "v_log1p",
    "maximum": "v_max", "minimum": "v_min", "normal_cdf": "v_normal_cdf", "sqrt": "v_sqrt", "tanh": "v_tanh",
}  # fmt: skip
RAISED = {
    "exp": "v_exp_nonpositive_raised",
    "gaussian": "v_gaussian_raised",
    "normal_cdf": "v_normal_cdf_raised",
}
SHORT = {"largest": "m", "scale": "s", "total": "sum", "first": "c", "mean": "mean", "exp": "e"}


class Terms:
    """The statements for values; `leaf` gives the expression of what is loaded rather than computed, or None."""

    def __init__(
        self,
        plan: Plan,
        names: Names,
        known: dict[Value, str],
        leaf: Callable[[Value], str | None],
        outer: Terms | None = None,
    ) -> None:
        self.plan, self.names, self.known, self.leaf, self.outer = plan, names, known, leaf, outer
        self.lines: list[str] = []
        self.uses: Counter[Value] = uses_of(plan.outputs)

    def __call__(self, value: Value) -> str:
        """What the value is called; the statements for it are made if they are not yet there."""
        number = literal(value)
        if number is not None:
            return constant(number)
        if value in self.known:
            return self.known[value]
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
        self.known[value] = name
        return name

    def wanted(self, value: Value) -> str:
        hint = self.plan.program.hints.get(value)
        wanted = hint.name if hint else str(value.data) if value.op == "input" else SHORT.get(value.op, "v")
        return re.sub(r"\W", "_", wanted)

    def _expression(self, value: Value) -> str:
        if is_statistic(value):
            raise UnsupportedError(f"{value.op} in the middle of a pass")
        match value.op:
            case "add":
                return self._sum(value)
            case "mul":
                return " * ".join(self(arg) for arg in value.args)
            case "neg":
                return f"-{self(value.args[0])}"
            case "div":
                return self._quotient(value)
            case "pow":
                return self._power(value)
            case "compare":
                return f"{COMPARED[value.data]}({self(value.args[0])}, {self(value.args[1])})"
            case "where":
                return f"v_select({', '.join(map(self, value.args))})"
            case "size":
                return f"v_set((T){self._length(value)})"
            case "scaled":
                data, scale = map(self, value.args)
                return f"v_if({self._flag(value.args[1])}, {data} / {scale}, {data})"
            case "reciprocal_rest":
                den, reciprocal = map(self, value.args)
                return f"v_fnma({den}, {reciprocal}, v_set(1)) * {reciprocal}"
            case "over_square":
                parameter, scale = map(self, value.args)
                return f"v_if({self._flag(value.args[1])}, v_over_square({parameter}, {scale}), {parameter})"
        return self._call(value)

    def _flag(self, scale: Value) -> str:
        """What says whether a scale is in use: for this row, or for all."""
        return "careful" if axis_of(scale) == self.plan.along else "scaled"

    def _length(self, value: Value) -> str:
        (axis,) = value.data
        return "count" if axis == self.plan.along else "rows"

    def _call(self, value: Value) -> str:
        if value.op == "exp":
            return self._exponential(value.args[0])
        if value.op == "maximum" and (found := choice(value)) is not None:
            condition, below = found
            return f"v_select({self(condition)}, v_set(C(1)), {self(below)})"
        if value.op == "log1p" and decays(value.args[0]):
            return f"v_log1p_to_1({self(value.args[0])})"
        if value.op == "vanishing":
            function = "v_vanishing" if is_positive(value.args[0]) else "v_vanishing_signed"
            return f"{function}({self._raised(value.args[0])}, {self(value.args[1])})"
        if value.op not in FUNCTIONS:
            raise UnsupportedError(f"no C for {value.op}")
        first, *others = map(self, value.args)
        for each in others[:-1]:
            first = f"{FUNCTIONS[value.op]}({first}, {each})"
        return f"{FUNCTIONS[value.op]}({', '.join([first, *others[-1:]])})"

    def _exponential(self, argument: Value) -> str:
        """e^{a + b} with the rounding error of the sum put right; it would be multiplied by the size of the result."""
        if argument.op == "add" and len(argument.args) == 2:
            one, other = argument.args
            if other.op == "neg" and other.args[0].op == "largest":
                return f"v_exp_below({self(one)}, {self(other.args[0])})"
            return f"v_exp_sum({self(one)}, {self(other)})"
        return f"{'v_exp_nonpositive' if is_below_0(argument) else 'v_exp'}({self(argument)})"

    def _raised(self, value: Value) -> str:
        """2^64 times a value that decays: it has all its digits where the value is subnormal."""
        if value.op in RAISED and (value.op != "exp" or is_below_0(value.args[0])):
            return f"{RAISED[value.op]}({self(value.args[0])})"
        if value.op == "maximum" and (found := choice(value)) is not None:
            condition, below = found
            return f"v_select({self(condition)}, v_set(C(0x1p64)), {self._raised(below)})"
        if value.op == "div":
            return f"{self._raised(value.args[0])} / {self(value.args[1])}"
        if value.op == "mul":
            decaying = max(value.args, key=lambda arg: arg.op in RAISED)
            others = [self(arg) for arg in value.args if arg is not decaying]
            return " * ".join([self._raised(decaying), *others])
        return f"{self(value)} * v_set(C(0x1p64))"

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
        return value.op == "mul" and value not in self.known and self.uses[value] == 1
