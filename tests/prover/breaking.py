"""One rule of the first engine broken on purpose: a function's source with one place changed, put in everywhere."""

from __future__ import annotations

import inspect
import sys
import textwrap
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import reduce
from types import ModuleType
from typing import Any

import pytest

ENGINE = ("proofnotes.expr", "proofnotes.interchange", "proofnotes.prover")


@dataclass(frozen=True)
class Break:
    """where: the module of proofnotes and the function (or Class.method); in its source old, which stands there once,
    becomes new.
    """

    where: str
    old: str
    new: str


def engine_modules() -> list[ModuleType]:
    """Everything that is loaded of the first engine."""
    return [module for name, module in list(sys.modules.items()) if name.startswith(ENGINE)]


def forget() -> None:
    """Empty every cache of the first engine."""
    for module in engine_modules():
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def put_in(rule: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    """Break the rule until the monkeypatch is undone."""
    place, _, path = rule.where.partition(":")
    module = sys.modules[f"proofnotes.{place}"]
    *owner, name = path.split(".")
    holder = reduce(getattr, owner, module)
    if name.isupper():
        broken = _table(module, name, rule)
        original = getattr(holder, name)
    else:
        original = vars(holder)[name]
        broken = _changed(module, inspect.unwrap(original), rule)
    if owner:
        monkeypatch.setattr(holder, name, broken)
    for each in engine_modules():
        _replace_in(each, original, broken, monkeypatch)
    forget()


def _changed(module: ModuleType, function: Any, rule: Break) -> Any:
    """The function compiled again from its changed source, in its own module."""
    source = textwrap.dedent(inspect.getsource(function))
    scratch: dict[str, Any] = {}
    code = compile(_edited(source, rule), f"<{rule.where} broken>", "exec", annotations.compiler_flag)
    exec(code, module.__dict__, scratch)
    return scratch[function.__name__]


def _table(module: ModuleType, name: str, rule: Break) -> Any:
    """A table of the module made again from its changed source."""
    source = _edited(inspect.getsource(module), rule)
    scratch = dict(module.__dict__)
    exec(compile(source, f"<{rule.where} broken>", "exec", annotations.compiler_flag), scratch)
    return scratch[name]


def _edited(source: str, rule: Break) -> str:
    assert source.count(rule.old) == 1, f"{rule.where}: {rule.old!r} stands there {source.count(rule.old)} times"
    return source.replace(rule.old, rule.new)


def _replace_in(module: ModuleType, original: Any, broken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the module holds the original: by a name, in a table, in a row of a tuple of rows."""
    for name, value in list(vars(module).items()):
        if value is original:
            monkeypatch.setattr(module, name, broken)
        elif isinstance(value, dict) and not name.startswith("__"):
            for key, row in list(value.items()):
                changed = broken if row is original else _row(row, original, broken)
                if changed is not row:
                    monkeypatch.setitem(value, key, changed)
        elif isinstance(value, tuple):
            rows = tuple(_row(row, original, broken) for row in value)
            if any(new is not old for new, old in zip(rows, value, strict=True)):
                monkeypatch.setattr(module, name, rows)


def _row(row: Any, original: Any, broken: Any) -> Any:
    if isinstance(row, type) or not is_dataclass(row):
        return row
    changed = [each.name for each in fields(row) if getattr(row, each.name) is original]
    return replace(row, **dict.fromkeys(changed, broken)) if changed else row
