#!/usr/bin/env python3
"""Writes movement.json: what moves, makes, masks and contracts tensors, by NumPy and classes of torch.nn.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_movement.py
golden.py says how; GoldenExpressions+Movement.swift says what the parameters mean.
"""

import numpy as np
from scipy.spatial.transform import Rotation
from torch import nn

from golden import case, linear, normal, rounded, values, write

MODES = {"constant": 0, "reflect": 1, "edge": 2, "wrap": 3}


# Pads: modes by np.pad, and by the classes of torch.nn, which have gradients of their own.
for mode, number_of_mode in MODES.items():
    for shape, amounts in [((5,), [(2, 3)]), ((4, 5), [(1, 2), (3, 1)]),
                           ((2, 3, 4), [(1, 1), (2, 0), (0, 3)])]:
        linear(f"np.pad {shape} {amounts} {mode}", "pad",
               lambda x: np.pad(x, amounts, mode=mode), normal(*shape),
               params=[number_of_mode, 0] + [n for pair in amounts for n in pair])
linear("np.pad with a number", "pad", lambda x: np.pad(x, [(1, 2), (0, 1)], constant_values=-3),
       normal(2, 3), params=[0, -3, 1, 2, 0, 1])
for name, mode, module in [
        ("ReflectionPad1d", 1, nn.ReflectionPad1d((2, 1))),
        ("ReplicationPad1d", 2, nn.ReplicationPad1d((1, 4))),
        ("CircularPad1d", 3, nn.CircularPad1d((3, 2))),
        ("ConstantPad1d", 0, nn.ConstantPad1d((2, 1), 2.0))]:
    case(name, "pad", module, normal(1, 2, 4),
         params=[mode, 2] + [n for n in module.padding])
for name, mode, module in [
        ("ReflectionPad2d", 1, nn.ReflectionPad2d((2, 1, 3, 0))),
        ("ReplicationPad2d", 2, nn.ReplicationPad2d((1, 4, 2, 2))),
        ("CircularPad2d", 3, nn.CircularPad2d((3, 2, 1, 4))),
        ("ConstantPad2d cropping", 0, nn.ConstantPad2d((-1, 2, 1, -2), 2.0)),
        ("ZeroPad2d", 0, nn.ZeroPad2d((1, 1, 2, -1)))]:
    left, right, top, bottom = module.padding
    case(name, "pad", module, normal(1, 2, 4, 5),
         params=[mode, 0 if name == "ZeroPad2d" else 2, top, bottom, left, right])
for name, mode, module in [
        ("ReflectionPad3d", 1, nn.ReflectionPad3d((2, 1, 1, 0, 1, 2))),
        ("ReplicationPad3d", 2, nn.ReplicationPad3d((1, 2, 2, 1, 0, 3))),
        ("CircularPad3d", 3, nn.CircularPad3d((2, 1, 1, 3, 1, 1)))]:
    left, right, top, bottom, front, back = module.padding
    case(name, "pad", module, normal(1, 1, 3, 3, 4),
         params=[mode, 0, front, back, top, bottom, left, right])

x = normal(2, 3, 4)
for shift, axis in [(1, 0), (-5, 1), (6, 2)]:
    linear(f"np.roll {shift} along {axis}", "roll", lambda v: np.roll(v, shift, axis), x,
           params=[shift, axis])
linear("np.roll along two axes", "roll", lambda v: np.roll(v, (1, -2), (0, 2)), x,
       params=[1, 0, -2, 2])
linear("np.flip", "flip", lambda v: np.flip(v, (0, 2)), x, params=[0, 2])
linear("np.flip of all", "flip", np.flip, x, params=[0, 1, 2])
linear("np.tile", "tile", lambda v: np.tile(v, (2, 1, 3)), x, params=[2, 1, 3])
linear("np.tile, fewer counts", "tile", lambda v: np.tile(v, (2, 3)), x, params=[2, 3])
linear("np.tile, more counts", "tile", lambda v: np.tile(v, (2, 1, 1, 2)), normal(2, 3),
       params=[2, 1, 1, 2])
linear("np.repeat", "repeatInterleave", lambda v: np.repeat(v, 3, 1), x, params=[3, 1])
linear("np.stack", "stack", lambda a, b: np.stack([a, b], 1), normal(2, 3), normal(2, 3),
       params=[1])
linear("np.stack at the end", "stack", lambda a, b: np.stack([a, b], -1), normal(2, 3),
       normal(2, 3), params=[-1])
linear("np.split by places", "splitSizes", lambda v: np.split(v, [2, 5], 1), normal(2, 7),
       params=[1, 2, 3, 2])
