"""The rows of inequalities."""
