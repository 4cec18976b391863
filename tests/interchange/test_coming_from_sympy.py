"""docs/coming-from-sympy.md: its blocks run, one after the other, and print what they say."""

from __future__ import annotations

import doctest
import re

from tests.reading import ROOT

PAGE = ROOT / "docs" / "coming-from-sympy.md"


def test_every_block_runs_and_prints_what_it_says() -> None:
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 3
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, PAGE.name, PAGE.name, 0)
    printed: list[str] = []
    flags = doctest.NORMALIZE_WHITESPACE
    result = doctest.DocTestRunner(optionflags=flags).run(test, out=printed.append)
    assert not result.failed, "".join(printed)
