"""Values of a formula: sums of products of factors with scripts.  Nothing is known here of what a letter means."""

from __future__ import annotations

from ..codes import NotUnderstood
from .brackets import read_bars, read_bracket
from .commands import (
    ACCENTS,
    ARROWS,
    BARE_FUNCTIONS,
    BARS,
    BIG,
    BINOMIALS,
    BRACES,
    CLOSING,
    CONNECTIVES,
    FONTS,
    FRACTIONS,
    FUNCTIONS,
    GREEK,
    INFIX,
    JOINTS,
    LETTERS,
    MARKS,
    OPENING,
    RELATIONS,
    STACKED,
    STANDING_MARKS,
)
from .derivatives import joined_derivatives, read_fraction
from .environments import read_environment
from .names import accented, in_font, name_of_word
from .nodes import (
    TexBinomial,
    TexChain,
    TexDots,
    TexEmpty,
    TexEvaluated,
    TexFactor,
    TexFactorial,
    TexFraction,
    TexList,
    TexMark,
    TexName,
    TexNode,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexRoot,
    TexScript,
    TexScripted,
    TexSum,
    TexTerm,
    TexWords,
    Token,
    walk,
)
from .prose import is_prose
from .stream import TokenStream

_MOST_SCRIPTS = 3
"""How many subscripts, superscripts or factorials may follow each other without braces."""

_SIGNS = {"+": "+", "-": "-", r"\pm": "±", r"\mp": "∓"}
_OPERATOR_WORDS = ("argmax", "argmin", "limsup", "liminf")
_ALONE = {**JOINTS, **_SIGNS}
_DEFINED = ("def", "define", "Δ", "triangle", "Delta", "d", "定义")
_VALUE_COMMANDS = (
    frozenset("\\" + name for name in GREEK | LETTERS | FUNCTIONS | BIG.keys())
    | frozenset(FONTS)
    | frozenset(ACCENTS)
    | frozenset(OPENING)
    | FRACTIONS
    | BINOMIALS
    | BRACES
    | STACKED
    | STANDING_MARKS
    | {r"\sqrt", r"\arg", r"\lvert", r"\lVert", r"\left.", r"\%", r"\#", r"\$", r"\&", r"\cases", r"\matrix"}
    | {r"\pmatrix", r"\bmatrix", r"\substack"}
)


