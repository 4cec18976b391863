"""The normal form: polynomials over atoms, their signs, and where an expression is defined."""
