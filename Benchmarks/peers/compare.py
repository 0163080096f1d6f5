#!/usr/bin/env python3
"""Prints a Markdown table of two programs that ran in turn, and the ratio of their medians.

usage: compare.py OURS.json… -- THEIRS.json…     one file for each turn, in order
"""

import json
import statistics
import sys


def read(paths: list[str]) -> tuple[str, list[dict]]:
    """The device, and the first result of each file."""
    reports = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            reports.append(json.load(file))
    return reports[0]["device"], [report["results"][0] for report in reports]


def main():
    if "--" not in sys.argv[2:-1]:
        sys.exit(__doc__)
    cut = sys.argv.index("--")
    sides = [read(sys.argv[1:cut]), read(sys.argv[cut + 1 :])]
    print(f"| {sides[0][1][0]['name']} | batch | ms | min | GFLOP/s |")
    print("| --- | ---: | ---: | ---: | ---: |")
    medians = []
    for device, results in sides:
        times = [result["median_ms"] for result in results]
        medians.append(statistics.median(times))
        gflops = statistics.median(result["gflops"] for result in results)
        row = f"{medians[-1]:.3f} | {min(times):.3f} | {gflops:.1f}"
        print(f"| {device} | {results[0]['shape']['batch']} | {row} |")
    pairs = [b["median_ms"] / a["median_ms"] for a, b in zip(sides[0][1], sides[1][1])]
    print(
        f"\nApus takes {medians[0] / medians[1]:.2f} times as long as PyTorch "
        f"(PyTorch / Apus {medians[1] / medians[0]:.2f}; by pairs, median "
        f"{statistics.median(pairs):.2f}, from {min(pairs):.2f} to {max(pairs):.2f}; "
        f"{len(pairs)} turns each)"
    )


if __name__ == "__main__":
    main()
