"""Errors as sentences on stderr, and the exit status that goes with each."""

from __future__ import annotations

import sys

import click

from okrsdk.errors import InvalidOkrError, OkrError

HAS_ERRORS = 1
TROUBLE = 2


def explain(error: Exception) -> int:
    """Says on stderr what went wrong; gives the exit status."""
    if "--debug" in sys.argv:
        raise error
    if isinstance(error, InvalidOkrError) and error.errors:
        _list_errors(error)
        return HAS_ERRORS
    is_ours = isinstance(error, OkrError | OSError)
    message = (
        str(error) if is_ours else f"okr failed ({type(error).__name__}). Run it with --debug and report what it says."
    )
    from okrsdk.reports.text_style import without_control_characters

    click.echo(f"{click.style('Error:', fg='red', bold=True)} {without_control_characters(message)}", err=True)
    return TROUBLE


def _list_errors(error: InvalidOkrError) -> None:
    from okrsdk.cli.terminal import terminal_style
    from okrsdk.reports import findings_text
    from okrsdk.reports.text_style import without_control_characters

    click.echo(without_control_characters(error.summary), err=True)
    for line in findings_text(error.errors, style=terminal_style()):
        click.echo(line, err=True)
