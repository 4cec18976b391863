(* Finite sums and products over the places 0 .. K-1. *)
From Proofnotes Require Export Deltas.
Open Scope R_scope.

(* Linearity. *)
Lemma sum_ext f g K : (forall i, (i < K)%nat -> f i = g i) -> sum f K = sum g K.
Proof. induction K; simpl; intro h; [easy|]. rewrite IHK, h; auto. Qed.

Lemma sum_plus f g K : sum (fun i => f i + g i) K = sum f K + sum g K.
Proof. induction K; simpl; [ring|rewrite IHK; ring]. Qed.

Lemma sum_minus f g K : sum (fun i => f i - g i) K = sum f K - sum g K.
Proof. induction K; simpl; [ring|rewrite IHK; ring]. Qed.

Lemma sum_opp f K : sum (fun i => - f i) K = - sum f K.
Proof. induction K; simpl; [ring|rewrite IHK; ring]. Qed.

Lemma sum_scal_l c f K : sum (fun i => c * f i) K = c * sum f K.
Proof. induction K; simpl; [ring|rewrite IHK; ring]. Qed.

Lemma sum_scal_r c f K : sum (fun i => f i * c) K = sum f K * c.
Proof. induction K; simpl; [ring|rewrite IHK; ring]. Qed.

Lemma sum_div c f K : sum (fun i => f i / c) K = sum f K / c.
Proof. apply sum_scal_r. Qed.

Lemma sum_const c K : sum (fun _ => c) K = c * INR K.
Proof. induction K; [simpl; ring|]. rewrite S_INR; simpl; rewrite IHK; ring. Qed.

Lemma sum_zero K : sum (fun _ => 0) K = 0.
Proof. rewrite sum_const; ring. Qed.

Lemma sum_all_zero f K : (forall i, (i < K)%nat -> f i = 0) -> sum f K = 0.
Proof. intro h. rewrite (sum_ext f (fun _ => 0) K h). apply sum_zero. Qed.

Lemma sum_swap f K L : sum (fun i => sum (fun j => f i j) L) K = sum (fun j => sum (fun i => f i j) K) L.
Proof. induction K; simpl; [now rewrite sum_zero|]. rewrite IHK, sum_plus. reflexivity. Qed.

Lemma sum_mult f g K L : sum f K * sum g L = sum (fun i => sum (fun j => f i * g j) L) K.
Proof. rewrite <- sum_scal_r. apply sum_ext. intros i _. now rewrite sum_scal_l. Qed.

(* Contraction. *)
Lemma sum_delta_outside f j K : (K <= j)%nat -> sum (fun k => delta k j * f k) K = 0.
Proof. intro h. apply sum_all_zero. intros i hi. rewrite delta_neq by lia. ring. Qed.

Lemma sum_delta f j K : (j < K)%nat -> sum (fun k => delta k j * f k) K = f j.
Proof.
  induction K; simpl; intro h; [lia|]. destruct (Nat.eq_dec K j) as [->|n].
  - rewrite sum_delta_outside, delta_eq by lia; ring.
  - rewrite IHK, delta_neq by lia; ring.
Qed.

Lemma sum_delta' f j K : (j < K)%nat -> sum (fun k => delta j k * f k) K = f j.
Proof. intro h. rewrite <- (sum_delta f j K h). apply sum_ext. intros. now rewrite delta_sym. Qed.

(* At a computed place the entry is f there, and 0 where there is none. *)
Lemma sum_delta_anywhere f j K : sum (fun k => delta k j * f k) K = if (j <? K)%nat then f j else 0.
Proof. destruct (Nat.ltb_spec j K); [now apply sum_delta | now apply sum_delta_outside]. Qed.

(* Ranges. *)
Lemma sum_0 f : sum f 0 = 0.
Proof. reflexivity. Qed.

Lemma sum_S f K : sum f (S K) = sum f K + f K.
Proof. reflexivity. Qed.

Lemma sum_first f K : sum f (S K) = f O + sum (fun i => f (S i)) K.
Proof. induction K; simpl in *; [ring|]. rewrite IHK. ring. Qed.

Lemma sum_stack f d n : sum f (n + d) = sum f n + sum (fun i => f (n + i)%nat) d.
Proof.
  induction d; simpl; [rewrite Nat.add_0_r; ring|].
  replace (n + S d)%nat with (S (n + d)) by lia. simpl. rewrite IHd; ring.
Qed.

Lemma sum_two f d : sum f (2 * d) = sum f d + sum (fun i => f (d + i)%nat) d.
Proof. replace (2 * d)%nat with (d + d)%nat by lia. apply sum_stack. Qed.

