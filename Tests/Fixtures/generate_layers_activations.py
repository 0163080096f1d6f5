#!/usr/bin/env python3
"""Writes layers_activations.json: activations of torch.nn, and dense layers with gates.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_layers_activations.py
"""

import torch
from torch import nn
from torch.nn import functional

from layer_cases import case, normal, transposed, write

# Both sides of every kink, the kinks of most of them, small numbers and large ones.
values = torch.tensor(
    [0, 1, -1, 3, -3, 6, 0.5, -0.5, 2.5, -2.5, 1e-6, -1e-6, 0.01, -0.3, 0.7, 1.7, -4, 9.5, 21, -21, 60, -60,
     200, -200, 1e4, -1e4, 1e20, -1e20])

plain = [
    ("relu", {}, nn.ReLU()), ("relu6", {}, nn.ReLU6()), ("leakyReLU", {}, nn.LeakyReLU()),
    ("leakyReLU", {"slope": 0.3}, nn.LeakyReLU(0.3)), ("elu", {}, nn.ELU()),
    ("elu", {"alpha": 0.7}, nn.ELU(0.7)), ("selu", {}, nn.SELU()), ("celu", {}, nn.CELU()),
    ("celu", {"alpha": 1.7}, nn.CELU(1.7)), ("gelu", {}, nn.GELU()),
    ("gelu", {"approximate": "none"}, nn.GELU()),
    ("gelu", {"approximate": "tanh"}, nn.GELU(approximate="tanh")), ("silu", {}, nn.SiLU()),
    ("mish", {}, nn.Mish()), ("softplus", {}, nn.Softplus()),
    ("softplus", {"beta": 2, "threshold": 3.5}, nn.Softplus(2, 3.5)), ("softsign", {}, nn.Softsign()),
    ("hardSigmoid", {}, nn.Hardsigmoid()), ("hardSwish", {}, nn.Hardswish()),
    ("hardTanh", {}, nn.Hardtanh()), ("hardTanh", {"low": -0.5, "high": 2.5}, nn.Hardtanh(-0.5, 2.5)),
    ("tanhShrink", {}, nn.Tanhshrink()), ("softShrink", {}, nn.Softshrink()),
    ("softShrink", {"lambda": 1}, nn.Softshrink(1)), ("hardShrink", {}, nn.Hardshrink()),
    ("hardShrink", {"lambda": 1}, nn.Hardshrink(1)),
    ("threshold", {"threshold": 0.5, "value": -2}, nn.Threshold(0.5, -2)),
    ("logSigmoid", {}, nn.LogSigmoid()), ("sigmoid", {}, nn.Sigmoid()), ("tanh", {}, nn.Tanh()),
    ("identity", {}, nn.Identity()),
]
for name, fields, module in plain:
    label = f"{name} {fields}" if fields else name
    # By size, as the tolerance goes by the largest number.
    for what, low, high in (("", 0, 3), (" of large numbers", 3, 60), (" of very large numbers", 60, 1e5),
                            (" of huge numbers", 1e5, 1e30)):
        part = values[(values.abs() >= low) & (values.abs() <= high)]
        case(label + what, {"type": name, **fields}, module, part.double())

case("rrelu in evaluation", {"type": "rrelu", "lower": 0.2, "upper": 0.6}, nn.RReLU(0.2, 0.6), normal(11),
     mode="evaluation")
case("prelu", {"type": "prelu"}, nn.PReLU(), values.double(), parameters={"prelu1.weight": "weight"})
case("prelu of channels", {"type": "prelu", "isPerChannel": True}, nn.PReLU(3), normal(2, 3, 2, 2),
     parameters={"prelu1.weight": "weight"})

for axis in (-1, 1, 0):
    x = normal(2, 4, 6)
    case(f"glu {axis}", {"type": "glu", "axis": axis}, nn.GLU(axis), x)
    for name, kind in (("softmax", nn.Softmax), ("logSoftmax", nn.LogSoftmax), ("softmin", nn.Softmin)):
        case(f"{name} {axis}", {"type": name, "axis": axis}, kind(axis), x * 3)


class Gated(nn.Module):
    def __init__(self, function, axis=-1):
        super().__init__()
        self.function, self.axis = function, axis

    def forward(self, x):
        value, gate = x.chunk(2, self.axis)
        return value * self.function(gate)


for name, function in (("reGLU", torch.relu), ("geGLU", functional.gelu), ("swiGLU", functional.silu)):
    case(name, {"type": name}, Gated(function), normal(3, 6))
    case(f"{name} 1", {"type": name, "axis": 1}, Gated(function, 1), normal(2, 4, 3))


class GatedDense(nn.Module):
    def __init__(self, function, bias):
        super().__init__()
        self.gate, self.value = nn.Linear(4, 3, bias), nn.Linear(4, 3, bias)
        self.function = function

    def forward(self, x):
        return self.value(x) * self.function(self.gate(x))


gates = {"sigmoid": torch.sigmoid, "relu": torch.relu, "gelu": functional.gelu, "silu": functional.silu,
         "identity": lambda x: x}
for name, function in gates.items():
    bias = name != "silu"
    own = {"gatedDense1.gate.weight": ("gate.weight", transposed),
           "gatedDense1.value.weight": ("value.weight", transposed)}
    if bias:
        own |= {"gatedDense1.gate.bias": "gate.bias", "gatedDense1.value.bias": "value.bias"}
    case(f"gatedDense {name}", {"type": "gatedDense", "units": 3, "gate": name, "bias": bias},
         GatedDense(function, bias), normal(2, 5, 4), parameters=own)


class Maxout(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(4, 6)

    def forward(self, x):
        return self.dense(x).unflatten(-1, (2, 3)).amax(-1)


case("maxout", {"type": "maxout", "units": 2, "pieces": 3}, Maxout(), normal(5, 4),
     parameters={"maxout1.weight": ("dense.weight", transposed), "maxout1.bias": "dense.bias"})

write("layers_activations")
