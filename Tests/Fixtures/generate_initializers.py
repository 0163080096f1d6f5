#!/usr/bin/env python3
"""Writes initializers.json: what the functions of torch.nn.init draw, as statistics, and what they set
exactly.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_initializers.py

Draws cannot be the same numbers; their mean, deviation, extremes and kurtosis are taken over 50 tensors
of each shape, and the tests allow for the spread of one tensor.
"""
import json
import os
import warnings

import torch
from torch.nn import init

from golden import made_by

warnings.filterwarnings("ignore")
torch.manual_seed(7)

SHAPE = [80, 60, 3, 3]
MATRIX = [240, 180]
TWO = 2 ** 0.5

DRAWS = {
    "uniform": (MATRIX, lambda w: init.uniform_(w, -1, 2)),
    "normal": (MATRIX, lambda w: init.normal_(w, 3, 0.5)),
    "glorotUniform": (SHAPE, lambda w: init.xavier_uniform_(w, gain=1.3)),
    "glorotNormal": (SHAPE, lambda w: init.xavier_normal_(w, gain=1.3)),
    "heUniform": (SHAPE, lambda w: init.kaiming_uniform_(w, nonlinearity="relu")),
    "heNormal": (SHAPE, lambda w: init.kaiming_normal_(w, nonlinearity="relu")),
    "heUniform fanOut": (
        SHAPE, lambda w: init.kaiming_uniform_(w, mode="fan_out", nonlinearity="linear")),
    "heNormal fanOut": (SHAPE, lambda w: init.kaiming_normal_(w, mode="fan_out")),
    "lecunUniform": (SHAPE, lambda w: init.kaiming_uniform_(w, nonlinearity="linear")),
    "lecunNormal": (SHAPE, lambda w: init.kaiming_normal_(w, nonlinearity="linear")),
    "truncatedNormal": (MATRIX, lambda w: init.trunc_normal_(w)),
    "truncatedNormal skew": (
        MATRIX, lambda w: init.trunc_normal_(w, mean=0.5, std=2.0, a=-1.5, b=6.5)),
    "truncatedNormal tail": (
        MATRIX, lambda w: init.trunc_normal_(w, mean=-1.0, std=0.5, a=0.0, b=1.5)),
    "truncatedNormal low tail": (
        MATRIX, lambda w: init.trunc_normal_(w, mean=1.0, std=2.0, a=-9.0, b=-3.0)),
    "sparse": (MATRIX, lambda w: init.sparse_(w, 0.35, std=0.2)),
    "orthogonal": (MATRIX, lambda w: init.orthogonal_(w, gain=1.5)),
    "orthogonal wide": (SHAPE, lambda w: init.orthogonal_(w, gain=0.5)),
}

DIRAC = [([4, 2, 3], 1), ([2, 4, 3], 1), ([6, 2, 3, 5], 3), ([6, 4, 2, 2], 2), ([3, 5, 2, 1, 4], 1),
         ([4, 1, 1], 4)]
FANS = [[30, 20], [8, 3, 5], [64, 16, 3, 3], [6, 1, 2, 3, 4]]
EYES = [[3, 3], [2, 4], [4, 2]]


def statistics(shape, draw):
    with torch.no_grad():
        tensors = [draw(torch.empty(shape)).double() for _ in range(50)]
    values = torch.stack(tensors)
    mean, deviation = values.mean(), values.std()
    kurtosis = ((values - mean) ** 4).mean() / deviation ** 4
    skewness = ((values - mean) ** 3).mean() / deviation ** 3
    zeros = (tensors[0] == 0).sum(0).unique().tolist() if len(shape) == 2 else [0]
    return {"shape": shape, "mean": mean.item(), "deviation": deviation.item(),
            "skewness": skewness.item(), "kurtosis": kurtosis.item(),
            "low": values.min().item(), "high": values.max().item(), "zeros": zeros}


def main():
    fixture = {
        "generator": made_by("initializers"),
        "draws": {name: statistics(*case) for name, case in DRAWS.items()},
        "dirac": [
            {"shape": shape, "groups": groups,
             "ones": init.dirac_(torch.empty(shape), groups).flatten().nonzero().flatten().tolist()}
            for shape, groups in DIRAC],
        "fans": [
            {"shape": shape, "fans": list(init._calculate_fan_in_and_fan_out(torch.empty(shape)))}
            for shape in FANS],
        "eyes": [
            {"shape": shape,
             "ones": init.eye_(torch.empty(shape)).flatten().nonzero().flatten().tolist()}
            for shape in EYES],
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "initializers.json")
    with open(path, "w") as file:
        json.dump(fixture, file, indent=0, separators=(",", ":"), allow_nan=False)
        file.write("\n")


if __name__ == "__main__":
    main()
