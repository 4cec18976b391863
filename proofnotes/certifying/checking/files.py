"""The files of a certificate: S_NAME.v what is stated, P_NAME.v and I_NAME.v proofs, K_NAME.v what Coq is asked.

A reader who believes Coq reads S and the vocabulary.  Proofs by verified interval arithmetic stand in files of their
own, I: they assume Coq's machine integers, and coqchk cannot read them in reasonable time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from .theories import VOCABULARY, Library, library

STATED_IN = (
    "(* What is stated; which of it is proved, K says, the file that names each statement with its proof.\n"
    "   Definitions take dimensions first, then variables by name, then indices, which count from 0. *)\n"
    f"From Proofnotes Require Import {VOCABULARY}.\nOpen Scope R_scope.\n"
)
CERTIFICATES = "Certificates"
"""The logical name of the folder."""

ALGEBRA, INTERVALS = "P", "I"
ASKED = {ALGEBRA: "algebra", INTERVALS: "intervals"}
"""The kinds of proof files, and what all theorems of one are called together."""


@dataclass(frozen=True)
class Printed:
    """One claim with its proof, if one was found.

    stated: what it adds to S, its identifier among that.  proof: the lines between Proof and Qed, which need a theory
    of the library.  why: why there is no proof, or no statement.  hypotheses: whether it is not the link itself, but
    that its hypotheses are possible.
    """

    link: str
    identifier: str = ""
    stated: str = ""
    proof: tuple[str, ...] = ()
    theory: str = ""
    why: str = ""
    hypotheses: bool = False

    @property
    def theorem(self) -> str:
        """The theorem, in a file of proofs."""
        head = f"Theorem {self.identifier}_holds : {self.identifier}.\nProof.\n"
        return head + "".join(f"{line}\n" for line in self.proof) + "Qed.\n"


@dataclass(frozen=True)
class Passage:
    """A part of a text that stands or falls with one link: its lines, counted from 1, and its bytes."""

    link: str
    first: int
    last: int
    begins: int
    ends: int


@dataclass(frozen=True)
class CoqFile:
    """A file, and where in it each link stands."""

    name: str
    text: str
    blocks: tuple[Passage, ...]

    @property
    def kind(self) -> str:
        """S, P or K; a file of proofs is P, whatever they use."""
        return ALGEBRA if self.name[0] in ASKED else self.name[0]

    def at_line(self, line: int) -> str | None:
        """The link that stands there."""
        return next((each.link for each in self.blocks if each.first <= line <= each.last), None)

    def at_byte(self, place: int) -> str | None:
        """The first link of which something stands there or later."""
        return next((each.link for each in self.blocks if place < each.ends), None)


def _text(name: str, head: str, parts: Iterable[tuple[str, str]]) -> CoqFile:
    text, blocks = head, []
    for link, part in parts:
        text += "\n"
        line, place = text.count("\n") + 1, len(text.encode())
        text += part
        blocks.append(Passage(link, line, line + part.count("\n") - 1, place, place + len(part.encode())))
    return CoqFile(f"{name}.v", text, tuple(blocks))


@dataclass(frozen=True)
class PrintedFile:
    """All claims of one derivation, in order."""

    name: str
    links: tuple[Printed, ...]

    def without(self, refused: Iterable[str]) -> PrintedFile:
        """Without these links."""
        left_out = set(refused)
        return replace(self, links=tuple(each for each in self.links if each.link not in left_out))

    def only(self, kept: Iterable[str]) -> PrintedFile:
        """With the proofs of these links only; the statements stay."""
        found = set(kept)
        return replace(
            self, links=tuple(each if each.link in found else replace(each, proof=()) for each in self.links)
        )

    def proofs_of(self, kind: str) -> tuple[Printed, ...]:
        """The links that have a proof of this kind."""
        return tuple(each for each in self.links if each.proof and kind_of(each.theory) == kind)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of proofs that there are."""
        return tuple(kind for kind in ASKED if self.proofs_of(kind))

    @property
    def theories(self) -> tuple[str, ...]:
        """What of the library it needs."""
        return tuple(sorted({VOCABULARY, *(each.theory for each in self.links if each.proof)}))

    @cached_property
    def statements(self) -> CoqFile:
        """S."""
        return _text(f"S_{self.name}", STATED_IN, ((each.link, each.stated) for each in self.links if each.stated))

    def proofs(self, kind: str) -> CoqFile:
        """P or I."""
        found = self.proofs_of(kind)
        theories = " ".join(sorted({each.theory for each in found}))
        head = (
            f"From Proofnotes Require Import {theories}.\n"
            f"From {CERTIFICATES} Require Import S_{self.name}.\nOpen Scope R_scope.\n"
        )
        return _text(f"{kind}_{self.name}", head, ((each.link, each.theorem) for each in found))

    @cached_property
    def lines(self) -> dict[str, int]:
        """Where in S each link is stated, counted from 1."""
        found = {}
        for number, line in enumerate(self.statements.text.splitlines(), start=1):
            if line.startswith("Definition "):
                found[line.split()[1]] = number
        return {each.link: found[each.identifier] for each in self.links if each.identifier in found}

    @cached_property
    def question(self) -> CoqFile:
        """K: whether the proofs are of the statements, and what they assume."""
        return self._question(lambda kind, pairs: [f"Definition {ASKED[kind]} := ({_tuple(pairs)}).", _print(kind)])

    @property
    def questions_one_by_one(self) -> CoqFile:
        """K, with what each proof assumes."""
        return self._question(lambda kind, pairs: [f"Print Assumptions {each.partition(' : ')[0]}." for each in pairs])

    def _question(self, asked: Callable[[str, list[str]], list[str]]) -> CoqFile:
        parts = ["S", *self.kinds]
        lines = [f"From {CERTIFICATES} Require {' '.join(f'{each}_{self.name}' for each in parts)}."]
        for kind in self.kinds:
            lines += asked(kind, [self._pair(kind, each) for each in self.proofs_of(kind)])
        return CoqFile(f"K_{self.name}.v", "\n".join(lines) + "\n", ())

    def _pair(self, kind: str, printed: Printed) -> str:
        proof = f"{CERTIFICATES}.{kind}_{self.name}.{printed.identifier}_holds"
        return f"{proof} : {CERTIFICATES}.S_{self.name}.{printed.identifier}"

    @property
    def texts(self) -> tuple[CoqFile, ...]:
        """All files."""
        return (self.statements, *map(self.proofs, self.kinds), *([self.question] if self.kinds else []))

    @cached_property
    def stated_digest(self) -> str:
        """Of what is stated, and of the vocabulary that it is stated in: what a certificate certifies."""
        return sha256(f"{self.statements.text}\0{library().digest([VOCABULARY])}".encode()).hexdigest()

    @cached_property
    def digest(self) -> str:
        """Of everything that Coq is given."""
        parts = [part for each in self.texts for part in (each.name, each.text)]
        return sha256("\0".join([*parts, library().digest(self.theories)]).encode()).hexdigest()


def kind_of(theory: str, among: Library | None = None) -> str:
    """Which kind of proof needs this theory."""
    return INTERVALS if (among or library()).uses_intervals(theory) else ALGEBRA


def _tuple(pairs: Iterable[str]) -> str:
    return ",\n  ".join(pairs)


def _print(kind: str) -> str:
    return f"Print Assumptions {ASKED[kind]}."
