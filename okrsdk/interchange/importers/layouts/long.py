"""One row per key result, its objective beside it: on every row, or on the first of its rows with blanks below it.

::

    Objective;Key result;Target          Objective;Key result;Target
    Win the north;Bookings;20            Win the north;Bookings;20
    Win the north;Rating;4.6             ;Rating;4.6

A row with an objective and no key result is the objective by itself, with what the row says of it; in a table that has
the objective on every row, a lone cell between the rows is a heading. An initiative beside or below a key result is
kept apart from it. The same key result on rows of several days is a log: each row is a check-in, and the newest says
what is now.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from okrsdk.interchange.importers.cycle_headings import cycle_in, is_cycle_name
from okrsdk.interchange.importers.found_records import (
    OWN_OF,
    FoundInitiative,
    FoundKeyResult,
    FoundRecord,
    FoundRecords,
    TableContent,
    sentence,
    sentences,
)
from okrsdk.interchange.importers.header_meanings import CHECKED_ON, CYCLE, ID, INITIATIVE, KEY_RESULT, OBJECTIVE, TEXT
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.labels import label_of
from okrsdk.interchange.importers.layouts.layout import Layout
from okrsdk.interchange.importers.log_columns import is_log
from okrsdk.interchange.importers.source_table import SourceRow, text_of
from okrsdk.language.normalize import normalized
from okrsdk.texts import text

_MOSTLY = 0.8
_SERVED = "contributes_to"
_LONGEST_TITLE = 2
_A_HEADING = text("a heading, or a note in a row of its own")
_A_HEADING_ABOVE = text("a heading; the rows below it name their own objective")
_ID_ALONE = text("the ID of an objective, without its words")
_NOTHING_IN_IT = text("no objective and no key result in it")


def _has_key_results(content: TableContent) -> bool:
    return content.has(KEY_RESULT, TEXT)


def _has_objectives(content: TableContent) -> bool:
    return content.has(OBJECTIVE, TEXT) or content.has(OBJECTIVE, ID)


def _is_filled_down(content: TableContent) -> bool:
    """Whether objectives are on the first of their rows only."""
    rows = [row for row in content.rows if content.text(row, KEY_RESULT, TEXT)]
    beside = [row for row in rows if _name(content, row)]
    return bool(rows) and len(beside) < _MOSTLY * len(rows)


def _name(content: TableContent, row: SourceRow) -> str:
    return content.text(row, OBJECTIVE, TEXT) or content.text(row, OBJECTIVE, ID)


@dataclass(slots=True, kw_only=True)
class _Reader:
    """The reading of one table, row by row."""

    content: TableContent
    is_filled_down: bool
    found: FoundRecords = field(default_factory=FoundRecords)
    objectives: dict[str, FoundRecord] = field(default_factory=dict)
    seen: dict[tuple[object, ...], FoundKeyResult] = field(default_factory=dict)
    objective: FoundRecord | None = None
    reference: str = ""
    key_result: FoundRecord | None = None
    served: object = None
    cycle: str = ""

    def read(self) -> FoundRecords:
        for place, row in enumerate(self.content.rows):
            following = self.content.rows[place + 1] if place + 1 < len(self.content.rows) else None
            if not self._is_heading(row, following):
                self._read(row)
        if any(one.log for one in self.found.key_results):
            for one in self.found.key_results:
                one.log.insert(0, _copied(one.record))
        return self.found

    def _is_heading(self, row: SourceRow, following: SourceRow | None) -> bool:
        """Whether a row is a heading between others: a cycle, or a lone cell that is no objective."""
        if len(row.filled) != 1:
            return False
        text = row.text(row.filled[0])
        if is_cycle_name(text):
            self.cycle = cycle_in(text)
            self.objective = None
            return True
        columns = (self.content.places.get((record, TEXT)) for record in (OBJECTIVE, KEY_RESULT, INITIATIVE))
        if row.filled[0] not in columns:
            self.found.leave_out(row, _A_HEADING)
            return True
        own = following is not None and _name(self.content, following)
        is_other = bool(own) and normalized(str(own)) != normalized(text)
        if not _has_key_results(self.content) or not is_other or (self.is_filled_down and not _is_title(text)):
            return False
        if self.content.places.get((OBJECTIVE, TEXT)) != row.filled[0]:
            return False
        self.found.leave_out(row, _A_HEADING_ABOVE)
        return True

    def _read(self, row: SourceRow) -> None:
        text, key = self.content.text(row, OBJECTIVE, TEXT), self.content.text(row, OBJECTIVE, ID)
        labelled = _labelled_objective(self.content, row)
        if text or key or labelled:
            self._open(row, text or labelled, key)
        if labelled:
            return
        place = self.content.places.get((KEY_RESULT, TEXT))
        texts = [] if place is None else [one for one in sentences(row.cell(place)) if one]
        if not self.content.text(row, KEY_RESULT, TEXT):
            texts = []
        if not texts and not (text or key) and self.key_result is not None and self.content.text(row, "", CHECKED_ON):
            texts = [self.key_result.text]  # a further day of the key result above
        for number, own in enumerate(texts):
            self._add_key_result(row, own, number, len(texts))
        has_initiative = self._add_initiative(row, is_beside=bool(texts))
        if not (text or texts or has_initiative):
            what = _ID_ALONE if key else _NOTHING_IN_IT
            self.found.leave_out(row, what)

    def _open(self, row: SourceRow, text: str, key: str) -> None:
        """Goes on with the objective of a row: one that is known by its ID or its words, or a new one."""
        self.key_result = None
        self.reference = "" if text else key
        name = key if key and not text else "\0".join((key, normalized(text)))
        known = self.objectives.get(name) or (self.objectives.get(key) if key else None)
        is_alone = len(row.filled) == 1 or not any(
            self.content.text(row, record, TEXT) for record in (KEY_RESULT, INITIATIVE)
        )
        if known is None and text:
            of = ("", OBJECTIVE) if is_alone else (OBJECTIVE,)
            known = self.content.record(row, of=of, text=sentence(text), key=key)
            known.cells.setdefault(CYCLE, self.content.text(row, "", CYCLE) or self.cycle)
            if self.is_filled_down and self.content.has(OBJECTIVE, _SERVED):
                self.served = known.cells.setdefault(_SERVED, self.served)
            if not is_alone:
                known.carried.clear()
            self.found.objectives.append(known)
            self.objectives[name] = known
            if key:
                self.objectives.setdefault(key, known)
        elif known is not None and is_alone:
            self.found.leave_out(row, _objective_again(known.line))
        self.objective = known

    def _add_key_result(self, row: SourceRow, text: str, number: int, count: int) -> None:
        key = self.content.text(row, KEY_RESULT, ID) or self.content.text(row, "", ID)
        record = self.content.record(row, of=OWN_OF[KEY_RESULT], text=text, key=key if count == 1 else "")
        if self.cycle:
            record.cells.setdefault(CYCLE, self.cycle)
        if count > 1:
            _keep_own_lines(record, number, count)
        one = FoundKeyResult(record=record, objective=self.objective, reference=self.reference)
        known = self._known(one)
        if known is one:
            self.found.key_results.append(one)
        elif _is_of_another_day(known, record):
            known.log.append(record)
        elif not self.content.text(row, INITIATIVE, TEXT):
            is_same = known.record.cells == record.cells
            self.found.leave_out(row, _key_result_again(known.record.line, is_same=is_same))
        self.key_result = known.record

    def _known(self, one: FoundKeyResult) -> FoundKeyResult:
        """The key result as an earlier row has it: with the same ID, or in the same words for the same objective."""
        cycle, key = text_of(one.record.cells.get(CYCLE)), one.record.key
        words = (id(self.objective), self.reference, cycle, normalized(one.record.text), key)
        names: list[tuple[object, ...]] = [words, *([(cycle, key)] if key else [])]
        earlier = next((self.seen[name] for name in names if name in self.seen), None)
        if earlier is None:
            self.seen |= dict.fromkeys(names, one)
        return earlier or one

    def _add_initiative(self, row: SourceRow, *, is_beside: bool) -> bool:
        text = self.content.text(row, INITIATIVE, TEXT)
        if not text:
            return False
        key = self.content.text(row, INITIATIVE, ID)
        of = (INITIATIVE,) if is_beside else ("", INITIATIVE)
        record = self.content.record(row, of=of, text=sentence(text), key=key)
        self.found.initiatives.append(
            FoundInitiative(record=record, objective=self.objective, key_result=self.key_result)
        )
        return True


def _labelled_objective(content: TableContent, row: SourceRow) -> str:
    """The objective that a lone cell among key results says to be one: `Objective 2: Win the coast`."""
    label = label_of(content.text(row, KEY_RESULT, TEXT))
    return label.text if label.role is Role.OBJECTIVE and len(row.filled) == 1 else ""


def _copied(record: FoundRecord) -> FoundRecord:
    cells, columns, carried = {**record.cells}, {**record.columns}, {**record.carried}
    return replace(record, cells=cells, columns=columns, carried=carried)


def _objective_again(line: int) -> str:
    return text("the objective of line {line} again", line=line)


def _key_result_again(line: int, *, is_same: bool) -> str:
    if is_same:
        return text("the key result of line {line} again", line=line)
    return text("the key result of line {line} again, with other values: the first row counts", line=line)


def _is_title(text: str) -> bool:
    """Whether a text is a title rather than an objective without key results: `MARKETING`, `Team North`.

    >>> _is_title("MARKETING AND SALES"), _is_title("Operations"), _is_title("Shops that sell out every week")
    (True, True, False)
    """
    return text.isupper() or len(text.split()) <= _LONGEST_TITLE


def _is_of_another_day(known: FoundKeyResult, record: FoundRecord) -> bool:
    """Whether a row says of a key result what it was on a day that no earlier row has."""
    days = [text_of(own.cells.get(CHECKED_ON)) for own in (known.record, *known.log)]
    day = text_of(record.cells.get(CHECKED_ON))
    return bool(day) and day not in days


def _is_log(content: TableContent) -> bool:
    name = next((content.places[own] for own in ((KEY_RESULT, TEXT), (KEY_RESULT, ID)) if own in content.places), None)
    day = content.places.get(("", CHECKED_ON))
    return _has_key_results(content) and name is not None and day is not None and is_log(content.rows, name, day)


def _keep_own_lines(record: FoundRecord, number: int, count: int) -> None:
    """Of the cells of a row with several key results, the line that is this one's where there are as many lines."""
    for name, cell in record.cells.items():
        lines = [line.strip() for line in str(cell).splitlines() if line.strip()] if isinstance(cell, str) else []
        if len(lines) == count:
            record.cells[name] = lines[number]


def read_rows(content: TableContent) -> FoundRecords:
    """The records of a table with a row per key result."""
    return _Reader(content=content, is_filled_down=_is_filled_down(content)).read()


LOG = Layout(name=text("one row per key result and day"), detect=_is_log, read=read_rows)
REPEATED = Layout(
    name=text("one row per key result, its objective repeated"),
    detect=lambda content: _has_key_results(content) and _has_objectives(content) and not _is_filled_down(content),
    read=read_rows,
)
FILLED_DOWN = Layout(
    name=text("one row per key result, its objective on the first of them"),
    detect=lambda content: _has_key_results(content) and _has_objectives(content),
    read=read_rows,
)
OBJECTIVES_ALONE = Layout(
    name=text("one row per objective, without key results"), detect=_has_objectives, read=read_rows
)
KEY_RESULTS_ALONE = Layout(
    name=text("one row per key result, without objectives"), detect=_has_key_results, read=read_rows
)
