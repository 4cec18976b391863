"""Axes that have the same size, and what a reading that is rejected leaves behind: nothing."""

from pathlib import Path

import pytest

from proofnotes.expr.indices import Size
from proofnotes.proofreading.codes import NotUnderstood
from proofnotes.proofreading.meaning.model import AxisExtent
from proofnotes.proofreading.meaning.oracle import MOST_READINGS, AllReadings
from proofnotes.proofreading.meaning.readings import reader_of, readings
from proofnotes.proofreading.meaning.sizes import AxisSizes
from proofnotes.proofreading.meaning.understand import understand
from proofnotes.proofreading.sources.read import read


def test_a_letter_is_one_axis_and_the_name_of_what_is_merged_with_it() -> None:
    sizes = AxisSizes()
    open_axis, other = sizes.new("x"), sizes.new("y")
    sizes.unify(open_axis, other, "a sum")
    sizes.unify(other, sizes.letter("K"), "a sum")
    assert sizes.size(open_axis) == Size("K") == sizes.size(sizes.letter("K"))
    assert sizes.size(sizes.axis(AxisExtent("d", times=2))) == Size("d", None, 2)
    assert sizes.size(sizes.axis(AxisExtent(number=3))).size == 3


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (AxisExtent("K"), AxisExtent("D"), "T01"),
        (AxisExtent("K"), AxisExtent(number=3), "T01"),
        (AxisExtent(number=2), AxisExtent(number=3), "T02"),
        (AxisExtent("d"), AxisExtent("d", times=2), "T01"),
    ],
)
def test_sizes_that_the_text_tells_apart_are_not_merged(one: AxisExtent, other: AxisExtent, code: str) -> None:
    sizes = AxisSizes()
    with pytest.raises(NotUnderstood) as refusal:
        sizes.unify(sizes.axis(one), sizes.axis(other), "a sum")
    assert refusal.value.code == code


def test_a_fork_leaves_its_origin_as_it_is() -> None:
    sizes = AxisSizes()
    axis = sizes.new()
    fork = sizes.fork()
    fork.unify(axis, fork.letter("K"), "a sum")
    assert not fork.open(axis)
    assert sizes.open(axis)


def test_sizes_without_a_name_get_different_ones() -> None:
    sizes = AxisSizes()
    sizes.letter("n_x")
    names = [sizes.size(sizes.new("x")).name, sizes.size(sizes.new("x")).name, sizes.size(sizes.new("")).name]
    assert len({*names, "n_x"}) == 4


def test_all_combinations_of_answers_the_usual_one_first() -> None:
    found = []
    for oracle in AllReadings():
        found.append((oracle.choose("one", 2), oracle.choose("two", 2)))
    assert found[0] == (0, 0)
    assert sorted(found) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_no_more_than_six_and_it_is_said() -> None:
    paths = AllReadings()
    count = 0
    for oracle in paths:
        count += 1
        for _ in range(4):
            oracle.choose("again", 2)
    assert (count, paths.more) == (MOST_READINGS, True)


def test_a_statement_that_is_not_understood_shows_no_sizes() -> None:
    paper = understand(
        read(
            Path("notes.md"),
            r"Let $x \in \mathbb{R}^n$, $y \in \mathbb{R}^m$." + "\n\n$$x + y = z + x$$\n\n$$2 z_i = z_i + z_i$$\n",
        )
    )
    first, second = (each for each in paper.statements if each.links)
    assert not readings(paper, first, first.links[0]).readings
    (reading,) = readings(paper, second, second.links[0]).readings
    assert "n_z" in {str(each.over) for each in reading.left.factors[1].places}  # type: ignore[attr-defined]
    assert reader_of(paper) is reader_of(paper)


def test_a_function_is_read_anew_for_every_size() -> None:
    text = r"""The softmax of $z \in \mathbb{R}^K$ is $$s(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}.$$

Let $u \in \mathbb{R}^q$. Then $$\sum_{i=1}^{q} s(u)_i = 1.$$
"""
    paper = understand(read(Path("notes.md"), text))
    statement = [each for each in paper.statements if each.links][-1]
    (reading,) = readings(paper, statement, statement.links[-1]).readings
    assert "q" in str(reading.left.index.over)  # type: ignore[attr-defined]
