"""A file of benchmarks with one of everything."""

from proofnotes.report.benchmarks import FORMAT, Accuracy, Benchmarks, Error, Goal, Machine, Timing

MACHINE = Machine(
    "Some <CPU>", 2, ("avx2",), "Linux x86_64", "2026-01-01", {}, 0.5, {"NumPy": "2.4", "Peer_x": "1"}, {}
)
TIMES = {"NumPy": 1e-6, "Peer_x": 2.5e-6}
SAMPLE = Benchmarks(
    FORMAT,
    "NumPy",
    MACHINE,
    {"numpy": 0.1, "numeric": 0.12},
    tuple(
        Timing("softmax", "float32", "small", (32, 128), direction, "fresh", 32768, 7, TIMES)
        for direction in ("forward", "vjp", "both")
    ),
    tuple(
        Accuracy("softmax", "value", "x = 1", "float32", measure, bound, 9, {"NumPy": Error(0.5, "x = 2", None, "")})
        for measure, bound in (("ulp", 2.5), ("relative", 1e-6), ("limits", 0.0))
    ),
    (Goal("mean", "float32", "small", "both", "at least", 1.5, 2.5, True, 1, "", None),),
)
