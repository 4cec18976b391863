"""What may not stand in a file: whatever lets Coq accept what is not proved, or read a statement otherwise."""

from __future__ import annotations

import re

PLEDGES = frozenset({"Admitted", "admit", "give_up", "bypass_check"})
"""Words that leave a proof open or a check of the kernel out; nowhere in a file."""

ASSUMING = frozenset(
    {"Axiom", "Axioms", "Parameter", "Parameters", "Conjecture", "Conjectures", "Primitive", "Register", "Unset"}
)
"""Commands that assume something or take a check of the kernel away; nowhere in the library."""

COMMANDS = {
    "S": frozenset({"From", "Open", "Definition"}),
    "P": frozenset({"From", "Open", "Theorem", "Proof", "Qed"}),
    "K": frozenset({"From", "Definition", "Print"}),
}
"""The commands that each kind of printed file consists of.  Tactics are written small, so what begins with a capital
letter in a proof is a command too.
"""

SENTENCE = re.compile(r"\.(?=\s|$)")
BEGINNING = re.compile(r"(?:[-+*{}\s]|\d+\s*:|all\s*:)*(#\[|[A-Z]\w*|\w+)")
WORD = re.compile(r"[^\W\d][\w']*")


def forbidden(text: str, kind: str = "") -> tuple[str, ...]:
    """The words that may not stand there, each once.  kind: S, P or K, none for a file of the library.

    Comments and strings may say anything.
    """
    code = without_comments(text)
    found = [word for word in WORD.findall(code) if word in PLEDGES]
    for sentence in SENTENCE.split(code):
        begins = BEGINNING.match(sentence)
        if begins is not None and _refused(begins[1], kind):
            found.append(begins[1])
    return tuple(dict.fromkeys(found))


def _refused(word: str, kind: str) -> bool:
    if not kind:
        return word in ASSUMING
    command = word[0].isupper() or word.startswith("#") or kind != "P"
    return command and word not in COMMANDS[kind]


def without_comments(text: str) -> str:
    """The text without comments, which nest, and with empty strings."""
    kept, depth, quoted, place = [], 0, False, 0
    while place < len(text):
        pair, sign = text[place : place + 2], text[place]
        if quoted or sign == '"':  # in a comment too: there a bracket in a string closes nothing
            quoted = not quoted if sign == '"' else quoted
            kept += [sign] if sign == '"' and not depth else []
            place += 1
        elif pair == "(*":
            depth, place = depth + 1, place + 2
        elif depth and pair == "*)":
            depth, place = depth - 1, place + 2
        else:
            kept += [] if depth else [sign]
            place += 1
    return "".join(kept)
