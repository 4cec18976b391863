(* The tactics that printed proofs call. None of them decides anything: what they build is checked. *)
From Proofnotes Require Export SumInequalities RandomArrays Largest Angles.
Open Scope R_scope.

(* A hypothesis on all places of an axis. *)
Ltac by_hypothesis := match goal with
  | H : forall _, _ |- _ => solve [simple eapply H; first [eassumption | in_range]]
  end.

(* Its instances at the places that are known to lie on the axis. *)
Ltac at_indices := repeat match goal with
  | H : forall i, (i < ?N)%nat -> _, Hk : (?k < ?N)%nat |- _ =>
    let t := type of (H k Hk) in lazymatch t with
    | @eq _ _ _ => fail
    | _ => lazymatch goal with _ : t |- _ => fail | _ => pose proof (H k Hk) end
    end
  end.

Ltac easy_equation := first [reflexivity | ring | field].

(* Signs that the form of an expression shows: 0 < e, 0 <= e and e <> 0. *)
Ltac positive := lazymatch goal with
  | |- 0 < exp _ => apply exp_pos
  | |- 0 < Rpower _ _ => apply exp_pos
  | |- 0 < PI => apply PI_RGT_0
  | |- 0 < INR _ => first [assumption | apply INR_positive; first [assumption | lia]]
  | |- 0 < sqrt _ => first [assumption | by_hypothesis | apply sqrt_lt_R0; positive]
  | |- 0 < ln (1 + exp _) => apply ln_one_plus_exp_positive
  | |- 0 < / _ => apply Rinv_0_lt_compat; positive
  | |- 0 < _ / _ => first [assumption | by_hypothesis | apply Rdiv_lt_0_compat; positive]
  | |- 0 < _ * _ => first [assumption | by_hypothesis | apply Rmult_lt_0_compat; positive]
  | |- 0 < _ ^ _ => first [assumption | apply pow_lt; positive | positive_square]
  | |- 0 < sum _ _ => first [assumption | by_hypothesis | apply sum_pos; [first [assumption | lia] | intros; positive]]
  | |- 0 < (if ?c then _ else _) => destruct c; positive
  | |- 0 < largest _ _ => first [assumption | apply largest_positive; [first [assumption | lia] | intros; positive]]
  | |- 0 < powerRZ _ _ => first [assumption | apply powerRZ_lt; positive]
  | |- 0 < prod _ _ => first [assumption | apply prod_pos; intros; positive]
  | |- 0 < exp _ - exp _ => first [assumption | apply exp_difference_positive; first [assumption | lra | nra]]
  | |- 0 < 1 - tanh ?x => assert (tanh x < 1) by (apply tanh_between); lra
  | |- 0 < 1 + tanh ?x => assert (- (1) < tanh x) by (apply tanh_between); lra
  | |- 0 < _ - _ => first [assumption | by_hypothesis | lra | solve [at_indices; lra] | nra]
  | |- 0 < _ + _ => first [assumption | by_hypothesis
      | apply Rplus_lt_le_0_compat; [positive | nonnegative]
      | apply Rplus_le_lt_0_compat; [nonnegative | positive] | lra]
  | |- 0 < ?x => first [assumption | by_hypothesis | lra | solve [at_indices; lra]]
  end
