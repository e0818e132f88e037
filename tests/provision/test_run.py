"""Runs against Local Sheets: what they cost, and what they come to when answers are lost and processes die."""

import os
from decimal import Decimal

import httpx
import pytest

from okrsdk.errors import NotFoundError, RosterError
from okrsdk.interchange import document_from_okr_set
from okrsdk.model import Client, OkrSet
from okrsdk.provision.filling import FILLED_KEY, fill_body
from okrsdk.provision.marking import KEY_MARK, key_mark, marks_of
from okrsdk.provision.plan import Action, PlanCost
from okrsdk.provision.preparing import RunSettings
from okrsdk.provision.provisioning import LoadedRoster, load_roster, plan_run, start_run, undo_run
from okrsdk.provision.registry import LEASE, open_registry
from okrsdk.provision.roster import Roster
from okrsdk.provision.run import RunReport
from okrsdk.sheets import create_workbook
from okrsdk.sheets.transport.http_client import DRIVE_FILES_URL, SPREADSHEETS_URL, Params
from okrsdk.sheets.workbook import Workbook
from okrsdk.workbook.tabs import SHEET_IDS, Tab
from tests.provision.world import CYCLE, KilledError, World, clients, roster_of

DRIVES_URL = DRIVE_FILES_URL.replace("/files", "/drives")
CHECK_INS = SHEET_IDS[Tab.CHECK_INS]
CREATE = "^POST /drive/v3/files$"
FILL = "^POST /v4/spreadsheets/[^/]+:batchUpdate$"


NUMBERS = [(1, 0), (1, 2), (10, 1), *([(200, 1)] if "OKRSDK_PROVISION_SEEDS" in os.environ else [])]


@pytest.mark.parametrize(("number", "editors"), NUMBERS)
def test_a_new_workbook_is_one_write_and_one_change_and_each_share_one_more(world, number, editors):
    with world.process() as process:
        process.provision(clients(1), "first")  # makes the registry
        roster = clients(number + 1, editors=editors)
        process.begin(process.plan(roster), "run")
        process.network.sent.clear()
        report = process.go_on("run")
    assert report.is_done
    sent = process.network.sent
    assert sent["drive change"] == number * (1 + editors)
    assert sent["sheets write"] == number + 2  # the claims are made in one, and end in one
    assert sent["sheets read"] == 3
    assert (sent["drive list"], sent["drive read"]) == (4, 0)


@pytest.mark.parametrize("is_copied", [False, True])
@pytest.mark.parametrize("number", [1, 10])
def test_a_plan_says_the_requests_that_are_counted_at_the_server(world, number, is_copied):
    def counted(roster: Roster) -> PlanCost:
        plan = plan_run(LoadedRoster(roster=roster, folder=world.home), CYCLE, space, settings)
        process.network.sent.clear()
        assert start_run(LoadedRoster(roster=roster, folder=world.home), plan, space, settings).is_done
        sent = process.network.sent
        assert (sent["sheets write"], sent["sheets read"], sent["drive change"]) == (
            plan.cost.sheets_writes,
            plan.cost.sheets_reads,
            plan.cost.drive_changes,
        )
        return plan.cost

    with world.process() as process, process.workspace() as space:
        made = create_workbook(OkrSet(client=Client(name="Template"), cycle=CYCLE), process.connection)
        settings = RunSettings(template=made.spreadsheet_id if is_copied else "")
        # The first run makes its registry: two writes to find out how claims are kept there, and a file.
        assert counted(clients(1)) == PlanCost(sheets_writes=1 + 2 + 2, sheets_reads=3, drive_changes=1 + 1)
        assert counted(clients(1 + number, editors=2)) == PlanCost(
            sheets_writes=number + 2, sheets_reads=3, drive_changes=3 * number
        )
        put_beside(world, space.journal.units(space.run().run_id)[0][1]["spreadsheet_id"])
        assert counted(clients(1 + number)) == PlanCost(sheets_writes=0, sheets_reads=3, drive_changes=1)
    with world.process("other") as process, process.workspace() as space:
        # Each is looked at, and the registry is new to no one.
        assert counted(clients(number)) == PlanCost(sheets_writes=2, sheets_reads=3 + number, drive_changes=0)


def test_a_first_run_makes_its_registry_as_well(world):
    with world.process() as process:
        process.begin(process.plan(clients(1)), "run")
        process.network.sent.clear()
        process.go_on("run")
    assert process.network.sent["drive change"] == 2
    assert process.network.sent["sheets write"] == 5


