"""HTML that Google Docs, Word and mail programs take over as it looks: headings, lists and tables, bands in colour.

One file, complete in itself: no scripts, no links, no style sheet, since these programs keep what an element says of
itself alone. Upload it to Google Drive and open it with Docs, or copy it from a browser. Texts of cells are escaped.

Source: the HTML conversion of the Drive API (`application/vnd.google-apps.document` from `text/html`).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from okrsdk.grading import Band
from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.page import Page, PageTable, Section, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.assessment import Assessment

_COLOURS = {Band.RED: "#f4c7c3", Band.YELLOW: "#fce8b2", Band.GREEN: "#b7e1cd"}
_CELL = "border:1px solid #999;padding:4px;vertical-align:top"
_HEAD = f"{_CELL};background-color:#eeeeee;text-align:left"
_TABLE = "border-collapse:collapse"


def html_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One HTML file with the pages of all workbooks."""
    pages = [page_of(assessment) for assessment in assessments]
    title = escape(pages[0].title if len(pages) == 1 else "OKRs")
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n<body>'
    body = [line for page in pages for line in _page_lines(page)]
    return text_file("okrs.html", "\n".join([head, *body, "</body>\n</html>\n"]))


def _page_lines(page: Page) -> Iterator[str]:
    yield f"<h1>{escape(page.title)}</h1>"
    yield f"<p>{escape(page.lead)}</p>"
    for section in page.sections:
        yield from _section_lines(section)
    yield from _table_lines(page.profile)


def _section_lines(section: Section) -> Iterator[str]:
    yield f"<h2>{escape(section.heading)}</h2>"
    if section.facts:
        yield "<ul>"
        yield from (f"<li><b>{escape(title)}</b>: {_text(value)}</li>" for title, value in section.facts)
        yield "</ul>"
    yield from _table_lines(section.key_results)
    yield from _table_lines(section.check_ins)


def _table_lines(table: PageTable) -> Iterator[str]:
    if not table.rows:
        return
    yield f'<table style="{_TABLE}">'
    heads = (f'<th style="{_HEAD}">{escape(header)}</th>' for header in table.headers)
    yield f"<tr>{''.join(heads)}</tr>"
    for row in table.rows:
        cells = (_cell(header, cell) for header, cell in zip(table.headers, row, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"
    yield "<p></p>"


def _cell(header: str, text: str) -> str:
    colour = f";background-color:{_COLOURS[Band(text)]}" if header == "Band" and text else ""
    return f'<td style="{_CELL}{colour}">{_text(text)}</td>'


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
