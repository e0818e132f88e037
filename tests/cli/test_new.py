import pytest

from tests.cli.conftest import SOUND


def test_a_new_workbook_is_found_by_its_name(okr):
    made = okr("new", "Harbor Dental", "--cycle", "2026-q1")
    assert made.status == 0
    title = made.out.splitlines()[0].removeprefix("Made ")
    assert okr("check", title, "--on", "2026-01-20").status == 0


def test_a_new_workbook_takes_its_content_from_a_document(okr, document):
    made = okr("new", "Harbor Dental", "--from", document(SOUND), "--format", "json").json
    exported = okr("export", made["spreadsheet_id"], "--to", "json").json
    assert exported["cycle"] == "2026-Q1"
    assert [kr["id"] for kr in exported["objectives"][0]["key_results"]] == ["O1-KR1", "O1-KR2"]


def test_what_a_table_has_beside_its_okrs_becomes_columns(okr, document):
    table = "Objective,Key result,Target,Region\nWin the north,Bookings from 10 to 20,20,North\n"
    okr("new", "Harbor Dental", "--cycle", "2026-Q1", "--from", document(table, "plan.csv"))
    again = okr("import", "plan.csv", "--to", "Harbor Dental", "--yes")
    assert again.out.splitlines() == ["0 new, 0 cells changed, 2 unchanged.", "There is nothing to write."]


@pytest.mark.parametrize("name", ["", "  "])
def test_a_workbook_without_a_name_is_not_made(okr, name):
    answer = okr("new", name, "--cycle", "2026-Q1")
    assert (answer.status, answer.out) == (2, "")
    assert "Say whose workbook it is" in answer.err
    assert okr("sheets", "list").out == ""


def test_a_new_workbook_has_no_okrs_yet_and_is_not_praised_for_it(okr):
    okr("new", "Harbor Dental", "--cycle", "2026-Q1")
    status, where_to_begin = okr("check", "Harbor Dental").out.splitlines()
    assert status == "Harbor Dental · 2026-Q1 · no OKRs in it yet"
    assert where_to_begin == (
        "  Type the first objective into Objectives!B2, and its key results from 'Key Results'!C2 down, one to a row, "
        "each with its baseline and target; IDs are filled in with the first grade. Then check again."
    )


def test_without_a_cycle_nothing_is_made(okr):
    answer = okr("new", "Harbor Dental")
    assert answer.status == 2
    assert "--cycle 2026-Q1" in answer.err


def test_a_cycle_that_is_none_is_refused_with_the_way_to_write_one(okr):
    answer = okr("new", "Harbor Dental", "--cycle", "spring")
    assert answer.status == 2
    assert "Write a quarter (2026-Q1)" in answer.err


def test_a_dry_run_makes_nothing(okr, document):
    answer = okr("new", "Harbor Dental", "--from", document(SOUND), "--dry-run")
    assert "with 1 objectives and 2 key results" not in answer.out
    assert "1 objective and 2 key results" in answer.out
    assert okr("check", "Harbor Dental").status == 2


def test_a_document_with_errors_makes_nothing(okr, document):
    answer = okr("new", "Harbor Dental", "--from", document(SOUND.replace("target: 22", "target: many")))
    assert answer.status == 1
    assert "okrs.yaml has errors." in answer.err
    assert "T201" in answer.err
    assert okr("sheets", "list", "--format", "json").json == []


def test_a_draft_fills_the_columns_from_its_sentences(okr, document):
    sentences = "Be the first choice of families\n  - Increase new registrations from 12 to 22 a month by March 31\n"
    draft = document(sentences, "draft.txt")
    made = okr("new", "Harbor Dental", "--cycle", "2026-Q1", "--from", draft, "--format", "json").json
    exported = okr("export", made["spreadsheet_id"], "--to", "json").json
    (key_result,) = exported["objectives"][0]["key_results"]
    assert (key_result["baseline"], key_result["target"], key_result["due"]) == (12, 22, "2026-03-31")
    assert "registrations" in key_result["metric"]


def test_a_second_new_of_a_client_and_cycle_says_what_is_there_and_makes_none(okr):
    made = okr("new", "Harbor Dental", "--cycle", "2026-Q1", "--format", "json").json
    second = okr("new", "harbor dental", "--cycle", "2026-Q1")
    assert (second.status, second.out) == (1, "")
    assert "There is a workbook harbor dental · 2026-Q1 already; nothing was made" in second.err
    assert made["spreadsheet_id"] in second.err
    assert okr("sheets", "list").out.count("Harbor Dental") == 1


@pytest.mark.parametrize(
    ("name", "advice"),
    [("Harbor\nDental", "Write it in one line"), ("Harbor\tDental", "in one line"), ("x" * 201, "at most 200")],
)
def test_a_name_that_is_no_title_is_refused(okr, name, advice):
    answer = okr("new", name, "--cycle", "2026-Q1")
    assert answer.status == 2
    assert advice in " ".join(answer.err.split())
    assert okr("new", "y" * 200, "--cycle", "2026-Q1", "--dry-run").status == 0


def test_another_cycle_or_again_makes_one_more(okr):
    for arguments in (["--cycle", "2026-Q1"], ["--cycle", "2026-Q2"], ["--cycle", "2026-Q1", "--again"]):
        assert okr("new", "Harbor Dental", *arguments).status == 0
    assert okr("sheets", "list").out.count("Harbor Dental") == 3


def test_a_page_fills_the_columns_from_its_fields_and_says_what_it_left_out(okr, document):
    page = document(
        "# Post, 2026-Q1\n\nWhat we want.\n\n## Objective 1: Letters that arrive\n- KR1: Lost letters\n"
        "  - Baseline: 4 %\n  - Target: 1 %\n  - Source: the ledger\n  - Owner: Sorting office\n",
        "page.md",
    )
    made = okr("new", "Post", "--from", page, "--format", "json")
    assert "Not taken (1):\n  line 3     What we want." in made.err
    exported = okr("export", made.json["spreadsheet_id"], "--to", "json").json
    (key_result,) = exported["objectives"][0]["key_results"]
    assert exported["cycle"] == "2026-Q1"
    assert (key_result["baseline"], key_result["target"], key_result["kind"]) == (0.04, 0.01, "decrease")
    assert (key_result["source"], key_result["owner"], key_result["unit"]) == ("the ledger", "Sorting office", "%")


def test_a_quarter_of_a_fiscal_year_is_made_with_the_month_in_which_that_starts(okr):
    refused = okr("new", "Harbor Freight", "--cycle", "FY27-Q2")
    assert refused.status == 2
    assert "in which month" in refused.err
    made = okr("new", "Harbor Freight", "--cycle", "Q2 FY27", "--fiscal-year-starts", "apr", "--format", "json").json
    assert made["title"] == "Harbor Freight · FY27-Q2"
    assert okr("check", made["spreadsheet_id"], "--on", "2026-08-01").status == 0


def test_an_account_that_may_not_make_files_is_told_so_and_not_to_share_one(okr, document, faulty_sheets):
    faulty_sheets(match="POST .*", status=403)
    answer = okr("new", "Harbor Dental", "--from", document(SOUND))
    assert answer.status == 2
    said = " ".join(answer.err.split())
    assert "may not make files here: sign in as a person, use a shared drive" in said
    assert "OKR_ACT_AS" in said
    assert "shared with" not in said
