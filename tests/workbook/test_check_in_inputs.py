"""What is typed for a check-in: what each field means, also left blank, and what is said of what cannot be taken."""

from datetime import date
from decimal import Decimal

import pytest

from okrsdk.model import CheckIn, KeyResult, Kind, Stage
from okrsdk.workbook.check_in_answer import answered
from okrsdk.workbook.check_in_inputs import read_check_in, read_measured

ON = date(2026, 2, 14)
VISITS = KeyResult(id="O1-KR1", text="Visits", baseline=Decimal(1), target=Decimal(2))
DONE = KeyResult(id="O1-KR2", text="CRM access", kind=Kind.MILESTONE)
STEPS = KeyResult(
    id="O1-KR3",
    text="Online booking",
    kind=Kind.STAGES,
    stages=(Stage(score=Decimal("0.3"), name="pilot"), Stage(score=Decimal(1), name="live")),
)
BEFORE = CheckIn(
    day=date(2026, 1, 9),
    key_result_id="O1-KR1",
    value=Decimal("1.234"),
    confidence=Decimal("0.6"),
    changed="A call",
    by="Lead",
)


def test_what_is_left_blank_is_as_before_whatever_it_would_read_as():
    # As a text, 1.234 could be 1,234 as well.
    assert read_check_in({}, VISITS, on=ON, by="", before=BEFORE) == CheckIn(
        day=ON, key_result_id="O1-KR1", value=Decimal("1.234"), confidence=Decimal("0.6")
    )


def test_what_is_typed_counts_and_is_judged():
    found = read_check_in({"value": "2", "blocks": "Rain"}, VISITS, on=ON, by="Lead", before=BEFORE)
    assert found == CheckIn(
        day=ON, key_result_id="O1-KR1", value=Decimal(2), confidence=Decimal("0.6"), blocks="Rain", by="Lead"
    )
    assert isinstance(wrong := read_check_in({"confidence": "7"}, VISITS, on=ON, by="", before=BEFORE), dict)
    assert list(wrong) == ["confidence"]


def test_a_percentage_with_its_sign_is_not_scaled_twice():
    callers = KeyResult(id="O1-KR2", unit="%", baseline=Decimal("0.71"), target=Decimal("0.90"))

    def value_of(typed):
        found = read_check_in({"value": typed, "confidence": "0.5"}, callers, on=ON, by="")
        return found.value if isinstance(found, CheckIn) else found

    assert [value_of(typed) for typed in ("84", "84 %", "8400", "8400 %")] == list(
        map(Decimal, ("0.84", "0.84", "84", "84"))
    )
    assert read_measured(84, callers, number_format_type="PERCENT") == Decimal(84)
    assert read_measured(84, callers) == Decimal("0.84")


@pytest.mark.parametrize(
    ("key_result", "typed", "said"),
    [
        (VISITS, "1.234", "This may be 1,234 or 1.234. Write it so that it is only one of them."),
        (VISITS, "", "Write the value of today. Number and confidence belong together"),
        (VISITS, "many", "This is no number. Write it as 1250, 12.5 or"),
        (DONE, "0.5", "A milestone is done (1) or not (0)."),
        (STEPS, "0.5", "This is none of the stages."),
    ],
)
def test_a_value_that_cannot_be_taken_is_told_with_the_cure(key_result, typed, said):
    assert isinstance(wrong := read_check_in({"value": typed, "confidence": "0.7"}, key_result, on=ON, by=""), dict)
    assert wrong["value"].startswith(said)


def test_a_stage_by_its_score_or_nothing_done_is_a_value():
    for typed in ("0.3", "0"):
        found = read_check_in({"value": typed, "confidence": "0.7"}, STEPS, on=ON, by="")
        assert isinstance(found, CheckIn)
        assert found.value == Decimal(typed)


def test_a_note_that_is_too_long_is_told_with_its_length():
    found = read_check_in({"value": "2", "confidence": "0.7", "blocks": "x" * 1001}, VISITS, on=ON, by="")
    assert found == {"blocks": "This is too long: 1001 characters, 1000 at most."}


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (
            "58 0.6 # two joined # and one more",
            {"value": "58", "confidence": "0.6", "changed": "two joined and one more"},
        ),
        ("1 250", {"value": "1 250"}),
        ("! no access", {"blocks": "no access"}),
        ("", {}),
    ],
)
def test_a_line_of_a_round_is_the_fields_that_it_tells(line, fields):
    assert answered(line) == fields
