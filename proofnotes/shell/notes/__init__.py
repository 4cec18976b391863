"""Checking notes: what a project configures, which files are meant, the work on one, and looking again."""
