"""What a statement does in the text: the first of `ROLES` that has an answer.

A definition is only what nothing before it excludes: `x = x_0` after "when" must never define x.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..codes import NotUnderstood
from ..grammar.nodes import (
    TexChain,
    TexDerivative,
    TexEmpty,
    TexEnumeration,
    TexFraction,
    TexList,
    TexName,
    TexNode,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexRoot,
    TexScripted,
    TexSum,
    walk,
)
from ..lexicon.cues import Cue
from ..lexicon.words import Quote
from ..sources.model import Formula
from .declarations import axes_of_list, size_letter
from .evidence import index_range
from .heads import DefinedHead
from .model import Joined, NoteDefinition, NoteLink, NoteStatement, StatementRole, Symbol
from .names import base_of, is_number, is_zero, letter_of, name_of, scripted_names, untransposed

DECLARING = frozenset({"∈", "∉", "∋", "⊂", "⊆", "⊃", "⊇", "⊥", "∥", "≻", "≺", "⪰", "⪯"})
REASONS = frozenset({"由于", "因为", "since", "because"})

POINTING = frozenset({"→", "↦", "↔", "∝", "≪", "≫", "≲", "≳"})
DEFINING = frozenset({"=", ":=", "≡"})

_SHIFT = re.compile(r"[a-z][+-]\d")

INTRODUCING = frozenset({"with", "where", "for"})
"""Words before a condition that as often introduce a name; after for only a function, or a name with an index."""


@dataclass(frozen=True)
class RoleView:
    """A statement with what its role depends on.

    parts and signs are those of its chain without empty sides and without `∈ …` at the end.  head says what a tree
    would define; defined the definition in force in this section; known whether anything of the section, before the
    statement, is about a symbol; fresh that nothing is but the formula before; mentions whether a symbol occurs in a
    tree.  previous is the statement before it in the formula.
    continues: its first part is the last one of the display before it, with which it goes on.  readable says whether
    every name in a tree has a meaning, as far as that shows without its value.  after_definitions: the formulas before
    it in its sentence are definitions.  inverts: what the tree names is defined by the head (η = log φ, φ = e^η).
    """

    statement: NoteStatement
    parts: tuple[TexNode, ...]
    signs: tuple[str, ...]
    hears: Callable[[Cue, Formula], Quote | None]
    head: Callable[[TexNode], DefinedHead | None]
    defined: Callable[[DefinedHead], NoteDefinition | None]
    known: Callable[[Symbol], bool]
    fresh: Callable[[Symbol], bool]
    mentions: Callable[[TexNode, Symbol], bool]
    previous: TexNode | None
    continues: bool
    is_index: Callable[[str], bool]
    after_definitions: bool
    inverts: Callable[[DefinedHead, TexNode], bool]
    readable: Callable[[TexNode], bool]
    conditional: Callable[[TexNode, TexNode], DefinedHead | None]
    sizes: frozenset[str]

    def says(self, *cues: Cue) -> bool:
        return any(self.hears(cue, self.statement.formula) is not None for cue in cues)

    @property
    def inline(self) -> bool:
        return not self.statement.formula.display

    @property
    def conditioned(self) -> bool:
        """Inline, right after when, if, where, suppose."""
        return self.inline and self.says(Cue.CONDITION) and not self.says(Cue.LET, Cue.SINCE)

    @property
    def given(self) -> bool:
        """Inline, right after since, because."""
        return self.inline and self.says(Cue.SINCE)

    @property
    def left(self) -> DefinedHead | None:
        return self.head(self.parts[0]) if self.parts else None


@dataclass(frozen=True)
class RoleAnswer:
    """A role with what comes with it, as in `NoteStatement`."""

    role: StatementRole
    links: tuple[NoteLink, ...] = ()
    definitions: tuple[NoteDefinition, ...] = ()
    restates: NoteDefinition | None = None
    again: NoteDefinition | None = None
    refused: NotUnderstood | None = None
    doubtful: bool = False
    """It may be proved, never refuted."""


def role_of(view: RoleView) -> RoleAnswer:
    """What the statement does."""
    for rule in ROLES:
        if (answer := rule(view)) is not None:
            return answer
    return RoleAnswer(StatementRole.MENTION)


def sides(node: TexNode) -> tuple[tuple[TexNode, ...], tuple[str, ...]]:
    """The parts and signs of a chain, without empty sides and without the set at its end."""
    if not isinstance(node, TexChain):
        return (), ()
    parts, signs = list(node.parts), list(node.signs)
    if len(signs) > 1 and signs[-1] in ("∈", "∉"):
        parts.pop()
        signs.pop()
    while len(parts) > 1 and isinstance(parts[-1], TexEmpty):
        parts.pop()
        signs.pop()
    return tuple(parts), tuple(signs)


def links_between(view: RoleView, start: int = 0) -> tuple[NoteLink, ...]:
    """The links of a chain from a part on."""
    parts, signs = view.parts, view.signs
    return tuple(NoteLink(parts[place], signs[place], parts[place + 1]) for place in range(start, len(signs)))


def _definition(view: RoleView, head: DefinedHead, body: TexNode) -> NoteDefinition:
    return head.definition(body, view.statement.section, view.statement)


# ---------------------------------------------------------------------- one function for one row
def _range(view: RoleView) -> RoleAnswer | None:
    """i = 1, …, K; a displayed one that does not begin at 1 is refused; 1 ≤ i ≤ n; i ∈ {1, …, n}."""
    node = view.statement.node
    if index_range(node) is not None:
        return RoleAnswer(StatementRole.RANGE)
    if not isinstance(node, TexEnumeration):
        return None
    from_one = isinstance(node.first, TexNumeral) and node.first.text == "1"
    refused = None if from_one or view.inline else NotUnderstood("E27", "a range that does not begin at 1", node.span)
    return RoleAnswer(StatementRole.RANGE, refused=refused)


def _continued(view: RoleView) -> RoleAnswer | None:
    """A display that begins with = goes on with the one before."""
    if not view.continues or not set(view.signs) <= DEFINING | {"≈", "<", ">", "≤", "≥", "≠"}:
        return None
    return RoleAnswer(StatementRole.CLAIM, links_between(view))


def _no_relation(view: RoleView) -> RoleAnswer | None:
    empty = not view.signs or isinstance(view.parts[0], TexEmpty) or any(isinstance(p, TexEmpty) for p in view.parts)
    return RoleAnswer(StatementRole.MENTION) if empty else None


def _membership(view: RoleView) -> RoleAnswer | None:
    return RoleAnswer(StatementRole.DECLARATION) if view.signs[0] in DECLARING else None


def _distribution(view: RoleView) -> RoleAnswer | None:
    """y ∼ Bernoulli(p)."""
    return RoleAnswer(StatementRole.DISTRIBUTION) if view.signs[0] == "∼" else None


def _pointing(view: RoleView) -> RoleAnswer | None:
    """→, ∝, ≪, = ∞: nothing that could hold or not; a limit may be infinite."""
    infinite = any(map(_is_infinite, view.parts)) and not isinstance(view.parts[0], TexOperator)
    return RoleAnswer(StatementRole.MENTION) if infinite or POINTING.intersection(view.signs) else None


def _is_infinite(node: TexNode) -> bool:
    """∞, −∞."""
    if isinstance(node, TexSum) and len(node.terms) == 1:
        node = node.terms[0].value
    return isinstance(node, TexName) and node.base == "infty"


def _joined(view: RoleView) -> RoleAnswer | None:
    """Within one formula: … if c = d; one of a ⇔ b, a or b; what a condition, in words, says."""
    if view.statement.joined is Joined.ALTERNATIVE:
        return RoleAnswer(StatementRole.MENTION)
    return RoleAnswer(StatementRole.CONDITION) if view.statement.joined is Joined.CONDITION else None


def _doubted(view: RoleView) -> RoleAnswer | None:
    """After "is not equal to", "a common mistake is"; inline before a question mark (a display may be the answer)."""
    doubted = view.says(Cue.DENIED) or (view.inline and view.says(Cue.ASKED))
    return RoleAnswer(StatementRole.MENTION) if doubted else None


def _assignment(view: RoleView) -> RoleAnswer | None:
    """x ← x − η g: nothing is equal; what follows in the chain is claimed."""
    return RoleAnswer(StatementRole.UPDATE, links_between(view, 1)) if view.signs[0] == "←" else None


def _list(view: RoleView) -> RoleAnswer | None:
    """z = [z_1, …, z_K] says how long z is."""
    if view.signs[0] not in DEFINING:
        return None
    right = untransposed(view.parts[1])
    if axes_of_list(right) is not None or isinstance(right, TexList):
        return RoleAnswer(StatementRole.DECLARATION)
    return None


def _split(view: RoleView) -> RoleAnswer | None:
    """[x_1, x_2] = split(h)."""
    if view.signs[0] in DEFINING and isinstance(view.parts[0], TexList):
        return RoleAnswer(StatementRole.SPLIT, (NoteLink(view.parts[0], "=", view.parts[1]),))
    return None


def _same_index(view: RoleView) -> RoleAnswer | None:
    """i = j, i ≠ j of two indices: when what stands beside it holds."""
    letters = [letter_of(part) for part in view.parts]
    if len(letters) != 2 or view.signs[0] not in ("=", "≠"):
        return None
    indices = all(letter is not None and view.is_index(letter) for letter in letters)
    return RoleAnswer(StatementRole.CONDITION) if indices else None


def _value(view: RoleView) -> RoleAnswer | None:
    """Inline «α = 0.01», «m^+ = m^- = 4», «f(x, y) = -12», «N = n» with a size N."""
    if not view.inline or view.left is None and not _is_size(view, view.parts[0]):
        return None
    role = StatementRole.CONDITION if view.conditioned else StatementRole.VALUE
    last = view.parts[-1]
    names = all(isinstance(part, TexName | TexScripted) for part in view.parts[:-1])
    if set(view.signs) <= DEFINING and is_number(last) and (names or len(view.signs) == 1):
        return RoleAnswer(role)
    if len(view.signs) == 1 and _is_size(view, view.parts[0]) and isinstance(last, TexNumeral | TexName):
        return RoleAnswer(role)
    return None


def _is_size(view: RoleView, node: TexNode) -> bool:
    return size_letter(node) in view.sizes


def _condition(view: RoleView) -> RoleAnswer | None:
    """Inline after when, if; two symbols set equal without «let»; «with q = x + y» defines a new q."""
    if view.conditioned and (view.left is not None or len(view.signs) == 1) and not _introduces(view):
        return RoleAnswer(StatementRole.CONDITION)
    if not view.inline or view.says(Cue.LET) or len(view.signs) != 1 or view.signs[0] not in DEFINING:
        return None
    both = [view.head(part) for part in view.parts]
    if all(head is not None and head.kind == "quantity" for head in both):
        return RoleAnswer(StatementRole.CONDITION)
    return None


def _introduces(view: RoleView) -> bool:
    """Inline after with or where: a name that is new there, and says what an expression is."""
    head, quote = view.left, view.hears(Cue.CONDITION, view.statement.formula)
    if head is None or quote is None or quote.words.lower() not in INTRODUCING or view.signs[0] not in DEFINING:
        return False
    if view.defined(head) is not None or is_number(view.parts[1]) or isinstance(view.parts[1], TexName | TexScripted):
        return False
    if quote.words.lower() == "for" and head.kind != "function" and not head.heads:
        return False
    late = quote.words.lower() == "where" or head.kind == "function"
    return not view.known(head.symbol) or late and view.fresh(head.symbol)


def _special_case(view: RoleView) -> RoleAnswer | None:
    """Inline, in a sentence with when or if: «when q is uniform, q_k = 1/K» says nothing of q elsewhere."""
    head = view.left
    if not view.inline or head is None or head.kind != "quantity" or view.signs[0] not in DEFINING:
        return None
    occasion = view.hears(Cue.OCCASION, view.statement.formula)
    supposed = view.says(Cue.IF) or occasion is not None and occasion.words.lower() not in REASONS
    if not supposed or view.says(Cue.LET) or view.defined(head) is not None or not view.known(head.symbol):
        return None
    return RoleAnswer(StatementRole.CONDITION)


def _update(view: RoleView) -> RoleAnswer | None:
    """x = x − mean: the left side stands on the right as it is."""
    head = view.left
    if view.signs[0] not in DEFINING or head is None or head.kind != "quantity" or view.parts[0] == view.parts[1]:
        return None
    if any(each == view.parts[0] for each in scripted_names(view.parts[1])):
        return RoleAnswer(StatementRole.UPDATE, links_between(view, 1))
    return None


def _defining(view: RoleView) -> RoleAnswer | None:
    """A head without a definition in this section; with one, the chain restates it."""
    head = view.left
    if head is None or view.signs[0] not in DEFINING:
        return None
    head = view.conditional(view.parts[0], view.parts[1]) or head
    circular = head.kind == "quantity" and view.mentions(view.parts[1], head.symbol)
    before = view.defined(head)
    if before is not None and _is_listed_anew(view, before):
        before = None
    if before is not None or circular:
        again = None if circular else _definition(view, head, view.parts[1])
        refused = _refused_recurrence(view, before) if before is not None else None
        return RoleAnswer(StatementRole.CLAIM, links_between(view), restates=before, again=again, refused=refused)
    if head.kind == "quantity" and before is None and view.inverts(head, view.parts[1]):
        return RoleAnswer(StatementRole.CLAIM, links_between(view), doubtful=True)
    body = _body_place(view)
    made = _definition(view, head, view.parts[body])
    links = [NoteLink(view.parts[0], view.signs[0], view.parts[body], "definition"), *links_between(view, 1)]
    aliases = []
    for place in range(1, len(links)):
        if body == 1 and (alias := _alias(view, place + 1)) is not None:
            aliases.append(alias)
            links[place] = replace(links[place], kind="alias")
    return RoleAnswer(StatementRole.DEFINITION, tuple(links), (made, *aliases))


def _body_place(view: RoleView) -> int:
    """The part that defines: the first, unless a name in it means nothing and a later part is readable."""
    if not view.readable(view.parts[1]):
        for place in range(2, len(view.parts)):
            if view.signs[place - 1] not in DEFINING:
                break
            if view.readable(view.parts[place]) and not isinstance(view.parts[place], TexName | TexScripted):
                return place
    return 1


def _refused_recurrence(view: RoleView, before: NoteDefinition) -> NotUnderstood | None:
    """h_t by h_{t-1}, and then in closed form: names of times cannot show that both are one."""
    name = name_of(view.parts[0])
    steps = _steps(before.body, name.base) if before.body is not None and name is not None else frozenset()
    if name is None or not steps or steps == _steps(view.parts[1], name.base):
        return None
    message = f"{name.base} is given by a recurrence on line {before.line}, and its times are names of their own"
    return NotUnderstood("S11", message, view.statement.node.span)


def _steps(node: TexNode, base: str) -> frozenset[str]:
    """The times at which a tree has a base: t-1."""
    found: set[str] = set()
    for each in scripted_names(node):
        name = name_of(each)
        if name is not None and name.base == base and isinstance(each, TexScripted):
            for script in (each.sub, each.sup):
                found.update(_SHIFT.findall(script.text) if script is not None else ())
    return frozenset(found)


def _is_listed_anew(view: RoleView, before: NoteDefinition) -> bool:
    """f(x) = 1/x, df/dx = −1/x², then f(x) = eˣ: a list of functions in one display, each good for what follows it."""
    first = before.statement
    if first is None or first.formula is not view.statement.formula or view.previous is None:
        return False
    previous = view.head(view.previous.parts[0]) if isinstance(view.previous, TexChain) else None
    return previous is None or previous.symbol != before.symbol


def _alias(view: RoleView, place: int) -> NoteDefinition | None:
    """… = y_i at the end of a defining chain: a new name for the value."""
    if view.signs[place - 1] != "=":
        return None
    head = view.head(view.parts[place])
    if head is None or head.kind != "quantity" or head.squared or view.defined(head) is not None:
        return None
    if view.known(head.symbol) or any(view.mentions(part, head.symbol) for part in view.parts[:place]):
        return None
    return replace(_definition(view, head, view.parts[1]), alias=True)


def _reversed(view: RoleView) -> RoleAnswer | None:
    """1/m Σ y_i = ȳ, where ȳ is new and accented, or the sentence begins with since."""
    if view.signs != ("=",) or view.left is not None:
        return None
    left, right = view.parts
    if not isinstance(right, TexName | TexScripted):
        return None
    if not isinstance(left, TexProduct | TexFraction | TexOperator | TexRoot):
        return None
    head = view.head(right)
    if head is None or head.heads or head.squared or not (head.symbol.accents or view.given):
        return None
    if view.defined(head) is not None or view.known(head.symbol) or view.mentions(left, head.symbol):
        return None
    made = _definition(view, head, left)
    return RoleAnswer(StatementRole.DEFINITION, (NoteLink(right, "=", left, "definition"),), (made,))


def _reason(view: RoleView) -> RoleAnswer | None:
    """Inline after since, because: taken from elsewhere."""
    if view.given and not any(isinstance(each, TexDerivative) for part in view.parts for each in walk(part)):
        return RoleAnswer(StatementRole.CONDITION)
    return None


def _claim(view: RoleView) -> RoleAnswer | None:
    return RoleAnswer(StatementRole.CLAIM, links_between(view))


ROLES: tuple[Callable[[RoleView], RoleAnswer | None], ...] = (
    _range,
    _continued,
    _no_relation,
    _membership,
    _distribution,
    _pointing,
    _joined,
    _doubted,
    _assignment,
    _list,
    _split,
    _same_index,
    _value,
    _condition,
    _special_case,
    _update,
    _defining,
    _reversed,
    _reason,
    _claim,
)


# ---------------------------------------------------------------------- how sure it is
def is_conditional(view: RoleView) -> bool:
    """In a sentence with if, for example, suppose: it holds under what the sentence says.

    Since a definition nothing more is supposed: «since r = max(0, x), we have …».
    """
    if view.statement.joined is Joined.CONDITIONED:
        return True
    if view.says(Cue.IF, Cue.EXAMPLE, Cue.SINCE):
        return True
    occasion = view.hears(Cue.OCCASION, view.statement.formula)
    return occasion is not None and not (occasion.words.lower() in REASONS and view.after_definitions)


def is_solved(view: RoleView) -> bool:
    """An equation to be solved: 0 = …, or after "setting the derivative to zero"."""
    if not view.parts:
        return False
    if is_zero(view.parts[0]) and view.signs[0] == "=":
        return True
    zero = any(map(is_zero, view.parts))
    return view.says(Cue.SOLVED) and (zero or not view.inline and not _is_derivative(view.parts[0]))


def _is_derivative(node: TexNode) -> bool:
    if isinstance(node, TexProduct):
        name = name_of(node.factors[0].value)
        return name is not None and base_of(name)[0] in ("nabla", "partial") or _is_derivative(node.factors[0].value)
    return isinstance(node, TexDerivative)
