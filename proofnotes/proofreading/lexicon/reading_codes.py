"""Codes of readings: what a name, a script, a shape or a sign may mean, where it is not clear.

F, A, S: what a name or its scripts may mean.  T: sizes and shapes.  E: what the language cannot say.  M: definitions.
N: the engine.  W: doubts.
"""

from __future__ import annotations

from ..codes import Code, Severity

WARNING, INFO = Severity.WARNING, Severity.INFO

NAMES = (
    Code(
        "F01",
        INFO,
        "A name stands before parentheses, and nothing says whether it is a function or a factor.",
        "h = k(x + 1)",
        "let k: function    (or let k: scalar)",
    ),
    Code("F02", INFO, "A function has no argument.", r"\exp = 1"),
    Code("F03", INFO, "A function has another number of arguments here.", "$$f(x) = x^2$$\n\n$$g(x) = f(x, 1)$$"),
    Code(
        "F04",
        INFO,
        "A function of a symbol that has a definition is asked for at something else.",
        "$$y = x^2$$ $$v = y + 1$$ $$g(y) = v$$ $$h = g(3)$$",
    ),
    Code("F05", INFO, "A prime on a function that has no derivative here.", "$$f(x) = x^2$$ $$h(x) = f'$$"),
    Code(
        "F06",
        INFO,
        "An operator of probability whose distribution is not known.",
        r"\operatorname{Var}[x] = \mathbb{E}[x^2]",
        r"Write the sum or the integral out, or give the distribution: x \sim \mathcal{N}(0, 1)",
    ),
    Code("F07", INFO, "A name is used as a function and is none."),
    Code("F08", INFO, "A function that is not known to the prover.", r"\arctan(x) = 1"),
    Code(
        "F09",
        INFO,
        "A word stands before something: an operator?",
        r"\operatorname{foo} x = 1",
        r"define \operatorname{foo}(x) = …",
    ),
    Code(
        "F10",
        INFO,
        "A function of a vector: entry by entry, or one number?",
        r"Let $\phi: \mathbb{R}^n \to \mathbb{R}$ be a function and $x \in \mathbb{R}^n$. $$h = \phi'(x)$$",
        r"let \phi: activation",
    ),
    Code("A01", INFO, "It is not clear how far a function without parentheses reaches.", "", "Write the parentheses."),
    Code(
        "A02",
        INFO,
        "Letters stand side by side: one name, or a product?",
        "TP + FN = 1",
        r"Write the name as \text{TP}, or the product with a space or \cdot.",
    ),
    Code(
        "A03",
        INFO,
        "A letter and a number stand side by side: one name, or a product?",
        "w1 = 2",
        r"Write w_1, or w \cdot 1.",
    ),
    Code("A04", INFO, "An index is used as a number: an index, or the imaginary unit?", "e^{i x} = 1"),
    Code(
        "A05",
        INFO,
        "Δ or d stands before a symbol: a difference or a differential, or a factor?",
        r"\Delta x = x - y",
        r"define {\Delta x} = …, or write \Delta_x",
    ),
    Code("S01", INFO, "A script stands on more than a name.", r"h = (x + y)_{\text{max}}"),
    Code("S02", INFO, "A name has two powers.", "h = {x^2}^3"),
    Code(
        "S03",
        INFO,
        "A script that is no index, no label and no power.",
        r"Let $x \in \mathbb{R}^n$. $$h = \sum_{i=1}^n x_{i \to j}$$",
    ),
    Code(
        "S04",
        INFO,
        "An index is computed from another that nothing binds.",
        r"$$h_i = x_{i-a}$$ $$\sum_{i=1}^{n} x_i = c$$",
    ),
    Code(
        "S05",
        INFO,
        "A subscript is a size: the last entry, or a label?",
        r"$$s = \sum_{i=1}^{n} x_i$$ $$t = x_n$$",
        "index n    (or label n)",
    ),
    Code(
        "S06", INFO, "An index has an index itself.", r"$$s = \sum_{i=1}^{n} c_i$$ $$t = \sum_{i=1}^{n} x_{c_{i j}}$$"
    ),
    Code(
        "S07",
        INFO,
        "T is a size here: a power, or a transpose?",
        r"$$s = \sum_{t=1}^{T} x_t$$ $$y = A^T$$",
        r"Write the transpose as ^\top.",
    ),
    Code(
        "S08",
        INFO,
        "A superscript letter: a power, or an index?",
        r"\sum_{t=1}^{n} x^t y_t = 1",
        "index t    (or write the index as x^{(t)})",
    ),
    Code("S09", INFO, "A prime stands on an expression.", "(x + y)' = 1"),
    Code(
        "S10",
        INFO,
        "A subscript letter: an index, or a label?",
        r"$$s = \sum_{i=1}^{n} x_i$$ $$t = x_l$$",
        "index r    (or label r)",
    ),
    Code(
        "S11",
        INFO,
        "A recurrence is read with a name for each time, and is not compared with another form of it.",
        r"$$h_t = a h_{t-1}$$ $$h_t = a b$$",
    ),
)

