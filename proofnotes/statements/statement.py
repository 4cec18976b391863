"""Definitions and theorems: the values that a derivation file consists of.

A `Definition` names a function and says what it computes.  A `Theorem` is one or more chains; each adjacent pair of
expressions in one is a `Link`, an obligation to the prover, and the reasons become the report's prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..expr.application import Argument, Over, apply
from ..expr.errors import NotationError
from ..expr.faces import LATEX, WithSympy, maker_of, printed
from ..expr.indices import Index
from ..expr.misuse import NoNumber, sequence_of, vocabulary_type
from ..expr.nodes import Applied, Dim, Expr, Input, Named, Operand, Quantity, Relation, Scalar, wrap
from ..expr.spelling import shortened
from ..interchange import read_definition
from .chains import IDENTIFIER, Chain, Kind, Link, Term, chain
from .claims import Measurement, Opinion
from .display import Display


@vocabulary_type
@dataclass(frozen=True, eq=False, init=False)
class Theorem(WithSympy):
    """A statement with a permanent id, settled link by link.

    Theorem("softmax.shift", e0, "reason", e1, assuming=[...]) for one chain;
    Theorem("layer_norm.vjp", chain(..., label="dx"), chain(..., label="dgamma")) for several.
    With kind=Kind.COUNTEREXAMPLE it says what is false: a witness settles it.  finding is what it shows about the
    notes, for the report's list of what they leave unsaid.
    """

    id: str
    chains: tuple[Chain, ...]
    assuming: tuple[Relation, ...]
    kind: Kind
    note: str
    source: str
    finding: str
    shows: tuple[Display, ...] = field(repr=False)

    def __init__(
        self,
        id: str,
        *steps: Chain | Term | Operand | Relation | str,
        assuming: Sequence[Relation] = (),
        kind: Kind = Kind.IDENTITY,
        note: str = "",
        source: str = "",
        finding: str = "",
        shows: Sequence[Display] = (),
    ) -> None:
        if not isinstance(id, str) or not IDENTIFIER.match(id) or "." not in id:
            raise NotationError(f"Theorem({shortened(id)}): expected an id such as softmax.jacobian")
        hypotheses = sequence_of(f"Theorem({id!r})", "hypotheses", assuming, "assuming=[x > 0]")
        chains = tuple(step for step in steps if isinstance(step, Chain))
        if not chains:
            chains = (chain(*steps),)  # type: ignore[arg-type]
        elif len(chains) != len(steps):
            raise NotationError(f"Theorem({id!r}): expected one chain written out or chain(...) only, not a mixture")
        for name, value in {
            "id": id, "chains": chains, "assuming": hypotheses, "kind": kind,
            "note": note, "source": source, "finding": finding, "shows": tuple(shows),
        }.items():  # fmt: skip
            object.__setattr__(self, name, value)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every obligation of every chain, in order."""
        return tuple(link for each in self.chains for link in each.links(self.id, self.assuming, self.kind))

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of its chains, each once: a theorem may hold an identity and a bound."""
        return tuple(dict.fromkeys(each.kind or self.kind for each in self.chains))

    @property
    def family(self) -> str:
        """The function that the theorem belongs to."""
        return self.id.split(".")[0]

    def _repr_latex_(self) -> str:
        """For a notebook: the formulas, each step with its reason."""
        return printed(self, LATEX)


@vocabulary_type
@dataclass(frozen=True, eq=False, init=False)
class Definition(WithSympy, NoNumber):
    """name(inputs)[indices] := body, with parameters (such as ε) that are held fixed.

    where names the intermediate quantities (μ, σ², x̂).  equals holds further forms of the body with the reason for
    each: they are obligations.  hypotheses say where the definition is meant.

    targets are the inputs that others are compared with: kernels take them last, and in the shape of the prediction.
    probabilities are inputs that are meant as such, numbers from 0 to 1 or distributions: no hypothesis of any theorem,
    but what kernels go by to notice that a prediction and a target were exchanged.
    sizes are dimensions that no array tells, with their defaults: a kernel over C = G * M is told by its caller how
    many groups there are, sizes=((G, 32),).

    names, headings and beside are for those who check notes against it.  names are what notes call the function, or its
    value: a word (softmax) is enough by itself, a letter (L) only below a heading or beside a label that is among the
    headings, in any language.  beside are quantities that notes define next to it, such as a likelihood.
    """

    name: str
    id: str
    quantity: Quantity
    parameters: tuple[tuple[Scalar, float], ...]
    where: tuple[Quantity, ...]
    equals: tuple[Chain, ...]
    assuming: tuple[Relation, ...]
    note: str
    source: str
    targets: tuple[Input, ...]
    probabilities: tuple[Input, ...]
    sizes: tuple[tuple[Dim, int], ...]
    names: tuple[str, ...] = field(repr=False)
    headings: tuple[str, ...] = field(repr=False)
    beside: tuple[Quantity, ...] = field(repr=False)
    shows: tuple[Display, ...] = field(repr=False)

    def __init__(
        self,
        name: str,
        body: Operand,
        *,
        inputs: Sequence[Input],
        indices: Sequence[Index] = (),
        parameters: Sequence[tuple[Scalar, float]] = (),
        id: str | None = None,
        symbol: str | None = None,
        where: Sequence[Quantity] = (),
        equals: Sequence[str | Operand] = (),
        assuming: Sequence[Relation] = (),
        note: str = "",
        source: str = "",
        targets: Sequence[Input] = (),
        probabilities: Sequence[Input] = (),
        sizes: Sequence[tuple[Dim, int]] = (),
        names: Sequence[str] = (),
        headings: Sequence[str] = (),
        beside: Sequence[Quantity] = (),
        shows: Sequence[Display] = (),
    ) -> None:
        if not isinstance(name, str) or not IDENTIFIER.match(name) or "." in name:
            raise NotationError(f"Definition({shortened(name)}): expected a name such as layer_norm")
        formal = sequence_of(f"Definition({name!r})", "inputs", inputs, "inputs=(x,)")
        places = sequence_of(f"Definition({name!r})", "indices", indices, "indices=(i,)")
        body, formal, places, assuming = read_definition(body, formal, places, assuming)
        if id is not None and (not isinstance(id, str) or not IDENTIFIER.match(id) or "." not in id):
            raise NotationError(f"Definition({name!r}, id={id!r}): expected an id such as batch_norm.inference")
        for row, some in (("targets", targets), ("probabilities", probabilities)):
            strange = [
                each for each in sequence_of(f"Definition({name!r})", row, some, f"{row}=(y,)") if each not in formal
            ]
            if strange:
                raise NotationError(f"Definition({name!r}): {row} has {strange[0]}, which is none of its inputs")
        if targets and len(targets) >= len(formal):
            raise NotationError(f"Definition({name!r}): expected an input that is no target; it is what they are for")
        for row in sequence_of(f"Definition({name!r})", "sizes", sizes, "sizes=((G, 32),)"):
            dim, count = row if isinstance(row, tuple) and len(row) == 2 else (row, None)
            number = isinstance(count, int) and not isinstance(count, bool) and count > 0
            if not isinstance(dim, Dim) or dim.blocks != 1 or dim.size is not None or not number:
                wanted = "expected a Dim and its default, sizes=((G, 32),)"
                raise NotationError(f"Definition({name!r}): {wanted}, got {shortened(row)}")
        for row, words in (("names", names), ("headings", headings)):
            for word in sequence_of(f"Definition({name!r})", row, words, f'{row}=("softmax",)'):
                if not isinstance(word, str) or not word.strip():
                    raise NotationError(f"Definition({name!r}): {row} has {shortened(word)}, expected a string")
        glyph = symbol or rf"\text{{{name}}}"
        quantity = Quantity(name, wrap(body), places, formal, glyph, applied=True)
        others = (chain(wrap(body), *equals),) if equals else ()
        for key, value in {
            "name": name, "id": id or f"{name}.definition", "quantity": quantity, "parameters": tuple(parameters),
            "where": tuple(where), "equals": others, "assuming": tuple(assuming), "note": note,
            "source": source, "targets": tuple(targets), "probabilities": tuple(probabilities),
            "sizes": tuple(sizes), "names": tuple(names), "headings": tuple(headings), "beside": tuple(beside),
            "shows": tuple(shows),
        }.items():  # fmt: skip
            object.__setattr__(self, key, value)

    @property
    def kind(self) -> Kind:
        """Always a definition."""
        return Kind.DEFINITION

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The same: further forms of the body belong to the definition."""
        return (Kind.DEFINITION,)

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The further forms of the body."""
        return self.equals

    @property
    def family(self) -> str:
        """The function that it belongs to: batch_norm, also for batch_norm.inference."""
        return self.id.split(".")[0]

    @property
    def body(self) -> Expr:
        """What it computes."""
        return self.quantity.body

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The tensors and scalars it is a function of."""
        return self.quantity.inputs

    @property
    def arguments(self) -> tuple[Input, ...]:
        """The inputs in the order of a kernel's arguments: targets last."""
        return (*(each for each in self.inputs if each not in self.targets), *self.targets)

    @property
    def indices(self) -> tuple[Index, ...]:
        """The free indices of the value; none for a number."""
        return self.quantity.indices

    @property
    def links(self) -> tuple[Link, ...]:
        """The obligations: that the further forms equal the body."""
        return tuple(link for each in self.equals for link in each.links(self.id, self.assuming))

    def _repr_latex_(self) -> str:
        """For a notebook: the formulas, each step with its reason."""
        return printed(self, LATEX)

    def instead(self) -> str:
        """With its arguments."""
        names = ", ".join(each.name for each in self.inputs)
        places = ", ".join(map(str, self.indices))
        return f"{self.name} is a function: write " + (
            f"{self.name}.of({names})[{places}]" if places else f"{self.name}({names})"
        )

    def __call__(self, *arguments: Argument, over: Over = None) -> Named:
        """A scalar function of an expression: sigmoid(z); cross_entropy(y[b, :], q[b, :]), over any dimension."""
        found = apply(self.quantity, arguments, over)
        if isinstance(found, Applied):
            names = ", ".join(map(str, self.indices))
            raise NotationError(f"{self.name}(...) has indices: write {self.name}.of(...)[{names}]")
        return found

    def kernel(self, modules: str = "numpy", **options: Any) -> Any:
        """The definition as a function of NumPy arrays, by lambdify, whose options it takes: softmax.kernel()(z)."""
        return maker_of("kernel")(self, modules, **options)

    def of(self, *arguments: Argument, over: Over = None) -> Applied:
        """A tensor-valued function of tensors or functions of indices: softmax.of(lambda k: z[k] + c)[i].

        It is read over the dimensions of what it is of: softmax.of(score[t, :])[s], softmax.of(score[t, s], over=s)[s].
        """
        found = apply(self.quantity, arguments, over)
        if isinstance(found, Named):
            raise NotationError(f"{self.name} is a number: write {self.name}(...)")
        return found


Statement = Definition | Theorem | Opinion | Measurement
