"""The implementations that ours are compared with: each is one file, with a class PEER, and is left out where it cannot
be imported.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol

from benchmarks.calls import KernelCall

NAMES = ("pytorch", "jax", "scipy", "numexpr")

FORWARD, BACKWARD, BOTH = "forward", "vjp", "both"
DIRECTIONS = (FORWARD, BACKWARD, BOTH)
FRESH, REUSED = "fresh", "reused"
MODES = (FRESH, REUSED)

Run = Callable[[], Any]
Race = dict[str, Run]
"""Who runs, by the name in the tables."""


class Peer(Protocol):
    """One implementation of some of the functions."""

    name: str
    version: str

    def use(self, threads: int) -> None:
        """So many threads from now on, where it can be told."""

    def runs(self, function: str, call: KernelCall, direction: str, mode: str) -> Race:
        """Calls without arguments, by the name under which each stands in the tables; none where it has nothing."""

    def value(self, function: str) -> Callable[..., Any] | None:
        """The function on NumPy arrays."""

    def gradients(self, function: str) -> Callable[..., tuple[Any, ...]] | None:
        """(g, *inputs) to one gradient for each input, on NumPy arrays."""


def load(wanted: Sequence[str], threads: int) -> tuple[dict[str, Peer], dict[str, str]]:
    """The peers that are installed (of those that are wanted, if any are named), and why others are not there."""
    found: dict[str, Peer] = {}
    missing = {}
    for name in wanted or NAMES:
        try:
            peer: Peer = import_module(f"benchmarks.peers.{name}").PEER(threads)
        except ImportError as reason:
            missing[name] = f"{type(reason).__name__}: {reason}"
        else:
            found[peer.name] = peer
    return found, missing


def versions(peers: Mapping[str, Peer]) -> dict[str, str]:
    """The version of each."""
    return {name: peer.version for name, peer in peers.items()}
