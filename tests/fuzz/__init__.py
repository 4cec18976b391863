"""Attacks on the prover: generated statements, each judged by an evaluator that shares nothing with the library.

python -m tests.fuzz --family rows --count 2000 --seed 1
"""
