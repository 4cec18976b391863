(* Arrays of independent normal or uniform numbers: quadratic functions of them, and their absolute values, have means.

   An absolute value is no polynomial, and after one entry has been averaged nobody writes down what it is. What is kept
   is how fast it grows, and how fast it changes: both survive the average over an entry. *)
From Proofnotes Require Export Means.
Open Scope R_scope.

(* Continuity, from a continuous bound that is 0 at the point. *)
Lemma continuous_by_bound (f g : R -> R) u :
  (forall v, Rabs (f v - f u) <= g v) -> continuous g u -> g u = 0 -> continuous f u.
Proof.
  intros h c z. apply (filterlim_locally f (f u)). intro eps.
  assert (l : locally u (fun v => Rabs (g v - g u) < eps)).
  { apply (proj1 (filterlim_locally g (g u)) c eps). }
  revert l. apply filter_imp. intros v l. rewrite z, Rminus_0_r in l.
  change (Rabs (f v - f u) < eps). apply Rle_lt_trans with (1 := h v). apply Rle_lt_trans with (2 := l), Rle_abs.
Qed.

(* The mean of what lies below a parabola. *)
Lemma line_in_order : filter_prod (Rbar_locally m_infty) (Rbar_locally p_infty) (fun ab => fst ab <= snd ab).
Proof.
  apply (Filter_prod _ _ _ (fun x => x < 0) (fun x => 0 < x)); [apply near_minus_infinity_negative|apply near_infinity_positive|].
  simpl. intros. lra.
Qed.

Lemma density_mean_bound (f : R -> R) a c (l : R) :
  integral_line (fun u => f u * density u) l -> (forall u, Rabs (f u) <= a + c * u ^ 2) -> Rabs l <= a + c.
Proof.
  intros i h. replace (a + c) with (a + c + 3 * 0) by ring.
  apply (RInt_gen_norm (V := R_CompleteNormedModule) (fun u => f u * density u)
    (fun u => polynomial a 0 c 0 0 u * density u) l (a + c + 3 * 0) line_in_order); [|exact i|apply polynomial_integral].
  apply filter_forall. intros ab u _. change (Rabs (f u * density u) <= polynomial a 0 c 0 0 u * density u).
  pose proof (density_positive u). rewrite Rabs_mult, (Rabs_pos_eq (density u)) by lra.
  apply Rmult_le_compat_r; [lra|]. specialize (h u). unfold polynomial. lra.
Qed.

(* How large the entries are, and how far two arrays are apart. *)
Definition size K (x : nat -> R) := sum (fun i => Rabs (x i)) K.
Definition distance K (x y : nat -> R) := sum (fun i => Rabs (x i - y i)) K.

Lemma size_nonneg K x : 0 <= size K x.
Proof. apply sum_nonneg. intros. apply Rabs_pos. Qed.

Lemma distance_nonneg K x y : 0 <= distance K x y.
Proof. apply sum_nonneg. intros. apply Rabs_pos. Qed.

Lemma entry_below_size K x i : (i < K)%nat -> Rabs (x i) <= size K x.
Proof. intro h. apply (sum_ge_term (fun i => Rabs (x i)) K i h). intros. apply Rabs_pos. Qed.

Lemma entry_below_distance K x y i : (i < K)%nat -> Rabs (x i - y i) <= distance K x y.
Proof. intro h. apply (sum_ge_term (fun i => Rabs (x i - y i)) K i h). intros. apply Rabs_pos. Qed.

Lemma upd1_here x k t : upd1 x k t k = t.
Proof. unfold upd1. now rewrite Nat.eqb_refl. Qed.

Lemma upd1_elsewhere x k t i : i <> k -> upd1 x k t i = x i.
Proof. intro h. unfold upd1. apply Nat.eqb_neq in h. now rewrite h. Qed.

Lemma size_upd1 k x t : size (S k) (upd1 x k t) = size k x + Rabs t.
Proof.
  unfold size. rewrite sum_S, upd1_here. f_equal. apply sum_ext. intros i hi. rewrite upd1_elsewhere by lia. easy.
Qed.

Lemma distance_upd1 k x y s t : distance (S k) (upd1 x k s) (upd1 y k t) = distance k x y + Rabs (s - t).
Proof.
  unfold distance. rewrite sum_S, !upd1_here. f_equal. apply sum_ext. intros i hi. rewrite !upd1_elsewhere by lia. easy.
Qed.

Lemma distance_same k x : distance k x x = 0.
Proof. apply sum_all_zero. intros. rewrite Rminus_eq_0. apply Rabs_R0. Qed.

