#!/usr/bin/env python3
"""Writes lbfgs.json: torch.optim.LBFGS(line_search_fn="strong_wolfe") on small functions, in float64.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_lbfgs.py

Each call of step() takes one iteration, so that the loss after each is seen; what torch computes once
more at the start of a call is left out of the counts.
"""
import json
import pathlib

import torch

from golden import made_by

torch.set_default_dtype(torch.float64)


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


INPUTS = [[0.1 * i - 0.4, 0.3 * ((i * 5) % 8) - 1] for i in range(8)]
TARGETS = [[0.5 * a * b + 0.3 * a - 0.2] for a, b in INPUTS]


def network(w1, b1, w2, b2):
    x, y = torch.tensor(INPUTS), torch.tensor(TARGETS)
    return ((torch.tanh(x @ w1 + b1) @ w2 + b2 - y) ** 2).mean()


def weights(rows, columns, shift):
    return [[((7 * i + 3 * j + shift) % 11) / 11 - 0.5 for j in range(columns)] for i in range(rows)]


def run(function, starts, iterations, history=100, rate=1.0):
    parameters = [torch.nn.Parameter(torch.tensor(start)) for start in starts]
    optimizer = torch.optim.LBFGS(
        parameters, lr=rate, max_iter=1, max_eval=1000, history_size=history,
        line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = function(*parameters)
        loss.backward()
        return loss

    losses = [function(*parameters).item()]
    for _ in range(iterations):
        optimizer.step(closure)
        losses.append(function(*parameters).item())
    evaluations = optimizer.state[parameters[0]]["func_evals"] - iterations + 1
    return {
        "history": history, "rate": rate, "starts": starts, "losses": losses,
        "evaluations": evaluations, "ends": [p.flatten().tolist() for p in parameters]}


start = [weights(2, 5, 0), [0.1, -0.1, 0.2, 0.0, -0.2], weights(5, 1, 4), [0.05]]
cases = {
    "rosenbrock": run(lambda x: rosenbrock(x), [[-1.2, 1.0]], 30),
    "rosenbrock of six": run(lambda x: rosenbrock(x), [[-1.2, 1.0, 0.5, -0.3, 2.0, 0.1]], 25, 4, 0.5),
    "network": run(network, start, 25, 5),
}
path = pathlib.Path(__file__).with_name("lbfgs.json")
lines = ",\n".join(f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}" for k, v in cases.items())
head = json.dumps({"generator": made_by("lbfgs"), "inputs": INPUTS, "targets": TARGETS})[:-1]
path.write_text(f'{head},\n"cases":{{\n{lines}\n}}}}\n')
