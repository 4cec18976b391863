"""Identifiers of Coq: one for each thing that a statement speaks of, and never one for two things.

Dimensions, scalars, tensors and quantities keep their name in all of a file.  Of indices only the scope counts, which
is one statement or one definition: in it every index has an identifier of its own, whoever binds it, so that no binder
captures another's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ...expr.indices import Index
from ...expr.nodes import Quantity, Scalar, Tensor
from .refusal import Unsupported

KEYWORDS = """
    Axiom CoFixpoint Definition Fixpoint Hypothesis Parameter Prop SProp Set Theorem Type Variable as at by cofix do
    else end exists exists2 fix for forall fun if in let match mod return then using where with
    Admitted admit give_up bypass_check
"""
"""Of Coq; in the last line what the scan of printed files finds suspicious."""

VOCABULARY = """
    sum prod largest delta delta_Z number read_at erf
    upd1 upd2 upd3 upd4 pd0 pd1 pd2 pd3 pd4 ex0 ex1 ex2 ex3 ex4 near0 near1 near2 near3 near4
    density mean1 mean2 each_mean1 each_mean2 has_mean1 has_mean2 with_row mean_bernoulli
    mean_uniform has_mean_uniform mean_normal has_mean_normal
"""
"""The words of `library/Vocabulary.v`."""

OF_COQ = """
    R Z nat bool True False true false I ex ex_intro and or not iff eq conj
    S O Nat INR IZR PI Rabs Rmax Rmin Rplus Rminus Rmult Rdiv Rinv Ropp Rlt Rle Rgt Rge
    exp ln sqrt tanh sin cos pow powerRZ Rpower Rlt_dec Rle_dec Req_EM_T
    Rbar Finite p_infty m_infty Rbar_locally is_lim locally at_left at_right filterlim within Derive ex_derive is_derive
    RInt ex_RInt RInt_gen ex_RInt_gen
"""
"""What is printed besides, or would mislead a reader as the name of a variable."""

RESERVED = frozenset(f"{KEYWORDS} {VOCABULARY} {OF_COQ}".split())

ACCENTS = {"́": "acute", "̂": "hat", "̃": "tilde", "̄": "bar", "̇": "dot", "̈": "ddot", "′": "prime", "'": "prime"}


def ascii_of(name: str) -> str:
    """The name in letters, digits and underscores of ASCII: β is beta, x̂ is xhat, σ² is sigma2.

    Two names may become one: who hands out identifiers tells them apart.
    """
    written = "".join(map(_ascii, unicodedata.normalize("NFKD", name)))
    written = re.sub("_+", "_", written).strip("_")
    return written if written[:1].isalpha() else f"v{written}"


def _ascii(letter: str) -> str:
    if letter.isascii() and (letter.isalnum() or letter == "_"):
        return letter
    if letter in ACCENTS:
        return ACCENTS[letter]
    *_, last = unicodedata.name(letter, "").lower().split() or [""]
    return last if letter.isalpha() and last.isascii() and last.isalnum() else ""


Key = tuple[Hashable, ...]


@dataclass
class Scope:
    """One statement or definition: the identifiers of its indices, and what it has been found to depend on.

    Where notes is false it is only read again: what inner definitions depend on is none of its business.
    """

    indices: dict[Index, str] = field(default_factory=dict)
    dims: dict[str, None] = field(default_factory=dict)
    variables: dict[str, Scalar | Tensor] = field(default_factory=dict)
    bound: list[tuple[str, Scalar | Tensor]] = field(default_factory=list)
    notes: bool = True


class Names:
    """The identifiers of one file, and the scope that is being printed."""

    def __init__(self) -> None:
        self._given: dict[Key, str] = {}
        self._used: set[str] = set(RESERVED)
        self._known: dict[Index, str] = {}
        self._scopes: list[Scope] = []

    def dim(self, name: str) -> str:
        """A dimension of any size."""
        if self._scopes:
            self._scopes[-1].dims[name] = None
        return self._given_to(("dim", name), name)

    def variable(self, variable: Scalar | Tensor) -> str:
        """A scalar or a tensor."""
        identifier = self._identifier(variable)
        if self._scopes and self._scopes[-1].notes:
            scope = self._scopes[-1]
            bound = next((each for name, each in reversed(scope.bound) if name == identifier), None)
            other = scope.variables.setdefault(identifier, variable) if bound is None else bound
            if _told(other) != _told(variable):
                raise Unsupported(f"{variable.name} is {_told(other)} at one place and {_told(variable)} at another")
        return identifier

    def index(self, index: Index) -> str:
        """An index in this scope; when all is printed, in the last scope that had it."""
        here = self._scopes[-1].indices if self._scopes else self._known
        if index not in here:
            taken = set(here.values())
            letter = index.name.partition("~")[0]
            before = [self._known[index]] if index in self._known else []
            there = (self._given_to(("index", letter, number), letter) for number in range(len(taken) + 1))
            here[index] = next(each for each in (*before, *there) if each not in taken)
            self._known[index] = here[index]
        return here[index]

    def quantity(self, quantity: Quantity, word: str) -> str:
        """A definition for the quantity: f_xhat is its value, dom_xhat and odom_xhat say where it has one."""
        return self._given_to((word, quantity), f"{word}_{ascii_of(quantity.name)}")

    def statement(self, name: str) -> str:
        """A statement, by the name of its link: softmax_vjp_2 for softmax.vjp[2]."""
        return self._given_to(("statement", name), re.sub(r"\W+", "_", name, flags=re.A).strip("_"))

    def _identifier(self, variable: Scalar | Tensor) -> str:
        return self._given_to(("tensor" if isinstance(variable, Tensor) else "scalar", variable.name), variable.name)

    def _given_to(self, key: Key, name: str) -> str:
        if key not in self._given:
            identifier = next(each for each in _candidates(ascii_of(name), str(key[0])) if each not in self._used)
            self._given[key] = identifier
            self._used.add(identifier)
        return self._given[key]

    @contextmanager
    def scope(self) -> Iterator[Scope]:
        """What is printed inside has indices of its own, and its dependences are noted."""
        scope = Scope()
        self._scopes.append(scope)
        try:
            yield scope
        finally:
            self._scopes.pop()

    @contextmanager
    def within(self, indices: Iterable[tuple[Index, str]]) -> Iterator[None]:
        """The names of indices that a statement had, for whoever reads it later."""
        self._scopes.append(Scope(dict(indices), notes=False))
        try:
            yield
        finally:
            self._scopes.pop()

    @contextmanager
    def binding(self, variable: Scalar | Tensor) -> Iterator[str]:
        """The identifier of a variable that is bound in what is printed inside."""
        bound = self._scopes[-1].bound
        bound.append((self._identifier(variable), variable))
        try:
            yield bound[-1][0]
        finally:
            bound.pop()


def _told(variable: Scalar | Tensor) -> str:
    """What has to be the same wherever a name stands."""
    if isinstance(variable, Tensor):
        return f"a tensor over {', '.join(map(str, variable.over))}"
    return "a positive number" if variable.positive else "a number"


def _candidates(name: str, kind: str) -> Iterator[str]:
    yield name
    if kind in ("dim", "scalar", "tensor", "index"):
        yield f"{name}_{kind}"
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1
