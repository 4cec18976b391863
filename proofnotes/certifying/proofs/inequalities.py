"""Signs that are not plain to see, searched for row by row: each row leads a polynomial to shorter ones.

`show` gives the sentences that prove 0 < p or 0 <= p, or nothing.  A row may ask about other polynomials, so the search
has a depth; what it finds is for Coq to check.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...prover.inequalities.combination import nonnegative_weights
from .facts import Inequation, facts_about
from .known import Undecided
from .lemmas import inline, range_of
from .parting import group_by_group, term_by_term
from .places import Free
from .rational import ONE, ZERO, FunAtom, Mono, Opaque, Rational, Stuck, num, tree_of
from .ring import mono_of
from .setting import RELATION, Setting
from .signs import factor_sign, is_positive, not_negative, product_text, signed, visible
from .trees import Fun, Minus, Num, Over, Plus, SumOver, Times, Tree, reindexed
from .weights import mono_sign, plainly_nonnegative
from .workings import Workings

MOST_DEPTH, MOST_TERMS, MOST_COLUMNS = 5, 24, 240

TACTIC = {False: "nonnegative", True: "positive"}


@dataclass
class SignFinder:
    """Signs of polynomials in one setting; `asked` are those that are being asked about."""

    w: Workings
    setting: Setting
    count: int = 0
    asked: set[tuple[Rational, bool]] = field(default_factory=set)

    def name(self) -> str:
        """A name for a fact."""
        self.count += 1
        return f"F'{self.count}"

    def show(self, p: Rational, strict: bool, depth: int = MOST_DEPTH) -> list[str] | None:
        """The sentences that prove 0 < p, or 0 <= p; None where no row does."""
        if is_positive(self.w, p):
            return ["positive."] if strict else ["nonnegative."]
        if p.constant is not None:
            return ["lra."] if p.constant > 0 or (p.constant == 0 and not strict) else None
        if not strict and plainly_nonnegative(self.w, p):
            return ["nonnegative."]
        key = (p, strict)
        if depth <= 0 or key in self.asked or len(p.terms) > MOST_TERMS:
            return None
        self.asked.add(key)
        try:
            for row in ROWS:
                try:
                    found = row(self, p, strict, depth)
                except (Stuck, Undecided):
                    continue
                if found is not None:
                    return found
        finally:
            self.asked.discard(key)
        return None

    def show_tree(self, tree: Tree, strict: bool, depth: int = MOST_DEPTH) -> list[str] | None:
        """The same for a tree: by its normal form, or else by those of its parts."""
        tree = self.w.built(tree)
        if visible(self.w, tree):
            return ["positive."] if strict else ["nonnegative."]
        if not strict and not_negative(self.w, tree):
            return ["nonnegative."]
        p = self.w.normal_form(tree)
        found = self.show(p, strict, depth)
        if found is not None:
            back = f"replace {tree.text} with ({p.text}) by ({inline(self.w.rewriting(tree))}equation)."
            return [back, *found]
        return self._by_parts(tree, strict, depth)

    def _by_parts(self, tree: Tree, strict: bool, depth: int) -> list[str] | None:
        match tree:
            case Plus(left, right):
                for one, other in ((strict, False), (False, strict)):
                    word = (
                        "Rplus_lt_le_0_compat" if one else "Rplus_le_lt_0_compat" if other else "Rplus_le_le_0_compat"
                    )
                    if (found := self._both(word, (left, one), (right, other), depth)) is not None:
                        return found
            case Times(left, right):
                word = "Rmult_lt_0_compat" if strict else "Rmult_le_pos"
                return self._both(word, (left, strict), (right, strict), depth)
            case Over(left, right):
                if strict:
                    return self._both("Rdiv_lt_0_compat", (left, True), (right, True), depth)
                word = "Rmult_le_pos; [| apply Rlt_le, Rinv_0_lt_compat]"
                return self._both(word, (left, False), (right, True), depth)
            case SumOver(binder, body=body):
                inner = self.show_tree(body, strict, depth)
                lemma = "sum_pos; [first [assumption | lia] |]" if strict else "sum_nonneg"
                if inner is not None:
                    return [f"apply {lemma}. intros {binder} {range_of(binder)}. cbv beta.", *inner]
            case Minus(SumOver() as whole, term) if not strict:
                return self._without_term(whole, term, depth)
        return None

    def _both(self, lemma: str, one: tuple[Tree, bool], other: tuple[Tree, bool], depth: int) -> list[str] | None:
        first = self.show_tree(*one, depth)
        second = self.show_tree(*other, depth) if first is not None else None
        if first is None or second is None:
            return None
        return [f"apply {lemma}. {{ {' '.join(first)} }} {{ {' '.join(second)} }}"]

    def _without_term(self, whole: SumOver, term: Tree, depth: int) -> list[str] | None:
        """Σ f - f(i), where f >= 0."""
        w, p = self.w, self.w.normal_form(term)
        for name in sorted(term.names):
            if w.extents.get(name) != whole.extent:
                continue
            there = w.built(reindexed(whole.body, {whole.binder: Free(name)}))
            inner = self.show_tree(whole.body, False, depth) if w.normal_form(there) == p else None
            if inner is not None:
                fun = f"(fun {whole.binder} => {whole.body.text})"
                given = f"intros {whole.binder} {range_of(whole.binder)}. cbv beta. {' '.join(inner)}"
                return [
                    f"apply (sum_minus_term_nonneg {fun} {whole.extent.text} {name}); [first [assumption | lia] | |]. "
                    f"{{ {given} }} cbv beta. {w.rewriting(term, there)}by_field."
                ]
        return None

    def asserted(self, p: Rational, strict: bool, depth: int) -> str | None:
        """The sentence that states it, with its proof."""
        found = self.show(p, strict, depth)
        if found is None:
            return None
        return f"assert ({self.name()} : 0 {RELATION[strict]} {p.text}). {{ {' '.join(found)} }}"

    def same(self, p: Rational, tree: Tree) -> str:
        """The sentence that puts a tree in the place of its normal form."""
        tree = self.w.built(tree)
        found = self.w.normal_form(tree)
        if found != p:
            raise Stuck(f"{tree.text} is not {p.text}")
        return f"replace ({p.text}) with ({tree.text}) by ({inline(self.w.rewriting(tree))}by_field)."


def shown_product(w: Workings, setting: Setting, p: Rational, strict: bool) -> tuple[str, list[str]] | None:
    """The factors of p as a text that shows its sign, and the sentences that show those that are not plain."""
    return _product(SignFinder(w, setting), p, strict, MOST_DEPTH)


def _product(search: SignFinder, p: Rational, strict: bool, depth: int) -> tuple[str, list[str]] | None:
    c, parts = signed(search.w, p)
    facts: list[str] = []
    shown: list[tuple[Rational, int]] = []
    for factor, n in parts:
        sign = factor_sign(search.w, factor)
        if strict and sign in ("0", ">=", "<="):
            return None
        if sign in ("-", "<="):
            factor, c = -factor, c * (-1) ** n
        elif sign is None and (n % 2 or strict):
            if n < 0 and n % 2 == 0:
                pass
            elif (found := search.asserted(factor, strict or n < 0, depth - 1)) is not None:
                facts.append(found)
            elif n % 2 and (found := search.asserted(-factor, strict or n < 0, depth - 1)) is not None:
                facts.append(found)
                factor, c = -factor, -c
            elif n % 2 or not any(given.sign == "!=" for given in search.setting.given):
                return None
        shown.append((factor, n))
    return None if c < 0 else (product_text(c, shown), facts)


# ---- rows ----


def _by_factors(search: SignFinder, p: Rational, strict: bool, depth: int) -> list[str] | None:
    c, parts = signed(search.w, p)
    if len(parts) == 1 and parts[0][1] == 1 and c == 1:
        return None
    found = _product(search, p, strict, depth)
    if found is None:
        return None
    text, facts = found
    return [*facts, f"replace ({p.text}) with ({text}) by by_field.", f"{TACTIC[strict]}."]


def _exponentials_compared(search: SignFinder, p: Rational, strict: bool, depth: int) -> list[str] | None:
    """c e^a - c e^b, where a >= b."""
    if len(p.terms) != 2:
        return None
    (one, c), (other, d) = p.ordered()
    if c + d != 0:
        return None
    if c < 0:
        one, other, c = other, one, d
    a, b = _exponent_of(one), _exponent_of(other)
    if a is None or b is None:
        return None
    inner = search.asserted(a - b, strict, depth - 1)
    if inner is None:
        return None
    up, down = tree_of(a), tree_of(b)
    same = search.same(p.scaled(1 / c), Minus(Fun("exp", up), Fun("exp", down)))
    scaled = [] if c == 1 else [f"enough (0 {RELATION[strict]} {p.scaled(1 / c).text}) by lra."]
    word = "exp_increasing" if strict else "exp_le"
    ordered = f"assert (exp {down.text} {RELATION[strict]} exp {up.text}) by (apply {word}; lra). lra."
    return [inner, *scaled, same, ordered]


def _exponent_of(mono: Mono) -> Rational | None:
    """u where the monomial is e^u."""
    out = ZERO
    for atom, n in mono:
        if not isinstance(atom, FunAtom) or atom.name != "exp":
            return None
        out = out + atom.argument.scaled(n)
    return out


def _logarithms_compared(search: SignFinder, p: Rational, strict: bool, depth: int) -> list[str] | None:
    """Σ c ln A + u, where the product of the Aᶜ with e^u is larger than 1."""
    w = search.w
    logs: list[tuple[FunAtom, int]] = []
    rest = ZERO
    scale = 1
    for mono, c in p.ordered():
        if len(mono) == 1 and mono[0][1] == 1 and _is_log(mono[0][0]):
            scale = max(scale, c.denominator)
    p_scaled = p.scaled(scale)
    for mono, c in p_scaled.ordered():
        atom = mono[0][0] if len(mono) == 1 and mono[0][1] == 1 else None
        if isinstance(atom, FunAtom) and atom.name == "ln" and c.denominator == 1:
            logs.append((atom, int(c)))
        elif any(_is_log(each) for each, _ in mono):
            return None
        else:
            rest = rest + Rational({mono: c})
    if not logs or any(not is_positive(w, atom.argument) for atom, _ in logs):
        return None
    above = _product_of([_power(tree_of(atom.argument), n) for atom, n in logs if n > 0])
    below = _product_of([_power(tree_of(atom.argument), -n) for atom, n in logs if n < 0])
    if rest.terms:
        lead = rest.ordered()[0][1]
        if lead > 0:
            above = _product_of([above, Fun("exp", tree_of(rest))])
        else:
            below = _product_of([below, Fun("exp", tree_of(-rest))])
    q = w.normal_form(w.built(Minus(above, below)))
    inner = search.show(q, strict, depth - 1)
    if inner is None:
        return None
    difference = w.built(Minus(above, below))
    whole = search.same(p_scaled, Minus(Fun("ln", above), Fun("ln", below)))
    scaled = [] if scale == 1 else [f"enough (0 {RELATION[strict]} {p_scaled.text}) by lra."]
    name = search.name()
    back = f"replace {difference.text} with ({q.text}) by ({inline(w.rewriting(difference))}by_field)."
    fact = f"assert ({name} : 0 {RELATION[strict]} {difference.text}). {{ {back} {' '.join(inner)} }}"
    word = "ln_increasing" if strict else "ln_le_compat"
    ordered = f"assert (ln {below.text} {RELATION[strict]} ln {above.text}) by (apply {word}; [positive | lra]). lra."
    return [fact, *scaled, whole, ordered]


def _is_log(atom: Opaque) -> bool:
    return isinstance(atom, FunAtom) and atom.name == "ln"


def _power(tree: Tree, n: int) -> Tree:
    out = tree
    for _ in range(n - 1):
        out = Times(out, tree)
    return out


def _product_of(trees: list[Tree]) -> Tree:
    out: Tree | None = None
    for tree in trees:
        out = tree if out is None else Times(out, tree)
    return Num(ONE.terms[()]) if out is None else out


def _combined(search: SignFinder, p: Rational, strict: bool, depth: int) -> list[str] | None:
    """A combination of facts about the atoms, with coefficients that are not negative."""
    w = search.w
    known = _multiples(w, p, facts_about(search, p, depth))
    known += _of_one_term(w, p, known)
    columns = _useful(p, list({(fact.poly, fact.strict): fact for fact in known}.values()))
    terms = list(dict.fromkeys(mono for poly in (p, *(fact.poly for fact in columns)) for mono in poly.terms))
    if not columns or len(columns) > MOST_COLUMNS:
        return None
    found = nonnegative_weights(
        p.terms, [fact.poly.terms for fact in columns], [fact.strict for fact in columns], terms
    )
    if found is None:
        return None
    used = [columns[place] for place, weight in sorted(found.items()) if weight > 0]
    if strict and not any(fact.strict for fact in used):
        return None
    lines = [
        f"assert ({search.name()} : 0 {RELATION[fact.strict]} {fact.poly.text}). {{ {fact.script} }}" for fact in used
    ]
    return [*lines, "lra."]


def _multiples(w: Workings, goal: Rational, known: list[Inequation]) -> list[Inequation]:
    """Each fact, and each times the products of known sign that make one of its terms one of the goal's."""
    out = list(known)
    for fact in known:
        factors: dict[Mono, None] = {}
        for mono in fact.poly.terms:
            for target in goal.terms:
                powers = dict(target)
                for atom, n in mono:
                    powers[atom] = powers.get(atom, 0) - n
                factors[mono_of(powers)] = None
        for factor in factors:
            sign = mono_sign(w, factor)
            if not factor or sign is None or any(n < 0 for _, n in factor) or len(out) > MOST_COLUMNS:
                continue
            side = num(-1 if sign in ("-", "<=") else 1)
            product = w.ring.mul(w.ring.mul(side, Rational({factor: ONE.terms[()]})), fact.poly)
            strict = fact.strict and sign in ("+", "-")
            multiplier = w.ring.mul(side, Rational({factor: ONE.terms[()]}))
            inner = Inequation(multiplier, sign in ("+", "-"), _sign_script(w, factor, multiplier))
            out.append(Inequation(product, strict, _product_script(fact, inner, product, strict)))
    return out


