(* Means: what integrals over the whole line are, and the means of polynomials by each law. *)
From Proofnotes Require Export Limits ErrorFunction.
Open Scope R_scope.

(* Integrals over the whole line. *)
Notation integral_line f l := (is_RInt_gen f (Rbar_locally m_infty) (Rbar_locally p_infty) l).
Notation integrable_line f := (ex_RInt_gen f (Rbar_locally m_infty) (Rbar_locally p_infty)).

(* By an antiderivative with limits at both ends. *)
Lemma integral_by_antiderivative (f F : R -> R) (a b : R) :
  (forall u, is_derive F u (f u)) -> (forall u, continuous f u) ->
  is_lim F m_infty a -> is_lim F p_infty b -> integral_line f (b - a).
Proof.
  intros d c la lb.
  apply (is_RInt_gen_ext (Derive F)).
  - apply filter_forall. intros ab u _. apply is_derive_unique, d.
  - apply (is_RInt_gen_Derive F a b).
    + apply filter_forall. intros ab u _. eexists. apply d.
    + apply filter_forall. intros ab u _. apply (continuous_ext f); [|apply c].
      intro v. symmetry. apply is_derive_unique, d.
    + exact la.
    + exact lb.
Qed.

(* A continuous function below one whose antiderivative has limits at both ends. *)
Lemma integral_bound_between (f g G : R -> R) a b :
  (forall u, continuous f u) -> (forall u, Rabs (f u) <= g u) ->
  (forall u, is_derive G u (g u)) -> (forall u, continuous g u) -> Rabs (RInt f a b) <= Rabs (G b - G a).
Proof.
  intros cf h d cg.
  assert (If : forall u v, ex_RInt f u v) by (intros; apply (@ex_RInt_continuous R_CompleteNormedModule); auto).
  assert (Ig : forall u v, is_RInt g u v (G v - G u)) by (intros; apply (is_RInt_derive G g); auto).
  assert (o : forall u v, u <= v -> Rabs (RInt f u v) <= Rabs (G v - G u)).
  { intros u v uv. apply Rle_trans with (RInt g u v).
    - apply (norm_RInt_le (V := R_NormedModule) f g u v (RInt f u v) (RInt g u v)); [easy|intros; apply h| |];
        apply (@RInt_correct R_CompleteNormedModule); [apply If|eexists; apply Ig].
    - rewrite (is_RInt_unique _ _ _ _ (Ig u v)). apply Rle_abs. }
  destruct (Rle_lt_dec a b) as [ab|ba]; [now apply o|].
  rewrite <- (opp_RInt_swap f) by apply If. unfold opp; simpl. rewrite Rabs_Ropp, (Rabs_minus_sym (G b)). apply o. lra.
Qed.

Lemma lim_by_bound (f G : R -> R) (p : Rbar) (l : R) :
  (forall a b, Rabs (RInt f a b) <= Rabs (G b - G a)) -> (forall a b, ex_RInt f a b) ->
  is_lim G p l -> exists y : R, is_lim (fun x => RInt f 0 x) p y.
