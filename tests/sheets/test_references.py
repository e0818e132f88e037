"""What people write to say which spreadsheet they mean."""

import httpx
import pytest

from okrsdk.errors import ConfigError, NotFoundError
from okrsdk.sheets.references import NameMatch, SpreadsheetFile, spreadsheet_files, spreadsheet_id_of
from okrsdk.sheets.settings import Backend, SheetsSettings

ID = "1mTzTPTRIZLIcLjWS4ydWIoaZNsEPNjQyYUN3QAoM_mA"
OTHER = "2" * 44


@pytest.fixture
def local(scripted, script, tmp_path):
    """A connection to a Local Sheets server with the files given, each by ID and name."""

    def make(*files: tuple[str, str]):
        listing = [{"id": id_, "name": name} for id_, name in files]
        script.answers = [httpx.Response(200, json={"files": listing})]
        return scripted(SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url="http://127.0.0.1:8765"))

    return make


@pytest.mark.parametrize(
    "ref",
    [
        f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit?gid=7#gid=7",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit",
        f"https://docs.google.com/a/acme.example/spreadsheets/d/{ID}",
        f"docs.google.com/spreadsheets/d/{ID}/",
        f"http://127.0.0.1:8765/spreadsheets/d/{ID}/edit",
        ID,
        f"  {ID}\n",
    ],
)
def test_a_url_or_an_id_is_taken_without_asking_the_server(scripted, script, ref):
    assert spreadsheet_id_of(ref, scripted()) == ID
    assert script.requests == []


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        (f"https://docs.google.com/document/d/{ID}/edit", "is a Google document, not a spreadsheet"),
        (f"https://docs.google.com/forms/d/{ID}/edit", "is a Google form, not a spreadsheet"),
        ("https://docs.google.com/spreadsheets/d/e/2PACX-1vT/pubhtml", "is a link to a published copy"),
        ("https://docs.google.com/spreadsheets/", "is not the URL of a spreadsheet"),
        ("https://example.com/okrs", "is not the URL of a spreadsheet"),
        ("https://drive.google.com/drive/folders/abc", "is not the URL of a spreadsheet"),
        ("https://[docs.google.com/spreadsheets/d/abc", "is not the URL of a spreadsheet"),
        ("Acme Dental", "names are for Local Sheets"),
        ("", "Which workbook?"),
        ("   ", "Which workbook?"),
    ],
)
def test_anything_else_says_what_it_is_and_what_to_give(scripted, ref, words):
    with pytest.raises(ConfigError) as caught:
        spreadsheet_id_of(ref, scripted())
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "name", ["Acme Dental – 2026-Q1", "acme dental – 2026-q1", " Acme Dental – 2026-Q1 ", OTHER[:20]]
)
def test_a_name_is_looked_up_in_local_sheets_whatever_its_case(local, name):
    assert spreadsheet_id_of(name, local((ID, "Acme Dental – 2026-Q1"), (OTHER[:20], "Beta"))) in (ID, OTHER[:20])


def test_a_name_in_the_very_same_letters_wins(local):
    assert spreadsheet_id_of("acme", local((ID, "Acme"), (OTHER, "acme"))) == OTHER


def test_a_name_of_two_workbooks_is_refused_with_their_ids(local):
    with pytest.raises(
        ConfigError,
        match=rf"2 workbooks in Local Sheets are called 'Acme'. Give the ID of one: .*\({ID}\), .*\({OTHER}\)",
    ):
        spreadsheet_id_of("Acme", local((OTHER, "Acme"), (ID, "Acme")))
    with pytest.raises(ConfigError, match="Give the title or the ID of one: Acme · 2026-Q4"):
        spreadsheet_id_of("Acme", local((OTHER, "Acme · 2027-Q1"), (ID, "Acme · 2026-Q4")))


@pytest.mark.parametrize("name", ["harbor dental 2026-q1", "Harbor Dental", "HARBOR-DENTAL"])
def test_a_workbook_is_found_by_its_words_and_by_its_client_alone(local, name):
    files = local((ID, "Harbor Dental · 2026-Q1"), (OTHER, "Harbor Dental North · 2026-Q1"))
    assert spreadsheet_id_of(name, files, match=NameMatch.WORDS) == ID


def test_the_workbench_shows_a_workbook_at_a_url_that_can_be_given(local):
    assert spreadsheet_id_of(f"http://127.0.0.1:8080/?workbook={ID}", local()) == ID


