"""SwiGLU: one half of a linear map gated by the Swish of the other half.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/swiglu.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., m), (2*d, m), (..., 2*d) -> (..., d)", blocks=False)
def swiglu(x, W, b, out=None):
    """swiglu(x, W, b)[i] = x1[i]*swish(x2[i])

    where
        h[r] = total(W[r, c]*x[c], c) + b[r]
        x1[i] = h[i]
        x2[i] = h[d + i]

    Shapes: x, W, b: (..., m), (2*d, m), (..., 2*d) -> (..., d).
    Source: swiglu.definition; arXiv:2002.05202, equation (5).
    """
    h = x @ W.T + b
    x1 = h[..., :h.shape[-1] // 2]
    x2 = h[..., h.shape[-1] // 2:]
    t = np.exp(-np.abs(x2))
    out[...] = x1*rt.vanishing(np.maximum(t, x2 > 0)/(1 + t), x2)


@rt.kernel("(..., d), (..., m), (2*d, m), (..., 2*d) -> (..., m), (2*d, m), (..., 2*d)", task="vjp", blocks=False)
def swiglu_vjp(g, x, W, b, out=None):
    """The gradients of swiglu: the upstream gradient g times the Jacobian.
    dx[e] = total(W[r, e]*dh[r], r)
    dW[t, e] = dh[t]*x[e]
    db[t] = dh[t]

    where
        h[r] = total(W[r, c]*x[c], c) + b[r]
        x2[i] = h[d + i]
        dx1[i] = g[i]*swish(x2[i])
        x1[i] = h[i]
        dx2[i] = g[i]*x1[i]*swish_slope(x2[i])
        dh[r] = total(delta(r, i)*dx1[i], i) + total(delta(r, d + i)*dx2[i], i)

    Shapes: g, x, W, b: (..., d), (..., m), (2*d, m), (..., 2*d) -> (..., m), (2*d, m), (..., 2*d).
    Source: swiglu.vjp; arXiv:2002.05202, equation (5).
    """
    dx, dW, db = out
    h = x @ W.T + b
    x2 = h[..., h.shape[-1] // 2:]
    t = np.exp(-np.abs(x2))
    u = 1 + t
    v = np.maximum(t, x2 > 0)/u
    dx1 = g*rt.vanishing(v, x2)
    x1 = h[..., :h.shape[-1] // 2]
    dx2 = g*x1*rt.vanishing(v, 1 + rt.vanishing(np.maximum(t, x2 < 0)/u, x2))
    dh = np.concatenate([dx1, dx2], axis=-1)
    dx[...] = dh @ W
    dW[...] = dh.T @ x
    db[...] = dh


@rt.kernel("(..., m), (2*d, m), (..., 2*d), (..., m), (2*d, m), (..., 2*d) -> (..., d)", task="jvp", blocks=False)
def swiglu_jvp(dx, dW, db, x, W, b, out=None):
    """The tangent of swiglu: the Jacobian times the tangents of the inputs.
    swiglu_jvp(dx, dW, db, x, W, b)[i] = swish(x2[i])*dh[i] + x1[i]*swish_slope(x2[i])*dh[d + i]

    where
        h[r] = total(W[r, c]*x[c], c) + b[r]
        x2[i] = h[d + i]
        dh[r] = total(W[r, c]*dx[c], c) + total(dW[r, c]*x[c], c) + db[r]
        x1[i] = h[i]

    Shapes: dx, dW, db, x, W, b: (..., m), (2*d, m), (..., 2*d), (..., m), (2*d, m), (..., 2*d) -> (..., d).
    Source: swiglu.jvp; arXiv:2002.05202, equation (5).
    """
    h = x @ W.T + b
    x2 = h[..., h.shape[-1] // 2:]
    t = np.exp(-np.abs(x2))
    u = 1 + t
    v = np.maximum(t, x2 > 0)/u
    dh = dx @ W.T + x @ dW.T + db
    x1 = h[..., :h.shape[-1] // 2]
    v2 = x1*rt.vanishing(v, 1 + rt.vanishing(np.maximum(t, x2 < 0)/u, x2))*dh[..., dh.shape[-1] // 2:]
    out[...] = rt.vanishing(v, x2)*dh[..., :dh.shape[-1] // 2] + v2
