"""The proofreader: notes that exist already, read as they are; of every formula it says what holds.

`sources` finds the formulas, `grammar` reads them without a meaning, `meaning` gives them one or refuses to guess,
`settling` asks the prover, `helping` finds the line that would help, `history` compares with what was there before.
"""
