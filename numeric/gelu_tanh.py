"""GELU, tanh form: the usual approximation of GELU.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/gelu_tanh.py.
"""

import math

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)", native="c8d9c6280fcd")
def gelu_tanh(x, out=None):
    """gelu_tanh(x) = 0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x**3)))

    Shapes: x: (...) -> (...).
    Source: gelu_tanh.definition; arXiv:1606.08415, section 2.
    """
    t, u = rt.scratch(x, 2)
    np.square(x, out=out)
    out *= x
    out *= 0.044715
    out += x
    out *= math.sqrt(2/math.pi)
    np.abs(out, out=t)
    t *= -2
    np.exp(t, out=u)
    np.greater(out, 0, out=out)
    np.maximum(u, out, out=out)
    u += 1
    out /= u
    rt.vanishing(out, x, of=np.exp, at=t, out=out)


@rt.kernel("(...), (...) -> (...)", task="vjp", native="44dee3160315")
def gelu_tanh_vjp(g, x, out=None):
    """The gradients of gelu_tanh: the upstream gradient g times the Jacobian.
    dx = g*(sigmoid(2*u) + 2*sqrt(2/pi)*(x*p + 0.134145*x*x*x*p))

    where
        u = sqrt(2/pi)*(x + 0.044715*x**3)
        p = sigmoid(2*u)*sigmoid(-2*u)

    Shapes: g, x: (...), (...) -> (...).
    Source: gelu_tanh.vjp; arXiv:1606.08415, section 2.
    """
    t, v, w = rt.scratch(g, 3)
    np.square(x, out=out)
    out *= x
    out *= 0.044715
    out += x
    u = np.multiply(out, math.sqrt(2/math.pi), out=out)
    np.abs(u, out=t)
    t *= -2
    np.exp(t, out=v)
    np.greater(u, 0, out=out)
    np.maximum(v, out, out=out)
    np.add(1, v, out=w)
    out /= w
    np.add(2, v, out=w)
    w *= v
    w += 1
    p = np.divide(v, w, out=v)
    rt.vanishing(p, x, of=np.exp, at=t, over=w, out=t)
    rt.vanishing(t, x, out=v)
    rt.vanishing(v, x, out=v)
    v *= 0.134145
    t += v
    t *= 2*math.sqrt(2/math.pi)
    out += t
    out *= g


@rt.kernel("(...), (...) -> (...)", task="jvp", native="648407b2594c")
def gelu_tanh_jvp(dx, x, out=None):
    """The tangent of gelu_tanh: the Jacobian times the tangents of the inputs.
    gelu_tanh_jvp(dx, x) = (sigmoid(2*u) + 2*sqrt(2/pi)*(x*p + 0.134145*x*x*x*p))*dx

    where
        u = sqrt(2/pi)*(x + 0.044715*x**3)
        p = sigmoid(2*u)*sigmoid(-2*u)

    Shapes: dx, x: (...), (...) -> (...).
    Source: gelu_tanh.vjp; arXiv:1606.08415, section 2.
    """
    t, v, w = rt.scratch(x, 3)
    np.square(x, out=out)
    out *= x
    out *= 0.044715
    out += x
    u = np.multiply(out, math.sqrt(2/math.pi), out=out)
    np.abs(u, out=t)
    t *= -2
    np.exp(t, out=v)
    np.greater(u, 0, out=out)
    np.maximum(v, out, out=out)
    np.add(1, v, out=w)
    out /= w
    np.add(2, v, out=w)
    w *= v
    w += 1
    p = np.divide(v, w, out=v)
    rt.vanishing(p, x, of=np.exp, at=t, over=w, out=t)
    rt.vanishing(t, x, out=v)
    rt.vanishing(v, x, out=v)
    v *= 0.134145
    t += v
    t *= 2*math.sqrt(2/math.pi)
    out += t
    out *= dx


@rt.kernel("(...) -> (...)", native="11265b62a388")
def gelu_tanh_derivative(x, out=None):
    """The derivative of gelu_tanh.
    gelu_tanh_derivative(x) = sigmoid(2*u) + 2*sqrt(2/pi)*(x*p + 0.134145*x*x*x*p)

    where
        u = sqrt(2/pi)*(x + 0.044715*x**3)
        p = sigmoid(2*u)*sigmoid(-2*u)

    Shapes: x: (...) -> (...).
    Source: gelu_tanh.vjp; arXiv:1606.08415, section 2.
    """
    t, v, w = rt.scratch(x, 3)
    np.square(x, out=out)
    out *= x
    out *= 0.044715
    out += x
    u = np.multiply(out, math.sqrt(2/math.pi), out=out)
    np.abs(u, out=t)
    t *= -2
    np.exp(t, out=v)
    np.greater(u, 0, out=out)
    np.maximum(v, out, out=out)
    np.add(1, v, out=w)
    out /= w
    np.add(2, v, out=w)
    w *= v
    w += 1
    p = np.divide(v, w, out=v)
    rt.vanishing(p, x, of=np.exp, at=t, over=w, out=t)
    rt.vanishing(t, x, out=v)
    rt.vanishing(v, x, out=v)
    v *= 0.134145
    t += v
    t *= 2*math.sqrt(2/math.pi)
    out += t
