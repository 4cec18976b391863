"""Expressions as SymPy's objects: the same value there, and the same expression again when they are read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy as sp
from sympy.tensor.indexed import Idx, Indexed

from proofnotes import (
    Definition,
    Dim,
    Eq,
    Jacobian,
    Max,
    Scalar,
    Tensor,
    Theorem,
    Whole,
    chain,
    diff,
    exp,
    let,
    log,
    prove,
    total,
)
from proofnotes.expr.calculus import inputs_of, unfold_all
from proofnotes.expr.errors import NotationError, UndefinedError
from proofnotes.expr.nodes import Dim as DimNode
from proofnotes.expr.nodes import Expr, Lim, bound_indices, free_indices, walk, wrap
from proofnotes.interchange.from_sympy import from_sympy
from proofnotes.prover.evaluation.evaluate import evaluate_mp
from proofnotes.prover.proof import Point
from proofnotes.statements.catalogue import Catalogue
from tests.fuzz.language import Statement
from tests.fuzz.rows import attack as statement_about_rows
from tests.fuzz.scalars import attack as statement_about_scalars
from tests.fuzz.source import snippet

K, N = Dim("K"), Dim("N")
i, j = K.indices("i j")
n = N.index("n")
x, q = Scalar("x"), Scalar("q", positive=True)
z, w = Tensor("z", K), Tensor("w", N, K)
SIZES = {"K": 3, "N": 2}


def test_what_an_expression_is() -> None:
    found = (exp(z[i]) / total(exp(z[j]), j) + q * x**2 / K).to_sympy()
    size = sp.Symbol("K", integer=True, positive=True)
    base, k = sp.IndexedBase("z", shape=(size,), real=True), sp.Symbol("j", integer=True)
    own = sp.exp(base[Idx("i", (1, size))])
    number = sp.Symbol("q", positive=True) * sp.Symbol("x", real=True) ** 2 / size
    assert found == own / sp.Sum(sp.exp(base[k]), (k, 1, size)) + number


def test_what_a_relation_is() -> None:
    assert (x**2 >= x).to_sympy() == sp.Ge(sp.Symbol("x", real=True) ** 2, sp.Symbol("x", real=True))
    assert isinstance(Eq(x, x).to_sympy(), sp.Eq)


def test_what_a_definition_is() -> None:
    scaled = Definition("scaled", x * total(z[j], j) * q, inputs=[z, x], parameters=[(q, 0.5)])
    inputs, value = scaled.to_sympy()
    assert list(map(str, inputs)) == ["z", "x", "q"]
    assert value.has(*inputs)


def test_what_a_theorem_and_a_chain_are() -> None:
    steps = (2 * x, "doubled", x + x, "halved", 4 * x / 2)
    made = Theorem("double.twice", *steps, assuming=[x > 1])
    assert made.to_sympy() == chain(*steps).to_sympy()
    assert [type(each) for each in made.to_sympy()] == [sp.Eq, sp.Eq]
    assert [each.to_sympy() for each in made.assuming] == [sp.Symbol("x", real=True) > 1]


def test_what_an_array_is() -> None:
    entry = Jacobian(Whole(let("y", exp(z[i]) * x, i)), Whole(z)).to_sympy()
    assert isinstance(entry, sp.Derivative)
    assert {str(each) for each in entry.atoms(Idx)} == {"i", "j"}


def test_what_sympy_has_no_expression_for() -> None:
    mean = let("mean", total(z[i], i) / K)[()]
    with pytest.raises(NotationError, match="SymPy has no expression"):
        diff(mean**2, mean).to_sympy()


def test_what_sympy_refuses_to_build() -> None:
    with pytest.raises(NotationError, match="SymPy cannot build it"):
        Max(log(wrap(0)), x).to_sympy()


def test_statement_and_hypotheses_are_read_together_again() -> None:
    """An index that a hypothesis sums over may be free in the statement."""
    claim, hypothesis = Eq(z[i] * total(z[j], j), z[i]), Eq(total(z[i], i), 1)
    assert prove(claim.to_sympy(), assuming=[hypothesis.to_sympy()]).verdict.name == "PROVED"


def comparable(e: Expr) -> bool:
    """Whether its dimensions are read under the same names: SymPy has no name for one of a fixed size."""
    sizes = [index.over for node in walk(unfold_all(e)) for index in free_indices(node) | bound_indices(node)]
    sizes += [size for each in inputs_of(e) if isinstance(each, Tensor) for size in each.over]
    sizes += [node.over for node in walk(unfold_all(e)) if isinstance(node, DimNode)]
    return all(size.size is None for size in sizes) and not any("~" in index.name for index in free_indices(e))


def test_catalogue_comes_back_as_it_was(catalogue: Catalogue) -> None:
    wrong, read = [], 0
    for link in catalogue.links:
        for side in (link.left, link.right):
            if isinstance(side, Lim) or not comparable(side) or not inputs_of(side):  # SymPy computes with numbers
                continue
            with suppress(NotationError):
                made = side.to_sympy()
                back = from_sympy(made)
                read += 1
                same = prove(side, back, assuming=link.assuming).verdict.name == "PROVED"
                wrong += [] if same or defined_nowhere_else(side, link.assuming) else [(link.name, side, back)]
    assert wrong == []
    assert read > 1.5 * len(catalogue.links)


def defined_nowhere_else(side: Expr, assuming: Any) -> bool:
    """Whether the statement needs no more than the side: that is not even known to be itself."""
    return prove(side, side, assuming=assuming).verdict.name != "PROVED"


def random_sides(count: int, seed: int) -> Iterator[Expr]:
    """Of statements of the fuzzer's language."""
    rng = Random(seed)
    for _ in range(count):
        statement = (statement_about_rows, statement_about_scalars)[rng.random() < 0.3](rng)
        yield from sides(statement)


