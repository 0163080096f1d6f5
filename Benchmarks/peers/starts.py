"""First steps: what a process of one step takes, and what it adds to its memory."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from turns import PATIENCE, commands

WARM_RUNS = 3


def measure(name: str, shape: dict, options, peers: list[str]) -> dict:
    """For each program the first step with empty caches, then with full ones.

    Growth is the resident memory after the first step, less that of the same process with the
    framework loaded and its device opened, before there is a model: so it holds model, data,
    optimiser, what the step compiled, and what of the libraries it was the first to touch. Allocators
    are left as they come."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for title, command in commands(name, shape, options, peers).items():
            environment = caches(Path(folder) / title)
            try:
                cold = run(command, environment)
                warm = [run(command, environment) for _ in range(WARM_RUNS)]
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                print(f"  first step of {name}, {title}: {error}", file=sys.stderr)
                found[title] = {"failure": str(error)}
                continue
            growth = [w["process_bytes"]["first_step"] - w["process_bytes"]["base"] for w in warm]
            found[title] = {
                "cold_s": cold["seconds"],
                "warm_s": statistics.median(w["seconds"] for w in warm),
                "growth_bytes": statistics.median(growth),
            }
    return found


def caches(folder: Path) -> dict:
    """An environment in which the caches that we know of lie in an empty folder."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MALLOC_")}
    for name in ("APUS_CACHE_DIR", "POCL_CACHE_DIR", "TORCHINDUCTOR_CACHE_DIR", "XDG_CACHE_HOME"):
        path = folder / name.lower()
        path.mkdir(parents=True)
        environment[name] = str(path)
    environment["CL_CACHE_DIR"] = environment["XDG_CACHE_HOME"]
    return environment


def run(command: list[str], environment: dict) -> dict:
    """What one process tells of its first step."""
    started = environment | {"APUS_BENCH_STARTED": repr(time.time())}
    done = subprocess.run(
        [*command, "--first-step"],
        env=started,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        words = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise RuntimeError(words[-1])
    return json.loads(lines[-1])
