"""What RMSNorm saves against LayerNorm: operations counted on the definitions, and the time of their kernels."""

import numpy as np

import numeric
from derivations.layer_norm import N, layer_norm
from derivations.rms_norm import rms_norm
from measurements._timing import SOURCE, microseconds
from proofnotes import Measurement, Table, chain, let_scalar
from proofnotes.expr.counting import operations

ENTRIES, WIDTHS, SEED = 2**16, (64, 256, 1024, 4096), 1
of_layer, of_rms = operations(layer_norm.body), operations(rms_norm.body)


def row(rng: np.random.Generator, width: int) -> tuple[int | float, ...]:
    """Operations and microseconds for ENTRIES numbers in rows of that width."""
    rows = ENTRIES // width
    x, gamma, beta = rng.standard_normal((rows, width)), np.ones(width), np.zeros(width)
    counts = [each.at(N=rows, D=width) for each in (of_layer, of_rms)]
    times = [
        microseconds(lambda: numeric.layer_norm(x, gamma, beta)),
        microseconds(lambda: numeric.rms_norm(x, gamma)),
    ]
    return (rows, width, *counts, counts[0] / counts[1], *times, times[0] / times[1])


def measure() -> Table:
    """One row for each width."""
    rng = np.random.default_rng(SEED)
    return Table(
        (
            "N", "D", "operations, LayerNorm", "operations, RMSNorm", "ratio", "time, LayerNorm (µs)",
            "time, RMSNorm (µs)", "ratio of times",
        ),
        tuple(row(rng, width) for width in WIDTHS),
        f"operations: counted on the definitions; time: of the generated kernels; {SOURCE}",
        timed=("time, LayerNorm (µs)", "time, RMSNorm (µs)", "ratio of times"),
    )  # fmt: skip


reductions_ln = let_scalar("reductions_ln", of_layer.reductions.expression, latex=r"\text{reductions}_{LN}")
reductions_rms = let_scalar("reductions_rms", of_rms.reductions.expression, latex=r"\text{reductions}_{RMS}")

cost = Measurement(
    "rms_norm.cost",
    "Operations of LayerNorm and RMSNorm, counted on their definitions, and the time that their kernels take.",
    measure,
    chains=(
        chain(reductions_ln, "two for each sample: the mean and the variance", 2 * N, label="layer_norm"),
        chain(reductions_rms, "one for each sample: the mean square", N, label="rms_norm"),
    ),
)
