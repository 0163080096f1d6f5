"""What the peers' programs share: options, shapes, the work of a step, the stopwatch, the JSON.

A peer's program gives `main` a function that makes a workload: an object with `step(number)`, which
may return before it is done, `finish()`, which waits, and `reset()`, which starts anew. All of it
measures as apus-bench does."""

import argparse
import json
import math
import os
import statistics
import sys
import time

BATCH_COUNT = 4
"""Batches that training goes round, on the device beforehand."""

PERCEPTRON = {"batch": 128, "inputs": 784, "hidden": 300, "outputs": 10}
ROWS = {"rows": 4096, "columns": 1024}
TABLE = {"vocabulary": 32_000, "count": 4096, "width": 256}
SHAPES = {
    "xor": {"batch": 4, "hidden": 8},
    "mlp": PERCEPTRON,
    "gpt": {"batch": 12, "context": 64, "width": 128, "heads": 4, "layers": 4, "vocabulary": 65},
    "cnn": {"batch": 64, "size": 28, "channels": 32, "hidden": 512, "outputs": 10},
    "resnet18": {"batch": 32, "size": 32, "channels": 64},
    "char-lstm": {"batch": 32, "steps": 64, "width": 256, "layers": 2, "vocabulary": 65},
    "gemm": {"batch": 1, "m": 1024, "k": 1024, "n": 1024, "ta": 0, "tb": 0},
    "attention": {"batch": 8, "context": 256, "heads": 8, "width": 64},
    "lstm": {"batch": 32, "steps": 64, "width": 256, "layers": 2},
    "softmax": ROWS,
    "layer-norm": ROWS,
    "sum": ROWS,
    "gelu": {"elements": 64 << 20},
    "adam": {"parameters": 16 << 20},
    "conv": {"batch": 32, "in": 64, "out": 64, "size": 32, "kernel": 3, "stride": 1, "gradient": 0},
    "gather": TABLE,
    "scatter-add": TABLE,
    "top-k": {"rows": 64, "columns": 32_000, "k": 10},
    "cumsum": {"rows": 4096, "columns": 4096, "axis": 1},
    "transpose": {"outer": 1, "rows": 4096, "columns": 4096, "inner": 1},
    "concatenate": {"parts": 4, "rows": 2048, "columns": 2048, "axis": 0},
    "pad": {"batch": 64, "channels": 64, "size": 56, "amount": 1},
}
"""The workloads with the shapes that `--shape` changes, as in apus-bench."""

TRAINING = ("xor", "mlp", "gpt", "cnn", "resnet18", "char-lstm")

COMPARED = {
    "gemm": 1e-4,
    "softmax": 1e-4,
    "layer-norm": 1e-4,
    "sum": 1e-4,
    "conv": 1e-4,
    "gather": 0,
    "scatter-add": 1e-4,
    "top-k": 0,
    "cumsum": 1e-4,
    "transpose": 0,
    "concatenate": 0,
    "pad": 0,
}
"""Workloads that peers compute from the numbers of apus-bench, and by how much an element of the
result may differ from Apus's, as a share of the largest."""

CONV_FIGURES = ("forward", "input gradient", "weight gradient")
"""What a row of `conv` computes, by its extent `gradient`."""

CALLS = 100
"""Calls of a kernel workload between synchronisations."""


class Shape(dict):
    """Extents by name, also as attributes."""

    def __getattr__(self, name):
        return self[name]


class Unsupported(Exception):
    """A workload that this peer does not have."""


class Numbers:
    """The made-up numbers of apus-bench's `SyntheticData`, the same bits in the same order."""

    PIECE = 1 << 20

    def __init__(self, seed: int = 2016):
        import numpy  # not before threads are limited

        self.numpy, self.seed, self.drawn = numpy, seed, 0

    def next(self, count: int):
        """SplitMix64, whose numbers can be had from their places."""
        np = self.numpy
        first = self.drawn + 1
        self.drawn += count
        z = np.arange(first, first + count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z += np.uint64(self.seed)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))

    def uniform(self, *shape: int):
        """Numbers from -1 to 1, float32."""
        np = self.numpy
        found = np.empty(math.prod(shape), np.float32)
        for start in range(0, found.size, self.PIECE):
            piece = found[start : start + self.PIECE]
            piece[:] = self.next(piece.size) >> np.uint64(40)
            piece *= np.float32(2 / (1 << 24))
            piece -= np.float32(1)
        return found.reshape(shape)

    def integers(self, count: int, below: int):
        """Whole numbers from 0 to `below`, int32: the upper half of a product of 128 bits, as Swift
        draws them."""
        np = self.numpy
        drawn, half, below = self.next(count), np.uint64(32), np.uint64(below)
        lower = (drawn & np.uint64(0xFFFFFFFF)) * below >> half
        return ((drawn >> half) * below + lower >> half).astype(np.int32)


