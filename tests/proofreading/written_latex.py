r"""Terms of the fuzz language as people write them: \frac or a slash, products with and without a dot.

What comes out means the same under every convention: brackets stand wherever two readers might disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tests.fuzz.language import Arr, Bind, Case, Count, Del, Der, Ent, Extent, Idx, Num, Op, Rel, Same, Term, Var

ADDITIVE, OPEN, MULTIPLICATIVE, POWER, ATOM = range(5)
"""How a piece binds; OPEN: what follows might be taken for part of it (a sum, a derivative, a minus)."""

SIGNS = {"=": "=", "<": "<", ">": ">", "<=": r"\le", ">=": r"\ge", "!=": r"\ne"}
ALSO = {"<=": r"\leq", ">=": r"\geq", "!=": r"\neq"}


@dataclass(frozen=True)
class WritingStyle:
    """An author's habits."""

    slash: bool = False
    bold: bool = False
    dot: str = ""
    left_right: bool = False
    limits: bool = True
    exp_word: bool = False
    spaces: bool = True
    also: bool = False
    braces: bool = False

    @staticmethod
    def drawn(rng: Random) -> WritingStyle:
        """One of them."""
        return WritingStyle(
            slash=rng.random() < 0.3,
            bold=rng.random() < 0.3,
            dot=rng.choice(("", "", "", r"\cdot", r"\,", r"\times")),
            left_right=rng.random() < 0.4,
            limits=rng.random() < 0.75,
            exp_word=rng.random() < 0.4,
            spaces=rng.random() < 0.8,
            also=rng.random() < 0.5,
            braces=rng.random() < 0.3,
        )


