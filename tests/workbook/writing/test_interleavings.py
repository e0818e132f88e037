"""People edit, connections break, processes end, and grades follow, in any order: what must hold holds after each step.

Seconds by default. `OKRSDK_WRITE_STEPS=1000000` asks for about that many steps (edits, and requests of grades), and
tells how many there were. Books are read by `quick_reading`, and the rules on wording play no part.
"""

import os
from collections import Counter, defaultdict
from datetime import date
from functools import partial
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from okrsdk.errors import InvalidOkrError, SheetsError, UnavailableError
from okrsdk.rules import Policy
from okrsdk.sheets.write_back import write_back
from okrsdk.workbook import read_workbook
from okrsdk.workbook.overview import BLOCK_ROWS
from okrsdk.workbook.workbook_port import assess_workbook
from tests.workbook.writing.gridmodel import KEY_RESULTS, OWNED, Formula, book
from tests.workbook.writing.quick_reading import quick_reading

ON = date(2026, 2, 1)
RULES_EACH = 12
STEPS_EACH = 27
"""Edits and requests of one example, roughly."""
COUNTED: Counter[str] = Counter()
STEPS = int(os.environ.get("OKRSDK_WRITE_STEPS", "1000"))
IS_LONG = "OKRSDK_WRITE_STEPS" in os.environ
NO_RULES = Policy(name="none", why="Nothing that is written depends on them.", select=("-",))
ROWS = st.integers(0, 20)
AT_THE_TOP = st.integers(0, 3)
ENDS = st.sampled_from(["lost before", "lost after", "killed before", "killed after"])


def edits_of(rows):
    """What a person does in one moment."""
    return st.one_of(
        st.tuples(st.just("sort"), st.permutations(range(8))),
        st.tuples(st.just("insert"), rows),
        st.tuples(st.just("add"), rows),
        st.tuples(st.just("delete"), rows),
        st.tuples(st.just("retype"), rows),
        st.tuples(st.just("measure"), rows),
        st.tuples(st.just("move column"), rows),
        st.tuples(st.just("rename column"), rows),
        st.tuples(st.just("insert on the Overview"), rows),
        st.tuples(st.just("delete from the Overview"), rows),
        st.tuples(st.just("move a column of the Overview"), rows),
    )


def happenings_of(edits):
    """What comes before or after each request of a grade but the first reading."""
    several = st.one_of(st.tuples(edits, ENDS), st.tuples(edits, edits), st.tuples(edits, edits, ENDS))
    return st.lists(st.one_of(st.none(), edits, edits, ENDS, several), min_size=1, max_size=7)


EDITS = edits_of(ROWS)
HAPPENINGS = happenings_of(EDITS)
INSERTS = st.tuples(st.just("insert"), AT_THE_TOP)
EDITS_AT_THE_TOP = st.one_of(INSERTS, INSERTS, edits_of(AT_THE_TOP))
HAPPENINGS_AT_THE_TOP = happenings_of(EDITS_AT_THE_TOP)


class KilledError(BaseException):
    """The process ends."""


assessed = partial(assess_workbook, on=ON, policy=NO_RULES)


