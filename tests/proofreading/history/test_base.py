"""Documents as they were at a commit."""

import subprocess
from pathlib import Path

import pytest

from proofnotes.proofreading.history.base import BaseCommit, BaseError


def git(folder: Path, *arguments: str) -> None:
    own = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *own, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    for name, text in {
        "笔记/a b.md": "$a = 1$\n",
        "book/main.tex": "\\input{parts/one}",
        "book/parts/one.tex": "one",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_a_document_as_it_was(repository: Path) -> None:
    path = repository / "笔记" / "a b.md"
    path.write_text("$a = 2$\n", encoding="utf-8")
    base = BaseCommit.find("main", path.parent)
    assert base.bytes_of(path) == b"$a = 1$\n"
    assert not base.same_beside(path, path.read_bytes())
    assert base.same_beside(path, b"$a = 1$\n")
    with base.checked_out(path) as old:
        assert old is not None
        assert old.read_text(encoding="utf-8") == "$a = 1$\n"
    assert not old.exists()


def test_what_a_document_includes_is_there(repository: Path) -> None:
    (repository / "book" / "parts" / "one.tex").write_text("two", encoding="utf-8")
    base = BaseCommit.find("HEAD", repository)
    with base.checked_out(repository / "book" / "main.tex") as old:
        assert old is not None
        assert (old.parent / "parts" / "one.tex").read_text(encoding="utf-8") == "one"


def test_a_file_that_has_moved_is_found(repository: Path) -> None:
    git(repository, "mv", "笔记/a b.md", "new.md")
    assert BaseCommit.find("main", repository).bytes_of(repository / "new.md") == b"$a = 1$\n"


def test_a_new_file_was_not_there(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    base = BaseCommit.find("main", repository)
    (repository / "new.md").write_text("x", encoding="utf-8")
    with base.checked_out(repository / "new.md") as old:
        assert old is None
    assert base.bytes_of(tmp_path_factory.mktemp("elsewhere") / "a.md") is None


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "main:笔记", ""])
def test_an_unknown_base_is_refused(repository: Path, ref: str) -> None:
    with pytest.raises(BaseError, match="no such commit"):
        BaseCommit.find(ref, repository)


def test_a_folder_without_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(BaseError, match="not in a git repository"):
        BaseCommit.find("main", tmp_path)
