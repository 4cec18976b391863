"""LaTeX that an author gives for a name, taken apart as far as that is needed to put an index or an exponent on it."""

from __future__ import annotations

import re
from functools import lru_cache

from .errors import NotationError
from .spelling import shortened

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.S)
PAIRS = {"{": "}", r"\left": r"\right", r"\begin": r"\end"}
BARE = {"%": "begins a comment", "#": "is for macros", "$": "ends the formula", "&": "begins a column"}
WORDS = re.compile(r"\\(text[a-z]*|mbox|operatorname)\Z")
"""Commands whose argument is no mathematics: an underscore in it is none."""

Atom = tuple[str, str]
"""A sign, which is _ or ^ for a script, ' for a prime and empty for anything else, and the LaTeX behind the sign."""


def checked_latex(given: object, owner: str) -> None:
    """None, or LaTeX that stands for itself in any formula.  NotationError, quoting it, for what would break one."""
    if given is None:
        return
    if not isinstance(given, str):
        raise NotationError(f"{owner}: expected latex= to be in quotes, such as r'\\theta', got {shortened(given)}")
    try:
        atoms(given)
    except NotationError as error:
        raise NotationError(f"{owner}: latex={shortened(given)}: {error}") from None


@lru_cache(maxsize=1 << 10)
def atoms(given: str) -> tuple[Atom, ...]:
    """The letters, commands with their arguments, groups, scripts and primes side by side.

    NotationError for braces that do not match, for two scripts in one place, and for signs that mean something to LaTeX
    outside of the formula.
    """
    if given and not given.strip():
        raise NotationError("it is blank")
    if re.search(r"\n\s*\n", given):
        raise NotationError("a blank line ends the formula in LaTeX")
    return tuple(_Reading(TOKEN.findall(given)).side_by_side())


class _Reading:
    """What is left of the tokens, read from the left."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens[::-1]

    def next(self) -> str:
        return self.tokens[-1] if self.tokens else ""

    def skip_spaces(self) -> None:
        while self.next().isspace():
            self.tokens.pop()

    def side_by_side(self, closing: str = "") -> list[Atom]:
        """Atoms up to the closing token, which stays."""
        found: list[Atom] = []
        while self.tokens and self.next() not in PAIRS.values():
            sign = self.tokens.pop() if self.next() in ("_", "^", "'") else ""
            self.skip_spaces()
            if sign and not found:
                raise NotationError(f"nothing stands before {sign}")
            if self.tokens or sign:
                found.append((sign, "'" if sign == "'" else self.atom(closing == r"\end")))
                _check_scripts(found)
            self.skip_spaces()
        if self.next() != closing:
            raise NotationError(f"{self.next()} has no partner" if self.tokens else f"a {closing} is missing")
        return found

    def atom(self, columns: bool) -> str:
        """One letter, one command with its arguments, or one group."""
        if not self.tokens or self.next() in PAIRS.values():
            raise NotationError("nothing follows a script sign")
        token = self.tokens.pop()
        if token in BARE and not (columns and token == "&"):
            raise NotationError(f"{token} {BARE[token]} in LaTeX; write \\{token}")
        if token == "\\":
            raise NotationError("nothing follows \\")
        if token == "{":
            return token + self.inside("}")
        if token in PAIRS:
            return token + self.inside(PAIRS[token]) + self.group()
        if not token[1:].isalpha() or token[0] != "\\":
            return token
        written = token
        if token == r"\sqrt" and self.next() == "[":
            while self.next() not in ("", "]"):
                written += self.tokens.pop()
            written += self.tokens.pop() if self.tokens else ""
        while self.next() == "{":
            written += self.words() if WORDS.match(token) else self.group()
        return written

    def inside(self, closing: str) -> str:
        """Everything up to the closing token, and that."""
        before = self.tokens[:]
        self.side_by_side(closing)
        closed = self.tokens.pop()
        return "".join(before[len(self.tokens) + 1 :][::-1]) + closed

    def group(self) -> str:
        """What is in braces, or one delimiter."""
        return self.tokens.pop() + self.inside("}") if self.next() == "{" else self.tokens.pop() if self.tokens else ""

    def words(self) -> str:
        """What is in braces, where signs mean nothing."""
        written, depth = "", 0
        while self.tokens:
            token = self.tokens.pop()
            if token in "%#$&":
                raise NotationError(f"{token} {BARE[token]} in LaTeX; write \\{token}")
            depth += (token == "{") - (token == "}")
            written += token
            if not depth:
                return written
        raise NotationError("a } is missing")


def _check_scripts(atoms: list[Atom]) -> None:
    """Two scripts on one side of a letter are an error of LaTeX; primes, and x'^2, are not."""
    sign = atoms[-1][0]
    above = ("^", "'")
    for before, _ in reversed(atoms[:-1]):
        if not before or (before == "'" and sign in above and atoms[-2][0] == "'"):
            return
        if sign and (before == sign or (before in above and sign in above)):
            raise NotationError(f"two scripts on one letter: write {{x{before}a}}{sign}b for x{before}a{sign}b")
