"""The witness that a person reads most easily: small sizes and short numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import product
from math import prod
from random import Random
from time import monotonic

import flint

from ...expr.errors import NotationError, OutOfTimeError, UndefinedError
from ...expr.nodes import Relation
from ...prover.evaluation.clock import until
from ...prover.evaluation.evaluate import values
from ...prover.evaluation.jets import sign
from ...prover.evaluation.semantics import HOLDS
from ...prover.evaluation.vocabulary import Vocabulary, every_place, vocabulary
from ...prover.proof import Point, Witness
from ...prover.witnesses.hypotheses import Hypotheses, positivity
from ...prover.witnesses.refute import BITS, Search, check_witness, readable

Accepts = Callable[[Point], bool]
"""What the text says of a point beside relations: that a matrix is positive definite."""

POOLS = tuple(
    tuple(Fraction(each) for each in pool.split())
    for pool in ("1", "0 1", "1 2", "1/2 1", "1 2 3", "1/2 1/4", "-1 1 2", "1 2 3 -1 1/2 1/3", "2 3 5 7 -2 1/4 3/4")
)
"""The numbers to choose from, the shortest first; several turns for each."""

TURNS, LENGTHS, MOST_ENTRIES = 3, (1, 2, 3), 24
INEXACT = 4
"""What a side costs that is no fraction."""


def fails_at_a_point(relation: Relation, assuming: Sequence[Relation], *, tries: int, seconds: float) -> bool:
    """Whether it fails at one of a few points, which is asked of many statements; False says nothing."""
    with suppress(OutOfTimeError), until(monotonic() + seconds), flint.ctx.workprec(BITS):
        return Search(relation.left, relation.sign, relation.right, tuple(assuming)).sampled(tries) is not None
    return False


def simplest(
    relation: Relation, assuming: Sequence[Relation], accepts: Accepts | None = None, seconds: float = 0.3
) -> Witness | None:
    """A witness against the relation, under the hypotheses, with as short numbers as are found in the time."""
    best: tuple[int, Witness] | None = None
    with suppress(OutOfTimeError), until(monotonic() + seconds), flint.ctx.workprec(BITS):
        for point in _points(relation, assuming):
            cost = _cost(point)
            if best is not None and cost >= best[0]:
                continue
            witness = _against(relation, point)
            if witness is None or (accepts is not None and not accepts(point)):
                continue
            cost += INEXACT * sum("." in side for side in (witness.left, witness.right))
            if best is None or cost < best[0]:
                best = cost, witness
    if best is None or not check_witness(relation.left, relation.sign, relation.right, assuming, best[1]):
        return None
    return best[1]


def _against(relation: Relation, point: Point) -> Witness | None:
    """The witness that the point is, if it is one."""
    with suppress(UndefinedError, NotationError, ArithmeticError):
        left, right = values((relation.left, relation.right), point)
        certain = sign(left - right)
        if certain is not None and not HOLDS[relation.sign](certain):
            return Witness(point, readable(left), readable(right))
    return None


def _points(relation: Relation, assuming: Sequence[Relation]) -> Iterator[Point]:
    """Points at which the hypotheses hold, the most readable ones first."""
    words = vocabulary((relation.left, relation.right), assuming)
    hypotheses = Hypotheses.of((*positivity(words), *assuming), words)
    rng = Random(0)
    for turn, pool in product(range(TURNS), POOLS):
        for sizes in _sizes(words):
            for indices in _places(words, sizes):
                proposed = _filled(words, hypotheses, sizes, indices, pool, rng)
                with suppress(NotationError, UndefinedError):
                    point = hypotheses.settle(proposed, rng, solve=turn != 1)
                    if point is not None:
                        yield point


def _sizes(words: Vocabulary) -> Iterator[dict[str, int]]:
    """One or two of everything, then three."""
    free = [name for name, size in words.sizes.items() if size is None]
    fixed = {name: size for name, size in words.sizes.items() if size is not None}
    for total in sorted(product(LENGTHS, repeat=min(len(free), 3)), key=sum):
        longer = (*total, *(total[-1:] * max(0, len(free) - 3)))
        sizes = fixed | dict(zip(free, longer, strict=True))
        if sum(prod(over.count(sizes) for over in shape) for shape in words.tensors.values()) <= MOST_ENTRIES:
            yield sizes


def _places(words: Vocabulary, sizes: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Free indices: all in the first place, then different ones."""
    lengths = {name: min(each.count(sizes) for each in over) for name, over in words.indices.items()}
    yield dict.fromkeys(lengths, 1)
    different = {name: 1 + number % length for number, (name, length) in enumerate(lengths.items())}
    if any(place > 1 for place in different.values()):
        yield different


def _filled(
    words: Vocabulary,
    hypotheses: Hypotheses,
    sizes: dict[str, int],
    indices: dict[str, int],
    pool: Sequence[Fraction],
    rng: Random,
) -> Point:
    """A point with numbers of the pool, each in the range that the hypotheses leave it."""
    clamp = hypotheses.clamp
    scalars = {name: clamp(name, rng.choice(pool), rng) for name in words.scalars}
    tensors = {
        name: {at: clamp(f"{name}[]", rng.choice(pool), rng) for at in every_place(over, sizes)}
        for name, over in words.tensors.items()
    }
    return Point(sizes, scalars, tensors, indices)


def _cost(point: Point) -> int:
    """How much there is to read."""
    numbers = [*point.scalars.values(), *(x for entries in point.tensors.values() for x in entries.values())]
    longer = sum(4 * len(str(x)) + (abs(x.numerator) > 1) + (x < 0) - 2 * (x == 1) for x in numbers)
    return longer + 3 * sum(point.sizes.values()) + 2 * len(numbers) + 20 * len(point.equations)


def positive_definite(name: str) -> Accepts:
    """That the matrix of this name is positive definite."""

    def accepts(point: Point) -> bool:
        entries = point.tensors.get(name, {})
        size = max((place[0] for place in entries), default=0)
        rows = [[entries[i, j] for j in range(1, size + 1)] for i in range(1, size + 1)] if entries else []
        return _pivots_positive(rows)

    return accepts


def _pivots_positive(rows: list[list[Fraction]]) -> bool:
    """Whether all pivots of the elimination are positive."""
    rows = [list(row) for row in rows]
    for turn, pivot in enumerate(rows):
        if pivot[turn] <= 0:
            return False
        for other in rows[turn + 1 :]:
            factor = other[turn] / pivot[turn]
            other[:] = [x - factor * y for x, y in zip(other, pivot, strict=True)]
    return True


def whole(name: str) -> Accepts:
    """That the scalar, or every entry of the tensor, is a whole number that is not negative."""

    def accepts(point: Point) -> bool:
        numbers = [point.scalars[name]] if name in point.scalars else [*point.tensors.get(name, {}).values()]
        return all(x.denominator == 1 and x >= 0 for x in numbers)

    return accepts
