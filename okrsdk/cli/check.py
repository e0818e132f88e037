"""`okr check REF`: what is wrong or doubtful."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from okrsdk.cli.checked import Checked, checked
from okrsdk.cli.findings_text import Placed, findings_lines, summary
from okrsdk.cli.options import day_option, form_option, ignore_option, policy_option, ref_argument, select_option
from okrsdk.cli.terminal import bold, dot
from okrsdk.findings import has_errors

if TYPE_CHECKING:
    from datetime import date


class Report(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


@click.command("check")
@ref_argument
@form_option(Report, "How to write the findings: SARIF for code scanning, github for annotations in a workflow.")
@day_option
@policy_option
@select_option
@ignore_option
@click.option("--why", is_flag=True, help="Tell with each finding why its rule is there.")
def command(  # noqa: PLR0913 - one argument per option
    ref: str, form: Report, on: date, policy: str | None, select: tuple[str, ...], ignore: tuple[str, ...], *, why: bool
) -> int:
    """Find what is wrong or doubtful in a workbook or a file, each with its place and what to do.

    A file is an OKR document (.json, .yaml), a draft in plain text (objectives at the margin, their key results
    indented or bulleted), or JSON lines (.jsonl). Nothing is written. The exit status is 1 when there is a finding of
    severity error.
    """
    from okrsdk.cli.policies import chosen_policy, telling

    is_told = telling(select=select, ignore=ignore)
    everything = checked(ref, on=on, policy=chosen_policy(policy, select=select, ignore=ignore))
    found = replace(everything, found=tuple(one for one in everything.found if is_told(one.finding.code)))
    match form:
        case Report.TEXT:
            _tell(found, why=why)
        case Report.JSON:
            document = {"title": found.title, "findings": [one.document for one in found.found]}
            click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        case Report.SARIF | Report.GITHUB:
            _report(found, form)
    return int(has_errors(one.finding for one in found.found))


def _tell(found: Checked, *, why: bool) -> None:
    from okrsdk.rulebook import RULEBOOK

    reasons = {info.code: info.why for info in RULEBOOK} if why else {}
    placed = [Placed(finding=one.finding, place=one.place) for one in found.found]
    told = "no OKRs in it yet" if found.is_empty and not found.found else summary(one.finding for one in found.found)
    click.echo(f"{bold(found.title)} {dot()} {told}")
    for line in findings_lines(placed, reasons=reasons):
        click.echo(line)
    if placed and not why:
        click.echo(f"\nWhy a rule is there: okr rules {placed[0].finding.code}, or okr check --why")


def _report(found: Checked, form: Report) -> None:
    from okrsdk import __version__
    from okrsdk.rulebook import RULEBOOK
    from okrsdk.rules.reports import Reported, github_annotations, sarif_document

    reported = [Reported(finding=one.finding, uri=found.uri, place=one.place, line=one.line) for one in found.found]
    if form is Report.GITHUB:
        click.echo(github_annotations(reported, RULEBOOK), nl=False)
    else:
        click.echo(json.dumps(sarif_document(reported, RULEBOOK, version=__version__), indent=2, ensure_ascii=False))
