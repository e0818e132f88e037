"""The workbench's page in the language of the browser: what is on it at first, and what its scripts say."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from okrsdk.language.translation import translated
from okrsdk.texts import text
from sheets_addon.translation import FOLDERS, languages, page_texts, script_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGE = Path(__file__).parent / "page.html"
_SCRIPTS = ("sheets_addon/sidebar/", "sheets_addon/workbench/")
_WORDS: Mapping[str, str] = {
    "workbench": text("okrsdk workbench"),
    "workbook": text("Workbook"),
    "where": text("Local Sheets on this machine. Nothing leaves it."),
    "dark": text("Dark theme"),
    "spreadsheet": text("Spreadsheet"),
    "undo": text("Undo"),
    "redo": text("Redo"),
    "format": text("Number format"),
    "automatic": text("Automatic"),
    "percent": text("Percent"),
    "currency": text("Currency"),
    "date": text("Date"),
    "text": text("Text"),
    "filter": text("Filter"),
    "actions": text("Rows & columns"),
    "actions_hint": text("Rows, columns, order (also by a right click, or Shift+F10)"),
    "selected": text("Selected cell"),
    "content": text("Content"),
    "cells": text("Cells"),
    "tabs": text("Tabs"),
    "add_tab": text("Add a tab"),
    "no_script": text("The workbench needs JavaScript."),
}


def page_in(locale: str) -> str:
    """The page as HTML, in the language of a locale; English where there is no catalogue of it.

    Args:
        locale: the reader's, such as `de-CH`.
    """
    wanted = locale.partition("-")[0].lower()
    language = wanted if wanted in languages() else "en"
    texts = "" if language == "en" else page_texts({language: script_texts(".js", *_SCRIPTS)[language]})
    words = {name: escape(translated(said, language, FOLDERS)) for name, said in _WORDS.items()}
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(words, language=language, texts=texts.strip())
