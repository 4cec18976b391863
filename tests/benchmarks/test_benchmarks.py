"""The benchmark: everything is called and timed, its file is checked, nothing in it names a host."""

import json
import platform
from getpass import getuser
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks import backends, calls, machine, peers
from benchmarks.__main__ import main
from benchmarks.speed import clock, goals, textbook, timing
from proofnotes.report import ReportError
from proofnotes.report.benchmarks import Benchmarks, Timing, load_benchmarks, written
from proofnotes.statements.statement import Definition
from tests.catalogue import CATALOGUE
from tests.reading import ROOT

NAMED = {each.name: each for each in CATALOGUE.definitions}
EACH = [pytest.param(each, id=each.name) for each in CATALOGUE.definitions]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A benchmark of two functions, as the command line makes it, without peers."""
    out = tmp_path_factory.mktemp("bench") / "bench.json"
    few = ["--function", "swish", "--function", "layer_norm", "--size", "small", "--dtype", "float32", "--quick"]
    done = CliRunner().invoke(main, [*few, "--seconds", "0.001", "--out", str(out)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "float32, 32 × 128, forward, fresh results" in done.output
    return out


def test_the_file_is_what_the_report_reads(found: Path) -> None:
    read = load_benchmarks(found)
    assert read is not None
    assert {each.function for each in read.speed} == {"swish", "layer_norm", "layer_norm, eps=1e-06"}
    assert written(read) == found.read_bytes()
    table = read.speed_table("float32", "small", "forward")
    assert table.columns[:2] == ("function", "µs")
    assert table.columns[-1] == "× copyto"
    assert {row[0] for row in table.rows} == {"swish", "layer_norm", "layer_norm, eps=1e-06"}
    assert read.accuracy_table("float32").rows
    assert all(row[3] == 0 for row in read.accuracy_table("float32", "limits").rows)
    promised = read.accuracy_table("float32", promised=True).rows
    assert promised
    assert all(isinstance(row[3], float) for row in promised)


def test_the_file_names_no_host_and_no_folder(found: Path) -> None:
    text = found.read_text(encoding="utf-8")
    assert platform.node() not in text.replace(platform.machine(), "")
    assert str(ROOT) not in text
    assert str(Path.home()) not in text or str(Path.home()) == "/"
    assert f'"{getuser()}"' not in text


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda data: data["machine"].update(cores="two"), "$.machine.cores"),
        (lambda data: data["speed"][0].pop("rounds"), "$.speed[0]"),
        (lambda data: data["accuracy"][0].update(points=None), "$.accuracy[0].points"),
        (lambda data: data.update(format=99), "$.format"),
    ],
)
def test_a_malformed_file_is_named_with_its_key(found: Path, tmp_path: Path, change: Any, key: str) -> None:
    data = json.loads(found.read_text(encoding="utf-8"))
    change(data)
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        load_benchmarks(broken)
    assert str(broken) in str(caught.value)
    assert key in str(caught.value)


def test_no_file_is_no_benchmark(tmp_path: Path) -> None:
    assert load_benchmarks(tmp_path / "bench.json") is None
    (tmp_path / "bench.json").write_bytes(b"{")
    with pytest.raises(ReportError, match="bench.json"):
        load_benchmarks(tmp_path / "bench.json")


def test_goals_are_judged_by_ratios() -> None:
    seconds = {"native": 1.0, "NumPy": 2.0, "PyTorch": 1.5, "textbook": 8.0, "copyto": 0.5}
    timings = [
        Timing(name, "float32", "large", (4096, 1024), direction, mode, 1, 1, dict(seconds))
        for name in ("sigmoid", "softmax", "swiglu")
        for direction in peers.DIRECTIONS
        for mode in peers.MODES
    ]
    timings[0].seconds["PyTorch"] = 0.5
    slow = {**seconds, "PyTorch": 0.25}
    timings.append(Timing("layer_norm, eps=1e-06", "float32", "large", (4096, 1024), "forward", "fresh", 1, 1, slow))
    judged = {(each.what, each.direction): each for each in goals.judged(timings, NAMED, {}, "native")}
    assert judged["mean", "forward"].measured == pytest.approx((0.5 * 1.5 * 1.5) ** (1 / 3), abs=1e-4)
    assert not judged["mean", "forward"].met
    assert judged["single", "forward"].worst == "layer_norm, eps=1e-06"
    assert judged["mean", "forward"].functions == 3  # other ways to call a function count only where each one does
    assert judged["textbook", "both"].measured == 4
    assert judged["textbook", "both"].met
    assert judged["copy, gradients", "vjp"].functions == 2  # a matrix product is not limited by memory
    assert judged["copy, elementwise", "forward"].functions == 1


def test_everybody_runs_in_every_round_and_the_least_time_counts() -> None:
    order: list[str] = []
    times, rounds = clock.race({name: lambda name=name: order.append(name) for name in "abc"}, 0, 3)
    assert rounds == 3
    assert set(times) == set("abc")
    assert [name for number, name in enumerate(order) if number == 0 or order[number - 1] != name][:4] == list("abca")
    assert all(0 < time < 0.01 for time in times.values())


@pytest.mark.parametrize("definition", EACH)
def test_every_function_of_the_catalogue_can_be_called(definition: Definition) -> None:
    """A new function is timed without a line in a table."""
    rows, columns = timing.Case(definition, "float32", "one").shape
    made = calls.random_call(definition, rows, columns, np.float32)
    for module in backends.load_all().values():
        value = getattr(module, definition.name)(*made.arrays)
        assert value.shape == made.g.shape
        for direction in peers.DIRECTIONS:
            for mode in peers.MODES:
                run, traffic = timing.ours(module, definition.name, made, direction, mode)
                run()
                assert traffic >= calls.bytes_of(*made.arrays)


def test_other_ways_to_call_a_function() -> None:
    """With labels, and with keywords: of each there is a row, and the peers know what it is called."""
    names = [each.name for each in timing.cases(CATALOGUE.definitions, CATALOGUE.theorems, ["float32"], ["tiny"])]
    assert {"cross_entropy_with_logits, labels", "layer_norm, eps=1e-06", "leaky_relu, alpha=1e-03"} < set(names)
    labels = next(calls.variants(NAMED["cross_entropy_with_logits"], CATALOGUE.theorems))
    changed = labels.change(calls.random_call(NAMED["cross_entropy_with_logits"], 5, 8, np.float32))
    assert [each.dtype.kind for each in changed.arrays] == ["f", "i"]
    (module, *_) = backends.load_all().values()
    for direction in peers.DIRECTIONS:
        for mode in peers.MODES:
            timing.ours(module, "cross_entropy_with_logits", changed, direction, mode)[0]()


def test_the_textbook_computes_the_same_functions() -> None:
    (module, *_) = backends.load_all().values()
    for name, definition in NAMED.items():
        if hasattr(textbook, name):
            made = calls.random_call(definition, 5, 8, np.float64)
            for one, other in zip(_both(module, name, made), _both(textbook, name, made), strict=True):
                np.testing.assert_allclose(one, other, atol=2e-6)  # its erf has seven digits


def _both(module: Any, name: str, made: calls.KernelCall) -> list[Any]:
    slopes = getattr(module, f"{name}_vjp")(made.g, *made.arrays)
    return [getattr(module, name)(*made.arrays), *(slopes if isinstance(slopes, tuple) else (slopes,))]


def test_backends_are_loaded_side_by_side() -> None:
    import numeric

    loaded = backends.load_all()
    assert set(loaded) >= {"numpy"}
    assert loaded["numpy"].backend() == "numpy"
    assert len({id(module) for module in loaded.values()}) == len(loaded)
    assert __import__("numeric") is numeric


def test_a_peer_that_is_not_installed_is_left_out_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "NAMES", ("scipy", "nobody"))
    loaded, missing = peers.load((), 2)
    assert "nobody" in missing["nobody"]
    assert set(loaded) <= {"SciPy"}


def test_a_peer_that_refuses_the_arguments_is_left_out_of_that_race() -> None:
    class Fussy:
        name, version = "fussy", "1"

        def use(self, threads: int) -> None:
            """None are started."""

        def runs(self, function: str, call: calls.KernelCall, direction: str, mode: str) -> peers.Race:
            def run() -> None:
                raise ValueError("expected more than 1 value")

            return {self.name: run} if direction == "forward" else {self.name: lambda: None}

    kernels = {"numpy": backends.load_all()["numpy"]}
    case = timing.Case(NAMED["batch_norm"], "float32", "one")
    timed = timing.timed(case, kernels, {"fussy": Fussy()}, timing.Effort(0, 1))
    assert {each.direction for each in timed if "fussy" in each.seconds} == {"vjp", "both"}


def test_the_machine_is_described() -> None:
    told = machine.describe(backends.load_all(), {"SciPy": "1"}, {})
    assert told.cores >= 1
    assert told.cpu
    assert {"Python", "NumPy", "SciPy"} <= set(told.versions)


def test_the_format_is_the_dataclasses() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"format": 1}', type=Benchmarks)
