#!/usr/bin/env python3
"""Writes schedules.json: 100 steps of the schedules of PyTorch, and of Optax where PyTorch has none.

Run with PyTorch (CPU), NumPy, SciPy and Optax installed: python3 Tests/Fixtures/generate_schedules.py

The classes of torch.optim.lr_scheduler set the rate (and the momentum) of an SGD; what it holds before
step t is the value at t. They multiply step by step, in float64, where Apus has closed forms. Optax is
asked in float64.
"""
import json
import math
import os

os.environ["JAX_ENABLE_X64"] = "1"

import optax
import torch
from torch.optim import lr_scheduler as torch_schedules

from golden import made_by

STEPS = 100
RATE = 0.1


def run(make, key="lr", steps=STEPS):
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([parameter], lr=RATE, momentum=0.9)
    scheduler = make(optimizer)
    values = []
    for step in range(steps):
        values.append(float(optimizer.param_groups[0][key]))
        optimizer.step()
        if step < steps - 1:
            scheduler.step()
    return values


def torch_case(name, **options):
    return lambda key="lr", steps=STEPS: run(
        lambda optimizer: getattr(torch_schedules, name)(optimizer, **options), key, steps)


def optax_case(schedule):
    return [float(schedule(step)) for step in range(STEPS)]


def held(values, last):
    """Up to the end of a cosine, which PyTorch climbs again behind it."""
    return values[:last + 1] + [values[last]] * (STEPS - last - 1)


def noam(width, warm_up):
    return lambda step: width ** -0.5 * min((step + 1) ** -0.5, (step + 1) * warm_up ** -1.5)


def sequential(optimizer):
    return torch_schedules.SequentialLR(
        optimizer,
        [torch_schedules.LinearLR(optimizer, 0.1, 1, 10),
         torch_schedules.ExponentialLR(optimizer, 0.9),
         torch_schedules.CosineAnnealingLR(optimizer, 200)],
        milestones=[10, 40])


def warm_up(optimizer):
    return torch_schedules.SequentialLR(
        optimizer,
        [torch_schedules.LinearLR(optimizer, 0.25, 1, 8),
         torch_schedules.CosineAnnealingLR(optimizer, 92)],
        milestones=[8])


def chained(optimizer):
    return torch_schedules.ChainedScheduler(
        [torch_schedules.LinearLR(optimizer, 0.25, 1, 8),
         torch_schedules.ExponentialLR(optimizer, 0.95)])


def one_cycle(**options):
    return torch_case("OneCycleLR", max_lr=0.5, total_steps=STEPS, **options)


def cyclic(**options):
    return torch_case("CyclicLR", base_lr=0.01, max_lr=0.1, **options)


def plateau(measures, **options):
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([parameter], lr=RATE)
    scheduler = torch_schedules.ReduceLROnPlateau(optimizer, **options)
    values = []
    for measure in measures:
        scheduler.step(measure)
        values.append(float(optimizer.param_groups[0]["lr"]))
    return values


def main():
    short_cycle = torch_case("OneCycleLR", max_lr=0.5, total_steps=7, pct_start=0.25)
    values = {
        "constant": optax_case(optax.constant_schedule(RATE)),
        "step": torch_case("StepLR", step_size=30, gamma=0.3)(),
        "multiStep": torch_case("MultiStepLR", milestones=[10, 25, 25, 80], gamma=0.5)(),
        "exponential": torch_case("ExponentialLR", gamma=0.93)(),
        "polynomial": torch_case("PolynomialLR", total_iters=70, power=2.5)(),
        "polynomial to": optax_case(optax.polynomial_schedule(RATE, 0.02, 0.5, 60)),
        "linear": torch_case("LinearLR", start_factor=0.2, end_factor=0.9, total_iters=40)(),
        "cosine": held(torch_case("CosineAnnealingLR", T_max=80, eta_min=0.01)(), 80),
        "cosine optax": optax_case(optax.cosine_decay_schedule(RATE, 30, alpha=0.2)),
        "cosineRestarts": torch_case("CosineAnnealingWarmRestarts", T_0=7, eta_min=0.01)(),
        "cosineRestarts longer":
            torch_case("CosineAnnealingWarmRestarts", T_0=5, T_mult=3)(),
        "oneCycle": one_cycle()(),
        "oneCycle momentum": one_cycle()("momentum"),
        "oneCycle linear": one_cycle(anneal_strategy="linear", pct_start=0.42, div_factor=10)(),
        "oneCycle three": one_cycle(three_phase=True, pct_start=0.4, final_div_factor=100)(),
        "oneCycle three momentum": one_cycle(
            three_phase=True, pct_start=0.4, base_momentum=0.7, max_momentum=0.9,
            anneal_strategy="linear")("momentum"),
        "oneCycle short": short_cycle("lr", 7),
        "cyclic": cyclic(step_size_up=8)(),
        "cyclic momentum": cyclic(step_size_up=8)("momentum"),
        "cyclic triangular2": cyclic(step_size_up=5, step_size_down=13, mode="triangular2")(),
        "cyclic triangular2 momentum": cyclic(
            step_size_up=5, step_size_down=13, mode="triangular2", base_momentum=0.5,
            max_momentum=0.95)("momentum"),
        "cyclic exponential": cyclic(
            step_size_up=10, step_size_down=3, mode="exp_range", gamma=0.97)(),
        "noam": [RATE * 10 * v for v in map(noam(512, 20), range(STEPS))],
        "noam torch": [10 * v for v in torch_case("LambdaLR", lr_lambda=noam(64, 30))()],
        "piecewiseConstant": optax_case(
            optax.piecewise_constant_schedule(RATE, {10: 0.5, 40: 0.1, 70: 3.0})),
        "piecewiseLinear": optax_case(optax.piecewise_interpolate_schedule(
            "linear", RATE, {10: 0.5, 40: 4.0, 70: 0.1})),
        "warmUp": run(warm_up),
        "warmUp optax": optax_case(
            optax.warmup_cosine_decay_schedule(0.0, RATE, 20, 80, end_value=0.01)),
        "warmUp overlaps": run(chained),
        "sequential": run(sequential),
        "sequential optax": optax_case(optax.join_schedules(
            [optax.constant_schedule(0.3), optax.linear_schedule(0.3, 0.1, 20),
             optax.exponential_decay(0.1, 1, 0.9)], [15, 50])),
    }
    # Falling with bumps, then flat, then NaN and falling again.
    measures = [2 / (1 + i) + 0.02 * math.sin(3.1 * i) for i in range(40)]
    measures += [0.05] * 25 + [math.nan] * 5 + [0.04 - 0.001 * i for i in range(30)]
    plateaus = {
        "plain": plateau(measures, patience=4),
        "all": plateau(
            measures, factor=0.5, patience=2, threshold=0.01, threshold_mode="abs", cooldown=3,
            min_lr=0.004, eps=1e-4),
        "maximize": plateau(
            [-m for m in measures], mode="max", factor=0.7, patience=1, threshold=0.05,
            threshold_mode="abs"),
        "maximize relative": plateau(
            [3 - m for m in measures], mode="max", factor=0.7, patience=3, threshold=0.005),
    }
    fixture = {
        "generator": made_by("schedules") + f", Optax {optax.__version__}",
        "values": values,
        "measures": ["NaN" if math.isnan(m) else m for m in measures],
        "plateaus": plateaus,
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schedules.json")
    with open(path, "w") as file:
        json.dump(fixture, file, separators=(",", ":"), allow_nan=False)
        file.write("\n")


if __name__ == "__main__":
    main()
