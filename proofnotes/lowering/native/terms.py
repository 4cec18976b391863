"""Array-level values as C statements on vectors: every value is of type V, whether it varies along the vectors or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import mpmath

from .. import values as v
from ..stages import uses_of
from ..values import ONE, ZERO, Value
from .plan import Plan, Unsupported, is_statistic

COMPARED = {"=": "v_eq", "!=": "v_ne", "<": "v_lt", "<=": "v_le", ">": "v_gt", ">=": "v_ge"}
FUNCTIONS = {
    "abs": "v_abs", "erf": "v_erf", "exp": "v_exp", "gaussian": "v_gaussian", "log": "v_log", "log1p": "v_log1p",
    "maximum": "v_max", "minimum": "v_min", "normal_cdf": "v_normal_cdf", "sqrt": "v_sqrt", "tanh": "v_tanh",
    "vanishing": "v_vanishing",
}  # fmt: skip
SHORT = {"largest": "m", "scale": "s", "total": "sum", "first": "c", "mean": "mean", "exp": "e"}
KEYWORDS = frozenset(
    ["auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void", "while"]
)
TAKEN = frozenset(["T", "V", "M", "I", "C", "a", "i", "n", "u", "row", "rows", "count", "first", "last", "step", "scratch", "sums", "scaled", "from", "until", "width", "end", "table", "LANES"])  # fmt: skip


def literal(value: Value) -> mpmath.mpf | None:
    """A number that is known before any call, to 40 digits."""
    if not value.is_constant:
        return None
    with mpmath.workdps(40):
        if value.op == "number":
            return mpmath.mpf(value.data.numerator) / value.data.denominator
        if value.op == "constant":
            return +getattr(mpmath, value.data)
        args = [literal(arg) for arg in value.args]
        match value.op:
            case "add":
                return mpmath.fsum(args)
            case "mul":
                return mpmath.fprod(args)
            case "div":
                return args[0] / args[1]
            case "neg":
                return -args[0]
            case "pow":
                return args[0] ** args[1]
            case "sqrt" | "exp" | "log" | "tanh":
                return getattr(mpmath, value.op)(args[0])
    return None


def constant(number: mpmath.mpf) -> str:
    """A literal of the type that is computed in."""
    text = mpmath.nstr(number, 21, strip_zeros=True, min_fixed=-5, max_fixed=8)
    return f"v_set(C({text}))"


@dataclass
class Names:
    """Identifiers, each given out once."""

    taken: set[str] = field(default_factory=lambda: set(TAKEN | KEYWORDS))

    def fresh(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self.taken:
            count += 1
            name = f"{wanted}{count}"
        self.taken.add(name)
        return name


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
        if self.outer is not None and not self.plan.is_vector(value) and not self._is_local(value):
            return self.outer(value)
        text = self.leaf(value)
        if text is None:
            text = self._expression(value)
        return self._declare(value, text)

    def _is_local(self, value: Value) -> bool:
        """Whether it depends on the row, where rows are the inner loop."""
        return self.plan.across in value.axes and self.plan.kind == "columns"

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
            raise Unsupported(f"{value.op} in the middle of a pass")
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
                return f"v_if(scaled, {self(value.args[0])} / {self(value.args[1])}, {self(value.args[0])})"
            case "over_square":
                return (
                    f"v_if(scaled, v_over_square({self(value.args[0])}, {self(value.args[1])}), {self(value.args[0])})"
                )
        return self._call(value)

    def _length(self, value: Value) -> str:
        (axis,) = value.data
        return "count" if axis == self.plan.along else "rows"

    def _call(self, value: Value) -> str:
        if value.op == "exp":
            return self._exponential(value.args[0])
        if value.op == "maximum" and (found := _step(value)) is not None:
            condition, below = found
            return f"v_select({self(condition)}, v_set(C(1)), {self(below)})"
        if value.op not in FUNCTIONS:
            raise Unsupported(f"no C for {value.op}")
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
        below = argument.op == "neg" and argument.args[0].op == "abs"
        return f"{'v_exp_nonpositive' if below else 'v_exp'}({self(argument)})"

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
            moderate, scale = _without_scale(den)
            if _is_moderate(moderate):
                times = f"{self(num)} * {self(v.div(ONE, moderate))}"
                return times if scale is None else f"v_if(scaled, {self(num)} / {self(den)}, {times})"
        return f"{self(num)} / {self(den)}"

    def _is_divided_often(self, num: Value, den: Value) -> bool:
        """Whether many numbers are divided by the same one."""
        return self.plan.is_full(num) and not self.plan.is_full(den)

    def _sum(self, value: Value) -> str:
        """Left to right.  A product is added without being rounded, unless two are: a b − b a has to be 0."""
        first, *others = value.args
        if first.op == "neg" and others[0].op != "neg":
            first, others = others[0], [first, *others[1:]]
        fusible = sum(map(_is_product, value.args)) == 1
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


def _is_product(value: Value) -> bool:
    inner = value.args[0] if value.op == "neg" else value
    return inner.op in ("mul", "pow")


def _step(value: Value) -> tuple[Value, Value] | None:
    """max(e, 1 where a condition holds, else 0) with 0 ≤ e ≤ 1 is a choice between 1 and e."""
    if len(value.args) == 2:
        for one, other in (value.args, value.args[::-1]):
            if _decays(one) and _is_indicator(other) and one.args[0].args[0].args[0] in other.args[0].args:
                return other.args[0], one
    return None


def _without_scale(den: Value) -> tuple[Value, Value | None]:
    """A divisor without the power of two that is 1 unless something overflows."""
    if den.op == "mul" and len(den.args) == 2 and den.args[1].op == "scale":
        return den.args
    return den, None


def _is_moderate(den: Value) -> bool:
    """Whether its reciprocal neither overflows nor loses digits, unless it is 0 or infinite: a root, or a sum of which one term
    is 1 and none is larger."""
    return den.op == "sqrt" or (den.op == "total" and _is_below_1(den.args[0]))


def _is_below_1(value: Value) -> bool:
    """e^{a − max a}."""
    if value.op != "exp" or value.args[0].op != "add" or len(value.args[0].args) != 2:
        return False
    one, other = value.args[0].args
    return other.op == "neg" and other.args[0].op == "largest" and other.args[0].args[0] == one


def _decays(value: Value) -> bool:
    """e^{−∣x∣}."""
    return value.op == "exp" and value.args[0].op == "neg" and value.args[0].args[0].op == "abs"


def _is_indicator(value: Value) -> bool:
    return value.op == "where" and value.args[1:] == (ONE, ZERO)
