"""What arguments, tangents and dimensions are called.

The names of a definition come first: the upstream gradient, tangents, results and whatever a kernel names for itself
make way for them.  In a program an argument has the name that its author gave it; in Python it is spelled as an
identifier, with an underscore where Python or a kernel needs the word: lambda_, axis_.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from keyword import iskeyword
from unicodedata import normalize

from ...expr.indices import Size
from ...expr.nodes import Input, Named, Scalar, Tensor, walk
from ...statements.statement import Definition

UPSTREAM = "g"
"""The name of the upstream gradient, unless the definition has it."""

RESERVED = frozenset(["abs", "axis", "math", "max", "min", "np", "out", "rt"])
"""Names that mean something else inside a kernel."""

PRIME = re.compile("['′]")


def identifier(name: str) -> str:
    """The name as an identifier of Python: x' as x_prime, W^{(1)} as W_1, lambda as lambda_."""
    plain = re.sub(r"\W+", "_", PRIME.sub("_prime", normalize("NFKC", name))).strip("_") or "x"
    plain = plain if plain.isidentifier() else f"x_{plain}"
    return f"{plain}_" if iskeyword(plain) or plain in RESERVED else plain


def identifiers(names: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Each name with an identifier of its own."""
    known, found = set(taken), dict[str, str]()
    for name in names:
        plain = identifier(name)
        found[name] = next(each for each in numbered(plain) if each not in known)
        known.add(found[name])
    return found


def numbered(name: str) -> Iterator[str]:
    """name, name2, name3, …"""
    yield name
    yield from (f"{name}{number}" for number in count(2))


def upstream_name(definition: Definition) -> str:
    """What the upstream gradient is called: g, or g_ where the definition has a g."""
    taken = _own(definition)
    return next(each for each in (f"{UPSTREAM}{'_' * k}" for k in count()) if each not in taken)


def tangent_names(definition: Definition) -> Mapping[str, str]:
    """What the tangent of each input is called: dz, or d_z where the definition has a dz."""
    taken, found = set(_own(definition)), dict[str, str]()
    for each in definition.inputs:
        plain = each.name.lstrip("\\")
        wanted = (f"d{plain}", *(f"{'d' * k}_{plain}" for k in range(1, len(taken) + 2)))
        found[each.name] = next(name for name in wanted if name not in taken)
        taken.add(found[each.name])
    return found


def tangents(definition: Definition) -> dict[Input, Input]:
    """The tangent of each input."""
    names = tangent_names(definition)
    return {each: tangent(each, names[each.name]) for each in definition.inputs}


def tangent(of: Input, name: str = "") -> Input:
    """A tensor or number like the input, called dz for z or as it is said."""
    called = name or f"d{of.name}"
    return Tensor(called, *of.over) if isinstance(of, Tensor) else Scalar(called)


def _own(definition: Definition) -> frozenset[str]:
    """Every name that the definition uses for a number."""
    given = (*definition.inputs, *(each for each, _ in definition.parameters))
    named = (node.quantity.name for node in walk(definition.body) if isinstance(node, Named))
    return frozenset((*(each.name for each in given), *named))


def factor_names(definition: Definition) -> dict[Size, str]:
    """What each dimension is called that is no multiple or product of others: D, or 3 if that is its size."""
    parts = dict.fromkeys(part for each in _sizes(definition) for part in each.factors)
    names = identifiers(dict.fromkeys(part.name for part in parts))
    return {each: names[each.name] if each.size is None else str(each.size) for each in parts}


def dimension_names(definition: Definition) -> dict[Size, str]:
    """What each dimension is called in a signature: D, 3, 2*d for two blocks of size d, G*M for G groups of M."""
    plain = factor_names(definition)
    written = {each: "*".join(plain[part] for part in each.factors) for each in _sizes(definition)}
    return {each: f"{each.copies}*{name}" if each.copies != 1 else name for each, name in written.items()}


def _sizes(definition: Definition) -> dict[Size, None]:
    tensors = (each for each in definition.inputs if isinstance(each, Tensor))
    return dict.fromkeys([*(over for each in tensors for over in each.over), *(i.over for i in definition.indices)])
