#!/usr/bin/env python3
"""Writes traces.json: the losses of twenty training steps of some networks in PyTorch.

usage: python generate_traces.py        (needs torch; made with torch 2.13.0, CPU, float32)

Starting parameters and data are smooth functions of their position, so that the fixture holds
nothing but the losses and the final parameters' sums. Those of the larger networks are hashes of
their position, which have no structure that a wrong gradient could hide in.
"""
import json
import math
import os

import torch

STEPS = 20


def wave(count, frequency, size):
    values = [math.sin(frequency * (i + 1)) * size for i in range(count)]
    return torch.tensor(values, dtype=torch.float32)


def weights(shapes):
    """A weight [inputs, outputs] and a bias for each pair, as Apus lays them out."""
    made = []
    for index, (inputs, outputs) in enumerate(shapes):
        weight = wave(inputs * outputs, 0.7 + 0.3 * index, 1.2 / math.sqrt(inputs))
        made.append(torch.nn.Parameter(weight.reshape(inputs, outputs)))
        made.append(torch.nn.Parameter(wave(outputs, 1.1 + 0.2 * index, 0.1)))
    return made


def xor():
    parameters = weights([(2, 8), (8, 1)])
    w1, b1, w2, b2 = parameters
    x = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1], [0.2, 0.9], [0.8, 0.1]])
    y = torch.tensor([[0.0], [1], [1], [0], [1], [1]])

    def loss():
        prediction = torch.sigmoid(torch.tanh(x @ w1 + b1) @ w2 + b2)
        return torch.nn.functional.mse_loss(prediction, y)

    return parameters, loss, torch.optim.Adam(parameters, lr=0.05, foreach=False)


def mlp():
    parameters = weights([(12, 16), (16, 16), (16, 5)])
    w1, b1, w2, b2, w3, b3 = parameters
    x = wave(7 * 12, 0.37, 1.0).reshape(7, 12)
    y = torch.tensor([0, 1, 2, 3, 4, 0, 2])

    def loss():
        hidden = torch.relu(torch.relu(x @ w1 + b1) @ w2 + b2)
        return torch.nn.functional.cross_entropy(hidden @ w3 + b3, y)

    optimizer = torch.optim.SGD(
        parameters, lr=0.05, momentum=0.9, nesterov=True, foreach=False)
    return parameters, loss, optimizer


def noise(count, seed, size):
    """Numbers in -size..<size that are exact in Double on both sides."""
    values = []
    for i in range(count):
        word = (i + 1 + seed * 7919) * 2654435761 % 2**32
        word = (word ^ word >> 15) * 2246822519 % 2**32
        values.append(((word ^ word >> 13) / 2**31 - 1) * size)
    return torch.tensor(values, dtype=torch.float32)


def xor_sgd():
    parameters, loss, _ = xor()
    return parameters, loss, torch.optim.SGD(parameters, lr=0.5, foreach=False)


def digits():
    """784 -> 300 ReLU -> 10 and cross-entropy, with Adam."""
    parameters = []
    for number, shape in enumerate([(784, 300), (300,), (300, 10), (10,)]):
        size = 2 / math.sqrt(shape[0]) if len(shape) == 2 else 0.05
        values = noise(math.prod(shape), number, size)
        parameters.append(torch.nn.Parameter(values.reshape(shape)))
    w1, b1, w2, b2 = parameters
    x = noise(9 * 784, 10, 0.5).reshape(9, 784) + 0.5
    y = torch.arange(9) * 7 % 10

    def loss():
        return torch.nn.functional.cross_entropy(torch.relu(x @ w1 + b1) @ w2 + b2, y)

    return parameters, loss, torch.optim.Adam(parameters, lr=2e-4, foreach=False)


def gpt():
    """A character GPT: 2 layers, 2 heads, width 16, context 8, vocabulary 11, with AdamW.

    Parameters in the order in which Apus makes them, matrices as [inputs, outputs].
    """
    width, context, vocabulary, heads = 16, 8, 11, 2
    F = torch.nn.functional
    parameters = []

    def parameter(*shape, around=0.0):
        size = 0.3 if len(shape) == 2 else 0.1
        values = noise(math.prod(shape), 20 + len(parameters), size).reshape(shape) + around
        parameters.append(torch.nn.Parameter(values))
        return parameters[-1]

    def norm():
        scale, offset = parameter(width, around=1.0), parameter(width)
        return lambda x: F.layer_norm(x, [width], scale, offset)

    def dense(inputs, outputs):
        weight, bias = parameter(inputs, outputs), parameter(outputs)
        return lambda x: x @ weight + bias

    def attention():
        qkv, output = dense(width, 3 * width), dense(width, width)

        def forward(x):
            parts = qkv(x).reshape(*x.shape[:2], 3, heads, width // heads).permute(2, 0, 3, 1, 4)
            seen = F.scaled_dot_product_attention(*parts, is_causal=True)
            return output(seen.transpose(1, 2).reshape(x.shape))

        return forward

    tokens, positions = parameter(vocabulary, width), parameter(context, width)
    blocks = [
        (norm(), attention(), norm(), dense(width, 4 * width), dense(4 * width, width))
        for _ in range(2)
    ]
    last, head = norm(), dense(width, vocabulary)
    text = torch.arange(5 * (context + 1)) ** 2 // 3 % vocabulary
    text = text.reshape(5, context + 1)
    x, y = text[:, :-1], text[:, 1:]

    def loss():
        h = tokens[x] + positions
        for first, attend, second, wide, narrow in blocks:
            h = h + attend(first(h))
            h = h + narrow(F.gelu(wide(second(h))))
        logits = head(last(h))
        return F.cross_entropy(logits.reshape(-1, vocabulary), y.reshape(-1))

    return parameters, loss, torch.optim.AdamW(parameters, lr=0.01, eps=1e-5, foreach=False)


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
    fixture = {name: trace(*network()) for name, network in networks.items()}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "traces.json")
    with open(path, "w") as file:
        json.dump(fixture, file, indent=0, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
