"""A cache of compiled functions for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from proofnotes.callables import compiling
from proofnotes.verdicts.user_cache import cache_folder


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of the test's own."""
    for variable in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    cache_folder.cache_clear()
    compiling._version.cache_clear()
    yield tmp_path
    cache_folder.cache_clear()
    compiling._version.cache_clear()
