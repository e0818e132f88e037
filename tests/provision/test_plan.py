"""A plan says what is done and what it costs, goes by keys alone, and refuses what is unsafe."""

from collections.abc import Sequence

import pytest

from okrsdk.errors import RosterError, UnsafePlanError
from okrsdk.model import Cycle
from okrsdk.provision.marking import marks_of
from okrsdk.provision.plan import Action, Plan, make_plan, with_last_workbooks
from okrsdk.provision.reporting import plan_markdown, plan_text, run_text
from okrsdk.provision.run import NOT_BEGUN, RunReport
from okrsdk.provision.unit import Outcome, UnitResult
from okrsdk.sheets.drive_files import DriveFile
from tests.provision.world import clients, roster_of

CYCLE = Cycle.parse("2026-Q2")


COST = """\
4 writes and 4 reads of Sheets, 2 changes in Drive: less than a minute at the
rate that Google allows one person."""

UNKEPT = """\
Note: 1 client has no Key in the roster; it is made from the name. Write it
  down, so that a client that is renamed keeps its workbook: --write-keys does."""


def file(key: str, *, file_id: str = "", cycle: str = "2026-Q2", created: str = "2026-04-01") -> DriveFile:
    return DriveFile(
        file_id=file_id or f"id-{key}", name=f"{key} · {cycle}", created=created, marks=marks_of(key, cycle)
    )


def actions(plan: Plan) -> list[str]:
    return [str(item.action) for item in plan.items]


def test_a_file_that_only_looks_alike_is_never_taken():
    alike = DriveFile(file_id="x", name="Client 1 · 2026-Q2")
    assert actions(make_plan(clients(1), CYCLE, [alike])) == ["create"]


def test_a_workbook_of_another_cycle_is_another_workbook():
    assert actions(make_plan(clients(1), CYCLE, [file("client-1", cycle="2026-Q1")])) == ["create"]


def test_own_keys_are_adopted_where_this_home_does_not_know_them_and_left_where_it_does():
    files = [file("client-1"), file("client-2")]
    plan = make_plan(clients(3), CYCLE, files, known={"id-client-1"})
    assert actions(plan) == ["leave", "adopt", "create"]


def test_a_workbook_that_the_roster_names_is_adopted_unless_the_key_has_one_already():
    roster = roster_of("Client,Workbook\nHarbor,1A2b3C4d5E6f\n")
    (item,) = make_plan(roster, CYCLE, []).items
    assert (item.action, item.spreadsheet_id) == (Action.ADOPT, "1A2b3C4d5E6f")
    (item,) = make_plan(roster, CYCLE, [file("harbor", file_id="1A2b3C4d5E6f")], known={"1A2b3C4d5E6f"}).items
    assert item.action is Action.LEAVE


def test_a_workbook_whose_key_no_client_has_is_told_of():
    roster = roster_of("Client,Key\nHarbor,harbor\n")
    (note,) = make_plan(roster, CYCLE, [file("old-name"), file("older", cycle="2026-Q1")]).notes
    assert note.startswith(
        "old-name · 2026-Q2 (key old-name) was provisioned for this cycle, and no client of the roster has its"
    )


RENAMED = "Client\nHarbor Dental Group\nLakeshore\n"
LEFT = DriveFile(file_id="h", name="Harbor Dental · 2026-Q2", marks=marks_of("harbor-dental", "2026-Q2"))
QUESTION = (
    "line 2, Client: Harbor Dental Group has no Key and no workbook yet, while Harbor Dental · 2026-Q2 "
    "(key harbor-dental) has no client. If it is that client under a new name, write the old key into Key; "
    "if it is a new client, write harbor-dental-group."
)


def test_a_client_that_may_have_been_renamed_is_asked_about_and_nothing_is_made():
    plan = make_plan(roster_of(RENAMED), CYCLE, [LEFT, file("lakeshore")])
    assert plan.questions == (QUESTION,)
    with pytest.raises(RosterError, match="Nothing was made: a client may have been renamed") as refused:
        plan.refuse_questions()
    assert refused.value.problems == (QUESTION,)
    assert "To be answered first: line 2, Client: Harbor Dental Group" in "\n".join(plan_text(plan))
    assert f"- To be answered first: {QUESTION}" in list(plan_markdown(plan))


