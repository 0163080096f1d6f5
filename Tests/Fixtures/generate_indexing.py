#!/usr/bin/env python3
"""Writes indexing.json: entries chosen by indices, forward and backward, by torch.gather.

Run with PyTorch (CPU) and NumPy installed: python3 Tests/Fixtures/generate_indexing.py
golden.py says how. An operation's parameter is its axis.
"""

import numpy as np
import torch

from golden import case, normal, write

repeated = np.array([[4, 0, 4], [1, 0, 4]])
case("takeAlongAxis of rows", "takeAlongAxis", lambda x, i: torch.gather(x, 0, i), normal(5, 3),
     repeated, params=[0])
case("takeAlongAxis of columns", "takeAlongAxis", lambda x, i: torch.gather(x, 1, i), normal(2, 5),
     repeated, params=[1])

write("indexing")
