"""What is printed of an expression that nobody could read whole.

Shared subtrees make an expression exponentially longer on paper than in memory: e = exp(e) + tanh(e), forty times over,
has 80 nodes and 2⁴⁰ letters.  Such a one is printed with … in the place of what is too deep or too much, which takes
time in proportion to its different nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log10

from ..expr.nodes import Add, Apply, Cases, Expr, Mul, Relation, children, map_children, node

MOST, DEEPEST = 2000, 60
"""How many nodes are printed, and how many inside each other."""

MOST_DIGITS = 200
"""The digits of an integer that is printed whole."""


@node
class Omitted(Expr):
    """Something that is there and is not printed."""


def abridged(e: Expr, most: int = MOST) -> Expr:
    """The expression itself where it is short enough, else one of about `most` nodes."""
    if not isinstance(e, Expr):
        return e
    sizes = _sizes(e, most)
    if sizes[id(e)][0] <= most and sizes[id(e)][1] <= DEEPEST:
        return e
    return _cut(e, most, DEEPEST, sizes)


Sizes = dict[int, tuple[int, int]]
"""How many nodes each would take on paper, and how many inside each other, by its id."""


def _sizes(e: Expr, most: int) -> Sizes:
    """Without recursion, because nothing is known about the depth; counted up to just above what is printed."""
    sizes: Sizes = {}
    waiting = [(e, False)]
    while waiting:
        each, ready = waiting.pop()
        if id(each) in sizes:
            continue
        inner = children(each)
        if ready:
            parts = [sizes[id(child)] for child in inner]
            written = 1 + sum(size for size, _ in parts)
            sizes[id(each)] = (min(written, most + 1), 1 + max((depth for _, depth in parts), default=0))
        else:
            waiting.append((each, True))
            waiting += [(child, False) for child in inner if id(child) not in sizes]
    return sizes


def _cut(e: Expr, most: int, deepest: int, sizes: Sizes) -> Expr:
    size, depth = sizes.get(id(e), (1, 1))
    if size <= most and depth <= deepest:
        return e
    inner = children(e)
    if not inner:
        return e
    if most < 2 or deepest < 2:
        return Omitted()
    e = _with_fewer(e, most // 2)
    shares = _shares([sizes.get(id(child), (1, 1))[0] for child in children(e)], most - 1)
    return map_children(e, lambda child: _cut(child, next(shares), deepest - 1, sizes))


def _with_fewer(e: Expr, most: int) -> Expr:
    """Of more terms, factors, arguments or branches than can be printed, the first ones, …, and the last."""
    kept = max(most - 2, 1)
    match e:
        case Add(terms) if len(terms) > most:
            return Add((*terms[:kept], Omitted(), terms[-1]))
        case Mul(factors, dotted) if len(factors) > most:
            return Mul((*factors[:kept], Omitted(), factors[-1]), dotted)
        case Apply(fn, args) if len(args) > most:
            return Apply(fn, (*args[:kept], Omitted(), args[-1]))
        case Cases(branches, otherwise, last) if len(branches) * 3 > most and len(branches) > 1:
            unsaid = (Omitted(), Relation(Omitted(), "=", Omitted()))
            return Cases((*branches[: max(kept // 3, 1)], unsaid), otherwise, last)
    return e


def digits(value: int) -> str:
    """An integer, whose middle is left out where nobody would read it: 2**5000."""
    if abs(value) < 10**MOST_DIGITS:
        return str(value)
    sign, size = "-" if value < 0 else "", abs(value)
    count = int(size.bit_length() * log10(2)) + 1
    count -= size < 10 ** (count - 1)
    return f"{sign}{size // 10 ** (count - 10)}…{size % 10**10:010d}"


def _shares(sizes: list[int], most: int) -> Iterator[int]:
    """What each child may take: small ones what they need, the others the same of what is left."""
    left, shares = most, dict.fromkeys(range(len(sizes)), 0)
    for done, place in enumerate(sorted(shares, key=lambda each: sizes[each])):
        shares[place] = min(sizes[place], left // (len(sizes) - done))
        left -= shares[place]
    return iter(shares.values())