Proof.
  intros h If lg.
  destruct (proj1 (@filterlim_locally_cauchy R R_CompleteSpace (Rbar_locally' p) _ (fun x => RInt f 0 x))) as [y hy]; [|now exists y].
  intro eps. destruct (proj2 (@filterlim_locally_cauchy R R_CompleteSpace (Rbar_locally' p) _ G) (ex_intro _ l lg) eps) as [P [hP b]].
  exists P. split; [easy|]. intros u v hu hv. specialize (b u v hu hv).
  change (Rabs (RInt f 0 v - RInt f 0 u) < eps). change (Rabs (G v - G u) < eps) in b.
  replace (RInt f 0 v - RInt f 0 u) with (RInt f u v); [apply Rle_lt_trans with (2 := b), h|].
  pose proof (RInt_Chasles (V := R_CompleteNormedModule) f 0 u v (If 0 u) (If u v)) as c.
  change (RInt f 0 u + RInt f u v = RInt f 0 v) in c. lra.
Qed.

Lemma integrable_by_bound (f g G : R -> R) (a b : R) :
  (forall u, continuous f u) -> (forall u, Rabs (f u) <= g u) ->
  (forall u, is_derive G u (g u)) -> (forall u, continuous g u) ->
  is_lim G m_infty a -> is_lim G p_infty b -> integrable_line f.
Proof.
  intros cf h d cg la lb.
  assert (If : forall u v, ex_RInt f u v) by (intros; apply (@ex_RInt_continuous R_CompleteNormedModule); auto).
  assert (B : forall u v, Rabs (RInt f u v) <= Rabs (G v - G u)) by (intros; now apply (integral_bound_between f g G)).
  destruct (lim_by_bound f G m_infty a B If la) as [y hy], (lim_by_bound f G p_infty b B If lb) as [z hz].
  exists (z - y). apply (integral_by_antiderivative f (fun x => RInt f 0 x)); auto.
  intro u. apply (is_derive_RInt f (fun x => RInt f 0 x) 0 u); [|apply cf].
  apply filter_forall. intro v. apply (@RInt_correct R_CompleteNormedModule), If.
Qed.

(* The density of the standard normal law, its integral, and its limits. *)
Lemma density_positive u : 0 < density u.
Proof. unfold density. apply Rdiv_lt_0_compat; [apply exp_pos|apply sqrt_lt_R0]. pose proof PI_RGT_0. lra. Qed.

Lemma density_slope u : is_derive density u (- u * density u).
Proof.
  assert (0 < sqrt (2 * PI)) by (apply sqrt_lt_R0; pose proof PI_RGT_0; lra).
  apply (slope_eq (fun t => t) u density (exp (- u ^ 2 / 2) * (- (2 * u ^ 1 * 1) / 2) / sqrt (2 * PI))).
  - apply slope_div_const, (slope_exp (path_id u)), slope_div_const, slope_opp.
    apply (slope_pow_as (path_id u) 2 2 1); [apply slope_id|simpl; ring|reflexivity].
  - unfold density. field. lra.
Qed.

Lemma density_even u : density (- u) = density u.
Proof. unfold density. now replace (- (- u) ^ 2) with (- u ^ 2) by ring. Qed.

Definition normal_cdf u := (1 + erf (u / sqrt 2)) / 2.

Lemma normal_cdf_slope u : is_derive normal_cdf u (density u).
Proof.
  assert (s : 0 < sqrt 2) by (apply sqrt_lt_R0; lra). pose proof sqrt_PI_positive.
  apply (slope_eq (fun t => t) u normal_cdf (2 / sqrt PI * exp (- (u / sqrt 2) ^ 2) * (1 / sqrt 2) / 2)).
  - apply slope_div_const, slope_const_plus, (slope_erf (path_id u)), slope_div_const, slope_id.
  - unfold density. rewrite sqrt_mult by (try lra; left; apply PI_RGT_0).
    replace (- u ^ 2 / 2) with (- (u / sqrt 2) ^ 2); [field; lra|].
    replace ((u / sqrt 2) ^ 2) with (u ^ 2 / sqrt 2 ^ 2) by (field; lra). rewrite sqrt_squared by lra. field.
Qed.

Lemma normal_cdf_lim_p : is_lim normal_cdf p_infty 1.
Proof.
  apply (lim_eq _ _ ((1 + 1) / 2)); [|f_equal; field].
  apply (lim_at (fun u => erf (u / sqrt 2)) (fun e => (1 + e) / 2)); [|auto_derive; easy].
  assert (s : 0 < / sqrt 2) by (apply Rinv_0_lt_compat, sqrt_lt_R0; lra).
  apply (is_lim_comp erf (fun u => u / sqrt 2) p_infty 1 p_infty); [exact lim_erf_p| |apply filter_forall; easy].
  apply (is_lim_ext (fun u => / sqrt 2 * u)); [intro; unfold Rdiv; ring|]. now apply lim_mult_p.
Qed.

Lemma normal_cdf_opp u : normal_cdf (- u) = 1 - normal_cdf u.
Proof. unfold normal_cdf. replace (- u / sqrt 2) with (- (u / sqrt 2)) by (unfold Rdiv; ring). rewrite erf_opp. lra. Qed.

Lemma normal_cdf_lim_m : is_lim normal_cdf m_infty 0.
Proof.
  apply lim_reflect. apply (is_lim_ext (fun u => 1 - normal_cdf u)); [intro; symmetry; apply normal_cdf_opp|].
  apply (lim_eq _ _ (1 - 1)); [|f_equal; ring]. apply lim_minus; [apply is_lim_const|apply normal_cdf_lim_p].
Qed.

Lemma pow_density_lim_p n : is_lim (fun u => u ^ n * density u) p_infty 0.
Proof.
  apply (lim_squeeze_0 _ (fun u => exp (1 / 2) / sqrt (2 * PI) * (u ^ n * exp (- (1 * u))))).
  - generalize near_infinity_positive. apply filter_imp. intros u hu.
    assert (0 < sqrt (2 * PI)) by (apply sqrt_lt_R0; pose proof PI_RGT_0; lra). pose proof (density_positive u).
    rewrite Rabs_pos_eq by (apply Rmult_le_pos; [apply pow_le|]; lra).
    replace (exp (1 / 2) / sqrt (2 * PI) * (u ^ n * exp (- (1 * u)))) with (u ^ n * (exp (1 / 2 + - (1 * u)) / sqrt (2 * PI)))
      by (rewrite exp_plus; field; lra).
    apply Rmult_le_compat_l; [apply pow_le; lra|]. unfold density, Rdiv.
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|]. apply exp_le. pose proof (pow2_ge_0 (u - 1)). nra.
  - apply (lim_eq _ _ (Rbar_mult (exp (1 / 2) / sqrt (2 * PI)) 0)); [|simpl; f_equal; ring].
    apply is_lim_scal_l, lim_pow_exp_minus. lra.
Qed.

Lemma pow_density_lim_m n : is_lim (fun u => u ^ n * density u) m_infty 0.
Proof.
  apply lim_reflect. apply (is_lim_ext (fun u => (- (1)) ^ n * (u ^ n * density u))).
  - intro u. rewrite density_even, <- Rmult_assoc, <- Rpow_mult_distr. do 2 f_equal. ring.
  - apply (lim_eq _ _ (Rbar_mult ((- (1)) ^ n) 0)); [apply is_lim_scal_l, pow_density_lim_p|simpl; f_equal; ring].
Qed.

Lemma density_continuous u : continuous density u.
Proof. apply (ex_derive_continuous density). eexists. apply density_slope. Qed.

(* Polynomials up to the fourth degree, and an antiderivative of what they give with the density. *)
Definition polynomial (c0 c1 c2 c3 c4 x : R) : R := c0 + c1 * x + c2 * x ^ 2 + c3 * x ^ 3 + c4 * x ^ 4.

Lemma polynomial_continuous c0 c1 c2 c3 c4 u : continuous (polynomial c0 c1 c2 c3 c4) u.
Proof. apply (ex_derive_continuous (polynomial c0 c1 c2 c3 c4)). unfold polynomial. auto_derive. easy. Qed.

Definition normal_antiderivative c0 c1 c2 c3 c4 u :=
  (c0 + c2 + 3 * c4) * normal_cdf u - (c1 + 2 * c3) * (u ^ 0 * density u)
  - (c2 + 3 * c4) * (u ^ 1 * density u) - c3 * (u ^ 2 * density u) - c4 * (u ^ 3 * density u).

Lemma normal_antiderivative_slope c0 c1 c2 c3 c4 u :
  is_derive (normal_antiderivative c0 c1 c2 c3 c4) u (polynomial c0 c1 c2 c3 c4 u * density u).
Proof.
  unfold normal_antiderivative, polynomial.
  set (d := fun n => INR n * u ^ pred n * 1 * density u + u ^ n * (- u * density u)).
  assert (p : forall n, is_slope (fun t => t) u (fun u => u ^ n * density u) (d n)).
  { intro n. apply (slope_mult (path_id u)); [apply (slope_pow (path_id u)), slope_id|exact (density_slope u)]. }
  apply (slope_eq (fun t => t) u _
    ((c0 + c2 + 3 * c4) * density u - (c1 + 2 * c3) * d 0%nat - (c2 + 3 * c4) * d 1%nat - c3 * d 2%nat - c4 * d 3%nat)).
  - do 4 (apply slope_minus; [|apply slope_const_mult, p]). apply slope_const_mult. exact (normal_cdf_slope u).
  - unfold d. simpl. ring.
Qed.

Lemma normal_antiderivative_lim (p : Rbar) (l : R) c0 c1 c2 c3 c4 :
  is_lim normal_cdf p l -> (forall n, is_lim (fun u => u ^ n * density u) p 0) ->
  is_lim (normal_antiderivative c0 c1 c2 c3 c4) p ((c0 + c2 + 3 * c4) * l).
Proof.
  intros hl hn. unfold normal_antiderivative.
  apply (lim_eq _ _ ((c0 + c2 + 3 * c4) * l - (c1 + 2 * c3) * 0 - (c2 + 3 * c4) * 0 - c3 * 0 - c4 * 0)); [|f_equal; ring].
  do 4 (apply lim_minus; [|apply lim_mult; [apply is_lim_const|apply hn]]). apply lim_mult; [apply is_lim_const|easy].
Qed.

Lemma polynomial_integral c0 c1 c2 c3 c4 :
  integral_line (fun u => polynomial c0 c1 c2 c3 c4 u * density u) (c0 + c2 + 3 * c4).
Proof.
  replace (c0 + c2 + 3 * c4) with ((c0 + c2 + 3 * c4) * 1 - (c0 + c2 + 3 * c4) * 0) by ring.
  apply (integral_by_antiderivative _ (normal_antiderivative c0 c1 c2 c3 c4)).
  - apply normal_antiderivative_slope.
  - intro u. apply (continuous_mult (polynomial c0 c1 c2 c3 c4) density); [apply polynomial_continuous|apply density_continuous].
  - apply normal_antiderivative_lim; [exact normal_cdf_lim_m|exact pow_density_lim_m].
  - apply normal_antiderivative_lim; [exact normal_cdf_lim_p|exact pow_density_lim_p].
Qed.

(* What grows no faster than the fourth power has a mean. *)
Lemma integrable_with_density (f : R -> R) C :
  (forall u, continuous f u) -> (forall u, Rabs (f u) <= C * (1 + u ^ 4)) -> integrable_line (fun u => f u * density u).
Proof.
  intros cf h.
  apply (integrable_by_bound _ (fun u => polynomial C 0 0 0 C u * density u) (normal_antiderivative C 0 0 0 C)
    ((C + 0 + 3 * C) * 0) ((C + 0 + 3 * C) * 1)).
  - intro u. apply (continuous_mult f density); [apply cf|apply density_continuous].
  - intro u. pose proof (density_positive u). rewrite Rabs_mult, (Rabs_pos_eq (density u)) by lra.
    apply Rmult_le_compat_r; [lra|]. unfold polynomial. specialize (h u). lra.
  - apply normal_antiderivative_slope.
  - intro u. apply (continuous_mult (polynomial C 0 0 0 C) density); [apply polynomial_continuous|apply density_continuous].
  - apply normal_antiderivative_lim; [exact normal_cdf_lim_m|exact pow_density_lim_m].
  - apply normal_antiderivative_lim; [exact normal_cdf_lim_p|exact pow_density_lim_p].
Qed.

(* The mean of a polynomial of a normal number with mean m and deviation s. *)
Lemma mean_normal_polynomial m s F c0 c1 c2 c3 c4 :
  (forall x, F x = polynomial c0 c1 c2 c3 c4 x) ->
  mean_normal m s F = c0 + c1 * m + c2 * (m ^ 2 + s ^ 2) + c3 * (m ^ 3 + 3 * m * s ^ 2)
                      + c4 * (m ^ 4 + 6 * m ^ 2 * s ^ 2 + 3 * s ^ 4).
Proof.
  intro h. unfold mean_normal. apply is_RInt_gen_unique.
  set (d0 := c0 + c1 * m + c2 * m ^ 2 + c3 * m ^ 3 + c4 * m ^ 4).
  set (d1 := c1 * s + 2 * c2 * m * s + 3 * c3 * m ^ 2 * s + 4 * c4 * m ^ 3 * s).
  set (d2 := c2 * s ^ 2 + 3 * c3 * m * s ^ 2 + 6 * c4 * m ^ 2 * s ^ 2).
  apply (is_RInt_gen_ext (fun u => polynomial d0 d1 d2 (c3 * s ^ 3 + 4 * c4 * m * s ^ 3) (c4 * s ^ 4) u * density u)).
  - apply filter_forall. intros ab u _. rewrite h. unfold polynomial, d0, d1, d2. apply f_equal2; [ring|easy].
  - eapply (fun a b => eq_ind _ (fun l => integral_line _ l) a _ b); [apply polynomial_integral|].
    unfold d0, d2. equation_of_reals. ring.
Qed.

Lemma abs_powers_below u : Rabs u <= 1 + u ^ 4 /\ Rabs (u ^ 2) <= 1 + u ^ 4 /\ Rabs (u ^ 3) <= 1 + u ^ 4.
Proof.
  pose proof (pow2_ge_0 u). pose proof (pow2_ge_0 (u ^ 2 - 1)).
  pose proof (pow2_ge_0 (u - 1)). pose proof (pow2_ge_0 (u + 1)).
  pose proof (pow2_ge_0 (u ^ 2 - u)). pose proof (pow2_ge_0 (u ^ 2 + u)).
  repeat split; apply Rabs_le; split; nra.
Qed.

Lemma polynomial_bound c0 c1 c2 c3 c4 u :
  Rabs (polynomial c0 c1 c2 c3 c4 u) <= (Rabs c0 + Rabs c1 + Rabs c2 + Rabs c3 + Rabs c4) * (1 + u ^ 4).
Proof.
  destruct (abs_powers_below u) as [a [b c]]. unfold polynomial.
  assert (d : Rabs (u ^ 4) <= 1 + u ^ 4) by (rewrite Rabs_pos_eq; [lra|replace (u ^ 4) with ((u ^ 2) ^ 2) by ring; apply pow2_ge_0]).
  assert (e : 1 <= 1 + u ^ 4) by (replace (u ^ 4) with ((u ^ 2) ^ 2) by ring; pose proof (pow2_ge_0 (u ^ 2)); lra).
  assert (t : forall k v, Rabs v <= 1 + u ^ 4 -> Rabs (k * v) <= Rabs k * (1 + u ^ 4)).
  { intros k v hv. rewrite Rabs_mult. apply Rmult_le_compat_l; [apply Rabs_pos|easy]. }
  pose proof (t c1 _ a). pose proof (t c2 _ b). pose proof (t c3 _ c). pose proof (t c4 _ d). pose proof (Rabs_pos c0).
  repeat (apply Rle_trans with (1 := Rabs_triang _ _)). 
  pose proof (Rabs_triang (c0 + c1 * u + c2 * u ^ 2) (c3 * u ^ 3)). pose proof (Rabs_triang (c0 + c1 * u) (c2 * u ^ 2)).
  pose proof (Rabs_triang c0 (c1 * u)). nra.
Qed.

Lemma has_mean_normal_polynomial m s F c0 c1 c2 c3 c4 :
  (forall x, F x = polynomial c0 c1 c2 c3 c4 x) -> has_mean_normal m s F.
Proof.
  intro h.
  assert (cF : forall u, continuous (fun u => F (m + s * u)) u).
  { intro u. apply (continuous_ext (fun u => polynomial c0 c1 c2 c3 c4 (m + s * u))); [intro; symmetry; apply h|].
    apply (ex_derive_continuous (fun u => polynomial c0 c1 c2 c3 c4 (m + s * u))). unfold polynomial. auto_derive. easy. }
  set (d0 := c0 + c1 * m + c2 * m ^ 2 + c3 * m ^ 3 + c4 * m ^ 4).
  set (d1 := c1 * s + 2 * c2 * m * s + 3 * c3 * m ^ 2 * s + 4 * c4 * m ^ 3 * s).
  set (d2 := c2 * s ^ 2 + 3 * c3 * m * s ^ 2 + 6 * c4 * m ^ 2 * s ^ 2).
  set (d3 := c3 * s ^ 3 + 4 * c4 * m * s ^ 3).
  set (C := Rabs d0 + Rabs d1 + Rabs d2 + Rabs d3 + Rabs (c4 * s ^ 4)).
  assert (b : forall u, Rabs (F (m + s * u)) <= C * (1 + u ^ 4)).
  { intro u. replace (F (m + s * u)) with (polynomial d0 d1 d2 d3 (c4 * s ^ 4) u); [apply polynomial_bound|].
    rewrite h. unfold polynomial, d0, d1, d2, d3. ring. }
  split; apply (integrable_with_density _ C); auto.
  - intro u. apply (continuous_comp (fun u => F (m + s * u)) Rabs); [apply cF|apply continuous_Rabs].
  - intro u. rewrite Rabs_Rabsolu. apply b.
Qed.

(* The mean of a polynomial of a number that is uniform between a and b. *)
Lemma uniform_integral a b c0 c1 c2 c3 c4 :
  is_RInt (fun u => polynomial c0 c1 c2 c3 c4 (a + (b - a) * u)) 0 1
    (c0 + c1 * ((a + b) / 2) + c2 * ((a ^ 2 + a * b + b ^ 2) / 3) + c3 * ((a ^ 3 + a ^ 2 * b + a * b ^ 2 + b ^ 3) / 4)
     + c4 * ((a ^ 4 + a ^ 3 * b + a ^ 2 * b ^ 2 + a * b ^ 3 + b ^ 4) / 5)).
Proof.
  set (h := b - a).
  set (F := fun u => c0 * u + c1 * (a * u + h * u ^ 2 / 2) + c2 * (a ^ 2 * u + a * h * u ^ 2 + h ^ 2 * u ^ 3 / 3)
    + c3 * (a ^ 3 * u + 3 * a ^ 2 * h * u ^ 2 / 2 + a * h ^ 2 * u ^ 3 + h ^ 3 * u ^ 4 / 4)
    + c4 * (a ^ 4 * u + 2 * a ^ 3 * h * u ^ 2 + 2 * a ^ 2 * h ^ 2 * u ^ 3 + a * h ^ 3 * u ^ 4 + h ^ 4 * u ^ 5 / 5)).
  eapply (fun a b => eq_ind _ (fun l => is_RInt _ 0 1 l) a _ b).
  - apply (is_RInt_derive F).
    + intros u _. unfold F, polynomial. auto_derive; [easy|field].
    + intros u _. apply (ex_derive_continuous (fun u => polynomial c0 c1 c2 c3 c4 (a + h * u))).
      unfold polynomial. auto_derive. easy.
  - unfold minus, plus, opp; simpl. unfold F, h. field.
Qed.

Lemma mean_uniform_polynomial a b F c0 c1 c2 c3 c4 :
  (forall x, F x = polynomial c0 c1 c2 c3 c4 x) ->
  mean_uniform a b F =
    c0 + c1 * ((a + b) / 2) + c2 * ((a ^ 2 + a * b + b ^ 2) / 3) + c3 * ((a ^ 3 + a ^ 2 * b + a * b ^ 2 + b ^ 3) / 4)
    + c4 * ((a ^ 4 + a ^ 3 * b + a ^ 2 * b ^ 2 + a * b ^ 3 + b ^ 4) / 5).
Proof.
  intro h. unfold mean_uniform. apply is_RInt_unique.
  apply (is_RInt_ext (fun u => polynomial c0 c1 c2 c3 c4 (a + (b - a) * u))); [intros u _; symmetry; apply h|].
  apply uniform_integral.
Qed.

Lemma has_mean_uniform_polynomial a b F c0 c1 c2 c3 c4 :
  (forall x, F x = polynomial c0 c1 c2 c3 c4 x) -> has_mean_uniform a b F.
Proof.
  intro h. unfold has_mean_uniform. eexists.
  apply (is_RInt_ext (fun u => polynomial c0 c1 c2 c3 c4 (a + (b - a) * u))); [intros u _; symmetry; apply h|].
  apply uniform_integral.
Qed.

(* A law by its first two moments, as far as parabolas go. *)
Definition has_moments (M : (R -> R) -> R) (mu nu : R) : Prop :=
  forall a b c, M (fun t => a + b * t + c * t ^ 2) = a + b * mu + c * nu.

Lemma moments_bernoulli p : has_moments (mean_bernoulli p) p p.
Proof. intros a b c. unfold mean_bernoulli. ring. Qed.

Lemma moments_normal m s : has_moments (mean_normal m s) m (m ^ 2 + s ^ 2).
Proof.
  intros a b c. rewrite (mean_normal_polynomial m s _ a b c 0 0); [ring|]. intro. unfold polynomial. ring.
Qed.

Lemma moments_uniform a b : has_moments (mean_uniform a b) ((a + b) / 2) ((a ^ 2 + a * b + b ^ 2) / 3).
Proof.
  intros c0 c1 c2. rewrite (mean_uniform_polynomial a b _ c0 c1 c2 0 0); [field|]. intro. unfold polynomial. ring.
Qed.

Lemma mean_ext (M : (R -> R) -> R) F G : (forall t, F t = G t) -> M F = M G.
Proof. intro h. f_equal. now apply functional_extensionality. Qed.

(* The quadratic functions of an array. *)
Definition quadratic (c : R) (a : nat -> R) (b : nat -> nat -> R) (K : nat) (x : nat -> R) : R :=
  c + sum (fun i => a i * x i) K + sum (fun i => sum (fun j => b i j * (x i * x j)) K) K.

Lemma quadratic_step c a b k x t :
  quadratic c a b (S k) (upd1 x k t) =
  quadratic c a b k x + (a k + sum (fun i => (b i k + b k i) * x i) k) * t + b k k * t ^ 2.
Proof.
  unfold quadratic. rewrite !sum_S.
  assert (e : upd1 x k t k = t) by (unfold upd1; now rewrite Nat.eqb_refl).
  assert (o : forall i, (i < k)%nat -> upd1 x k t i = x i) by (intros i hi; unfold upd1; destruct (Nat.eqb_spec i k); [lia|easy]).
  rewrite e, (sum_ext (fun i => a i * upd1 x k t i) (fun i => a i * x i)) by (intros i hi; now rewrite o).
  rewrite (sum_ext (fun i => sum (fun j => b i j * (upd1 x k t i * upd1 x k t j)) (S k))
    (fun i => sum (fun j => b i j * (x i * x j)) k + t * (b i k * x i))).
  2: { intros i hi. rewrite sum_S, e, o by easy. rewrite (sum_ext _ (fun j => b i j * (x i * x j))); [ring|].
       intros j hj. now rewrite o. }
  rewrite (sum_ext (fun j => b k j * (t * upd1 x k t j)) (fun j => t * (b k j * x j))) by (intros j hj; rewrite o by easy; ring).
  rewrite sum_plus, !sum_scal_l.
  rewrite (sum_ext (fun i => (b i k + b k i) * x i) (fun i => b i k * x i + b k i * x i)) by (intros; ring).
  rewrite sum_plus. ring.
Qed.

(* Independent entries: the mean of a product of two different ones is the product of their means. *)
Lemma mean1_quadratic M K mu nu F c a b :
  (forall i, (i < K)%nat -> has_moments (M i) (mu i) (nu i)) -> (forall x, F x = quadratic c a b K x) ->
  mean1 M K F = quadratic c a b K mu + sum (fun i => b i i * (nu i - mu i ^ 2)) K.
Proof.
  revert F c a. induction K as [|k IH]; intros F c a hM hF.
  { simpl. rewrite hF. unfold quadratic. simpl. ring. }
  cbn [mean1].
  rewrite (IH _ (c + a k * mu k + b k k * nu k) (fun i => a i + (b i k + b k i) * mu k)); [|auto|].
  - unfold quadratic. rewrite !sum_S.
    rewrite (sum_ext (fun i => (a i + (b i k + b k i) * mu k) * mu i)
      (fun i => a i * mu i + (mu k * (b i k * mu i) + mu k * (b k i * mu i)))) by (intros; ring).
    rewrite !sum_plus, !sum_scal_l.
    rewrite (sum_ext (fun i => sum (fun j => b i j * (mu i * mu j)) (S k))
      (fun i => sum (fun j => b i j * (mu i * mu j)) k + mu k * (b i k * mu i))) by (intros; rewrite sum_S; ring).
    rewrite sum_plus, sum_scal_l.
    rewrite (sum_ext (fun j => b k j * (mu k * mu j)) (fun j => mu k * (b k j * mu j))) by (intros; ring).
    rewrite sum_scal_l. ring.
  - intro x. rewrite (mean_ext (M k) _ (fun t => quadratic c a b k x
      + (a k + sum (fun i => (b i k + b k i) * x i) k) * t + b k k * t ^ 2)).
    + rewrite (hM k) by lia. unfold quadratic.
      rewrite (sum_ext (fun i => (a i + (b i k + b k i) * mu k) * x i)
        (fun i => a i * x i + mu k * ((b i k + b k i) * x i))) by (intros; ring).
      rewrite sum_plus, sum_scal_l. ring.
    + intro t. rewrite hF. apply quadratic_step.
Qed.
