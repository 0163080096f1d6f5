#!/usr/bin/env python3
"""Writes convolution.json: torch.nn.Conv1d/2d/3d and ConvTranspose1d/2d/3d with their options.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_convolution.py
golden.py says how. Parameters: stride, padding, dilation, groups, output padding.
"""

import torch

from golden import called, case, normal, write


def with_parameters(module, x):
    """The module as a function of data of shape `x`, weights and bias, if it has one; and these."""
    parameters = dict(module.named_parameters())
    arrays = [normal(*value.shape) for value in parameters.values()]
    return called(module, *parameters), normal(*x), *arrays


def conv(name, rank, x, out, kernel, stride=1, padding=0, dilation=1, groups=1, extra=None,
         bias=True):
    kind = "ConvTranspose" if extra is not None else "Conv"
    options = {"output_padding": extra} if extra is not None else {}
    module = getattr(torch.nn, f"{kind}{rank}d")(
        x[1], out, kernel, stride=stride, padding=padding, dilation=dilation, groups=groups, bias=bias,
        **options)
    op = f"{'convTranspose' if extra is not None else 'conv'}{rank}d"
    case(f"{op} {name}", op, *with_parameters(module, x),
         params=[stride, padding, dilation, groups, extra or 0])


conv("plain", 1, (2, 3, 9), 4, 3)
conv("options", 1, (2, 4, 11), 6, 3, stride=2, padding=2, dilation=2, groups=2)
conv("plain", 2, (2, 3, 5, 6), 4, 3)
conv("stride and padding", 2, (1, 2, 7, 8), 3, 3, stride=2, padding=1)
conv("dilation", 2, (1, 2, 8, 7), 3, 2, padding=1, dilation=3)
conv("groups", 2, (2, 4, 5, 5), 6, 3, padding=1, groups=2)
conv("depthwise", 2, (1, 3, 5, 5), 3, 3, stride=2, padding=1, groups=3)
conv("pointwise", 2, (2, 5, 3, 3), 4, 1)
conv("options", 3, (1, 2, 4, 5, 4), 4, 2, stride=2, padding=1, groups=2)
conv("plain", 1, (2, 3, 5), 2, 3, extra=0)
conv("options", 1, (1, 4, 4), 6, 3, stride=3, padding=1, dilation=2, groups=2, extra=2)
conv("plain", 2, (2, 3, 3, 4), 2, 3, extra=0)
conv("stride", 2, (1, 2, 3, 4), 3, 4, stride=2, padding=1, extra=1)
conv("groups", 2, (1, 4, 3, 3), 4, 2, stride=2, groups=4, extra=0)
conv("options", 3, (1, 2, 2, 3, 2), 2, 2, stride=2, padding=1, extra=1)

conv("depthwise", 3, (1, 2, 3, 4, 3), 4, 2, padding=1, groups=2)
conv("groups and dilation", 3, (1, 4, 2, 3, 2), 2, 2, stride=2, padding=1, dilation=2, groups=2, extra=1)
conv("depthwise", 1, (2, 3, 7), 6, 3, stride=2, padding=2, groups=3)

PADS = {1: torch.nn.ConstantPad1d, 2: torch.nn.ConstantPad2d, 3: torch.nn.ConstantPad3d}


def sided(name, x, out, kernel, stride, before, after, dilation, groups=1, op="convSides", params=None,
          bias=True):
    """A convolution of what is padded by different amounts; numbers are for each axis."""
    rank = len(kernel)
    pad = PADS[rank](tuple(n for b, a in reversed(list(zip(before, after))) for n in (b, a)), 0.0)
    module = getattr(torch.nn, f"Conv{rank}d")(
        x[1], out, kernel, stride=stride, dilation=dilation, groups=groups, bias=bias)
    run, *inputs = with_parameters(module, x)
    case(f"{op} {rank}d {name}", op, lambda data, *rest: run(pad(data), *rest), *inputs,
         params=params or [rank, *stride, *before, *after, *dilation, groups])


