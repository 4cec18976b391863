"""Source text that knows how tightly it binds, so that brackets stand where they are needed.

Python and C agree on what the rows of `Binds` say.  A back end writes every operand through `within`, and forgets
brackets nowhere, because a text without its binding strength is no operand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Binds(IntEnum):
    """From loose to tight."""

    COMPARISON = 1
    SUM = 2
    PRODUCT = 3
    SIGN = 4
    POWER = 5
    ATOM = 6


@dataclass(frozen=True)
class Text:
    """An expression in the language of a back end."""

    text: str
    binds: Binds = Binds.ATOM

    def within(self, least: Binds) -> str:
        """The text, in brackets if it binds less than that."""
        return self.text if self.binds >= least else f"({self.text})"

    @property
    def atom(self) -> str:
        """What an index or a method can follow."""
        return self.within(Binds.ATOM)


def call(name: str, *arguments: Text | str) -> Text:
    """name(…): arguments are set apart by commas, and need no brackets."""
    return Text(f"{name}({', '.join(each.text if isinstance(each, Text) else each for each in arguments)})")


def sum_of(terms: list[Text]) -> Text:
    """a + b − c: a term that starts with a sign is subtracted, which is the same."""
    first, *others = terms
    text = first.within(Binds.PRODUCT)
    for each in others:
        part = each.within(Binds.PRODUCT)
        text += f" - {part[1:]}" if part.startswith("-") else f" + {part}"
    return Text(text, Binds.SUM)


def product_of(factors: list[Text]) -> Text:
    """a*b*c from left to right; a factor that is a product or starts with a sign stands in brackets."""
    return Text("*".join(each.within(Binds.POWER) for each in factors), Binds.PRODUCT)


def quotient_of(num: Text, den: Text) -> Text:
    """a/b."""
    return Text(f"{num.within(Binds.POWER)}/{den.within(Binds.POWER)}", Binds.PRODUCT)


def negative_of(x: Text) -> Text:
    """−x.  The sign of a product is that of its first factor, which rounding does not touch."""
    if x.binds is Binds.PRODUCT and not x.text.startswith("-"):
        return Text(f"-{x.text}", Binds.PRODUCT)
    return Text(f"-{x.within(Binds.POWER)}", Binds.SIGN)
