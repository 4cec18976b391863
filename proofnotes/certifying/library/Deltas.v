(* Kronecker's delta and the brackets of conditions on places: [i < j] as `if (i <? j)%nat then 1 else 0`. *)
From Coq Require Export Lra Lia Arith FunctionalExtensionality.
From Proofnotes Require Export Vocabulary.
Open Scope R_scope.

Lemma delta_eq i : delta i i = 1.
Proof. unfold delta. now rewrite Nat.eqb_refl. Qed.

Lemma delta_neq i j : i <> j -> delta i j = 0.
Proof. intro h. unfold delta. apply Nat.eqb_neq in h. now rewrite h. Qed.

Lemma delta_less i j : (i < j)%nat -> delta i j = 0.
Proof. intro. apply delta_neq. lia. Qed.

Lemma delta_greater i j : (j < i)%nat -> delta i j = 0.
Proof. intro. apply delta_neq. lia. Qed.

Lemma delta_sym i j : delta i j = delta j i.
Proof. unfold delta. now rewrite Nat.eqb_sym. Qed.

(* Places of the same block of a stacked axis. *)
Lemma delta_add d i j : delta (d + i) (d + j) = delta i j.
Proof.
  unfold delta. destruct (Nat.eqb_spec i j) as [->|n]; [now rewrite Nat.eqb_refl|].
  destruct (Nat.eqb_spec (d + i) (d + j)); [lia|easy].
Qed.

(* Places of an axis that is split into blocks of d. *)
Lemma delta_blocks d g h m n :
  (m < d)%nat -> (n < d)%nat -> delta (g * d + m) (h * d + n) = delta g h * delta m n.
Proof.
  intros hm hn. destruct (Nat.eq_dec g h) as [->|e].
  - rewrite delta_add, delta_eq. ring.
  - rewrite (delta_neq g h e), delta_neq; [ring|]. intro q. apply e.
    apply (f_equal (fun a => a / d)%nat) in q. rewrite !Nat.div_add_l, !Nat.div_small in q by lia. lia.
Qed.

Lemma block_below g G m d : (g < G)%nat -> (m < d)%nat -> (g * d + m < G * d)%nat.
Proof. intros hg hm. nia. Qed.

Ltac in_range := first [assumption | lia | apply block_below; in_range].

Lemma delta_0_or_1 i j : delta i j = 0 \/ delta i j = 1.
Proof. unfold delta. destruct (Nat.eqb i j); auto. Qed.

Lemma delta_idempotent i j : delta i j * delta i j = delta i j.
Proof. destruct (delta_0_or_1 i j) as [-> | ->]; ring. Qed.

Lemma delta_pow i j n : delta i j ^ S n = delta i j.
Proof. induction n; [simpl; ring|]. rewrite <- tech_pow_Rmult, IHn. apply delta_idempotent. Qed.

(* Beside delta i j the places are the same. *)
Lemma delta_replace i j (f : nat -> R) : delta i j * f i = delta i j * f j.
Proof. unfold delta. destruct (Nat.eqb_spec i j) as [-> | n]; ring. Qed.

(* A choice between values is a bracket times each of them. *)
Lemma if_split (b : bool) (x y : R) : (if b then x else y) = (if b then 1 else 0) * x + (1 - (if b then 1 else 0)) * y.
Proof. destruct b; ring. Qed.

Lemma if_same (b : bool) (x : R) : (if b then x else x) = x.
Proof. now destruct b. Qed.

Lemma if_eqb_delta i j x y : (if Nat.eqb i j then x else y) = delta i j * x + (1 - delta i j) * y.
Proof. apply if_split. Qed.