with positive_square := match goal with |- 0 < ?x ^ 2 => apply pow2_gt_0; nonzero end
with nonnegative := lazymatch goal with
  | |- 0 <= 0 => apply Rle_refl
  | |- 0 <= _ ^ 2 => apply pow2_ge_0
  | |- 0 <= Rabs _ => apply Rabs_pos
  | |- 0 <= sqrt _ => apply sqrt_pos
  | |- 0 <= INR _ => apply pos_INR
  | |- 0 <= delta ?i ?j => let h := fresh in destruct (delta_0_or_1 i j) as [h | h]; rewrite h; lra
  | |- 0 <= sum _ _ => first [assumption | apply sum_nonneg; intros; nonnegative]
  | |- 0 <= (if ?c then _ else _) => destruct c; nonnegative
  | |- 0 <= delta_Z ?i ?j => let h := fresh in destruct (delta_Z_0_or_1 i j) as [h | h]; rewrite h; lra
  | |- 0 <= largest _ _ => first [assumption | apply largest_nonneg; intros; nonnegative]
  | |- 0 <= prod _ _ => first [assumption | apply prod_nonneg; intros; nonnegative]
  | |- 0 <= _ / _ - 1 - (ln _ - ln _) => apply ln_tangent_ratio; positive
  | |- 0 <= _ - 1 - ln _ => apply ln_tangent; positive
  | |- 0 <= 1 - exp _ => apply one_minus_exp_nonneg; first [lra | match goal with
      H : forall _, _ |- _ => solve [simple apply Rle_minus; simple apply H; assumption] end]
  | |- 0 <= sum _ _ - _ => first [assumption | match goal with
      H : (?j < ?K)%nat |- 0 <= sum ?f ?K - ?c =>
        solve [apply (sum_minus_term_nonneg f K j c H); [intros; cbv beta; nonnegative | cbv beta; easy_equation]]
      end | nonnegative_difference]
  | |- 0 <= - ?a + sum ?f ?K => first [assumption | let h := fresh in enough (h : 0 <= sum f K - a) by lra; nonnegative]
  | |- 0 <= _ - _ => nonnegative_difference
  | |- 0 <= _ + _ => first [assumption | by_hypothesis | lra | apply Rplus_le_le_0_compat; nonnegative | left; positive]
  | |- 0 <= _ / _ => first [assumption | by_hypothesis
      | apply Rmult_le_pos; [nonnegative | left; apply Rinv_0_lt_compat; positive]]
  | |- 0 <= _ * _ => first [assumption | by_hypothesis | apply Rmult_le_pos; nonnegative | left; positive]
  | |- 0 <= _ ^ _ => first [assumption | apply pow_le; nonnegative]
  | |- 0 <= _ => first [assumption | by_hypothesis | left; positive | lra | solve [at_indices; lra]]
  end
with nonnegative_difference := first [assumption | by_hypothesis | lra | solve [at_indices; lra] | nra]
with nonzero := lazymatch goal with
  | |- exp ?x - 1 <> 0 => first [assumption | apply exp_minus_1_nonzero; nonzero]
  | |- 1 - exp ?x <> 0 => first [assumption | apply one_minus_exp_nonzero; nonzero]
  | |- -1 + exp ?x <> 0 => first [assumption | apply minus_1_plus_exp_nonzero; nonzero]
  | |- ?a - ?b <> 0 => first [assumption | by_hypothesis | apply Rminus_eq_contra; assumption
      | apply Rminus_eq_contra, not_eq_sym; assumption | apply Rgt_not_eq; unfold Rgt; positive | lra]
  | |- ?x <> 0 => first [assumption | by_hypothesis | apply Rgt_not_eq; unfold Rgt; positive
      | lazymatch x with
        | _ * _ => apply Rmult_integral_contrapositive_currified; nonzero
        | _ / _ => apply Rmult_integral_contrapositive_currified; [nonzero | apply Rinv_neq_0_compat; nonzero]
        | _ ^ _ => apply pow_nonzero; nonzero
        | / _ => apply Rinv_neq_0_compat; nonzero
        | - _ => apply Ropp_neq_0_compat; nonzero
        | prod _ _ => apply prod_nonzero; intros; nonzero
        | powerRZ _ _ => apply powerRZ_NOR; nonzero
        end | lra]
  end.

(* What field and rewriting rules ask for. *)
Ltac side_condition_1 := lazymatch goal with
  | |- _ <> 0 => nonzero
  | |- 0 < _ => positive
  | |- 0 <= _ => nonnegative
  | |- (_ < _)%nat => in_range
  | |- True => exact I
  end.
Ltac side_condition := repeat split; side_condition_1.

(* On which side of a kink. *)
Ltac sign_known := first [assumption | by_hypothesis | lra | solve [at_indices; lra] | nra].
Ltac impossible_sign := exfalso; first [lra | at_indices; lra].

