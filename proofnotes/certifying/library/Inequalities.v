(* Tangents of exp and ln, what they give, and what is least where its slope changes. *)
From Proofnotes Require Export Functions.
Open Scope R_scope.

(* exp lies above its tangents. *)
Lemma exp_tangent a : 1 + a <= exp a.
Proof. apply exp_ineq1_le. Qed.

Lemma exp_tangent_at a b : exp b * (1 + (a - b)) <= exp a.
Proof.
  replace (exp a) with (exp b * exp (a - b)) by (rewrite <- exp_plus; f_equal; ring).
  apply Rmult_le_compat_l; [left; apply exp_pos|]. apply exp_ineq1_le.
Qed.

Lemma exp_tangent_reflected b : exp b * (1 - b) <= 1.
Proof. pose proof (exp_tangent_at 0 b) as h. rewrite exp_0 in h. lra. Qed.

Lemma exp_tangent_strict a : a <> 0 -> 1 + a < exp a.
Proof. exact (exp_ineq1 a). Qed.

Lemma exp_difference_positive a b : a < b -> 0 < exp b - exp a.
Proof. intro h. apply exp_increasing in h. lra. Qed.

Lemma one_minus_exp_nonneg u : u <= 0 -> 0 <= 1 - exp u.
Proof. intro h. apply exp_le in h. rewrite exp_0 in h. lra. Qed.

Lemma exp_minus_1_nonzero x : x <> 0 -> exp x - 1 <> 0.
Proof. intros h e. apply h. apply exp_inv. rewrite exp_0. lra. Qed.

Lemma minus_1_plus_exp_nonzero x : x <> 0 -> -1 + exp x <> 0.
Proof. intros h e. apply (exp_minus_1_nonzero x h). lra. Qed.

Lemma one_minus_exp_nonzero x : x <> 0 -> 1 - exp x <> 0.
Proof. intros h e. apply (exp_minus_1_nonzero x h). lra. Qed.

(* ln lies below its tangents. *)
Lemma ln_le_minus_1 t : 0 < t -> ln t <= t - 1.
Proof. intro h. pose proof (exp_ineq1_le (ln t)) as e. rewrite exp_ln in e by easy. lra. Qed.

Lemma ln_tangent t : 0 < t -> 0 <= t - 1 - ln t.
Proof. intro h. pose proof (ln_le_minus_1 t h). lra. Qed.

Lemma ln_tangent_ratio a b : 0 < a -> 0 < b -> 0 <= a / b - 1 - (ln a - ln b).
Proof. intros ha hb. rewrite <- ln_div by easy. apply ln_tangent. now apply Rdiv_lt_0_compat. Qed.

Lemma ln_tangent_at a b : 0 < a -> 0 < b -> ln a <= ln b + (a - b) / b.
Proof. intros ha hb. pose proof (ln_tangent_ratio a b ha hb). replace ((a - b) / b) with (a / b - 1) by (field; lra). lra. Qed.

Lemma ln_negative a : 0 < a -> a < 1 -> ln a < 0.
Proof. intros h g. rewrite <- ln_1. now apply ln_increasing. Qed.

Lemma ln_nonpositive a : 0 < a -> a <= 1 -> ln a <= 0.
Proof. intros h g. pose proof (ln_le_minus_1 a h). lra. Qed.

Lemma ln_nonnegative a : 1 <= a -> 0 <= ln a.
Proof. intro h. rewrite <- ln_1. apply ln_le_compat; lra. Qed.

Lemma ln_one_plus_exp_above x : x < ln (1 + exp x).
Proof. rewrite <- (ln_exp x) at 1. pose proof (exp_pos x). apply ln_increasing; lra. Qed.

Lemma ln_one_plus_exp_positive x : 0 < ln (1 + exp x).
Proof. rewrite <- ln_1. pose proof (exp_pos x). apply ln_increasing; lra. Qed.

Lemma ln_one_plus_exp_below x : ln (1 + exp x) <= exp x.
Proof. pose proof (exp_pos x). pose proof (ln_le_minus_1 (1 + exp x) ltac:(lra)). lra. Qed.

(* Squares. *)
Lemma mult_le_squares a b : a * b <= (a ^ 2 + b ^ 2) / 2.
Proof. pose proof (pow2_ge_0 (a - b)). nra. Qed.

