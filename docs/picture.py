"""Draws docs/demo.svg: the terminal as `okr demo --once` leaves it, cut to the first client."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

_HERE = Path(__file__).parent
_COLUMNS = 82

# rich's own frame names a font on the web; a picture in a repository should need nothing from elsewhere.
_FRAME = """<svg class="rich-terminal" viewBox="0 0 {terminal_width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px;
line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect width="{terminal_width}" height="{height}" rx="8" fill="#22252b"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def draw() -> str:
    """The picture as SVG."""
    environment = {**os.environ, "FORCE_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    command = [str(Path(sys.executable).with_name("okr")), "demo", "--once"]
    output = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout  # noqa: S603
    return _as_svg("$ make demo\n" + _first_client(output))


def _first_client(output: str) -> str:
    """The first client, cut to its first findings, its first objectives and the overall score."""
    lines = output.split("\n\n\n")[1].splitlines()
    plain = [click.unstyle(line) for line in lines]
    scores = next(number for number, line in enumerate(plain) if line.startswith("  O1  "))
    overall = next(number for number, line in enumerate(plain) if line.startswith("  Overall"))
    third = next(number for number, line in enumerate(plain) if line.startswith("  O3  "))
    last_finding = [number for number, line in enumerate(plain[:scores]) if line[2:6] in ("warn", "info", "erro")][4]
    shown = [*lines[:last_finding], "  …", "", *lines[scores:third], *("  …", ""), lines[overall]]
    return "\n".join(shown) + "\n"


def _as_svg(ansi: str) -> str:
    console = Console(width=_COLUMNS, record=True, file=Path(os.devnull).open("w"), force_terminal=True)  # noqa: SIM115
    console.print(Text.from_ansi(ansi))
    svg = console.export_svg(title="", theme=MONOKAI, code_format=_FRAME, unique_id="okr")
    return svg.rstrip() + "\n"


if __name__ == "__main__":
    (_HERE / "demo.svg").write_text(draw(), encoding="utf-8")
