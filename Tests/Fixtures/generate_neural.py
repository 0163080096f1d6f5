#!/usr/bin/env python3
"""Writes neural.json: pooling, folding, up-sampling, norms and attention by classes of torch.nn.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_neural.py
golden.py says how; GoldenExpressions+Neural.swift says what the parameters mean.
"""

import numpy as np
import torch
from torch import nn

from attention import attention
from golden import called, case, derived, normal, positive, values, write

shapes = {1: (1, 2, 11), 2: (1, 1, 7, 8), 3: (1, 1, 4, 5, 4)}
maximum = {1: nn.MaxPool1d, 2: nn.MaxPool2d, 3: nn.MaxPool3d}
average = {1: nn.AvgPool1d, 2: nn.AvgPool2d, 3: nn.AvgPool3d}
norm = {1: nn.LPPool1d, 2: nn.LPPool2d, 3: nn.LPPool3d}
unpool = {1: nn.MaxUnpool1d, 2: nn.MaxUnpool2d, 3: nn.MaxUnpool3d}
adaptiveAverage = {1: nn.AdaptiveAvgPool1d, 2: nn.AdaptiveAvgPool2d, 3: nn.AdaptiveAvgPool3d}
adaptiveMaximum = {1: nn.AdaptiveMaxPool1d, 2: nn.AdaptiveMaxPool2d, 3: nn.AdaptiveMaxPool3d}

# Kernel, stride, padding, dilation, ceil mode.
for rank in (1, 2, 3):
    for k, s, p, d, c in [(2, 2, 0, 1, 0), (3, 2, 1, 1, 0), (3, 2, 0, 1, 1), (2, 1, 1, 2, 0)]:
        case(f"max pool {rank}d {k}, {s}, {p}, {d}, {c}", "maxPool",
             maximum[rank](k, s, p, d, return_indices=True, ceil_mode=bool(c)),
             normal(*shapes[rank]), params=[rank, k, s, p, d, c])
    # Ceil mode, padding counted.
    for k, s, p, c, i in [(2, 2, 0, 0, 1), (3, 2, 1, 0, 1), (3, 2, 1, 0, 0), (3, 2, 1, 1, 1),
                          (3, 2, 1, 1, 0), (2, 3, 0, 1, 0)]:
        case(f"average pool {rank}d {k}, {s}, {p}, {c}, {i}", "averagePool",
             average[rank](k, s, p, bool(c), bool(i)), normal(*shapes[rank]),
             params=[rank, k, s, p, c, i])
    for power, k, s, c in [(2, 2, 2, 0), (3, 3, 1, 0), (2, 3, 2, 1)]:
        case(f"lp pool {rank}d {power}, {k}, {s}, {c}", "lpPool",
             norm[rank](power, k, s, bool(c)), positive(*shapes[rank]),
             params=[rank, power, k, s, c])
    for size in (1, 2, 3, 4):
        case(f"adaptive average pool {rank}d to {size}", "adaptiveAveragePool",
             adaptiveAverage[rank](size), normal(*shapes[rank]), params=[rank, size])
        case(f"adaptive max pool {rank}d to {size}", "adaptiveMaxPool",
             adaptiveMaximum[rank](size), normal(*shapes[rank]), params=[rank, size])
    for k, s, p in [(2, 2, 0), (2, 3, 1)]:
        pool, undo = maximum[rank](k, s, p, return_indices=True), unpool[rank](k, s, p)
        case(f"max unpool {rank}d {k}, {s}, {p}", "maxUnpool",
             lambda x: undo(*pool(x), output_size=x.shape[2:]), normal(*shapes[rank]),
             params=[rank, k, s, p])
case("average pool with a divisor", "averagePoolDivisor", nn.AvgPool2d(3, 2, 1, divisor_override=4),
     normal(1, 2, 5, 6))
ties = np.array([[[[1.0, 1, 0, 2], [1, 0, 2, 2], [-1, -1, 3, 3], [-1, -1, 3, 0]]]])
case("max pool of ties", "maxPool", nn.MaxPool2d(2, return_indices=True), ties,
     params=[2, 2, 2, 0, 1, 0])
case("max pool of ties that overlap", "maxPool", nn.MaxPool2d(3, 1, 1, return_indices=True), ties,
     params=[2, 3, 1, 1, 1, 0])

# Kernel, stride, padding and dilation of both axes.
for k, s, p, d in [((2, 3), (1, 1), (0, 0), (1, 1)), ((3, 2), (2, 1), (1, 1), (1, 2)),
                   ((2, 2), (2, 3), (0, 1), (2, 1))]:
    module = nn.Unfold(k, d, p, s)
    case(f"unfold {k}, {s}, {p}, {d}", "unfold", module, normal(2, 2, 6, 7),
         params=[*k, *s, *p, *d])
    columns = module(torch.zeros(2, 2, 6, 7)).shape
    case(f"fold {k}, {s}, {p}, {d}", "fold", nn.Fold((6, 7), k, d, p, s), normal(*columns),
         params=[*k, *s, *p, *d])


