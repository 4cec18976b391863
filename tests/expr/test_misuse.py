"""What somebody writes by mistake: a NotationError that says what was written and what helps, never Python's own."""


import math
from decimal import Decimal

import numpy as np
import pytest
import sympy

import proofnotes
from proofnotes import Definition, Dim, NotationError, Scalar, Tensor, exp, let, total
from proofnotes.expr.nodes import Relation, wrap

K, N, d = Dim("K"), Dim("N"), Dim("d")
i, j, k = K.indices("i j k")
n = N.index("n")
x, y = Scalar("x"), Scalar("y")
z, w, u = Tensor("z", K), Tensor("w", N, K), Tensor("u", 2 * d)
f = let("f", exp(z[i]), i, inputs=(z,))
g = let("g", x**2, inputs=(x,))
h = let("h", x + 1)
soft = Definition("soft", exp(z[i]) / total(exp(z[k]), k), inputs=(z,), indices=(i,))
sig = Definition("sig", 1 / (1 + exp(-x)), inputs=(x,))
NAMESPACE = {**vars(proofnotes), **globals(), "math": math, "sympy": sympy, "Decimal": Decimal}

ROWS = """
x + None                            | expected an expression or a number, got None
x + "y"                             | got 'y'; for a variable of that name write Scalar('y')
x * [1, 2]                          | got [1, 2]; numbers one by one, or a Tensor with an index, z[i]
x * np.array([1, 2])                | got array([1, 2]); numbers one by one
np.array([1, 2]) * x                | got array([1, 2]); numbers one by one
x + sympy.Matrix([1])               | got Matrix([[1]])
x + 1j                              | got 1j; only real numbers are known here
x + True                            | expected an expression or a number, got True
x + Decimal("NaN")                  | expected a finite number, got NaN
x + float("nan")                    | expected a finite number, got nan
x - math.inf                        | expected a finite number, got inf
x + Decimal("1e999999999")          | expected a number between 1e-10000 and 1e10000
x < None                            | expected an expression or a number, got None
x + exp                             | got the function exp; write exp(x)
i // 2                              | i is an index over K: it stands in brackets, z[i], or is a number in + - * / **
total(k)                            | total(k): expected at least one index
exp(z)                              | z is a tensor over K: write z[i]
2 * z                               | z is a tensor over K: write z[i]
w + 1                               | w is a tensor over N, K: write w[i, j]
z > 0                               | z is a tensor over K: write z[i]
np.float64(2) * z                   | z is a tensor over K: write z[i]
abs(z)                              | z is a tensor over K: write z[i]
Max(x, z)                           | z is a tensor over K: write z[i]
Eq(z, x)                            | z is a tensor over K: write z[i]
2 * f                               | f is a quantity over K: write f[i]
f + 1                               | f is a quantity over K: write f[i]
2 * g                               | g is a function: write g.of(x)
2 * h                               | h is a quantity without an index: write h[()], or let_scalar for a number
soft.of(z) + 1                      | soft.of(...) has an entry for each index over K: write soft.of(...)[i]
soft + 1                            | soft is a function: write soft.of(z)[i]
exp(sig)                            | sig is a function: write sig(x)
soft(z)                             | write soft.of(...)[i]
sig.of(x)                           | sig is a number: write sig(...)
exp(x > 0)                          | x > 0 is a relation, not a number
(x > 0) + 1                         | x > 0 is a relation, not a number
(x > 0) & (y > 0)                   | x > 0 is a relation, not a number
same(i, j) + 1                      | i = j is a condition, not a number: it stands in cases(...)
x // 2                              | x // 2: // is not known here; there are + - * / ** and comparisons
x % 2                               | x % 2
x ^ 2                               | x ^ 2: ^ is not known here; a power is x ** 2
x & y                               | x & y
x << 2                              | not known here
divmod(x, 2)                        | not known here
round(x)                            | x is an expression, which cannot be rounded
int(x)                              | x is an expression, not a number
math.exp(x)                         | x is an expression, not a number
np.exp(x)                           | np.exp(x): NumPy knows numbers only
x[i]                                | x[i]: x is one number; what has entries is Tensor(...)
x(2)                                | x is no function; write * for a product
list(x)                             | x is one number and has no entries
z["i"]                              | z['i']: expected an index over K on axis 1, got 'i'
z[None]                             | expected an index over K on axis 1, got None
z[True]                             | expected an index over K on axis 1, got True
z[i, j]                             | z[i, j]: expected 1 indices (over K)
z[n]                                | index n ranges over N, but axis 1 of z over K
z[0]                                | 0 may lie outside
u[4]                                | axis 1 runs over 1..2*d, 4 may lie outside
f["i"]                              | expected an index over K on axis 1, got 'i'
f[i, j]                             | f: expected 1 indices (i), got 2
z[i / 2]                            | z[i/2]: expected an index over K on axis 1, got i/2
total(z[k], "k")                    | total(z[k], ...): expected an index, got 'k'
total(z[k], k, k)                   | total(z[k], ...): the index k stands there twice
total(z[k])                         | total(z[k]): expected at least one index
total(z[k], K)                      | expected an index, got K
total(z, k)                         | z is a tensor over K: write z[i]
total()                             | total(): missing a required argument: 'body'; expected total(body, *indices, where
product(z[k], x)                    | product(z[k], ...): expected an index, got x
diff(z[i], i)                       | cannot differentiate by i; i is an index
diff(x, z)                          | cannot differentiate by z; z is a tensor over K: write z[i]
diff(x)                             | diff(x): expected what to differentiate by
diff(x, 2)                          | cannot differentiate by 2; expected x, z[j] or a named quantity
diff(x, "x")                        | cannot differentiate by 'x'
diff(x, x + 1)                      | cannot differentiate by x + 1
diff()                              | diff(): missing a required argument: 'body'
exp()                               | exp(): missing a required argument: 'x'; expected exp(x)
exp(x, y)                           | exp(x, y): too many positional arguments; expected exp(x)
log(None)                           | got None
sqrt(z)                             | z is a tensor over K: write z[i]
Abs()                               | Abs(): missing a required argument: 'x'
Max()                               | Max(): expected at least one argument
Max([x, y])                         | got [x, y]; numbers one by one
cases()                             | cases: expected conditional branches and then a value without a condition
cases(x)                            | cases: expected conditional branches
cases((x,), y)                      | cases: expected (value, condition) before the last branch, got (x,)
cases((x, True), y)                 | expected (value, condition) before the last branch, got (x, True)
cases((x, x > 0, 1), y)             | expected (value, condition) before the last branch, got (x, x > 0, 1)
cases(x, y)                         | expected (value, condition) before the last branch, got x
cases((x, x > 0), None)             | got None
limit(x)                            | limit(x): missing a required argument: 'variable'
limit(x, "x")                       | limit(x, 'x'): expected a scalar variable
limit(x, z[i])                      | limit(x, z[i]): expected a scalar variable
limit(x, x, "oo")                   | limit(x, x, 'oo'): expected '+oo', '-oo' or a number
limit(x, x, None)                   | limit(x, x, None): expected '+oo', '-oo' or a number
dot()                               | dot(): expected at least one factor
paren(x, "<>")                      | paren: expected (), [] or {}, got '<>'
at("x", i, j)                       | got 'x'; for a variable of that name write Scalar('x')
at(z[i], "i", j)                    | at(z[i], 'i', j): 'i' is not a free index of z[i]
at(x, i, j)                         | at(x, i, j): i is not a free index of x
same("i", i)                        | expected an index over K on axis 1, got 'i'
same(1, 2)                          | same(1, 2): expected at least one index
delta(i)                            | delta(i): missing a required argument: 'right'
delta(x, y)                         | delta(x, y): expected at least one index
Rational("a")                       | Rational('a', 1): expected numbers, and a denominator that is not 0
Rational(x, 2)                      | Rational(x, 2): expected numbers
Rational(1, 0)                      | Rational(1, 0): expected numbers, and a denominator that is not 0
Rational(float("nan"))              | Rational(nan, 1): expected numbers
Eq(x)                               | Eq(x): missing a required argument: 'right'; expected Eq(left, right)
Ne("x", y)                          | write Scalar('x')
let("y", z[i])                      | y := z[i]: the index i is free in it; expected it among its own
let("y", x, "i")                    | let('y', ...): expected indices behind the body, got 'i'
let("y", x, x)                      | let('y', ...): expected indices behind the body, got x
let("y", z[i], i, i)                | y[i, i]: expected indices of different names
let("y", x, inputs=x)               | let('y', ...): expected inputs in a list or tuple, such as inputs=(x,), got x
let("y", x, inputs=(2 * x,))        | let('y', ...): expected Scalars and Tensors as inputs, got 2*x
let("y", x, latex=3)                | let('y', ...): expected latex= to be in quotes, such as r'\\theta', got 3
let(3, x)                           | let(3): expected a name in quotes, such as 'x'
let(x, "y")                         | for a variable of that name write Scalar('y')
let("y")                            | let('y'): missing a required argument: 'body'
let_scalar("y", x, i)               | expected latex= to be in quotes, such as r'\\theta', got i
let_scalar("y", z[i])               | y := z[i]: the index i is free in it
Tensor("x", 3)                      | Tensor('x'): expected Dims, got 3; a dimension of that size is Dim('K', 3)
Tensor("x", K=3)                    | Tensor('x', K=3): got an unexpected keyword argument 'K'
Tensor("x")                         | for a number use Scalar('x')
Tensor("x", i)                      | Tensor('x'): expected Dims, got i
Tensor(K)                           | Tensor(K): expected a name in quotes
Dim("K", 2.5)                       | Dim 'K': expected size to be a positive integer, got 2.5
Dim("K", "3")                       | expected size to be a positive integer, got '3'
Dim("K", blocks=0)                  | expected blocks to be a positive integer, got 0
Dim()                               | Dim(): missing a required argument: 'name'
K.indices("")                       | indices(''): expected different names with spaces, such as 'i j'
K.indices(3)                        | indices(3): expected different names
K.indices("i i")                    | indices('i i'): expected different names
K.index("i j")                      | index('i j'): expected one name; indices('i j') makes several indices
K.index(None)                       | index(None): expected a name in quotes
K.fixed("")                         | fixed(''): expected different names
Scalar()                            | Scalar(): missing a required argument: 'name'
Scalar("x", K)                      | Scalar('x'): expected positive=True or positive=False, got K
Scalar("x", real=True)              | got an unexpected keyword argument 'real'
Scalar(["x"])                       | Scalar(['x']): expected a name in quotes
g.of()                              | g(x): expected 1 arguments, got 0
g.of(z)                             | g: x is a scalar, got z
soft.of(x)                          | soft: z is a tensor over (K), got x
soft.of(w)                          | soft: z is a tensor over (K), got w
soft.of(lambda p: None)             | got None
soft.of(lambda p, q: x)             | got a function of (p, q)
soft.of(max)                        | write a lambda
Definition(3, x, inputs=(x,))       | Definition(3): expected a name such as layer_norm
Definition("f", x, inputs=x)        | Definition('f'): expected inputs in a list or tuple, such as inputs=(x,), got x
Definition("f", z[i], inputs=(z,))  | f := z[i]: the index i is free in it
Definition("f", x)                  | missing a required argument: 'inputs'
Definition("f", x, inputs=(x,), indices=i) | expected indices in a list or tuple, such as indices=(i,), got i
Theorem(3)                          | Theorem(3): expected an id such as softmax.jacobian
Theorem("a.b", x, "r", x, assuming=x > 0) | expected hypotheses in a list or tuple, such as assuming=[x > 0], got x > 0
Whole(z) + 1                        | expected a vector or matrix, got 1
2 * Whole(z)                        | is a column over (K), not a number
exp(Whole(z))                       | is a column over (K), not a number
Whole(z) + z                        | expected a vector or matrix, got z; write Whole(z)
Whole(x)                            | Whole(x): expected a tensor or a quantity, without its indices
Diagonal(Whole(w))                  | expected a vector, got a matrix over (N, K)
Jacobian(z, Whole(z))               | expected a vector or matrix, got z; write Whole(z)
"""
CASES = [tuple(map(str.strip, row.split(" | ", 1))) for row in ROWS.strip().splitlines()]
"""What is written, and words that the message holds."""


@pytest.mark.parametrize(("written", "said"), CASES, ids=[written for written, _ in CASES])
def test_misuse_is_named(written: str, said: str) -> None:
    with pytest.raises(NotationError) as found:
        eval(written, NAMESPACE)
    assert said in str(found.value)


def test_numpy_numbers_are_exact_on_both_sides() -> None:
    assert np.float32(0.1) * x == 0.1 * x
    assert x * np.float32(0.1) == x * 0.1
    assert np.int64(2) ** x == 2**x
    assert (np.float64(2) > x) == Relation(wrap(2.0), ">", x)


def test_an_error_inside_is_not_taken_for_a_wrong_call() -> None:
    def broken(p: object) -> object:
        return None + p  # type: ignore[operator]

    with pytest.raises((TypeError, NotationError)):
        soft.of(broken)


def test_operators_of_dimensions_and_places_work_as_before() -> None:
    a = d.index("a")
    assert str(u[d + a]) == "u[d + a]"
    assert str(K * x + N) == "K*x + N"
