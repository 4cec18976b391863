"""The mathematics: one file per function.  A new function is a new file here, and nothing else."""