SHAPES = (
    Code(
        "T01",
        INFO,
        "Two sizes must be the same, and are called differently.",
        r"Let $x \in \mathbb{R}^n$ and $y \in \mathbb{R}^m$. $$z = x + y$$",
        "let W: d, n",
    ),
    Code(
        "T02",
        INFO,
        "Two sizes must be the same, and are different numbers.",
        r"Let $x \in \mathbb{R}^2$ and $y \in \mathbb{R}^3$. $$z = x + y$$",
    ),
    Code("T03", INFO, "An array stands where a number is expected.", r"$$h = \operatorname{diag}(3)$$"),
    Code(
        "T05",
        INFO,
        "A symbol has another number of indices than axes.",
        r"Let $x \in \mathbb{R}^n$. $$s = \sum_{i=1}^{n} x_{ii}$$",
        "let x: N, D",
    ),
    Code(
        "T06",
        INFO,
        "A numbered entry of an axis whose size may be any number.",
        "",
        "let x: 3    (or label 1: the number belongs to the name)",
    ),
    Code(
        "T07",
        INFO,
        "A power of an array, or an array in an exponent: entry by entry, or not?",
        r"Let $A \in \mathbb{R}^{n \times n}$. $$B = A^{c}$$",
    ),
    Code("T08", INFO, "The norm of a number.", r"h = \|3\|", "let x: n"),
    Code(
        "T09",
        INFO,
        "Both sides, or the terms of a sum, have different shapes.",
        r"Let $x \in \mathbb{R}^n$. $$c = x + x^T$$",
        "let b: d",
    ),
    Code(
        "T10",
        INFO,
        "An argument has another shape than the function takes.",
        r"Let $z \in \mathbb{R}^n$. $$f(x, y) = x y^2$$ $$h = f(z, 3)$$",
    ),
    Code(
        "T11",
        INFO,
        "A product of two column vectors: which of them is transposed?",
        r"Let $x, y \in \mathbb{R}^n$. $$s = x y$$",
    ),
    Code(
        "T12",
        INFO,
        "A dot between matrices: entry by entry, or the matrix product?",
        r"Let $A, B \in \mathbb{R}^{n \times n}$. $$C = A \cdot B$$",
    ),
    Code(
        "T13",
        INFO,
        "A product of a vector and a matrix that does not fit.",
        r"Let $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. $$y = x A$$",
    ),
    Code("T14", INFO, "The transpose of what has no transpose.", r"h = 3^\top", "let x: n"),
    Code("T15", INFO, "A function of vectors is applied to a number.", r"\text{softmax}(3) = 1", "let z: K"),
    Code(
        "T16",
        INFO,
        "A vector is split into parts that its size does not have.",
        r"Let $h \in \mathbb{R}^{n}$. $$[a, b] = \text{split}(h)$$ $$c = a$$",
        "let h: 2d",
    ),
    Code(
        "T17",
        INFO,
        "A symbol is declared with other axes than it is defined with.",
        r"Let $x \in \mathbb{R}^n$. $$x = \sum_{i=1}^{n} y_i$$",
        "let x: N, D",
    ),
)

