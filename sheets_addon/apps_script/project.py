"""The files of the Apps Script project, all from one source of truth each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.language.normalize import normalized
from okrsdk.workbook.developer_metadata import COLUMN_KEY, REQUEST_KEY, SCHEMA_KEY, TABLE_KEY
from okrsdk.workbook.tabs import Tab
from sheets_addon import sidebar
from sheets_addon.apps_script.bundle import classic_script
from sheets_addon.identity import public_url
from sheets_addon.translation import page_texts, script_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent
_SCRIPTS, _RENDERER = "sheets_addon/apps_script/", "sheets_addon/sidebar/"
_MANIFEST, _REMINDERS = "appsscript.json", "Reminders.gs"
_REMINDER_SCOPES = ("script.scriptapp", "script.send_mail")
_PAGE_STYLE = "html, body { height: 100%; margin: 0; }\n"
_SETTINGS_HEAD = "/** The address of the service, https://…; where it is empty, the sidebar asks for it once. */\n\n"
_TEXTS_HEAD = "/** What this script says in other languages. Made from the catalogues; do not edit. */\n\n"
_NAMES_HEAD = "/** The names of okrsdk's marks and tabs. Made from its template; do not edit. */\n\n"


def project_files(service: str = "", *, with_reminders: bool = False) -> Mapping[str, str]:
    """The text of every file of the project, by name.

    The sources of this folder, `Names.gs` from the template, `Settings.gs`, `SidebarScript.html` and
    `SidebarStyle.html` from the renderer, `Translations.gs` and `SidebarTexts.html` from the catalogues.

    Args:
        service: the service's address, which copies of the spreadsheet carry along; empty lets each ask for it once.
        with_reminders: whether the weekly reminder by e-mail is in it, with the two scopes that it needs.

    Raises:
        ConfigError: the address is no public one.
    """
    sources = [*_FOLDER.glob("*.gs"), _FOLDER / "Sidebar.html", _FOLDER / "appsscript.json"]
    files = {source.name: source.read_text(encoding="utf-8") for source in sources}
    if with_reminders:
        files[_MANIFEST] = _with_scopes(files[_MANIFEST], _REMINDER_SCOPES)
    else:
        del files[_REMINDERS]
    style = _PAGE_STYLE + (sidebar.FOLDER / "sidebar.css").read_text(encoding="utf-8")
    files["Names.gs"] = names_source()
    files["Translations.gs"] = f"{_TEXTS_HEAD}const TRANSLATIONS = {_json(script_texts('.gs', _SCRIPTS))};\n"
    files["SidebarTexts.html"] = page_texts(script_texts(".js", _SCRIPTS, _RENDERER))
    files["Settings.gs"] = _settings_source(public_url(service) if service else "")
    files["SidebarScript.html"] = f"<script>\n{classic_script(_FOLDER / 'bridge.js')}</script>\n"
    files["SidebarStyle.html"] = f"<style>\n{style}</style>\n"
    return dict(sorted(files.items()))


def write_project(folder: Path, service: str = "", *, with_reminders: bool = False) -> list[Path]:
    """Writes the project's files into a folder, which is made; gives their paths.

    Args:
        folder: where to; files of these names there are replaced, and without reminders their file goes, since it could
            not run; others are left alone.
        service: as for `project_files`.
        with_reminders: as for `project_files`.

    Raises:
        ConfigError: the address is no public one.
    """
    files = project_files(service, with_reminders=with_reminders)
    folder.mkdir(parents=True, exist_ok=True)
    if not with_reminders:
        (folder / _REMINDERS).unlink(missing_ok=True)
    paths = []
    for name, text in files.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def _with_scopes(manifest: str, names: tuple[str, ...]) -> str:
    document = json.loads(manifest)
    document["oauthScopes"] += [f"https://www.googleapis.com/auth/{name}" for name in names]
    return json.dumps(document, indent=2) + "\n"


def _settings_source(service: str) -> str:
    """`Settings.gs`: the service's address, which stays in the script where its spreadsheet is copied."""
    return f"{_SETTINGS_HEAD}const SERVICE_ADDRESS = {json.dumps(service)};\n"


def _json(texts: Mapping[str, Mapping[str, str]]) -> str:
    return json.dumps(texts, ensure_ascii=False, indent=1)


def names_source() -> str:
    """`Names.gs`: by which marks and titles the tabs are found whose cells go to the service."""
    marks = [SCHEMA_KEY, TABLE_KEY, COLUMN_KEY, REQUEST_KEY]
    constants = {"MARK_KEYS": marks, "TAB_TITLES": [normalized(tab) for tab in Tab]}
    lines = (f"const {name} = {json.dumps(value)};\n" for name, value in constants.items())
    return _NAMES_HEAD + "".join(lines)
