"""What the commands of LaTeX mathematics are: tables, in canonical spelling.

A command that stands in no table is refused (P12), so that a new one is one word in one row.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a row, in no order."""
    return frozenset(words.split())


GREEK = word_set(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho "
    "varrho sigma varsigma tau upsilon phi varphi chi psi omega digamma Gamma Delta Theta Lambda Xi Pi Sigma "
    "Upsilon Phi Psi Omega"
)

LETTERS = word_set("ell hbar aleph imath jmath partial nabla infty emptyset Re Im wp triangle angle mho beth")
"""Names with a command of their own, without variants."""

FUNCTIONS = word_set(
    "log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan sgn sign det dim ker deg "
    "gcd hom Pr erf"
)
"""Upright names of functions that need no \\operatorname."""

SPELLED_COMMANDS = word_set(r"\log \ln \exp \sin \cos \tan \tanh \sinh \cosh \max \min \det")
SPELLED = frozenset(name[1:] for name in SPELLED_COMMANDS) | word_set(
    "softmax sigmoid ReLU relu argmax argmin diag tr Var Cov sign sgn erf"
)
"""Words that are functions although no command marks them, where a bracket or a limit follows: exp(-x), min_{x}."""

SPELLED_ALONE = word_set("log exp sin cos tan tanh max min softmax sigmoid argmax argmin")
"""Those of three and more letters that nobody writes for a product, whatever follows: log x."""

BIG = {
    "sum": "sum",
    "prod": "prod",
    "coprod": "prod",
    "max": "max",
    "min": "min",
    "argmax": "argmax",
    "argmin": "argmin",
    "int": "int",
    "iint": "int",
    "iiint": "int",
    "oint": "int",
    "lim": "lim",
    "limsup": "limsup",
    "liminf": "liminf",
    "sup": "sup",
    "inf": "inf",
    "bigcup": "cup",
    "bigcap": "cap",
}
"""Operators that take a body.  Without limits, max, min, sup and inf are functions of what follows."""

BARE_FUNCTIONS = frozenset(("max", "min", "sup", "inf"))

RELATIONS = {
    "=": "=",
    ":=": ":=",
    "=:": "=:",
    "<": "<",
    ">": ">",
    r"\approx": "≈",
    r"\in": "∈",
    r"\notin": "∉",
    r"\ni": "∋",
    r"\sim": "∼",
    r"\le": "≤",
    r"\ge": "≥",
    r"\ne": "≠",
    r"\equiv": "≡",
    r"\propto": "∝",
    r"\to": "→",
    r"\mapsto": "↦",
    r"\gets": "←",
    r"\leftrightarrow": "↔",
    r"\ll": "≪",
    r"\gg": "≫",
    r"\subset": "⊂",
    r"\subseteq": "⊆",
    r"\supset": "⊃",
    r"\supseteq": "⊇",
    r"\perp": "⊥",
    r"\succ": "≻",
    r"\prec": "≺",
    r"\succeq": "⪰",
    r"\preceq": "⪯",
    r"\lesssim": "≲",
    r"\gtrsim": "≳",
    r"\parallel": "∥",
}
"""Signs of a chain: what a token is called in a TexChain."""

JOINTS = {
    r"\cdot": "·",
    r"\times": "×",
    "*": "*",
    r"\star": "⋆",
    "/": "/",
    r"\odot": "⊙",
    r"\circ": "∘",
    r"\otimes": "⊗",
    r"\oslash": "⊘",
    r"\div": "÷",
    r"\oplus": "⊕",
    r"\ominus": "⊖",
    r"\cup": "∪",
    r"\cap": "∩",
    r"\setminus": "∖",
    r"\bmod": "mod",
}
"""Signs between factors: what a token is called in a TexFactor."""

CONNECTIVES = {
    r"\Rightarrow": "⇒",
    r"\Leftarrow": "⇐",
    r"\Leftrightarrow": "⇔",
    r"\therefore": "∴",
    r"\because": "∵",
    r"\land": "∧",
    r"\lor": "∨",
    r"\forall": "∀",
    r"\exists": "∃",
    r"\nexists": "∄",
    r"\neg": "¬",
    r"\vdash": "⊢",
    r"\models": "⊨",
}
"""Signs between statements."""

MARKS = {
    "*": "*",
    "+": "+",
    "-": "-",
    r"\circ": "∘",
    r"\star": "⋆",
    r"\dagger": "†",
    r"\ddagger": "‡",
    r"\top": "⊤",
    r"\perp": "⊥",
    r"\sharp": "♯",
    r"\flat": "♭",
    r"\times": "×",
    r"\pm": "±",
    r"\parallel": "∥",
    r"\bullet": "•",
    r"\uparrow": "↑",
    r"\downarrow": "↓",
    "/": "/",
    r"\checkmark": "✓",
}
"""Signs that may be a script by themselves, or stand where a value is expected (⊤ in A^{-⊤})."""

