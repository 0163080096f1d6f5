#!/usr/bin/env python3
"""Writes movement.json: what moves, makes, masks and contracts tensors, by NumPy and classes of torch.nn.

Run with PyTorch (CPU) and NumPy installed: python3 Tests/Fixtures/generate_movement.py
golden.py says how; GoldenExpressions+Movement.swift says what the parameters mean. NumPy has no
gradients: those of functions that are linear in each operand are read off by applying the function to
each unit vector.
"""

import numpy as np
from torch import nn

from golden import case, cases, normal, number, write

MODES = {"constant": 0, "reflect": 1, "edge": 2, "wrap": 3}


def packed(value):
    value = np.asarray(value)
    kind = {"f": "float32", "i": "int32", "b": "bool"}[value.dtype.kind]
    return {"shape": list(value.shape), "dtype": kind,
            "values": [number(float(v)) for v in value.reshape(-1)]}


def rounded(value):
    value = np.asarray(value)
    return value.astype(np.float32).astype(np.float64) if value.dtype.kind == "f" else value


def results(function, inputs):
    found = function(*inputs)
    return [np.asarray(f) for f in (found if isinstance(found, (list, tuple)) else [found])]


def linear(name, op, function, *inputs, params=()):
    """A case of a function of arrays that is linear in each of them, but for a constant."""
    inputs = [rounded(i) for i in inputs]
    outputs = results(function, inputs)
    floats = [o for o in outputs if o.dtype.kind == "f"]
    weights = [rounded(normal(*o.shape)) for o in floats]

    def weighed(values):
        found = [o for o in results(function, values) if o.dtype.kind == "f"]
        return sum(float((o * w).sum()) for o, w in zip(found, weights))

    gradients = []
    for place, value in enumerate(inputs):
        if value.dtype.kind != "f":
            continue
        gradient = np.zeros(value.size)
        none = weighed(inputs[:place] + [np.zeros_like(value)] + inputs[place + 1:])
        for element in range(value.size):
            unit = np.zeros(value.size)
            unit[element] = 1
            changed = inputs[:place] + [unit.reshape(value.shape)] + inputs[place + 1:]
            gradient[element] = weighed(changed) - none
        gradients.append(gradient.reshape(value.shape))
    cases.append({
        "name": name, "op": op, "params": list(params),
        "inputs": [packed(i) for i in inputs], "outputs": [packed(o) for o in outputs],
        "weights": [packed(w) for w in weights], "gradients": [packed(g) for g in gradients],
    })


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

# What is made of nothing comes back beside an input that is not used.
linear("np.arange", "arange", lambda v: [np.arange(-3.0, 4, 2), v], normal(1), params=[-3, 4, 2])
linear("np.arange down", "arange", lambda v: [np.arange(5.0, -2, -3), v], normal(1),
       params=[5, -2, -3])
linear("np.linspace", "linspace", lambda v: [np.linspace(-1, 2, 7), v], normal(1),
       params=[-1, 2, 7])
linear("np.eye", "eye", lambda v: [np.eye(3, 4, 1), v], normal(1), params=[3, 4, 1])
linear("np.eye below", "eye", lambda v: [np.eye(4, 3, -2), v], normal(1), params=[4, 3, -2])
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
linear("one-hot by np.eye", "oneHotAxis",
       lambda i, v: [np.moveaxis(np.where(np.eye(4)[i] == 1, 5.0, -2.0), -1, 1), v],
       np.array([[1, 3], [0, 2], [2, 2]]), normal(1), params=[4, 1, 5, -2])

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

# ONNX's DepthToSpace in its order DCR (channels of a block first), and back.
linear("depth to space", "depthToSpace",
       lambda v: v.reshape(2, 2, 2, 3, 4, 3).transpose(0, 3, 4, 1, 5, 2).reshape(2, 3, 8, 6),
       normal(2, 12, 4, 3), params=[2])
linear("space to depth", "spaceToDepth",
       lambda v: v.reshape(2, 3, 4, 2, 3, 2).transpose(0, 3, 5, 1, 2, 4).reshape(2, 12, 4, 3),
       normal(2, 3, 8, 6), params=[2])


def angles(count, width, base=10_000, offset=0):
    """Angles of positions, as in A. Vaswani et al., "Attention is all you need" (2017); frequencies are
    numbers of float32."""
    frequencies = rounded(base ** (-2.0 * np.arange(width // 2) / width))
    return np.outer(np.arange(count) + offset, frequencies)


def turned(v, is_interleaved, **options):
    """J. Su et al., "RoFormer" (2021): each pair of features, as a complex number, is turned."""
    half = v.shape[-1] // 2
    first, second = (v[..., 0::2], v[..., 1::2]) if is_interleaved else (v[..., :half], v[..., half:])
    z = (first + 1j * second) * np.exp(1j * angles(v.shape[-2], v.shape[-1], **options))
    if is_interleaved:
        return np.stack([z.real, z.imag], -1).reshape(v.shape)
    return np.concatenate([z.real, z.imag], -1)


for is_interleaved in (0, 1):
    for offset, base in ((0, 10_000), (7, 500)):
        linear(f"rotary positions {is_interleaved} from {offset}, base {base}", "rotaryPositions",
               lambda v: turned(v, is_interleaved, offset=offset, base=base), normal(2, 5, 6),
               params=[is_interleaved, offset, base])
for offset, base in ((0, 10_000), (7, 500)):
    def waves(v):
        """sin, cos, sin, cos, …"""
        found = angles(5, 6, base, offset)
        return [np.stack([np.sin(found), np.cos(found)], -1).reshape(5, 6), v]

    linear(f"sinusoidal positions from {offset}, base {base}", "sinusoidalPositions", waves, normal(1),
           params=[5, 6, offset, base])

linear("np.split by size", "splitSize", lambda v: np.split(v, [3, 6], 1), normal(2, 7), params=[1, 3])

write("movement", f"NumPy {np.__version__}")
