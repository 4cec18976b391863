(* Conditions on literal numbers and literal functions, at each place. *)
From Proofnotes Require Export Tactics.
Open Scope R_scope.

Ltac literal := cbv beta iota zeta delta [sum prod delta Nat.eqb Nat.leb Nat.ltb Nat.add Nat.mul INR].

(* Of a condition on numbers that are no fractions somebody else says how to decide it. *)
Ltac at_point_by decided := lazymatch goal with
  | |- True => exact I
  | |- _ /\ _ => split; at_point_by decided
  | |- (_ < _)%nat => lia
  | |- (_ <= _)%Z => lia
  | |- (_ < _)%Z => lia
  | |- forall _, _ => intro;
      try match goal with H : (?k < ?n)%nat |- _ =>
        let m := eval cbv in n in change (k < m)%nat in H; is_numeral m; each_place k m H end; at_point_by decided
  | |- _ => literal; first [lia | lra | solve [field; lra] | let h := fresh in intro h; lra | decided tt
      | apply sqrt_eq; [lra | field] | symmetry; apply sqrt_eq; [lra | field] | discriminate | contradiction]
  end.

Ltac at_rational_point := at_point_by ltac:(fun _ => fail).
