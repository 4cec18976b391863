"""Targets of losses: they have the shape of what they are compared with, and are noticed in the wrong place."""

from collections.abc import Mapping, Sequence

import numpy as np

from .shapes import Array, Shape

SEEN = 1024
"""So many entries are looked at, or one row; most often the first shows that nothing was exchanged."""

FIRST = 16
"""So many of them are looked at one by one before all are: together these cost next to nothing."""

NEAR = 1e-3
"""A sum so close to 1 makes a distribution: predictions may have been computed in float16."""

FEW = 8
"""Fewer numbers from 0 to 1 may be logits by chance."""


class Targets:
    """of: each target with the input whose shape it has; probabilities: the inputs that are meant as such."""

    def __init__(self, of: Mapping[str, str], probabilities: Sequence[str]) -> None:
        self.of, self.probabilities = dict(of), frozenset(probabilities)

    def check_shapes(
        self, kernel: str, arrays: Mapping[str, Array], shapes: Mapping[str, Shape], axis: int, may_be_labels: bool
    ) -> None:
        """A target has the shape of its prediction, or length 1 but along the named axis; a number goes with all."""
        for name, prediction in self.of.items():
            target, data = arrays[name], arrays[prediction]
            rows = bool(shapes[prediction].core)
            label = rows and not shapes[name].core
            wanted = data.shape
            if rows and (
                data.ndim == 0 or data.shape[axis] == 0 or (target.ndim and not target.shape[-1] and not label)
            ):
                continue  # told elsewhere
            if data.dtype.kind in "iu" and data.ndim + 1 == target.ndim and rows:
                raise ValueError(_exchanged(kernel, prediction, name, "class labels"))
            if label:
                wanted = tuple(length for place, length in enumerate(data.shape) if place != axis % data.ndim)
            if target.shape == wanted or (target.ndim == 0 and (label or not rows)) or (data.ndim == 0 and not rows):
                continue
            one = tuple(data.shape[axis] if rows and place == axis % data.ndim else 1 for place in range(data.ndim))
            if target.shape == one and not label:
                continue
            raise ValueError(f"{kernel}: {name} has shape {target.shape}; expected {_expected(wanted, one, label)}, "
                             f"{'a label for each row' if label else 'the shape'} of {prediction}"
                             f"{_about_labels(target, wanted, axis, may_be_labels)}")  # fmt: skip

    def check_places(self, kernel: str, arrays: Mapping[str, Array], rows: bool) -> None:
        """ValueError where values show that prediction and target were exchanged.   rows: with the named axis last."""
        for name, prediction in self.of.items():
            if name in self.probabilities and name in arrays:
                target, data = arrays[name], arrays[prediction]
                if (
                    data.size
                    and target.size
                    and self._are_exchanged(target, data, prediction in self.probabilities, rows)
                ):
                    what = ("distributions" if rows else "labels") if prediction not in self.probabilities else "labels"
                    raise ValueError(_exchanged(kernel, prediction, name, what))

    def look_exchanged(self, names: Sequence[str], arrays: Sequence[Array]) -> bool:
        """Whether the first entries do not speak against it."""
        return any(
            name in self.probabilities and _looks(arrays[names.index(prediction)], prediction in self.probabilities)
            for name, prediction in self.of.items()
        )

    def _are_exchanged(self, target: Array, data: Array, probability: bool, rows: bool) -> bool:
        if not _looks(data, probability):
            return False
        if rows:
            count = data.shape[-1]
            most = max(1, SEEN // count) * count
            one, other = (each.flat[:most].reshape(-1, count) for each in (data, target))
            if count < 2:
                return False
            if probability:
                return bool(_are_labels(one) and _are_distributions(one) and ((other > 0) & (other < 1)).all())
            if not _are_distributions(one) or _are_distributions(other):
                return False
            flat = (one == one[:, :1]).all()  # scores that are all alike may be 1/K by chance
            return bool(((other < 0) | (other > 1)).any() or (len(one) > 1 and not flat))
        some, others = data.flat[:SEEN], target.flat[:SEEN]
        certain = some.size > 1 and _are_labels(some)
        if probability:
            return certain and bool(((others > 0) & (others < 1)).all())
        outside = bool(((others < 0) | (others > 1)).any())
        return outside and bool(certain or (some.size >= FEW and ((some >= 0) & (some <= 1)).all()))


def _looks(data: Array, probability: bool) -> bool:
    entries = (data.item(place) for place in range(min(data.size, FIRST)))
    return all(entry in (0, 1) for entry in entries) if probability else all(0 <= entry <= 1 for entry in entries)


def _exchanged(kernel: str, prediction: str, target: str, what: str) -> str:
    return (
        f"{kernel}: {prediction} and {target} seem to be exchanged: {prediction} holds {what}, and {target} does not; "
        f"expected {prediction} first, then {target}"
    )


def _are_labels(array: Array) -> bool:
    return bool(((array == 0) | (array == 1)).all())


def _are_distributions(rows: Array) -> bool:
    with np.errstate(all="ignore"):
        far = np.abs(np.sum(rows, axis=-1, dtype=np.float64) - 1)
        return bool((rows >= 0).all() and (rows <= 1).all() and np.all(far <= NEAR))


def _expected(wanted: tuple[int, ...], one: tuple[int, ...], label: bool) -> str:
    return f"{wanted}" if label or one == wanted else f"{wanted} (or {one}: one for all)"


def _about_labels(target: Array, wanted: tuple[int, ...], axis: int, may_be_labels: bool) -> str:
    """What helps where class labels came as numbers with a point."""
    if not may_be_labels or not wanted or target.dtype.kind != "f":
        return ""
    rows = tuple(length for place, length in enumerate(wanted) if place != axis % len(wanted))
    return "; class labels are integers" if target.shape == rows else ""
