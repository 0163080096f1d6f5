#!/usr/bin/env python3
"""Writes traces.json: the losses of twenty training steps of some networks in PyTorch.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_traces.py

The networks are classes of torch.nn and torch.optim. All is computed in float32, as Apus does; the
tests allow for its rounding.
Starting parameters and data are smooth functions of their position, so that the fixture holds
nothing but the losses and the final parameters' sums. Those of the larger networks are hashes of
their position, which have no structure that a wrong gradient could hide in.
"""
import json
import math
import os

import torch
from torch import nn

from golden import made_by

STEPS = 20


def wave(count, frequency, size):
    values = [math.sin(frequency * (i + 1)) * size for i in range(count)]
    return torch.tensor(values, dtype=torch.float32)


def dense(weight, bias):
    """A layer whose weight is given as Apus lays it out, [inputs, outputs]."""
    layer = nn.Linear(*weight.shape)
    with torch.no_grad():
        layer.weight.copy_(weight.T)
        layer.bias.copy_(bias)
    return layer


def layers(shapes):
    """Layers of waves, one for each pair of inputs and outputs."""
    return [
        dense(wave(inputs * outputs, 0.7 + 0.3 * index, 1.2 / math.sqrt(inputs)).reshape(inputs, outputs),
              wave(outputs, 1.1 + 0.2 * index, 0.1))
        for index, (inputs, outputs) in enumerate(shapes)
    ]


def parameters(*modules):
    return [parameter for module in modules for parameter in module.parameters()]


def xor(optimizer=lambda p: torch.optim.Adam(p, lr=0.05, foreach=False)):
    first, last = layers([(2, 8), (8, 1)])
    network = nn.Sequential(first, nn.Tanh(), last, nn.Sigmoid())
    x = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1], [0.2, 0.9], [0.8, 0.1]])
    y = torch.tensor([[0.0], [1], [1], [0], [1], [1]])
    error = nn.MSELoss()
    return parameters(network), lambda: error(network(x), y), optimizer(network.parameters())


def xor_sgd():
    return xor(lambda p: torch.optim.SGD(p, lr=0.5, foreach=False))


def mlp():
    first, second, last = layers([(12, 16), (16, 16), (16, 5)])
    network = nn.Sequential(first, nn.ReLU(), second, nn.ReLU(), last)
    x = wave(7 * 12, 0.37, 1.0).reshape(7, 12)
    y = torch.tensor([0, 1, 2, 3, 4, 0, 2])
    error = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(
        network.parameters(), lr=0.05, momentum=0.9, nesterov=True, foreach=False)
    return parameters(network), lambda: error(network(x), y), optimizer


def noise(count, seed, size):
    """Numbers in -size..<size that are exact in Double on both sides."""
    values = []
    for i in range(count):
        word = (i + 1 + seed * 7919) * 2654435761 % 2**32
        word = (word ^ word >> 15) * 2246822519 % 2**32
        values.append(((word ^ word >> 13) / 2**31 - 1) * size)
    return torch.tensor(values, dtype=torch.float32)


def digits():
    """784 -> 300 ReLU -> 10 and cross-entropy, with Adam."""
    made = []
    for number, shape in enumerate([(784, 300), (300,), (300, 10), (10,)]):
        size = 2 / math.sqrt(shape[0]) if len(shape) == 2 else 0.05
        made.append(noise(math.prod(shape), number, size).reshape(shape))
    network = nn.Sequential(dense(*made[:2]), nn.ReLU(), dense(*made[2:]))
    x = noise(9 * 784, 10, 0.5).reshape(9, 784) + 0.5
    y = torch.arange(9) * 7 % 10
    error = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(network.parameters(), lr=2e-4, foreach=False)
    return parameters(network), lambda: error(network(x), y), optimizer


def gpt():
    """A character GPT: 2 layers, 2 heads, width 16, context 8, vocabulary 11, with AdamW.

    Parameters are made in the order in which Apus makes them, matrices as [inputs, outputs].
    """
    width, context, vocabulary, heads = 16, 8, 11, 2
    made = []

    def values(*shape, around=0.0):
        size = 0.3 if len(shape) == 2 else 0.1
        made.append(noise(math.prod(shape), 20 + len(made), size).reshape(shape) + around)
        return made[-1]

    def table(rows):
        return nn.Embedding.from_pretrained(values(rows, width), freeze=False)

    def norm():
        layer = nn.LayerNorm(width)
        with torch.no_grad():
            layer.weight.copy_(values(width, around=1.0))
            layer.bias.copy_(values(width))
        return layer

    def affine(inputs, outputs):
        return dense(values(inputs, outputs), values(outputs))

    def attention():
        """The parts of the first product lie side by side, as do those of the class."""
        layer = nn.MultiheadAttention(width, heads, batch_first=True)
        inner, outer = affine(width, 3 * width), affine(width, width)
        with torch.no_grad():
            layer.in_proj_weight.copy_(inner.weight)
            layer.in_proj_bias.copy_(inner.bias)
            layer.out_proj.weight.copy_(outer.weight)
            layer.out_proj.bias.copy_(outer.bias)
        return layer

    tokens, positions = table(vocabulary), table(context)
    blocks = [
        (norm(), attention(), norm(), affine(width, 4 * width), affine(4 * width, width))
        for _ in range(2)
    ]
    last, head = norm(), affine(width, vocabulary)
    text = torch.arange(5 * (context + 1)) ** 2 // 3 % vocabulary
    text = text.reshape(5, context + 1)
    x, y = text[:, :-1], text[:, 1:]
    hidden = torch.ones(context, context, dtype=torch.bool).triu(1)
    gelu, error = nn.GELU(), nn.CrossEntropyLoss()

    def loss():
        h = tokens(x) + positions(torch.arange(context))
        for first, attend, second, wide, narrow in blocks:
            n = first(h)
            h = h + attend(n, n, n, attn_mask=hidden, need_weights=False)[0]
            h = h + narrow(gelu(wide(second(h))))
        return error(head(last(h)).reshape(-1, vocabulary), y.reshape(-1))

    all = parameters(tokens, positions, *[m for block in blocks for m in block], last, head)
    return all, loss, torch.optim.AdamW(all, lr=0.01, eps=1e-5, foreach=False)


def trace(parameters, loss, optimizer):
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        value = loss()
        value.backward()
        optimizer.step()
        losses.append(value.item())
    sums = [parameter.detach().double().abs().sum().item() for parameter in parameters]
    return {"losses": losses, "sums": sums}


def main():
    networks = {"xor": xor, "xor sgd": xor_sgd, "mlp": mlp, "digits": digits, "gpt": gpt}
    fixture = {
        "generator": made_by("traces"),
        "traces": {name: trace(*network()) for name, network in networks.items()},
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "traces.json")
    with open(path, "w") as file:
        json.dump(fixture, file, indent=0, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
