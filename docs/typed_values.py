"""What people type and what it means: the table behind `docs/workbook-columns.md` and the tests of `read_value`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrsdk.findings import Table
from okrsdk.model import FunnelStage, Kind, Stage, Status
from okrsdk.schema import CellError

_PILOT, _LIVE = Stage(score=Decimal("0.3"), name="pilot signed"), Stage(score=Decimal(1), name="live with all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing people type into a cell.

    Attributes:
        field: the field of a key result whose column it is in; with a table where it is another one's.
        typed: what the cell holds unformatted.
        means: the value that is read; the same as `typed` where it is not understood.
        is_finding: whether the column does not allow that value, so that it is a finding and counts as blank.
        shown: what it looks like, where that is not what the cell holds.
        note: the rule, or why.
        table: the table.
        format_type: type of the cell's number format, empty for automatic.
        kind: kind of the key result.
        stages: its stages.
        unit: its unit.
        words: its sentence.
        locale: the locale of the workbook; a document has none.
    """

    field: str
    typed: object
    means: object
    is_finding: bool = False
    shown: str = ""
    note: str = ""
    table: Table = Table.KEY_RESULTS
    format_type: str = ""
    kind: Kind | None = None
    stages: tuple[Stage, ...] = ()
    unit: str = ""
    words: str = ""
    locale: str = "en_US"


def _number(typed: object, means: object, note: str = "", *, shown: str = "", format_type: str = "") -> Case:
    return Case(field="target", typed=typed, means=means, note=note, shown=shown, format_type=format_type)


def _local(typed: str, means: object, locale: str, note: str = "") -> Case:
    return Case(field="target", typed=typed, means=means, locale=locale, note=note or f"`{locale}`")


def _unsure(typed: str, locale: str, note: str) -> Case:
    return Case(field="target", typed=typed, means=typed, is_finding=True, locale=locale, note=note)


def _in_unit(typed: str, means: object, unit: str, note: str = "") -> Case:
    return Case(field="target", typed=typed, means=means, unit=unit, note=note or f"in a row of Unit `{unit}`")


def _no_number(typed: object, note: str = "", *, means: object = None, shown: str = "", format_type: str = "") -> Case:
    read = typed if means is None else means
    return Case(
        field="target", typed=typed, means=read, is_finding=True, note=note, shown=shown, format_type=format_type
    )


def _day(typed: object, means: object, note: str = "", *, shown: str = "", format_type: str = "") -> Case:
    return Case(field="due", typed=typed, means=means, note=note, shown=shown, format_type=format_type)


def _no_day(typed: object, note: str = "", *, means: object = None) -> Case:
    return Case(field="due", typed=typed, means=typed if means is None else means, is_finding=True, note=note)


def _current(kind: Kind, typed: object, means: object, note: str = "", *, shown: str = "") -> Case:
    stages = (_PILOT, _LIVE) if kind is Kind.STAGES else ()
    return Case(field="current", typed=typed, means=means, note=note, shown=shown, kind=kind, stages=stages)


def _no_current(kind: Kind, typed: object, note: str = "") -> Case:
    stages = (_PILOT, _LIVE) if kind is Kind.STAGES else ()
    return Case(field="current", typed=typed, means=typed, is_finding=True, note=note, kind=kind, stages=stages)


_TICKED, _UNTICKED = True, False

