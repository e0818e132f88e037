"""Whatever a workbook can hold comes back from every form of the tidy tables as it was, several workbooks at once."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrsdk.assessment import assess
from okrsdk.interchange import export_format_named
from okrsdk.interchange.tidy.files import tables_in
from okrsdk.interchange.tidy.frames import rows_of_frame, to_frames
from okrsdk.interchange.tidy.reading import workbooks_in
from okrsdk.workbook.overview import workbook_title
from tests.interchange.okr_sets import holdable, okr_sets

SEVERAL = st.lists(okr_sets().filter(holdable), min_size=1, max_size=2, unique_by=workbook_title)


def frames_of(assessments):
    return {name: rows_of_frame(frame) for name, frame in to_frames(assessments).items()}


def files_of(name):
    return lambda assessments: tables_in(
        {file.name: file.content for file in export_format_named(name).write(assessments)}
    )


@pytest.mark.parametrize(
    ("tables_of", "examples"),
    [
        pytest.param(frames_of, 10, id="frames"),
        pytest.param(files_of("csv-tables"), 10, id="csv"),
        pytest.param(files_of("xlsx"), 5, id="xlsx"),
        pytest.param(files_of("parquet"), 5, id="parquet"),
        pytest.param(files_of("sqlite"), 6, id="sqlite"),
    ],
)
def test_every_form_gives_the_okrs_back(tables_of, examples):
    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(SEVERAL)
    def comes_back(written):
        found = workbooks_in(tables_of([assess(okr_set, on=date(2026, 2, 14)) for okr_set in written]))
        assert {one.name: one.okr_set for one in found} == {workbook_title(okr_set): okr_set for okr_set in written}

    comes_back()
