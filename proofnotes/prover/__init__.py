"""What is true: PROVED by a procedure that holds for every dimension, REFUTED by a witness, else UNKNOWN."""
