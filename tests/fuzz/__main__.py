"""python -m tests.fuzz --family rows --count 2000 --seed 1: a table of the answers, and every alarm as a snippet."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from .runner import FAMILIES, Alarm, Report, report

COLUMNS = ("PROVED", "REFUTED", "UNKNOWN", "right", "overflow", "wrong", "refused", "rejected", "crash")


def main() -> int:
    """Exit status 1 if there is an alarm."""
    parser = ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--family", choices=[*FAMILIES, "all"], default="all")
    parser.add_argument("--count", type=int, default=500, help="attacks of each family")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=2.0, help="the budget of one proof")
    parser.add_argument("--number", type=int, help="this attack only")
    given = parser.parse_args()
    families = list(FAMILIES) if given.family == "all" else [given.family]
    numbers = None if given.number is None else range(given.number, given.number + 1)
    done = [report(each, given.count, given.seed, given.seconds, numbers, _tell) for each in families]
    print(_table(done))
    return 1 if any(each.alarms for each in done) else 0


def _tell(alarm: Alarm) -> None:
    print(alarm, end="\n\n", flush=True)


def _table(done: list[Report]) -> str:
    lines = ["".join(f"{name:>12}" for name in ("family", "statements", *COLUMNS, "alarms", "per second"))]
    for each in done:
        count = each.answers.total()
        cells = (each.family, count, *(each.answers[name] for name in COLUMNS), len(each.alarms))
        lines.append("".join(f"{cell:>12}" for cell in (*cells, f"{count / max(each.seconds, 1e-9):.1f}")))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
