"""What Coq text is worth at a point: definitions and statements as functions of the values of their names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flint import arb, fmpq

from .numbers_of_coq import compared, given, inverse, natural, power, quotient, real, truth, whole
from .reader import (
    Application,
    Binder,
    Cast,
    Definition,
    Delimited,
    Function,
    If,
    Let,
    Match,
    Name,
    Numeral,
    Operator,
    Quantified,
    Term,
    definitions,
)

Env = Mapping[str, Any]
Run = Callable[[Env], Any]

NOTHING: Env = MappingProxyType({})

LIBRARY = Path(__file__).parents[2] / "proofnotes/certifying/library"
FAST: Env = {
    "erf": lambda x: arb(real(x)).erf(),
    "sum": lambda f: lambda K: real(sum((real(f(k)) for k in range(natural(K))), fmpq(0))),
    "prod": lambda f: lambda K: real(math.prod((real(f(k)) for k in range(natural(K))), start=fmpq(1))),
    "each_mean1": lambda E: lambda M: lambda K: lambda F: True,
    "each_mean2": lambda E: lambda M: lambda N: lambda K: lambda F: True,
    "delta": lambda i: lambda j: fmpq(natural(i) == natural(j)),
}
"""Names whose definition takes long to follow; `test_reader.py` holds that against these.