Lemma sum_blocks f n d : sum f (n * d) = sum (fun b => sum (fun i => f (b * d + i)%nat) d) n.
Proof. induction n; [easy|]. simpl. rewrite Nat.add_comm, sum_stack, IHn. reflexivity. Qed.

Lemma sum_reverse f K : sum f K = sum (fun i => f (K - 1 - i)%nat) K.
Proof.
  induction K; [easy|]. rewrite sum_first with (f := fun i => f (S K - 1 - i)%nat), sum_S, IHK, Rplus_comm.
  replace (S K - 1 - 0)%nat with K by lia. f_equal. apply sum_ext. intros. f_equal. lia.
Qed.

(* Sums whose terms are counted only under a condition on the place. *)
Lemma sum_below f j K : (j <= K)%nat -> sum (fun i => if (i <? j)%nat then f i else 0) K = sum f j.
Proof.
  intro h. replace K with (j + (K - j))%nat by lia. rewrite sum_stack.
  rewrite (sum_ext _ f j), (sum_all_zero (fun i => if (j + i <? j)%nat then f (j + i)%nat else 0)).
  - ring.
  - intros i _. destruct (Nat.ltb_spec (j + i) j); [lia|easy].
  - intros i hi. destruct (Nat.ltb_spec i j); [easy|lia].
Qed.

Lemma sum_upto f j K : (j < K)%nat -> sum (fun i => if (i <=? j)%nat then f i else 0) K = sum f (S j).
Proof. intro h. rewrite <- (sum_below f (S j) K h). apply sum_ext. intros i _. change (i <? S j)%nat with (i <=? j)%nat. reflexivity. Qed.

Lemma sum_from f j K : (j <= K)%nat -> sum (fun i => if (j <=? i)%nat then f i else 0) K = sum (fun i => f (j + i)%nat) (K - j).
Proof.
  intro h. replace K with (j + (K - j))%nat at 1 by lia. rewrite sum_stack, sum_all_zero, Rplus_0_l.
  - apply sum_ext. intros i _. destruct (Nat.leb_spec j (j + i)); [easy|lia].
  - intros i hi. destruct (Nat.leb_spec j i); [lia|easy].
Qed.

(* Counting, and powers. *)
Lemma sum_INR K : sum (fun i => INR i) K = INR K * (INR K - 1) / 2.
Proof. induction K; [simpl; lra|]. rewrite sum_S, IHK, S_INR. field. Qed.

Lemma sum_INR_square K : sum (fun i => INR i ^ 2) K = INR K * (INR K - 1) * (2 * INR K - 1) / 6.
Proof. induction K; [simpl; lra|]. rewrite sum_S, IHK, S_INR. field. Qed.

Lemma sum_INR_cube K : sum (fun i => INR i ^ 3) K = (INR K * (INR K - 1) / 2) ^ 2.
Proof. induction K; [simpl; lra|]. rewrite sum_S, IHK, S_INR. field. Qed.

Lemma sum_geometric_mult r K : (1 - r) * sum (fun i => r ^ i) K = 1 - r ^ K.
Proof. induction K; [simpl; ring|]. rewrite sum_S, Rmult_plus_distr_l, IHK. simpl. ring. Qed.

Lemma sum_geometric r K : r <> 1 -> sum (fun i => r ^ i) K = (1 - r ^ K) / (1 - r).
Proof. intro h. rewrite <- sum_geometric_mult. field. lra. Qed.

Lemma sum_telescope f K : sum (fun i => f (S i) - f i) K = f K - f O.
Proof. induction K; simpl; [ring|rewrite IHK; ring]. Qed.

(* Signs and order. *)
Lemma sum_pos f K : (0 < K)%nat -> (forall i, (i < K)%nat -> 0 < f i) -> 0 < sum f K.
Proof.
  induction K; simpl; intros h p; [lia|].
  destruct K; simpl in *; [rewrite Rplus_0_l; apply p; lia|].
  apply Rplus_lt_0_compat; [apply IHK; [lia|]; auto | apply p; lia].
Qed.

Lemma sum_nonneg f K : (forall i, (i < K)%nat -> 0 <= f i) -> 0 <= sum f K.
Proof. induction K; simpl; intros p; [lra|]. apply Rplus_le_le_0_compat; [apply IHK; auto | apply p; lia]. Qed.

Lemma sum_le f g K : (forall i, (i < K)%nat -> f i <= g i) -> sum f K <= sum g K.
Proof.
  intro h. enough (0 <= sum g K - sum f K) by lra. rewrite <- sum_minus. apply sum_nonneg.
  intros i hi. specialize (h i hi). lra.
Qed.

