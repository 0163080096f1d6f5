#!/usr/bin/env python3
"""Writes convolution.json: torch.nn.Conv1d/2d/3d and ConvTranspose1d/2d/3d with their options.

Run with PyTorch (CPU) and NumPy installed: python3 Tests/Fixtures/generate_convolution.py
golden.py says how. Parameters: stride, padding, dilation, groups, output padding.
"""

import torch

from golden import case, normal, write


def conv(name, rank, x, out, kernel, stride=1, padding=0, dilation=1, groups=1, extra=None):
    kind = "ConvTranspose" if extra is not None else "Conv"
    options = {"output_padding": extra} if extra is not None else {}
    module = getattr(torch.nn, f"{kind}{rank}d")(
        x[1], out, kernel, stride=stride, padding=padding, dilation=dilation, groups=groups, **options)
    module.double()

    def run(data, weight, bias):
        return torch.func.functional_call(module, {"weight": weight, "bias": bias}, data)

    op = f"{'convTranspose' if extra is not None else 'conv'}{rank}d"
    case(f"{op} {name}", op, run, normal(*x), normal(*module.weight.shape), normal(out),
         params=[stride, padding, dilation, groups, extra or 0])


conv("plain", 1, (2, 3, 9), 4, 3)
conv("options", 1, (2, 4, 11), 6, 3, stride=2, padding=2, dilation=2, groups=2)
conv("plain", 2, (2, 3, 5, 6), 4, 3)
conv("stride and padding", 2, (1, 2, 7, 8), 3, 3, stride=2, padding=1)
conv("dilation", 2, (1, 2, 8, 7), 3, 2, padding=1, dilation=3)
conv("groups", 2, (2, 4, 5, 5), 6, 3, padding=1, groups=2)
conv("depthwise", 2, (1, 3, 5, 5), 3, 3, stride=2, padding=1, groups=3)
conv("pointwise", 2, (2, 5, 3, 3), 4, 1)
conv("options", 3, (1, 2, 4, 5, 4), 4, 2, stride=2, padding=1, groups=2)
conv("plain", 1, (2, 3, 5), 2, 3, extra=0)
conv("options", 1, (1, 4, 4), 6, 3, stride=3, padding=1, dilation=2, groups=2, extra=2)
conv("plain", 2, (2, 3, 3, 4), 2, 3, extra=0)
conv("stride", 2, (1, 2, 3, 4), 3, 4, stride=2, padding=1, extra=1)
conv("groups", 2, (1, 4, 3, 3), 4, 2, stride=2, groups=4, extra=0)
conv("options", 3, (1, 2, 2, 3, 2), 2, 2, stride=2, padding=1, extra=1)

write("convolution")
