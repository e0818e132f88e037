"""What one set of OKRs repeats of another that it is read together with."""

from dataclasses import replace

import pytest

from okrsdk.findings import Severity
from okrsdk.model import Client, Cycle, KeyResult, Level, Objective, OkrSet
from okrsdk.rules import STANDARD, repeated


def okrs(*records, client="Acme", cycle="2026-Q1"):
    return OkrSet(
        client=Client(name=client),
        cycle=Cycle.parse(cycle),
        objectives=tuple(record for record in records if isinstance(record, Objective)),
        key_results=tuple(record for record in records if isinstance(record, KeyResult)),
    )


COMPANY = okrs(
    Objective(id="O1", text="Hit the revenue target", level=Level.COMPANY),
    KeyResult(id="O1-KR1", objective_id="O1", text="Increase trial sign-ups from 100 to 200"),
)


def test_an_objective_in_other_words_at_another_level_is_named_with_both_levels():
    team = okrs(Objective(id="O3", text="Reach our revenue goal", level=Level.TEAM))
    (finding,) = repeated(team, {"company.yaml": COMPANY})
    assert (finding.code, finding.severity, finding.location.record) == ("A401", Severity.WARNING, "O3")
    assert finding.message == (
        '"Reach our revenue goal" says what O1 in company.yaml says already, at the levels company and team.'
    )


def test_a_metric_is_found_whatever_its_target():
    team = okrs(KeyResult(id="O2-KR1", objective_id="O2", text="Increase trial sign-ups from 90 to 180"))
    (finding,) = repeated(team, {"company.yaml": COMPANY})
    assert (finding.code, finding.location.record) == ("A402", "O2-KR1")


@pytest.mark.parametrize(
    ("client", "cycle", "count"),
    [
        ("Acme", "2026-Q1", 1),
        ("ACME", "2026-Q1", 1),
        ("Other", "2026-Q1", 0),
        ("Acme", "2026-Q2", 0),
        ("", "2026-Q1", 1),
    ],
)
def test_only_sets_of_one_client_and_one_cycle_are_compared(client, cycle, count):
    own = okrs(Objective(id="O1", text="Hit the revenue target"), client=client, cycle=cycle)
    assert len(repeated(own, {"company.yaml": COMPANY})) == count


def test_a_mute_and_a_policy_that_leaves_the_rule_out_are_heard():
    objective = Objective(id="O3", text="Reach our revenue goal")
    muted = replace(objective, mute="A401: agreed with the board")
    assert repeated(okrs(muted), {"company.yaml": COMPANY}) == ()
    assert repeated(okrs(objective), {"company.yaml": COMPANY}, policy=replace(STANDARD, ignore=("A4",))) == ()
