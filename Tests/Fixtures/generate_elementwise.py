#!/usr/bin/env python3
"""Writes elementwise.json: element-wise functions and reductions, forward and backward.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_elementwise.py
golden.py says how. Values are those of functions of PyTorch; where SciPy or NumPy has the function,
they have to agree with it.
"""

import numpy as np
import scipy
import scipy.special
import torch

from golden import case, inf, nan, normal, positive, write


def unary(op, function, values, other=None):
    """One function; `other` is the same one of NumPy's or SciPy's."""
    values = np.asarray(values).astype(np.float32).astype(np.float64)
    if other is not None:
        with np.errstate(all="ignore"):
            np.testing.assert_allclose(
                function(torch.tensor(values)).numpy(), other(values), rtol=1e-12, atol=1e-300)
    case(op, op, function, values)


# Points on both sides of 0, close to it and far out; the ends of the domain with the ends of the range.
everywhere = [-30.0, -2.5, -0.7, -1e-4, 1e-4, 0.3, 1.0, 4.0, 40.0, nan]
angles = [-50.0, -3.2, -1.5, -0.7, -1e-4, 1e-4, 0.3, 1.0, 2.0, 31.0, nan, inf]
inside = [-0.9999, -0.7, -1e-4, 1e-4, 0.3, 0.95, 1.5, nan]
above = [1e-30, 1e-4, 0.3, 0.999, 1.0, 1.25, 30.0, 1e30, inf, -1.0, nan]

unary("sin", torch.sin, angles, np.sin)
unary("cos", torch.cos, angles, np.cos)
unary("tan", torch.tan, angles, np.tan)
unary("asin", torch.asin, inside, np.arcsin)
unary("acos", torch.acos, inside, np.arccos)
unary("atan", torch.atan, everywhere + [inf, -inf], np.arctan)
unary("sinh", torch.sinh, everywhere, np.sinh)
unary("cosh", torch.cosh, everywhere, np.cosh)
unary("tanhOfAny", torch.tanh, everywhere, np.tanh)
unary("asinh", torch.asinh, everywhere + [1e20], np.arcsinh)
unary("acosh", torch.acosh, [1.0078125, 1.5, 40.0, 1e20, 0.5, inf, nan], np.arccosh)
unary("atanh", torch.atanh, inside, np.arctanh)
unary("exp", torch.exp, everywhere + [-inf, inf, -100.0], np.exp)
unary("exp2", torch.exp2, everywhere + [-inf, inf], np.exp2)
unary("expm1", torch.expm1, everywhere + [-inf, 1e-7], np.expm1)
unary("log2", torch.log2, above, np.log2)
unary("log10", torch.log10, above, np.log10)
unary("log1p", torch.log1p, [-0.999, -1e-4, 1e-7, 0.3, 40.0, -2.0, inf, nan], np.log1p)
unary("erfOfAny", torch.erf, everywhere + [inf], scipy.special.erf)
unary("erfc", torch.erfc, [-30.0, -2.5, -1e-4, 1e-4, 0.3, 1.0, 4.0, 9.0, nan], scipy.special.erfc)
unary("erfinv", torch.erfinv, [-0.9999, -0.7, -1e-4, 1e-4, 0.3, 0.95, 1.5, nan], scipy.special.erfinv)
unary("rsqrt", torch.rsqrt, above)
unary("reciprocal", torch.reciprocal, everywhere + [inf], np.reciprocal)
unary("square", torch.square, everywhere, np.square)

halves = [-2.5, -1.5, -0.5, -0.2, 0.2, 0.5, 1.5, 2.5, 1e9, nan, inf]
unary("floor", torch.floor, halves, np.floor)
unary("ceil", torch.ceil, halves, np.ceil)
unary("round", torch.round, halves, np.round)
unary("trunc", torch.trunc, halves, np.trunc)
unary("sign", torch.sign, [-2.0, -0.5, 0.5, 3.0, inf, -inf])
unary("clamp", lambda x: torch.clamp(x, -1, 2), [-3.0, -1, -0.5, 1, 2, 2.5, inf])

