"""What is claimed, in Coq: the printer of statements, which is to be trusted."""
