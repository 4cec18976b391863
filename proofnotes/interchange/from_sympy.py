"""Plain SymPy expressions as trees.

A `Symbol` becomes a real scalar, a positive integer `Symbol` a dimension, an `IndexedBase` or a `MatrixSymbol` a
tensor.  What SymPy assumes of a symbol beyond that (nonnegative, an `IndexedBase` of positive entries) becomes a
hypothesis.  Sums and products run over a whole dimension, (k, 1, K) or (k, 0, K − 1), or between two numbers; what
indices run over is in `sympy_indices.py`, matrices are in `sympy_matrices.py`, functions in `sympy_functions.py`.
One name has one meaning: two symbols of one name, and a Dummy or Wild, are refused (`sympy_symbols.py`).
SymPy has already reordered what was written, so the tree shows SymPy's order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, NoReturn

import sympy
from sympy.tensor.indexed import Idx, Indexed, IndexedBase

from ..expr.arrays import Array, same_entries
from ..expr.errors import NotationError
from ..expr.functions import sqrt
from ..expr.indices import Index, fresh, place_in
from ..expr.nodes import (
    Add,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Diff,
    Dim,
    Div,
    Entry,
    Expr,
    Lim,
    Mul,
    Neg,
    Number,
    Pow,
    Prod,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    wrap,
)
from ..expr.notation import limit
from ..expr.signs import SIGNS
from ..expr.spelling import shortened
from .sympy_functions import FUNCTIONS, KNOWN
from .sympy_indices import NOWHERE, Ranges, Scope, distinct
from .sympy_matrices import Matrix, scalar_of
from .sympy_symbols import check_names

RELATIONS: dict[type, str] = {getattr(sympy, sign.sympy): name for name, sign in SIGNS.items()}

ASSUMED = {"positive": ">", "negative": "<", "nonnegative": ">=", "nonpositive": "<=", "nonzero": "!="}
"""What SymPy may assume of a real symbol, the strongest first, as a relation with 0."""


def from_sympy(value: object) -> Expr:
    """The SymPy expression as a tree.  NotationError, quoting it, for what is not real or not known here."""
    (found,), assumed = read_statement([value], ())
    if not isinstance(found, Expr):
        raise NotationError(f"expected an expression or a number, got {shortened(value)}")
    _refuse_assumed(value, assumed)
    return found


def relation_from_sympy(value: object) -> Relation:
    """A SymPy equation or inequality as a relation."""
    (found,), assumed = read_statement([value], ())
    if not isinstance(found, Relation):
        raise NotationError(f"expected an equation or an inequality, got {value!r}")
    _refuse_assumed(value, assumed)
    return found


def _refuse_assumed(value: object, assumed: Sequence[Relation]) -> None:
    """Alone, an expression has no hypotheses."""
    for relation in assumed:
        raise NotationError(
            f"{value}: expected a real or positive Symbol, and any other assumption as a hypothesis, {relation}"
        )


def read_statement(
    sides: Sequence[object], assuming: Sequence[object]
) -> tuple[list[Expr | Relation | Array], tuple[Relation, ...]]:
    """What makes up one statement, read together: each side as what it is, and the hypotheses.

    Those that SymPy's symbols bring with them stand behind those that are written.
    """
    hypotheses = [each for given in assuming for each in _parted(given)]
    sides = [_checked(given) for given in sides]
    reader = Reader([*sides, *hypotheses], _counted(hypotheses))
    read = [reader.statement(given) for given in sides]
    return read, (*(_relation(reader, given) for given in hypotheses), *reader.assumed)


def read_definition(
    body: object, inputs: Sequence[object], indices: Sequence[object], assuming: Sequence[object]
) -> tuple[Expr, list[Scalar | Tensor], list[Index], tuple[Relation, ...]]:
    """The parts of a definition, read together.  inputs and indices are SymPy's, too."""
    hypotheses = [each for given in assuming for each in _parted(given)]
    body = _checked(body)
    reader = Reader([body, *inputs, *(each for each in indices if isinstance(each, Idx)), *hypotheses], ())
    found = reader.statement(body)
    if not isinstance(found, Expr):
        raise NotationError(f"expected an expression, got {shortened(body)}")
    formal = [reader.input(each) for each in inputs]
    places = [reader.index(each, NOWHERE)[0] for each in indices]
    return found, formal, places, (*(_relation(reader, given) for given in hypotheses), *reader.assumed)


