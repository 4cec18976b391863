"""Certificates: every theorem stated and proved once more in Coq, for a kernel that shares nothing with the prover.

`claims` prints what is stated, and is to be trusted; `proofs` searches for proofs, and is not; `checking` lets Coq
decide.
"""

from .certify import certify
from .checking.check import recheck_compiled
from .checking.coq import Coq, CoqError, installed
from .checking.outcome import Certificate, CheckedFile, Standing, certificate_record
from .marks import FOLDER, CoqMark, coq_marks
from .printing import stated_file

__all__ = [
    "FOLDER",
    "Certificate",
    "CheckedFile",
    "Coq",
    "CoqError",
    "CoqMark",
    "Standing",
    "certificate_record",
    "certify",
    "coq_marks",
    "installed",
    "recheck_compiled",
    "stated_file",
]
