#!/usr/bin/env python3
"""Writes optimizers.json: ten steps of reference optimisers from fixed values and gradients.

Run with PyTorch (CPU), Optax, NumPy and SciPy installed: python3 Tests/Fixtures/generate_optimizers.py

References: the classes of torch.optim, torch.nn.utils.clip_grad_*, torch.optim.swa_utils.AveragedModel;
Optax for what PyTorch lacks (Lion, LAMB, LARS, Lookahead); Keras' formula of MaxNorm in PyTorch. They
compute in float32, as Apus does; the tests allow for its rounding. Muon's iteration runs in float32 here
(torch.optim.Muon rounds it to bfloat16).

The gradient of step t is fixed, so that each step tests the rule alone: a smooth function of the
element and of t, of changing sign and size.
"""
import json
import math
import os

import jax.numpy as jnp
import numpy
import optax
import torch

from golden import made_by

STEPS = 10
START = {
    "matrix": [[0.5, -1.25, 2.0], [-0.75, 0.1, 3.5]],
    "vector": [1.5, -0.25, 0.0, -2.0],
    "kernel": [[[0.3, -0.6], [1.1, 0.2]], [[-0.4, 0.9], [0.05, -1.3]], [[0.7, 0.0], [-0.2, 0.8]]],
    "tall": [[0.4, -0.9], [1.2, 0.3], [-0.5, 0.8], [0.1, -1.4]],
}
OFFSETS = {"matrix": 0, "vector": 6, "kernel": 10, "tall": 22}
BOTH = ["matrix", "vector"]


def gradient(name, step):
    """The gradient of step `step`, counted from 0; float32."""
    shape = numpy.array(START[name]).shape
    values = []
    for i in range(math.prod(shape)):
        k = OFFSETS[name] + i
        values.append(math.sin(1.3 * k + 0.7 * step) * (0.2 + 0.15 * (k % 6)))
    return numpy.array(values, dtype=numpy.float32).reshape(shape)


def start(names):
    return [torch.nn.Parameter(torch.tensor(START[name], dtype=torch.float32)) for name in names]


def flat(tensors):
    return [value for t in tensors for value in numpy.asarray(t, dtype=numpy.float64).ravel().tolist()]


def feed(names, parameters, step):
    for name, parameter in zip(names, parameters):
        parameter.grad = torch.tensor(gradient(name, step))


def trace(make, options, names=BOTH, before=lambda parameters, step, optimizer: None,
          after=lambda parameters, step: None):
    """Ten steps of a class of torch.optim; `make` may be a function of the parameters too."""
    parameters = start(names)
    if isinstance(make, type):
        optimizers = [make(parameters, **{"foreach": False, **options})]
    else:
        optimizers = make(parameters)
    values = []
    for step in range(STEPS):
        feed(names, parameters, step)
        before(parameters, step, optimizers[0])
        for optimizer in optimizers:
            optimizer.step()
        with torch.no_grad():
            after(parameters, step)
        values.append(flat([p.detach() for p in parameters]))
    return {"parameters": names, "values": values}


def optax_trace(rule, names=BOTH, is_lookahead=False):
    parameters = [jnp.array(START[name], dtype=jnp.float32) for name in names]
    if is_lookahead:
        parameters = optax.LookaheadParams.init_synced(parameters)
    state = rule.init(parameters)
    values = []
    for step in range(STEPS):
        gradients = [jnp.array(gradient(name, step)) for name in names]
        updates, state = rule.update(gradients, state, parameters)
        parameters = optax.apply_updates(parameters, updates)
        values.append(flat(parameters.fast if is_lookahead else parameters))
    return {"parameters": names, "values": values}


