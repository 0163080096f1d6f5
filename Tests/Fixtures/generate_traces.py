#!/usr/bin/env python3
"""Writes traces.json: the losses of twenty training steps of two small networks in PyTorch.

usage: python generate_traces.py        (needs torch; made with torch 2.13.0, CPU, float32)

Starting parameters and data are smooth functions of their position, so that the fixture holds
nothing but the losses and the final parameters' sums.
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
    fixture = {"xor": trace(*xor()), "mlp": trace(*mlp())}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "traces.json")
    with open(path, "w") as file:
        json.dump(fixture, file, indent=0, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
