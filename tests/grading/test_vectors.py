"""The published vectors, against the code and against binary floats."""

import json
import math
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.errors import UngradableError
from okrsdk.grading import Band, band, grade, progress, score
from okrsdk.model import Commitment, KeyResult, Kind, Objective, OkrSet, Stage, Status
from tests.grading.vectors_reference import VECTORS, as_text, vectors

PUBLISHED = json.loads(VECTORS.read_text(encoding="utf-8"))
CASES = PUBLISHED["key_results"]
DAY = date(2026, 3, 31)


def number(text):
    return None if text is None else Decimal(text)


def key_result(case):
    return KeyResult(
        id="O1-KR1",
        objective_id="O1",
        kind=Kind(case["kind"]),
        commitment=Commitment(case["commitment"]),
        baseline=number(case["baseline"]),
        target=number(case["target"]),
        stages=tuple(Stage(score=Decimal(stage["score"]), name=stage["name"]) for stage in case["stages"]),
        current=number(case["current"]),
    )


def named(cases):
    return [pytest.param(case, id=case["name"]) for case in cases]


def test_the_published_vectors_are_those_of_the_reference():
    assert VECTORS.read_text(encoding="utf-8") == as_text(vectors())


def test_the_vectors_show_every_kind_and_both_commitments_under_unique_names():
    assert len(CASES) >= 80
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert {case["kind"] for case in CASES} == set(Kind)
    assert {case["commitment"] for case in CASES} == set(Commitment)


@pytest.mark.parametrize("case", named(CASES))
def test_a_key_result_is_graded_as_published(case):
    okr_set = OkrSet(objectives=(Objective(id="O1"),), key_results=(key_result(case),))
    (graded,) = grade(okr_set, on=DAY, final=case["final"]).key_results
    shown = {"progress": str(graded.progress), "score": str(graded.score), "band": graded.band}
    if "ungraded" in case["expected"]:
        assert shown == {"progress": "None", "score": "None", "band": None}
        assert graded.reason
    else:
        assert shown == case["expected"]
        assert not graded.reason


@pytest.mark.parametrize(
    "case", named(case for case in CASES if case["expected"].get("ungraded", "current") != "current")
)
def test_an_ungradable_key_result_names_the_field_as_published(case):
    with pytest.raises(UngradableError) as caught:
        progress(key_result(case), number(case["current"]) or Decimal(0))
    assert caught.value.field == case["expected"]["ungraded"]
    assert caught.value.key_result_id == "O1-KR1"


@pytest.mark.parametrize("case", named(PUBLISHED["roll_up"]))
def test_a_set_is_rolled_up_as_published(case):
    objectives, key_results = [], []
    for index, objective in enumerate(case["objectives"], start=1):
        objectives.append(
            Objective(id=f"O{index}", weight=Decimal(objective["weight"]), status=Status(objective["status"]))
        )
        key_results += [
            KeyResult(
                objective_id=f"O{index}",
                commitment=Commitment(row["commitment"]),
                baseline=Decimal(0),
                target=Decimal(1),
                current=number(row["score"]),
                weight=Decimal(row["weight"]),
                status=Status(row["status"]),
            )
            for row in objective["key_results"]
        ]
    scores = grade(OkrSet(objectives=tuple(objectives), key_results=tuple(key_results)), on=DAY)
    assert [summary(o.score, o.band, o.coverage) for o in scores.objectives] == case["expected"]["objectives"]
    assert summary(scores.overall, scores.band, scores.coverage) == case["expected"]["overall"]
    own = [row["score"] for objective in case["objectives"] for row in objective["key_results"]]
    assert [None if kr.score is None else str(kr.score) for kr in scores.key_results] == own


def summary(points, colour, coverage):
    return {
        "score": None if points is None else str(points),
        "band": colour,
        "graded": coverage.graded,
        "met": coverage.met,
        "total": coverage.total,
    }


LINEAR = [case for case in CASES if Kind(case["kind"]).is_linear and "progress" in case["expected"] and case["current"]]


def float_progress(case):
    baseline, target, current = (float(case[name]) for name in ("baseline", "target", "current"))
    return (current - baseline) / (target - baseline)


def test_floats_would_drop_exact_hits_of_the_pass_mark():
    hits = [case for case in LINEAR if case["expected"]["progress"] == "0.7"]
    missed = [case["name"] for case in hits if float_progress(case) < 0.7]
    assert {case["name"] for case in hits if "that floats miss" in case["name"]} <= set(missed)
    assert len(missed) >= 8
    assert all(score(progress(key_result(case), Decimal(case["current"]))) == Decimal("0.70") for case in hits)


def test_floats_would_give_other_scores_and_colours_even_when_rounded():
    def float_score(case):
        return math.floor(min(max(float_progress(case), 0.0), 1.0) * 100 + 0.5)

    other_score, other_band = [], []
    for case in LINEAR:
        points = Decimal(float_score(case)) / 100
        if points != Decimal(case["expected"]["score"]):
            other_score.append(case["name"])
        if band(points, Commitment(case["commitment"])) is not Band(case["expected"]["band"]):
            other_band.append(case["name"])
    assert len(other_score) >= 9
    assert len(other_band) >= 6
