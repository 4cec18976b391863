"""Where things stand on the map: Graphviz's dot, given boxes of fixed size, so that no font of the machine matters."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pygraphviz

from .groups import MapEntry, MapGroup

CHARACTER, HEIGHT, PADDING = 6.7, 20.0, 14.0
"""Of the monospaced font at 11 pixels, and of the boxes around it."""

POINTS = 72.0
GAPS = {"nodesep": "0.07", "ranksep": "0.28"}
CAPTION = '<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{:.0f}" HEIGHT="14"><TR><TD></TD></TR></TABLE>>'

Place = tuple[float, float]


@dataclass(frozen=True)
class Rectangle:
    """Its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """Boxes of groups and of entries by their names, and the curves between entries: a start and cubic pieces."""

    width: float
    height: float
    groups: Mapping[str, Rectangle]
    entries: Mapping[str, Rectangle]
    edges: Mapping[tuple[str, str], tuple[Place, ...]]


def text_width(text: str) -> float:
    """How wide a label is."""
    return CHARACTER * len(text)


def laid_out(groups: Sequence[MapGroup]) -> Layout:
    """From left to right: what is used stands left of what uses it."""
    graph = pygraphviz.AGraph(directed=True, rankdir="LR", newrank="true", outputorder="edgesfirst", **GAPS)
    for group in groups:
        for entry in group.entries:
            graph.add_node(entry.id, **_box(entry))
        inside = [entry.id for entry in group.entries]
        caption = CAPTION.format(text_width(group.name))
        graph.add_subgraph(inside, name=f"cluster_{group.name}", label=caption, labeljust="l", margin="7")
    for entry in (each for group in groups for each in group.entries):
        for used in entry.uses:
            graph.add_edge(used, entry.id, arrowsize="0.5")
    return _read(json.loads(graph.draw(format="json0", prog="dot")))


def _box(entry: MapEntry) -> dict[str, str]:
    width, height = (text_width(entry.label) + PADDING) / POINTS, HEIGHT / POINTS
    return {"label": "", "shape": "box", "fixedsize": "true", "width": f"{width:.4f}", "height": f"{height:.4f}"}


def _read(drawn: Mapping[str, Any]) -> Layout:
    """dot counts upwards from below."""
    _, _, width, height = _numbers(drawn["bb"])
    objects = drawn["objects"]
    groups = {each["name"].removeprefix("cluster_"): _corner(each["bb"], height) for each in objects if "bb" in each}
    entries = {each["name"]: _centred(each, height) for each in objects if "bb" not in each}
    names = {each["_gvid"]: each["name"] for each in objects}
    edges = {(names[each["tail"]], names[each["head"]]): _curve(each["pos"], height) for each in drawn.get("edges", ())}
    return Layout(width, height, groups, entries, edges)


def _corner(box: str, height: float) -> Rectangle:
    left, low, right, high = _numbers(box)
    return Rectangle(left, height - high, right - left, high - low)


def _centred(node: Mapping[str, str], height: float) -> Rectangle:
    x, y = _numbers(node["pos"])
    wide, high = float(node["width"]) * POINTS, float(node["height"]) * POINTS
    return Rectangle(x - wide / 2, height - y - high / 2, wide, high)


def _curve(positions: str, height: float) -> tuple[Place, ...]:
    """e,x,y is where the arrow points; it comes last."""
    end: tuple[Place, ...] = ()
    points: list[Place] = []
    for each in positions.split():
        x, y = _numbers(each.removeprefix("e,"))
        if each.startswith("e,"):
            end = ((x, height - y),)
        else:
            points.append((x, height - y))
    return (*points, *end)


def _numbers(text: str) -> list[float]:
    return [float(each) for each in text.split(",")]