# Norms, whose scale and offset are inputs, so that their gradients are checked, too; and without.
affine = ("weight", "bias")
for shape in [(5, 3), (3, 2, 4), (2, 3, 2, 3), (2, 2, 2, 1, 3)]:
    module = {2: nn.BatchNorm1d, 3: nn.BatchNorm1d, 4: nn.BatchNorm2d, 5: nn.BatchNorm3d}[len(shape)]

    def statistics(x, *parameters, module=module):
        """Running statistics with momentum 1 are those of the batch."""
        norm = module(x.shape[1], momentum=1.0, affine=len(parameters) == 2)
        y = called(norm, *affine)(x, *parameters)
        return y, norm.running_mean * 1, norm.running_var * 1

    def evaluated(x, mean, variance, *parameters, module=module):
        norm = module(x.shape[1], affine=len(parameters) == 2).eval()
        run = called(norm, "running_mean", "running_var", *affine)
        return run(x, mean.detach(), variance.detach(), *parameters)

    channels = shape[1]
    case(f"batch norm {shape}", "batchNorm", statistics, normal(*shape), normal(channels),
         normal(channels), params=[1])
    case(f"batch norm in evaluation {shape}", "batchNormEvaluation", evaluated,
         normal(*shape), normal(channels), positive(channels), normal(channels), normal(channels))
    if len(shape) in (2, 4):
        case(f"batch norm {shape} without scale", "batchNorm", statistics, normal(*shape), params=[1])
        case(f"batch norm in evaluation {shape} without scale", "batchNormEvaluation", evaluated,
             normal(*shape), normal(channels), positive(channels))
for groups in (1, 2, 6):
    case(f"group norm of {groups}", "groupNorm", called(nn.GroupNorm(groups, 6), *affine),
         normal(2, 6, 3, 2), normal(6), normal(6), params=[groups])
case("group norm without scale", "groupNorm", called(nn.GroupNorm(3, 6, affine=False)),
     normal(2, 6, 3, 2), params=[3])
for rank, kind, shape in [(1, nn.InstanceNorm1d, (2, 3, 5)), (2, nn.InstanceNorm2d, (2, 2, 3, 4)),
                          (3, nn.InstanceNorm3d, (1, 2, 2, 3, 2))]:
    case(f"instance norm {rank}d", "instanceNorm", called(kind(shape[1], affine=True), *affine),
         normal(*shape), normal(shape[1]), normal(shape[1]))
case("instance norm without scale", "instanceNorm", called(nn.InstanceNorm2d(2)), normal(2, 2, 3, 4))
for axes in (1, 2, 3):
    shape = (2, 3, 4)[-axes:]
    case(f"layer norm over {axes}", "layerNormAxes", called(nn.LayerNorm(shape), *affine),
         normal(2, 3, 4), normal(*shape), normal(*shape), params=[axes])
    case(f"layer norm over {axes} without offset", "layerNormAxes",
         called(nn.LayerNorm(shape, bias=False), "weight"), normal(2, 3, 4), normal(*shape),
         params=[axes])
    case(f"layer norm over {axes} without scale", "layerNormAxes",
         called(nn.LayerNorm(shape, elementwise_affine=False)), normal(2, 3, 4), params=[axes])
    case(f"rms norm over {axes}", "rmsNorm", called(nn.RMSNorm(shape, 1e-3), "weight"),
         normal(2, 3, 4), normal(*shape), params=[axes])
    case(f"rms norm over {axes} without scale", "rmsNorm",
         called(nn.RMSNorm(shape, 1e-3, elementwise_affine=False)), normal(2, 3, 4), params=[axes])
for size in (1, 2, 3, 5):
    case(f"local response norm of {size}", "localResponseNorm",
         nn.LocalResponseNorm(size, alpha=0.5, beta=0.75, k=2.0), normal(2, 6, 3), params=[size])
for p, axis in [(1, 0), (2, 1), (3, 2), (2, -1)]:
    derived(f"normalize {p}, {axis}", "normalize",
            lambda x: np.divide(x, np.linalg.norm(x, p, axis, keepdims=True)), normal(3, 2, 4),
            params=[p, axis], step=1e-3)

for axis in (0, 1, 2):
    case(f"softmax over {axis}", "softmaxAxis", nn.Softmax(axis), normal(3, 2, 4), params=[axis])
    case(f"log-softmax over {axis}", "logSoftmaxAxis", nn.LogSoftmax(axis), normal(3, 2, 4),
         params=[axis])
    case(f"softmin over {axis}", "softmin", nn.Softmin(axis), normal(3, 2, 4), params=[axis])