left = np.array([7.5, -7.5, 7.5, -7.5, 0.5, -0.5, 6.0, -6.0, 1e6])
right = np.array([2.0, 2.0, -2.0, -2.0, 3.0, 3.0, 1.5, 1.5, 7.0])
case("fmod", "fmod", torch.fmod, left, right)
case("remainder", "remainder", torch.remainder, left, right)
case("atan2", "atan2", torch.atan2, np.array([1.0, 1, -1, -1, 2, 1e-4, 3]),
     np.array([1.0, -1, 1, -1, 1e-4, 2, -50]))
case("lerp", "lerp", torch.lerp, normal(3, 4), normal(4), normal(3, 1))

classes = np.array([1.0, -0.5, 0, nan, inf, -inf])
case("classification", "classification",
     lambda x: (torch.isnan(x), torch.isinf(x), torch.isfinite(x), x * 2), classes)

whole = np.array([12, -7, 5, 0, 255, -1]), np.array([10, 3, -5, 9, 15, 1])
case("bitwise", "bitwise",
     lambda x, a, b: (a & b, a | b, a ^ b, ~a, a << (b & 7), a >> (b & 7), x * 2),
     normal(2), *whole)
flags = np.array([True, True, False, False]), np.array([True, False, True, False])
case("logical", "logical", lambda x, a, b: (
    torch.logical_and(a, b), torch.logical_or(a, b), torch.logical_xor(a, b), torch.logical_not(a),
    x * 2), normal(2), *flags)
case("comparisons", "comparisons", lambda a, b: (
    a < b, a <= b, a > b, a >= b, a == b, a != b, a * b),
    np.array([1.0, 2, 3, nan, inf]), np.array([2.0, 2, 2, 1, inf]))

# Reductions: the axes are the parameters; a first one may say which norm.
zeros = np.array([[2.0, 0, 0, 3], [0.5, -1.5, 0, 4], [2, 0.5, 0, -2]])
for axes in [(0,), (1,), (0, 1)]:
    over = list(axes)
    case(f"product over {over}", "product",
         lambda x: torch.prod(x) if len(axes) == 2 else torch.prod(x, axes[0]), zeros, params=over)
for axes in [(1,), (0, 2)]:
    over, x = list(axes), normal(3, 4, 2)
    np.testing.assert_allclose(
        torch.var(torch.tensor(x), axes, correction=0).numpy(), np.var(x, axes), rtol=1e-12)
    for correction in [0, 1]:
        params = [correction, *axes]
        case(f"variance over {over}, correction {correction}", "variance",
             lambda x: torch.var(x, axes, correction=correction), x, params=params)
        case(f"deviation over {over}, correction {correction}", "standardDeviation",
             lambda x: torch.std(x, axes, correction=correction), x, params=params)
    np.testing.assert_allclose(
        torch.logsumexp(torch.tensor(x), axes).numpy(), scipy.special.logsumexp(x, axes), rtol=1e-12)
    case(f"logSumExp over {over}", "logSumExp", lambda x: torch.logsumexp(x, axes), x, params=over)
case("deviation of equals", "standardDeviation", lambda x: torch.std(x, (1,)), np.full((2, 3), 1.5),
     params=[1, 1])
case("logSumExp far out", "logSumExp", lambda x: torch.logsumexp(x, 1),
     np.array([[1000.0, 999], [-1000, -1001], [3, -inf]]), params=[1])

norms = np.array([[3.0, -4, 0.5], [1, 0, -2], [0, 0, 0], [2, -2, 1]])
for number, (name, p) in enumerate([("0", 0), ("1", 1), ("2", 2), ("3", 3), ("1.5", 1.5),
                                    ("0.5", 0.5), ("-1", -1), ("inf", inf), ("-inf", -inf)]):
    case(f"norm p = {name}", "norm", lambda x: torch.linalg.vector_norm(x, p, 1), norms,
         params=[number])

counted = np.array([[1.0, 0, 2], [0, 0, 0], [3, 1, nan]])
case("quantifiers", "quantifiers", lambda x: (
    torch.any(x, 1), torch.all(x, 1), torch.any(x), torch.all(x, 0), torch.count_nonzero(x, 1),
    x * 2), counted)

write("elementwise", f"NumPy {np.__version__}, SciPy {scipy.__version__}")
