#!/usr/bin/env python3
"""Writes losses.json: losses of PyTorch with their options, in every reduction, with gradients.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_losses.py

Inputs are rounded to float32, everything is computed in float64. `mean`, `sum` and `none` are the
reductions; the gradients are those of gm · mean + gs · sum + Σ g · none for the given gm, gs and g.
What torch.nn has no class for is the formula of its source, written down here.
"""

import json
import pathlib

import numpy as np
import torch
from torch import nn

from golden import array, made_by, normal, positive, random, rounded

cases = []


def of(module, **options):
    """A class of torch.nn as a function of a reduction and inputs."""
    return lambda reduction, *x: module(reduction=reduction, **options).double()(*x)


def by(formula):
    """A formula of unreduced losses as a function of a reduction and inputs."""
    def run(reduction, *x):
        losses = formula(*x)
        return {"mean": torch.mean, "sum": torch.sum, "none": lambda l: l}[reduction](losses)
    return run


def weighted(function, weights, shares=None):
    """`function` with sample weights; the mean is divided by the sum of weights."""
    def run(reduction, *x):
        losses = function("none", *x)
        w = weights.reshape(weights.shape + (1,) * (losses.ndim - weights.ndim))
        if reduction == "none":
            return w * losses
        if reduction == "sum":
            return (w * losses).sum()
        own = torch.ones_like(losses) if shares is None else shares(*x)
        return (w * losses).sum() / (w * own).sum()
    return run


def case(name, function, *inputs, differentiated=1, weights=None, shares=None):
    tensors = []
    for place, value in enumerate(map(rounded, inputs)):
        tensors.append(torch.tensor(value, requires_grad=place < differentiated))
    if weights is not None:
        weights = torch.tensor(rounded(weights))
        function = weighted(function, weights, shares)
    values = {r: function(r, *tensors) for r in ("mean", "sum", "none")}
    seeds = [rounded(normal()), rounded(normal()), rounded(normal(*values["none"].shape))]
    loss = (float(seeds[0]) * values["mean"] + float(seeds[1]) * values["sum"]
            + (torch.tensor(seeds[2]) * values["none"]).sum())
    gradients = torch.autograd.grad(loss, tensors[:differentiated])
    cases.append({
        "name": name,
        "inputs": [array(t) for t in tensors],
        **({} if weights is None else {"weights": array(weights)}),
        **{r: array(v) for r, v in values.items()},
        "seeds": [array(s) for s in seeds],
        "gradients": [array(g) for g in gradients],
    })


def labels(*shape, classes=5):
    return random.integers(0, classes, shape).astype(np.int32)


def signs(*shape):
    return np.where(random.random(shape) < 0.5, -1.0, 1.0)


def bits(*shape):
    return np.where(random.random(shape) < 0.4, 1.0, 0.0)


def probabilities(*shape):
    x = random.uniform(0.05, 1, shape)
    return x / x.sum(-1, keepdims=True)


def long(function):
    """Labels as PyTorch wants them."""
    return lambda reduction, x, y, *z: function(reduction, x, y.long(), *z)


def classes_second(function):
    """The house's [..., classes] as PyTorch's [batch, classes, ...]."""
    return lambda reduction, x, y: function(reduction, x.movedim(-1, 1), y)


# Element by element. Differences reach from 1e-3 to 1e4.
a, b = normal(3, 5), normal(3, 5)
a[0] = b[0] + [1e-3, -0.02, 0.3, -1e4, 40]
for name, function in {
    "mse": of(nn.MSELoss), "l1": of(nn.L1Loss), "huber": of(nn.HuberLoss),
    "huber 0.3": of(nn.HuberLoss, delta=0.3), "smoothL1": of(nn.SmoothL1Loss),
    "smoothL1 2.5": of(nn.SmoothL1Loss, beta=2.5), "smoothL1 0": of(nn.SmoothL1Loss, beta=0.0),
    "logCosh": by(lambda x, t: torch.logaddexp(x - t, t - x) - np.log(2)),
}.items():
    case(name, function, a, b, differentiated=2)
case("mse elements weighted", of(nn.MSELoss), a, b, differentiated=2, weights=positive(3, 5))
case("mse rows weighted", of(nn.MSELoss), a, b, differentiated=2, weights=[0.0, 2.0, 0.5])
case("l1 one", of(nn.L1Loss), normal(1), normal(1), differentiated=2)