def work(name: str, s: Shape) -> tuple[int, float, float]:
    """Items, operations of matrix products, and bytes that have to move, as in apus-bench."""

    def perceptron(batch, inputs, hidden, outputs):
        return 2.0 * batch * (2 * inputs * hidden + 3 * hidden * outputs)

    match name:
        case "xor":
            return s.batch, perceptron(s.batch, 2, s.hidden, 1), 0.0
        case "mlp":
            return s.batch, perceptron(**s), 0.0
        case "gpt":
            positions = s.batch * s.context
            block = 12 * s.width**2 + 2 * s.context * s.width
            return positions, 6.0 * positions * (s.layers * block + s.width * s.vocabulary), 0.0
        case "cnn":
            first = s.size**2 * s.channels * 25
            second = (s.size // 2) ** 2 * 2 * s.channels**2 * 25
            dense = (s.size // 4) ** 2 * 2 * s.channels * s.hidden + s.hidden * s.outputs
            return s.batch, 2.0 * s.batch * (2 * first + 3 * (second + dense)), 0.0
        case "resnet18":
            stem, rest = s.size**2 * s.channels * 27, 80.0 * s.channels
            for stage in range(4):
                own = (s.size >> stage) ** 2 * (s.channels << stage) ** 2 * 9
                rest += 4 * own if stage == 0 else 3.5 * own + own / 18
            return s.batch, 2.0 * s.batch * (2 * stem + 3 * rest), 0.0
        case "char-lstm":
            cells = s.layers * 8 * s.width**2
            positions = s.batch * s.steps
            return positions, 6.0 * positions * (cells + s.width * s.vocabulary), 0.0
        case "gemm":
            elements = s.batch * (s.m * s.k + s.k * s.n + s.m * s.n)
            return s.batch, 2.0 * s.batch * s.m * s.k * s.n, 4.0 * elements
        case "attention":
            elements = s.batch * s.context * s.heads * s.width
            return s.batch, 12.0 * elements * s.context, 32.0 * elements
        case "lstm":
            products = s.layers * s.steps * s.batch * s.width * 4.0 * s.width
            elements = 4.0 * s.steps * s.batch * s.width + 24.0 * s.layers * s.width * (s.width + 1)
            return s.batch, 12.0 * products, 4.0 * elements
        case "softmax":
            return s.rows, 0.0, 8.0 * s.rows * s.columns
        case "layer-norm":
            return s.rows, 0.0, 8.0 * s.rows * s.columns + 8.0 * s.columns
        case "sum":
            return s.rows, 0.0, 4.0 * s.rows * (s.columns + 1)
        case "gelu":
            return s.elements, 0.0, 16.0 * s.elements
        case "adam":
            return s.parameters, 0.0, 28.0 * s.parameters
        case "conv":
            count = (s.size + 2 * (s.kernel // 2) - s.kernel) // s.stride + 1
            made, taps = s.batch * s.out * count**2, s["in"] * s.kernel**2
            elements = s.batch * s["in"] * s.size**2 + s.out * taps + made
            return s.batch, 2.0 * made * taps, 4.0 * elements
        case "gather":
            return s.count, 0.0, 4.0 * (2 * s.count * s.width + s.count)
        case "scatter-add":
            return s.count, 0.0, 4.0 * (s.count * s.width + s.count + s.vocabulary * s.width)
        case "top-k":
            return s.rows, 0.0, 4.0 * s.rows * (s.columns + 2 * s.k)
        case "cumsum":
            return s.rows, 0.0, 8.0 * s.rows * s.columns
        case "transpose":
            elements = s.outer * s.rows * s.columns * s.inner
            return elements, 0.0, 8.0 * elements
        case "concatenate":
            elements = s.parts * s.rows * s.columns
            return elements, 0.0, 8.0 * elements
        case "pad":
            images = s.batch * s.channels
            padded = images * (s.size + 2 * s.amount) ** 2
            return images * s.size**2, 0.0, 4.0 * (images * s.size**2 + padded)
    raise Unsupported(name)


def options(description: str, extra=lambda parser: None) -> argparse.Namespace:
    """Reads the command line, and limits threads: before the framework is imported."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--workload", required=True, choices=list(SHAPES))
    parser.add_argument("--shape", nargs="*", default=[], metavar="KEY=VALUE")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a repetition lasts")
    parser.add_argument("--runs", type=int, default=7, help="repetitions")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", help="the file to write; standard output if left out")
    parser.add_argument("--result", help="writes the elements of the first result, float32")
    parser.add_argument(
        "--paced",
        action="store_true",
        help="print 'ready', then wait for a line before each repetition and print 'done' after it",
    )
    parser.add_argument(
        "--first-step",
        action="store_true",
        help="make one step; print the seconds since APUS_BENCH_STARTED and the resident memory",
    )
    extra(parser)
    found = parser.parse_args()
    shape = Shape(SHAPES[found.workload])
    for setting in found.shape:
        key, _, value = setting.partition("=")
        if key not in shape or not value.isdecimal():
            parser.error(f"--shape {setting}: {found.workload} has {', '.join(shape)}")
        shape[key] = int(value)
    found.shape = shape
    threads = str(found.threads)
    for name in ("OMP", "MKL", "OPENBLAS", "NUMEXPR"):
        os.environ[f"{name}_NUM_THREADS"] = threads
    os.environ["NPROC"] = threads  # the size of XLA's pool
    os.environ["POCL_MAX_PTHREAD_COUNT"] = threads
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: found.threads])
    return found


def resident_bytes() -> int:
    """Resident memory of this process; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def measured(workload, count: int, interval: int | None = None) -> float:
    """Milliseconds of a step over `count` steps, with a synchronisation after each `interval` of
    them and at the end."""
    workload.reset()
    workload.finish()
    start = time.perf_counter()
    for number in range(count):
        workload.step(number)
        if interval and (number + 1) % interval == 0:
            workload.finish()
    workload.finish()
    return (time.perf_counter() - start) * 1000 / count


def step_count(workload, seconds: float, interval: int | None) -> int:
    """Warms up, and finds how many steps last `seconds`."""
    count = 2
    measured(workload, count)
    while True:
        needed = max(1, math.ceil(seconds * 1000 / measured(workload, count, interval)))
        if count * 10 >= needed:
            return needed
        count = min(needed, count * 10)


def main(found: argparse.Namespace, make, device: str):
    """Measures one workload and writes the JSON of apus-bench.

    The framework has been loaded, and has opened its device, before this is called: what it adds to
    the memory of the process from here on is the model, its data and its step."""
    base = resident_bytes()
    try:
        workload = make(found.workload, found.shape)
    except Unsupported:
        sys.exit(f"{device}: has no workload {found.workload}")
    start = resident_bytes()
    workload.reset()
    workload.step(0)
    workload.finish()
    readings = {"base": base, "start": start, "first_step": resident_bytes()}
    if found.first_step:
        seconds = time.time() - float(os.environ.get("APUS_BENCH_STARTED", "nan"))
        print(json.dumps({"seconds": seconds, "process_bytes": readings}))
        return
    if found.result:
        workload.values().tofile(found.result)
    interval = None if found.workload in TRAINING else CALLS
    count = step_count(workload, found.seconds, interval)
    times, synced = [], []
    if found.paced:
        print("ready", flush=True)
    for _ in range(found.runs):
        if found.paced and not sys.stdin.readline():
            sys.exit("--paced: standard input ended before the last repetition")
        times.append(measured(workload, count, interval))
        synced.append(measured(workload, max(1, count // 4), 1))
        if found.paced:
            print("done", flush=True)
    median = statistics.median(times)
    items, operations, moved = work(found.workload, found.shape)
    result = {
        "name": found.workload,
        "shape": found.shape,
        "median_ms": median,
        "min_ms": min(times),
        "synced_ms": statistics.median(synced),
        "runs": found.runs,
        "times_ms": times,
        "items_per_s": items / median * 1000,
        "process_bytes": readings | {"end": resident_bytes()},
    }
    if operations:
        result["gflops"] = operations / median / 1e6
    if moved:
        result["gbs"] = moved / median / 1e6
    text = json.dumps({"device": device, "results": [result]}, indent=2)
    if found.json:
        with open(found.json, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    else:
        print(text)
