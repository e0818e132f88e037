"""`python -m sheets_addon.apps_script FOLDER`: writes the Apps Script project into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from sheets_addon.apps_script.project import write_project


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Write the files of the bound sidebar's Apps Script project into FOLDER."""
    for path in write_project(folder):
        click.echo(path)


if __name__ == "__main__":
    main()