That what is integrated can be is taken for granted here: no quadrature says so.
"""


@cache
def vocabulary_text() -> str:
    """The trusted lines that statements are written in."""
    return (LIBRARY / "Vocabulary.v").read_text()


@cache
def vocabulary_of_statements() -> Theory:
    """These lines, read once."""
    return Theory(vocabulary_text(), fast=FAST)


class Theory:
    """The values of global names: what Coq and Coquelicot have, and then definitions read from text.

    claims are the propositions that are about nothing outside: they have to be put at a point.
    """

    def __init__(self, text: str, *, fast: Env = NOTHING, upon: Theory | None = None) -> None:
        self.values: dict[str, Any] = {name: value for name, (value, _) in given().items()}
        self.scopes = {name: tuple(scopes.split()) for name, (_, scopes) in given().items()}
        self.fast = fast
        self.claims: dict[str, Term] = {}
        if upon is not None:
            self.values, self.scopes = {**upon.values}, {**upon.scopes}
        for each in definitions(text):
            self.define(each)

    def define(self, each: Definition) -> None:
        """One more name; none is defined twice."""
        if each.name in self.values:
            raise SyntaxError(f"{each.name} is defined twice, or hides a name of Coq")
        if len({binder.name for binder in each.binders}) < len(each.binders):
            raise SyntaxError(f"{each.name} binds a name twice")
        if each.type == "Prop" and isinstance(each.body, Quantified) and not each.binders:
            self.claims[each.name] = each.body
            return
        self.scopes[each.name] = tuple(_scope_of(binder.type) for binder in each.binders)
        names = tuple(binder.name for binder in each.binders)
        self.values[each.name] = None  # a fixpoint may speak of itself
        if each.name in self.fast:
            self.values[each.name] = self.fast[each.name]
        else:
            self.values[each.name] = _closure(
                names, self.compiled(each.body, _scope_of(each.type), frozenset(names)), NOTHING
            )

    def value(self, term: Term, env: Env = NOTHING, scope: str = "") -> Any:
        """What a term or a proposition is worth."""
        return self.compiled(term, scope, frozenset(env))(env)

    def compiled(self, term: Term, scope: str = "", bound: frozenset[str] = frozenset(), stack: str = "R") -> Run:
        """The term as a function of the values of its local names.

        stack is the scope that is open, scope that of the place where the term stands, if it has one.
        """
        here = scope if scope not in ("", ".") else stack

        def inside(part: Term, scope: str = "", *names: str) -> Run:
            return self.compiled(part, scope, bound | set(names), stack)

        match term:
            case Numeral(value):
                number = fmpq(value) if here == "R" else value
                return lambda env: number
            case Name(text) if text in bound:
                return lambda env: env[text]
            case Name(text):
                if text not in self.values:
                    raise SyntaxError(f"nobody has defined {text}")
                return lambda env: self.values[text]
            case Delimited(part, of):
                return self.compiled(part, of, bound, of)
            case Cast(part, of):
                return inside(part, _scope_of(of))
            case Application():
                return self._application(term, bound, stack)
            case Function(binders, body):
                names = tuple(binder.name for binder in binders)
                run = inside(body, "", *names)
                return lambda env: _closure(names, run, env)
            case Let(name, value, body):
                given, then = inside(value), inside(body, scope, name)
                return lambda env: then({**env, name: given(env)})
            case If(condition, one, other):
                test, yes, no = inside(condition), inside(one, scope), inside(other, scope)
                return lambda env: yes(env) if truth(test(env)) else no(env)
            case Match(subject, branches):
                number = inside(subject, "nat")
                runs = [(each, inside(each.body, scope, each.name)) for each in branches]

                def matched(env: Env) -> Any:
                    n = natural(number(env))
                    for each, run in runs:
                        if n == each.successors or (n > each.successors and not each.exact):
                            return run({**env, each.name: n - each.successors})
                    raise TypeError(f"no branch is for {n}")

                return matched
            case Quantified(word, binders, body):
                return self._quantified(word, binders, body, bound, stack)
            case Operator(symbol, left, right):
                return self._operator(symbol, left, right, here, inside)
        raise SyntaxError(f"no meaning is known of {term}")

    def _application(self, term: Application, bound: frozenset[str], stack: str) -> Run:
        function = term.function
        known = isinstance(function, Name) and function.text not in bound
        scopes = self.scopes.get(function.text, ()) if known and isinstance(function, Name) else ()
        head = self.compiled(function, "", bound, stack)
        padded = [*scopes, *[""] * len(term.arguments)]
        runs = [self.compiled(each, scope, bound, stack) for each, scope in zip(term.arguments, padded, strict=False)]

        def run(env: Env) -> Any:
            found = head(env)
            for argument in runs:
                found = found(argument(env))
            return found

        return run

    def _operator(self, symbol: str, left: Term | None, right: Term, here: str, inside: Callable[..., Run]) -> Run:
        if symbol in LOGIC:
            (first, second), join = (None if left is None else inside(left), inside(right)), LOGIC[symbol]
            return lambda env: join(lambda: first is not None and truth(first(env)), lambda: truth(second(env)))
        if symbol in ("=", "<>"):
            assert left is not None
            a, b = inside(left), inside(right)
            return lambda env: (_order(a(env), b(env)) == 0) is (symbol == "=")
        if symbol in ORDER:
            assert left is not None
            a, b, holds = inside(left, here), inside(right, here), ORDER[symbol]
            return lambda env: holds(_order(a(env), b(env)))
        if left is None:
            only = inside(right, here)
            change = ONE_SIDED[symbol, here]
            return lambda env: change(only(env))
        a, b = inside(left, here), inside(right, "nat" if (symbol, here) == ("^", "R") else here)
        combine = ARITHMETIC[symbol, here]
        return lambda env: combine(a(env), b(env))

    def _quantified(self, word: str, binders: Sequence[Binder], body: Term, bound: frozenset[str], stack: str) -> Run:
        """Over natural numbers with a range (i < K)%nat among the premises (of exists, the parts), or by samples."""
        names = [binder.name for binder in binders]
        within = bound | set(names)
        ranges = dict(_ranges(body, "->" if word == "forall" else "/\\"))
        choices: list[Run] = []
        for binder in binders:
            if binder.type in SAMPLES:
                choices.append(partial(lambda samples, env: samples, SAMPLES[binder.type]))
            elif binder.type in ("", "nat") and binder.name in ranges:
                end = self.compiled(ranges[binder.name], "nat", within - set(names), stack)
                choices.append(partial(lambda end, env: range(natural(end(env))), end))
            else:
                choices.append(partial(_no_choice, f"{word} {binder.name} : {binder.type}, without a range"))
        run = self.compiled(body, "", within, stack)
        every = all if word == "forall" else any

        def held(env: Env) -> bool:
            places = product(*(choose(env) for choose in choices))
            return every(truth(run({**env, **dict(zip(names, each, strict=True))})) for each in places)

        return held


def _no_choice(why: str, env: Env) -> Sequence[Any]:
    raise SyntaxError(why)


def _with_values(rank: int, values: Sequence[Any], *before: int) -> Any:
    """A tensor with these values, one after the other along its last axis."""
    if len(before) == rank:
        return values[sum(before) % len(values)]
    return lambda n: _with_values(rank, values, *before, n)


NUMBERS = tuple(map(fmpq, (0, 1, -1, 2, -3))) + (fmpq(1, 2), fmpq(5, 4))
SAMPLES: dict[str, tuple[Any, ...]] = {
    "R": NUMBERS,
    **{
        "nat -> " * rank + "R": tuple(
            _with_values(rank, values)
            for values in (*product(NUMBERS[:2], repeat=3), NUMBERS[2:], NUMBERS[::-1], NUMBERS[3:4])
        )
        for rank in (1, 2)
    },
}
"""What is tried for every real number, and for every array of them: if that holds, nothing is known to the contrary."""


def _order(a: object, b: object) -> int:
    if isinstance(a, int) and isinstance(b, int):
        return (a > b) - (a < b)
    return compared(real(a), real(b))


def _ranges(body: Term, joint: str) -> Iterator[tuple[str, Term]]:
    """Among premises p -> q -> …: each name that (name < end)%nat bounds, and its end."""
    while isinstance(body, Operator) and body.symbol == joint and body.left is not None:
        match body.left:
            case Delimited(Operator("<", Name(name), end), "nat"):
                yield name, end
        body = body.right


def _closure(names: Sequence[str], run: Run, env: Env) -> Any:
    if not names:
        return run(env)
    first, *rest = names
    return lambda value: _closure(rest, run, {**env, first: value})


def _scope_of(type_: str) -> str:
    return type_ if type_ in ("nat", "Z", "R") else ""


def _minus(a: object, b: object) -> int:
    """Natural numbers end at 0."""
    return max(0, natural(a) - natural(b))


LOGIC: dict[str, Callable[[Callable[[], bool], Callable[[], bool]], bool]] = {
    "->": lambda a, b: not a() or b(),
    "/\\": lambda a, b: a() and b(),
    "\\/": lambda a, b: a() or b(),
    "<->": lambda a, b: a() is b(),
    "~": lambda _, b: not b(),
    "&&": lambda a, b: a() and b(),
    "||": lambda a, b: a() or b(),
}
ORDER: dict[str, Callable[[int], bool]] = {
    "<": lambda s: s < 0,
    "<=": lambda s: s <= 0,
    ">": lambda s: s > 0,
    ">=": lambda s: s >= 0,
    "=?": lambda s: s == 0,
    "<?": lambda s: s < 0,
    "<=?": lambda s: s <= 0,
}
ONE_SIDED: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("-", "R"): lambda x: -real(x),
    ("/", "R"): lambda x: inverse(real(x)),
    ("-", "Z"): lambda x: -whole(x),
}
ARITHMETIC: dict[tuple[str, str], Callable[[Any, Any], Any]] = {
    ("+", "R"): lambda a, b: real(real(a) + real(b)),
    ("-", "R"): lambda a, b: real(real(a) - real(b)),
    ("*", "R"): lambda a, b: real(real(a) * real(b)),
    ("/", "R"): lambda a, b: real(quotient(real(a), real(b))),
    ("^", "R"): lambda a, b: real(power(real(a), natural(b))),
    ("+", "nat"): lambda a, b: natural(a) + natural(b),
    ("-", "nat"): _minus,
    ("*", "nat"): lambda a, b: natural(a) * natural(b),
    ("^", "nat"): lambda a, b: natural(a) ** natural(b),
    ("+", "Z"): lambda a, b: whole(a) + whole(b),
    ("-", "Z"): lambda a, b: whole(a) - whole(b),
    ("*", "Z"): lambda a, b: whole(a) * whole(b),
    ("^", "Z"): lambda a, b: whole(a) ** whole(b) if whole(b) >= 0 else 0,
}
