"""What every edition of the notes must have in common with every other: templates, requests, words.

The editions differ in their prose and in nothing else.  A formula, a statement or a word that one of them has and
another has not stops the build, with the file and the line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from itertools import permutations, zip_longest
from string import Formatter

import jinja2
from jinja2 import nodes

from . import templating
from .templating import NOTES, ReportError, located

IN_ORDER = ("show", "all", "include")
"""Requests that stand in the same order in every edition; a sentence may name statements in an order of its own."""

Request = tuple[str, tuple[object, ...]]


def texts(language: str, name: str) -> dict[str, str]:
    """The texts of templates/LANGUAGE/NAME, a TOML file, by key.

    Raises ReportError if another language has a key that this one lacks or other placeholders in a text, or a
    text in which a brace is left open.
    """
    every = {each: dict(_flat(_read(each, name))) for each in templating.languages()}
    for each, found in every.items():
        _check_braces(place(each, name), found)
    for one, other in permutations(every, 2):
        _compare(place(one, name), every[one], place(other, name), every[other])
    return every[language]


def place(language: str, name: str) -> str:
    """What an error calls the file."""
    return f"templates/{language}/{name}"


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def check_editions(jinja: jinja2.Environment) -> None:
    """Raises ReportError unless every edition includes the same pages, which ask for the same things."""
    for one, other in permutations(templating.languages(), 2):
        for name in _pages(jinja, other):
            both = [(_requests(jinja, each, name), place(each, name)) for each in (one, other)]
            _check_page(*both[0], *both[1])


def _pages(jinja: jinja2.Environment, language: str) -> list[str]:
    """notes.md and what it includes of its own folder."""
    asked = [request for request, _ in _requests(jinja, language, NOTES)]
    included = [str(arguments[0]) for name, arguments in asked if name == "include"]
    return [NOTES, *(each for each in included if "/" not in each)]


def _requests(jinja: jinja2.Environment, language: str, name: str) -> list[tuple[Request, int]]:
    """What a page asks for by name, and the lines; its own folder is not part of a name."""
    file = templating.TEMPLATES / language / name
    if not file.exists():
        raise ReportError(f"{place(language, name)}: missing, and another edition has it")
    try:
        tree = jinja.parse(file.read_text(encoding="utf-8"), name, place(language, name))
    except jinja2.TemplateSyntaxError as error:
        raise located(error) from error
    found = [*_calls(tree), *_includes(tree, f"{language}/")]
    return sorted(found, key=lambda each: each[1])


def _calls(tree: nodes.Template) -> Iterator[tuple[Request, int]]:
    for call in tree.find_all(nodes.Call):
        arguments = tuple(each.value for each in call.args if isinstance(each, nodes.Const))
        match call.node:
            case nodes.Name(name=name) | nodes.Getattr(attr=name):
                yield (name, arguments), call.lineno


def _includes(tree: nodes.Template, folder: str) -> Iterator[tuple[Request, int]]:
    for include in tree.find_all(nodes.Include):
        if isinstance(include.template, nodes.Const):
            yield ("include", (str(include.template.value).removeprefix(folder),)), include.lineno


def _check_page(own: list[tuple[Request, int]], page: str, theirs: list[tuple[Request, int]], other: str) -> None:
    rest = [request for request, _ in own]
    for request, line in theirs:
        if request not in rest:
            raise ReportError(f"{page}: {written(request)} is missing, which {other}:{line} has")
        rest.remove(request)
    ordered = [[each for each in page if each[0][0] in IN_ORDER] for page in (own, theirs)]
    for mine, yours in zip_longest(*ordered):
        if mine and yours and mine[0] != yours[0]:
            raise ReportError(
                f"{page}:{mine[1]}: {written(mine[0])} stands where {other}:{yours[1]} has {written(yours[0])}"
            )


def written(request: Request) -> str:
    """see("softmax.jacobian")."""
    name, arguments = request
    return f"{name}({', '.join(map(repr, arguments))})"


def _check_braces(file: str, texts: Mapping[str, str]) -> None:
    for key, text in texts.items():
        try:
            placeholders(text)
        except ValueError as error:
            raise ReportError(f"{file}: {key!r}: {error}") from error


def _compare(file: str, own: Mapping[str, str], other: str, theirs: Mapping[str, str]) -> None:
    for key, text in theirs.items():
        if key not in own:
            raise ReportError(f"{file}: {key!r} is missing, which {other} has")
        if placeholders(own[key]) != placeholders(text):
            has, expected = sorted(placeholders(own[key])), sorted(placeholders(text))
            raise ReportError(f"{file}: {key!r} has the placeholders {has}, in {other} it has {expected}")


def _read(language: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads((templating.TEMPLATES / language / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReportError(f"{place(language, name)}: {error}") from error


def _flat(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)
