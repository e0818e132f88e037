"""Markdown and plain text as a flat list of blocks, each with its line: headings, lines, list items, tables, asides."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class BlockKind(StrEnum):
    """What a block is by its form; an aside is a quote, code, HTML or front matter."""

    HEADING = "heading"
    LINE = "line"
    ITEM = "item"
    TABLE = "table"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a draft.

    Attributes:
        kind: what it is by its form.
        line: 0-based line on which it begins.
        text: what it says, without marks of emphasis, links and leading tags.
        level: of a heading 1 to 6, of lines and items the column at which they begin.
        is_strong: whether all of it is emphasized strongly.
        is_struck: whether it is struck out.
        is_ordered: of an item, whether it is numbered.
        is_inside: of a line, whether it belongs to the item above it.
        is_tight: whether there is no blank line above it.
        rows: of a table the rows, header first, each with its line; lines in a cell are parted by a vertical tab.
        reason: of an aside, what it is.
    """

    kind: BlockKind
    line: int
    text: str = ""
    level: int = 0
    is_strong: bool = False
    is_struck: bool = False
    is_ordered: bool = False
    is_inside: bool = False
    is_tight: bool = False
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One source line of a paragraph."""

    text: str
    is_strong: bool
    is_struck: bool
    ends_hard: bool


_BULLETS = re.compile(
    r"^([ \t]*)(?:[a-h][.)](?=[ \t])|[•▪◦‣·●○■□▸►–—☐☑✓✔✅・]|-(?=[^\W\d_]))[ \t]*(?=\S)", re.MULTILINE
)
# `1.1 Bookings` is below `1. Win the north`.
_PARENTS = re.compile(r"^[ \t]*(\d{1,2})\.\d{1,2}[.)]?[ \t]+\S", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d{1,2})[ \t]+(?=\S)", re.MULTILINE)
"""A line that begins with a number, such as the one that dotted numbers (`1.1`) are below."""
_DOTTED = re.compile(r"^([ \t]*)\d{1,2}\.\d{1,2}[.)]?[ \t]+(?=[^\W\d_])(?=\w*[^\W\d_a-zß-ÿ])", re.MULTILINE)
_HTML = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>|\{#[\w-]+\}")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOX = re.compile(r"^([ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+)\[[ xX]?\][ \t]+", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*(?P<mark>[-*+]|\(?\d{1,2}[.)])[ \t]+")
_BLANKS = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_TAG = re.compile(r"(?:P[0-9X]|[A-Z]\d|TODO|WIP|DONE)")
_PIPE = re.compile(r"(?<!\\)\|")
_WIDE = 70
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_ASIDES = {"fence": "code", "code_block": "code", "html_block": "HTML"}


def read_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a draft in their order."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front = _front_matter(lines)
    matter = (Block(kind=BlockKind.ASIDE, line=n, text=lines[n], reason="front matter") for n in range(1, front - 1))
    body = [*("" for _ in range(front)), *lines[front:]]
    source = _BULLETS.sub(r"\1- ", "\n".join(_BLANKS.sub(" ", line) for line in body))
    numbers = {match[1] for match in _PARENTS.finditer(source)}
    source = _NUMBERED.sub(lambda match: f"{match[1]}. " if match[1] in numbers else match[0], source)
    source = _DOTTED.sub(r"\1  - ", source)
    return (*matter, *_Walk(_BOX.sub(r"\1", source)).blocks())


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines of front matter there are at the top, its fences included."""
    ends = _FENCES.get(lines[0].rstrip())
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in (ends or ())), 0)
    inner = [line for line in lines[1:end] if line.strip()]
    is_matter = all(re.match(r"\s*[\w\"'-]+\s*[:=]|\s*-\s|\s+|#", line) for line in inner)
    return end + 1 if inner and is_matter else 0


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Indented text is never code here, and a line in square brackets never a definition to hide.
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return reader.disable(["code", "reference", "html_inline", "autolink", "entity"])