Lemma abs_below_square w : Rabs w <= 1 + w ^ 2.
Proof. pose proof (pow2_ge_0 (w - 1)). pose proof (pow2_ge_0 (w + 1)). apply Rabs_le. split; nra. Qed.

(* Grows no faster than a square, and changes no faster than one. *)
Definition tame K (H : (nat -> R) -> R) : Prop := exists C, 0 <= C /\
  (forall x, Rabs (H x) <= C * (1 + size K x) ^ 2) /\
  (forall x y, Rabs (H x - H y) <= C * distance K x y * (1 + size K x + size K y)).

Lemma tame_const K c : tame K (fun _ => c).
Proof.
  exists (Rabs c). pose proof (Rabs_pos c). repeat split; [easy| |]; intros.
  - pose proof (size_nonneg K x). nra.
  - rewrite Rminus_eq_0, Rabs_R0. pose proof (size_nonneg K x). pose proof (size_nonneg K y). pose proof (distance_nonneg K x y).
    apply Rmult_le_pos; [apply Rmult_le_pos|]; lra.
Qed.

Lemma tame_plus K F G : tame K F -> tame K G -> tame K (fun x => F x + G x).
Proof.
  intros [C [c [a b]]] [D [d [e f]]]. exists (C + D). repeat split; [lra| |]; intros.
  - apply Rle_trans with (1 := Rabs_triang _ _). specialize (a x). specialize (e x). lra.
  - replace (F x + G x - (F y + G y)) with ((F x - F y) + (G x - G y)) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _). specialize (b x y). specialize (f x y). lra.
Qed.

Lemma tame_scal K c F : tame K F -> tame K (fun x => c * F x).
Proof.
  intros [C [p [a b]]]. pose proof (Rabs_pos c). exists (Rabs c * C). repeat split; [nra| |]; intros.
  - rewrite Rabs_mult, Rmult_assoc. now apply Rmult_le_compat_l.
  - rewrite <- Rmult_minus_distr_l, Rabs_mult, !Rmult_assoc. apply Rmult_le_compat_l; [easy|]. rewrite <- Rmult_assoc. apply b.
Qed.

Lemma tame_abs K F : tame K F -> tame K (fun x => Rabs (F x)).
Proof.
  intros [C [p [a b]]]. exists C. repeat split; [easy| |]; intros.
  - rewrite Rabs_Rabsolu. apply a.
  - apply Rle_trans with (2 := b x y), Rabs_triang_inv2.
Qed.

Lemma tame_sum K n (F : nat -> (nat -> R) -> R) :
  (forall i, (i < n)%nat -> tame K (F i)) -> tame K (fun x => sum (fun i => F i x) n).
Proof.
  induction n; intro h; [exact (tame_const K 0)|].
  apply (tame_plus K (fun x => sum (fun i => F i x) n)); auto.
Qed.

Lemma tame_entry K i : (i < K)%nat -> tame K (fun x => x i).
Proof.
  intro h. exists 1. repeat split; [lra| |]; intros.
  - pose proof (entry_below_size K x i h). pose proof (size_nonneg K x). nra.
  - pose proof (entry_below_distance K x y i h). pose proof (distance_nonneg K x y).
    pose proof (size_nonneg K x). pose proof (size_nonneg K y). nra.
Qed.

Lemma tame_pair K i j : (i < K)%nat -> (j < K)%nat -> tame K (fun x => x i * x j).
Proof.
  intros hi hj. exists 1. repeat split; [lra| |]; intros.
  - rewrite Rabs_mult. pose proof (entry_below_size K x i hi). pose proof (entry_below_size K x j hj).
    pose proof (Rabs_pos (x i)). pose proof (Rabs_pos (x j)). pose proof (size_nonneg K x).
    assert (Rabs (x i) * Rabs (x j) <= size K x * size K x) by (apply Rmult_le_compat; lra). nra.
  - replace (x i * x j - y i * y j) with (x i * (x j - y j) + (x i - y i) * y j) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _). rewrite !Rabs_mult.
    pose proof (entry_below_size K x i hi). pose proof (entry_below_size K y j hj).
    pose proof (entry_below_distance K x y i hi). pose proof (entry_below_distance K x y j hj).
    pose proof (distance_nonneg K x y). pose proof (size_nonneg K x). pose proof (size_nonneg K y).
    assert (Rabs (x i) * Rabs (x j - y j) <= size K x * distance K x y) by (apply Rmult_le_compat; auto using Rabs_pos).
    assert (Rabs (x i - y i) * Rabs (y j) <= distance K x y * size K y) by (apply Rmult_le_compat; auto using Rabs_pos). lra.
Qed.

