"""What the generators of golden cases share: numbers, cases, and the file they go into.

Inputs are rounded to float32; everything is computed in float64 by PyTorch. The gradients are those
of the sum of all outputs, each multiplied by the given weights. `op` and `params` (whole numbers) say
what Tests/ApusTestKit/GoldenExpressions.swift builds. GoldenCase.files lists the files.
"""

import json
import math
import pathlib

import numpy as np
import torch

random = np.random.default_rng(2026)
nan, inf = math.nan, math.inf
cases = []


def normal(*shape):
    return random.standard_normal(shape)


def positive(*shape):
    return random.uniform(0.3, 2.5, shape)


def number(value):
    """JSON has no NaN and no infinities; GoldenCase reads them from strings."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    return float(f"{value:.12g}")


def array(tensor):
    names = {torch.float64: "float32", torch.int64: "int32", torch.bool: "bool"}
    return {
        "shape": list(tensor.shape),
        "dtype": names[tensor.dtype],
        "values": [number(float(v)) for v in tensor.detach().reshape(-1).tolist()],
    }


def case(name, op, function, *inputs, params=()):
    """`inputs`: NumPy arrays; floating-point ones are differentiated."""
    tensors = []
    for value in inputs:
        value = np.asarray(value)
        if value.dtype.kind == "f":
            value = value.astype(np.float32).astype(np.float64)
            tensors.append(torch.tensor(value, requires_grad=True))
        else:
            tensors.append(torch.tensor(value))
    outputs = function(*tensors)
    outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
    weights = [
        torch.tensor(normal(*o.shape).astype(np.float32).astype(np.float64))
        for o in outputs
        if o.dtype == torch.float64
    ]
    loss = sum((o * w).sum() for o, w in zip([o for o in outputs if o.is_floating_point()], weights))
    wanted = [t for t in tensors if t.requires_grad]
    gradients = torch.autograd.grad(loss, wanted, allow_unused=True)
    cases.append({
        "name": name,
        "op": op,
        "params": list(params),
        "inputs": [array(t) for t in tensors],
        "outputs": [array(o) for o in outputs],
        "weights": [array(w) for w in weights],
        "gradients": [
            array(torch.zeros_like(t) if g is None else g) for t, g in zip(wanted, gradients)
        ],
    })


def write(family, others=""):
    """Writes FAMILY.json beside the generators; `others` has the versions of what else was used."""
    target = pathlib.Path(__file__).resolve().parent / f"{family}.json"
    lines = ",\n".join(json.dumps(c, allow_nan=False, separators=(",", ":")) for c in cases)
    made = f"generate_{family}.py, PyTorch {torch.__version__}" + (others and f", {others}")
    target.write_text(f'{{"generator":"{made}","cases":[\n{lines}\n]}}\n')
    print(f"{len(cases)} cases, {target.stat().st_size} bytes")
