"""Kernels of numbers: one loop."""

from __future__ import annotations

from ..program.nodes import Value
from .identifiers import Identifiers
from .loops import indented, macro
from .plan import LoopPlan
from .terms import Terms


def elementwise(name: str, plan: LoopPlan, arguments: tuple[str, ...]) -> list[str]:
    """static void NAME(n, a): a holds pointers to the arguments and then to the results, without gaps."""
    names = Identifiers()
    pointers = {each: names.fresh(f"{each}_") for each in arguments}
    results = [
        names.fresh("out" if len(plan.outputs) == 1 else f"out{place + 1}") for place in range(len(plan.outputs))
    ]
    head = Terms(plan, names, {}, lambda value: _parameter(value, pointers))
    body = Terms(plan, names, {}, lambda value: _loaded(value, pointers), head)
    stores = [f"STORE({result} + i, {body(each)}, n);" for each, result in zip(plan.outputs, results, strict=True)]
    vectors = {each.data for each in plan.leaves() if plan.is_vector(each)}
    lines = [f"const T *{pointers[each]} = (const T *)a[{place}];" for place, each in enumerate(arguments)]
    lines = [line for line, each in zip(lines, arguments, strict=True) if each in vectors or _is_used(plan, each)]
    lines += [f"T *{result} = (T *)a[{len(arguments) + place}];" for place, result in enumerate(results)]
    lines += [*head.lines, *macro("BODY", "i, n", [*body.lines, *stores]), "SWEEP(count)", "#undef BODY"]
    return [f"static void {name}(ptrdiff_t count, char *const *a)", "{", *indented(lines), "}"]


def _is_used(plan: LoopPlan, name: str) -> bool:
    return any(each.data == name for each in plan.leaves())


def _parameter(value: Value, pointers: dict[str, str]) -> str | None:
    return f"v_set(*{pointers[value.data]})" if value.op == "input" else None


def _loaded(value: Value, pointers: dict[str, str]) -> str | None:
    return f"FETCH({pointers[value.data]} + i, n)" if value.op == "input" else None
