(* The integral of exp(-t^2): with G(x) = int_0^x exp(-t^2) dt and H(x) = int_0^1 exp(-x^2 (1 + t^2)) / (1 + t^2) dt
   the sum G^2 + H does not depend on x, and is pi/4 at 0. As 0 <= H <= pi/4 exp(-x^2), this bounds 1 - erf^2. *)
From Proofnotes Require Export Inequalities.
Open Scope R_scope.

(* `field` and `ring` see an equation of reals where a lemma of Coquelicot speaks of a module. *)
Ltac equation_of_reals := match goal with |- ?a = ?b => change (@eq R a b) end.

Definition gauss_integral x := RInt (fun t => exp (- t ^ 2)) 0 x.
Definition gauss_rest x := RInt (fun t => exp (- (x ^ 2 * (1 + t ^ 2))) / (1 + t ^ 2)) 0 1.

Lemma one_plus_square t : 0 < 1 + t ^ 2.
Proof. pose proof (pow2_ge_0 t). lra. Qed.

Lemma gauss_integral_0 : gauss_integral 0 = 0.
Proof. unfold gauss_integral. now rewrite RInt_point. Qed.

Lemma gauss_integral_slope x : is_derive gauss_integral x (exp (- x ^ 2)).
Proof.
  apply (is_derive_RInt (fun t => exp (- t ^ 2)) gauss_integral 0 x); [|apply gauss_continuous].
  apply filter_forall; intro. apply (@RInt_correct R_CompleteNormedModule), gauss_integrable.
Qed.

Lemma rest_integrand_slope t x :
  is_derive (fun x => exp (- (x ^ 2 * (1 + t ^ 2))) / (1 + t ^ 2)) x (- (2 * x) * exp (- (x ^ 2 * (1 + t ^ 2)))).
Proof.
  pose proof (one_plus_square t).
  apply (slope_eq (fun t => t) x _ (exp (- (x ^ 2 * (1 + t ^ 2))) * (- (2 * x ^ 1 * 1 * (1 + t ^ 2))) / (1 + t ^ 2))).
  - apply slope_div_const, (slope_exp (path_id x)), slope_opp, slope_mult_const.
    apply (slope_pow_as (path_id x) 2 2 1); [apply slope_id|simpl; ring|reflexivity].
  - field. lra.
Qed.

Lemma rest_integrable x : ex_RInt (fun t => exp (- (x ^ 2 * (1 + t ^ 2))) / (1 + t ^ 2)) 0 1.
Proof.
  apply (@ex_RInt_continuous R_CompleteNormedModule). intros t _.
  apply (ex_derive_continuous (fun t => exp (- (x ^ 2 * (1 + t ^ 2))) / (1 + t ^ 2))).
  pose proof (one_plus_square t). auto_derive. simpl in *. lra.
Qed.

