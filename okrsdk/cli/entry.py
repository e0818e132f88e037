"""The entry point: the group of commands, and the one place where errors become sentences."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from okrsdk import __version__
from okrsdk.cli.error_text import TROUBLE, explain

_COMMANDS = {
    "demo": "Try it: three sample clients, checked, graded and written back.",
    "workbench": "Open the workbooks of Local Sheets in a grid, with the sidebar beside it.",
    "new": "Make a client's workbook for a cycle.",
    "provision": "Make the workbooks of a cycle for all clients of a roster.",
    "portfolio": "Check, grade, show or export the workbooks of all clients side by side.",
    "import": "Bring OKRs from anywhere into a workbook, new or there already.",
    "adopt": "Make an OKR workbook of a team's own sheet, in place.",
    "check": "Find what is wrong or doubtful in a workbook or document.",
    "grade": "Score the key results and write the scores back.",
    "checkin": "Write down where key results are: one, or a round of all that are owed.",
    "refresh": "Fetch values from where they are kept: sheets, CSV, JSON, databases.",
    "status": "Show what the weekly meeting needs: decisions, news, silence, blocks.",
    "strategy": "Show the strategy of a workbook: challenges, KPIs, open questions; add its tab.",
    "replace": "Replace a key result by another one, with the reason.",
    "drop": "Drop a key result, with the reason.",
    "retarget": "Give a key result another target, with the reason.",
    "reassign": "Give a key result another owner, with the reason.",
    "recommit": "Give a key result another commitment, with the reason.",
    "keep": "Keep a key result, and answer what asks for a decision about it.",
    "remind": "Tell people of the check-ins they owe: in the terminal, a chat or an e-mail.",
    "report": "Write a page with pictures, to look at, print and mail.",
    "close": "Close a cycle: final scores kept with their inputs, what to learn, what goes on.",
    "reopen": "Open a closed cycle again, with the reason.",
    "history": "Show what closed cycles teach: scores, aims, what confidence was worth.",
    "rules": "Show the rules, or one of them with its reason.",
    "export": "Write the OKRs with their scores for other programs.",
    "push": "Bring the OKRs into another tool, by its API.",
    "sheets": "Local Sheets, the server that stands in for Google Sheets.",
    "login": "Sign in to Google as yourself.",
    "whoami": "Show the account in use, and what it may do.",
    "logout": "Sign out of Google, and delete what was kept of it.",
    "serve": "Run the web service.",
    "addon": "Install the sidebar as a Google Workspace add-on.",
}
_MODULES = {
    "import": "importing",  # a word of Python's own names no module
    **{name: f"deciding.{name}" for name in ("replace", "drop", "retarget", "reassign", "recommit", "keep")},
}
_INTERRUPTED = 130


class _LazyGroup(click.Group):
    """A group that knows its commands' names and one-line helps, and imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"okrsdk.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="okr")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def okr(ctx: click.Context, *, debug: bool) -> None:
    """Objectives and Key Results in spreadsheets: check them, grade them, write the scores back.

    REF in a command is a Google Sheets URL or ID, the name of a workbook in Local Sheets, or a file.
    """
    del debug  # an error is explained outside of click, which no longer knows its options
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    elif os.environ.get("FORCE_COLOR"):
        ctx.color = True


def main() -> None:
    """Runs the command line and ends the process with its exit status."""
    collect_seldom()
    try:
        _must_be_text(sys.argv[1:])
        status = okr.main(prog_name="okr", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(TROUBLE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(_INTERRUPTED)
    except Exception as error:  # the last line of defence: users see a sentence, --debug shows the rest
        sys.exit(explain(error))
    sys.exit(status if isinstance(status, int) else 0)


def collect_seldom() -> None:
    """Makes Python look for circles of garbage far less often: a command keeps most of what it makes, and then ends."""
    gc.set_threshold(50_000, 20, 20)


def _must_be_text(arguments: list[str]) -> None:
    # Bytes that are no text come in as halves of characters, which can neither be shown nor written down.
    for place, argument in enumerate(arguments, 1):
        try:
            argument.encode()
        except UnicodeEncodeError:
            raise click.UsageError(f"Argument {place} is no text in UTF-8.") from None
