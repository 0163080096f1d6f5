#!/usr/bin/env python3
"""Writes layers.json: outputs and gradients of PyTorch's layers for given parameters.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_layers.py

Everything is computed in float64 by classes of torch.nn; the tests compare float32 with it. Numbers are rounded to float32 before anything is computed. Gradients are those of the sum of the
output times `weights`. Matrices are laid out as Apus does, [inputs, outputs]; PyTorch's are
transposed, its queries, keys and values likewise.
"""
import json
import pathlib

import torch

from golden import made_by

torch.manual_seed(2027)


def normal(*shape):
    return torch.randn(*shape).double()


def array(tensor):
    return [float(f"{v:.9g}") for v in tensor.detach().reshape(-1).tolist()]


def entry(module, x, forward, names):
    """`names`: what Apus calls each of PyTorch's parameters."""
    module.double()
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(normal(*parameter.shape) * 0.5)
    if x.is_floating_point():
        x.requires_grad_(True)
    y = forward(module, x)
    weights = normal(*y.shape)
    (y * weights).sum().backward()

    def laid_out(name, tensor):
        is_product = "proj" in name and tensor.dim() == 2
        return array(tensor.T if is_product else tensor)

    parameters = dict(module.named_parameters())
    return {
        "shape": list(x.shape),
        "input": array(x) if x.is_floating_point() else [int(v) for v in x.reshape(-1)],
        "output": array(y),
        "weights": array(weights),
        "inputGradient": array(x.grad) if x.is_floating_point() else [],
        "parameters": {own: laid_out(n, parameters[n]) for n, own in names.items()},
        "gradients": {own: laid_out(n, parameters[n].grad) for n, own in names.items()},
    }


def attention(is_causal):
    def forward(module, x):
        length = x.shape[1]
        hidden = torch.ones(length, length, dtype=torch.bool).triu(1) if is_causal else None
        return module(x, x, x, attn_mask=hidden, need_weights=False)[0]

    return entry(
        torch.nn.MultiheadAttention(8, 2, batch_first=True), normal(2, 5, 8), forward,
        {
            "in_proj_weight": "qkv.weight", "in_proj_bias": "qkv.bias",
            "out_proj.weight": "output.weight", "out_proj.bias": "output.bias",
        })


def plain(module, x):
    return module(x)


def main():
    affine = {"weight": "weight", "bias": "bias"}
    fixture = {
        "layerNorm": entry(torch.nn.LayerNorm(6), normal(3, 4, 6), plain, affine),
        "layerNorm of a row": entry(torch.nn.LayerNorm(33, eps=0.1), normal(33), plain, affine),
        "embedding": entry(
            torch.nn.Embedding(7, 4), torch.tensor([[1, 6, 1], [0, 1, 3]]), plain,
            {"weight": "weight"}),
        "selfAttention": attention(False),
        "causal selfAttention": attention(True),
    }
    lines = ",\n".join(f"{json.dumps(n)}: {json.dumps(e)}" for n, e in fixture.items())
    path = pathlib.Path(__file__).resolve().parent / "layers.json"
    path.write_text(f'{{"generator": "{made_by("layers")}", "layers": {{\n{lines}\n}}}}\n')


if __name__ == "__main__":
    main()
