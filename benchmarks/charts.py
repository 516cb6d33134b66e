"""The charts, as SVG that is readable on light and on dark pages.

They are a few rectangles, lines and texts: a plotting library would be the largest dependency of the project, and its
output would be neither small nor have colours for both kinds of page.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from benchmarks.clients import FAST, OFFICIAL, TRANSPORTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.measures import Growth, Measure

_COLORS = dict(zip((OFFICIAL, *TRANSPORTS), ("#8b949e", "#2f81f7", "#1a9e76", "#e0703a"), strict=True))
_STYLE = """<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 } .small { font-size: 11px }
.line { stroke: #1f2328 } .grid { stroke: #8b949e; stroke-opacity: .35 } .mark { fill: #1f2328 }
@media (prefers-color-scheme: dark) { text, .mark { fill: #e6edf3 } .line { stroke: #e6edf3 } }
</style>"""
_LEFT, _WIDTH, _BAR = 190, 470, 13
_PANEL_WIDTH, _PANEL_HEIGHT = 250, 150


def ratios(measures: Mapping[Measure, Mapping[str, float]]) -> str:
    """Draw a bar for each measure and transport, with the bound, the floor and the line of the official package."""
    longest = max([1.2, *(1.1 * ratio for clients in measures.values() for ratio in clients.values())])
    scale, y = _WIDTH / longest, 66.0
    body: list[str] = []
    for measure, clients in measures.items():
        transports = [client for client in clients if client in TRANSPORTS]
        body.append(_text(_LEFT - 10, y + len(transports) * _BAR / 2 + 4, measure.name.replace("`", ""), "end"))
        for transport in transports:
            ratio, floor = clients[transport], clients["bare" if transport in FAST else measure.floor]
            bound, middle = _LEFT + scale * measure.bounds[transport], y + _BAR / 2
            body.append(_rectangle(_LEFT, y + 1, scale * ratio, _BAR - 2, _COLORS[transport]))
            body.append(f'<circle class="mark" cx="{_LEFT + scale * floor:.1f}" cy="{middle}" r="3"/>')
            body.append(_line(bound, y - 1, bound, y + _BAR + 1, 'class="line" stroke-width="2"'))
            body.append(_text(_LEFT + _WIDTH + 8, y + _BAR - 3, f"{ratio:.2f}", kind="small"))
            y += _BAR
        y += 12
    ticks = [number / 4 for number in range(int(longest * 4) + 1)]
    grid = [_line(_LEFT + scale * tick, 58, _LEFT + scale * tick, y, 'class="grid"') for tick in ticks]
    numbers = [_text(_LEFT + scale * tick, y + 14, f"{tick:g}", "middle", "small") for tick in ticks]
    official = _LEFT + scale
    line = _line(official, 58, official, y, 'class="line" stroke-dasharray="4 3"')
    legend = _legend([transport for transport in TRANSPORTS if any(transport in one for one in measures.values())], 20)
    marks = (
        f'<circle class="mark" cx="{_LEFT + 5}" cy="38" r="3"/>'
        + _text(_LEFT + 15, 42, "floor", kind="small")
        + _line(_LEFT + 65, 32, _LEFT + 65, 44, 'class="line" stroke-width="2"')
        + _text(_LEFT + 73, 42, "bound", kind="small")
        + _text(official, 53, f"{OFFICIAL} = 1", "middle", "small")
    )
    return _svg(_LEFT + _WIDTH + 50, y + 24, [*grid, *body, line, *numbers, legend, marks])


def growth(axes: Mapping[Growth, Mapping[str, Mapping[float, float]]]) -> str:
    """Draw the cost against the size: a panel for each kind of size, a line for each client."""
    body: list[str] = []
    for number, (axis, clients) in enumerate(axes.items()):
        x0, y0 = 60 + number % 2 * (_PANEL_WIDTH + 70), 60 + number // 2 * (_PANEL_HEIGHT + 70) + _PANEL_HEIGHT
        largest = max(size for costs in clients.values() for size in costs)
        highest = max(cost for costs in clients.values() for cost in costs.values())
        body.append(_line(x0, y0, x0 + _PANEL_WIDTH, y0, 'class="line"'))
        body.append(_line(x0, y0, x0, y0 - _PANEL_HEIGHT, 'class="line"'))
        body.append(_text(x0, y0 - _PANEL_HEIGHT - 8, f"{axis.name} ({axis.unit})"))
        body.append(_text(x0 - 6, y0 - _PANEL_HEIGHT + 8, f"{highest:.2g} s", "end", "small"))
        for client, costs in clients.items():
            points = [
                (x0 + _PANEL_WIDTH * size / largest, y0 - _PANEL_HEIGHT * cost / highest)
                for size, cost in costs.items()
            ]
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in [(float(x0), float(y0)), *points])
            body.append(f'<polyline points="{line}" fill="none" stroke="{_COLORS[client]}" stroke-width="2"/>')
            body += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_COLORS[client]}"/>' for x, y in points]
        sizes = {size for costs in clients.values() for size in costs}
        body += [_text(x0 + _PANEL_WIDTH * size / largest, y0 + 15, f"{size:g}", "middle", "small") for size in sizes]
    clients_drawn = [client for client in _COLORS if any(client in clients for clients in axes.values())]
    height = 60 + (len(axes) + 1) // 2 * (_PANEL_HEIGHT + 70)
    return _svg(2 * _PANEL_WIDTH + 160, height, [*body, _legend(clients_drawn, 20, 60)])


def _legend(clients: Sequence[str], y: float, x: float = _LEFT) -> str:
    parts = []
    for client in clients:
        parts += [_rectangle(x, y - 9, 10, 10, _COLORS[client]), _text(x + 15, y, _name(client))]
        x += 35 + 7.5 * len(_name(client))
    return "".join(parts)


def _name(client: str) -> str:
    return f"wrapper on {client}" if client in TRANSPORTS else client


def _rectangle(x: float, y: float, width: float, height: float, color: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{color}" rx="2"/>'


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}/>'


def _text(x: float, y: float, text: str, anchor: str = "start", kind: str = "normal") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{escape(text)}</text>'


def _svg(width: float, height: float, body: Sequence[str]) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', _STYLE, *body, "</svg>\n"])
