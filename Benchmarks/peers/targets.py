"""What the figures have to show, and whether they do."""

import math
import statistics

import common

RANDOM_SHARE = 0.9
"""The least that a random shape's ratio may be of the mean ratio of its family's table."""


def geometric_mean(values: list[float]) -> float:
    return math.exp(statistics.fmean(math.log(value) for value in values))


def families(rows: list[dict]) -> str:
    """For each family the mean ratio of the table, and how its random shapes compare with it."""
    lines = []
    for name, fixed, drawn in ratios_by_family(rows):
        if not fixed:
            continue
        mean = geometric_mean(fixed)
        line = f"- {name}: ratio {mean:.2f}"
        if len(fixed) > 1:
            line += f" (geometric mean of {len(fixed)}, from {min(fixed):.2f} to {max(fixed):.2f})"
        if drawn:
            worst = min(drawn) / mean
            line += f"; random shapes {', '.join(f'{ratio:.2f}' for ratio in drawn)}: the least is "
            line += f"{worst:.2f} of it, {'pass' if worst >= RANDOM_SHARE else 'FAIL'}"
        lines.append(line)
    return "\n".join(lines)


def ratios_by_family(rows: list[dict]):
    for name in dict.fromkeys(row["name"] for row in rows):
        own = [r for r in rows if r["name"] == name and "ratio" in r]
        yield (
            name,
            [r["ratio"] for r in own if not r["random"]],
            [r["ratio"] for r in own if r["random"]],
        )


def is_square(row: dict) -> bool:
    """Whether a product is one of the square ones of the table; the rest are skinny or batched."""
    s = row["shape"]
    return s["batch"] == 1 and s["m"] == s["k"] == s["n"]


def conv_figures(rows: list[dict]):
    """For each figure of `conv` its geometric mean."""
    for number, figure in enumerate(common.CONV_FIGURES):
        ratios = [row["ratio"] for row in rows if row["shape"]["gradient"] == number]
        if ratios:
            yield f"{figure} {geometric_mean(ratios):.2f}"


def at_least(figures: list[float], must: float, unit: str = "×") -> tuple[str, bool]:
    """The least of the figures, how many hold, and whether all do."""
    holding = sum(figure >= must for figure in figures)
    text = f"{min(figures):.2f}{unit}"
    if len(figures) > 1:
        text += f" at the least, {holding} of {len(figures)}"
    return text, holding == len(figures)


