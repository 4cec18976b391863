"""Import paths that programs use although the code has moved."""

import subprocess
import sys

import proofnotes


def test_errors_are_found_where_they_were() -> None:
    from proofnotes.symbolic import errors

    assert errors.NotationError is proofnotes.NotationError
    assert errors.HypothesisError is proofnotes.HypothesisError
    assert {errors.NoValueError, errors.UndefinedError} <= set(proofnotes.UndefinedError.__subclasses__()) | {
        proofnotes.UndefinedError
    }


def test_without_a_warning() -> None:
    program = "from proofnotes.symbolic.errors import NotationError, OutOfTimeError, SoundnessError, TooHardError"
    found = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout == found.stderr == ""
