"""The signs of relations in Coq: as propositions, and as what `if` asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...expr.nodes import Counter, Relation, is_whole, walk

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


def of_indices(relation: Relation) -> bool:
    """Whether it compares whole numbers in which indices count."""
    sides = (relation.left, relation.right)
    return all(map(is_whole, sides)) and any(isinstance(node, Counter) for side in sides for node in walk(side))
