"""Statistics of a row as C: accumulators, how they are combined, and how rounding errors are kept small."""

from __future__ import annotations

from ..program.nodes import Value
from .patterns import is_share

NEUTRAL = {"largest": "-INFINITY", "product": "1", "total": "0", "mean": "0"}
"""What does not change a statistic."""

COMBINED = {"largest": "v_max({}, {})", "product": "{} * {}", "shares": "v_plus_sum({}, {})", "taken": "{} + {}"}
SUMS = ("total", "mean")


def accumulated(value: Value, name: str, text: str) -> str:
    """One vector more; what is left at the end is filled with what changes nothing."""
    kept = f"KEEP({text}, n, {NEUTRAL[value.op]})"
    if _has_shares(value):
        return f"{name}_##u = v_plus_share({name}_##u, {kept});"
    if value.op in SUMS:
        return f"{name}_##u = {kept};"
    return f"{name}_##u = {COMBINED[value.op].format(f'{name}_##u', kept)};"


def taken(value: Value, name: str, together: int) -> list[str]:
    """What follows a few vectors: sums keep what rounding takes from them, which costs as much as several additions.

    Shares of a sum that is not less than 1 are the quick ones; they are taken one by one.
    """
    if value.op not in SUMS or _has_shares(value):
        return []
    return [f"{name} = v_plus({name}, {_tree('taken', [f'{name}_{k}' for k in range(together)])});"]


def before(value: Value, name: str, lanes: int) -> list[str]:
    """Before the sweep."""
    if _has_shares(value):
        return [f"Twice {', '.join(f'{name}_{k} = {{v_set(1), v_set(0)}}' for k in range(lanes))};"]
    if value.op in SUMS:
        return [f"Twice {name} = {{v_set(0), v_set(0)}};", f"V {', '.join(f'{name}_{k}' for k in range(lanes))};"]
    return [f"V {', '.join(f'{name}_{k} = v_set(C({NEUTRAL[value.op]}))' for k in range(lanes))};"]


def result(value: Value, name: str, lanes: int) -> str:
    """After the sweep."""
    parts = [f"{name}_{k}" for k in range(lanes)]
    if _has_shares(value):
        return f"v_sum_of({_tree('shares', [f'v_begun({each}, 1)' for each in parts])})"
    match value.op:
        case "mean":
            return f"v_mean_of({name}, count)"
        case "total":
            return f"v_sum_of({name})"
        case "largest":
            return f"v_set(v_largest({_tree(value.op, parts)}))"
        case _:
            return f"v_set(v_product({_tree(value.op, parts)}))"


def _has_shares(value: Value) -> bool:
    return value.op == "total" and is_share(value.args[0])


def _tree(op: str, parts: list[str]) -> str:
    while len(parts) > 1:
        joined = (COMBINED[op].format(one, other) for one, other in zip(parts[::2], parts[1::2], strict=True))
        parts = [f"({each})" if " " in each and not each.startswith("v_") else each for each in joined]
    return parts[0]
