"""xlsx files, written and read by IronCalc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.engine import model_of

if TYPE_CHECKING:
    from okrsdk.localsheets.views.computed import Computed


def to_xlsx(computed: Computed) -> bytes:
    """The spreadsheet as an xlsx file: values, formulas, number formats, bold, colours, widths, merges, frozen rows."""
    model = model_of(computed.book)
    return model.to_xlsx()