def test_a_second_run_leaves_what_the_first_made(world):
    with world.process() as process:
        first = process.provision(clients(2), "r1")
        plan = process.plan(clients(2))
    assert [result["outcome"] for result in first.results] == ["made", "made"]
    assert [item.action for item in plan.items] == [Action.LEAVE, Action.LEAVE]
    assert [item.spreadsheet_id for item in plan.items] == [result["spreadsheet_id"] for result in first.results]


def test_another_home_adopts_what_has_its_key_and_makes_nothing(world):
    with world.process("one") as process:
        first = process.provision(clients(2))
    with world.process("two") as process:
        plan = process.plan(clients(2))
        second = process.provision(clients(2))
    assert [(item.action, item.reason) for item in plan.items] == [(Action.ADOPT, "has its key")] * 2
    assert [result["outcome"] for result in second.results] == ["adopted", "adopted"]
    assert [one["spreadsheet_id"] for one in second.results] == [one["spreadsheet_id"] for one in first.results]
    assert sorted(world.whole().values()) == [1, 1]


@pytest.mark.parametrize("fault", [{"fault": "drop"}, {"status": 503, "when": "after"}, {"status": 503}])
@pytest.mark.parametrize("request_line", [CREATE, FILL])
def test_an_answer_that_is_lost_makes_nothing_twice(world, fault, request_line):
    with world.process() as process:
        world.set("search", {"late": 30, "late_by_parent": 5})
        process.provision(clients(1), "first")
        process.begin(process.plan(clients(3)), "run")
        # Of the requests to fill the first one claims the keys.
        at = [0] if request_line == CREATE else [1]
        world.set("faults", {"rules": [{"match": request_line, "at": at, **fault}]})
        report = process.go_on("run")
    assert [result["outcome"] for result in report.results] == ["left", "made", "made"]
    assert sorted(world.whole().values()) == [1, 1, 1]
    assert not report.binned


def test_a_claim_whose_answer_is_lost_is_looked_up(world):
    with world.process() as process:
        process.provision(clients(1), "first")
        process.begin(process.plan(clients(3)), "run")
        world.set("faults", {"rules": [{"match": FILL, "at": [0], "status": 503, "when": "after"}]})
        assert process.go_on("run").is_done
    assert sorted(world.whole().values()) == [1, 1, 1]


@pytest.mark.parametrize("kill_at", [2, 6, 9, 12, 15])
def test_a_run_that_was_killed_anywhere_is_resumed_without_a_duplicate(world, kill_at):
    with world.process() as process:
        process.begin(process.plan(clients(2, editors=1)), "run")
    with world.process(kill_at=kill_at) as dying, pytest.raises(KilledError):
        dying.go_on("run")
    with world.process() as process:
        report = process.go_on("run")
    assert report.is_done
    assert sorted(world.whole().values()) == [1, 1]


def test_two_runs_at_once_make_each_workbook_once(world):
    with world.process("one") as one, world.process("two") as two:
        one.begin(one.plan(clients(2)), "first")
        two.begin(two.plan(clients(2)), "second")
        # The second run begins while the first has just made its first file.
        reports: list[RunReport] = []
        one.network.before = lambda request: (
            reports.append(two.go_on("second")) if not reports and one.network.sent["drive change"] == 2 else None
        )
        first = one.go_on("first")
        assert [result["outcome"] for result in reports[0].results] == ["waiting", "waiting"]
        assert "Another run, first, is working on it." in reports[0].results[0]["reason"]
        second = two.go_on("second")
    assert first.is_done
    assert [result["outcome"] for result in second.results] == ["adopted", "adopted"]
    assert sorted(world.whole().values()) == [1, 1]


def put_beside(world: World, spreadsheet: str) -> str:
    """A second file of a client's key, made later, as a request that was lost for long would leave it."""
    with world.process() as process:
        marks = process.drive.get(spreadsheet).marks
        return process.drive.create("Client 1 · 2026-Q2", folder="", marks=marks).file_id


def test_a_blank_duplicate_goes_to_the_bin_and_is_told(world):
    with world.process() as process:
        (result,) = process.provision(clients(1)).results
        other = put_beside(world, result["spreadsheet_id"])
        report = process.go_on("r1")
        assert process.drive.get(other).is_binned
    assert report.binned == (("Client 1", process.connection.endpoint.link(other)),)
    assert report.results[0]["spreadsheet_id"] == result["spreadsheet_id"]


