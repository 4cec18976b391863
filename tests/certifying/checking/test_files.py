"""The files say what they should, and where in them each link stands."""

from proofnotes.certifying.checking.files import STATED_IN, PrintedFile
from proofnotes.certifying.checking.folder import question_about, write_files, write_project
from proofnotes.certifying.checking.theories import library
from tests.certifying.checking.made import ALSO, FILE, GOOD, ODD, OPEN, printed

CLOSED = printed("some[6]", "0 < PI", "numbers.", theory="OneVariable")


def test_statements_are_there_with_or_without_proof() -> None:
    text = FILE.statements.text
    assert text.startswith(STATED_IN)
    assert "From Proofnotes Require Import Vocabulary.\nOpen Scope R_scope.\n" in STATED_IN
    assert [text.count(f"Definition {each.identifier} ") for each in (GOOD, ALSO, OPEN)] == [1, 1, 1]
    assert FILE.kinds == ("P",)
    assert FILE.proofs("P").text.count("Theorem") == 2


def test_every_place_is_found_again() -> None:
    for text in (FILE.statements, FILE.proofs("P")):
        lines = text.text.splitlines()
        for block in text.blocks:
            own = text.text.encode()[block.begins : block.ends].decode()
            assert own.splitlines() == lines[block.first - 1 : block.last]
            assert text.at_line(block.first) == text.at_line(block.last) == block.link
            assert text.at_byte(block.begins) == text.at_byte(block.ends - 1) == block.link
    assert FILE.proofs("P").at_line(1) is None
    assert FILE.proofs("P").at_byte(0) == GOOD.link
    lines = FILE.statements.text.splitlines()
    assert lines[FILE.lines["some[3]"] - 1].startswith("Definition some_3 ")
    assert ODD.link not in FILE.lines


def test_proofs_by_intervals_stand_apart() -> None:
    both = PrintedFile("both", (GOOD, CLOSED))
    assert both.kinds == ("P", "I")
    assert "OneVariable" not in both.proofs("P").text
    assert both.proofs("I").text.startswith("From Proofnotes Require Import OneVariable.\n")
    assert [each.name for each in both.texts] == ["S_both.v", "P_both.v", "I_both.v", "K_both.v"]
    assert both.question.text.splitlines()[0] == "From Certificates Require S_both P_both I_both."
    assert both.question.text.count("Print Assumptions") == 2


def test_library_knows_what_uses_intervals() -> None:
    assert library().uses_intervals("OneVariable")
    assert not library().uses_intervals("Tactics")
    needed = library().needed(["Tactics"])
    assert needed[-1] == "Tactics"
    assert needed.index("Vocabulary") < needed.index("Sums")


def test_digests_tell_statements_from_proofs() -> None:
    other = PrintedFile("some", (GOOD, printed("some[3]", "forall x : R, x + 0 = x", "intros x.", "lra."), OPEN, ODD))
    assert other.stated_digest == FILE.stated_digest
    assert other.digest != FILE.digest
    assert FILE.without(["some[1]"]).stated_digest != FILE.stated_digest
    assert FILE.only(["some[1]"]).stated_digest == FILE.stated_digest


def test_folder_is_whole(tmp_path) -> None:
    write_files(tmp_path, FILE)
    write_project(tmp_path, [FILE])
    project = (tmp_path / "_CoqProject").read_text().split()
    assert all((tmp_path / name).is_file() for name in project if name.endswith(".v"))
    assert {"S_some.v", "P_some.v", "K_some.v", "K_all.v", "library/Vocabulary.v"} <= set(project)
    time = (tmp_path / "P_some.v").stat().st_mtime_ns
    write_files(tmp_path, FILE)
    assert (tmp_path / "P_some.v").stat().st_mtime_ns == time
    write_files(tmp_path, FILE.only([]))
    assert not (tmp_path / "P_some.v").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".making")]


def test_question_about_everything() -> None:
    both = PrintedFile("both", (GOOD, CLOSED))
    text = question_about([FILE, both])
    assert "From Certificates Require K_some K_both." in text
    assert "Definition algebra := (K_some.algebra, K_both.algebra)." in text
    assert "Definition intervals := (K_both.intervals)." in text
    assert question_about([]) == "\n"