@dataclass(frozen=True)
class TermWriter:
    """Terms in one style."""

    style: WritingStyle

    def relation(self, rel: Rel) -> str:
        """left = right."""
        return f"{self.side(rel.left)} {self.sign(rel.sign)} {self.side(rel.right)}"

    def sign(self, sign: str) -> str:
        return ALSO.get(sign, SIGNS[sign]) if self.style.also else SIGNS[sign]

    def side(self, e: Term) -> str:
        """A side of a relation."""
        return self.write(e)[0]

    def write(self, e: Term) -> tuple[str, int]:
        """LaTeX and how it binds."""
        match e:
            case Num(value):
                return self._number(value)
            case Var(name):
                return name, ATOM
            case Extent(axis):
                return axis.name, ATOM
            case Count(index):
                return index.name, ATOM
            case Ent(array, places):
                return self._entry(array, tuple(map(_place, places))), ATOM
            case Op():
                return self._operation(e)
            case Bind(name, body, index, None):
                sign = {"total": r"\sum", "product": r"\prod", "largest": r"\max"}[name]
                below = f"_{{{index.name}=1}}^{{{index.over.name}}}" if self.style.limits else f"_{{{index.name}}}"
                below = f"_{{{index.name}}}" if name == "largest" else below
                return f"{sign}{below} {self.factor(body, last=True)}", OPEN
            case Case(value, condition, otherwise):
                rows = rf"{self.side(value)}, & {self._condition(condition)} \\ {self.side(otherwise)}, & "
                return rf"\begin{{cases}} {rows}\text{{otherwise}} \end{{cases}}", OPEN
            case Del(left, right):
                places = _place(left), _place(right)
                return (
                    rf"\mathbb{{1}}({' = '.join(places)})" if self.style.dot else rf"\delta_{{{''.join(places)}}}"
                ), ATOM
            case Der(Var(name), wrt):
                d = r"\partial" if isinstance(wrt, Ent) or self.style.also else "d"
                return rf"\frac{{{d} {name}}}{{{d} {self.side(wrt)}}}", POWER
            case Der(body, wrt):
                d = r"\partial" if isinstance(wrt, Ent) else "d"
                return rf"\frac{{{d}}}{{{d} {self.side(wrt)}}} {self.bracketed(self.side(body))}", OPEN
        raise TypeError(f"no LaTeX for {e!r}")

    def _condition(self, condition: object) -> str:
        if isinstance(condition, Same):
            return rf"\text{{if }} {_place(condition.left)} = {_place(condition.right)}"
        assert isinstance(condition, Rel)
        return rf"\text{{if }} {self.relation(condition)}"

    def _number(self, value: Fraction) -> tuple[str, int]:
        if value < 0:
            return f"-{self._number(-value)[0]}", ADDITIVE
        if value.denominator == 1:
            return str(value), ATOM
        return rf"\frac{{{value.numerator}}}{{{value.denominator}}}", POWER

    def _entry(self, array: Arr, places: tuple[str, ...]) -> str:
        name = array.name
        if all(len(each) == 1 for each in places) and not self.style.braces:
            return f"{name}_{places[0]}" if len(places) == 1 else f"{name}_{{{''.join(places)}}}"
        return f"{name}_{{{', '.join(places)}}}" if self.style.braces else f"{name}_{{{''.join(places)}}}"

    def _operation(self, e: Op) -> tuple[str, int]:
        match e.op, e.args:
            case "add", args:
                return self._joined(args, " + ")
            case "sub", args:
                return self._joined(args, " - ")
            case "neg", (a,):
                return f"-{self.factor(a, last=True)}", ADDITIVE
            case "mul", args:
                return self._product(args)
            case "div", (a, b):
                return self._quotient(a, b)
            case "pow", (a, b):
                base, level = self.write(a)
                return f"{base if level == ATOM else self.bracketed(base)}^{{{self.side(_bare(b))}}}", POWER
            case "exp", (a,):
                inner = self.side(a)
                if self.style.exp_word:
                    return rf"\exp{self.bracketed(inner)}", POWER
                return f"e^{{{inner}}}", POWER
            case "sqrt", (a,):
                return rf"\sqrt{{{self.side(a)}}}", ATOM
            case "abs", (a,):
                return rf"\left| {self.side(a)} \right|", POWER
            case "max", args:
                return rf"\max{self.bracketed(', '.join(map(self.side, args)))}", POWER
            case "paren", (a,):
                return self.bracketed(self.side(a)), POWER
            case ("log" | "tanh") as name, (a,):
                return rf"\{name}{self.bracketed(self.side(a))}", POWER
        raise TypeError(f"no LaTeX for {e!r}")

    def _joined(self, args: tuple[Term, ...], sign: str) -> tuple[str, int]:
        first, level = self.write(args[0])
        written = self.bracketed(first) if level == OPEN else first
        return sign.join((written, *(self.factor(each, last=False) for each in args[1:]))), ADDITIVE

    def _product(self, args: tuple[Term, ...]) -> tuple[str, int]:
        pieces = [self.factor(each, last=place == len(args) - 1) for place, each in enumerate(args)]
        opens = self.write(args[-1])[1] == OPEN
        written = pieces[0]
        for before, piece in zip(pieces, pieces[1:], strict=False):
            clear = self.style.dot in (r"\cdot", r"\times")
            side = piece[0].isdigit() or piece.startswith((r"\frac", "(", r"\left", "|")) or before[-1].isalpha()
            joint = self.style.dot if clear or not side else r"\cdot"
            written += f" {joint} {piece}" if joint else f" {piece}"
        return written, OPEN if opens else MULTIPLICATIVE

    def _quotient(self, a: Term, b: Term) -> tuple[str, int]:
        if self.style.slash:
            below, level = self.write(b)
            under = below if level >= POWER and not below.startswith(r"\frac") else self.bracketed(below)
            return f"{self.factor(a, last=False)} / {under}", ADDITIVE
        return rf"\frac{{{self.side(a)}}}{{{self.side(b)}}}", POWER

    def factor(self, e: Term, *, last: bool) -> str:
        """As a factor; only the last may be open to the right."""
        written, level = self.write(e)
        return self.bracketed(written) if level == ADDITIVE or (level == OPEN and not last) else written

    def bracketed(self, text: str) -> str:
        """In brackets."""
        return rf"\left( {text} \right)" if self.style.left_right else f"({text})"


def _bare(e: Term) -> Term:
    """Without brackets around the whole: x^{(2)} is no power."""
    return _bare(e.args[0]) if isinstance(e, Op) and e.op == "paren" else e


def _place(place: object) -> str:
    if isinstance(place, int):
        return str(place)
    assert isinstance(place, Idx), place
    return place.name
