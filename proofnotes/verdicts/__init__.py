"""What became of a statement: one model that the terminal, JSON, notebooks and the report all read."""
