"""LaTeX read as a mathematician reads it, and evaluated: an independent check of the printer's brackets.

Σ, log without brackets and d/dx take everything to their right up to the next + or −.
"""

import math
import re

TOKEN = re.compile(r"\\[A-Za-z]+|\d+(?:\.\d+)?|\S")
FUNCTIONS = {r"\tanh": math.tanh, r"\max": max}


class Reader:
    """values: of the letters; entries: of tensors by letter, from position 1."""

    def __init__(self, latex: str, values: dict[str, float], entries: dict[str, tuple[float, ...]]) -> None:
        self.tokens = [token for token in TOKEN.findall(latex) if token not in (r"\left", r"\right")]
        self.values, self.entries = values, entries
        self.indices: dict[str, int] = {}

    def value(self) -> float:
        found = self.expression()
        assert not self.tokens, f"left over: {self.tokens}"
        return found

    def peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, expected: str = "") -> str:
        assert not expected or self.peek() == expected, f"expected {expected} at {self.tokens}"
        return self.tokens.pop(0)

    def expression(self) -> float:
        total = self.signed()
        while self.peek() in ("+", "-"):
            total += self.term() if self.take() == "+" else -self.term()
        return total

    def signed(self) -> float:
        if self.peek() == "-":
            self.take()
            return -self.term()
        return self.term()

    def term(self) -> float:
        found = self.factor()
        while self.peek() and self.peek() not in ("+", "-", ")", "]", "}", ",", r"\rvert"):
            if self.peek() == r"\cdot":
                self.take()
            else:
                assert not self.peek()[0].isdigit(), f"a digit after a factor: {self.tokens}"
            found *= self.factor()
        return found

    def factor(self) -> float:
        base = self.atom()
        if self.peek() == "^":
            self.take()
            exponent = self.group()
            assert self.peek() != "^", "two exponents"
            return base**exponent
        return base

    def group(self) -> float:
        if self.peek() == "{":
            return self.inside("{", "}")
        return self.atom()

    def inside(self, left: str, right: str) -> float:
        self.take(left)
        found = self.expression()
        self.take(right)
        return found

    def atom(self) -> float:
        token = self.peek()
        if token in ("(", "["):
            return self.inside(token, {"(": ")", "[": "]"}[token])
        self.take()
        if token[0].isdigit():
            return float(token)
        if token == r"\frac":
            above = self.group()
            return above / self.group()
        if token == r"\sqrt":
            return math.sqrt(self.group())
        if token == "e":
            self.take("^")
            return math.exp(self.group())
        if token == r"\lvert":
            found = abs(self.expression())
            self.take(r"\rvert")
            return found
        if token == r"\log":
            return math.log(self.atom() if self.peek() == "(" else self.term())
        if token in FUNCTIONS:
            return FUNCTIONS[token](*self.arguments())
        if token == r"\sum":
            return self.sum()
        return self.name(token)

    def arguments(self) -> list[float]:
        self.take("(")
        found = [self.expression()]
        while self.peek() == ",":
            self.take()
            found.append(self.expression())
        self.take(")")
        return found

    def sum(self) -> float:
        for expected in ("_", "{"):
            self.take(expected)
        index = self.index()
        for expected in ("=", "1", "}", "^", "{"):
            self.take(expected)
        last = int(self.take())
        self.take("}")
        body, outer, total = list(self.tokens), self.indices.get(index), 0.0
        for position in range(1, last + 1):
            self.tokens, self.indices[index] = list(body), position
            total += self.term()
        self.indices.pop(index)
        if outer is not None:
            self.indices[index] = outer
        return total

    def index(self) -> str:
        found = self.take()
        while self.peek() == "'":
            found += self.take()
        return found

    def name(self, token: str) -> float:
        if token in self.values:
            return self.values[token]
        self.take("_")
        if self.peek() != "{":
            return self.entries[token][self.indices[self.index()] - 1]
        self.take("{")
        found = self.entries[token][self.indices[self.index()] - 1]
        self.take("}")
        return found
