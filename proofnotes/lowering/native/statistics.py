"""Statistics of a row as C: accumulators, how they are combined, and how rounding errors are kept small."""

from __future__ import annotations

from ..program.nodes import Value

NEUTRAL = {"largest": "-INFINITY", "product": "1", "total": "0", "mean": "0"}
"""What does not change a statistic."""

COMBINED = {
    "largest": "v_max({}, {})",
    "product": "{} * {}",
    "total": "{} + {}",
    "mean": "{} + {}",
}
SUMS = ("total", "mean")


def accumulated(value: Value, name: str, text: str) -> str:
    """One vector more; what is left at the end is filled with what changes nothing."""
    kept = f"KEEP({text}, n, {NEUTRAL[value.op]})"
    return f"{name}_##u = {COMBINED[value.op].format(f'{name}_##u', kept)};"


def before(value: Value, name: str, lanes: int) -> list[str]:
    """Before the sweep."""
    if value.op in SUMS:
        return [f"struct sum {name} = {{0}};"]
    parts = ", ".join(f"{name}_{k} = v_set(C({NEUTRAL[value.op]}))" for k in range(lanes))
    return [f"V {parts};"]


def chunk(value: Value, name: str, lanes: int) -> list[str]:
    """Sums start anew with every chunk, so that rounding errors do not grow with the length of the row."""
    if value.op in SUMS:
        return [f"V {', '.join(f'{name}_{k} = v_set(0)' for k in range(lanes))};"]
    return []


def folded(value: Value, name: str, lanes: int) -> list[str]:
    """After each chunk."""
    if value.op in SUMS:
        return [f"add_to(&{name}, {_tree(value.op, name, lanes)});"]
    return []


def result(value: Value, name: str, lanes: int) -> str:
    """After the sweep."""
    match value.op:
        case "mean":
            return f"v_set(mean_of(&{name}, count))"
        case "total":
            return f"v_set(sum_of(&{name}))"
        case "largest":
            return f"v_set(v_largest({_tree(value.op, name, lanes)}))"
        case _:
            return f"v_set(v_product({_tree(value.op, name, lanes)}))"


def _tree(op: str, name: str, lanes: int) -> str:
    parts = [f"{name}_{k}" for k in range(lanes)]
    while len(parts) > 1:
        parts = [f"({COMBINED[op].format(one, other)})" for one, other in zip(parts[::2], parts[1::2], strict=True)]
    return parts[0]
