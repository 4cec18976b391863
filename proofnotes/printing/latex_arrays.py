"""Vectors and matrices as LaTeX: diag(y) − y yᵀ, W x + b."""

from __future__ import annotations

from ..expr.arrays import Array, Combined, Diagonal, Hessian, Inverse, Jacobian, Product, Transposed, Whole
from ..expr.nodes import Applied, Named, Quantity, Tensor
from .glyphs import parse
from .latex_names import LatexNames
from .written import bracketed


def array_latex(writer: LatexNames, e: Array) -> str:
    """One rule for each kind of array."""
    match e:
        case Whole(of, bold):
            return _whole(writer, of, bold)
        case Transposed(of):
            written = array_latex(writer, of)
            alone = isinstance(of, (Whole, Diagonal)) and not parse(written).above
            return f"{written if alone else bracketed(written)}^T"
        case Diagonal(of):
            return r"\text{diag}" + bracketed(array_latex(writer, of))
        case Combined(left, sign, right):
            return f"{array_latex(writer, left)} {sign} {_factor(writer, right)}"
        case Product(left, right):
            return f"{_factor(writer, left)} {_factor(writer, right)}"
        case Jacobian(of, wrt):
            return rf"\frac{{\partial {_factor(writer, of)}}}{{\partial {_factor(writer, wrt)}}}"
        case Inverse(of):
            written = array_latex(writer, of)
            alone = isinstance(of, Whole) and not parse(written).above
            return f"{written if alone else bracketed(written)}^{{-1}}"
        case Hessian(of, wrt):
            return rf"\nabla^2_{{{array_latex(writer, wrt)}}} {bracketed(writer.write(of).text)}"
    raise TypeError(f"no LaTeX for {e!r}")


def _whole(writer: LatexNames, of: Tensor | Quantity | Applied, bold: bool) -> str:
    if isinstance(of, Tensor):
        return writer.whole(of.name, of.latex, bold)
    quantity, arguments = (of.quantity, of.arguments) if isinstance(of, Applied) else (of, ())
    if quantity.applied:
        return writer.applied(Named(quantity, quantity.indices, arguments), whole=True)
    return writer.whole(quantity.name, quantity.latex, bold)


def _factor(writer: LatexNames, e: Array) -> str:
    written = array_latex(writer, e)
    return bracketed(written) if isinstance(e, Combined) else written
