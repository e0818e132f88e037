import io
import os
from datetime import date

from okrsdk.sheets import connect, open_workbook, settings_from
from tests.cli.conftest import SOUND


def test_scores_are_written_into_the_workbook(okr, document):
    made = okr("new", "Harbor Dental", "--from", document(SOUND), "--format", "json").json
    answer = okr("grade", made["spreadsheet_id"], "--on", "2026-02-14", "--format", "json")
    assert answer.status == 0
    assert answer.json["written"] is True
    # (19 − 12) / (22 − 12) = 0.7; (14 − 21) / (7 − 21) = 0.5; their mean 0.6
    assert [score["score"] for score in answer.json["scores"]["key_results"]] == [0.7, 0.5]
    assert answer.json["scores"]["overall"] == 0.6


def test_a_dry_run_writes_nothing_and_says_so(okr, document):
    okr("new", "Harbor Dental", "--from", document(SOUND))
    answer = okr("grade", "harbor dental 2026-q1", "--on", "2026-02-14", "--dry-run")
    assert answer.status == 0
    assert "0.70 green" in answer.out
    assert answer.out.endswith("Nothing was written.\n")


def test_a_document_is_graded_and_never_written_to(okr, document):
    path = document(SOUND)
    answer = okr("grade", path, "--on", "2026-02-14")
    assert answer.status == 0
    assert "Overall  0.60 yellow  1 of 2 met" in answer.out
    assert path.read_text(encoding="utf-8") == SOUND


def test_without_a_current_value_a_key_result_waits_until_the_final_grade(okr, document):
    path = document(SOUND.replace("        current: 14\n", ""))
    assert "1 of 2 met, 1 graded" in okr("grade", path, "--on", "2026-02-14").out
    final = okr("grade", path, "--on", "2026-03-31", "--final", "--format", "json").json["scores"]
    assert [score["score"] for score in final["key_results"]] == [0.7, 0]
    assert final["overall"] == 0.35


def test_a_key_result_with_an_error_is_left_out_of_a_document_s_grade(okr, document):
    answer = okr("grade", document(SOUND.replace("target: 22", "target: '#REF!'")), "--on", "2026-02-14")
    assert answer.status == 1
    assert "0.50 yellow  0 of 2 met, 1 graded" in answer.out
    assert "error   T204  line 15 objectives[0].key_results[0].target" in answer.out


def test_a_committed_key_result_says_so_beside_its_score_and_in_the_sums(okr, document):
    committed = SOUND.replace("        current:", "        commitment: committed\n        current:")
    answer = okr("grade", document(committed), "--on", "2026-02-14").out
    assert "0.70 yellow committed" in answer
    assert answer.count("0 of 2 met, committed") == 2
    one = okr("grade", document(SOUND), "--on", "2026-02-14").out
    assert "committed" not in one


def test_a_closed_grade_says_what_its_score_means(okr, document):
    answer = okr("grade", document(SOUND), "--on", "2026-03-31", "--final").out
    assert "Reading: the sweet spot (0.6–0.8)" in answer


def test_a_strict_grade_stops_at_the_first_error(okr, document):
    answer = okr("grade", document(SOUND.replace("target: 22", "target: '#REF!'")), "--strict")
    assert answer.status == 1
    assert answer.out == ""
    assert "error   T204  line 15 objectives[0].key_results[0].target" in answer.err


def test_one_id_given_twice_stops_every_grade(okr, document):
    twins = SOUND.replace("      - text:", "      - id: O1-KR1\n        text:")
    answer = okr("grade", document(twins))
    assert (answer.status, answer.out) == (1, "")
    assert "T301" in answer.err


def test_errors_in_a_workbook_are_told_with_their_cells(okr, document):
    okr("new", "Harbor Dental", "--from", document(SOUND))
    with connect(settings_from(os.environ)) as connection:
        workbook = open_workbook("Harbor Dental", connection)
        connection.gspread.open_by_key(workbook.spreadsheet_id).worksheet("Key Results").update_acell("L2", "many")
    strict = okr("grade", "Harbor Dental", "--on", "2026-02-14", "--strict")
    assert strict.status == 1
    assert "error   T201  'Key Results'!L2" in strict.err
    answer = okr("grade", "Harbor Dental", "--on", "2026-02-14", "--format", "json")
    assert answer.status == 1
    assert answer.json["written"] is True
    assert [score["score"] for score in answer.json["scores"]["key_results"]] == [None, 0.5]
    assert [(found["code"], found["cell"]) for found in answer.json["findings"]] == [("T201", "'Key Results'!L2")]


