"""A value of the wrong type is refused where it is made, by the name of its field."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from okrsdk.model import CheckIn, Client, Cycle, FunnelStep, KeyResult, Objective, OkrSet, Stage


@pytest.mark.parametrize(
    ("made", "fields", "message"),
    [
        (KeyResult, {"baseline": 2.5}, r'KeyResult.baseline is 2.5, of type float: write Decimal\("2.5"\)'),
        (KeyResult, {"target": 12}, r'KeyResult.target is 12, of type int: write Decimal\("12"\)'),
        (KeyResult, {"current": True}, "KeyResult.current is True, of type bool: write a Decimal"),
        (KeyResult, {"kind": "at_most"}, "KeyResult.kind is 'at_most', of type str: write Kind.AT_MOST"),
        (KeyResult, {"kind": "upwards"}, "KeyResult.kind is 'upwards', of type str: write a member of Kind"),
        (KeyResult, {"due": "2027-01-31"}, r"KeyResult.due .*: write date\(2027, 1, 31\)"),
        (KeyResult, {"due": datetime(2027, 1, 31, 9, 30)}, r"KeyResult.due .*: write date\(2027, 1, 31\)"),
        (KeyResult, {"text": None}, "KeyResult.text is None, of type NoneType: write a text"),
        (KeyResult, {"stages": ("pilot",)}, "An item of KeyResult.stages is 'pilot', of type str: write a Stage"),
        (Stage, {"score": 0.3, "name": "pilot"}, r'Stage.score is 0.3, of type float: write Decimal\("0.3"\)'),
        (Objective, {"co_owners": "Sales, Dispatch"}, "Objective.co_owners .*: write a tuple"),
        (CheckIn, {"day": "12 May"}, "CheckIn.day is '12 May', of type str: write a date"),
        (FunnelStep, {"stage": "Lead"}, "FunnelStep.stage is 'Lead', of type str: write FunnelStage.LEAD"),
        (Client, {"fiscal_year_starts": "July"}, "Client.fiscal_year_starts .*: write Month.JULY"),
        (OkrSet, {"cycle": "2027-Q1"}, "OkrSet.cycle is '2027-Q1', of type str: write a Cycle"),
    ],
)
def test_a_field_of_the_wrong_type_is_named_with_what_to_write(made, fields, message):
    with pytest.raises(TypeError, match=message):
        made(**fields)


def test_what_fits_is_taken():
    stages = (Stage(score=Decimal(1), name="live"),)
    assert KeyResult(baseline=Decimal("2.5"), due=date(2027, 1, 31), stages=stages).stages == stages
    assert OkrSet(cycle=Cycle.parse("2027-Q1"), objectives=(Objective(),)).objectives == (Objective(),)
