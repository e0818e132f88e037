"""Claims exclude runs from one another, whatever is late or lost, and end by themselves."""

import pytest

from okrsdk.errors import SheetsError
from okrsdk.provision.marking import key_mark
from okrsdk.provision.registry import LEASE, Claim, ClaimStore, MetadataClaims, Registry, TabClaims, open_registry
from tests.provision.world import Process

A, B = (key_mark(name, "2026-Q2") for name in ("a", "b"))


@pytest.fixture
def process(world):
    with world.process() as own:
        yield own


@pytest.fixture(params=[MetadataClaims, TabClaims])
def registry(process: Process, request: pytest.FixtureRequest) -> Registry:
    """A registry that keeps its claims as metadata, and one that keeps them as tabs."""
    made = process.drive.create("registry", folder="", marks={}).file_id
    http = process.connection.http
    store: ClaimStore = request.param(spreadsheet_id=made, http=http)
    return Registry(spreadsheet_id=made, http=http, store=store)


def test_what_one_run_has_claimed_another_leaves(registry):
    assert not registry.claim([A], run="one", now=1000).others
    others = registry.claim([A, B], run="two", now=1001).others
    assert {mark: claim.run for mark, claim in others.items()} == {A: "one"}
    assert {mark: claim.run for mark, claim in registry.store.read().items()} == {A: "one", B: "two"}


def test_a_run_renews_its_own_claim(registry):
    registry.claim([A], run="one", now=1000)
    assert not registry.claim([A], run="one", now=1500).others
    assert registry.store.read()[A].at == 1500


def test_a_claim_that_has_run_out_is_taken_over_and_one_of_a_dead_run_at_once(registry):
    registry.claim([A, B], run="one", now=1000)
    assert registry.claim([A], run="two", now=1000 + LEASE - 1).others
    assert not registry.claim([A], run="two", now=1000 + LEASE).others
    assert not registry.claim([B], run="two", now=1001, dead=["one"]).others


def test_of_two_that_take_over_at_once_the_second_is_refused(registry):
    registry.claim([A], run="one", now=1000)
    old = registry.store.read()[A]
    for run, is_first in (("two", True), ("three", False)):
        new = Claim(mark=A, run=run, at=3000)
        body = {"requests": [*registry.store.drop(old), *registry.store.put(new)]}
        if is_first:
            registry.http.batch_update(registry.spreadsheet_id, body)
        else:
            with pytest.raises(SheetsError):
                registry.http.batch_update(registry.spreadsheet_id, body)
    assert registry.store.read()[A].run == "two"


def test_a_claim_goes_on_to_say_where_a_workbook_is_until_lists_show_it(registry):
    registry.claim([A, B], run="one", now=1000)
    registry.release("one", [A], {A: "made-a", B: "made-b"}, now=1010)
    assert {mark: claim.spreadsheet_id for mark, claim in registry.store.read().items()} == {B: "made-b"}
    claimed = registry.claim([A, B], run="two", now=1020)
    assert (claimed.others, claimed.known) == ({}, {B: "made-b"})
    registry.release("two", [A, B], {}, now=1030)
    assert registry.store.read() == {}


def test_a_run_that_comes_in_between_gets_what_it_took_and_leaves_the_rest(world, registry):
    # The other run claims A after this one has read the claims, and before it writes its own.
    with world.process("other") as other:
        http = other.connection.http
        store = type(registry.store)(spreadsheet_id=registry.spreadsheet_id, http=http)
        rival = Registry(spreadsheet_id=registry.spreadsheet_id, http=http, store=store)
        world.local.interleave("POST .*:batchUpdate", lambda: rival.claim([A], run="rival", now=1000))
        others = registry.claim([A, B], run="one", now=1000).others
    assert {mark: claim.run for mark, claim in others.items()} == {A: "rival"}
    assert registry.store.read()[B].run == "one"


def test_a_new_registry_finds_out_how_it_can_keep_claims_and_remembers_it(process):
    made = process.drive.create("registry", folder="", marks={}).file_id
    first = open_registry(made, process.connection.http)
    assert isinstance(first.store, MetadataClaims)  # Local Sheets refuses a second claim of one ID
    process.network.sent.clear()
    assert isinstance(open_registry(made, process.connection.http).store, MetadataClaims)
    assert dict(process.network.sent) == {"sheets read": 1}