def test_doubtful_numbers_are_told_below_the_scores(okr, document):
    answer = okr("grade", document(SOUND.replace("kind: decrease", "kind: increase")), "--on", "2026-02-14")
    assert answer.status == 0
    assert "warning K226" in answer.out


def test_the_bar_shows_the_score_and_the_stretch_mark(okr, document):
    answer = okr("grade", document(SOUND), "--on", "2026-02-14")
    assert "██████████████│······ 0.70 green  0.7 at 19 families" in answer.out
    assert "██████████····│······ 0.50 yellow 0.7 at 11.2 days" in answer.out


def test_without_a_day_it_is_today_where_the_client_is(okr, document):
    # The clocks of Kiritimati and Pago Pago are 25 hours apart, so it is never the same day in both.
    def day(time_zone):
        named = SOUND.replace("currency: USD", f"currency: USD, time_zone: {time_zone}")
        return date.fromisoformat(okr("grade", document(named), "--format", "json").json["scores"]["on"])

    assert (day("Pacific/Kiritimati") - day("Pacific/Pago_Pago")).days in (1, 2)


def test_doubts_about_the_numbers_follow_the_scores(okr, document):
    answer = okr("grade", document(SOUND.replace("current: 19", "current: 12444")), "--on", "2026-02-14")
    assert answer.status == 0
    scores, doubts = answer.out.split("These scores may rest on a slip:")
    assert "1.00 green" in scores
    assert "K231" in doubts
    assert "1,243 times the way from 12 to 22" in doubts
    assert "slip" not in okr("grade", document(SOUND), "--on", "2026-02-14").out


def test_shares_above_one_and_negative_money_are_shown_right(okr, document):
    above = SOUND.replace("from 12 to 22 a month", "from 97% to 112%").replace("unit: families", 'unit: "%"')
    above = above.replace("baseline: 12", "baseline: 97%").replace("target: 22", "target: 112%")
    assert "0.7 at 107.5 %" in okr("grade", document(above.replace("current: 19", "current: 103%"))).out
    loss = SOUND.replace("from 12 to 22 a month", "from -$500,000 to $0").replace("unit: families", 'unit: "$"')
    loss = loss.replace("baseline: 12", "baseline: -$500,000").replace("target: 22", "target: 0")
    assert "0.7 at -$150,000" in okr("grade", document(loss.replace("current: 19", "current: ($200,000)"))).out


def test_a_grade_that_gets_no_answer_says_which_scores_may_be_wrong_and_what_to_do(okr, document, faulty_sheets):
    made = okr("new", "Harbor Dental", "--from", document(SOUND), "--format", "json").json
    faulty_sheets(match="batchUpdateByDataFilter", status=503, when="after")
    answer = okr("grade", made["spreadsheet_id"], "--on", "2026-02-14")
    assert answer.status == 2
    assert "a row may have the score of another: O1, O1-KR1 and O1-KR2. Grade again" in " ".join(answer.err.split())


def test_ids_that_were_just_assigned_are_shown(okr, document, tmp_path):
    made = okr("new", "Harbor Dental", "--from", document(SOUND), "--format", "json").json
    settings = settings_from({"OKR_HOME": str(tmp_path / "home")})
    with connect(settings) as sheets:
        tab = sheets.gspread.open_by_key(made["spreadsheet_id"]).worksheet("Key Results")
        tab.update_acell("A3", "")
    first, again = (okr("grade", made["spreadsheet_id"], "--on", "2026-02-14").out for _ in range(2))
    assert "IDs assigned: O1-KR2." in first
    assert "IDs assigned" not in again


def test_standard_input_has_one_name_in_every_command(okr, monkeypatch):
    for command in ("check", "grade", "status"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SOUND.encode()), encoding="utf-8"))
        assert okr(command, "-", "--on", "2026-01-20").out.startswith("Standard input"), command
