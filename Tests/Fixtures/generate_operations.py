#!/usr/bin/env python3
"""Writes operations.json: values and gradients of operations from torch.nn, NumPy and SciPy.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_operations.py
golden.py says how. NumPy has no gradients at ties, kinks and edges. Nothing independent has the second
result of LayerNormalize, the reciprocal deviation.
"""

import numpy as np
import scipy.special
import scipy.stats
from torch import nn

from attention import attention
from golden import called, case, derived, inf, linear, nan, normal, positive, values, write

for name, shape in [("row", (7,)), ("matrix", (3, 5)), ("rank 3", (2, 3, 4))]:
    case(f"softmax {name}", "softmax", nn.Softmax(-1), normal(*shape))
    case(f"log-softmax {name}", "logSoftmax", nn.LogSoftmax(-1), normal(*shape))
large = np.array([[1000.0, 999.0, -1000.0], [-80.0, 80.0, 79.5]])
case("softmax of large scores", "softmax", nn.Softmax(-1), large)
case("log-softmax of large scores", "logSoftmax", nn.LogSoftmax(-1), large)

labels = np.array([2, 0, 4, 4])
each = nn.CrossEntropyLoss(reduction="none")
case("cross-entropy by index", "crossEntropy", each, normal(4, 5), labels)
case("mean cross-entropy by index", "meanCrossEntropy", nn.CrossEntropyLoss(), normal(4, 5), labels)
case("cross-entropy by probability", "crossEntropyProbabilities",
     lambda x, p: each(x, nn.Softmax(-1)(p)), normal(4, 5), normal(4, 5))
case("mean squared error", "meanSquaredError", nn.MSELoss(), normal(4, 3), normal(4, 3))

ties = np.array([[1.0, 3, 3, 0], [2, 2, 2, 2], [5, 1, 1, 1]])
values("np.max with ties", "max", lambda x: np.max(x, 1), ties, params=[1])
values("np.min with ties", "min", lambda x: np.min(x, 1), ties, params=[1])
derived("np.max over the first axis", "max", lambda x: np.max(x, 0), normal(3, 5), params=[0])
derived("np.min over the last axis", "min", lambda x: np.min(x, 1), normal(3, 5), params=[1])
values("np.max of NaN", "max", lambda x: np.max(x, 1), np.array([[1, nan, 2], [3, 1, 2]]), params=[1])
values("np.argmax", "argmax", lambda x: np.argmax(x, 1), normal(3, 5), params=[1])
values("np.argmin", "argmin", lambda x: np.argmin(x, 0), normal(3, 5), params=[0])
left, right = np.array([1.0, 2, 3, -0.5, inf, nan, 1]), np.array([1.0, 3, 2, -0.5, 1, 1, nan])
for name, function in [("maximum", np.maximum), ("minimum", np.minimum)]:
    values(f"np.{name} with ties, infinity and NaN", name, function, left, right)
    derived(f"np.{name} broadcast", name, function, normal(3, 1), normal(4))

derived("np.power", "power", np.power, positive(3, 4), normal(4))
values("np.power at edges", "power", np.power, np.array([0.0, 0, 0, 1, 2, -2, -2, 0.5, -1.5]),
       np.array([0.0, 1, 2, 5, 0, 2, 3, -1, 0.5]))
case("relu at zero", "relu", nn.ReLU(), np.array([-1.0, 0, 2, nan, inf, -inf]))
# The distance from 0, whose slope there is 0.
distance = nn.L1Loss(reduction="none")
case("abs at zero", "abs", lambda x: distance(x, x.detach() * 0), np.array([-1.5, 0.0, 2.5]))
derived("np.log", "log", np.log, np.array([0.01, 0.25, 1, 7]), step=1e-3)
values("np.log at edges", "log", np.log, np.array([0.0, -1, 1, inf, nan]))
derived("np.sqrt", "sqrt", np.sqrt, np.array([0.01, 0.25, 1, 7]), step=1e-3)
values("np.sqrt at edges", "sqrt", np.sqrt, np.array([0.0, -1, 1, inf, nan]))
case("sigmoid far out", "sigmoid", nn.Sigmoid(), np.array([-100.0, -5, 0, 5, 100]))
case("tanh far out", "tanh", nn.Tanh(), np.array([-100.0, -2, 0, 2, 100]))
derived("np.divide", "divide", np.divide, normal(3, 1), positive(1, 4))

linear("np.matmul", "matmul", np.matmul, normal(3, 4), normal(4, 5))
linear("np.matmul broadcast", "matmul", np.matmul, normal(2, 1, 3, 4), normal(5, 4, 2))
linear("np.matmul batch and matrix", "matmul", np.matmul, normal(2, 3, 4), normal(4, 5))
linear("np.matmul vectors", "matmul", np.matmul, normal(6), normal(6))
linear("np.matmul vector left", "matmul", np.matmul, normal(4), normal(2, 4, 3))
linear("np.matmul vector right", "matmul", np.matmul, normal(2, 3, 4), normal(4))
linear("np.matmul both transposed", "matmulTransposed", lambda a, b: np.matmul(a.T, b.T), normal(4, 3),
       normal(5, 4))

