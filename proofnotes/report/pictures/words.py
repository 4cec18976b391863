"""What pictures say in a language: templates/LANGUAGE/pictures.toml, a title and an alt text for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..editions import place, placeholders, texts
from ..templating import ReportError

FILE = "pictures.toml"


@dataclass(frozen=True)
class Caption:
    """What a picture is called, and what is to be seen."""

    title: str
    alt: str


def caption_for(kind: str, facts: Mapping[str, str], language: str) -> Caption:
    """The words for one kind of picture, in which {name} stands for a fact of the drawing.

    ReportError, which names the file, if there are none, if another language has others, or if they ask for what the
    drawing does not know.
    """
    known = texts(language, FILE)
    return Caption(*(_text(known, f"{kind}.{key}", facts, place(language, FILE)) for key in ("title", "alt")))


def _text(texts: Mapping[str, str], key: str, facts: Mapping[str, str], file: str) -> str:
    if not texts.get(key, "").strip():
        raise ReportError(f"{file}: expected a text for {key!r}, which a picture needs")
    if strange := sorted(placeholders(texts[key]) - set(facts)):
        have = ", ".join(sorted(facts)) or "none"
        raise ReportError(f"{file}: {key!r}: the picture knows nothing called {strange[0]!r}; there are {have}")
    return texts[key].format(**facts)