(* Some slope, where its value does not matter: beside a kink. *)
Ltac some_slope hz := cbv beta; lazymatch goal with
  | |- is_slope _ _ (fun x => x) _ => apply slope_id
  | |- is_slope _ _ (fun z => z ?i) _ => apply slope_entry1
  | |- is_slope _ _ (fun z => z ?i ?j) _ => apply slope_entry2
  | |- is_slope _ _ (fun z => z ?i ?j ?k) _ => apply slope_entry3
  | |- is_slope _ _ (fun z => z ?i ?j ?k ?l) _ => apply slope_entry4
  | |- is_slope _ _ (fun _ => ?c) _ => apply slope_const
  | |- is_slope ?p ?t (fun z => @?F z + @?G z) _ => eapply (slope_plus p t F G); some_slope hz
  | |- is_slope ?p ?t (fun z => @?F z - @?G z) _ => eapply (slope_minus p t F G); some_slope hz
  | |- is_slope ?p ?t (fun z => - @?F z) _ => eapply (slope_opp p t F); some_slope hz
  | |- is_slope ?p ?t (fun z => @?F z * @?G z) _ => eapply (@slope_mult _ p t _ hz F G); some_slope hz
  | |- is_slope ?p ?t (fun z => @?F z / @?G z) _ =>
      eapply (@slope_div _ p t _ hz F G); [some_slope hz | some_slope hz | cbv beta; nonzero]
  | |- is_slope ?p ?t (fun z => / @?G z) _ => eapply (@slope_inv _ p t _ hz G); [some_slope hz | cbv beta; nonzero]
  | |- is_slope ?p ?t (fun z => exp (@?F z)) _ => eapply (@slope_exp _ p t _ hz F); some_slope hz
  | |- is_slope ?p ?t (fun z => ln (@?F z)) _ => eapply (@slope_ln _ p t _ hz F); [some_slope hz | cbv beta; positive]
  | |- is_slope ?p ?t (fun z => sqrt (@?F z)) _ => eapply (@slope_sqrt _ p t _ hz F); [some_slope hz | cbv beta; positive]
  | |- is_slope ?p ?t (fun z => sin (@?F z)) _ => eapply (@slope_sin _ p t _ hz F); some_slope hz
  | |- is_slope ?p ?t (fun z => cos (@?F z)) _ => eapply (@slope_cos _ p t _ hz F); some_slope hz
  | |- is_slope ?p ?t (fun z => tanh (@?F z)) _ => eapply (@slope_tanh _ p t _ hz F); some_slope hz
  | |- is_slope ?p ?t (fun z => erf (@?F z)) _ => eapply (@slope_erf _ p t _ hz F); some_slope hz
  | |- is_slope ?p ?t (fun z => @?F z ^ ?n) _ => eapply (@slope_pow _ p t _ hz n F); some_slope hz
  | |- is_slope ?p ?t (fun z => sum (fun i => @?F z i) ?K) _ =>
      eapply (@slope_sum _ p t (fun i z => F z i) K); intros; some_slope hz
  | |- is_slope ?p ?t (fun z => Rmax (@?F z) (@?G z)) _ => first
     [ eapply (@slope_max_left _ p t _ hz F G); [some_slope hz | some_slope hz | cbv beta; sign_known]
     | eapply (@slope_max_right _ p t _ hz F G); [some_slope hz | some_slope hz | cbv beta; sign_known] ]
  | |- is_slope ?p ?t (fun z => Rabs (@?F z)) _ => first
     [ eapply (@slope_abs_positive _ p t _ hz F); [some_slope hz | cbv beta; sign_known]
     | eapply (@slope_abs_negative _ p t _ hz F); [some_slope hz | cbv beta; sign_known] ]
  | |- is_slope ?p ?t (fun z => read_at ?n ?K (fun i => @?F z i)) _ =>
      eapply (slope_read_at p t n (fun i z => F z i) K); intros; some_slope hz
  end.