class FormulaParser(TokenStream):
    """Recursive descent; one method for each level of precedence."""

    # --- chains ---

    def whole(self) -> TexNode:
        if self.done:
            return self._empty()
        infix = self._infix()
        if infix is not None:
            return infix
        node = self.chain()
        if self.sees(","):
            node = self._listed(node)
        if not self.done:
            self.unexpected()
        return node

    def _infix(self) -> TexNode | None:
        """{a \\over b} and {n \\choose k}."""
        start, k = self.at, self.at
        while k < self.end and not (self.tokens[k].kind == "command" and self.tokens[k].text in INFIX):
            k = self.partner.get(k, k) + 1
        if k >= self.end:
            return None
        kind = TexFraction if self.tokens[k].text == r"\over" else TexBinomial
        above, below = self.part(start, k).whole(), self.part(k + 1, self.end).whole()
        self.at = self.end
        return kind(above, below, span=self.span(start))

    def _listed(self, first: TexNode) -> TexNode:
        start, items = self.at, [first]
        while self.takes(",") and not self.done:
            items.append(self.item())
        if len(items) == 1:
            return first
        return TexList(tuple(items), "", span=(first.span[0], self.span(start)[1]))

    def chain(self) -> TexNode:
        start = self.at
        empty = self.at_relation() and not self._bar_sign()
        parts = [self._nothing_yet() if empty else self.item_value()]
        signs: list[str] = []
        while self.at_relation():
            if signs and signs[-1] == self._bar_sign():
                self.unexpected()
            signs.append(self.relation())
            ends = self.done or self.sees(",", ";", ".", "}", "&") or self.peek().kind in ("row", "space")
            if ends or self.peek().text in CONNECTIVES:
                parts.append(self._empty())
                break
            empty = self.at_relation() and not self._bar_sign()
            parts.append(self._empty() if empty else self.item_value())
        return TexChain(tuple(parts), tuple(signs), span=self.span(start)) if signs else parts[0]

    def _nothing_yet(self) -> TexNode:
        """The left side of a row that begins with a relation."""
        place = self.peek().span[0]
        return TexEmpty(span=(place, place))

    def item(self) -> TexNode:
        token = self.peek()
        if token.kind == "word" and not self.labels and is_prose(token.text):
            self.at += 1
            return TexWords(token.text, span=token.span)
        return self.chain()

    def item_value(self) -> TexNode:
        """A sum; or dots or a sign, alone."""
        if self.peek().kind == "dots" and not self._continues(1):
            return TexDots(span=self.next().span)
        if self._sign_alone():
            token = self.next()
            return TexMark(_ALONE[token.text], span=token.span)
        return self.expression()

    def _sign_alone(self) -> bool:
        """Whether a sign of multiplication stands for the place of an argument: f(·), (·, y), ⊙."""
        token, behind = self.peek(), self.peek(1)
        if token.kind not in ("sign", "command") or token.text not in _ALONE:
            return False
        return (
            behind.kind == "end"
            or behind.text in CLOSING
            or behind.text in (",", "}", r"\mid", ";", r"\rvert", r"\rVert")
        )

    def at_relation(self) -> bool:
        token = self.peek()
        if token.kind not in ("sign", "command"):
            return False
        if token.text in STACKED or token.text in ARROWS:
            return self._stacked_relation() is not None
        return token.text in RELATIONS or token.text in ("|", r"\mid") and self._bar_alone()

    def _bar_sign(self) -> str:
        return "∣" if self.sees("|", r"\mid") else ""

    def _bar_alone(self) -> bool:
        """Whether a bar stands between two values, outside brackets: a given b, a divides b."""
        inside = self.bars or self.bracketed or self.at == 0
        if inside or self.opens_bars(True) or self._evaluation_follows():
            return False
        self.at += 1
        try:
            return self.starts_value() or self.sees("-")
        finally:
            self.at -= 1

    def relation(self) -> str:
        token = self.peek()
        if token.text in ("|", r"\mid"):
            self.at += 1
            return "∣"
        if token.text not in RELATIONS:
            found = self._stacked_relation()
            assert found is not None, "at_relation comes first"
            self.at = found[1]
            return found[0]
        self.at += 1
        return RELATIONS[token.text]

    def _stacked_relation(self) -> tuple[str, int] | None:
        """The sign of \\overset{…}{=}, \\xrightarrow{…}, and what follows it."""
        token, before = self.peek(), self.at
        try:
            self.at += 1
            if token.text in ARROWS:
                if self.takes("["):
                    while not self.done and not self.takes("]"):
                        self.at += 1
                self.argument()
                sign = RELATIONS.get(ARROWS[token.text])
                return (sign, self.at) if sign else None
            start, end = self.argument()
            note = "".join(each.text.strip("\\ ") for each in self.tokens[start:end])
            start, end = self.argument()
            inner = [each for each in self.tokens[start:end] if each.text not in "{}"]
            if len(inner) != 1 or inner[0].text not in RELATIONS or inner[0].kind == "word":
                return None
            sign = RELATIONS[inner[0].text]
            return (":=" if sign == "=" and note in _DEFINED else sign), self.at
        except NotUnderstood:
            return None
        finally:
            self.at = before

    # --- sums ---

    def expression(self) -> TexNode:
        start = self.at
        terms = [self._term("+")]
        while self.sees(*_SIGNS) and not self._mark_alone():
            terms.append(self._term(""))
        if len(terms) == 1 and terms[0].sign == "+":
            return terms[0].value
        return TexSum(tuple(terms), span=self.span(start))

    def _mark_alone(self) -> bool:
        return self.at + 1 >= self.end and self.labels

    def _term(self, sign: str) -> TexTerm:
        start = self.at
        while self.sees(*_SIGNS):
            sign = _joined(sign, _SIGNS[self.next().text])
        value = TexDots(span=self.next().span) if self._dots_alone() else self.product()
        return TexTerm(sign or "+", value, span=self.span(start))

    def _dots_alone(self) -> bool:
        return self.peek().kind == "dots" and not self._continues(1)

    def _continues(self, ahead: int) -> bool:
        """Whether what follows goes on with a product."""
        token = self.peek(ahead)
        if token.text in JOINTS and token.kind in ("sign", "command"):
            return True
        self.at += ahead
        try:
            return self.starts_value()
        finally:
            self.at -= ahead

    # --- products ---

    def product(self) -> TexNode:
        start = self.at
        factors = [TexFactor("", self._dots_or_factor(), span=self.span(start))]
        while True:
            before = self.at
            token = self.peek()
            if token.text in JOINTS and token.kind in ("sign", "command"):
                self.at += 1
                value = self._signed_factor(token)
                factors.append(TexFactor(JOINTS[token.text], value, span=self.span(before)))
            elif token.kind == "dots" or self.starts_value(after_value=True):
                value = self._dots_or_factor()
                if isinstance(value, TexNumeral) and isinstance(factors[-1].value, TexNumeral):
                    self.fail("P05", "two numbers stand side by side", token)
                factors.append(TexFactor("", value, span=self.span(before)))
            elif self._evaluation_follows():
                product = self._product(factors, start)
                factors = [TexFactor("", self._evaluated(product, start), span=self.span(start))]
            else:
                return self._product(factors, start)

    def _product(self, factors: list[TexFactor], start: int) -> TexNode:
        factors = joined_derivatives(factors)
        return factors[0].value if len(factors) == 1 else TexProduct(tuple(factors), span=self.span(start))

    def _dots_or_factor(self) -> TexNode:
        return TexDots(span=self.next().span) if self.peek().kind == "dots" else self.factor()

    def _signed_factor(self, joint: Token) -> TexNode:
        """What follows a sign of multiplication: a · -b, too."""
        start, sign = self.at, "+"
        while self.sees("-", "+"):
            sign = _joined(sign, self.next().text)
        if self.peek().kind != "dots" and not self.starts_value():
            self.fail("P07", f"nothing stands behind {joint.text}", joint)
        value = self._dots_or_factor()
        if sign == "+":
            return value
        return TexSum((TexTerm("-", value, span=self.span(start)),), span=self.span(start))

    def starts_value(self, *, after_value: bool = False) -> bool:
        """Whether a factor begins here; after_value: without a sign of multiplication before it."""
        token = self.peek()
        if token.kind in ("number", "letter"):
            return True
        if token.kind == "word":
            return self.labels or not is_prose(token.text, after_value=after_value)
        if token.kind == "environment":
            return token.text.startswith(r"\begin")
        if token.kind not in ("sign", "command"):
            return False
        if token.text in BARS and token.text not in (r"\lvert", r"\lVert"):
            return self.opens_bars(after_value)
        if token.text in STACKED:
            return self._stacked_relation() is None
        return token.text in "([{" or token.text in _VALUE_COMMANDS

    def opens_bars(self, after_value: bool) -> bool:
        """Whether a bar begins |x|: not if one is open, and not if nothing closes it in this bracket."""
        text = self.peek().text
        scripted = self.peek(1).text in ("_", "^") and self.peek(1).kind == "sign"
        if text in (r"\rvert", r"\rVert") or scripted:
            return False
        if not after_value:
            return True
        if self.bars:
            return False
        level, k = 0, self.at + 1
        if text == "|" and self._double_bar():
            k += 1
        while k < self.end:
            token = self.tokens[k]
            if token.kind in ("row", "space"):
                return False
            if token.kind in ("sign", "command"):
                if token.text == "{":
                    k = self.partner[k]
                elif token.text in OPENING:
                    level += 1
                elif token.text in CLOSING:
                    level -= 1
                elif token.text == text and level == 0:
                    return k != self.at + 1
            if level < 0:
                return False
            k += 1
        return False

    def _double_bar(self) -> bool:
        here, there = self.peek(), self.peek(1)
        return there.text == "|" and there.kind == "sign" and here.span[1] == there.span[0]

    # --- factors ---

    def factor(self) -> TexNode:
        start = self.at
        return self.scripts(self.primary(), start)

    def scripts(self, base: TexNode, start: int) -> TexNode:
        sub: TexScript | None = None
        sup: TexScript | None = None
        primes, rounds = 0, 0

        def closed() -> TexNode:
            if sub is None and sup is None and not primes:
                return base
            return self._with_scripts(base, sub, sup, primes, start)

        while self.sees("^", "_", "'", "!"):
            token = self.next()
            if token.text == "'":
                primes += 1
                continue
            if token.text == "!":
                base, sub, sup, primes = closed(), None, None, 0
                base, rounds = TexFactorial(base, span=self.span(start)), rounds + 1
            elif not (script := self._script()).tokens:
                continue  # x^{} is what a macro leaves of a script that is not given
            elif token.text == "_":
                if sub is not None:
                    base, sub, sup, primes, rounds = closed(), None, None, 0, rounds + 1
                sub = script
            elif all(each.text in (r"\prime", "'") for each in script.tokens):
                primes += len(script.tokens)
            else:
                if sup is not None:
                    base, sub, sup, primes, rounds = closed(), None, None, 0, rounds + 1
                sup = script
            if rounds > _MOST_SCRIPTS:
                self.fail("P21", "too many scripts on one base", token)
        return closed()

    def _with_scripts(
        self, base: TexNode, sub: TexScript | None, sup: TexScript | None, primes: int, start: int
    ) -> TexNode:
        name = _operator_name(base)
        bare = isinstance(base, TexName) and sub is None
        if name is None and sub is not None and _is_limit(sub.tree):
            name = _LETTERS_OF_OPERATORS.get(base) if isinstance(base, TexName) else None
        if name is not None and not primes and not bare:
            return self._operator(name, sub.tree if sub else None, sup.tree if sup else None, start)
        return TexScripted(base, sub, sup, primes, span=self.span(start))

    def _script(self) -> TexScript:
        """A script, parsed if it can be."""
        before = self.at
        start, end = self.argument()
        span = self.span(before)
        tokens = tuple(self.tokens[start:end])
        while tokens and tokens[0].text == "{" and self.partner[start] == end - 1:
            start, end = start + 1, end - 1
            tokens = tuple(self.tokens[start:end])
        inner = self.part(start, end)
        inner.labels = True
        try:
            tree: TexNode | None = inner.script_tree()
        except NotUnderstood as refusal:
            if refusal.code == "P20":
                raise
            tree = None
        if tree is not None:  # braces are in the tree: x_{y_i} and x_{y_{i}} are equal
            tokens = tuple(token for token in tokens if token.text not in ("{", "}") or token.kind != "sign")
        return TexScript(tokens, tree, span=span)

    def script_tree(self) -> TexNode:
        """The tree of a whole script: a mark, a value, a relation, or several with commas."""
        start, items = self.at, [self._script_item()]
        while self.takes(",", ";") or self.peek().kind == "space":
            if self.peek().kind == "space":
                self.at += 1
            items.append(self._script_item())
        if not self.done:
            self.unexpected()
        return items[0] if len(items) == 1 else TexList(tuple(items), "", span=self.span(start))

    def _script_item(self) -> TexNode:
        token = self.peek()
        last = self.peek(1).kind == "end" or self.peek(1).text == ","
        if last and token.text in MARKS and token.kind in ("sign", "command"):
            self.at += 1
            return TexMark(MARKS[token.text], span=token.span)
        return self.chain()

    def argument(self) -> tuple[int, int]:
        inner = self.braced()
        if inner is not None:
            return inner
        token, start = self.peek(), self.at
        if token.kind == "end" or token.text in ("}", "&", "^", "_"):
            self.fail("P04", "a script or an argument is missing")
        if token.kind == "environment":
            self.at = self.partner[self.at] + 1
            return start, self.at
        self.at += 1
        if token.kind == "command":
            if token.text in FONTS or token.text in ACCENTS or token.text == r"\sqrt":
                self.argument()
            elif token.text in FRACTIONS | BINOMIALS | STACKED:
                self.argument()
                self.argument()
        return start, self.at

    # --- primaries ---

    def primary(self) -> TexNode:
        token, start = self.next(), self.at - 1
        if token.kind == "number":
            return TexNumeral(token.text, span=token.span)
        if token.kind == "letter":
            return TexName(token.text, span=token.span)
        if token.kind == "word":
            return self._word(token, start)
        if token.kind == "environment" and token.text.startswith(r"\begin"):
            return read_environment(self, start)
        if token.kind in ("sign", "command"):
            if token.text == "{":
                return self._braces(start)
            if token.text in BARS or token.text == r"\left.":
                return read_bars(self, start)
            if token.text in OPENING:
                return read_bracket(self, start)
            if token.kind == "command":
                return self._command(token, start)
        self.at -= 1
        self.unexpected()

    def _word(self, token: Token, start: int) -> TexNode:
        plain = token.text.replace(" ", "")
        if plain in _OPERATOR_WORDS or plain in (*BARE_FUNCTIONS, "lim") and self.sees("_"):
            return self._big(plain, start)
        if plain == "arg" and self.peek().text in (r"\max", r"\min", "max", "min"):
            return self._big("arg" + self.next().text.strip("\\"), start)
        if self.labels or not is_prose(token.text):
            return name_of_word(token)
        return TexWords(token.text, span=token.span)

    def _braces(self, start: int) -> TexNode:
        inner = self.part(start + 1, self.partner[start])
        inner.bars = list(self.bars)
        self.at = self.partner[start] + 1
        return inner.whole()

    def _command(self, token: Token, start: int) -> TexNode:
        text, name = token.text, token.text[1:]
        if name in BIG:
            return self._big(BIG[name], start)
        if text == r"\arg" and self.peek().text in (r"\max", r"\min", "max", "min"):
            return self._big("arg" + self.next().text.strip("\\"), start)
        if name in FUNCTIONS or name == "arg":
            return TexName("sign" if name == "sgn" else name, font="operator", span=token.span)
        if name in GREEK:
            variant = name.startswith("var")
            return TexName(name.removeprefix("var"), variant=variant, span=token.span)
        if name in LETTERS:
            return TexName(name, span=token.span)
        if text in FONTS or text in ACCENTS:
            return self._styled(token, start)
        if text in FRACTIONS:
            return read_fraction(self, start)
        if text == r"\sqrt":
            return self._root(start)
        if text in BINOMIALS:
            above = self._argument_tree()
            return TexBinomial(above, self._argument_tree(), span=self.span(start))
        if text in BRACES:
            return self._under_brace(start)
        if text in STACKED:
            return self._stacked(token, start)
        if text in STANDING_MARKS:
            return TexMark(MARKS[text], span=token.span)
        if text in (r"\%", r"\#", r"\$", r"\&"):
            return TexWords(text[1:], span=token.span)
        if text in (r"\cases", r"\matrix", r"\pmatrix", r"\bmatrix", r"\substack"):
            return read_environment(self, start)
        self.fail("P12", f"the command {text} is not known", token)

    def _argument_tree(self) -> TexNode:
        start, end = self.argument()
        return self.part(start, end).whole()

    def _root(self, start: int) -> TexNode:
        degree = None
        if self.takes("["):
            degree = self.expression()
            if not self.takes("]"):
                self.fail("P03", "the degree of a root lacks its ]")
        return TexRoot(self._argument_tree(), degree, span=self.span(start))

    def _styled(self, token: Token, start: int) -> TexNode:
        first, last = self.argument()
        letters = self.tokens[first:last]
        if token.text in FONTS and len(letters) > 1 and all(each.kind in ("letter", "number") for each in letters):
            inner: TexNode = TexName("".join(each.text for each in letters))
        else:
            stream = self.part(first, last)
            stream.labels = stream.labels or last - first == 1
            inner = stream.whole()
        span = self.span(start)
        if token.text in FONTS:
            return in_font(inner, FONTS[token.text], span)
        return accented(inner, ACCENTS[token.text], span)

    def _under_brace(self, start: int) -> TexNode:
        """What stands over or under a brace is a remark, unless the brace counts what is left out."""
        inner = self._argument_tree()
        counted = any(isinstance(node, TexDots) for node in walk(inner))
        while not counted and self.takes("_", "^"):
            self.argument()
        return inner

    def _stacked(self, token: Token, start: int) -> TexNode:
        first, last = self.argument()
        base_first, base_last = self.argument()
        base = self.part(base_first, base_last).whole()
        if isinstance(base, TexChain):
            self.fail("P05", f"{token.text} over a relation where a value was expected", token)
        name = _operator_name(base)
        if name is not None and token.text == r"\underset":
            return self._operator(name, self.part(first, last).limits(), None, start)
        words = "".join(each.text for each in self.tokens[first:last])
        return accented(base, f"{token.text[1:]} {words}", self.span(start))

    # --- operators ---

    def _big(self, name: str, start: int) -> TexNode:
        lower = upper = None
        while self.sees("_", "^"):
            if name in BARE_FUNCTIONS and self.sees("^") and lower is None:
                break
            token = self.next()
            first, last = self.argument()
            if token.text == "_":
                if lower is not None:
                    self.fail("P17", "a second lower limit", token)
                lower = self.part(first, last).limits()
            else:
                upper = self.part(first, last).whole()
        if name in BARE_FUNCTIONS and lower is None:
            return TexName(name, font="operator", span=self.span(start))
        return self._operator(name, lower, upper, start)

    def _operator(self, name: str, lower: TexNode | None, upper: TexNode | None, start: int) -> TexNode:
        return TexOperator(name, lower, upper, self._body(), span=self.span(start))

    def _body(self) -> TexNode:
        start = self.at
        if self.sees("-"):
            self.at += 1
            value = self.product() if self.starts_value() else self._empty()
            return TexSum((TexTerm("-", value, span=self.span(start)),), span=self.span(start))
        return self.product() if self.starts_value() else self._empty()

    def limits(self) -> TexNode:
        """What stands under an operator: one thing, or several."""
        start = self.at
        if self.sees(r"\substack"):
            self.at += 1
            rows = self.argument()
            return self.part(*rows).limits()
        self.labels = True
        items: list[TexNode] = []
        while not self.done:
            if self.takes(",", ";", r"\\", "&", r"\atop") or self.peek().kind in ("row", "space"):
                self.at += self.peek().kind in ("row", "space")
                continue
            if self.sees(":") or self.peek().text in BARS and not self.opens_bars(False):
                self.at += 1
                continue
            items.append(self.item())
        if not items:
            return self._empty()
        return items[0] if len(items) == 1 else TexList(tuple(items), "", span=self.span(start))

    # --- evaluation at a point ---

    def _evaluation_follows(self) -> bool:
        bar = self.peek().text in ("|", r"\rvert", r"\mid", r"\lvert") and self.peek().kind in ("sign", "command")
        return bar and not self.bars and self.peek(1).text == "_" and self.peek(1).kind == "sign"

    def _evaluated(self, body: TexNode, start: int) -> TexNode:
        self.at += 1
        sub, sup = None, None
        while self.sees("_", "^"):
            token = self.next()
            first, last = self.argument()
            if token.text == "_":
                sub = self.part(first, last).limits()
            else:
                sup = self.part(first, last).whole()
        return TexEvaluated(body, sub if sub is not None else self._empty(), sup, span=self.span(start))

    def _empty(self) -> TexNode:
        place = self.tokens[self.at - 1].span[1] if self.at else 0
        return TexEmpty(span=(place, place))


def _joined(first: str, second: str) -> str:
    """Two signs in a row as one."""
    if first in ("", "+"):
        return second
    if second == "+":
        return first
    if first == "-" and second == "-":
        return "+"
    return {"±": "∓", "∓": "±"}.get(second if first == "-" else first, first)


_LETTERS_OF_OPERATORS = {TexName("Sigma"): "sum", TexName("Pi"): "prod"}
"""Letters that stand for a sum and a product where limits are written at them: \\Sigma_{i=1}^n."""


def _is_limit(node: TexNode | None) -> bool:
    """i = 1, i ∈ S."""
    return isinstance(node, TexChain) and isinstance(node.parts[0], TexName) and node.signs in (("=",), ("∈",))


def _operator_name(base: TexNode) -> str | None:
    if isinstance(base, TexOperator) and isinstance(base.body, TexEmpty) and base.lower is None:
        return base.name
    if isinstance(base, TexName) and base.base in BARE_FUNCTIONS and base.font in ("operator", "roman"):
        return base.base
    return None
