(* exp, ln, roots, powers, tanh and the error function. *)
From Proofnotes Require Export Derivatives.
Open Scope R_scope.

Lemma INR_positive K : (0 < K)%nat -> 0 < INR K.
Proof. apply lt_0_INR. Qed.

Lemma INR_at_least_1 K : (0 < K)%nat -> 1 <= INR K.
Proof. intro h. apply (le_INR 1). lia. Qed.

(* exp *)
Lemma exp_INR_mult n x : exp (INR n * x) = exp x ^ n.
Proof.
  induction n; [simpl; rewrite Rmult_0_l; apply exp_0|].
  rewrite S_INR. simpl. rewrite Rmult_plus_distr_r, exp_plus, IHn, Rmult_1_l. ring.
Qed.

Lemma exp_minus a b : exp (a - b) = exp a / exp b.
Proof. unfold Rminus, Rdiv. now rewrite exp_plus, exp_Ropp. Qed.

Lemma exp_nonzero x : exp x <> 0.
Proof. apply Rgt_not_eq, exp_pos. Qed.

Lemma exp_le a b : a <= b -> exp a <= exp b.
Proof.
  intro h. destruct (Rle_lt_or_eq_dec _ _ h) as [g|g]; [left; now apply exp_increasing|subst; apply Rle_refl].
Qed.

(* ln *)
Lemma ln_inverse x : 0 < x -> ln (/ x) = - ln x.
Proof. exact (ln_Rinv x). Qed.

Lemma ln_power n x : 0 < x -> ln (x ^ n) = INR n * ln x.
Proof. intro h. apply ln_pow, h. Qed.

Lemma ln_sqrt x : 0 < x -> ln (sqrt x) = ln x / 2.
Proof. intro h. rewrite <- Rpower_sqrt by easy. unfold Rpower. rewrite ln_exp. field. Qed.

Lemma ln_root a e : 0 < a -> a ^ 2 = e -> ln a = ln e / 2.
Proof. intros h <-. rewrite ln_power by easy. simpl. field. Qed.

Lemma ln_le_compat a b : 0 < a -> a <= b -> ln a <= ln b.
Proof. intros ha [h| ->]; [left; now apply ln_increasing|lra]. Qed.

(* Roots and powers. *)
Lemma sqrt_squared x : 0 < x -> sqrt x ^ 2 = x.
Proof. intro h. simpl. rewrite Rmult_1_r. apply sqrt_sqrt. lra. Qed.

Lemma sqrt_eq a r : 0 < r -> r ^ 2 = a -> sqrt a = r.
Proof. intros h <-. apply sqrt_pow2. lra. Qed.

Lemma sqrt_square_abs x : sqrt (x ^ 2) = Rabs x.
Proof. rewrite <- Rsqr_pow2. apply sqrt_Rsqr_abs. Qed.

Lemma Rpower_minus_half a n : 0 < a -> Rpower a (- (INR n / 2)) = / sqrt a ^ n.
Proof.
  intro h. rewrite <- (Rpower_pow n (sqrt a)), <- Rpower_Ropp by now apply sqrt_lt_R0.
  rewrite <- (Rpower_sqrt a h) at 1. rewrite Rpower_mult. f_equal. field.
Qed.

Lemma Rpower_positive a b : 0 < Rpower a b.
Proof. apply exp_pos. Qed.

Lemma Rpower_minus_1 a b : 0 < a -> Rpower a (b - 1) = Rpower a b / a.
Proof. intro h. unfold Rminus. now rewrite Rpower_plus, Rpower_Ropp, Rpower_1. Qed.

Lemma Rpower_of_exp x b : Rpower (exp x) b = exp (b * x).
Proof. unfold Rpower. now rewrite ln_exp. Qed.

Lemma Rpower_less_1 a b : 0 < a < 1 -> 0 < b -> Rpower a b < 1.
Proof. intros h hb. unfold Rpower. rewrite <- exp_0. apply exp_increasing. assert (ln a < 0) by (rewrite <- ln_1; apply ln_increasing; lra). nra. Qed.

Lemma Rabs_pow_2 x : Rabs x ^ 2 = x ^ 2.
Proof. apply pow2_abs. Qed.

(* tanh *)
Lemma tanh_exp x : tanh x = (exp x - exp (- x)) / (exp x + exp (- x)).
Proof. unfold tanh, sinh, cosh. field. pose proof (exp_pos x); pose proof (exp_pos (- x)); lra. Qed.

Lemma tanh_by_square x : tanh x = 1 - 2 / (exp (2 * x) + 1).
Proof.
  rewrite tanh_exp, exp_Ropp. replace (2 * x) with (x + x) by ring. rewrite exp_plus.
  pose proof (exp_pos x). field. split; nra.
Qed.

