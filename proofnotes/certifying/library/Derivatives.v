(* Derivatives along a path: one set of rules for scalars, vectors, matrices, and a proof of existence with each value. *)
From Proofnotes Require Export Whole.
Open Scope R_scope.

(* Changing an entry to its own value changes nothing. *)
Lemma path_id (x : R) : (fun t : R => t) x = x.
Proof. reflexivity. Qed.

Lemma path_upd1 z j : upd1 z j (z j) = z.
Proof. apply functional_extensionality; intro i. unfold upd1. destruct (Nat.eqb_spec i j); now subst. Qed.

Lemma path_upd2 z j k : upd2 z j k (z j k) = z.
Proof.
  apply functional_extensionality; intro a. apply functional_extensionality; intro b.
  unfold upd2. destruct (Nat.eqb_spec a j), (Nat.eqb_spec b k); simpl; now subst.
Qed.

Lemma path_upd3 x i j k : upd3 x i j k (x i j k) = x.
Proof.
  do 3 (apply functional_extensionality; intro). unfold upd3.
  repeat match goal with |- context [Nat.eqb ?a ?b] => destruct (Nat.eqb_spec a b); simpl; [subst|easy] end. easy.
Qed.

Lemma path_upd4 x i j k l : upd4 x i j k l (x i j k l) = x.
Proof.
  do 4 (apply functional_extensionality; intro). unfold upd4.
  repeat match goal with |- context [Nat.eqb ?a ?b] => destruct (Nat.eqb_spec a b); simpl; [subst|easy] end. easy.
Qed.

(* F has the slope l at t0 along the path p. *)
Definition is_slope {T : Type} (p : R -> T) (t0 : R) (F : T -> R) (l : R) : Prop := is_derive (fun t => F (p t)) t0 l.

Lemma slope_eq {T} (p : R -> T) t0 F l l' : is_slope p t0 F l -> l = l' -> is_slope p t0 F l'.
Proof. now intros h <-. Qed.

(* Leaves. *)
Lemma slope_const {T} (p : R -> T) t0 c : is_slope p t0 (fun _ => c) 0.
Proof. unfold is_slope. auto_derive; easy. Qed.

Lemma slope_id t0 : is_slope (fun t => t) t0 (fun x => x) 1.
Proof. unfold is_slope. auto_derive; easy. Qed.

Lemma slope_entry1 z j i : is_slope (upd1 z j) (z j) (fun z => z i) (delta i j).
Proof. unfold is_slope, upd1, delta. destruct (Nat.eqb i j); auto_derive; easy. Qed.

Lemma slope_entry2 z j k a b : is_slope (upd2 z j k) (z j k) (fun z => z a b) (delta a j * delta b k).
Proof.
  unfold is_slope, upd2, delta. destruct (Nat.eqb a j), (Nat.eqb b k); simpl; auto_derive; try easy; ring.
Qed.

Lemma slope_entry3 x i j k a b c :
  is_slope (upd3 x i j k) (x i j k) (fun x => x a b c) (delta a i * delta b j * delta c k).
Proof.
  unfold is_slope, upd3, delta.
  destruct (Nat.eqb a i), (Nat.eqb b j), (Nat.eqb c k); simpl; auto_derive; try easy; ring.
Qed.

Lemma slope_entry4 x i j k l a b c d :
  is_slope (upd4 x i j k l) (x i j k l) (fun x => x a b c d) (delta a i * delta b j * delta c k * delta d l).
Proof.
  unfold is_slope, upd4, delta.
  destruct (Nat.eqb a i), (Nat.eqb b j), (Nat.eqb c k), (Nat.eqb d l); simpl; auto_derive; try easy; ring.
Qed.

(* Sums, and products with what does not depend on the path. *)
Lemma slope_plus {T} (p : R -> T) t0 F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> is_slope p t0 (fun z => F z + G z) (f + g).
Proof. exact (is_derive_plus (fun t => F (p t)) (fun t => G (p t)) t0 f g). Qed.

Lemma slope_const_plus {T} (p : R -> T) t0 c F f : is_slope p t0 F f -> is_slope p t0 (fun z => c + F z) f.
Proof. intro h. eapply slope_eq; [apply slope_plus; [apply slope_const|exact h]|ring]. Qed.

Lemma slope_plus_const {T} (p : R -> T) t0 c F f : is_slope p t0 F f -> is_slope p t0 (fun z => F z + c) f.
Proof. intro h. eapply slope_eq; [apply slope_plus; [exact h|apply slope_const]|ring]. Qed.

