"""`okr export REF`: the OKRs as JSON, YAML or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import ref_argument
from okrsdk.cli.source import connection, file_of, source_at
from okrsdk.errors import ConfigError
from okrsdk.reports import findings_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import PlacedFinding
    from okrsdk.interchange import DocumentFormat
    from okrsdk.model import OkrSet

_FORMATS = ("json", "yaml", "csv")


@click.command("export")
@ref_argument
@click.option(
    "--to", "target", type=click.Choice(_FORMATS), help="The format. [default: by the file's name, else yaml]"
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file. [default: stdout]")
def command(ref: str, target: str | None, output: Path | None) -> None:
    """Write the OKRs of a workbook or document as JSON, YAML or CSV.

    JSON and YAML hold everything and can be read back; CSV has one row per key result, for other tools.
    """
    from okrsdk.files import write_document
    from okrsdk.interchange import DocumentFormat, dump_document

    chosen = _format_of(output) if target is None else DocumentFormat(target)
    okr_set, findings = _read(ref)
    # What could not be read is blank in the export, and that must not go unnoticed.
    for line in findings_text(findings):
        click.echo(line, err=True)
    if output is None:
        text = dump_document(okr_set, chosen)
        click.echo(text, nl=not text.endswith("\n"))
        return
    _make_folder(output.parent)
    write_document(okr_set, output, chosen)
    click.echo(f"Wrote {output}", err=True)


def _format_of(output: Path | None) -> DocumentFormat:
    from okrsdk.interchange import DocumentFormat, format_of

    if output is None:
        return DocumentFormat.YAML
    try:
        return format_of(output)
    except ConfigError as error:
        raise click.UsageError(f"{error} Say the format: --to yaml.") from error


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{path} cannot be made: {error.strerror}.") from error


def _read(ref: str) -> tuple[OkrSet, Sequence[PlacedFinding]]:
    path = file_of(ref)
    if path is not None:
        from okrsdk.interchange import read_document

        document = read_document(source_at(path))
        return document.okr_set, document.placed(document.findings)
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch

    with connection() as sheets:
        reading = open_workbook(ref, sheets, match=NameMatch.WORDS).inspect()
    return reading.okr_set, reading.placed(reading.findings)