(* An entry at another place than the one that changes. *)
Ltac unchanged n :=
  cbv beta delta [upd1 upd2 upd3 upd4]; rewrite ?(proj2 (Nat.eqb_neq _ _) n); rewrite ?Bool.andb_false_r; reflexivity.

(* The goal is is_slope p t0 (fun z => ...) d, with d written out by these very rules. *)
Ltac slope hz := cbv beta; lazymatch goal with
  | |- is_slope _ _ (fun x => x) _ => apply slope_id
  | |- is_slope _ _ (fun z => z ?i) _ => apply slope_entry1
  | |- is_slope _ _ (fun z => z ?i ?j) _ => apply slope_entry2
  | |- is_slope _ _ (fun z => z ?i ?j ?k) _ => apply slope_entry3
  | |- is_slope _ _ (fun z => z ?i ?j ?k ?l) _ => apply slope_entry4
  | |- is_slope _ _ (fun _ => ?c) _ => apply slope_const
  | |- is_slope ?p ?t (fun z => @?F z + @?G z) ?l => lazymatch F with
     | (fun _ => ?c) => apply (slope_const_plus p t c G); slope hz
     | _ => lazymatch G with
       | (fun _ => ?c) => apply (slope_plus_const p t c F); slope hz
       | _ => lazymatch l with ?f + ?g => apply (slope_plus p t F G f g); [slope hz | slope hz] end end end
  | |- is_slope ?p ?t (fun z => @?F z - @?G z) ?l => lazymatch F with
     | (fun _ => ?c) => lazymatch l with - ?g => apply (slope_const_minus p t c G g); slope hz end
     | _ => lazymatch G with
       | (fun _ => ?c) => apply (slope_minus_const p t c F); slope hz
       | _ => lazymatch l with ?f - ?g => apply (slope_minus p t F G f g); [slope hz | slope hz] end end end
  | |- is_slope ?p ?t (fun z => - @?F z) (- ?f) => apply (slope_opp p t F f); slope hz
  | |- is_slope ?p ?t (fun z => @?F z * @?G z) ?l => lazymatch F with
     | (fun _ => ?c) => lazymatch l with _ * ?g => apply (slope_const_mult p t c G g); slope hz end
     | _ => lazymatch G with
       | (fun _ => ?c) => lazymatch l with ?f * _ => apply (slope_mult_const p t c F f); slope hz end
       | _ => lazymatch l with ?f * _ + _ * ?g => apply (@slope_mult _ p t _ hz F G f g); [slope hz | slope hz] end end end
  | |- is_slope ?p ?t (fun z => @?F z / @?G z) ?l => lazymatch G with
     | (fun _ => ?c) => lazymatch l with ?f / _ => apply (slope_div_const p t c F f); slope hz end
     | _ => lazymatch F with
       | (fun _ => ?c) => lazymatch l with
           - (_ * ?g) / _ => apply (@slope_const_div _ p t _ hz c G g); [slope hz | cbv beta; nonzero] end
       | _ => lazymatch l with
           (?f * _ - _ * ?g) / _ => apply (@slope_div _ p t _ hz F G f g); [slope hz | slope hz | cbv beta; nonzero] end
       end end
  | |- is_slope ?p ?t (fun z => / @?G z) (- ?g / _) => apply (@slope_inv _ p t _ hz G g); [slope hz | cbv beta; nonzero]
  | |- is_slope ?p ?t (fun z => exp (@?F z)) (_ * ?f) => apply (@slope_exp _ p t _ hz F f); slope hz
  | |- is_slope ?p ?t (fun z => ln (@?F z)) (?f / _) => apply (@slope_ln _ p t _ hz F f); [slope hz | cbv beta; positive]
  | |- is_slope ?p ?t (fun z => sqrt (@?F z)) (?f / _) => apply (@slope_sqrt _ p t _ hz F f); [slope hz | cbv beta; positive]
  | |- is_slope ?p ?t (fun z => sin (@?F z)) (_ * ?f) => apply (@slope_sin _ p t _ hz F f); slope hz
  | |- is_slope ?p ?t (fun z => cos (@?F z)) (_ * ?f) => apply (@slope_cos _ p t _ hz F f); slope hz
  | |- is_slope ?p ?t (fun z => tanh (@?F z)) (_ * ?f) => apply (@slope_tanh _ p t _ hz F f); slope hz
  | |- is_slope ?p ?t (fun z => erf (@?F z)) (_ * ?f) => apply (@slope_erf _ p t _ hz F f); slope hz
  | |- is_slope ?p ?t (fun z => @?F z ^ ?n) (?c * _ ^ ?m * ?f) =>
      apply (@slope_pow_as _ p t _ hz n c m F f); [slope hz | simpl; lra | reflexivity]
  | |- is_slope ?p ?t (fun z => Rpower (@?F z) (@?G z)) ?l => lazymatch G with
     | (fun _ => ?c) => lazymatch l with
         _ * ?f => apply (@slope_Rpower_base _ p t _ hz c F f); [slope hz | cbv beta; positive] end
     | _ => lazymatch F with
       | (fun _ => ?c) => lazymatch l with _ * (?g * _) => apply (@slope_Rpower_exponent _ p t _ hz c G g); slope hz end
       | _ => lazymatch l with
           _ * (?g * _ + _ * (?f / _)) => apply (@slope_Rpower _ p t _ hz F G f g); [slope hz | slope hz | cbv beta; positive]
         end end end
  | |- is_slope ?p ?t (fun z => Rmax (@?F z) (@?G z)) (if Rlt_dec _ _ then ?f else ?g) =>
      apply (@slope_max_meeting _ p t _ hz F G f g); [slope hz | slope hz | cbv beta; nonequal_or_meeting]
  | |- is_slope ?p ?t (fun z => Rmax (@?F z) (@?G z)) _ => first
     [ eapply (@slope_max_left _ p t _ hz F G); [slope hz | some_slope hz | cbv beta; sign_known]
     | eapply (@slope_max_right _ p t _ hz F G); [some_slope hz | slope hz | cbv beta; sign_known] ]
  | |- is_slope ?p ?t (fun z => Rabs (@?F z)) ((if Rlt_dec _ _ then _ else _) * ?f) =>
      apply (@slope_abs _ p t _ hz F f); [slope hz | cbv beta; nonequal]
  | |- is_slope ?p ?t (fun z => Rabs (@?F z)) _ => first
     [ apply (@slope_abs_positive _ p t _ hz F); [slope hz | cbv beta; sign_known]
     | apply (@slope_abs_negative _ p t _ hz F); [slope hz | cbv beta; sign_known] ]
  | |- is_slope _ _ (fun z => if _ then _ else _) _ => first [slope_of_fixed hz | slope_of_choice hz]
  | |- is_slope ?p ?t (fun z => sum (fun i => @?F z i) ?K) ?l => first
     [ lazymatch l with sum ?d _ => apply (@slope_sum _ p t (fun i z => F z i) K d);
         let i := fresh "i" in let hi := fresh "hi" in intros i hi; slope hz end
     | slope_of_term hz ]
  | |- is_slope ?p ?t (fun z => read_at ?n ?K (fun i => @?F z i)) (read_at _ _ ?d) =>
      apply (slope_read_at p t n (fun i z => F z i) K d); let i := fresh "i" in let hi := fresh "hi" in intros i hi; slope hz
  | |- is_slope ?p ?t (fun z => prod (fun i => @?F z i) ?K) (_ * sum (fun i => @?d i / _) _) =>
      apply (@slope_prod _ p t _ hz (fun i z => F z i) K d);
      [let i := fresh "i" in let hi := fresh "hi" in intros i hi; slope hz | intros; cbv beta; nonzero]
  end