def _product_script(fact: Inequation, factor: Inequation, product: Rational, strict: bool) -> str:
    step = "apply Rmult_lt_0_compat" if strict else "apply Rmult_le_pos"
    one = f"{{ {'' if factor.strict == strict else 'apply Rlt_le. '}{factor.script} }}"
    other = f"{{ {'' if fact.strict == strict else 'apply Rlt_le. '}{fact.script} }}"
    return (
        f"replace ({product.text}) with (({factor.poly.text}) * ({fact.poly.text})) by by_field. {step}. {one} {other}"
    )


def _sign_script(w: Workings, mono: Mono, product: Rational) -> str:
    """The sentences for a product of powers of known sign, which is what they come to with a sign before it."""
    words = []
    for atom, n in mono:
        turned = mono_sign(w, ((atom, 1),)) in ("-", "<=") and n % 2
        text = f"(- {atom.key})" if turned else atom.key
        power = text if abs(n) == 1 else f"({text} ^ {abs(n)})"
        words.append(power if n > 0 else f"(/ {power})")
    strict = mono_sign(w, mono) in ("+", "-")
    return f"replace ({product.text}) with ({' * '.join(words) or '1'}) by by_field. {TACTIC[strict]}."


def _of_one_term(w: Workings, goal: Rational, known: list[Inequation]) -> list[Inequation]:
    """The products that are of one sign by themselves."""
    out = []
    for mono in dict.fromkeys(mono for poly in (goal, *(fact.poly for fact in known)) for mono in poly.terms):
        sign = mono_sign(w, mono)
        if sign is None or sign == "0":
            continue
        side = Rational({mono: ONE.terms[()] * (-1 if sign in ("-", "<=") else 1)})
        out.append(Inequation(side, sign in ("+", "-"), _sign_script(w, mono, side)))
    return out


def _useful(goal: Rational, known: list[Inequation]) -> list[Inequation]:
    """Without those that have a term which nothing else could cancel."""
    while True:
        signs: dict[Mono, set[bool]] = {mono: {c < 0} for mono, c in goal.terms.items()}
        for fact in known:
            for mono, c in fact.poly.terms.items():
                signs.setdefault(mono, set()).add(c > 0)
        kept = [fact for fact in known if all(len(signs[mono]) == 2 for mono in fact.poly.terms)]
        if len(kept) == len(known):
            return kept
        known = kept


Row = Callable[[SignFinder, Rational, bool, int], list[str] | None]

ROWS: tuple[Row, ...] = (
    _by_factors,
    _exponentials_compared,
    _logarithms_compared,
    _combined,
    group_by_group,
    term_by_term,
)