Lemma slope_minus {T} (p : R -> T) t0 F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> is_slope p t0 (fun z => F z - G z) (f - g).
Proof. exact (is_derive_minus (fun t => F (p t)) (fun t => G (p t)) t0 f g). Qed.

Lemma slope_const_minus {T} (p : R -> T) t0 c F f : is_slope p t0 F f -> is_slope p t0 (fun z => c - F z) (- f).
Proof. intro h. eapply slope_eq; [apply slope_minus; [apply slope_const|exact h]|ring]. Qed.

Lemma slope_minus_const {T} (p : R -> T) t0 c F f : is_slope p t0 F f -> is_slope p t0 (fun z => F z - c) f.
Proof. intro h. eapply slope_eq; [apply slope_minus; [exact h|apply slope_const]|ring]. Qed.

Lemma slope_opp {T} (p : R -> T) t0 F f : is_slope p t0 F f -> is_slope p t0 (fun z => - F z) (- f).
Proof. exact (is_derive_opp (fun t => F (p t)) t0 f). Qed.

Lemma slope_const_mult {T} (p : R -> T) t0 c F f : is_slope p t0 F f -> is_slope p t0 (fun z => c * F z) (c * f).
Proof. intro h. apply (is_derive_scal (fun t => F (p t))). exact h. Qed.

Lemma slope_mult_const {T} (p : R -> T) t0 c F f : is_slope p t0 F f -> is_slope p t0 (fun z => F z * c) (f * c).
Proof.
  intro h. unfold is_slope. rewrite Rmult_comm.
  apply (is_derive_ext (fun t => c * F (p t))); [intro; apply Rmult_comm|]. now apply slope_const_mult.
Qed.

Lemma slope_div_const {T} (p : R -> T) t0 c F f : is_slope p t0 F f -> is_slope p t0 (fun z => F z / c) (f / c).
Proof. apply slope_mult_const. Qed.

(* The rules that need the point z = p t0 itself. *)
Section AtPoint.
Context {T : Type} {p : R -> T} {t0 : R} {z : T} (hz : p t0 = z).

Lemma slope_mult F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> is_slope p t0 (fun z => F z * G z) (f * G z + F z * g).
Proof.
  intros hF hG. rewrite <- hz.
  exact (is_derive_mult (fun t => F (p t)) (fun t => G (p t)) t0 f g hF hG Rmult_comm).
Qed.

Lemma slope_div F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> G z <> 0 -> is_slope p t0 (fun z => F z / G z) ((f * G z - F z * g) / G z ^ 2).
Proof. intros hF hG n. rewrite <- hz in *. exact (is_derive_div _ _ _ _ _ hF hG n). Qed.

Lemma slope_const_div c G g :
  is_slope p t0 G g -> G z <> 0 -> is_slope p t0 (fun z => c / G z) (- (c * g) / G z ^ 2).
Proof.
  intros hG n. apply (slope_eq _ _ _ ((0 * G z - c * g) / G z ^ 2)); [|now field].
  apply (slope_div (fun _ => c)); [apply slope_const|exact hG|exact n].
Qed.

Lemma slope_inv G g : is_slope p t0 G g -> G z <> 0 -> is_slope p t0 (fun z => / G z) (- g / G z ^ 2).
Proof.
  intros hG n. apply (is_derive_ext (fun t => 1 / G (p t))); [intro; unfold Rdiv; apply Rmult_1_l|].
  apply (slope_eq _ _ _ (- (1 * g) / G z ^ 2)); [now apply (slope_const_div 1)|]. now field.
Qed.

(* The chain rule. *)
Lemma slope_comp h F d f : is_slope p t0 F f -> is_derive h (F z) d -> is_slope p t0 (fun z => h (F z)) (d * f).
Proof.
  intros hF H. unfold is_slope in *. rewrite Rmult_comm.
  apply (is_derive_comp h (fun t => F (p t))); [now rewrite hz|easy].
Qed.

Lemma slope_exp F f : is_slope p t0 F f -> is_slope p t0 (fun z => exp (F z)) (exp (F z) * f).
Proof. intro h. apply slope_comp; [exact h|]. auto_derive; [easy|ring]. Qed.

Lemma slope_ln F f : is_slope p t0 F f -> 0 < F z -> is_slope p t0 (fun z => ln (F z)) (f / F z).
Proof.
  intros h q. eapply slope_eq; [apply (slope_comp ln); [exact h|]; auto_derive; [easy|reflexivity]|]. field. lra.
