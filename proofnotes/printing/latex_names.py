"""Names in LaTeX: tensors and quantities with their indices and arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Self

from ..expr.calculus import beta, inputs_of
from ..expr.errors import NotationError
from ..expr.indices import Computed, Index, Place, Position, Shifted
from ..expr.nodes import (
    Add,
    Div,
    Entry,
    Expr,
    Group,
    Lambda,
    Mul,
    Named,
    Neg,
    Quantity,
    Scalar,
    Tensor,
    free_indices,
    walk,
)
from .glyphs import PRIME, Glyph, Notation, parse
from .lettering import glyph_of
from .written import ATOM, POWER, Written, bracketed

Argument = Expr | Lambda | Tensor | Quantity
"""What may stand between the brackets of a function; a quantity stands for the whole of it."""


@dataclass(frozen=True)
class LatexNames:
    """How names are written: the notation, and what each index in scope is called ("": it is not written)."""

    notation: Notation
    names: dict[Index, str]
    done: dict[Expr, Written] = field(init=False, default_factory=dict, compare=False, repr=False)

    def write(self, e: Expr) -> Written:
        """Any expression.  Each is written once: a sum asks for its last term twice, and that one for its own."""
        if e not in self.done:
            self.done[e] = self.by_kind(e)
        return self.done[e]

    def by_kind(self, e: Expr) -> Written:
        """Any expression; the arguments of a function need it."""
        raise NotImplementedError

    def naming(self, index: Index, taken: set[str]) -> Self:
        """The writer inside a scope in which the index stands for itself."""
        own = plain(index)
        glyph = glyph_of(self.notation.renamed.get(own, own))
        while (name := str(glyph)) in taken:
            glyph = glyph.with_above(PRIME)
        return replace(self, names={**self.names, index: name})

    def binding(self, index: Index, body: Expr) -> Self:
        """The writer inside Σ or Π: the index gets a name that nothing in scope has."""
        return self.naming(index, {*self.names.values()} | self.free(body, index))

    def free(self, body: Expr, *bound: Index) -> set[str]:
        """The names of the free indices of a body, but for those bound around it."""
        return {self.names.get(index, str(glyph_of(index.name))) for index in free_indices(body) - set(bound)}

    def glyph(self, name: str, given: str | None) -> Glyph:
        """How a name is written here."""
        chosen = self.notation.glyphs.get(name, given)
        found = parse(chosen) if chosen else glyph_of(name)
        return found.with_below(self.notation.labels.get(name, ""))

    def place(self, place: Place) -> str:
        """One index."""
        if isinstance(place, Index):
            return self.names.get(place, str(glyph_of(place.name)))
        if isinstance(place, Shifted):
            before = place.block.value - 1 if isinstance(place.block, Position) else place.block
            size = glyph_of(place.over.name)
            if not isinstance(before, int):
                return f"({self.place(before)} - 1) {size} + {self.place(place.inner)}"
            blocks = f"{'' if before == 1 else before}{size} + " if before else ""
            return blocks + self.place(place.inner)
        if isinstance(place, Computed):
            return self.write(place.number).text
        return str(place.value)

    def places(self, places: tuple[Place, ...]) -> str:
        """Indices side by side, or with commas where they would run together."""
        written = [found for place in places if (found := self.place(place))]
        simple = all(len(each.rstrip("'")) == 1 and not each.isdigit() for each in written)
        return ("" if simple else ", ").join(written)

    def placed(self, name: str, given: str | None, places: tuple[Place, ...] = ()) -> Written:
        """A name with its indices."""
        raised = tuple(each for each in places if isinstance(each, Index) and plain(each) in self.notation.raised)
        low, high = self.places(tuple(each for each in places if each not in raised)), self.places(raised)
        found = self.glyph(name, given).with_below(low).with_above(f"({high})" if high else "")
        return Written(str(found), ATOM if found.tight else POWER)

    def named(self, e: Named) -> Written:
        """A quantity: by its name alone, or with its arguments."""
        quantity = e.quantity
        if quantity.applied or e.arguments or quantity.name in self.notation.arguments:
            return Written(self.applied(e))
        return self.placed(quantity.name, quantity.latex, e.places)

    def bare(self, e: Expr) -> str | None:
        """What stands after the d of a derivative: a name without arguments; None for anything else."""
        if isinstance(e, Named) and not (e.quantity.applied or e.arguments):
            return self.placed(e.quantity.name, e.quantity.latex, e.places).text
        return self.write(e).text if isinstance(e, (Scalar, Entry)) else None

    def applied(self, e: Named, *, whole: bool = False) -> str:
        """softmax(z)_i: the function, its arguments, and the indices of the value, unless it is meant as a whole."""
        name = e.quantity.name
        entrywise = name in self.notation.entrywise
        inner = [self.argument(each, e.places if entrywise else ()) for each in self.arguments(e)]
        bar = "|" if name in self.notation.conditional else ", "
        listed = bracketed(bar.join([", ".join(inner[:-1]), inner[-1]] if len(inner) > 1 else inner))
        places = () if entrywise or whole else e.places
        return str(Glyph(f"{self.glyph(name, e.quantity.latex)}{listed}").with_below(self.places(places)))

    def arguments(self, e: Named) -> tuple[Expr | Lambda | Tensor | Quantity, ...]:
        """What is written between the brackets."""
        wanted = self.notation.arguments.get(e.quantity.name)
        inputs = e.arguments or e.quantity.inputs
        if wanted is None:
            return tuple(inputs)
        known: dict[str, Expr | Lambda | Tensor | Quantity] = {each.name: each for each in inputs_of(e)}
        known |= {each.quantity.name: each.quantity for each in names_in(e.quantity.body)}
        known |= {formal.name: actual for formal, actual in zip(e.quantity.inputs, inputs, strict=True)}
        for name in wanted:
            if name not in known:
                raise NotationError(f"{e.quantity.name}({', '.join(wanted)}): it does not depend on {name}")
        return tuple(known[name] for name in wanted)

    def argument(self, argument: Expr | Lambda | Tensor | Quantity, places: tuple[Place, ...]) -> str:
        """One argument: an expression, a whole tensor or quantity, or one entry of a tensor."""
        if isinstance(argument, Tensor):
            return self.write(Entry(argument, places)).text if places else self.whole(argument.name, argument.latex)
        if isinstance(argument, Lambda):
            return self.write(beta(argument, places)).text if places else self.function(argument)
        if isinstance(argument, Quantity):
            return self.whole(argument.name, argument.latex)
        return self.write(argument).text

    def whole(self, name: str, given: str | None, bold: bool | None = None) -> str:
        """A tensor as one object."""
        glyph = self.glyph(name, given)
        return str(glyph.in_bold() if (self.notation.bold if bold is None else bold) else glyph)

    def function(self, e: Lambda) -> str:
        """A function of indices: z + c where that is clear, else the family (z_k + c)_k."""
        if isinstance(e.body, Entry) and e.body.places == e.indices:
            return self.whole(e.body.tensor.name, e.body.tensor.latex)
        if elementwise(e.body, e.indices):
            return replace(self, names={**self.names, **dict.fromkeys(e.indices, "")}).write(e.body).text
        inside, taken = self, self.free(e.body, *e.indices)
        for index in e.indices:
            inside = inside.naming(index, taken)
            taken = taken | {inside.names[index]}
        return str(Glyph(bracketed(inside.write(e.body).text)).with_below(inside.places(e.indices)))


def plain(index: Index) -> str:
    """The letter that the author gave it."""
    return index.name.split("~")[0]


def names_in(e: Expr) -> Iterator[Named]:
    """The quantities that an expression mentions, and those that their bodies mention."""
    for node in walk(e):
        if isinstance(node, Named):
            yield node
            yield from names_in(node.quantity.body)


def elementwise(e: Expr, indices: tuple[Index, ...]) -> bool:
    """Whether the expression reads the same for whole tensors as for entries: sums of tensors times numbers."""
    if free_indices(e).isdisjoint(indices):
        return True
    match e:
        case Entry(_, places) | Named(_, places, ()):
            return places == indices
        case Add(terms):
            return all(elementwise(term, indices) for term in terms)
        case Mul(factors, _):
            moving = [each for each in factors if not free_indices(each).isdisjoint(indices)]
            return len(moving) == 1 and elementwise(moving[0], indices)
        case Div(num, den):
            return free_indices(den).isdisjoint(indices) and elementwise(num, indices)
        case Neg(arg) | Group(arg, _):
            return elementwise(arg, indices)
    return False
