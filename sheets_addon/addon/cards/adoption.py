"""A sheet of people's own becomes an OKR workbook: what is understood, what would be added, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.phrases import dotted
from okrsdk.texts import strung, text
from sheets_addon.addon.cards.source_columns import column_sections, error_line, not_taken_section, tab_field
from sheets_addon.addon.cards.wording import and_more, key_result_count, objective_count
from sheets_addon.addon.markup import bold, joined
from sheets_addon.addon.navigation import PAGE, Route
from sheets_addon.addon.source_form import CLIENT_NAME, CYCLE, LONGEST
from sheets_addon.addon.widgets import Card, Section, Widget, button, card, footer, paragraph, row, section, text_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.interchange.adopting.adoption_plan import AdoptionPlan
    from sheets_addon.addon.navigation import Links
    from sheets_addon.addon.source_form import SourceForm

FORCE = "force"
"""Name of the parameter that says that what people wrote into the added columns may be lost."""
_TITLE = text("Use this sheet for OKRs")
_GO_ON = text("Go on typing where you always have. Check, grade and check-ins work on these rows from now on.")
_WRITTEN = 30


def adoption_card(plan: AdoptionPlan | None, form: SourceForm, links: Links, *, tabs: Sequence[str]) -> Card:
    """What an adoption would do.

    Args:
        plan: what it would do; None where that cannot be said yet, and the form says why.
        form: what was said of the sheet.
        links: where clicks lead.
        tabs: the tabs that hold anything.
    """
    again = links.to(Route.PLAN_ADOPTION, **form.parameters, **{PAGE: "1"})
    use = links.to(Route.ADOPT, **form.parameters)
    main = button(text("Show what it comes to"), again) if plan is None else button(text("Use this sheet"), use)
    return card(
        _TITLE,
        section(
            paragraph(text("No cell of yours is changed, moved or formatted. You can undo it at any time.")),
            error_line(form),
            text_field(CLIENT_NAME, text("Client or team"), value=form.client, longest=LONGEST[CLIENT_NAME]),
            text_field(
                CYCLE, text("Cycle"), value=form.cycle, hint=text("A quarter such as 2026-Q1"), longest=LONGEST[CYCLE]
            ),
            tab_field(tabs, form, links, route=Route.PLAN_ADOPTION),
        ),
        *(() if plan is None else _planned(plan, form, links)),
        subtitle="" if plan is None else _counts(plan),
        foot=footer(main, button(text("Cancel"), links.to(Route.BACK))),
    )


def adopted_card(plan: AdoptionPlan, links: Links) -> Card:
    """What an adoption did.

    Args:
        plan: what was done.
        links: where clicks lead.
    """
    return card(
        text("This sheet is a workbook now"),
        section(
            paragraph(
                text("Go on typing where you always have. Check, grade and check-ins work on these rows from now on.")
            ),
            *_added(plan),
        ),
        subtitle=_counts(plan),
        foot=footer(button(text("Home"), links.to(Route.HOME)), button(text("Undo"), links.to(Route.UNDO_ADOPTION))),
    )


def undo_question_card(written: Sequence[str], links: Links) -> Card:
    """Asks whether an adoption is undone although people wrote into what it added.

    Args:
        written: the columns and tabs that they wrote into.
        links: where clicks lead.
    """
    more = len(written) - _WRITTEN
    return card(
        text("Take it off all the same?"),
        section(
            paragraph(text("People wrote into what was added. Undoing it would lose that:")),
            *(paragraph(place) for place in written[:_WRITTEN]),
            paragraph(and_more(more)) if more > 0 else None,
        ),
        foot=footer(
            button(text("Keep it"), links.to(Route.HOME)),
            button(text("Take it off"), links.to(Route.UNDO_ADOPTION, **{FORCE: "yes"})),
        ),
    )


def out_of_sight_card(what: str, command: str, links: Links) -> Card:
    """Says that a sidebar of a bound script does not see the tab that this is about.

    Args:
        what: what cannot be done, a sentence.
        command: the command that can.
        links: where clicks lead.
    """
    return card(
        text("Not in this sidebar"),
        section(
            paragraph(
                text(
                    "The script behind this sidebar reads the OKR tabs alone, so that nothing else of the spreadsheet "
                    "leaves it."
                )
            ),
            paragraph(what),
            paragraph(
                joined(
                    text("The Google Workspace add-on can, and so can the command"), bold(strung([command, "."], ""))
                )
            ),
        ),
        foot=footer(button(text("Home"), links.to(Route.HOME))),
    )


def _counts(plan: AdoptionPlan) -> str:
    own = plan.okr_set
    return dotted(objective_count(len(own.objectives)), key_result_count(len(own.key_results)))


def _planned(plan: AdoptionPlan, form: SourceForm, links: Links) -> Iterator[Section | None]:
    yield section(paragraph(text("Read as {layout}.", layout=plan.layout)))
    yield from column_sections(plan.columns, form, links, route=Route.PLAN_ADOPTION)
    yield section(*_added(plan), title=text("What is added"))
    yield section(*_copied(plan), title=text("Copied, not read in place"))
    yield not_taken_section(plan.not_taken)


def _added(plan: AdoptionPlan) -> Iterator[Widget]:
    for tab in plan.tabs:
        yield row(
            ", ".join(own.header for own in tab.added), over=text("Right of your columns on {tab}", tab=tab.title)
        )
    yield row(", ".join(plan.new_tabs), over=text("New tabs, behind yours"))


def _copied(plan: AdoptionPlan) -> Iterator[Widget]:
    for own in plan.copied[:_WRITTEN]:
        yield paragraph(
            text(
                "{column} is not read as {title} where it is: what it says of that ({copied} of {filled} cells) is "
                "copied into a column on the right. Later changes of it do not count.",
                column=own.header,
                title=own.title,
                copied=own.copied,
                filled=own.filled,
            )
        )