def sides(statement: Statement) -> list[Expr]:
    """As trees; none where it is refused."""
    lines, claim, _ = snippet(statement)
    names: dict[str, Any] = {}
    with suppress(NotationError):
        exec("\n".join(["from proofnotes import *", *lines]), names)
        relation = eval(claim, names)
        return [relation.left, relation.right]
    return []


@pytest.mark.parametrize("seed", range(3))
def test_random_expressions_come_back_as_they_were(seed: int) -> None:
    found = Counter(
        prove(side, from_sympy(side.to_sympy()), seconds=1).verdict.name
        for side in random_sides(40, seed)
        if comparable(side) and prove(side, side, seconds=1).verdict.name == "PROVED"
    )
    assert found["REFUTED"] == 0
    assert found["PROVED"] > 0.9 * found.total() > 30


@pytest.mark.parametrize("seed", range(3))
def test_random_expressions_have_the_same_value_in_sympy(seed: int) -> None:
    rng, count = Random(seed), 0
    for side in random_sides(60, seed):
        if not comparable(side) or any(isinstance(node, Lim) for node in walk(side)):
            continue
        point = drawn(side, rng)
        with suppress(NotationError, UndefinedError):
            made = side.to_sympy()
            ours = evaluate_mp(side, point, 30)
            theirs = by_sympy(made, point)
            if theirs is not None:
                assert abs(sp.Float(str(ours), 30) - theirs) < 1e-12 * (1 + abs(theirs)), (side, made)
                count += 1
    assert count > 40


def drawn(side: Expr, rng: Random) -> Point:
    """Small sizes and fractions that are no kinks."""

    def number() -> Fraction:
        return Fraction(rng.choice((-1, 1)) * rng.randint(17, 40), 23)

    whole = unfold_all(side)
    names = {each.over for each in walk(whole) if isinstance(each, DimNode)}
    names |= {index.over for node in walk(whole) for index in free_indices(node) | bound_indices(node)}
    names |= {size for each in inputs_of(whole) if isinstance(each, Tensor) for size in each.over}
    sizes = {size.name: rng.choice((1, 2, 3)) for size in sorted(names, key=str)}
    tensors: dict[str, dict[tuple[int, ...], Fraction]] = {}
    scalars: dict[str, Fraction] = {}
    for each in sorted(inputs_of(whole), key=lambda each: each.name):
        if isinstance(each, Scalar):
            scalars[each.name] = abs(number()) if each.positive else number()
        else:
            counts = [sizes[size.name] * size.blocks for size in each.over]
            tensors[each.name] = {place: number() for place in every(counts)}
    free = {index.name: rng.randint(1, sizes[index.over.name]) for index in sorted(free_indices(side), key=str)}
    return Point(sizes, scalars, tensors, free)


def every(counts: list[int]) -> Iterator[tuple[int, ...]]:
    """All places."""
    if not counts:
        yield ()
        return
    for first in range(1, counts[0] + 1):
        yield from ((first, *rest) for rest in every(counts[1:]))


def by_sympy(e: Any, point: Point) -> Any:
    """SymPy's own value: sums written out, derivatives taken, numbers put in; None where that is no real number.

    The sums come first: whatever SymPy builds anew, it simplifies, and takes cases out of the sums inside a sum.
    """
    free = {index: sp.Integer(point.indices[str(index)]) for index in e.atoms(Idx)}
    sizes = {sp.Symbol(name, integer=True, positive=True): sp.Integer(size) for name, size in point.sizes.items()}
    e = written_out(e, {**free, **sizes})
    e = e.doit()
    entries = {
        each: rational(point.tensors[str(each.base)][tuple(map(int, each.indices))]) for each in e.atoms(Indexed)
    }
    e = e.xreplace(entries)
    symbols = {each: rational(point.scalars[each.name]) for each in e.free_symbols if each.name in point.scalars}
    found = sp.N(e.xreplace(symbols), 30)
    return found if found.is_real and found.is_finite else None


def rational(value: Any) -> Any:
    return sp.Rational(value.numerator, value.denominator)


def written_out(e: Any, at: Mapping[Any, Any]) -> Any:
    """Sums and products as what they stand for: SymPy would differentiate inside them, and capture indices."""
    if isinstance(e, (sp.Sum, sp.Product)):
        *inner, (index, low, high) = e.limits
        body = e.func(e.function, *inner) if inner else e.function
        ends = (int(written_out(low, at)), int(written_out(high, at)))
        parts = [written_out(body, {**at, index: value}) for value in range(ends[0], ends[1] + 1)]
        return sp.Add(*parts) if isinstance(e, sp.Sum) else sp.Mul(*parts)
    if isinstance(e, sp.Derivative):
        body, *counts = (written_out(each, at) for each in (e.expr, *(variable for variable, _ in e.variable_count)))
        return sp.Derivative(body, *((by, times) for by, (_, times) in zip(counts, e.variable_count, strict=True)))
    if not e.args or isinstance(e, (sp.IndexedBase, Idx)):
        return sp.sympify(at.get(e, e))
    return e.func(*(written_out(each, at) for each in e.args))
