"""Drafts as OKRs with columns: what their sentences and fields say, in the way of every other source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.importers.draft_source import draft_in
from okrsdk.interchange.importers.found_records import FoundKeyResult, FoundRecord, FoundRecords
from okrsdk.interchange.importers.okr_records import SourceInfo, reading_of
from okrsdk.interchange.importers.source_cycles import of_one_cycle
from okrsdk.interchange.importers.source_values import Manner
from okrsdk.interchange.importers.sources import SourceKind

if TYPE_CHECKING:
    from okrsdk.interchange.importers.source_reading import SourceReading
    from okrsdk.interchange.importers.sources import Source

DRAFT, JSON_LINES = "a draft of sentences", "one objective a line of JSON"


def read_draft_okrs(source: Source, *, cycle: str = "") -> SourceReading:
    """The OKRs of a draft, with what its sentences say in their columns.

    Args:
        source: plain text, Markdown or JSON lines.
        cycle: the cycle that is meant, of a draft with several.

    Raises:
        ConfigError: `cycle` is none.
        InvalidOkrError: there is nothing in it, or it has several cycles and none was asked for.
    """
    draft = draft_in(source)
    found = FoundRecords(not_taken=list(draft.not_taken))
    for drafted in draft.objectives:
        objective = None
        cycles = {"cycle": drafted.cycle} if drafted.cycle else {}
        if (drafted.text or "").strip():
            cells = {**drafted.values, **cycles}
            objective = FoundRecord(text=(drafted.text or "").strip(), line=drafted.line + 1, cells=cells)
            found.objectives.append(objective)
        for one in drafted.key_results:
            cells = {**one.values, **cycles}
            record = FoundRecord(text=one.text.strip(), line=one.line + 1, cells=cells, is_typed=True)
            found.key_results.append(FoundKeyResult(record=record, objective=objective))
    name = of_one_cycle(found, cycle, name=source.name)
    layout = JSON_LINES if source.kind is SourceKind.JSON_LINES else DRAFT
    return reading_of(found, SourceInfo(name=source.name, layout=layout, cycle=name), Manner())
