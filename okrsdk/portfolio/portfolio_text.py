"""The portfolio as text for a terminal: a line a workbook, then what they come to together."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.portfolio.summary import name_of
from okrsdk.reports.phrases import listed
from okrsdk.reports.scores_text import score_bar
from okrsdk.reports.text_style import PLAIN, Role, TextStyle, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.portfolio.cascade import Link
    from okrsdk.portfolio.portfolio import Group, Portfolio
    from okrsdk.portfolio.summary import WorkbookRow

_NAME, _FEW = 32, 5
_NO_SCORE = "--"


def status_lines(portfolio: Portfolio, *, style: TextStyle = PLAIN) -> Iterator[str]:
    """Where the workbooks are, the lowest score first: score, bar, pace, what is owed and due; then the roll-ups.

    Args:
        portfolio: the workbooks.
        style: how to lay them out.
    """
    for row, name in _named(portfolio, style):
        yield from _workbook(row, name, style)
    yield from _not_read(portfolio, style)
    yield ""
    if portfolio.score is not None:
        graded = sum(row["score"] is not None for row in portfolio.read)
        yield f"{style.bold(f'{portfolio.score:.2f}')}  mean of {counted(graded, 'workbook')}"
    yield from _groups("By champion", portfolio.by_champion(), style)
    yield from _groups("By level", portfolio.by_level(), style)
    yield from cascade_lines(portfolio, style=style)


def check_lines(portfolio: Portfolio, *, style: TextStyle = PLAIN) -> Iterator[str]:
    """What is wrong in the workbooks, most errors first, and with what contributes to what across them.

    Args:
        portfolio: the workbooks.
        style: how to lay them out.
    """
    for row, name in sorted(_named(portfolio, style), key=lambda own: _by_trouble(own[0])):
        counts = [counted(row["errors"], "error"), counted(row["warnings"], "warning"), counted(row["infos"], "hint")]
        said = listed([count for count in counts if not count.startswith("0 ")]) or "nothing found"
        yield f"{style.paint(name, 'error') if row['errors'] else name}  {said}"
        if row["first_error"]:
            yield style.wrapped(row["first_error"], indent=" " * (len(name) + 2), role=Role.FAINT)
    yield from _not_read(portfolio, style)
    yield from cascade_lines(portfolio, style=style)


def cascade_lines(portfolio: Portfolio, *, style: TextStyle = PLAIN) -> Iterator[str]:
    """What contributes to what across workbooks, and which of it leads nowhere or back to itself.

    Args:
        portfolio: the workbooks.
        style: how to lay them out.
    """
    links = portfolio.links()
    if not links:
        return
    yield ""
    yield style.bold("Contributes to")
    for link in links:
        yield style.wrapped(link_text(link), indent="    ", first="  ", role="error" if link.broken else Role.PLAIN)


def link_text(link: Link) -> str:
    """What an objective contributes to, as a sentence."""
    own = f"{link.client} {link.objective_id}".strip()
    if link.broken:
        return f"{own}: {link.reference!r} {link.broken}."
    return f"{own} serves {link.key_result_id or link.reference} of {link.parent}."


def slips_text(row: WorkbookRow) -> str:
    """How many key results are behind the calendar, in a few words; empty where none is."""
    counts = {"at risk": row["at_risk"], "behind": row["behind"], "outdated": row["outdated"]}
    return ", ".join(f"{number} {word}" for word, number in counts.items() if number)


def owed_text(row: WorkbookRow) -> str:
    """What is to be done about the workbook, in a few words; empty where nothing is."""
    late = f" ({row['late']} late)" if row["late"] else ""
    parts = [
        counted(row["errors"], "error") if row["errors"] else "",
        f"{counted(row['decisions'], 'decision')} due" if row["decisions"] else "",
        f"{counted(row['owed'], 'check-in')} owed{late}" if row["owed"] else "",
    ]
    return ", ".join(filter(None, parts))


def _named(portfolio: Portfolio, style: TextStyle) -> list[tuple[WorkbookRow, str]]:
    """The workbooks that were read, each with its name as wide as the widest, up to a limit."""
    labelled = portfolio.labelled()
    room = min(max((len(label) for _, label in labelled), default=0), _NAME)
    return [(row, style.shortened(label, room).ljust(room)) for row, label in labelled]


def _by_trouble(row: WorkbookRow) -> tuple[int, int, str]:
    return -row["errors"], -row["warnings"], name_of(row).casefold()


def _workbook(row: WorkbookRow, name: str, style: TextStyle) -> Iterator[str]:
    score = row["score"]
    if score is None:
        yield f"{name}  {_NO_SCORE.rjust(4)}  {style.faint('nothing graded yet')}"
    else:
        bar = score_bar(Decimal(str(score)), Decimal(str(row["pass_mark"])))
        graded = f"{style.bold(f'{score:.2f}')}  {style.paint(style.symbols(bar), row['band'])}"
        yield f"{name}  {graded}  {style.coloured(row['band'], pad=6)}".rstrip()
    said = style.symbols(" · ").join(filter(None, [slips_text(row), owed_text(row)]))
    if said:
        yield style.wrapped(said, indent=" " * (len(name) + 2), role=Role.FAINT)


def _not_read(portfolio: Portfolio, style: TextStyle) -> Iterator[str]:
    for row in portfolio.unread:
        yield style.wrapped(f"{name_of(row)}: not read. {row['problem']}", indent="    ", first="", role="error")
    for client in portfolio.missing:
        yield style.paint(f"{client}: has no workbook yet. Make it: okr provision ROSTER --cycle …", "warning")
    if portfolio.others:
        titles = [row["title"] for row in portfolio.others]
        names = listed([*titles[:_FEW], f"{len(titles) - _FEW} more"] if titles[_FEW:] else titles)
        yield style.wrapped(f"Left out, since they are no OKR workbooks: {names}.", indent="  ", first="")


def _groups(title: str, groups: tuple[Group, ...], style: TextStyle) -> Iterator[str]:
    if not groups[1:]:  # one group is the whole
        return
    yield ""
    yield style.bold(title)
    for group in groups:
        number = _NO_SCORE.rjust(4) if group.score is None else f"{group.score:.2f}"
        where = f"{counted(group.objectives, 'objective')} in {counted(group.workbooks, 'workbook')}"
        yield f"  {number}  {style.shortened(group.name, _NAME).ljust(_NAME)}  {style.faint(where)}"