STANDING_MARKS = frozenset((r"\top", r"\dagger", r"\uparrow", r"\downarrow", r"\checkmark", r"\sharp", r"\flat"))
"""Those that are also read where a factor may stand."""

FONTS = {
    r"\mathbf": "bold",
    r"\boldsymbol": "bold",
    r"\bm": "bold",
    r"\pmb": "bold",
    r"\bold": "bold",
    r"\mathbfit": "bold",
    r"\symbf": "bold",
    r"\boldmath": "bold",
    r"\mathcal": "calligraphic",
    r"\mathscr": "calligraphic",
    r"\mathbb": "blackboard",
    r"\Bbb": "blackboard",
    r"\mathfrak": "fraktur",
    r"\vec": "bold",
    r"\overrightarrow": "bold",
}
"""Commands that give the names in their argument a font.  An arrow says what bold says: a vector."""

ACCENTS = {
    r"\hat": "hat",
    r"\widehat": "hat",
    r"\bar": "bar",
    r"\overline": "bar",
    r"\tilde": "tilde",
    r"\widetilde": "tilde",
    r"\dot": "dot",
    r"\ddot": "ddot",
    r"\check": "check",
    r"\widecheck": "check",
    r"\breve": "breve",
    r"\acute": "acute",
    r"\grave": "grave",
    r"\underline": "underline",
    r"\mathring": "ring",
    r"\overleftarrow": "arrow",
}

WORDS = word_set(
    r"\text \mathrm \operatorname \operatorname* \textbf \mbox \textrm \mathsf \texttt \textit \textup \mathit "
    r"\hbox \textsf \emph \mathtt \textsc \textnormal \mathnormal \operatornamewithlimits \mathop \rm"
)
"""Commands whose argument is a word; \\rm takes what follows in its group."""

SWITCHES = {r"\bf": r"\mathbf", r"\cal": r"\mathcal", r"\boldmath": r"\mathbf", r"\bfseries": r"\mathbf"}
"""Old commands that change the font up to the end of the group, and what does the same with an argument."""

SPACES = word_set(
    r"\, \; \! \: \> \/ \thinspace \medspace \negthinspace \negmedspace \enspace \enskip \nobreak \nobreakspace "
    r"\displaystyle \textstyle \scriptstyle \scriptscriptstyle \limits \nolimits \displaylimits \big \Big \bigg "
    r"\Bigg \bigl \bigr \Bigl \Bigr \biggl \biggr \Biggl \Biggr \bigm \Bigm \biggm \Biggm \nonumber \notag "
    r"\centering \strut \allowbreak \hline \it \sf \tt \normalsize \small \large \Large \tiny "
    r"\scriptsize \footnotesize \mathstrut \relax \noindent \null \upshape \mathopen \mathclose \mathord "
    r"\mathbin \mathrel \mathpunct \mathinner \left \right \middle \break \ensuremath \smash \nolinebreak "
    r"\break \bfit \unboldmath \negthickspace \thickspace \mathsurround \protect \llap \rlap \mathllap "
    r"\mathrlap \mathclap \crcr \toprule \midrule \bottomrule"
) | {"\\ ", "\\\t"}
"""What changes how a formula looks and says nothing."""

WIDE_SPACES = word_set(r"\quad \qquad \hspace \hspace* \hskip \kern \mkern \mskip \hfill \hfil \hss \eqno \leqno")
"""Spaces that separate statements."""

DROPPED = word_set(
    r"\label \tag \tag* \color \vspace \vspace* \phantom \hphantom \vphantom \cline \eqref \ref \cite \citep "
    r"\citet \require \rule \raisebox \fontsize \footnote \index \numberwithin \setlength \htmlId \cref \hspace "
    r"\hspace* \bbox \arraystretch \vcenter \multicolumn \eqnum \textcircled \ding \htmlClass \cssId"
)
"""Commands that vanish with their argument.  (\\hspace leaves a wide space behind.)"""

TRANSPARENT = word_set(r"\boxed \fbox \cancel \bcancel \xcancel \sout \textcolor \colorbox \framebox \style \class")
"""Commands that leave their last argument as it is; \\textcolor and its like lose the first one."""

TWO_ARGUMENTS = frozenset((r"\textcolor", r"\colorbox", r"\style", r"\class"))

