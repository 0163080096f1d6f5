"""Which workloads and shapes are timed, and by whom."""

import json
import math
import random
import subprocess

import common

PEERS = {
    "torch": ["torch_peer.py"],
    "compile": ["torch_peer.py", "--compile"],
    "jax": ["jax_peer.py"],
    "numpy": ["numpy_peer.py"],
    "tinygrad-cl": ["tinygrad_peer.py", "--device", "CL"],
    "tinygrad-cpu": ["tinygrad_peer.py", "--device", "CPU"],
}
"""The programs, with their options."""
TITLES = {
    "torch": "PyTorch eager",
    "compile": "torch.compile",
    "jax": "JAX jit",
    "numpy": "NumPy",
    "tinygrad-cl": "tinygrad CL",
    "tinygrad-cpu": "tinygrad CPU",
    "intel": "Apus on Intel's runtime",
}
CALLS = ("conv", "gather", "scatter-add", "top-k", "cumsum", "transpose", "concatenate", "pad")
"""Workloads that only PyTorch eager and NumPy have."""
RANDOM_COUNT = 3
"""Random shapes of each family."""


def has(peer: str, workload: str) -> bool:
    """Whether a peer has a workload at all; it may still fail."""
    if peer == "numpy":
        return workload == "gemm"
    if peer.startswith("tinygrad"):
        return workload in ("xor", "mlp")
    if peer == "jax" and workload in ("attention", "lstm", "cnn", "resnet18", "char-lstm"):
        return False
    # One call of PyTorch's library each, compiled or not; JAX has had no need of them here.
    if peer in ("jax", "compile") and workload in CALLS:
        return False
    # The fused optimiser is a kernel already, and products go to the same library as eager ones.
    return not (peer == "compile" and workload in ("adam", "gemm"))


def random_shape(name: str, generator: random.Random) -> dict:
    """A shape of a family, its extents spread evenly over their logarithms."""

    def between(low: int, high: int) -> int:
        return round(math.exp(generator.uniform(math.log(low), math.log(high))))

    match name:
        case "mlp":
            return {
                "batch": between(16, 256),
                "inputs": between(64, 1024),
                "hidden": between(64, 1024),
                "outputs": between(2, 100),
            }
        case "gpt":
            heads = between(1, 8)
            return {
                "batch": between(2, 16),
                "context": between(16, 128),
                "width": heads * generator.choice([16, 32, 64]),
                "heads": heads,
                "layers": between(1, 6),
                "vocabulary": between(32, 128),
            }
        case "gemm":
            shape = {"batch": 1, "m": between(16, 1500), "k": between(16, 1500)}
            shape |= {"n": between(16, 1500)}
            return shape | {"ta": generator.randrange(2), "tb": generator.randrange(2)}
        case "xor":
            return {"batch": between(1, 64), "hidden": between(2, 64)}
        case "gelu":
            return {"elements": between(1 << 22, 1 << 26)}
        case "adam":
            return {"parameters": between(1 << 20, 1 << 24)}
        case "attention":
            return {
                "batch": between(1, 8),
                "context": between(32, 1024),
                "heads": between(1, 8),
                "width": generator.choice([16, 32, 64, 128]),
            }
        case "lstm":
            return {
                "batch": between(4, 64),
                "steps": between(8, 128),
                "width": generator.choice([64, 128, 192, 256]),
                "layers": between(1, 3),
            }
        case "conv":
            shape = {"batch": between(4, 32), "in": between(16, 256), "out": between(16, 256)}
            shape |= {"size": between(7, 32), "kernel": generator.choice([1, 3, 5])}
            return shape | {"stride": between(1, 2), "gradient": generator.randrange(3)}
        case "gather" | "scatter-add":
            shape = {"vocabulary": between(64, 32_000), "count": between(256, 8192)}
            return shape | {"width": between(32, 512)}
        case "top-k":
            shape = {"rows": between(16, 1024), "columns": between(256, 32_000)}
            return shape | {"k": between(1, 100)}
        case "cumsum":
            shape = {"rows": between(64, 4096), "columns": between(64, 4096)}
            return shape | {"axis": generator.randrange(2)}
        case "transpose":
            shape = {"outer": between(1, 16), "rows": between(64, 2048)}
            return shape | {"columns": between(64, 1024), "inner": between(1, 16)}
        case "concatenate":
            shape = {"parts": between(2, 8), "rows": between(64, 2048)}
            return shape | {"columns": between(64, 2048), "axis": generator.randrange(2)}
        case "pad":
            shape = {"batch": between(8, 64), "channels": between(8, 64)}
            return shape | {"size": between(7, 64), "amount": between(1, 3)}
        case "softmax" | "layer-norm" | "sum":
            return {"rows": between(64, 8192), "columns": between(16, 4096)}
    raise ValueError(f"no random shapes are known for {name}")


def planned_rows(options) -> list[dict]:
    """The shapes of the table, then the random ones of each family."""
    shape = ["--shape", *options.shape] if options.shape else []
    command = [options.apus, *options.names, "--list", *shape]
    listed = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    rows = []
    for row in listed:
        if row["name"] in common.SHAPES:  # the network of 2016 has no peers
            ordered = {key: row["shape"][key] for key in common.SHAPES[row["name"]]}
            rows.append({"name": row["name"], "shape": ordered, "random": False})
    if options.random_shapes:
        for name in dict.fromkeys(row["name"] for row in rows):
            generator = random.Random(f"{options.seed} {name}")
            for _ in range(RANDOM_COUNT):
                drawn = random_shape(name, generator)
                rows.append({"name": name, "shape": drawn, "random": True})
    return rows
