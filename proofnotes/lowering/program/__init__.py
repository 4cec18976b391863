"""The array program: its specification, how it is built from index notation, and how it is walked and matched.

In the order of imports: `axes`, `array_functions` and `rules` are what `spec` is written in; `nodes` makes values by
it, `values` and `entries` are the constructors that simplify; `traverse` and `matching` walk and rewrite, `verify`
checks; `build` (with `contraction`) makes values of index notation, `bound_axes` chooses what they sum over; `program`
keeps what belongs to one kernel together. `brackets` is for whoever prints.
"""
