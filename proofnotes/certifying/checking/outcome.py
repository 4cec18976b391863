"""What became of each link: certified, not printed, or rejected; and as a record that outlives the process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any


class Standing(Enum):
    """What Coq says of a link; NOT_PRINTED where it was not asked, and PRINTED where it was not to be.

    CONDITIONAL: Coq has accepted its proof, and not that its hypotheses are possible: it may hold for want of one.
    """

    CERTIFIED = "certified"
    CONDITIONAL = "conditional"
    NOT_PRINTED = "not printed"
    REJECTED = "rejected"
    PRINTED = "printed"


@dataclass(frozen=True)
class Certificate:
    """A link, and what Coq says of it.

    assumptions: what all proofs of its kind assume together; intervals: whether that is machine integers too.  file and
    line: where it is stated, line 0 where it is not.  hypotheses: whether it is only that those of a link are possible.
    """

    link: str
    standing: Standing
    why: str = ""
    seconds: float = 0.0
    assumptions: tuple[str, ...] = ()
    intervals: bool = False
    file: str = ""
    line: int = 0
    hypotheses: bool = False

    @property
    def about(self) -> str:
        """The link, also where it is only its hypotheses that are in question."""
        return self.link.partition(" ")[0]

    @property
    def certified(self) -> bool:
        """Whether Coq has accepted its proof, and that its hypotheses are possible."""
        return self.standing is Standing.CERTIFIED


@dataclass(frozen=True)
class CheckedFile:
    """A derivation and its links.   version: of Coq, empty where it was not asked; digests as PrintedFile has them.

    lasting: whether Coq would say the same again.  faults: what is wrong with the files themselves.  remembered:
    whether the answer comes from an earlier run.  compiled: the folder where all of it lies compiled, if it does.
    """

    name: str
    stated: str
    digest: str
    version: str
    certificates: tuple[Certificate, ...]
    lasting: bool = True
    faults: tuple[str, ...] = ()
    remembered: bool = False
    compiled: Path | None = None

    @property
    def record(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "name": self.name,
            "stated": self.stated,
            "digest": self.digest,
            "coq": self.version,
            "links": [certificate_record(each) for each in self.certificates],
        }


def certificate_record(certificate: Certificate) -> dict[str, Any]:
    """As JSON has it; the keys are stable."""
    return {**vars(certificate), "standing": certificate.standing.value, "assumptions": list(certificate.assumptions)}


def read_record(found: Any) -> CheckedFile:
    """What `record` has made.   ValueError, KeyError or TypeError where it is something else."""
    links = [_read_certificate(each) for each in found["links"]]
    name, stated, digest, version = (str(found[key]) for key in ("name", "stated", "digest", "coq"))
    return CheckedFile(name, stated, digest, version, tuple(links), remembered=True)


def _read_certificate(found: Any) -> Certificate:
    """Each value is made what it should be: a hand may have written it."""
    made = Certificate(**{**found, "standing": Standing(found["standing"])})
    return replace(
        made,
        link=str(made.link),
        why=str(made.why),
        seconds=float(made.seconds),
        assumptions=tuple(str(each) for each in made.assumptions),
        intervals=bool(made.intervals),
        file=str(made.file),
        line=int(made.line),
        hypotheses=bool(made.hypotheses),
    )
