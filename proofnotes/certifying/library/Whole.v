(* Whole numbers: places as numbers, computed places, conditions on them, powers with a computed exponent. *)
From Proofnotes Require Export Sums.
Open Scope R_scope.

Lemma INR_S_number i : INR (S i) = IZR (number i).
Proof. unfold number. apply INR_IZR_INZ. Qed.

Lemma number_positive i : (1 <= number i)%Z.
Proof. unfold number. lia. Qed.

Lemma number_below i K : (i < K)%nat -> (number i <= Z.of_nat K)%Z.
Proof. unfold number. lia. Qed.

(* Deltas. *)
Lemma delta_Z_number i j : delta_Z (number i) (number j) = delta i j.
Proof.
  unfold delta_Z, delta, number. destruct (Nat.eqb_spec i j) as [->|n]; [now rewrite Z.eqb_refl|].
  destruct (Z.eqb_spec (Z.of_nat (S i)) (Z.of_nat (S j))); [lia|easy].
Qed.

Lemma delta_Z_eq i j : i = j -> delta_Z i j = 1.
Proof. intros ->. unfold delta_Z. now rewrite Z.eqb_refl. Qed.

Lemma delta_Z_neq i j : i <> j -> delta_Z i j = 0.
Proof. intro h. unfold delta_Z. apply Z.eqb_neq in h. now rewrite h. Qed.

Lemma delta_Z_sym i j : delta_Z i j = delta_Z j i.
Proof. unfold delta_Z. now rewrite Z.eqb_sym. Qed.

Lemma delta_Z_0_or_1 i j : delta_Z i j = 0 \/ delta_Z i j = 1.
Proof. unfold delta_Z. destruct (Z.eqb i j); auto. Qed.

(* Only the difference counts. *)
Lemma delta_Z_shift i j k l : (i - j = k - l)%Z -> delta_Z i j = delta_Z k l.
Proof. intro h. unfold delta_Z. destruct (Z.eqb_spec i j), (Z.eqb_spec k l); try easy; lia. Qed.

Lemma delta_Z_mirror i j k l : (i - j = l - k)%Z -> delta_Z i j = delta_Z k l.
Proof. intro h. rewrite (delta_Z_sym k l). now apply delta_Z_shift. Qed.

(* Entries at computed places. *)
Lemma read_at_number i K F : (i < K)%nat -> read_at (number i) K F = F i.
Proof.
  intro h. unfold read_at, number. replace (Z.to_nat (Z.of_nat (S i) - 1)) with i by lia.
  destruct (Z.leb_spec 1 (Z.of_nat (S i))); [|lia]. destruct (Z.leb_spec (Z.of_nat (S i)) (Z.of_nat K)); [easy|lia].
Qed.

Lemma read_at_outside n K F : (n < 1)%Z \/ (Z.of_nat K < n)%Z -> read_at n K F = 0.
Proof.
  intro h. unfold read_at. destruct (Z.leb_spec 1 n); [|easy]. destruct (Z.leb_spec n (Z.of_nat K)); [lia|easy].
Qed.

Lemma read_at_inside n K F : (1 <= n <= Z.of_nat K)%Z -> read_at n K F = F (Z.to_nat (n - 1)).
Proof.
  intro h. unfold read_at. destruct (Z.leb_spec 1 n); [|lia]. destruct (Z.leb_spec n (Z.of_nat K)); [easy|lia].
Qed.

Lemma read_at_eq n m K F : n = m -> read_at n K F = read_at m K F.
Proof. now intros ->. Qed.

Lemma read_at_ext n K F G : (forall i, (i < K)%nat -> F i = G i) -> read_at n K F = read_at n K G.
Proof.
  intro h. unfold read_at. destruct (Z.leb_spec 1 n); [|easy]. destruct (Z.leb_spec n (Z.of_nat K)); [|easy].
  apply h. lia.
Qed.

(* The normal form: a sum over all places, of which at most one counts. *)
Lemma read_at_sum n K F : read_at n K F = sum (fun i => delta_Z (number i) n * F i) K.
Proof.
  destruct (Z_lt_le_dec n 1) as [a|a].
  { rewrite read_at_outside, sum_all_zero; auto. intros i _. rewrite delta_Z_neq; [ring|]. unfold number. lia. }
  destruct (Z_lt_le_dec (Z.of_nat K) n) as [b|b].
  { rewrite read_at_outside, sum_all_zero; auto. intros i hi. rewrite delta_Z_neq; [ring|]. unfold number. lia. }
  rewrite read_at_inside by lia. rewrite <- (sum_delta F (Z.to_nat (n - 1)) K) by lia. apply sum_ext. intros i hi. f_equal.
  replace n with (number (Z.to_nat (n - 1))) at 2 by (unfold number; lia). now rewrite delta_Z_number.
Qed.

Lemma read_at_plus n K F G : read_at n K (fun i => F i + G i) = read_at n K F + read_at n K G.
Proof. unfold read_at. destruct (andb _ _); ring. Qed.

Lemma read_at_scal n K c F : read_at n K (fun i => c * F i) = c * read_at n K F.
Proof. unfold read_at. destruct (andb _ _); ring. Qed.

