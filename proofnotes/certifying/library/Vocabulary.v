(* The vocabulary of the statements: what a reader has to trust besides Coq, its real numbers and Coquelicot. *)
From Coq Require Export Reals ZArith.
From Coquelicot Require Export Coquelicot.
Open Scope R_scope.

(* An index over K values is a natural number from 0 to K-1; as a number that is counted, it is 1 ... K. *)
Definition number (i : nat) : Z := Z.of_nat (S i).

(* Sums, products and largest values over all values of an index; Kronecker's delta. *)
Fixpoint sum (f : nat -> R) (K : nat) : R := match K with O => 0 | S k => sum f k + f k end.
Fixpoint prod (f : nat -> R) (K : nat) : R := match K with O => 1 | S k => prod f k * f k end.
Fixpoint largest (f : nat -> R) (K : nat) : R :=
  match K with O => 0 | S O => f O | S k => Rmax (largest f k) (f k) end.
Definition delta (i j : nat) : R := if Nat.eqb i j then 1 else 0.
Definition delta_Z (i j : Z) : R := if Z.eqb i j then 1 else 0.

(* F at the place with the number n, if it is one of 1 ... K; there is nothing elsewhere, which is 0. *)
Definition read_at (n : Z) (K : nat) (F : nat -> R) : R :=
  if andb (Z.leb 1 n) (Z.leb n (Z.of_nat K)) then F (Z.to_nat (n - 1)) else 0.

(* A tensor with one entry changed. *)
Definition upd1 (x : nat -> R) (i : nat) (t : R) : nat -> R :=
  fun a => if Nat.eqb a i then t else x a.
Definition upd2 (x : nat -> nat -> R) (i j : nat) (t : R) : nat -> nat -> R :=
  fun a b => if andb (Nat.eqb a i) (Nat.eqb b j) then t else x a b.
Definition upd3 (x : nat -> nat -> nat -> R) (i j k : nat) (t : R) : nat -> nat -> nat -> R :=
  fun a b c => if andb (Nat.eqb a i) (andb (Nat.eqb b j) (Nat.eqb c k)) then t else x a b c.
Definition upd4 (x : nat -> nat -> nat -> nat -> R) (i j k l : nat) (t : R) : nat -> nat -> nat -> nat -> R :=
  fun a b c d => if andb (Nat.eqb a i) (andb (Nat.eqb b j) (andb (Nat.eqb c k) (Nat.eqb d l))) then t else x a b c d.

(* Partial derivatives: of a function of a number, and of a function of a tensor with respect to one entry. *)
Definition pd0 (F : R -> R) x : R := Derive F x.
Definition pd1 (F : (nat -> R) -> R) x i : R := Derive (fun t => F (upd1 x i t)) (x i).
Definition pd2 (F : (nat -> nat -> R) -> R) x i j : R := Derive (fun t => F (upd2 x i j t)) (x i j).
Definition pd3 (F : (nat -> nat -> nat -> R) -> R) x i j k : R := Derive (fun t => F (upd3 x i j k t)) (x i j k).
Definition pd4 (F : (nat -> nat -> nat -> nat -> R) -> R) x i j k l : R :=
  Derive (fun t => F (upd4 x i j k l t)) (x i j k l).

(* That they exist. *)
Definition ex0 (F : R -> R) x : Prop := ex_derive F x.
Definition ex1 (F : (nat -> R) -> R) x i : Prop := ex_derive (fun t => F (upd1 x i t)) (x i).
Definition ex2 (F : (nat -> nat -> R) -> R) x i j : Prop := ex_derive (fun t => F (upd2 x i j t)) (x i j).
Definition ex3 (F : (nat -> nat -> nat -> R) -> R) x i j k : Prop := ex_derive (fun t => F (upd3 x i j k t)) (x i j k).
Definition ex4 (F : (nat -> nat -> nat -> nat -> R) -> R) x i j k l : Prop :=
  ex_derive (fun t => F (upd4 x i j k l t)) (x i j k l).

(* That a condition holds whenever the number, or the entry, is close enough to what it is. *)
Definition near0 (P : R -> Prop) x : Prop := locally x P.
Definition near1 (P : (nat -> R) -> Prop) x i : Prop := locally (x i) (fun t => P (upd1 x i t)).
Definition near2 (P : (nat -> nat -> R) -> Prop) x i j : Prop := locally (x i j) (fun t => P (upd2 x i j t)).
Definition near3 (P : (nat -> nat -> nat -> R) -> Prop) x i j k : Prop :=
  locally (x i j k) (fun t => P (upd3 x i j k t)).
Definition near4 (P : (nat -> nat -> nat -> nat -> R) -> Prop) x i j k l : Prop :=
  locally (x i j k l) (fun t => P (upd4 x i j k l t)).

(* The error function. *)
Definition erf (x : R) : R := 2 / sqrt PI * RInt (fun t => exp (- t ^ 2)) 0 x.

(* Means of F(x) for a random number x: 1 with probability p, else 0; uniform between a and b; Gaussian with mean m and
   variance s^2, which is always m where s = 0.  Integrals are Riemann's, over the line improper ones. *)
Definition mean_bernoulli (p : R) (F : R -> R) : R := (1 - p) * F 0 + p * F 1.
Definition mean_uniform (a b : R) (F : R -> R) : R := RInt (fun u => F (a + (b - a) * u)) 0 1.
Definition density (u : R) : R := exp (- u ^ 2 / 2) / sqrt (2 * PI).
Definition mean_normal (m s : R) (F : R -> R) : R :=
  RInt_gen (fun u => F (m + s * u) * density u) (Rbar_locally m_infty) (Rbar_locally p_infty).
(* That what is integrated is integrable, and over the line its absolute value, too. *)
Definition has_mean_uniform (a b : R) (F : R -> R) : Prop := ex_RInt (fun u => F (a + (b - a) * u)) 0 1.
Definition has_mean_normal (m s : R) (F : R -> R) : Prop :=
  ex_RInt_gen (fun u => F (m + s * u) * density u) (Rbar_locally m_infty) (Rbar_locally p_infty) /\
  ex_RInt_gen (fun u => Rabs (F (m + s * u)) * density u) (Rbar_locally m_infty) (Rbar_locally p_infty).

(* Means of F(x) for an array x of independent random numbers, of which M i, or M i j, is the mean by the law of one:
   all but the last entry are held, its mean is taken, and so on; of matrices row by row. *)
Fixpoint mean1 (M : nat -> (R -> R) -> R) (K : nat) (F : (nat -> R) -> R) : R :=
  match K with O => F (fun _ => 0) | S k => mean1 M k (fun x => M k (fun t => F (upd1 x k t))) end.
Definition with_row (x : nat -> nat -> R) (n : nat) (row : nat -> R) : nat -> nat -> R :=
  fun a b => if Nat.eqb a n then row b else x a b.
Fixpoint mean2 (M : nat -> nat -> (R -> R) -> R) (N K : nat) (F : (nat -> nat -> R) -> R) : R :=
  match N with
  | O => F (fun _ _ => 0)
  | S n => mean2 M n K (fun x => mean1 (M n) K (fun row => F (with_row x n row)))
  end.
(* That each of these means exists (E), of F and of its absolute value. *)
Fixpoint each_mean1 (E : nat -> (R -> R) -> Prop) (M : nat -> (R -> R) -> R) (K : nat) (F : (nat -> R) -> R) : Prop :=
  match K with
  | O => True
  | S k => (forall x, E k (fun t => F (upd1 x k t))) /\ each_mean1 E M k (fun x => M k (fun t => F (upd1 x k t)))
  end.
Fixpoint each_mean2 (E : nat -> nat -> (R -> R) -> Prop) (M : nat -> nat -> (R -> R) -> R) (N K : nat)
    (F : (nat -> nat -> R) -> R) : Prop :=
  match N with
  | O => True
  | S n =>
      (forall x, each_mean1 (E n) (M n) K (fun row => F (with_row x n row))) /\
      each_mean2 E M n K (fun x => mean1 (M n) K (fun row => F (with_row x n row)))
  end.
Definition has_mean1 E M K (F : (nat -> R) -> R) : Prop :=
  each_mean1 E M K F /\ each_mean1 E M K (fun x => Rabs (F x)).
Definition has_mean2 E M N K (F : (nat -> nat -> R) -> R) : Prop :=
  each_mean2 E M N K F /\ each_mean2 E M N K (fun x => Rabs (F x)).
