"""A cache of each test's own, and a Coq that is a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from proofnotes.verdicts.user_cache import cache_folder
from tests.certifying.checking.made import Fake


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of the test's own."""
    for variable in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    cache_folder.cache_clear()
    yield tmp_path / "home"
    cache_folder.cache_clear()


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """A Coq that accepts everything, until it is told otherwise."""
    made = Fake(tmp_path, monkeypatch)
    made.says()
    return made
