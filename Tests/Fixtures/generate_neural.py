#!/usr/bin/env python3
"""Writes neural.json: pooling, folding, up-sampling and norms by classes of torch.nn.

Run with PyTorch (CPU) and NumPy installed: python3 Tests/Fixtures/generate_neural.py
golden.py says how; GoldenExpressions+Neural.swift says what the parameters mean.
"""

import numpy as np
import torch
from torch import nn

from golden import case, normal, positive, write

shapes = {1: (1, 2, 11), 2: (1, 1, 7, 8), 3: (1, 1, 4, 5, 4)}
maximum = {1: nn.MaxPool1d, 2: nn.MaxPool2d, 3: nn.MaxPool3d}
average = {1: nn.AvgPool1d, 2: nn.AvgPool2d, 3: nn.AvgPool3d}
norm = {1: nn.LPPool1d, 2: nn.LPPool2d, 3: nn.LPPool3d}
unpool = {1: nn.MaxUnpool1d, 2: nn.MaxUnpool2d, 3: nn.MaxUnpool3d}
adaptiveAverage = {1: nn.AdaptiveAvgPool1d, 2: nn.AdaptiveAvgPool2d, 3: nn.AdaptiveAvgPool3d}
adaptiveMaximum = {1: nn.AdaptiveMaxPool1d, 2: nn.AdaptiveMaxPool2d, 3: nn.AdaptiveMaxPool3d}

# Kernel, stride, padding, dilation, ceil mode.
for rank in (1, 2, 3):
    for k, s, p, d, c in [(2, 2, 0, 1, 0), (3, 2, 1, 1, 0), (3, 2, 0, 1, 1), (2, 1, 1, 2, 0)]:
        case(f"max pool {rank}d {k}, {s}, {p}, {d}, {c}", "maxPool",
             maximum[rank](k, s, p, d, return_indices=True, ceil_mode=bool(c)),
             normal(*shapes[rank]), params=[rank, k, s, p, d, c])
    # Ceil mode, padding counted.
    for k, s, p, c, i in [(2, 2, 0, 0, 1), (3, 2, 1, 0, 1), (3, 2, 1, 0, 0), (3, 2, 1, 1, 1),
                          (3, 2, 1, 1, 0), (2, 3, 0, 1, 0)]:
        case(f"average pool {rank}d {k}, {s}, {p}, {c}, {i}", "averagePool",
             average[rank](k, s, p, bool(c), bool(i)), normal(*shapes[rank]),
             params=[rank, k, s, p, c, i])
    for power, k, s, c in [(2, 2, 2, 0), (3, 3, 1, 0), (2, 3, 2, 1)]:
        case(f"lp pool {rank}d {power}, {k}, {s}, {c}", "lpPool",
             norm[rank](power, k, s, bool(c)), positive(*shapes[rank]),
             params=[rank, power, k, s, c])
    for size in (1, 2, 3, 4):
        case(f"adaptive average pool {rank}d to {size}", "adaptiveAveragePool",
             adaptiveAverage[rank](size), normal(*shapes[rank]), params=[rank, size])
        case(f"adaptive max pool {rank}d to {size}", "adaptiveMaxPool",
             adaptiveMaximum[rank](size), normal(*shapes[rank]), params=[rank, size])
    for k, s, p in [(2, 2, 0), (2, 3, 1)]:
        pool, undo = maximum[rank](k, s, p, return_indices=True), unpool[rank](k, s, p)
        case(f"max unpool {rank}d {k}, {s}, {p}", "maxUnpool",
             lambda x: undo(*pool(x), output_size=x.shape[2:]), normal(*shapes[rank]),
             params=[rank, k, s, p])
case("average pool with a divisor", "averagePoolDivisor", nn.AvgPool2d(3, 2, 1, divisor_override=4),
     normal(1, 2, 5, 6))
ties = np.array([[[[1.0, 1, 0, 2], [1, 0, 2, 2], [-1, -1, 3, 3], [-1, -1, 3, 0]]]])
case("max pool of ties", "maxPool", nn.MaxPool2d(2, return_indices=True), ties,
     params=[2, 2, 2, 0, 1, 0])
case("max pool of ties that overlap", "maxPool", nn.MaxPool2d(3, 1, 1, return_indices=True), ties,
     params=[2, 3, 1, 1, 1, 0])

# Kernel, stride, padding and dilation of both axes.
for k, s, p, d in [((2, 3), (1, 1), (0, 0), (1, 1)), ((3, 2), (2, 1), (1, 1), (1, 2)),
                   ((2, 2), (2, 3), (0, 1), (2, 1))]:
    module = nn.Unfold(k, d, p, s)
    case(f"unfold {k}, {s}, {p}, {d}", "unfold", module, normal(2, 2, 6, 7),
         params=[*k, *s, *p, *d])
    columns = module(torch.zeros(2, 2, 6, 7)).shape
    case(f"fold {k}, {s}, {p}, {d}", "fold", nn.Fold((6, 7), k, d, p, s), normal(*columns),
         params=[*k, *s, *p, *d])

write("neural")
