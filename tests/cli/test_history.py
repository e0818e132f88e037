from tests.cli.conftest import SOUND

RATED = SOUND + (
    "check_ins:\n"
    "  - {day: 2026-02-01, key_result_id: O1-KR1, value: 15, confidence: 0.8}\n"
    "  - {day: 2026-02-01, key_result_id: O1-KR2, value: 18, confidence: 0.4}\n"
)


def test_closed_cycles_tell_scores_aims_and_what_confidence_was_worth(okr, document):
    answer = okr("history", document(RATED), "--on", "2026-04-02", "--format", "json")
    assert answer.status == 0
    assert answer.json["cycles"] == [
        {"cycle": "2026-Q1", "overall": 0.6, "interpretation": "sweet_spot", "reached": 1, "total": 2}
    ]
    assert answer.json["aims"] == [
        {"owner": "Practice Manager", "key_results": 2, "mean": 0.6, "interpretation": "sweet_spot"}
    ]
    # The first reached 0.7, the second 0.5: (0.2² + 0.4²) / 2 = 0.1
    assert (answer.json["calibration"]["brier"], answer.json["calibration"]["base_brier"]) == (0.1, 0.25)


def test_in_the_terminal_it_reads_in_sentences(okr, document):
    out = " ".join(okr("history", document(RATED), "--on", "2026-04-02").out.split())
    assert "1 of 2 reached · the sweet spot (0.6–0.8): a stretch, and much of it reached" in out
    assert "Practice Manager: 0.60 over 2 key results" in out
    assert "it told more than the base rate" in out
    assert "0.8 to 1.0: 1 rating, 0.80 in the mean, 100% reached" in out


def test_what_is_not_over_is_left_out_and_that_is_said(okr, document):
    answer = okr("history", document(SOUND), "--on", "2026-02-14")
    assert answer.out == "No cycle of these is closed yet.\n"
    assert "runs until 2026-03-31: it is left out." in answer.err


def test_it_is_a_page_with_pictures_too(okr, document, tmp_path):
    page = tmp_path / "history.html"
    answer = okr("history", document(RATED), "--on", "2026-04-02", "-o", str(page))
    assert (answer.status, answer.out) == (0, "")
    assert "<h1>Harbor Dental</h1>" in page.read_text()
    assert "Overall score of each cycle: 2026-Q1 0.60." in page.read_text()


def test_an_owner_sees_what_their_own_confidence_was_worth_and_no_page_does(okr, document, tmp_path):
    ratings = "".join(
        f"  - {{day: 2026-02-{day:02}, key_result_id: O1-KR1, value: 15, confidence: 0.8}}\n" for day in range(2, 11)
    )
    path = document(RATED + ratings)
    shown = " ".join(okr("history", path, "--on", "2026-04-02", "--owner", "front desk lead").out.split())
    assert "Over 11 ratings the Brier score is 0.051" in shown  # (10 × 0.2² + 0.4²) / 11
    few = okr("history", path, "--on", "2026-04-02", "--owner", "Somebody")
    assert few.out == "Somebody has fewer than 10 ratings in these cycles: too few to say anything.\n"
    for shared in (["-o", str(tmp_path / "page.html")], ["--format", "json"]):
        answer = okr("history", path, "--owner", "Practice Manager", *shared)
        assert (answer.status, answer.out) == (2, "")
        assert "for the owner alone" in answer.err
