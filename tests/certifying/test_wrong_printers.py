"""Printers that are wrong on purpose are noticed, each by a statement that it prints."""

from __future__ import annotations

import pytest

from .corpus import LINKS
from .readback import complaints, printed
from .wrong_printers import WRONG, Wrong, printer


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.what)
def test_it_is_noticed(wrong: Wrong) -> None:
    with printer(wrong) as claims:
        assert any(noticed(name, claims) for name in wrong.seen), "no statement shows it"


def noticed(name: str, claims: object) -> bool:
    link = LINKS[name]
    try:
        return any(complaints(link, printed(link, claims), sampled=4, ignoring=40))  # type: ignore[arg-type]
    except AssertionError:
        raise
    except Exception:  # what is printed is not even Coq, or not well typed
        return True


def test_no_two_are_one() -> None:
    assert len({wrong.what for wrong in WRONG}) == len(WRONG) >= 25
