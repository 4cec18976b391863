"""Mutants of true links, asked of our generator of proofs and of strong tactics: none may be accepted.

python -m tests.certifying.mutants --count 300 --seed 1
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from itertools import islice

from tests.catalogue import CATALOGUE

from .asking import ask, by_tactics, written_proof
from .false_statements import FALSE, TOTALITY, false_mutants

WAYS = {"written": written_proof, "tactics": by_tactics}
BATCH = 20


def main(arguments: list[str] | None = None) -> int:
    """One line for each batch, and at the end what was accepted."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--way", choices=WAYS, default="written")
    parser.add_argument("--of", choices=("mutants", "totality", "false"), default="mutants")
    chosen = parser.parse_args(arguments)
    families = {"totality": TOTALITY, "false": FALSE}
    made = (
        iter(families[chosen.of].items())
        if chosen.of in families
        else false_mutants(CATALOGUE, chosen.count, chosen.seed)
    )
    outcomes: Counter[str] = Counter()
    accepted: list[str] = []
    while batch := dict(islice(made, BATCH)):
        told = ask(batch, WAYS[chosen.way])
        outcomes.update(each.outcome for each in told.values())
        accepted += [name for name, each in told.items() if each.outcome == "accepted"]
        print(dict(outcomes), flush=True)
    print(*accepted, f"{len(accepted)} of {outcomes.total()} accepted", sep="\n")
    return bool(accepted)


if __name__ == "__main__":
    sys.exit(main())
