"""From a formula to its statements: rows of an alignment, what commas and words separate, i = 1, …, K."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..codes import NotUnderstood
from ..sources.model import Macro
from .columns import side_by_side
from .commands import ALIGNED, ARROWS, CASES, CONNECTIVES, INFIX, JOINTS, RELATIONS, STACKED
from .environments import environment_name
from .nodes import (
    TexChain,
    TexDots,
    TexEmpty,
    TexEnumeration,
    TexList,
    TexName,
    TexNode,
    TexNumeral,
    TexProduct,
    TexScripted,
    Token,
)
from .parser import FormulaParser
from .prose import is_prose
from .stream import partners
from .tokens import tokenize


@dataclass(frozen=True)
class TexStatement:
    """One statement of a formula, and what stands between it and its neighbours.

    before and after hold ",", ";", ".", ":", "row", "space", the connectives ⇒ ⇐ ⇔ ∴ ∵ ∧ ∨ ∀ ∃ ∄ ¬, and words
    ("if", "其中") as written.  after is what stands up to the next statement, which has it as before.
    """

    node: TexNode
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def parse(body: str, macros: Mapping[str, Macro] = {}) -> tuple[TexNode, ...]:
    """The statements of a formula, in order.  Raises NotUnderstood (a P code) and nothing else."""
    return tuple(statement.node for statement in statements(body, macros))


def statements(body: str, macros: Mapping[str, Macro] = {}) -> tuple[TexStatement, ...]:
    """The statements with what stands between them.  Raises NotUnderstood (a P code) and nothing else."""
    try:
        return _grouped(_separated(_flattened(_unwrapped(tokenize(body, macros)))))
    except RecursionError:
        raise NotUnderstood("P20", "nested too deeply", (0, len(body))) from None


# --- rows ---


def _unwrapped(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without braces around an environment and nothing else."""
    partner = partners(tokens)
    dropped = set[int]()
    for k, close in partner.items():
        inner = k + 1
        if tokens[k].text == "{" and partner.get(inner) == close - 1 and tokens[inner].kind == "environment":
            dropped.update((k, close))
    return [token for k, token in enumerate(tokens) if k not in dropped] if dropped else tokens


def _flattened(tokens: Sequence[Token]) -> list[Token]:
    """Without the alignments at the top; a row that goes on with the one before is one with it."""
    partner = partners(tokens)
    columns = side_by_side(tokens, partner)
    out: list[Token] = []
    skipped: set[int] = set()
    k, fresh = 0, -1
    parted = False  # whether the row so far holds several statements side by side
    while k < len(tokens):
        token = tokens[k]
        if k in columns:
            k, remark = columns[k], columns[k] > k + 1
            if not remark and out and out[-1].kind not in ("row", "space") and out[-1].text not in _ENDING:
                out.append(Token("space", r"\quad", token.span))
            parted = parted or not remark
        elif k in skipped or token.kind == "sign" and token.text == "&":
            k += 1
        elif k in partner and _opens_up(tokens, partner, k, out, begins=k == fresh):
            skipped.add(partner[k])
            k += 1
        elif k in partner:
            out += tokens[k : partner[k] + 1]
            k = partner[k] + 1
        elif token.text in (r"\{",) and _system(tokens, partner, k):
            skipped.add(k + 1)
            close = partner[k + 1]
            skipped.add(close)
            if close + 1 < len(tokens) and tokens[close + 1].text in (r"\right.", r"\}"):
                skipped.add(close + 1)
            k += 1
        elif token.kind == "row" and _goes_on(tokens, k, out):
            if parted:
                raise NotUnderstood("P05", "a row that goes on below equations side by side: with which?", token.span)
            k += 1
            while k < len(tokens) and (tokens[k].kind in ("space", "row") or tokens[k].text == "&"):
                k += 1
            fresh = k
        elif token.kind == "space" and _within(tokens, k, out):
            k += 1
        else:
            parted = parted and token.kind != "row"
            out.append(token)
            k += 1
    return out


_RELATING = frozenset(RELATIONS) - {r"\to", r"\gets", r"\mapsto", r"\leftrightarrow"}
"""Relations; an arrow between wide spaces leads from one statement to the next."""

_HOLDING = _RELATING | frozenset(JOINTS) | {"+", "-"}


_ENDING = frozenset({",", ";", ".", ":", *CONNECTIVES})


def _within(tokens: Sequence[Token], k: int, out: Sequence[Token]) -> bool:
    """Whether a wide space stands beside the sign of a relation, or behind that of an operation."""
    before = out[-1] if out else None
    if before is not None and before.kind in ("sign", "command") and before.text in _HOLDING:
        return True
    behind = next((token for token in tokens[k + 1 : k + 4] if token.text != "&" and token.kind != "space"), None)
    return before is not None and behind is not None and behind.kind != "word" and behind.text in _RELATING


