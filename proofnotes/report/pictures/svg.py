"""From matplotlib's SVG to one that can stand in a page: small, in the colours of the page, with a title and a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .style import INK, SERIES

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
DROPPED = ("metadata", "style")
COORDINATES = ("d", "x", "y", "width", "height", "points")
DECIMAL = re.compile(r"-?\d+\.\d+")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
INITIAL = {"stroke-linejoin": "round", "stroke-linecap": "butt"}
"""What matplotlib says in a style sheet, which would hold for the whole page."""

STANDALONE = "svg{color:#1f2328}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}"
"""A file of its own has no text around it whose colour it could take."""


def inline(drawn: str, name: str, title: str, alt: str) -> str:
    """For a page: ids that begin with the name, ink in the text's colour, series in --series-1, … of the page."""
    colours = {colour: f"var(--series-{place}, {colour})" for place, colour in enumerate(SERIES, start=1)}
    return _serialized(_told(_cleaned(drawn, name, {INK: "currentColor", **colours}), name, title, alt))


def standalone(drawn: str, name: str, title: str, alt: str) -> str:
    """For a file: it brings its own colours of the text, light and dark."""
    root = _told(_cleaned(drawn, name, {INK: "currentColor"}), name, title, alt)
    root.insert(0, standalone_style())
    return _serialized(root)


def standalone_style() -> Element:
    """The colour of the text, light or dark as the reader's system."""
    style = Element("style")
    style.text = STANDALONE
    return style


def _cleaned(drawn: str, name: str, colours: dict[str, str]) -> Element:
    root = ElementTree.fromstring(drawn)
    _drop(root)
    used = set(_references(root))
    for each in root.iter():
        each.tag = each.tag.removeprefix(f"{{{SVG}}}")
        each.text = each.tail = None
        _rewrite(each, name, used, colours)
    root.attrib.update(INITIAL)
    return root


def _drop(element: Element) -> None:
    for child in list(element):
        if child.tag.removeprefix(f"{{{SVG}}}") in DROPPED:
            element.remove(child)
        else:
            _drop(child)
            if child.tag == f"{{{SVG}}}defs" and not len(child):
                element.remove(child)


def _references(root: Element) -> Iterator[str]:
    for each in root.iter():
        yield from (value[1:] for key, value in each.attrib.items() if key == f"{{{XLINK}}}href")
        yield from (found for value in each.attrib.values() for found in REFERENCE.findall(value))


def _rewrite(element: Element, name: str, used: set[str], colours: dict[str, str]) -> None:
    attributes: dict[str, str] = {}
    for key, value in element.attrib.items():
        if key == "id":
            if value in used:
                attributes["id"] = f"{name}-{value}"
        elif key == f"{{{XLINK}}}href":
            attributes["href"] = f"#{name}-{value[1:]}"
        elif key in COORDINATES:
            attributes[key] = DECIMAL.sub(_rounded, value.strip())
        else:
            attributes[key] = _coloured(REFERENCE.sub(rf"url(#{name}-\1)", value), colours)
    element.attrib.clear()
    element.attrib.update(attributes)


def _rounded(number: re.Match[str]) -> str:
    return f"{round(float(number.group()), 2):g}"


def _coloured(value: str, colours: dict[str, str]) -> str:
    for colour, instead in colours.items():
        value = value.replace(colour, instead)
    return value


def _told(root: Element, name: str, title: str, alt: str) -> Element:
    """A picture for those who hear it: role, title and description."""
    for place, (tag, text) in enumerate((("title", title), ("desc", alt))):
        told = Element(tag, {"id": f"{name}-{tag}"})
        told.text = text
        root.insert(place, told)
    root.attrib.update({"role": "img", "aria-labelledby": f"{name}-title {name}-desc", "xmlns": SVG})
    return root


def _serialized(root: Element) -> str:
    return ElementTree.tostring(root, encoding="unicode")
