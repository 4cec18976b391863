"""Printers of statements that are wrong on purpose: each breaks one thing in the text of the printer.

`seen` are statements of the corpus, any of which may show it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import proofnotes.certifying.claims

FOLDER = Path(proofnotes.certifying.claims.__file__).parent
PACKAGE = "proofnotes.certifying.wrong_claims"


@dataclass(frozen=True)
class Wrong:
    """A printer in which `new` stands for `old`, in whatever file that is."""

    what: str
    old: str
    new: str
    seen: tuple[str, ...]


@dataclass(frozen=True)
class Finder(MetaPathFinder, InspectLoader):
    """The package of the printer under another name, with one thing wrong in it."""

    wrong: Wrong

    def _file(self, name: str) -> Path:
        return FOLDER / f"{name.removeprefix(PACKAGE).removeprefix('.') or '__init__'}.py"

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Of the modules of the package, and no other."""
        if name != PACKAGE and not name.startswith(f"{PACKAGE}."):
            return None
        return spec_from_loader(name, self, is_package=name == PACKAGE)

    def get_source(self, name: str) -> str:
        """The text with the mistake."""
        return self._file(name).read_text().replace(self.wrong.old, self.wrong.new)

    def is_package(self, name: str) -> bool:
        """The package itself is."""
        return name == PACKAGE


@contextmanager
def printer(wrong: Wrong) -> Iterator[Any]:
    """The wrong `Claims`."""
    texts = [path.read_text() for path in FOLDER.glob("*.py")]
    assert any(wrong.old in text for text in texts), f"no file of the printer has {wrong.old!r} any more"
    finder = Finder(wrong)
    sys.meta_path.insert(0, finder)
    try:
        yield __import__(PACKAGE, fromlist=["Claims"]).Claims
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name == PACKAGE or name.startswith(f"{PACKAGE}.")]:
            del sys.modules[name]


