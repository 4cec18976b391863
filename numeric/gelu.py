"""GELU: the input weighted by the probability that a standard normal variable lies below it.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/gelu.py.
"""

import math

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)", native="7f83cdf2fd74")
def normal_cdf(x, out=None):
    """normal_cdf(x) = (1 + erf(x/sqrt(2)))/2

    Shapes: x: (...) -> (...).
    Source: normal_cdf.definition; DLMF 7.2.1.
    """
    rt.normal_cdf(x, out=out)


@rt.kernel("(...), (...) -> (...)", task="vjp", native="846e2df2d5fb")
def normal_cdf_vjp(g, x, out=None):
    """The gradients of normal_cdf: the upstream gradient g times the Jacobian.
    dx = g*normal_pdf(x)

    Shapes: g, x: (...), (...) -> (...).
    Source: normal_cdf.vjp; DLMF 7.2.1.
    """
    rt.gaussian(x, out=out)
    out /= math.sqrt(2*math.pi)
    out *= g


@rt.kernel("(...), (...) -> (...)", task="jvp", native="196feb1a14b9")
def normal_cdf_jvp(dx, x, out=None):
    """The tangent of normal_cdf: the Jacobian times the tangents of the inputs.
    normal_cdf_jvp(dx, x) = normal_pdf(x)*dx

    Shapes: dx, x: (...), (...) -> (...).
    Source: normal_cdf.vjp; DLMF 7.2.1.
    """
    rt.gaussian(x, out=out)
    out /= math.sqrt(2*math.pi)
    out *= dx


@rt.kernel("(...) -> (...)", native="73eb58c05918")
def normal_cdf_derivative(x, out=None):
    """The derivative of normal_cdf.
    normal_cdf_derivative(x) = normal_pdf(x)

    Shapes: x: (...) -> (...).
    Source: normal_cdf.vjp; DLMF 7.2.1.
    """
    rt.gaussian(x, out=out)
    out /= math.sqrt(2*math.pi)


@rt.kernel("(...) -> (...)", native="4183dcff86b2")
def gelu(x, out=None):
    """gelu(x) = x*normal_cdf(x)

    Shapes: x: (...) -> (...).
    Source: gelu.definition; arXiv:1606.08415.
    """
    rt.normal_cdf(x, out=out)
    rt.vanishing(out, x, of=rt.normal_cdf, at=x, out=out)


@rt.kernel("(...), (...) -> (...)", task="vjp", native="75151a9875d8")
def gelu_vjp(g, x, out=None):
    """The gradients of gelu: the upstream gradient g times the Jacobian.
    dx = g*(normal_cdf(x) + x*normal_pdf(x))

    Shapes: g, x: (...), (...) -> (...).
    Source: gelu.vjp; arXiv:1606.08415.
    """
    t = rt.scratch(g)
    rt.normal_cdf(x, out=out)
    rt.gaussian(x, out=t)
    t /= math.sqrt(2*math.pi)
    rt.vanishing(t, x, of=rt.gaussian, at=x, over=math.sqrt(2*math.pi), out=t)
    out += t
    out *= g


@rt.kernel("(...), (...) -> (...)", task="jvp", native="982d7257cad4")
def gelu_jvp(dx, x, out=None):
    """The tangent of gelu: the Jacobian times the tangents of the inputs.
    gelu_jvp(dx, x) = (normal_cdf(x) + x*normal_pdf(x))*dx

    Shapes: dx, x: (...), (...) -> (...).
    Source: gelu.vjp; arXiv:1606.08415.
    """
    t = rt.scratch(x)
    rt.normal_cdf(x, out=out)
    rt.gaussian(x, out=t)
    t /= math.sqrt(2*math.pi)
    rt.vanishing(t, x, of=rt.gaussian, at=x, over=math.sqrt(2*math.pi), out=t)
    out += t
    out *= dx


@rt.kernel("(...) -> (...)", native="3d661986d6f6")
def gelu_derivative(x, out=None):
    """The derivative of gelu.
    gelu_derivative(x) = normal_cdf(x) + x*normal_pdf(x)

    Shapes: x: (...) -> (...).
    Source: gelu.vjp; arXiv:1606.08415.
    """
    t = rt.scratch(x)
    rt.normal_cdf(x, out=out)
    rt.gaussian(x, out=t)
    t /= math.sqrt(2*math.pi)
    rt.vanishing(t, x, of=rt.gaussian, at=x, over=math.sqrt(2*math.pi), out=t)
    out += t