def _opens_up(tokens: Sequence[Token], partner: dict[int, int], k: int, out: Sequence[Token], *, begins: bool) -> bool:
    """Whether an environment or a group at the top only holds statements together."""
    token = tokens[k]
    behind = tokens[partner[k] + 1] if partner[k] + 1 < len(tokens) else None
    if token.kind == "environment":
        name = environment_name(token)
        if name == "array":
            return (not out or out[-1].kind == "row") and (behind is None or behind.kind in ("row", "environment"))
        if name in CASES:
            return not out and behind is None and all(_equation(row) for row in _split(tokens[k + 1 : partner[k]]))
        return name in ALIGNED and not (out and out[-1].text in (r"\{", "[", "(", r"\lvert", r"\left."))
    if any(inner.text in INFIX and inner.kind == "command" for inner in tokens[k : partner[k]]):
        return False
    cell = begins or k > 0 and tokens[k - 1].text == "&"
    free = not out or cell or out[-1].kind in ("row", "space") or out[-1].text in (",", ";", *CONNECTIVES)
    ends = behind is None or behind.kind in ("row", "space", "environment") or behind.text in (",", ";", ".", "&")
    return free and ends


def _system(tokens: Sequence[Token], partner: dict[int, int], k: int) -> bool:
    """Whether a brace at the start holds equations, not the branches of one value."""
    if k and tokens[k - 1].kind not in ("row", "environment", "space") or k + 1 not in partner:
        return False
    if tokens[k + 1].kind != "environment" or environment_name(tokens[k + 1]) not in ALIGNED | {"array"}:
        return False
    return all(_equation(row) for row in _split(tokens[k + 2 : partner[k + 1]]))


def _split(tokens: Sequence[Token]) -> list[list[Token]]:
    """The rows that say anything."""
    rows: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "row":
            rows.append([])
        else:
            rows[-1].append(token)
    return [row for row in rows if row]


def _equation(row: Sequence[Token]) -> bool:
    """Whether a relation stands in the first cell, or begins the second one."""
    for k, token in enumerate(row):
        if token.kind == "sign" and token.text == "&":
            return k + 1 < len(row) and row[k + 1].text in RELATIONS
        if token.kind in ("word", "space") or token.kind == "sign" and token.text == ",":
            return False
        if token.text in RELATIONS:
            return True
    return False


def _goes_on(tokens: Sequence[Token], k: int, out: list[Token]) -> bool:
    """Whether the row behind goes on with the statement before: it begins with a relation or a sign."""
    ahead = k + 1
    while ahead < len(tokens) and (
        tokens[ahead].kind in ("space", "row") or tokens[ahead].kind == "sign" and tokens[ahead].text in ("&", "{")
    ):
        ahead += 1
    if ahead >= len(tokens) or not out:
        return False
    first, last = tokens[ahead], out[-1]
    if last.kind in ("sign", "command") and (last.text in RELATIONS or last.text in JOINTS or last.text in "+-"):
        return True
    if first.kind not in ("sign", "command"):
        return False
    ended = last.kind == "sign" and last.text in (",", ".", ";")
    if first.text in ("+", "-", r"\pm") or first.text in JOINTS:
        return not ended
    if first.text in RELATIONS or first.text in STACKED or first.text in ARROWS:
        if ended and _one_statement(out):
            out.pop()
        return True
    return False


def _one_statement(out: Sequence[Token]) -> bool:
    """Whether the row so far is one statement with a comma or full stop behind it."""
    level = 0
    for token in reversed(out[:-1]):
        if token.kind == "row":
            return True
        if token.kind == "sign" and token.text in ")]}" or token.text == r"\}":
            level += 1
        elif token.kind == "sign" and token.text in "([{" or token.text == r"\{":
            level -= 1
        elif level == 0 and (token.kind == "space" or token.text in (",", ";")):
            return False
    return True


# --- statements ---

MOST_NAMES = 20
"""How many names may share a membership, or what they run over."""

_Item = TexNode | str


def _separated(tokens: Sequence[Token]) -> list[_Item]:
    """Statements, and what stands between them."""
    parser = FormulaParser(tokens, partners(tokens), 0, len(tokens))
    out: list[_Item] = []
    while not parser.done:
        separator = _separator(parser)
        if separator is not None:
            parser.at += 1
            out.append(separator)
        else:
            node = parser.chain()
            out.append("" if isinstance(node, TexEmpty) else node)
    return out


