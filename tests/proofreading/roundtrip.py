"""The report's formulas, read back and proved equal to their trees: python -m tests.proofreading.roundtrip [--alone].

Every side of every link on a page is looked up among what the printer printed.  The tree that was printed, its inputs
under the names that the reader gives them, must be proved equal to the tree that the reader makes of the text.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, permutations, product

from proofnotes import prove
from proofnotes.expr.calculus import carry_out, inputs_of, substitute, unfold
from proofnotes.expr.dimensions import over_dimensions
from proofnotes.expr.errors import HypothesisError, NotationError
from proofnotes.expr.indices import Index, Place, Size
from proofnotes.expr.nodes import (
    Dim,
    Entry,
    Expr,
    Lambda,
    Lim,
    Named,
    Quantity,
    Relation,
    Scalar,
    Step,
    Tensor,
    free_indices,
    map_children,
    once_each,
)
from proofnotes.expr.rewrite import rename
from proofnotes.printing.displays import equation
from proofnotes.printing.latex_names import names_in
from proofnotes.printing.lettering import glyph_of
from proofnotes.printing.written import size as written_size
from proofnotes.proofreading.codes import NotUnderstood
from proofnotes.proofreading.grammar.nodes import TexNode
from proofnotes.proofreading.grammar.statements import parse
from proofnotes.proofreading.meaning.model import NoteStatement, Reading
from proofnotes.proofreading.meaning.readings import readings
from proofnotes.proofreading.meaning.scopes import SectionScope
from proofnotes.proofreading.meaning.understand import understand
from proofnotes.proofreading.sources.read import read
from proofnotes.prover.proof import Proof, Verdict

from .printed_notes import PrintedNotes, path_of, unproved_notes

SECONDS = 0.5


@dataclass(frozen=True)
class ReadBack:
    """A side of a link on a page: equal, different, not understood, or not printed from a tree."""

    line: int
    text: str
    fate: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.line:5d} {self.fate:14s} {' '.join(self.text.split())[:110]}  | {self.why[:200]}"


def page_read_back(notes: PrintedNotes, name: str) -> Iterator[ReadBack]:
    """Everything on a page that was printed from a tree."""
    document = read(path_of(name), notes.pages[name])
    paper = understand(document)
    for statement in paper.statements:
        for link in statement.links:
            found = readings(paper, statement, link, below=True)
            for side, node in enumerate((link.left, link.right)):
                text = _text(statement, node)
                trees = notes.trees_of(text)
                if not trees:
                    continue
                if not found.readings:
                    code, message, _ = found.refused[0] if found.refused else ("", "no reading", (0, 0))
                    yield ReadBack(statement.formula.line, text, "not understood", f"{code} {message}")
                    continue
                scope = paper.scope(statement.section)
                answers = (_compared(tree, each, side, scope) for each in found.readings for tree in trees)
                fate, why = _best(answers)
                yield ReadBack(statement.formula.line, text, fate, why)
        if statement.refused is not None:
            reason = statement.refused
            yield ReadBack(statement.formula.line, statement.formula.body, "not understood", f"{reason.code} {reason}")


def _best(answers: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The first that is equal; else the last."""
    best = "different", "not printed from a tree"
    for best in answers:
        if best[0] == "equal":
            break
    return best


def _text(statement: NoteStatement, node: TexNode) -> str:
    return statement.formula.body[slice(*node.span)]


def _compared(tree: Expr, reading: Reading, side: int, scope: SectionScope) -> tuple[str, str]:
    """Whether the reader's tree is the printed one."""
    said = (reading.left, reading.right)[side]
    given = {each.name: each for each in inputs_of(reading.left) | inputs_of(reading.right)}
    why = "no way to match its inputs"
    positive = [each for each in inputs_of(tree) if isinstance(each, Scalar) and each.positive]
    assumed = [there > 0 for own in positive if isinstance(there := given.get(_identifier(scope, own)), Scalar)]
    for found in _as_read(tree, said, given, partial(_identifier, scope)):
        for printed in _same_places(found, said):
            if printed == said:
                return "equal", ""
            if isinstance(printed, Lim) and isinstance(said, Lim):
                printed, inner = printed.body, said.body
            else:
                inner = said
            try:
                proof = prove(Relation(printed, "=", inner), assuming=assumed, seconds=SECONDS)
            except (NotationError, HypothesisError) as error:
                why = f"{error}"
                continue
            if proof.verdict is Verdict.PROVED or _only_undefined(proof):
                return "equal", ""
            why = f"{proof.verdict.value}: {said}  against  {printed}"
    return "different", why


