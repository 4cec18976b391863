"""How much the statistics of a batch depend on its size.

A batch of N draws from the standard normal distribution, whose mean is 0 and whose variance is 1: the spread of what
BatchNorm takes for them, and of what it and LayerNorm then make of one and the same sample.
"""

import numpy as np

from numeric import batch_norm, layer_norm
from proofnotes import Measurement, Table

SIZES = tuple(2**power for power in range(11))
BATCHES, FEATURES, SEED = 200, 16, 20150211


def batches(rng: np.random.Generator, size: int, sample: np.ndarray) -> np.ndarray:
    """Batches of normal draws in which the first sample is always the same."""
    drawn = rng.standard_normal((BATCHES, size, FEATURES))
    drawn[:, 0] = sample
    return drawn


def spread(outputs: np.ndarray) -> float:
    """The standard deviation over the batches, its root mean square over the features; exactly 0 for equal outputs."""
    return float(np.sqrt(np.mean(np.var(outputs - outputs[0], axis=0))))


def bar(value: float) -> str:
    """A bar whose length is the value; 1 is 20 long."""
    return "█" * round(20 * value)


def row(rng: np.random.Generator, size: int, sample: np.ndarray) -> tuple[int | float | str, ...]:
    """The statistics of fresh batches, and the outputs for the sample that is in all of them."""
    drawn = rng.standard_normal((BATCHES, size, FEATURES))
    means, variances = drawn.mean(axis=1), drawn.var(axis=1)
    ones, zeros = np.ones(FEATURES), np.zeros(FEATURES)
    shared = batches(rng, size, sample)
    outputs = [np.array([norm(batch, ones, zeros)[0] for batch in shared]) for norm in (batch_norm, layer_norm)]
    own = (spread(means), float(variances.mean()), spread(variances))
    return (size, *own, *map(spread, outputs), bar(own[0]))


def measure() -> Table:
    """One row for each batch size."""
    rng = np.random.default_rng(SEED)
    sample = rng.standard_normal(FEATURES)
    return Table(
        (
            "N", "spread of μ", "mean of σ²", "spread of σ²", "spread of BatchNorm's output",
            "spread of LayerNorm's", "plot: spread of μ",
        ),
        tuple(row(rng, size, sample) for size in SIZES),
        f"spread: standard deviation over {BATCHES} batches of standard normal draws; "
        "the outputs are those for one sample that is in every batch; at N = 1 BatchNorm's is β, whatever the sample",
    )  # fmt: skip


batch_sensitivity = Measurement(
    "norms.batch_sensitivity",
    "How far the mean and the variance of a batch of N samples stray from 0 and 1, those of the distribution.",
    measure,
)
