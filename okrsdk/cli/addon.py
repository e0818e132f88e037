"""`okr addon`: what is needed to install the sidebar as a Google Workspace add-on."""

from __future__ import annotations

import json

import click

from okrsdk.extras import Extra, needing


@click.group("addon")
def command() -> None:
    """Install the sidebar as a Google Workspace add-on."""


@command.command("deployment")
@click.option("--url", required=True, metavar="URL", help="Public URL of the service, such as https://okr.example.com.")
@click.option("--name", default="okrsdk", show_default=True, help="What people see in the side panel of Google Sheets.")
def deployment_command(url: str, name: str) -> None:
    """Print the deployment descriptor, filled in for the service at URL.

    `gcloud workspace-add-ons deployments create` takes it.
    """
    with needing(Extra.SERVICE):
        from sheets_addon.addon.deployment import deployment

    click.echo(json.dumps(deployment(url, name=name), indent=2, ensure_ascii=False))
