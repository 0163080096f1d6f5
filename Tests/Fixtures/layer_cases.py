"""What the generators of layer cases share: specs in JSON beside what PyTorch's classes make of them.

Numbers are rounded to float32, everything is computed in float64. Gradients are those of the sum of the
output times `weights`. Tests/ApusTests/GoldenLayerTests.swift builds each spec and compares.
"""

import json
import pathlib

import torch

from golden import made_by

torch.manual_seed(2027)
cases = []


def normal(*shape):
    return torch.randn(*shape).double()


def array(tensor):
    tensor = tensor.detach()
    kind = "float32" if tensor.is_floating_point() else "int32"
    kind = "bool" if tensor.dtype == torch.bool else kind
    values = [float(f"{v:.9g}") for v in tensor.double().reshape(-1).tolist()]
    return {"shape": list(tensor.shape), "dtype": kind, "values": values}


def transposed(matrix):
    """[outputs, inputs], as PyTorch lays it out, as Apus does."""
    return matrix.T


def same_otherwise(module, mode, inputs, others, forward, y, weights, x):
    """Whether outputs and gradients are the same in the other mode. Leaves gradients as they are."""
    leaves = [t for t in [x, *others.values(), *module.parameters()] if t.requires_grad]
    found = [None if t.grad is None else t.grad.clone() for t in leaves]
    for leaf in leaves:
        leaf.grad = None
    state = torch.get_rng_state()
    module.train(mode != "training")
    other = forward(module, *inputs, **others) if forward else module(x)
    if isinstance(other, tuple):
        other = torch.cat([part.reshape(-1) for part in other])
    (other * weights).sum().backward()
    module.train(mode == "training")
    torch.set_rng_state(state)
    same = torch.equal(other, y)
    for leaf, gradient in zip(leaves, found):
        same = same and (leaf.grad is None) == (gradient is None)
        same = same and (gradient is None or torch.equal(leaf.grad, gradient))
        leaf.grad = gradient
    return same


def case(name, spec, module, *inputs, parameters=None, states=None, mode="training", forward=None,
         scale=0.5, call=None, others=None):
    """`spec`: a layer as JSON, or a list of them. `inputs`: the first one is the layer's; others are
    for `forward(module, *inputs)`. `parameters`, `states`: the name in Apus, such as "dense1.weight", of
    each of PyTorch's parameters and buffers; a pair of a name and a function where the layout differs.
    Parameters are drawn anew, `scale` large; states are what the module holds. `call`: how the layer is
    called where it takes more than one input (GoldenLayerCalls.swift), and `others` what it is given, by
    name; `forward(module, x, **others)` then gives one tensor or several, which are joined."""
    assert all(c["name"] != name or c["mode"] != mode for c in cases), name
    module.double()
    module.zero_grad()
    module.train(mode == "training")
    module.zero_grad()
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_((normal(*parameter.shape) * scale).float().double())
    rounded = [x.float().double() if x.is_floating_point() else x for x in inputs]
    x = rounded[0].requires_grad_(rounded[0].is_floating_point())
    own = {n: (t if isinstance(t, tuple) else (t, lambda v: v)) for n, t in (parameters or {}).items()}
    kept = {n: (t if isinstance(t, tuple) else (t, lambda v: v)) for n, t in (states or {}).items()}
    theirs, buffers = dict(module.named_parameters()), dict(module.named_buffers())
    before = {n: array(f(buffers[t].clone())) for n, (t, f) in kept.items()}
    more = {n: o.float().double().requires_grad_(True) if o.is_floating_point() else o
            for n, o in (others or {}).items()}
    y = forward(module, *rounded, **more) if forward else module(x)
    if isinstance(y, tuple):
        y = torch.cat([part.reshape(-1) for part in y])
    weights = normal(*y.shape).float().double()
    (y * weights).sum().backward()
    both = not kept and same_otherwise(module, mode, rounded, more, forward, y, weights, x)
    buffers = dict(module.named_buffers())

    def gradient(parameter):
        return torch.zeros_like(parameter) if parameter.grad is None else parameter.grad

    cases.append({
        "name": name, "spec": spec, "mode": mode, "bothModes": both,
        "input": array(x), "output": array(y),
        "weights": array(weights),
        "inputGradient": array(x.grad) if x.is_floating_point() else None,
        "parameters": {n: array(f(theirs[t])) for n, (t, f) in own.items()},
        "gradients": {n: array(f(gradient(theirs[t]))) for n, (t, f) in own.items()},
        "states": before,
        **({"call": call, "others": {n: array(o) for n, o in more.items()},
            "otherGradients": {n: array(gradient(o)) for n, o in more.items() if o.requires_grad}}
           if call else {}),
        "statesAfter": {n: array(f(buffers[t])) for n, (t, f) in kept.items()},
    })


def both(name, *arguments, **options):
    """A case in training and one in evaluation."""
    case(name, *arguments, mode="training", **options)
    case(name, *arguments, mode="evaluation", **options)


def write(name):
    path = pathlib.Path(__file__).with_name(f"{name}.json")
    fixture = {"generator": made_by(name), "cases": cases}
    path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