def test_a_duplicate_that_people_wrote_in_stops_with_a_question(world):
    with world.process() as process:
        (result,) = process.provision(clients(1)).results
        other = put_beside(world, result["spreadsheet_id"])
        cells = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "Ours"}}]}], "fields": "userEnteredValue"}
        body = {"requests": [{"updateCells": {**cells, "start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}}}]}
        process.connection.http.batch_update(other, body)
        report = process.go_on("r1")
        assert report.results[0]["outcome"] == "question"
        assert process.connection.endpoint.link(other) in report.results[0]["reason"]
        assert not report.is_done
        assert not process.drive.get(other).is_binned
        process.drive.bin(other)
        assert process.go_on("r1").is_done


def test_of_two_the_filled_one_wins_even_if_it_was_made_later(world):
    with world.process() as process:
        blank = process.drive.create("x", folder="", marks={"okrsdk.key": key_mark("client-1", CYCLE.name)})
        filled = process.provision(clients(1), "r1").results[0]
        assert filled["spreadsheet_id"] == blank.file_id  # it is taken up, and filled
        assert filled["outcome"] == "made"
    assert sorted(world.whole().values()) == [1]


def test_sharing_that_drive_refuses_is_left_for_later(world):
    with world.process() as process:
        process.begin(process.plan(clients(3, editors=1)), "run")
        process.threads = 1
        limit = {"match": "POST .*/permissions", "status": 403, "reason": "sharingRateLimitExceeded"}
        world.set("faults", {"rules": [limit]})
        report = process.go_on("run")
        assert [result["outcome"] for result in report.results] == ["made"] * 3
        assert [result["unshared"] for result in report.results] == [["editor0@agency.example"]] * 3
        assert "still to be shared" in report.notes[-1]
        world.set("faults", None)
        process.network.sent.clear()
        assert process.go_on("run").is_done
        assert process.network.sent["drive change"] == 3


def test_a_new_run_looks_for_what_the_one_that_it_replaces_began(world):
    loaded = LoadedRoster(roster=clients(2), folder=world.home)
    world.set("search", {"late": 30, "late_by_parent": 20})

    def die(request: httpx.Request) -> None:
        """The request that makes the first file is done, and its answer is never seen."""
        if request.method == "POST" and KEY_MARK.encode() in request.content and "/files" in request.url.path:
            httpx.WSGITransport(app=world.local.wsgi_app).handle_request(request).read()
            dying.network.kill_at = 0
            raise KilledError

    with world.process() as dying, dying.workspace() as space:
        dying.network.before = die
        with pytest.raises(KilledError):
            start_run(loaded, plan_run(loaded, CYCLE, space, RunSettings()), space, RunSettings())
        step = space.journal.steps.step(space.run().run_id, "client-1", "create")
        assert step is not None
        assert step.ended is None
    with world.process() as process, process.workspace() as space:
        plan = plan_run(loaded, CYCLE, space, RunSettings())
        report = start_run(loaded, plan, space, RunSettings(), instead_of=space.runs())
        assert report.is_done
        assert [run.state for run in space.runs()][:2] == ["done", "replaced"]
    assert sorted(world.whole().values()) == [1, 1]


def test_what_a_run_made_goes_to_the_bin_unless_somebody_wrote_in_it_and_a_grade_is_nobody(world):
    draft = "Objective: Win the north\nKR: Bookings from 10 to 20\nKR: Call back\n"
    (world.home / "draft.txt").write_text(draft, encoding="utf-8")
    rows = "".join(f"Client {number},draft.txt\n" for number in range(1, 5))
    loaded = LoadedRoster(roster=roster_of(f"Client,OKRs\n{rows}"), folder=world.home)
    places = {1: (Tab.OBJECTIVES, 1, 3), 2: (Tab.OVERVIEW, 30, 1), 3: (Tab.CHECK_INS, 5, 2)}
    with world.process() as process, process.workspace() as space:
        made = start_run(loaded, plan_run(loaded, CYCLE, space, RunSettings()), space, RunSettings()).results
        for number, result in enumerate(made):
            own = Workbook(spreadsheet_id=result["spreadsheet_id"], connection=process.connection)
            own.grade(on=CYCLE.start)
            if number in places:
                tab, row, column = places[number]
                cells = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "Ours"}}]}]}
                start = {"sheetId": SHEET_IDS[tab], "rowIndex": row, "columnIndex": column}
                body = {"updateCells": {**cells, "start": start, "fields": "userEnteredValue"}}
                process.connection.http.batch_update(own.spreadsheet_id, {"requests": [body]})
        report = undo_run(space)
        assert [result["outcome"] for result in report.results] == ["undone", "made", "made", "made"]
        assert [process.drive.get(result["spreadsheet_id"]).is_binned for result in made] == [True, False, False, False]
        assert report.results[1]["reason"] == (
            "It was left: somebody wrote in it since it was made. If nobody needs that, move it to the bin: "
            f"{made[1]['url']}"
        )