with slope_of_term hz := match goal with
  | |- is_slope (upd1 _ ?c) _ _ _ => slope_at_term hz c
  | |- is_slope (upd2 _ ?c _) _ _ _ => slope_at_term hz c
  | |- is_slope (upd2 _ _ ?c) _ _ _ => slope_at_term hz c
  | |- is_slope (upd3 _ ?c _ _) _ _ _ => slope_at_term hz c
  | |- is_slope (upd3 _ _ ?c _) _ _ _ => slope_at_term hz c
  | |- is_slope (upd3 _ _ _ ?c) _ _ _ => slope_at_term hz c
  end
with slope_at_term hz c := match goal with
  | |- is_slope ?p ?t (fun z => sum (fun i => @?F z i) ?K) ?l =>
      apply (slope_sum_term p t (fun i z => F z i) K c l);
      [ first [assumption | lia]
      | let n := fresh "n" in intros ? ? n; apply slope_unchanged; intro; unchanged n
      | slope hz ]
  end
with slope_of_fixed hz := match goal with
  | |- is_slope ?p ?t (fun z => if ?c then @?F z else @?G z) (if _ then ?f else ?g) =>
      first [ apply (slope_if_fixed p t c F G f g) | apply (slope_if_decided p t c F G f g) ]; slope hz
  end
