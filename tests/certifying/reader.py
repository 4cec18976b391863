"""Coq text, read by a parser that knows Coq's grammar and nothing of the printer.

It reads what statements are written in: definitions, fixpoints, functions, quantifiers, `if`, `match` on natural
numbers, and operators with Coq's precedences.  Anything else is a SyntaxError.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """An identifier, perhaps qualified: K, Nat.eqb."""

    text: str


@dataclass(frozen=True)
class Numeral:
    """A number; its scope says whether it is natural, whole or real."""

    value: int


@dataclass(frozen=True)
class Application:
    """f a b."""

    function: Term
    arguments: tuple[Term, ...]


@dataclass(frozen=True)
class Binder:
    """A variable and what stands behind its colon, "" where nothing does."""

    name: str
    type: str = ""


@dataclass(frozen=True)
class Function:
    """fun x y => body."""

    binders: tuple[Binder, ...]
    body: Term


@dataclass(frozen=True)
class Quantified:
    """forall x y, body; or exists."""

    word: str
    binders: tuple[Binder, ...]
    body: Term


@dataclass(frozen=True)
class If:
    """if condition then one else other."""

    condition: Term
    one: Term
    other: Term


@dataclass(frozen=True)
class Branch:
    """S (S name) => body is of 2 and everything above, name how far above; O => body is of 0 alone."""

    successors: int
    name: str
    exact: bool
    body: Term


@dataclass(frozen=True)
class Match:
    """match subject with the first branch that fits end, on a natural number."""

    subject: Term
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Let:
    """let name := value in body."""

    name: str
    value: Term
    body: Term


@dataclass(frozen=True)
class Operator:
    """left symbol right; a sign before its only operand has no left."""

    symbol: str
    left: Term | None
    right: Term


@dataclass(frozen=True)
class Delimited:
    """(inside)%scope."""

    inside: Term
    scope: str


@dataclass(frozen=True)
class Cast:
    """(inside : type)."""

    inside: Term
    type: str


Term = Name | Numeral | Application | Function | Quantified | If | Match | Let | Operator | Delimited | Cast


@dataclass(frozen=True)
class Definition:
    """Definition name binders : type := body.  A Fixpoint is one whose name occurs in its body."""

    name: str
    binders: tuple[Binder, ...]
    type: str
    body: Term


INFIX = {
    # symbol: its level, and at which level its right operand is read
    "->": (99, 99), "<->": (95, 94), "\\/": (85, 85), "/\\": (80, 80),
    "=": (70, 69), "<>": (70, 69), "<": (70, 69), "<=": (70, 69), ">": (70, 69), ">=": (70, 69),
    "=?": (70, 69), "<?": (70, 69), "<=?": (70, 69),
    "+": (50, 49), "-": (50, 49), "||": (50, 49), "*": (40, 39), "/": (40, 39), "&&": (40, 39), "^": (30, 30),
}  # fmt: skip
PREFIX = {"~": 75, "-": 35, "/": 35}
LOOSEST = 200
WORDS = frozenset(
    ("fun", "forall", "exists", "if", "then", "else", "let", "in", "match", "with", "end", "as", "return", "fix")
)

TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z_][\w']*(?:\.[A-Za-z_][\w']*)*)|(?P<number>\d+)"
    r"|(?P<sign><->|=>|->|:=|<=\?|<\?|=\?|<>|<=|>=|/\\|\\/|&&|\|\||%[A-Za-z]+|[(){}+\-*/^=<>~,:|]))",
    re.ASCII,
)


def without_comments(text: str) -> str:
    """The text with each comment as a space.  A quote in a comment opens a string, for Coq."""
    kept, depth, at = [], 0, 0
    while at < len(text):
        two = text[at : at + 2]
        if two == "(*":
            depth, at = depth + 1, at + 2
        elif two == "*)" and depth:
            depth, at = depth - 1, at + 2
            kept.append(" " if not depth else "")
        elif depth and text[at] == '"':
            end = text.find('"', at + 1)
            if end < 0:
                raise SyntaxError(f"a string in a comment does not end: {text[at : at + 40]}")
            at = end + 1
        else:
            kept.append("" if depth else text[at])
            at += 1
    if depth:
        raise SyntaxError("a comment does not end")
    return "".join(kept)


def sentences(text: str) -> Iterator[str]:
    """Coq's sentences, without the full stop that ends each."""
    *found, rest = re.split(r"\.(?=\s|$)", without_comments(text))
    yield from (sentence.strip() for sentence in found)
    if rest.strip():
        raise SyntaxError(f"a sentence does not end: {rest.strip()[:60]}")


def definitions(text: str) -> Iterator[Definition]:
    """The definitions of a file; its requirements and its open scope have to be the ones expected."""
    for sentence in sentences(text):
        if re.fullmatch(r"From \w+ Require (Import|Export) [\w ]+|(Local )?Open Scope R_scope", sentence):
            continue
        yield definition(sentence)


def definition(sentence: str) -> Definition:
    """One definition or fixpoint."""
    reader = Reader(sentence)
    if reader.take() not in ("Definition", "Fixpoint"):
        raise SyntaxError(f"expected a definition: {sentence[:80]}")
    name = reader.identifier()
    binders = reader.binders(":", ":=")
    type_ = reader.type(":=") if reader.has(":") else ""
    reader.want(":=")
    body = reader.term()
    reader.finished()
    return Definition(name, binders, type_, body)


def term(text: str) -> Term:
    """A term or a proposition alone."""
    reader = Reader(without_comments(text))
    found = reader.term()
    reader.finished()
    return found


