"""What a file or a table says, as what is imported into a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.importers.source_reading import SourceReading
from okrsdk.workbook.importing.source import ImportSource, OwnIds

if TYPE_CHECKING:
    from okrsdk.interchange.document.reading import LoadedDocument
    from okrsdk.workbook.layout.reading import WorkbookReading

_ID_MEANINGS = frozenset({"id", "objective_id", "key_result_id"})


def import_source_of(found: LoadedDocument | WorkbookReading | SourceReading) -> ImportSource:
    """What is imported: the OKRs, with what the source has beside them.

    The IDs of a document or workbook are its own. Those of a table are where it has a column of them; else its reader
    has numbered the rows, and a number says nothing about the workbook.
    """
    if not isinstance(found, SourceReading):
        return ImportSource(okr_set=found.okr_set)
    has_ids = any(column.meaning in _ID_MEANINGS for column in found.columns)
    own_ids = OwnIds.WITHOUT_EXTERNAL_ID if has_ids else OwnIds.NONE
    return ImportSource(okr_set=found.okr_set, carried=dict(found.carried), own_ids=own_ids)
