"""What REF means to a command, and how a command comes to it: a file, or a workbook over a connection to Sheets."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, InvalidOkrError

if TYPE_CHECKING:
    from okrsdk.language.drafts import DraftRecord
    from okrsdk.sheets import Connection, SheetsSettings


def file_of(ref: str) -> Path | None:
    """The file that REF names, None when it names a workbook.

    What ends like a file of OKRs or exists as a file is one; a URL never is.
    """
    from okrsdk.interchange.file_formats import has_known_ending

    if "://" in ref:
        return None
    try:
        path = Path(ref).expanduser()
    except RuntimeError:  # the home of a user who does not exist
        path = Path(ref)
    return path if has_known_ending(path) or path.is_file() else None


def read_draft(path: Path) -> tuple[DraftRecord, ...]:
    """The objectives and key results of a draft in plain text or JSON lines.

    Raises:
        ConfigError: the file cannot be read.
        InvalidOkrError: there is nothing in it, or a line of JSON lines is no draft.
    """
    from okrsdk.interchange.file_formats import FileKind, file_kind
    from okrsdk.language.drafts import read_json_lines, read_text_draft

    text = _read_text(path)
    records = read_json_lines(text) if file_kind(path) is FileKind.JSON_LINES else read_text_draft(text)
    if not records:
        raise InvalidOkrError(
            f"{path} has no objective and no key result in it. Write an objective on a line of its own, and its key "
            "results below it, indented."
        )
    return records


def settings() -> SheetsSettings:
    """The settings of this shell and folder: the environment, then `okr.toml`."""
    from okrsdk.sheets import load_settings

    return load_settings(os.environ, Path.cwd())


def connection() -> Connection:
    """A connection to the Sheets that the settings name; a context manager."""
    from okrsdk.sheets import connect

    return connect(settings())


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text: byte {error.start} is no part of it.") from error
