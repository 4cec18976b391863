"""A link as a statement of Coq, to be trusted: under the hypotheses both sides mean something, and it holds.

forall dimensions scalars tensors indices, hypotheses -> DOMAIN /\\ left sign right.  A counterexample is a statement
that exists has: a point that satisfies the hypotheses, at which both sides mean something and the relation fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ...expr.indices import Index, Place, Size
from ...expr.nodes import Expr, Lim, Number, Relation, Scalar, Tensor, free_indices, is_whole
from ...statements.chains import Kind, Link
from .comments import commented
from .domains import Domains
from .names import Names, Scope
from .places import conjunction
from .refusal import Unsupported
from .terms import CoqTerms, ordered


class Form(Enum):
    """What a statement says of its hypotheses H, its domain D and its conclusion C."""

    FORALL = "forall x, H -> D /\\ C"
    COUNTEREXAMPLE = "exists x, H /\\ D /\\ ~ C"
    POSSIBLE = "exists x, H"


@dataclass(frozen=True)
class Claim:
    """One statement of a file.  comment precedes it there, for a reader; indices are the names that they have."""

    name: str
    identifier: str
    form: Form
    binders: tuple[str, ...]
    hypotheses: tuple[tuple[str, str], ...]
    domain: tuple[str, ...]
    conclusion: str
    comment: str
    dims: tuple[str, ...]
    scalars: tuple[Scalar, ...]
    tensors: tuple[Tensor, ...]
    free: tuple[Index, ...]
    indices: tuple[tuple[Index, str], ...]

    @property
    def text(self) -> str:
        """The statement."""
        about = " ".join(self.binders)
        given = [text for _, text in self.hypotheses]
        if self.form is Form.FORALL:
            steps = "".join(f"{each} ->\n  " for each in given)
            about = f"forall {about}," if about else ""
            return f"{about}\n  {steps}{self._domain} /\\\n  {self.conclusion}"
        if self.form is Form.COUNTEREXAMPLE:
            given += [self._domain, f"~ ({self.conclusion})"]
        return f"{f'exists {about},' if about else ''}\n  " + " /\\\n  ".join(given or ["True"])

    @property
    def _domain(self) -> str:
        """One condition a line."""
        return conjunction(self.domain) if len(self.domain) < 2 else "({})".format(" /\\\n   ".join(self.domain))

    @property
    def definition(self) -> str:
        """The statement under its name, as it stands in the file."""
        return f"{self.comment}\nDefinition {self.identifier} : Prop :=\n  {self.text}.\n"


class Claims:
    """The statements of one file, and the definitions that they need, in order."""

    def __init__(self) -> None:
        self._terms = CoqTerms()
        self._domains = Domains(self._terms)
        self._possible: dict[tuple[Relation, ...], Claim] = {}

    @property
    def names(self) -> Names:
        """The identifiers of the file."""
        return self._terms.names

    @property
    def definitions(self) -> list[str]:
        """The definitions so far, each with a comment."""
        return self._terms.definitions

    @property
    def unfolds(self) -> list[str]:
        """Their names."""
        return self._terms.unfolds

    def size(self, over: Size) -> str:
        """The number of values of an index."""
        return self._terms.size(over)

    def place(self, place: Place) -> str:
        """A place on an axis."""
        return self._terms.place(place)

    def term(self, e: Expr) -> str:
        """An expression as a term."""
        return self._terms.term(e)

    def claim(self, link: Link) -> Claim:
        """The statement of a link.  Unsupported, with a sentence, for what has no meaning in the vocabulary."""
        with self.names.scope() as scope:
            free = self._introduced(_free(link.left, link.right) | _singled_out(link.assuming))
            domain, conclusion = self._concluded(link)
            given = self._assumed(link.assuming)
            form = Form.COUNTEREXAMPLE if link.kind is Kind.COUNTEREXAMPLE else Form.FORALL
            signs = [each for each in ordered(tuple(scope.variables.values())) if getattr(each, "positive", False)]
            comment = _comment(link, [f"{each.name} > 0" for each in signs])
            return self._closed(scope, link.name, form, free, given, domain, conclusion, comment)

    def possible(self, link: Link) -> Claim | None:
        """That something satisfies the hypotheses; None where there are none.  One statement for each set of them."""
        if not link.assuming:
            return None
        if link.assuming not in self._possible:
            with self.names.scope() as scope:
                free = self._introduced(_singled_out(link.assuming))
                given = self._assumed(link.assuming)
                comment = commented(f"The hypotheses of {link.name} can be satisfied.")
                name = f"{link.name} hypotheses"
                self._possible[link.assuming] = self._closed(scope, name, Form.POSSIBLE, free, given, (), "", comment)
        return self._possible[link.assuming]

    def _introduced(self, free: frozenset[Index]) -> list[Index]:
        """The free indices in order, which get their names before anything that is bound."""
        found = _in_order(free)
        for index in found:
            self.names.index(index)
        return found

    def _closed(
        self,
        scope: Scope,
        name: str,
        form: Form,
        free: Sequence[Index],
        given: Sequence[tuple[str, str]],
        domain: Sequence[str],
        conclusion: str,
        comment: str,
    ) -> Claim:
        """The statement about everything that it depends on."""
        names = self.names
        places = [(names.index(each), self.size(each.over)) for each in free]
        dims = tuple(sorted(scope.dims))
        variables = ordered(tuple(scope.variables.values()))
        scalars = tuple([each for each in variables if isinstance(each, Scalar)])
        hypotheses = [(f"Hd_{names.dim(dim)}", f"(0 < {names.dim(dim)})%nat") for dim in dims]
        hypotheses += [
            (f"Hp_{names.variable(each)}", f"0 < {names.variable(each)}") for each in scalars if each.positive
        ]
        hypotheses += [(f"H_{index}", f"({index} < {size})%nat") for index, size in places]
        return Claim(
            name,
            names.statement(name),
            form,
            (*self._terms.binders(dims, variables), *(f"({index} : nat)" for index, _ in places)),
            (*hypotheses, *given),
            tuple(domain),
            conclusion,
            comment,
            dims,
            scalars,
            tuple([each for each in variables if isinstance(each, Tensor)]),
            tuple(free),
            tuple(scope.indices.items()),
        )

    def _concluded(self, link: Link) -> tuple[list[str], str]:
        """Where both sides mean something, and what is said of them."""
        if isinstance(link.left, Lim):
            return self._limit(link.left, link)
        found = [*self._domains.conditions(link.left), *self._domains.conditions(link.right)]
        return list(dict.fromkeys(found)), self._terms.proposition(link.relation)

    def _limit(self, lim: Lim, link: Link) -> tuple[list[str], str]:
        """The limit, with a body that means something on the way there."""
        if link.sign != "=":
            raise Unsupported(f"{link.relation}: of a limit it is said what it equals")
        value, point = self.term(link.right), "" if lim.point is None else self.term(lim.point)
        found = self._domains.conditions(link.right)
        found += [] if lim.point is None else [*self._domains.conditions(lim.point), *_reached(lim, point)]
        body = self._terms.bound(lim.variable, lambda: self.term(lim.body))
        conditions = self._terms.bound(lim.variable, lambda: conjunction(self._domains.conditions(lim.body)))
        if lim.point is None:
            to = "p_infty" if lim.upward else "m_infty"
            near, said = f"Rbar_locally {to}", f"is_lim {body} {to} {value}"
        elif lim.side:
            near = f"{'at_right' if lim.side > 0 else 'at_left'} {point}"
            said = f"filterlim {body} ({near}) (locally {value})"
        else:
            near, said = f"Rbar_locally' {point}", f"is_lim {body} {point} {value}"
        return [*found, *([] if conditions.endswith("=> True)") else [f"{near} {conditions}"])], said

    def _assumed(self, assuming: Sequence[Relation]) -> list[tuple[str, str]]:
        """The hypotheses by their names, each behind what its sides ask for."""
        alone = _alone(assuming)
        found = []
        for number, relation in enumerate(assuming, start=1):
            indices = _free(relation.left, relation.right)
            if relation not in alone and not _spoken_of(alone).isdisjoint(indices):
                raise Unsupported(
                    f"{relation}: it is about every value of an index that another hypothesis is about alone"
                )
            every = [each for each in _in_order(indices) if not each.fixed and relation not in alone]
            asked = self._domains.conditions(relation.left) + self._domains.conditions(relation.right)
            for name, conditions in (
                (f"Hyp{number}_defined", asked),
                (f"Hyp{number}", [self._terms.proposition(relation)]),
            ):
                if conditions:
                    stated = self._terms.every(every, conditions) if every else [conjunction(conditions)]
                    found.append((name, stated[0]))
        return found


def _reached(lim: Lim, point: str) -> list[str]:
    """A positive variable comes near 0 from above only, and near no point below."""
    above = isinstance(lim.point, Number) and (lim.point.value > 0 or (lim.side > 0 and lim.point.value == 0))
    if not lim.variable.positive or above:
        return []
    return [f"0 {'<=' if lim.side > 0 else '<'} {point}"]


def _free(*sides: Expr) -> frozenset[Index]:
    return frozenset().union(*map(free_indices, sides))


def _alone(assuming: Sequence[Relation]) -> list[Relation]:
    """Hypotheses about indices and dimensions alone, s <= t: they speak of the indices of the statement."""
    return [each for each in assuming if is_whole(each.left) and is_whole(each.right)]


def _spoken_of(alone: Sequence[Relation]) -> frozenset[Index]:
    """The indices of the statement that such hypotheses speak of."""
    return frozenset().union(*(_free(each.left, each.right) for each in alone))


def _singled_out(assuming: Sequence[Relation]) -> frozenset[Index]:
    """The indices in hypotheses that are one value each: those that are fixed, and those of the statement."""
    every = frozenset().union(*(_free(each.left, each.right) for each in assuming))
    return frozenset(each for each in every if each.fixed) | _spoken_of(_alone(assuming))


def _in_order(indices: frozenset[Index]) -> list[Index]:
    """By letter, made-up ones by their number, whatever that is: so every run has the same order."""

    def key(index: Index) -> tuple[str, str, int]:
        letter, _, number = index.name.partition("~")
        return letter, str(index.over), int(number or 0)

    return sorted(indices, key=key)


def _comment(link: Link, signs: Sequence[str]) -> str:
    """What a reader of the page knows the statement by; signs are those that variables are declared with."""
    conditions = [*map(str, link.assuming), *signs]
    given = f" if {', '.join(conditions)}" if conditions else ""
    said = "it is not always true that " if link.kind is Kind.COUNTEREXAMPLE else ""
    return commented(f"{link.name}: {said}{link.relation}{given}\n   {link.reason}")
