"""The PDF file of a spreadsheet: every visible sheet, one after the other, fit to the width of upright pages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from okrsdk.localsheets.pdf.boxes import POINTS_PER_PIXEL
from okrsdk.localsheets.pdf.page import draw_page
from okrsdk.localsheets.pdf.painter import Painter
from okrsdk.localsheets.pdf.table import Table, table_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from okrsdk.localsheets.views.computed import Computed

INCH = 72.0
LETTER = (8.5 * INCH, 11 * INCH)
A4 = (210 / 25.4 * INCH, 297 / 25.4 * INCH)
#: Where letters are written on US letter paper; elsewhere on A4.
LETTER_COUNTRIES = {"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "NI", "PA", "PR", "SV", "DO"}
SIDE_MARGIN = 0.7 * INCH
END_MARGIN = 0.75 * INCH


def to_pdf(computed: Computed) -> bytes:
    """The spreadsheet as a PDF file.

    Values are shown with their formats, colours, borders and merges; hidden sheets, rows and columns are left out, and
    frozen rows are repeated on each page. A sheet is shown as far as it holds values, and made smaller where it is
    wider than the page. The same spreadsheet gives the same bytes.
    """
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    size = paper(str(computed.book.properties.get("locale", "")))
    canvas = Canvas(out, pagesize=size, pageCompression=1, invariant=1)
    canvas.setTitle(str(computed.book.properties["title"]))
    canvas.setCreator("Local Sheets")
    width = (size[0] - 2 * SIDE_MARGIN) / POINTS_PER_PIXEL
    tables = [table_of(computed, sheet, width) for sheet in computed.book.sheets if not sheet.properties.get("hidden")]
    shown = [table for table in tables if table is not None]
    for number, table in enumerate(shown):
        _draw(canvas, table, size, f"sheet{number}")
    if not shown:
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paper(locale: str) -> tuple[float, float]:
    """Width and height of the paper that is used where the locale is, in points.

    >>> paper("en_US")
    (612.0, 792.0)
    """
    return LETTER if locale.rpartition("_")[2] in LETTER_COUNTRIES or not locale else A4


def _draw(canvas: Canvas, table: Table, size: tuple[float, float], mark: str) -> None:
    room = ((size[0] - 2 * SIDE_MARGIN) / POINTS_PER_PIXEL, (size[1] - 2 * END_MARGIN) / POINTS_PER_PIXEL)
    scale = min(1.0, room[0] / table.lefts[-1])
    canvas.bookmarkPage(mark)
    canvas.addOutlineEntry(table.title, mark)
    for rows in table.pages(room[1] / scale):
        draw_page(Painter(canvas, (SIDE_MARGIN, size[1] - END_MARGIN), scale), table, rows)
        canvas.showPage()
