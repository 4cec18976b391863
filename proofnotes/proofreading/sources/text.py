"""Bytes as text, lines, and text with pieces blanked: offsets never move."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..codes import Span

BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""How a file may begin, and the encoding that this says."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANKED = re.compile(r"[^\n]")


@dataclass(frozen=True)
class Decoded:
    """The text of a file; encoding writes it back byte for byte, and is "" if that cannot be; faults are offsets."""

    text: str
    encoding: str
    faults: tuple[int, ...] = ()
    binary: bool = False


def decoded(raw: bytes) -> Decoded:
    """The text of a file: UTF-8, or what its byte order mark says.  Anything else becomes U+FFFD, and a fault."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode(encoding, errors="replace")
        known = _replacements_of(raw, encoding)
        return Decoded(text, "", known, binary=b"\0" in raw and encoding != "utf-16")
    exact = text.encode(encoding) == raw
    return Decoded(text, encoding if exact else "", binary="\0" in text)


def _replacements_of(raw: bytes, encoding: str) -> tuple[int, ...]:
    """Where the decoder had to replace, as offsets in the text: one for each run, a hundred at most."""
    faults: list[int] = []
    read, offset = 0, 0
    while read < len(raw) and len(faults) < 100:
        try:
            raw[read:].decode(encoding)
            break
        except UnicodeDecodeError as fault:
            offset += len(raw[read : read + fault.start].decode(encoding))
            if not faults or faults[-1] != offset - 1:
                faults.append(offset)
            offset += 1
            read += fault.end
            if encoding != "utf-8":  # the mark is gone behind the first fault: one is enough to say so
                break
    return tuple(faults)


def line_starts(text: str) -> tuple[int, ...]:
    """The offsets at which lines begin; a line ends with LF, CR LF or CR."""
    return (0, *(end.end() for end in _LINE_END.finditer(text)))


def newline_of(text: str) -> str:
    """What ends the first line: what is written into the file ends its lines in the same way."""
    end = _LINE_END.search(text)
    return end.group() if end else "\n"


def with_plain_line_ends(text: str) -> str:
    """The text, as long as before, with LF at the end of every line: a scanner looks at nothing else."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with spaces for everything within the spans but line ends.  Spans may overlap."""
    pieces: list[str] = []
    reached = 0
    for start, end in sorted(spans):
        if end <= reached:
            continue
        start = max(start, reached)
        pieces += text[reached:start], _BLANKED.sub(" ", text[start:end])
        reached = end
    pieces.append(text[reached:])
    return "".join(pieces)
