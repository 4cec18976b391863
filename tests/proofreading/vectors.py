r"""True and false formulas about vectors and matrices without indices: $(AB)^\top$, $\nabla_x x^\top A x$.

Each expression knows its value at concrete whole numbers, by NumPy; a gradient is a difference quotient, which is exact
for what is at most quadratic.  Nothing here knows the library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

Value = npt.NDArray[np.float64]
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Matrix:
    """An expression: op is a name, or plus, minus, times, transpose, negative, scaled, norm2, trace, gradient, sum.

    shape is (rows, columns) in letters, "1" for one; a number has the shape (1, 1).
    """

    op: str
    args: tuple[Matrix, ...] = ()
    shape: tuple[str, str] = ("1", "1")
    name: str = ""

    @property
    def number(self) -> bool:
        return self.shape == ("1", "1")


def named(name: str, rows: str = "1", columns: str = "1") -> Matrix:
    """An input."""
    return Matrix("name", (), (rows, columns), name)


def plus(a: Matrix, b: Matrix) -> Matrix:
    return Matrix("plus", (a, b), a.shape)


def minus(a: Matrix, b: Matrix) -> Matrix:
    return Matrix("minus", (a, b), a.shape)


def times(a: Matrix, b: Matrix) -> Matrix:
    assert a.shape[1] == b.shape[0], (a, b)
    return Matrix("times", (a, b), (a.shape[0], b.shape[1]))


def scaled(a: Matrix, b: Matrix) -> Matrix:
    assert a.number
    return Matrix("scaled", (a, b), b.shape)


def turned(a: Matrix) -> Matrix:
    return Matrix("transpose", (a,), a.shape[::-1])


def norm2(a: Matrix) -> Matrix:
    return Matrix("norm2", (a,))


def trace(a: Matrix) -> Matrix:
    return Matrix("trace", (a,))


def gradient(a: Matrix, by: Matrix) -> Matrix:
    """Of a number by a column: a column."""
    return Matrix("gradient", (a, by), by.shape)


def whole(number: int) -> Matrix:
    return Matrix("number", (), ("1", "1"), str(number))


def value(e: Matrix, at: Values) -> Value:
    """Its value."""
    if e.op == "name":
        return at[e.name]
    if e.op == "number":
        return np.array([[float(e.name)]])
    if e.op == "gradient":
        return _difference(e.args[0], e.args[1].name, at)
    return OPERATIONS[e.op](*(value(each, at) for each in e.args))


OPERATIONS: dict[str, Callable[..., Value]] = {
    "plus": lambda a, b: a + b,
    "minus": lambda a, b: a - b,
    "times": lambda a, b: a @ b,
    "scaled": lambda a, b: a[0, 0] * b,
    "transpose": lambda a: a.T,
    "negative": lambda a: -a,
    "norm2": lambda a: np.array([[(a * a).sum()]]),
    "trace": lambda a: np.array([[np.trace(a)]]),
}


def _difference(e: Matrix, name: str, at: Values) -> Value:
    found = np.zeros_like(at[name])
    for place in np.ndindex(found.shape):
        step = np.zeros_like(found)
        step[place] = 1
        up, down = (value(e, {**at, name: at[name] + sign * step}) for sign in (1, -1))
        found[place] = (up - down)[0, 0] / 2
    return found


def points(e: tuple[Matrix, ...], rng: Random, count: int) -> Iterator[Values]:
    """Whole numbers for every input, at different sizes."""
    inputs = {each.name: each.shape for side in e for each in nodes(side) if each.op == "name"}
    for _ in range(count):
        sizes = {"1": 1} | {letter: rng.randint(2, 3) for shape in inputs.values() for letter in shape if letter != "1"}
        yield {
            name: np.array([[float(rng.randint(-3, 3)) for _ in range(sizes[columns])] for _ in range(sizes[rows])])
            for name, (rows, columns) in inputs.items()
        }


def nodes(e: Matrix) -> Iterator[Matrix]:
    yield e
    for each in e.args:
        yield from nodes(each)


def equal(a: Matrix, b: Matrix, rng: Random) -> bool:
    """Whether both sides have the same value at some points."""
    return all(np.array_equal(value(a, at), value(b, at)) for at in points((a, b), rng, 4))


# How it is written.


@dataclass(frozen=True)
class VectorStyle:
    """An author's habits."""

    bold: bool = False
    transpose: str = r"^\top"
    norm: str = r"\|{}\|^2"
    nabla: bool = True

    @staticmethod
    def drawn(rng: Random) -> VectorStyle:
        return VectorStyle(
            bold=rng.random() < 0.5,
            transpose=rng.choice((r"^\top", "^T", r"^{\top}", r"^{\mathrm{T}}")),
            norm=rng.choice((r"\|{}\|^2", r"\lVert {} \rVert_2^2", r"\|{}\|_2^2", r"\left\| {} \right\|^2")),
            nabla=rng.random() < 0.5,
        )


