"""What it costs to go through the Jacobian of the softmax, against ŷ − y: products counted, times measured."""

import numpy as np

from derivations.cross_entropy import K, gradient, through_jacobian, ŷ
from measurements._timing import SOURCE, microseconds
from proofnotes import Measurement, Table, chain, let_scalar
from proofnotes.expr.counting import operations

SIZES, SEED = (8, 32, 128, 512, 2048), 1
by_jacobian = operations(through_jacobian.chains[0].terms[1])
directly = operations(gradient.chains[0].terms[-1], given=[ŷ])


def distribution(rng: np.random.Generator, size: int) -> np.ndarray:
    """Positive numbers whose sum is 1."""
    drawn = rng.uniform(0.5, 1.5, size)
    return drawn / drawn.sum()


def through(y: np.ndarray, y_hat: np.ndarray) -> np.ndarray:
    """Σ_j ∂L/∂ŷ_j ∂ŷ_j/∂z_i, the Jacobian written out."""
    jacobian = np.diag(y_hat) - np.outer(y_hat, y_hat)
    return -(y / y_hat) @ jacobian


def row(rng: np.random.Generator, size: int) -> tuple[int | float, ...]:
    """Operations and microseconds for K scores; ŷ is there already."""
    y, y_hat = distribution(rng, size), distribution(rng, size)
    error = float(np.abs(through(y, y_hat) - (y_hat - y)).max())
    times = [microseconds(lambda: through(y, y_hat)), microseconds(lambda: y_hat - y)]
    return (size, by_jacobian.products.at(K=size), directly.additions.at(K=size), *times, times[0] / times[1], error)


def measure() -> Table:
    """One row for each K."""
    rng = np.random.default_rng(SEED)
    return Table(
        (
            "K", "products through the Jacobian", "subtractions directly", "time through it (µs)",
            "time directly (µs)", "ratio of times", "largest difference",
        ),
        tuple(row(rng, size) for size in SIZES),
        f"operations: counted on the two sides of cross_entropy.through_jacobian, with ŷ known; {SOURCE}",
        timed=("time through it (µs)", "time directly (µs)", "ratio of times"),
    )  # fmt: skip


products_jacobian = let_scalar("products_jacobian", by_jacobian.products.expression, latex=r"\text{products}_J")
products_direct = let_scalar("products_direct", directly.products.expression, latex=r"\text{products}_0")
subtractions = let_scalar("subtractions", directly.additions.expression, latex=r"\text{subtractions}_0")

cost = Measurement(
    "cross_entropy.cost",
    "Products that it takes to contract ∂L/∂ŷ with the Jacobian of the softmax, against ŷ − y, and the time of both.",
    measure,
    chains=(
        chain(products_jacobian, "one for each entry of the Jacobian", K**2, label="jacobian"),
        chain(products_direct, "ŷ_i − y_i has none", 0, label="products"),
        chain(subtractions, "one for each i", K, label="direct"),
    ),
)
