"""`okr demo`: the main job on three sample clients, end to end, with no Google account."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.findings_text import Placed, findings_lines, summary
from okrsdk.cli.options import Format, format_option
from okrsdk.cli.samples import SAMPLE_DAY, sample_documents
from okrsdk.cli.scores_text import scores_lines
from okrsdk.cli.terminal import bold, dot, faint, wrapped
from okrsdk.extras import Extra, needing
from okrsdk.findings import finding_document

if TYPE_CHECKING:
    from okrsdk.cli.sample_run import SampleRun

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

    The samples are judged as of a fixed day, so that everybody sees the same. Sample workbooks of an earlier demo are
    replaced; nothing else is touched.
    """
    from okrsdk.cli.connection import connection
    from okrsdk.cli.sample_run import run_sample

    with connection() as sheets:
        runs = []
        if form is Format.TEXT:
            click.echo(wrapped(_INTRO, indent=""))
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
        _serve_workbench(port)
    return 0


def _serve_workbench(port: int) -> None:
    from functools import partial

    from okrsdk.cli.connection import settings

    with needing(Extra.LOCAL):
        from sheets_addon.serve import serve_app
        from sheets_addon.workbench import open_local_app

    def announce() -> None:
        click.echo(f"\nThe workbench: {bold(f'http://127.0.0.1:{port}')} (stop with Ctrl+C)")

    serve_app(partial(open_local_app, settings(), day=SAMPLE_DAY), port=port, announce=announce)


def _show(run: SampleRun) -> None:
    from okrsdk.workbook import a1

    layout = run.layout
    client = run.okr_set.client.name
    cycle = "" if run.okr_set.cycle is None else run.okr_set.cycle.name
    click.echo(f"\n\n{bold(client)} {dot()} {cycle} {dot()} {summary(run.findings)}\n")
    placed = [Placed(finding=finding, place=a1(layout, finding.location) or "Workbook") for finding in run.findings]
    for line in findings_lines(placed):
        click.echo(line)
    for line in scores_lines(run.okr_set, run.scores):
        click.echo(line)
    calls = run.calls
    click.echo(
        faint(f"  {calls.create} request to make it, {calls.check} to check it, {calls.grade} to grade and write back")
    )


def _document(run: SampleRun) -> dict[str, object]:
    from okrsdk.grading import scores_document
    from okrsdk.workbook import a1

    return {
        "client": run.okr_set.client.name,
        "spreadsheet_id": run.spreadsheet_id,
        "url": run.url,
        "calls": {"create": run.calls.create, "check": run.calls.check, "grade": run.calls.grade},
        "findings": [finding_document(finding, cell=a1(run.layout, finding.location)) for finding in run.findings],
        "scores": scores_document(run.scores),
    }


def _say_what_next(runs: list[SampleRun]) -> None:
    client = runs[0].okr_set.client.name
    click.echo(f"\n\n{bold('What to try next')}")
    for call, what in (
        (f'okr check "{client}"', "the findings alone"),
        (f'okr grade "{client}" --final', "as if the cycle were closed"),
        (f'okr export "{client}" -o okrs.yaml', "the OKRs as a document to edit"),
        ('okr new "Your Client" --cycle 2027-Q1', "a workbook of your own"),
        ("okr rules", "what is checked, and why"),
    ):
        click.echo(f"  {call}")
        click.echo(faint(f"      {what}"))
    folder = Path(sys.argv[0]).absolute().parent
    if shutil.which("okr") is None and (folder / "okr").exists():
        click.echo(f'\nThis terminal finds okr after: export PATH="{folder}:$PATH"')
