#!/usr/bin/env python3
"""Writes network_traces.json: the losses of twenty training steps of whole networks in PyTorch, in float32
and in float64.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_network_traces.py

The networks are those of docs/benchmarks.md. Starting parameters are hashes of their position, which
Tests/ApusTests/NetworkTraceTests.swift computes too: parameter number i, in the order of Apus' names, has
seed 100 + i, and is laid out as Apus lays it out. Learning rates are such that float32's rounding does not
decide where training goes: at ten times as much, PyTorch's own float32 is off by 0.1 % after twenty steps.

Of ResNet-18 there are three traces in float32, by PyTorch's ways to compute convolutions (oneDNN, oneDNN
with channels last, its own): what lies between them and the one in float64 is float32's own deviation.
"""

import json
import math
import pathlib
import re

import torch
from torch import nn

from generate_traces import noise
from golden import made_by

STEPS = 20


def start(name, shape, seed):
    """The values that a parameter of Apus starts from."""
    count = math.prod(shape)
    if len(shape) == 1:
        return noise(count, seed, 0.1) + 1 if name.endswith(".weight") else noise(count, seed, 0.05)
    if "embedding" in name:
        size = 0.5
    elif len(shape) == 2:
        size = math.sqrt(3 / shape[0])
    else:
        size = math.sqrt(6 / math.prod(shape[1:]))
    return noise(count, seed, size).reshape(shape)


def transposed(matrix):
    return matrix.T


def plain(value):
    return value


def affine(name, layout=transposed):
    return {f"{name}.weight": layout, f"{name}.bias": plain}


def begin(model, names):
    """`names`: of Apus, by PyTorch's, with the function between their layouts."""
    parameters = dict(model.named_parameters())
    assert set(parameters) == set(names), set(parameters) ^ set(names)
    own = sorted((n, layout, parameters[theirs]) for theirs, (n, layout) in names.items())
    for number, (name, layout, parameter) in enumerate(own):
        with torch.no_grad():
            value = start(name, list(layout(parameter).shape), 100 + number)
            parameter.copy_(layout(value) if layout is transposed else value)
    return model


