from email import message_from_bytes

from tests.cli.conftest import SOUND

OWED = SOUND.replace("current: 19", "current: 14")


def remind(okr, path, *arguments):
    return okr("remind", path, "--on", "2026-02-14", *arguments)


def test_who_owes_what_is_told_by_owner(okr, document):
    answer = remind(okr, document(OWED))
    assert answer.status == 0
    assert answer.out.splitlines()[1:] == [
        "Front Desk Lead:",
        "  - O1-KR1 Increase new family registrations from 12 to 22 a month by March 31 (no check-in in 44 days)",
        "  - O1-KR2 Decrease the wait for a first visit from 21 to 7 days by March 31 (no check-in in 44 days)",
    ]
    assert "2 check-ins owed · 2026-Q1 · week 7 of 13" in answer.out


def test_a_program_reads_who_owes_what(okr, document):
    (found,) = remind(okr, document(OWED), "--format", "json").json
    assert found["on"] == "2026-02-14"
    assert found["owed"][0] == {
        "key_result": "O1-KR1",
        "owner": "Front Desk Lead",
        "last": None,
        "days": 44,
        "is_late": True,
    }
    assert remind(okr, document(OWED), "--format", "json", "--via", "slack").status == 2


def test_where_none_can_be_owed_that_is_said(okr, document):
    nameless = OWED.replace("  cycle: 2026-Q1\n", "").replace("cycle: 2026-Q1\n", "")
    answer = remind(okr, document(nameless))
    assert "names no cycle, so no check-in can be owed" in answer.err
    assert "2026-Q1 is over on 2026-04-02, so none is owed." in okr("remind", document(OWED), "--on", "2026-04-02").err
    assert "has not begun on 2025-12-30" in okr("remind", document(OWED), "--on", "2025-12-30").err


def test_nothing_is_sent_unless_asked(okr, document):
    answer = remind(okr, document(OWED), "--via", "slack")
    assert "Front Desk Lead" in answer.out
    assert "Not sent. With --send it goes to Slack." in answer.err


def test_a_chat_without_its_webhook_says_which_variable_to_set(okr, document, monkeypatch):
    monkeypatch.delenv("OKR_SLACK_WEBHOOK", raising=False)
    answer = remind(okr, document(OWED), "--via", "slack", "--send")
    assert (answer.status, "Set OKR_SLACK_WEBHOOK" in answer.err) == (2, True)


def test_it_is_sent_to_the_chat_with_nothing_that_is_a_mention(okr, document, monkeypatch, httpx_mock):
    monkeypatch.setenv("OKR_GOOGLE_CHAT_WEBHOOK", "https://chat.example/v1/spaces/x")
    httpx_mock.add_response(json={})
    answer = remind(okr, document(OWED.replace("Front Desk Lead", "<users/all>")), "--via", "google-chat", "--send")
    assert answer.err == "Sent to Google Chat.\n"
    (request,) = httpx_mock.get_requests()
    assert b"&lt;users/all&gt;:" in request.content


def test_an_email_is_a_file_to_open_and_send(okr, document, tmp_path):
    file = tmp_path / "reminder.eml"
    assert remind(okr, document(OWED), "--via", "email-file", "-o", file).status == 0
    message = message_from_bytes(file.read_bytes())
    assert message["Subject"] == "2 check-ins owed"
    assert message["To"] is None
    assert remind(okr, document(OWED), "--via", "email-file").status == 2


def test_where_no_one_owes_anything_nothing_is_sent(okr, document):
    answer = okr("remind", document(OWED), "--on", "2026-01-05", "--via", "slack", "--send")
    assert (answer.status, answer.out, answer.err) == (0, "", "No one owes a check-in.\n")
