"""`okr login`: sign in to Google as a person, in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import profile_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.sheets.settings import SheetsSettings


@click.command("login")
@click.option(
    "--client",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The OAuth client of a desktop app, as Google Cloud gives it for download. [default: OKR_OAUTH_CLIENT]",
)
@profile_option
@click.option("--all-sheets", is_flag=True, help="Ask for all your spreadsheets, not only those made with okr.")
@click.option("--no-browser", is_flag=True, help="Show the address instead of opening it.")
def command(client: Path | None, profile: str, *, all_sheets: bool, no_browser: bool) -> int:
    """Sign in to Google as yourself, in the browser.

    okr asks for the files that are made with it, and for nothing else of your Drive; with --all-sheets for all your
    spreadsheets. What keeps you signed in is a file that you alone can read; `okr logout` revokes and deletes it.
    """
    from okrsdk.cli.source import profile_settings
    from okrsdk.errors import ConfigError
    from okrsdk.sheets.profiles import token_file
    from okrsdk.sheets.sign_in import keep, sign_in

    settings = profile_settings(profile, is_default_meant=True)
    client = client or settings.oauth_client
    if client is None:
        raise ConfigError(
            "`okr login` needs an OAuth client of yours: --client FILE, or OKR_OAUTH_CLIENT. In Google Cloud choose "
            "Google Auth Platform > Clients > Create client > Desktop app, and download its JSON.",
            setting="oauth_client",
        )
    credentials = sign_in(client, show=_shown(opens=not no_browser), all_sheets=all_sheets)
    path = token_file(settings)
    keep(credentials, path)
    account = _account(settings)
    if account:
        keep(credentials, path, account=account)
    click.echo(f"Signed in as {account or 'the account you chose'} (profile {settings.profile}).")
    click.echo(f"To work with it set OKR_PROFILE={settings.profile}; `okr whoami` shows what it may do.", err=True)
    return 0


def _account(settings: SheetsSettings) -> str:
    """Whose sign-in it is; empty where that cannot be asked now, which spoils nothing."""
    from okrsdk.errors import SheetsError
    from okrsdk.sheets.account import email_of

    try:
        return email_of(settings)
    except SheetsError as error:
        click.echo(f"Whose sign-in it is could not be asked: {error}", err=True)
        return ""


def _shown(*, opens: bool) -> Callable[[str], None]:
    def show(url: str) -> None:
        if opens and webbrowser.open(url):
            click.echo(f"Agree in the browser window that opens. If none does, open this address:\n{url}", err=True)
        else:
            click.echo(f"Open this address in a browser on this machine:\n{url}", err=True)

    return show