Lemma sum_lt f g K : (0 < K)%nat -> (forall i, (i < K)%nat -> f i < g i) -> sum f K < sum g K.
Proof.
  intros hK h. enough (0 < sum g K - sum f K) by lra. rewrite <- sum_minus. apply sum_pos; [easy|].
  intros i hi. specialize (h i hi). lra.
Qed.

Lemma sum_ge_term f K j : (j < K)%nat -> (forall i, (i < K)%nat -> 0 <= f i) -> f j <= sum f K.
Proof.
  intros hj p. rewrite <- (sum_delta f j K hj). apply sum_le.
  intros i hi. specialize (p i hi). destruct (delta_0_or_1 i j) as [->| ->]; lra.
Qed.

Lemma sum_minus_term_nonneg f K j c :
  (j < K)%nat -> (forall i, (i < K)%nat -> 0 <= f i) -> c = f j -> 0 <= sum f K - c.
Proof. intros h p ->. pose proof (sum_ge_term f K j h p). lra. Qed.

(* One positive term makes a sum of nonnegative ones positive. *)
Lemma sum_pos_term f K j : (j < K)%nat -> (forall i, (i < K)%nat -> 0 <= f i) -> 0 < f j -> 0 < sum f K.
Proof. intros h p q. pose proof (sum_ge_term f K j h p). lra. Qed.

Lemma sum_minus_term_pos f K j k :
  (j < K)%nat -> (k < K)%nat -> j <> k -> (forall i, (i < K)%nat -> 0 <= f i) -> 0 < f k -> 0 < sum f K - f j.
Proof.
  intros hj hk n p q. rewrite <- (sum_delta f j K hj), <- sum_minus.
  apply (sum_pos_term (fun i => f i - delta i j * f i) K k hk); cbv beta.
  - intros i hi. specialize (p i hi). destruct (delta_0_or_1 i j) as [->| ->]; lra.
  - rewrite delta_neq by auto. lra.
Qed.

Lemma sum_zero_terms f K : (forall i, (i < K)%nat -> 0 <= f i) -> sum f K = 0 -> forall i, (i < K)%nat -> f i = 0.
Proof. intros p e i hi. pose proof (sum_ge_term f K i hi p). specialize (p i hi). lra. Qed.

Lemma sum_Rabs f K : Rabs (sum f K) <= sum (fun i => Rabs (f i)) K.
Proof.
  induction K; simpl; [rewrite Rabs_R0; lra|]. apply Rle_trans with (1 := Rabs_triang _ _). lra.
Qed.

Lemma sum_between f K a b : (forall i, (i < K)%nat -> a <= f i <= b) -> a * INR K <= sum f K <= b * INR K.
Proof. intro h. rewrite <- !sum_const. split; apply sum_le; intros i hi; specialize (h i hi); lra. Qed.

(* Products. *)
Lemma prod_ext f g K : (forall i, (i < K)%nat -> f i = g i) -> prod f K = prod g K.
Proof. induction K; simpl; intro h; [easy|]. rewrite IHK, h; auto. Qed.

Lemma prod_mult f g K : prod (fun i => f i * g i) K = prod f K * prod g K.
Proof. induction K; simpl; [ring|rewrite IHK; ring]. Qed.

Lemma prod_const c K : prod (fun _ => c) K = c ^ K.
Proof. induction K; simpl; [easy|rewrite IHK; ring]. Qed.

Lemma prod_pow f n K : prod (fun i => f i ^ n) K = prod f K ^ n.
Proof. induction K; simpl; [now rewrite pow1|rewrite IHK, Rpow_mult_distr; ring]. Qed.

Lemma prod_pos f K : (forall i, (i < K)%nat -> 0 < f i) -> 0 < prod f K.
Proof. induction K; simpl; intros p; [lra|]. apply Rmult_lt_0_compat; auto. Qed.

Lemma prod_nonneg f K : (forall i, (i < K)%nat -> 0 <= f i) -> 0 <= prod f K.
Proof. induction K; simpl; intros p; [lra|]. apply Rmult_le_pos; auto. Qed.

Lemma prod_nonzero f K : (forall i, (i < K)%nat -> f i <> 0) -> prod f K <> 0.
Proof. induction K; simpl; intros p; [lra|]. apply Rmult_integral_contrapositive_currified; auto. Qed.

Lemma ln_prod f K : (forall i, (i < K)%nat -> 0 < f i) -> ln (prod f K) = sum (fun i => ln (f i)) K.
Proof. induction K; simpl; intros p; [apply ln_1|]. rewrite ln_mult, IHK; auto. apply prod_pos; auto. Qed.

Lemma exp_sum f K : exp (sum f K) = prod (fun i => exp (f i)) K.
Proof. induction K; simpl; [apply exp_0|]. now rewrite exp_plus, IHK. Qed.
