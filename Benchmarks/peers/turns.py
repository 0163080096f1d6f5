"""Programs that run one workload each, and take turns."""

import json
import os
import select
import statistics
import subprocess
import sys
import time
from pathlib import Path

import common
import equality
from shapes import PEERS, has

HERE = Path(__file__).resolve().parent
PAUSE = 0.5
"""Seconds between turns, for threads that spin for a while after their work: those of OpenBLAS took a
third of the next program's speed where it was 0.05."""
PATIENCE = 120
"""Seconds within which a program has to be ready, and to end a repetition: longer than any that is
worth waiting for."""


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


def commands(name: str, shape: dict, options, peers: list[str]) -> dict[str, list[str]]:
    """The programs of a workload by title, Apus first."""
    arguments = ["--shape", *[f"{key}={value}" for key, value in shape.items()]]
    found = {"apus": [options.apus, name, *arguments]}
    if options.intel and "intel" in peers:
        found["intel"] = ["env", f"OCL_ICD_VENDORS={options.intel}", *found["apus"]]
    for peer in peers:
        if peer in PEERS and has(peer, name):
            script, *extra = PEERS[peer]
            own = ["--workload", name, *arguments, "--threads", str(options.threads), *extra]
            found[peer] = [sys.executable, str(HERE / script), *own]
    return found


def measure(row: dict, options, peers: list[str], folder: Path) -> dict:
    """What every program measured of a workload, or why it did not."""
    name = row["name"]
    turns = options.random_turns if row["random"] else options.turns
    seconds = options.seconds if name in common.TRAINING else options.kernel_seconds
    timing = ["--seconds", str(seconds), "--runs", str(turns)]
    programs, failures, results = {}, {}, {}
    try:
        for title, command in commands(name, row["shape"], options, peers).items():
            ours = ["--no-probe"] if title in ("apus", "intel") else []
            ours += equality.options(name, title, folder)
            programs[title] = Program(title, [*command, *timing, *ours], folder)
            try:
                programs[title].wait_for("ready")
            except RuntimeError as error:
                failures[title] = str(error)
        unequal, difference = equality.failures(name, list(programs), folder)
        failures |= unequal
        for _ in range(turns):
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
    found = {"results": results, "failures": failures, "turns": turns, "seconds": seconds}
    if name in common.COMPARED:
        found["difference"] = difference
    theirs = {t: result for t, result in results.items() if t not in ("apus", "intel")}
    if "apus" in results and theirs:
        fastest = min(theirs, key=lambda title: theirs[title]["median_ms"])
        ours = results["apus"]
        pairs = [b / a for a, b in zip(ours["times_ms"], theirs[fastest]["times_ms"])]
        found["fastest"] = fastest
        found["ratio"] = theirs[fastest]["median_ms"] / ours["median_ms"]
        found["pair_ratios"] = {
            "median": statistics.median(pairs),
            "min": min(pairs),
            "max": max(pairs),
        }
    return found
