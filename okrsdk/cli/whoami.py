"""`okr whoami`: the account in use, and what it may do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, format_option, profile_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.sheets.account import Account, SharedDrive

_MEANINGS = {
    "drive.file": "the files made with okr",
    "spreadsheets": "all spreadsheets it can open",
    "drive": "all of its Drive",
}
_LABEL = 15


@click.command("whoami")
@profile_option
@format_option
def command(profile: str, form: Format) -> int:
    """Show the account that okr acts as, where it comes from, and what it may do.

    Google is asked: whether the account can make files of its own, and in which shared drives it can.
    """
    from okrsdk.cli.source import profile_settings
    from okrsdk.sheets.account import account_in_use
    from okrsdk.sheets.profiles import profile_names

    settings = profile_settings(profile)
    account = account_in_use(settings)
    if form is Format.JSON:
        click.echo(json.dumps(_document(account), indent=2, ensure_ascii=False))
    elif account is None:
        click.echo(f"No account is needed: okr works on Local Sheets ({settings.server_url or settings.home}).")
        click.echo(_way_to_google(profile_names(settings.home)), err=True)
    else:
        for label, text in _lines(account):
            click.echo(f"{label:{_LABEL}}{text}")
    return 0


def _way_to_google(profiles: tuple[str, ...]) -> str:
    if not profiles:
        return "For Google Sheets sign in with `okr login`, then set OKR_SHEETS=google."
    return f"For Google Sheets set OKR_PROFILE to a profile that is signed in: {', '.join(profiles)}."


def _lines(account: Account) -> Iterator[tuple[str, str]]:
    yield "Account", account.email or "not told"
    yield "Signed in by", f"{account.source}{f': {account.detail}' if account.detail else ''}"
    for place, scope in enumerate(account.scopes):
        meaning = f" ({_MEANINGS[scope]})" if scope in _MEANINGS else ""
        yield "" if place else "Covers", f"{scope}{meaning}"
    yield "New files", account.why_not or "yes, in its own Drive"
    if account.shared_drives is None:
        yield "Shared drives", "cannot be asked for with this sign-in"
    elif not account.shared_drives:
        yield "Shared drives", "none"
    for place, drive in enumerate(account.shared_drives or ()):
        yield "" if place else "Shared drives", f"{drive.name} ({drive.drive_id}): {_may(drive)}"


def _may(drive: SharedDrive) -> str:
    return "may make files" if drive.may_create else "may make no files"


def _document(account: Account | None) -> dict[str, object]:
    if account is None:
        return {"account": None, "source": "none"}
    drives = account.shared_drives
    return {
        "account": account.email,
        "source": str(account.source),
        "detail": account.detail,
        "scopes": list(account.scopes),
        "may_create_files": not account.why_not,
        "why_not": account.why_not,
        "shared_drives": None
        if drives is None
        else [{"id": drive.drive_id, "name": drive.name, "may_create_files": drive.may_create} for drive in drives],
    }
