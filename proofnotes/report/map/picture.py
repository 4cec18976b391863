"""The map as SVG: a box for each statement, which is a link to it, and an arrow from what is used to what uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ...verdicts.model import ERROR, PROVED, REFUTED, UNCHECKED, UNKNOWN
from ..pictures.svg import SVG, standalone_style
from ..pictures.words import caption_for
from ..views import CONTRADICTED, DISPROVED
from ..words import Words
from .groups import DEFINED, MARKS, MEASURED, OPINION, MapEntry, MapGroup
from .layout import HEIGHT, PADDING, Layout, Place, Rectangle, laid_out, text_width

NAME = "map"
MARGIN, LEGEND_ROW, BASELINE = 8.0, 24.0, 4.0

GREY, RED = "#808080", "#cc3b4b"
COLOURS = {
    PROVED: "#009e73", DISPROVED: "#d55e00", DEFINED: "#1f7fc4", OPINION: GREY, MEASURED: GREY, UNCHECKED: GREY,
    UNKNOWN: RED, REFUTED: RED, CONTRADICTED: RED, ERROR: RED,
}  # fmt: skip
"""With a contrast of 3 on white and on black; a page may say otherwise in --verdict-proved and so on."""

DASHED = (OPINION, MEASURED, UNCHECKED, UNKNOWN)
OUTCOMES = {DEFINED: "outcome.definition", OPINION: "outcome.opinion", MEASURED: "outcome.measured"}
FONT = "11px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
WIDE = 2
"""How much wider than a Latin letter a Chinese character is."""


def map_svg(groups: Sequence[MapGroup], words: Words, language: str, href: Callable[[str], str] = "#{}".format) -> str:
    """An element for an HTML page, in the colour of the text around it.  href gives the address of a statement."""
    return ElementTree.tostring(_drawn(groups, words, language, href), encoding="unicode")


def map_svg_file(groups: Sequence[MapGroup], words: Words, language: str) -> str:
    """A file of its own; nothing in it is a link, as links do not work in images."""
    root = _drawn(groups, words, language, None)
    root.insert(0, standalone_style())
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def map_title(groups: Sequence[MapGroup], language: str) -> str:
    """A caption."""
    return caption_for(NAME, _facts(groups), language).title


def map_alt(groups: Sequence[MapGroup], language: str) -> str:
    """What is to be seen, for those who do not see it."""
    return caption_for(NAME, _facts(groups), language).alt


def _facts(groups: Sequence[MapGroup]) -> dict[str, str]:
    entries = [each for group in groups for each in group.entries]
    arrows = sum(len(each.uses) for each in entries)
    return {"files": str(len(groups)), "statements": str(len(entries)), "arrows": str(arrows)}


def _drawn(groups: Sequence[MapGroup], words: Words, language: str, href: Callable[[str], str] | None) -> Element:
    layout = laid_out(groups)
    entries = {each.id: each for group in groups for each in group.entries}
    found = {each.verdict for each in entries.values()}
    legend = list(_legend_rows([each for each in MARKS if each in found], words, layout))
    root = _root(layout, len(legend))
    for tag, text in (("title", map_title(groups, language)), ("desc", map_alt(groups, language))):
        SubElement(root, tag, {"id": f"{NAME}-{tag}"}).text = text
    _arrow_head(root)
    for row, items in enumerate(legend):
        _legend(root, row, items)
    body = SubElement(root, "g", {"transform": f"translate({MARGIN:g} {MARGIN + LEGEND_ROW * len(legend):g})"})
    for name, box in layout.groups.items():
        _group(body, name, box)
    for (used, user), curve in layout.edges.items():
        _edge(body, used, user, curve)
    for id, box in layout.entries.items():
        _entry(body, entries[id], box, words, href)
    return root


def _root(layout: Layout, legend: int) -> Element:
    width, height = layout.width + 2 * MARGIN, layout.height + 2 * MARGIN + LEGEND_ROW * legend
    return Element("svg", {
        "xmlns": SVG, "class": "map", "role": "group", "aria-labelledby": f"{NAME}-title",
        "aria-describedby": f"{NAME}-desc", "width": f"{width:.0f}", "height": f"{height:.0f}",
        "viewBox": f"0 0 {width:.0f} {height:.0f}", "style": f"font: {FONT}", "fill": "currentColor",
    })  # fmt: skip


def _arrow_head(root: Element) -> None:
    marker = SubElement(SubElement(root, "defs"), "marker", {
        "id": f"{NAME}-arrow", "viewBox": "0 0 6 6", "refX": "6", "refY": "3", "markerWidth": "6",
        "markerHeight": "6", "orient": "auto",
    })  # fmt: skip
    SubElement(marker, "path", {"d": "M0 0L6 3L0 6z"})


def _legend_rows(verdicts: Sequence[str], words: Words, layout: Layout) -> Iterator[list[tuple[float, str, str]]]:
    """Rows of (x, verdict, what it says), as many in a row as fit."""
    row: list[tuple[float, str, str]] = []
    x = MARGIN
    for verdict in verdicts:
        said = _said(verdict, words)
        width = HEIGHT + PADDING + text_width(said) + text_width("".join(each for each in said if ord(each) > 0x2E80))
        if row and x + width > layout.width:
            yield row
            row, x = [], MARGIN
        row.append((x, verdict, said))
        x += width + PADDING
    yield row


def _said(verdict: str, words: Words) -> str:
    """The verdict in words, without its mark."""
    text = words(OUTCOMES[verdict]) if verdict in OUTCOMES else words.verdict(verdict)
    return text.lstrip("".join(MARKS.values()) + " ")


def _legend(root: Element, row: int, items: Sequence[tuple[float, str, str]]) -> None:
    for x, verdict, said in items:
        box = Rectangle(x, MARGIN / 2 + row * LEGEND_ROW, HEIGHT, HEIGHT)
        _box(root, box, verdict, round=verdict == DEFINED)
        _text(root, box, MARKS[verdict])
        middle = box.y + HEIGHT / 2 + BASELINE
        SubElement(root, "text", {"x": f"{x + HEIGHT + 6:g}", "y": f"{middle:g}"}).text = said


def _group(parent: Element, name: str, box: Rectangle) -> None:
    attributes = {"fill": "none", "stroke": "currentColor", "stroke-opacity": "0.35", "rx": "4"}
    SubElement(parent, "rect", _at(box) | attributes)
    text = SubElement(parent, "text", {"x": f"{box.x + 7:g}", "y": f"{box.y + 15:g}", "font-weight": "bold"})
    text.text = name


def _edge(parent: Element, used: str, user: str, curve: Sequence[Place]) -> None:
    start, *rest = (f"{x:.1f} {y:.1f}" for x, y in curve)
    *pieces, end = rest
    SubElement(parent, "path", {
        "class": "arrow", "data-from": used, "data-to": user, "d": f"M{start}C{' '.join(pieces)}L{end}", "fill": "none",
        "stroke": "currentColor", "stroke-opacity": "0.55", "marker-end": f"url(#{NAME}-arrow)",
    })  # fmt: skip


def _entry(parent: Element, entry: MapEntry, box: Rectangle, words: Words, href: Callable[[str], str] | None) -> None:
    place = SubElement(parent, "a", {"href": href(entry.id)}) if href else SubElement(parent, "g")
    place.set("data-id", entry.id)
    SubElement(place, "title").text = f"{entry.id}{words('colon')}{_said(entry.verdict, words)}"
    _box(place, box, entry.verdict, round=entry.defines)
    _text(place, box, entry.label)


def _box(parent: Element, box: Rectangle, verdict: str, *, round: bool) -> None:
    """Definitions are round, what no proof settles has a dashed line."""
    colour = f"var(--verdict-{verdict.lower()}, {COLOURS[verdict]})"
    dashes = {"stroke-dasharray": "3 2"} if verdict in DASHED else {}
    corners = {"rx": f"{HEIGHT / 2 if round else 2:g}"}
    style = {"style": f"fill: {colour}; stroke: {colour}", "fill-opacity": "0.13", "stroke-width": "1.3"}
    SubElement(parent, "rect", _at(box) | corners | style | dashes)


def _text(parent: Element, box: Rectangle, text: str) -> None:
    middle = {"x": f"{box.x + box.width / 2:.1f}", "y": f"{box.y + box.height / 2 + BASELINE:.1f}"}
    SubElement(parent, "text", middle | {"text-anchor": "middle"}).text = text


def _at(box: Rectangle) -> dict[str, str]:
    return {"x": f"{box.x:.1f}", "y": f"{box.y:.1f}", "width": f"{box.width:.1f}", "height": f"{box.height:.1f}"}