Lemma tame_quadratic K c a b : tame K (quadratic c a b K).
Proof.
  unfold quadratic. apply tame_plus; [apply tame_plus; [apply tame_const|]|].
  - apply tame_sum. intros i hi. now apply tame_scal, tame_entry.
  - apply (tame_sum K K (fun i x => sum (fun j => b i j * (x i * x j)) K)). intros i hi.
    apply (tame_sum K K (fun j x => b i j * (x i * x j))). intros j hj. now apply tame_scal, tame_pair.
Qed.

(* One entry is averaged. *)
Lemma tame_continuous k C (H : (nat -> R) -> R) x m s u :
  0 <= C -> (forall x y, Rabs (H x - H y) <= C * distance (S k) x y * (1 + size (S k) x + size (S k) y)) ->
  continuous (fun u => H (upd1 x k (m + s * u))) u.
Proof.
  intros hC b.
  apply (continuous_by_bound _ (fun v => Rabs (C * s * (v - u) * (3 + 2 * size k x + (m + s * v) ^ 2 + (m + s * u) ^ 2)))).
  - intro v. apply Rle_trans with (1 := b _ _). rewrite distance_upd1, distance_same, !size_upd1, Rplus_0_l.
    replace (m + s * v - (m + s * u)) with (s * (v - u)) by ring.
    pose proof (size_nonneg k x). pose proof (pow2_ge_0 (m + s * v)). pose proof (pow2_ge_0 (m + s * u)).
    rewrite !Rabs_mult, (Rabs_pos_eq C), (Rabs_pos_eq (3 + _ + _ + _)) by lra.
    pose proof (abs_below_square (m + s * v)). pose proof (abs_below_square (m + s * u)). pose proof (Rabs_pos s). pose proof (Rabs_pos (v - u)).
    rewrite !Rmult_assoc. apply Rmult_le_compat_l; [easy|]. apply Rmult_le_compat_l; [easy|].
    apply Rmult_le_compat_l; [easy|]. lra.
  - apply (continuous_comp (fun v => C * s * (v - u) * (3 + 2 * size k x + (m + s * v) ^ 2 + (m + s * u) ^ 2)) Rabs);
      [|apply continuous_Rabs].
    apply (ex_derive_continuous (fun v => C * s * (v - u) * (3 + 2 * size k x + (m + s * v) ^ 2 + (m + s * u) ^ 2))).
    auto_derive. easy.
  - rewrite Rminus_eq_0, Rmult_0_r, Rmult_0_l. apply Rabs_R0.
Qed.

Lemma square_of_size k x t : 0 <= (1 + (size k x + Rabs t)) ^ 2 <= (1 + size k x) ^ 2 * (2 + 2 * t ^ 2).
Proof.
  pose proof (size_nonneg k x). pose proof (Rabs_pos t). split; [apply pow2_ge_0|].
  rewrite <- (Rabs_pow_2 t). set (a := Rabs t) in *. set (n := size k x) in *.
  apply Rle_trans with ((1 + n) ^ 2 * (1 + a) ^ 2).
  - rewrite <- Rpow_mult_distr. apply pow_incr. nra.
  - apply Rmult_le_compat_l; [apply pow2_ge_0|]. pose proof (pow2_ge_0 (1 - a)). nra.
Qed.

Definition keeps_tame (E : (R -> R) -> Prop) (M : (R -> R) -> R) : Prop := forall k H, tame (S k) H ->
  (forall x, E (fun t => H (upd1 x k t))) /\ tame k (fun x => M (fun t => H (upd1 x k t))).

