"""A bar chart of ratios as SVG, with nothing but the standard library."""

import math
from html import escape

BAR, GAP = 18, 6
LEFT, RIGHT, TOP, BOTTOM = 230, 200, 64, 34
WIDTH = 520
"""Of the field of bars, between the labels and the numbers."""


def ratios(bars: list[tuple[str, str, float]], subtitle: str) -> str:
    """Bars of (label, fastest peer, ratio) from a line at 1: to the right where Apus is faster.

    The axis is logarithmic, so that twice as fast and half as fast are bars of one length."""
    values = [ratio for _, _, ratio in bars] + [0.8, 1.25]
    low = math.floor(math.log2(min(values)) * 2) / 2
    high = math.ceil(math.log2(max(values)) * 2) / 2
    height = TOP + len(bars) * (BAR + GAP) + BOTTOM
    bottom = height - BOTTOM

    def x(ratio: float) -> float:
        return LEFT + (math.log2(ratio) - low) / (high - low) * WIDTH

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + RIGHT}" '
        f'height="{height}" font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        '<text x="16" y="24" font-size="15" font-weight="bold">How many times as fast as the '
        "fastest peer a step of Apus is</text>",
        f'<text x="16" y="42" fill="#555">{escape(subtitle)}</text>',
    ]
    step = max(1, math.ceil((high - low) / 8))
    for power in range(math.ceil(low), math.floor(high) + 1):
        if power % step:
            continue
        at = x(2.0**power)
        color = "#333" if power == 0 else "#ddd"
        name = f"{2**power}" if power >= 0 else f"1/{2**-power}"
        parts.append(
            f'<line x1="{at:.1f}" y1="{TOP - 6}" x2="{at:.1f}" y2="{bottom}" stroke="{color}"/>'
            f'<text x="{at:.1f}" y="{bottom + 18}" text-anchor="middle">{name}×</text>'
        )
    for position, (label, peer, ratio) in enumerate(bars):
        y = TOP + position * (BAR + GAP)
        start, end = sorted((x(1), x(ratio)))
        color = "#2b7a4b" if ratio >= 1 else "#c0392b"
        middle = y + BAR - 5
        parts.append(
            f'<text x="{LEFT - 10}" y="{middle}" text-anchor="end">{escape(label)}</text>'
            f'<rect x="{start:.1f}" y="{y}" width="{max(end - start, 1):.1f}" height="{BAR}" '
            f'fill="{color}"/>'
            f'<text x="{LEFT + WIDTH + 10}" y="{middle}"><tspan font-weight="bold">{ratio:.2f}×'
            f'</tspan> <tspan fill="#555">{escape(peer)}</tspan></text>'
        )
    return "\n".join(parts) + "\n</svg>\n"
