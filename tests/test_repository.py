"""The files for people who come to the repository: they are well formed and agree with each other."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reading import ROOT

yaml = pytest.importorskip("yaml")

FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
FIELDS = {"markdown", "textarea", "input", "dropdown", "checkboxes"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def releases() -> list[tuple[str, str]]:
    page = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return re.findall(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)$", page, re.MULTILINE)


def test_the_changelog_begins_with_what_is_unreleased() -> None:
    heads = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert [head.split()[0] for head in heads[1:]] == [version for version, _ in releases()]


def test_the_citation_is_that_of_the_last_release() -> None:
    citation = loaded(ROOT / "CITATION.cff")
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert all(set(author) <= {"name", "family-names", "given-names", "orcid"} for author in citation["authors"])
    assert citation["license"] == PROJECT["license"]
    assert (citation["title"], citation["abstract"]) == (PROJECT["name"], f"{PROJECT['description']}.")
    assert isinstance(citation["date-released"], date)
    assert (citation["version"], str(citation["date-released"])) == releases()[0]
    assert citation["version"] == PROJECT["version"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_well_formed(path: Path) -> None:
    form = loaded(path)
    assert {"name", "description", "body"} <= set(form) <= {"name", "description", "body", "labels", "title"}
    asked = [field for field in form["body"] if field["type"] != "markdown"]
    assert asked
    assert {field["type"] for field in form["body"]} <= FIELDS
    assert all(field["attributes"]["label"] and re.fullmatch(r"[a-z]+", field["id"]) for field in asked)
    assert len({field["id"] for field in asked}) == len(asked)
    options = [option for field in asked for option in field["attributes"].get("options", [])]
    assert all(isinstance(option, str) or set(option) == {"label"} for option in options)


def test_there_are_three_forms() -> None:
    assert [path.stem for path in FORMS] == ["false_proof", "new_function", "wrong_kernel"]
    assert loaded(ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml") == {"blank_issues_enabled": True}


def test_every_python_is_tested_with_and_without_a_compiler() -> None:
    (job,) = loaded(ROOT / ".github" / "workflows" / "ci.yml")["jobs"].values()
    matrix = job["strategy"]["matrix"]
    assert matrix == {"python": ["3.11", "3.12", "3.13"], "cc": ["cc", "/nonexistent"]}
    assert PROJECT["requires-python"] == f">={matrix['python'][0]}"
    supported = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if "Python :: 3." in line]
    assert supported == matrix["python"]
    assert job["env"]["CC"] == "${{ matrix.cc }}"
    assert "make check test PYTHON=python" in [step.get("run") for step in job["steps"]]


def test_hooks_run_what_make_runs() -> None:
    (repository,) = loaded(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    entries = {hook["id"]: hook["entry"] for hook in repository["hooks"]}
    assert all(hook["language"] == "system" for hook in repository["hooks"])
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe is not None
    for line in recipe[1].splitlines():
        command = line.strip().replace("$(RUN)", ".venv/bin/python").removesuffix(" .")
        assert any(entry.startswith(command) for entry in entries.values())


def test_the_hook_for_others_is_the_command() -> None:
    (hook,) = loaded(ROOT / ".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert (hook["entry"], hook["language"]) == ("proofnotes check --base HEAD", "python")


def test_the_workflow_for_others_is_safe() -> None:
    """No text of a pull request is part of a command, and nothing is written."""
    workflow = loaded(ROOT / "docs" / "workflows" / "check-notes.yml")
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert not any("${{" in command for command in commands)
    assert commands[-1] == 'proofnotes check . --base "origin/$BASE" --output-format github'
    assert job["steps"][0]["with"] == {"fetch-depth": 0}


def test_the_editor_is_told_the_length_of_lines() -> None:
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert f"max_line_length = {ruff['line-length']}" in (ROOT / ".editorconfig").read_text(encoding="utf-8")
