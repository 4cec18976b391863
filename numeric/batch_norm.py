"""BatchNorm: each feature normalized over the samples of a batch.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., D), (D), (D) -> (..., D)", positive=["eps"])
def batch_norm(x, gamma, beta, eps=1e-5):
    """batch_norm(x, gamma, beta)[n, d] = gamma[d]*xhat[n, d] + beta[d]

    where
        mu[d] = 1/N*total(x[n, d], n)
        sigma2[d] = 1/N*total((x[n, d] - mu[d])**2, n)
        xhat[n, d] = (x[n, d] - mu[d])/sqrt(sigma2[d] + eps)

    Shapes: x, gamma, beta: (..., D), (D), (D) -> (..., D).
    Source: batch_norm.definition; arXiv:1502.03167, Algorithm 1.
    """
    lead = tuple(range(x.ndim - 1))
    s = rt.power_of_two(x, axis=lead)
    x2 = rt.scaled(x, s)
    mu = rt.mean_leading(x2)
    u = x2 - mu
    u -= rt.mean_leading(u)
    sigma2 = rt.mean_leading(u**2)
    xhat = np.divide(u, np.sqrt(sigma2 + rt.over_square(eps, s)), out=u)
    return gamma*xhat + beta


@rt.kernel("(..., D), (..., D), (D), (D) -> (..., D), (D), (D)", positive=["eps"])
def batch_norm_vjp(g, x, gamma, beta, eps=1e-5):
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
    lead = tuple(range(x.ndim - 1))
    s = rt.power_of_two(x, axis=lead)
    x2 = rt.scaled(x, s)
    mu = rt.mean_leading(x2)
    u = x2 - mu
    u -= rt.mean_leading(u)
    sigma2 = rt.mean_leading(u**2)
    v = np.sqrt(sigma2 + rt.over_square(eps, s))
    u2 = g - rt.mean_leading(g)
    xhat = np.divide(u, v, out=u)
    v2 = g*xhat
    dx = ((gamma/v)/s)*((u2 - rt.mean_leading(u2)) - xhat*rt.mean_leading(v2))
    dgamma = rt.sum_leading(v2)
    dbeta = rt.sum_leading(g)
    return dx, dgamma, dbeta


@rt.kernel("(..., D), (D), (D), (D), (D) -> (..., D)", positive=["eps"])
def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """batch_norm_inference(x, gamma, beta, running_mean, running_var)[n, d] = gamma[d]*(x[n, d] -
        running_mean[d])/sqrt(running_var[d] + eps) + beta[d]

    Shapes: x, gamma, beta, running_mean, running_var: (..., D), (D), (D), (D), (D) -> (..., D).
    Source: batch_norm.inference; arXiv:1502.03167, Algorithm 2.
    """
    return (gamma*(x - running_mean))/np.sqrt(running_var + eps) + beta


@rt.kernel("(..., D), (..., D), (D), (D), (D), (D) -> (..., D), (D), (D), (D), (D)", positive=["eps"])
def batch_norm_inference_vjp(g, x, gamma, beta, running_mean, running_var, eps=1e-5):
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
    v = np.sqrt(running_var + eps)
    v2 = gamma/v
    u = x - running_mean
    v3 = rt.sum_leading(g)
    dx = v2*g
    dgamma = rt.sum_leading(g*(u/v))
    dbeta = v3
    drunning_mean = -v2*v3
    drunning_var = -(1/(2*v))/v*rt.sum_leading(g*((gamma*u)/v))
    return dx, dgamma, dbeta, drunning_mean, drunning_var
