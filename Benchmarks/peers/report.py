"""The results as Markdown and as a chart."""

import math
import statistics
import textwrap

import chart
import common
import targets
from shapes import TITLES


def label(row: dict) -> str:
    """A short name of a row: the workload, and what of its shape differs from the usual one."""
    name, s = row["name"], common.Shape(row["shape"])
    if name == "gemm":
        text = f"{s.m}×{s.k}×{s.n} " + ("t" if s.ta else "n") + ("t" if s.tb else "n")
        return f"gemm {s.batch} of {text}" if s.batch > 1 else f"gemm {text}"
    if name == "conv":
        figure = common.CONV_FIGURES[s.gradient]
        stride = f"/{s.stride}" if s.stride > 1 else ""
        layer = f"{s['in']}→{s.out} {s.size}² {s.kernel}×{s.kernel}{stride}"
        return f"conv {layer}, batch {s.batch}, {figure}"
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


def starts_table(starts: dict) -> str:
    """First steps and what they add to the memory, for each workload and program."""
    header = ["workload", "program", "first step cold, s", "warm, s", "growth, MiB"]
    lines = [header, ["---", "---", "---:", "---:", "---:"]]
    for name, programs in starts.items():
        for title, found in programs.items():
            cells = [name, TITLES.get(title, "Apus")]
            if "failure" in found:
                lines.append([*cells, "failed", "–", "–"])
                continue
            cells += [f"{found['cold_s']:.2f}", f"{found['warm_s']:.2f}"]
            lines.append([*cells, f"{found['growth_bytes'] / (1 << 20):.1f}"])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def intel_table(rows: list[dict]) -> str:
    """Apus on Intel's runtime by Apus on the device of the table."""
    lines = [["workload", "ms", "on Intel's runtime, ms", "ratio"], ["---", "---:", "---:", "---:"]]
    for row in rows:
        ours, intel = row["results"].get("apus"), row["results"].get("intel")
        if ours and intel:
            ratio = ours["median_ms"] / intel["median_ms"]
            times = [number(ours["median_ms"]), number(intel["median_ms"])]
            lines.append([label(row), *times, f"{ratio:.2f}"])
        elif "intel" in row["failures"]:
            lines.append([label(row), "–", "failed", "–"])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def markdown(report: dict, peers: list[str]) -> str:
    """All of it."""
    rows = report["rows"]
    devices = {t: r["device"] for row in rows for t, r in row["results"].items()}
    shown = [p for p in peers if p != "intel"]
    head = f"Apus on {report['device']}; {report['threads']} threads each, seed {report['seed']}. "
    head += " ".join(f"{TITLES[t]}: {d}." for t, d in devices.items() if t != "apus")
    peak = f"Peak {report['reached_gflops']:.1f} GFLOP/s, stream {report['reached_gbs']:.1f} GB/s "
    peak += "(the most that the probe or a program of this run reached); a kernel that does nothing "
    peak += f"costs {report['launch_us']:.2f} µs. {report['how']}"
    fixed = [row for row in rows if not row["random"]]
    drawn = [row for row in rows if row["random"]]
    parts = [wrapped(head), wrapped(peak)]
    parts.append(
        "Milliseconds of a step, median; in brackets how many times Apus's. Ratio: the fastest "
        "peer's\ntime by Apus's, above 1 where Apus is faster."
    )
    parts.append(table(fixed, shown))
    compared = [row["difference"] for row in rows if "difference" in row]
    if compared:
        parts.append(
            wrapped(
                f"The results of {len(compared)} of these rows were compared with Apus's before "
                f"they were timed: the largest difference is {max(compared):.1g} of the largest "
                "element of its result."
            )
        )
    if drawn:
        parts.append(f"Random shapes, seed {report['seed']}:\n\n" + table(drawn, shown))
        parts.append(targets.families(rows))
    if report.get("starts"):
        parts.append(
            wrapped(
                "A process of one step: seconds from process start to the end of the step, with "
                "empty caches and with full ones (the median of three), and what model, data and "
                "step added to its resident memory, with full caches:"
            )
        )
        parts.append(starts_table(report["starts"]))
    if any("intel" in row["results"] | row["failures"] for row in fixed):
        text = "The same workloads on Intel's CPU runtime, in turn with the others; "
        text += "a ratio above 1 where Intel's is faster"
        if "intel_check" in report:
            text += f". `apus-bench --check` on it: {report['intel_check']}"
        parts.append(wrapped(text + ":"))
        parts.append(intel_table(fixed))
    parts.append("What it has to show:\n\n" + targets.table(report))
    return "\n\n".join(parts) + "\n"


def bars(report: dict) -> str:
    """The ratios as SVG."""
    fixed = [row for row in report["rows"] if not row["random"] and "ratio" in row]
    return chart.ratios(
        [(label(row), TITLES[row["fastest"]], row["ratio"]) for row in fixed],
        f"{report['device']}, {report['threads']} threads",
    )


def wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, 100, break_long_words=False, break_on_hyphens=False))
