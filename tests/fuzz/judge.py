"""Judging an answer of the prover."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from time import process_time
from typing import Any, Protocol

import proofnotes
from proofnotes import HypothesisError, NotationError, Proof, Relation, SoundnessError, Verdict, prove

POINTS = 40
"""At so many points is a proved statement looked at."""

GRACE = 1.0
"""Seconds that an answer may take beyond its budget."""

PATIENCE = 20
"""Times the budget: then it has hung."""


@dataclass(frozen=True)
class Source:
    """The statement as Python source."""

    lines: tuple[str, ...]
    claim: str
    assuming: tuple[str, ...]

    def __str__(self) -> str:
        call = f"print(prove({self.claim}, assuming=[{', '.join(self.assuming)}], seconds=2).verdict)"
        return "\n".join(("from proofnotes import *", *self.lines, call))


class Attack(Protocol):
    """A statement that knows its own meaning."""

    @property
    def refused(self) -> bool:
        """Whether it must not be accepted as well formed."""
        ...

    def source(self) -> Source:
        """What the prover is given."""
        ...

    def violation(self, rng: Random, count: int) -> str | None:
        """A point that satisfies the hypotheses where the statement is false or undefined."""
        ...

    def satisfiable(self, rng: Random) -> bool:
        """Whether a point satisfies the hypotheses."""
        ...

    def fault(self, proof: Proof, assuming: Sequence[Relation]) -> str | None:
        """What is wrong with a witness."""
        ...


@dataclass(frozen=True)
class Outcome:
    """The answer in one word, and what is wrong with it, if anything: kind and detail."""

    answer: str
    alarm: tuple[str, str] | None = None
    method: str = ""
    seconds: float = 0.0


class Hung(Exception):
    """No answer."""


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def judged(attack: Attack, rng: Random, seconds: float) -> Outcome:
    """What the prover says, and whether that is right."""
    source, started = attack.source(), process_time()
    try:
        with _patience(PATIENCE * seconds):
            proof, assuming = _proof(source, seconds)
    except NotationError as error:
        return Outcome("rejected", None, str(error))
    except HypothesisError as error:
        wrong = "contradict" in str(error) or "cannot hold" in str(error)
        if wrong and attack.satisfiable(rng):
            return Outcome("rejected", ("false contradiction", str(error)))
        return Outcome("rejected", None, str(error))
    except Hung:
        return Outcome("UNKNOWN", ("no answer in time", f"{PATIENCE * seconds} s"))
    except SoundnessError as error:
        return Outcome("PROVED", ("SoundnessError", str(error)))
    except Exception as error:  # whatever else comes is what is looked for
        return Outcome("crash", ("crash", f"{type(error).__name__}: {error}"))
    took = process_time() - started
    alarm = _alarm(attack, proof, assuming, rng)
    if alarm is None and took > seconds + GRACE:
        alarm = ("over the budget", f"{took:.1f} s")
    return Outcome(proof.verdict.value, alarm, proof.method, took)


def _proof(source: Source, seconds: float) -> tuple[Proof, list[Relation]]:
    names: dict[str, Any] = dict(vars(proofnotes))
    exec("\n".join(source.lines), names)
    assuming = [eval(each, names) for each in source.assuming]
    return prove(eval(source.claim, names), assuming=assuming, seconds=seconds), assuming


def _alarm(attack: Attack, proof: Proof, assuming: list[Relation], rng: Random) -> tuple[str, str] | None:
    if attack.refused:
        return "not refused", proof.verdict.value
    if proof.verdict is Verdict.PROVED:
        found = attack.violation(rng, POINTS)
        return found and ("false PROVED", f"{proof.method}; {found}")
    if proof.verdict is Verdict.REFUTED:
        found = attack.fault(proof, assuming)
        return found and ("false REFUTED", found)
    return None