Qed.

Lemma slope_sqrt F f : is_slope p t0 F f -> 0 < F z -> is_slope p t0 (fun z => sqrt (F z)) (f / (2 * sqrt (F z))).
Proof.
  intros h q. eapply slope_eq; [apply (slope_comp sqrt); [exact h|]; auto_derive; [easy|reflexivity]|].
  field. apply Rgt_not_eq, sqrt_lt_R0, q.
Qed.

Lemma slope_sin F f : is_slope p t0 F f -> is_slope p t0 (fun z => sin (F z)) (cos (F z) * f).
Proof. intro h. apply slope_comp; [exact h|]. auto_derive; [easy|ring]. Qed.

Lemma slope_cos F f : is_slope p t0 F f -> is_slope p t0 (fun z => cos (F z)) (- sin (F z) * f).
Proof. intro h. apply slope_comp; [exact h|]. auto_derive; [easy|ring]. Qed.

Lemma slope_tanh F f : is_slope p t0 F f -> is_slope p t0 (fun z => tanh (F z)) ((1 - tanh (F z) ^ 2) * f).
Proof.
  intro h. apply slope_comp; [exact h|]. set (a := F z). unfold tanh, sinh, cosh.
  assert (0 < exp a) by apply exp_pos. assert (0 < exp (- a)) by apply exp_pos.
  auto_derive; [lra|]. field. lra.
Qed.

(* Powers: by a number of N, by a real number, by what depends on the path. *)
Lemma slope_pow n F f : is_slope p t0 F f -> is_slope p t0 (fun z => F z ^ n) (INR n * F z ^ pred n * f).
Proof. intro h. apply (slope_comp (fun t => t ^ n)); [exact h|]. auto_derive; [easy|ring]. Qed.

Lemma slope_pow_as n c m F f :
  is_slope p t0 F f -> INR n = c -> m = pred n -> is_slope p t0 (fun z => F z ^ n) (c * F z ^ m * f).
Proof. intros h <- ->. now apply slope_pow. Qed.

Lemma slope_Rpower_base c F f :
  is_slope p t0 F f -> 0 < F z -> is_slope p t0 (fun z => Rpower (F z) c) (c * Rpower (F z) (c - 1) * f).
Proof.
  intros h q. apply (slope_comp (fun t => Rpower t c)); [exact h|].
  apply is_derive_Reals. now apply derivable_pt_lim_power.
Qed.

Lemma slope_Rpower_exponent c G g :
  is_slope p t0 G g -> is_slope p t0 (fun z => Rpower c (G z)) (Rpower c (G z) * (g * ln c)).
Proof.
  intro h. unfold Rpower. apply (slope_exp (fun z => G z * ln c)). now apply slope_mult_const.
Qed.

Lemma slope_Rpower F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> 0 < F z ->
  is_slope p t0 (fun z => Rpower (F z) (G z)) (Rpower (F z) (G z) * (g * ln (F z) + G z * (f / F z))).
Proof.
  intros hF hG q. unfold Rpower. apply (slope_exp (fun z => G z * ln (F z))).
  apply slope_mult; [exact hG | now apply slope_ln].
Qed.

(* Sums and products over an index. *)
Lemma slope_sum (F : nat -> T -> R) K d :
  (forall i, (i < K)%nat -> is_slope p t0 (F i) (d i)) -> is_slope p t0 (fun z => sum (fun i => F i z) K) (sum d K).
Proof. induction K; simpl; intro h; [apply slope_const|]. apply slope_plus; [apply IHK; auto | apply h; lia]. Qed.

Lemma slope_prod (F : nat -> T -> R) K d :
  (forall i, (i < K)%nat -> is_slope p t0 (F i) (d i)) -> (forall i, (i < K)%nat -> F i z <> 0) ->
  is_slope p t0 (fun z => prod (fun i => F i z) K) (prod (fun i => F i z) K * sum (fun i => d i / F i z) K).
Proof.
  induction K; simpl; intros h n; [eapply slope_eq; [apply slope_const|ring]|].
  eapply slope_eq; [apply slope_mult; [apply IHK; auto | apply h; lia]|]. cbv beta. field. apply n. lia.
Qed.

(* Beside a kink: what holds near the point decides. *)
Lemma slope_continuous F f : is_slope p t0 F f -> continuous (fun t => F (p t)) t0.
Proof. intro h. apply (ex_derive_continuous (fun t => F (p t))). now exists f. Qed.

