#!/usr/bin/env python3
"""Times Apus and its peers in turn, A B A B …, and prints Markdown tables of the ratios.

Every program runs one workload in a process of its own. It warms up while the others sleep, and
then waits for its turn: a line on its standard input starts a repetition, a line on its standard
output ends it. Benchmarks/run_peers.sh makes the environment and calls this."""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import common
import report as reports
import starts
import turns
from shapes import PEERS, planned_rows

STARTED = ("mlp", "gpt")
"""Workloads whose first step is timed."""
KEPT = 1.5
"""Random shapes are left to the peers that were within this of the fastest in a row of the table."""
DOCS = Path("docs")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="workloads; all if left out")
    parser.add_argument("--apus", required=True, help="the program apus-bench")
    parser.add_argument("--intel", help="folder of the .icd file of Intel's CPU runtime")
    parser.add_argument("--turns", type=int, default=15, help="turns of each program (15)")
    parser.add_argument("--random-turns", type=int, help="for random shapes; else as --turns")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a turn lasts (1)")
    parser.add_argument("--kernel-seconds", type=float, help="for kernels; else as --seconds")
    parser.add_argument("--threads", type=int, default=2, help="threads of each program (2)")
    parser.add_argument("--shape", nargs="+", default=[], metavar="KEY=VALUE")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="TEXT", help="rows whose name contains one of these"
    )
    parser.add_argument("--peers", default=",".join([*PEERS, "intel"]), help="which, by commas")
    parser.add_argument("--seed", type=int, help="of the random shapes; drawn if left out")
    parser.add_argument("--no-random", dest="random_shapes", action="store_false")
    parser.add_argument("--no-starts", dest="starts", action="store_false")
    parser.add_argument("--out", default=".build/bench-peers", help="the folder for the results")
    parser.add_argument(
        "--record",
        action="store_true",
        help="all workloads in about an hour, kept in docs/benchmarks.md and the chart there",
    )
    options = parser.parse_args()
    if options.record:
        if options.names or options.shape or options.only:
            parser.error("--record is of all workloads and shapes")
        options.turns, options.random_turns = 7, 3
        options.seconds, options.kernel_seconds = 0.4, 0.2
    options.kernel_seconds = options.kernel_seconds or options.seconds
    options.random_turns = options.random_turns or options.turns
    options.peers = options.peers.split(",")
    unknown = set(options.peers) - set(PEERS) - {"intel"}
    if unknown:
        parser.error(f"--peers {', '.join(sorted(unknown))}: there are {', '.join(PEERS)}, intel")
    if min(options.turns, options.random_turns, options.threads) < 1:
        parser.error("--turns, --random-turns and --threads must be above 0")
    if min(options.seconds, options.kernel_seconds) <= 0:
        parser.error("--seconds and --kernel-seconds must be above 0")
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
    began = time.monotonic()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.threads])
    os.environ["POCL_MAX_PTHREAD_COUNT"] = str(options.threads)

    rows = planned_rows(options)
    if options.only:
        rows = [r for r in rows if any(text in reports.label(r) for text in options.only)]
    if not rows:
        sys.exit("nothing to time: no workload of these names has a peer, or no row is called so")
    print(f"random shapes: seed {options.seed}", file=sys.stderr)
    probed = apus_json(options, ["xor", "--runs", "1", "--seconds", "0.1", "--no-starts"])
    report = {key: probed[key] for key in ("device", "peak_gflops", "stream_gbs", "launch_us")}
    report |= {"threads": options.threads, "seed": options.seed, "how": how(options), "rows": []}

    if options.starts and not options.shape and not options.only:
        report["starts"] = {}
        for row in rows:
            if row["name"] in STARTED and not row["random"]:
                print(f"first step of {row['name']}", file=sys.stderr)
                peers = [p for p in options.peers if p != "intel"]
                found = starts.measure(row["name"], row["shape"], options, peers)
                report["starts"][row["name"]] = found
    # Results of large kernels are freed and allocated anew by some peers. As heap that is kept they
    # cost no page faults; PyTorch's guide to tuning advises an allocator that does so.
    os.environ["MALLOC_MMAP_MAX_"] = "0"
    os.environ["MALLOC_TRIM_THRESHOLD_"] = str(1 << 40)
    os.environ["MALLOC_TOP_PAD_"] = str(64 << 20)

    with tempfile.TemporaryDirectory() as folder:
        for position, row in enumerate(rows):
            print(f"{position + 1} of {len(rows)}: {reports.label(row)}", file=sys.stderr)
            peers = contenders(row, report["rows"], options.peers)
            report["rows"].append(row | turns.measure(row, options, peers, Path(folder)))
            write(report, out, options)
    if not options.names and not options.shape and not options.only:
        arguments = ["--no-starts", "--no-probe", "--runs", "7", "--seconds", "0.3"]
        for key, name, batch in (
            ("seed_ratio", "seed-mlp", "128"),
            ("seed_charrnn_ratio", "seed-charrnn", "1"),
        ):
            seed = apus_json(options, [name, "--batch", batch, *arguments])
            report[key] = seed["ratios"][0]["ratio"]
        if options.intel and "intel" in options.peers:
            report["intel_check"] = intel_check(options)
        write(report, out, options)
    if options.record:
        record(out, options, (time.monotonic() - began) / 60)
    print((out / "ratios.md").read_text(encoding="utf-8"), end="")


