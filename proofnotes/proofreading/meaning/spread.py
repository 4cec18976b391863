"""Subscripts of several places over one of which an operator runs: the d of ∑_n v_{nd} is an index, and no label."""

from __future__ import annotations

from collections.abc import Iterator

from ..grammar.nodes import TexList, TexNode, TexOperator, TexScript, TexScripted, children
from .names import index_letter, name_of, operator_letters, written_places

BINDERS = frozenset({"sum", "prod"})
CHOOSERS = frozenset({"max", "min", "argmax", "argmin", "sup", "inf"})
"""Operators that run over an index, or over a value: an index only where the letter is written as a script below."""

WORDS = frozenset({"max", "min", "out", "new", "old", "avg", "in", "on", "off", "ref", "opt", "pos", "neg", "total"})
WORDS |= {"cls", "reg", "rec", "loc", "gen", "adv", "real", "fake", "data", "prior", "true", "pred", "test", "train"}
"""Scripts that are words however many axes there are, and whatever a sum binds."""


def is_word(script: TexScript) -> bool:
    """Whether a script is a word of three letters or more, written without \\text; `in` may be two indices."""
    text = script.text.replace(" ", "")
    return len(text) > 2 and text in WORDS


def scripts_with_bound(node: TexNode, bound: frozenset[str] = frozenset()) -> Iterator[TexScripted]:
    """Names with a subscript of several places, of which an operator around them binds one: v_{nd} under ∑_n."""
    if isinstance(node, TexOperator) and node.name in BINDERS | CHOOSERS:
        inner = bound.union(operator_letters(node))
        for child in children(node):
            yield from scripts_with_bound(child, inner if child is node.body else bound)
        return
    if isinstance(node, TexScripted) and node.sub is not None and name_of(node) is not None:
        places = script_places(node.sub)
        if len(places) > 1 and any(index_letter(place) in bound for place in places):
            yield node
    for child in children(node):
        yield from scripts_with_bound(child, bound)


def script_places(script: TexScript) -> tuple[TexNode, ...]:
    """The places of a subscript: letters and numbers side by side, or between commas; none if it is something else."""
    if isinstance(script.tree, TexList):
        return tuple(script.tree.items)
    return written_places(script) or ()
