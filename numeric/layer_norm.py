"""LayerNorm: each sample normalized over its own features.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/layer_norm.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., D), (D), (D) -> (..., D)", positive=["eps"])
def layer_norm(x, gamma, beta, eps=1e-5):
    """layer_norm(x, gamma, beta)[n, d] = gamma[d]*xhat[n, d] + beta[d]

    where
        mu[n] = 1/D*total(x[n, d], d)
        sigma2[n] = 1/D*total((x[n, d] - mu[n])**2, d)
        xhat[n, d] = (x[n, d] - mu[n])/sqrt(sigma2[n] + eps)

    Shapes: x, gamma, beta: (..., D), (D), (D) -> (..., D).
    Source: layer_norm.definition; arXiv:1607.06450, equations (3), (4).
    """
    s = rt.power_of_two(x, axis=-1)
    x2 = rt.scaled(x, s)
    mu = np.mean(x2, axis=-1, keepdims=True)
    u = x2 - mu
    u -= np.mean(u, axis=-1, keepdims=True)
    sigma2 = np.mean(u**2, axis=-1, keepdims=True)
    xhat = np.divide(u, np.sqrt(sigma2 + rt.over_square(eps, s)), out=u)
    return gamma*xhat + beta


@rt.kernel("(..., D), (..., D), (D), (D) -> (..., D), (D), (D)", positive=["eps"])
def layer_norm_vjp(g, x, gamma, beta, eps=1e-5):
    """The gradients of layer_norm: the upstream gradient g times the Jacobian.
    dx[m, e] = (h[m, e] - 1/D*total(h[m, d], d) - xhat[m, e]*1/D*total(h[m, d]*xhat[m, d],
        d))/sqrt(sigma2[m] + eps)
    dgamma[e] = total(g[n, e]*xhat[n, e], n)
    dbeta[e] = total(g[n, e], n)

    where
        h[n, d] = gamma[d]*g[n, d]
        mu[n] = 1/D*total(x[n, d], d)
        sigma2[n] = 1/D*total((x[n, d] - mu[n])**2, d)
        xhat[n, d] = (x[n, d] - mu[n])/sqrt(sigma2[n] + eps)

    Shapes: g, x, gamma, beta: (..., D), (..., D), (D), (D) -> (..., D), (D), (D).
    Source: layer_norm.vjp; arXiv:1607.06450, equations (3), (4).
    """
    h = gamma*g
    u = h - np.mean(h, axis=-1, keepdims=True)
    s = rt.power_of_two(x, axis=-1)
    x2 = rt.scaled(x, s)
    mu = np.mean(x2, axis=-1, keepdims=True)
    u2 = x2 - mu
    u2 -= np.mean(u2, axis=-1, keepdims=True)
    sigma2 = np.mean(u2**2, axis=-1, keepdims=True)
    v = np.sqrt(sigma2 + rt.over_square(eps, s))
    xhat = np.divide(u2, v, out=u2)
    dx = ((u - np.mean(u, axis=-1, keepdims=True)) - xhat*np.mean(h*xhat, axis=-1, keepdims=True))/(v*s)
    dgamma = rt.sum_leading(g*xhat)
    dbeta = rt.sum_leading(g)
    return dx, dgamma, dbeta
