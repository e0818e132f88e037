"""`okr rules [CODE]`: the catalogue of rules."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, format_option
from okrsdk.cli.terminal import terminal_style

if TYPE_CHECKING:
    from okrsdk.findings import RuleInfo


@click.command("rules")
@click.argument("code", required=False)
@format_option
def command(code: str | None, form: Format) -> None:
    """Show the rules, or with CODE (K203) one of them with its reason and examples."""
    from okrsdk.rulebook import RULEBOOK

    chosen = [info for info in RULEBOOK if code is None or info.code == code.upper()]
    if not chosen:
        raise click.UsageError(f"There is no rule {code}. `okr rules` lists them all.")
    if form is Format.JSON:
        click.echo(json.dumps({"rules": [asdict(info) for info in chosen]}, indent=2, ensure_ascii=False))
    elif code is None:
        _list(chosen)
    else:
        _explain(chosen[0])


def _list(rules: list[RuleInfo]) -> None:
    from okrsdk.rulebook import QUESTIONS

    style = terminal_style()
    for question, codes in QUESTIONS.items():
        own = [info for info in rules if info.code.startswith(codes)]
        if own:
            click.echo(f"\n{style.bold(question)}")
        for info in own:
            click.echo(f"  {info.code}  {style.coloured(info.severity, pad=8)} {info.name.replace('-', ' ')}")
    click.echo("\n`okr rules CODE` says why a rule is there, with examples.")


def _explain(info: RuleInfo) -> None:
    style = terminal_style()
    click.echo(f"{style.bold(info.code)}  {info.name.replace('-', ' ')}  ({style.coloured(info.severity)})\n")
    click.echo(style.wrapped(info.why, indent=""))
    click.echo()
    click.echo(style.wrapped(info.bad, first="  found:   ", indent="           "))
    click.echo(style.wrapped(info.good, first="  better:  ", indent="           "))
    where = " The practices are listed in docs/rules.md." if info.source.startswith("practice") else ""
    click.echo(f"\nSource: {info.source}.{where}")