def _only_undefined(proof: Proof) -> bool:
    """Equal wherever both sides are defined."""
    return proof.witness is None and proof.residual is None and any(not each.discharged for each in proof.conditions)


def _identifier(scope: SectionScope, each: Scalar | Tensor | Quantity | str) -> str:
    """What the reader calls something by its glyph, an italic entry of a bold one too; empty if it is no name."""
    glyph = each if isinstance(each, str) else _glyph(each)
    indexed = _axes(each) if isinstance(each, Tensor) else each.indices if isinstance(each, Quantity) else ()
    try:
        (node,) = parse(f"{{{glyph}}}_i" if indexed else glyph)
        return scope.symbol(scope.parts(node, ())).identifier
    except (NotUnderstood, ValueError):
        return ""


def _glyph(each: Scalar | Tensor | Quantity) -> str:
    return each.latex or str(glyph_of(each.name))


def _as_read(tree: Expr, said: Expr, given: Mapping[str, Scalar | Tensor], identifier: Identifier) -> Iterator[Expr]:
    """The printed tree with the reader's inputs; an axis whose index the page does not print is left out."""
    opened = once_each(partial(_opened, given, identifier))(carry_out(tree))
    found = [(each, given.get(identifier(each))) for each in sorted(inputs_of(opened), key=lambda e: e.name)]
    pairs = [(own, there) for own, there in found if there is not None]
    for kept in product(*(combinations(range(len(_axes(own))), len(_axes(there))) for own, there in pairs)):
        sizes = {own.over.base: there.over.base for own, there in _same_names(opened, said).items()}
        for (own, there), places in zip(pairs, kept, strict=True):
            sizes |= {_axes(own)[at].base: axis.base for at, axis in zip(places, _axes(there), strict=True)}
        replacement = {own: _called(own, there, places) for (own, there), places in zip(pairs, kept, strict=True)}
        yield _resized(substitute(opened, replacement), sizes)


def _axes(each: Scalar | Tensor) -> tuple[Size, ...]:
    return each.over if isinstance(each, Tensor) else ()


Identifier = Callable[[Scalar | Tensor | Quantity | str], str]


def _opened(given: Mapping[str, Scalar | Tensor], identifier: Identifier, again: Step, e: Expr) -> Expr:
    """Names that the page does not explain are the reader's inputs; the others are what they stand for."""
    if isinstance(e, Dim) and e.over.blocks == 1:
        there = given.get(identifier(e.latex or str(glyph_of(e.name))))
        return there if isinstance(there, Scalar) else e
    if not isinstance(e, Named):
        return map_children(e, again)
    there = given.get(identifier(e.quantity))
    if there is None or e.arguments or len(_axes(there)) > len(e.places):
        return again(unfold(e))
    own = tuple(index.over for index in e.quantity.indices)
    kept = len(own) - len(_axes(there))
    return Entry(Tensor(there.name, *own[kept:], latex=there.latex), e.places[kept:]) if own[kept:] else there


def _called(own: Scalar | Tensor, there: Scalar | Tensor, kept: Sequence[int]) -> Expr | Lambda:
    """The reader's name for it, still over its own axes."""
    axes = _axes(own)
    if not axes:
        assert isinstance(there, Scalar)
        return there
    indices = tuple(Index(f"a{number}", over) for number, over in enumerate(axes))
    places: tuple[Place, ...] = tuple(indices[each] for each in kept)
    if not places:
        assert isinstance(there, Scalar)
        return Lambda(indices, there)
    return Lambda(indices, Entry(Tensor(there.name, *(axes[each] for each in kept), latex=there.latex), places))


