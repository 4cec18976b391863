"""What definitions, theorems and chains are in SymPy."""

from __future__ import annotations

from typing import Any

from ..expr.faces import exports
from ..interchange import function_to_sympy, relations_to_sympy
from .chains import Chain
from .statement import Definition, Theorem


@exports(Definition)
def definition_to_sympy(definition: Definition) -> tuple[tuple[Any, ...], Any]:
    """(inputs, value): the Symbols and IndexedBases that it is a function of, parameters last, and what it computes."""
    held = [each for each, _ in definition.parameters]
    return function_to_sympy([*definition.inputs, *held], definition.body)


@exports(Theorem)
def theorem_to_sympy(theorem: Theorem) -> list[Any]:
    """An equation or inequality for each link, in order; the hypotheses are [each.to_sympy() for each in .assuming]."""
    return relations_to_sympy([link.relation for link in theorem.links])


@exports(Chain)
def chain_to_sympy(chain: Chain) -> list[Any]:
    """The same for one chain."""
    return relations_to_sympy([link.relation for link in chain.links("chain", ())])
