(* The largest value over the places 0 .. K-1. *)
From Proofnotes Require Export Functions.
Open Scope R_scope.

Lemma largest_1 f : largest f 1 = f O.
Proof. reflexivity. Qed.

Lemma largest_S f K : (0 < K)%nat -> largest f (S K) = Rmax (largest f K) (f K).
Proof. destruct K; [lia|easy]. Qed.

Lemma largest_reached f K : (0 < K)%nat -> exists j, (j < K)%nat /\ largest f K = f j.
Proof.
  induction K; intro h; [lia|]. destruct K; [exists O; auto|].
  destruct IHK as [j [hj e]]; [lia|]. rewrite largest_S by lia.
  destruct (Rle_lt_dec (largest f (S K)) (f (S K))) as [a|a].
  - exists (S K). split; [lia|]. now apply Rmax_right.
  - exists j. split; [lia|]. rewrite <- e. apply Rmax_left. lra.
Qed.

Lemma largest_ge f K j : (j < K)%nat -> f j <= largest f K.
Proof.
  induction K; intro h; [lia|]. destruct K; [replace j with O by lia; simpl; lra|].
  rewrite largest_S by lia. destruct (Nat.eq_dec j (S K)) as [->|n]; [apply Rmax_r|].
  apply Rle_trans with (2 := Rmax_l _ _), IHK. lia.
Qed.

Lemma largest_le f K c : (0 < K)%nat -> (forall i, (i < K)%nat -> f i <= c) -> largest f K <= c.
Proof. intros hK h. destruct (largest_reached f K hK) as [j [hj ->]]. auto. Qed.

Lemma largest_less f K c : (0 < K)%nat -> (forall i, (i < K)%nat -> f i < c) -> largest f K < c.
Proof. intros hK h. destruct (largest_reached f K hK) as [j [hj ->]]. auto. Qed.

Lemma largest_eq f K j : (j < K)%nat -> (forall i, (i < K)%nat -> f i <= f j) -> largest f K = f j.
Proof. intros hj h. apply Rle_antisym; [apply largest_le; [lia|easy]|now apply largest_ge]. Qed.

Lemma largest_ext f g K : (forall i, (i < K)%nat -> f i = g i) -> largest f K = largest g K.
Proof.
  induction K; intro h; [easy|]. destruct K; [apply h; lia|].
  rewrite !largest_S by lia. rewrite IHK, h; auto.
Qed.

Lemma largest_monotone f g K : (forall i, (i < K)%nat -> f i <= g i) -> largest f K <= largest g K.
Proof.
  intro h. destruct K; [simpl; lra|]. apply largest_le; [lia|]. intros i hi.
  apply Rle_trans with (1 := h i hi). now apply largest_ge.
Qed.

Lemma largest_const c K : (0 < K)%nat -> largest (fun _ => c) K = c.
Proof. intro h. now apply (largest_eq (fun _ => c) K O h); intros; lra. Qed.

(* An increasing function may be taken out. *)
Lemma largest_comp h f K :
  (0 < K)%nat -> (forall a b, a <= b -> h a <= h b) -> largest (fun i => h (f i)) K = h (largest f K).
Proof.
  intros hK m. destruct (largest_reached f K hK) as [j [hj e]]. rewrite e.
  apply (largest_eq (fun i => h (f i)) K j hj). intros i hi. apply m. rewrite <- e. now apply largest_ge.
Qed.

Lemma largest_plus_const f c K : (0 < K)%nat -> largest (fun i => f i + c) K = largest f K + c.
Proof. intro h. apply (largest_comp (fun y => y + c)); [easy|intros; lra]. Qed.

Lemma largest_minus_const f c K : (0 < K)%nat -> largest (fun i => f i - c) K = largest f K - c.
Proof. intro h. apply (largest_comp (fun y => y - c)); [easy|intros; lra]. Qed.

Lemma largest_const_plus f c K : (0 < K)%nat -> largest (fun i => c + f i) K = c + largest f K.
Proof. intro h. apply (largest_comp (fun y => c + y)); [easy|intros; lra]. Qed.

Lemma largest_scal c f K : (0 < K)%nat -> 0 <= c -> largest (fun i => c * f i) K = c * largest f K.
Proof. intros h hc. apply (largest_comp (fun y => c * y)); [easy|intros; nra]. Qed.

Lemma largest_exp f K : (0 < K)%nat -> largest (fun i => exp (f i)) K = exp (largest f K).
Proof. intro h. apply largest_comp; [easy|exact exp_le]. Qed.

Lemma largest_nonneg f K : (forall i, (i < K)%nat -> 0 <= f i) -> 0 <= largest f K.
Proof. intro h. destruct K; [simpl; lra|]. destruct (largest_reached f (S K)) as [j [hj ->]]; [lia|auto]. Qed.

Lemma largest_positive f K : (0 < K)%nat -> (forall i, (i < K)%nat -> 0 < f i) -> 0 < largest f K.
Proof. intros hK h. destruct (largest_reached f K hK) as [j [hj ->]]. auto. Qed.

Lemma largest_le_sum f K : (forall i, (i < K)%nat -> 0 <= f i) -> largest f K <= sum f K.
Proof.
  intro h. destruct K; [simpl; lra|]. destruct (largest_reached f (S K)) as [j [hj ->]]; [lia|]. now apply sum_ge_term.
Qed.

Lemma sum_le_largest f K : sum f K <= INR K * largest f K.
Proof. rewrite Rmult_comm, <- sum_const. apply sum_le. intros i hi. now apply largest_ge. Qed.

Lemma largest_abs_nonneg f K : 0 <= largest (fun i => Rabs (f i)) K.
Proof. apply largest_nonneg. intros. apply Rabs_pos. Qed.

Lemma largest_diff f g K c :
  (0 < K)%nat -> (forall i, (i < K)%nat -> Rabs (f i - g i) <= c) -> Rabs (largest f K - largest g K) <= c.
Proof.
  intros hK h. assert (b : forall i, (i < K)%nat -> - c <= f i - g i <= c) by (intros i hi; now apply Rabs_le_between, h).
  destruct (largest_reached f K hK) as [i [hi ei]], (largest_reached g K hK) as [j [hj ej]].
  pose proof (b i hi). pose proof (b j hj). pose proof (largest_ge f K j hj). pose proof (largest_ge g K i hi).
  apply Rabs_le. lra.
Qed.

(* The derivative, where one place alone is the largest. *)
Lemma slope_largest {T} {p : R -> T} {t0 : R} {z : T} (hz : p t0 = z) (F : nat -> T -> R) K d j :
  (j < K)%nat -> (forall i, (i < K)%nat -> is_slope p t0 (F i) (d i)) ->
  (forall i, (i < K)%nat -> i <> j -> F i z < F j z) -> is_slope p t0 (fun z => largest (fun i => F i z) K) (d j).
Proof.
  intros hj h m. apply (slope_ext_near (F j)); [|auto].
  assert (n : near_path p t0 (fun z => forall i, (i < K)%nat -> F i z <= F j z)).
  { apply near_path_each. intros i hi. destruct (Nat.eq_dec i j) as [->|e]; [apply near_path_all; intros; lra|].
    apply (near_path_implies p t0 (fun z => F i z < F j z)); [intros; lra|].
    apply (near_path_less hz (F i) (F j) (d i) (d j)); auto. }
  unfold near_path in n. revert n. apply filter_imp. intros t n. symmetry. now apply (largest_eq (fun i => F i (p t))).
Qed.
