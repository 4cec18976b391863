"""Targets of losses: one order of arguments, the shape of the prediction, and what is noticed in the wrong place."""

from typing import Any

import numpy as np
import pytest

import numeric
from proofnotes import Definition, NotationError, Scalar
from proofnotes.lowering import Kernel
from tests.catalogue import CATALOGUE
from tests.numeric.numeric_checks import call, functions, is_elementwise, sample

LOSSES = [pytest.param(each, id=each.name) for each in functions(CATALOGUE) if each.definition.targets]
WITH_ROWS = [p for p in LOSSES if not is_elementwise(p.values[0].definition)]  # type: ignore[attr-defined]
OF_NUMBERS = [p for p in LOSSES if p not in WITH_ROWS]
ce, ce_logits = numeric.cross_entropy, numeric.cross_entropy_with_logits
bce, bce_logits = numeric.binary_cross_entropy, numeric.binary_cross_entropy_with_logits
Y_HAT = np.array([[0.7, 0.2, 0.1], [0.3, 0.3, 0.4]])
Y = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
Z = np.array([[2.0, -1.0, 0.5], [3.0, 0.1, -4.0]])


def data(function: Kernel, rows: int, columns: int) -> dict[str, Any]:
    """Random arguments with two leading axes, or rows."""
    rng = np.random.default_rng(0)
    found: dict[str, Any] = {}
    for name in function.arguments:
        scalar = not is_elementwise(function.definition) and name == "g"
        found[name] = rng.uniform(0.1, 0.9, (rows,) if scalar else (rows, columns))
    return found


def test_there_are_losses() -> None:
    names = ("binary_cross_entropy", "binary_cross_entropy_with_logits", "cross_entropy", "cross_entropy_with_logits")
    assert len(LOSSES) >= 3 * len(names)


@pytest.mark.parametrize("function", LOSSES)
def test_the_prediction_comes_first(function: Kernel) -> None:
    own = [name for name in function.arguments if not name.startswith("d") and name != "g"]
    assert own[-1] == "y"
    assert len(own) == 2
    if function.task == "jvp":
        assert list(function.arguments[:2]) == [f"d{name}" for name in own]


def test_values_in_the_order_of_the_arguments() -> None:
    np.testing.assert_allclose(ce(Y_HAT, Y), [-np.log(0.7), -np.log(0.4)])
    np.testing.assert_allclose(bce(0.7, 1.0), -np.log(0.7))
    np.testing.assert_allclose(bce_logits(2.0, 1.0), np.log1p(np.exp(-2)))
    by_prediction, by_target = numeric.cross_entropy_vjp(np.ones(2), Y_HAT, Y)
    np.testing.assert_allclose(by_prediction, -Y / Y_HAT)
    np.testing.assert_allclose(by_target, -np.log(Y_HAT))


@pytest.mark.parametrize("function", LOSSES)
def test_a_column_against_a_row_is_an_error(function: Kernel) -> None:
    """Whatever would broadcast to a table of all pairs."""
    arrays = data(function, 4, 4)
    prediction = function.arguments[-2]
    spoiled: list[tuple[str, Any]] = [
        ("y", arrays["y"][0]),
        ("y", arrays["y"][:, :1]),
        (prediction, arrays[prediction][0]),
    ]
    spoiled += [("y", np.stack([arrays["y"]] * 2)), (prediction, arrays[prediction][:1])]
    for name, array in spoiled:
        with pytest.raises(ValueError, match=rf"^{function.name}: "):
            call(function, {**arrays, name: array})


def test_shapes_of_numbers() -> None:
    column = np.full((3, 1), 0.5)
    for y in (np.ones(3), np.ones((1, 3))):
        with pytest.raises(
            ValueError, match=r"binary_cross_entropy: y has shape .*; expected \(3, 1\) .*, the shape of y_hat"
        ):
            bce(column, y)
        with pytest.raises(ValueError, match="binary_cross_entropy_with_logits: y has shape"):
            bce_logits(column, y)
    assert bce(column, 1.0).shape == bce(column, [[1.0]]).shape == (3, 1)
    assert bce(0.5, np.ones(3)).shape == (3,)


def test_one_distribution_for_all_rows_says_so() -> None:
    np.testing.assert_array_equal(ce_logits(Z, Y[:1]), ce_logits(Z, np.repeat(Y[:1], 2, axis=0)))
    np.testing.assert_array_equal(ce_logits(Z.T, Y[:1].T, axis=0), ce_logits(Z, np.repeat(Y[:1], 2, axis=0)))
    dz, dy = numeric.cross_entropy_with_logits_vjp(np.ones(2), Z, Y[:1])
    assert (dz.shape, dy.shape) == ((2, 3), (1, 3))
    with pytest.raises(
        ValueError, match=r"y has shape \(3,\); expected \(2, 3\) \(or \(1, 3\): one for all\), the shape of z"
    ):
        ce_logits(Z, Y[0])


