"""BatchNorm, running statistics: how a batch moves the mean and the variance that inference uses.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm_running.py.
"""

import math

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(D), (..., D) -> (D)", rows=1, native="73128d2cca99")
def batch_norm_running_mean(running_mean, x, momentum=0.1, axis=-1, out=None):
    """batch_norm_running_mean(running_mean, x)[d] = next_mean[d]

    where
        mu[d] = 1/N*total(x[n, d], n)
        next_mean[d] = (1 - momentum)*running_mean[d] + momentum*mu[d]

    Shapes: running_mean, x: (D), (..., D) -> (D), the named axis being `axis`.
    Source: batch_norm.running_mean; arXiv:1502.03167, Algorithm 2.
    """
    mu = yield rt.mean(x)
    out[...] = (1 - momentum)*running_mean + momentum*mu


@rt.kernel("(D), (D), (..., D) -> (D), (..., D)", blocks=False, rows=1, native="aea90a882a8d")
def batch_norm_running_mean_vjp(g, running_mean, x, momentum=0.1, axis=-1, out=None):
    """The gradients of batch_norm_running_mean: the upstream gradient g times the Jacobian.
    drunning_mean[e] = (1 - momentum)*g[e]
    dx[m, e] = momentum/N*g[e]

    Shapes: g, running_mean, x: (D), (D), (..., D) -> (D), (..., D), the named axis being `axis`.
    Source: batch_norm.running_mean_vjp; arXiv:1502.03167, Algorithm 2.
    """
    drunning_mean, dx = out
    n = math.prod(x.shape[:-1])
    drunning_mean[...] = (1 - momentum)*g
    dx[...] = (momentum/n)*g


@rt.kernel("(D), (..., D), (D), (..., D) -> (D)", rows=1, native="2e8d4f460388")
def batch_norm_running_mean_jvp(drunning_mean, dx, running_mean, x, momentum=0.1, axis=-1, out=None):
    """The tangent of batch_norm_running_mean: the Jacobian times the tangents of the inputs.
    batch_norm_running_mean_jvp(drunning_mean, dx, running_mean, x)[d] = (1 - momentum)*drunning_mean[d] +
        momentum*1/N*total(dx[j, d], j)

    Shapes: drunning_mean, dx, running_mean, x: (D), (..., D), (D), (..., D) -> (D), the named axis being
        `axis`.
    Source: batch_norm.running_mean; arXiv:1502.03167, Algorithm 2.
    """
    v = yield rt.mean(dx)
    out[...] = (1 - momentum)*drunning_mean + momentum*v


@rt.kernel("(D), (..., D) -> (D)", rows=2, native="b8360e031ba2")
def batch_norm_running_var(running_var, x, momentum=0.1, axis=-1, out=None):
    """batch_norm_running_var(running_var, x)[d] = next_var[d]

    where
        mu[d] = 1/N*total(x[n, d], n)
        sigma2[d] = 1/N*total((x[n, d] - mu[d])**2, n)
        next_var[d] = (1 - momentum)*running_var[d] + momentum*N/(N - 1)*sigma2[d]

    Shapes: running_var, x: (D), (..., D) -> (D), the named axis being `axis`.
    Source: batch_norm.running_var; arXiv:1502.03167, Algorithm 2.
    """
    n, v = yield rt.rows(x), rt.first(x)
    t = rt.scratch(x)
    np.subtract(x, v, out=t)
    v2 = yield rt.mean(t)
    t = rt.scratch(x)
    np.subtract(x, v, out=t)
    t -= v2
    np.square(t, out=t)
    sigma2 = yield rt.mean(t)
    out[...] = (1 - momentum)*running_var + momentum*((n/(n - 1))*sigma2)


@rt.kernel("(D), (D), (..., D) -> (D), (..., D)", rows=2, native="4499a223845e")
def batch_norm_running_var_vjp(g, running_var, x, momentum=0.1, axis=-1, out=None):
    """The gradients of batch_norm_running_var: the upstream gradient g times the Jacobian.
    drunning_var[e] = (1 - momentum)*g[e]
    dx[m, e] = 2*momentum/(N - 1)*g[e]*(x[m, e] - mu[e])

    where
        mu[d] = 1/N*total(x[n, d], n)

    Shapes: g, running_var, x: (D), (D), (..., D) -> (D), (..., D), the named axis being `axis`.
    Source: batch_norm.running_var_vjp; arXiv:1502.03167, Algorithm 2.
    """
    drunning_var, dx = out
    drunning_var[...] = (1 - momentum)*g
    n, v = yield rt.rows(x), rt.first(x)
    np.subtract(x, v, out=dx)
    v2 = yield rt.mean(dx)
    t = rt.scratch(x)
    np.multiply(g, (2*momentum)/(n - 1), out=dx)
    np.subtract(x, v, out=t)
    t -= v2
    dx *= t


@rt.kernel("(D), (..., D), (D), (..., D) -> (D)", rows=2, native="4e72db562ba6")
def batch_norm_running_var_jvp(drunning_var, dx, running_var, x, momentum=0.1, axis=-1, out=None):
    """The tangent of batch_norm_running_var: the Jacobian times the tangents of the inputs.
    batch_norm_running_var_jvp(drunning_var, dx, running_var, x)[d] = (1 - momentum)*drunning_var[d] +
        2*momentum/(N - 1)*total((x[m, d] - mu[d])*dx[m, d], m)

    where
        mu[d] = 1/N*total(x[n, d], n)

    Shapes: drunning_var, dx, running_var, x: (D), (..., D), (D), (..., D) -> (D), the named axis being
        `axis`.
    Source: batch_norm.running_var_jvp; arXiv:1502.03167, Algorithm 2.
    """
    n, v = yield rt.rows(x), rt.first(x)
    t = rt.scratch(x)
    np.subtract(x, v, out=t)
    v2 = yield rt.mean(t)
    t = rt.scratch(x)
    np.subtract(x, v, out=t)
    t -= v2
    t *= dx
    v3 = yield rt.total(t)
    out[...] = (1 - momentum)*drunning_var + ((2*momentum)/(n - 1))*v3