def _checked(value: object) -> Any:
    """A side of a statement, or a whole one."""
    if value in (sympy.true, sympy.false) and not isinstance(value, bool):
        raise NotationError(
            f"expected an equation or an inequality; SymPy has made {value} of it: write prove(left, right)"
        )
    if isinstance(value, sympy.MatrixBase):
        return value.as_immutable()
    if isinstance(value, (sympy.MatrixExpr, sympy.Expr)) or type(value) in RELATIONS:
        return value
    raise NotationError(f"expected an expression or a number, got {shortened(value)}")


def _parted(hypothesis: object) -> list[Any]:
    """A conjunction as its parts; what SymPy has found true says nothing."""
    if hypothesis is sympy.true:
        return []
    if isinstance(hypothesis, sympy.And):
        return [each for part in hypothesis.args for each in _parted(part)]
    if isinstance(hypothesis, sympy.AppliedPredicate) and len(hypothesis.arguments) == 1:
        name, (arg,) = hypothesis.function.name, hypothesis.arguments
        if name in ("real", "zero") or name in ASSUMED:
            relation = {"zero": sympy.Eq, ">": sympy.Gt, "<": sympy.Lt, ">=": sympy.Ge, "<=": sympy.Le, "!=": sympy.Ne}
            return [] if name == "real" else _parted(relation[ASSUMED.get(name, name)](arg, 0))
    if type(hypothesis) not in RELATIONS:
        raise NotationError(f"expected an equation or an inequality, got {hypothesis!r}")
    return [hypothesis]


def _counted(hypotheses: Iterable[Any]) -> list[Any]:
    """Integer symbols of which a hypothesis says that they are positive: n > 0, n >= 1."""
    found = []
    for each in hypotheses:
        greater, smaller = (each.lhs, each.rhs) if type(each) in (sympy.Gt, sympy.Ge) else (each.rhs, each.lhs)
        if type(each) not in (sympy.Eq, sympy.Ne) and isinstance(greater, sympy.Symbol) and greater.is_integer:
            least = 0 if type(each) in (sympy.Gt, sympy.Lt) else 1
            found += [greater] if smaller.is_number and smaller >= least else []
    return found


def _relation(reader: Reader, given: Any) -> Relation:
    found = reader.statement(given)
    assert isinstance(found, Relation)
    return found


