"""What is lowered: the function itself, its VJP, JVP, derivative, Jacobian, and class labels."""
