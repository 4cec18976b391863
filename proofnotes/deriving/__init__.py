"""What one does by hand: derivatives in the form a person would write, shorter forms, and statements put right.

Everything here guesses and nothing is taken for granted: what is found is shown as a fact only where `prove` says so.
"""