WRONG = (
    # Places
    Wrong("a place counts from 0", 'f"{value - 1}%nat"', 'f"{value}%nat"', ("places from 1",)),
    Wrong(
        "the second block is not shifted",
        'return f"({self.size(over.base)} + {self.place(inner)})%nat"',
        "return self.place(inner)",
        ("stacked",),
    ),
    Wrong(
        "the third block is the second",
        "before = str(block) if",
        "before = str(block - 1) if",
        ("stacked thrice",),
    ),
    Wrong(
        "a split axis read the other way",
        'f"({before} * {self.size(over.base)} + {self.place(inner)})%nat"',
        'f"({self.place(inner)} * {self.size(over.base)} + {before})%nat"',
        ("split",),
    ),
    Wrong(
        "the size of one block",
        'return f"({blocks} * {base})%nat"',
        "return base",
        ("over a stacked dimension",),
    ),
    Wrong(
        "places in another order",
        "return self.at(e.places, e.tensor.over, lambda places:",
        "return self.at(e.places, e.tensor.over, lambda places: (places := places[::-1]) and",
        ("entry of a matrix",),
    ),
    Wrong(
        "a computed place is one too far",
        'asked = f"{self.place_number(places[axis])}%Z',
        'asked = f"({self.place_number(places[axis])} + 1)%Z',
        ("computed",),
    ),
    Wrong(
        "an index counts from 0",
        "(INR (S {terms.place(e.place)}))",
        "(INR {terms.place(e.place)})",
        ("counted",),
    ),
    Wrong(
        "a whole number without its minus",
        'return f"(- {self.whole(arg)})"',
        "return self.whole(arg)",
        ("whole exponents", "computed"),
    ),
    Wrong(
        "one place of δ",
        'f"(delta {self.place(e.left)} {self.place(e.right)})"',
        'f"(delta {self.place(e.left)} {self.place(e.left)})"',
        ("delta",),
    ),
    Wrong(
        "a computed δ reads its places as they are",
        "(delta_Z {self.place_number(e.left)}%Z",
        "(delta_Z (1 + {self.place_number(e.left)})%Z",
        ("computed delta",),
    ),
    # Numbers and operations
    Wrong("π is 3", '"pi": "PI"', '"pi": "3"', ("pi",)),
    Wrong(
        "a fraction upside down",
        'f"({size.numerator}/{size.denominator})"',
        'f"({size.denominator}/{size.numerator})"',
        ("numbers",),
    ),
    Wrong(
        "a number without its sign",
        'return written if value >= 0 else f"(-{written})"',
        "return written",
        ("negative number",),
    ),
    Wrong("a minus lost in a sum", 'f" - {written(e.arg)}" if', 'f" + {written(e.arg)}" if', ("minus",)),
    Wrong("a minus lost", 'else f"(- {inside})"', "else inside", ("minus",)),
    Wrong(
        "no brackets around a sum",
        'Add: lambda terms, e: f"({added(e.terms, terms.term)})"',
        'Add: lambda terms, e: f"{added(e.terms, terms.term)}"',
        ("product of sums",),
    ),
    Wrong(
        "no brackets around a minus",
        'else f"(- {inside})"',
        'else f"- {inside}"',
        ("power of a minus", "derivative by a place", "names"),
    ),
    Wrong(
        "a quotient upside down",
        'f"({terms.term(e.num)} / {terms.term(e.den)})"',
        'f"({terms.term(e.den)} / {terms.term(e.num)})"',
        ("quotient",),
    ),
    Wrong("a negative power is positive", 'f"(/ {base} ^ {-value})"', 'f"({base} ^ {-value})"', ("negative power",)),
    Wrong(
        "base and exponent exchanged",
        'f"(Rpower {base} {self.term(e.exponent)})"',
        'f"(Rpower {self.term(e.exponent)} {base})"',
        ("real power", "base before exponent"),
    ),
    Wrong(
        "a whole exponent off by one",
        'return f"(S {self.place(place)})"',
        "return self.place(place)",
        ("counted",),
    ),
    Wrong("one function for another", '"sin": Function("sin")', '"sin": Function("cos")', ("functions",)),
    Wrong(
        "the smallest for the largest",
        '"max": Function("Rmax")',
        '"max": Function("Rmin")',
        ("maximum of three",),
    ),
    Wrong(
        "a maximum of two only",
        'found = f"({name} {found} {other})"',
        'found = f"({name} {self.term(e.args[0])} {other})"',
        ("maximum of three",),
    ),
    Wrong("a product for a sum", 'Sum: "sum"', 'Sum: "prod"', ("sum",)),
    Wrong("a sum for a largest value", 'Largest: "largest"', 'Largest: "sum"', ("largest",)),
    # Conditions
    Wrong(
        "branches exchanged",
        "yes, no = (holds, fails) if answer",
        "yes, no = (fails, holds) if answer",
        ("cases",),
    ),
    Wrong(
        "≠ for =",
        '"!=": lambda a, b: (f"Req_EM_T {a} {b}", False)',
        '"!=": lambda a, b: (f"Req_EM_T {a} {b}", True)',
        ("cases, equal",),
    ),
    Wrong(
        "a condition turned round",
        '">": lambda a, b: (f"Rlt_dec {b} {a}", True)',
        '">": lambda a, b: (f"Rlt_dec {a} {b}", True)',
        ("cases",),
    ),
    Wrong(
        "a weak condition is strict",
        '">=": lambda a, b: (f"Rle_dec {b} {a}", True)',
        '">=": lambda a, b: (f"Rlt_dec {b} {a}", True)',
        ("cases, weak",),
    ),
    Wrong(
        "a condition of indices is strict",
        '"<=": lambda a, b: (f"Z.leb {a}%Z {b}%Z", True)',
        '"<=": lambda a, b: (f"Z.ltb {a}%Z {b}%Z", True)',
        ("where", "cases of numbers of indices"),
    ),
    Wrong(
        "i = j with one place",
        'f"Nat.eqb {self.place(condition.left)} {self.place(condition.right)}", True',
        'f"Nat.eqb {self.place(condition.left)} {self.place(condition.left)}", True',
        ("cases of indices",),
    ),
    # Names and arguments
    Wrong(
        "arguments are ignored",
        "own = given.get(_kind(each))",
        "own = None",
        ("three arguments", "name of functions"),
    ),
    Wrong(
        "arguments in another order",
        "zip(quantity.inputs, e.arguments, strict=False)",
        "zip(quantity.inputs, e.arguments[::-1], strict=False)",
        ("three arguments",),
    ),
    Wrong("a binder captures", "taken = set(here.values())", "taken = set()", ("capturing arguments",)),
    Wrong(
        "names of one spelling are one",
        "self._used.add(identifier)",
        "pass",
        ("Unicode", "one name for four things"),
    ),
    Wrong(
        "names of Coq are not reserved",
        "self._used: set[str] = set(RESERVED)",
        "self._used: set[str] = set()",
        ("reserved names",),
    ),
    Wrong("a dimension without a binder", "self._scopes[-1].dims[name] = None", "pass", ("sum",)),
    # Derivatives
    Wrong(
        "a derivative at places in another order",
        '*map(self.place, places)])})"',
        '*map(self.place, places[::-1])])})"',
        ("derivative by two indices",),
    ),
    Wrong("the name is not opened", "return _entry(stand_in, places)", "return e", ("derivative by a name",)),
    Wrong(
        "only the name itself is opened, not what mentions it",
        "return again(unfold(e)) if _mentions(e, wrt) else e",
        "return e",
        ("derivative by a name",),
    ),
    # Signs, hypotheses and quantifiers
    Wrong("< is ≤", '"<": lambda a, b: f"{a} < {b}"', '"<": lambda a, b: f"{a} <= {b}"', ("sign: less",)),
    Wrong("≤ is <", '"<=": lambda a, b: f"{a} <= {b}"', '"<=": lambda a, b: f"{a} < {b}"', ("sign: at most",)),
    Wrong(
        "> is not turned round",
        '">": lambda a, b: f"{b} < {a}"',
        '">": lambda a, b: f"{a} < {b}"',
        ("sign: above",),
    ),
    Wrong("≠ is =", '"!=": lambda a, b: f"{a} <> {b}"', '"!=": lambda a, b: f"{a} = {b}"', ("sign: unequal",)),
    Wrong(
        "a free index of a hypothesis is one value",
        "not each.fixed and relation not in alone",
        "False",
        ("hypotheses for every index",),
    ),
    Wrong(
        "a fixed index of a hypothesis is every value",
        "if not each.fixed and relation not in alone",
        "if relation not in alone",
        ("hypotheses about a place",),
    ),
    Wrong("hypotheses are dropped", "(*hypotheses, *given),", "(*hypotheses,),", ("under hypotheses",)),
    Wrong(
        "a positive number may be anything",
        'f"0 < {names.variable(each)}") for each in scalars',
        'f"{names.variable(each)} <> 0") for each in scalars',
        ("root as a power", "exponent with a sign"),
    ),
    Wrong(
        "indices may be anywhere",
        'f"({index} < {size})%nat") for',
        'f"({index} <= {size})%nat") for',
        ("delta",),
    ),
    # Domains
    Wrong("no domain", "steps}{self._domain} /\\\\", "steps}True /\\\\", ("a quotient",)),
    Wrong(
        "no condition on the left side",
        "found = [*self._domains.conditions(link.left), *self",
        "found = [*self",
        ("the left side alone",),
    ),
    Wrong(
        "nothing asked of denominators",
        'return self._of_children(e, nearby) + self._asked(e.den, "<> 0")',
        "return self._of_children(e, nearby)",
        ("a quotient",),
    ),
    Wrong(
        "nothing asked of logarithms",
        '"log": Function("ln", "0 <", "0 <")',
        '"log": Function("ln")',
        ("a logarithm",),
    ),
    Wrong(
        "logarithms of 0",
        '"log": Function("ln", "0 <", "0 <")',
        '"log": Function("ln", "0 <=", "0 <")',
        ("a logarithm", "in the other branch"),
    ),
    Wrong(
        "nothing asked of roots",
        '"sqrt": Function("sqrt", "0 <=", "0 <")',
        '"sqrt": Function("sqrt")',
        ("a root",),
    ),
    Wrong(
        "roots have slopes at 0",
        '"sqrt": Function("sqrt", "0 <=", "0 <")',
        '"sqrt": Function("sqrt", "0 <=", "0 <=")',
        ("a derivative where a root ends",),
    ),
    Wrong(
        "nothing asked of negative powers",
        'self._asked(e.base, "<> 0") if value < 0 else []',
        "[]",
        ("a negative power",),
    ),
    Wrong(
        "a whole exponent may be negative",
        "{self.terms.whole(exponent)} < 0)%Z",
        "{self.terms.whole(exponent)} < - 1)%Z",
        ("a whole exponent",),
    ),
    Wrong(
        "nothing asked under a sum",
        "return self.terms.every((e.index,), self.conditions(e.body, nearby))",
        "return []",
        ("under a sum",),
    ),
    Wrong(
        "nothing asked of a name",
        "return found if predicate is None else found + self._at(predicate, e)",
        "return found",
        ("in a name",),
    ),
    Wrong(
        "nothing asked of an argument",
        "for argument in e.arguments:",
        "for argument in ():",
        ("in an argument",),
    ),
    Wrong("every branch is asked for", "    if not found or condition is None:", "    if True:", ("in a branch",)),
    Wrong(
        "nothing asked of conditions",
        "found = [each for side in sides",
        "found = [each for side in ()",
        ("in a condition",),
    ),
    Wrong(
        "derivatives need not exist",
        'return [*inside, self.terms.derivative("ex", e, self.terms.term)]',
        "return inside",
        ("a derivative of a modulus",),
    ),
    Wrong(
        "a derivative asks nothing of its body",
        'return [*inside, self.terms.derivative("ex", e, self.terms.term)]',
        'return [self.terms.derivative("ex", e, self.terms.term)]',
        ("a derivative of nothing",),
    ),
    Wrong(
        "a value at the point is enough for a slope",
        "inside = self.conditions(e.body, nearby=True)",
        "inside = self.conditions(e.body)",
        ("a derivative where a root ends",),
    ),
    # Limits
    Wrong("up for down", 'to = "p_infty" if lim.upward else "m_infty"', 'to = "p_infty"', ("limit: down",)),
    Wrong(
        "the other side",
        "'at_right' if lim.side > 0 else 'at_left'",
        "'at_left' if lim.side > 0 else 'at_right'",
        ("limit: right",),
    ),
    Wrong(
        "one side for both",
        'f"is_lim {body} {point} {value}"',
        'f"filterlim {body} (at_right {point}) (locally {value})"',
        ("limit: at_a_point",),
    ),
)
