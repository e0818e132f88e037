"""The terminal: how wide it is, what it can show, and its colours."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from okrsdk.reports.text_style import Role, TextStyle

if TYPE_CHECKING:
    from collections.abc import Callable

_NARROWEST, _WIDEST = 60, 100
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "red": "red", "yellow": "yellow", "green": "green"}


def terminal_style(locale: str | None = None) -> TextStyle:
    """The style of text that standard output can show: the terminal's width within reason, 80 columns elsewhere.

    Args:
        locale: in which language and form it is said; None for English.
    """
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
    style = TextStyle(width=min(max(columns, _NARROWEST), _WIDEST), has_symbols=_has_symbols(), paint=_painted)
    return style if locale is None else replace(style, say=_sayer(locale))


def _sayer(locale: str) -> Callable[[str], str]:
    from okrsdk.language.translation import translated

    return lambda said: translated(said, locale)


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
