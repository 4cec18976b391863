"""Bounds on one real variable: ball arithmetic on compact intervals, growth at infinity outside them."""
