"""Identifiers of Coq: one for each thing, never one for two."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from proofnotes import Dim, Scalar, Tensor
from proofnotes.certifying.claims.names import RESERVED, Names, ascii_of
from proofnotes.expr.indices import fresh

VOCABULARY = Path(__file__).parents[3] / "proofnotes" / "certifying" / "library" / "Vocabulary.v"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("x", "x"), ("beta", "beta"), ("β", "beta"), ("σ²", "sigma2"), ("x̂", "xhat"), ("x'", "xprime"),
        ("W_{ih}", "W_ih"),
        ("x^{(1)}", "x1"), ("x~", "x"), ("2x", "v2x"), ("_", "v"), ("", "v"), ("ℓ", "l"), ("é", "eacute"),
        ("Σ", "sigma"), ("重", "v"),
    ],
)  # fmt: skip
def test_names_in_ascii(name: str, written: str) -> None:
    assert ascii_of(name) == written
    assert re.fullmatch("[A-Za-z][A-Za-z0-9_]*", written)


def test_what_coq_reserves_is_no_identifier() -> None:
    names = Names()
    for word in sorted(RESERVED):
        assert names.dim(word) not in RESERVED
        assert names.variable(Scalar(word)) not in RESERVED
        assert names.variable(Tensor(word, Dim("K"))) not in RESERVED
        with names.scope():
            assert names.index(Dim("K").index(word)) not in RESERVED


def test_every_word_of_the_vocabulary_is_reserved() -> None:
    words = re.findall(r"^(?:Definition|Fixpoint) (\w+)", VOCABULARY.read_text(), re.M)
    assert words
    assert set(words) <= RESERVED


def test_things_of_one_name_are_kept_apart() -> None:
    names = Names()
    size = Dim("d")
    with names.scope():
        found = [
            names.dim("d"), names.variable(Scalar("d")), names.variable(Tensor("d", size)),
            names.index(size.index("d")),
            names.index(Dim("e").index("d")), names.variable(Scalar("δ")), names.variable(Scalar("delta")),
        ]  # fmt: skip
    assert len(set(found)) == len(found), found


def test_indices_of_a_scope_differ_and_scopes_do_not_count() -> None:
    names, k = Names(), Dim("K").index("k")
    made_up = [fresh(k) for _ in range(4)]
    written = []
    for _ in range(2):
        with names.scope():
            written.append([names.index(each) for each in (k, *made_up)])
    assert written[0] == written[1] == ["k", "k_index", "k_2", "k_3", "k_4"]
    with names.scope():
        assert names.index(fresh(k)) == "k"


def test_a_name_keeps_its_identifier() -> None:
    names = Names()
    things = [Scalar("a"), Scalar("α"), Tensor("a", Dim("K"))]
    first = [names.variable(each) for each in things]
    assert first == [names.variable(each) for each in things]
    assert all(one != other for one, other in combinations(first, 2))