def test_class_labels_that_came_as_floats() -> None:
    z = np.array([[0.0, 1.0], [0.0, 1.0]])
    for f in (lambda y: ce_logits(z, y), lambda y: numeric.cross_entropy_with_logits_vjp(np.ones(2), z, y)):
        with pytest.raises(ValueError, match=r"y has shape \(2,\); expected \(2, 2\) .*; class labels are integers"):
            f(np.array([1.0, 0.0]))
    with pytest.raises(ValueError, match="a label for each row of z"):
        ce_logits(np.zeros((4, 4, 3)), np.zeros(4, int))
    with pytest.raises(ValueError, match="a label for each row of z"):
        ce_logits(np.zeros((1, 3)), np.zeros(4, int))


EXCHANGED = {
    "one-hot": lambda: ce(Y, Y_HAT),
    "soft targets and logits": lambda: ce_logits(Y_HAT, Z),
    "one-hot and logits": lambda: ce_logits(Y, Z),
    "one row": lambda: ce_logits(Y[0], Z[0]),
    "labels and logits": lambda: ce_logits(np.array([0, 2]), Z),
    "labels": lambda: bce([1.0, 0.0, 1.0], [0.9, 0.2, 0.7]),
    "labels and scores": lambda: bce_logits([1.0, 0.0, 1.0], [3.0, -2.0, 0.5]),
    "shares and scores": lambda: bce_logits(np.linspace(0, 1, 9), np.linspace(-2, 2, 9)),
    "gradient": lambda: numeric.cross_entropy_vjp(np.ones(2), Y, Y_HAT),
    "tangent": lambda: numeric.binary_cross_entropy_with_logits_jvp(Z, Z, Y, Z),
    "along an axis": lambda: ce_logits(Y_HAT.T, Z.T, axis=0),
    "float32": lambda: ce_logits(Y_HAT.astype(np.float32), Z.astype(np.float32)),
    "float16": lambda: ce(Y.astype(np.float16), Y_HAT.astype(np.float16)),
}


@pytest.mark.parametrize("exchanged", EXCHANGED.values(), ids=EXCHANGED.keys())
def test_exchanged_arguments_are_noticed(exchanged: Any) -> None:
    for _ in range(2):
        with pytest.raises(
            ValueError, match=r"(z|y_hat) and y seem to be exchanged: .*; expected (z|y_hat) first, then y"
        ):
            exchanged()


def test_what_is_no_exchange() -> None:
    """Saturated predictions, scores that are all alike or happen to be shares, targets of any sign."""
    bce(np.array([0.0, 1.0, 1.0]), np.array([0.0, 1.0, 1.0]))
    ce(Y, Y)
    bce_logits(np.zeros(9), np.full(9, 0.9))
    ce_logits(np.full((4, 3), 1 / 3), np.full((4, 3), 0.2))
    ce_logits(Y_HAT, Y)
    ce_logits(Z, Z)
    bce(0.5, 3.0)
    assert np.isinf(bce(0.0, 1.0))


def test_few_entries_are_looked_at() -> None:
    """The first hundred rows are enough to tell; what comes later is not."""
    many = np.repeat(Y_HAT, 1000, axis=0)
    many[-1] = 5
    with pytest.raises(ValueError, match="exchanged"):
        ce_logits(many, np.repeat(Z, 1000, axis=0))


def test_what_a_definition_says_of_its_targets() -> None:
    x, t = Scalar("x"), Scalar("t")
    made = Definition("squared_error", (x - t) ** 2, inputs=(t, x), targets=(t,))
    assert made.arguments == (x, t)
    assert made.inputs == (t, x)
    with pytest.raises(NotationError, match="targets has .*, which is none of its inputs"):
        Definition("squared_error", (x - t) ** 2, inputs=(t, x), targets=(Scalar("s"),))
    with pytest.raises(NotationError, match="expected an input that is no target"):
        Definition("square", t**2, inputs=(t,), targets=(t,))


def test_targets_that_are_no_probabilities_may_be_anything() -> None:
    from proofnotes.lowering import lower

    x, t = Scalar("x"), Scalar("t")
    f = lower(Definition("squared_error", (x - t) ** 2, inputs=(t, x), targets=(t,)))
    np.testing.assert_array_equal(f(np.ones(9), np.full(9, 5.0)), np.full(9, 16.0))
    with pytest.raises(ValueError, match=r"squared_error: t has shape \(9,\); expected \(9, 1\)"):
        f(np.ones((9, 1)), np.ones(9))


def test_samples_are_taken_as_they_are() -> None:
    """The targets of the other tests are any numbers: none of them is refused."""
    for param in LOSSES:
        function: Kernel = param.values[0]  # type: ignore[assignment]
        for size in (1, 2, 7):
            arrays = sample(function.definition, size, np.float64, size).arrays
            call(function, arrays)