def latex(e: Matrix, style: VectorStyle, level: int = 0) -> str:
    """level 0: anything may stand there; 1: a term; 2: a factor; 3: what takes a script."""
    text, own = _latex(e, style)
    return f"({text})" if own < level else text


def _latex(e: Matrix, style: VectorStyle) -> tuple[str, int]:
    match e.op, e.args:
        case "name", _:
            bold = style.bold and not e.number
            return (rf"\mathbf{{{e.name}}}" if bold else e.name), 3
        case "number", _:
            return (e.name, 3) if not e.name.startswith("-") else (e.name, 0)
        case "plus", (a, b):
            return f"{latex(a, style)} + {latex(b, style, 1)}", 0
        case "minus", (a, b):
            return f"{latex(a, style)} - {latex(b, style, 1)}", 0
        case "negative", (a,):
            return f"-{latex(a, style, 1)}", 0
        case (("times" | "scaled"), (a, b)):
            left = latex(a, style, 1 if a.op in ("times", "scaled") and e.op == a.op else 2)
            return f"{left} {latex(b, style, 2 if b.op != 'times' or e.op == 'times' else 1)}", 1
        case "transpose", (a,):
            return latex(a, style, 3) + style.transpose, 2
        case "norm2", (a,):
            return style.norm.format(latex(a, style)), 2
        case "trace", (a,):
            return rf"\operatorname{{tr}}({latex(a, style)})", 2
        case "gradient", (a, by):
            if style.nabla:
                return rf"\nabla_{{{latex(by, style)}}} ({latex(a, style)})", 1
            return rf"\frac{{\partial}}{{\partial {latex(by, style)}}} ({latex(a, style)})", 1
    raise TypeError(e)


# What is true.

A, B, C, S = named("A", "m", "n"), named("B", "n", "m"), named("C", "m", "n"), named("S", "n", "n")
X, Y, V = named("x", "n"), named("y", "n"), named("v", "m")
T, R = named("t"), named("r")
TWO = whole(2)


def _same(rng: Random) -> tuple[Matrix, Matrix]:
    """Two ways to write one matrix, vector or number."""
    return rng.choice((
        (turned(times(A, B)), times(turned(B), turned(A))),
        (turned(plus(A, C)), plus(turned(A), turned(C))),
        (turned(times(times(A, B), A)), times(times(turned(A), turned(B)), turned(A))),
        (times(A, plus(X, Y)), plus(times(A, X), times(A, Y))),
        (times(plus(A, C), X), plus(times(A, X), times(C, X))),
        (times(A, scaled(T, X)), scaled(T, times(A, X))),
        (times(turned(X), Y), times(turned(Y), X)),
        (times(turned(V), times(A, X)), times(times(turned(X), turned(A)), V)),
        (norm2(minus(X, Y)), plus(minus(norm2(X), scaled(TWO, times(turned(X), Y))), norm2(Y))),
        (norm2(plus(times(A, X), V)),
         plus(plus(times(times(turned(X), turned(A)), times(A, X)), scaled(TWO, times(turned(V), times(A, X)))),
              norm2(V))),
        (norm2(X), times(turned(X), X)),
        (norm2(scaled(T, X)), scaled(times(T, T), norm2(X))),
        (trace(times(A, B)), trace(times(B, A))),
        (trace(turned(S)), trace(S)),
        (trace(times(X, turned(Y))), times(turned(Y), X)),
        (times(times(turned(X), S), X), times(times(turned(X), turned(S)), X)),
        (minus(norm2(plus(X, Y)), norm2(minus(X, Y))), scaled(whole(4), times(turned(X), Y))),
        (times(times(X, turned(Y)), X), scaled(times(turned(Y), X), X)),
        (turned(times(X, turned(V))), times(V, turned(X))),
    ))  # fmt: skip