def test_a_template_is_copied_and_told_whose_copy_it_is(world):
    with world.process() as process, process.workspace() as space:
        template = create_workbook(OkrSet(client=Client(name="Template"), cycle=CYCLE), process.connection)
        roster = roster_of("Client,Currency,Close rate\nHarbor,EUR,25%\n")
        settings = RunSettings(template=template.spreadsheet_id)
        loaded = LoadedRoster(roster=roster, folder=world.home)
        plan = plan_run(loaded, CYCLE, space, settings)
        (result,) = start_run(loaded, plan, space, settings).results
        copied = Workbook(spreadsheet_id=result["spreadsheet_id"], connection=process.connection).inspect().okr_set
        assert (copied.client.name, copied.client.currency) == ("Harbor", "EUR")
        assert copied.client.close_rate == Decimal("0.25")
        assert copied.cycle == CYCLE
        assert len(plan.notes) == 1  # of the key; a template that is whole is not spoken of
        (undone,) = undo_run(space).results
        assert (undone["outcome"], undone["reason"]) == ("undone", "It is in the bin.")


def test_of_copies_that_lack_something_the_plan_says_what_and_one_that_people_wrote_in_is_left(world):
    with world.process() as process, process.workspace() as space:
        template = create_workbook(OkrSet(client=Client(name="Template"), cycle=CYCLE), process.connection)
        http, formula = process.connection.http, {"userEnteredValue": {"formulaValue": "=1+1"}}
        place = {"sheetId": SHEET_IDS[Tab.OVERVIEW], "rowIndex": 40, "columnIndex": 8}
        cells = {"rows": [{"values": [formula]}], "fields": "userEnteredValue", "start": place}
        away = {"updateCells": cells}
        http.batch_update(template.spreadsheet_id, {"requests": [away, {"deleteSheet": {"sheetId": CHECK_INS}}]})
        settings = RunSettings(template=template.spreadsheet_id)
        loaded = LoadedRoster(roster=roster_of("Client,Key\nHarbor,h\nLake,l\n"), folder=world.home)
        plan = plan_run(loaded, CYCLE, space, settings)
        link = process.connection.endpoint.link(template.spreadsheet_id)
        assert plan.notes == (f"Copies of {link} have no tab Check-ins. Add it there, or later with --upgrade.",)
        first, second = start_run(loaded, plan, space, settings).results
        told = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "Ours"}}]}], "fields": "userEnteredValue"}
        start = {"sheetId": SHEET_IDS[Tab.OBJECTIVES], "rowIndex": 1, "columnIndex": 1}
        http.batch_update(second["spreadsheet_id"], {"requests": [{"updateCells": {**told, "start": start}}]})
        assert [result["outcome"] for result in undo_run(space).results] == ["undone", "made"]
        assert process.drive.get(first["spreadsheet_id"]).is_binned


def test_a_template_that_is_no_workbook_or_that_okrs_contradict_is_told_of_before_anything_is_made(world):
    with world.process() as process, process.workspace() as space:
        blank = process.drive.create("Blank", folder="", marks={}).file_id
        rows = f"Harbor,{blank},\nLake,,draft.txt\nBay,,\n"
        loaded = LoadedRoster(roster=roster_of(f"Client,Template,OKRs\n{rows}"), folder=world.home)
        with pytest.raises(RosterError) as refused:
            plan_run(loaded, CYCLE, space, RunSettings(template="1A2b3C4d5E6f"))
        own, first, second = refused.value.problems
        assert own.startswith("The template cannot be used. ")  # that of the run, once
        assert first.startswith("line 2, Template: The template cannot be used. ")
        assert second.startswith("line 3, OKRs: A copy of a template starts with what is in it.")