Lemma keeps_tame_normal m s : keeps_tame (has_mean_normal m s) (mean_normal m s).
Proof.
  intros k H [C [hC [a b]]].
  assert (low : forall x u, Rabs (H (upd1 x k (m + s * u))) <=
    C * (1 + size k x) ^ 2 * (2 + 4 * m ^ 2) + C * (1 + size k x) ^ 2 * (4 * s ^ 2) * u ^ 2).
  { intros x u. apply Rle_trans with (1 := a _). rewrite size_upd1. destruct (square_of_size k x (m + s * u)) as [_ q].
    apply (Rmult_le_compat_l C) in q; [|easy]. apply Rle_trans with (1 := q).
    assert (p : (m + s * u) ^ 2 <= 2 * m ^ 2 + 2 * s ^ 2 * u ^ 2) by (pose proof (pow2_ge_0 (m - s * u)); nra).
    assert (0 <= C * (1 + size k x) ^ 2) by (apply Rmult_le_pos; [easy|apply pow2_ge_0]). nra. }
  assert (ex : forall x, integrable_line (fun u => H (upd1 x k (m + s * u)) * density u) /\
    integrable_line (fun u => Rabs (H (upd1 x k (m + s * u))) * density u)).
  { intro x. set (B := C * (1 + size k x) ^ 2) in *.
    assert (hB : 0 <= B) by (apply Rmult_le_pos; [easy|apply pow2_ge_0]).
    assert (w : forall u, Rabs (H (upd1 x k (m + s * u))) <= B * (2 + 4 * m ^ 2 + 4 * s ^ 2) * (1 + u ^ 4)).
    { intro u. apply Rle_trans with (1 := low x u). fold B. destruct (abs_powers_below u) as [_ [p _]].
      rewrite Rabs_pos_eq in p by apply pow2_ge_0. pose proof (pow2_ge_0 m). pose proof (pow2_ge_0 s).
      assert (0 <= u ^ 4) by (replace (u ^ 4) with ((u ^ 2) ^ 2) by ring; apply pow2_ge_0).
      assert (0 <= B * (4 * s ^ 2)) by nra. assert (0 <= B * (2 + 4 * m ^ 2)) by nra. nra. }
    split; apply (integrable_with_density _ (B * (2 + 4 * m ^ 2 + 4 * s ^ 2))).
    - intro u. now apply (tame_continuous k C H).
    - exact w.
    - intro u. apply (continuous_comp (fun u => H (upd1 x k (m + s * u))) Rabs); [now apply (tame_continuous k C H)|].
      apply continuous_Rabs.
    - intro u. rewrite Rabs_Rabsolu. apply w. }
  assert (is : forall x, integral_line (fun u => H (upd1 x k (m + s * u)) * density u)
    (mean_normal m s (fun t => H (upd1 x k t)))).
  { intro x. exact (RInt_gen_correct (V := R_CompleteNormedModule) _ (proj1 (ex x))). }
  split; [exact ex|].
  exists (C * (3 + 4 * m ^ 2 + 4 * s ^ 2)). pose proof (pow2_ge_0 m). pose proof (pow2_ge_0 s). repeat split; [nra| |].
  - intro x. pose proof (density_mean_bound _ _ _ _ (is x) (low x)) as d.
    assert (0 <= C * (1 + size k x) ^ 2) by (apply Rmult_le_pos; [easy|apply pow2_ge_0]). nra.
  - intros x y.
    pose proof (is_RInt_gen_minus (V := R_CompleteNormedModule) _ _ _ _ (is x) (is y)) as d.
    set (D := C * distance k x y * (1 + size k x + size k y)).
    assert (hD : 0 <= D).
    { pose proof (distance_nonneg k x y). pose proof (size_nonneg k x). pose proof (size_nonneg k y).
      apply Rmult_le_pos; [apply Rmult_le_pos|]; lra. }
    assert (g : forall u, Rabs (H (upd1 x k (m + s * u)) - H (upd1 y k (m + s * u))) <=
      D * (3 + 4 * m ^ 2) + D * (4 * s ^ 2) * u ^ 2).
    { intro u. apply Rle_trans with (1 := b _ _). rewrite distance_upd1, Rminus_eq_0, Rabs_R0, !size_upd1, Rplus_0_r.
      set (t := m + s * u).
      pose proof (abs_below_square t) as q.
      assert (p : t ^ 2 <= 2 * m ^ 2 + 2 * s ^ 2 * u ^ 2) by (unfold t; pose proof (pow2_ge_0 (m - s * u)); nra).
      pose proof (distance_nonneg k x y). pose proof (size_nonneg k x). pose proof (size_nonneg k y). pose proof (Rabs_pos t).
      apply Rle_trans with (D * (1 + 2 * Rabs t)); [|nra]. unfold D.
      rewrite !Rmult_assoc. do 2 (apply Rmult_le_compat_l; [easy|]). nra. }
    apply Rle_trans with (D * (3 + 4 * m ^ 2) + D * (4 * s ^ 2)); [|unfold D; nra].
    apply (density_mean_bound (fun u => H (upd1 x k (m + s * u)) - H (upd1 y k (m + s * u)))); [|exact g].
    revert d. apply is_RInt_gen_ext. apply filter_forall. intros ab u _.
    unfold minus, plus, opp; simpl. equation_of_reals. ring.
Qed.

