"""The reasons of a derivation in the reader's language.

Derivations give their reasons in English; a language's folder may hold phrases.toml with what the pieces of them say
there.  A piece that it does not have is shown as it stands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

SEPARATOR = "; "


def load_phrases(folder: Path) -> dict[str, str]:
    """The phrases of a language; none if it has no phrases.toml."""
    path = folder / "phrases.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def say(text: str, phrases: Mapping[str, str]) -> str:
    """The whole text if there is a phrase for it, else its pieces one by one."""
    if text in phrases:
        return phrases[text]
    return phrases.get(SEPARATOR, SEPARATOR).join(phrases.get(each, each) for each in text.split(SEPARATOR))