def found(report: dict):
    """Yields (figure, what must be, what was found, whether it holds) for all that was measured."""
    fixed = [row for row in report["rows"] if not row["random"]]

    def rows(name):
        return [row for row in fixed if row["name"] == name and "apus" in row["results"]]

    def against(row, peers):
        times = [row["results"][p]["median_ms"] for p in peers if p in row["results"]]
        return [time / row["results"]["apus"]["median_ms"] for time in times]

    blas = [(r, against(r, ("torch", "numpy"))) for r in rows("gemm")]
    # The smaller ones are told, and have no figure to reach.
    square = [r for row, r in blas if is_square(row) and row["shape"]["m"] >= 256 and r]
    if square:
        slower = at_least([max(ratios) for ratios in square], 1.0)
        faster = at_least([min(ratios) for ratios in square], 0.95)
        yield "gemm, square, to the slower of OpenBLAS and MKL", "≥ 1.0×", *slower
        yield "gemm, square, to the faster of them", "≥ 0.95×", *faster
    rest = [min(ratios) for row, ratios in blas if not is_square(row) and ratios]
    if rest:
        yield "gemm, skinny and batched, to the faster", "≥ 1.0×", *at_least(rest, 1.0)
    for name, must in (("mlp", 1.2), ("xor", 3.0), ("gpt", 1.2)):
        ratios = [row["ratio"] for row in rows(name) if "ratio" in row]
        if ratios:
            yield f"{name} step", f"≥ {must:g}×", *at_least(ratios, must)
    for name in ("cnn", "char-lstm", "resnet18"):
        ratios = [row["ratio"] for row in rows(name) if "ratio" in row]
        if ratios:
            yield f"{name} step", "≥ 1.0×", *at_least(ratios, 1.0)
    ratios = [row["ratio"] for row in rows("lstm") if "ratio" in row]
    if ratios:
        yield "lstm, forward and backward", "≥ 1.0×", *at_least(ratios, 1.0)
    timed = [row for row in rows("conv") if "ratio" in row]
    if timed:
        yield "conv, each", "≥ 0.8×", *at_least([row["ratio"] for row in timed], 0.8)
        mean = geometric_mean([row["ratio"] for row in timed])
        text = f"{mean:.2f}× ({', '.join(conv_figures(timed))})"
        yield f"conv, geometric mean of {len(timed)}", "≥ 1.0×", text, mean >= 1
    for name in ("gather", "scatter-add", "top-k", "cumsum"):
        ratios = [row["ratio"] for row in rows(name) if "ratio" in row]
        if ratios:
            yield f"{name}, to PyTorch", "≥ 1.0×", *at_least(ratios, 1.0)
    for name in ("transpose", "concatenate", "pad"):
        shares = [r["results"]["apus"]["gbs"] / report["reached_gbs"] for r in rows(name)]
        ratios = [row["ratio"] for row in rows(name) if "ratio" in row]
        if shares:
            text, holds = at_least(shares, 0.8, "")
            text += f" (to PyTorch {min(ratios):.2f}×)" if ratios else ""
            yield f"{name}, of the stream figure", "≥ 0.8", text, holds
    for key, name, must in (
        ("seed_ratio", "seed-mlp, batch 128", 40),
        ("seed_charrnn_ratio", "seed-charrnn", 10),
    ):
        if key in report:
            title = f"{name}, to the algorithm of 2016"
            yield title, f"≥ {must}×", *at_least([report[key]], must)
    for name in ("gelu", "softmax", "layer-norm", "adam"):
        shares = [r["results"]["apus"]["gbs"] / report["reached_gbs"] for r in rows(name)]
        if shares:
            yield f"{name}, of the stream figure", "≥ 0.85", *at_least(shares, 0.85, "")
    mlp = report.get("starts", {}).get("mlp", {}).get("apus", {})
    for key, title, must in (("cold_s", "cold", 2.5), ("warm_s", "warm", 0.2)):
        if key in mlp:
            text = f"{mlp[key]:.2f} s"
            yield f"first step of mlp, {title}", f"≤ {must} s", text, mlp[key] <= must
    for name, must in (("mlp", 0.04), ("gpt", 0.02)):
        for row in rows(name):
            ours = row["results"]["apus"]
            share = ours["kernels"] * report["launch_us"] / (ours["median_ms"] * 1000)
            text = f"{share * 100:.1f} % ({ours['kernels']} kernels)"
            yield f"launch overhead of {name}", f"≤ {must * 100:.0f} %", text, share <= must
    gpt = report.get("starts", {}).get("gpt", {})
    ours, theirs = gpt.get("apus", {}), gpt.get("torch", {})
    if "growth_bytes" in ours and "growth_bytes" in theirs:
        ratio = ours["growth_bytes"] / theirs["growth_bytes"]
        yield "memory growth of gpt, to PyTorch's", "≤ 1.0×", f"{ratio:.2f}×", ratio <= 1
    if "intel_check" in report:
        word = report["intel_check"]
        yield "the workloads on Intel's CPU runtime", "right", word, word == "passed"
    for name, own, drawn in ratios_by_family(report["rows"]):
        if own and drawn:
            worst = min(drawn) / geometric_mean(own)
            title = f"random shapes of {name}, to the table's ratio"
            yield title, f"≥ {RANDOM_SHARE}", f"{worst:.2f}", worst >= RANDOM_SHARE


def table(report: dict) -> str:
    """A line for each figure, in Markdown."""
    lines = ["| figure | must | found | |", "| --- | --- | --- | --- |"]
    for figure, must, text, holds in found(report):
        lines.append(f"| {figure} | {must} | {text} | {'pass' if holds else 'FAIL'} |")
    return "\n".join(lines)
