"""Markdown for a wiki: a page with a table of key results under each objective, which `okr check` reads again.

One file; a heading of the first level per workbook, one of the second per objective with its facts a line each, a table
of key results (columns in which nothing is said are left out) and one of check-ins, and the client's profile at the
end. Texts of cells are escaped, so that none of them becomes a heading, a link, HTML or a further column. GitHub,
GitLab, Confluence, Notion and Azure DevOps take such tables.

Source: CommonMark 0.31 and the tables of GitHub Flavored Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.page import Page, PageTable, Section, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.assessment import Assessment

_LINE_BREAK = "  \n"
_MEANS_SOMETHING = re.compile(r"[\\`&*_\[\]<>|~]")


def markdown_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One Markdown file with the pages of all workbooks."""
    lines = [line for assessment in assessments for line in _page_lines(page_of(assessment))]
    return text_file("okrs.md", "\n".join(lines).rstrip("\n") + "\n")


def _page_lines(page: Page) -> Iterator[str]:
    yield from (f"# {_escaped(page.title)}", "", page.lead, "")
    for section in page.sections:
        yield from _section_lines(section)
    yield from _table_lines(page.profile)


def _section_lines(section: Section) -> Iterator[str]:
    yield from (f"## {_escaped(section.heading)}", "")
    if section.facts:
        # Lines rather than a list: items of a list are key results to readers of drafts.
        yield _LINE_BREAK.join(f"**{_escaped(title)}:** {_escaped(value)}" for title, value in section.facts)
        yield ""
    yield from _table_lines(section.key_results)
    yield from _table_lines(section.check_ins)


def _table_lines(table: PageTable) -> Iterator[str]:
    if not table.rows:
        return
    yield _row(table.headers)
    yield _row(["---"] * len(table.headers))
    yield from (_row([_escaped(cell) for cell in row]) for row in table.rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would read as more than text."""
    return _MEANS_SOMETHING.sub(r"\\\g<0>", " ".join(text.split()))
