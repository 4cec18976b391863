"""Characters beyond ASCII: what each is written as in LaTeX."""

from __future__ import annotations

import unicodedata

_NAMES = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon "
    "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ",
        _NAMES.split(),
        strict=True,
    )
)

CHARACTERS = {character: "\\" + name for character, name in _GREEK.items()} | {
    "ϕ": r"\phi",
    "ϵ": r"\epsilon",
    "ϑ": r"\vartheta",
    "ℓ": r"\ell",
    "ℝ": r"\mathbb{R}",
    "ℕ": r"\mathbb{N}",
    "ℤ": r"\mathbb{Z}",
    "ℂ": r"\mathbb{C}",
    "𝔼": r"\mathbb{E}",
    "∈": r"\in",
    "∉": r"\notin",
    "≤": r"\le",
    "≦": r"\le",
    "⩽": r"\le",
    "≥": r"\ge",
    "≧": r"\ge",
    "⩾": r"\ge",
    "≠": r"\ne",
    "≈": r"\approx",
    "≃": r"\approx",
    "≅": r"\approx",
    "≡": r"\equiv",
    "∼": r"\sim",
    "∝": r"\propto",
    "→": r"\to",
    "⟶": r"\to",
    "↦": r"\mapsto",
    "←": r"\gets",
    "⇒": r"\Rightarrow",
    "⟹": r"\Rightarrow",
    "⇐": r"\Leftarrow",
    "⇔": r"\Leftrightarrow",
    "⟺": r"\Leftrightarrow",
    "∴": r"\therefore",
    "∵": r"\because",
    "∧": r"\land",
    "∨": r"\lor",
    "∀": r"\forall",
    "∃": r"\exists",
    "≪": r"\ll",
    "≫": r"\gg",
    "⊂": r"\subset",
    "⊆": r"\subseteq",
    "⊃": r"\supset",
    "⊥": r"\perp",
    "∥": r"\parallel",
    "≻": r"\succ",
    "≺": r"\prec",
    "∪": r"\cup",
    "∩": r"\cap",
    "∅": r"\emptyset",
    "·": r"\cdot",
    "⋅": r"\cdot",
    "•": r"\cdot",
    "×": r"\times",
    "÷": r"\div",
    "±": r"\pm",
    "∓": r"\mp",
    "⊙": r"\odot",
    "⊗": r"\otimes",
    "⊕": r"\oplus",
    "∘": r"\circ",
    "∗": "*",
    "⊤": r"\top",
    "ᵀ": r"^\top ",
    "†": r"\dagger",
    "∞": r"\infty",
    "∂": r"\partial",
    "∇": r"\nabla",
    "▽": r"\nabla",
    "∑": r"\sum",
    "∏": r"\prod",
    "∫": r"\int",
    "√": r"\sqrt",
    "…": r"\ldots",
    "⋯": r"\cdots",
    "⋮": r"\vdots",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "⌊": r"\lfloor",
    "⌋": r"\rfloor",
    "⌈": r"\lceil",
    "⌉": r"\rceil",
    "‖": r"\|",
    "∣": r"\mid",
    "′": "'",
    "″": "''",
    "’": "'",
    "‘": "'",
    "°": r"^\circ ",
    "²": "^2",
    "³": "^3",
    "¹": "^1",
    "⁻": "^-",
    "½": r"\frac{1}{2}",
    "−": "-",
    "–": "-",
    "—": "-",
    "﹣": "-",
    "，": ",",
    "、": ",",
    "；": ";",
    "：": ":",
    "。": ".",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "｛": r"\{",
    "｝": r"\}",
    "｜": "|",
    "＝": "=",
    "＋": "+",
    "－": "-",
    "＊": "*",
    "／": "/",
    "＜": "<",
    "＞": ">",
    "！": "!",
    "≔": ":=",
    "≜": ":=",
    "∆": r"\Delta",
    "µ": r"\mu",
    "∕": "/",
    "∖": r"\setminus",
    "〈": r"\langle",
    "〉": r"\rangle",
    "‐": "-",
    "‑": "-",
    "⁰": "^0",
    "⁴": "^4",
    "⁵": "^5",
    "⁶": "^6",
    "⁷": "^7",
    "⁸": "^8",
    "⁹": "^9",
    "ⁿ": "^n",
    "ⁱ": "^i",
    "\u200b": " ",
    "\u200c": " ",
    "\u200d": " ",
    "\u2060": " ",
    "\ufeff": " ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u3000": " ",
    "\u2061": " ",
    "\u2062": " ",
    "\u00ad": " ",
}
"""What a character is written as; a space where it says nothing."""

_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₙₜ", "0123456789ijknt", strict=True))
CHARACTERS |= {character: "_" + plain for character, plain in _SUBSCRIPTS.items()}


def _alphabet(start: int, command: str) -> dict[str, str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return {chr(start + k): command.replace("#", letter) for k, letter in enumerate(letters)}


CHARACTERS |= {chr(0x2460 + k): r"\quad " for k in range(20)}  # ①, which numbers a formula
CHARACTERS |= _alphabet(0x1D400, r"\mathbf{#}") | _alphabet(0x1D434, "#") | _alphabet(0x1D468, r"\mathbf{#}")


COMBINING = {
    "\u0302": r"\hat",
    "\u0304": r"\bar",
    "\u0305": r"\bar",
    "\u0303": r"\tilde",
    "\u0307": r"\dot",
    "\u0308": r"\ddot",
    "\u030c": r"\check",
    "\u20d7": r"\vec",
}
"""Accents that follow their letter."""


def _composed() -> dict[str, str]:
    """ŷ, x̄, … as one character: an accent over a letter."""
    found: dict[str, str] = {}
    for code in [*range(0xC0, 0x180), *range(0x1E00, 0x1F00)]:
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) == 2 and parts[0].isascii() and parts[1] in COMBINING:
            found[chr(code)] = f"{COMBINING[parts[1]]}{{{parts[0]}}}"
    return found


CHARACTERS |= _composed()


def is_ideograph(character: str) -> bool:
    """Whether it is a letter of Chinese, Japanese or Korean."""
    return "\u4e00" <= character <= "\u9fff" or "\u3040" <= character <= "\u30ff" or "\uac00" <= character <= "\ud7a3"
