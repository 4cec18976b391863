"""Whatever is given to the parser: a tree whose places nest, or a refusal; printed and read again it is the same."""

from __future__ import annotations

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofnotes.proofreading.codes import NotUnderstood
from proofnotes.proofreading.grammar.nodes import TexNode, TexWords, children
from proofnotes.proofreading.grammar.printing import latex_of
from proofnotes.proofreading.grammar.statements import parse, statements
from proofnotes.proofreading.sources.model import Macro

_PIECES = (
    r"x y i j k d e f L K 0 1 2 12 0.5 ( ) [ ] \{ \} { } | \| \mid , ; . : = < > + - * / ^ _ ' ! & \\ … % # ~ "
    r"\frac \sqrt \sum \prod \max \min \lim \log \exp \hat \mathbf \text{if} \text{softmax} \text{a$x$} \mathrm{d} "
    r"\partial \alpha \left( \right) \left. \right| \left\{ \right. \cdot \times \odot \top \le \in \to \Rightarrow "
    r"\begin{cases} \end{cases} \begin{array}{l} \end{array} \begin{align} \end{align} \begin{bmatrix} \end{bmatrix} "
    r"\underbrace \overset \underset \stackrel{a}{=} \dots \quad \label{a} \operatorname{argmax} \not \rm \bf \R \m "
    r"其中 概率 \binom \substack \pm \forall \exists \lor α 𝐱 ² ， （ ）"
)
_MACROS = {r"\m": Macro(1, r"\hat{#1}_i"), r"\loop": Macro(0, r"\loop\loop")}

pieces = st.lists(st.sampled_from(_PIECES.split()), max_size=25).map(" ".join)
close = st.lists(st.sampled_from(_PIECES.split()), max_size=25).map("".join)


def _nests(node: TexNode, length: int) -> None:
    start, end = node.span
    assert 0 <= start <= end <= length
    for child in children(node):
        assert start <= child.span[0] <= child.span[1] <= end, (node, child)
        _nests(child, length)


@settings(max_examples=150, deadline=None)
@given(st.one_of(pieces, close, st.text(max_size=40)))
def test_a_tree_or_a_refusal(body: str) -> None:
    try:
        found = statements(body, _MACROS)
    except NotUnderstood as refused:
        found, code, span = (), refused.code, refused.span
    else:
        code, span = "P", (0, 0)
    assert code.startswith("P")
    assert 0 <= span[0] <= span[1] <= len(body)
    for statement in found:
        _nests(statement.node, len(body))


@settings(max_examples=150, deadline=None)
@given(st.one_of(pieces, close))
def test_printed_and_read_again(body: str) -> None:
    try:
        found = parse(body, _MACROS)
    except NotUnderstood:
        return
    for node in found:
        if isinstance(node, TexWords):  # words alone are what stands between statements
            continue
        assert parse(latex_of(node)) == (node,), latex_of(node)


@pytest.mark.parametrize(
    "piece",
    [
        "x+",
        "x,",
        "|x",
        "(a|b)",
        r"\quad ",
        "1,000,",
        r"a=b\\",
        r"\left(",
        r"\hat",
        r"\frac",
        "x'",
        "x\u0302",
        r"\ ",
        "[a,",
        r"\\{",
        r"\partial a/\partial b ",
        "log ",
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    started = process_time()
    with suppress(NotUnderstood):
        parse(piece * (30_000 // len(piece)))
    assert process_time() - started < 5
