"""What the sweeps have found: docs/accuracy.json, and the tables of docs/accuracy.md that are made of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "docs"
DATA, PAGE = FOLDER / "accuracy.json", FOLDER / "accuracy.md"

ALL = 4_278_190_080
"""The finite numbers of float32."""

KERNELS, VECTORS, ROWS = "kernels", "vector functions", "rows"


@dataclass(frozen=True)
class Found:
    """The largest error in one column, and where; near a root in units of the terms that cancel there.

    at: the number, or the length of the row.
    """

    error: float
    at: float
    near: float = 0.0
    near_at: float = 0.0


@dataclass(frozen=True)
class Record:
    """The largest errors of one function.   part: KERNELS, VECTORS or ROWS.

    points: how many numbers, or the longest row.   units: what errors are measured in units in the last place of.
    columns: instruction sets, and NumPy.
    """

    part: str
    function: str
    dtype: str
    points: int
    units: str
    columns: Mapping[str, Found]


@dataclass(frozen=True)
class Records:
    """machine: where it was found."""

    machine: str
    records: tuple[Record, ...]

    def chosen(self, part: str, dtype: str) -> list[Record]:
        """Those of one table."""
        return [each for each in self.records if (each.part, each.dtype) == (part, dtype)]


def load(path: Path = DATA) -> Records:
    """What was written last."""
    data = json.loads(path.read_text(encoding="utf-8"))
    made = [
        Record(**{**each, "columns": {name: Found(**found) for name, found in each["columns"].items()}})
        for each in data["records"]
    ]
    return Records(data["machine"], tuple(made))


def written(records: Records) -> str:
    """The data, as JSON."""
    return json.dumps(asdict(records), indent=1) + "\n"


def sharp(value: float) -> float:
    """Four digits, upwards: what is shown is never less than what was found."""
    text = float(f"{value:.4g}")
    return text if text >= value else float(f"{value * (1 + 5e-4):.4g}")


TABLES = {
    (KERNELS, "float32"): "Functions of numbers in float32",
    (KERNELS, "float64"): "Functions of numbers in float64",
    (ROWS, "float32"): "Functions of rows in float32",
    (ROWS, "float64"): "Functions of rows in float64",
    (VECTORS, "float32"): "What compiled kernels are written in, in float32",
    (VECTORS, "float64"): "What compiled kernels are written in, in float64",
}

HEAD = """# How exact the kernels are

Made by `make sweep`; do not edit. Machine: {machine}.

The largest errors that were found, in units in the last place (ulp) of the exact value, for each instruction set
that the kernels are compiled for, and for the NumPy kernels, which serve where there is no compiler; after ≤, what is
promised.
What is promised is in `benchmarks/accuracy/bounds.py`, and a test holds it against these tables.

- **float32**: where the table says *all*, every finite number, 4 278 190 080 of them, subnormal ones too; else all
  with 2⁻¹³ ≤ ∣x∣ < 128. Against the same formula in float64.
- **float64**: numbers of every size and sign, and one by one around the places where something happens, against the
  formula in 80 bits, or in 96 by FLINT.
- **Rows**: every length from 1 to 4096, each with ten kinds of entries: equal, one dominant, geometric, even,
  alternating one by one and in blocks, nearly equal, normal, with heavy tails. The column *ulp of* says what errors are
  measured in: the value; 1 where a logarithm is nearer to 0; the terms where they cancel; the largest entry of a row of
  norms.
- Near the root of a derivative, where no number of digits is right, errors are measured in units of the terms that
  cancel; they are told in brackets.
- The NumPy kernels are as exact as the exponential of NumPy, and where e^(z − max z) is needed the error of z − max z
  is multiplied by its size. Their numbers hold for this machine and the version of NumPy above.
- Of the tanh form of GELU nothing is promised: the rounding error of its argument is multiplied by the argument's size.
"""


def page(records: Records, promised: Mapping[tuple[str, str, str, str], float | None]) -> str:
    """The tables.   promised: by part, function, type and column."""
    parts = [HEAD.format(machine=records.machine)]
    for (part, dtype), title in TABLES.items():
        chosen = records.chosen(part, dtype)
        if chosen:
            parts.append(f"\n## {title}\n\n{_table(chosen, promised)}")
    return "".join(parts)


def _table(chosen: Sequence[Record], promised: Mapping[tuple[str, str, str, str], float | None]) -> str:
    columns = list(dict.fromkeys(name for each in chosen for name in each.columns))
    title, more = ("ulp of", lambda each: each.units) if chosen[0].part == ROWS else ("numbers", _numbers)
    lines = [_line(["function", title, *columns]), _line(["---", "---", *["---:"] * len(columns)])]
    for each in chosen:
        bounds = [promised.get((each.part, each.function, each.dtype, name)) for name in columns]
        cells = [_cell(each.columns.get(name), bound) for name, bound in zip(columns, bounds, strict=True)]
        lines.append(_line([f"`{each.function}`", more(each), *cells]))
    return "".join(lines)


def _numbers(each: Record) -> str:
    return "all" if each.points == ALL else f"{each.points:,}".replace(",", " ")


def _cell(found: Found | None, bound: float | None) -> str:
    if found is None:
        return ""
    near = f" ({sharp(found.near):.3g})" if found.near else ""
    return f"{found.error:.3g}{near}" + (f" ≤ {bound:g}" if bound is not None else "")


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
