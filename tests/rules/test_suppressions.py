"""Mutes: what a row may silence, and what not."""

from __future__ import annotations

import pytest

from okrsdk.findings import Finding, Location, Severity, Table
from okrsdk.rules.suppressions import read_mutes, without_muted

ROW = (Table.KEY_RESULTS, 2)


def finding(code, position=2, severity=Severity.WARNING):
    location = Location(table=Table.KEY_RESULTS, record="O1-KR3", position=position, field="text")
    return Finding(code=code, severity=severity, location=location, message="m.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("K201: agreed", [(("K201",), "agreed")]),
        ("k201 - agreed", [(("K201",), "agreed")]),
        ("K201, M301: no access; yet", [(("K201", "M301"), "no access; yet")]),
        ("K201 and K202: agreed; M301: May", [(("K201", "K202"), "agreed"), (("M301",), "May")]),
        ("K201: agreed\nM301: May", [(("K201",), "agreed"), (("M301",), "May")]),
        ("K201", [(("K201",), "")]),
        ("leave me alone", [((), "")]),
        ("  ", []),
    ],
)
def test_a_mute_names_codes_and_a_reason(text, expected):
    assert [(mute.codes, mute.reason) for mute in read_mutes(text)] == expected


def test_a_mute_silences_its_code_in_its_row():
    muted = without_muted([finding("K201"), finding("K202"), finding("K201", position=3)], {ROW: "K201: agreed"})
    assert [(f.code, f.location.position) for f in muted.findings] == [("K202", 2), ("K201", 3)]
    assert [(f.code, reason) for f, reason in muted.silenced] == [("K201", "agreed")]


def test_without_a_reason_nothing_is_silenced():
    assert without_muted([finding("K201")], {ROW: "K201"}).silenced == ()


def test_an_error_is_never_silenced():
    muted = without_muted([finding("K221", severity=Severity.ERROR)], {ROW: "K221: we know"})
    assert len(muted.findings) == 1


def test_a_finding_without_a_row_is_never_silenced():
    whole = Finding(code="O110", severity=Severity.WARNING, location=Location(table=Table.OBJECTIVES), message="m.")
    assert without_muted([whole], {(Table.OBJECTIVES, 0): "O110: agreed"}).findings == (whole,)
