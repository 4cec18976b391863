"""What is claimed, in Coq: the printer of statements, which is to be trusted."""

from .claim import Claim as Claim
from .claim import Claims as Claims
from .claim import Form as Form
from .refusal import Unsupported as Unsupported
