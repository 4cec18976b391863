"""Annotations that hold for a whole document: front matter, and the file NAME.proofnotes.toml beside it."""

from __future__ import annotations

import re
import tomllib

from .scan import DirectiveMark, ProblemMark

_YAML = re.compile(r"---[ \t]*\n(?P<body>(?=[\w.'\"-]+[ \t]*:)(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
"""What begins with a key; else `---` is a rule across the page."""

_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<body>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|$)")
_KEY = re.compile(r"proofnotes[ \t]*:[ \t]*(?P<value>.*)$")
_ENTRY = re.compile(r"[ \t]+(?:-[ \t]+)?(?P<text>\S.*)$|-[ \t]+(?P<flush>\S.*)$")
_QUOTED = re.compile(r"\"(?P<double>.*)\"|'(?P<single>.*)'")


def front_matter(text: str) -> tuple[int, list[DirectiveMark], list[ProblemMark]]:
    """Where the document begins behind its front matter, and the annotations under its key `proofnotes`.

    Of YAML three forms are read: a text, an indented text behind `|`, and a list of texts.
    """
    if text.startswith("+++") and (found := _TOML.match(text)):
        return _from_toml(found)
    if text.startswith("---") and (found := _YAML.match(text)):
        return found.end(), _from_yaml(found["body"], found.start("body")), []
    return 0, [], []


def _from_toml(found: re.Match[str]) -> tuple[int, list[DirectiveMark], list[ProblemMark]]:
    try:
        value = tomllib.loads(found["body"]).get("proofnotes", [])
    except tomllib.TOMLDecodeError as error:
        return found.end(), [], [ProblemMark("D06", f"the front matter is not TOML: {error}", found.start())]
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return found.end(), [DirectiveMark(found.start("body"), str(text), whole=True) for text in texts], []


def _from_yaml(body: str, offset: int) -> list[DirectiveMark]:
    marks: list[DirectiveMark] = []
    within = False
    for line in body.split("\n"):
        if key := _KEY.match(line):
            value = key["value"].strip()
            within = value in ("", "|", ">", "|-", ">-")
            if not within:
                marks.append(DirectiveMark(offset, unquoted(value), whole=True))
        elif within and (entry := _ENTRY.match(line)):
            marks.append(DirectiveMark(offset, unquoted(entry["text"] or entry["flush"]), whole=True))
        elif line.strip():
            within = False
        offset += len(line) + 1
    return marks


def unquoted(value: str) -> str:
    """The text of a scalar of YAML: in double quotes a backslash is written twice, in single ones a quote is."""
    found = _QUOTED.fullmatch(value.strip())
    if found is None:
        return value.strip()
    if found["double"] is not None:
        return found["double"].replace('\\"', '"').replace("\\\\", "\\")
    return found["single"].replace("''", "'")