def how(options) -> str:
    """The lengths of turns, in words."""
    text = f"{options.turns} turns of {options.seconds} s"
    if options.kernel_seconds != options.seconds:
        text += f" ({options.kernel_seconds} s for kernels)"
    if options.random_shapes and options.random_turns != options.turns:
        text += f", {options.random_turns} turns for random shapes"
    return text + "."


def contenders(row: dict, before: list[dict], peers: list[str]) -> list[str]:
    """Who runs a row: for random shapes those that came near the fastest in the family's table."""
    if row["shape"].get("ta") or row["shape"].get("tb"):
        peers = [peer for peer in peers if peer != "intel"]  # one layout tells enough of a runtime
    table = [r for r in before if r["name"] == row["name"] and not r["random"] and "ratio" in r]
    if not row["random"] or not table:
        return peers

    def comes_near(peer: str) -> bool:
        for found in table:
            fastest = found["results"][found["fastest"]]["median_ms"]
            own = found["results"].get(peer)
            if own and own["median_ms"] <= KEPT * fastest:
                return True
        return False

    return [peer for peer in peers if peer != "intel" and comes_near(peer)]


def apus_json(options, arguments: list[str]) -> dict:
    """What apus-bench writes for `arguments`."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run(
            [options.apus, *arguments, "--json", file.name], check=True, stdout=subprocess.DEVNULL
        )
        return json.load(file)


def intel_check(options) -> str:
    """Whether the workloads compute on Intel's runtime what they have to."""
    print("apus-bench --check on Intel's runtime", file=sys.stderr)
    done = subprocess.run(
        [options.apus, "--check"],
        env=os.environ | {"OCL_ICD_VENDORS": options.intel},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return "passed"
    return (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]


def write(report: dict, out: Path, options):
    """Writes what is known so far: a long run that is stopped has not been for nothing."""
    reached = [r for row in report["rows"] for r in row["results"].values()]
    # A peer may show that the machine can do more than the probe found. Only arrays that no cache
    # holds say something of the memory.
    large = [
        r
        for r in reached
        if r["shape"].get("elements", 0) >= 1 << 24 or r["shape"].get("parameters", 0) >= 1 << 23
    ]
    complete = report | {
        "reached_gflops": max([report["peak_gflops"], *[r.get("gflops", 0) for r in reached]]),
        "reached_gbs": max([report["stream_gbs"], *[r.get("gbs", 0) for r in large]]),
    }
    (out / "ratios.md").write_text(reports.markdown(complete, options.peers), encoding="utf-8")
    (out / "results.json").write_text(json.dumps(complete, indent=2) + "\n", encoding="utf-8")
    (out / "ratios.svg").write_text(reports.bars(complete), encoding="utf-8")


def record(out: Path, options, minutes: float):
    """Puts the run into the page about the benchmarks, between its two marks."""
    page = DOCS / "benchmarks.md"
    text = page.read_text(encoding="utf-8")
    told = f" --turns {options.turns} --seed {options.seed}"
    run = f"`make bench-peers ARGS='--record{told}'` ({minutes:.0f} minutes):\n\n"
    run += (out / "ratios.md").read_text(encoding="utf-8")
    run += "\n![How many times as fast as the fastest peer](benchmarks.svg)\n"
    marked = re.compile(r"(<!-- run -->\n).*(<!-- end of run -->)", re.DOTALL)
    if not marked.search(text):
        sys.exit(f"{page} has no marks <!-- run --> and <!-- end of run -->")
    page.write_text(marked.sub(lambda m: m[1] + "\n" + run + "\n" + m[2], text), encoding="utf-8")
    (DOCS / "benchmarks.svg").write_text((out / "ratios.svg").read_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
