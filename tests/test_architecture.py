"""ARCHITECTURE.md tells the truth: what it names is there, and every room is told of."""

import re

import pytest

from tests.reading import ROOT

PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
QUOTED = sorted(set(re.findall(r"`([^`\n]+)`", PAGE)))
PATHS = [quoted for quoted in QUOTED if "/" in quoted and " " not in quoted]
NAMES = re.findall(r"`(\w+)` (?:in|of|and `\w+` in) `([\w/]+\.py)`", PAGE)


@pytest.mark.parametrize("path", PATHS)
def test_path_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("name", "path"), NAMES)
def test_name_is_in_its_file(name: str, path: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / path).read_text(encoding="utf-8"))


def test_every_room_is_told_of() -> None:
    rooms = {path.parent.name for path in (ROOT / "proofnotes").glob("*/__init__.py")} - {"symbolic"}
    (order,) = re.findall(r"^> (.*)$", PAGE, re.MULTILINE)
    assert set(order.split(" < ")) == rooms


def test_there_are_paths() -> None:
    assert len(PATHS) > 50
    assert len(NAMES) >= 4
