#!/usr/bin/env python3
"""Writes Tests/Fixtures/operations.json: values and gradients of operations from PyTorch.

Run with PyTorch (CPU) and NumPy installed: python3 Tests/Fixtures/generate_operations.py
golden.py says how.
"""

import numpy as np
import torch
import torch.nn.functional as F

from golden import case, inf, nan, normal, positive, random, write

for name, shape in [("row", (7,)), ("matrix", (3, 5)), ("rank 3", (2, 3, 4))]:
    case(f"softmax {name}", "softmax", lambda x: F.softmax(x, -1), normal(*shape))
    case(f"log-softmax {name}", "logSoftmax", lambda x: F.log_softmax(x, -1), normal(*shape))
large = np.array([[1000.0, 999.0, -1000.0], [-80.0, 80.0, 79.5]])
case("softmax of large scores", "softmax", lambda x: F.softmax(x, -1), large)
case("log-softmax of large scores", "logSoftmax", lambda x: F.log_softmax(x, -1), large)

labels = np.array([2, 0, 4, 4])
case("cross-entropy by index", "crossEntropy",
     lambda x, t: F.cross_entropy(x, t, reduction="none"), normal(4, 5), labels)
case("mean cross-entropy by index", "meanCrossEntropy", F.cross_entropy, normal(4, 5), labels)
case("cross-entropy by probability", "crossEntropyProbabilities",
     lambda x, p: F.cross_entropy(x, F.softmax(p, -1), reduction="none"), normal(4, 5), normal(4, 5))
case("mean squared error", "meanSquaredError", F.mse_loss, normal(4, 3), normal(4, 3))

ties = np.array([[1.0, 3, 3, 0], [2, 2, 2, 2], [5, 1, 1, 1]])
case("amax with ties", "max", lambda x: torch.amax(x, 1), ties, params=[1])
case("amin with ties", "min", lambda x: torch.amin(x, 1), ties, params=[1])
case("amax over the first axis", "max", lambda x: torch.amax(x, 0), normal(3, 5), params=[0])
case("amax of NaN", "max", lambda x: torch.amax(x, 1), np.array([[1, nan, 2], [3, 1, 2]]), params=[1])
case("argmax", "argmax", lambda x: (torch.argmax(x, 1), x * 1), normal(3, 5), params=[1])
case("argmin", "argmin", lambda x: (torch.argmin(x, 0), x * 1), normal(3, 5), params=[0])
left, right = np.array([1.0, 2, 3, -0.5, inf]), np.array([1.0, 3, 2, -0.5, 1])
case("maximum with ties", "maximum", torch.maximum, left, right)
case("minimum with ties", "minimum", torch.minimum, left, right)
case("maximum broadcast", "maximum", torch.maximum, normal(3, 1), normal(4))
case("maximum of NaN", "maximum", torch.maximum, np.array([nan, 1.0]), np.array([1.0, nan]))

case("power", "power", torch.pow, positive(3, 4), normal(4))
case("power edges", "power", torch.pow,
     np.array([0.0, 0, 0, 1, 2, -2, -2, 0.5]), np.array([0.0, 1, 2, 5, 0, 2, 3, -1]))
case("power of negative base to a fraction", "power", torch.pow, np.array([-1.5]), np.array([0.5]))
case("relu at zero", "relu", F.relu, np.array([-1.0, 0, 2, nan, inf, -inf]))
case("abs at zero", "abs", torch.abs, np.array([-1.5, 0.0, 2.5]))
case("log edges", "log", torch.log, np.array([0.0, -1, 1, inf, 0.25]))
case("sqrt edges", "sqrt", torch.sqrt, np.array([-1.0, 1, inf, 0.25]))
case("sigmoid far out", "sigmoid", torch.sigmoid, np.array([-100.0, -5, 0, 5, 100]))
case("tanh far out", "tanh", torch.tanh, np.array([-100.0, -2, 0, 2, 100]))
case("divide", "divide", torch.div, normal(3, 1), positive(1, 4))

case("matmul", "matmul", torch.matmul, normal(3, 4), normal(4, 5))
case("matmul broadcast", "matmul", torch.matmul, normal(2, 1, 3, 4), normal(5, 4, 2))
case("matmul batch and matrix", "matmul", torch.matmul, normal(2, 3, 4), normal(4, 5))
case("matmul vectors", "matmul", torch.matmul, normal(6), normal(6))
case("matmul vector left", "matmul", torch.matmul, normal(4), normal(2, 4, 3))
case("matmul vector right", "matmul", torch.matmul, normal(2, 3, 4), normal(4))
case("matmul both transposed", "matmulTransposed",
     lambda a, b: a.mT @ b.mT, normal(4, 3), normal(5, 4))

indices = np.array([[1, 4, 1], [0, 1, 4]])
case("embedding", "gather", lambda t, i: F.embedding(i, t), normal(5, 3), indices, params=[0])
case("gather of columns", "gather", lambda x, i: x[:, i], normal(2, 5), indices, params=[1])
case("one-hot", "oneHot", lambda x, i: (F.one_hot(i, 6).double(), x * 1), normal(2), indices,
     params=[6])