# Classes.
x, y = normal(7, 5), labels(7)
x[0] *= 1000  # exact at extreme logits
y[2], y[5] = 3, 3
wide, grid = normal(2, 3, 4), labels(2, 3, classes=4)
image, pixels = normal(2, 4, 3, 2), labels(2, 3, 2, classes=4)
w5 = torch.tensor([0.5, 2.0, 1.0, 0.0, 3.0], dtype=torch.float64)
w4 = torch.tensor([0.25, 1.0, 1.5, 2.0], dtype=torch.float64)
ce, nll = nn.CrossEntropyLoss, nn.NLLLoss
case("ce", long(of(ce)), x, y)
case("ce one", long(of(ce)), normal(1, 5), labels(1))
case("ce classes weighted", long(of(ce, weight=w5)), x, y)
case("ce ignored", long(of(ce, ignore_index=3)), x, y)
case("ce smoothed", long(of(ce, label_smoothing=0.1)), x, y)
case("ce all", long(of(ce, weight=w5, ignore_index=3, label_smoothing=0.2)), x, y)
case("ce grid", classes_second(long(of(ce, weight=w4, label_smoothing=0.3))), wide, grid)
case("ce image", long(of(ce, weight=w4, ignore_index=-1)), image,
     np.where(pixels == 2, -1, pixels).astype(np.int32))
case("ce weighted", long(of(ce)), x, y, weights=positive(7))
case("ce weighted twice", long(of(ce, weight=w5, ignore_index=0)), x, y, weights=positive(7),
     shares=lambda x, y: torch.where(y == 0, 0, w5[y.long()]))
p = probabilities(7, 5)
case("ce probabilities", of(ce), x, p, differentiated=2)
case("ce probabilities all", of(ce, weight=w5, label_smoothing=0.2), x, p, differentiated=2)
case("ce probabilities image", of(ce, weight=w4), image, np.moveaxis(probabilities(2, 3, 2, 4), -1, 1))
logs = np.log(probabilities(7, 5))
case("nll", long(of(nll)), logs, y)
case("nll all", long(of(nll, weight=w5, ignore_index=3)), logs, y)
case("nll grid", classes_second(long(of(nll))), wide, grid)
case("softmax focal", long(by(lambda x, y: (
    lambda l: (1 - torch.exp(-l)) ** 2 * l)(nn.CrossEntropyLoss(reduction="none")(x, y)))), x, y)
case("softmax focal 0.5", long(by(lambda x, y: (
    lambda l: (1 - torch.exp(-l)) ** 0.5 * l)(nn.CrossEntropyLoss(reduction="none")(x, y)))),
    normal(7, 5), y)
for name, options in {"multiMargin": {}, "multiMargin squared": dict(p=2, margin=0.7, weight=w5)}.items():
    case(name, long(of(nn.MultiMarginLoss, **options)), normal(7, 5), y)
lists = np.array([[3, 0, -1, 1, 2], [-1, 0, 1, 2, 3], [4, 3, 2, 1, 0], [1, -1, 4, 4, 4]], np.int32)
case("multiLabelMargin", long(of(nn.MultiLabelMarginLoss)), normal(4, 5), lists)
case("multiLabelSoftMargin", of(nn.MultiLabelSoftMarginLoss), normal(4, 5) * 30, bits(4, 5))
case("multiLabelSoftMargin weighted", of(nn.MultiLabelSoftMarginLoss, weight=w5), normal(4, 5),
     bits(4, 5))

# Two classes.
q = random.uniform(0.01, 0.99, (3, 5))
t = random.uniform(0, 1, (3, 5))
case("bce", of(nn.BCELoss), q, t, differentiated=2)
edges = np.array([0, 1, 0, 1, 1e-30])
# The gradients at a wrong 0 or 1 are 1e12.
case("bce edges", of(nn.BCELoss), edges, np.array([0.0, 1.0, 1.0, 0.0, 1.0]))
large = normal(3, 5)
large[0] = [0, 100, -100, 1000, -1000]
case("bce logits", of(nn.BCEWithLogitsLoss), large, t, differentiated=2)
case("bce logits weighted", of(nn.BCEWithLogitsLoss, pos_weight=w5), large, t, differentiated=2)
case("bce logits rows weighted", of(nn.BCEWithLogitsLoss), large, t, weights=positive(3))


def focal(alpha, gamma):
    """torchvision.ops.sigmoid_focal_loss."""
    def formula(x, t):
        p = torch.sigmoid(x)
        l = nn.functional.binary_cross_entropy_with_logits(x, t, reduction="none")
        l = l * (1 - (p * t + (1 - p) * (1 - t))) ** gamma
        return l * (alpha * t + (1 - alpha) * (1 - t)) if alpha >= 0 else l
    return by(formula)


