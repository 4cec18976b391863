"""Documents in which a person has judged every claim: no false alarm, nothing false accepted, most of it settled."""

from pathlib import Path

import pytest

from .judged_notes import FOLDER, checked_notes, judged

LEAST = {"attention.md": 14, "backprop_notes.md": 15, "blog.md": 21, "lecture.tex": 25, "optimization.ipynb": 18}
"""So many true claims have to be proved."""


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in sorted(FOLDER.iterdir())])
def test_judged_document(path: Path) -> None:
    links = list(judged(path, checked_notes(path)))
    assert [str(each) for each in links if each.alarm] == []
    assert sum(each.judged == "T" and each.settled for each in links) >= LEAST[path.name]
