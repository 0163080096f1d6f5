#!/usr/bin/env python3
"""Writes layers_shapes.json: pooling, padding and layers that only move elements, of torch.nn.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_layers_shapes.py
"""

import torch
from torch import nn
from torch.nn import functional

from layer_cases import case, normal, write


class Function(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def function(name, spec, body, x):
    case(name, spec, Function(body), x)


sizes = {1: (9,), 2: (5, 6), 3: (4, 5, 3)}
for rank, size in sizes.items():
    x = normal(3 - (rank + 1) // 2, 2, *size)
    kinds = (nn.MaxPool1d, nn.MaxPool2d, nn.MaxPool3d)
    case(f"maxPool{rank}d", {"type": f"maxPool{rank}d", "kernel": 2}, kinds[rank - 1](2), x)
    case(f"maxPool{rank}d with all",
         {"type": f"maxPool{rank}d", "kernel": 3, "stride": 2, "padding": 1, "dilation": 2, "ceilMode": True},
         kinds[rank - 1](3, 2, 1, 2, ceil_mode=True), normal(1, 2, *(n + 2 for n in size)))
    kinds = (nn.AvgPool1d, nn.AvgPool2d, nn.AvgPool3d)
    case(f"averagePool{rank}d with all",
         {"type": f"averagePool{rank}d", "kernel": 3, "stride": 2, "padding": 1, "ceilMode": True,
          "countIncludePad": False}, kinds[rank - 1](3, 2, 1, True, False), x)
    case(f"averagePool{rank}d", {"type": f"averagePool{rank}d", "kernel": 2, "padding": 1},
         kinds[rank - 1](2, padding=1), x)
    if rank > 1:
        case(f"averagePool{rank}d with a divisor",
             {"type": f"averagePool{rank}d", "kernel": [2, 3, 1][:rank], "divisor": 5},
             kinds[rank - 1]((2, 3, 1)[:rank], divisor_override=5), x)
    kinds = (nn.LPPool1d, nn.LPPool2d, nn.LPPool3d)
    case(f"lpPool{rank}d", {"type": f"lpPool{rank}d", "kernel": 2}, kinds[rank - 1](2, 2), x)
    case(f"lpPool{rank}d with all", {"type": f"lpPool{rank}d", "p": 3, "kernel": 3, "stride": 2},
         kinds[rank - 1](3, 3, 2), x.abs() + 0.2)
    kinds = (nn.AdaptiveAvgPool1d, nn.AdaptiveAvgPool2d, nn.AdaptiveAvgPool3d)
    case(f"adaptiveAveragePool{rank}d", {"type": f"adaptiveAveragePool{rank}d", "output": 3},
         kinds[rank - 1](3), x)
    kinds = (nn.AdaptiveMaxPool1d, nn.AdaptiveMaxPool2d, nn.AdaptiveMaxPool3d)
    case(f"adaptiveMaxPool{rank}d",
         {"type": f"adaptiveMaxPool{rank}d", "output": [2, 3, 1][:rank]}, kinds[rank - 1]((2, 3, 1)[:rank]), x)
    axes = tuple(range(2, 2 + rank))
    function(f"globalAveragePool {rank}", {"type": "globalAveragePool"}, lambda x: x.mean(axes), x)
    function(f"globalMaxPool {rank}", {"type": "globalMaxPool", "flattens": rank != 2},
             lambda x: x.amax(axes, keepdim=rank == 2), x)

    pads = (0, 2, 1, 0, 3, 1)[:2 * rank]
    before, after = list(pads[::2])[::-1], list(pads[1::2])[::-1]
    sides = {"before": before, "after": after}
    kinds = {"constant": (nn.ConstantPad1d, nn.ConstantPad2d, nn.ConstantPad3d),
             "reflect": (nn.ReflectionPad1d, nn.ReflectionPad2d, nn.ReflectionPad3d),
             "replicate": (nn.ReplicationPad1d, nn.ReplicationPad2d, nn.ReplicationPad3d),
             "circular": (nn.CircularPad1d, nn.CircularPad2d, nn.CircularPad3d)}
    for mode, classes in kinds.items():
        more = {"value": 0.7} if mode == "constant" else {"mode": mode}
        own = (pads, 0.7) if mode == "constant" else (pads,)
        case(f"pad{rank}d {mode}", {"type": f"pad{rank}d", "padding": sides, **more},
             classes[rank - 1](*own), x)
    function(f"pad{rank}d with zeros", {"type": f"pad{rank}d", "padding": 1},
             lambda x: functional.pad(x, (1, 1) * rank), x)
    function(f"crop{rank}d", {"type": f"crop{rank}d", "cropping": sides},
             lambda x: functional.pad(x, tuple(-n for n in pads)), x)

x = normal(2, 4, 6)
case("flatten", {"type": "flatten"}, nn.Flatten(), normal(2, 3, 4))
case("unflatten", {"type": "unflatten", "axis": 1, "extents": [2, -1]}, nn.Unflatten(1, (2, -1)), x)
function("reshape", {"type": "reshape", "extents": [3, -1, 2]}, lambda x: x.reshape(2, 3, 4, 2), x)
function("reshape to nothing more", {"type": "reshape", "extents": [24]}, lambda x: x.reshape(2, 24), x)
function("permute", {"type": "permute", "order": [1, -1, 0]}, lambda x: x.permute(1, 2, 0), x)
function("swapAxes", {"type": "swapAxes", "first": 1, "second": -1}, lambda x: x.swapaxes(1, 2), x)
ones = normal(3, 1, 2, 1)
function("squeeze", {"type": "squeeze"}, lambda x: x.squeeze(), ones)
function("squeeze one", {"type": "squeeze", "axes": [-1]}, lambda x: x.squeeze(-1), ones)
function("unsqueeze", {"type": "unsqueeze", "axis": -1}, lambda x: x.unsqueeze(-1), x)
function("repeatVector", {"type": "repeatVector", "count": 3}, lambda x: x[:, None].repeat(1, 3, 1),
         normal(2, 4))
for fields, body in (({"axis": 1, "start": 1, "end": -1}, lambda x: x[:, 1:-1]),
                     ({"axis": -1, "step": 2}, lambda x: x[..., ::2]),
                     ({"axis": -1, "start": -1, "step": -2}, lambda x: x[..., [5, 3, 1]])):
    function(f"sliceAxis {fields}", {"type": "sliceAxis", **fields}, body, x)
function("takeLast", {"type": "takeLast"}, lambda x: x[:, -1], x)
function("takeLast 2", {"type": "takeLast", "axis": -1}, lambda x: x[..., -1], x)
function("meanOver", {"type": "meanOver", "axes": [1]}, lambda x: x.mean(1), x)
function("meanOver two", {"type": "meanOver", "axes": [0, -1], "keepingDims": True},
         lambda x: x.mean((0, 2), keepdim=True), x)
function("maxOver", {"type": "maxOver", "axes": [-2]}, lambda x: x.amax(1), x)
function("sumOver", {"type": "sumOver", "axes": [1]}, lambda x: x.sum(1), x)

image = normal(1, 8, 4, 2)
case("pixelShuffle", {"type": "pixelShuffle", "factor": 2}, nn.PixelShuffle(2), image)
case("pixelUnshuffle", {"type": "pixelUnshuffle", "factor": 2}, nn.PixelUnshuffle(2), image)
case("channelShuffle", {"type": "channelShuffle", "groups": 2}, nn.ChannelShuffle(2), image)
small = normal(1, 2, 3, 4)
modes = {"nearest": "nearest", "nearestExact": "nearest-exact", "linear": "bilinear", "cubic": "bicubic",
         "area": "area"}
for mode, own in modes.items():
    for what, fields, options in (("scale", {"scale": [2]}, {"scale_factor": 2}),
                                  ("size", {"size": [5, 3]}, {"size": (5, 3)})):
        case(f"upsample {mode} {what}", {"type": "upsample", "mode": mode, **fields},
             nn.Upsample(mode=own, **options), small)
case("upsample with corners", {"type": "upsample", "mode": "linear", "scale": [2, 3], "alignCorners": True},
     nn.Upsample(scale_factor=(2, 3), mode="bilinear", align_corners=True), small)

write("layers_shapes")
