"""BatchNorm: each feature normalized over the samples of a batch.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm.py.
"""

import math

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., D), (D), (D) -> (..., D)", positive=["eps"], rows=1, native="dec1ac9eec00")
def batch_norm(x, gamma, beta, eps=1e-5, axis=-1, out=None):
    """batch_norm(x, gamma, beta)[n, d] = gamma[d]*xhat[n, d] + beta[d]

    where
        mu[d] = 1/N*total(x[n, d], n)
        sigma2[d] = 1/N*total((x[n, d] - mu[d])**2, n)
        xhat[n, d] = (x[n, d] - mu[d])/sqrt(sigma2[d] + eps)

    Shapes: x, gamma, beta: (..., D), (D), (D) -> (..., D), the named axis being `axis`.
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


@rt.kernel(
    "(..., D), (..., D), (D), (D) -> (..., D), (D), (D)",
    task="vjp",
    positive=["eps"],
    rows=1,
    native="1dc17d21142a",
)
def batch_norm_vjp(g, x, gamma, beta, eps=1e-5, axis=-1, out=None):
    """The gradients of batch_norm: the upstream gradient g times the Jacobian.
    dx[m, e] = gamma[e]/sqrt(sigma2[e] + eps)*(g[m, e] - 1/N*total(g[n, e], n) - xhat[m, e]*1/N*total(g[n,
        e]*xhat[n, e], n))
    dgamma[e] = total(g[n, e]*xhat[n, e], n)
    dbeta[e] = total(g[n, e], n)

    where
        mu[d] = 1/N*total(x[n, d], n)
        sigma2[d] = 1/N*total((x[n, d] - mu[d])**2, n)
        xhat[n, d] = (x[n, d] - mu[d])/sqrt(sigma2[d] + eps)

    Shapes: g, x, gamma, beta: (..., D), (..., D), (D), (D) -> (..., D), (D), (D), the named axis being
        `axis`.
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


@rt.kernel(
    "(..., D), (D), (D), (..., D), (D), (D) -> (..., D)",
    task="jvp",
    positive=["eps"],
    rows=1,
    native="460385fd7ea6",
)
def batch_norm_jvp(dx, dgamma, dbeta, x, gamma, beta, eps=1e-5, axis=-1, out=None):
    """The tangent of batch_norm: the Jacobian times the tangents of the inputs.
    batch_norm_jvp(dx, dgamma, dbeta, x, gamma, beta)[n, d] = gamma[d]/sqrt(sigma2[d] + eps)*(dx[n, d] -
        1/N*total(dx[m, d], m) - xhat[n, d]*1/N*total(dx[m, d]*xhat[m, d], m)) + xhat[n, d]*dgamma[d] +
        dbeta[d]

    where
        mu[d] = 1/N*total(x[n, d], n)
        sigma2[d] = 1/N*total((x[n, d] - mu[d])**2, n)
        xhat[n, d] = (x[n, d] - mu[d])/sqrt(sigma2[d] + eps)

    Shapes: dx, dgamma, dbeta, x, gamma, beta: (..., D), (D), (D), (..., D), (D), (D) -> (..., D), the named
        axis being `axis`.
    Source: batch_norm.jvp; arXiv:1502.03167, Algorithm 1.
    """
    s = yield rt.scale(x)
    t = rt.scratch(x)
    x2 = rt.scaled(x, s, out=out)
    x3 = rt.scaled(dx, s, out=t)
    v, v2 = yield rt.first(x2), rt.first(x3)
    t = rt.scratch(x)
    x4 = rt.scaled(x, s, out=out)
    np.subtract(x4, v, out=out)
    x5 = rt.scaled(dx, s, out=t)
    np.subtract(x5, v2, out=t)
    v3, v4 = yield rt.mean(out), rt.mean(t)
    x6 = rt.scaled(x, s, out=out)
    np.subtract(x6, v, out=out)
    out -= v3
    np.square(out, out=out)
    sigma2 = yield rt.mean(out)
    t = rt.scratch(x)
    x7 = rt.scaled(dx, s, out=out)
    x8 = rt.scaled(x, s, out=t)
    np.subtract(x8, v, out=t)
    t -= v3
    v5 = np.sqrt(sigma2 + rt.over_square(eps, s))
    xhat = np.divide(t, v5, out=t)
    np.multiply(x7, xhat, out=out)
    v6 = yield rt.mean(out)
    t, u = rt.scratch(x, 2)
    x9 = rt.scaled(dx, s, out=out)
    np.subtract(x9, v2, out=out)
    out -= v4
    x10 = rt.scaled(x, s, out=t)
    np.subtract(x10, v, out=t)
    t -= v3
    xhat2 = np.divide(t, v5, out=t)
    np.multiply(xhat2, v6, out=u)
    out -= u
    out *= gamma/v5
    np.multiply(xhat2, dgamma, out=t)
    out += t
    out += dbeta