with slope_of_choice hz := match goal with
  | |- is_slope ?p ?t (fun z => if Rlt_dec (@?A z) (@?B z) then @?F z else @?G z) ?l => first
     [ lazymatch l with
       | if Rlt_dec _ _ then ?f else ?g =>
         eapply (@slope_if _ p t _ hz A B F G _ _ f g); [some_slope hz | some_slope hz | cbv beta; nonequal | slope hz | slope hz]
       end
     | eapply (@slope_if_true _ p t _ hz A B F G); [some_slope hz | some_slope hz | cbv beta; sign_known | slope hz]
     | eapply (@slope_if_false _ p t _ hz A B F G); [some_slope hz | some_slope hz | cbv beta; sign_known | slope hz] ]
  end
with nonequal_or_meeting := first
  [ lazymatch goal with |- ?a = ?b -> _ => let n := fresh "n" in assert (n : a <> b) by nonequal; now intro end
  | intros _; first [reflexivity | ring | field; side_condition] ]
with nonequal := first
  [ assumption | by_hypothesis | apply not_eq_sym; first [assumption | by_hypothesis] | lra
  | apply Rminus_not_eq; nonzero | solve [at_indices; lra] | nonzero ].

(* A sum of a linear form, contracted: the goal is sum (fun i => ...) K = what linearity gives. *)
Ltac linear_sum := cbv beta; lazymatch goal with
  | |- sum (fun i => @?f i + @?g i) ?K = ?a + ?b => rewrite (sum_plus f g K); apply f_equal2; [linear_sum | linear_sum]
  | |- sum (fun i => delta i ?j * @?f i) ?K = _ => apply (sum_delta f j K); in_range
  | |- sum (fun _ => 0) ?K = 0 => apply sum_zero
  | |- sum (fun _ => ?c) ?K = _ => apply (sum_const c K)
  | |- sum (fun i => ?c * @?f i) ?K = _ => apply (sum_scal_l c f K)
  end.

(* Deltas between free indices: they are equal or they are not. *)
Ltac delta_cases := repeat match goal with
  | |- context [delta ?i ?i] => rewrite (delta_eq i)
  | |- context [delta ?i ?j] => let h := fresh "hne" in destruct (Nat.eq_dec i j) as [h|h];
     [first [subst i | subst j | rewrite h] | rewrite ?(delta_neq i j h), ?(delta_neq j i (not_eq_sym h))]
  end.

(* Conditions on places, decided one by one; the impossible cases go. *)
Ltac index_cases := repeat (match goal with
  | |- context [delta ?i ?j] => unfold delta
  | |- context [Nat.eqb ?i ?j] => destruct (Nat.eqb_spec i j); try (exfalso; lia)
  | |- context [Nat.ltb ?i ?j] => destruct (Nat.ltb_spec i j); try (exfalso; lia)
  | |- context [Nat.leb ?i ?j] => destruct (Nat.leb_spec i j); try (exfalso; lia)
  end; cbn [andb orb negb]).

