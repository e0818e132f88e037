"""What people say of rows of their own before these are read as OKRs: the tab, the cycle, what a column holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.interchange import ReadingOptions

if TYPE_CHECKING:
    from sheets_addon.addon.event import Event

CLIENT_NAME, CYCLE, TAB = "client_name", "cycle", "tab"
COLUMN, MEANING = "column", "meaning"
"""Names of the fields that say of one column what it holds."""
LONGEST = {CLIENT_NAME: 100, CYCLE: 40}
_MAPPING = "mapping"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceForm:
    """What was said.

    Attributes:
        client: whose OKRs these are; empty where it was not said.
        cycle: the cycle that is meant; empty where it was not said.
        tab: the tab that is meant; empty for whichever has OKRs.
        mapping: what columns hold, by header.
        error: what is wrong with it; empty where nothing is.
    """

    client: str = ""
    cycle: str = ""
    tab: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def options(self) -> ReadingOptions:
        """What a reader is told."""
        return ReadingOptions(mapping=self.mapping, cycle=self.cycle, tab=self.tab)

    @property
    def parameters(self) -> dict[str, str]:
        """What a click carries on, in case that its card has no field for it."""
        carried = {CLIENT_NAME: self.client, CYCLE: self.cycle, TAB: self.tab}
        return carried | {_MAPPING: json.dumps(dict(self.mapping), ensure_ascii=False)}


def source_form(event: Event) -> SourceForm:
    """What an event says: its fields before what its click carries."""
    said = {**event.parameters, **event.inputs}
    mapping = _mapping(event.parameters.get(_MAPPING, ""))
    if COLUMN in said and said.get(MEANING):
        mapping[said[COLUMN]] = said[MEANING]
    return SourceForm(
        client=said.get(CLIENT_NAME, "").strip()[: LONGEST[CLIENT_NAME]],
        cycle=said.get(CYCLE, "").strip()[: LONGEST[CYCLE]],
        tab=said.get(TAB, ""),
        mapping=mapping,
    )


def _mapping(text: str) -> dict[str, str]:
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(said, dict):
        return {}
    return {str(header): str(meaning) for header, meaning in said.items()}