indices = np.array([[1, 4, 1], [0, 1, 4]])
embed = nn.Embedding(5, 3)
case("embedding", "gather", lambda t, i: called(embed, "weight")(i, t), normal(5, 3), indices,
     params=[0])
linear("np.take of columns", "gather", lambda x, i: np.take(x, i, 1), normal(2, 5), indices, params=[1])
values("rows of np.eye", "oneHot", lambda i: np.eye(6)[i], indices, params=[6])
linear("slice with a step", "slice", lambda x: x[1:8:3], normal(9, 2), params=[0, 1, 3, 3])
linear("slice backwards", "slice", lambda x: x[:, ::-1], normal(3, 5), params=[1, 4, 5, -1])
linear("slice backwards with a step", "slice", lambda x: x[:, 5:0:-2], normal(2, 7),
       params=[1, 5, 3, -2])
linear("np.concatenate rows", "concatenate", lambda *p: np.concatenate(p, 0), normal(2, 3),
       normal(1, 3), normal(3, 3), params=[0])
linear("np.concatenate columns", "concatenate", lambda *p: np.concatenate(p, 1), normal(2, 3),
       normal(2, 1), params=[1])
linear("np.transpose", "transpose", lambda x: np.transpose(x, (2, 0, 1)), normal(2, 3, 4),
       params=[2, 0, 1])
derived("np.where", "where", lambda x, y: np.where(x > y, x * y, y), normal(3, 4), normal(4), step=1e-3)
linear("np.mean over two axes", "mean", lambda x: np.mean(x, (0, 2)), normal(2, 3, 4), params=[0, 2])
linear("np.sum over the last axis", "sum", lambda x: np.sum(x, -1), normal(2, 3, 4), params=[-1])

derived("scipy.stats.zscore", "standardise", lambda x: scipy.stats.zscore(x, -1), normal(4, 6))
case("layer normalisation", "layerNorm", called(nn.LayerNorm(6), "weight", "bias"), normal(4, 6),
     normal(6), normal(6))
case("attention", "attention", attention(), normal(2, 3, 4), normal(2, 5, 4), normal(2, 5, 3))


def two_layers(x, w, b, v, t):
    hidden = nn.Tanh()(called(nn.Linear(3, 6), "weight", "bias")(x, w.T, b))
    return nn.CrossEntropyLoss()(called(nn.Linear(6, 5, bias=False), "weight")(hidden, v.T), t)


case("two layers", "twoLayers", two_layers, normal(4, 3), normal(3, 6), normal(6), normal(6, 5), labels)

for name, shape in [("row", (7,)), ("matrix", (3, 5)), ("rank 3", (2, 3, 4)), ("of one", (3, 1))]:
    case(f"layer normalise {name}", "layerNormalize",
         nn.LayerNorm(shape[-1], eps=0.1, elementwise_affine=False), normal(*shape))
case("layer norm", "layerNormOp", called(nn.LayerNorm(6), "weight", "bias"), normal(2, 4, 6), normal(6),
     normal(6))
derived("scipy.special.erf", "erf", scipy.special.erf,
        np.array([-4.0, -1.5, -0.3, 0, 1e-4, 0.7, 2.5, 6]))
case("gelu", "gelu", nn.GELU(), np.array([-9.0, -4, -1.5, -0.3, 0, 1e-4, 0.7, 2.5, 6]))
case("gelu matrix", "gelu", nn.GELU(), normal(3, 5))

# Hidden keys are counted from the last query and the last key.
for hides in (False, True):
    case(f"scaled dot product {'causal' if hides else 'open'}", "scaledDotProduct", attention(hides),
         normal(2, 2, 5, 4), normal(2, 2, 5, 4), normal(2, 2, 5, 3), params=[int(hides)])
case("scaled dot product with keys from before", "scaledDotProduct", attention(True), normal(2, 3, 4),
     normal(2, 5, 4), normal(2, 5, 3), params=[1])
# Queries enough for the fused operation.
for name, shapes, hides in [
    ("open", [(2, 3, 16, 6), (2, 3, 19, 6), (2, 3, 19, 5)], False),
    ("causal", [(2, 17, 4), (2, 17, 4), (2, 17, 3)], True),
    ("with keys from before", [(35, 5), (67, 5), (67, 4)], True),
    ("with few keys", [(5, 14, 3), (5, 9, 3), (5, 9, 2)], True),
]:
    case(f"fused attention {name}", "scaledDotProduct", attention(hides),
         *[normal(*shape) for shape in shapes], params=[int(hides)])


def embedding_head(t, i, w):
    return nn.LogSoftmax(-1)(called(nn.Linear(3, 4, bias=False), "weight")(
        called(embed, "weight")(i, t), w.T))


case("embedding and head", "embeddingHead", embedding_head, normal(5, 3), indices, normal(3, 4))

write("operations")
