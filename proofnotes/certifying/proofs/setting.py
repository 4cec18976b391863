"""What all strategies share: a claim as trees, what its hypotheses say, and how its proof begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ...expr.nodes import Dim, Lim, Number, Relation
from ...statements.chains import Link
from ..claims import Claim, Claims
from ..claims.relations import PROPOSITIONS
from .engine import second_go
from .known import AtomRule, EntryRule, Knowledge, Undecided, pattern_of
from .lemmas import inline
from .places import Extent, Free, Place
from .rational import BigAtom, Leaf, Mono, Rational, Stuck, of
from .reading import TreeReader
from .signs import is_positive
from .trees import At, AtVariable, Minus, Num, Slope, Tree, Var, canonical, reindexed, substituted, subterms
from .workings import Workings

BINDER = re.compile(r"\(([\w']+) :")
EVERY = re.compile(r"\(?forall ([\w' ]+),")
NEARBY = ("<", ">", "!=")
"""What still holds near a point where it holds."""

STRICT = {"<": True, ">": True, "<=": False, ">=": False}

RELATION = {False: "<=", True: "<"}
"""The relation between 0 and what is not negative, or positive where strict."""


@dataclass(frozen=True)
class Given:
    """A hypothesis as trees, which holds for all values of its indices; `name` is what Coq calls it."""

    name: str
    left: Tree
    sign: str
    right: Tree
    indices: tuple[str, ...] = ()

    @property
    def larger(self) -> tuple[Tree, Tree]:
        """The larger side of an inequality and the smaller one."""
        return (self.left, self.right) if self.sign[0] == ">" else (self.right, self.left)

    @property
    def replaces(self) -> bool:
        """Whether it says what a scalar or the entries of a tensor are."""
        return self.sign == "=" and isinstance(self.left, (Var, At))


@dataclass(frozen=True)
class SignCase:
    """The signs of polynomials, by their texts, in one case of a proof; what is positive there, and what is 0."""

    signs: Mapping[str, str] = field(default_factory=dict)
    positive: tuple[Rational, ...] = ()
    rules: tuple[EntryRule, ...] = ()


@dataclass(frozen=True)
class Setting:
    """A claim: left sign right under what is given.  `before` are the sentences that follow the introductions."""

    claim: Claim
    unfolds: tuple[str, ...]
    left: Tree
    sign: str
    right: Tree
    given: tuple[Given, ...]
    extents: Mapping[str, Extent]
    bound: tuple[str, ...]
    positive: tuple[str, ...]
    before: tuple[str, ...]
    followed: frozenset[str] = frozenset()

    @property
    def opening(self) -> list[str]:
        """The sentences with which a proof begins: everything introduced, every name unfolded."""
        names = [*self.bound, *(name for name, _ in self.claim.hypotheses)]
        lines = [f"intros {' '.join(names)}."] if names else []
        lines += [f"cbv beta delta [{' '.join(self.unfolds)}]{' in *' if names else ''}."] if self.unfolds else []
        return [*lines, *self.before]

    @property
    def difference(self) -> Minus:
        """What an inequality says is not negative: the larger side minus the smaller one."""
        big, small = (self.left, self.right) if self.sign[0] == ">" else (self.right, self.left)
        return Minus(big, small)

    def mapped(self, step: Callable[[Tree], Tree]) -> Setting:
        """The same with a step on every tree."""
        given = tuple(replace(each, left=step(each.left), right=step(each.right)) for each in self.given)
        return replace(self, left=step(self.left), right=step(self.right), given=given)


def setting_of(link: Link, claims: Claims, claim: Claim) -> Setting:
    """The claim of a link, read."""
    reader = _reader(link, claims, claim)
    limit = link.left if isinstance(link.left, Lim) else None
    left, right = (canonical(reader(side)) for side in (link.left if limit is None else limit.body, link.right))
    given = tuple(
        Given(
            f"Hyp{number}",
            canonical(reader(each.left)),
            each.sign,
            canonical(reader(each.right)),
            _indices_of(claim, f"Hyp{number}"),
        )
        for number, each in enumerate(link.assuming, 1)
        if not fixes_a_dimension(each)
    )
    for index in claim.free:
        reader.place(index)
    bound = tuple(found.group(1) for binder in claim.binders if (found := BINDER.match(binder)))
    positive = tuple(claims.names.variable(scalar) for scalar in claim.scalars if scalar.positive)
    before = (*_fixed_dimensions(link, claims, claim), *_positive_dimensions(link, claims, claim))
    return Setting(
        claim, tuple(claims.unfolds), left, link.sign, right, given, dict(reader.extents), bound, positive, before
    )


def _indices_of(claim: Claim, name: str) -> tuple[str, ...]:
    """For whose values a hypothesis is stated."""
    found = EVERY.match(dict(claim.hypotheses).get(name, ""))
    return tuple(found.group(1).split()) if found else ()


def fixes_a_dimension(each: Relation) -> bool:
    """Whether a hypothesis says how large a dimension is."""
    return each.sign == "=" and isinstance(each.left, Dim) and isinstance(each.right, Number)


def _sizes(link: Link) -> dict[str, int]:
    return {
        each.left.name: int(each.right.value)
        for each in link.assuming
        if fixes_a_dimension(each) and isinstance(each.left, Dim) and isinstance(each.right, Number)
    }


def _reader(link: Link, claims: Claims, claim: Claim) -> TreeReader:
    """A reader that knows the dimensions which hypotheses fix: an index of a dimension of size 1 is 0."""
    sizes = _sizes(link)
    ones = {name for name, size in sizes.items() if size == 1}
    positions = {claims.names.index(index): 0 for index in claim.free if index.over.name in ones}
    return TreeReader(claims.names, sizes=sizes, positions=positions)


def _fixed_dimensions(link: Link, claims: Claims, claim: Claim) -> list[str]:
    lines = []
    for number, each in enumerate(link.assuming, 1):
        if not fixes_a_dimension(each) or not isinstance(each.left, Dim):
            continue
        name, size = claims.names.dim(each.left.name), _sizes(link)[each.left.name]
        shown = f"by (apply INR_eq; rewrite Hyp{number}; simpl; lra)"
        lines.append(f"assert (size'{name} : {name} = {size}%nat) {shown}. subst {name}.")
        if size == 1:
            places = [claims.names.index(index) for index in claim.free if index.over.name == each.left.name]
            lines += [f"assert (place'{place} : {place} = 0%nat) by lia. subst {place}." for place in places]
    return lines


def _positive_dimensions(link: Link, claims: Claims, claim: Claim) -> list[str]:
    names = [claims.names.dim(name) for name in claim.dims if name not in _sizes(link)]
    return [f"assert (real'{name} : 0 < INR {name}) by (apply INR_positive; assumption)." for name in names]


# ---- the workings of a case ----


def workings_of(setting: Setting, case: SignCase = SignCase()) -> Workings:
    """Workings that know what is given, and in which case they are.  Stuck where that cannot be."""
    known = Knowledge(signs=dict(case.signs))
    w = Workings(dict(setting.extents), set(setting.bound), known, followed=setting.followed)
    known.rules += case.rules
    known.known_positive += case.positive
    w.register(setting.left, setting.right)
    known.positive |= set(setting.positive)
    known.known_positive += [of(Leaf(Var(name))) for name in setting.positive]
    for each in setting.given:
        w.register(each.left, each.right)
        if each.replaces:
            places = each.left.places if isinstance(each.left, At) else ()
            name = each.left.name if isinstance(each.left, (Var, At)) else ""
            known.rules.append(EntryRule(name, places, each.right, each.name, each.indices))
    for each in setting.given:
        if each.sign in STRICT:
            _note_inequality(w, each)
    _note_near(w, setting)
    return w


def _note_near(w: Workings, setting: Setting) -> None:
    """A derivative that is differentiated again has to be known near the point, where what is strict still holds."""
    for binder, name in nearby(setting).items():
        here = AtVariable(binder)
        strict = [each for each in setting.given if each.sign in NEARBY and name in each.left.names | each.right.names]
        moved = [
            replace(each, left=substituted(each.left, name, here), right=substituted(each.right, name, here))
            for each in strict
        ]
        conditions = [_stated(w, each) for each in moved]
        if name in setting.positive:
            conditions.append(f"0 < {binder}")
            w.known.positive.add(binder)
            w.known.known_positive.append(of(Leaf(Var(binder))))
        if (sign := w.known.signs.get(name)) in ("+", "-"):
            conditions.append(f"0 < {binder}" if sign == "+" else f"{binder} < 0")
            w.known.signs[binder] = sign
        if conditions:
            w.lemmas.conditions[binder] = tuple(conditions)
        for each in moved:
            if each.sign in STRICT:
                _note_inequality(w, each)


def nearby(setting: Setting) -> dict[str, str]:
    """What variables are called near a point at which a derivative is differentiated again, and at the point."""
    slopes = (part for side in (setting.left, setting.right) for part in subterms(side) if isinstance(part, Slope))
    return {
        each.binder: each.point.name
        for each in slopes
        if each.order > 1 and isinstance(each.point, AtVariable) and each.point.name in setting.bound
    }


def _stated(w: Workings, given: Given) -> str:
    """A hypothesis as Coq reads it."""
    over = "".join(f"({each} < {w.extents[each].text})%nat -> " for each in given.indices)
    every = f"forall {' '.join(given.indices)}, {over}" if given.indices else ""
    return f"{every}{PROPOSITIONS[given.sign](given.left.text, given.right.text)}"


def _note_inequality(w: Workings, given: Given) -> None:
    """What an inequality says of a tree and of a polynomial."""
    known, strict = w.known, STRICT[given.sign]
    big, small = given.larger
    if small == Num(Fraction(0)):
        patterns, tensors = (known.positive, known.positive_tensors) if strict else (known.nonneg, known.nonneg_tensors)
        patterns.add(w.pattern(big))
        if isinstance(big, At) and len(given.indices) == len(big.places):
            tensors.add(big.name)
    try:
        p = w.normal_form(big) - w.normal_form(small)
        if p.constant is not None:
            if p.constant < 0 or (p.constant == 0 and strict):
                raise Stuck("the hypotheses contradict each other")
            return
        if strict and is_positive(w, -p):
            raise Stuck("the hypotheses contradict each other")
        known.known_positive += [p] if p.single else [p, _primitive(w, p)]
        scale = p.scaled(1 / abs(p.single[1])) if p.single else _primitive(w, p)
        (known.positive_polys if strict else known.nonneg_polys).add(pattern_of(scale))
    except Undecided:
        pass


def _primitive(w: Workings, p: Rational) -> Rational:
    """Its part without content, with the sign of the polynomial."""
    (_, c), primitive = w.ring.content(p)
    return primitive if c > 0 else -primitive


def impossible_signs(setting: Setting) -> set[str]:
    """The patterns of polynomials of which hypotheses say that they are not 0."""
    w, found = workings_of(setting), set()
    for each in setting.given:
        if each.sign == "!=":
            try:
                primitive = w.ring.content(w.normal_form(Minus(each.left, each.right)))[1]
            except (Stuck, Undecided):
                continue
            found |= {pattern_of(primitive), pattern_of(-primitive)}
    return found


def prepare(w: Workings, setting: Setting, *sides: Tree) -> None:
    """The first go over the sides and what is given as an equation; from now on a script is written."""
    equations = [each for each in setting.given if each.sign == "=" and not each.replaces]
    for side in (*sides, *(side for each in equations for side in (each.left, each.right))):
        w.normal_form(side)
    second_go(w)
    for each in equations:
        _solve(w, each)
    w.lemmas.forget()


def _solve(w: Workings, given: Given) -> None:
    """A lemma that says what a sum in the equation is, or a square; then it is replaced wherever it stands."""
    own: dict[str, Place] = {index: Free(f"{index}'") for index in given.indices}  # the theorem may bind the same
    w.extents.update({f"{index}'": w.extents[index] for index in given.indices})
    left, right = (w.built(reindexed(side, own)) for side in (given.left, given.right))
    p = w.normal_form(left) - w.normal_form(right)
    indices = tuple(place.text for place in own.values())
    found = next((each for each in p.ordered() if _solvable(each[0], set(indices))), None)
    if found is None:
        return
    mono, c = found
    ((atom, n),) = mono
    value = (p - of(atom, n).scaled(c)).scaled(-1 / c)
    over, name = w.lemmas.over(indices), f"{given.name}'rule"
    at = " ".join([given.name, *over.arguments.split()])
    w.lemmas.lines.append(
        f"assert ({name} : {over.statement}{of(atom, n).text} = {value.text}).\n  {{ {over.start}transitivity "
        f"({value.text} + ({left.text} - {right.text}) / {Num(c).text}); "
        f"[{inline(w.rewriting(left, right))}by_field | rewrite ({at}); by_field]. }}"
    )
    if n == 1:
        w.known.replacements.append(AtomRule(indices, atom, value, name))
    else:
        w.ring.squares[atom.key] = value


def _solvable(mono: Mono, indices: set[str]) -> bool:
    """Whether an equation is solved for it: a sum at the places of the hypothesis, or the square of a scalar."""
    if len(mono) != 1:
        return False
    ((atom, n),) = mono
    if n == 1:
        return isinstance(atom, BigAtom) and atom.word == "sum" and atom.free == indices
    return n == 2 and not indices and isinstance(atom, Leaf) and isinstance(atom.tree, Var)
