"""The search for proofs in Coq, trusted by nobody: what it finds, Coq checks."""

from .rational import Stuck as Stuck
from .script import Script as Script
from .script import proof_of as proof_of
