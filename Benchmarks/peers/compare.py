#!/usr/bin/env python3
"""Times Apus and its peers in turn, A B A B …, and prints a Markdown table of the ratios.

Every program runs one workload in a process of its own. It warms up while the others sleep, and
then waits for its turn: a line on its standard input starts a repetition, a line on its standard
output ends it. Benchmarks/run_peers.sh makes the environment and calls this."""

import argparse
import json
import math
import os
import random
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import chart
import common

HERE = Path(__file__).resolve().parent
PEERS = {
    "torch": ["torch_peer.py"],
    "compile": ["torch_peer.py", "--compile"],
    "jax": ["jax_peer.py"],
    "numpy": ["numpy_peer.py"],
    "tinygrad-cl": ["tinygrad_peer.py", "--device", "CL"],
    "tinygrad-cpu": ["tinygrad_peer.py", "--device", "CPU"],
}
TITLES = {
    "torch": "PyTorch eager",
    "compile": "torch.compile",
    "jax": "JAX jit",
    "numpy": "NumPy",
    "tinygrad-cl": "tinygrad CL",
    "tinygrad-cpu": "tinygrad CPU",
}
RANDOM_FAMILIES = ("mlp", "gpt", "gemm", "softmax", "layer-norm", "sum")
RANDOM_COUNT = 3
PAUSE = 0.1
"""Seconds between turns, for threads that spin for a while after their work."""
PATIENCE = 600
"""Seconds within which a program has to be ready, and to end a repetition."""


def has(peer: str, workload: str) -> bool:
    """Whether a peer has a workload at all; it may still fail."""
    if peer == "numpy":
        return workload == "gemm"
    if peer.startswith("tinygrad"):
        return workload in ("xor", "mlp")
    return not (peer == "compile" and workload == "adam")


def random_shape(name: str, generator: random.Random) -> dict:
    """A shape of a family, its extents spread evenly over their logarithms."""

    def between(low: int, high: int) -> int:
        return round(math.exp(generator.uniform(math.log(low), math.log(high))))

    match name:
        case "mlp":
            return {
                "batch": between(16, 256),
                "inputs": between(64, 1024),
                "hidden": between(64, 1024),
                "outputs": between(2, 100),
            }
        case "gpt":
            heads = between(1, 8)
            return {
                "batch": between(2, 16),
                "context": between(16, 128),
                "width": heads * generator.choice([16, 32, 64]),
                "heads": heads,
                "layers": between(1, 6),
                "vocabulary": between(32, 128),
            }
        case "gemm":
            shape = {"batch": 1, "m": between(16, 1500), "k": between(16, 1500)}
            shape |= {"n": between(16, 1500)}
            return shape | {"ta": generator.randrange(2), "tb": generator.randrange(2)}
    return {"rows": between(64, 8192), "columns": between(16, 4096)}


class Program:
    """A program that measures one workload when it is its turn."""

    def __init__(self, title: str, command: list[str], folder: Path):
        self.title = title
        self.report = folder / f"{title}.json"
        self.log = folder / f"{title}.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [*command, "--paced", "--json", str(self.report)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )

    def wait_for(self, word: str):
        """Raises RuntimeError with the program's last words where it does not say `word`."""
        output = self.process.stdout.fileno()
        deadline = time.monotonic() + PATIENCE
        text = b""
        while word.encode() not in text.split():
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([output], [], [], left)[0]:
                raise RuntimeError(f"not {word} after {PATIENCE} s")
            piece = os.read(output, 4096)
            if not piece:
                raise RuntimeError(self.last_words())
            text += piece

    def take_turn(self):
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()
        self.wait_for("done")

    def result(self) -> dict:
        """What it measured, with its device."""
        self.process.stdin.close()
        if self.process.wait(timeout=PATIENCE) != 0:
            raise RuntimeError(self.last_words())
        with open(self.report, encoding="utf-8") as file:
            report = json.load(file)
        return report["results"][0] | {"device": report["device"]}

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def last_words(self) -> str:
        self.stop()
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit status {self.process.returncode}"


