#!/usr/bin/env python3
"""Writes layers_convolution.json: convolutions and norms of torch.nn for given parameters.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_layers_convolution.py
"""

import torch
from torch import nn

from layer_cases import both, case, normal, transposed, write


def named(layer, bias=True, prefix=""):
    names = ["weight", "bias"] if bias else ["weight"]
    return {f"{layer}1.{n}": prefix + n for n in names}


dense = {"dense1.weight": ("weight", transposed), "dense1.bias": "bias"}
case("dense", {"type": "dense", "units": 3}, nn.Linear(4, 3), normal(5, 4), parameters=dense)
case("dense without bias", {"type": "dense", "units": 2, "bias": False},
     nn.Linear(4, 2, bias=False), normal(2, 3, 4),
     parameters={"dense1.weight": ("weight", transposed)})

case("conv1d", {"type": "conv1d", "channels": 3, "kernel": 3}, nn.Conv1d(2, 3, 3), normal(2, 2, 7),
     parameters=named("conv1d"))
case("conv2d same", {"type": "conv2d", "channels": 4, "kernel": [3, 5], "padding": "same"},
     nn.Conv2d(3, 4, (3, 5), padding="same"), normal(2, 3, 5, 6), parameters=named("conv2d"))
case("conv2d all", {"type": "conv2d", "channels": 4, "kernel": 3, "stride": [2, 1], "padding": [1, 2],
                    "dilation": [1, 2], "groups": 2, "bias": False},
     nn.Conv2d(2, 4, 3, stride=(2, 1), padding=(1, 2), dilation=(1, 2), groups=2, bias=False),
     normal(1, 2, 6, 7), parameters=named("conv2d", bias=False))
case("conv2d depthwise", {"type": "conv2d", "channels": 3, "kernel": 3, "groups": 3},
     nn.Conv2d(3, 3, 3, groups=3), normal(2, 3, 5, 4), parameters=named("conv2d"))
case("conv3d", {"type": "conv3d", "channels": 2, "kernel": 2, "padding": 1},
     nn.Conv3d(1, 2, 2, padding=1), normal(1, 1, 3, 4, 2), parameters=named("conv3d"))
case("convTranspose1d", {"type": "convTranspose1d", "channels": 3, "kernel": 3, "stride": 2},
     nn.ConvTranspose1d(2, 3, 3, stride=2), normal(2, 2, 4), parameters=named("convTranspose1d"))
case("convTranspose2d all",
     {"type": "convTranspose2d", "channels": 4, "kernel": 3, "stride": 2, "padding": [1, 0],
      "outputPadding": [1, 0], "dilation": [1, 2], "groups": 2, "bias": False},
     nn.ConvTranspose2d(2, 4, 3, stride=2, padding=(1, 0), output_padding=(1, 0), dilation=(1, 2),
                        groups=2, bias=False),
     normal(1, 2, 3, 4), parameters=named("convTranspose2d", bias=False))
case("convTranspose3d", {"type": "convTranspose3d", "channels": 1, "kernel": 2},
     nn.ConvTranspose3d(2, 1, 2), normal(1, 2, 2, 3, 2), parameters=named("convTranspose3d"))


def batch_norm(make, channels, **options):
    module = make(channels, **options)
    if module.track_running_stats:
        module.running_mean.copy_(normal(channels).float())
        module.running_var.copy_((normal(channels).abs() + 0.5).float())
    return module


running = {"batchNorm1.runningMean": "running_mean", "batchNorm1.runningVariance": "running_var"}
for rank, make, shape in [(0, nn.BatchNorm1d, (6, 3)), (1, nn.BatchNorm1d, (3, 2, 5)),
                          (2, nn.BatchNorm2d, (2, 3, 4, 5)), (3, nn.BatchNorm3d, (2, 2, 1, 3, 2))]:
    for mode in ["training", "evaluation"]:
        case(f"batchNorm over {rank}", {"type": "batchNorm"}, batch_norm(make, shape[1]),
             normal(*shape) * 2 + 1, parameters=named("batchNorm"), states=running, mode=mode)
