"""`okr sheets import FILE`: a spreadsheet from a csv, tsv or xlsx file."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, format_option
from okrsdk.cli.sheets.place import FILE_TYPES, SPREADSHEET, UPLOAD, local_sheets
from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from okrsdk.sheets import Connection


@click.command("import", short_help="Make a spreadsheet from a csv, tsv or xlsx file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="What to call the spreadsheet. [default: as the file, without its ending]")
@click.option("--dry-run", is_flag=True, help="Say what would be made and make nothing.")
@format_option
def import_command(file: Path, name: str | None, form: Format, *, dry_run: bool) -> int:
    """Make a spreadsheet in Local Sheets from FILE: csv, tsv or xlsx. Texts are read as if typed."""
    media_type = FILE_TYPES.get(file.suffix.lower())
    if media_type is None:
        raise click.UsageError(f"{file} does not end in {', '.join(FILE_TYPES)}.")
    title = name or file.stem
    contents = _contents(file)
    with local_sheets() as sheets:
        if dry_run:
            click.echo(f"Would make {title} from {file}. Nothing was made.")
            return 0
        spreadsheet_id = _upload(sheets, title, media_type, contents)
    if form is Format.JSON:
        click.echo(json.dumps({"spreadsheet_id": spreadsheet_id, "name": title}, indent=2, ensure_ascii=False))
    else:
        click.echo(f"Made {title}\n  {spreadsheet_id}")
    return 0


def _contents(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from error


def _upload(sheets: Connection, title: str, media_type: str, contents: bytes) -> str:
    boundary = uuid.uuid4().hex
    metadata = json.dumps({"name": title, "mimeType": SPREADSHEET})
    opening = f"--{boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{metadata}\r\n"
    opening += f"--{boundary}\r\nContent-Type: {media_type}\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    body = opening.encode() + contents + f"\r\n--{boundary}--\r\n".encode()
    answer = sheets.http.request(
        "post",
        UPLOAD,
        params={"uploadType": "multipart", "fields": "id"},
        content=body,
        headers={"Content-Type": f"multipart/related; boundary={boundary}"},
    )
    return str(answer.json()["id"])
