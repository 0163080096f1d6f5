#!/usr/bin/env python3
"""Matrix products in NumPy, which calls OpenBLAS."""

import os

import common

found = common.options(__doc__)
# Set on some machines for old builds of OpenBLAS; they slow a current one.
os.environ.pop("OPENBLAS_CORETYPE", None)
os.environ.pop("OPENBLAS_L2_SIZE", None)

import numpy as np  # noqa: E402  (after the threads are limited)


class Product:
    """C = A·B into memory that is there."""

    def __init__(self, s):
        numbers = common.Numbers()
        lead = [s.batch] if s.batch > 1 else []

        def uniform(rows, columns):
            return numbers.uniform(*lead, rows, columns)

        self.a = uniform(s.k, s.m).swapaxes(-1, -2) if s.ta else uniform(s.m, s.k)
        self.b = uniform(s.n, s.k).swapaxes(-1, -2) if s.tb else uniform(s.k, s.n)
        self.out = np.empty([*lead, s.m, s.n], dtype=np.float32)

    def reset(self):
        """Nothing is learned."""

    def step(self, _):
        np.matmul(self.a, self.b, out=self.out)

    def finish(self):
        """A product is done when it returns."""

    def values(self):
        return self.out


def make(name, s):
    if name != "gemm":
        raise common.Unsupported(name)
    return Product(s)


common.main(found, make, f"NumPy {np.__version__} (OpenBLAS), {found.threads} threads")
