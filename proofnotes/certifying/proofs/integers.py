"""Whole numbers that indices and dimensions count: computed places, exponents, what conditions compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .places import NONE, Extent, Names, Place


@dataclass(frozen=True)
class Integer:
    """A whole number: text is its term in the scope of Z, natural that in nat, and moved replaces indices."""

    @property
    def text(self) -> str:
        raise NotImplementedError

    @property
    def natural(self) -> str:
        raise NotImplementedError

    @property
    def names(self) -> Names:
        return NONE

    def moved(self, mapping: Mapping[str, Place]) -> Integer:
        return self


@dataclass(frozen=True)
class Literal(Integer):
    """A number that is written."""

    value: int

    @property
    def text(self) -> str:
        return str(self.value) if self.value >= 0 else f"({self.value})"

    @property
    def natural(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Many(Integer):
    """A dimension."""

    extent: Extent

    @property
    def text(self) -> str:
        return f"(Z.of_nat {self.extent.text})"

    @property
    def natural(self) -> str:
        return self.extent.text


@dataclass(frozen=True)
class Nominal(Integer):
    """An index as the number that it counts, from 1."""

    place: Place

    @property
    def text(self) -> str:
        return f"(number {self.place.text})"

    @property
    def natural(self) -> str:
        return f"(S {self.place.text})"

    @property
    def names(self) -> Names:
        return self.place.names

    def moved(self, mapping: Mapping[str, Place]) -> Integer:
        return Nominal(self.place.moved(mapping))


@dataclass(frozen=True)
class Reckoned(Integer):
    """Arithmetic of whole numbers: the sign stands between them, or before the only one."""

    sign: str
    parts: tuple[Integer, ...]

    @cached_property
    def text(self) -> str:
        return self._written([part.text for part in self.parts])

    @cached_property
    def natural(self) -> str:
        return self._written([part.natural for part in self.parts])

    def _written(self, parts: list[str]) -> str:
        return f"({self.sign} {parts[0]})" if len(parts) == 1 else f"({f' {self.sign} '.join(parts)})"

    @cached_property
    def names(self) -> Names:
        return NONE.union(*(part.names for part in self.parts))

    def moved(self, mapping: Mapping[str, Place]) -> Integer:
        return Reckoned(self.sign, tuple(part.moved(mapping) for part in self.parts))