class Reader(Ranges):
    """What belongs to one statement.  assumed are the hypotheses that its symbols bring with them."""

    def __init__(self, values: Iterable[Any], sizes: Iterable[Any] = ()) -> None:
        given = list(values)
        check_names(given)
        super().__init__(given, sizes)
        self._found: dict[tuple[Any, int], Expr] = {}  # what is shared there is shared here
        self._assumed: dict[Relation, None] = {}
        for base in dict.fromkeys(each for value in given for each in distinct(value)):
            if isinstance(base, IndexedBase):
                self._assume_entries(base)

    @property
    def assumed(self) -> tuple[Relation, ...]:
        """In the order met."""
        return tuple(self._assumed)

    def statement(self, value: Any) -> Expr | Relation | Array:
        """A side or a whole relation."""
        self.whole = value
        if type(value) in RELATIONS:
            return self._whole_relation(value)
        if is_matrix(value):
            return Matrix(self, value)
        return self.read(value, NOWHERE)

    def _whole_relation(self, value: Any) -> Relation:
        if not (is_matrix(value.lhs) or is_matrix(value.rhs)):
            return self.relation(value, NOWHERE)
        if RELATIONS[type(value)] != "=":
            raise self.error(value, "an equation between matrices")
        sides = [Matrix(self, each) if is_matrix(each) else self.read(each, NOWHERE) for each in value.args]
        left, right = same_entries(*sides)
        return Relation(left, "=", right)

    def read(self, e: Any, scope: Scope) -> Expr:
        """The node as a tree."""
        key = (e, id(scope))
        if key not in self._found:
            self._found[key] = self._built(e, scope)
        return self._found[key]

    def _built(self, e: Any, scope: Scope) -> Expr:
        for kind, build in BUILDERS.items():
            if isinstance(e, kind):
                return build(self, e, scope)
        if type(e) in FUNCTIONS:
            return FUNCTIONS[type(e)](*(self.read(each, scope) for each in e.args))
        found = scalar_of(self, e, scope)
        if found is not None:
            return found
        self._refuse(e)

    def _refuse(self, e: Any) -> NoReturn:
        if is_matrix(e):
            raise self.error(e, f"a number; this is a matrix of {' × '.join(map(str, e.shape))}")
        known = (why for kinds, why in REFUSED if isinstance(e, kinds))
        raise self.error(e, next(known, f"something that is known here, which {type(e).__name__} is not; {KNOWN}"))

    def relation(self, e: Any, scope: Scope) -> Relation:
        """An equation or inequality."""
        if type(e) not in RELATIONS:
            raise self.error(e, "an equation or inequality between real expressions")
        return Relation(self.read(e.lhs, scope), RELATIONS[type(e)], self.read(e.rhs, scope))

    def tensor(self, base: Any, axes: int) -> tuple[Tensor, tuple[int, ...]]:
        """The tensor that a base or a matrix is, and the first number on each axis."""
        name = base.name if isinstance(base, sympy.MatrixSymbol) else str(base)
        spans = [self.spans.get((name, axis)) for axis in range(axes)]
        sizes = tuple(span.size for span in spans if span is not None and span.size is not None)
        if len(sizes) != axes:
            raise self.error(base, f"a known shape: IndexedBase({name!r}, shape=(K,)) with a dimension K")
        return Tensor(name, *sizes), tuple(1 if span is None or span.first is None else span.first for span in spans)

    def input(self, given: Any) -> Scalar | Tensor:
        """What a function may be of."""
        if isinstance(given, (IndexedBase, sympy.MatrixSymbol)):
            name = given.name if isinstance(given, sympy.MatrixSymbol) else str(given)
            axes = sum(1 for key in self.spans if isinstance(key, tuple) and key[0] == name)
            return self.tensor(given, axes)[0]
        found = self.read(given, NOWHERE) if isinstance(given, sympy.Symbol) else None
        if not isinstance(found, Scalar):
            raise NotationError(f"{given}: expected a real Symbol, an IndexedBase or a MatrixSymbol as an input")
        return found

    def assume(self, found: Expr, symbol: Any) -> None:
        """What SymPy assumes of a real number, as a hypothesis."""
        sign = self._assumption(symbol)
        if sign is not None and not (isinstance(found, Scalar) and found.positive):
            self._assumed[Relation(found, sign, wrap(0))] = None

    def _assumption(self, symbol: Any) -> str | None:
        """The sign that SymPy knows; NotationError where it knows what cannot be said here."""
        name = next((name for name in ASSUMED if symbol.assumptions0.get(name)), None)
        said = {"real": True} | ({} if name is None else {name: True})
        same = [sympy.Symbol("x", **each).assumptions0 for each in (said, {})]
        if symbol.assumptions0 not in same:
            told = [key for key, true in symbol.assumptions0.items() if true and not same[1].get(key)]
            known = ", ".join(sorted([key for key in told if not same[0].get(key)] or told)) or "not real"
            expected = "a real Symbol, of which a sign may be assumed, or a positive integer one for a dimension"
            raise self.error(symbol, f"{expected}; it is {known} for SymPy")
        return None if name is None else ASSUMED[name]

    def _assume_entries(self, base: Any) -> None:
        axes = sum(1 for key in self.spans if isinstance(key, tuple) and key[0] == str(base))
        if axes and self._assumption(base) is not None:
            tensor, _ = self.tensor(base, axes)
            places = tuple(fresh(Index(letter, over)) for letter, over in zip("ijklmn", tensor.over, strict=False))
            self.assume(Entry(tensor, places), base)


