"""The files of the Apps Script project, all from one source of truth each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema.tables import columns
from okrsdk.workbook.folding import folded
from okrsdk.workbook.marks import COLUMN_KEY, TABLE_KEY
from sheets_addon import sidebar
from sheets_addon.apps_script.bundle import classic_script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.schema.column import Column

_FOLDER = Path(__file__).parent
_PAGE_STYLE = "html, body { height: 100%; margin: 0; }\n"
_COLUMNS_HEAD = "/** okrsdk's columns. Made from its schema; do not edit. Headers are folded, the title first. */\n\n"


def project_files() -> Mapping[str, str]:
    """The text of every file of the project, by name.

    Sources as they stand here, `Columns.gs` from the schema, `SidebarScript.html` and `SidebarStyle.html` from the
    renderer.
    """
    sources = [*_FOLDER.glob("*.gs"), _FOLDER / "Sidebar.html", _FOLDER / "appsscript.json"]
    files = {source.name: source.read_text(encoding="utf-8") for source in sources}
    style = _PAGE_STYLE + (sidebar.FOLDER / "sidebar.css").read_text(encoding="utf-8")
    files["Columns.gs"] = columns_source()
    files["SidebarScript.html"] = f"<script>\n{classic_script(_FOLDER / 'bridge.js')}</script>\n"
    files["SidebarStyle.html"] = f"<style>\n{style}</style>\n"
    return dict(sorted(files.items()))


def write_project(folder: Path) -> list[Path]:
    """Writes the project's files into a folder, which is made; gives their paths.

    Args:
        folder: where to; files of these names there are replaced, others are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in project_files().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def columns_source() -> str:
    """`Columns.gs`: per table its fields, who writes them, and the headers they are found under."""
    tables = {str(table): [_column(column) for column in columns(table)] for table in Table}
    constants = {"TABLE_MARK": TABLE_KEY, "COLUMN_MARK": COLUMN_KEY, "TABLES": tables}
    lines = (
        f"const {name} = {json.dumps(value, ensure_ascii=False, indent=2)};\n" for name, value in constants.items()
    )
    return _COLUMNS_HEAD + "".join(lines)


def _column(column: Column) -> dict[str, object]:
    headers = dict.fromkeys(folded(header) for header in (column.title, *column.aliases))
    return {"name": column.name, "owner": str(column.owner), "headers": list(headers)}
