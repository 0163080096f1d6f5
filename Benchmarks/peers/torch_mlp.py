#!/usr/bin/env python3
"""The workload `mlp` in PyTorch, eager, on the CPU: 784 -> 300 ReLU -> 10, softmax cross-entropy,
Adam. Measures as apus-bench does, and writes the same JSON."""

import argparse
import json
import math
import statistics
import time

import torch
from torch import nn

BATCH_COUNT = 4


class Workload:
    """The network, its optimiser and its data."""

    def __init__(self, batch: int, threads: int):
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        self.model = nn.Sequential(nn.Linear(784, 300), nn.ReLU(), nn.Linear(300, 10))
        self.initial = [p.detach().clone() for p in self.model.parameters()]
        self.batches = [
            (torch.rand(batch, 784), torch.randint(0, 10, (batch,))) for _ in range(BATCH_COUNT)
        ]
        self.loss = nn.CrossEntropyLoss()
        self.reset()

    def reset(self):
        """Back to the start, so that repetitions do the same work."""
        with torch.no_grad():
            for parameter, value in zip(self.model.parameters(), self.initial):
                parameter.copy_(value)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)

    def step(self, number: int):
        examples, labels = self.batches[number % BATCH_COUNT]
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.model(examples), labels).backward()
        self.optimizer.step()

    def time(self, count: int) -> float:
        """Milliseconds of a step over `count` steps; on the CPU a step is done when it returns."""
        self.reset()
        start = time.perf_counter()
        for number in range(count):
            self.step(number)
        return (time.perf_counter() - start) * 1000 / count


def step_count(workload: Workload, seconds: float) -> int:
    """Warms up, and finds how many steps last `seconds`."""
    count = 2
    workload.time(count)
    while True:
        needed = max(1, math.ceil(seconds * 1000 / workload.time(count)))
        if count * 10 >= needed:
            return needed
        count = min(needed, count * 10)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", help="the file to write")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a repetition lasts")
    parser.add_argument("--runs", type=int, default=7, help="repetitions")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    workload = Workload(options.batch, options.threads)
    count = step_count(workload, options.seconds)
    times = [workload.time(count) for _ in range(options.runs)]
    median = statistics.median(times)
    operations = 2 * options.batch * (2 * 784 * 300 + 3 * 300 * 10)
    report = {
        "device": f"PyTorch {torch.__version__} eager, CPU, {torch.get_num_threads()} threads",
        "results": [
            {
                "name": "mlp",
                "shape": {"batch": options.batch, "inputs": 784, "hidden": 300, "outputs": 10},
                "median_ms": median,
                "min_ms": min(times),
                "synced_ms": median,
                "runs": options.runs,
                "items_per_s": options.batch / median * 1000,
                "gflops": operations / median / 1e6,
            }
        ],
    }
    text = json.dumps(report, indent=2)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    else:
        print(text)


if __name__ == "__main__":
    main()