(* Conditions on numbers. *)
Ltac number_cases := repeat match goal with
  | |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b); try (exfalso; lra)
  | |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b); try (exfalso; lra)
  | |- context [Rle_lt_dec ?a ?b] => destruct (Rle_lt_dec a b); try (exfalso; lra)
  | |- context [Req_EM_T ?a ?b] => destruct (Req_EM_T a b); try (exfalso; lra)
  end.

(* Equations of rational functions of what stands there. *)
Definition root_rule (P : Prop) : Prop := P.
Ltac is_root a := first [is_var a | lazymatch a with sqrt _ => idtac end].
Ltac mark_roots := repeat match goal with
  | H : ?a ^ 2 = ?e |- _ => is_root a; change (root_rule (a ^ 2 = e)) in H
  end.
Ltac field_with_roots := mark_roots; lazymatch goal with
  | A : root_rule _, B : root_rule _, C : root_rule _, D : root_rule _ |- _ =>
      unfold root_rule in A, B, C, D; field [A B C D]
  | A : root_rule _, B : root_rule _, C : root_rule _ |- _ => unfold root_rule in A, B, C; field [A B C]
  | A : root_rule _, B : root_rule _ |- _ => unfold root_rule in A, B; field [A B]
  | A : root_rule _ |- _ => unfold root_rule in A; field [A]
  end.
(* Logarithms of roots, by those of what stands under the root. *)
Ltac logarithms_of_roots := repeat match goal with
  | H : ?a ^ 2 = ?e |- context [ln ?a] => is_root a; rewrite (ln_root a e ltac:(positive) H)
  end.
Ltac by_field := first
  [ring | field; side_condition | field_with_roots; side_condition | field_with_angles; side_condition].
(* Both sides are one term: reflexivity would compute with numbers that differ. *)
Ltac same_term := match goal with |- ?a = ?b =>
  let a' := eval cbv beta in a in let b' := eval cbv beta in b in constr_eq a' b'; reflexivity end.
Ltac equation := first
  [ same_term | ring | field; side_condition | delta_cases; first [same_term | ring | field; side_condition]
  | field_with_roots; side_condition | field_with_angles; side_condition
  | whole_cases; first [same_term | ring | field; side_condition]
  | progress logarithms_of_roots; field; side_condition | reflexivity ].
Ltac numerals := cbn [INR].

(* Existence of a derivative, from a hypothesis or from what has been shown. *)
Ltac exists_by_hypothesis := match goal with
  | H : context [ex0] |- ex0 _ _ => solve [simple eapply H; eassumption]
  | H : context [ex1] |- ex1 _ _ _ => solve [simple eapply H; eassumption]
  | H : context [ex2] |- ex2 _ _ _ _ => solve [simple eapply H; eassumption]
  | H : context [ex3] |- ex3 _ _ _ _ _ => solve [simple eapply H; eassumption]
  | H : context [ex4] |- ex4 _ _ _ _ _ _ => solve [simple eapply H; eassumption]
  | H : context [has_mean_uniform] |- has_mean_uniform _ _ _ => solve [simple eapply H; eassumption]
  | H : context [has_mean_normal] |- has_mean_normal _ _ _ => solve [simple eapply H; eassumption]
  | H : context [has_mean1] |- has_mean1 _ _ _ _ => solve [simple eapply H; eassumption]
  end.

(* Below a numeral there are finitely many places. *)
Ltac is_numeral n := lazymatch n with O => idtac | S ?m => is_numeral m end.
Ltac each_place k n H := lazymatch n with
  | O => exfalso; lia
  | S ?m => destruct k as [|k]; [clear H | apply Nat.succ_lt_mono in H; each_place k m H]
  end.

