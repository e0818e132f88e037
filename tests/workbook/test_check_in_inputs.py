"""Check-ins that repeat the one before: a field that is left blank means what it said."""

from datetime import date
from decimal import Decimal

from okrsdk.model import CheckIn, KeyResult
from okrsdk.workbook.check_in_inputs import read_check_in, read_measured

ON = date(2026, 2, 14)
VISITS = KeyResult(id="O1-KR1", text="Visits", baseline=Decimal(1), target=Decimal(2))
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
