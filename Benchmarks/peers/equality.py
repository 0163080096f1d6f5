"""Whether programs that are timed against each other compute the same."""

from pathlib import Path

import numpy as np

import common

PEERS = ("apus", "intel", "torch", "numpy", "compile")
"""Those that draw apus-bench's numbers and write their results."""


def file(folder: Path, title: str) -> Path:
    """Where a program writes its result."""
    return folder / f"{title}.result"


def options(name: str, title: str, folder: Path) -> list[str]:
    """What makes a program write its result; nothing where it is not compared."""
    if name not in common.COMPARED or title not in PEERS:
        return []
    return ["--result", str(file(folder, title))]


def failures(name: str, titles: list[str], folder: Path) -> tuple[dict[str, str], float]:
    """Whose results differ from Apus's and where, and the largest difference of the others, as a
    share of the largest element. Removes the files."""
    written = {t: file(folder, t) for t in titles if file(folder, t).exists()}
    try:
        if "apus" not in written:
            return {}, 0.0
        ours = np.fromfile(written["apus"], np.float32)
        scale = max(float(np.abs(ours).max(initial=0)), 1e-3)
        wrong, largest = {}, 0.0
        for title in written:
            if title == "apus":
                continue
            theirs = np.fromfile(written[title], np.float32)
            if theirs.size != ours.size:
                wrong[title] = f"{theirs.size} results, not {ours.size} as Apus"
                continue
            differences = np.abs(theirs - ours)
            differences[np.isnan(differences)] = np.inf
            found = float(differences.max(initial=0)) / scale
            if found > common.COMPARED[name]:
                at = int(differences.argmax())
                wrong[title] = f"element {at} is {theirs[at]}, and Apus's {ours[at]}"
            else:
                largest = max(largest, found)
        return wrong, largest
    finally:
        for path in written.values():
            path.unlink()
