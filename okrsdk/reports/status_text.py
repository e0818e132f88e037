"""The status of a set of OKRs as text for a terminal, and as a Markdown agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.phrases import dotted, title_beside_cycle
from okrsdk.reports.status_agenda import agenda, headline, turn_of_cycle
from okrsdk.reports.strategy_text import strategy_sections
from okrsdk.reports.text_style import PLAIN, Role, TextStyle, without_control_characters
from okrsdk.texts import shaped, strung, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.cycle import Status
    from okrsdk.reports.status_agenda import AgendaItem

_MARKDOWN_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})
_CLOSE = text("The close keeps every score with what it rests on: okr close REF")
_NOTHING = text("Nothing to decide, no one owes a check-in, nothing is stuck. Say thanks and go back to work.")


def status_text(status: Status, *, title: str, style: TextStyle = PLAIN) -> Iterator[str]:
    """The status as lines of text, without the sections that are empty.

    Args:
        status: the status.
        title: what the workbook is called.
        style: how to lay it out.
    """
    name = title_beside_cycle(title, status.assessment.okr_set)
    yield f"{style.bold(name)}{style.symbols(' · ')}{style.symbols(headline(status))}"
    if turn := turn_of_cycle(status):
        yield style.wrapped(turn, indent="  ")
    if status.is_over and not status.is_closed:
        yield style.wrapped(_CLOSE, indent="  ", role=Role.FAINT)
    yield from _strategy_text(status, style)
    sections = [section for section in agenda(status) if section.items]
    if not sections:
        yield style.wrapped(_NOTHING, indent="  ")
    for section in sections:
        yield ""
        yield f"  {style.bold(section.title)}"
        if section.hint:
            yield style.wrapped(section.hint, indent="    ", role=Role.FAINT)
        for item in section.items:
            words = style.shortened(item.key_result.text, style.width - 6 - len(item.key_result.id))
            yield f"    {item.key_result.id}  {words}"
            yield style.wrapped(style.symbols(item.text), indent="      ")
            if item.detail:
                arrow = style.symbols("→")
                yield style.wrapped(item.detail, first=f"      {arrow} ", indent="        ", role=Role.FAINT)


def _strategy_text(status: Status, style: TextStyle) -> Iterator[str]:
    for section in strategy_sections(status):
        yield ""
        yield f"  {style.bold(section.title)}{style.symbols(' · ')}{style.say(section.source)}"
        for line in section.lines:
            yield style.wrapped(style.symbols(strung([line.name, line.text], ": ")), first="    - ", indent="      ")


def status_markdown(status: Status, *, title: str) -> str:
    """The status as an agenda in Markdown, with a box to tick for each thing to talk about; every section is there.

    What people wrote is escaped, so that nothing in it becomes a link, a heading or HTML.

    Args:
        status: the status.
        title: what the workbook is called.
    """
    parts = [
        text("# Weekly: {title}", title=_escaped(title_beside_cycle(title, status.assessment.okr_set))),
        _escaped(dotted(text("{day}", day=status.on), headline(status))),
    ]
    if turn := turn_of_cycle(status):
        parts.append(strung(["**", turn, "**"], ""))
    for told in strategy_sections(status):
        parts.append(strung(["## ", told.title, " (", told.source, ")"], ""))
        lines = [strung(["- [ ] ", _bold(line.name), _escaped(line.text)], "") for line in told.lines]
        parts.append(strung(lines, "\n"))
    for section in agenda(status):
        parts.append(strung(["##", section.title]))
        parts.append(strung([_ticked(item) for item in section.items], "\n") or text("Nothing."))
    return strung([strung(parts, "\n\n"), "\n"], "")


def _ticked(item: AgendaItem) -> str:
    of = f"- [ ] **{_escaped(item.key_result.id)}** {_escaped(item.key_result.text)}:"
    return strung([of, _escaped(strung([item.text, item.detail]))])


def _escaped(said: str) -> str:
    return shaped(said, _without_marks)


def _without_marks(said: str) -> str:
    return " ".join(without_control_characters(said).split()).translate(_MARKDOWN_SIGNS)


def _bold(name: str) -> str:
    return strung(["**", _escaped(name), "** "], "") if name else ""
