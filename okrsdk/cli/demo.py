"""`okr demo`: the main job on three sample clients, end to end, with no Google account."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, format_option
from okrsdk.cli.source import connection, settings
from okrsdk.cli.terminal import terminal_style
from okrsdk.extras import Extra, needing

if TYPE_CHECKING:
    from okrsdk.cli.samples import SampleWorkbook

_INTRO = (
    "Three sample clients, one workbook each in Local Sheets: made, checked against the practice, graded, and the "
    "scores written back and read again."
)


@click.command("demo")
@click.option("--once", is_flag=True, help="Show it and end, without the workbench.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Port of the workbench.")
@format_option
def command(form: Format, port: int, *, once: bool) -> int:
    """Try it: three sample clients in Local Sheets, checked, graded, written back and read again.

    Then the workbench is served: the sample workbooks in a grid, with the sidebar beside it.

    The samples are judged as of a fixed day, so that everyone sees the same. Sample workbooks of an earlier demo are
    replaced; nothing else is touched.
    """
    from okrsdk.cli.samples import SAMPLE_DAY, run_sample, sample_documents

    with connection() as sheets:
        runs = []
        if form is Format.TEXT:
            click.echo(terminal_style().wrapped(_INTRO, indent=""))
        for path in sample_documents():
            run = run_sample(path, sheets, on=SAMPLE_DAY)
            runs.append(run)
            if form is Format.TEXT:
                _show(run)
    if form is Format.JSON:
        click.echo(json.dumps({"workbooks": [_document(run) for run in runs]}, indent=2, ensure_ascii=False))
        return 0
    _say_what_next(runs)
    if not once:
        _serve_workbench(port, runs)
    return 0


def _serve_workbench(port: int, samples: list[SampleWorkbook]) -> None:
    from functools import partial

    from okrsdk.cli.samples import SAMPLE_DAY

    with needing(Extra.LOCAL):
        from sheets_addon.serve import serve_app
        from sheets_addon.workbench import open_local_app

    def announce() -> None:
        click.echo(f"\nThe workbench: {terminal_style().bold(f'http://127.0.0.1:{port}')} (stop with Ctrl+C)")

    days = {sample.workbook.spreadsheet_id: SAMPLE_DAY for sample in samples}
    serve_app(partial(open_local_app, settings(), days=days), port=port, announce=announce)


def _show(sample: SampleWorkbook) -> None:
    from okrsdk.reports import findings_text, scores_text, severity_counts

    style, assessment, requests = terminal_style(), sample.assessment, sample.requests
    okr_set = assessment.okr_set
    cycle = "" if okr_set.cycle is None else okr_set.cycle.name
    counts = ", ".join(severity_counts(assessment.findings))
    click.echo(f"\n\n{style.symbols(' · ').join([style.bold(okr_set.client.name), cycle, counts])}\n")
    for line in findings_text(sample.reading.placed(assessment.findings), style=style):
        click.echo(line)
    for line in scores_text(okr_set, assessment.scores, style=style):
        click.echo(line)
    made = (
        f"{requests.create} request to make it, {requests.check} to check it, {requests.grade} to grade and write back"
    )
    click.echo(style.faint(f"  {made}"))


def _document(sample: SampleWorkbook) -> dict[str, object]:
    from okrsdk.reports import finding_document, scores_document

    assessment = sample.assessment
    return {
        "client": assessment.okr_set.client.name,
        "spreadsheet_id": sample.workbook.spreadsheet_id,
        "url": sample.workbook.url,
        "calls": asdict(sample.requests),
        "findings": [finding_document(placed) for placed in sample.reading.placed(assessment.findings)],
        "scores": scores_document(assessment.scores),
    }


def _say_what_next(runs: list[SampleWorkbook]) -> None:
    style = terminal_style()
    client = runs[0].assessment.okr_set.client.name
    click.echo(f"\n\n{style.bold('What to try next')}")
    for call, what in (
        (f'okr check "{client}"', "the findings alone"),
        (f'okr grade "{client}" --final', "as if the cycle were closed"),
        (f'okr export "{client}" -o okrs.yaml', "the OKRs as a document to edit"),
        ('okr new "Your Client" --cycle 2027-Q1', "a workbook of your own"),
        ("okr rules", "what is checked, and why"),
    ):
        click.echo(f"  {call}")
        click.echo(style.faint(f"      {what}"))
    folder = Path(sys.argv[0]).absolute().parent
    if shutil.which("okr") is None and (folder / "okr").exists():
        click.echo(f'\nThis terminal finds okr after: export PATH="{folder}:$PATH"')
