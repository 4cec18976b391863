"""Scripts: whether a sub- or superscript is an index, a label, a power or a transpose."""

from __future__ import annotations

from dataclasses import dataclass

from ..grammar.nodes import TexName, TexNode


@dataclass(frozen=True)
class Parts:
    """A name with its scripts taken apart; name is None if what carries the scripts is no name: (Wx)_i, softmax(z)_j.

    indices are the places in order, raised ones (x^{(i)}) first: TexName of one letter, TexNumeral, a class `y_i`
    (a TexScripted), or index arithmetic (a TexSum).  raised says that there is a raised one.  power is what the base is
    raised to, -1 included; label has the text of all labels.
    """

    node: TexNode
    base: TexNode
    name: TexName | None = None
    label: str = ""
    indices: tuple[TexNode, ...] = ()
    power: TexNode | None = None
    transposed: bool = False
    primes: int = 0
    raised: bool = False
    rules: tuple[str, ...] = ()
