"""A cache of compiled functions for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from proofnotes.callables import compiling


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of the test's own."""
    for variable in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    compiling._cache.cache_clear()
    compiling._version.cache_clear()
    yield tmp_path
    compiling._cache.cache_clear()
    compiling._version.cache_clear()