def test_of_several_clients_it_is_asked_in_few_words_and_one_word_says_that_all_are_new():
    plan = make_plan(clients(3), CYCLE, [LEFT])
    assert plan.questions[1:] == (
        "line 3, Client: Client 2 likewise; if it is a new client, write client-2.",
        "line 4, Client: Client 3 likewise; if it is a new client, write client-3.",
    )
    with pytest.raises(RosterError, match=r"If all of these are new, say so: --all-new\."):
        plan.refuse_questions()
    plan.with_all_new().refuse_questions()


@pytest.mark.parametrize("key", ["harbor-dental", "harbor-dental-group"])
def test_a_key_in_the_roster_is_the_answer_whether_a_client_was_renamed_or_is_new(key):
    roster = roster_of(f"Client,Key\nHarbor Dental Group,{key}\n")
    plan = make_plan(roster, CYCLE, [LEFT])
    assert plan.questions == ()
    assert actions(plan) == (["adopt"] if key == "harbor-dental" else ["create"])
    plan.refuse_questions()


def test_a_client_with_a_workbook_of_any_cycle_was_not_renamed():
    files = [LEFT, file("harbor-dental-group", cycle="2025-Q4"), file("lakeshore")]
    assert make_plan(roster_of(RENAMED), CYCLE, files).questions == ()


def test_of_the_cycle_that_is_carried_over_from_it_is_asked_as_well_and_of_others_not():
    files = [file("old-name", cycle="2026-Q1")]
    assert make_plan(clients(1), CYCLE, files).questions == ()
    (question,) = make_plan(clients(1), CYCLE, files, last=Cycle.parse("2026-Q1")).questions
    assert "while old-name · 2026-Q1 (key old-name) has no client" in question


def test_a_file_in_the_roster_wins_over_what_goes_on_and_the_plan_says_so():
    roster = roster_of("Client,OKRs\nClient 1,first.txt\nClient 2,\nClient 3,new.txt\n")
    files = [file("client-1", cycle="2026-Q1"), file("client-2", cycle="2026-Q1")]
    found = with_last_workbooks(roster, files, last=Cycle.parse("2026-Q1"), cycle=CYCLE)
    assert [(entry.okrs, entry.last_workbook) for entry in found.entries] == [
        ("first.txt", ""),
        ("", "id-client-2"),
        ("new.txt", ""),
    ]
    (note,) = found.notes
    assert note == (
        "Client 1 starts with the file in the roster, and nothing of 2026-Q1 is carried over. If it is to be, clear it."
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "Client 1 has no workbook of 2026-Q1 with its key, and starts blank."),
        (2, "Client 1 and Client 2 have no workbook of 2026-Q1 with their keys, and start blank."),
        (9, "Client 1, Client 2, Client 3 and 6 more have no workbook of 2026-Q1 with their keys, and start blank."),
    ],
)
def test_clients_without_anything_to_carry_over_are_told_in_one_sentence(number, said):
    found = with_last_workbooks(clients(number), [], last=Cycle.parse("2026-Q1"), cycle=CYCLE)
    assert found.notes == (said,)


def test_of_many_workbooks_without_a_client_three_are_named():
    files = [file(f"old-{number}") for number in range(5)]
    (question,) = make_plan(clients(1), CYCLE, files).questions
    assert "old-2 · 2026-Q2 (key old-2) and 2 more have no client." in question


def test_two_files_of_a_key_are_told_of_and_keep_the_plan_from_being_idle():
    files = [file("client-1"), file("client-1", file_id="second", created="2026-04-02")]
    plan = make_plan(clients(1), CYCLE, files, known={"id-client-1"})
    assert plan.items[0].spreadsheet_id == "id-client-1"
    assert plan.doubled == ("Client 1",)
    assert not plan.is_idle
    assert make_plan(clients(1), CYCLE, files[:1], known={"id-client-1"}).is_idle


