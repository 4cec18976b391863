"""Dimensions and places of indices as they stand in Coq: natural numbers, counted from 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

Names = frozenset[str]
NONE: Names = frozenset()


@dataclass(frozen=True)
class Extent:
    """How many values an index has: a dimension or a number, or so many blocks of it."""

    base: str | int
    blocks: int | Extent = 1

    @cached_property
    def text(self) -> str:
        """In Coq, a natural number."""
        if self.blocks == 1:
            return str(self.base)
        return f"({self.blocks.text if isinstance(self.blocks, Extent) else self.blocks} * {self.base})"

    @cached_property
    def slug(self) -> str:
        """What the names of its canonical indices end in."""
        if self.blocks == 1:
            return str(self.base)
        return f"{self.base}x{self.blocks.slug if isinstance(self.blocks, Extent) else self.blocks}"

    @property
    def total(self) -> int | None:
        """The number of values, where it is known."""
        blocks = self.blocks.total if isinstance(self.blocks, Extent) else self.blocks
        return self.base * blocks if isinstance(self.base, int) and blocks is not None else None


@dataclass(frozen=True)
class Free:
    """An index by its name."""

    name: str

    @property
    def text(self) -> str:
        return self.name

    @cached_property
    def names(self) -> Names:
        return frozenset({self.name})

    def moved(self, mapping: Mapping[str, Place]) -> Place:
        return mapping.get(self.name, self)


@dataclass(frozen=True)
class Nth:
    """A fixed place, from 0."""

    value: int

    @property
    def text(self) -> str:
        return f"{self.value}%nat"

    @property
    def names(self) -> Names:
        return NONE

    def moved(self, mapping: Mapping[str, Place]) -> Place:
        return self


@dataclass(frozen=True)
class Next:
    """The place behind another one."""

    before: Place

    @property
    def text(self) -> str:
        return f"(S {self.before.text})"

    @property
    def names(self) -> Names:
        return self.before.names

    def moved(self, mapping: Mapping[str, Place]) -> Place:
        return Next(self.before.moved(mapping))


@dataclass(frozen=True)
class Block:
    """The place `inner` of a block of `base` entries; the block is its number from 0, or a place itself."""

    base: Extent
    block: int | Place
    inner: Place

    @cached_property
    def text(self) -> str:
        if self.block == 0:
            return self.inner.text
        before = str(self.block) if isinstance(self.block, int) else self.block.text
        start = self.base.text if self.block == 1 else f"{before} * {self.base.text}"
        return f"({start} + {self.inner.text})%nat"

    @cached_property
    def names(self) -> Names:
        return self.inner.names | (NONE if isinstance(self.block, int) else self.block.names)

    def moved(self, mapping: Mapping[str, Place]) -> Place:
        block = self.block if isinstance(self.block, int) else self.block.moved(mapping)
        return Block(self.base, block, self.inner.moved(mapping))


Place = Free | Nth | Next | Block
PLACES = (Free, Nth, Next, Block)
