"""Makes the pages and contracts that are made from the code. `make docs` writes them, a test compares them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docs.document_schema import schema_text
from docs.export_formats import export_formats_page
from docs.flow import flow
from docs.import_layouts import import_layouts_page
from docs.practice_coverage import coverage_page
from docs.rules_pages import rules_json, rules_page
from docs.workbook_columns import column_docs
from okrsdk.rulebook import RULEBOOK
from okrsdk.sheets import SheetsSettings
from sheets_addon import ServiceConfig, create_app

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file made from the code.

    Attributes:
        path: where it is, from the project's root.
        make: gives its text.
    """

    path: str
    make: Callable[[], str]


def openapi_text() -> str:
    """The OpenAPI document of the service."""
    app = create_app(ServiceConfig(sheets=SheetsSettings(home=Path())))
    return json.dumps(app.api_doc, indent=2, ensure_ascii=False) + "\n"


def pages() -> tuple[Page, ...]:
    """All files that are made from the code."""
    return (
        Page(path="docs/export-formats.md", make=export_formats_page),
        Page(path="docs/flow.svg", make=flow),
        Page(path="docs/import-layouts.md", make=import_layouts_page),
        Page(path="docs/practice-coverage.md", make=coverage_page),
        Page(path="docs/rules.md", make=lambda: rules_page(RULEBOOK)),
        Page(path="docs/workbook-columns.md", make=column_docs),
        Page(path="schemas/okr-document.schema.json", make=schema_text),
        Page(path="schemas/openapi.json", make=openapi_text),
        Page(path="schemas/rules.json", make=lambda: rules_json(RULEBOOK)),
    )


if __name__ == "__main__":
    for page in pages():
        (_ROOT / page.path).write_text(page.make(), encoding="utf-8")
