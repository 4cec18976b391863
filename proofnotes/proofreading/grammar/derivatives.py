"""Fractions, and which of them are derivatives."""

from __future__ import annotations

from .nodes import TexDerivative, TexFactor, TexFraction, TexMark, TexName, TexNode, TexScripted, Token
from .stream import TokenStream

_DIFFERENTIAL = ("d", r"\partial", r"\mathrm")


def read_fraction(stream: TokenStream, start: int) -> TexNode:
    """\\frac, already read, with both arguments."""
    above, below = stream.argument(), stream.argument()
    found = _derivative(stream, _unbraced(stream, above), _unbraced(stream, below), start)
    if found is not None:
        return found
    over = stream.part(*above).whole()
    return TexFraction(over, stream.part(*below).whole(), span=stream.span(start))


def _unbraced(stream: TokenStream, part: tuple[int, int]) -> tuple[int, int]:
    start, end = part
    while end - start > 1 and stream.tokens[start].text == "{" and stream.partner.get(start) == end - 1:
        start, end = start + 1, end - 1
    return start, end


def _without_braces_at_d(stream: TokenStream, part: tuple[int, int]) -> tuple[int, int]:
    """{∂^2}f without its first brace; the other one is passed over."""
    start, end = part
    close = stream.partner.get(start)
    inner = start + 1 < end and stream.tokens[start].text == "{" and is_differential(stream.tokens[start + 1])
    return (start + 1, end) if inner and close is not None else part


def is_differential(token: Token) -> bool:
    return (token.kind in ("letter", "word") and token.text.strip() == "d") or (
        token.kind == "command" and token.text == r"\partial"
    )


def _derivative(stream: TokenStream, above: tuple[int, int], below: tuple[int, int], start: int) -> TexNode | None:
    above = _without_braces_at_d(stream, above)
    top, bottom = stream.tokens[above[0] : above[1]], stream.tokens[below[0] : below[1]]
    if not top or len(bottom) < 2 or not is_differential(top[0]) or not is_differential(bottom[0]):
        return None
    if bottom[0].text.strip("\\ ") != top[0].text.strip("\\ "):
        return None
    if bottom[1].text in ("_", "^", "+", "-", "*", "/", r"\cdot", r"\times", ",", "'") and bottom[1].kind != "word":
        return None
    if len(top) > 1 and top[1].text in ("_", "+", "-", "*", "/", r"\cdot", r"\times", ",", "'"):
        return None
    order, body_at = "1", above[0] + 1
    close = stream.partner.get(above[0] - 1)
    if len(top) > 2 and top[1].text == "^":
        inner = stream.part(body_at + 1, above[1])
        first, last = inner.argument()
        order, body_at = "".join(token.text for token in stream.tokens[first:last]) or "1", inner.at
    if close is not None and close == body_at < above[1]:
        body_at += 1  # {∂^2}f
    by = tuple(stream.part(first, last).whole() for first, last in _variables(stream, below, order))
    body = stream.part(body_at, above[1]).whole() if body_at < above[1] else None
    return TexDerivative(body, by, order, span=stream.span(start))


def _variables(stream: TokenStream, below: tuple[int, int], order: str) -> list[tuple[int, int]]:
    """The parts of ∂x ∂y.  A d within, no script, is a second one only where the order says that there are several."""
    found: list[tuple[int, int]] = []
    opening = stream.tokens[below[0]]
    first = k = below[0] + 1
    while k < below[1]:
        token = stream.tokens[k]
        if token.text == "{" and token.kind == "sign":
            k = stream.partner[k]
        elif token.text in ("_", "^") and stream.tokens[k + 1 : k + 2] and stream.tokens[k + 1].text != "{":
            k += 1  # its letter is no differential
        elif _is_another(token, opening) and k > first and (token.text == r"\partial" or order != "1"):
            found.append((first, k))
            first = k + 1
        k += 1
    return [_without_spaces(stream, part) for part in (*found, (first, below[1]))]


def _is_another(token: Token, opening: Token) -> bool:
    """A differential of the same kind: in ∂w_d ∂w_e the subscript d is none."""
    return is_differential(token) and (token.text == r"\partial") == (opening.text == r"\partial")


def _without_spaces(stream: TokenStream, part: tuple[int, int]) -> tuple[int, int]:
    """∂x \\, ∂y: a space between them is of none."""
    start, end = part
    while start < end and stream.tokens[end - 1].kind == "space":
        end -= 1
    while start < end and stream.tokens[start].kind == "space":
        start += 1
    return start, end


def joined_derivatives(factors: list[TexFactor]) -> list[TexFactor]:
    """∂L/∂z and dL/dz in one line as derivatives: d and its variable side by side, nothing but one factor between."""
    if not any(_is_slash_differential(factor) for factor in factors):
        return factors
    out: list[TexFactor] = []
    k = 0
    while k < len(factors):
        found = _slash_derivative(factors, k)
        if found is None:
            out.append(factors[k])
            k += 1
        else:
            joint = factors[k].joint
            out.append(TexFactor(joint, found[0], span=(factors[k].span[0], found[0].span[1])))
            k = found[1]
    return out


def _is_slash_differential(factor: TexFactor) -> bool:
    return factor.joint == "/" and _differential_order(factor.value) is not None


def _differential_order(node: TexNode) -> str | None:
    """The order of d, ∂, d^2; None of anything else."""
    if isinstance(node, TexScripted) and node.sub is None and not node.primes and node.sup is not None:
        return node.sup.text if _differential_order(node.base) == "1" else None
    if not isinstance(node, TexName) or node.accents:
        return None
    return "1" if node.base == "partial" or node.base == "d" and node.font in ("", "roman") else None


def _slash_derivative(factors: list[TexFactor], k: int) -> tuple[TexNode, int] | None:
    order = _differential_order(factors[k].value)
    if order is None:
        return None
    body: TexNode | None = None
    slash = k + 1
    if slash < len(factors) and factors[slash].joint == "":
        body, slash = factors[slash].value, slash + 1
    if slash + 1 >= len(factors) or not _is_slash_differential(factors[slash]) or factors[slash + 1].joint:
        return None
    base, other = _base(factors[k].value), _base(factors[slash].value)
    if base != other:
        return None
    by = factors[slash + 1].value
    if base == "d" and not _tight(factors[k], body, factors[slash], factors[slash + 1]):
        return None
    if isinstance(by, TexMark) or _differential_order(factors[slash].value) != "1":
        return None
    start, end = factors[k].value.span[0], by.span[1]
    return TexDerivative(body, (by,), order, span=(start, end)), slash + 2


def _base(node: TexNode) -> str:
    if isinstance(node, TexScripted):
        return _base(node.base)
    return node.base if isinstance(node, TexName) else ""


def _tight(first: TexFactor, body: TexNode | None, slash: TexFactor, by: TexFactor) -> bool:
    """Whether each d stands right beside what it is of: d y / d x is a product of letters."""
    beside = body is None or first.value.span[1] == body.span[0]
    return beside and slash.value.span[1] == by.value.span[0]