Lemma Rabs_le_iff a b : Rabs a <= b <-> - b <= a <= b.
Proof. apply Rabs_le_between. Qed.

Lemma sqrt_le_of_square a b : 0 <= b -> a <= b ^ 2 -> sqrt a <= b.
Proof. intros hb h. rewrite <- (sqrt_pow2 b hb). now apply sqrt_le_1_alt. Qed.

Lemma le_sqrt_of_square a b : a ^ 2 <= b -> a <= sqrt b.
Proof.
  intro h. destruct (Rle_lt_dec a 0) as [n|p]; [pose proof (sqrt_pos b); lra|].
  rewrite <- (sqrt_pow2 a) by lra. now apply sqrt_le_1_alt.
Qed.

Lemma Rabs_le_of_squares a b : 0 <= b -> a ^ 2 <= b ^ 2 -> Rabs a <= b.
Proof. intros hb h. apply Rabs_le. split; nra. Qed.

(* Falls before a, and rises behind it. *)
Lemma least_where_slope_changes (F f : R -> R) lo a :
  (forall t, lo < t -> is_slope (fun t => t) t F (f t)) ->
  (forall t, lo < t <= a -> f t <= 0) -> (forall t, a <= t -> 0 <= f t) -> lo < a -> forall t, lo < t -> F a <= F t.
Proof.
  intros d l r ha t ht.
  destruct (MVT_gen F a t f) as [c [hc e]].
  - intros x hx. apply d. unfold Rmin in hx. destruct (Rle_dec a t); lra.
  - intros x hx. apply continuity_pt_filterlim, (ex_derive_continuous F). exists (f x). apply d.
    unfold Rmin in hx. destruct (Rle_dec a t); lra.
  - unfold Rmin, Rmax in hc. destruct (Rle_dec a t).
    + specialize (r c ltac:(lra)). nra.
    + specialize (l c ltac:(lra)). nra.
Qed.

(* Better than the tangent of ln, by a quotient that grows like a square near 1. *)
Lemma ln_quotient t : 0 < t -> 3 / 2 * ((t - 1) ^ 2 / (1 + 2 * t)) <= t - 1 - ln t.
Proof.
  intro ht.
  set (F := fun t => t - 1 - ln t - 3 / 2 * ((t - 1) ^ 2 / (1 + 2 * t))).
  assert (h : F 1 <= F t).
  { apply (least_where_slope_changes F (fun t => (t - 1) ^ 3 / (t * (1 + 2 * t) ^ 2)) 0 1); [| | |lra|easy].
    - intros x hx. apply (slope_eq _ _ _ (1 - 1 / x - 3 / 2 *
        ((2 * (x - 1) ^ 1 * 1 * (1 + 2 * x) - (x - 1) ^ 2 * (2 * 1)) / (1 + 2 * x) ^ 2))).
      + unfold F. apply slope_minus; [apply slope_minus|].
        * apply slope_minus_const, slope_id.
        * apply (slope_ln (path_id x)); [apply slope_id|easy].
        * apply slope_const_mult, (slope_div (path_id x)); [| |lra].
          -- apply (slope_pow_as (path_id x) 2 2 1); [apply slope_minus_const, slope_id|simpl; ring|reflexivity].
          -- apply slope_const_plus, slope_const_mult, slope_id.
      + field. lra.
    - intros x hx. assert (0 <= (1 - x) ^ 3) by (apply pow_le; lra).
      assert (0 < x * (1 + 2 * x) ^ 2) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; lra]).
      replace ((x - 1) ^ 3 / (x * (1 + 2 * x) ^ 2)) with (- ((1 - x) ^ 3 / (x * (1 + 2 * x) ^ 2))) by (field; lra).
      assert (0 <= (1 - x) ^ 3 / (x * (1 + 2 * x) ^ 2)); [|lra].
      apply Rmult_le_pos; [easy|]. left. now apply Rinv_0_lt_compat.
    - intros x hx. apply Rmult_le_pos; [apply pow_le; lra|]. left. apply Rinv_0_lt_compat.
      apply Rmult_lt_0_compat; [lra|apply pow_lt; lra]. }
  unfold F in h. rewrite ln_1 in h. replace (3 / 2 * ((1 - 1) ^ 2 / (1 + 2 * 1))) with 0 in h by field. lra.
Qed.
