#!/usr/bin/env python3
"""Writes safetensors.safetensors, a small file of every type that Apus reads, and safetensors.json, its
numbers as PyTorch sees them.

Run with PyTorch, NumPy, SciPy and safetensors installed: python3 Tests/Fixtures/generate_safetensors.py

With a path, it reads that file instead and prints what is in it, to compare by eye what Apus wrote.
"""
import json
import os
import sys

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from golden import made_by

FOLDER = os.path.dirname(os.path.abspath(__file__))


def tensors():
    return {
        "half": torch.tensor([[1.5, -0.25], [65504, 6e-8]], dtype=torch.float16),
        "brain": torch.tensor([1.5, -3e38, 1e-30], dtype=torch.bfloat16),
        "encoder/dense1.weight": torch.arange(6, dtype=torch.float32).reshape(2, 3) / 7,
        "double": torch.tensor(1 / 3, dtype=torch.float64),
        "bytes": torch.tensor([-128, 127], dtype=torch.int8),
        "short": torch.tensor([-32768, 32767], dtype=torch.int16),
        "int": torch.tensor([[-2 ** 31], [2 ** 31 - 1]], dtype=torch.int32),
        "long": torch.tensor([-2 ** 52, 2 ** 52 + 1], dtype=torch.int64),
        "unsigned": torch.tensor([0, 255, 7], dtype=torch.uint8),
        "flags": torch.tensor([True, False, True]),
        "none": torch.zeros(0, 3),
        "übel \"quoted\" \\ \n\u0001 🜲": torch.ones(1, 1, 1),
    }


def main():
    if len(sys.argv) > 1:
        with safe_open(sys.argv[1], "pt") as file:
            print(file.metadata())
        for name, value in sorted(load_file(sys.argv[1]).items()):
            print(repr(name), value.dtype, tuple(value.shape), value.flatten().tolist())
        return
    path = os.path.join(FOLDER, "safetensors.safetensors")
    save_file(tensors(), path, metadata={"made by": "generate_safetensors.py"})
    fixture = {
        "generator": made_by("safetensors"),
        "tensors": {
            name: {"dtype": str(value.dtype).removeprefix("torch."), "shape": list(value.shape),
                   "values": [float(v) for v in value.flatten().tolist()]}
            for name, value in load_file(path).items()},
    }
    with open(os.path.join(FOLDER, "safetensors.json"), "w") as file:
        json.dump(fixture, file, separators=(",", ":"), allow_nan=False)
        file.write("\n")


if __name__ == "__main__":
    main()
