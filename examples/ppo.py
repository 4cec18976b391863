"""PPO's clipped objective: the policy gains nothing from leaving the neighbourhood of the old one.

    r = e^{ℓ − ℓ_old},   J = (1/N) Σ_n min(r_n A_n, clip(r_n, 1 − ε, 1 + ε) A_n)

Source: J. Schulman et al., "Proximal Policy Optimization Algorithms", 2017, arXiv:1707.06347, equation (7).
"""

from proofnotes import (
    Abs,
    Definition,
    Dim,
    Kind,
    Min,
    Ne,
    Scalar,
    Tensor,
    Theorem,
    cases,
    chain,
    clip,
    diff,
    exp,
    let,
    let_scalar,
    total,
)

N = Dim("N")
n = N.index("n")
(c,) = N.fixed("c")
l, old, A = Tensor("l", N, latex=r"\ell"), Tensor("old", N, latex=r"\ell^{\text{old}}"), Tensor("A", N)
ε = Scalar("eps", positive=True, latex=r"\epsilon")

r = let("r", exp(l[n] - old[n]), n)
term = let("J", Min(r[n] * A[n], clip(r[n], 1 - ε, 1 + ε) * A[n]), n)

ppo = Definition(
    "ppo",
    total(term[n], n) / N,
    inputs=(l, old, A),
    parameters=((ε, 0.2),),
    where=(r, term),
    assuming=[Abs(l[n] - old[n]) < 20],
    symbol="J",
    source="arXiv:1707.06347, equation (7)",
)
J = let_scalar("objective", ppo(l, old, A), latex="J")

lower = Theorem(
    "ppo.lower",
    chain(term[n] <= r[n] * A[n], "a minimum is at most its first argument", label="unclipped"),
    chain(term[n] <= clip(r[n], 1 - ε, 1 + ε) * A[n], "and its second", label="clipped"),
    kind=Kind.BOUND,
)
gains = Theorem(
    "ppo.gains",
    chain(
        term[n],
        "A > 0: only the upper clip matters",
        cases((r[n] * A[n], r[n] <= 1 + ε), (1 + ε) * A[n]),
        label="good",
        assuming=[A[n] > 0],
    ),
    chain(
        term[n],
        "A < 0: only the lower one",
        cases((r[n] * A[n], r[n] >= 1 - ε), (1 - ε) * A[n]),
        label="bad",
        assuming=[A[n] < 0],
    ),
)
start = Theorem("ppo.start", ppo(old, old, A), "r = 1 lies inside", total(A[n], n) / N)
smooth = [Ne(r[n], 1 - ε), Ne(r[n], 1 + ε)]
gradient = Theorem(
    "ppo.gradient",
    chain(
        diff(J, l[c]),
        "inside r′ = r",
        r[c] * A[c] / N,
        label="good",
        assuming=[A[c] > 0, r[c] < 1 + ε, *smooth],
    ),
    chain(
        diff(J, l[c]),
        "beyond the upper clip there is nothing to gain",
        0,
        label="good_clipped",
        assuming=[A[c] > 0, r[c] > 1 + ε],
    ),
    chain(
        diff(J, l[c]),
        "inside r′ = r",
        r[c] * A[c] / N,
        label="bad",
        assuming=[A[c] < 0, r[c] > 1 - ε, *smooth],
    ),
    chain(
        diff(J, l[c]),
        "below the lower one neither",
        0,
        label="bad_clipped",
        assuming=[A[c] < 0, r[c] < 1 - ε],
    ),
)
