"""The client's profile: unit economics, capacity, and how far we can see into the funnel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Location, Table
from okrsdk.language.amount_text import amount_text
from okrsdk.model import FunnelStage
from okrsdk.reports.phrases import dotted, whose
from okrsdk.schema import columns
from okrsdk.texts import text
from sheets_addon.addon.cards.check import finding_row
from sheets_addon.addon.navigation import Route
from sheets_addon.addon.widgets import Card, Section, Widget, button, buttons, card, paragraph, row, section

if TYPE_CHECKING:
    from decimal import Decimal

    from okrsdk.assessment import Assessment
    from okrsdk.model import Client
    from sheets_addon.addon.navigation import Links

_TABLES = (Table.CLIENT, Table.FUNNEL)
_FINDINGS = 20
_NOT_SAID = text("not filled in")


def client_card(assessment: Assessment, links: Links) -> Card:
    """The card of the client's profile; a click on a line jumps to its cell."""
    okr_set = assessment.okr_set
    found = [finding for finding in assessment.findings if finding.location.table in _TABLES][:_FINDINGS]
    said = _said(okr_set.client)
    said["cycle"] = okr_set.cycle.name if okr_set.cycle else ""
    return card(
        whose(okr_set),
        section(
            *(
                row(
                    said.get(column.name) or _NOT_SAID,
                    over=column.title,
                    click=links.cell(Location(table=Table.CLIENT, position=0, field=column.name)),
                )
                for column in columns(Table.CLIENT)
            ),
            title=text("Profile"),
        ),
        section(*_funnel(okr_set.client, links), title=text("Funnel: what can be seen")),
        section(*(finding_row(finding, links) for finding in found), title=text("Findings")),
        _way_back(links),
        subtitle=text("Client profile"),
    )


def _way_back(links: Links) -> Section | None:
    """The button that undoes an adoption; None where the tabs were made by okrsdk."""
    if links.layout is None or not links.layout.is_adopted:
        return None
    return section(
        paragraph(text("The rows are in a sheet of your own, which okrsdk added columns and tabs to.")),
        buttons(button(text("Give the sheet back"), links.to(Route.UNDO_ADOPTION))),
        title=text("Your own sheet"),
    )


def _said(client: Client) -> dict[str, str]:
    texts = ("name", "currency", "time_zone", "capacity_unit", "policy")
    return {
        **{name: str(getattr(client, name)) for name in texts},
        "average_sale": _money(client.average_sale, client),
        "lifetime_value": _money(client.lifetime_value, client),
        "cost_per_acquisition": _money(client.cost_per_acquisition, client),
        "close_rate": "" if client.close_rate is None else amount_text(client.close_rate, "%"),
        "monthly_capacity": (
            "" if client.monthly_capacity is None else amount_text(client.monthly_capacity, client.capacity_unit)
        ),
    }


def _money(number: Decimal | None, client: Client) -> str:
    return "" if number is None else amount_text(number, client.currency)


def _funnel(client: Client, links: Links) -> list[Widget]:
    steps = {step.stage: (position, step) for position, step in enumerate(client.funnel)}
    rows = []
    for stage in FunnelStage:
        position, step = steps.get(stage, (None, None))
        seen = _NOT_SAID if step is None else dotted(step.visibility or "", step.system) or _NOT_SAID
        place = Location(table=Table.FUNNEL, position=position, field="visibility")
        rows.append(row(seen, over=stage.value, click=links.cell(place)))
    return rows