Lemma tanh_opp x : tanh (- x) = - tanh x.
Proof. rewrite !tanh_exp, Ropp_involutive. field. pose proof (exp_pos x); pose proof (exp_pos (- x)); lra. Qed.

Lemma tanh_between x : - (1) < tanh x < 1.
Proof.
  rewrite tanh_by_square. pose proof (exp_pos (2 * x)). assert (0 < / (exp (2 * x) + 1) < 1); [|unfold Rdiv; lra].
  split; [apply Rinv_0_lt_compat; lra|]. rewrite <- Rinv_1. apply Rinv_lt_contravar; lra.
Qed.

Lemma tanh_increasing a b : a < b -> tanh a < tanh b.
Proof.
  intro h. rewrite !tanh_by_square. assert (exp (2 * a) < exp (2 * b)) by (apply exp_increasing; lra).
  pose proof (exp_pos (2 * a)). assert (/ (exp (2 * b) + 1) < / (exp (2 * a) + 1)) by (apply Rinv_lt_contravar; nra).
  unfold Rdiv. lra.
Qed.

(* The error function. *)
Lemma gauss_continuous t : continuous (fun t => exp (- t ^ 2)) t.
Proof. apply (ex_derive_continuous (fun t => exp (- t ^ 2))). auto_derive. easy. Qed.

Lemma gauss_integrable a b : ex_RInt (fun t => exp (- t ^ 2)) a b.
Proof. apply (@ex_RInt_continuous R_CompleteNormedModule); intros; apply gauss_continuous. Qed.

Lemma erf_derivative x : is_derive erf x (2 / sqrt PI * exp (- x ^ 2)).
Proof.
  unfold erf. apply (is_derive_scal (fun x => RInt (fun t => exp (- t ^ 2)) 0 x)).
  apply (is_derive_RInt (fun t => exp (- t ^ 2)) (fun x => RInt (fun t => exp (- t ^ 2)) 0 x) 0 x);
    [|apply gauss_continuous].
  apply filter_forall; intro. apply (@RInt_correct R_CompleteNormedModule), gauss_integrable.
Qed.

Lemma slope_erf {T} {p : R -> T} {t0 : R} {z : T} (hz : p t0 = z) F f :
  is_slope p t0 F f -> is_slope p t0 (fun z => erf (F z)) (2 / sqrt PI * exp (- F z ^ 2) * f).
Proof. intro h. apply (slope_comp hz erf); [exact h|apply erf_derivative]. Qed.

Lemma erf_0 : erf 0 = 0.
Proof. unfold erf. rewrite RInt_point. unfold zero; simpl. ring. Qed.

(* What has the slope 0 everywhere does not change. *)
Lemma constant_where_slope_0 F : (forall t, is_slope (fun t => t) t F 0) -> forall x, F x = F 0.
Proof.
  intros h x. destruct (MVT_gen F 0 x (fun _ => 0)) as [c [_ e]].
  - intros t _. exact (h t).
  - intros t _. apply continuity_pt_filterlim, (ex_derive_continuous F). eexists. exact (h t).
  - lra.
Qed.

Lemma erf_opp x : erf (- x) = - erf x.
Proof.
  enough (e : erf (- x) + erf x = erf (- 0) + erf 0) by (rewrite Ropp_0, erf_0 in e; lra).
  apply (constant_where_slope_0 (fun x => erf (- x) + erf x)). intro t.
  eapply slope_eq.
  - apply slope_plus; apply (slope_erf (path_id t)); [apply slope_opp|]; apply slope_id.
  - cbv beta. replace ((- t) ^ 2) with (t ^ 2) by ring. ring.
Qed.

Lemma erf_slope_positive x : 0 < 2 / sqrt PI * exp (- x ^ 2).
Proof.
  apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat; [lra|apply sqrt_lt_R0, PI_RGT_0]|apply exp_pos].
Qed.

Lemma erf_increasing a b : a < b -> erf a < erf b.
Proof.
  intro h. destruct (MVT_gen erf a b (fun x => 2 / sqrt PI * exp (- x ^ 2))) as [c [_ e]].
  - intros t _. apply erf_derivative.
  - intros t _. apply continuity_pt_filterlim, (ex_derive_continuous erf). eexists. apply erf_derivative.
  - pose proof (erf_slope_positive c). nra.
Qed.

(* tanh by one exponential: better in intervals. *)
Lemma tanh_by_exp v : tanh v = 1 - 2 / (exp (2 * v) + 1).
Proof.
  rewrite tanh_exp. pose proof (exp_pos v) as p. pose proof (exp_pos (- v)) as q.
  assert (e : exp (- v) = / exp v) by apply exp_Ropp.
  assert (d : exp (2 * v) = exp v ^ 2) by (replace (2 * v) with (INR 2 * v) by (simpl; ring); apply exp_INR_mult).
  rewrite e, d. field. split; nra.
Qed.
