"""Notation → calculus → normal form → proof."""