class Person:
    """Somebody who edits a book, and knows what they wrote where.

    Every key result has a current value that no other has or had, so that its progress tells whose it is.
    """

    def __init__(self, own):
        self.book = own
        self.values = count(1)
        self.typed = {}
        self.ids = {}
        self.own_scores = {}
        self.renamed = defaultdict(set)
        self.has_formula = False
        for row in self.rows[1:]:
            self._know(row)

    @property
    def results(self):
        return self.book.tabs[1]

    @property
    def overview(self):
        return self.book.tabs[2]

    @property
    def rows(self):
        return self.results.rows

    def _know(self, row):
        self.typed[row["uid"]] = {key: row.get(key, "") for key in ("objective_id", "text", "current", "note")}
        if row.get("id"):
            self.ids[row["uid"]] = row["id"]
        self._remember_score(row)

    def _remember_score(self, row):
        if row.get("current", "") != "":
            self.own_scores.setdefault(row["uid"], set()).add(row["current"] / 1000)

    def record_rows(self):
        """The rows below the header and above the mean, where there is one."""
        end = next((number for number, row in enumerate(self.rows) if row["uid"] == "mean"), len(self.rows))
        return list(range(self.results.header_row + 1, end))

    def do(self, edit):
        COUNTED["edits"] += 1
        kind, argument = edit
        getattr(self, "_" + kind.replace(" ", "_"))(argument)

    def _sort(self, order):
        numbers = self.record_rows()
        rows = [self.rows[number] for number in numbers]
        keys = {row["uid"]: (order[at % len(order)], at) for at, row in enumerate(rows)}
        for number, row in zip(numbers, sorted(rows, key=lambda row: keys[row["uid"]]), strict=True):
            self.rows[number] = row

    def _place(self, argument, *, most=None):
        return argument % ((len(self.record_rows()) if most is None else most) + 1)

    def _insert(self, argument):
        self.results.insert(self._place(argument, most=self.results.header_row + len(self.record_rows())))

    def _add(self, argument):
        number = self.results.header_row + 1 + self._place(argument)
        value = next(self.values)
        cells = {"objective_id": "O1", "text": f"key result {value}", "baseline": 0, "target": 1000, "current": value}
        self.results.insert(number, **cells, note=f"note {value}")
        self._know(self.rows[number])

    def _chosen(self, argument):
        numbers = [number for number in self.record_rows() if self.rows[number]["uid"] in self.typed]
        return numbers[argument % len(numbers)] if numbers else None

    def _delete(self, argument):
        number = self._chosen(argument)
        if number is not None:
            self.typed.pop(self.rows[number]["uid"])
            self.results.delete(number)

    def _retype(self, argument):
        number = self._chosen(argument)
        if number is not None:
            self.rows[number]["text"] = f"key result {next(self.values)}"
            self.typed[self.rows[number]["uid"]]["text"] = self.rows[number]["text"]

    def _measure(self, argument):
        number = self._chosen(argument)
        if number is not None:
            self.rows[number]["current"] = next(self.values)
            self.typed[self.rows[number]["uid"]]["current"] = self.rows[number]["current"]
            self._remember_score(self.rows[number])

    def _move_column(self, argument):
        order = self.results.order
        order.insert(argument * 7 % len(order), order.pop(argument % len(order)))

    def _rename_column(self, argument):
        name = ("score", "note", "text")[argument % 3]
        header = next(row for row in self.rows if row["uid"] == "header")
        header[name] = f"Mine {next(self.values)}"
        self.renamed[name].add(header[name])

    def _insert_on_the_Overview(self, argument):  # noqa: N802 -- named after the edit
        self.overview.insert(argument % (len(self.overview.rows) + 1))

    def _delete_from_the_Overview(self, argument):  # noqa: N802 -- named after the edit
        self.overview.delete(argument % (BLOCK_ROWS - 10))

    def _move_a_column_of_the_Overview(self, argument):  # noqa: N802 -- named after the edit
        order = self.overview.order
        order.insert(argument * 5 % len(order), order.pop(argument % len(order)))


class Disturbed:
    """The book as one grade reaches it: something may happen before and after each request but the first reading."""

    spreadsheet_id = "model"

    def __init__(self, person, happenings):
        self.person, self.happenings = person, list(happenings)
        self.is_moved_unseen = False
        self.is_begun = False

    def read(self):
        if self.is_begun:
            return self._disturbed(lambda _: self.person.book.read(), None)
        COUNTED["requests"] += 1
        self.is_begun = True
        return self.person.book.read()

    def write_values(self, request):
        return self._disturbed(self.person.book.write_values, request)

    def changed(self, request):
        return self._disturbed(self.person.book.changed, request)

    def _disturbed(self, send, request):
        COUNTED["requests"] += 1
        happening = self.happenings.pop(0) if self.happenings else None
        parts = happening if isinstance(happening, tuple) and isinstance(happening[0], tuple) else (happening,)
        self.is_moved_unseen = False
        edits = [part for part in parts if isinstance(part, tuple)]
        # A formula below the records is lost when rows above it are deleted and others inserted in one moment.
        for edit in edits[: 1 if self.person.has_formula else None]:
            self.person.do(edit)
            self.is_moved_unseen = True
        end = parts[-1]
        _stop(end, "before")
        answer = send(request)
        _stop(end, "after")
        self.is_moved_unseen = False
        return answer


def _stop(end, moment):
    if end == f"lost {moment}":
        raise UnavailableError("The connection broke.", may_be_done=True)
    if end == f"killed {moment}":
        raise KilledError