case("slice with a step", "slice", lambda x: x[1:8:3], normal(9, 2), params=[0, 1, 3, 3])
case("slice backwards", "slice", lambda x: torch.flip(x, [1]), normal(3, 5), params=[1, 4, 5, -1])
case("slice backwards with a step", "slice", lambda x: torch.flip(x[:, 1:6:2], [1]), normal(2, 7),
     params=[1, 5, 3, -2])
case("concatenate rows", "concatenate", lambda *p: torch.cat(p, 0), normal(2, 3), normal(1, 3),
     normal(3, 3), params=[0])
case("concatenate columns", "concatenate", lambda *p: torch.cat(p, 1), normal(2, 3), normal(2, 1),
     params=[1])
case("transpose", "transpose", lambda x: x.permute(2, 0, 1), normal(2, 3, 4), params=[2, 0, 1])
case("where", "where", lambda x, y: torch.where(x > y, x * y, y), normal(3, 4), normal(4))
case("mean over two axes", "mean", lambda x: x.mean((0, 2)), normal(2, 3, 4), params=[0, 2])
case("sum over the last axis", "sum", lambda x: x.sum(-1), normal(2, 3, 4), params=[-1])

case("standardised chain", "standardise",
     lambda x: (x - x.mean(-1, keepdim=True)) / x.std(-1, unbiased=False, keepdim=True),
     normal(4, 6))
case("layer normalisation", "layerNorm",
     lambda x, g, b: F.layer_norm(x, [6], g, b, eps=1e-5), normal(4, 6), normal(6), normal(6))
case("attention", "attention", F.scaled_dot_product_attention, normal(2, 3, 4), normal(2, 5, 4),
     normal(2, 5, 3))
case("two layers", "twoLayers",
     lambda x, w, b, v, t: F.cross_entropy(torch.tanh(x @ w + b) @ v, t),
     normal(4, 3), normal(3, 6), normal(6), normal(6, 5), labels)

for name, shape in [("row", (7,)), ("matrix", (3, 5)), ("rank 3", (2, 3, 4)), ("of one", (3, 1))]:
    case(f"layer normalise {name}", "layerNormalize",
         lambda x: F.layer_norm(x, x.shape[-1:], eps=0.1), normal(*shape))
case("layer norm", "layerNormOp",
     lambda x, g, b: F.layer_norm(x, [6], g, b, eps=1e-5), normal(2, 4, 6), normal(6), normal(6))
case("layer norm deviation", "layerNormalizeBoth",
     lambda x: (F.layer_norm(x, [6], eps=0.1), torch.rsqrt(x.var(-1, False, keepdim=True) + 0.1)),
     normal(4, 6))
case("erf", "erf", torch.erf, np.array([-4.0, -1.5, -0.3, 0, 1e-4, 0.7, 2.5, 6]))
case("gelu", "gelu", F.gelu, np.array([-9.0, -4, -1.5, -0.3, 0, 1e-4, 0.7, 2.5, 6]))
case("gelu matrix", "gelu", F.gelu, normal(3, 5))
for causal in (False, True):
    case(f"scaled dot product {'causal' if causal else 'open'}", "scaledDotProduct",
         lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=causal),
         normal(2, 2, 5, 4), normal(2, 2, 5, 4), normal(2, 2, 5, 3), params=[int(causal)])
# PyTorch's is_causal counts from the first query and key; ours, from the last.
later = torch.ones(3, 5, dtype=torch.bool).tril(2)
case("scaled dot product with keys from before", "scaledDotProduct",
     lambda q, k, v: F.scaled_dot_product_attention(q, k, v, attn_mask=later),
     normal(2, 3, 4), normal(2, 5, 4), normal(2, 5, 3), params=[1])
case("embedding and head", "embeddingHead",
     lambda t, i, w: F.log_softmax(F.embedding(i, t) @ w, -1), normal(5, 3), indices, normal(3, 4))

# Queries enough for the fused operation; the masks are those of ours, counted from the end.
for name, shapes, causal in [
    ("open", [(2, 3, 16, 6), (2, 3, 19, 6), (2, 3, 19, 5)], False),
    ("causal", [(2, 17, 4), (2, 17, 4), (2, 17, 3)], True),
    ("with keys from before", [(35, 5), (67, 5), (67, 4)], True),
    ("with few keys", [(5, 14, 3), (5, 9, 3), (5, 9, 2)], True),
]:
    queries, keys = shapes[0][-2], shapes[1][-2]
    seen = torch.ones(queries, keys, dtype=torch.bool).tril(keys - queries) if causal else None
    case(f"fused attention {name}", "scaledDotProduct",
         lambda q, k, v: F.scaled_dot_product_attention(q, k, v, attn_mask=seen),
         *[normal(*shape) for shape in shapes], params=[int(causal)])

write("operations")