def muon_trace(names=("matrix", "kernel"), **options):
    """torch.optim.Muon in float32, of matrices as [out, in] and the kernel as [out, rest]."""
    rounded = torch.Tensor.bfloat16
    torch.Tensor.bfloat16 = lambda self: self.float().clone()
    names = list(names)
    kernel = numpy.array(START["kernel"]).shape
    flatten = (lambda k: k.reshape(k.shape[0], -1), lambda k: k.reshape(kernel))
    transpose = (lambda m: m.T.copy(), lambda m: m.T)
    shaped, back = zip(*(flatten if name == "kernel" else transpose for name in names))
    parameters = [
        torch.nn.Parameter(torch.tensor(shape(numpy.array(START[name], dtype=numpy.float32))))
        for name, shape in zip(names, shaped)]
    optimizer = torch.optim.Muon(parameters, **options)
    values = []
    for step in range(STEPS):
        for name, shape, parameter in zip(names, shaped, parameters):
            parameter.grad = torch.tensor(shape(gradient(name, step)))
        optimizer.step()
        values.append(flat(f(p.detach().numpy()) for f, p in zip(back, parameters)))
    torch.Tensor.bfloat16 = rounded
    return {"parameters": names, "values": values}


def accumulated_trace(make, options, count, bound=math.inf):
    """The mean of `count` gradients in each `count`th step, of a norm within `bound`."""
    parameters = start(BOTH)
    optimizer = make(parameters, foreach=False, **options)
    values = []
    for step in range(STEPS):
        for name, parameter in zip(BOTH, parameters):
            part = torch.tensor(gradient(name, step)) / count
            parameter.grad = part if parameter.grad is None else parameter.grad + part
        if step % count == count - 1:
            if bound < math.inf:
                torch.nn.utils.clip_grad_norm_(parameters, bound)
            optimizer.step()
            optimizer.zero_grad()
        values.append(flat([p.detach() for p in parameters]))
    return {"parameters": BOTH, "values": values}


def averaged_trace(every=1, first=0, **average):
    """SGD, and an AveragedModel of its parameters."""
    parameters = start(BOTH)
    model = torch.nn.ParameterList(parameters)
    averaged = torch.optim.swa_utils.AveragedModel(model, **average)
    optimizer = torch.optim.SGD(parameters, lr=0.2, momentum=0.5)
    values, averages = [], []
    for step in range(STEPS):
        feed(BOTH, parameters, step)
        optimizer.step()
        if step >= first and (step - first) % every == 0:
            averaged.update_parameters(model)
        values.append(flat([p.detach() for p in parameters]))
        shown = averaged.parameters() if step >= first else parameters
        averages.append(flat([p.detach() for p in shown]))
    return {"parameters": BOTH, "values": values, "averages": averages}


def corrected_average():
    """(1 − d) Σ dⁱ p / (1 − dᵗ): optax.ema with its debiasing, of SGD's parameters."""
    found = trace(torch.optim.SGD, dict(lr=0.2, momentum=0.5))
    rule = optax.ema(0.8, debias=True)
    state = rule.init(jnp.zeros(len(found["values"][0])))
    found["averages"] = []
    for values in found["values"]:
        average, state = rule.update(jnp.array(values, dtype=jnp.float32), state)
        found["averages"].append(flat([average]))
    return found


def max_norm(bound, axes):
    """Keras' MaxNorm of the matrix."""
    def keep(parameters, step):
        matrix = parameters[0]
        norms = matrix.square().sum(dim=axes, keepdim=True).sqrt()
        matrix.mul_(norms.clamp(0, bound) / (1e-7 + norms))
    return keep


def penalty(l1, l2):
    def add(parameters, step, optimizer):
        for parameter, own in zip(parameters, l1):
            parameter.grad += own * parameter.detach().sign() + l2 * parameter.detach()
    return add


def clip(function):
    return lambda parameters, step, optimizer: function(parameters, step)


def rate(values):
    """Another learning rate from a step on."""
    def schedule(parameters, step, optimizer):
        for group in optimizer.param_groups:
            group["lr"] = values.get(step, group["lr"])
    return schedule


def per_parameter(parameters, step):
    for parameter in parameters:
        torch.nn.utils.clip_grad_norm_([parameter], 0.5)


def scheduled_norm(parameters, step):
    torch.nn.utils.clip_grad_norm_(parameters, 1.0 if step < 4 else 0.25)


