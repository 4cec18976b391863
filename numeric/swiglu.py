"""SwiGLU: one half of a linear map gated by the Swish of the other half.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/swiglu.py.
"""

import math

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
    t = rt.scratch(b)
    u, v = rt.scratch(x, shape=(math.prod(x.shape[:-1]), W.shape[-2] // 2), count=2)
    np.matmul(x, W.T, out=t)
    h = np.add(t, b, out=t)
    x1 = h[..., :h.shape[-1] // 2]
    x2 = h[..., h.shape[-1] // 2:]
    rt.minus_abs(x2, out=out)
    np.exp(out, out=u)
    np.greater(x2, 0, out=v)
    np.maximum(u, v, out=v)
    u += 1
    v /= u
    rt.vanishing(v, x2, of=np.exp, at=out, out=out)
    out *= x1


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
    t = rt.scratch(b)
    u, v, w, w2, w3, w4 = rt.scratch(g, 6)
    np.matmul(x, W.T, out=t)
    h = np.add(t, b, out=t)
    x2 = h[..., h.shape[-1] // 2:]
    rt.minus_abs(x2, out=u)
    np.exp(u, out=v)
    np.greater(x2, 0, out=w)
    np.maximum(v, w, out=w)
    np.add(1, v, out=w2)
    w /= w2
    rt.vanishing(w, x2, of=np.exp, at=u, out=w3)
    dx1 = np.multiply(w3, g, out=w3)
    np.less(x2, 0, out=w4)
    np.maximum(v, w4, out=v)
    np.divide(v, w2, out=w2)
    rt.vanishing(w2, x2, of=np.exp, at=u, out=w2)
    w2 += 1
    rt.vanishing(w, w2, of=np.exp, at=u, out=u)
    x1 = h[..., :h.shape[-1] // 2]
    np.multiply(g, x1, out=v)
    dx2 = np.multiply(v, u, out=v)
    dh = rt.stack([dx1, dx2], axis=-1)
    np.matmul(dh, W, out=dx)
    np.matmul(dh.T, x, out=dW)
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
    t, w3, w4 = rt.scratch(b, 3)
    u, v, w, w2, w5 = rt.scratch(x, shape=(math.prod(x.shape[:-1]), W.shape[-2] // 2), count=5)
    np.matmul(x, W.T, out=t)
    h = np.add(t, b, out=t)
    x2 = h[..., h.shape[-1] // 2:]
    rt.minus_abs(x2, out=out)
    np.exp(out, out=u)
    np.greater(x2, 0, out=v)
    np.maximum(u, v, out=v)
    np.add(1, u, out=w)
    v /= w
    rt.vanishing(v, x2, of=np.exp, at=out, out=w2)
    np.matmul(dx, W.T, out=w3)
    np.matmul(x, dW.T, out=w4)
    w3 += w4
    dh = np.add(w3, db, out=w3)
    w2 *= dh[..., :dh.shape[-1] // 2]
    x1 = h[..., :h.shape[-1] // 2]
    np.less(x2, 0, out=w5)
    np.maximum(u, w5, out=u)
    np.divide(u, w, out=w)
    rt.vanishing(w, x2, of=np.exp, at=out, out=w)
    w += 1
    rt.vanishing(v, w, of=np.exp, at=out, out=out)
    out *= x1
    out *= dh[..., dh.shape[-1] // 2:]
    out += w2
