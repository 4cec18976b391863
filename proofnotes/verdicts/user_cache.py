"""The user's cache: a folder for what can be made again, under the hash of everything that it depends on."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory


@lru_cache
def cache_folder() -> Path:
    """The folder: the user's, if nobody else may write there, else one that goes with the process."""
    try:
        path = _user_cache() / "proofnotes"
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_private(path) and os.access(path, os.W_OK):
            return path
    except (OSError, RuntimeError):  # there is no such folder, or no home
        pass
    return Path(_own_folder().name)


def _is_private(path: Path) -> bool:
    """Whether what lies there was put there by this user: it is believed, and code of it runs with their rights."""
    if not hasattr(os, "getuid"):
        return True
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


@lru_cache
def _own_folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="proofnotes-", ignore_cleanup_errors=True)


def _user_cache() -> Path:
    """Where programs keep what they can make again."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return chosen if chosen.is_absolute() else Path.home() / ".cache"