def is_matrix(e: Any) -> bool:
    """Whether it has rows and columns."""
    if isinstance(e, sympy.Derivative):
        return is_matrix(e.expr) or any(is_matrix(each) for each, _ in e.variable_count)
    return bool(getattr(e, "is_Matrix", False)) or isinstance(e, sympy.MatrixBase)


Build = Callable[[Reader, Any, Scope], Expr]


def _symbol(reader: Reader, e: Any, scope: Scope) -> Expr:
    if reader.is_index(e, scope):
        index, first = reader.index(e, scope)
        return Counter(index) if first == 1 else Counter(index) - (1 - first)
    if e.is_integer and (e.is_positive or e in reader.counted):
        if e.is_positive and e.assumptions0 != sympy.Symbol("n", integer=True, positive=True).assumptions0:
            raise reader.error(e, "any positive integer as a dimension, or a real Symbol")
        return Dim(e.name)
    found = Scalar(e.name, bool(e.is_positive))
    reader.assume(found, e)
    return found


def _indexed(reader: Reader, e: Any, scope: Scope) -> Expr:
    tensor, first = reader.tensor(e.base, len(e.indices))
    each = zip(e.indices, tensor.over, first, strict=True)
    return tensor[tuple(reader.place(place, scope, over, start) for place, over, start in each)]


def _delta(reader: Reader, e: Any, scope: Scope) -> Expr:
    same = _same(reader, e, scope)
    if len(e.args) > 2:
        index = next(each for each in e.args[:2] if reader.is_index(each, scope))
        low, high = e.args[2]
        known, first = reader.index(index, scope)
        if reader.span(low, high, e) != (known.over, first):
            raise reader.error(e, "KroneckerDelta(i, j) over all that its indices run over")
    if same is None:
        numbers = (reader.read(each, scope) for each in e.args[:2])
        return Cases(((wrap(1), Relation(next(numbers), "=", next(numbers))),), wrap(0), "complement")
    return Delta(same.left, same.right)


def _same(reader: Reader, e: Any, scope: Scope) -> SameIndex | None:
    """The condition that two places of one dimension are one; None where numbers are compared."""
    both = e.args[:2]
    known = {
        (index.over, first)
        for index, first in (reader.index(each, scope) for each in both if reader.is_index(each, scope))
    }
    if len(known) != 1 or not all(reader.is_index(each, scope) or isinstance(each, sympy.Integer) for each in both):
        return None
    ((over, first),) = known
    if any(isinstance(each, sympy.Integer) and not 0 <= each - first < (over.total or 1) for each in both):
        return None
    places = tuple(reader.place(each, scope, over, first) for each in both)
    return SameIndex(place_in("delta", places, 0, over), place_in("delta", places, 1, over))


def _float(reader: Reader, e: Any, scope: Scope) -> Expr:
    if not e.is_finite:
        raise reader.error(e, "a finite number")
    return wrap(float(e)) if e._prec <= 53 else Number(Fraction(str(e)))


def _add(reader: Reader, e: Any, scope: Scope) -> Expr:
    return Add(tuple(reader.read(each, scope) for each in e.args))


