"""How the left side of an equation can define: x, x_i, σ², f(x), f(z_i), softmax(z)_j, l^{(i)}(w, b), P(y|x)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..codes import NotUnderstood
from ..grammar.nodes import TexConditional, TexGroup, TexList, TexName, TexNode, TexNumeral, TexProduct, TexScripted
from ..sources.model import Section
from .evidence import applied_name
from .model import NoteDefinition, NoteStatement, Parameter, Symbol
from .names import stripped
from .scripts import Parts

NEVER_DEFINED = frozenset(
    {"tr", "Tr", "trace", "det", "rank", "diag", "vec", "Var", "Cov", "Pr", "argmax", "argmin", "max", "min", "O"}
)
"""Operators of mathematics: Var(X) = … is a claim, or the value of something, not a definition of Var."""

NEVER_VALUES = frozenset({"partial", "nabla", "infty", "pi", "e"})
"""Names that no equation defines; e with a label can be."""

SQUARED = frozenset({"sigma", "s", "tau"})
"""Letters whose square is defined as a whole: σ² = …"""


@dataclass(frozen=True)
class DefinedHead:
    """What a left side would define, as in `NoteDefinition`."""

    symbol: Symbol
    kind: str = "quantity"
    heads: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    squared: bool = False
    component: str = ""

    def definition(
        self, body: TexNode | None, section: Section, statement: NoteStatement | None, how: str = ""
    ) -> NoteDefinition:
        """The definition of it that a body makes."""
        return NoteDefinition(
            self.symbol,
            self.kind,
            body,
            section,
            statement,
            self.parameters,
            self.heads,
            self.squared,
            self.component,
            how=how,
        )


@dataclass(frozen=True)
class HeadReader:
    """Reads left sides with the scripts and symbols of one section.

    sizes are its letters of sizes, operators letters that are no functions of a document there: the E of expectations.
    exponential: e is Euler's number there.
    """

    parts: Callable[[TexNode], Parts]
    symbol: Callable[[Parts], Symbol]
    sizes: frozenset[str]
    operators: frozenset[str] = frozenset({"E"})
    exponential: bool = True

    def head(self, node: TexNode) -> DefinedHead | None:
        """What the node would define; None if nothing."""
        try:
            if applied_name(node) is not None and isinstance(node, TexProduct):
                return self._function(node)
            return self._quantity(node) if isinstance(node, TexName | TexScripted) else None
        except NotUnderstood:
            return None

    def _quantity(self, node: TexNode) -> DefinedHead | None:
        parts = self.parts(node)
        name, letters = parts.name, parts.letters
        if name is None or parts.transposed or parts.primes or letters is None or len(set(letters)) != len(letters):
            return None
        if not _can_be_defined(name, parts, self.exponential) or parts.bare and self._is_size(name):
            return None
        if parts.power is None:
            return DefinedHead(self.symbol(parts), heads=letters)
        if _is_square(parts, name):
            return DefinedHead(self.symbol(parts), heads=letters, squared=True)
        return None

    def _is_size(self, name: TexName) -> bool:
        return name.font == "" and not name.accents and name.base in self.sizes

    def _function(self, node: TexProduct) -> DefinedHead | None:
        brackets = node.factors[1].value
        outer = stripped(brackets)
        parts = self.parts(node.factors[0].value)
        name, letters = parts.name, parts.letters
        if name is None or letters is None or parts.transposed or parts.power is not None or parts.primes:
            return None
        if name.font in ("operator", "blackboard") or name.base in NEVER_DEFINED | self.operators:
            return None
        behind: tuple[str, ...] = ()
        if outer is not brackets:
            behind = self._behind(brackets)
            if not behind or letters:
                return None
        arguments = arguments_of(outer)
        component = behind[0] if len(behind) == len(arguments) == 1 else ""
        letters = letters or (() if component else behind)
        parameters = [self._parameter(argument) for argument in arguments]
        if not all(parameters):
            return None
        found = tuple(parameter for parameter in parameters if parameter)
        if component:
            found = tuple(replace(parameter, indices=(component,)) for parameter in found)
        if len(found) == 1 and len(found[0].indices) == 1 and name.font == "roman" and not component:
            component = found[0].indices[0]
        return DefinedHead(self.symbol(parts), "function", letters, found, component=component)

    def _behind(self, brackets: TexNode) -> tuple[str, ...]:
        """The j of softmax(z)_j, n and d of BatchNorm(x, γ)_{nd}; nothing if it is no index."""
        parts = self.parts(brackets)
        if parts.power is not None or parts.transposed or parts.primes or parts.raised or parts.letters is None:
            return ()
        return parts.letters if len(set(parts.letters)) == len(parts.letters) else ()

    def _parameter(self, node: TexNode) -> Parameter | None:
        if not isinstance(node, TexName | TexScripted):
            return None
        parts = self.parts(node)
        if parts.name is None or parts.letters is None or parts.transposed or parts.primes:
            return None
        if parts.power is not None and not _is_square(parts, parts.name):
            return None
        return Parameter(self.symbol(parts), parts.letters, parts.power is not None)


def _is_square(parts: Parts, name: TexName) -> bool:
    """σ², of which the square is one quantity."""
    return isinstance(parts.power, TexNumeral) and parts.power.text == "2" and name.base in SQUARED


def _can_be_defined(name: TexName, parts: Parts, exponential: bool) -> bool:
    if name.font in ("operator", "blackboard") or name.base.isdigit():
        return False
    return name.base not in NEVER_VALUES or name.base == "e" and bool(parts.label or name.accents or not exponential)


def arguments_of(brackets: TexNode) -> tuple[TexNode, ...]:
    """What stands in the brackets of f(x), f(x, y), P(y | x)."""
    if isinstance(brackets, TexGroup):
        return (brackets.inner,)
    if isinstance(brackets, TexList):
        return brackets.items
    return brackets.items + brackets.given if isinstance(brackets, TexConditional) else ()
