"""A folder for each client, made once whatever is killed, lost, late or begun twice, and used in every cycle."""

from collections import Counter

import httpx
import pytest

from okrsdk.errors import NotFoundError
from okrsdk.model import Cycle
from okrsdk.portfolio.workbook_files import files_of_folder
from okrsdk.provision.client_folders import FOLDER_MARK, folder_mark
from okrsdk.provision.plan import Action, PlanCost
from okrsdk.provision.preparing import RunSettings
from okrsdk.provision.provisioning import LoadedRoster, plan_run, resume_run, start_run
from okrsdk.provision.roster import Roster
from okrsdk.provision.run import RunReport
from okrsdk.provision.workspace import Workspace
from okrsdk.sheets.drive_files import FOLDER_TYPE
from tests.provision.world import CYCLE, KilledError, World, clients, roster_of

NEXT = Cycle.parse("2026-Q3")
SETTINGS = RunSettings(client_folders=True)
FOLDERS = {folder_mark("client-1"): "Client 1", folder_mark("client-2"): "Client 2"}


def provisioned(
    world: World, roster: Roster, space: Workspace, cycle: Cycle = CYCLE, settings: RunSettings = SETTINGS
) -> RunReport:
    loaded = LoadedRoster(roster=roster, folder=world.home)
    return start_run(loaded, plan_run(loaded, cycle, space, settings), space, settings)


def made_in(world: World) -> dict[str, Counter[str]]:
    """The titles of the workbooks in each client's folder, whatever searches find."""
    world.set("search", None)
    with world.process("looking") as process:
        folders = [own for own in process.drive.in_folder("", kind=FOLDER_TYPE) if FOLDER_MARK in own.marks]
        assert {own.marks[FOLDER_MARK]: own.name for own in folders} == FOLDERS
        assert len(folders) == len(FOLDERS)
        assert [file.name for file in process.drive.in_folder("")] == ["okrsdk registry"]
        return {own.name: Counter(file.name for file in process.drive.in_folder(own.file_id)) for own in folders}


ONE_EACH = {"Client 1": Counter(["Client 1 · 2026-Q2"]), "Client 2": Counter(["Client 2 · 2026-Q2"])}


def test_each_client_has_its_folder_for_all_cycles_and_the_plan_says_what_they_cost(world):
    loaded = LoadedRoster(roster=clients(2), folder=world.home)
    with world.process() as process, process.workspace() as space:
        plan = plan_run(loaded, CYCLE, space, SETTINGS)
        assert plan.folders == 2
        process.network.sent.clear()
        assert start_run(loaded, plan, space, SETTINGS).is_done
        sent = process.network.sent
        counted = PlanCost(
            sheets_writes=sent["sheets write"], sheets_reads=sent["sheets read"], drive_changes=sent["drive change"]
        )
        # The IDs of the folders are agreed on in a read and a write; the registry is made as well.
        assert (
            plan.cost == counted == PlanCost(sheets_writes=2 + 2 + 1 + 2, sheets_reads=3 + 1, drive_changes=2 + 2 + 1)
        )
        assert made_in(world) == ONE_EACH
        again = plan_run(loaded, CYCLE, space, SETTINGS)
        assert ([item.action for item in again.items], again.folders) == ([Action.LEAVE, Action.LEAVE], 0)
    with world.process("other") as process, process.workspace() as space:
        plan = plan_run(loaded, NEXT, space, SETTINGS)
        assert (plan.counts[Action.CREATE], plan.folders) == (2, 0)
        # Once they are there they are used and looked into by every run, whether it may make some or not.
        assert plan_run(loaded, CYCLE, space, RunSettings()).counts[Action.ADOPT] == 2
        assert provisioned(world, clients(2), space, NEXT, RunSettings()).is_done
        registry = plan_run(loaded, CYCLE, space, SETTINGS).registry
        assert registry == "there"
        assert len(files_of_folder("", space.http)) == 4  # a portfolio of the folder has them
    assert {client: sum(files.values()) for client, files in made_in(world).items()} == {"Client 1": 2, "Client 2": 2}


def test_a_folder_that_the_roster_names_is_used_instead(world):
    with world.process() as process, process.workspace() as space:
        own = process.connection.http.request(
            "post", "https://www.googleapis.com/drive/v3/files", json={"name": "Ours", "mimeType": FOLDER_TYPE}
        ).json()["id"]
        (result,) = provisioned(world, roster_of(f"Client,Folder\nHarbor,{own}\n"), space).results
        assert process.drive.get(result["spreadsheet_id"]).parents == (own,)
        assert [folder.name for folder in process.drive.in_folder("", kind=FOLDER_TYPE)] == ["Ours"]


@pytest.mark.parametrize("late", [0, 20])
@pytest.mark.parametrize("kill_at", range(12, 30, 3))
def test_a_run_that_was_killed_anywhere_makes_no_second_folder(world, kill_at, late):
    world.set("search", {"late": 30, "late_by_parent": late})
    with world.process(kill_at=kill_at) as dying, dying.workspace() as space, pytest.raises(KilledError):
        provisioned(world, clients(2), space)
    with world.process() as process, process.workspace() as space:
        report = resume_run(space) if space.runs() else provisioned(world, clients(2), space)
        assert report.is_done
    assert made_in(world) == ONE_EACH


@pytest.mark.parametrize("fault", [{"fault": "drop"}, {"status": 503, "when": "after"}, {"status": 503}])
def test_an_answer_that_is_lost_makes_no_second_folder(world, fault):
    with world.process() as process, process.workspace() as space:
        # The first request that makes a file makes the registry.
        world.set("faults", {"rules": [{"match": "^POST /drive/v3/files$", "at": [1], **fault}]})
        assert provisioned(world, clients(2), space).is_done
    assert made_in(world) == ONE_EACH


def test_runs_of_two_cycles_at_once_make_each_folder_once(world):
    with (
        world.process("one") as one,
        world.process("two") as two,
        one.workspace() as first,
        two.workspace() as second,
    ):
        provisioned(world, roster_of("Client,Key\nClient 1,client-1\n"), first, Cycle.parse("2026-Q1"))
        done: list[RunReport] = []

        def interrupt(request: httpx.Request) -> None:
            """The other run does all its work right before this one makes its second client's folder."""
            if not done and request.method == "POST" and FOLDER_TYPE.encode() in request.content:
                done.append(provisioned(world, clients(2), second, NEXT))

        one.network.before = interrupt
        assert provisioned(world, clients(2), first).is_done
        assert done[0].is_done
    assert {client: sum(files.values()) for client, files in made_in(world).items()} == {"Client 1": 3, "Client 2": 2}


def test_no_workbook_is_made_in_a_folder_that_people_put_into_the_bin_before_a_list_showed_it(world):
    world.set("search", {"late": 3600, "late_by_parent": 3600})
    with world.process() as process, process.workspace() as space:
        (first,) = provisioned(world, clients(1), space).results
        (folder,) = process.drive.get(first["spreadsheet_id"]).parents
        process.drive.bin(folder)
        with pytest.raises(NotFoundError, match=r"The folder of Client 1, [\w-]+, is in the bin\. Take it out"):
            provisioned(world, clients(1), space, NEXT)
        process.drive.put_back(folder)
        (second,) = resume_run(space).results
        assert process.drive.get(second["spreadsheet_id"]).parents == (folder,)