class Grades(RuleBasedStateMachine):
    """A workbook over a while."""

    @initialize(nameless=st.sets(st.integers(0, 3)), has_mean=st.booleans())
    def begin(self, nameless, has_mean):
        own = book()
        own.reader = quick_reading
        self.person = Person(own)
        for number in range(4):
            self.person.do(("add", number))
            row = self.person.rows[self.person.results.header_row + 1 + number]
            if number not in nameless:
                row["id"] = self.person.ids[row["uid"]] = f"O1-KR{number + 1}"
        self.mean = Formula(0.5)
        if has_mean:
            own.tabs[1].rows.append({"uid": "mean", "score": self.mean})
            self.person.has_formula = True
        self.has_mean = has_mean
        self.is_told = False
        self.is_killed = False
        self.named = None
        self.beside = [row.get("note") for row in own.tabs[2].rows]

    @rule(edit=EDITS)
    def edit(self, edit):
        self.person.do(edit)
        self.named = None

    @rule(happenings=HAPPENINGS)
    def grade(self, happenings):
        self._grade(happenings)

    def _grade(self, happenings):
        sheet: Any = Disturbed(self.person, happenings)  # what a write asks of a Spreadsheet
        self.named = None
        try:
            write_back(sheet, assessed(sheet.read()), assessed)
        except InvalidOkrError:
            pass
        except KilledError:
            self.is_killed = True
        except SheetsError as error:
            self.is_told = bool(error.in_doubt)
            if not sheet.is_moved_unseen:
                self.named = set(error.in_doubt)
        else:
            assert not self._wrong_rows()
            self.is_told = self.is_killed = False
        self._learn_ids()

    @rule()
    def grade_undisturbed(self):
        sheet: Any = Disturbed(self.person, [])  # what a write asks of a Spreadsheet
        write_back(sheet, assessed(sheet.read()), assessed)
        self.is_told = self.is_killed = False
        self.named = None
        self._learn_ids()
        header = next(row for row in self.person.rows if row["uid"] == "header")
        # A name given in the very moment in which a lost header is put back gives way to the one before.
        assert all(header[name] in {KEY_RESULTS[name], *self.person.renamed[name]} for name in OWNED)
        assert not self._wrong_rows()
        for row in self.person.rows:
            if row["uid"] in self.person.typed and row.get("text"):
                assert row["progress"] == pytest.approx(row["current"] / 1000)
                assert row["id"]

    @invariant()
    def scores_are_beside_their_own_key_results(self):
        assert self.is_told or self.is_killed or not self._wrong_rows()
        if self.named is not None and not self.is_killed:
            assert {row["id"] for row in self._wrong_rows() if row.get("id")} <= self.named

    @invariant()
    def what_people_wrote_stays(self):
        held = {row["uid"]: row for row in self.person.rows}
        for uid, cells in self.person.typed.items():
            assert {key: held[uid].get(key, "") for key in cells} == cells
        if self.has_mean:
            assert held["mean"]["score"] is self.mean

    @invariant()
    def ids_stay(self):
        held = {row["uid"]: row.get("id", "") for row in self.person.rows}
        assert {uid: held[uid] for uid in self.person.ids if uid in held} == {
            uid: own for uid, own in self.person.ids.items() if uid in held
        }

    @invariant()
    def notes_on_the_overview_stay(self):
        notes = [row["note"] for row in self.person.overview.rows if row.get("note")]
        assert set(notes) <= set(self.beside)
        below = [row.get("id") for row in self.person.overview.rows if str(row["uid"]).startswith("below")]
        assert below == ["below 0", "below 1", "below 2"]

    def _wrong_rows(self):
        return [
            row
            for row in self.person.rows
            if row["uid"] not in ("header", "mean")
            and row.get("progress", "") not in ("", *map(pytest.approx, self.person.own_scores.get(row["uid"], ())))
        ]

    def _learn_ids(self):
        for row in self.person.rows:
            if row["uid"] in self.person.typed and row.get("id") and not (self.is_told or self.is_killed):
                self.person.ids.setdefault(row["uid"], row["id"])


class GradesAtTheTop(Grades):
    """The same where rows come above the header and close below it: a write that lands there reaches most."""

    @rule(edit=EDITS_AT_THE_TOP)
    def edit(self, edit):
        self.person.do(edit)
        self.named = None

    @rule(happenings=HAPPENINGS_AT_THE_TOP)
    def grade(self, happenings):
        self._grade(happenings)


