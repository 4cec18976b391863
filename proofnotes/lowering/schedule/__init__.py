"""In which order and in which blocks of rows an array program is computed."""
