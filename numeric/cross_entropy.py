"""Cross-entropy: the negative log-likelihood of a distribution over K classes.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/cross_entropy.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., K), (..., K) -> (...)", native="0610743b4134")
def cross_entropy(y, y_hat, axis=-1, out=None):
    """cross_entropy(y, y_hat) = -total(y[i]*log(y_hat[i]), i)

    Shapes: y, y_hat: (..., K), (..., K) -> (...), the named axis being `axis`.
    Source: cross_entropy.definition; Bishop 2006, (4.108).
    """
    t, u = rt.scratch(y, 2)
    np.log(y_hat, out=t)
    np.multiply(y, t, out=u)
    rt.annihilated(u, y, t, out=u)
    out[...] = -np.sum(u, axis=-1)


@rt.kernel("(...), (..., K), (..., K) -> (..., K), (..., K)", task="vjp", native="7cdd2259375a")
def cross_entropy_vjp(g, y, y_hat, axis=-1, out=None):
    """The gradients of cross_entropy: the upstream gradient g times the Jacobian.
    dy[i] = (-g)*log(y_hat[i])
    dy_hat[i] = (-g)*y[i]/y_hat[i]

    Shapes: g, y, y_hat: (...), (..., K), (..., K) -> (..., K), (..., K), the named axis being `axis`.
    Source: cross_entropy.vjp; Bishop 2006, (4.108).
    """
    dy, dy_hat = out
    np.log(y_hat, out=dy)
    np.multiply(g[..., None], dy, out=dy_hat)
    rt.annihilated(dy_hat, g[..., None], dy, out=dy_hat)
    np.negative(dy_hat, out=dy)
    np.divide(y, y_hat, out=dy_hat)
    rt.annihilated(dy_hat, y, y_hat, out=dy_hat)
    dy_hat *= g[..., None]
    np.negative(dy_hat, out=dy_hat)


@rt.kernel("(..., K), (..., K), (..., K), (..., K) -> (...)", task="jvp", native="66382c00a37c")
def cross_entropy_jvp(dy, dy_hat, y, y_hat, axis=-1, out=None):
    """The tangent of cross_entropy: the Jacobian times the tangents of the inputs.
    cross_entropy_jvp(dy, dy_hat, y, y_hat) = total((-log(y_hat[i]))*dy[i], i) +
        total((-y[i]/y_hat[i])*dy_hat[i], i)

    Shapes: dy, dy_hat, y, y_hat: (..., K), (..., K), (..., K), (..., K) -> (...), the named axis being
        `axis`.
    Source: cross_entropy.vjp; Bishop 2006, (4.108).
    """
    t, u = rt.scratch(dy, 2)
    np.log(y_hat, out=t)
    np.multiply(dy, t, out=u)
    rt.annihilated(u, dy, t, out=u)
    np.divide(y, y_hat, out=t)
    rt.annihilated(t, y, y_hat, out=t)
    t *= dy_hat
    out[...] = -np.sum(u, axis=-1) - np.sum(t, axis=-1)


@rt.kernel("(..., K), (...) -> (...)", labels={"y": "K"})
def _cross_entropy_with_logits_labels(z, y, axis=-1, out=None):
    """cross_entropy_with_logits(z, y) = log(total(exp(z[j]), j)) - z[c]
    y holds the places c, counted from 0.

    Shapes: z, y: (..., K), (...) -> (...), the named axis being `axis`.
    Source: cross_entropy_with_logits.labels; Bishop 2006, (4.108).
    """
    t = rt.scratch(z)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=t)
    np.exp(t, out=t)
    out[...] = -(rt.at_label(z, y) - np.max(z, axis=-1)) + np.log1p(rt.sum_of_runners_up(t, z, axis=-1))


@rt.kernel("(...), (..., K), (...) -> (..., K)", task="vjp", labels={"y": "K"})
def _cross_entropy_with_logits_vjp_labels(g, z, y, axis=-1, out=None):
    """The gradients of cross_entropy_with_logits: the upstream gradient g times the Jacobian.
    dz[j] = g*(yhat[j] - delta(j, c))
    y holds the places c, counted from 0.

    where
        yhat[i] = softmax(z)[i]

    Shapes: g, z, y: (...), (..., K), (...) -> (..., K), the named axis being `axis`.
    Source: cross_entropy_with_logits.labels; Bishop 2006, (4.108).
    """
    t = rt.scratch(z)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    yhat = np.divide(out, np.sum(out, axis=-1, keepdims=True), out=t)
    np.multiply(g[..., None], yhat, out=out)
    rt.set_at_label(out, y, -g*rt.sum_of_others(yhat, y))


@rt.kernel("(..., K), (..., K) -> (...)", by_label=_cross_entropy_with_logits_labels, native="f49dac372695")
def cross_entropy_with_logits(z, y, axis=-1, out=None):
    """cross_entropy_with_logits(z, y) = -total(y[i]*log((yhat[i])), i)

    where
        yhat[i] = softmax(z)[i]

    Where y holds integers and has one axis fewer, they are class labels, counted from 0.

    Shapes: z, y: (..., K), (..., K) -> (...), the named axis being `axis`.
    Source: cross_entropy_with_logits.definition; Bishop 2006, (4.108).
    """
    t, u = rt.scratch(y, 2)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=t)
    np.exp(t, out=u)
    np.subtract(np.log1p(rt.sum_of_runners_up(u, z, axis=-1, keepdims=True)), t, out=u)
    np.multiply(y, u, out=t)
    rt.annihilated(t, y, u, out=t)
    out[...] = np.sum(t, axis=-1)


@rt.kernel(
    "(...), (..., K), (..., K) -> (..., K), (..., K)",
    task="vjp",
    by_label=_cross_entropy_with_logits_vjp_labels,
    native="5a4ff5c9c336",
)
def cross_entropy_with_logits_vjp(g, z, y, axis=-1, out=None):
    """The gradients of cross_entropy_with_logits: the upstream gradient g times the Jacobian.
    dz[i] = g*(yhat[i]*total((1 - delta(i, k))*y[k], k) - y[i]*total((1 - delta(i, k))*yhat[k], k))
    dy[i] = g*(log(total(exp(z[j]), j)) - z[i])

    where
        yhat[i] = softmax(z)[i]

    Where y holds integers and has one axis fewer, they are class labels, counted from 0.

    Shapes: g, z, y: (...), (..., K), (..., K) -> (..., K), (..., K), the named axis being `axis`.
    Source: cross_entropy_with_logits.vjp; Bishop 2006, (4.108).
    """
    dz, dy = out
    t, u = rt.scratch(z, 2)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=dy)
    np.exp(dy, out=t)
    yhat = np.divide(t, np.sum(t, axis=-1, keepdims=True), out=dz)
    rt.sum_of_rest(y, axis=-1, out=u)
    u *= yhat
    rt.sum_of_rest(yhat, axis=-1, out=dz)
    dz *= y
    u -= dz
    np.multiply(g[..., None], u, out=dz)
    np.subtract(np.log1p(rt.sum_of_runners_up(t, z, axis=-1, keepdims=True)), dy, out=t)
    np.multiply(g[..., None], t, out=dy)
    rt.annihilated(dy, g[..., None], t, out=dy)


@rt.kernel("(..., K), (..., K), (..., K), (..., K) -> (...)", task="jvp", native="dbc87d2daaaf")
def cross_entropy_with_logits_jvp(dz, dy, z, y, axis=-1, out=None):
    """The tangent of cross_entropy_with_logits: the Jacobian times the tangents of the inputs.
    cross_entropy_with_logits_jvp(dz, dy, z, y) = total((yhat[i]*total((1 - delta(i, k))*y[k], k) -
        y[i]*total((1 - delta(i, k))*yhat[k], k))*dz[i], i) + total((log(total(exp(z[j]), j)) - z[i])*dy[i],
        i)

    where
        yhat[i] = softmax(z)[i]

    Shapes: dz, dy, z, y: (..., K), (..., K), (..., K), (..., K) -> (...), the named axis being `axis`.
    Source: cross_entropy_with_logits.vjp; Bishop 2006, (4.108).
    """
    t, u, v, w = rt.scratch(z, 4)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=t)
    np.exp(t, out=u)
    yhat = np.divide(u, np.sum(u, axis=-1, keepdims=True), out=v)
    rt.sum_of_rest(y, axis=-1, out=w)
    w *= yhat
    rt.sum_of_rest(yhat, axis=-1, out=v)
    v *= y
    w -= v
    w *= dz
    np.subtract(np.log1p(rt.sum_of_runners_up(u, z, axis=-1, keepdims=True)), t, out=u)
    np.multiply(dy, u, out=t)
    rt.annihilated(t, dy, u, out=t)
    out[...] = np.sum(w, axis=-1) + np.sum(t, axis=-1)