def taking(steps):
    """Settings for about that many steps."""
    return settings(
        max_examples=max(1, steps // STEPS_EACH),
        stateful_step_count=RULES_EACH,
        deadline=None,
        derandomize=not IS_LONG,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


TestGrades = Grades.TestCase
TestGrades.settings = taking(STEPS)
TestGradesAtTheTop = GradesAtTheTop.TestCase
TestGradesAtTheTop.settings = taking(STEPS)


def test_a_correction_without_an_answer_is_told_though_nothing_was_wrong_before_it():
    grades = Grades()
    grades.begin(nameless={0, 1, 2, 3}, has_mean=True)
    grades.grade_undisturbed()
    grades.grade(happenings=[("add", 13), ("insert", 20), (("sort", [1, 5, 3, 4, 6, 7, 0, 2]), "lost after")])
    assert grades._wrong_rows()  # noqa: SLF001 -- else this proves nothing
    grades.scores_are_beside_their_own_key_results()
    grades.grade_undisturbed()
    assert not grades._wrong_rows()  # noqa: SLF001 -- the next grade puts it right


def test_a_formula_below_the_records_stays_though_a_new_id_strayed_to_its_row_and_the_process_was_killed():
    grades = Grades()
    grades.begin(nameless={0, 1, 2, 3}, has_mean=True)
    grades.grade(happenings=[None, ("delete", 9), (("move column", 0), "killed before")])
    assert grades.person.rows[-1]["id"] == "O1-KR4"
    grades.grade_undisturbed()
    grades.what_people_wrote_stays()


@pytest.mark.parametrize("place", [0, 1])
def test_a_header_that_was_written_over_is_put_back_though_the_process_was_killed_first(place):
    grades = Grades()
    grades.begin(nameless=set(), has_mean=False)
    grades.grade_undisturbed()
    grades.grade(happenings=[("insert", 0), (("insert", place), "killed after")])
    header = next(row for row in grades.person.rows if row["uid"] == "header")
    assert header["score"] != "Score"
    grades.grade_undisturbed()
    assert (header["score"], header["band"]) == ("Score", "Band")


def test_a_band_in_place_of_a_header_is_put_back_though_no_key_result_with_that_band_is_left():
    grades = Grades()
    grades.begin(nameless=set(), has_mean=False)
    grades.grade_undisturbed()
    grades.grade(happenings=[("insert", 0), (("insert", 0), "killed after")])
    header = next(row for row in grades.person.rows if row["uid"] == "header")
    assert header["band"] == "red"
    for _ in range(4):
        grades.edit(("delete", 0))
    grades.grade_undisturbed()
    assert (header["score"], header["band"]) == ("Score", "Band")


@pytest.mark.parametrize(
    "happenings",
    [
        [(("insert", 0), ("insert", 1)), "lost before"],
        [("insert", 0), (("insert", 7), ("insert", 0), "killed after")],
        [("insert", 0), (("insert", 1), ("rename column", 3)), "lost before"],
    ],
    ids=["scores", "a part of them", "headers, one renamed"],
)
def test_what_an_unfinished_grade_left_above_the_header_is_taken_off_by_the_next(happenings):
    grades = Grades()
    grades.begin(nameless=set(), has_mean=False)
    grades.grade(happenings=happenings)
    assert any(row.get("progress") for row in grades.person.rows[: grades.person.results.header_row])
    grades.grade_undisturbed()


def test_the_name_that_people_gave_a_column_comes_back_from_where_it_was_put_astray():
    grades = Grades()
    grades.begin(nameless=set(), has_mean=False)
    grades.edit(("rename column", 0))
    header = next(row for row in grades.person.rows if row["uid"] == "header")
    name = header["score"]
    grades.grade(happenings=[("insert", 0), (("insert", 1), "killed after")])
    assert header["score"] != name
    grades.grade_undisturbed()
    assert header["score"] == name


def test_giving_up_takes_off_what_was_left_above_the_header_with_the_scores():
    grades = Grades()
    grades.begin(nameless=set(), has_mean=False)
    reverse = ("sort", [7, 6, 5, 4, 3, 2, 1, 0])
    grades.grade(happenings=[reverse, ("insert", 0), ("insert", 0), "killed after"])
    above = grades.person.rows[: grades.person.results.header_row]
    assert not any(row.get("progress") for row in above)
    grades.grade_undisturbed()


def test_what_is_left_above_the_header_is_told_of_by_its_cell():
    grades = Grades()
    grades.begin(nameless=set(), has_mean=False)
    sheet: Any = Disturbed(grades.person, [("insert", 0), ("insert", 1), ("insert", 1), ("insert", 1), "lost before"])
    with pytest.raises(UnavailableError) as told:
        write_back(sheet, assessed(sheet.read()), assessed)
    left = next(number for number, row in enumerate(grades.person.rows) if row.get("score") == "Score")
    assert left < grades.person.results.header_row
    assert told.value.in_doubt == (f"'Key Results'!A{left + 1}",)


@given(st.lists(EDITS, max_size=12), st.booleans())
@settings(max_examples=20, deadline=None)
def test_the_quick_reading_of_a_million_steps_is_the_reading(edits, is_graded):
    own = book(("O1-KR1", "a", 10), ("", "b", 20))
    person = Person(own)
    for edit in edits:
        person.do(edit)
    if is_graded:
        sheet: Any = Disturbed(person, [])  # what a write asks of a Spreadsheet
        write_back(sheet, assessed(own.read()), assessed)
    quick, real = quick_reading(own.get()), read_workbook(own.get())
    assert (quick.okr_set, quick.layout) == (real.okr_set, real.layout)


def test_the_steps_taken_are_told(capsys):
    with capsys.disabled():
        if IS_LONG:
            print(f"\n{COUNTED.total():,} steps: {dict(COUNTED)}")  # noqa: T201 -- whoever asks for them waits for this
