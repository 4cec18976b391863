"""Coq asked whether statements have a proof: the one that our code writes, or what strong tactics find alone.

One `coqtop` goes through all of them, each in a module of its own, and goes on after an error.  A statement counts as
accepted when Coq knows a closed theorem of exactly its type.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from proofnotes.certifying.checking.coq import installed
from proofnotes.certifying.checking.records import certificates_cache
from proofnotes.certifying.checking.theories import Compiled, library
from proofnotes.certifying.claims import Claim, Claims, Form, Unsupported
from proofnotes.certifying.proofs import Stuck, proof_of
from proofnotes.statements.chains import Link

PROOF_SECONDS, SEARCH_SECONDS = 20, 5
"""How long a sentence may take: of a proof that is written, and of tactics that search."""


@dataclass(frozen=True)
class Asked:
    """What became of a statement: accepted, rejected, stopped (no proof was written), or not printed; and why."""

    outcome: str
    why: str = ""


@dataclass(frozen=True)
class Attempt:
    """The definitions and the statement of a link, and a proof that may be none."""

    claims: Claims
    claim: Claim
    proof: str
    theories: frozenset[str]


def written_proof(link: Link, claims: Claims, claim: Claim) -> Attempt:
    """By our own code."""
    script = proof_of(link, claims, claim)
    return Attempt(claims, claim, "\n".join(script.lines), frozenset({script.imports}))


ADVERSARY = """
Lemma ln_of_nothing x : x <= 0 -> ln x = 0.
Proof. intros H; unfold ln; destruct (Rlt_dec 0 x); [exfalso; lra | reflexivity]. Qed.
Lemma power_of_nothing x p : x <= 0 -> Rpower x p = 1.
Proof. intros H; unfold Rpower; rewrite ln_of_nothing by assumption; rewrite Rmult_0_r; apply exp_0. Qed.
Ltac nonzero_by_hand := first
  [ assumption | lra | nra | apply Rgt_not_eq; apply exp_pos | apply not_0_INR; lia
  | apply Rinv_neq_0_compat; assumption
  | repeat apply Rmult_integral_contrapositive_currified; assumption ].
Ltac ending := first
  [ exact I | assumption | congruence | discriminate | contradiction | lia | lra | reflexivity | ring
  | field; repeat split; nonzero_by_hand | nra | interval | solve [auto with real arith] ].
Ltac cases_apart := repeat match goal with
  | |- _ /\\ _ => split
  | |- forall _, _ => intro
  | |- context [if Rlt_dec ?a ?b then _ else _] => destruct (Rlt_dec a b)
  | |- context [if Rle_dec ?a ?b then _ else _] => destruct (Rle_dec a b)
  | |- context [if Req_EM_T ?a ?b then _ else _] => destruct (Req_EM_T a b)
  | |- context [if Nat.eqb ?a ?b then _ else _] => destruct (Nat.eqb_spec a b); try subst
  end.
Ltac is_0 d e := first [rewrite e | replace d with 0 by lra]; rewrite ?Rinv_0, ?Rmult_0_r, ?Rmult_0_l.
Ltac totals := unfold Rdiv in *; repeat match goal with
  | |- context [sqrt ?d] => lazymatch goal with
      | H : 0 < d |- _ => fail
      | _ => destruct (Rle_lt_dec d 0); [rewrite (sqrt_neg_0 d) by (lra || nra) | ]
      end
  | |- context [Rpower ?d ?p] => rewrite (power_of_nothing d p) by (pose proof (exp_pos); first [lra | nra | interval])
  | |- context [ln ?d] => destruct (Rle_lt_dec d 0);
      [rewrite (ln_of_nothing d) by assumption | rewrite ?(exp_ln d) by assumption; generalize (ln d); intros ]
  | |- context [Rinv ?d] => lazymatch goal with
      | H : d <> 0 |- _ => fail
      | _ => let e := fresh in destruct (Req_dec d 0) as [e | e]; [is_0 d e | ]
      end
  end.
Ltac by_slopes := first
  [ auto_derive; repeat split; ending
  | unfold pd0, pd1, pd2, upd1, upd2; apply is_derive_unique; auto_derive; repeat split; ending
  | slope 0; ending ].
Ltac points_at r n := repeat match goal with
  | |- exists _ : nat, _ => exists n
  | |- exists _ : R, _ => exists r
  | |- exists _ : nat -> R, _ => exists (fun _ => r)
  end.
