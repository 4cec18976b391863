(* Angles: the addition theorems, and squares of sines. *)
From Proofnotes Require Export Functions.
Open Scope R_scope.

Lemma sin_squared u : sin u ^ 2 = 1 - cos u ^ 2.
Proof. pose proof (sin2_cos2 u) as h. unfold Rsqr in h. lra. Qed.

(* The sine and the cosine of a sum, as products. *)
Ltac split_angles :=
  repeat first [rewrite sin_plus | rewrite cos_plus | rewrite sin_neg | rewrite cos_neg]; rewrite ?sin_0, ?cos_0.

(* Every square of a sine, as a rewriting rule. *)
Ltac angle_squares := repeat match goal with
  | |- context [sin ?u] => lazymatch goal with _ : sin u ^ 2 = _ |- _ => fail | _ => pose proof (sin_squared u) end
  end.

(* Equations of rational functions of sines and cosines. *)
Ltac field_with_angles := angle_squares; match goal with
  | A : sin _ ^ 2 = _, B : sin _ ^ 2 = _, C : sin _ ^ 2 = _, D : sin _ ^ 2 = _ |- _ => field [A B C D]
  | A : sin _ ^ 2 = _, B : sin _ ^ 2 = _, C : sin _ ^ 2 = _ |- _ => field [A B C]
  | A : sin _ ^ 2 = _, B : sin _ ^ 2 = _ |- _ => field [A B]
  | A : sin _ ^ 2 = _ |- _ => field [A]
  end.