def _mul(reader: Reader, e: Any, scope: Scope) -> Expr:
    coefficient, factors = e.as_coeff_mul()
    if coefficient.is_negative:
        return Neg(reader.read(-e, scope))
    below = [each for each in factors if _is_below(each)]
    if not below:
        return Mul(tuple(reader.read(each, scope) for each in e.args))
    above = [each for each in (coefficient, *factors) if each != 1 and each not in below]
    numerator = _product([reader.read(each, scope) for each in above])
    return Div(numerator, _product([reader.read(1 / each, scope) for each in below]))


def _is_below(e: Any) -> bool:
    return isinstance(e, sympy.Pow) and bool(e.exp.is_Rational) and bool(e.exp.is_negative)


def _product(factors: list[Expr]) -> Expr:
    return wrap(1) if not factors else factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _pow(reader: Reader, e: Any, scope: Scope) -> Expr:
    if _is_below(e):
        return Div(wrap(1), reader.read(1 / e, scope))
    if e.exp == sympy.S.Half:
        return sqrt(reader.read(e.base, scope))
    return Pow(reader.read(e.base, scope), reader.read(e.exp, scope))


def _binder(node: type[Sum] | type[Prod]) -> Build:
    def build(reader: Reader, e: Any, scope: Scope) -> Expr:
        inside = reader.scope(e, scope)
        body = reader.read(e.function, inside)
        for symbol, *_ in e.limits:
            bound = inside[symbol]
            number = reader.read(symbol, inside)
            parts = tuple(Relation(number, sign, reader.read(end, inside)) for sign, end in bound.where)
            if parts:
                empty = wrap(0 if node is Sum else 1)
                body = Cases(((body, Both(parts) if len(parts) > 1 else parts[0]),), empty, "where")
            body = node(body, bound.index)
        return body

    return build


def _piecewise(reader: Reader, e: Any, scope: Scope) -> Expr:
    *branches, (last, always) = e.args
    if always != True and sympy.Or(*(condition for _, condition in e.args)) != True:  # noqa: E712 - SymPy's true is not Python's
        raise reader.error(e, "a last branch (value, True), so that it has a value everywhere")
    if len(branches) == 1 and not isinstance(branches[0][1], (sympy.And, sympy.Or)):
        return _branch(reader, branches[0][1], scope, reader.read(branches[0][0], scope), reader.read(last, scope))
    plain_ones = [_condition(reader, condition, scope) for _, condition in branches]
    if all(each is not None for each in plain_ones):
        pairs = zip(branches, plain_ones, strict=True)
        done = tuple((reader.read(value, scope), when) for (value, _), when in pairs if when is not None)
        return Cases(done, reader.read(last, scope), "complement" if len(done) == 1 else "otherwise")
    found = reader.read(last, scope)
    for value, condition in reversed(branches):
        found = _branch(reader, condition, scope, reader.read(value, scope), found)
    return found


def _condition(reader: Reader, e: Any, scope: Scope) -> Relation | SameIndex | None:
    """A condition that is no combination of others."""
    if isinstance(e, sympy.Eq):
        same = _same(reader, e, scope)
        if same is not None:
            return same
    if isinstance(e, sympy.Ne) and _same(reader, e, scope) is not None:
        return None
    return reader.relation(e, scope) if type(e) in RELATIONS else None


