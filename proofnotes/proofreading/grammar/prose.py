"""Words inside formulas: which are names, and which join statements."""

from __future__ import annotations

import re

from .characters import is_ideograph
from .commands import word_set

_JOINING = word_set(
    "if for when where whenever otherwise else and or with as then hence thus so while but is are be by in on "
    "to of the a an iff i.e. e.g. s.t. st. such that subject respectively because since let we have all any "
    "each every from not at which both either only given using therefore mod "
    "unless whenever provided suppose assume assuming under some certain via between per implies means called "
    "denotes namely respectively also this these than"
)
"""English words that no name contains."""

_CJK_JOINING = re.compile(
    r"^(其中|且|和|或|与|及|即|则|所以|因此|以及|对于|对任意|当|又|若|如果|同理|由|得|故|从而|解得|其他|其它|否则|其余|"
    r"因为|由于|使得|满足|令|设|假设|记|那么|于是|并且|时|的|是|为|在|有|也就是|例如|如|所有|任意|存在|以|从|到|"
    r"约束|等于|等价于|表示|根据|代入|同样|类似)|(时|的|且|或|则)$"
)
OTHERWISE = re.compile(r"otherwise|else\b|other cases|其他|其它|否则|其余|别的")
ALTERNATIVE = re.compile(r"\bor\b|或")


def is_prose(text: str, *, after_value: bool = False) -> bool:
    """Whether words are prose between statements rather than a name.

    after_value: they stand right behind a value, where Chinese words are remarks.
    """
    if any(is_ideograph(character) for character in text):
        return after_value or len(text) > 10 or not re.fullmatch(r"\w+", text) or bool(_CJK_JOINING.search(text))
    if len(text) == 1 and text.isalpha():
        return False
    words = re.findall(r"[^\s,;:()]+", text.lower())
    if not words or len(words) > 4 or any(word in _JOINING for word in words):
        return True
    return re.fullmatch(r"[^\W\d_][\w .*+'/&-]*", text) is None