def same(name, x, out, kernel, dilation, groups=1, bias=True):
    """Padding "same" of PyTorch, which has it for a stride of 1."""
    rank = len(kernel)
    module = getattr(torch.nn, f"Conv{rank}d")(
        x[1], out, kernel, padding="same", dilation=dilation, groups=groups, bias=bias)
    case(f"convSame {rank}d {name}", "convSame", *with_parameters(module, x),
         params=[rank, *[1] * rank, *dilation, groups])


sided("behind only", (2, 2, 7), 3, (3,), (1,), (0,), (2,), (1,))
sided("uneven, by 3", (1, 2, 9), 2, (4,), (3,), (3,), (1,), (2,))
sided("uneven", (1, 2, 5, 6), 3, (3, 2), (1, 1), (2, 0), (0, 1), (1, 1))
sided("each axis its own", (2, 4, 7, 6), 4, (3, 2), (2, 1), (1, 2), (0, 3), (1, 2), 2)
sided("each axis its own", (1, 2, 4, 5, 6), 2, (2, 3, 1), (1, 2, 3), (1, 0, 0), (0, 2, 1), (2, 1, 1))
sided("padding alike", (1, 2, 6, 7), 2, (3, 3), (1, 2), (1, 2), (1, 2), (2, 1))
same("odd", (2, 2, 6), 3, (3,), (1,))
same("even, dilated", (1, 2, 8), 3, (4,), (2,))
same("mixed", (1, 2, 5, 4), 3, (3, 2), (1, 3))
same("depthwise", (1, 2, 3, 4, 3), 4, (2, 3, 1), (1, 1, 2), 2)
# Strides: ceil(extent / stride) windows, as many zeros as they lack, the larger half behind.
sided("by 2 and 3", (1, 2, 7, 8), 3, (3, 3), (2, 3), (1, 0), (1, 1), (1, 1), op="convSame",
      params=[2, 2, 3, 1, 1, 1])


def transposed(name, x, out, kernel, stride, padding, extra, dilation, groups=1):
    rank = len(kernel)
    module = getattr(torch.nn, f"ConvTranspose{rank}d")(
        x[1], out, kernel, stride=stride, padding=padding, output_padding=extra, dilation=dilation,
        groups=groups)
    case(f"convTransposeAxes {rank}d {name}", "convTransposeAxes", *with_parameters(module, x),
         params=[rank, *stride, *padding, *extra, *dilation, groups])


transposed("each axis its own", (1, 2, 3, 4), 3, (3, 2), (2, 1), (1, 0), (1, 0), (1, 2))
transposed("each axis its own, groups", (1, 4, 2, 3, 2), 4, (2, 1, 3), (1, 3, 2), (0, 0, 1),
           (0, 2, 1), (2, 1, 1), 2)

conv("without bias", 1, (2, 4, 7), 2, 3, stride=2, padding=1, groups=2, bias=False)
conv("without bias", 2, (2, 3, 5, 4), 4, 3, padding=1, bias=False)
conv("without bias", 3, (1, 2, 3, 4, 3), 2, 2, stride=2, padding=1, bias=False)
conv("without bias", 2, (1, 4, 3, 4), 2, 3, stride=2, padding=1, groups=2, extra=1, bias=False)
sided("without bias", (1, 2, 5, 6), 3, (3, 2), (1, 2), (2, 0), (0, 1), (1, 1), bias=False)
sided("without bias", (2, 2, 7), 3, (4,), (2,), (0,), (3,), (1,), bias=False)
same("without bias", (1, 2, 5, 4), 2, (3, 2), (1, 2), bias=False)
sided("by 2 and 3 without bias", (1, 2, 7, 8), 2, (3, 3), (2, 3), (1, 0), (1, 1), (1, 1),
      op="convSame", params=[2, 2, 3, 1, 1, 1], bias=False)

# Windows that do not overlap: image patches, and their transposition.
conv("of patches", 2, (2, 3, 9, 12), 2, 4, stride=4)
conv("of patches apart", 1, (2, 2, 25), 3, 3, stride=11, padding=2, dilation=3)
conv("to patches", 2, (1, 3, 2, 3), 2, 4, stride=4, padding=1, extra=2)
conv("to patches", 3, (1, 2, 2, 1, 2), 2, 2, stride=3, extra=0)

write("convolution")
