"""`okr serve`: the web service behind the sidebar."""

from __future__ import annotations

import click

from okrsdk.extras import Extra, needing


@click.command("serve")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    envvar="OKR_HOST",
    help="Address to listen on; this machine's own while the service has no identity settings.",
)
@click.option(
    "--port",
    default=8080,
    show_default=True,
    envvar="OKR_PORT",
    type=click.IntRange(1, 65535),
    help="Port to listen on.",
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    envvar="OKR_WORKERS",
    type=click.IntRange(1, 64),
    help="Processes to answer with.",
)
def command(host: str, port: int, workers: int) -> None:
    """Run the web service: check and grade over HTTP, described at /openapi.json.

    The sheet is the database: a request on a spreadsheet uses the caller's own token and no other power.
    """
    import os

    from okrsdk.cli.source import settings

    with needing(Extra.SERVICE):
        from sheets_addon.config import service_config
        from sheets_addon.serve import serve

    config = service_config(settings(), os.environ)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"

    def announce() -> None:
        click.echo(f"Serving on {url}, described at {url}/openapi.json. Stop with Ctrl+C.", err=True)

    serve(config, host=host, port=port, workers=workers, announce=announce)
