(* Bounds on one variable: interval arithmetic in the middle, exponentials in the tails. *)
From Proofnotes Require Export Tactics Points.
From Interval Require Export Tactic.
Open Scope R_scope.

(* Closed statements; machine integers, but no machine numbers with a point (i_prec says so). *)
Ltac numbers := interval with (i_prec 64).

(* x^n exp(-a x^(k+1)) falls from R on, if it falls at R. *)
Lemma tail_power (n k : nat) a R x :
  0 < a -> 0 < R <= x -> INR n <= INR (S k) * a * R ^ S k ->
  0 < x ^ n * exp (- (a * x ^ S k)) <= R ^ n * exp (- (a * R ^ S k)).
Proof.
  intros ha [hR hx] h. assert (hx0 : 0 < x) by lra. split; [apply Rmult_lt_0_compat; [now apply pow_lt|apply exp_pos]|].
  assert (l : 0 <= ln (x / R)) by (apply ln_nonnegative, Rle_div_r; lra).
  assert (p : forall y m, 0 < y -> y ^ m = exp (INR m * ln y)) by (intros y m hy; now rewrite exp_INR_mult, exp_ln).
  rewrite (p x n), (p R n), <- !exp_plus by easy. apply exp_le.
  rewrite ln_div in l by easy. pose proof (exp_tangent (INR (S k) * (ln x - ln R))) as t.
  assert (e : exp (INR (S k) * (ln x - ln R)) * R ^ S k = x ^ S k).
  { rewrite (p x (S k)), (p R (S k)), <- exp_plus by easy. f_equal. ring. }
  assert (0 < R ^ S k) by now apply pow_lt.
  assert (d : R ^ S k * (INR (S k) * (ln x - ln R)) <= x ^ S k - R ^ S k) by nra.
  apply (Rmult_le_compat_l a) in d; [|lra]. nra.
Qed.

(* Beyond 30. *)
Lemma tail_left x : x <= -30 -> 0 < exp x <= /10^12 /\ - /10^5 <= x * exp x <= 0.
Proof.
  intro h. pose proof (exp_pos x) as p. split; [split; [easy|]|split].
  - apply Rle_trans with (exp (-30)); [now apply exp_le|]. numbers.
  - assert (e : exp x = exp (x / 2) * exp (x / 2)) by (rewrite <- exp_plus; f_equal; field).
    pose proof (exp_tangent_reflected (x / 2)) as t. pose proof (exp_pos (x / 2)) as p2.
    assert (s : exp (x / 2) <= exp (-15)) by (apply exp_le; lra). assert (n : exp (-15) <= /10^6) by numbers.
    rewrite e. nra.
  - nra.
Qed.

Lemma tail_right x : 30 <= x -> 10^12 <= exp x /\ x + 1 <= exp x.
Proof.
  intro h. split; [|pose proof (exp_tangent x); lra].
  apply Rle_trans with (exp 30); [numbers|now apply exp_le].
Qed.

Ltac tails x := match goal with
  | h : x <= -30 |- _ => let a := fresh in let b := fresh in destruct (tail_left x h) as [a b]
  | h : 30 <= x |- _ => let a := fresh in let b := fresh in destruct (tail_right x h) as [a b]
  end.

(* Where x lies in an interval that hypotheses give. *)
Ltac on_interval x := first
  [ interval with (i_bisect x, i_depth 25, i_prec 60)
  | interval with (i_bisect x, i_autodiff x, i_depth 30, i_prec 60)
  | interval with (i_bisect x, i_taylor x, i_depth 25, i_prec 60) ].

(* Where much cancels. *)
Ltac finely x := interval with (i_bisect x, i_taylor x, i_degree 10, i_prec 70, i_depth 25).

Ltac one_variable x :=
  let h := fresh "h" in let g := fresh "g" in
  destruct (Rle_lt_dec x (-30)) as [h|h]; [first [exfalso; lra | tails x; first [lra | nra]] |
  destruct (Rle_lt_dec 30 x) as [g|g]; [first [exfalso; lra | tails x; first [lra | nra]] | on_interval x]].

(* Conditions on literal numbers and literal functions: what no fraction is, is computed. *)
Ltac computed := first [numbers | apply Rlt_not_eq; numbers | apply Rgt_not_eq; unfold Rgt; numbers].
Ltac at_point := at_point_by ltac:(fun _ => computed).
