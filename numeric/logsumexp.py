"""Log-sum-exp: a smooth maximum.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/logsumexp.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., K) -> (...)", native="a1d2f17682de")
def logsumexp(z, axis=-1, out=None):
    """logsumexp(z) = log(total(exp(z[j]), j))

    Shapes: z: (..., K) -> (...), the named axis being `axis`.
    Source: logsumexp.definition; Boyd and Vandenberghe 2004, section 3.1.5.
    """
    t = rt.scratch(z)
    m = np.max(z, axis=-1)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=t)
    np.exp(t, out=t)
    out[...] = rt.unless_nan(m + np.log1p(rt.sum_of_runners_up(t, z, axis=-1)), m)


@rt.kernel("(...), (..., K) -> (..., K)", task="vjp", native="60d119c1f9a6")
def logsumexp_vjp(g, z, axis=-1, out=None):
    """The gradients of logsumexp: the upstream gradient g times the Jacobian.
    dz[i] = g*y[i]

    where
        y[i] = softmax(z)[i]

    Shapes: g, z: (...), (..., K) -> (..., K), the named axis being `axis`.
    Source: logsumexp.vjp; Boyd and Vandenberghe 2004, section 3.1.5.
    """
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    y = np.divide(out, np.sum(out, axis=-1, keepdims=True), out=out)
    np.multiply(g[..., None], y, out=out)


@rt.kernel("(..., K), (..., K) -> (...)", task="jvp", native="5b06bcbd9a89")
def logsumexp_jvp(dz, z, axis=-1, out=None):
    """The tangent of logsumexp: the Jacobian times the tangents of the inputs.
    logsumexp_jvp(dz, z) = total(y[i]*dz[i], i)

    where
        y[i] = softmax(z)[i]

    Shapes: dz, z: (..., K), (..., K) -> (...), the named axis being `axis`.
    Source: logsumexp.vjp; Boyd and Vandenberghe 2004, section 3.1.5.
    """
    t = rt.scratch(z)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=t)
    np.exp(t, out=t)
    y = np.divide(t, np.sum(t, axis=-1, keepdims=True), out=t)
    np.multiply(y, dz, out=t)
    out[...] = np.sum(t, axis=-1)
