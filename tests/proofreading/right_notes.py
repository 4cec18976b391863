r"""Short notes in which nothing is wrong, and which a hasty reader would report: each with the reason why it is right."""

RIGHT = {
    # what the words around a formula say that it is: a condition, a requirement, an assumption
    "condition": "Let $f(x) = x^2$. At a stationary point $f'(x) = 0$.",
    "requirement": "The step must be small: we need\n\n$$\\eta < \\frac{2}{L}.$$\n",
    "constraint": "Minimize $f(w)$ subject to\n\n$$\\sum_{i=1}^{n} w_i = 1.$$\n",
    "constraint, s.t.": "$$\\max_w w^\\top A w \\quad \\text{s.t.} \\quad w^\\top w = 1$$\n",
    "assumption": "**Assumption 1.** For all $x, y \\in \\mathbb{R}^n$\n\n$$\\|g(x) - g(y)\\| \\le L \\|x - y\\|.$$\n",
    "hypothesis behind": (
        "For $x \\in \\mathbb{R}^d$ put $r = \\sqrt{\\frac{1}{d} \\sum_{i=1}^d x_i^2 + \\epsilon}$ and\n\n"
        "$$u_i = \\frac{x_i}{r}$$\n\nwith a small constant $\\epsilon > 0$. Then $|u_i| \\le \\sqrt{d}$.\n"
    ),
    "usual values": "Typically $\\beta_1 = 0.9$ and $\\beta_2 = 0.999$; then $\\beta_1 < \\beta_2$.",
    "range": "The momentum satisfies $0 < \\beta < 1$, the learning rate $\\eta < 1$.",
    "条件": "当 $a = b$ 时，$a - b = 0$。若 $x > 1$，则 $x^2 > x$。",
    "要求": "学习率需要满足\n\n$$\\eta < \\frac{1}{L}$$\n",
    "约束": "在约束 $\\sum_{i=1}^n p_i = 1$ 下最大化熵。",
    # equations that say what a thing is
    "circle": "Consider the unit circle\n\n$$x^2 + y^2 = 1.$$\n",
    "ellipse": "The ellipse $\\frac{x^2}{a^2} + \\frac{y^2}{b^2} = 1$ has two axes.",
    "hyperplane": "Let $w, x \\in \\mathbb{R}^d$. The decision boundary is the hyperplane\n\n$$w^\\top x + b = 0.$$\n",
    "eigenvector": "Let $A \\in \\mathbb{R}^{n \\times n}$. An eigenvector $v \\in \\mathbb{R}^n$ satisfies\n\n$$A v = \\lambda v.$$\n",
    "orthogonal": "Let $U \\in \\mathbb{R}^{n \\times n}$ be orthogonal, that is\n\n$$U^\\top U = I.$$\n",
    "svd": "The singular value decomposition $A = U \\Sigma V^\\top$ has $U^\\top U = I$ and $V^\\top V = I$.",
    "normal vectors": "Two vectors $u, v \\in \\mathbb{R}^n$ are orthogonal if\n\n$$u^\\top v = 0.$$\n",
    "unit vector": "A unit vector $u \\in \\mathbb{R}^n$ has length one:\n\n$$\\sum_{i=1}^n u_i^2 = 1$$\n",
    "symmetric matrix": "A matrix $S \\in \\mathbb{R}^{n \\times n}$ is symmetric if $S^\\top = S$.",
    "idempotent": "A projection $P \\in \\mathbb{R}^{n\\times n}$ satisfies $P^2 = P$.",
    "linear map": "A map $f$ is linear if $f(x + y) = f(x) + f(y)$ for all $x$ and $y$.",
    "even function": "A function is called even when\n\n$$f(-x) = f(x).$$\n",
    "convex function": "$f$ is convex when\n\n$$f(t x + (1 - t) y) \\le t f(x) + (1 - t) f(y).$$\n",
    "probabilities": "Success has probability $p$, failure probability $q$, and $p + q = 1$.",
    "distribution": "The weights form a distribution: $\\sum_{k=1}^K \\pi_k = 1$.",
    "physics": "Newton says $F = m a$, and the gas law is\n\n$$P V = n R T.$$\n",
    # equations to be solved, and their solutions
    "system": "The system\n\n$$x + y = 3, \\qquad x - y = 1$$\n\nhas the solution $x = 2$, $y = 1$.",
    "system in cases": "Solve\n\n$$\\begin{cases} 2x + y = 5 \\\\ x - y = 1 \\end{cases}$$\n",
    "quadratic": "The equation $a x^2 + b x + c = 0$ has the solutions $x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}$.",
    "stationary": "Setting the derivative to zero,\n\n$$2 (x - c) = 0,$$\n\nwe get $x = c$.",
    "normal equation": "At the minimum the gradient vanishes:\n\n$$X^\\top (X w - y) = 0.$$\n",
    "求解": "令导数等于 0：\n\n$$-2 \\sum_{i=1}^n (x_i - m) = 0$$\n\n解得 $m = \\frac{1}{n} \\sum_{i=1}^n x_i$。",
    "fixed point": "A fixed point of $g$ is a point with $g(x) = x$.",
    # laws of motion: not true for every sequence or function
    "recurrence": "The Fibonacci numbers satisfy\n\n$$F_n = F_{n-1} + F_{n-2}.$$\n",
    "gradient step": "We iterate $x_{t+1} = x_t - \\eta g_t$, so $x_{t+1} - x_t = -\\eta g_t$.",
    "differential equation": "Exponential decay is described by\n\n$$\\frac{dy}{dt} = -k y.$$\n",
    "heat equation": "$$\\frac{\\partial u}{\\partial t} = \\frac{\\partial^2 u}{\\partial x^2}$$\n",
    "oscillator": "$$\\ddot{x} = -\\omega^2 x$$\n",
    # said to be different, wrong, or only roughly so
    "not equal": "In general $AB \\neq BA$ for matrices, and $(a + b)^2 \\ne a^2 + b^2$.",
    "unlike": "Note that $\\log(a + b) \\neq \\log a + \\log b$.",
    "asymmetry": "Let $p, q \\in \\mathbb{R}^n$ and $D(p, q) = \\sum_{i=1}^n p_i \\log \\frac{p_i}{q_i}$. In general $D(p, q) \\neq D(q, p)$.",
    "wrong on purpose": "It is not true that $\\sqrt{a^2 + b^2} = a + b$.",
    "question": "Is it true that $(a + b)^3 = a^3 + b^3$? No.",
    "不成立": "注意 $(a+b)^2 = a^2 + b^2$ 并不成立。",
    "asymptotics": "$n + \\log n = O(n)$ and $n^2 + n \\sim n^2$.",
    "congruence": "$7 \\equiv 1 \\pmod 3$ and $a \\equiv b \\pmod n$.",
    "dots": "$$e^x = 1 + x + \\frac{x^2}{2} + \\frac{x^3}{6} + \\cdots$$\n",
    "series": "$\\sin x = x - \\frac{x^3}{3!} + \\frac{x^5}{5!} - \\dots$",
    # numbers
    "rounded": "$\\pi = 3.14$, $\\frac{1}{3} = 0.33$, $\\log 2 = 0.693$, and $0.1 + 0.2 = 0.3$.",
    "percent": "$5\\% = 0.05$ and $\\frac{1}{4} = 25\\%$.",
    "thousands": "$1{,}000 + 1 = 1{,}001$ and $2^{10} = 1024$.",
    "units": "$1\\,\\text{km} = 1000\\,\\text{m}$, $1\\,\\text{h} = 60\\,\\text{min}$.",
    "shapes": "Multiplying gives $(n \\times d) \\cdot (d \\times m) = (n \\times m)$; a $3 \\times 3$ kernel has $3 \\times 3 = 9$ weights.",
    "output size": "The output has size $(32 - 5 + 2 \\cdot 2)/1 + 1 = 32$.",
    "assigned": "At first $x = 5$; after the loop $x = 6$.",
    "put in": "For example, at $x = 3$ we have $x^2 = 9$.",
    "put in, let": "Let $n = 10$ and $p = 0.5$. Then $n p = 5$.",
    "put in, with": "With $n = 4$ samples and $k = 2$, we need $n / k = 2$ batches.",
    "代入": "取 $x = 2$，则 $x^3 = 8$。",
    # names that mean more than a letter
    "imaginary unit": "$e^{i\\theta} = \\cos\\theta + i \\sin\\theta$ and $i^2 = -1$.",
    "kronecker": "$$\\frac{\\partial x_i}{\\partial x_j} = \\delta_{ij}$$\n",
    "bayes": "$$P(A \\mid B) = \\frac{P(B \\mid A) P(A)}{P(B)}$$\n",
    "joint": "$P(A, B) = P(A \\mid B) P(B) = P(B \\mid A) P(A)$.",
    "independence": "If $A$ and $B$ are independent, $P(A \\cap B) = P(A) P(B)$.",
    "expectation": "$\\mathbb{E}[a X + b] = a\\,\\mathbb{E}[X] + b$ and $\\mathrm{Var}(a X) = a^2\\,\\mathrm{Var}(X)$.",
    "variance": "$\\operatorname{Var}[X] = \\mathbb{E}[X^2] - \\mathbb{E}[X]^2$",
    "argmax": "$\\operatorname*{argmax}_j p_j = \\operatorname*{argmax}_j \\log p_j$",
    "best": "$\\hat\\theta = \\arg\\max_\\theta L(\\theta) = \\arg\\min_\\theta -L(\\theta)$",
    "minimum": "$\\min_x f(x) = -\\max_x (-f(x))$",
    "limit": "$\\lim_{n \\to \\infty} \\left(1 + \\frac{1}{n}\\right)^n = e$",
    "integral": "$\\int_0^1 x^2 dx = \\frac{1}{3}$, $\\int e^x dx = e^x + C$.",
    "big union": "$A \\cup B = B \\cup A$, $A \\cap (B \\cup C) = (A \\cap B) \\cup (A \\cap C)$.",
    "size of a set": "$|A \\cup B| = |A| + |B| - |A \\cap B|$",
    "inner product": "$\\langle x, y \\rangle = \\langle y, x \\rangle$, $\\|x + y\\|^2 = \\|x\\|^2 + 2 \\langle x, y \\rangle + \\|y\\|^2$.",
    "determinant": "$\\det(AB) = \\det(A)\\det(B)$, $|A B| = |A| |B|$.",
    "trace": "$\\mathrm{tr}(AB) = \\mathrm{tr}(BA)$",
    "transposed product": "$(AB)^\\top = B^\\top A^\\top$, $(AB)^{-1} = B^{-1} A^{-1}$, $(A^\\top)^{-1} = (A^{-1})^\\top$.",
    "convolution": "$f * g = g * f$ and $(f * g)(t) = \\int f(s) g(t - s) ds$.",
    "composition": "$(g \\circ f)(x) = g(f(x))$ and $(f^{-1} \\circ f)(x) = x$.",
    "entrywise": "$a \\odot b = b \\odot a$",
    "labels": "$\\text{cost}_{+-} = \\text{cost}_{-+}$ and $net_{h1} = w_1 i_1 + w_2 i_2 + b_1$.",
    "layers": "$a^{(1)} = \\phi(z^{(1)})$, $z^{(2)} = W^{(2)} a^{(1)} + b^{(2)}$.",
    "F1": "$F_1 = \\frac{2 P R}{P + R} = \\frac{2 TP}{2 TP + FP + FN}$",
    "accuracy": "$\\text{accuracy} = \\frac{TP + TN}{TP + TN + FP + FN} = 1 - \\text{error rate}$",
    # sections apart
    "two examples": (
        "## One\n\nLet $a = x^2$.\n\n## Two\n\nFor a constant $a$ we have $\\frac{d}{dx} (a x) = a$.\n"
    ),
    "two functions": "## One\n\nLet $f(x) = x^2$.\n\n## Two\n\nAny line $f(x) = a x + b$ has $f'(x) = a$.\n",
    "sigma twice": (
        "## Sigmoid\n\n$$\\sigma(x) = \\frac{1}{1 + e^{-x}}$$\n\n## Normal\n\nWith the standard deviation $\\sigma$:\n\n"
        "$$\\log \\frac{1}{\\sigma} = -\\log \\sigma$$\n"
    ),
    "names of steps": "## Epoch 1\n\n$L = 3$\n\n## Epoch 2\n\n$L = 2$\n",
    "losses": (
        "Hinge: $L_i = \\max(0, 1 - s_i)$.\n\nSquared: $L_i = (1 - s_i)^2$.\n\nAbsolute: $L_i = |1 - s_i|$.\n"
    ),
    "所有": "令\n\n$$p_j = \\frac{e^{o_j}}{\\sum_k e^{o_k}}$$\n\n对所有的 $j$ 都有 $0 \\le p_j \\le 1$。",
    "second derivative": "Let $g(x) = x^3$. Then $\\frac{d^2g}{dx^2}(x) = 6x$ and $\\frac{dg}{dx}(1) = 3$.",
    "at a point": "Let $h(x) = x^2$. $\\left. \\frac{dh}{dx} \\right|_{x=1} = 2$.",
    "chain": "Let $u = x^2$ and $y = \\sin u$. $\\frac{dy}{dx} = \\frac{dy}{du} \\frac{du}{dx} = 2 x \\cos u$.",
    "total and partial": "Let $z = x y$ with $y = x^2$. Then $\\frac{\\partial z}{\\partial x} = y$ but $\\frac{dz}{dx} = 3 x^2$.",
    "sample index": "$\\bar x = \\frac{1}{n} \\sum_{i=1}^n x^{(i)}$, so $n \\bar x = \\sum_{i=1}^n x^{(i)}$.",
    "one-hot": "With a one-hot vector $y$, $\\sum_{k=1}^K y_k = 1$ and $y_k^2 = y_k$.",
    "softmax with temperature": (
        "$$q_i = \\frac{e^{z_i / T}}{\\sum_j e^{z_j / T}}$$\n\nAs $T \\to 0$ this becomes one-hot; $\\sum_i q_i = 1$.\n"
    ),
    "dropout": "With probability $1 - p$ we keep $h$: $h' = \\frac{h}{1-p}$, so $E[h'] = p \\cdot 0 + (1 - p) \\frac{h}{1-p} = h$.",
    "bias trick": "Appending a one, $f(x_i, W) = W x_i$.",
    "row and column": "For $x \\in \\mathbb{R}^d$ and $W \\in \\mathbb{R}^{d \\times k}$: $x^\\top W = (W^\\top x)^\\top$.",
    "outer product": "Let $u \\in \\mathbb{R}^m$, $v \\in \\mathbb{R}^n$. $(u v^\\top)_{ij} = u_i v_j$ and $u \\otimes v = u v^\\top$.",
    "index as a number": "$\\sum_{i=1}^n i = \\frac{n(n+1)}{2}$, $\\sum_{k=0}^{n} 2^k = 2^{n+1} - 1$.",
    "empty sum of differences": "$\\sum_{t=1}^{T} (a_t - a_{t-1}) = a_T - a_0$",
    "geometric": "For $|r| < 1$: $\\sum_{k=0}^\\infty r^k = \\frac{1}{1-r}$.",
    "min and max": "$\\max(a, b) + \\min(a, b) = a + b$, $\\max(0, x) - \\max(0, -x) = x$.",
    "absolute value": "$|x| = \\max(x, -x)$, $|x|^2 = x^2$, $\\sqrt{x^2} = |x|$.",
    "sign": "$|x| = x \\cdot \\operatorname{sign}(x)$, $\\text{sgn}(x)^2 \\le 1$.",
    "indicator": "$\\mathbb{1}(i = j) = \\delta_{ij}$ and $\\mathbb{I}[x > 0] + \\mathbb{I}[x \\le 0] = 1$.",
    "floor": "$\\lfloor x \\rfloor \\le x < \\lfloor x \\rfloor + 1$",
    "logarithms": "$\\log_2 8 = 3$, $\\log_{10} 100 = 2$, $\\ln e = 1$, $\\log_a b = \\frac{\\ln b}{\\ln a}$, $\\lg 100 = 2$.",
    "factorial": "$n! = n \\cdot (n-1)!$, $\\binom{n}{k} = \\frac{n!}{k!(n-k)!}$, $\\Gamma(n) = (n-1)!$.",
    "powers": "$x^{a+b} = x^a x^b$, $(x^a)^b = x^{ab}$, $x^{-1} = \\frac{1}{x}$, $\\sqrt[3]{x^3} = x$.",
    "mixed product": "$a/b/c = \\frac{a}{bc}$, $1/2x = \\frac{x}{2}$ for some, $\\frac{1}{2x}$ for others.",
    "minus before sum": "$-\\sum_i a_i + b_i = -\\sum_i (a_i + b_i)$ is what some authors mean.",
    "log of a product": "$\\log a b = \\log a + \\log b$ for $a, b > 0$.",
    "trig powers": "$\\sin^2 x + \\cos^2 x = 1$, $\\sin^{-1}(\\sin 0) = 0$, $\\tan x = \\frac{\\sin x}{\\cos x}$.",
    "hyperbolic": "$\\cosh^2 x - \\sinh^2 x = 1$, $\\tanh x = \\frac{\\sinh x}{\\cosh x}$.",
}  # fmt: skip
"""By name; nothing in them may be reported as an error."""

