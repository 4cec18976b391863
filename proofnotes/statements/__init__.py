"""What a derivation file consists of: definitions, theorems, chains, claims, and the catalogue of all of them."""
