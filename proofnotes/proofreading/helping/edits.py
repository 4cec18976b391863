"""Single edits of a formula: what an author may have got wrong, in the author's own LaTeX.

An edit is made at one place, or as the same edit at every place that reads the same.  Edits come in the order in which
they are worth trying.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..codes import NotUnderstood, Span
from ..grammar.commands import ACCENTS, GREEK, RELATIONS
from ..grammar.nodes import TexNode, Token, walk
from ..grammar.tokens import tokenize

Change = tuple[Span, str]
"""What is replaced, in the body of the formula, and by what."""


@dataclass(frozen=True)
class FormulaEdit:
    """One edit: its changes, from left to right and apart from each other, and its kind in words."""

    changes: tuple[Change, ...]
    kind: str

    def applied(self, body: str) -> str:
        """The body with the edit."""
        for (start, end), text in reversed(self.changes):
            body = body[:start] + text + body[end:]
        return body


@dataclass(frozen=True)
class EditableTokens:
    """The tokens of a formula that stand in it as written (none from macros), with their brackets.

    partner holds the number of the closing bracket of each opening one; scripts the numbers of tokens in scripts.
    """

    body: str
    tokens: tuple[Token, ...]
    partner: dict[int, int]
    scripts: frozenset[int]

    @staticmethod
    def of(body: str) -> EditableTokens:
        """Raises NotUnderstood where the body is no formula."""
        written = [token for token in tokenize(body) if token.span[1] > token.span[0]]
        seen: dict[Span, int] = defaultdict(int)
        for token in written:
            seen[token.span] += 1
        tokens = tuple(token for token in written if seen[token.span] == 1)
        partner = _brackets(tokens)
        return EditableTokens(body, tokens, partner, _in_scripts(tokens, partner))

    def text(self, k: int) -> str:
        """The canonical text of a token; "" beyond the ends."""
        return self.tokens[k].text if 0 <= k < len(self.tokens) else ""

    def kind(self, k: int) -> str:
        return self.tokens[k].kind if 0 <= k < len(self.tokens) else ""

    def source(self, first: int, last: int) -> str:
        """What was written from one token to another."""
        return self.body[self.tokens[first].span[0] : self.tokens[last].span[1]]

    def before(self, k: int) -> int:
        """Where something is put before a token: before the \\left or \\big of a bracket, too."""
        start = self.tokens[k].span[0]
        size = _SIZE.search(self.body, 0, start)
        return size.start() if size else start

    def begins(self, k: int) -> bool:
        """Whether a value, or the sign before it, begins here."""
        before = self.text(k - 1)
        opens = before in ("(", "[", "{", r"\{", "&", ",", r"\lvert") and self.kind(k - 1) in ("sign", "command")
        return k == 0 or opens or before in RELATIONS or self.kind(k - 1) in ("row", "space")

    def argument(self, k: int) -> int:
        """The last token of what stands behind the ^, _ or command at k."""
        return self.partner.get(k + 1, k + 1)

    def base_end(self, k: int) -> int:
        """The last token of the name that begins at k, with its scripts."""
        end = self.argument(k) if self.text(k) in _ACCENTED else k
        while self.text(end + 1) in ("_", "^", "'") and self.kind(end + 1) == "sign":
            end = end + 1 if self.text(end + 1) == "'" else min(self.argument(end + 1), len(self.tokens) - 1)
        return end

    def is_name(self, k: int) -> bool:
        letter = self.kind(k) == "letter" or self.kind(k) == "command" and self.text(k)[1:] in GREEK
        return letter or self.text(k) in _ACCENTED and k + 1 < len(self.tokens)


_SIZE = re.compile(r"\\(?:left|[bB]igg?l?)\s*\Z")
_ACCENTED = frozenset(ACCENTS) | {r"\mathbf", r"\boldsymbol", r"\bm", r"\mathcal", r"\vec"}
_OPENING = {"(": ")", "[": "]", "{": "}", r"\{": r"\}"}


def _brackets(tokens: Sequence[Token]) -> dict[int, int]:
    open_ones: list[int] = []
    found: dict[int, int] = {}
    for k, token in enumerate(tokens):
        if token.kind not in ("sign", "command"):
            continue
        if token.text in _OPENING:
            open_ones.append(k)
        elif token.text in _OPENING.values() and open_ones:
            found[open_ones.pop()] = k
    return found


def _in_scripts(tokens: Sequence[Token], partner: dict[int, int]) -> frozenset[int]:
    found: set[int] = set()
    for k, token in enumerate(tokens):
        if token.kind == "sign" and token.text in ("^", "_"):
            found.update(range(k + 1, partner.get(k + 1, k + 1) + 1))
    return frozenset(found)


# --- the kinds of edits, one function for each ---


def _sign_changed(view: EditableTokens, k: int) -> Iterator[Change]:
    if view.text(k) in ("+", "-") and view.kind(k) == "sign" and view.text(k - 1) not in ("^", "_"):
        if not view.begins(k):
            yield view.tokens[k].span, "-" if view.text(k) == "+" else "+"
        elif view.text(k) == "-":
            yield view.tokens[k].span, ""


def _sign_inserted(view: EditableTokens, k: int) -> Iterator[Change]:
    if view.begins(k) and view.text(k) not in ("+", "-", ")", "}", "]", "=", "&", r"\}", ",") and k:
        start = view.before(k)
        if view.kind(k) in ("letter", "number", "command", "word") or view.text(k) in ("(", "[", "{"):
            yield (start, start), "-"


def _number_dropped(view: EditableTokens, k: int) -> Iterator[Change]:
    beside = view.is_name(k + 1) or view.text(k + 1) in ("(", r"\frac", r"\sqrt", r"\sum", "[")
    if view.kind(k) == "number" and beside and view.text(k - 1) not in ("^", "_", r"\frac"):
        yield view.tokens[k].span, ""


def _number_changed(view: EditableTokens, k: int) -> Iterator[Change]:
    text = view.text(k)
    if view.kind(k) == "number" and text.isdigit() and len(text) < 4:
        number, dropped = int(text), any(_number_dropped(view, k))
        for other in dict.fromkeys((number - 1, number + 1, 2 * number, number // 2, number + 2)):
            if other >= 0 and other != number and (other or number == 1) and not (other == 1 and dropped):
                yield view.tokens[k].span, str(other)


def _exponent_dropped(view: EditableTokens, k: int) -> Iterator[Change]:
    last = view.argument(k)
    if view.text(k) != "^" or last >= len(view.tokens):
        return
    inner = [view.text(j) for j in range(k + 1, last + 1) if view.text(j) not in ("{", "}")]
    if inner in (["2"], ["3"], ["-", "1"]):
        yield (view.tokens[k].span[0], view.tokens[last].span[1]), ""


def _exponent_inserted(view: EditableTokens, k: int) -> Iterator[Change]:
    plain = view.kind(k) == "letter" or view.text(k) in (")", "]", r"\|", r"\rVert")
    closed = view.text(k) == "}" and k not in view.scripts
    if (plain or closed) and view.text(k + 1) != "^" and k not in view.scripts and view.text(k - 1) not in ("_", "^"):
        end = view.tokens[view.base_end(k)].span[1] if view.text(k + 1) == "_" else view.tokens[k].span[1]
        yield (end, end), "^2"


_TRANSPOSED = (["T"], [r"\top"], ["T", ""])


def _transpose(view: EditableTokens, k: int) -> Iterator[Change]:
    """A transpose left out or put in."""
    if view.text(k) == "^":
        last = view.argument(k)
        inner = [view.text(j) for j in range(k + 1, min(last + 1, len(view.tokens))) if view.text(j) not in ("{", "}")]
        if inner in _TRANSPOSED:
            yield (view.tokens[k].span[0], view.tokens[last].span[1]), ""
        return
    array = view.text(k) in (r"\mathbf", r"\boldsymbol", r"\bm") or view.kind(k) == "letter" and view.text(k).isupper()
    if array and k not in view.scripts and view.text(k - 1) not in ("{", "_", "^"):
        end = view.base_end(k)
        if end < len(view.tokens) and "^" not in (view.text(j) for j in range(k, end + 1)):
            place = view.tokens[end].span[1]
            yield (place, place), _transpose_of(view)


def _transpose_of(view: EditableTokens) -> str:
    """How this formula writes a transpose."""
    if any(view.text(k) == "^" and view.text(k + 1) == "T" for k in range(len(view.tokens))):
        return "^T"
    return r"^\top" if "{\\top}" not in view.body.replace(" ", "") else r"^{\top}"


_INDICES = frozenset("ijklmnpqrst")


def _index_changed(view: EditableTokens, k: int) -> Iterator[Change]:
    if not _binds(view, k):
        yield from _other_indices(view, k)


def _bound_index_changed(view: EditableTokens, k: int) -> Iterator[Change]:
    if _binds(view, k):
        yield from _other_indices(view, k)


def _binds(view: EditableTokens, k: int) -> bool:
    return view.text(k + 1) in ("=", r"\in", r"\ne")


def _other_indices(view: EditableTokens, k: int) -> Iterator[Change]:
    if k in view.scripts and view.kind(k) == "letter" and view.text(k) in _INDICES:
        used = {view.text(j) for j in view.scripts if view.kind(j) == "letter" and view.text(j) in _INDICES}
        for other in sorted(used - {view.text(k)}):
            yield view.tokens[k].span, other


def _index_shifted(view: EditableTokens, k: int) -> Iterator[Change]:
    """t for t + 1 and t - 1 in a script, where it stands alone, and back."""
    if view.text(k) not in ("^", "_") or view.kind(k) != "sign":
        return
    last = view.argument(k)
    if last >= len(view.tokens):
        return
    inner = [j for j in range(k + 1, last + 1) if view.text(j) not in ("{", "}")]
    span = view.tokens[k + 1].span[0], view.tokens[last].span[1]
    if inner and view.kind(inner[0]) == "letter" and view.text(inner[0]) != "T":
        letter = view.text(inner[0])
        if len(inner) == 1:
            yield span, f"{{{letter}-1}}"
            yield span, f"{{{letter}+1}}"
        elif len(inner) == 3 and view.text(inner[1]) in ("+", "-") and view.text(inner[2]) == "1":
            yield span, letter


_FUNCTIONS: dict[str, tuple[str, ...]] = {
    r"\log": (r"\exp", r"\tanh"),
    r"\ln": (r"\exp",),
    r"\exp": (r"\log", r"\tanh"),
    r"\tanh": (r"\exp", r"\tan"),
    r"\sin": (r"\cos",),
    r"\cos": (r"\sin",),
    r"\sum": (r"\prod",),
    r"\prod": (r"\sum",),
    r"\max": (r"\min",),
    r"\min": (r"\max",),
}


def _function_changed(view: EditableTokens, k: int) -> Iterator[Change]:
    for other in _FUNCTIONS.get(view.text(k), ()) if view.kind(k) == "command" else ():
        after = view.body[view.tokens[k].span[1] : view.tokens[k].span[1] + 1]
        yield view.tokens[k].span, other + (" " if after.isalpha() else "")


def _function_dropped(view: EditableTokens, k: int) -> Iterator[Change]:
    if view.text(k) in (r"\log", r"\exp", r"\tanh", r"\sqrt", r"\sin", r"\cos") and view.text(k + 1) in ("(", "{"):
        yield view.tokens[k].span, ""


def _root_inserted(view: EditableTokens, k: int) -> Iterator[Change]:
    """Around the lower side of a fraction, or around what stands in braces of its own."""
    last = view.partner.get(k)
    if view.text(k) == "{" and last is not None and k and view.begins(k) and k not in view.scripts:
        place = view.tokens[k].span[0]
        yield (place, place), r"\sqrt"
    if view.text(k) == "{" and last is not None and view.text(k - 1) == "}" and k not in view.scripts:
        yield (view.tokens[k].span[0], view.tokens[last].span[1]), "{\\sqrt" + view.source(k, last) + "}"


def _fraction_flipped(view: EditableTokens, k: int) -> Iterator[Change]:
    if view.text(k) not in (r"\frac", r"\dfrac", r"\tfrac"):
        return
    above = view.partner.get(k + 1)
    below = view.partner.get(above + 1) if above is not None else None
    if above is not None and below is not None and view.text(k + 2) not in ("d", r"\partial"):
        swapped = view.source(above + 1, below) + view.source(k + 1, above)
        yield (view.tokens[k + 1].span[0], view.tokens[below].span[1]), swapped


def _relation_turned(view: EditableTokens, k: int) -> Iterator[Change]:
    turned = {"<": ">", ">": "<", r"\le": r"\ge", r"\ge": r"\le"}.get(view.text(k))
    if turned is not None:
        after = view.body[view.tokens[k].span[1] : view.tokens[k].span[1] + 1]
        yield view.tokens[k].span, turned + (" " if after.isalpha() else "")


def _factor_inserted(view: EditableTokens, k: int) -> Iterator[Change]:
    """A 2 or a ½ that was forgotten, before a term."""
    starts = view.begins(k) or view.text(k - 1) in ("+", "-") and k not in view.scripts
    if starts and (view.is_name(k) or view.text(k) in ("(", r"\frac", r"\sum", "[", r"\left", r"\sqrt")):
        place = view.before(k)
        yield (place, place), "2 "
        yield (place, place), r"\frac{1}{2} "


def _accent(view: EditableTokens, k: int) -> Iterator[Change]:
    """A hat left out or put in: ŷ for y where the formula has both."""
    last = view.argument(k)
    if view.text(k) in (r"\hat", r"\bar", r"\tilde") and last < len(view.tokens):
        inner = view.source(k + 1, last).strip()
        yield (view.tokens[k].span[0], view.tokens[last].span[1]), inner.removeprefix("{").removesuffix("}")
    elif view.kind(k) == "letter":
        for accent in (r"\hat", r"\bar", r"\tilde"):
            for written in (f"{accent}{{{view.text(k)}}}", f"{accent} {view.text(k)}"):
                behind = view.text(k - 1) == accent or view.text(k - 1) == "{" and view.text(k - 2) == accent
                if written in view.body and not behind:
                    yield view.tokens[k].span, written


def _bracket_inserted(view: EditableTokens, k: int) -> Iterator[Change]:
    """a - b + c as a - (b + c), up to the end of the sum."""
    if view.text(k) != "-" or view.kind(k) != "sign" or k in view.scripts:
        return
    end, signs = k + 1, 0
    while end < len(view.tokens) and not _ends_sum(view, end):
        signs += view.text(end) in ("+", "-")
        end = view.partner.get(end, end) + 1
    if signs and end > k + 1:
        start, stop = view.before(k + 1), view.tokens[end - 1].span[1]
        yield (start, stop), f"({view.body[start:stop]})"


def _ends_sum(view: EditableTokens, k: int) -> bool:
    closes = view.text(k) in (")", "]", "}", r"\}", ",", "&", r"\rvert", ".") and view.kind(k) in ("sign", "command")
    return closes or view.text(k) in RELATIONS or view.kind(k) in ("row", "space", "environment")


def _name_changed(view: EditableTokens, k: int) -> Iterator[Change]:
    """A name that stands elsewhere in the formula for another one, with the same kind of scripts."""
    if not view.is_name(k) or k in view.scripts or view.text(k - 1) in _ACCENTED or view.text(k - 2) in _ACCENTED:
        return
    end = view.base_end(k)
    if end >= len(view.tokens):
        return
    own = view.source(k, end)
    for other in _names(view):
        if other != own:
            yield (view.tokens[k].span[0], view.tokens[end].span[1]), other


def _names(view: EditableTokens) -> list[str]:
    found: dict[str, None] = {}
    for k in range(len(view.tokens)):
        behind = view.text(k - 1) in _ACCENTED or view.text(k - 1) == "{" and view.text(k - 2) in _ACCENTED
        if view.is_name(k) and k not in view.scripts and not behind:
            end = view.base_end(k)
            if end < len(view.tokens):
                found[view.source(k, end)] = None
    return list(found)


def _term_inserted(view: EditableTokens, k: int) -> Iterator[Change]:
    """The second term of a bracket or a side of a fraction in which one stands alone: (1) for (1 - y)."""
    last = view.partner.get(k)
    if last is None or k in view.scripts or view.text(k - 1) in _ACCENTED or view.text(k) not in ("(", "{", "["):
        return
    alone = last == k + 2 and view.kind(k + 1) == "number" or view.is_name(k + 1) and view.base_end(k + 1) == last - 1
    if alone and view.is_name(k - 1) <= (view.kind(k + 1) == "number"):
        place = view.tokens[last - 1].span[1]
        own = view.source(k + 1, last - 1)
        for name in _names(view)[:MOST_NAMES]:
            if name != own:
                yield (place, place), f" - {name}"
                yield (place, place), f" + {name}"


def _factor_dropped(view: EditableTokens, k: int) -> Iterator[Change]:
    """A name that should not stand beside the others."""
    if not view.is_name(k) or k in view.scripts or view.text(k - 1) in (*_ACCENTED, "^", "_"):
        return
    end = view.base_end(k)
    beside = view.is_name(end + 1) or view.is_name(k - 1) or view.text(end + 1) == "("
    if end < len(view.tokens) and beside and view.text(k - 1) not in (r"\frac", r"\partial", "d"):
        yield (view.tokens[k].span[0], view.tokens[end].span[1]), ""


KINDS: tuple[tuple[str, Callable[[EditableTokens, int], Iterator[Change]]], ...] = (
    ("a sign", _sign_changed),
    ("a factor", _number_dropped),
    ("a factor", _number_changed),
    ("an index", _index_changed),
    ("an index", _bound_index_changed),
    ("an index", _index_shifted),
    ("a sign", _sign_inserted),
    ("an exponent", _exponent_dropped),
    ("a function", _function_changed),
    ("a fraction turned over", _fraction_flipped),
    ("a relation turned round", _relation_turned),
    ("a transpose", _transpose),
    ("an accent", _accent),
    ("an exponent", _exponent_inserted),
    ("a factor", _factor_inserted),
    ("a bracket", _bracket_inserted),
    ("a function", _function_dropped),
    ("a root", _root_inserted),
    ("a factor", _factor_dropped),
    ("a term", _term_inserted),
    ("a name", _name_changed),
)
"""What may be wrong, in words, and the edits that would put it right; what is likely first."""

MOST_EDITS, MOST_NAMES = 600, 6


def single_edits(body: str, node: TexNode | None = None) -> list[FormulaEdit]:
    """The edits of a formula, each once.  With the tree of a statement also the same edit at all equal parts of it."""
    try:
        view = EditableTokens.of(body)
    except NotUnderstood:
        return []
    equal = EqualParts(view, node) if node is not None else None
    found: dict[str, FormulaEdit] = {}
    for kind, rule in KINDS:
        for k in range(len(view.tokens)):
            for change in rule(view, k):
                for edit in _with_repeats(FormulaEdit((change,), kind), equal):
                    found.setdefault(edit.applied(body), edit)
        if len(found) > MOST_EDITS:
            break
    found.pop(body, None)
    return list(found.values())[:MOST_EDITS]


def _with_repeats(edit: FormulaEdit, equal: EqualParts | None) -> Iterator[FormulaEdit]:
    yield edit
    if equal is not None:
        for changes in equal.repeated(edit.changes[0]):
            yield FormulaEdit(changes, f"{edit.kind}, at all equal places")


class EqualParts:
    """The parts of a statement that stand in it several times, by the offsets where they begin."""

    def __init__(self, view: EditableTokens, node: TexNode) -> None:
        self.view = view
        spans: dict[TexNode, set[Span]] = defaultdict(set)
        for part in walk(node):
            if part.span[1] - part.span[0] > 2:
                spans[part].add(part.span)
        self.groups = [sorted(group) for group in spans.values() if len(group) > 1]

    def repeated(self, change: Change) -> Iterator[tuple[Change, ...]]:
        """The change at the place that corresponds to it in every equal part."""
        (start, end), text = change
        seen: set[tuple[Change, ...]] = set()
        for group in self.groups:
            within = next((span for span in group if span[0] <= start and end <= span[1]), None)
            if within is None:
                continue
            changes = tuple(self._moved(change, within, span) for span in group)
            if any(each is None for each in changes):
                continue
            plain = tuple(sorted(each for each in changes if each is not None))
            apart = all(first[0][1] <= second[0][0] for first, second in zip(plain, plain[1:], strict=False))
            if apart and len(plain) > 1 and plain not in seen:
                seen.add(plain)
                yield plain

    def _moved(self, change: Change, here: Span, there: Span) -> Change | None:
        """The change in another part: at the token with the same number, if the parts have the same tokens."""
        (start, end), text = change
        own, other = self._tokens(here), self._tokens(there)
        if [token.text for token in own] != [token.text for token in other]:
            return None
        bounds = [
            (first, second)
            for one, two in zip(own, other, strict=True)
            for first, second in zip(one.span, two.span, strict=True)
        ]
        places = dict(bounds)
        if start not in places or end not in places:
            return None
        return (places[start], places[end]), text

    def _tokens(self, span: Span) -> list[Token]:
        return [token for token in self.view.tokens if span[0] <= token.span[0] and token.span[1] <= span[1]]
