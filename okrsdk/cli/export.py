"""`okr export REF...`: the OKRs with their scores, in the formats of other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.assessed import assessed
from okrsdk.cli.options import day_option, reading_options, refs_argument
from okrsdk.errors import ConfigError
from okrsdk.interchange.exporters.catalogue import EXPORT_FORMATS, export_format_named, export_format_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.cli.assessed import Assessed
    from okrsdk.interchange import ExportFormat, ReadingOptions
    from okrsdk.model import Today

_DEFAULT = "yaml"
_LISTED = "\n".join(f"  {known.name:<14} {known.title}" for known in EXPORT_FORMATS)


@click.command("export", epilog=f"\b\nFormats:\n{_LISTED}")
@refs_argument
@click.option(
    "--to",
    "name",
    type=click.Choice([known.name for known in EXPORT_FORMATS]),
    metavar="FORMAT",
    help=f"One of the formats below. [default: by the file's name, else {_DEFAULT}]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file, or the folder for several. [default: stdout]",
)
@day_option
@click.option("--final", is_flag=True, help="The cycle is closed: what has no current value scores 0.")
@click.option("--append", is_flag=True, help="Add to what the file holds; the same workbook and day are replaced.")
@reading_options
def command(  # noqa: PLR0913 - one argument per option
    refs: tuple[str, ...],
    name: str | None,
    output: Path | None,
    on: date | Today,
    *,
    final: bool,
    append: bool,
    reading: ReadingOptions,
) -> None:
    """Write the OKRs of workbooks, sheets of people's own and files with their scores, in another program's format.

    yaml and json hold everything and can be read back. Nothing is written to the workbooks.
    """
    chosen = _format_of(output) if name is None else export_format_named(name)
    if output is None and append:
        raise click.UsageError("--append adds to a file: name it with -o.")
    found = assessed(refs, on=on, final=final, reading=reading)
    assessments = [one.assessment for one in found]
    _tell_of_losses(found, chosen)
    if output is None:
        _print(assessments, chosen)
        return
    from okrsdk.files import append_export, write_export

    for path in (append_export if append else write_export)(assessments, output, chosen):
        click.echo(f"Wrote {path}", err=True)


def _tell_of_losses(found: Sequence[Assessed], chosen: ExportFormat) -> None:
    """Says what the program will not find, and what has no place in the format."""
    from okrsdk.interchange.exporters.goal_table import owner_findings
    from okrsdk.reports import findings_text

    for one in found if chosen.finds_people_by_address else ():
        for line in findings_text(one.placed(owner_findings(one.assessment, chosen.program))):
            click.echo(line, err=True)
    lost = chosen.without_place([one.assessment for one in found])
    if lost:
        told = ", ".join(f"{name} ({count})" for name, count in lost.items())
        click.echo(f"{chosen.program or chosen.name} has no place for: {told}.", err=True)


def _format_of(output: Path | None) -> ExportFormat:
    if output is None:
        return export_format_named(_DEFAULT)
    try:
        return export_format_of(output)
    except ConfigError as error:
        raise click.UsageError(f"{error} Say the format: --to {_DEFAULT}.") from error


def _print(assessments: Sequence[Assessment], chosen: ExportFormat) -> None:
    files = [file for file in chosen.write(assessments) if not file.is_companion]
    if len(files) != 1 or not chosen.suffix:
        raise click.UsageError(f"{chosen.name} makes {len(files)} files here. Name a folder for them with -o.")
    content = files[0].content
    is_text = b"\0" not in content
    if not is_text and sys.stdout.isatty():
        raise click.UsageError(f"{chosen.name} is no text. Name a file with -o.")
    click.echo(content, nl=is_text and not content.endswith(b"\n"))
