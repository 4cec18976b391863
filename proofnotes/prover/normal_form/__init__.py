"""The normal form: polynomials over atoms, one row for each kind of atom, and their signs."""