@rt.kernel("(D), (..., D) -> (D)", rows=1, native="ca6262334d4c")
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


@rt.kernel("(D), (D), (..., D) -> (D), (..., D)", task="vjp", blocks=False, rows=1, native="4c9f1b20e377")
def batch_norm_running_mean_vjp(g, running_mean, x, momentum=0.1, axis=-1, out=None):
    """The gradients of batch_norm_running_mean: the upstream gradient g times the Jacobian.
    drunning_mean[e] = (1 - momentum)*g[e]
    dx[m, e] = momentum/N*g[e]

    Shapes: g, running_mean, x: (D), (D), (..., D) -> (D), (..., D), the named axis being `axis`.
    Source: batch_norm.running_mean_vjp; arXiv:1502.03167, Algorithm 2.
    """
    drunning_mean, dx = out
    x2 = math.prod(x.shape[:-1])
    drunning_mean[...] = (1 - momentum)*g
    dx[...] = ((momentum/x2)*g)[:]


@rt.kernel("(D), (..., D), (D), (..., D) -> (D)", task="jvp", rows=1, native="bec73cb14405")
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


@rt.kernel("(D), (..., D) -> (D)", rows=2, native="1b6f90c0a008")
def batch_norm_running_var(running_var, x, momentum=0.1, axis=-1, out=None):
    """batch_norm_running_var(running_var, x)[d] = next_var[d]

    where
        mu[d] = 1/N*total(x[n, d], n)
        sigma2[d] = 1/N*total((x[n, d] - mu[d])**2, n)
        next_var[d] = (1 - momentum)*running_var[d] + momentum*N/(N - 1)*sigma2[d]

    Shapes: running_var, x: (D), (..., D) -> (D), the named axis being `axis`.
    Source: batch_norm.running_var; arXiv:1502.03167, Algorithm 2.
    """
    x2, v = yield rt.rows(x), rt.first(x)
    t = rt.scratch(x)
    np.subtract(x, v, out=t)
    v2 = yield rt.mean(t)
    t = rt.scratch(x)
    np.subtract(x, v, out=t)
    t -= v2
    np.square(t, out=t)
    sigma2 = yield rt.mean(t)
    out[...] = (1 - momentum)*running_var + momentum*((x2/(x2 - 1))*sigma2)


@rt.kernel("(D), (D), (..., D) -> (D), (..., D)", task="vjp", rows=2, native="89e86dc5dffa")
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
    x2, v = yield rt.rows(x), rt.first(x)
    np.subtract(x, v, out=dx)
    v2 = yield rt.mean(dx)
    t = rt.scratch(x)
    np.multiply(g, (2*momentum)/(x2 - 1), out=dx)
    np.subtract(x, v, out=t)
    t -= v2
    dx *= t


@rt.kernel("(D), (..., D), (D), (..., D) -> (D)", task="jvp", rows=2, native="8b6d67bbcea4")
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
    x2, v = yield rt.rows(x), rt.first(x)
    t = rt.scratch(x)
    np.subtract(x, v, out=t)
    v2 = yield rt.mean(t)
    t = rt.scratch(x)
    np.subtract(x, v, out=t)
    t -= v2
    t *= dx
    v3 = yield rt.total(t)
    out[...] = (1 - momentum)*drunning_var + ((2*momentum)/(x2 - 1))*v3


