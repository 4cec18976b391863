"""What text in Coq comes to, by a reader of its own: numbers for what is free, dictionaries for tensors."""

import math
import re
from collections.abc import Mapping
from typing import Any

TOKEN = re.compile(r"\s*(=>|%nat|%Z|<=|[A-Za-z_#][\w'#]*|\d+|[()+\-*/^<>=])")

FUNCTIONS = {
    "exp": math.exp, "ln": math.log, "sqrt": math.sqrt, "tanh": math.tanh, "erf": math.erf, "Rabs": abs,
    "sin": math.sin, "cos": math.cos, "INR": float, "S": lambda n: n + 1,
}  # fmt: skip
PAIRS = {
    "delta": lambda a, b: float(a == b), "Rpower": lambda a, b: a**b, "Rmax": max,
    "Rlt_dec": lambda a, b: a < b, "Rle_dec": lambda a, b: a <= b, "Req_EM_T": lambda a, b: a == b,
    "Nat.eqb": lambda a, b: a == b,
}  # fmt: skip
BIGS = {"sum": math.fsum, "prod": math.prod, "largest": max}


def value_of(text: str, given: Mapping[str, Any]) -> Any:
    """given: numbers by name, and functions of places for tensors."""
    return Reading(text).whole(dict(given))


class Reading:
    def __init__(self, text: str) -> None:
        self.tokens = TOKEN.findall(text.replace("Nat.eqb", "Nat_eqb"))
        self.at = 0

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        found = self.next
        assert found == (wanted or found) != "", (self.tokens, self.at, wanted)
        self.at += 1
        return found

    def whole(self, given: dict[str, Any]) -> Any:
        found = self.sum(given)
        assert not self.next, (self.tokens, self.at)
        return found

    def sum(self, given: dict[str, Any]) -> Any:
        found = self.product(given)
        while self.next in ("+", "-"):
            found = found + self.product(given) if self.take() == "+" else found - self.product(given)
        return found

    def product(self, given: dict[str, Any]) -> Any:
        found = self.signed(given)
        while self.next in ("*", "/"):
            found = found * self.signed(given) if self.take() == "*" else found / self.signed(given)
        return found

    def signed(self, given: dict[str, Any]) -> Any:
        if self.next in ("-", "/"):
            return -self.signed(given) if self.take() == "-" else 1 / self.signed(given)
        found = self.applied(given)
        while self.next == "^":
            self.take()
            found = found ** int(self.take())
        return found

    def applied(self, given: dict[str, Any]) -> Any:
        word = self.next
        if word == "if":
            return self.choice(given)
        if word in FUNCTIONS:
            self.take()
            return FUNCTIONS[word](self.atom(given))
        if word.replace("_eqb", ".eqb") in PAIRS:
            self.take()
            return PAIRS[word.replace("_eqb", ".eqb")](self.atom(given), self.atom(given))
        if word in BIGS:
            return self.big(given)
        if callable(given.get(word)):
            self.take()
            places = []
            while self.next and self.next not in ")+-*/^":
                places.append(self.atom(given))
            return given[word](*places)
        return self.atom(given)

    def choice(self, given: dict[str, Any]) -> Any:
        self.take("if")
        holds = self.applied(given)
        self.take("then")
        then = self.sum(given)
        self.take("else")
        otherwise = self.sum(given)
        return then if holds else otherwise

    def big(self, given: dict[str, Any]) -> Any:
        word = self.take()
        for each in ("(", "fun"):
            self.take(each)
        name = self.take()
        self.take("=>")
        start, found = self.at, []
        self.sum({**given, name: 0})
        self.take(")")
        size = self.atom(given)
        end = self.at
        for value in range(int(size)):
            self.at = start
            found.append(self.sum({**given, name: value}))
        self.at = end
        return BIGS[word](found)

    def atom(self, given: dict[str, Any]) -> Any:
        word = self.take()
        if word == "(":
            found = self.sum(given)
            self.take(")")
        elif word.isdigit():
            found = int(word)
        else:
            found = math.pi if word == "PI" else given[word]
        if self.next in ("%nat", "%Z"):
            self.take()
        return found
