"""Columns of a terminal, and lines that are cut so that the marked part stays in view."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofnotes.proofreading.output.width import display_width, safe, window


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("链式", 4),
        ("，。", 4),
        ("e\u0301", 1),
        ("x̂", 1),
        ("α", 1),
        ("𝐱", 1),
        ("\u200bx", 1),
        ("ｆ", 2),
    ],
)
def test_width(text: str, width: int) -> None:
    assert display_width(text) == width


def test_a_tab_reaches_the_next_stop() -> None:
    assert window("a\tb = c", 2, 7, 80) == ("a   b = c", 4, 9)
    assert window("\t\tx", 2, 3, 80) == ("        x", 8, 9)


@pytest.mark.parametrize(("first", "last"), [(0, 5), (100, 110), (190, 200), (0, 200), (50, 50)])
def test_a_long_line_is_cut_around_the_caret(first: int, last: int) -> None:
    line = "".join(chr(ord("a") + place % 26) for place in range(200))
    text, begin, end = window(line, first, last, 60)
    assert display_width(text) <= 60
    assert line[first:last].startswith(text[begin:end].rstrip("…")) or first == last
    assert (text[0] == "…") == (first > 0 and not line.startswith(text[:10]))
    assert (text[-1] == "…") == (not line.endswith(text[-10:]))


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(10, 60))
def test_a_window_fits_whatever_the_line(line: str, one: int, other: int, most: int) -> None:
    first, last = sorted((min(one, len(line)), min(other, len(line))))
    text, begin, end = window(line, first, last, most)
    assert display_width(text) <= most
    assert 0 <= begin < end
    assert "\n" not in text


@given(st.text())
def test_safe_text_holds_no_control(text: str) -> None:
    assert not any(ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0 for each in safe(text))
