"""What a unit does when there is no quota left: it gives its worker back."""

from dataclasses import replace
from typing import cast

from okrsdk.provision.unit import UnitRequest, run
from okrsdk.sheets.connection import connect
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.transport.clock import Clock
from okrsdk.sheets.transport.http_client import RequestPolicy
from okrsdk.sheets.transport.operations import Budget
from okrsdk.sheets.transport.quota import ProcessQuota, TokenBucket
from okrsdk.sheets.transport.retry import GOOGLE
from tests.provision.world import URL, clients


def test_a_unit_that_finds_no_token_gives_its_worker_back_and_has_begun_nothing(world):
    with world.process() as process:
        process.begin(process.plan(clients(1)), "r1")
        ((request, _),) = process.journal.units("r1")
        clock = Clock(now=world.now, sleep=world.sleep, chance=world.chance)
        quota = ProcessQuota({Budget.DRIVE: (TokenBucket(50),)}, clock=clock)
        settings = SheetsSettings(home=process.folder, backend=Backend.SERVER, server_url=URL)
        policy = RequestPolicy(retry=GOOGLE, quota=quota, clock=clock, patience=1.0)
        with connect(settings, policy=policy, transport=process.network) as impatient:
            tools = replace(process.unit_tools, http=impatient.http)
            with quota.token(Budget.DRIVE, 50):
                pass
            waiting = run(cast("UnitRequest", request), tools)
            assert waiting["outcome"] == "waiting"
            assert 59 <= waiting["again_in"] <= 60
            assert process.journal.steps.step("r1", request["key"], "create") is None
            world.sleep(waiting["again_in"])
            assert run(cast("UnitRequest", request), tools)["outcome"] == "made"