def _branch(reader: Reader, e: Any, scope: Scope, yes: Expr, no: Expr) -> Expr:
    """One value where the condition holds, the other one where it does not: and, or, not are cases inside cases."""
    if e in (sympy.true, sympy.false):
        return yes if e == sympy.true else no
    if isinstance(e, sympy.Ne) and _same(reader, e, scope) is not None:
        return _branch(reader, sympy.Eq(*e.args), scope, no, yes)
    if isinstance(e, sympy.Not):
        return _branch(reader, e.args[0], scope, no, yes)
    if isinstance(e, sympy.And):
        first, *rest = e.args
        return _branch(reader, first, scope, _branch(reader, sympy.And(*rest), scope, yes, no), no)
    if isinstance(e, sympy.Or):
        first, *rest = e.args
        return _branch(reader, first, scope, yes, _branch(reader, sympy.Or(*rest), scope, yes, no))
    if isinstance(e, sympy.ITE):
        condition, then, otherwise = e.args
        both = [_branch(reader, each, scope, yes, no) for each in (then, otherwise)]
        return _branch(reader, condition, scope, *both)
    if isinstance(e, sympy.Xor):
        first, *rest = e.args
        more = sympy.Xor(*rest)
        return _branch(
            reader, first, scope, _branch(reader, more, scope, no, yes), _branch(reader, more, scope, yes, no)
        )
    if isinstance(e, sympy.Contains):
        return _branch(reader, e.as_set().as_relational(e.args[0]), scope, yes, no)
    condition = _condition(reader, e, scope)
    if condition is None:
        raise reader.error(e, "an equation or inequality between real expressions, or And, Or, Not of such")
    return Cases(((yes, condition),), no, "complement")


def _derivative(reader: Reader, e: Any, scope: Scope) -> Expr:
    found = reader.read(e.expr, scope)
    for variable, times in e.variable_count:
        if not times.is_Integer:
            raise reader.error(e, "a derivative of a known order")
        by = reader.read(variable, scope)
        if not isinstance(by, (Scalar, Entry)):
            raise reader.error(e, f"a derivative by a real Symbol or an entry, not by {variable}")
        for _ in range(int(times)):
            found = Diff(found, by)
    return found


def _step(reader: Reader, e: Any, scope: Scope) -> Expr:
    arg, zero = reader.read(e.args[0], scope), wrap(0)
    branches = ((zero, Relation(arg, "<", zero)), (wrap(1), Relation(arg, ">", zero)))
    return Cases(branches, reader.read(e.args[1], scope))


def _limit(reader: Reader, e: Any, scope: Scope) -> Expr:
    body, variable, to, side = e.args
    found = reader.read(variable, scope)
    if not isinstance(found, Scalar):
        raise reader.error(e, "a limit by a real Symbol")
    if to in (sympy.oo, -sympy.oo):
        return Lim(reader.read(body, scope), found, to == sympy.oo)
    return limit(reader.read(body, scope), found, reader.read(to, scope), side=str(side))


REFUSED: tuple[tuple[tuple[type, ...], str], ...] = (
    ((type(sympy.nan),), "a number: SymPy has found no value"),
    ((type(sympy.oo), type(-sympy.oo), type(sympy.zoo)), "a finite number: infinity is none"),
    ((type(sympy.I),), "a real expression: this is analysis of real numbers"),
    (
        (sympy.re, sympy.im, sympy.conjugate, sympy.arg),
        "real Symbols: without real=True SymPy takes a Symbol for a complex number, and differentiates it as one",
    ),
    ((sympy.DiracDelta,), "a function: DiracDelta is none, SymPy has differentiated through a jump"),
    ((sympy.Integral,), "no integral: its value, if SymPy's doit() finds one, can be read"),
    ((sympy.Subs,), "the value itself in the place of the variable: call doit() on it"),
    ((sympy.core.function.AppliedUndef,), "a function that is known: write its expression, a Symbol or an IndexedBase"),
)
"""What is met often and is no real expression, with what to say of it."""

BUILDERS: dict[type, Build] = {
    sympy.Rational: lambda reader, e, scope: Number(Fraction(int(e.p), int(e.q))),
    sympy.Float: _float,
    type(sympy.pi): lambda reader, e, scope: Constant("pi"),
    Indexed: _indexed,
    sympy.Symbol: _symbol,
    Idx: _symbol,
    sympy.Add: _add,
    sympy.Mul: _mul,
    sympy.Pow: _pow,
    sympy.Heaviside: _step,
    sympy.Piecewise: _piecewise,
    sympy.KroneckerDelta: _delta,
    sympy.Sum: _binder(Sum),
    sympy.Product: _binder(Prod),
    sympy.Derivative: _derivative,
    sympy.Limit: _limit,
}