def _slope(rng: Random) -> tuple[Matrix, Matrix]:
    """A gradient, and what it is."""
    return rng.choice((
        (gradient(times(turned(Y), X), X), Y),
        (gradient(times(turned(V), times(A, X)), X), times(turned(A), V)),
        (gradient(norm2(X), X), scaled(TWO, X)),
        (gradient(norm2(minus(times(A, X), V)), X), scaled(TWO, times(turned(A), minus(times(A, X), V)))),
        (gradient(times(times(turned(X), S), X), X), times(plus(S, turned(S)), X)),
        (gradient(plus(norm2(minus(X, Y)), scaled(R, norm2(X))), X),
         plus(scaled(TWO, minus(X, Y)), scaled(TWO, scaled(R, X)))),
        (gradient(scaled(T, times(turned(X), Y)), X), scaled(T, Y)),
    ))  # fmt: skip


def _around(pair: tuple[Matrix, Matrix], rng: Random) -> tuple[Matrix, Matrix]:
    """Both sides in the same surroundings."""
    a, b = pair
    if a.op == "gradient" or rng.random() < 0.5:
        return pair
    return rng.choice((
        lambda: (scaled(R, a), scaled(R, b)), lambda: (minus(a, a), minus(b, a)), lambda: (plus(a, b), plus(b, a)),
        lambda: (turned(a), turned(b)) if not a.number else (b, a),
    ))()  # fmt: skip


def _slip(e: Matrix, rng: Random) -> Matrix | None:
    """One node otherwise, of the same shape."""
    spots = list(_spots(e))
    return rng.choice(spots) if spots else None


def _spots(e: Matrix) -> Iterator[Matrix]:
    match e.op, e.args:
        case "plus", (a, b):
            yield minus(a, b)
            yield a
        case "minus", (a, b):
            yield plus(a, b)
        case "scaled", (a, b):
            yield b
        case "transpose", (a,) if a.shape[0] == a.shape[1]:
            yield a
        case "times", (a, b) if a.shape == b.shape and a.shape[0] == a.shape[1] and not a.number:
            yield times(b, a)
        case "norm2", (a,):
            yield scaled(TWO, norm2(a))
    if e.op == "gradient":
        return
    for place, each in enumerate(e.args):
        for other in _spots(each):
            yield Matrix(e.op, (*e.args[:place], other, *e.args[place + 1 :]), e.shape, e.name)


@dataclass(frozen=True)
class VectorClaim:
    """A document with one claim; true: at all the points that were looked at."""

    text: str
    body: str
    true: bool


OPENINGS = (
    "# Vectors\n\n{} Then\n\n",
    "# 向量\n\n{} 于是\n\n",
    "{} We have\n\n",
    "## Notation\n\n{}\n\n## Rules\n\nIn general\n\n",
)


def drawn(rng: Random, *, spoilt: bool = False) -> VectorClaim:
    """A document."""
    left, right = _around(rng.choice((_same, _same, _slope))(rng), rng)
    if spoilt:
        right = _slip(right, rng) or right
    style = VectorStyle.drawn(rng)
    body = f"{latex(left, style)} = {latex(right, style)}"
    text = rng.choice(OPENINGS).format(_declared((left, right), style, rng)) + f"$$\n{body}\n$$\n"
    return VectorClaim(text, body, equal(left, right, rng))


def _declared(sides: tuple[Matrix, ...], style: VectorStyle, rng: Random) -> str:
    inputs = dict.fromkeys(each for side in sides for each in nodes(side) if each.op == "name")
    said = ", ".join(rf"${_latex(each, style)[0]} \in \mathbb{{R}}{_shape(each)}$" for each in inputs)
    return rng.choice(("Let {}.", "设 {}。")).format(said)


def _shape(e: Matrix) -> str:
    if e.number:
        return ""
    rows, columns = e.shape
    return f"^{{{rows}}}" if columns == "1" else rf"^{{{rows} \times {columns}}}"
