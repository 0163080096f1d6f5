#!/usr/bin/env python3
"""Writes search.json: what numpy.unique and numpy.argwhere find, for Tensor.unique and Tensor.nonZero.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_search.py
"""

import json
import pathlib

import numpy as np

from golden import made_by, number

random = np.random.default_rng(2026)
cases = []


def case(name, x, dtype):
    values, inverse, counts = np.unique(x, return_inverse=True, return_counts=True)
    numbers = lambda a: [number(float(v)) for v in np.asarray(a).reshape(-1)]
    cases.append({
        "name": name, "dtype": dtype, "shape": list(x.shape), "values": numbers(x),
        "unique": numbers(values), "inverse": numbers(inverse), "counts": numbers(counts),
        "nonZero": numbers(np.argwhere(x)),
    })


case("few integers", random.integers(-3, 3, (4, 5)), "int32")
case("halves of integers", random.integers(-4, 5, (3, 2, 4)) / 2, "float32")
case("NaN and infinities", np.array([np.nan, 1, np.inf, -1, np.nan, 0, -np.inf, 1]), "float32")
case("flags", random.integers(0, 2, (7,)) != 0, "bool")
case("wide integers", np.array([2**40, 5, 0, -(2**40), 5]), "int64")
case("a scalar", np.array(3), "int64")
case("nothing", np.zeros((0, 3)), "float32")

target = pathlib.Path(__file__).resolve().parent / "search.json"
lines = ",\n".join(json.dumps(c, allow_nan=False, separators=(",", ":")) for c in cases)
target.write_text(f'{{"generator":"{made_by("search")}","cases":[\n{lines}\n]}}\n')