Lemma slope_less_near F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> F z < G z -> locally t0 (fun t => F (p t) < G (p t)).
Proof.
  intros hf hg h. rewrite <- hz in h.
  pose proof (slope_continuous _ _ hf) as cf. pose proof (slope_continuous _ _ hg) as cg.
  set (m := (F (p t0) + G (p t0)) / 2).
  assert (a : locally t0 (fun t => F (p t) < m)) by (apply (cf (fun y => y < m)); apply open_lt; unfold m; lra).
  assert (b : locally t0 (fun t => m < G (p t))) by (apply (cg (fun y => m < y)); apply open_gt; unfold m; lra).
  generalize (filter_and _ _ a b). apply filter_imp. intros t [u v]. lra.
Qed.

Lemma slope_ext_near F G f : locally t0 (fun t => F (p t) = G (p t)) -> is_slope p t0 F f -> is_slope p t0 G f.
Proof. apply (is_derive_ext_loc (fun t => F (p t)) (fun t => G (p t))). Qed.

Lemma slope_max_left F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> G z < F z -> is_slope p t0 (fun z => Rmax (F z) (G z)) f.
Proof.
  intros hf hg h. apply (slope_ext_near F); [|exact hf]. generalize (slope_less_near _ _ _ _ hg hf h).
  apply filter_imp. intros t u. rewrite Rmax_left; lra.
Qed.

Lemma slope_max_right F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> F z < G z -> is_slope p t0 (fun z => Rmax (F z) (G z)) g.
Proof.
  intros hf hg h. apply (slope_ext_near G); [|exact hg]. generalize (slope_less_near _ _ _ _ hf hg h).
  apply filter_imp. intros t u. rewrite Rmax_right; lra.
Qed.

Lemma slope_abs_positive F f : is_slope p t0 F f -> 0 < F z -> is_slope p t0 (fun z => Rabs (F z)) f.
Proof.
  intros hf h. apply (slope_ext_near F); [|exact hf].
  generalize (slope_less_near _ _ _ _ (slope_const p t0 0) hf h). apply filter_imp. intros t u. rewrite Rabs_pos_eq; lra.
Qed.

Lemma slope_abs_negative F f : is_slope p t0 F f -> F z < 0 -> is_slope p t0 (fun z => Rabs (F z)) (- f).
Proof.
  intros hf h. apply (slope_ext_near (fun z => - F z)); [|now apply slope_opp].
  generalize (slope_less_near _ _ _ _ hf (slope_const p t0 0) h). apply filter_imp. intros t u. rewrite Rabs_left; lra.
Qed.

(* Where the sign differs from place to place: the derivative as a bracket. *)
Lemma slope_abs F f :
  is_slope p t0 F f -> F z <> 0 -> is_slope p t0 (fun z => Rabs (F z)) ((if Rlt_dec 0 (F z) then 1 else - (1)) * f).
Proof.
  intros hf n. destruct (Rlt_dec 0 (F z)) as [h|h].
  - apply (slope_eq _ _ _ f); [now apply slope_abs_positive|ring].
  - apply (slope_eq _ _ _ (- f)); [apply slope_abs_negative; [exact hf|lra]|ring].
Qed.

Lemma slope_max F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> F z <> G z ->
  is_slope p t0 (fun z => Rmax (F z) (G z)) (if Rlt_dec (G z) (F z) then f else g).
Proof.
  intros hf hg n. destruct (Rlt_dec (G z) (F z)) as [h|h].
  - exact (slope_max_left _ _ _ _ hf hg h).
  - apply (slope_max_right _ _ _ _ hf hg). lra.
Qed.

(* Where both are the same and grow the same, so does the larger: what is between them is squeezed. *)
Lemma slope_max_touching F G f :
  is_slope p t0 F f -> is_slope p t0 G f -> F z = G z -> is_slope p t0 (fun z => Rmax (F z) (G z)) f.
Proof.
  intros hf hg e. rewrite <- hz in e. apply is_derive_Reals. apply is_derive_Reals in hf, hg. intros eps he.
  destruct (hf eps he) as [d1 h1]. destruct (hg eps he) as [d2 h2].
  assert (hd : 0 < Rmin d1 d2) by (apply Rmin_glb_lt; [apply d1|apply d2]).
  exists (mkposreal _ hd). intros h n small. simpl in small.
  specialize (h1 h n (Rlt_le_trans _ _ _ small (Rmin_l _ _))). specialize (h2 h n (Rlt_le_trans _ _ _ small (Rmin_r _ _))).
  rewrite (Rmax_left (F (p t0)) (G (p t0))) by lra. unfold Rmax. destruct (Rle_dec _ _); [rewrite e|]; assumption.
