"""Whether the formulas that a kernel is made of are proved, wherever the function is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..expr.nodes import Relation
from ..lowering.tasks.kernel import Kernel
from ..statements.chains import Link
from ..statements.statement import Definition, Theorem
from ..verdicts.model import PROVED, LinkOutcome
from ..verdicts.settle import settle_link


@dataclass
class Proofs:
    """The theorems that kernels may use, and what has been asked about them so far."""

    theorems: dict[str, Theorem]
    known: dict[Link, LinkOutcome] = field(default_factory=dict)

    @staticmethod
    def of(theorems: Iterable[Theorem]) -> Proofs:
        """Nothing is asked yet."""
        return Proofs({each.id: each for each in theorems})

    def missing(self, kernel: Kernel) -> Iterator[str]:
        """What is not proved of the theorems whose formulas the kernel uses: a sentence for each link."""
        for id in dict.fromkeys(id for target in kernel.targets for id in target.source.split("; ")):
            for link in self.theorems[id].links if id in self.theorems else ():
                found = self._of(replace(link, assuming=allowed(link, kernel.definition)))
                if link.sign != "=":
                    yield f"{link.name} says {link.sign}, which is no formula for a kernel"
                elif link.expected != PROVED or found.verdict != PROVED:
                    yield _told(link, found)

    def _of(self, link: Link) -> LinkOutcome:
        if link not in self.known:
            self.known[link] = settle_link(link)
        return self.known[link]


def allowed(link: Link, definition: Definition) -> tuple[Relation, ...]:
    """The hypotheses that a formula may rest on: those of the definition, and those that leave out a kink."""
    return tuple(each for each in link.assuming if each in definition.assuming or each.sign == "!=")


def _told(link: Link, found: LinkOutcome) -> str:
    rest = [str(each) for each in link.assuming if each not in found.link.assuming]
    without = f" without the hypotheses {', '.join(rest)}, which the definition does not have" if rest else ""
    witness = f"\n    {found.proof.witness}" if found.proof.witness else ""
    return f"{link.name} is {found.verdict}{without}{witness}"