class _Walk:
    """The tokens of one text, turned into blocks."""

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")
        self._tokens = _markdown().parse(source)

    def blocks(self) -> Iterator[Block]:
        place, items = 0, 0
        while place < len(self._tokens):
            token = self._tokens[place]
            items += token.nesting if token.type in ("list_item_open", "list_item_close") else 0
            if token.type in ("blockquote_open", "table_open"):
                end = self._end(place)
                yield from self._quote(place, end) if token.type == "blockquote_open" else [self._table(place, end)]
                place = end
            elif token.type in _ASIDES and token.map:
                yield Block(
                    kind=BlockKind.ASIDE,
                    line=token.map[0],
                    text=_in_one_line(token.content),
                    reason=_ASIDES[token.type],
                )
            elif token.type == "inline" and token.map:
                opening = self._tokens[place - 1]
                if opening.type == "heading_open" and token.map[1] - token.map[0] == 1:
                    yield self._heading(opening, token)
                else:
                    yield from self._paragraph(token, is_item=self._begins_item(place), is_inside=items > 0)
            place += 1

    def _end(self, place: int) -> int:
        opening = self._tokens[place]
        closing = opening.type.replace("_open", "_close")
        return next(
            n
            for n in range(place, len(self._tokens))
            if self._tokens[n].type == closing and self._tokens[n].level == opening.level
        )

    def _quote(self, place: int, end: int) -> Iterator[Block]:
        for token in self._tokens[place:end]:
            if token.type == "inline" and token.map:
                for number, said in enumerate(_said(token), token.map[0]):
                    yield Block(kind=BlockKind.ASIDE, line=number, text=said.text, reason="a quote")
            elif token.type in _ASIDES and token.map:
                yield Block(kind=BlockKind.ASIDE, line=token.map[0], text=_in_one_line(token.content), reason="a quote")

    def _table(self, place: int, end: int) -> Block:
        rows: list[tuple[int, list[str]]] = []
        for token in self._tokens[place:end]:
            if token.type == "tr_open" and token.map:
                rows.append((token.map[0], []))
            elif token.type == "inline" and rows:
                rows[-1][1].append(" ".join(said.text for said in _said(token, keeps_breaks=True)))
        width = len(rows[0][1])
        return Block(
            kind=BlockKind.TABLE,
            line=rows[0][0],
            text=" | ".join(rows[0][1]).replace("\v", " "),
            rows=tuple((line, (*cells, *self._cells_beyond(line, width))) for line, cells in rows),
        )

    def _cells_beyond(self, line: int, width: int) -> list[str]:
        """The cells of a row that has more than the table has columns, which Markdown leaves out."""
        raw = self._lines[line].strip()
        cells = _PIPE.split(raw.removeprefix("|"))
        return [cell.strip().replace("\\|", "|") for cell in cells[width:] if cell.strip()]

    def _heading(self, opening: Token, token: Token) -> Block:
        (said,) = _said(token)[:1] or [_Said(text="", is_strong=False, is_struck=False, ends_hard=False)]
        line = token.map[0] if token.map else 0
        return Block(
            kind=BlockKind.HEADING, line=line, text=said.text, level=int(opening.tag[1]), is_struck=said.is_struck
        )

    def _begins_item(self, place: int) -> bool:
        return place > 1 and self._tokens[place - 2].type == "list_item_open"

    def _paragraph(self, token: Token, *, is_item: bool, is_inside: bool) -> Iterator[Block]:
        """The lines of a paragraph as blocks; lines that only wrap a sentence are one."""
        first = token.map[0] if token.map else 0
        own_indent = _indent(self._lines[first]) if is_item else -1
        run: list[Block] = []
        ends_hard = False
        for number, said in enumerate(_said(token), first):
            starts_item = is_item and number == first
            block = self._line(number, said, may_begin_item=number > first, starts_item=starts_item)
            if block.kind is BlockKind.LINE:
                block = replace(block, is_inside=is_inside and block.level > own_indent)
            if run and (ends_hard or not self._goes_on(run, block)):
                yield _joined(run)
                run = []
            run.append(block)
            ends_hard = said.ends_hard
        if run:
            yield _joined(run)

    def _line(self, number: int, said: _Said, *, may_begin_item: bool, starts_item: bool) -> Block:
        raw = self._lines[min(number, len(self._lines) - 1)]
        mark = _ITEM.match(raw)
        is_item = starts_item or (may_begin_item and mark is not None)
        return Block(
            kind=BlockKind.ITEM if is_item else BlockKind.LINE,
            line=number,
            text=_ITEM.sub("", said.text, count=1).strip() if is_item and not starts_item else said.text,
            level=_indent(raw),
            is_strong=said.is_strong,
            is_struck=said.is_struck,
            is_ordered=is_item and mark is not None and mark["mark"][-1] in ".)",
            is_tight=number > 0 and bool(self._lines[number - 1].strip()),
        )

    def _goes_on(self, run: Sequence[Block], following: Block) -> bool:
        """Whether the following line is the rest of a sentence that was wrapped."""
        block = run[0]
        if following.kind is BlockKind.ITEM or block.is_strong or following.is_strong:
            return False
        if label_of(following.text).role is not Role.PLAIN or label_of(block.text).role is Role.FIELD:
            return False
        is_within = block.kind is BlockKind.ITEM and following.level > block.level
        is_wrapped = following.text[:1].islower() or len(self._lines[following.line - 1]) >= _WIDE
        is_even = block.level == following.level or block.kind is BlockKind.ITEM
        return is_within or block.is_inside or (is_even and is_wrapped)


def _joined(run: Sequence[Block]) -> Block:
    text = " ".join(block.text for block in run).strip()
    return replace(run[0], text=text, is_struck=all(block.is_struck for block in run))


def _said(token: Token, *, keeps_breaks: bool = False) -> list[_Said]:
    """The source lines of an inline token, as plain text; `<br>` is a vertical tab where it is to be kept."""
    lines: list[_Said] = []
    parts: list[tuple[str, bool, bool]] = []
    strong = struck = 0

    def end(*, is_hard: bool) -> None:
        shown = [part for part in parts if part[0].strip()]
        text = _HTML.sub("", "".join(part for part, _, _ in parts)).strip(" \v")
        text = text if keeps_breaks else text.replace("\v", " ")
        lines.append(
            _Said(
                text=text,
                is_strong=bool(shown) and all(part[1] for part in shown),
                is_struck=bool(shown) and all(part[2] for part in shown),
                ends_hard=is_hard,
            )
        )
        parts.clear()

    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            strong += child.nesting
        elif child.type in ("s_open", "s_close"):
            struck += child.nesting
        elif child.type in ("softbreak", "hardbreak"):
            end(is_hard=child.type == "hardbreak")
        elif (
            child.type == "code_inline"
            and not any(part.strip() for part, _, _ in parts)
            and _TAG.fullmatch(child.content)
        ):
            parts.append(("\0", strong > 0, struck > 0))
        elif child.content:
            parts.append((_BREAK.sub("\v", child.content), strong > 0, struck > 0))
    end(is_hard=False)
    return [_without_tag(said) for said in lines]


def _without_tag(said: _Said) -> _Said:
    """The line without a tag in code before it (`P0`) and the dash behind that."""
    if "\0" not in said.text:
        return said
    return replace(
        said,
        text=re.sub(
            r"^\0\s*(@[\w.-]+\s*)*(?:[-–—:](?:\s+|$))?", lambda m: " ".join(filter(None, [m[1]])), said.text
        ).strip(),
    )


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _indent(raw: str) -> int:
    return len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