def cnn():
    model = nn.Sequential(
        nn.Conv2d(1, 32, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(3136, 512), nn.ReLU(), nn.Linear(512, 10))
    names = {}
    for position, name, layout in [(0, "conv2d1", plain), (3, "conv2d2", plain),
                                   (7, "dense1", transposed), (9, "dense2", transposed)]:
        names[f"{position}.weight"] = (f"{name}.weight", layout)
        names[f"{position}.bias"] = (f"{name}.bias", plain)
    images, labels = digits(32)
    return begin(model, names), images, labels, lambda p: torch.optim.Adam(
        p, lr=3e-4, foreach=False)


def digits(count):
    """The first digits of the package, each pixel 3×3 times, with a margin of 2."""
    root = pathlib.Path(__file__).parent.parent.parent
    text = (root / "Sources/ApusData/Datasets/DigitsData.swift").read_text()
    lines = re.findall(r"^ *([0-9])([.a-p]{64})$", text, re.MULTILINE)[:count]
    pixels = [[0 if c == "." else (ord(c) - 96) / 16 for c in line] for _, line in lines]
    images = torch.tensor(pixels, dtype=torch.float32).reshape(count, 1, 8, 8)
    images = nn.functional.pad(images.repeat_interleave(3, 2).repeat_interleave(3, 3), [2] * 4)
    return images, torch.tensor([int(label) for label, _ in lines])


class CharacterLSTM(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(65, 256)
        self.lstm = nn.LSTM(256, 256, 2, batch_first=True)
        self.head = nn.Linear(256, 65)

    def forward(self, characters):
        return self.head(self.lstm(self.embedding(characters))[0])


def character_lstm():
    names = {"embedding.weight": ("embedding1.weight", plain),
             "head.weight": ("dense1.weight", transposed), "head.bias": ("dense1.bias", plain)}
    for layer in range(2):
        own = f"lstm1.layer{layer + 1}"
        names[f"lstm.weight_ih_l{layer}"] = (f"{own}.inputWeight", transposed)
        names[f"lstm.weight_hh_l{layer}"] = (f"{own}.hiddenWeight", transposed)
        names[f"lstm.bias_ih_l{layer}"] = (f"{own}.inputBias", plain)
        names[f"lstm.bias_hh_l{layer}"] = (f"{own}.hiddenBias", plain)
    text = torch.arange(4 * 33) ** 2 // 3 % 65
    text = text.reshape(4, 33)
    return begin(CharacterLSTM(), names), text[:, :-1], text[:, 1:], lambda p: torch.optim.RMSprop(
        p, lr=2e-4, foreach=False)


class Block(nn.Module):
    def __init__(self, inputs, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels)
        self.around = nn.Identity()
        if stride > 1:
            self.around = nn.Sequential(
                nn.Conv2d(inputs, channels, 1, stride, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        y = self.norm2(self.conv2(self.norm1(self.conv1(x)).relu()))
        return (y + self.around(x)).relu()


def resnet18():
    layers, inputs = [nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU()], 64
    names = {"0.weight": ("conv2d1.weight", plain), "1.weight": ("batchNorm1.weight", plain),
             "1.bias": ("batchNorm1.bias", plain)}
    for number in range(8):
        channels, stride = 64 << number // 2, 2 if number in (2, 4, 6) else 1
        layers.append(Block(inputs, channels, stride))
        inputs = channels
        theirs, own = str(len(layers) - 1), f"residual{number + 1}"
        parts = [("conv1", "conv2d1"), ("norm1", "batchNorm1"), ("conv2", "conv2d2"),
                 ("norm2", "batchNorm2")]
        if stride > 1:
            parts += [("around.0", "shortcut.conv2d1"), ("around.1", "shortcut.batchNorm1")]
        for part, name in parts:
            names[f"{theirs}.{part}.weight"] = (f"{own}.{name}.weight", plain)
            if "Norm" in name:
                names[f"{theirs}.{part}.bias"] = (f"{own}.{name}.bias", plain)
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10)]
    names[f"{len(layers) - 1}.weight"] = ("dense1.weight", transposed)
    names[f"{len(layers) - 1}.bias"] = ("dense1.bias", plain)
    x = noise(16 * 3072, 1, 1.0).reshape(16, 3, 32, 32)
    return begin(nn.Sequential(*layers), names), x, torch.arange(16) * 7 % 10, (
        lambda p: torch.optim.SGD(p, lr=1e-3, momentum=0.9, foreach=False))


def trace(network, dtype, layout=torch.contiguous_format, uses_onednn=True):
    torch.backends.mkldnn.enabled = uses_onednn
    model, x, y, optimizer = network()
    model.to(dtype, memory_format=layout)
    x = x.to(dtype, memory_format=layout) if x.is_floating_point() else x
    optimizer = optimizer(model.parameters())
    error = nn.CrossEntropyLoss()
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        scores = model(x)
        loss = error(scores.flatten(0, -2), y.flatten())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    state = {n: b for n, b in model.named_buffers() if n.endswith(("running_mean", "running_var"))}
    sums = {n: b.double().abs().sum().item() for n, b in state.items()}
    return {"losses": losses, "statistics": sum(sums.values())}


def main():
    fixture = {"generator": made_by("network_traces"), "traces": {}}
    for name, network in [("cnn", cnn), ("char-lstm", character_lstm), ("resnet18", resnet18)]:
        fixture["traces"][name] = {
            "float32": trace(network, torch.float32), "float64": trace(network, torch.float64)}
        if name == "resnet18":
            fixture["traces"][name]["others"] = [
                trace(network, torch.float32, layout=torch.channels_last),
                trace(network, torch.float32, uses_onednn=False)]
    path = pathlib.Path(__file__).with_name("network_traces.json")
    path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
