(* Limits of functions of one variable. *)
From Proofnotes Require Export Inequalities.
Open Scope R_scope.

Lemma near_infinity_positive : Rbar_locally p_infty (fun x => 0 < x).
Proof. now exists 0. Qed.

Lemma near_minus_infinity_negative : Rbar_locally m_infty (fun x => x < 0).
Proof. now exists 0. Qed.

Lemma near_infinity_above a : Rbar_locally p_infty (fun x => a < x).
Proof. now exists a. Qed.

Lemma near_minus_infinity_below a : Rbar_locally m_infty (fun x => x < a).
Proof. now exists a. Qed.

(* G (F x), where F goes to 0 and G is differentiable there. *)
Lemma lim_at_0 (F G : R -> R) (p : Rbar) : is_lim F p 0 -> ex_derive G 0 -> is_lim (fun x => G (F x)) p (G 0).
Proof.
  intros hF hG. apply (filterlim_comp R R R F G (Rbar_locally' p) (locally 0) (locally (G 0))); [exact hF|].
  exact (ex_derive_continuous G 0 hG).
Qed.

Lemma lim_at (F G : R -> R) (p : Rbar) (a : R) : is_lim F p a -> ex_derive G a -> is_lim (fun x => G (F x)) p (G a).
Proof.
  intros hF hG. apply (filterlim_comp R R R F G (Rbar_locally' p) (locally a) (locally (G a))); [exact hF|].
  exact (ex_derive_continuous G a hG).
Qed.

Lemma lim_eq F (p l m : Rbar) : is_lim F p l -> l = m -> is_lim F p m.
Proof. now intros h <-. Qed.

Lemma lim_mult_p u : 0 < u -> is_lim (fun x => u * x) p_infty p_infty.
Proof.
  intro h. apply (lim_eq _ _ (Rbar_mult u p_infty)); [apply is_lim_scal_l, is_lim_id|].
  simpl. destruct (Rle_dec 0 u); [|lra]. destruct (Rle_lt_or_eq_dec 0 u _); [easy|lra].
Qed.

Lemma lim_mult_m u : 0 < u -> is_lim (fun x => u * x) m_infty m_infty.
Proof.
  intro h. apply (lim_eq _ _ (Rbar_mult u m_infty)); [apply is_lim_scal_l, is_lim_id|].
  simpl. destruct (Rle_dec 0 u); [|lra]. destruct (Rle_lt_or_eq_dec 0 u _); [easy|lra].
Qed.

Lemma lim_exp_minus u : 0 < u -> is_lim (fun x => exp (- (u * x))) p_infty 0.
Proof.
  intro h. apply (is_lim_comp exp (fun x => - (u * x)) p_infty 0 m_infty); [exact is_lim_exp_m| |apply filter_forall; easy].
  change m_infty with (Rbar_opp p_infty). apply is_lim_opp. now apply lim_mult_p.
Qed.

Lemma lim_exp_plus u : 0 < u -> is_lim (fun x => exp (u * x)) m_infty 0.
Proof.
  intro h. apply (is_lim_comp exp (fun x => u * x) m_infty 0 m_infty); [exact is_lim_exp_m| |apply filter_forall; easy].
  now apply lim_mult_m.
Qed.

Lemma lim_inv : is_lim (fun x => / x) p_infty 0.
Proof. change (Finite 0) with (Rbar_inv p_infty). apply is_lim_inv; [apply is_lim_id|easy]. Qed.

Lemma lim_inv_m : is_lim (fun x => / x) m_infty 0.
Proof. change (Finite 0) with (Rbar_inv m_infty). apply is_lim_inv; [apply is_lim_id|easy]. Qed.

(* x^n exp(-u x) -> 0: since exp t >= 1 + t, (x exp(-v x))^n is bounded, and the rest of the exponential is small. *)
Lemma mult_exp_minus_below v x : 0 < v -> 0 <= x -> 0 <= x * exp (- (v * x)) <= / v.
Proof.
  intros hv hx. pose proof (exp_pos (- (v * x))) as p. split; [nra|].
  pose proof (exp_tangent_reflected (- (v * x))) as t.
  apply (Rmult_le_reg_l v); [easy|]. rewrite Rinv_r by lra. nra.
Qed.

Lemma lim_squeeze_0 F G : Rbar_locally p_infty (fun x => Rabs (F x) <= G x) -> is_lim G p_infty 0 -> is_lim F p_infty 0.
Proof.
  intros h g. apply (is_lim_le_le_loc (fun x => - G x) G F p_infty 0).
  - revert h. apply filter_imp. intros x h. apply Rabs_le_between in h. lra.
  - replace (Finite 0) with (Rbar_opp 0) by (simpl; f_equal; ring). now apply is_lim_opp.
  - exact g.
Qed.

Lemma lim_pow_exp_minus n u : 0 < u -> is_lim (fun x => x ^ n * exp (- (u * x))) p_infty 0.
Proof.
  revert u. induction n; intros u h.
  - apply (is_lim_ext (fun x => exp (- (u * x)))); [intro; simpl; ring|]. now apply lim_exp_minus.
  - apply (lim_squeeze_0 _ (fun x => / (u / 2) * (x ^ n * exp (- (u / 2 * x))))).
    + generalize near_infinity_positive. apply filter_imp. intros x hx.
      replace (x ^ S n * exp (- (u * x))) with ((x * exp (- (u / 2 * x))) * (x ^ n * exp (- (u / 2 * x)))).
      * pose proof (mult_exp_minus_below (u / 2) x ltac:(lra) ltac:(lra)).
        assert (0 <= x ^ n * exp (- (u / 2 * x))) by (apply Rmult_le_pos; [apply pow_le; lra|left; apply exp_pos]).
        rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra). apply Rmult_le_compat_r; lra.
      * replace (- (u * x)) with (- (u / 2 * x) + - (u / 2 * x)) by field. rewrite exp_plus. simpl. ring.
    + apply (lim_eq _ _ (Rbar_mult (/ (u / 2)) 0)); [apply is_lim_scal_l, IHn; lra|]. simpl. f_equal. ring.
Qed.

(* The same at -infinity, by reflection. *)
Lemma lim_reflect F l : is_lim (fun x => F (- x)) p_infty l -> is_lim F m_infty l.
Proof.
  intro h. apply (is_lim_ext (fun x => F (- (- x)))); [intro; now rewrite Ropp_involutive|].
  apply (is_lim_comp (fun y => F (- y)) Ropp m_infty l p_infty); [exact h| |apply filter_forall; easy].
  change p_infty with (Rbar_opp m_infty). apply is_lim_opp, is_lim_id.
Qed.

Lemma lim_pow_exp_plus n u : 0 < u -> is_lim (fun x => x ^ n * exp (u * x)) m_infty 0.
Proof.
  intro h. apply lim_reflect. apply (is_lim_ext (fun x => (- (1)) ^ n * (x ^ n * exp (- (u * x))))).
  - intro x. rewrite <- Rmult_assoc, <- Rpow_mult_distr. do 2 f_equal; ring.
  - apply (lim_eq _ _ (Rbar_mult ((- (1)) ^ n) 0)); [apply is_lim_scal_l; now apply lim_pow_exp_minus|].
    simpl. f_equal. ring.
Qed.

(* With the square of x in the exponent nothing else there matters. *)
Lemma lim_pow_exp_square n u v : 0 < v -> is_lim (fun x => x ^ n * (exp (u * x) * exp (- (v * x ^ 2)))) p_infty 0.
Proof.
  intro h. apply (lim_squeeze_0 _ (fun x => x ^ n * exp (- (1 * x)))); [|apply lim_pow_exp_minus; lra].
  generalize (near_infinity_above (Rmax 0 ((u + 1) / v))). apply filter_imp. intros x hx.
  assert (0 < x) by (apply Rle_lt_trans with (2 := hx), Rmax_l).
  assert (a : (u + 1) / v < x) by (apply Rle_lt_trans with (2 := hx), Rmax_r).
  assert (b : u + 1 < v * x) by (apply Rlt_div_l in a; lra).
  assert (p : 0 < x ^ n) by now apply pow_lt.
  rewrite <- exp_plus, Rabs_pos_eq by (apply Rmult_le_pos; [lra|left; apply exp_pos]).
  apply Rmult_le_compat_l; [lra|]. apply exp_le. nra.
Qed.

Lemma lim_pow_exp_square_m n u v : 0 < v -> is_lim (fun x => x ^ n * (exp (u * x) * exp (- (v * x ^ 2)))) m_infty 0.
Proof.
  intro h. apply lim_reflect.
  apply (is_lim_ext (fun x => (- (1)) ^ n * (x ^ n * (exp (- u * x) * exp (- (v * x ^ 2)))))).
  - intro x. rewrite <- Rmult_assoc, <- Rpow_mult_distr. replace (- (1) * x) with (- x) by ring.
    replace ((- x) ^ 2) with (x ^ 2) by ring. replace (- u * x) with (u * - x) by ring. reflexivity.
  - apply (lim_eq _ _ (Rbar_mult ((- (1)) ^ n) 0)); [apply is_lim_scal_l; now apply lim_pow_exp_square|].
    simpl. f_equal. ring.
Qed.

(* sums, products of functions with finite limits, without Coquelicot's side conditions *)
Lemma lim_plus F G (p : Rbar) (l m : R) : is_lim F p l -> is_lim G p m -> is_lim (fun x => F x + G x) p (l + m).
Proof. intros f g. exact (is_lim_plus' F G p l m f g). Qed.

Lemma lim_minus F G (p : Rbar) (l m : R) : is_lim F p l -> is_lim G p m -> is_lim (fun x => F x - G x) p (l - m).
Proof. intros f g. exact (is_lim_minus' F G p l m f g). Qed.

Lemma lim_mult F G (p : Rbar) (l m : R) : is_lim F p l -> is_lim G p m -> is_lim (fun x => F x * G x) p (l * m).
Proof. intros f g. exact (is_lim_mult F G p l m f g I). Qed.

Lemma lim_div F G (p : Rbar) (l m : R) : is_lim F p l -> is_lim G p m -> m <> 0 -> is_lim (fun x => F x / G x) p (l / m).
Proof.
  intros f g n. apply (is_lim_div F G p l m f g); [intro e; injection e; auto|easy].
Qed.

(* softplus *)
Lemma lim_softplus_m : is_lim (fun x => ln (1 + exp x)) m_infty 0.
Proof.
  apply (lim_eq _ _ (ln (1 + 0))); [|now rewrite Rplus_0_r, ln_1].
  apply (lim_at exp (fun e => ln (1 + e)) m_infty 0 is_lim_exp_m). auto_derive. lra.
Qed.

Lemma lim_softplus_minus_id : is_lim (fun x => ln (1 + exp x) - x) p_infty 0.
Proof.
  apply (is_lim_ext (fun x => ln (1 + exp (- (1 * x))))).
  - intro x. rewrite Rmult_1_l. replace (1 + exp x) with (exp x * (1 + exp (- x))).
    + rewrite ln_mult, ln_exp; [ring|apply exp_pos|]. pose proof (exp_pos (- x)); lra.
    + rewrite Rmult_plus_distr_l, <- exp_plus, Rplus_opp_r, exp_0. ring.
  - apply (lim_eq _ _ (ln (1 + 0))); [|now rewrite Rplus_0_r, ln_1].
    apply (lim_at (fun x => exp (- (1 * x))) (fun e => ln (1 + e)) p_infty 0); [apply lim_exp_minus; lra|].
    auto_derive. lra.
Qed.