for mode in ["training", "evaluation"]:
    case("batchNorm all", {"type": "batchNorm", "epsilon": 0.01, "momentum": 0.3, "isAffine": False},
         batch_norm(nn.BatchNorm2d, 2, eps=0.01, momentum=0.3, affine=False), normal(3, 2, 2, 2),
         states=running, mode=mode)
    case("batchNorm without statistics", {"type": "batchNorm", "tracksStatistics": False},
         batch_norm(nn.BatchNorm1d, 3, track_running_stats=False), normal(4, 3),
         parameters=named("batchNorm"), mode=mode)
    module = batch_norm(nn.BatchNorm1d, 3, momentum=None)
    module.num_batches_tracked.fill_(4)
    case("batchNorm cumulative", {"type": "batchNorm", "isCumulative": True}, module, normal(4, 3),
         parameters=named("batchNorm"), mode=mode,
         states={**running, "batchNorm1.batches": ("num_batches_tracked", lambda v: v.double())})


both("layerNorm", {"type": "layerNorm", "epsilon": 1e-3}, nn.LayerNorm(5, eps=1e-3), normal(3, 5),
     parameters=named("layerNorm"))
case("layerNorm over two", {"type": "layerNorm", "axes": 2, "offset": False},
     nn.LayerNorm([3, 4], bias=False), normal(2, 3, 4), parameters=named("layerNorm", bias=False))
case("layerNorm plain", {"type": "layerNorm", "scale": False, "offset": False},
     nn.LayerNorm(4, elementwise_affine=False), normal(3, 4))
case("rmsNorm", {"type": "rmsNorm", "epsilon": 1e-3}, nn.RMSNorm(6, eps=1e-3), normal(2, 3, 6),
     parameters=named("rmsNorm", bias=False))
case("rmsNorm over two, plain", {"type": "rmsNorm", "axes": 2, "scale": False, "epsilon": 1e-6},
     nn.RMSNorm([2, 3], eps=1e-6, elementwise_affine=False), normal(4, 2, 3))
case("groupNorm", {"type": "groupNorm", "groups": 2, "epsilon": 1e-3}, nn.GroupNorm(2, 4, eps=1e-3),
     normal(2, 4, 3, 2), parameters=named("groupNorm"))
case("groupNorm plain", {"type": "groupNorm", "groups": 3, "isAffine": False},
     nn.GroupNorm(3, 6, affine=False), normal(2, 6, 4))
case("instanceNorm", {"type": "instanceNorm"}, nn.InstanceNorm2d(3), normal(2, 3, 4, 3))
case("instanceNorm affine", {"type": "instanceNorm", "isAffine": True, "epsilon": 1e-3},
     nn.InstanceNorm1d(2, affine=True, eps=1e-3), normal(2, 2, 5), parameters=named("instanceNorm"))
case("localResponseNorm", {"type": "localResponseNorm", "size": 3, "alpha": 0.1, "beta": 0.6, "k": 2},
     nn.LocalResponseNorm(3, alpha=0.1, beta=0.6, k=2.0), normal(2, 5, 3))


def spectral(module, **options):
    return torch.nn.utils.parametrizations.spectral_norm(module, **options)


def spectral_names(layer, layout=lambda v: v):
    return {"parameters": {f"{layer}1.weight": ("parametrizations.weight.original", layout),
                           f"{layer}1.bias": "bias"},
            "states": {f"{layer}1.weight.u": "parametrizations.weight.0._u",
                       f"{layer}1.weight.v": "parametrizations.weight.0._v"}}


for mode in ["training", "evaluation"]:
    case("spectralNorm dense", {"type": "spectralNorm", "layer": {"type": "dense", "units": 3}},
         spectral(nn.Linear(4, 3)), normal(5, 4), mode=mode, **spectral_names("dense", transposed))
    case("spectralNorm conv2d",
         {"type": "spectralNorm", "layer": {"type": "conv2d", "channels": 3, "kernel": 2},
          "iterations": 2, "epsilon": 1e-6},
         spectral(nn.Conv2d(2, 3, 2), n_power_iterations=2, eps=1e-6), normal(2, 2, 3, 4), mode=mode,
         **spectral_names("conv2d"))