def measure(name: str, shape: dict, options, folder: Path) -> dict:
    """One row: what every program measured of a workload, or why it did not."""
    arguments = ["--shape", *[f"{key}={value}" for key, value in shape.items()]]
    arguments += ["--seconds", str(options.seconds), "--runs", str(options.turns)]
    commands = {"apus": [options.apus, name, *arguments, "--no-probe"]}
    for peer in options.peers:
        if has(peer, name):
            script, *extra = PEERS[peer]
            own = ["--workload", name, *arguments, "--threads", str(options.threads), *extra]
            commands[peer] = [sys.executable, str(HERE / script), *own]
    programs, failures, results = {}, {}, {}
    try:
        for title, command in commands.items():
            programs[title] = Program(title, command, folder)
            try:
                programs[title].wait_for("ready")
            except RuntimeError as error:
                failures[title] = str(error)
        for _ in range(options.turns):
            for title, program in programs.items():
                if title not in failures:
                    time.sleep(PAUSE)
                    try:
                        program.take_turn()
                    except (RuntimeError, OSError) as error:
                        failures[title] = str(error)
        for title, program in programs.items():
            if title not in failures:
                try:
                    results[title] = program.result()
                except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
                    failures[title] = str(error)
    finally:
        for program in programs.values():
            program.stop()
    for title, reason in failures.items():
        print(f"  {title}: {reason}", file=sys.stderr)
    row = {"name": name, "shape": shape, "results": results, "failures": failures}
    theirs = {title: result for title, result in results.items() if title != "apus"}
    if "apus" in results and theirs:
        fastest = min(theirs, key=lambda title: theirs[title]["median_ms"])
        ours = results["apus"]
        pairs = [b / a for a, b in zip(ours["times_ms"], theirs[fastest]["times_ms"])]
        row["fastest"] = fastest
        row["ratio"] = theirs[fastest]["median_ms"] / ours["median_ms"]
        row["pair_ratios"] = {
            "median": statistics.median(pairs),
            "min": min(pairs),
            "max": max(pairs),
        }
    return row


def label(row: dict) -> str:
    """A short name of a row: the workload, and what of its shape differs from the usual one."""
    name, s = row["name"], common.Shape(row["shape"])
    if name == "gemm":
        text = f"{s.m}×{s.k}×{s.n} " + ("t" if s.ta else "n") + ("t" if s.tb else "n")
        return f"gemm {s.batch} of {text}" if s.batch > 1 else f"gemm {text}"
    changed = [f"{k}={v}" for k, v in s.items() if v != common.SHAPES[name][k]]
    return " ".join([name, *changed])


