"""What every converter of LaTeX asks of a formula: an independent check that knows nothing of the printer.

Braces and \\left, \\begin match; no letter has two scripts on one side; %, #, $ and & do not stand bare; whatever is no
ASCII stands in the words of a \\text.
"""

import re

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.S)
PAIRS = {"{": "}", r"\left": r"\right", r"\begin": r"\end"}
COMMANDS = r"""\text \frac \sqrt \sum \prod \log \tanh \max \lim \to \infty \partial \left \right \lvert \rvert \begin
    \end \cdot \ldots \ne \leq \geq \delta \pi \lbrace \rbrace \mathbf \boldsymbol \hat \tilde \bar \dot \ddot
    \vec \check
    \breve \acute \grave \mathring \prime \ell \hbar \mathrm \lambda \mu \sigma \alpha \beta \gamma \Gamma \theta \omega
    \varphi \varepsilon \varsigma \Delta \displaystyle \mathcal \theta \Omega \epsilon"""
"""What a printer of names and nodes writes; each of them is known to every converter."""


def problems(latex: str) -> list[str]:
    """What is wrong with the formula; empty for none."""
    found: list[str] = []
    tokens = TOKEN.findall(latex)
    place = _group(tokens, 0, "", found)
    if place < len(tokens):
        found.append(f"{tokens[place]} has no partner")
    return found


def _group(tokens: list[str], place: int, closing: str, found: list[str]) -> int:
    """Up to the closing token; scripts are counted from letter to letter."""
    scripts: set[str] = set()
    columns = False
    while place < len(tokens) and tokens[place] not in PAIRS.values():
        token = tokens[place]
        if token == r"\text":
            place = _words(tokens, place + 1, found)
            scripts = set()
        elif token in PAIRS:
            inside = _group(tokens, place + 1, PAIRS[token], found)
            if inside >= len(tokens) or tokens[inside] != PAIRS[token]:
                found.append(f"{token} is not closed")
                return len(tokens)
            place, scripts = inside + 1, set()
        elif token in ("_", "^", "'"):
            side = "^" if token == "'" else token
            if side in scripts and tokens[place - 1] != "'":
                found.append(f"two scripts {side}")
            scripts.add(side)
            place = place + 1 if token == "'" else _script(tokens, place + 1, found)
        else:
            _check(token, closing == r"\end", found)
            scripts = scripts if token.isspace() else set()
            columns = columns or token == "&"
            place += 1
    return place


def _script(tokens: list[str], place: int, found: list[str]) -> int:
    """A group, or one letter."""
    if place >= len(tokens):
        found.append("nothing in a script")
        return place
    if tokens[place] != "{":
        _check(tokens[place], False, found)
        return place + 1
    inside = _group(tokens, place + 1, "}", found)
    if inside == place + 1:
        found.append("an empty script")
    return inside + 1


def _words(tokens: list[str], place: int, found: list[str]) -> int:
    if tokens[place] != "{":
        found.append(r"\text without braces")
        return place
    while tokens[place] != "}":
        if tokens[place] in ("%", "#", "$", "&", "\\", "^", "_", "~") or tokens[place].startswith("\\"):
            found.append(f"{tokens[place]} among words")
        place += 1
    return place + 1


def _check(token: str, columns: bool, found: list[str]) -> None:
    if token in ("%", "#", "$") or (token == "&" and not columns):
        found.append(f"a bare {token}")
    if len(token) == 1 and not token.isascii():
        found.append(f"{token} outside of words")
    if re.fullmatch(r"\\[A-Za-z]+", token) and token not in COMMANDS.split():
        found.append(f"the command {token}")