def test_what_a_plan_costs_is_counted():
    cost = make_plan(clients(200, editors=2), CYCLE, []).cost
    assert (cost.sheets_writes, cost.sheets_reads, cost.drive_changes) == (202, 3, 600)
    assert cost.minutes == 4  # 202 writes at 60 a minute
    assert make_plan(clients(1), CYCLE, [file("client-1")], known={"id-client-1"}).cost.sheets_writes == 0


def test_keys_are_claimed_four_hundred_at_once():
    cost = make_plan(clients(801), CYCLE, []).cost
    assert (cost.sheets_writes, cost.sheets_reads) == (801 + 6, 1 + 6)


@pytest.mark.parametrize(
    ("changed", "there", "is_safe"), [(3, 3, True), (4, 13, False), (4, 14, True), (60, 200, True)]
)
def test_a_plan_that_changes_a_large_share_of_what_is_there_is_refused(changed, there, is_safe):
    files = [file(f"client-{number}") for number in range(1, there + 1)]
    drift = {f"id-client-{number}": ["no column Pace"] for number in range(1, changed + 1)}
    plan = make_plan(clients(there + 1), CYCLE, files, known={one.file_id for one in files}, drift=drift)
    assert plan.counts[Action.UPDATE] == changed
    if is_safe:
        plan.refuse_large_changes()
    else:
        with pytest.raises(UnsafePlanError, match=r"changes 4 of 13 .* --allow-large-changes"):
            plan.refuse_large_changes()


def test_a_plan_reads_well():
    files = [file("client-1"), file("client-2")]
    drift = {"id-client-2": ["no column Pace in Key Results"]}
    plan = make_plan(clients(3, editors=1), CYCLE, files, known={"id-client-1", "id-client-2"}, drift=drift)
    assert list(plan_text(plan)) == [
        "  leave  Client 1  is there",
        "~ update Client 2  no column Pace in Key Results",
        "+ create Client 3  shared with editor0@agency.example",
        "",
        "1 workbook has no column Pace in Key Results.",
        "2026-Q2: 1 to create, 1 to update, 1 to leave",
        COST,
        UNKEPT,
    ]
    assert "| update | Client 2 | client-2 | no column Pace in Key Results |  |" in list(plan_markdown(plan))


def test_many_that_are_left_are_counted_rather_than_listed():
    files = [file(f"client-{number}") for number in range(1, 10)]
    plan = make_plan(clients(9), CYCLE, files, known={one.file_id for one in files})
    assert "  … and 4 more that are left as they are" in list(plan_text(plan))


def result(client: str, outcome: Outcome, *, reason: str = "", unshared: Sequence[str] = ()) -> UnitResult:
    return UnitResult(
        client=client,
        key=client.casefold(),
        spreadsheet_id="id",
        url=f"https://sheets.example/{client}",
        outcome=outcome,
        reason=reason,
        again_in=0.0,
        unshared=list(unshared),
    )


def test_what_came_of_a_run_begins_with_what_is_left_to_do():
    report = RunReport(
        run_id="r1",
        results=(
            result("Harbor", "made"),
            result("Lake", "failed", reason="No room for a new file."),
            result("Hill", "made", unshared=["a@x.example"]),
            result("Bay", "waiting", reason=NOT_BEGUN),
            result("Cape", "waiting", reason=NOT_BEGUN),
        ),
        binned=(("Harbor", "https://sheets.example/second"),),
        notes=("Google lets you share no more today.",),
    )
    assert list(run_text(report)) == [
        "Lake: failed. No room for a new file.",
        "Hill: made, not shared yet with a@x.example.",
        "Harbor  https://sheets.example/Harbor",
        "2 workbooks were not begun.",
        "Harbor: a second file of the same key went to the bin:\n  https://sheets.example/second",
        "Google lets you share no more today.",
        "Run r1: 2 made, 1 failed, 2 waiting.",
    ]
