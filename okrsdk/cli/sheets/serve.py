"""`okr sheets serve`: Local Sheets as a server of its own."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("serve")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
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
    from okrsdk.cli.connection import settings
    from okrsdk.localsheets.serve import serve

    folder = data or settings().home
    folder.mkdir(parents=True, exist_ok=True)
    click.echo(f"Local Sheets on http://127.0.0.1:{port}, data in {folder}. Stop with Ctrl+C.", err=True)
    serve("127.0.0.1", port, folder, workers=workers)