f, ft = normal(3, 5) * 3, bits(3, 5)
case("focal", focal(0.25, 2), f, ft)
case("focal 0.7", focal(0.6, 0.7), f, ft)
case("focal 1", focal(-1, 1), f, ft)
case("focal 0", focal(-1, 0), f, ft)

# Signs.
s = signs(3, 5)
case("hinge", by(lambda x, t: torch.clamp(1 - t * x, min=0)), normal(3, 5), s)
case("squaredHinge", by(lambda x, t: torch.clamp(1 - t * x, min=0) ** 2), normal(3, 5), s)
case("hingeEmbedding", of(nn.HingeEmbeddingLoss, margin=1.5), positive(3, 5), s)
case("softMargin", of(nn.SoftMarginLoss), normal(3, 5) * 20, s)
case("cosineEmbedding", of(nn.CosineEmbeddingLoss, margin=-0.2), normal(6, 5), normal(6, 5),
     signs(6), differentiated=2)
case("cosineEmbedding weighted", of(nn.CosineEmbeddingLoss), normal(6, 5), normal(6, 5),
     signs(6).astype(np.int32), differentiated=2, weights=positive(6))
case("marginRanking", of(nn.MarginRankingLoss, margin=0.4), normal(6), normal(6), signs(6),
     differentiated=2)
for name, options in {
    "triplet": {}, "triplet swapped": dict(swap=True, margin=0.8),
    "triplet 1": dict(p=1.0, margin=2.0), "triplet 3": dict(p=3.0),
}.items():
    case(name, of(nn.TripletMarginLoss, **options), normal(5, 4), normal(5, 4), normal(5, 4),
         differentiated=3)

# Distributions.
kl = nn.KLDivLoss
target = probabilities(4, 5)
target[1] = [0, 0.5, 0, 0.5, 0]


def by_example(reduction, x, t, log_target=False):
    if reduction == "none":
        return kl(reduction="none", log_target=log_target)(x, t).sum(-1)
    return kl(reduction="batchmean" if reduction == "mean" else "sum", log_target=log_target)(x, t)


case("kl", by_example, np.log(probabilities(4, 5)), target)
case("kl log", lambda r, x, t: by_example(r, x, t, True), np.log(probabilities(4, 5)),
     np.log(probabilities(4, 5)), differentiated=2)
counts = random.integers(0, 9, (3, 5)).astype(float)
for name, options in {
    "poisson": {}, "poisson full": dict(full=True), "poisson rate": dict(log_input=False),
    "poisson rate full": dict(log_input=False, full=True, eps=1e-3),
}.items():
    case(name, of(nn.PoissonNLLLoss, **options), positive(3, 5), counts)
for name, options in {"gaussian": {}, "gaussian full": dict(full=True, eps=0.5)}.items():
    # Some variances are below the second eps.
    case(name, of(nn.GaussianNLLLoss, **options), normal(3, 5), normal(3, 5),
         random.uniform(0.1, 2, (3, 5)), differentiated=3)


def dice(axes, smooth):
    return by(lambda p, t: 1 - (2 * (p * t).sum(axes) + smooth)
              / (p.sum(axes) + t.sum(axes) + smooth))


case("dice", dice((1, 2), 1), random.random((3, 4, 5)), bits(3, 4, 5), differentiated=2)
case("dice classes", dice((0, 1), 1e-3), random.random((3, 4, 5)), bits(3, 4, 5))
case("dice weighted", dice((1,), 1), random.random((3, 4, 5)), bits(3, 4, 5), weights=positive(3))

# PyTorch's gradient of ctc holds behind a log-softmax only.
frames = normal(9, 3, 5)
spelled = random.integers(1, 5, (3, 4)).astype(np.int32)
spelled[1, 1] = spelled[1, 0]
ctc = [frames, spelled, np.array([9, 7, 8], np.int32), np.array([4, 2, 0], np.int32)]


def integers(function):
    return lambda r, x, *y: function(r, x.log_softmax(-1), *(z.long() for z in y))


case("ctc", integers(of(nn.CTCLoss)), *ctc)
case("ctc zeroed", integers(of(nn.CTCLoss, zero_infinity=True)), frames, spelled,
     np.array([3, 7, 8], np.int32), np.array([4, 2, 3], np.int32))


def main():
    target = pathlib.Path(__file__).resolve().parent / "losses.json"
    lines = ",\n".join(json.dumps(c, allow_nan=False, separators=(",", ":")) for c in cases)
    target.write_text(f'{{"generator":"{made_by("losses")}","cases":[\n{lines}\n]}}\n')
    print(f"{len(cases)} cases, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