class Joined(nn.Module):
    """Modules that read the same input, and what joins their results."""

    def __init__(self, join, *parts):
        super().__init__()
        self.join = join
        self.parts = nn.ModuleList(parts)

    def forward(self, x):
        return self.join(x, *[part(x) for part in self.parts])


def linear(scope, number):
    return {f"{scope}.dense1.weight": (f"parts.{number}.weight", transposed),
            f"{scope}.dense1.bias": f"parts.{number}.bias"}


case("residual", {"type": "residual", "body": [{"type": "dense", "units": 4}]},
     Joined(lambda x, y: x + y, nn.Linear(4, 4)), normal(3, 4), parameters=linear("residual1", 0))
case("residual with a shortcut",
     {"type": "residual", "name": "block", "body": [{"type": "dense", "units": 2}],
      "shortcut": [{"type": "dense", "units": 2}]},
     Joined(lambda x, y, z: y + z, nn.Linear(4, 2), nn.Linear(4, 2)), normal(3, 4),
     parameters={**linear("block", 0), **linear("block.shortcut", 1)})
for merge, join in [
        ("concatenate", lambda x, *parts: torch.cat(parts, 1)),
        ("stack", lambda x, *parts: torch.stack(parts, 1)),
        ("add", lambda x, *parts: sum(parts)),
        ("multiply", lambda x, a, b: a * b),
        ("average", lambda x, *parts: sum(parts) / 2),
        ("maximum", lambda x, a, b: torch.maximum(a, b)),
        ("minimum", lambda x, a, b: torch.minimum(a, b))]:
    case(f"parallel {merge}",
         {"type": "parallel", "merge": merge,
          "branches": [{"type": "dense", "units": 3}, {"type": "dense", "units": 3}]},
         Joined(join, nn.Linear(4, 3), nn.Linear(4, 3)), normal(3, 4),
         parameters={**linear("parallel1.branch1", 0), **linear("parallel1.branch2", 1)})
case("parallel along an axis",
     {"type": "parallel", "axis": 2,
      "branches": [{"type": "conv1d", "channels": 2, "kernel": 2},
                   {"type": "conv1d", "channels": 2, "kernel": 1}]},
     Joined(lambda x, *parts: torch.cat(parts, 2), nn.Conv1d(3, 2, 2), nn.Conv1d(3, 2, 1)),
     normal(2, 3, 4),
     parameters={f"parallel1.branch{n + 1}.conv1d1.{w}": f"parts.{n}.{w}"
                 for n in range(2) for w in ["weight", "bias"]})

frozen = batch_norm(nn.BatchNorm1d, 3).eval()
frozen.train = lambda mode=True: frozen  # as a frozen layer: always in evaluation
case("frozen batchNorm", {"type": "frozen", "layers": [{"type": "batchNorm"}]}, frozen, normal(4, 3),
     parameters=named("batchNorm"), states=running)

instance_running = {"instanceNorm1.runningMean": "running_mean",
                    "instanceNorm1.runningVariance": "running_var"}
for mode in ["training", "evaluation"]:
    case("instanceNorm with statistics",
         {"type": "instanceNorm", "tracksStatistics": True, "isAffine": True, "momentum": 0.3},
         batch_norm(nn.InstanceNorm2d, 3, track_running_stats=True, affine=True, momentum=0.3),
         normal(2, 3, 4, 3) * 2 + 1, parameters=named("instanceNorm"), states=instance_running,
         mode=mode)
    case("instanceNorm with statistics, plain", {"type": "instanceNorm", "tracksStatistics": True},
         batch_norm(nn.InstanceNorm1d, 2, track_running_stats=True), normal(3, 2, 5),
         states=instance_running, mode=mode)
    case("spectralNorm convTranspose2d",
         {"type": "spectralNorm",
          "layer": {"type": "convTranspose2d", "channels": 6, "kernel": [2, 1], "groups": 2}},
         spectral(nn.ConvTranspose2d(4, 6, (2, 1), groups=2)), normal(2, 4, 2, 3), mode=mode,
         **spectral_names("convTranspose2d"))

write("layers_convolution")