Qed.

Lemma slope_max_meeting F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> (F z = G z -> f = g) ->
  is_slope p t0 (fun z => Rmax (F z) (G z)) (if Rlt_dec (G z) (F z) then f else g).
Proof.
  intros hf hg same. destruct (Req_EM_T (F z) (G z)) as [e|n]; [|now apply slope_max].
  rewrite <- (same e) in *. destruct (Rlt_dec (G z) (F z)); now apply slope_max_touching.
Qed.

Lemma slope_if_true A B F G a b f :
  is_slope p t0 A a -> is_slope p t0 B b -> A z < B z -> is_slope p t0 F f ->
  is_slope p t0 (fun z => if Rlt_dec (A z) (B z) then F z else G z) f.
Proof.
  intros ha hb h hf. apply (slope_ext_near F); [|exact hf]. generalize (slope_less_near _ _ _ _ ha hb h).
  apply filter_imp. intros t u. destruct (Rlt_dec _ _); [easy|lra].
Qed.

Lemma slope_if_false A B F G a b g :
  is_slope p t0 A a -> is_slope p t0 B b -> B z < A z -> is_slope p t0 G g ->
  is_slope p t0 (fun z => if Rlt_dec (A z) (B z) then F z else G z) g.
Proof.
  intros ha hb h hf. apply (slope_ext_near G); [|exact hf]. generalize (slope_less_near _ _ _ _ hb ha h).
  apply filter_imp. intros t u. destruct (Rlt_dec _ _); [lra|easy].
Qed.

Lemma slope_if A B F G a b f g :
  is_slope p t0 A a -> is_slope p t0 B b -> A z <> B z -> is_slope p t0 F f -> is_slope p t0 G g ->
  is_slope p t0 (fun z => if Rlt_dec (A z) (B z) then F z else G z) (if Rlt_dec (A z) (B z) then f else g).
Proof.
  intros ha hb n hf hg. destruct (Rlt_dec (A z) (B z)) as [h|h].
  - exact (slope_if_true _ _ _ _ _ _ _ ha hb h hf).
  - apply (slope_if_false _ _ _ _ _ _ _ ha hb); [lra|exact hg].
Qed.
End AtPoint.

(* What the path does not change. *)
Lemma slope_unchanged {T} (p : R -> T) t0 F : (forall t, F (p t) = F (p t0)) -> is_slope p t0 F 0.
Proof. intro h. apply (is_derive_ext (fun _ => F (p t0))); [intro; symmetry; apply h|]. auto_derive; easy. Qed.

(* A sum of which one term changes. *)
Lemma slope_sum_term {T} (p : R -> T) t0 (F : nat -> T -> R) K c l :
  (c < K)%nat -> (forall i, (i < K)%nat -> i <> c -> is_slope p t0 (F i) 0) -> is_slope p t0 (F c) l ->
  is_slope p t0 (fun z => sum (fun i => F i z) K) l.
Proof.
  intros hc others own. apply (slope_eq _ _ _ (sum (fun i => delta i c * l) K)); [|apply (sum_delta (fun _ => l)), hc].
  apply slope_sum. intros i hi. destruct (Nat.eq_dec i c) as [->|n].
  - rewrite delta_eq. now apply (slope_eq _ _ _ l); [|ring].
  - rewrite (delta_neq _ _ n). apply (slope_eq _ _ _ 0); [now apply others|ring].
Qed.

(* A condition that does not depend on the path. *)
Lemma slope_if_fixed {T} (p : R -> T) t0 (c : bool) F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> is_slope p t0 (fun z => if c then F z else G z) (if c then f else g).
Proof. now destruct c. Qed.

Lemma slope_if_decided {T} (p : R -> T) t0 {A B : Prop} (c : {A} + {B}) F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> is_slope p t0 (fun z => if c then F z else G z) (if c then f else g).
Proof. now destruct c. Qed.

(* A computed place that does not depend on the path. *)
Lemma slope_read_at {T} (p : R -> T) t0 n (F : nat -> T -> R) K d :
  (forall i, (i < K)%nat -> is_slope p t0 (F i) (d i)) ->
  is_slope p t0 (fun z => read_at n K (fun i => F i z)) (read_at n K d).