LANGUAGE = (
    Code("E01", INFO, "This sign has no meaning here.", r"x^{*} = \dagger"),
    Code("E02", INFO, "These brackets have no meaning here.", r"\lfloor x \rfloor = 1"),
    Code("E03", INFO, "Dots between terms whose pattern is not seen.", r"x + y + \cdots + z = 1", r"Write \sum."),
    Code(
        "E04",
        INFO,
        "Nothing stands where a value is expected.",
        r"h = \sum_{i=1}^{n}",
    ),
    Code("E05", INFO, "Words stand where a value is expected.", r"x = \text{mean of the data}"),
    Code("E06", INFO, "A list stands where a value is expected.", "x = (1, 2) + y"),
    Code("E07", INFO, "A bar for a condition stands where a value is expected.", "(x | y) = 1"),
    Code("E08", INFO, "A matrix that is written out.", r"A = \begin{pmatrix} a & \cdots \\ c & d \end{pmatrix}"),
    Code("E09", INFO, "A factorial.", "n! = 1"),
    Code("E10", INFO, "A binomial coefficient.", r"\binom{n}{k} = 1"),
    Code("E11", INFO, "A relation inside an expression.", "x + (y = 1) = 2"),
    Code("E12", INFO, "Infinity as a number.", r"h = \frac{1}{\infty}"),
    Code("E13", INFO, "An operator without what it acts on.", r"\nabla = 1"),
    Code("E14", INFO, "A blackboard letter that is no value.", r"\mathbb{Q} = 1"),
    Code("E17", INFO, "A norm that is not known.", r"Let $x \in \mathbb{R}^n$. $$h = \|x\|_{*}$$"),
    Code("E18", INFO, "A sign that stands for two.", r"x = \pm 1", "Write the two equations."),
    Code(
        "E19",
        INFO,
        "A limit that cannot be taken here.",
        r"Let $A \in \mathbb{R}^{n \times n}$. $$h = \lim_{t \to 0} (t A)$$",
    ),
    Code("E20", INFO, "An operator of this kind.", r"x = \operatorname{argmax}_y f"),
    Code("E21", INFO, "A largest or smallest value over something that is no index.", r"\max_{x \in S} x = 1"),
    Code("E22", INFO, "An integral.", r"\int_0^1 x \, dx = \frac{1}{2}"),
    Code("E23", INFO, "A union or an intersection.", r"\bigcup_i A_i = B"),
    Code("E24", INFO, "A sum without an index.", r"\sum x = 1", r"Write \sum_{i=1}^{n}."),
    Code("E25", INFO, "A sum over a set.", r"$$h = \sum_{x \in \mathbb{R}} x$$", r"Write \sum_{i=1}^{n}."),
    Code("E26", INFO, "Limits of a sum or product that are not read.", r"\sum_{i \ne f(j)} x_i = 1"),
    Code("E27", INFO, "A range that does not start at 1.", r"s = \sum_{i=m}^{n} x_i"),
    Code("E28", INFO, "An upper limit that is not read.", r"s = \sum_{i=1}^{f(n)} x_i"),
    Code(
        "E29",
        INFO,
        "Cases that may leave values out, or overlap.",
        r"f(x) = \begin{cases} 1 & x > 0 \\ 2 & x < -1 \end{cases}",
        r"End with \text{otherwise}.",
    ),
    Code(
        "E30",
        INFO,
        "A condition of a case that is not read.",
        r"f(x) = \begin{cases} 1 & \text{if it rains} \\ 0 & \text{otherwise} \end{cases}",
    ),
    Code("E31", INFO, "A derivative without what it acts on.", r"\frac{d}{dx} = 1"),
    Code("E32", INFO, "A derivative of this order.", r"\frac{d^n y}{dx^n} = 1"),
    Code("E34", INFO, "A derivative by something that is no symbol.", r"\frac{d (x^2)}{d (2x)} = x"),
    Code("E35", INFO, "An operator whose variable is not read.", r"Let $x \in \mathbb{R}^n$. $$h = \nabla x$$"),
    Code(
        "E36",
        INFO,
        "A sign between two values that has several meanings, or none for numbers.",
        r"Let $x \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$. $$h = x \oplus A$$",
    ),
    Code(
        "E37",
        INFO,
        "A third derivative, a limit or a mean of a function of which nothing says what it is.",
        r"Let $\phi$ be an activation function. $$\frac{d^3}{dx^3} \phi(x) = 0$$",
        r"define \phi(x) = …",
    ),
    Code("E38", INFO, "A derivative at a point.", r"$$f(x) = x^2$$ $$h = f(x)\Big|_{0}^{1}$$"),
    Code("E39", INFO, "An index is bound in the value and free in its condition."),
    Code("E40", INFO, "A relation that nothing is proved of."),
)

MEANINGS = (
    Code("M03", INFO, "A definition needs itself.", "$$a = b + 1$$ $$b = a + 1$$ $$c = a$$"),
    Code(
        "M05",
        INFO,
        "A definition has a free index that its left side does not carry.",
        r"$$h = x_i + \sum_{j=1}^{n} x_j$$",
        "Write the index on the left side.",
    ),
    Code(
        "M06",
        INFO,
        "The derivative is by something on which the value does not depend: a definition is missing.",
        r"\frac{d (x^2)}{d y} = 2x",
        r"define \hat y = …",
    ),
    Code(
        "M07",
        INFO,
        "It rests on a definition that was not understood.",
        r"$$h = x^2$$ $$h = \int_0^1 x\,dx$$ $$g = 2h$$",
    ),
    Code("N01", INFO, "The engine refuses the statement."),
    Code("N02", INFO, "The formula is nested too deeply to be read.", "", "Split the formula."),
    Code(
        "W01",
        WARNING,
        "It is false under a meaning that is only likely.",
        ("# One" "\n\n" "## First" "\n\n" "$$a = 2 b$$" "\n\n" "## Second" "\n\n" r"$$\frac{d}{db} (a b) = 5 b$$"),
        "Say what the symbol is: define …",
    ),
    Code(
        "W02",
        WARNING,
        "It is false across a term that was not understood.",
        r"$$\frac{d}{dx} x^2 = \int_0^1 x\,dx = 3x$$",
    ),
)

READINGS = (*NAMES, *SHAPES, *LANGUAGE, *MEANINGS)