def _resized(e: Expr, sizes: Mapping[Size, Size]) -> Expr:
    """Over the reader's dimensions."""
    if all(own == there for own, there in sizes.items()):
        return e
    indices = tuple(sorted(free_indices(e), key=lambda each: each.name))
    inputs = tuple(sorted(inputs_of(e), key=lambda each: each.name))
    return over_dimensions(Quantity("page", e, indices, inputs), sizes).body


def _same_names(printed: Expr, said: Expr) -> dict[Index, Index]:
    """The reader's free indices, by their names."""
    there = {_plain(index): index for index in free_indices(said)}
    return {index: there[_plain(index)] for index in free_indices(printed) if _plain(index) in there}


def _plain(index: Index) -> str:
    return index.name.split("~")[0]


def _same_places(printed: Expr, said: Expr) -> Iterator[Expr]:
    """With the reader's free indices: by name, and those that the page does not print in any way."""
    named = {own: there for own, there in _same_names(printed, said).items() if own.over == there.over}
    left = sorted(free_indices(printed) - set(named), key=lambda each: each.name)
    right = sorted(free_indices(said) - set(named.values()), key=lambda each: each.name)
    for chosen in permutations(right, min(len(left), len(right))):
        pairs = dict(zip(left, chosen, strict=False))
        if all(own.over == there.over for own, there in pairs.items()):
            yield rename(printed, named | pairs)


def alone(text: str, tree: Expr) -> ReadBack:
    """An expression in a document of its own: what it is made of is declared and defined there, and nothing else."""
    names = [each.quantity for each in names_in(tree)]
    names += [inner.quantity for each in names for inner in names_in(each.body)]
    quantities = list(dict.fromkeys(reversed(names)))
    inputs = {each for e in (tree, *(each.body for each in quantities)) for each in inputs_of(e)}
    formal = {each for quantity in quantities for each in quantity.inputs}
    declared = [_declared(each) for each in sorted(inputs - formal | formal & inputs_of(tree), key=lambda e: e.name)]
    defined = [f"$$\n{equation(each)}\n$$\n" for each in quantities]
    page = "\n".join((f"Let {', '.join(declared)}.\n" if declared else "", *defined, f"$$\n{text} = {text}\n$$\n"))
    paper = understand(read(path_of("alone.md"), page))
    statement = paper.statements[-1]
    if statement.refused is not None or not statement.links:
        return ReadBack(1, text, "not understood", f"{statement.refused or statement.role}\n{page}")
    found = readings(paper, statement, statement.links[-1])
    if not found.readings:
        return ReadBack(1, text, "not understood", f"{found.refused[:1]}\n{page}")
    scope = paper.scope(statement.section)
    fate, why = _best(_compared(tree, each, 0, scope) for each in found.readings)
    return ReadBack(1, text, fate, f"{why}\n{page}")


def _declared(each: Scalar | Tensor) -> str:
    shape = r" \times ".join(str(size.text) for size in map(written_size, _axes(each)))
    return rf"${_glyph(each)} \in \mathbb{{R}}" + (f"^{{{shape}}}$" if shape else "$")


def main(arguments: Sequence[str]) -> int:
    """Exit status 1 if something is read back as something else."""
    notes = unproved_notes()
    if "--alone" in arguments:
        every = [alone(text, tree) for text, trees in notes.texts.items() for tree in trees]
        for each in every:
            if each.fate != "equal":
                print(f"{each.fate}: {each.text}\n{each.why}\n")
        print(dict(Counter(each.fate for each in every)))
        return 1 if any(each.fate == "different" for each in every) else 0
    total: Counter[str] = Counter()
    for name in arguments or notes.pages:
        found = list(page_read_back(notes, name))
        for each in found:
            if each.fate != "equal":
                print(each)
        fates = Counter(each.fate for each in found)
        print(name, dict(fates))
        total += fates
    print("all", dict(total))
    return 1 if total["different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