WRONG = {
    "not a product": ("Let $\\phi$ be an activation function.\n\n$$\\phi(2 z) = 2 \\phi(z)$$\n", 0),
    "no definition by a condition": ("At the point $x = x_0$ we look at\n\n$$(x - x_0)^2 = 0$$\n", 0),
    "两种字体": ("设 $w$ 是一个数，$\\mathbf{w} \\in \\mathbb{R}^d$ 是向量，则\n\n$$\\sum_{i=1}^d \\mathbf{w}_i = d w$$\n", 0),
    "redefined": ("Let $u = 2x$. Now let $u = 3x$. Then\n\n$$u + x = 3x$$\n", 0),
    "stale hypothesis": (
        "## Binary\n\nThe label is $y \\in \\{0, 1\\}$.\n\n## Many\n\nNow $y \\in \\mathbb{R}^K$. Then\n\n$$y_i^2 = y_i$$\n", 0,
    ),
    "sum of columns": (
        "Let $S \\in \\mathbb{R}^{n \\times n}$ and $A_{ij} = \\frac{e^{S_{ij}}}{\\sum_{k=1}^n e^{S_{ik}}}$. Then\n\n"
        "$$\\sum_{i=1}^n A_{ij} = 1$$\n", 0,
    ),
    "index slip": (
        "Let $p_i = \\frac{e^{z_i}}{\\sum_{k=1}^K e^{z_k}}$. Then\n\n"
        "$$\\frac{\\partial p_i}{\\partial z_j} = p_i (\\delta_{ij} - p_i)$$\n", 0,
    ),
    "sign": ("Let $\\sigma(x) = \\frac{1}{1 + e^{-x}}$. Then\n\n$$\\sigma'(x) = -\\sigma(x) (1 - \\sigma(x))$$\n", 0),
    "factor": ("Let $f(x) = x^3$. Then\n\n$$f'(x) = 2 x^2$$\n", 0),
    "transposed": ("Let $A, B \\in \\mathbb{R}^{n \\times n}$. Then\n\n$$(A B)^\\top = A^\\top B^\\top$$\n", 0),
    "not symmetric": (
        "Let $B \\in \\mathbb{R}^{n \\times n}$, $x \\in \\mathbb{R}^n$ and $r(x) = x^\\top B x$. Then\n\n$$\\nabla r(x) = 2 B x$$\n", 0,
    ),
    "heat equation": ("$$\\frac{\\partial u}{\\partial t} = \\frac{\\partial^2 u}{\\partial x^2}$$\n", 0),
    "derivative of a constant": ("The loss $L$ depends on the weights. Then\n\n$$\\frac{\\partial L}{\\partial w} = 0$$\n", 0),
    "number": ("$$\\frac{1}{3} = 0.4$$\n", 0),
    "variance": ("Let $m = \\frac{1}{n} \\sum_{i=1}^n x_i$. Then\n\n$$\\sum_{i=1}^n (x_i - m)^2 = \\sum_{i=1}^n x_i^2 - m^2$$\n", 0),
    "log of a sum": ("Let $a, b > 0$. Then\n\n$$\\log(a + b) = \\log a + \\log b$$\n", 0),
    "不等号": ("设 $a, b$ 是实数，则\n\n$$(a + b)^2 \\ge 2 a^2 + 2 b^2$$\n", 0),
    "shifted": ("Let $g(z) = \\log \\sum_{i=1}^n e^{z_i}$. Then\n\n$$g(z + c) = g(z)$$\n", 0),
    "limits of a sum": ("$$\\sum_{i=1}^{n} i = \\frac{n (n - 1)}{2}$$\n", 0),
    "derivative of a product": ("Let $h(x) = x e^x$. Then\n\n$$h'(x) = e^x$$\n", 0),
    "log of a sigmoid": ("With $\\sigma(x) = \\frac{1}{1 + e^{-x}}$,\n\n$$\\log \\sigma(x) = \\log(1 + e^{-x})$$\n", 0),
}  # fmt: skip
"""By name: notes and the number, from the end, of a formula that is false: it must not be accepted."""