Ltac adversary := cases_apart; first
  [ ending
  | by_slopes
  | subst; ending
  | unfold Rmax, Rabs, delta in *; repeat destruct Rle_dec; repeat destruct Rcase_abs; cases_apart; ending
  | totals; unfold Rmax, Rabs in *; repeat destruct Rle_dec; repeat destruct Rcase_abs;
    cases_apart; try subst; first [ending | rewrite ?pow2_sqrt, ?sqrt_sqrt by lra; ending | exfalso; ending]
  | apply sum_ext; intros; cases_apart; totals; cases_apart; ending
  | match goal with |- sum ?f ?n = 0 => transitivity (sum (fun _ => 0) n);
      [apply sum_ext; intros; cases_apart; totals; ending | rewrite sum_const; ring] end
  | solve [defined] | solve [positive] | solve [nonnegative] | solve [nonzero] | solve [equation] ].
"""
"""Tactics that know nothing of how statements are printed, and what Coq and the library have."""


POINTS = tuple((r, f"{n}%nat") for r in ("0", "(-(1))", "2") for n in (1, 2, 0))
"""What is tried where something is said to exist: a number and a size, which is outside its range as a place."""


def by_tactics(link: Link, claims: Claims, claim: Claim) -> Attempt:
    """By these alone."""
    opened = f"cbv beta delta [{' '.join([claim.identifier, *claims.unfolds])}] in *."
    finish = "cases_apart; adversary"
    if claim.form is Form.COUNTEREXAMPLE:
        finish = f"first [{' | '.join(f'solve [points_at {r} {n}; {finish}]' for r, n in POINTS)}]"
    return Attempt(claims, claim, f"{opened}\n{finish}.", frozenset({"Tactics", "OneVariable"}))


def without_domain(link: Link, claims: Claims, claim: Claim) -> Attempt:
    """By the same tactics, and nothing has to mean anything: what Coq's total functions make true."""
    return by_tactics(link, claims, replace(claim, domain=()))


Way = Callable[[Link, Claims, Claim], Attempt]


def ask(links: Mapping[str, Link], way: Way, *, seconds: float = 1200) -> dict[str, Asked]:
    """What becomes of each statement."""
    found: dict[str, Asked] = {}
    attempts: dict[str, Attempt] = {}
    for name, link in links.items():
        claims = Claims()
        try:
            attempts[name] = way(link, claims, claims.claim(link))
        except Unsupported as reason:
            found[name] = Asked("not printed", str(reason))
        except Stuck as reason:
            found[name] = Asked("stopped", str(reason))
    if attempts:
        found |= _asked(attempts, seconds)
    return found


def _asked(attempts: Mapping[str, Attempt], seconds: float) -> dict[str, Asked]:
    searching = any("adversary" in each.proof for each in attempts.values())
    theories = sorted(frozenset().union(*(each.theories for each in attempts.values())))
    compiled = Compiled(library(), installed(), certificates_cache())
    compiled.require(theories)
    head = [f"From Proofnotes Require Import {each}." for each in theories]
    text = [
        *head,
        "From Interval Require Import Tactic.",
        "Open Scope R_scope.",
        ADVERSARY if searching else "",
    ]
    text += [f"Set Default Timeout {SEARCH_SECONDS if searching else PROOF_SECONDS}."]
    for number, attempt in enumerate(attempts.values()):
        text += _lines(number, attempt)
    folder, name = compiled.loading
    with tempfile.TemporaryDirectory(prefix="asking-") as scratch:
        ran = subprocess.run(
            ["coqtop", "-q", "-w", "none", "-Q", str(folder), name],
            input="\n".join(text), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=seconds, cwd=scratch, check=False,
        )  # fmt: skip
    return dict(_told(list(attempts), ran.stdout))


def _lines(number: int, attempt: Attempt) -> list[str]:
    claim = attempt.claim
    return [
        f"Module Asked{number}.",
        *attempt.claims.definitions,
        claim.definition,
        f"Definition begin_{number} := tt.",
        f"Theorem it_holds : {claim.identifier}.",
        "Proof.",
        attempt.proof,
        "Qed.",
        "Abort All.",
        f"End Asked{number}.",
        f"Definition accepted_{number} : Asked{number}.{claim.identifier} := Asked{number}.it_holds.",
    ]


def _told(names: Sequence[str], said: str) -> list[tuple[str, Asked]]:
    before = said.partition("Module Asked0 started")[0]
    assert "Error" not in before, before[-2000:]
    accepted = {int(n) for n in re.findall(r"accepted_(\d+) is defined", said)}
    begun = {int(n) for n in re.findall(r"begin_(\d+) is defined", said)}
    told = []
    for number, name in enumerate(names):
        if number in accepted:
            told.append((name, Asked("accepted")))
        elif number in begun:
            part = said.partition(f"begin_{number} is defined")[2].partition(f"begin_{number + 1} is defined")[0]
            errors = re.findall(r"(?s)Error:(.*?)(?:\n\n|\Z)", part)
            told.append((name, Asked("rejected", " ".join(errors[0].split())[:200] if errors else "")))
        else:
            told.append((name, Asked("not read", said[-400:])))
    return told
