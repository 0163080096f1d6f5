#!/usr/bin/env python3
"""Writes layers_convolution.json: convolutions and norms of torch.nn for given parameters.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_layers_convolution.py
"""

from torch import nn

from layer_cases import both, case, normal, transposed, write

case("dense", {"type": "dense", "units": 3}, nn.Linear(4, 3), normal(5, 4),
     parameters={"dense1.weight": ("weight", transposed), "dense1.bias": "bias"})

write("layers_convolution")
