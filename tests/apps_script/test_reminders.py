"""The weekly reminder: set up and stopped from the menu, and what the trigger sends when nobody looks on."""

import pytest

from sheets_addon.apps_script import write_project

pytestmark = pytest.mark.slow
CHAMPION = "champion@acme.example"
SALES = "sales@acme.example"
WEEKLY = {"handler": "sendReminders", "day": "MONDAY", "hour": 8, "zone": "Etc/UTC"}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("with_reminders")
    write_project(folder, with_reminders=True)
    return str(folder)


def test_a_person_who_agrees_gets_one_trigger_and_can_stop_it(script, project):
    others = {"handler": "somethingElse"}
    done = script.run(("onOpen", "event"), ("remindByEmail",), ("remindByEmail",), project=project, triggers=[others])
    assert [item[1:] for item in done["menus"]][-2:] == [
        ["Remind by e-mail…", "remindByEmail"],
        ["Stop reminders", "stopReminding"],
    ]
    assert done["triggers"] == [others, WEEKLY]
    assert "gets an e-mail from your account" in done["shown"][0]
    stopped = script.run(("stopReminding",), ("stopReminding",), project=project, triggers=[others, WEEKLY])
    assert stopped["triggers"] == [others]
    assert stopped["shown"] == [
        "Stop reminders: No more reminders go out in your name.",
        "Stop reminders: You have set up no reminders here.",
    ]
    assert script.run(("remindByEmail",), project=project, declines=True)["triggers"] == []
    (missing,) = script.run(("stopReminding",), project=project, scopes=[])["shown"]
    assert "You have not allowed this script to run when you are not present, nor to send email as you." in missing


def test_owners_with_an_address_are_written_to_the_others_come_to_the_installer_and_once_a_week(script, project):
    script.client.post(f"{script.spreadsheet_id}/values/Check-ins!A2:H99:clear").raise_for_status()
    script.put(f"Key Results!{script.column('Owner')}2", [SALES])
    done = script.run(("sendReminders",), ("sendReminders",), project=project)
    assert [one["url"] for one in done["fetched"]] == ["https://okr.example.com/bound/reminder"] * 2
    assert [one["to"] for one in done["mails"]] == [SALES, CHAMPION]
    own, others = done["mails"]
    assert own["subject"] == "1 check-in owed: Brightloom Software, Marketing · 2026-Q4"
    assert "- O1-KR1 Increase pipeline sourced by marketing from $1.8M to $3.0M by December 31 (" in own["body"]
    assert own["body"].endswith(f"\n\nhttps://docs.google.com/spreadsheets/d/{script.spreadsheet_id}/edit\n")
    assert "Content Manager:\n- O1-KR5" in others["body"]
    assert "O1-KR1 " not in others["body"]
    lost = script.run(("sendReminders",), project=project, unreachable=[SALES], locale="de")
    installers, told = lost["mails"]
    assert (installers["to"], installers["subject"]) == (
        CHAMPION,
        others["subject"].replace("check-ins owed", "Check-ins offen"),
    )
    assert told["subject"] == "Nicht jede Erinnerung wurde gesendet: Brightloom Software, Marketing · 2026-Q4"
    assert SALES in told["body"]


def test_what_goes_wrong_is_mailed_to_the_installer_and_no_one_else(script, project):
    script.edit({"deleteSheet": {"sheetId": 102}})
    done = script.run(("sendReminders",), project=project)
    assert done["results"] == [{"value": None}]
    (told,) = done["mails"]
    assert told["to"] == CHAMPION
    assert told["subject"].startswith("The reminder was not sent: ")
    assert "Objectives" in told["body"]
    assert done["kept"] == {}
