"""The agenda of the weekly meeting as a page: what is to be talked about, with a box to tick for each."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from okrsdk.reports.chances_text import CHANCES_NOTE, CHANCES_TITLE, chance_text
from okrsdk.reports.html.style import page
from okrsdk.reports.phrases import dotted, shown_day, title_beside_cycle, whose
from okrsdk.reports.status_agenda import agenda, headline, turn_of_cycle
from okrsdk.reports.strategy_text import strategy_sections
from okrsdk.reports.text_style import without_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.cycle import KeyResultChance, Status

_CSS = """
ul.agenda { list-style: none; padding: 0; }
ul.agenda label { display: flex; gap: 8px; align-items: baseline; }
ul.agenda .quiet { display: block; }
section + section.workbook { margin-top: 48px; }
@media print { section.workbook { break-after: page; } li { break-inside: avoid; } }
"""


def agenda_html(statuses: Sequence[tuple[str, Status, Sequence[KeyResultChance]]]) -> str:
    """The agenda as one page that needs nothing else: it can be opened, ticked off, printed and mailed.

    Args:
        statuses: what each workbook is called, its status, and what became of key results like its own in closed
            cycles.
    """
    level = 1 if len(statuses) == 1 else 2
    body = [] if level == 1 else ["<h1>Weekly</h1>"]
    titles = []
    for title, status, chances in statuses:
        okr_set = status.assessment.okr_set
        titles.append(whose(okr_set, title_beside_cycle(title, okr_set)))
        body += ['<section class="workbook">', *_head(titles[-1], status, level), *_sections(status, level + 1)]
        body += [*_chances(chances, level + 1), "</section>"]
    return page(body, title=f"Weekly: {', '.join(titles)}", css=_CSS)


def _head(title: str, status: Status, level: int) -> Iterator[str]:
    yield f"<h{level}>{_text(title)}</h{level}>"
    yield f'<p class="quiet">{_text(dotted(shown_day(status.on), headline(status)))}</p>'
    if turn := turn_of_cycle(status):
        yield f"<p><strong>{_text(turn)}</strong></p>"


def _sections(status: Status, level: int) -> Iterator[str]:
    """Every section, also those of which there is nothing to say: the meeting sees that nothing was left out."""
    for told in strategy_sections(status):
        yield f"<h{level}>{_text(told.title)}</h{level}>"
        yield f'<p class="quiet">{_text(told.source)}</p>'
        yield from _list([_item(line.name, "", line.text, "") for line in told.lines])
    for section in agenda(status):
        yield f"<h{level}>{_text(section.title)}</h{level}>"
        items = section.items
        yield from _list([_item(own.key_result.id, own.key_result.text, own.text, own.detail) for own in items])


def _list(items: Sequence[str]) -> Iterator[str]:
    if not items:
        yield '<p class="quiet">Nothing.</p>'
        return
    yield '<ul class="agenda">'
    yield from items
    yield "</ul>"


def _item(name: str, words: str, said: str, detail: str) -> str:
    named = f"<strong>{_text(name)}</strong> " if name else ""
    about = f"{_text(words)}: " if words else ""
    further = f'<span class="quiet">{_text(detail)}</span>' if detail else ""
    return f'<li><label><input type="checkbox"><span>{named}{about}{_text(said)}{further}</span></label></li>'


def _chances(found: Sequence[KeyResultChance], level: int) -> Iterator[str]:
    if found:
        yield f'<h{level}>{CHANCES_TITLE}</h{level}><p class="quiet">{CHANCES_NOTE}</p><ul>'
        for one in found:
            yield f"<li><strong>{_text(one.key_result.id)}</strong> {_text(chance_text(one.chance))}</li>"
        yield "</ul>"


def _text(said: str) -> str:
    return escape(without_control_characters(said))
