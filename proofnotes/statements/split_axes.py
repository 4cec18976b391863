"""What tells a function over C = G·M how many groups there are, and how many entries in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..expr.errors import LoweringError
from ..expr.indices import Size
from ..expr.nodes import Tensor
from .statement import Definition

Over = tuple[Size, ...]


def is_split(over: Size) -> bool:
    """Whether it is a product of dimensions."""
    return isinstance(over.blocks, Size)


def factors(over: Size) -> Over:
    """What it is taken apart to: itself, unless it is split."""
    if not is_split(over):
        return (over,)
    if over.copies > 1:
        count = over.copies
        raise LoweringError(f"an axis over {over} has {count} blocks of groups; write {count} as a Dim of its own")
    return over.factors


def split_sizes(definition: Definition) -> Over:
    """The split dimensions of the inputs and of the value."""
    tensors = (each for each in definition.inputs if isinstance(each, Tensor))
    every = [*(over for each in tensors for over in each.over), *(index.over for index in definition.indices)]
    return tuple(dict.fromkeys(filter(is_split, every)))


@dataclass(frozen=True)
class Counts:
    """What tells how many entries the factors of split axes have.

    given: the dimensions that a caller gives as numbers; known: these, those that some input has as an axis of its own,
    and what is left of a split axis when the other factors are known.
    """

    given: Over
    known: frozenset[Size]

    @staticmethod
    @lru_cache(maxsize=1 << 8)
    def of(definition: Definition, without: tuple[str, ...] = ()) -> Counts:
        """without: inputs that are given as labels.   LoweringError where nothing tells."""
        tensors = [e for e in definition.inputs if isinstance(e, Tensor) and e.name not in without]
        every = [over for each in tensors for over in each.over]
        alone = {over.base for over in every if not is_split(over)}
        split = split_sizes(definition)
        wanted = list(dict.fromkeys(part for each in split for part in factors(each)))
        given = tuple(each for dim, _ in definition.sizes for each in wanted if each == dim.over and each not in alone)
        known = {*alone, *given, *(each for each in wanted if each.size is not None)}
        while True:
            left = [[part for part in factors(each) if part not in known] for each in every if is_split(each)]
            found = {each[0] for each in left if len(each) == 1}
            if not found:
                break
            known |= found
        for over in split:
            if unknown := [part for part in factors(over) if part not in known]:
                one = unknown[0]
                raise LoweringError(
                    f"nothing tells how many {one} an axis over {over} is split into; say "
                    f"sizes=(({one}, 32),) in its Definition, which a caller may change, or add an input over {one}, "
                    "or a size to its Dim"
                )
        return Counts(given, frozenset(known))
