"""The terminal: how wide it is, what it can show, and its colours."""

from __future__ import annotations

import shutil
import sys

import click

from okrsdk.reports.text_style import Role, TextStyle

_NARROWEST, _WIDEST = 60, 100
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "red": "red", "yellow": "yellow", "green": "green"}


def terminal_style() -> TextStyle:
    """The style of text that standard output can show: the terminal's width within reason, 80 columns elsewhere."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
    return TextStyle(width=min(max(columns, _NARROWEST), _WIDEST), has_symbols=_has_symbols(), paint=_painted)


def _has_symbols() -> bool:
    try:
        "→·…█│".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _painted(text: str, role: str) -> str:
    match role:
        case Role.PLAIN:
            return text
        case Role.BOLD:
            return click.style(text, bold=True)
        case Role.FAINT:
            return click.style(text, dim=True)
        case _:
            return click.style(text, fg=_COLOURS.get(role))
