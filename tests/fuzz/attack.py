"""A statement of the language as an attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from proofnotes import Proof, Relation

from .arithmetic import Value
from .judge import Source
from .language import Ent, Idx, Rel, Statement, Var
from .oracle import Env, Point, environment, everywhere, indices_of, key, truth, value
from .points import situations
from .source import snippet
from .truth import Truth

FLIPPED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Written:
    """Attacks with a statement of the language."""

    statement: Statement

    @property
    def refused(self) -> bool:
        return self.statement.refused

    def source(self) -> Source:
        lines, claim, assuming = snippet(self.statement)
        return Source(tuple(lines), claim, tuple(assuming))

    def violation(self, rng: Random, count: int) -> str | None:
        claim = self.statement.claim
        for situation in situations(self.statement, rng, count):
            for env in everywhere(indices_of(claim), situation):
                found = truth(claim, env)
                if found in (Truth.FALSE, Truth.UNDEFINED):
                    return f"{found.value} at {described(self.statement, env)}"
        return None

    def satisfiable(self, rng: Random) -> bool:
        return next(situations(self.statement, rng, 20), None) is not None

    def fault(self, proof: Proof, assuming: Sequence[Relation]) -> str | None:
        assert proof.witness is not None
        if proof.witness.point.root is not None:  # a number that only an interval holds: not to be computed exactly
            return None
        env = _with_equations(self.statement, proof, assuming, _witness_env(self.statement, proof))
        held = {index: at for index, at in env.at.items() if index.fixed}
        for rel in self.statement.assuming:
            for each in everywhere(indices_of(rel), replace(env, at=held)):
                if truth(rel, each) in (Truth.FALSE, Truth.UNDEFINED):
                    return f"the witness breaks {rel.sign} in a hypothesis: {proof.witness.point}"
        found = truth(self.statement.claim, env)
        if found in (Truth.TRUE, Truth.UNDEFINED):
            return f"{found.value} at the witness {proof.witness.point}"
        return None


def _witness_env(statement: Statement, proof: Proof) -> Env:
    assert proof.witness is not None
    point = proof.witness.point
    env = environment(Point(point.sizes, point.scalars, point.tensors))
    free = indices_of(statement.claim, *(rel for rel in statement.assuming))
    wanted = [each for each in free if each.fixed or each in indices_of(statement.claim)]
    return replace(env, at={each: point.indices.get(each.name, 1) for each in wanted})


def _with_equations(statement: Statement, proof: Proof, assuming: Sequence[Relation], env: Env) -> Env:
    """A witness may say of a number that a hypothesis gives it; the hypothesis is known here, too."""
    assert proof.witness is not None
    for equation in proof.witness.point.equations:
        for built, rel in zip(assuming, statement.assuming, strict=True):
            if (equation.left, equation.right) == (built.left, built.right):
                env = _given(rel.left, rel, env)
            elif (equation.left, equation.right) == (built.right, built.left):
                env = _given(rel.right, rel, env)
    return env


def _given(target: object, rel: Rel, env: Env) -> Env:
    other = rel.right if target is rel.left else rel.left
    if isinstance(target, Var):
        return replace(env, inputs={**env.inputs, key(target): lambda _: value(other, env)})
    assert isinstance(target, Ent)
    own = [place for place in target.places if isinstance(place, Idx)]

    def read(places: tuple[int, ...]) -> Value:
        return value(other, replace(env, at={**env.at, **dict(zip(own, places, strict=True))}))

    return replace(env, inputs={**env.inputs, key(target.array): read})


def described(statement: Statement, env: Env) -> str:
    """The point for a reader."""
    from .points import words

    known = words(statement)
    sizes = ", ".join(f"{name} = {size}" for name, size in env.sizes.items())
    scalars = ", ".join(f"{each.name} = {env.inputs[key(each)](())}" for each in known.scalars)
    arrays = ", ".join(f"{each.name} = {_entries(each.name, env)}" for each in known.arrays)
    places = ", ".join(f"{index.name} = {at}" for index, at in env.at.items())
    return "; ".join(each for each in (sizes, scalars, arrays, places) if each)


def _entries(name: str, env: Env) -> str:
    read = env.inputs["Arr", name]
    entries = getattr(read, "__self__", {})
    return "{" + ", ".join(f"{','.join(map(str, place))}: {entry}" for place, entry in entries.items()) + "}"
