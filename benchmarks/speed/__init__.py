"""Everybody called by turns in one process, and the goals that their times are judged by."""