# Up-sampling: the mode's number, whether corners are aligned, the sizes.
modes = ["nearest", "nearest-exact", "linear", "cubic", "area"]
names = {("linear", 1): "linear", ("linear", 2): "bilinear", ("linear", 3): "trilinear",
         ("cubic", 2): "bicubic"}
for mode, sizes, aligned in [
    (0, (10,), 0), (1, (5,), 0), (2, (3,), 0), (2, (13,), 1), (4, (3,), 0),
    (0, (3, 9), 0), (1, (8, 4), 0), (2, (7, 9), 0), (2, (2, 3), 1), (2, (8, 10), 1), (3, (7, 11), 0),
    (3, (2, 3), 0), (3, (6, 9), 1), (4, (3, 2), 0), (0, (3, 4, 5), 0), (2, (4, 2, 5), 0),
    (2, (3, 5, 4), 1),
]:
    rank, shape = len(sizes), {1: (2, 2, 7), 2: (1, 2, 4, 5), 3: (1, 1, 2, 3, 4)}[len(sizes)]
    name = names.get((modes[mode], rank), modes[mode])
    kind = {"align_corners": bool(aligned)} if mode in (2, 3) else {}
    case(f"up-sampling to {sizes}, {name}, {aligned}", "interpolate",
         nn.Upsample(size=sizes, mode=name, **kind), normal(*shape), params=[mode, aligned, *sizes])
# By scale, in hundredths.
for mode, scales in [(0, (170, 60)), (1, (230, 300)), (2, (170, 60)), (2, (300, 200)), (3, (130, 250))]:
    name = names.get((modes[mode], 2), modes[mode])
    case(f"up-sampling by {scales}, {name}", "interpolateScale",
         nn.Upsample(scale_factor=tuple(s / 100 for s in scales), mode=name), normal(1, 2, 4, 5),
         params=[mode, *scales])

indices = np.array([[1, 4, 1, 0], [0, 2, 4, 2], [2, 2, 2, 2]])
row, offsets = np.array([3, 0, 1, 1, 4, 2, 0, 3]), np.array([0, 2, 2, 7])
embed = nn.Embedding(5, 3, padding_idx=2)
case("embedding with padding", "embeddingPadding", lambda w, i: called(embed, "weight")(i, w),
     normal(5, 3), indices, params=[2])


def bagged(mode, padding=-1):
    """A function of the table, the indices, and what else nn.EmbeddingBag takes."""
    bag = nn.EmbeddingBag(5, 3, mode=mode, padding_idx=None if padding < 0 else padding).double()
    return lambda w, *rest: torch.func.functional_call(bag, {"weight": w}, rest)


for mode, name in enumerate(["sum", "mean", "max"]):
    for padding in (-1, 2):
        case(f"embedding bag {name}, {padding}", "embeddingBag", bagged(name, padding), normal(5, 3),
             indices, params=[mode, padding])
        case(f"embedding bag {name}, {padding} with offsets", "embeddingBagOffsets",
             bagged(name, padding), normal(5, 3), row, offsets, params=[mode, padding])
for padding in (-1, 2):
    bag = bagged("sum", padding)
    case(f"embedding bag with weights, {padding}", "embeddingBagWeights",
         lambda w, i, s: bag(w, i, None, s), normal(5, 3), indices, normal(3, 4), params=[padding])
    case(f"embedding bag with offsets and weights, {padding}", "embeddingBagOffsetsWeights", bag,
         normal(5, 3), row, offsets, normal(8), params=[padding])

mask = np.array([[1, 0, 1, 1, 0], [0, 1, 1, 0, 1], [1, 1, 0, 0, 0]], dtype=bool)
case("attention with a bool mask", "attentionMask", attention(), normal(2, 3, 4), normal(2, 5, 4),
     normal(2, 5, 3), mask)
case("attention with an added mask", "attentionMask", attention(), normal(2, 3, 4), normal(2, 5, 4),
     normal(2, 5, 3), normal(2, 3, 5))
for queries in (3, 13):
    grouped = [normal(1, 6, queries, 3), normal(1, 2, queries, 3), normal(1, 2, queries, 2)]
    case(f"attention of grouped queries, {queries}", "attentionGroups", attention(hides=True), *grouped,
         params=[1])
    case(f"attention of grouped queries with a bool mask, {queries}", "attentionGroups", attention(),
         *grouped, np.tri(queries, queries, 1, dtype=bool), params=[0])
    case(f"attention of grouped queries with an added mask, {queries}", "attentionGroups", attention(),
         *grouped, normal(1, 6, queries, queries), params=[0])