def test_the_first_words_of_a_client_are_enough_where_they_are_the_only_ones(local):
    files = local((ID, "Harbor Dental · 2026-Q1"), (OTHER, "Lakeshore Heating & Air · 2026-Q1"))
    assert spreadsheet_id_of("Lakeshore", files, match=NameMatch.WORDS) == OTHER


def test_a_client_with_several_workbooks_is_told_with_the_cycle(local):
    files = local((ID, "Harbor Dental · 2026-Q1"), (OTHER, "Harbor Dental · 2026-Q2"))
    assert spreadsheet_id_of("Harbor Dental 2026-Q2", files, match=NameMatch.WORDS) == OTHER


def test_a_client_with_several_workbooks_is_not_guessed(local):
    with pytest.raises(ConfigError, match="2 workbooks"):
        spreadsheet_id_of("Harbor Dental", local((ID, "Harbor Dental · 2026-Q1"), (OTHER, "Harbor Dental · 2026-Q2")))


def test_a_name_that_nobody_has_is_answered_with_those_there_are(local):
    files = [(str(n), f"Client {n}") for n in range(7)]
    with pytest.raises(NotFoundError, match="There are: Client 0, Client 1, Client 2, Client 3, Client 4, …"):
        spreadsheet_id_of("Acme", local(*files))


def test_an_empty_local_sheets_says_how_to_begin(local):
    with pytest.raises(NotFoundError, match='`okr new "Acme"` makes one'):
        spreadsheet_id_of("Acme", local())


def test_a_google_url_while_set_to_local_sheets_says_how_to_connect(local):
    with pytest.raises(ConfigError, match="is in Google Sheets, and okrsdk is set to Local Sheets"):
        spreadsheet_id_of(f"https://docs.google.com/spreadsheets/d/{ID}/edit", local((OTHER, "Acme")))


def test_the_url_that_local_sheets_itself_gave_out_is_known(local):
    assert spreadsheet_id_of(f"https://docs.google.com/spreadsheets/d/{ID}/edit", local((ID, "Acme"))) == ID


def test_files_are_listed_by_name(local):
    assert spreadsheet_files(local(("2", "b"), ("1", "B"), ("3", "a"))) == (
        SpreadsheetFile(spreadsheet_id="3", name="a"),
        SpreadsheetFile(spreadsheet_id="1", name="B"),
        SpreadsheetFile(spreadsheet_id="2", name="b"),
    )


def refused(name, files, match=NameMatch.TITLE_OR_CLIENT):
    with pytest.raises(NotFoundError) as caught:
        spreadsheet_id_of(name, files, match=match)
    return str(caught.value)


@pytest.mark.parametrize("name", ["-", "·", "🦷", "—", "'\"'"])
@pytest.mark.parametrize("match", NameMatch)
def test_a_name_without_letters_matches_no_workbook(local, name, match):
    assert "There are: Acme Dental · 2026-Q1" in refused(name, local((ID, "Acme Dental · 2026-Q1")), match)


def test_a_client_named_by_a_sign_alone_is_found_by_just_that(local):
    assert spreadsheet_id_of("🦷", local((ID, "🦷 · 2026-Q1"), (OTHER, "🐱 · 2026-Q1"))) == ID


@pytest.mark.parametrize("name", ["acme  dental", "ACME DENTAL · 2026-q1"])
def test_what_writes_takes_the_whole_client_or_title_in_any_case(local, name):
    assert spreadsheet_id_of(name, local((ID, "Acme Dental · 2026-Q1"), (OTHER, "Acme Dental North · 2026-Q1"))) == ID


def test_what_writes_does_not_guess_by_words_but_says_what_may_be_meant(local):
    files = (ID, "Acme Dental · 2026-Q1")
    assert f"Did you mean Acme Dental · 2026-Q1 ({ID})? Give the whole name." in refused("acme", local(files))
    assert spreadsheet_id_of("acme", local(files), match=NameMatch.WORDS) == ID


def test_what_deletes_takes_the_title_to_the_letter_or_the_id(local):
    files, exact = (ID, "Acme Dental · 2026-Q1"), NameMatch.EXACT_TITLE
    for name in ("Acme Dental", "acme dental · 2026-q1"):
        assert "Give its title to the letter, or its ID." in refused(name, local(files), exact)
    assert spreadsheet_id_of("Acme Dental · 2026-Q1", local(files), match=exact) == ID
    assert spreadsheet_id_of(ID, local(files), match=exact) == ID