def test_a_tab_of_a_spreadsheet_is_a_roster_and_the_registry_as_well(world):
    with world.process() as process, process.workspace() as space:
        made = process.drive.create("Our clients", folder="", marks={}).file_id
        rows = [["Client", "Editors"], ["Harbor", "a@agency.example"], ["Lake", ""]]
        url = f"{SPREADSHEETS_URL}/{made}/values/Sheet1!A1"
        params = {"valueInputOption": "RAW"}
        process.connection.http.request("put", url, params=params, json={"values": rows})
        loaded = load_roster(made, space)
        plan = plan_run(loaded, CYCLE, space, RunSettings())
        assert start_run(loaded, plan, space, RunSettings()).is_done
        assert sorted(world.whole().values()) == [1, 1]
        assert len(world.files()) == 3  # no other registry was made
        assert load_roster(made, space).roster == loaded.roster
        process.connection.http.request("put", f"{url[:-2]}B3", params=params, json={"values": [["nobody"]]})
        with pytest.raises(RosterError, match=r'Sheet1!B3: "nobody" is no e-mail address\.'):
            load_roster(made, space)


def test_a_workbook_that_the_roster_names_is_adopted_if_it_is_one_and_is_no_others(world):
    with world.process() as process, process.workspace() as space:
        own = create_workbook(OkrSet(client=Client(name="Harbor"), cycle=CYCLE), process.connection).spreadsheet_id
        blank = process.drive.create("Blank", folder="", marks={}).file_id
        other = create_workbook(OkrSet(client=Client(name="Hill"), cycle=CYCLE), process.connection).spreadsheet_id
        taken = process.drive.create("Lake", folder="", marks=marks_of("lake", CYCLE.name)).file_id
        rows = f"Harbor,{own}\nBlank,{blank}\nNot Lake,{taken}\n"
        binned = create_workbook(OkrSet(client=Client(name="Bay"), cycle=CYCLE), process.connection).spreadsheet_id
        process.drive.bin(binned)
        loaded = LoadedRoster(roster=roster_of(f"Client,Workbook\n{rows}Bay,{binned}\n"), folder=world.home)
        with pytest.raises(RosterError) as refused:
            plan_run(loaded, CYCLE, space, RunSettings())
        no_workbook, of_another, in_bin = refused.value.problems
        assert no_workbook.startswith("line 3, Workbook: ")
        assert of_another == "line 4, Workbook: Lake is the workbook of another key or cycle. Clear the cell."
        assert in_bin == "line 5, Workbook: Bay · 2026-Q2 is in the bin. Take it out, or clear the cell."

        loaded = LoadedRoster(roster=roster_of(f"Client,Workbook\nHarbor,{own}\nHill,{other}\n"), folder=world.home)
        plan = plan_run(loaded, CYCLE, space, RunSettings())
        process.drive.mark(other, marks_of("bay", CYCLE.name))  # somebody else adopts it meanwhile
        report = start_run(loaded, plan, space, RunSettings())
        assert [result["outcome"] for result in report.results] == ["adopted", "failed"]
        assert "that of another key" in report.results[1]["reason"]
        assert process.drive.get(own).marks == marks_of("harbor", CYCLE.name)
        loaded = LoadedRoster(roster=roster_of(f"Client,Workbook\nHarbor,{own}\n"), folder=world.home)
        assert plan_run(loaded, CYCLE, space, RunSettings()).items[0].action is Action.LEAVE


def test_a_workbook_that_the_roster_named_once_is_never_filled_by_another_home(world):
    named = "Client,Key,Workbook\nHarbor,h,{}\n"
    with world.process() as process, process.workspace() as space:
        okrs = OkrSet(client=Client(name="Harbor", currency="EUR"), cycle=CYCLE)
        own = create_workbook(okrs, process.connection).spreadsheet_id
        loaded = LoadedRoster(roster=roster_of(named.format(own)), folder=world.home)
        assert start_run(loaded, plan_run(loaded, CYCLE, space, RunSettings()), space, RunSettings()).is_done
    with world.process("other") as process, process.workspace() as space:
        loaded = LoadedRoster(roster=roster_of(named.format("")), folder=world.home)
        (result,) = start_run(loaded, plan_run(loaded, CYCLE, space, RunSettings()), space, RunSettings()).results
        assert (result["outcome"], result["spreadsheet_id"]) == ("adopted", own)
        assert FILLED_KEY not in process.marks(own)
        held = Workbook(spreadsheet_id=own, connection=process.connection).inspect().okr_set
        assert held.client.currency == "EUR"


