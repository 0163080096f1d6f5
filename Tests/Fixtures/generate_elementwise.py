#!/usr/bin/env python3
"""Writes elementwise.json: element-wise functions and reductions by functions of NumPy and SciPy.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_elementwise.py
golden.py says how. Points at edges, kinks and ties have values only.
"""

import numpy as np
import scipy.interpolate
import scipy.special

from golden import derived, inf, nan, normal, values, write


def unary(op, function, points, edges=(), near=(np.inf,)):
    """`near`: where the function has a singularity, which may be complex."""
    points = np.array(points)
    distances = np.min([np.abs(points - singular) for singular in near], axis=0)
    derived(op, op, function, points, step=np.minimum(0.3 * distances, 0.1 if near[0] == inf else inf))
    if edges:
        values(f"{op} at edges", op, function, np.array(edges))


# Points on both sides of 0, close to it and far out; the ends of the domain with the ends of the range.
everywhere = [-30.0, -2.5, -0.7, -1e-4, 1e-4, 0.3, 1.0, 4.0, 40.0]
angles = [-50.0, -3.2, -1.5, -0.7, -1e-4, 1e-4, 0.3, 1.0, 2.0, 31.0]
inside = [-0.98, -0.7, -1e-4, 1e-4, 0.3, 0.95]
above = [1e-30, 1e-4, 0.3, 0.999, 1.0, 1.25, 30.0, 1e30]
beyond, ends = [inf, -1.0, 0.0, nan], [1.0, -1.0, -0.9999, 1.5, nan]
poles = tuple(np.pi * (n + 0.5) for n in range(-17, 17))

unary("sin", np.sin, angles, [inf, nan])
unary("cos", np.cos, angles, [inf, nan])
unary("tan", np.tan, angles, [inf, nan], poles)
unary("asin", np.arcsin, inside, ends, (1, -1))
unary("acos", np.arccos, inside, ends, (1, -1))
unary("atan", np.arctan, everywhere, [inf, -inf, nan], (1j, -1j))
unary("sinh", np.sinh, everywhere, [inf, -inf, nan])
unary("cosh", np.cosh, everywhere, [inf, -inf, nan])
unary("tanhOfAny", np.tanh, everywhere, [inf, -inf, nan], (1j, -1j))
unary("asinh", np.arcsinh, everywhere + [1e20], [inf, -inf, nan], (1j, -1j))
unary("acosh", np.arccosh, [1.0078125, 1.5, 40.0, 1e20], [1.0, 0.5, inf, nan], (1, -1))
unary("atanh", np.arctanh, inside, ends, (1, -1))
unary("exp", np.exp, everywhere + [-100.0], [-inf, inf, nan])
unary("exp2", np.exp2, everywhere, [-inf, inf, nan])
unary("expm1", np.expm1, everywhere + [1e-7], [-inf, inf, nan])
unary("log2", np.log2, above, beyond, (0,))
unary("log10", np.log10, above, beyond, (0,))
unary("log1p", np.log1p, [-0.999, -1e-4, 1e-7, 0.3, 40.0], [-2.0, -1.0, inf, nan], (-1,))
unary("erfOfAny", scipy.special.erf, everywhere, [inf, -inf, nan])
unary("erfc", scipy.special.erfc, [-30.0, -2.5, -1e-4, 1e-4, 0.3, 1.0, 4.0, 9.0], [inf, -inf, nan])
unary("erfinv", scipy.special.erfinv, inside, ends, (1, -1))
unary("rsqrt", lambda x: np.power(x, -0.5), above, beyond, (0,))
unary("reciprocal", np.reciprocal, everywhere, [0.0, inf, nan], (0,))
unary("square", np.square, everywhere, [inf, nan])

# Slopes of 0 away from the jumps.
halves, between = [-2.5, -1.5, -0.5, -0.2, 0.2, 0.5, 1.5, 2.5, 1e9, nan, inf], [-1.7, -0.3, 0.2, 2.6]
unary("floor", np.floor, between, halves)
unary("ceil", np.ceil, between, halves)
unary("round", np.round, between, halves)
unary("trunc", np.trunc, between, halves)
unary("sign", np.sign, [-2.0, -0.5, 0.5, 3.0], [0.0, inf, -inf])
unary("clamp", lambda x: np.clip(x, -1, 2), [-3.0, -0.5, 1, 2.5], [-1.0, 2, inf, nan])

