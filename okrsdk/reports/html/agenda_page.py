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
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from okrsdk.cycle import KeyResultChance, Status

_WEEKLY = text("Weekly")
_CSS = """
ul.agenda { list-style: none; padding: 0; }
ul.agenda label { display: flex; gap: 8px; align-items: baseline; }
ul.agenda .quiet { display: block; }
section + section.workbook { margin-top: 48px; }
@media print { section.workbook { break-after: page; } li { break-inside: avoid; } }
"""


def agenda_html(
    statuses: Sequence[tuple[str, Status, Sequence[KeyResultChance]]],
    *,
    language: str = "en",
    say: Callable[[str], str] = str,
) -> str:
    """The agenda as one page that needs nothing else: it can be opened, ticked off, printed and mailed.

    Args:
        statuses: what each workbook is called, its status, and what became of key results like its own in closed
            cycles.
        language: the language of the reader.
        say: says a text in it; by default in English.
    """
    level = 1 if len(statuses) == 1 else 2
    writer = _Writer(say)
    body = [] if level == 1 else [f"<h1>{writer.text(_WEEKLY)}</h1>"]
    titles = []
    for title, status, chances in statuses:
        okr_set = status.assessment.okr_set
        titles.append(whose(okr_set, title_beside_cycle(title, okr_set)))
        body += ['<section class="workbook">', *writer.head(titles[-1], status, level)]
        body += [*writer.sections(status, level + 1), *writer.chances(chances, level + 1), "</section>"]
    return page(body, title=f"{say(_WEEKLY)}: {', '.join(titles)}", css=_CSS, language=language)


class _Writer:
    """Writes parts of the page in the reader's language."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say

    def text(self, said: str) -> str:
        """A text in the reader's language, as HTML."""
        return escape(without_control_characters(self._say(said)))

    def head(self, title: str, status: Status, level: int) -> Iterator[str]:
        """Whose OKRs these are, and where they are."""
        yield f"<h{level}>{self.text(title)}</h{level}>"
        yield f'<p class="quiet">{self.text(dotted(shown_day(status.on), headline(status)))}</p>'
        if turn := turn_of_cycle(status):
            yield f"<p><strong>{self.text(turn)}</strong></p>"

    def sections(self, status: Status, level: int) -> Iterator[str]:
        """Every section, also those of which there is nothing to say: the meeting sees that nothing was left out."""
        for told in strategy_sections(status):
            yield f"<h{level}>{self.text(told.title)}</h{level}>"
            yield f'<p class="quiet">{self.text(told.source)}</p>'
            yield from self._list([self._item(line.name, "", line.text, "") for line in told.lines])
        for section in agenda(status):
            yield f"<h{level}>{self.text(section.title)}</h{level}>"
            yield from self._list(
                [self._item(own.key_result.id, own.key_result.text, own.text, own.detail) for own in section.items]
            )

    def chances(self, found: Sequence[KeyResultChance], level: int) -> Iterator[str]:
        """What became of key results like these."""
        if found:
            yield f'<h{level}>{self.text(CHANCES_TITLE)}</h{level}><p class="quiet">{self.text(CHANCES_NOTE)}</p><ul>'
            for one in found:
                said = self.text(chance_text(one.chance))
                yield f"<li><strong>{self.text(one.key_result.id)}</strong> {said}</li>"
            yield "</ul>"

    def _list(self, items: Sequence[str]) -> Iterator[str]:
        if not items:
            yield f'<p class="quiet">{self.text(text("Nothing."))}</p>'
            return
        yield '<ul class="agenda">'
        yield from items
        yield "</ul>"

    def _item(self, name: str, words: str, said: str, detail: str) -> str:
        named = f"<strong>{self.text(name)}</strong> " if name else ""
        about = f"{self.text(words)}: " if words else ""
        further = f'<span class="quiet">{self.text(detail)}</span>' if detail else ""
        return f'<li><label><input type="checkbox"><span>{named}{about}{self.text(said)}{further}</span></label></li>'
