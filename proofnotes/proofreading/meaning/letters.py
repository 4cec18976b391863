"""What can be read off a tree without knowing what it means: its letters, its scripts, what a Σ binds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from ..grammar.nodes import TexChain, TexDerivative, TexName, TexNode, TexOperator, TexScript, TexScripted, walk


def letter_of(node: TexNode) -> str:
    """The letter that a plain italic name is, `tau` for τ, `d'` with a prime; nothing for anything else."""
    if isinstance(node, TexScripted) and node.primes and node.sub is None and node.sup is None:
        letter = letter_of(node.base)
        return letter + "'" * node.primes if letter else ""
    if not isinstance(node, TexName) or node.accents or node.variant:
        return ""
    single = len(node.base) == 1 and node.font in ("", "roman")
    return node.base if single or (node.font == "" and node.base.isalpha()) else ""


def operator_letter(node: TexOperator) -> str:
    """The letter that it binds; nothing if it is not just one."""
    lower = node.lower
    if isinstance(lower, TexChain):
        lower = lower.parts[0]
    return letter_of(lower) if lower is not None else ""


def uses_letter(node: TexNode, letter: str) -> bool:
    """Whether a letter stands in a script of the tree, and no Σ there binds it."""
    bound = any(isinstance(each, TexOperator) and operator_letter(each) == letter for each in walk(node))
    return not bound and any(
        token.kind == "letter" and token.text == letter for script in scripts_of(node) for token in script.tokens
    )


def indexes_letter(node: TexNode, letter: str) -> bool:
    """Whether a letter is an index somewhere in the tree: below a name, or raised in brackets; c^k is a power."""
    return any(
        token.kind == "letter" and token.text == letter
        for each in walk(node)
        if isinstance(each, TexScripted)
        for script in (each.sub, each.sup if each.sup is not None and each.sup.text.startswith("(") else None)
        if script is not None
        for token in script.tokens
    )


def variables_of(node: TexNode) -> tuple[TexNode, ...]:
    """What a node differentiates by: x of ∂f/∂x, w of ∇_w; of d²f/dx² the x with its exponent."""
    if isinstance(node, TexDerivative):
        return node.by
    if not isinstance(node, TexScripted) or node.sub is None or node.sub.tree is None:
        return ()
    if isinstance(node.base, TexName) and node.base.base in ("nabla", "partial"):
        return (node.sub.tree,)
    return ()


def scripts_of(node: TexNode) -> list[TexScript]:
    """All scripts in the tree."""
    return [
        script
        for each in walk(node)
        if isinstance(each, TexScripted)
        for script in (each.sub, each.sup)
        if script is not None
    ]


def rebuilt(node: TexNode, step: Callable[[TexNode], TexNode]) -> TexNode:
    """The node with a step on each node right below, and on the trees of scripts."""
    changed = {each.name: _stepped(getattr(node, each.name), step) for each in fields(node) if each.name != "span"}
    return replace(node, **changed)


def _stepped(part: Any, step: Callable[[TexNode], TexNode]) -> Any:
    if isinstance(part, TexNode):
        return step(part)
    if isinstance(part, tuple):
        return tuple(_stepped(item, step) for item in part)
    if isinstance(part, TexScript) and part.tree is not None:
        return TexScript(part.tokens, step(part.tree))
    return part