linear("np.split in parts", "splitCount", lambda v: np.split(v, 3, 0), normal(6, 2), params=[0, 3])
linear("np.squeeze", "squeeze", lambda v: np.squeeze(v, (0, 2)), normal(1, 3, 1, 1), params=[0, 2])
linear("np.expand_dims", "unsqueeze", lambda v: np.expand_dims(v, 1), normal(2, 3), params=[1])
linear("np.moveaxis", "moveAxis", lambda v: np.moveaxis(v, 0, 2), x, params=[0, 2])
linear("np.moveaxis back", "moveAxis", lambda v: np.moveaxis(v, -1, 1), normal(2, 3, 4, 2),
       params=[-1, 1])
linear("np.swapaxes", "swapAxes", lambda v: np.swapaxes(v, 0, 2), x, params=[0, 2])
linear("slices of two axes", "slices", lambda v: v[-1:0:-2, 1:-1], normal(6, 5),
       params=[-1, 0, -2, 1, -1, 1])
linear("slices beyond the ends", "slices", lambda v: v[-99:4:3, 7:-99:-1], normal(6, 5),
       params=[-99, 4, 3, 7, -99, -1])
case("PixelShuffle", "pixelShuffle", nn.PixelShuffle(2), normal(2, 8, 2, 3), params=[2])
case("PixelUnshuffle", "pixelUnshuffle", nn.PixelUnshuffle(2), normal(2, 2, 4, 6), params=[2])
case("Flatten", "flatten", nn.Flatten(1, 2), normal(2, 3, 2, 2), params=[1, 2])
case("Unflatten", "unflatten", nn.Unflatten(1, (2, 3)), normal(2, 6, 2), params=[1, 2, 3])
linear("np.meshgrid ij", "meshgrid", lambda a, b: np.meshgrid(a, b, indexing="ij"), normal(2),
       normal(3), params=[0])
linear("np.meshgrid xy", "meshgrid", lambda a, b: np.meshgrid(a, b), normal(2), normal(3),
       params=[1])
linear("np.broadcast_to", "expand", lambda v: np.broadcast_to(v, (2, 3, 4)), normal(3, 1),
       params=[2, -1, 4])

# What is made of nothing has an input that is not used.
none = np.zeros(1)
values("np.arange", "arange", lambda _: np.arange(-3.0, 4, 2), none, params=[-3, 4, 2])
values("np.arange down", "arange", lambda _: np.arange(5.0, -2, -3), none, params=[5, -2, -3])
values("np.linspace", "linspace", lambda _: np.linspace(-1, 2, 7), none, params=[-1, 2, 7])
values("np.eye", "eye", lambda _: np.eye(3, 4, 1), none, params=[3, 4, 1])
values("np.eye below", "eye", lambda _: np.eye(4, 3, -2), none, params=[4, 3, -2])
for offset in (0, 1, -2):
    linear(f"np.tril {offset}", "tril", lambda v: np.tril(v, offset), x, params=[offset])
    linear(f"np.triu {offset}", "triu", lambda v: np.triu(v, offset), x, params=[offset])
    linear(f"np.diagonal {offset}", "diagonal", lambda v: np.diagonal(v, offset, 0, 2),
           normal(3, 2, 4), params=[offset, 0, 2])
    linear(f"np.trace {offset}", "trace", lambda v: np.trace(v, offset, 1, 2), normal(2, 3, 4),
           params=[offset, 1, 2])
    linear(f"np.diag {offset}", "diagonalMatrix", lambda v: np.diag(v, offset), normal(3),
           params=[offset])
mask = np.array([[True, False, True], [False, False, True]])
linear("np.where", "maskedFill", lambda v, m: np.where(m, 3.0, v), normal(2, 3), mask, params=[3])
values("one-hot by np.eye", "oneHotAxis",
       lambda i: np.moveaxis(np.where(np.eye(4)[i] == 1, 5.0, -2.0), -1, 1),
       np.array([[1, 3], [0, 2], [2, 2]]), params=[4, 1, 5, -2])