def groups(parameters):
    matrix, vector = parameters
    return [torch.optim.AdamW(
        [dict(params=[matrix]), dict(params=[vector], weight_decay=0.0, lr=0.1, betas=(0.7, 0.99))],
        lr=0.05, weight_decay=0.3, foreach=False)]


def decayed_group(parameters):
    matrix, vector = parameters
    return [torch.optim.SGD(
        [dict(params=[matrix], weight_decay=0.2, momentum=0.6), dict(params=[vector])], lr=0.1)]


def two_rules(parameters):
    matrix, vector = parameters
    return [torch.optim.Adam([matrix], lr=0.05, foreach=False),
            torch.optim.SGD([vector], lr=0.2, momentum=0.9)]


ALL = dict(lr=0.05, betas=(0.8, 0.95), eps=1e-4)
AVERAGED = torch.optim.swa_utils


def warm_up(average, parameter, count):
    decay = min(0.9, (1 + float(count)) / (10 + float(count)))
    return average * decay + parameter * (1 - decay)


def traces():
    o = torch.optim
    return {
        "sgd": trace(o.SGD, dict(lr=0.1)),
        "sgd decay": trace(o.SGD, dict(lr=0.1, weight_decay=0.05)),
        "sgd momentum": trace(o.SGD, dict(lr=0.1, momentum=0.9)),
        "sgd dampening": trace(o.SGD, dict(lr=0.1, momentum=0.9, dampening=0.3)),
        "sgd nesterov": trace(
            o.SGD, dict(lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.01)),
        "adaGrad": trace(o.Adagrad, dict(lr=0.1)),
        "adaGrad all": trace(o.Adagrad, dict(
            lr=0.1, lr_decay=0.1, initial_accumulator_value=0.2, eps=1e-6, weight_decay=0.05)),
        "adaDelta": trace(o.Adadelta, dict()),
        "adaDelta all": trace(o.Adadelta, dict(lr=0.5, rho=0.8, eps=1e-3, weight_decay=0.1)),
        "rmsProp": trace(o.RMSprop, dict(lr=0.01)),
        "rmsProp momentum": trace(o.RMSprop, dict(lr=0.01, alpha=0.9, momentum=0.7)),
        "rmsProp all": trace(o.RMSprop, dict(
            lr=0.01, alpha=0.95, eps=1e-4, momentum=0.5, centered=True, weight_decay=0.02)),
        "adam": trace(o.Adam, dict()),
        "adam all": trace(o.Adam, dict(weight_decay=0.1, **ALL)),
        "adam amsgrad": trace(o.Adam, dict(amsgrad=True, **ALL)),
        "adam schedule": trace(o.Adam, dict(lr=0.05), before=rate({3: 0.2, 7: 0.01})),
        "adamW": trace(o.AdamW, dict()),
        "adamW all": trace(o.AdamW, dict(weight_decay=0.3, **ALL)),
        "adamW amsgrad": trace(o.AdamW, dict(weight_decay=0.3, amsgrad=True, **ALL)),
        "adamW without decay": trace(o.AdamW, dict(lr=0.02, weight_decay=0.0)),
        "adamax": trace(o.Adamax, dict()),
        "adamax all": trace(o.Adamax, dict(weight_decay=0.1, **ALL)),
        "nAdam": trace(o.NAdam, dict()),
        "nAdam all": trace(o.NAdam, dict(weight_decay=0.1, momentum_decay=0.1, **ALL)),
        "nAdam decoupled": trace(
            o.NAdam, dict(weight_decay=0.1, decoupled_weight_decay=True, **ALL)),
        "rAdam": trace(o.RAdam, dict(lr=0.05)),
        "rAdam all": trace(o.RAdam, dict(weight_decay=0.1, **ALL)),
        "rAdam decoupled": trace(
            o.RAdam, dict(lr=0.05, betas=(0.9, 0.9999), weight_decay=0.1, decoupled_weight_decay=True)),
        "rAdam short": trace(o.RAdam, dict(lr=0.05, betas=(0.9, 0.6))),
        "adafactor": trace(o.Adafactor, dict(), BOTH + ["kernel"]),
        "adafactor all": trace(o.Adafactor, dict(
            lr=0.3, beta2_decay=-0.5, eps=(1e-2, 0.5), d=1.1, weight_decay=0.1), BOTH + ["kernel"]),
        "lion": optax_trace(optax.lion(0.01)),
        "lion all": optax_trace(optax.lion(0.02, b1=0.8, b2=0.95, weight_decay=0.2)),
        "lamb": optax_trace(optax.lamb(0.01)),
        "lamb all": optax_trace(
            optax.lamb(0.05, b1=0.8, b2=0.95, eps=1e-4, weight_decay=0.2)),
        "lars": optax_trace(optax.lars(1.0)),
        "lars all": optax_trace(optax.lars(
            0.5, weight_decay=0.1, trust_coefficient=0.05, eps=0.01, momentum=0.7, nesterov=True)),
        "muon": muon_trace(lr=0.02),
        "muon tall": muon_trace(["tall"], lr=0.02),
        "muon all": muon_trace(
            lr=0.05, weight_decay=0.3, momentum=0.8, nesterov=False, ns_steps=3,
            adjust_lr_fn="match_rms_adamw"),
        "lookahead": optax_trace(
            optax.lookahead(optax.sgd(0.1, momentum=0.9), 5, 0.5), is_lookahead=True),
        "lookahead adam": optax_trace(
            optax.lookahead(optax.adam(0.05), 3, 0.8), is_lookahead=True),
        "groups": trace(groups, {}),
        "decayed group": trace(decayed_group, {}),
        "two rules": trace(two_rules, {}),
        "clip value": trace(o.SGD, dict(lr=0.1, momentum=0.9), before=clip(
            lambda parameters, step: torch.nn.utils.clip_grad_value_(parameters, 0.3))),
        "clip norm": trace(o.Adam, dict(lr=0.05, weight_decay=0.1), before=clip(per_parameter)),
        "clip global norm": trace(
            o.SGD, dict(lr=0.1, momentum=0.9), before=clip(scheduled_norm)),
        "penalties": trace(o.SGD, dict(lr=0.1), before=penalty([0.05, 0.2], 0.1)),
        "max norm": trace(o.SGD, dict(lr=0.3), after=max_norm(1.5, (0,))),
        "max norm of rows": trace(o.SGD, dict(lr=0.3), after=max_norm(2.0, (1,))),
        "accumulated adamW": accumulated_trace(o.AdamW, dict(lr=0.05, weight_decay=0.3), 3, 0.4),
        "accumulated adaGrad": accumulated_trace(o.Adagrad, dict(lr=0.1, lr_decay=0.5), 2),
        "ema": averaged_trace(multi_avg_fn=AVERAGED.get_ema_multi_avg_fn(0.8)),
        "ema corrected": corrected_average(),
        "ema warm-up": averaged_trace(avg_fn=warm_up),
        "polyak": averaged_trace(),
        "swa": averaged_trace(every=2, first=3, multi_avg_fn=AVERAGED.get_swa_multi_avg_fn()),
    }


def main():
    fixture = {
        "generator": made_by("optimizers"),
        "parameters": {
            name: {"shape": list(numpy.array(value).shape), "start": numpy.array(value).ravel().tolist()}
            for name, value in START.items()},
        "gradients": [
            {name: gradient(name, step).ravel().tolist() for name in START} for step in range(STEPS)],
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "optimizers.json")

    def line(value):
        # Nine digits tell one float32 from the next.
        digits = json.loads(json.dumps(value), parse_float=lambda text: float(f"{float(text):.9g}"))
        return json.dumps(digits, separators=(",", ":"))

    with open(path, "w") as file:
        file.write("{\n")
        for key, value in fixture.items():
            file.write(f"{line(key)}:{line(value)},\n")
        entries = (f"{line(name)}:{line(value)}" for name, value in traces().items())
        file.write('"traces":{\n' + ",\n".join(entries) + "}}\n")


if __name__ == "__main__":
    main()
