"""`okr sheets serve`: Local Sheets as a server of its own."""

from __future__ import annotations

from pathlib import Path

import click

from okrsdk.errors import ConfigError
from okrsdk.extras import Extra, needing


@click.command("serve", short_help="Run it as a server for any client of the API.")
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on; 0 for any."
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of its spreadsheets. [default: the same as the other commands use]",
)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 16), help="Processes to answer with.")
def serve_command(port: int, data: Path | None, workers: int) -> None:
    """Run Local Sheets on 127.0.0.1, for gspread and any other client of the Sheets API.

    Point a client at it by its base URL; every token is accepted. The other commands of okr use it with
    OKR_SHEETS=http://127.0.0.1:8765.
    """
    from okrsdk.cli.source import settings

    with needing(Extra.LOCAL):
        from okrsdk.localsheets import StoreError
        from okrsdk.localsheets.serve import serve

    folder = data or settings().home

    def announce(chosen: int) -> None:
        click.echo(f"Local Sheets on http://127.0.0.1:{chosen}, data in {folder}. Stop with Ctrl+C.", err=True)

    try:
        serve("127.0.0.1", port, folder, workers=workers, announce=announce)
    except StoreError as error:
        raise ConfigError(str(error)) from error
    except OSError as error:
        if error.filename:
            cure = "Name another one with --data."
            raise ConfigError(f"The data folder {folder} cannot be used: {error.strerror}. {cure}") from error
        cure = "Stop the program that listens there, or choose another port with --port."
        raise ConfigError(f"Port {port} cannot be used: {error.strerror}. {cure}") from error