# Products. NumPy reads the same equations, but for axes of an ellipsis that are summed over.
for equation, *shapes in [
        ("ij->ji", (3, 4)), ("ba", (3, 4)), ("ii", (4, 4)), ("iji->ij", (3, 2, 3)), ("ij->", (3, 4)),
        ("...ij->...ji", (2, 3, 4)), ("ij,jk", (3, 4), (4, 5)), ("ij,kj->ki", (3, 4), (5, 4)),
        ("i,j->ij", (3,), (4,)), ("bi,bi->b", (3, 4), (3, 4)), ("ij,j->i", (3, 4), (4,)),
        ("bhqd,bhkd->bhqk", (2, 2, 3, 4), (2, 2, 5, 4)),
        ("bhqk,bkhd->bqhd", (2, 2, 3, 4), (2, 4, 2, 3)), ("ij,bjk->bik", (3, 4), (2, 4, 2)),
        ("abcd,dcb->a", (2, 3, 4, 2), (2, 4, 3)), ("bji,jk->bik", (2, 4, 3), (4, 2)),
        ("ii,ij->j", (3, 3), (3, 2)), ("ij,kl->", (2, 3), (3, 2)),
        ("...ij,...jk->...ik", (2, 1, 3, 4), (3, 4, 2)), ("z...a,ab", (2, 3, 4), (4, 2)),
        ("ij,jk,kl->il", (3, 4), (4, 5), (5, 2)), ("ai,bi,ci->abc", (2, 4), (3, 4), (2, 4)),
        ("aij,ajk->ik", (2, 3, 4), (2, 4, 5)), ("ij,jk->ik", (3, 1), (4, 5))]:
    linear(f"np.einsum {equation} {shapes}", "einsum", lambda *v: np.einsum(equation, *v),
           *[normal(*shape) for shape in shapes], params=[ord(c) for c in equation])
linear("np.outer", "outer", np.outer, normal(3), normal(4))
linear("np.dot", "dot", np.dot, normal(5), normal(5))
linear("np.tensordot", "tensordot", np.tensordot, normal(2, 3, 4), normal(3, 4, 2), params=[2])
linear("np.tensordot of pairs", "tensordotPairs", lambda a, b: np.tensordot(a, b, ([1, 0], [2, 0])),
       normal(2, 3, 4), normal(2, 4, 3), params=[1, 0, 2, 0])

linear("np.split into chunks", "chunk", lambda v: np.split(v, [3, 6], 1), normal(2, 7), params=[3, 1])
linear("np.split into more chunks than entries", "chunk", lambda v: np.split(v, 2, 0), normal(2, 3),
       params=[5, 0])
linear("np.moveaxis unstacked", "unstack", lambda v: list(np.moveaxis(v, 1, 0)), normal(2, 3, 4),
       params=[1])

# ONNX's DepthToSpace in its order DCR, where the channels of a place lie together, and back.
case("ChannelShuffle and PixelShuffle", "depthToSpace",
     nn.Sequential(nn.ChannelShuffle(4), nn.PixelShuffle(2)), normal(2, 12, 4, 3), params=[2])
case("PixelUnshuffle and ChannelShuffle", "spaceToDepth",
     nn.Sequential(nn.PixelUnshuffle(2), nn.ChannelShuffle(3)), normal(2, 3, 8, 6), params=[2])


def turns(count, width, base, offset):
    """Rotations of positions and pairs of features about one axis (A. Vaswani et al., "Attention is all
    you need", 2017): the pairs' speeds fall from 1 towards 1 / base, as numbers of float32."""
    speeds = rounded(np.geomspace(1, 1 / base, width // 2 + 1)[:-1])
    return Rotation.from_euler("z", np.outer(np.arange(count) + offset, speeds).reshape(-1, 1))


def turned(v, is_interleaved, base, offset):
    """Each pair of features turned by SciPy (J. Su et al., "RoFormer", 2021)."""
    count, width = v.shape[-2:]
    pairs = np.moveaxis(v.reshape(*v.shape[:-1], *((-1, 2) if is_interleaved else (2, -1))),
                        -1 if is_interleaved else -2, -1)
    rotation, flat = turns(count, width, base, offset), pairs.reshape(-1, count * width // 2, 2)
    found = [rotation.apply(np.pad(example, ((0, 0), (0, 1))))[:, :2] for example in flat]
    found = np.reshape(found, pairs.shape)
    return (found if is_interleaved else np.moveaxis(found, -1, -2)).reshape(v.shape)


for offset, base in ((0, 10_000), (7, 500)):
    for is_interleaved in (0, 1):
        linear(f"rotary positions {is_interleaved} from {offset}, base {base}", "rotaryPositions",
               lambda v: turned(v, is_interleaved, base, offset), normal(2, 5, 6),
               params=[is_interleaved, offset, base])
    # The sine and the cosine of each are in the first column of its matrix.
    values(f"sinusoidal positions from {offset}, base {base}", "sinusoidalPositions",
           lambda _: turns(5, 6, base, offset).as_matrix()[:, [1, 0], 0].reshape(5, 6), none,
           params=[5, 6, offset, base])

linear("np.split by size", "splitSize", lambda v: np.split(v, [3, 6], 1), normal(2, 7), params=[1, 3])

write("movement")