Proof.
  intro h. unfold read_at. destruct (andb (Z.leb 1 n) (Z.leb n (Z.of_nat K))) eqn:e; [|exact (slope_const p t0 0)].
  apply andb_prop in e. destruct e as [a b]. apply Z.leb_le in a, b. exact (h (Z.to_nat (n - 1)) ltac:(lia)).
Qed.

(* From a slope to the value of a partial derivative, and to its existence. *)
Lemma pd0_is F x l : is_slope (fun t => t) x F l -> pd0 F x = l.
Proof. intro h. apply is_derive_unique. exact h. Qed.

Lemma pd1_is F z j l : is_slope (upd1 z j) (z j) F l -> pd1 F z j = l.
Proof. intro h. apply is_derive_unique. exact h. Qed.

Lemma pd2_is F z j k l : is_slope (upd2 z j k) (z j k) F l -> pd2 F z j k = l.
Proof. intro h. apply is_derive_unique. exact h. Qed.

Lemma pd3_is F x i j k l : is_slope (upd3 x i j k) (x i j k) F l -> pd3 F x i j k = l.
Proof. intro h. apply is_derive_unique. exact h. Qed.

Lemma pd4_is F x i j k l d : is_slope (upd4 x i j k l) (x i j k l) F d -> pd4 F x i j k l = d.
Proof. intro h. apply is_derive_unique. exact h. Qed.

Lemma ex0_is F x l : is_slope (fun t => t) x F l -> ex0 F x.
Proof. intro h. exists l. exact h. Qed.

Lemma ex1_is F z j l : is_slope (upd1 z j) (z j) F l -> ex1 F z j.
Proof. intro h. exists l. exact h. Qed.

Lemma ex2_is F z j k l : is_slope (upd2 z j k) (z j k) F l -> ex2 F z j k.
Proof. intro h. exists l. exact h. Qed.

Lemma ex3_is F x i j k l : is_slope (upd3 x i j k) (x i j k) F l -> ex3 F x i j k.
Proof. intro h. exists l. exact h. Qed.

Lemma ex4_is F x i j k l d : is_slope (upd4 x i j k l) (x i j k l) F d -> ex4 F x i j k l.
Proof. intro h. exists d. exact h. Qed.

(* And back: what exists is the slope. *)
Lemma slope_of_ex0 F x : ex0 F x -> is_slope (fun t => t) x F (pd0 F x).
Proof. exact (Derive_correct F x). Qed.

Lemma slope_of_ex1 F z j : ex1 F z j -> is_slope (upd1 z j) (z j) F (pd1 F z j).
Proof. exact (Derive_correct (fun t => F (upd1 z j t)) (z j)). Qed.

Lemma slope_of_ex2 F z j k : ex2 F z j k -> is_slope (upd2 z j k) (z j k) F (pd2 F z j k).
Proof. exact (Derive_correct (fun t => F (upd2 z j k t)) (z j k)). Qed.

(* The derivative of what is the same everywhere is the same. *)
Lemma pd0_ext F G x : (forall x, F x = G x) -> pd0 F x = pd0 G x.
Proof. intro h. f_equal. now apply functional_extensionality. Qed.

Lemma pd1_ext F G z j : (forall z, F z = G z) -> pd1 F z j = pd1 G z j.
Proof. intro h. f_equal. now apply functional_extensionality. Qed.

Lemma pd2_ext F G z j k : (forall z, F z = G z) -> pd2 F z j k = pd2 G z j k.
Proof. intro h. f_equal. now apply functional_extensionality. Qed.

Lemma pd3_ext F G x i j k : (forall x, F x = G x) -> pd3 F x i j k = pd3 G x i j k.
Proof. intro h. f_equal. now apply functional_extensionality. Qed.

Lemma pd4_ext F G x i j k l : (forall x, F x = G x) -> pd4 F x i j k l = pd4 G x i j k l.
Proof. intro h. f_equal. now apply functional_extensionality. Qed.

Lemma ex0_ext F G x : (forall x, F x = G x) -> ex0 G x -> ex0 F x.
Proof. intro h. replace F with G; [easy|]. apply functional_extensionality; auto. Qed.

Lemma ex1_ext F G z j : (forall z, F z = G z) -> ex1 G z j -> ex1 F z j.
Proof. intro h. replace F with G; [easy|]. apply functional_extensionality; auto. Qed.

