"""The rules on where a key result's number comes from, at their edges."""

import pytest

from okrsdk.model import Client, FunnelStage, FunnelStep, KeyResult, Kind, OkrSet, Visibility
from okrsdk.rules import check


@pytest.mark.parametrize(
    ("visibility", "system", "source", "expected"),
    [
        (Visibility.BLIND, "", "", {"M302"}),
        (Visibility.PARTIAL, "", "", {"M303"}),
        (Visibility.VISIBLE, "CRM", "", set()),
        (Visibility.VISIBLE, "", "", {"M304"}),
        (Visibility.VISIBLE, "", "CRM", set()),
        (None, "", "", {"M304"}),
    ],
)
def test_each_stage_has_one_finding_at_most(visibility, system, source, expected):
    funnel = (FunnelStep(stage=FunnelStage.SQL, visibility=visibility, system=system),)
    sales = KeyResult(text="Qualified leads from 12 to 20", funnel_stage=FunnelStage.SQL, source=source)
    found = {f.code for f in check(OkrSet(client=Client(funnel=funnel), key_results=(sales,)))}
    assert found & {"M302", "M303", "M304"} == expected


def test_leads_need_no_crm():
    leads = KeyResult(text="Leads from 12 to 20", funnel_stage=FunnelStage.LEAD, kind=Kind.INCREASE)
    assert "M304" not in {f.code for f in check(OkrSet(key_results=(leads,)))}