def number(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def table(rows: list[dict], peers: list[str]) -> str:
    """The rows in Markdown: milliseconds of a step, and after each peer's how many times Apus's."""
    shown = [p for p in peers if any(p in r["results"] or p in r["failures"] for r in rows)]
    header = ["workload", "Apus", "GFLOP/s", "GB/s", *[TITLES[p] for p in shown]]
    header += ["fastest", "ratio", "in turns"]
    lines = [header, ["---"] + ["---:"] * (len(header) - 1)]
    for row in rows:
        ours = row["results"].get("apus")
        cells = [label(row)]
        cells.append(number(ours["median_ms"]) if ours else "failed")
        cells += [f"{ours[k]:.1f}" if ours and ours.get(k) else "–" for k in ("gflops", "gbs")]
        for peer in shown:
            result = row["results"].get(peer)
            if result and ours:
                ratio = result["median_ms"] / ours["median_ms"]
                cells.append(f"{number(result['median_ms'])} ({ratio:.2f}×)")
            else:
                cells.append("failed" if peer in row["failures"] else "–")
        if "ratio" in row:
            spread = row["pair_ratios"]
            cells += [TITLES[row["fastest"]], f"{row['ratio']:.2f}"]
            cells.append(f"{spread['median']:.2f} ({spread['min']:.2f}–{spread['max']:.2f})")
        else:
            cells += ["–"] * 3
        lines.append(cells)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def geometric_mean(values: list[float]) -> float:
    return math.exp(statistics.fmean(math.log(value) for value in values))


def verdicts(rows: list[dict]) -> str:
    """For each family the mean ratio of the table, and how its random shapes compare with it."""
    lines = []
    for name in dict.fromkeys(row["name"] for row in rows):
        own = [r for r in rows if r["name"] == name and "ratio" in r]
        fixed = [r["ratio"] for r in own if not r["random"]]
        drawn = [r["ratio"] for r in own if r["random"]]
        if not fixed:
            continue
        mean = geometric_mean(fixed)
        line = f"- {name}: ratio {mean:.2f}"
        if len(fixed) > 1:
            line += f" (geometric mean of {len(fixed)}, from {min(fixed):.2f} to {max(fixed):.2f})"
        if drawn:
            worst = min(drawn) / mean
            line += (
                f"; random shapes {', '.join(f'{ratio:.2f}' for ratio in drawn)}: the least is "
                f"{worst:.2f} of it, {'at least' if worst >= 0.9 else 'BELOW'} 0.9"
            )
        lines.append(line)
    return "\n".join(lines)


def apus_json(options, arguments: list[str]) -> dict | list:
    """What apus-bench writes for `arguments`."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run(
            [options.apus, *arguments, "--json", file.name], check=True, stdout=subprocess.DEVNULL
        )
        return json.load(file)


def planned_rows(options) -> list[dict]:
    """The shapes of the table, then the random ones of each family."""
    shape = ["--shape", *options.shape] if options.shape else []
    command = [options.apus, *options.names, "--list", *shape]
    listed = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    rows = []
    for row in listed:
        if row["name"] in common.SHAPES:  # the network of 2016 has no peers
            ordered = {key: row["shape"][key] for key in common.SHAPES[row["name"]]}
            rows.append({"name": row["name"], "shape": ordered, "random": False})
    if options.random_shapes:
        for name in RANDOM_FAMILIES:
            if any(row["name"] == name for row in rows):
                generator = random.Random(f"{options.seed} {name}")
                for _ in range(RANDOM_COUNT):
                    drawn = random_shape(name, generator)
                    rows.append({"name": name, "shape": drawn, "random": True})
    return rows


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="workloads; all if left out")
    parser.add_argument("--apus", required=True, help="the program apus-bench")
    parser.add_argument("--turns", type=int, default=15, help="turns of each program (15)")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a turn lasts (1)")
    parser.add_argument("--threads", type=int, default=2, help="threads of each program (2)")
    parser.add_argument("--shape", nargs="+", default=[], metavar="KEY=VALUE")
    parser.add_argument("--peers", default=",".join(PEERS), help="which, separated by commas")
    parser.add_argument("--seed", type=int, help="of the random shapes; drawn if left out")
    parser.add_argument("--no-random", dest="random_shapes", action="store_false")
    parser.add_argument("--out", default=".build/bench-peers", help="the folder for the results")
    options = parser.parse_args()
    options.peers = options.peers.split(",")
    unknown = set(options.peers) - set(PEERS)
    if unknown:
        parser.error(f"--peers {', '.join(sorted(unknown))}: there are {', '.join(PEERS)}")
    if options.turns < 1 or options.threads < 1 or options.seconds <= 0:
        parser.error("--turns, --threads and --seconds must be above 0")
    without = [name for name in options.names if name not in common.SHAPES]
    if without:
        parser.error(f"no peer has {', '.join(without)}; there are {', '.join(common.SHAPES)}")
    if options.shape:
        options.random_shapes = False
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1_000_000)
    return options


def main():
    options = parsed()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.threads])
    os.environ["POCL_MAX_PTHREAD_COUNT"] = str(options.threads)
    # Results of large kernels are freed and allocated anew by some peers. As heap that is kept they
    # cost no page faults; PyTorch's guide to tuning advises an allocator that does so.
    os.environ["MALLOC_MMAP_MAX_"] = "0"
    os.environ["MALLOC_TRIM_THRESHOLD_"] = str(1 << 40)
    os.environ["MALLOC_TOP_PAD_"] = str(64 << 20)

    rows = planned_rows(options)
    if not rows:
        sys.exit("nothing to time: no workload of these names has a peer")
    probed = apus_json(options, ["xor", "--runs", "1", "--seconds", "0.1"])
    report = {
        "device": probed["device"],
        "peak_gflops": probed["peak_gflops"],
        "stream_gbs": probed["stream_gbs"],
        "threads": options.threads,
        "turns": options.turns,
        "seconds": options.seconds,
        "seed": options.seed,
        "rows": rows,
    }
    with tempfile.TemporaryDirectory() as folder:
        for position, row in enumerate(rows):
            print(f"{position + 1} of {len(rows)}: {label(row)}", file=sys.stderr)
            row |= measure(row["name"], row["shape"], options, Path(folder))
            finish(report, out, options, rows[: position + 1])
    print((out / "ratios.md").read_text(encoding="utf-8"), end="")


def finish(report: dict, out: Path, options, rows: list[dict]):
    """Writes what is known so far: a long run that is stopped has not been for nothing."""
    reached = [r for row in rows for r in row["results"].values()]
    # A peer may show that the machine can do more than the probe found. Only arrays that no cache
    # holds say something of the memory.
    large = [r for r in reached if r["name"] in ("gelu", "adam")]
    peak = max([report["peak_gflops"], *[r.get("gflops", 0) for r in reached]])
    stream = max([report["stream_gbs"], *[r.get("gbs", 0) for r in large]])
    devices = {t: r["device"] for row in rows for t, r in row["results"].items()}
    lines = [f"Apus on {report['device']}; {report['threads']} threads each."]
    lines += [f"{title}: {device}." for title, device in devices.items() if title != "apus"]
    lines.append(
        f"Peak {peak:.1f} GFLOP/s, stream {stream:.1f} GB/s: the most that the probe or a program of "
        f"this run reached. {report['turns']} turns of {report['seconds']} s each."
    )
    fixed = [row for row in rows if not row["random"]]
    drawn = [row for row in rows if row["random"]]
    text = "\n".join(lines) + "\n\nMilliseconds of a step, median; in brackets how many times "
    text += "Apus's. Ratio: the fastest peer's time by Apus's, above 1 where Apus is faster.\n\n"
    text += table(fixed, options.peers) + "\n"
    if drawn:
        text += f"\nRandom shapes, seed {report['seed']}:\n\n" + table(drawn, options.peers) + "\n"
    text += "\n" + verdicts(rows) + "\n"
    (out / "ratios.md").write_text(text, encoding="utf-8")
    complete = report | {"rows": rows, "reached_gflops": peak, "reached_gbs": stream}
    (out / "results.json").write_text(json.dumps(complete, indent=2) + "\n", encoding="utf-8")
    bars = [(label(row), TITLES[row["fastest"]], row["ratio"]) for row in fixed if "ratio" in row]
    (out / "ratios.svg").write_text(
        chart.ratios(bars, f"{report['device']}, {report['threads']} threads"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
