"""The array program: its values, how it is built from index notation, and how it is walked and matched."""