(* Everything is defined: at the point, and near it. *)
Ltac defined := lazymatch goal with
  | |- _ /\ _ => split; defined
  | |- True => exact I
  | |- _ <> 0 => nonzero
  | |- 0 < _ => positive
  | |- 0 <= _ => nonnegative
  | |- ex0 _ _ => exists_by_hypothesis
  | |- ex1 _ _ _ => exists_by_hypothesis
  | |- ex2 _ _ _ _ => exists_by_hypothesis
  | |- ex3 _ _ _ _ _ => exists_by_hypothesis
  | |- ex4 _ _ _ _ _ _ => exists_by_hypothesis
  | |- has_mean_uniform _ _ _ => exists_by_hypothesis
  | |- has_mean_normal _ _ _ => exists_by_hypothesis
  | |- has_mean1 _ _ _ _ => exists_by_hypothesis
  | |- near0 ?P ?x => first [assumption | change (near_path (fun t => t) x P); near (path_id x)]
  | |- near1 ?P ?x ?i => first [assumption | change (near_path (upd1 x i) (x i) P); near (path_upd1 x i)]
  | |- near2 ?P ?x ?i ?j => first [assumption | change (near_path (upd2 x i j) (x i j) P); near (path_upd2 x i j)]
  | |- near3 ?P ?x ?i ?j ?k =>
      first [assumption | change (near_path (upd3 x i j k) (x i j k) P); near (path_upd3 x i j k)]
  | |- near4 ?P ?x ?i ?j ?k ?l =>
      first [assumption | change (near_path (upd4 x i j k l) (x i j k l) P); near (path_upd4 x i j k l)]
  | |- _ < _ => sign_known
  | |- _ <= _ => sign_known
  | |- forall _, _ => intro;
      try match goal with H : (?k < ?n)%nat |- _ => is_numeral n; each_place k n H end; try (exfalso; lra); defined
  end
with near hz := cbv beta; first
  [ apply near_path_all; intro; cbv beta; solve [defined]
  | match goal with
    | N : near0 ?C ?x |- near_path _ ?x ?P => apply (near_path_implies (fun t => t) x C P); [near_enough | exact N]
    | N : near1 ?C ?x ?i |- near_path (upd1 ?x ?i) ?t ?P =>
        apply (near_path_implies (upd1 x i) t C P); [near_enough | exact N]
    | N : near2 ?C ?x ?i ?j |- near_path (upd2 ?x ?i ?j) ?t ?P =>
        apply (near_path_implies (upd2 x i j) t C P); [near_enough | exact N]
    end
  | lazymatch goal with
    | |- near_path ?p ?t (fun z => @?P z /\ @?Q z) => apply (near_path_and p t P Q); near hz
    | |- near_path ?p ?t (fun z => forall i, (i < ?K)%nat -> @?P z i) =>
        apply (near_path_each p t K (fun i z => P z i)); intros; near hz
    | |- near_path ?p ?t (fun z => @?F z <> 0) =>
        eapply (near_path_nonzero hz F); [some_slope hz | cbv beta; nonzero]
    | |- near_path ?p ?t (fun z => @?F z <> @?G z) =>
        apply (near_path_implies p t (fun z => F z - G z <> 0)); [intros ? ?; cbv beta in *; lra | near hz]
    | |- near_path ?p ?t (fun z => @?F z < @?G z) =>
        eapply (near_path_less hz F G); [some_slope hz | some_slope hz | cbv beta; first [positive | sign_known]]
    | |- near_path ?p ?t (fun z => @?F z <= @?G z) =>
        apply (near_path_implies p t (fun z => F z < G z)); [intros; lra | near hz]
    | |- near_path ?p ?t (fun z => @?A z <= @?B z -> @?Q z) => first
        [ apply (near_path_implies p t Q); [auto | solve [near hz]]
        | apply (near_path_implies p t (fun z => B z < A z)); [intros; exfalso; lra | solve [near hz]] ]
    | |- near_path ?p ?t (fun z => @?A z < @?B z -> @?Q z) => first
        [ apply (near_path_implies p t Q); [auto | solve [near hz]]
        | apply (near_path_implies p t (fun z => B z < A z)); [intros; exfalso; lra | solve [near hz]] ]
    end ]
(* Where strict conditions hold that hold near the point. *)
with near_enough := intros; cbv beta in *;
  repeat match goal with H : _ /\ _ |- _ => destruct H end; solve [defined].
