(* Inequalities between finite sums: Cauchy-Schwarz, Jensen for exp and ln, Gibbs, Pinsker, Young, the means. *)
From Proofnotes Require Export Inequalities.
Open Scope R_scope.

(* Lagrange's identity, and what it gives: Cauchy-Schwarz with weights. *)
Lemma sum_squares_pairs w a b K :
  sum (fun i => sum (fun j => w i * w j * (a i * b j - a j * b i) ^ 2) K) K =
  2 * (sum (fun i => w i * a i ^ 2) K * sum (fun i => w i * b i ^ 2) K - sum (fun i => w i * (a i * b i)) K ^ 2).
Proof.
  set (A := sum (fun i => w i * a i ^ 2) K). set (B := sum (fun i => w i * b i ^ 2) K).
  set (P := sum (fun i => w i * (a i * b i)) K).
  rewrite (sum_ext _ (fun i => B * (w i * a i ^ 2) + A * (w i * b i ^ 2) - 2 * P * (w i * (a i * b i)))).
  - rewrite sum_minus, sum_plus, !sum_scal_l. fold A B P. ring.
  - intros i _. rewrite (sum_ext _ (fun j => w i * a i ^ 2 * (w j * b j ^ 2) + w i * b i ^ 2 * (w j * a j ^ 2)
      - 2 * (w i * (a i * b i)) * (w j * (a j * b j)))) by (intros; ring).
    rewrite sum_minus, sum_plus, !sum_scal_l. fold A B P. ring.
Qed.

Lemma cauchy_schwarz_weighted w a b K :
  (forall i, (i < K)%nat -> 0 <= w i) ->
  sum (fun i => w i * (a i * b i)) K ^ 2 <= sum (fun i => w i * a i ^ 2) K * sum (fun i => w i * b i ^ 2) K.
Proof.
  intro h. enough (0 <= sum (fun i => sum (fun j => w i * w j * (a i * b j - a j * b i) ^ 2) K) K)
    by (rewrite sum_squares_pairs in *; lra).
  apply sum_nonneg. intros i hi. apply sum_nonneg. intros j hj.
  apply Rmult_le_pos; [apply Rmult_le_pos; auto|apply pow2_ge_0].
Qed.

Lemma cauchy_schwarz a b K : sum (fun i => a i * b i) K ^ 2 <= sum (fun i => a i ^ 2) K * sum (fun i => b i ^ 2) K.
Proof.
  pose proof (cauchy_schwarz_weighted (fun _ => 1) a b K (fun _ _ => Rle_0_1)) as h. cbv beta in h.
  rewrite !(sum_ext (fun i => 1 * _) _ K (fun i _ => Rmult_1_l _)) in h. exact h.
Qed.

Lemma cauchy_schwarz_sqrt a b K :
  sum (fun i => a i * b i) K <= sqrt (sum (fun i => a i ^ 2) K) * sqrt (sum (fun i => b i ^ 2) K).
Proof.
  rewrite <- sqrt_mult by (apply sum_nonneg; intros; apply pow2_ge_0).
  apply le_sqrt_of_square, cauchy_schwarz.
Qed.

Lemma cauchy_schwarz_abs a b K :
  Rabs (sum (fun i => a i * b i) K) <= sqrt (sum (fun i => a i ^ 2) K) * sqrt (sum (fun i => b i ^ 2) K).
Proof.
  apply Rabs_le_of_squares; [apply Rmult_le_pos; apply sqrt_pos|].
  rewrite Rpow_mult_distr, <- !Rsqr_pow2, !Rsqr_sqrt by (apply sum_nonneg; intros; apply pow2_ge_0).
  rewrite Rsqr_pow2. apply cauchy_schwarz.
Qed.

(* A squared mean is at most the mean of squares. *)
Lemma sum_square_le a K : sum a K ^ 2 <= INR K * sum (fun i => a i ^ 2) K.
Proof.
  pose proof (cauchy_schwarz (fun _ => 1) a K) as h. cbv beta in h.
  rewrite (sum_ext (fun i => 1 * a i) a) in h by (intros; ring).
  rewrite (sum_ext (fun _ => 1 ^ 2) (fun _ => 1)), sum_const, Rmult_1_l in h by (intros; ring). exact h.
Qed.

Lemma sum_square_le_weighted w a K :
  (forall i, (i < K)%nat -> 0 <= w i) -> sum (fun i => w i * a i) K ^ 2 <= sum w K * sum (fun i => w i * a i ^ 2) K.
Proof.
  intro h. pose proof (cauchy_schwarz_weighted w (fun _ => 1) a K h) as c. cbv beta in c.
  rewrite (sum_ext (fun i => w i * (1 * a i)) (fun i => w i * a i)) in c by (intros; ring).
  rewrite (sum_ext (fun i => w i * 1 ^ 2) w) in c by (intros; ring). exact c.
Qed.

(* Jensen: exp of a mean is at most the mean of exp. *)
Lemma jensen_exp w u K :
  (forall i, (i < K)%nat -> 0 <= w i) -> 0 < sum w K ->
  sum w K * exp (sum (fun i => w i * u i) K / sum w K) <= sum (fun i => w i * exp (u i)) K.
Proof.
  intros h p. set (W := sum w K) in *. set (m := sum (fun i => w i * u i) K / W).
  apply Rle_trans with (sum (fun i => w i * (exp m * (1 + (u i - m)))) K).
  - right. rewrite (sum_ext _ (fun i => exp m * (1 - m) * w i + exp m * (w i * u i))) by (intros; ring).
    rewrite sum_plus, !sum_scal_l. fold W. replace (sum (fun i => w i * u i) K) with (m * W); [ring|].
    unfold m. field. lra.
  - apply sum_le. intros i hi. apply Rmult_le_compat_l; [auto|apply exp_tangent_at].
Qed.

(* Jensen: the mean of ln is at most ln of the mean. *)
Lemma jensen_ln w u K :
  (forall i, (i < K)%nat -> 0 <= w i) -> 0 < sum w K -> (forall i, (i < K)%nat -> 0 < u i) ->
  sum (fun i => w i * ln (u i)) K <= sum w K * (ln (sum (fun i => w i * u i) K) - ln (sum w K)).
Proof.
  intros h p q. set (W := sum w K) in *. set (S := sum (fun i => w i * u i) K).
  assert (s : 0 < S).
  { unfold S. apply Rnot_le_lt. intro n.
    assert (z : forall i, (i < K)%nat -> w i * u i = 0).
    { apply sum_zero_terms; [intros i hi; apply Rmult_le_pos; [auto|left; auto]|].
      apply Rle_antisym; [exact n|]. apply sum_nonneg. intros i hi. apply Rmult_le_pos; [auto|left; auto]. }
    enough (W = 0) by lra. apply sum_all_zero. intros i hi. destruct (Rmult_integral _ _ (z i hi)); [easy|].
    specialize (q i hi). lra. }
  apply Rle_trans with (sum (fun i => w i * (ln (S / W) + (u i - S / W) / (S / W))) K).
  - apply sum_le. intros i hi. apply Rmult_le_compat_l; [auto|]. apply ln_tangent_at; [auto|now apply Rdiv_lt_0_compat].
  - right. rewrite (sum_ext _ (fun i => (ln (S / W) - 1) * w i + W / S * (w i * u i))) by (intros; field; lra).
    rewrite sum_plus, !sum_scal_l. fold W S. rewrite ln_div by easy. field. lra.
Qed.

(* Gibbs: the cross-entropy is least where the distributions are the same. *)
Lemma gibbs p q K :
  (forall i, (i < K)%nat -> 0 < p i) -> (forall i, (i < K)%nat -> 0 < q i) -> sum q K <= sum p K ->
  0 <= sum (fun i => p i * (ln (p i) - ln (q i))) K.
Proof.
  intros hp hq h. apply Rle_trans with (sum (fun i => p i - q i) K); [rewrite sum_minus; lra|].
  apply sum_le. intros i hi. specialize (hp i hi). specialize (hq i hi).
  pose proof (ln_tangent_ratio (q i) (p i) hq hp) as t.
  apply (Rmult_le_compat_l (p i)) in t; [|lra]. rewrite Rmult_0_r in t.
  replace (p i * (q i / p i - 1 - (ln (q i) - ln (p i)))) with (q i - p i + p i * (ln (p i) - ln (q i))) in t by (field; lra).
  lra.
Qed.

(* The log-sum inequality. *)
Lemma log_sum a b K :
  (0 < K)%nat -> (forall i, (i < K)%nat -> 0 < a i) -> (forall i, (i < K)%nat -> 0 < b i) ->
  sum a K * (ln (sum a K) - ln (sum b K)) <= sum (fun i => a i * (ln (a i) - ln (b i))) K.
Proof.
  intros hK ha hb. pose proof (sum_pos a K hK ha) as pa. pose proof (sum_pos b K hK hb) as pb.
  set (A := sum a K) in *. set (B := sum b K) in *.
  assert (g : 0 <= sum (fun i => a i * (ln (a i) - ln (A / B * b i))) K).
  { apply gibbs; auto.
    - intros i hi. apply Rmult_lt_0_compat; [now apply Rdiv_lt_0_compat|auto].
    - rewrite sum_scal_l. fold A B. right. field. lra. }
  rewrite (sum_ext _ (fun i => a i * (ln (a i) - ln (b i)) - (ln A - ln B) * a i)) in g.
  - rewrite sum_minus, sum_scal_l in g. fold A in g. lra.
  - intros i hi. rewrite ln_mult, ln_div; [ring|easy|easy|now apply Rdiv_lt_0_compat|auto].
Qed.

(* The logarithm of a sum of exponentials. *)
Lemma log_sum_exp_above z K j : (j < K)%nat -> z j <= ln (sum (fun i => exp (z i)) K).
Proof.
  intro h. rewrite <- (ln_exp (z j)) at 1. apply ln_le_compat; [apply exp_pos|].
  apply (sum_ge_term (fun i => exp (z i)) K j h). intros. left. apply exp_pos.
Qed.

Lemma log_sum_exp_below z K c :
  (0 < K)%nat -> (forall i, (i < K)%nat -> z i <= c) -> ln (sum (fun i => exp (z i)) K) <= c + ln (INR K).
Proof.
  intros hK h. pose proof (INR_positive K hK). rewrite <- (ln_exp c) at 1. rewrite <- ln_mult by (try apply exp_pos; easy).
  apply ln_le_compat; [apply sum_pos; [easy|intros; apply exp_pos]|].
  rewrite <- sum_const. apply sum_le. intros i hi. now apply exp_le, h.
Qed.

Lemma log_sum_exp_shift z K c :
  (0 < K)%nat -> ln (sum (fun i => exp (z i)) K) = c + ln (sum (fun i => exp (z i - c)) K).
Proof.
  intro hK. rewrite <- (ln_exp c) at 1. rewrite <- ln_mult.
  - f_equal. rewrite <- sum_scal_l. apply sum_ext. intros i _. rewrite <- exp_plus. f_equal. ring.
  - apply exp_pos.
  - apply sum_pos; [easy|intros; apply exp_pos].
Qed.

(* Two numbers: Young, and the means. *)
Lemma young a b e : 0 < e -> a * b <= e * a ^ 2 / 2 + b ^ 2 / (2 * e).
Proof.
  intro h. assert (s : 0 <= (e * a - b) ^ 2 / (2 * e)) by (apply Rmult_le_pos; [apply pow2_ge_0|left; apply Rinv_0_lt_compat; lra]).
  replace ((e * a - b) ^ 2 / (2 * e)) with (e * a ^ 2 / 2 + b ^ 2 / (2 * e) - a * b) in s by (field; lra). lra.
Qed.

Lemma arithmetic_geometric a b : 0 <= a -> 0 <= b -> sqrt (a * b) <= (a + b) / 2.
Proof. intros ha hb. apply sqrt_le_of_square; [lra|]. pose proof (pow2_ge_0 (a - b)). nra. Qed.

(* n of them, with weights: exp of a mean of logarithms. *)
Lemma arithmetic_geometric_weighted w a K :
  (forall i, (i < K)%nat -> 0 <= w i) -> sum w K = 1 -> (forall i, (i < K)%nat -> 0 < a i) ->
  exp (sum (fun i => w i * ln (a i)) K) <= sum (fun i => w i * a i) K.
Proof.
  intros h e p. pose proof (jensen_exp w (fun i => ln (a i)) K h ltac:(lra)) as j. cbv beta in j.
  rewrite e, Rmult_1_l in j. replace (sum (fun i => w i * ln (a i)) K / 1) with (sum (fun i => w i * ln (a i)) K) in j by field.
  apply Rle_trans with (1 := j). right. apply sum_ext. intros i hi. rewrite exp_ln; auto.
Qed.

(* Sums of products of nonnegative numbers. *)
Lemma sum_mult_le f g K :
  (forall i, (i < K)%nat -> 0 <= f i) -> (forall i, (i < K)%nat -> 0 <= g i) -> sum (fun i => f i * g i) K <= sum f K * sum g K.
Proof.
  intros hf hg. rewrite <- sum_scal_r. apply sum_le. intros i hi. apply Rmult_le_compat_l; [auto|]. now apply sum_ge_term.
Qed.

(* Chebyshev: a sum of squares against a square of the sum. *)
Lemma sum_squares_le f K : (forall i, (i < K)%nat -> 0 <= f i) -> sum (fun i => f i ^ 2) K <= sum f K ^ 2.
Proof.
  intro h. rewrite <- Rsqr_pow2. unfold Rsqr. rewrite (sum_ext _ (fun i => f i * f i)) by (intros; ring). now apply sum_mult_le.
Qed.

(* The triangle inequality. *)
Lemma sum_minkowski a b K :
  sqrt (sum (fun i => (a i + b i) ^ 2) K) <= sqrt (sum (fun i => a i ^ 2) K) + sqrt (sum (fun i => b i ^ 2) K).
Proof.
  pose proof (sqrt_pos (sum (fun i => a i ^ 2) K)). pose proof (sqrt_pos (sum (fun i => b i ^ 2) K)).
  apply sqrt_le_of_square; [lra|]. pose proof (cauchy_schwarz_sqrt a b K) as c.
  assert (n : forall f, 0 <= sum (fun i => f i ^ 2) K) by (intro; apply sum_nonneg; intros; apply pow2_ge_0).
  rewrite (sum_ext _ (fun i => a i ^ 2 + 2 * (a i * b i) + b i ^ 2)), !sum_plus, sum_scal_l by (intros; ring).
  pose proof (pow2_sqrt _ (n a)) as sa. pose proof (pow2_sqrt _ (n b)) as sb. nra.
Qed.

(* Pinsker: how far w and w e^u are apart. *)
Lemma pinsker w u K :
  (forall i, (i < K)%nat -> 0 <= w i) -> 0 < sum w K ->
  3 / 2 * (sum (fun i => Rabs (w i - w i * exp (u i))) K ^ 2 / (sum w K + 2 * sum (fun i => w i * exp (u i)) K))
  <= sum (fun i => w i * (exp (u i) - 1 - u i)) K.
Proof.
  intros h p. set (W := sum w K) in *. set (L := sum (fun i => w i * exp (u i)) K).
  assert (hL : 0 <= L) by (apply sum_nonneg; intros i hi; apply Rmult_le_pos; [auto|left; apply exp_pos]).
  set (v := fun i => 1 + 2 * exp (u i)).
  assert (hv : forall i, 0 < v i) by (intro i; unfold v; pose proof (exp_pos (u i)); lra).
  set (Q := sum (fun i => w i * ((exp (u i) - 1) ^ 2 / v i)) K).
  assert (c : sum (fun i => Rabs (w i - w i * exp (u i))) K ^ 2 <= Q * (W + 2 * L)).
  { pose proof (cauchy_schwarz_weighted (fun i => w i * v i) (fun i => Rabs (1 - exp (u i)) / v i) (fun _ => 1) K) as c.
    cbv beta in c. rewrite (sum_ext _ (fun i => Rabs (w i - w i * exp (u i)))) in c.
    2: { intros i hi. replace (w i - w i * exp (u i)) with (w i * (1 - exp (u i))) by ring.
         rewrite Rabs_mult, (Rabs_pos_eq (w i)) by auto. field. pose proof (hv i). lra. }
    rewrite (sum_ext (fun i => w i * v i * (Rabs (1 - exp (u i)) / v i) ^ 2) (fun i => w i * ((exp (u i) - 1) ^ 2 / v i))) in c.
    2: { intros i hi. replace ((exp (u i) - 1) ^ 2) with (Rabs (1 - exp (u i)) ^ 2) by (rewrite Rabs_pow_2; ring).
         field. pose proof (hv i). lra. }
    rewrite (sum_ext (fun i => w i * v i * 1 ^ 2) (fun i => w i + 2 * (w i * exp (u i)))) in c by (intros; unfold v; ring).
    rewrite sum_plus, sum_scal_l in c. apply c. intros i hi. apply Rmult_le_pos; [auto|left; apply hv]. }
  apply Rle_trans with (3 / 2 * Q).
  - apply Rmult_le_compat_l; [lra|]. apply Rle_div_l; [lra|]. lra.
  - unfold Q. rewrite <- sum_scal_l. apply sum_le. intros i hi. pose proof (ln_quotient (exp (u i)) (exp_pos _)) as t.
    rewrite ln_exp in t. fold (v i) in t. apply (Rmult_le_compat_l (w i)) in t; [|auto]. lra.
Qed.

(* Of two distributions. *)
Lemma pinsker_distributions p q K :
  (forall i, (i < K)%nat -> 0 < p i) -> (forall i, (i < K)%nat -> 0 < q i) -> sum p K = 1 -> sum q K = 1 ->
  sum (fun i => Rabs (p i - q i)) K ^ 2 / 2 <= sum (fun i => p i * (ln (p i) - ln (q i))) K.
Proof.
  intros hp hq ep eq. pose proof (pinsker p (fun i => ln (q i) - ln (p i)) K) as h. cbv beta in h.
  assert (e : forall i, (i < K)%nat -> p i * exp (ln (q i) - ln (p i)) = q i).
  { intros i hi. specialize (hp i hi). specialize (hq i hi). rewrite exp_minus, !exp_ln by easy. field. lra. }
  rewrite (sum_ext (fun i => Rabs (p i - p i * exp (ln (q i) - ln (p i)))) (fun i => Rabs (p i - q i))) in h
    by (intros i hi; now rewrite e).
  rewrite (sum_ext (fun i => p i * exp (ln (q i) - ln (p i))) q) in h by auto.
  rewrite (sum_ext (fun i => p i * (exp (ln (q i) - ln (p i)) - 1 - (ln (q i) - ln (p i))))
    (fun i => (q i - p i) + p i * (ln (p i) - ln (q i)))) in h.
  2: { intros i hi. replace (p i * (exp (ln (q i) - ln (p i)) - 1 - (ln (q i) - ln (p i))))
         with (p i * exp (ln (q i) - ln (p i)) - p i + p i * (ln (p i) - ln (q i))) by ring. now rewrite e. }
  rewrite sum_plus, sum_minus, ep, eq in h.
  assert (forall i, (i < K)%nat -> 0 <= p i) by (intros i hi; left; auto). specialize (h H ltac:(lra)).
  replace (3 / 2 * (sum (fun i => Rabs (p i - q i)) K ^ 2 / (1 + 2 * 1))) with (sum (fun i => Rabs (p i - q i)) K ^ 2 / 2) in h by field.
  lra.
Qed.
