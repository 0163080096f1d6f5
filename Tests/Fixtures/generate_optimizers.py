#!/usr/bin/env python3
"""Writes optimizers.json: ten steps of PyTorch's optimisers from fixed values and gradients.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_optimizers.py

The classes of torch.optim compute in float32, as Apus does; the tests allow for its rounding.
The gradient of step t is fixed, so that each step tests the rule alone: a smooth function of the
element and of t, of changing sign and size.
"""
import json
import math
import os

import torch

from golden import made_by

STEPS = 10
START = [[0.5, -1.25, 2.0], [-0.75, 0.1, 3.5]]

CASES = {
    "sgd": (torch.optim.SGD, dict(lr=0.1)),
    "sgd decay": (torch.optim.SGD, dict(lr=0.1, weight_decay=0.05)),
    "sgd momentum": (torch.optim.SGD, dict(lr=0.1, momentum=0.9)),
    "sgd nesterov": (
        torch.optim.SGD, dict(lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.01)),
    "adaGrad": (torch.optim.Adagrad, dict(lr=0.1)),
    "adaGrad all": (
        torch.optim.Adagrad,
        dict(lr=0.1, lr_decay=0.1, initial_accumulator_value=0.2, eps=1e-6, weight_decay=0.05)),
    "rmsProp": (torch.optim.RMSprop, dict(lr=0.01)),
    "rmsProp momentum": (torch.optim.RMSprop, dict(lr=0.01, alpha=0.9, momentum=0.7)),
    "rmsProp all": (
        torch.optim.RMSprop,
        dict(lr=0.01, alpha=0.95, eps=1e-4, momentum=0.5, centered=True, weight_decay=0.02)),
    "adam": (torch.optim.Adam, dict()),
    "adam all": (
        torch.optim.Adam, dict(lr=0.05, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1)),
    "adamW": (torch.optim.AdamW, dict()),
    "adamW all": (
        torch.optim.AdamW, dict(lr=0.05, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.3)),
    "adamW without decay": (torch.optim.AdamW, dict(lr=0.02, weight_decay=0.0)),
}


def gradient(step):
    """The gradient of step `step`, counted from 0."""
    values = [math.sin(1.3 * i + 0.7 * step) * (0.2 + 0.15 * i) for i in range(6)]
    return torch.tensor(values, dtype=torch.float32).reshape(2, 3)


def trace(make, options):
    parameter = torch.nn.Parameter(torch.tensor(START, dtype=torch.float32))
    optimizer = make([parameter], foreach=False, **options)
    values = []
    for step in range(STEPS):
        parameter.grad = gradient(step)
        optimizer.step()
        values.append(parameter.detach().flatten().tolist())
    return values


def main():
    fixture = {
        "generator": made_by("optimizers"),
        "start": [value for row in START for value in row],
        "gradients": [gradient(step).flatten().tolist() for step in range(STEPS)],
        "traces": {name: trace(*case) for name, case in CASES.items()},
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "optimizers.json")
    with open(path, "w") as file:
        json.dump(fixture, file, indent=0, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
