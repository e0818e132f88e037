"""What other tools get is read back by our own readers as far as each format carries it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okrsdk import load
from okrsdk.assessment import assess
from okrsdk.interchange import export_format_named
from okrsdk.interchange.importers.delimited_text import read_delimited
from okrsdk.interchange.importers.draft_reader import read_draft
from okrsdk.interchange.importers.table_reading import read_tables
from tests.interchange.exporters.assessed import OKR_SET, ON

SAMPLES = sorted((Path(__file__).parents[3] / "examples" / "clients").glob("*.yaml"))
SETS = {path.stem: assess(load(path), on=date(2026, 11, 18)) for path in SAMPLES}
# Tools have no key results outside of objectives; how each shows them is told in its own tests.
SETS["traps"] = assess(replace(OKR_SET, key_results=OKR_SET.key_results[:2]), on=ON)


def read_back(name, assessment):
    (file,) = export_format_named(name).write([assessment])
    return read_tables([read_delimited(file.content.decode(), name=file.name)]).okr_set


def titles(records):
    return [" ".join(record.text.split()) for record in records]


def by_objective(okr_set):
    """The key results in the order of their objectives, each with the place of its own."""
    return [
        (place, key_result)
        for place, objective in enumerate(okr_set.objectives)
        for key_result in okr_set.key_results
        if key_result.objective_id == objective.id
    ]


@pytest.fixture(params=SETS.values(), ids=list(SETS))
def assessment(request):
    return request.param


@pytest.mark.parametrize(
    "name",
    ["csv", "airtable", "asana", "betterworks", "clickup", "culture-amp", "jira", "peoplebox", "viva-goals"],
)
def test_objectives_and_key_results_come_back_in_their_places(name, assessment):
    known, found = assessment.okr_set, read_back(name, assessment)
    assert titles(found.objectives) == titles(known.objectives)
    assert [(place, " ".join(own.text.split())) for place, own in by_objective(found)] == [
        (place, " ".join(own.text.split())) for place, own in by_objective(known)
    ]


@pytest.mark.parametrize("name", ["csv", "airtable", "peoplebox", "viva-goals"])
def test_values_and_days_come_back_where_a_format_has_columns_for_them(name, assessment):
    known, found = by_objective(assessment.okr_set), by_objective(read_back(name, assessment))
    for (_, own), (_, back) in zip(known, found, strict=True):
        if own.kind.is_linear:  # of the others some tools get the score in percent
            assert (back.baseline, back.target) == (own.baseline, own.target), own.text
        if own.due and name != "viva-goals":
            assert back.due == own.due


def test_a_wiki_page_is_read_back_as_a_draft(assessment):
    (file,) = export_format_named("markdown").write([assessment])
    draft, known = read_draft(file.content.decode()), assessment.okr_set
    assert [objective.text for objective in draft.objectives] == titles(known.objectives)
    assert draft.cycles in ((), (known.cycle.name,))
    found = [(place, own) for place, one in enumerate(draft.objectives) for own in one.key_results]
    for (place, own), (back_place, back) in zip(by_objective(known), found, strict=True):
        assert (back.text, back_place) == (" ".join(own.text.split()), place)
        assert back.values.get("source", "") == own.source
        assert back.values.get("owner", "") == own.owner


def test_the_two_databases_of_notion_are_read_back_joined_by_their_ids(assessment):
    files = export_format_named("notion").write([assessment])
    tables = [
        replace(read_delimited(file.content.decode(), name=file.name), tab=file.name.removesuffix(".csv"))
        for file in files
    ]
    known, found = assessment.okr_set, read_tables(tables).okr_set
    assert [(one.id, one.text, one.why, one.owner) for one in found.objectives] == [
        (one.id, " ".join(one.text.split()), one.why, one.owner) for one in known.objectives
    ]
    for (_, own), (_, back) in zip(by_objective(known), by_objective(found), strict=True):
        assert (back.kind, back.source, back.commitment) == (own.kind, own.source, own.commitment)