Lemma ex2_ext F G z j k : (forall z, F z = G z) -> ex2 G z j k -> ex2 F z j k.
Proof. intro h. replace F with G; [easy|]. apply functional_extensionality; auto. Qed.

Lemma ex3_ext F G x i j k : (forall x, F x = G x) -> ex3 G x i j k -> ex3 F x i j k.
Proof. intro h. replace F with G; [easy|]. apply functional_extensionality; auto. Qed.

Lemma ex4_ext F G x i j k l : (forall x, F x = G x) -> ex4 G x i j k l -> ex4 F x i j k l.
Proof. intro h. replace F with G; [easy|]. apply functional_extensionality; auto. Qed.

(* What holds near the point. *)
Definition near_path {T : Type} (p : R -> T) (t0 : R) (P : T -> Prop) : Prop := locally t0 (fun t => P (p t)).

Lemma near_path_all {T} (p : R -> T) t0 (P : T -> Prop) : (forall z, P z) -> near_path p t0 P.
Proof. intro h. apply filter_forall. intro t. apply h. Qed.

Lemma near_path_and {T} (p : R -> T) t0 (P Q : T -> Prop) :
  near_path p t0 P -> near_path p t0 Q -> near_path p t0 (fun z => P z /\ Q z).
Proof. intros a b. exact (filter_and _ _ a b). Qed.

Lemma near_path_implies {T} (p : R -> T) t0 (P Q : T -> Prop) :
  (forall z, P z -> Q z) -> near_path p t0 P -> near_path p t0 Q.
Proof. intro h. apply filter_imp. intro t. apply h. Qed.

(* A condition on every place of an axis: finitely many. *)
Lemma near_path_each {T} (p : R -> T) t0 K (P : nat -> T -> Prop) :
  (forall i, (i < K)%nat -> near_path p t0 (P i)) -> near_path p t0 (fun z => forall i, (i < K)%nat -> P i z).
Proof.
  induction K; intro h; [apply near_path_all; lia|].
  apply (near_path_implies p t0 (fun z => (forall i, (i < K)%nat -> P i z) /\ P K z)).
  - intros z [a b] i hi. destruct (Nat.eq_dec i K) as [->|n]; [easy|]. apply a. lia.
  - apply near_path_and; [apply IHK; auto|apply h; lia].
Qed.

Lemma near_path_less {T} {p : R -> T} {t0 z} (hz : p t0 = z) F G f g :
  is_slope p t0 F f -> is_slope p t0 G g -> F z < G z -> near_path p t0 (fun z => F z < G z).
Proof. exact (slope_less_near hz F G f g). Qed.

Lemma near_path_nonzero {T} {p : R -> T} {t0 z} (hz : p t0 = z) F f :
  is_slope p t0 F f -> F z <> 0 -> near_path p t0 (fun z => F z <> 0).
Proof.
  intros h n. destruct (Rtotal_order (F z) 0) as [s|[e|s]]; [| easy |].
  - apply (near_path_implies p t0 (fun z => F z < 0)); [intros; lra|].
    exact (near_path_less hz F (fun _ => 0) _ _ h (slope_const _ _ 0) s).
  - apply (near_path_implies p t0 (fun z => 0 < F z)); [intros; lra|].
    exact (near_path_less hz (fun _ => 0) F _ _ (slope_const _ _ 0) h s).
Qed.

Lemma near0_all (P : R -> Prop) x : (forall x, P x) -> near0 P x.
Proof. exact (near_path_all (fun t => t) x P). Qed.

Lemma near1_all (P : (nat -> R) -> Prop) x i : (forall x, P x) -> near1 P x i.
Proof. exact (near_path_all (upd1 x i) (x i) P). Qed.

Lemma near2_all (P : (nat -> nat -> R) -> Prop) x i j : (forall x, P x) -> near2 P x i j.
Proof. exact (near_path_all (upd2 x i j) (x i j) P). Qed.

Lemma near3_all (P : (nat -> nat -> nat -> R) -> Prop) x i j k : (forall x, P x) -> near3 P x i j k.
Proof. exact (near_path_all (upd3 x i j k) (x i j k) P). Qed.

Lemma near4_all (P : (nat -> nat -> nat -> nat -> R) -> Prop) x i j k l : (forall x, P x) -> near4 P x i j k l.
Proof. exact (near_path_all (upd4 x i j k l) (x i j k l) P). Qed.

