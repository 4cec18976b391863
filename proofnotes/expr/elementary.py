"""What a row of the table of functions says, and how a function with a definition is written by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from inspect import Parameter, Signature, signature
from typing import Generic, Literal, ParamSpec

from .errors import NotationError
from .indices import Index
from .misuse import check_call
from .nodes import Apply, Expr, Largest, Named, Operand, Quantity, Scalar, free_indices, wrap

P = ParamSpec("P")

Where = Literal["everywhere", "nonnegative", "positive"]
"""What an argument has to be."""


class Style(Enum):
    """How LaTeX writes a function of its arguments."""

    CALL = "f(x)"
    BARE = "f x"  # brackets only around what would not be read as one thing
    EXPONENT = "f^x"
    ROOT = "f{x}"
    BARS = "|x|"


@dataclass(frozen=True)
class Between:
    """All values lie from low to high; None is infinity.  reached: whether an end may be a value itself."""

    low: int | None = None
    high: int | None = None
    reached: bool = True


ANYTHING = Between()


@dataclass(frozen=True, repr=False)
class Elementary:
    """A function of one variable, and everything that the calculus needs to know of it.

    derivative: as a tree; None for a function with a kink, which is taken by cases.  parity: f(−x) is −f(x), or f(x).
    increasing: on all of where it is defined.  defined, smooth: where it, and where its derivative exists.
    Names are those of the function elsewhere: LaTeX's, SymPy's, FLINT's on balls, NumPy's or the runtime's, C's.
    """

    name: str
    doc: str
    derivative: Callable[[Expr], Expr] | None = None
    parity: Literal["", "odd", "even"] = ""
    values: Between = ANYTHING
    increasing: bool = False
    defined: Where = "everywhere"
    smooth: Where = "everywhere"
    style: Style = Style.CALL
    latex: str = ""
    sympy: str = ""
    ball: str = ""
    numpy: str = ""
    c: str = ""

    def __post_init__(self) -> None:
        usual = {
            "latex": f"\\{self.name}", "sympy": self.name, "ball": self.name,
            "numpy": f"np.{self.name}", "c": f"v_{self.name}",
        }  # fmt: skip
        for place, name in usual.items():
            object.__setattr__(self, place, getattr(self, place) or name)
        object.__setattr__(self, "__doc__", self.doc)

    def __call__(self, *given: Operand, **named: object) -> Expr:
        check_call(self.sympy, OF_ONE, given, named)
        return Apply(self.name, (wrap(given[0] if given else named["x"]),))

    def __repr__(self) -> str:
        """The name of the constructor, which is SymPy's."""
        return self.sympy

    @property
    def keeps_sign(self) -> bool:
        """Whether f(x) has the sign of x wherever it is defined."""
        from_zero = self.defined == "nonnegative" and self.values.low == 0 and self.values.reached
        return self.increasing and (self.parity == "odd" or from_zero)


OF_ONE = Signature([Parameter("x", Parameter.POSITIONAL_OR_KEYWORD)])
OF_ANY = Signature([Parameter("args", Parameter.VAR_POSITIONAL)])


@dataclass(frozen=True, repr=False)
class OfMany(Elementary):
    """A function of any number of arguments."""

    def __call__(self, *given: Operand | Index, **named: object) -> Expr:
        check_call(self.sympy, OF_ANY, given, named)
        if not given:
            raise NotationError(f"{self.sympy}(): expected at least one argument")
        operands, indices = over_indices(self.sympy, given)
        whole = wrap(operands[0]) if indices and len(operands) == 1 else Apply(self.name, tuple(map(wrap, operands)))
        for index in reversed(indices):
            whole = Largest(whole, index)
        return whole


Given = tuple[Operand | Index, ...]


def over_indices(name: str, given: Given) -> tuple[Given, tuple[Index, ...]]:
    """The operands, and the indices behind them that they are taken over, as in Max(z[k], k).

    Max(i, j) is the larger of two numbers.
    """
    first = len(given)
    while first > 1 and isinstance(given[first - 1], Index):
        first -= 1
    operands, indices = given[:first], tuple(each for each in given[first:] if isinstance(each, Index))
    if any(isinstance(each, Index) for each in operands):
        return given, ()
    free = frozenset().union(*(free_indices(wrap(each)) for each in operands))
    for index in indices:
        if index not in free:
            written = ", ".join(map(str, given))
            raise NotationError(
                f"{name}({written}): {index} is no index of what is before it; its number is 1 * {index}"
            )
    if len(set(indices)) < len(indices):
        raise NotationError(f"{name}({', '.join(map(str, given))}): expected different indices")
    return operands, indices


@dataclass(frozen=True, repr=False, eq=False)
class Defined(Generic[P]):
    """A function that is short for an expression.  It is printed by its name; whoever has no use for the name unfolds
    it, so that the expansion is all that has to be known of it.
    """

    expansion: Callable[P, Expr]
    name: str
    latex: str
    sympy: str = ""
    over: Callable[..., Expr] | None = None
    _quantities: dict[int, Quantity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "__doc__", self.expansion.__doc__)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Expr:
        own = signature(self.expansion)
        check_call(repr(self), own, args, kwargs)
        given = own.bind(*args, **kwargs).args
        if self.over is not None and given and over_indices(repr(self), given)[1]:
            return self.over(*given)
        if not given:
            raise NotationError(f"{self.name}(): expected at least one argument")
        return Named(self.quantity(len(given)), (), tuple(map(wrap, given)))

    def quantity(self, arity: int) -> Quantity:
        """The name of this many arguments, the same one every time.  No variable of a user is called as its inputs."""
        if arity not in self._quantities:
            expand: Callable[..., Expr] = self.expansion
            inputs = tuple(Scalar(f"{self.name}_{place}~") for place in range(1, arity + 1))
            self._quantities[arity] = Quantity(self.name, expand(*inputs), (), inputs, self.latex, applied=True)
        return self._quantities[arity]

    def __repr__(self) -> str:
        return self.expansion.__name__


def defined(
    latex: str = "", sympy: str = "", name: str = "", over: Callable[..., Expr] | None = None
) -> Callable[[Callable[P, Expr]], Defined[P]]:
    """The decorated expansion as a function that is written by its name, which is the constructor's unless given.

    over is what it is where indices stand behind the operands.
    """

    def make(expansion: Callable[P, Expr]) -> Defined[P]:
        own = name or expansion.__name__
        return Defined(expansion, own, latex or rf"\operatorname{{{own}}}", sympy, over)

    return make
