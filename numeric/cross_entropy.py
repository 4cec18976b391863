"""Cross-entropy: the negative log-likelihood of a distribution over K classes.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/cross_entropy.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., K), (..., K) -> (...)", targets={"y": "y_hat"}, probabilities=["y", "y_hat"], native="e53acf7f8430")
def cross_entropy(y_hat, y, axis=-1, out=None):
    """cross_entropy(y_hat, y) = -total(y[i]*log(y_hat[i]), i)

    y has the shape of y_hat, or, as one target for all rows, leading axes of length 1.

    Shapes: y_hat, y: (..., K), (..., K) -> (...), the named axis being `axis`.
    Source: cross_entropy.definition; Bishop 2006, (4.108).
    """
    t, u = rt.scratch(y, 2)
    np.log(y_hat, out=t)
    np.multiply(y, t, out=u)
    rt.annihilated(u, y, t, out=u)
    out[...] = -np.sum(u, axis=-1)


@rt.kernel(
    "(...), (..., K), (..., K) -> (..., K), (..., K)",
    task="vjp",
    targets={"y": "y_hat"},
    probabilities=["y", "y_hat"],
    native="99cb69097e50",
)
def cross_entropy_vjp(g, y_hat, y, axis=-1, out=None):
    """The gradients of cross_entropy: the upstream gradient g times the Jacobian.
    dy_hat[i] = (-g)*y[i]/y_hat[i]
    dy[i] = (-g)*log(y_hat[i])

    y has the shape of y_hat, or, as one target for all rows, leading axes of length 1.

    Shapes: g, y_hat, y: (...), (..., K), (..., K) -> (..., K), (..., K), the named axis being `axis`.
    Source: cross_entropy.vjp; Bishop 2006, (4.108).
    """
    dy_hat, dy = out
    t = rt.scratch(y)
    np.divide(y, y_hat, out=dy_hat)
    rt.annihilated(dy_hat, y, y_hat, out=dy_hat)
    dy_hat *= g[..., None]
    np.negative(dy_hat, out=dy_hat)
    np.log(y_hat, out=dy)
    np.multiply(g[..., None], dy, out=t)
    rt.annihilated(t, g[..., None], dy, out=t)
    np.negative(t, out=dy)


@rt.kernel(
    "(..., K), (..., K), (..., K), (..., K) -> (...)",
    task="jvp",
    targets={"y": "y_hat"},
    probabilities=["y", "y_hat"],
    native="15d8b09cdac4",
)
def cross_entropy_jvp(dy_hat, dy, y_hat, y, axis=-1, out=None):
    """The tangent of cross_entropy: the Jacobian times the tangents of the inputs.
    cross_entropy_jvp(dy_hat, dy, y_hat, y) = total((-y[i]/y_hat[i])*dy_hat[i], i) +
        total((-log(y_hat[i]))*dy[i], i)

    y has the shape of y_hat, or, as one target for all rows, leading axes of length 1.

    Shapes: dy_hat, dy, y_hat, y: (..., K), (..., K), (..., K), (..., K) -> (...), the named axis being
        `axis`.
    Source: cross_entropy.vjp; Bishop 2006, (4.108).
    """
    t, u, v = rt.scratch(y, 3)
    np.divide(y, y_hat, out=t)
    rt.annihilated(t, y, y_hat, out=t)
    t *= dy_hat
    np.log(y_hat, out=u)
    np.multiply(dy, u, out=v)
    rt.annihilated(v, dy, u, out=v)
    out[...] = -np.sum(t, axis=-1) - np.sum(v, axis=-1)


@rt.kernel("(..., K), (...) -> (...)", targets={"y": "z"}, labels={"y": "K"}, native="b9c515939951")
def _cross_entropy_with_logits_labels(z, y, axis=-1, out=None):
    """cross_entropy_with_logits(z, y) = log(total(exp(z[j]), j)) - z[c]
    y holds the places c, counted from 0.

    y has a label for each row of z, or is one number, for all.

    Shapes: z, y: (..., K), (...) -> (...), the named axis being `axis`.
    Source: cross_entropy_with_logits.labels; Bishop 2006, (4.108).
    """
    t = rt.scratch(z)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=t)
    np.exp(t, out=t)
    out[...] = -(rt.at_label(z, y) - np.max(z, axis=-1)) + np.log1p(rt.sum_of_runners_up(t, z, axis=-1))


@rt.kernel(
    "(...), (..., K), (...) -> (..., K)",
    task="vjp",
    targets={"y": "z"},
    labels={"y": "K"},
    native="099ab1589556",
)
def _cross_entropy_with_logits_vjp_labels(g, z, y, axis=-1, out=None):
    """The gradients of cross_entropy_with_logits: the upstream gradient g times the Jacobian.
    dz[j] = g*(yhat[j] - delta(j, c))
    y holds the places c, counted from 0.

    where
        yhat[i] = softmax(z)[i]

    y has a label for each row of z, or is one number, for all.

    Shapes: g, z, y: (...), (..., K), (...) -> (..., K), the named axis being `axis`.
    Source: cross_entropy_with_logits.labels; Bishop 2006, (4.108).
    """
    t = rt.scratch(z)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    yhat = np.divide(out, np.sum(out, axis=-1, keepdims=True), out=t)
    np.multiply(g[..., None], yhat, out=out)
    rt.set_at_label(out, y, -g*rt.sum_of_others(yhat, y))


@rt.kernel(
    "(..., K), (..., K) -> (...)",
    targets={"y": "z"},
    probabilities=["y"],
    by_label=_cross_entropy_with_logits_labels,
    native="d8d34d021110",
)
def cross_entropy_with_logits(z, y, axis=-1, out=None):
    """cross_entropy_with_logits(z, y) = -total(y[i]*log((yhat[i])), i)

    where
        yhat[i] = softmax(z)[i]

    Where y holds integers and has one axis fewer, they are class labels, counted from 0.

    y has the shape of z, or, as one target for all rows, leading axes of length 1.

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
    targets={"y": "z"},
    probabilities=["y"],
    by_label=_cross_entropy_with_logits_vjp_labels,
    native="554eaa75eeea",
)
def cross_entropy_with_logits_vjp(g, z, y, axis=-1, out=None):
    """The gradients of cross_entropy_with_logits: the upstream gradient g times the Jacobian.
    dz[i] = g*(yhat[i]*total((1 - delta(i, k))*y[k], k) - y[i]*total((1 - delta(i, k))*yhat[k], k))
    dy[i] = g*(log(total(exp(z[j]), j)) - z[i])

    where
        yhat[i] = softmax(z)[i]

    Where y holds integers and has one axis fewer, they are class labels, counted from 0.

    y has the shape of z, or, as one target for all rows, leading axes of length 1.

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


@rt.kernel(
    "(..., K), (..., K), (..., K), (..., K) -> (...)",
    task="jvp",
    targets={"y": "z"},
    probabilities=["y"],
    native="4072707a2cc8",
)
def cross_entropy_with_logits_jvp(dz, dy, z, y, axis=-1, out=None):
    """The tangent of cross_entropy_with_logits: the Jacobian times the tangents of the inputs.
    cross_entropy_with_logits_jvp(dz, dy, z, y) = total((yhat[i]*total((1 - delta(i, k))*y[k], k) -
        y[i]*total((1 - delta(i, k))*yhat[k], k))*dz[i], i) + total((log(total(exp(z[j]), j)) - z[i])*dy[i],
        i)

    where
        yhat[i] = softmax(z)[i]

    y has the shape of z, or, as one target for all rows, leading axes of length 1.

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