(* What is the same only near the point has the same derivative there. *)
Lemma slope_same_near {T} (p : R -> T) t0 F G l :
  near_path p t0 (fun z => F z = G z) -> is_slope p t0 G l -> is_slope p t0 F l.
Proof. intro h. apply is_derive_ext_loc. unfold near_path in h. revert h. apply filter_imp. auto. Qed.

Lemma pd0_ext_near F G x : near0 (fun x => F x = G x) x -> pd0 F x = pd0 G x.
Proof. exact (Derive_ext_loc F G x). Qed.

Lemma ex0_ext_near F G x : near0 (fun x => F x = G x) x -> ex0 G x -> ex0 F x.
Proof. intro h. apply ex_derive_ext_loc. unfold near0 in h. revert h. apply filter_imp. auto. Qed.

Lemma pd1_ext_near F G x i : near1 (fun x => F x = G x) x i -> pd1 F x i = pd1 G x i.
Proof. exact (Derive_ext_loc (fun t => F (upd1 x i t)) (fun t => G (upd1 x i t)) (x i)). Qed.

Lemma ex1_ext_near F G x i : near1 (fun x => F x = G x) x i -> ex1 G x i -> ex1 F x i.
Proof. intro h. apply ex_derive_ext_loc. unfold near1 in h. revert h. apply filter_imp. auto. Qed.

Lemma pd2_ext_near F G x i j : near2 (fun x => F x = G x) x i j -> pd2 F x i j = pd2 G x i j.
Proof. exact (Derive_ext_loc (fun t => F (upd2 x i j t)) (fun t => G (upd2 x i j t)) (x i j)). Qed.

Lemma ex2_ext_near F G x i j : near2 (fun x => F x = G x) x i j -> ex2 G x i j -> ex2 F x i j.
Proof. intro h. apply ex_derive_ext_loc. unfold near2 in h. revert h. apply filter_imp. auto. Qed.

Lemma pd3_ext_near F G x i j k : near3 (fun x => F x = G x) x i j k -> pd3 F x i j k = pd3 G x i j k.
Proof. exact (Derive_ext_loc (fun t => F (upd3 x i j k t)) (fun t => G (upd3 x i j k t)) (x i j k)). Qed.

Lemma ex3_ext_near F G x i j k : near3 (fun x => F x = G x) x i j k -> ex3 G x i j k -> ex3 F x i j k.
Proof. intro h. apply ex_derive_ext_loc. unfold near3 in h. revert h. apply filter_imp. auto. Qed.

Lemma pd4_ext_near F G x i j k l : near4 (fun x => F x = G x) x i j k l -> pd4 F x i j k l = pd4 G x i j k l.
Proof. exact (Derive_ext_loc (fun t => F (upd4 x i j k l t)) (fun t => G (upd4 x i j k l t)) (x i j k l)). Qed.

Lemma ex4_ext_near F G x i j k l : near4 (fun x => F x = G x) x i j k l -> ex4 G x i j k l -> ex4 F x i j k l.
Proof. intro h. apply ex_derive_ext_loc. unfold near4 in h. revert h. apply filter_imp. auto. Qed.

(* What follows from a condition that holds near the point. *)
Lemma near0_implies (P Q : R -> Prop) x : (forall x, P x -> Q x) -> near0 P x -> near0 Q x.
Proof. exact (near_path_implies (fun t => t) x P Q). Qed.

Lemma near1_implies (P Q : (nat -> R) -> Prop) x i : (forall x, P x -> Q x) -> near1 P x i -> near1 Q x i.
Proof. exact (near_path_implies (upd1 x i) (x i) P Q). Qed.

Lemma near2_implies (P Q : (nat -> nat -> R) -> Prop) x i j : (forall x, P x -> Q x) -> near2 P x i j -> near2 Q x i j.
Proof. exact (near_path_implies (upd2 x i j) (x i j) P Q). Qed.

Lemma near3_implies (P Q : (nat -> nat -> nat -> R) -> Prop) x i j k : (forall x, P x -> Q x) -> near3 P x i j k -> near3 Q x i j k.
Proof. exact (near_path_implies (upd3 x i j k) (x i j k) P Q). Qed.

Lemma near4_implies (P Q : (nat -> nat -> nat -> nat -> R) -> Prop) x i j k l : (forall x, P x -> Q x) -> near4 P x i j k l -> near4 Q x i j k l.
Proof. exact (near_path_implies (upd4 x i j k l) (x i j k l) P Q). Qed.
