"""`okr logout`: sign out, here and at Google."""

from __future__ import annotations

import click

from okrsdk.cli.options import profile_option


@click.command("logout")
@profile_option
def command(profile: str) -> int:
    """Sign out of Google: the sign-in is revoked there, and its file deleted here."""
    from okrsdk.cli.error_text import TROUBLE
    from okrsdk.cli.source import profile_settings
    from okrsdk.sheets.profiles import existing_token_file
    from okrsdk.sheets.sign_in import sign_out

    settings = profile_settings(profile, is_default_meant=True)
    if sign_out(existing_token_file(settings, cure="There is nothing to sign out of.")):
        click.echo(f"Signed out (profile {settings.profile}).")
        return 0
    click.echo(
        f"The sign-in of the profile {settings.profile} is deleted here, but Google could not be told. "
        "Remove okr at https://myaccount.google.com/connections.",
        err=True,
    )
    return TROUBLE
