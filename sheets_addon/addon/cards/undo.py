"""The button that takes check-ins back, and what its click carries."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from okrsdk.texts import text
from sheets_addon.addon.navigation import Route
from sheets_addon.addon.widgets import Section, button, buttons, section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_addon.addon.navigation import Links

_CURRENTS = "currents"
# What a parameter may hold is 10,000 characters.
_LONGEST = 9_000


def undo_section(before: Mapping[str, Decimal | None], links: Links) -> Section | None:
    """The button that takes check-ins back; None where there are none, or more than a click can carry.

    Args:
        before: what Current held before, by the ID of the key result.
        links: where clicks lead.
    """
    said = json.dumps({id_: None if held is None else f"{held:f}" for id_, held in before.items()}, ensure_ascii=False)
    if not before or len(said) > _LONGEST:
        return None
    return section(buttons(button(text("Undo"), links.to(Route.UNDO_CHECK_INS, **{_CURRENTS: said}))))


def currents_in(parameters: Mapping[str, str]) -> dict[str, Decimal | None]:
    """What Current held before, as a click carries it; nothing where that was tampered with."""
    try:
        said = json.loads(parameters.get(_CURRENTS, "{}"))
        return {str(id_): None if held is None else Decimal(str(held)) for id_, held in said.items()}
    except (ValueError, AttributeError, InvalidOperation):
        return {}
