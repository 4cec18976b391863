"""What is read at the place before an index: apart for the first place, before which there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .integers import Literal, Nominal, Reckoned
from .places import Free, Next, Nth, Place
from .setting import Setting
from .trees import ReadAt, Tree, canonical, reindexed, subterms


def looks_back(setting: Setting) -> str | None:
    """An index of the statement before which something is read."""
    for side in (setting.left, setting.right):
        for part in subterms(side):
            match part:
                case ReadAt(Reckoned("-", (Nominal(Free(name)), Literal(1)))) if name in setting.bound:
                    return name
    return None


def by_place(setting: Setting, index: str, show: Callable[[Setting], list[str]]) -> list[str]:
    """The proof for the first place, and for a place behind another."""
    before = f"{index}'before"
    bound = tuple(name for name in setting.bound if name != index)
    first = replace(_at(setting, index, Nth(0)), bound=bound)
    extents = {**setting.extents, before: setting.extents[index]}
    later = replace(
        _at(setting, index, Next(Free(before))),
        bound=(*bound, before),
        extents=extents,
        followed=setting.followed | {before},
    )
    shown = f"assert (lt'{before} : ({before} < {extents[before].text})%nat) by lia."
    return [
        f"destruct {index} as [|{before}].",
        "{ " + "\n".join(show(first)) + " }",
        "{ " + "\n".join([shown, *show(later)]) + " }",
    ]


def _at(setting: Setting, index: str, place: Place) -> Setting:
    def step(tree: Tree) -> Tree:
        return canonical(reindexed(tree, {index: place}))

    return setting.mapped(step)