(* Differentiation under the integral. *)
Lemma gauss_rest_slope x : is_derive gauss_rest x (- (2 * exp (- x ^ 2) * gauss_integral x)).
Proof.
  unfold gauss_rest. eapply (fun a b => eq_ind _ (fun l => is_derive _ x l) a _ b).
  - apply is_derive_RInt_param.
    + apply filter_forall. intros y t _. eexists; apply rest_integrand_slope.
    + intros t _. apply continuity_2d_pt_ext with (fun y t => - (2 * y) * exp (- (y ^ 2 * (1 + t ^ 2)))).
      { intros y s. symmetry. apply is_derive_unique, rest_integrand_slope. }
      simpl. apply continuity_2d_pt_mult.
      * apply continuity_2d_pt_opp, continuity_2d_pt_mult; [apply continuity_2d_pt_const|apply continuity_2d_pt_id1].
      * apply (continuity_1d_2d_pt_comp exp); [apply derivable_continuous_pt, derivable_pt_exp|].
        apply continuity_2d_pt_opp. repeat first
          [ apply continuity_2d_pt_mult | apply continuity_2d_pt_plus | apply continuity_2d_pt_const
          | apply continuity_2d_pt_id1 | apply continuity_2d_pt_id2 ].
    + apply filter_forall. intro y. apply rest_integrable.
  - rewrite (RInt_ext _ (fun t => - (2 * exp (- x ^ 2)) * (x * exp (- (x * t + 0) ^ 2)))).
    2: { intros t _. transitivity (- (2 * x) * exp (- (x ^ 2 * (1 + t ^ 2)))); [apply is_derive_unique, rest_integrand_slope|].
         replace (- (x ^ 2 * (1 + t ^ 2))) with (- x ^ 2 + - (x * t + 0) ^ 2) by ring.
         rewrite exp_plus. equation_of_reals. ring. }
    transitivity (- (2 * exp (- x ^ 2)) * RInt (fun t => x * exp (- (x * t + 0) ^ 2)) 0 1).
    + apply (RInt_scal (V:=R_CompleteNormedModule) (fun t => x * exp (- (x * t + 0) ^ 2)) 0 1 (- (2 * exp (- x ^ 2)))).
      apply (@ex_RInt_continuous R_CompleteNormedModule). intros t _.
      apply (ex_derive_continuous (fun t => x * exp (- (x * t + 0) ^ 2))). auto_derive. easy.
    + replace (RInt (fun t => x * exp (- (x * t + 0) ^ 2)) 0 1) with (gauss_integral x); [equation_of_reals; ring|].
      unfold gauss_integral. symmetry. transitivity (RInt (fun t => exp (- t ^ 2)) (x * 0 + 0) (x * 1 + 0)).
      * apply (RInt_comp_lin (V:=R_CompleteNormedModule) (fun t => exp (- t ^ 2)) x 0 0 1). apply gauss_integrable.
      * f_equal; ring.
Qed.

(* int_0^1 dt / (1 + t^2) = pi/4 *)
Lemma arctangent_integral : is_RInt (fun t => / (1 + t ^ 2)) 0 1 (PI / 4).
Proof.
  replace (PI / 4) with (minus (atan 1) (atan 0)) by (rewrite atan_0, atan_1; unfold minus, plus, opp; simpl; ring).
  apply (is_RInt_derive atan (fun t => / (1 + t ^ 2))).
  - intros t _. apply is_derive_Reals, derivable_pt_lim_atan.
  - intros t _. apply (ex_derive_continuous (fun t => / (1 + t ^ 2))).
    pose proof (one_plus_square t). auto_derive. simpl in *. lra.
Qed.

Lemma gauss_rest_0 : gauss_rest 0 = PI / 4.
Proof.
  unfold gauss_rest. rewrite (RInt_ext _ (fun t => / (1 + t ^ 2))); [exact (is_RInt_unique _ _ _ _ arctangent_integral)|].
  intros t _. replace (- (0 ^ 2 * (1 + t ^ 2))) with 0 by ring. rewrite exp_0. equation_of_reals. unfold Rdiv. ring.
Qed.

Lemma gauss_square x : gauss_integral x ^ 2 + gauss_rest x = PI / 4.
Proof.
  rewrite (constant_where_slope_0 (fun x => gauss_integral x ^ 2 + gauss_rest x)).
  - rewrite gauss_integral_0, gauss_rest_0. ring.
  - intro t. eapply slope_eq.
    + apply slope_plus; [|exact (gauss_rest_slope t)].
      apply (slope_pow_as (path_id t) 2 2 1); [exact (gauss_integral_slope t)|simpl; ring|reflexivity].
    + cbv beta. ring.
Qed.

Lemma gauss_rest_between x : 0 <= gauss_rest x <= PI / 4 * exp (- x ^ 2).
Proof.
  split; unfold gauss_rest.
  - apply RInt_ge_0; [lra|apply rest_integrable|]. intros t _. left.
    apply Rdiv_lt_0_compat; [apply exp_pos|apply one_plus_square].
  - assert (i : is_RInt (fun t => exp (- x ^ 2) * / (1 + t ^ 2)) 0 1 (exp (- x ^ 2) * (PI / 4))).
    { exact (is_RInt_scal _ _ _ _ _ arctangent_integral). }
    rewrite Rmult_comm, <- (is_RInt_unique _ _ _ _ i).
    apply RInt_le; [lra|apply rest_integrable|now exists (exp (- x ^ 2) * (PI / 4))|]. intros t _.
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, one_plus_square|]. apply exp_le.
    pose proof (pow2_ge_0 x). pose proof (pow2_ge_0 t). nra.
Qed.