@rt.kernel("(..., D), (D), (D), (D), (D) -> (..., D)", positive=["eps"], native="eaa2cfa7af70")
def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5, axis=-1, out=None):
    """batch_norm_inference(x, gamma, beta, running_mean, running_var)[n, d] = gamma[d]*(x[n, d] -
        running_mean[d])/sqrt(running_var[d] + eps) + beta[d]

    Shapes: x, gamma, beta, running_mean, running_var: (..., D), (D), (D), (D), (D) -> (..., D), the named
        axis being `axis`.
    Source: batch_norm.inference; arXiv:1502.03167, Algorithm 2.
    """
    np.subtract(x, running_mean, out=out)
    out *= gamma
    out /= np.sqrt(running_var + eps)
    out += beta


@rt.kernel(
    "(..., D), (..., D), (D), (D), (D), (D) -> (..., D), (D), (D), (D), (D)",
    task="vjp",
    positive=["eps"],
    native="897d89df578f",
)
def batch_norm_inference_vjp(g, x, gamma, beta, running_mean, running_var, eps=1e-5, axis=-1, out=None):
    """The gradients of batch_norm_inference: the upstream gradient g times the Jacobian.
    dx[m, e] = gamma[e]/sqrt(running_var[e] + eps)*g[m, e]
    dgamma[e] = total(g[n, e]*(x[n, e] - running_mean[e]), n)/sqrt(running_var[e] + eps)
    dbeta[e] = total(g[n, e], n)
    drunning_mean[e] = (-gamma[e]/sqrt(running_var[e] + eps))*total(g[n, e], n)
    drunning_var[e] = (-gamma[e]/(2*(running_var[e] + eps)*sqrt(running_var[e] + eps)))*total(g[n, e]*(x[n,
        e] - running_mean[e]), n)

    Shapes: g, x, gamma, beta, running_mean, running_var: (..., D), (..., D), (D), (D), (D), (D) -> (...,
        D), (D), (D), (D), (D), the named axis being `axis`.
    Source: batch_norm.inference_vjp; arXiv:1502.03167, Algorithm 2.
    """
    dx, dgamma, dbeta, drunning_mean, drunning_var = out
    t = rt.scratch(g)
    u = running_var + eps
    v = np.sqrt(u)
    v2 = gamma/v
    np.multiply(v2, g, out=dx)
    np.subtract(x, running_mean, out=t)
    t *= g
    v3, v4 = yield rt.total(t), rt.total(g)
    dbeta[...] = v4
    dgamma[...] = v3/v
    drunning_mean[...] = -v2*v4
    drunning_var[...] = -(gamma/(2*u*v))*v3


@rt.kernel(
    "(..., D), (D), (D), (D), (D), (..., D), (D), (D), (D), (D) -> (..., D)",
    task="jvp",
    positive=["eps"],
    native="32824ca61f3d",
)
def batch_norm_inference_jvp(
    dx, dgamma, dbeta, drunning_mean, drunning_var, x, gamma, beta, running_mean, running_var, eps=1e-5, axis=-1,
    out=None,
):
    """The tangent of batch_norm_inference: the Jacobian times the tangents of the inputs.
    batch_norm_inference_jvp(dx, dgamma, dbeta, drunning_mean, drunning_var, x, gamma, beta, running_mean,
        running_var)[n, d] = gamma[d]/sqrt(running_var[d] + eps)*dx[n, d] + (x[n, d] -
        running_mean[d])/sqrt(running_var[d] + eps)*dgamma[d] + dbeta[d] - gamma[d]/sqrt(running_var[d] +
        eps)*drunning_mean[d] - gamma[d]/sqrt(running_var[d] + eps)*(x[n, d] -
        running_mean[d])/sqrt(running_var[d] + eps)*drunning_var[d]/(2*sqrt(running_var[d] + eps))

    Shapes: dx, dgamma, dbeta, drunning_mean, drunning_var, x, gamma, beta, running_mean, running_var: (...,
        D), (D), (D), (D), (D), (..., D), (D), (D), (D), (D) -> (..., D), the named axis being `axis`.
    Source: batch_norm.inference_jvp; arXiv:1502.03167, Algorithm 2.
    """
    t, u = rt.scratch(dx, 2)
    v = np.sqrt(running_var + eps)
    v2 = gamma/v
    np.multiply(v2, dx, out=out)
    np.subtract(x, running_mean, out=t)
    t /= v
    np.multiply(t, dgamma, out=u)
    out += u
    out += dbeta
    out -= v2*drunning_mean
    t *= v2
    t *= drunning_var/(2*v)
    out -= t
