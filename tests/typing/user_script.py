"""A user's script: the public API with the type of everything it gives. mypy judges it, nothing runs it."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import assert_type

from flask import Flask

import okrsdk
from okrsdk.client import OkrClient
from okrsdk.errors import ConfigError, InvalidOkrError, SheetsError
from sheets_addon import create_app


def make() -> okrsdk.OkrSet:
    key_result = okrsdk.KeyResult(
        id="O1-KR1",
        objective_id="O1",
        text="Increase new family registrations from 12 to 22 a month",
        kind=okrsdk.Kind.INCREASE,
        commitment=okrsdk.Commitment.COMMITTED,
        baseline=Decimal(12),
        target=okrsdk.stretch_target(Decimal(12), Decimal(19)),
        status=okrsdk.Status.ACTIVE,
    )
    return okrsdk.OkrSet(
        client=okrsdk.Client(name="Harbor Dental"),
        cycle=okrsdk.Cycle.parse("2026-Q1"),
        objectives=(okrsdk.Objective(id="O1", text="Be the practice that families choose first"),),
        key_results=(key_result,),
        check_ins=(okrsdk.CheckIn(day=date(2026, 2, 2), key_result_id="O1-KR1", value=Decimal(15)),),
    )


def grade_and_write(ref: str, policy: okrsdk.Policy) -> Decimal | None:
    workbook = okrsdk.open(ref)
    assert_type(workbook, okrsdk.Workbook)
    assert_type(workbook.url, str)
    okr_set = workbook.read()
    assert_type(okr_set, okrsdk.OkrSet)
    findings = okrsdk.check(okr_set, on=date(2026, 3, 31), policy=policy)
    assert_type(findings, tuple[okrsdk.Finding, ...])
    for finding in findings:
        assert_type(finding.severity, okrsdk.Severity)
        assert_type(finding.location, okrsdk.Location)
    scores = okrsdk.grade(okr_set, on=date(2026, 3, 31), final=True)
    assert_type(scores, okrsdk.Scores)
    assert_type(scores.band, okrsdk.Band | None)
    workbook.write_scores(scores)
    return scores.overall


def keep(ref: str, folder: Path) -> okrsdk.Workbook | None:
    try:
        okrsdk.dump(okrsdk.open(ref).read(), folder / "okrs.yaml")
        return okrsdk.create(okrsdk.load(folder / "okrs.yaml"))
    except InvalidOkrError as error:
        assert_type(error.findings, tuple[okrsdk.PlacedFinding, ...])
    except SheetsError as error:
        assert_type(error.status, int | None)
    except ConfigError as error:
        assert_type(error.setting, str | None)
    return None


def serve() -> Flask:
    return create_app()


def ask_the_service(okr_set: okrsdk.OkrSet) -> okrsdk.Scores:
    with OkrClient("http://127.0.0.1:8080") as client:
        return client.grade(okr_set)


# What is wrong must be told: an ignore that nothing needs is an error under --strict.
okrsdk.grade(make())  # type: ignore[call-arg]
okrsdk.Objective(id=1)  # type: ignore[arg-type]
okrsdk.score  # type: ignore[attr-defined]  # noqa: B018
