"""Letters, names and scripts of a tree, before they mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from ..grammar.nodes import (
    TexChain,
    TexEnumeration,
    TexGroup,
    TexList,
    TexMark,
    TexName,
    TexNode,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexScript,
    TexScripted,
    TexSum,
    TexWords,
    children,
    walk,
)

Base = tuple[str, tuple[str, ...]]
"""A letter or word with its accents, fonts and scripts aside: what bold and italic twins share."""

TRANSPOSES = frozenset({"⊤", "\\top", "\\intercal", "T", "t"})


def stripped(node: TexNode) -> TexNode:
    """Without its scripts."""
    while isinstance(node, TexScripted):
        node = node.base
    return node


def name_of(node: TexNode) -> TexName | None:
    """The name under the scripts, if it is one."""
    under = stripped(node)
    return under if isinstance(under, TexName) else None


def base_of(name: TexName) -> Base:
    return name.base, name.accents


def letter_of(node: TexNode | None) -> str | None:
    """The letter, if the node is nothing but one plain Latin letter."""
    if isinstance(node, TexName) and not node.accents and node.font == "" and len(node.base) == 1:
        return node.base if node.base.isalpha() else None
    return None


def index_letter(node: TexNode | None) -> str | None:
    """The letter of an index, which may have primes: d'."""
    if isinstance(node, TexScripted) and node.primes and node.sub is None and node.sup is None:
        letter = letter_of(node.base)
        return letter + "'" * node.primes if letter else None
    return letter_of(node)


def is_number(node: TexNode) -> bool:
    """3, −3, 10^{-5}."""
    if isinstance(node, TexSum) and len(node.terms) == 1:
        return is_number(node.terms[0].value)
    if isinstance(node, TexScripted):
        return isinstance(node.base, TexNumeral) and node.sub is None
    return isinstance(node, TexNumeral)


def is_zero(node: TexNode) -> bool:
    """A literal zero, also in bold: \\mathbf{0}."""
    if isinstance(node, TexName):
        return node.base == "0"
    return isinstance(node, TexNumeral) and node.text.strip("0.") == ""


def written_letters(script: TexScript) -> tuple[str, ...] | None:
    """The letters of a script that is letters side by side and nothing else: ij."""
    tree = script.tree
    parts = [factor.value for factor in tree.factors] if isinstance(tree, TexProduct) else [tree]
    if isinstance(tree, TexProduct) and any(factor.joint for factor in tree.factors):
        return None
    letters = [index_letter(part) for part in parts]
    return tuple(letter for letter in letters if letter) if all(letters) else None


def written_places(script: TexScript) -> tuple[TexNode, ...] | None:
    """The letters and numbers of a script that is nothing else: i1, 1j, 12."""
    tree = script.tree
    if tree is None or isinstance(tree, TexProduct) and any(factor.joint for factor in tree.factors):
        return None
    parts = tuple(factor.value for factor in tree.factors) if isinstance(tree, TexProduct) else (tree,)
    return parts if all(index_letter(part) or isinstance(part, TexNumeral) for part in parts) else None


def script_words(script: TexScript) -> str | None:
    """The words, if the script is \\text{words}, or a word of several letters in roman."""
    tree = script.tree
    if isinstance(tree, TexWords):
        return tree.text.strip()
    if isinstance(tree, TexName) and tree.font in ("roman", "operator"):
        return tree.base
    return " ".join(token.text.strip() for token in script.tokens) if _all_words(script) else None


def _all_words(script: TexScript) -> bool:
    return bool(script.tokens) and all(token.kind in ("word", "space") for token in script.tokens)


def has_words(script: TexScript) -> bool:
    return any(token.kind == "word" for token in script.tokens)


def is_transpose(script: TexScript | None) -> bool:
    """^T, ^\\top, ^{\\mathrm T}; an italic T as well, whatever else T is."""
    if script is None:
        return False
    tree = script.tree
    if isinstance(tree, TexMark):
        return tree.text == "⊤"
    return (script_words(script) or script.text).strip() in TRANSPOSES - {"t"} or script_words(script) == "t"


def untransposed(node: TexNode) -> TexNode:
    while isinstance(node, TexScripted) and is_transpose(node.sup) and node.sub is None:
        node = node.base
    return node


def raised_letter(script: TexScript | None) -> str | None:
    """The i of x^{(i)}."""
    return letter_of(script.tree.inner) if script is not None and isinstance(script.tree, TexGroup) else None


def operator_letters(operator: TexOperator) -> tuple[str, ...]:
    """The letters that stand for an index below ∑: i = 1; i; ij; i, j; i ≠ j; i ∈ S; 1 ≤ i < j ≤ n gives i and j."""
    lower = operator.lower
    if lower is None:
        return ()
    if isinstance(lower, TexChain):
        return _chain_letters(lower)
    if isinstance(lower, TexProduct):
        return tuple(letter for factor in lower.factors if (letter := index_letter(factor.value)))
    if isinstance(lower, TexList):
        return tuple(letter for item in lower.items for letter in _item_letters(item))
    letter = index_letter(lower)
    return (letter,) if letter else ()


def _item_letters(item: TexNode) -> tuple[str, ...]:
    letter = index_letter(item)
    return (letter,) if letter else _chain_letters(item) if isinstance(item, TexChain) else ()


def _chain_letters(chain: TexChain) -> tuple[str, ...]:
    first = index_letter(chain.parts[0])
    if first and chain.signs[0] in ("=", "∈", "≠"):
        return (first,)
    if isinstance(chain.parts[0], TexList) and chain.signs[0] == "∈":
        return tuple(letter for item in chain.parts[0].items if (letter := index_letter(item)))
    inner = chain.parts if len(chain.parts) == 2 else chain.parts[1:-1]
    letters = [letter for part in inner if (letter := index_letter(part))]
    if len(chain.parts) == 2:
        letters = [letter for letter in letters if letter == first or letter in "ijk"]
    return tuple(letters)


def bound_in(node: TexNode) -> set[str]:
    """Letters that an operator or an enumeration in a tree binds."""
    found: set[str] = set()
    for each in walk(node):
        if isinstance(each, TexOperator):
            found.update(operator_letters(each))
        elif isinstance(each, TexEnumeration) and (letter := index_letter(each.letter)):
            found.add(letter)
    return found


def scripted_names(node: TexNode) -> Iterator[TexScripted | TexName]:
    """Names with all their scripts, outermost once: x_i^2 once, then what stands in the scripts."""
    if isinstance(node, TexScripted):
        under: TexNode = node
        while isinstance(under, TexScripted):
            for script in (under.sub, under.sup):
                if script is not None and script.tree is not None:
                    yield from scripted_names(script.tree)
            under = under.base
        if isinstance(under, TexName):
            yield node
        else:
            yield from scripted_names(under)
    elif isinstance(node, TexName):
        yield node
    else:
        for child in children(node):
            yield from scripted_names(child)
