"""BatchNorm: each feature normalized over the samples of a batch.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., D), (D), (D) -> (..., D)", positive=["eps"])
def batch_norm(x, gamma, beta, eps=1e-5, out=None):
    """batch_norm(x, gamma, beta)[n, d] = gamma[d]*xhat[n, d] + beta[d]

    where
        mu[d] = 1/N*total(x[n, d], n)
        sigma2[d] = 1/N*total((x[n, d] - mu[d])**2, n)
        xhat[n, d] = (x[n, d] - mu[d])/sqrt(sigma2[d] + eps)

    Shapes: x, gamma, beta: (..., D), (D), (D) -> (..., D).
    Source: batch_norm.definition; arXiv:1502.03167, Algorithm 1.
    """
    s = yield rt.scale(x)
    x2 = rt.scaled(x, s, out=out)
    v = yield rt.first(x2)
    x3 = rt.scaled(x, s, out=out)
    np.subtract(x3, v, out=out)
    v2 = yield rt.mean(out)
    x4 = rt.scaled(x, s, out=out)
    np.subtract(x4, v, out=out)
    out -= v2
    np.square(out, out=out)
    sigma2 = yield rt.mean(out)
    x5 = rt.scaled(x, s, out=out)
    np.subtract(x5, v, out=out)
    out -= v2
    xhat = np.divide(out, np.sqrt(sigma2 + rt.over_square(eps, s)), out=out)
    np.multiply(gamma, xhat, out=out)
    out += beta


@rt.kernel("(..., D), (..., D), (D), (D) -> (..., D), (D), (D)", positive=["eps"])
def batch_norm_vjp(g, x, gamma, beta, eps=1e-5, out=None):
    """The gradients of batch_norm: the upstream gradient g times the Jacobian.
    dx[m, e] = gamma[e]/sqrt(sigma2[e] + eps)*(g[m, e] - 1/N*total(g[n, e], n) - xhat[m, e]*1/N*total(g[n,
        e]*xhat[n, e], n))
    dgamma[e] = total(g[n, e]*xhat[n, e], n)
    dbeta[e] = total(g[n, e], n)

    where
        mu[d] = 1/N*total(x[n, d], n)
        sigma2[d] = 1/N*total((x[n, d] - mu[d])**2, n)
        xhat[n, d] = (x[n, d] - mu[d])/sqrt(sigma2[d] + eps)

    Shapes: g, x, gamma, beta: (..., D), (..., D), (D), (D) -> (..., D), (D), (D).
    Source: batch_norm.vjp; arXiv:1502.03167, Algorithm 1.
    """
    dx, dgamma, dbeta = out
    s, v, dbeta[...] = yield rt.scale(x), rt.first(g), rt.total(g)
    t = rt.scratch(x)
    x2 = rt.scaled(x, s, out=dx)
    np.subtract(g, v, out=t)
    v2, v3 = yield rt.first(x2), rt.mean(t)
    x3 = rt.scaled(x, s, out=dx)
    np.subtract(x3, v2, out=dx)
    v4 = yield rt.mean(dx)
    x4 = rt.scaled(x, s, out=dx)
    np.subtract(x4, v2, out=dx)
    dx -= v4
    np.square(dx, out=dx)
    sigma2 = yield rt.mean(dx)
    x5 = rt.scaled(x, s, out=dx)
    np.subtract(x5, v2, out=dx)
    dx -= v4
    v5 = np.sqrt(sigma2 + rt.over_square(eps, s))
    xhat = np.divide(dx, v5, out=dx)
    np.multiply(g, xhat, out=dx)
    v6, dgamma[...] = yield rt.mean(dx), rt.total(dx)
    t = rt.scratch(x)
    np.subtract(g, v, out=dx)
    dx -= v3
    x6 = rt.scaled(x, s, out=t)
    np.subtract(x6, v2, out=t)
    t -= v4
    xhat2 = np.divide(t, v5, out=t)
    np.multiply(xhat2, v6, out=t)
    dx -= t
    dx *= (gamma/v5)/s


@rt.kernel("(..., D), (D), (D), (D), (D) -> (..., D)", positive=["eps"])
def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5, out=None):
    """batch_norm_inference(x, gamma, beta, running_mean, running_var)[n, d] = gamma[d]*(x[n, d] -
        running_mean[d])/sqrt(running_var[d] + eps) + beta[d]

    Shapes: x, gamma, beta, running_mean, running_var: (..., D), (D), (D), (D), (D) -> (..., D).
    Source: batch_norm.inference; arXiv:1502.03167, Algorithm 2.
    """
    np.subtract(x, running_mean, out=out)
    out *= gamma
    out /= np.sqrt(running_var + eps)
    out += beta


@rt.kernel("(..., D), (..., D), (D), (D), (D), (D) -> (..., D), (D), (D), (D), (D)", positive=["eps"])
def batch_norm_inference_vjp(g, x, gamma, beta, running_mean, running_var, eps=1e-5, out=None):
    """The gradients of batch_norm_inference: the upstream gradient g times the Jacobian.
    dx[j, j] = gamma[j]/sqrt(running_var[j] + eps)*g[j, j]
    dgamma[j] = total(g[n, j]*(x[n, j] - running_mean[j])/sqrt(running_var[j] + eps), n)
    dbeta[j] = total(g[n, j], n)
    drunning_mean[j] = gamma[j]*(-1)/sqrt(running_var[j] + eps)*total(g[n, j], n)
    drunning_var[j] = (-1)*1/(2*sqrt(running_var[j] + eps))/sqrt(running_var[j] + eps)*total(g[n,
        j]*gamma[j]*(x[n, j] - running_mean[j])/sqrt(running_var[j] + eps), n)

    Shapes: g, x, gamma, beta, running_mean, running_var: (..., D), (..., D), (D), (D), (D), (D) -> (...,
        D), (D), (D), (D), (D).
    Source: batch_norm.inference; arXiv:1502.03167, Algorithm 2.
    """
    dx, dgamma, dbeta, drunning_mean, drunning_var = out
    t, u = rt.scratch(g, 2)
    v = np.sqrt(running_var + eps)
    v2 = gamma/v
    np.multiply(v2, g, out=dx)
    np.subtract(x, running_mean, out=t)
    np.divide(t, v, out=u)
    u *= g
    t *= gamma
    t /= v
    t *= g
    dgamma[...], v3, v4 = yield rt.total(u), rt.total(g), rt.total(t)
    dbeta[...] = v3
    drunning_mean[...] = -v2*v3
    drunning_var[...] = -(1/(2*v))/v*v4