Lemma keeps_tame_uniform a b : keeps_tame (has_mean_uniform a b) (mean_uniform a b).
Proof.
  intros k H [C [hC [l d]]].
  assert (ex : forall x, ex_RInt (fun u => H (upd1 x k (a + (b - a) * u))) 0 1).
  { intro x. apply (@ex_RInt_continuous R_CompleteNormedModule). intros u _. now apply (tame_continuous k C H). }
  split; [exact ex|].
  set (r := Rabs a + Rabs (b - a)).
  assert (hr : 0 <= r) by (unfold r; pose proof (Rabs_pos a); pose proof (Rabs_pos (b - a)); lra).
  assert (ht : forall u, 0 <= u <= 1 -> Rabs (a + (b - a) * u) <= r).
  { intros u hu. apply Rle_trans with (1 := Rabs_triang _ _). unfold r. rewrite Rabs_mult, (Rabs_pos_eq u) by lra.
    pose proof (Rabs_pos (b - a)). nra. }
  exists (C * (1 + 2 * r) ^ 2). repeat split.
  - apply Rmult_le_pos; [easy|apply pow2_ge_0].
  - intro x. replace (C * (1 + 2 * r) ^ 2 * (1 + size k x) ^ 2) with ((1 - 0) * (C * (1 + 2 * r) ^ 2 * (1 + size k x) ^ 2)) by ring.
    apply (abs_RInt_le_const (fun u => H (upd1 x k (a + (b - a) * u))) 0 1); [lra|apply ex|]. intros u hu.
    apply Rle_trans with (1 := l _). rewrite size_upd1. specialize (ht u hu). pose proof (size_nonneg k x).
    pose proof (Rabs_pos (a + (b - a) * u)). rewrite Rmult_assoc, <- Rpow_mult_distr.
    apply Rmult_le_compat_l; [easy|]. apply pow_incr. nra.
  - intros x y.
    set (D := C * distance k x y * (1 + size k x + size k y)).
    pose proof (distance_nonneg k x y). pose proof (size_nonneg k x). pose proof (size_nonneg k y).
    assert (hD : 0 <= D) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    unfold mean_uniform. pose proof (RInt_minus (V := R_CompleteNormedModule) _ _ 0 1 (ex x) (ex y)) as e.
    unfold minus, plus, opp in e; simpl in e. unfold Rminus at 1. rewrite <- e.
    replace (C * (1 + 2 * r) ^ 2 * distance k x y * (1 + size k x + size k y)) with (D * (1 + 2 * r) ^ 2) by (unfold D; ring).
    apply Rle_trans with ((1 - 0) * (D * (1 + 2 * r))).
    2: { replace ((1 - 0) * (D * (1 + 2 * r))) with (D * (1 + 2 * r)) by ring. apply Rmult_le_compat_l; [easy|]. nra. }
    apply abs_RInt_le_const; [lra|exact (ex_RInt_minus (V := R_NormedModule) _ _ 0 1 (ex x) (ex y))|]. intros u hu.
    apply Rle_trans with (1 := d _ _). rewrite distance_upd1, Rminus_eq_0, Rabs_R0, !size_upd1, Rplus_0_r.
    specialize (ht u hu). pose proof (Rabs_pos (a + (b - a) * u)). unfold D.
    rewrite !Rmult_assoc. do 2 (apply Rmult_le_compat_l; [easy|]). nra.
Qed.

(* All entries are. *)
Lemma each_mean1_tame E M K H :
  (forall i, (i < K)%nat -> keeps_tame (E i) (M i)) -> tame K H -> each_mean1 E M K H.
Proof.
  revert H. induction K as [|k IH]; intros H hM h; [exact I|].
  destruct (hM k ltac:(lia) k H h) as [a b]. split; [exact a|]. apply IH; auto.
Qed.

Lemma has_mean1_quadratic E M K F c a b :
  (forall i, (i < K)%nat -> keeps_tame (E i) (M i)) -> (forall x, F x = quadratic c a b K x) -> has_mean1 E M K F.
Proof.
  intros hM h. replace F with (quadratic c a b K) by (apply functional_extensionality; auto).
  split; apply each_mean1_tame; auto; [|apply tame_abs]; apply tame_quadratic.
Qed.

Lemma has_mean1_normal (m s : nat -> R) K F c a b :
  (forall x, F x = quadratic c a b K x) ->
  has_mean1 (fun i => has_mean_normal (m i) (s i)) (fun i => mean_normal (m i) (s i)) K F.
Proof. apply has_mean1_quadratic. intros. apply keeps_tame_normal. Qed.

Lemma has_mean1_uniform (l h : nat -> R) K F c a b :
  (forall x, F x = quadratic c a b K x) ->
  has_mean1 (fun i => has_mean_uniform (l i) (h i)) (fun i => mean_uniform (l i) (h i)) K F.
Proof. apply has_mean1_quadratic. intros. apply keeps_tame_uniform. Qed.
