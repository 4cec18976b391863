"""FlashAttention's merge: softmax averages over two blocks of keys, from what was kept of each.

Of a block with scores z and values v are kept its maximum m, its sum ℓ = Σ e^{z − m} and its average
o = Σ e^{z − m} v/ℓ.  What is kept of both blocks together follows from what is kept of each, whatever m is: any number
will do in exact arithmetic, and the maximum keeps the exponentials from overflowing.

Source: T. Dao et al., "FlashAttention", 2022, arXiv:2205.14135, section 3.1; M. Milakov, N. Gimelshein,
"Online normalizer calculation for softmax", 2018, arXiv:1805.02867.
"""

from proofnotes import Definition, Dim, Kind, Max, Scalar, Tensor, Theorem, chain, exp, log, total

S, R, e = Dim("S"), Dim("R"), Dim("e")
s, r, a = S.index("s"), R.index("r"), e.index("a")
z, v = Tensor("z", S), Tensor("v", S, e)
w, u = Tensor("w", R), Tensor("u", R, e)
m, n, p = Scalar("m"), Scalar("n"), Scalar("p")

left, right = total(exp(z[s] - m), s), total(exp(w[r] - n), r)
both = total(exp(z[s] - p), s) + total(exp(w[r] - p), r)
average = total(exp(z[s] - m) * v[s, a], s) / left
other = total(exp(w[r] - n) * u[r, a], r) / right

o, oprime = Tensor("o", e), Tensor("oprime", e, latex="o'")
l, lprime = Scalar("l", positive=True, latex=r"\ell"), Scalar("lprime", positive=True, latex=r"\ell'")
top = Max(m, n)

merged_sum = Definition(
    "merged_sum",
    l * exp(m - top) + lprime * exp(n - top),
    inputs=(l, m, lprime, n),
    source="arXiv:2205.14135, section 3.1",
)
merged_output = Definition(
    "merged_output",
    (l * exp(m - top) * o[a] + lprime * exp(n - top) * oprime[a]) / merged_sum(l, m, lprime, n),
    inputs=(o, l, m, oprime, lprime, n),
    indices=(a,),
    source="arXiv:2205.14135, section 3.1",
)

sums = Theorem(
    "merged_sum.of_blocks",
    left * exp(m - p) + right * exp(n - p),
    "e^{z − m} e^{m − p} = e^{z − p}",
    both,
)
outputs = Theorem(
    "merged_output.of_blocks",
    (left * exp(m - p) * average + right * exp(n - p) * other) / (left * exp(m - p) + right * exp(n - p)),
    "ℓ o = Σ e^{z − m} v",
    (total(exp(z[s] - m) * v[s, a], s) * exp(m - p) + total(exp(w[r] - n) * u[r, a], r) * exp(n - p)) / both,
    "as for the sums",
    (total(exp(z[s] - p) * v[s, a], s) + total(exp(w[r] - p) * u[r, a], r)) / both,
)
reference = Theorem(
    "merged_sum.reference",
    chain(m + log(left), "log(e^m ℓ)", log(total(exp(z[s]), s)), label="logsumexp"),
    chain(average, "m cancels", total(exp(z[s]) * v[s, a], s) / total(exp(z[s]), s), label="average"),
)
order = Theorem(
    "merged_sum.order",
    merged_sum(l, m, lprime, n),
    "max is symmetric",
    merged_sum(lprime, n, l, m),
)
bounded = Theorem(
    "merged_sum.bounded",
    chain(merged_sum(l, m, lprime, n) <= l + lprime, "e^{m − max} ≤ 1", label="sum"),
    chain(exp(m - top) <= 1, "m ≤ max(m, n)", label="factor"),
    kind=Kind.BOUND,
)