(* The tails of the error function. *)
Lemma sqrt_PI_square : sqrt PI ^ 2 = PI.
Proof. apply sqrt_squared, PI_RGT_0. Qed.

Lemma sqrt_PI_positive : 0 < sqrt PI.
Proof. apply sqrt_lt_R0, PI_RGT_0. Qed.

Lemma erf_square x : erf x ^ 2 = 1 - 4 / PI * gauss_rest x.
Proof.
  pose proof PI_RGT_0. change (erf x) with (2 / sqrt PI * gauss_integral x).
  replace ((2 / sqrt PI * gauss_integral x) ^ 2) with (4 * gauss_integral x ^ 2 / sqrt PI ^ 2)
    by (field; apply Rgt_not_eq, sqrt_PI_positive).
  rewrite sqrt_PI_square. replace (gauss_integral x ^ 2) with (PI / 4 - gauss_rest x) by (rewrite <- (gauss_square x); ring).
  field. lra.
Qed.

Lemma one_minus_erf_square x : 0 <= 1 - erf x ^ 2 <= exp (- x ^ 2).
Proof.
  rewrite erf_square. pose proof PI_RGT_0. destruct (gauss_rest_between x) as [lo hi].
  replace (1 - (1 - 4 / PI * gauss_rest x)) with (gauss_rest x * (4 / PI)) by (field; lra).
  assert (0 < 4 / PI) by (apply Rdiv_lt_0_compat; lra). split; [nra|].
  apply (Rmult_le_compat_r (4 / PI)) in hi; [|lra].
  replace (PI / 4 * exp (- x ^ 2) * (4 / PI)) with (exp (- x ^ 2)) in hi by (field; lra). exact hi.
Qed.

Lemma erf_nonneg x : 0 <= x -> 0 <= erf x.
Proof. intros [h| <-]; [|rewrite erf_0; lra]. pose proof (erf_increasing 0 x h). rewrite erf_0 in *. lra. Qed.

Lemma erf_between x : - (1) < erf x < 1.
Proof.
  assert (b : forall y, erf y <= 1) by (intro y; pose proof (one_minus_erf_square y); nra).
  assert (s : forall y, erf y < 1).
  { intro y. pose proof (erf_increasing y (y + 1) ltac:(lra)). pose proof (b (y + 1)). lra. }
  pose proof (s x). pose proof (s (- x)). rewrite erf_opp in *. lra.
Qed.

Lemma erf_tail u : 0 <= u -> 0 <= 1 - erf u <= exp (- u ^ 2).
Proof.
  intro h. pose proof (erf_nonneg u h). pose proof (erf_between u). pose proof (one_minus_erf_square u). nra.
Qed.

Lemma lim_erf_p : is_lim erf p_infty 1.
Proof.
  apply (is_lim_ext (fun x => 1 - (1 - erf x))); [intro; ring|].
  replace (Finite 1) with (Finite (1 - 0)) by (f_equal; ring).
  apply (is_lim_minus' (fun _ => 1) (fun x => 1 - erf x) p_infty 1 0); [apply is_lim_const|].
  apply (is_lim_le_le_loc (fun _ => 0) (fun x => exp (- x)) (fun x => 1 - erf x) p_infty 0).
  - exists 1. intros x hx. pose proof (erf_tail x ltac:(lra)) as [a b]. split; [easy|].
    apply Rle_trans with (1 := b), exp_le. nra.
  - apply is_lim_const.
  - apply (is_lim_comp exp Ropp p_infty 0 m_infty); [exact is_lim_exp_m| |apply filter_forall; easy].
    change m_infty with (Rbar_opp p_infty). apply is_lim_opp, is_lim_id.
Qed.

(* What is missing to 1, as a share of the exponential. *)
Lemma erf_share u : 0 <= u -> exists t, 0 <= t <= 1 /\ erf u = 1 - t * exp (- u ^ 2).
Proof.
  intro h. pose proof (erf_tail u h) as [low high]. pose proof (exp_pos (- u ^ 2)) as p.
  exists ((1 - erf u) / exp (- u ^ 2)). split; [split|field; lra].
  - apply Rmult_le_pos; [easy|left; now apply Rinv_0_lt_compat].
  - apply Rle_div_l; lra.
Qed.
