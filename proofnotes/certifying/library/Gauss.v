(* The error function between 0 and 7/2: a polynomial that is within 10^-9 of it. *)
From Proofnotes Require Export OneVariable ErrorFunction.
Open Scope R_scope.

(* In the variable s, which runs from -1 to 1 there, with whole numbers as coefficients. *)
Definition erf_polynomial u :=
  let s := (4 * u - 7) / 7 in (
   986671671222963 + s * (92356242868507 + s * ((-282840994777352) + s * (483186698670576 + s * ((-451146073612587) +
   s * (108726187517706 + s * (257443901021357 + s * ((-304543237149793) + s * (64224989337088 + s * (137644645022869
   + s * ((-119309428166839) + s * ((-2553441191667) + s * (56783284875911 + s * ((-25628514176032) + s *
   ((-11983697973357) + s * (14570674852046 + s * ((-901300345902) + s * ((-4548063456162) + s * (1445605106367 + s *
   (879115448173 + s * ((-442843080232) + s * ((-94006451620) + s * (54514843409 + s *
   (3326496223)))))))))))))))))))))))) / 10 ^ 15.

Definition erf_polynomial_slope u :=
  let s := (4 * u - 7) / 7 in (
   92356242868507 + s * ((-565681989554704) + s * (1449560096011728 + s * ((-1804584294450348) + s * (543630937588530
   + s * (1544663406128142 + s * ((-2131802660048551) + s * (513799914696704 + s * (1238801805205821 + s *
   ((-1193094281668390) + s * ((-28087853108337) + s * (681399418510932 + s * ((-333170684288416) + s *
   ((-167771771626998) + s * (218560122780690 + s * ((-14420805534432) + s * ((-77317078754754) + s * (26020891914606
   + s * (16703193515287 + s * ((-8856861604640) + s * ((-1974135484020) + s * (1199326554998 + s *
   (76509413129))))))))))))))))))))))) * (4 / 7) / 10 ^ 15.

Lemma erf_polynomial_derivative u : is_derive erf_polynomial u (erf_polynomial_slope u).
Proof. unfold erf_polynomial, erf_polynomial_slope. cbv zeta. auto_derive; [easy|field]. Qed.

Lemma erf_polynomial_0 : erf_polynomial 0 = 0.
Proof. unfold erf_polynomial. cbv zeta. field. Qed.

Lemma erf_slope_near u : 0 <= u <= 7 / 2 -> Rabs (2 / sqrt PI * exp (- u ^ 2) - erf_polynomial_slope u) <= / 10 ^ 10.
Proof.
  intro h. unfold erf_polynomial_slope. cbv zeta.
  interval with (i_bisect u, i_taylor u, i_degree 14, i_prec 90, i_depth 20).
Qed.

Lemma erf_near u : 0 <= u <= 7 / 2 -> Rabs (erf u - erf_polynomial u) <= / 10 ^ 9.
Proof.
  intro h. destruct (MVT_gen (fun x => erf x - erf_polynomial x) 0 u
    (fun x => 2 / sqrt PI * exp (- x ^ 2) - erf_polynomial_slope x)) as [c [hc e]].
  - intros t _. apply @is_derive_minus; [apply erf_derivative|apply erf_polynomial_derivative].
  - intros t _. apply continuity_pt_filterlim, (ex_derive_continuous (fun x => erf x - erf_polynomial x)).
    eexists. apply @is_derive_minus; [apply erf_derivative|apply erf_polynomial_derivative].
  - rewrite Rmin_left, Rmax_right in hc by lra. rewrite erf_0, erf_polynomial_0 in e.
    replace (erf u - erf_polynomial u) with ((2 / sqrt PI * exp (- c ^ 2) - erf_polynomial_slope c) * u) by lra.
    pose proof (erf_slope_near c ltac:(lra)) as k. rewrite Rabs_mult, (Rabs_pos_eq u) by lra.
    pose proof (Rabs_pos (2 / sqrt PI * exp (- c ^ 2) - erf_polynomial_slope c)). nra.
Qed.

Lemma erf_with_error u : 0 <= u <= 7/2 -> exists e, - / 10 ^ 9 <= e <= / 10 ^ 9 /\ erf u = erf_polynomial u + e.
Proof.
  intro h. exists (erf u - erf_polynomial u). pose proof (erf_near u h) as n. apply Rabs_le_between in n.
  split; [exact n|ring].
Qed.