FRACTIONS = frozenset((r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\nicefrac", r"\sfrac", r"\flatfrac"))
BINOMIALS = frozenset((r"\binom", r"\dbinom", r"\tbinom"))
INFIX = word_set(r"\over \choose")
BRACES = frozenset((r"\underbrace", r"\overbrace", r"\underbracket", r"\overbracket"))
STACKED = frozenset((r"\overset", r"\underset", r"\stackrel", r"\stackbin"))
ARROWS = {
    r"\xrightarrow": r"\to",
    r"\xleftarrow": r"\gets",
    r"\xRightarrow": r"\Rightarrow",
    r"\xlongequal": "=",
    r"\xleftrightarrow": r"\leftrightarrow",
}
"""Signs with words above (and [below]) them, which are left out."""

DOTS = word_set(
    r"\dots \ldots \cdots \vdots \ddots \dotsc \dotsb \dotsm \dotsi \dotso \iddots \hdots \textellipsis \udots "
    r"\hdotsfor"
)

OPENING = {
    "(": "(",
    "[": "[",
    r"\{": "{",
    r"\langle": "⟨",
    r"\lfloor": "⌊",
    r"\lceil": "⌈",
}
CLOSING = {
    ")": "(",
    "]": "[",
    r"\}": "{",
    r"\rangle": "⟨",
    r"\rfloor": "⌊",
    r"\rceil": "⌈",
}
"""The opening bracket that each closing one belongs to."""

BARS = {"|": "|", r"\|": "‖", r"\mid": "|", r"\lvert": "|", r"\rvert": "|", r"\lVert": "‖", r"\rVert": "‖"}

ALIGNED = word_set(
    "align aligned equation gather gathered split eqnarray multline alignat flalign alignedat displaymath math "
    "multlined subequations dmath dgroup IEEEeqnarray darray"
)
"""Environments of rows; each row, or several that go on, is a statement."""

CASES = frozenset(("cases", "dcases", "rcases", "drcases", "numcases", "subnumcases"))
MATRICES = {
    "matrix": "",
    "smallmatrix": "",
    "pmatrix": "(",
    "bmatrix": "[",
    "Bmatrix": "{",
    "vmatrix": "|",
    "Vmatrix": "‖",
    "array": "",
    "psmallmatrix": "(",
    "bsmallmatrix": "[",
    "tabular": "",
}
WITH_COLUMNS = frozenset(("array", "alignat", "alignedat", "tabular", "numcases", "subnumcases", "IEEEeqnarray"))
"""Environments whose name is followed by an argument that says nothing."""

ALIASES = {
    r"\leq": r"\le",
    r"\leqslant": r"\le",
    r"\leqq": r"\le",
    r"\geq": r"\ge",
    r"\geqslant": r"\ge",
    r"\geqq": r"\ge",
    r"\lt": "<",
    r"\gt": ">",
    r"\neq": r"\ne",
    r"\simeq": r"\approx",
    r"\cong": r"\approx",
    r"\asymp": r"\approx",
    r"\approxeq": r"\approx",
    r"\thickapprox": r"\approx",
    r"\doteq": ":=",
    r"\triangleq": ":=",
    r"\coloneqq": ":=",
    r"\coloneq": ":=",
    r"\eqqcolon": "=:",
    r"\vcentcolon": ":",
    r"\colon": ":",
    r"\rightarrow": r"\to",
    r"\longrightarrow": r"\to",
    r"\hookrightarrow": r"\to",
    r"\rightsquigarrow": r"\to",
    r"\longmapsto": r"\mapsto",
    r"\leftarrow": r"\gets",
    r"\longleftarrow": r"\gets",
    r"\longleftrightarrow": r"\leftrightarrow",
    r"\rightleftharpoons": r"\leftrightarrow",
    r"\thicksim": r"\sim",
    r"\varpropto": r"\propto",
    r"\implies": r"\Rightarrow",
    r"\Longrightarrow": r"\Rightarrow",
    r"\impliedby": r"\Leftarrow",
    r"\Longleftarrow": r"\Leftarrow",
    r"\iff": r"\Leftrightarrow",
    r"\Longleftrightarrow": r"\Leftrightarrow",
    r"\wedge": r"\land",
    r"\vee": r"\lor",
    r"\lnot": r"\neg",
    r"\ast": "*",
    r"\bullet": r"\cdot",
    r"\centerdot": r"\cdot",
    r"\hadamard": r"\odot",
    r"\bigotimes": r"\otimes",
    r"\bigodot": r"\odot",
    r"\bigoplus": r"\oplus",
    r"\backslash": r"\setminus",
    r"\smallsetminus": r"\setminus",
    r"\uplus": r"\cup",
    r"\sqcup": r"\cup",
    r"\mod": r"\bmod",
    r"\intercal": r"\top",
    r"\lbrace": r"\{",
    r"\rbrace": r"\}",
    r"\lbrack": "[",
    r"\rbrack": "]",
    r"\lparen": "(",
    r"\rparen": ")",
    r"\vert": "|",
    r"\Vert": r"\|",
    r"\Mid": r"\|",
    r"\bot": r"\perp",
    r"\Vdash": r"\vdash",
    r"\upsilon": r"\upsilon",
    r"\varnothing": r"\emptyset",
    r"\owns": r"\ni",
    r"\nsubseteq": r"\notin",
    r"\nin": r"\notin",
    r"\precsim": r"\preceq",
    r"\succsim": r"\succeq",
    r"\preccurlyeq": r"\preceq",
    r"\succcurlyeq": r"\succeq",
    r"\sqsubseteq": r"\subseteq",
    r"\lll": r"\ll",
    r"\ggg": r"\gg",
    r"\varGamma": r"\Gamma",
    r"\varDelta": r"\Delta",
    r"\varTheta": r"\Theta",
    r"\varLambda": r"\Lambda",
    r"\varXi": r"\Xi",
    r"\varPi": r"\Pi",
    r"\varSigma": r"\Sigma",
    r"\varPhi": r"\Phi",
    r"\varPsi": r"\Psi",
    r"\varOmega": r"\Omega",
    r"\intop": r"\int",
    r"\infin": r"\infty",
    r"\exist": r"\exists",
    r"\empty": r"\emptyset",
    r"\isin": r"\in",
    r"\sub": r"\subset",
    r"\plusmn": r"\pm",
    r"\Reals": r"\R",
    r"\dag": r"\dagger",
    r"\lang": r"\langle",
    r"\rang": r"\rangle",
    r"\tg": r"\tan",
    r"\arctg": r"\arctan",
    r"\newline": r"\\",
    r"\cr": r"\\",
    r"\tabularnewline": r"\\",
    r"\ge": r"\ge",
    r"\square": r"\triangle",
    r"\Box": r"\triangle",
    r"\natural": r"\sharp",
    r"\boldpi": r"\pi",
    r"\varlimsup": r"\limsup",
    r"\varliminf": r"\liminf",
}
"""Other spellings of the same sign.  `≃`, `≅` and `≍` are read as `≈`, which asks for less than any of them."""

USUAL_MACROS = {
    r"\R": (0, r"\mathbb{R}"),
    r"\N": (0, r"\mathbb{N}"),
    r"\Z": (0, r"\mathbb{Z}"),
    r"\Q": (0, r"\mathbb{Q}"),
    r"\Complex": (0, r"\mathbb{C}"),
    r"\reals": (0, r"\mathbb{R}"),
    r"\natnums": (0, r"\mathbb{N}"),
    r"\E": (0, r"\mathbb{E}"),
    r"\argmax": (0, r"\operatorname{argmax}"),
    r"\argmin": (0, r"\operatorname{argmin}"),
    r"\norm": (1, r"\left\|#1\right\|"),
    r"\abs": (1, r"\left|#1\right|"),
    r"\Var": (0, r"\operatorname{Var}"),
    r"\Cov": (0, r"\operatorname{Cov}"),
    r"\tr": (0, r"\operatorname{tr}"),
    r"\Tr": (0, r"\operatorname{Tr}"),
    r"\diag": (0, r"\operatorname{diag}"),
    r"\rank": (0, r"\operatorname{rank}"),
    r"\softmax": (0, r"\operatorname{softmax}"),
    r"\sigmoid": (0, r"\operatorname{sigmoid}"),
    r"\relu": (0, r"\operatorname{ReLU}"),
    r"\ReLU": (0, r"\operatorname{ReLU}"),
    r"\KL": (0, r"\operatorname{KL}"),
    r"\trans": (0, r"\top"),
    r"\dd": (0, r"\mathrm{d}"),
    r"\dv": (2, r"\frac{\mathrm{d}#1}{\mathrm{d}#2}"),
    r"\pdv": (2, r"\frac{\partial #1}{\partial #2}"),
    r"\dif": (0, r"\mathrm{d}"),
    r"\pmod": (1, r"\bmod #1"),
    r"\bra": (1, r"\langle #1|"),
    r"\ket": (1, r"|#1\rangle"),
    r"\set": (1, r"\{#1\}"),
    r"\degree": (0, r"{}^\circ"),
    r"\bold": (1, r"\mathbf{#1}"),
    r"\vb": (1, r"\mathbf{#1}"),
    r"\vect": (1, r"\mathbf{#1}"),
}
"""Macros that so many documents define alike that they are read where a document defines nothing: parameters, body."""