# Windows of a kernel, a stride, a padding and a dilation for each axis.
for k, s, p, d, c in [((2, 3), (1, 2), (1, 0), (2, 1), 0), ((3, 2), (2, 3), (0, 1), (1, 1), 1),
                      ((2, 1, 3), (1, 1, 2), (0, 0, 1), (1, 2, 1), 0)]:
    rank = len(k)
    case(f"max pool {k}, {s}, {p}, {d}, {c}", "maxPoolAxes",
         maximum[rank](k, s, p, d, return_indices=True, ceil_mode=bool(c)), normal(*shapes[rank]),
         params=[rank, *k, *s, *p, *d, c])
    case(f"average pool {k}, {s}, {p}, {c}", "averagePoolAxes",
         average[rank](k, s, p, bool(c), False), normal(*shapes[rank]),
         params=[rank, *k, *s, *p, c])
    case(f"lp pool 2, {k}, {s}, {c}", "lpPoolAxes", norm[rank](2, k, s, bool(c)),
         positive(*shapes[rank]), params=[rank, 2, *k, *s, c])
for rank in (1, 2, 3):
    case(f"lp pool {rank}d 1, 2, 2, 0", "lpPool", norm[rank](1, 2, 2), normal(*shapes[rank]),
         params=[rank, 1, 2, 2, 0])
    case(f"global average pool {rank}d", "globalAveragePool", adaptiveAverage[rank](1),
         normal(2, *shapes[rank][1:]))
    case(f"global max pool {rank}d", "globalMaxPool", adaptiveMaximum[rank](1),
         normal(2, *shapes[rank][1:]))
for size in [(3, 5), (7, 1), (2, 3, 4)]:
    case(f"adaptive average pool to {size}", "adaptiveAveragePool", adaptiveAverage[len(size)](size),
         normal(*shapes[len(size)]), params=[len(size), *size])
    case(f"adaptive max pool to {size}", "adaptiveMaxPool", adaptiveMaximum[len(size)](size),
         normal(*shapes[len(size)]), params=[len(size), *size])

# The scale in hundredths, and whether keys behind a query are hidden; few and many queries.
for queries in (3, 14):
    for hidden in (0, 1):
        case(f"attention of {queries} with a scale, causal {hidden}", "attentionScale",
             attention(hides=bool(hidden), scale=0.35), normal(1, 2, queries, 4),
             normal(1, 2, queries, 4), normal(1, 2, queries, 3), params=[35, hidden])
case("attention with a mask and a scale", "attentionScaleMask", attention(scale=1.5),
     normal(2, 3, 4), normal(2, 5, 4), normal(2, 5, 3), mask, params=[150])
case("attention of many with a mask", "attentionMask", attention(), normal(2, 14, 4), normal(2, 5, 4),
     normal(2, 5, 3), normal(14, 5) > -0.5)
case("attention of heads with a mask for each example", "attentionMask", attention(),
     normal(2, 2, 3, 4), normal(2, 2, 5, 4), normal(2, 2, 5, 3), normal(2, 1, 1, 5))


def hardmax(axis):
    """Ones at the first largest elements by NumPy."""
    return lambda x: np.moveaxis(np.eye(x.shape[axis])[np.argmax(x, axis)], -1, axis)


for axis in (0, 1, 2):
    values(f"hardmax over {axis}", "hardmax", hardmax(axis), normal(2, 3, 4), params=[axis])
values("hardmax of ties", "hardmax", hardmax(1), np.array([[1.0, 2, 2], [3, 3, 3], [-1, -2, -1]]),
       params=[1])

# In evaluation nothing is dropped.
for number, module in enumerate([nn.Dropout, nn.Dropout1d, nn.Dropout2d, nn.Dropout3d,
                                 nn.AlphaDropout, nn.FeatureAlphaDropout]):
    case(f"{module.__name__} in evaluation", "dropoutEvaluation", module(0.4).eval(),
         normal(*(2, 2, 3, 2, 2)[:{1: 3, 2: 4}.get(number, 5)]), params=[number])

case("average pool of volumes with a divisor", "averagePoolDivisor3",
     nn.AvgPool3d(2, 2, 1, divisor_override=3), normal(1, 2, 3, 4, 5))
for mode, scales in [(2, (170, 60)), (2, (300, 200)), (3, (130, 250))]:
    name = names.get((modes[mode], 2), modes[mode])
    case(f"up-sampling by {scales}, {name}, aligned", "interpolateScaleAligned",
         nn.Upsample(scale_factor=tuple(s / 100 for s in scales), mode=name, align_corners=True),
         normal(1, 2, 4, 5), params=[mode, *scales])

# Windows of zeros, whose roots have no slope.
for power in (1, 2, 3):
    case(f"lp pool of zeros, {power}", "lpPool", nn.LPPool1d(power, 2, 2, False),
         np.array([[[0.0, 0, 0, 0, 3, 4]]]), params=[1, power, 2, 2, 0])

write("neural")
