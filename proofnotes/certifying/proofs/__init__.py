"""The search for proofs in Coq, trusted by nobody: what it finds, Coq checks."""

from __future__ import annotations

from dataclasses import dataclass

from ...statements.chains import Link
from ..claims import Claim, Claims
from .rational import Stuck


@dataclass(frozen=True)
class Script:
    """The sentences of a proof, and the theory of the library that they need."""

    lines: tuple[str, ...]
    imports: str


def proof_of(link: Link, claims: Claims, claim: Claim) -> Script:
    """The script that proves a claim.  Stuck, with a sentence that says where, if there is none."""
    raise Stuck(f"nobody looks for a proof of {link.name}")


__all__ = ["Script", "Stuck", "proof_of"]