NUMBERS = (
    _number(0, Decimal(0), "0 is a value, not a blank"),
    _number("", None, "blank: no value", shown="(blank)"),
    _number("  ", None, "blanks alone are blank too", shown="(spaces)"),
    _number(0.1 + 0.2, Decimal("0.3"), "a formula's number, with the 15 digits a sheet shows", shown="=0.1+0.2"),
    _number("45 %", Decimal("0.45"), "a percentage is a share, as Sheets itself keeps it"),
    _number(
        0.45, Decimal("0.45"), "the same, typed into a cell formatted as percent", shown="45%", format_type="PERCENT"
    ),
    _number("1,234", Decimal(1234), "three digits behind one mark: the locale of the workbook decides, here `en_US`"),
    _number("1.234", Decimal("1.234"), "so does it here"),
    _local("1,234", Decimal("1.234"), "de_DE", "the same in a German workbook"),
    _local("1.234", Decimal(1234), "de_DE"),
    _unsure("1.234", "fr_FR", "1234 or 1.234? France uses the point for neither"),
    _unsure("1,234", "", "so it is in a file, which has no locale"),
    Case(
        field="target",
        typed="1,234",
        means=Decimal(1234),
        note="unless one of the two is a number of the key result's words (here: `Trials from 900 to 1234`)",
        words="Trials from 900 to 1234",
        locale="",
    ),
    _number("1,23", Decimal("1.23"), "any other single comma is a decimal comma, in every locale"),
    _number("0,125", Decimal("0.125"), "also behind a leading zero"),
    _number("12,34,567", Decimal(1234567), "lakh and crore"),
    _number("1,234.5", Decimal("1234.5"), "of two different marks the last is the decimal one"),
    _number("1.234,5", Decimal("1234.5")),
    _number("1.234.567", Decimal(1234567), "a mark that comes twice separates thousands"),
    _number("1 234,5", Decimal("1234.5"), "blanks of any width separate thousands"),
    _number("1'234.5", Decimal("1234.5"), "apostrophes too"),
    _number("$1.2k", Decimal(1200), "currency signs and codes are left out; k is thousand"),
    _number("1.2M", Decimal(1200000), "M is million, bn or B is billion"),
    _number("1,5 Mio. €", Decimal(1500000), "and the words and short forms of the languages: Mio., Mrd., lakh, crore"),
    _no_number("5m", "a small m may be million, minutes or metres"),
    _number("€ 5", Decimal(5)),
    _number("5 EUR", Decimal(5)),
    _number("-5", Decimal(-5), "a typed minus; the long one (−5) too"),
    _number("(5)", Decimal(-5), "in brackets as in accounts, and as Sheets reads it"),
    _no_number("≥ 99.9 %", "the bound belongs into Kind (at_least)"),
    _no_number("50 leads", "the unit belongs into Unit"),
    _in_unit("50 leads", Decimal(50), "leads", "where it is there, it may be here, too"),
    _in_unit("800 kg", Decimal("0.8"), "t", "another unit of the same dimension is converted"),
    _in_unit("1h30", Decimal(90), "minutes"),
    _in_unit("9:12 min", Decimal("9.2"), "minutes"),
    Case(
        field="target",
        typed="5 EUR",
        means="5 EUR",
        is_finding=True,
        unit="$",
        note="in a row of Unit `$`: no rate is known",
    ),
    _no_number("about 50"),
    _no_number("1,2,3", "no grouping of thousands"),
    _no_number("n/a", "leave the cell blank"),
    _no_number(46112, "a date", means=date(2026, 3, 31), shown="2026-03-31", format_type="DATE"),
    _no_number(0.104166666666667, "a time or duration", means="2:30:00", shown="2:30:00", format_type="TIME"),
    Case(
        field="target",
        typed=0.104166666666667,
        means=Decimal(150),
        shown="2:30:00",
        format_type="TIME",
        unit="minutes",
        note="in a row of Unit `minutes`",
    ),
    _no_number(_TICKED, "a ticked box is no amount", shown="☑"),
    _no_number("#REF!", "a formula that failed; so with every error value", means=CellError("#REF!")),
)
DAYS = (
    _day(46112, date(2026, 3, 31), "a date, which sheets keep as a number", shown="2026-03-31", format_type="DATE"),
    _day(
        46112.75,
        date(2026, 3, 31),
        "the time of day is left out",
        shown="2026-03-31 18:00",
        format_type="DATE_TIME",
    ),
    _day(46112, date(2026, 3, 31), "a number from 2000 to 2099 whose date format was lost", shown="46112"),
    _no_day(5, "no other number is a date", means=Decimal(5)),
    _day("2026-03-31", date(2026, 3, 31), "the year first, with hyphens, slashes or points"),
    _day("31.03.2026", date(2026, 3, 31), "with points the day is first"),
    _day("31 March 2026", date(2026, 3, 31), "English months, whole or short"),
    _day("Mar 31, 2026", date(2026, 3, 31)),
    _day("31/03/2026", date(2026, 3, 31), "only one order gives a date"),
    _day("03/04/2026", date(2026, 3, 4), "the locale of the workbook decides, here `en_US`"),
    Case(field="due", typed="03/04/2026", means=date(2026, 4, 3), locale="en_GB", note="`en_GB`"),
    Case(
        field="due",
        typed="03/04/2026",
        means="03/04/2026",
        is_finding=True,
        locale="",
        note="April or March? A file has no locale, and readers of two countries read two days",
    ),
    Case(
        field="due",
        typed="31. März 2026",
        means=date(2026, 3, 31),
        locale="de_DE",
        note="months of the locale, here `de_DE`",
    ),
    _no_day("end of March"),
)
CHOICES = (
    Case(field="kind", typed="At least", means=Kind.AT_LEAST, note="case, accents, blanks, hyphens, _ do not matter"),
    Case(field="status", typed=" ACTIVE ", means=Status.ACTIVE),
    Case(field="funnel_stage", typed="mql", means=FunnelStage.MQL),
    Case(field="kind", typed="growth", means="growth", is_finding=True, note="none of the choices"),
)
DONE_OR_NOT = (
    _current(Kind.MILESTONE, _TICKED, Decimal(1), "a ticked box is done", shown="☑"),
    _current(Kind.MILESTONE, _UNTICKED, Decimal(0), "an unticked one is not", shown="☐"),
    _current(Kind.MILESTONE, "Done", Decimal(1), "also yes, true, complete, x, ✓"),
    _current(Kind.MILESTONE, "not yet", Decimal(0), "also no, false, not done, open"),
    _current(Kind.MILESTONE, "erledigt", Decimal(1), "also in seven other languages"),
    _current(Kind.MILESTONE, "100 %", Decimal(1)),
    _no_current(Kind.MILESTONE, "mostly"),
    _current(Kind.STAGES, "Pilot signed", Decimal("0.3"), "a stage by its name: its score"),
    _current(Kind.STAGES, 1, Decimal(1), "or the score itself"),
    _no_current(Kind.STAGES, "nearly live", "none of its stages"),
    _no_current(Kind.INCREASE, "Done", "only milestones are done or not"),
)
LISTS = (
    Case(
        field="co_owners",
        table=Table.OBJECTIVES,
        typed="Head of Sales, Front desk",
        means=("Head of Sales", "Front desk"),
        note="people are between commas, semicolons or line breaks",
    ),
    Case(
        field="stages",
        typed="0.3: pilot signed | 1.0: live with all",
        means=(_PILOT, _LIVE),
        note="stages are between | or line breaks, each with its score from 0 to 1",
    ),
    Case(field="stages", typed="30 %: pilot signed | 1: live with all", means=(_PILOT, _LIVE)),
    Case(field="stages", typed="pilot, then live", means="pilot, then live", is_finding=True, note="no scores"),
)
TEXTS = (
    Case(
        field="text", typed="  Requests from 100 to 200 ", means="Requests from 100 to 200", note="without outer blanks"
    ),
    Case(field="id", typed=7, means="7", note="a number in a column of words is its digits"),
    Case(
        field="id",
        typed=46024,
        means="2026-01-02",
        shown="1-2",
        format_type="DATE",
        note="what Sheets took for a date is that date; columns of IDs are formatted as text to prevent it",
    ),
    Case(field="text", typed="=SUM(A1)", means="=SUM(A1)", note="a text stays a text, whatever it begins with"),
    Case(field="owner", typed=_TICKED, means=_TICKED, is_finding=True, shown="☑", note="a box is no name"),
)
GROUPS = (
    ("Numbers", NUMBERS),
    ("Days", DAYS),
    ("Choices", CHOICES),
    ("Baseline, Target, Current and Value of milestones and stages", DONE_OR_NOT),
    ("People and stages", LISTS),
    ("Words", TEXTS),
)