left = np.array([7.5, -7.5, 7.5, -7.5, 0.5, -0.5, 100])
right = np.array([2.0, 2.0, -2.0, -2.0, 3.0, 3.0, 7.0])
for op, function in [("fmod", np.fmod), ("remainder", np.remainder)]:
    derived(op, op, function, left, right, step=0.05)
    values(f"{op} of multiples and far out", op, function, np.array([6.0, -6.0, 6, 0, 1e6]),
           np.array([1.5, 1.5, -2, 4, 7]))
derived("atan2", "atan2", np.arctan2, np.array([1.0, 1, -1, -1, 2, 1e-4, 3]),
        np.array([1.0, -1, 1, -1, 1e-4, 2, -50]), step=1e-2)
values("atan2 at edges", "atan2", np.arctan2, np.array([0.0, 0, 1, -1, inf, nan]),
       np.array([1.0, -1, 0, 0, -inf, 1]))


@np.vectorize
def between_both(a, b, t):
    """The straight line through two points, by SciPy, which goes on beyond them."""
    return scipy.interpolate.make_interp_spline([0, 1], [a, b], k=1)(t)


derived("lerp", "lerp", between_both, normal(3, 4), normal(4), normal(3, 1))

values("classification", "classification", lambda x: (np.isnan(x), np.isinf(x), np.isfinite(x)),
       np.array([1.0, -0.5, 0, nan, inf, -inf]))
values("bitwise", "bitwise", lambda a, b, places: (
    np.bitwise_and(a, b), np.bitwise_or(a, b), np.bitwise_xor(a, b), np.invert(a),
    np.left_shift(a, places), np.right_shift(a, places)),
    np.array([12, -7, 5, 0, 255, -1]), np.array([10, 3, -5, 9, 15, 1]), np.array([2, 3, 3, 1, 7, 1]))
values("logical", "logical", lambda a, b: (
    np.logical_and(a, b), np.logical_or(a, b), np.logical_xor(a, b), np.logical_not(a)),
    np.array([True, True, False, False]), np.array([True, False, True, False]))
values("comparisons", "comparisons", lambda a, b: (
    np.less(a, b), np.less_equal(a, b), np.greater(a, b), np.greater_equal(a, b), np.equal(a, b),
    np.not_equal(a, b)), np.array([1.0, 2, 3, nan, inf]), np.array([2.0, 2, 2, 1, inf]))

# Reductions: the axes are the parameters; a first one may say which norm.
zeros = np.array([[2.0, 0, 0, 3], [0.5, -1.5, 0, 4], [2, 0.5, 0, -2]])
for axes in [(0,), (1,), (0, 1)]:
    derived(f"product over {list(axes)}", "product", lambda x: np.prod(x, axes), zeros, params=axes)
for axes in [(1,), (0, 2)]:
    x = normal(3, 4, 2)
    for correction in [0, 1]:
        params = [correction, *axes]
        derived(f"variance over {list(axes)}, correction {correction}", "variance",
                lambda x: np.var(x, axes, ddof=correction), x, params=params)
        derived(f"deviation over {list(axes)}, correction {correction}", "standardDeviation",
                lambda x: np.std(x, axes, ddof=correction), x, params=params)
    derived(f"logSumExp over {list(axes)}", "logSumExp", lambda x: scipy.special.logsumexp(x, axes), x,
            params=axes)
values("deviation of equals", "standardDeviation", lambda x: np.std(x, 1, ddof=1),
       np.full((2, 3), 1.5), params=[1, 1])
derived("logSumExp far out", "logSumExp", lambda x: scipy.special.logsumexp(x, 1),
        np.array([[1000.0, 999], [-1000, -1001]]), params=[1])
values("logSumExp of infinities", "logSumExp", lambda x: scipy.special.logsumexp(x, 1),
       np.array([[3.0, -inf], [-inf, -inf], [inf, 1]]), params=[1])

with_zeros = np.array([[3.0, -4, 0.5], [1, 0, -2], [0, 0, 0], [2, -2, 1]])
for place, (name, p) in enumerate([("0", 0), ("1", 1), ("2", 2), ("3", 3), ("1.5", 1.5), ("0.5", 0.5),
                                   ("-1", -1), ("inf", inf), ("-inf", -inf)]):
    def norm(x):
        return np.linalg.norm(x, p, 1)

    derived(f"norm p = {name}", "norm", norm, np.array([[3.0, -4, 0.5], [1, 0.3, -2], [2, -2.5, 1]]),
            params=[place])
    values(f"norm with zeros and ties, p = {name}", "norm", norm, with_zeros, params=[place])

values("quantifiers", "quantifiers", lambda x: (
    np.any(x, 1), np.all(x, 1), np.any(x), np.all(x, 0), np.count_nonzero(x, 1)),
    np.array([[1.0, 0, 2], [0, 0, 0], [3, 1, nan]]))

write("elementwise")
