"""`python -m sheets_addon.apps_script FOLDER`: writes the Apps Script project into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from okrsdk.errors import ConfigError
from sheets_addon.apps_script.project import write_project


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--url", default="", help="The service's address, https://…; without it each spreadsheet asks once.")
@click.option(
    "--with-reminders",
    is_flag=True,
    help="With a weekly reminder by e-mail, which each person may set up: the script asks for two consents more.",
)
def main(folder: Path, url: str, *, with_reminders: bool) -> None:
    """Write the files of the bound sidebar's Apps Script project into FOLDER."""
    try:
        paths = write_project(folder, url, with_reminders=with_reminders)
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    for path in paths:
        click.echo(path)


if __name__ == "__main__":
    main()