def test_a_file_that_a_run_left_blank_is_filled_with_what_the_client_is_to_start_with(world):
    (world.home / "draft.txt").write_text("Objective: Win the north\nKR: Bookings from 10 to 20\n", encoding="utf-8")
    loaded = LoadedRoster(roster=roster_of("Client,Key,OKRs\nHarbor,h,draft.txt\n"), folder=world.home)
    with world.process() as process, process.workspace() as space:
        blank = process.drive.create("Harbor", folder="", marks=marks_of("h", CYCLE.name)).file_id
        plan = plan_run(loaded, CYCLE, space, RunSettings())
        assert [(item.action, item.reason) for item in plan.items] == [(Action.CREATE, "was begun, and is filled now")]
        assert plan.cost.drive_changes == 1  # the registry alone
        (result,) = start_run(loaded, plan, space, RunSettings()).results
        assert (result["outcome"], result["spreadsheet_id"]) == ("made", blank)
        held = Workbook(spreadsheet_id=blank, connection=process.connection).inspect().okr_set
        assert [one.text for one in held.objectives] == ["Win the north"]


def test_of_two_that_are_there_before_a_run_the_filled_one_stays_and_none_is_filled_for_the_bin(world):
    with world.process() as process, process.workspace() as space:
        loaded = LoadedRoster(roster=clients(1), folder=world.home)
        process.drive.create("blank", folder="", marks=marks_of("client-1", CYCLE.name))
        with world.process("other") as other:
            filled = other.drive.create("filled", folder="", marks=marks_of("client-1", CYCLE.name)).file_id
            body = fill_body(document_from_okr_set(OkrSet(client=Client(name="Client 1"), cycle=CYCLE)), title="filled")
            other.connection.http.batch_update(filled, body)
        (result,) = start_run(loaded, plan_run(loaded, CYCLE, space, RunSettings()), space, RunSettings()).results
        assert (result["spreadsheet_id"], result["outcome"]) == (filled, "adopted")
    assert sorted(world.whole().values()) == [1]


def test_a_long_run_renews_its_claims(world):
    seen: list[str] = []
    with world.process("one", threads=1) as one, world.process("two") as two:
        one.provision(clients(1), "first")
        one.begin(one.plan(clients(11)), "run")
        last = key_mark("client-11", CYCLE.name)

        def look(request: httpx.Request) -> None:
            world.sleep(60)  # as long as each request takes, the claims would run out after the seventh client
            if request.url.path == "/drive/v3/files" and request.method == "POST":
                registry = open_registry(one.journal.registry(""), two.connection.http)
                seen.append(registry.store.read()[last].run)
                assert world.now() - registry.store.read()[last].at < LEASE

        one.network.before = look
        assert one.go_on("run").is_done
    assert seen == ["run"] * 10


def test_workbooks_are_made_in_a_folder_and_in_a_shared_drive(world):
    with world.process() as process, process.workspace() as space:
        http = process.connection.http
        made: Params = {"requestId": "clients"}
        drive = http.request("post", DRIVES_URL, params=made, json={"name": "Clients"}).json()["id"]
        folder = {"name": "Others", "mimeType": "application/vnd.google-apps.folder"}
        other = http.request("post", DRIVE_FILES_URL, json=folder).json()["id"]
        loaded = LoadedRoster(roster=roster_of(f"Client,Folder\nHarbor,\nLake,{other}\n"), folder=world.home)
        settings = RunSettings(folder=drive)
        report = start_run(loaded, plan_run(loaded, CYCLE, space, settings), space, settings)
        assert report.is_done
        places = [process.drive.get(result["spreadsheet_id"]).parents for result in report.results]
        assert places == [(drive,), (other,)]
        made_ids = [result["spreadsheet_id"] for result in report.results]
        assert [item.action for item in plan_run(loaded, CYCLE, space, settings).items] == [Action.LEAVE, Action.LEAVE]
        with pytest.raises(NotFoundError, match=r"There is no folder 1A2b3C4d5E6f, or it is not shared with"):
            plan_run(loaded, CYCLE, space, RunSettings(folder="1A2b3C4d5E6f"))
        named = LoadedRoster(
            roster=roster_of(f"Client,Folder\nHarbor,Harbor-Dental\nLake,Harbor-Dental\nBay,{made_ids[0]}\n"),
            folder=world.home,
        )
        with pytest.raises(RosterError) as refused:
            plan_run(named, CYCLE, space, settings)
        gone, file = refused.value.problems
        assert gone.startswith("line 2, Folder: There is no folder Harbor-Dental, or it is not shared with ")
        assert gone.endswith(" 1 more of the roster names it.")
        assert file.startswith(f"line 4, Folder: {made_ids[0]} is a file and no folder.")