class Reader:
    """One text, from left to right."""

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        self.at, here = 0, 0
        text = text.strip()
        while here < len(text):
            found = TOKEN.match(text, here)
            if found is None:
                raise SyntaxError(f"not Coq as it is read here: {text[here : here + 40]!r}")
            self.tokens.append(found[0].strip())
            here = found.end()

    @property
    def next(self) -> str:
        """The token that comes next, "" at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        """That token, which is then behind us."""
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ""

    def has(self, token: str) -> bool:
        """Whether it came next, and if so it is behind us."""
        if self.next != token:
            return False
        self.at += 1
        return True

    def want(self, token: str) -> None:
        """It comes next."""
        if not self.has(token):
            around = " ".join(self.tokens[max(0, self.at - 8) : self.at + 8])
            raise SyntaxError(f"expected {token!r}, got {self.next!r} in: {around}")

    def finished(self) -> None:
        """Nothing is left."""
        if self.next:
            raise SyntaxError(f"expected the end, got {' '.join(self.tokens[self.at : self.at + 12])}")

    def identifier(self) -> str:
        """A name that may be bound."""
        found = self.take()
        if not re.fullmatch(r"[A-Za-z_][\w']*", found, re.ASCII) or found in WORDS:
            raise SyntaxError(f"expected a name, got {found!r}")
        return found

    def type(self, *ends: str) -> str:
        """A type as text, up to one of these."""
        depth, found = 0, []
        while self.next and (depth or self.next not in ends):
            depth += {"(": 1, ")": -1}.get(self.next, 0)
            found.append(self.take())
        return " ".join(found)

    def binders(self, *ends: str) -> tuple[Binder, ...]:
        """x y (z : nat -> R), or x y : nat, up to one of these."""
        found: list[Binder] = []
        while self.next not in ends or self.next == "(":
            if self.has("{"):
                self.type("}")  # what is left to Coq to find
                self.want("}")
            elif self.has("("):
                names = self.names(":")
                self.want(":")
                of = self.type(")")
                self.want(")")
                found += [Binder(name, of) for name in names]
            else:
                found.append(Binder(self.identifier()))
        return tuple(found)

    def names(self, end: str) -> list[str]:
        """Several in a row."""
        found = [self.identifier()]
        while self.next != end:
            found.append(self.identifier())
        return found

    def bound(self, end: str) -> tuple[Binder, ...]:
        """What a function or a quantifier binds, up to its arrow or comma."""
        found = self.binders(":", end)
        if self.has(":"):
            of = self.type(end)
            found = tuple(Binder(each.name, each.type or of) for each in found)
        self.want(end)
        if not found:
            raise SyntaxError("expected a bound name")
        return found

    def term(self, level: int = LOOSEST) -> Term:
        """As much as binds at least as tightly as the level says."""
        left = self.operand(level)
        while self.next in INFIX and INFIX[self.next][0] <= level:
            own, within = INFIX[self.next]
            symbol = self.take()
            right = self.term(within)
            left = Operator(symbol, left, right)
            if own == 70 and INFIX.get(self.next, (0, 0))[0] == 70:
                if {symbol, self.next} - {"<", "<="}:
                    raise SyntaxError(f"{symbol} and {self.next} do not associate")
                left = Operator("/\\", left, Operator(self.take(), right, self.term(within)))
        return left

    def operand(self, level: int) -> Term:
        """What may stand before an operator."""
        if self.next in PREFIX:
            own = PREFIX[self.next]
            if own > level:
                raise SyntaxError(f"{self.next} does not bind tightly enough here")
            return Operator(self.take(), None, self.term(own))
        if self.has("fun"):
            return Function(self.bound("=>"), self.term())
        if self.next in ("forall", "exists"):
            return Quantified(self.take(), self.bound(","), self.term())
        if self.has("if"):
            condition = self.term()
            self.want("then")
            one = self.term()
            self.want("else")
            return If(condition, one, self.term())
        if self.has("let"):
            name, binders = self.identifier(), self.binders(":=")
            self.want(":=")
            value = self.term()
            value = Function(binders, value) if binders else value
            self.want("in")
            return Let(name, value, self.term())
        function = self.atom()
        arguments = []
        while self.next == "(" or self.next[:1].isalnum() or self.next[:1] == "_":
            if self.next in WORDS:
                break
            arguments.append(self.atom())
        return Application(function, tuple(arguments)) if arguments else function

    def atom(self) -> Term:
        """A name, a number, or what stands in brackets; perhaps with a scope."""
        found: Term
        if self.has("("):
            found = self.term()
            if self.has(":"):
                found = Cast(found, self.type(")"))
            self.want(")")
        elif self.has("match"):
            found = self.match()
        elif self.next.isdigit():
            found = Numeral(int(self.take()))
        else:
            found = Name(self.take())
            if not re.match(r"[A-Za-z_]", found.text) or found.text in WORDS:
                raise SyntaxError(f"expected a term, got {found.text!r}")
        while self.next.startswith("%"):
            found = Delimited(found, self.take()[1:])
        return found

    def match(self) -> Match:
        """On a natural number."""
        subject = self.term()
        self.want("with")
        self.has("|")
        branches = [self.branch()]
        while self.has("|"):
            branches.append(self.branch())
        self.want("end")
        return Match(subject, tuple(branches))

    def branch(self) -> Branch:
        """O, S k, S O or _, and what it stands for."""
        successors = 0
        while self.has("S"):
            successors += 1
        exact = self.next in ("O", "0")
        name = self.take() if exact else self.identifier()
        self.want("=>")
        return Branch(successors, "" if exact else name, exact, self.term())
