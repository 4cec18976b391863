"""A user's file: everything that README imports, used so that a type checker has something to say.  It also runs."""

from typing import assert_type

import numpy as np
from numpy.typing import NDArray

import numeric
from derivations.gelu import gelu as gelu_definition
from derivations.gelu_tanh import gelu_tanh as gelu_tanh_definition
from derivations.sigmoid import sigmoid as sigmoid_definition
from derivations.softmax import softmax as softmax_definition
from numeric import (
    backend,
    cross_entropy_with_logits,
    cross_entropy_with_logits_vjp,
    get_num_threads,
    layer_norm,
    layer_norm_jvp,
    layer_norm_vjp,
    logsumexp,
    set_num_threads,
    sigmoid,
    sigmoid_derivative,
    sigmoid_vjp,
    softmax,
    softmax_jacobian,
    softmax_jvp,
    softmax_vjp,
)
from proofnotes import (
    Abs,
    Definition,
    Dim,
    Enclosed,
    Eq,
    KernelFunction,
    Proof,
    Rational,
    Scalar,
    Tensor,
    Theorem,
    Verdict,
    delta,
    diff,
    enclose_max,
    exp,
    increasing,
    lambdify,
    let,
    limit,
    log,
    prove,
    total,
)

Single = NDArray[np.float32]


def trained(z: Single, labels: NDArray[np.intp]) -> Single:
    """A step of gradient descent with class labels."""
    losses = cross_entropy_with_logits(z, labels)
    dz = cross_entropy_with_logits_vjp(np.ones_like(losses), z, labels)
    assert_type(losses, Single)
    assert_type(dz, Single)
    return z - dz


def kernels() -> None:
    z = np.linspace(-1, 1, 6, dtype=np.float32).reshape(2, 3)
    one_hot, ones = np.eye(3, dtype=np.float32)[[0, 2]], np.ones(3, dtype=np.float32)
    assert_type(softmax(z, axis=0, out=np.empty_like(z)), Single)
    assert_type(softmax_vjp(z, z), Single)
    assert_type(softmax_jvp(z, z), Single)
    assert_type(softmax_jacobian(z), Single)
    assert_type(logsumexp(z), Single)
    dz, dy = cross_entropy_with_logits_vjp(logsumexp(z), z, one_hot)
    assert_type(dz, Single)
    assert_type(dy, Single)
    assert_type(layer_norm(z, ones, ones, eps=1e-3), Single)
    assert_type(layer_norm_vjp(z, z, ones, ones), tuple[Single, Single, Single])
    assert_type(layer_norm_jvp(z, ones, ones, z, ones, ones), Single)
    assert_type(sigmoid(2.0), np.float64)
    assert_type(sigmoid_vjp(1, 2.0), np.float64)
    assert float(sigmoid_derivative(100.0)) > 0
    assert softmax([[1e4, 0.0, -1e4], [0.0, 0.0, 0.0]]).shape == (2, 3)
    assert cross_entropy_with_logits([[1e4, 0.0, -1e4], [0.0, 0.0, 0.0]], [0, 2]).sum() > 1
    assert trained(z, np.array([0, 2])).dtype == np.float32
    set_num_threads(get_num_threads())
    assert backend() == numeric.backend()


def mathematics() -> None:
    K = Dim("K")
    i, j = K.indices("i j")
    x, z, g = Scalar("x"), Tensor("z", K), Tensor("g", K)
    own = Definition("own", exp(z[i]) / total(exp(z[j]), j), inputs=(z,), indices=(i,))
    y = let("y", own.of(z)[i], i)
    theorem = Theorem("own.jacobian", diff(y[i], z[j]), "insert", y[i] * (delta(i, j) - y[j]))
    assert [link.name for link in theorem.links] == ["own.jacobian[1]"]
    proof = prove(x**2 >= x)
    assert_type(proof, Proof)
    assert proof.verdict is Verdict.REFUTED
    assert proof.witness is not None
    assert proof.witness.point.scalars["x"] > 0
    assert [str(relation) for relation in prove(x / x, 1).missing] == ["x != 0"]
    error = enclose_max(Abs(gelu_definition(x) - gelu_tanh_definition(x)), x)
    assert_type(error, Enclosed)
    assert 0 < float(error.value.low) <= float(error.value.high) < 1e-3
    assert [float(low) < float(high) for low, high in error.places] == [True, True]
    assert prove(increasing(sigmoid_definition(x), x)).verdict is Verdict.PROVED
    assert prove(limit(diff(sigmoid_definition(x), x), x), 0).verdict is Verdict.PROVED
    assert prove(total(softmax_definition.of(z)[i], i), 1).verdict is Verdict.PROVED
    assert prove(log(exp(g[i])), g[i], assuming=[Eq(total(g[i], i), 1)]).verdict is Verdict.PROVED
    assert prove(gelu_definition(x) >= -Rational(17, 100)).verdict is Verdict.PROVED


def at_once() -> None:
    x = Scalar("x")
    function = lambdify(log(1 + exp(x)), arguments=[x])
    assert_type(function, KernelFunction)
    assert_type(function.vjp, KernelFunction)
    assert_type(function.source, str)
    assert float(function(0.0)) > 0.5
    assert float(lambdify(sigmoid_definition, "numpy", check=False).derivative(0.0)) == 0.25


if __name__ == "__main__":
    kernels()
    mathematics()
    at_once()
