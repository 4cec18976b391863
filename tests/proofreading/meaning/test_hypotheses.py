"""What words say of the symbol that they stand beside, and of no other."""

import pytest

from .written import last, paper


def said(text: str, *, words: bool = True) -> list[tuple[str, str]]:
    return [
        (each.kind, each.symbol.identifier if each.symbol else "") for each in last(paper(text, words=words)).hypotheses
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("with $y \\in \\{0, 1\\}$", [("membership", "y")]),
        ("其中 $y = [y_1, \\ldots, y_K]$ 表示真实分布。", [("distribution", "y")]),
        ("由于 $y$ 是一个长度为 $q$ 的独热编码向量。", [("one-hot", "y")]),
        ("Here $y$ is a one-hot vector of length $q$.", [("one-hot", "y")]),
        ("The weights $w$ sum to one.", [("sums to one", "w")]),
        ("where $A$ is a symmetric matrix", [("symmetric", "A")]),
        ("对于正定矩阵 $Q$，", [("positive definite", "Q")]),
        ("with $Q \\succ 0$", [("positive definite", "Q")]),
        ("an orthogonal matrix $O$", [("orthonormal", "O")]),
        ("其中 $\\epsilon$ 是一个极小常数。", [("positive", "epsilon")]),
        ("Let $p$ and $q$ be probability vectors.", [("distribution", "p"), ("distribution", "q")]),
        ("其中 $p$、$q$ 都是概率分布。", [("distribution", "p"), ("distribution", "q")]),
        ("The data $x$ and the labels $y$ are one-hot.", [("one-hot", "y")]),
        ("where $h$ is very small", []),
        ("$z$ 上的函数，将实数变成和为 1 的概率分布。", []),
        ("The data $X$ and labels $y$, which are one-hot.", [("one-hot", "y")]),
        ("the sum over $n$, a probability vector", []),
        ("With one-hot labels $y_{ik}$ the loss is small.", [("one-hot", "y")]),
        ("设独热标签 $y_{ik}$ 已知。", [("one-hot", "y")]),
        ("where $p_{ij}$ is a probability distribution", []),
        ("with a positive $w_{ij}$", []),
        ("with one-hot labels $y_i$", []),
    ],
)
def test_beside_the_symbol(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_nothing_is_read_from_words_where_none_are() -> None:
    assert said("Here $y$ is a one-hot vector.", words=False) == []


def test_the_same_index() -> None:
    assert ("same", "") in said("$$a_i = c_j^2, \\quad i = j$$")


def test_apart() -> None:
    """The next claim is about other classes."""
    assert said("for $j \\neq y_i$ we have $a = b + c$") == [("apart", "")]
