"""`okr export REF`: the OKRs as JSON, YAML or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import ref_argument
from okrsdk.cli.references import document_path
from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import Finding
    from okrsdk.model import OkrSet

_FORMATS = ("json", "yaml", "csv")


@click.command("export")
@ref_argument
@click.option(
    "--to", "target", type=click.Choice(_FORMATS), help="The format. [default: by the file's name, else yaml]"
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file. [default: stdout]")
def command(ref: str, target: str | None, output: Path | None) -> int:
    """Write the OKRs of a workbook or document as JSON, YAML or CSV.

    JSON and YAML hold everything and can be read back; CSV has one row per key result, for other tools.
    """
    from okrsdk.interchange import DocumentFormat, dump_document

    chosen = target or (output.suffix.lstrip(".").lower().replace("yml", "yaml") if output else "yaml")
    if chosen not in _FORMATS:
        raise click.UsageError(f"{output} does not end in .json, .yaml or .csv. Say the format: --to yaml.")
    okr_set, findings = _read(ref)
    _warn(findings)
    text = dump_document(okr_set, DocumentFormat(chosen))
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return 0
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise ConfigError(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(f"Wrote {output}", err=True)
    return 0


def _read(ref: str) -> tuple[OkrSet, Sequence[Finding]]:
    from okrsdk.interchange import load_document

    path = document_path(ref)
    if path is not None:
        document = load_document(path)
        return document.okr_set, document.findings
    from okrsdk.cli.connection import connection
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch

    with connection() as sheets:
        reading = open_workbook(ref, sheets, match=NameMatch.WORDS).inspect()
    return reading.okr_set, reading.findings


def _warn(findings: Sequence[Finding]) -> None:
    # What could not be read is blank in the export, and that must not go unnoticed.
    for finding in findings:
        place = " ".join(filter(None, [finding.location.table, finding.location.record]))
        click.echo(f"{finding.severity} {finding.code} {place}: {finding.message}", err=True)