def _separator(parser: FormulaParser) -> str | None:
    token = parser.peek()
    if token.kind in ("row", "space"):
        return token.kind
    if token.kind == "word":
        after_value = parser.at > 0 and parser.tokens[parser.at - 1].kind not in ("row", "space")
        starts = is_prose(token.text) or after_value and is_prose(token.text, after_value=_follows_value(parser))
        return token.text if starts else None
    if token.text in CONNECTIVES:
        return CONNECTIVES[token.text]
    if token.kind == "sign" and token.text in (",", ";", ".", ":", "&"):
        return token.text
    return "" if token.text == r"\right." else None


def _follows_value(parser: FormulaParser) -> bool:
    """Whether the token before ends a value."""
    last = parser.tokens[parser.at - 1]
    return last.kind in ("letter", "number") or last.text in (")", "]", "}", r"\}") or last.kind == "environment"


def _grouped(items: Sequence[_Item]) -> tuple[TexStatement, ...]:
    """Enumerations and shared memberships put together, separators attached."""
    out: list[TexStatement] = []
    before: list[str] = []
    k = 0
    while k < len(items):
        item = items[k]
        if isinstance(item, str):
            if item:
                before.append(item)
            k += 1
            continue
        run, k = [item], k + 1
        while k + 1 < len(items) and items[k] == "," and not isinstance(items[k + 1], str):
            following = items[k + 1]
            assert isinstance(following, TexNode)
            run.append(following)
            k += 2
        for node in _run(run):
            out.append(TexStatement(node, tuple(before)))
            before = [","]
        before = []
    for number, statement in enumerate(out):
        after = out[number + 1].before if number + 1 < len(out) else tuple(before)
        out[number] = replace(statement, after=after)
    return tuple(out)


def _run(run: list[TexNode]) -> list[TexNode]:
    """What commas separate, as statements."""
    out: list[TexNode] = []
    k = 0
    while k < len(run):
        found = _enumeration(run, k) or _shared(run, k)
        if found is not None:
            out += found[0]
            k = found[1]
            continue
        if not isinstance(run[k], TexDots):
            out.append(run[k])
        k += 1
    return out


def _enumeration(run: list[TexNode], k: int) -> tuple[list[TexNode], int] | None:
    """i = 1, …, K;  i, j = 1, …, K;  i = 1, 2, …, K;  i = 1 … K."""
    names = k
    while names < min(k + MOST_NAMES, len(run)) and _is_letter(run[names]):
        names += 1
    if names >= min(k + MOST_NAMES, len(run)):
        return None
    chain = run[names]
    if not isinstance(chain, TexChain) or chain.signs != ("=",) or not _is_letter(chain.parts[0]):
        return None
    letters = [*run[k:names], chain.parts[0]]
    first = chain.parts[1]
    ends = _ends_of_dots(first)
    end = names + 1
    if ends is not None:
        first, last = ends
    else:
        while end < len(run) and isinstance(run[end], TexNumeral) and end < names + 4:
            end += 1
        if end >= len(run) or not isinstance(run[end], TexDots) or not isinstance(first, TexNumeral):
            return None
        if end + 1 == len(run):
            last, end = TexName("infty", span=run[end].span), end + 1
        elif isinstance(run[end + 1], TexChain):
            return None
        else:
            last, end = run[end + 1], end + 2
    return [TexEnumeration(letter, first, last, span=(letter.span[0], last.span[1])) for letter in letters], end


def _ends_of_dots(node: TexNode) -> tuple[TexNode, TexNode] | None:
    """1 and K of `1 … K`, which reads as a product."""
    if not isinstance(node, TexProduct) or len(node.factors) != 3 or any(each.joint for each in node.factors):
        return None
    first, dots, last = (each.value for each in node.factors)
    return (first, last) if isinstance(dots, TexDots) and isinstance(first, TexNumeral) else None


def _is_letter(node: TexNode) -> bool:
    return isinstance(node, TexName) and not node.accents


def _shared(run: list[TexNode], k: int) -> tuple[list[TexNode], int] | None:
    """x, y ∈ S as one membership each."""
    end = next((n for n in range(k, min(k + MOST_NAMES, len(run))) if isinstance(run[n], TexChain)), k)
    if end == k:
        return None
    chain = run[end]
    assert isinstance(chain, TexChain)
    if chain.signs[0] not in ("∈", "∼"):
        return None
    plain = (TexName, TexScripted, TexDots, TexList)
    if not all(isinstance(node, plain) for node in run[k:end]):
        return None
    out: list[TexNode] = [
        TexChain((node, *chain.parts[1:]), chain.signs, span=(node.span[0], chain.span[1]))
        for node in run[k:end]
        if not isinstance(node, TexDots)
    ]
    return [*out, chain], end + 1