(* A sum in which a delta picks one computed place. *)
Lemma sum_delta_Z f n K : sum (fun i => delta_Z (number i) n * f i) K = read_at n K f.
Proof. symmetry. apply read_at_sum. Qed.

(* Powers with a whole exponent. *)
Lemma powerRZ_number_minus_1 b i : powerRZ b (number i - 1) = b ^ i.
Proof. unfold number. replace (Z.of_nat (S i) - 1)%Z with (Z.of_nat i) by lia. symmetry. apply pow_powerRZ. Qed.

Lemma powerRZ_number b i : powerRZ b (number i) = b ^ S i.
Proof. unfold number. symmetry. apply pow_powerRZ. Qed.

Lemma powerRZ_nat b n : powerRZ b (Z.of_nat n) = b ^ n.
Proof. symmetry. apply pow_powerRZ. Qed.

Lemma powerRZ_plus b m n : b <> 0 -> powerRZ b (m + n) = powerRZ b m * powerRZ b n.
Proof. apply powerRZ_add. Qed.

Lemma powerRZ_minus b n : powerRZ b (- n) = / powerRZ b n.
Proof. apply powerRZ_neg'. Qed.

Lemma powerRZ_positive b n : 0 < b -> 0 < powerRZ b n.
Proof. apply powerRZ_lt. Qed.

Lemma powerRZ_nonzero b n : b <> 0 -> powerRZ b n <> 0.
Proof. apply powerRZ_NOR. Qed.

Lemma powerRZ_exp b n : 0 < b -> powerRZ b n = exp (IZR n * ln b).
Proof. exact (powerRZ_Rpower b n). Qed.

Lemma pow_exp b n : 0 < b -> b ^ n = exp (INR n * ln b).
Proof. intro h. symmetry. exact (Rpower_pow n b h). Qed.

(* Whole numbers as reals: sums and products of INR of names. *)
Ltac real_numbers :=
  unfold number in *;
  rewrite ?plus_IZR, ?minus_IZR, ?mult_IZR, ?opp_IZR, <- ?INR_IZR_INZ, ?S_INR, ?plus_INR, ?mult_INR, ?S_INR;
  cbn [INR].

(* Sums over the places before one, by its number; sums of powers and of numbers. *)
Lemma sum_counted_below f t T :
  (t < T)%nat -> sum (fun b => (if Z.ltb 0 (number t - number b) then 1 else 0) * f b) T = sum f t.
Proof.
  intro h. rewrite <- (sum_below f t T) by lia. apply sum_ext. intros b _. unfold number.
  destruct (Z.ltb_spec 0 (Z.of_nat (S t) - Z.of_nat (S b))), (Nat.ltb_spec b t); try lia; ring.
Qed.

Lemma sum_below_number t T : (t < T)%nat -> sum (fun b => if Z.ltb 0 (number t - number b) then 1 else 0) T = INR (S t) - 1.
Proof.
  intro h. transitivity (sum (fun b => (if Z.ltb 0 (number t - number b) then 1 else 0) * 1) T).
  { apply sum_ext. intros. ring. }
  rewrite (sum_counted_below (fun _ => 1)), (sum_const 1), S_INR by assumption. ring.
Qed.

Lemma sum_powers q K : 1 - q <> 0 -> sum (fun b => q ^ S b) K = (q - q ^ S K) / (1 - q).
Proof. intro h. induction K; [simpl; field; exact h|]. rewrite sum_S, IHK. simpl. field. exact h. Qed.

Lemma sum_powers_below q t T :
  (t < T)%nat -> 1 - q <> 0 ->
  sum (fun b => (if Z.ltb 0 (number t - number b) then 1 else 0) * q ^ S b) T = (q - q ^ S t) / (1 - q).
Proof. intros h n. rewrite (sum_counted_below (fun b => q ^ S b)) by assumption. now apply sum_powers. Qed.

Lemma sum_numbers K : sum (fun b => INR (S b)) K = INR K * (INR K + 1) / 2.
Proof. induction K; [simpl; field|]. rewrite sum_S, IHK, !S_INR. field. Qed.

(* Conditions on whole numbers, decided one by one; the impossible cases go. *)
Ltac whole_cases := unfold delta, delta_Z, read_at, number in *; repeat (match goal with
  | |- context [Nat.eqb ?i ?j] => destruct (Nat.eqb_spec i j); try (exfalso; lia)
  | |- context [Nat.ltb ?i ?j] => destruct (Nat.ltb_spec i j); try (exfalso; lia)
  | |- context [Nat.leb ?i ?j] => destruct (Nat.leb_spec i j); try (exfalso; lia)
  | |- context [Z.eqb ?i ?j] => destruct (Z.eqb_spec i j); try (exfalso; lia)
  | |- context [Z.ltb ?i ?j] => destruct (Z.ltb_spec i j); try (exfalso; lia)
  | |- context [Z.leb ?i ?j] => destruct (Z.leb_spec i j); try (exfalso; lia)
  end; cbn [andb orb negb]).
